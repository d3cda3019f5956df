package index_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"appraise/index"
)

// sizes of the made-up libraries, with abstracts of about 180 words.
var sizes = []int{1_000, 10_000, 50_000}

func BenchmarkSync(b *testing.B) {
	for _, n := range sizes {
		l := madeUp(1, n, 180)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for range b.N {
				x := index.New(filepath.Join(b.TempDir(), "index"))
				if _, err := x.Sync(context.Background(), l, nil); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "studies/s")
		})
	}
}

// BenchmarkOneMore adds one study to a library and publishes it.
func BenchmarkOneMore(b *testing.B) {
	for _, n := range sizes {
		l := madeUp(1, n, 180)
		x := synced(b, l)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for i := range b.N {
				id := fmt.Sprint("more", i)
				l.put(id, &index.Document{ID: id, Title: "one more"})
				if _, err := x.Sync(context.Background(), l, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkThreeWords ranks the studies for three words: with the index kept
// open, and opened anew for each search as a command does.
func BenchmarkThreeWords(b *testing.B) {
	for _, n := range sizes {
		l := madeUp(1, n, 180)
		x := synced(b, l)
		v := newVocabulary(1, 4000+n/4)
		var questions []string
		for range 64 {
			questions = append(questions, v.words[v.r.IntN(300)]+" "+v.words[v.r.IntN(1000)]+" "+v.words[v.r.IntN(3000)])
		}
		for _, cold := range []bool{false, true} {
			b.Run(fmt.Sprintf("%d/cold=%v", n, cold), func(b *testing.B) {
				for i := range b.N {
					if cold {
						x.Close()
					}
					if _, err := x.Search(context.Background(), index.Question(questions[i%64]), index.Options{Facets: index.FacetNames}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
