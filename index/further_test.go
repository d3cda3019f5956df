package index_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"appraise/corpus"
	"appraise/index"
	"appraise/index/mesh"
	"appraise/index/query"
)

func TestSimilar(t *testing.T) {
	l := shelf()
	l.put("twin", &index.Document{ID: "twin", Title: "Inversion for sciatica: who needs surgery", Abstract: "Operations after inversion therapy."})
	for i := range 20 {
		l.put(fmt.Sprint("other", i), &index.Document{ID: fmt.Sprint("other", i), Title: "Statins and the heart", Abstract: "Cholesterol was measured."})
	}
	x := synced(t, l)
	res, err := x.Similar(t.Context(), "prasad2012", index.Options{Explain: true})
	if err != nil {
		t.Fatal(err)
	}
	got := ids(res)
	if len(got) == 0 || got[0] != "twin" || slices.Contains(got, "prasad2012") || slices.Contains(got, "other1") {
		t.Errorf("similar to prasad2012: %v", got)
	}
	if !strings.Contains(res.Hits[0].Explain, "inver") {
		t.Errorf("explained by %q", res.Hits[0].Explain)
	}
	if _, err := x.Similar(t.Context(), "nobody", index.Options{}); !errors.Is(err, index.ErrNotIndexed) {
		t.Errorf("similar to a study that is not there: %v", err)
	}
}

// TestSimilarInASmallLibrary: among five studies the one on the same therapy
// comes first, and one that shares nothing but a common word is not named.
func TestSimilarInASmallLibrary(t *testing.T) {
	l := &library{}
	for id, title := range map[string]string{
		"a": "Inversion therapy for sciatica in adults", "b": "Inversion tables and sciatica", "c": "Statins and the heart in adults",
		"d": "Traction in adults", "e": "Yoga in adults",
	} {
		l.put(id, &index.Document{ID: id, Title: title})
	}
	res, err := synced(t, l).Similar(t.Context(), "a", index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := ids(res); len(got) == 0 || got[0] != "b" {
		t.Errorf("similar to a: %v, want b first", got)
	}
	only := &library{}
	only.put("a", &index.Document{ID: "a", Title: "Inversion therapy"})
	if res, err := synced(t, only).Similar(t.Context(), "a", index.Options{}); err != nil || len(res.Hits) != 0 {
		t.Errorf("in a library of one: %v, %v", ids(res), err)
	}
}

func TestSuggest(t *testing.T) {
	x := synced(t, shelf())
	for in, want := range map[string]string{
		"invresion": "inversion", "sciatca AND pain": "sciatica", `"back pian"`: "pain", "traction": "", "zzzzzz": "", "operashuns": "",
	} {
		got, err := x.Suggest(t.Context(), parse(t, in))
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case want == "" && len(got) > 0:
			t.Errorf("%s: suggested %v", in, got)
		case want != "" && (len(got) != 1 || got[0].Instead != want || got[0].Studies == 0):
			t.Errorf("%s: suggested %v, want %s", in, got, want)
		}
	}
}

func TestExplodeWithThesaurus(t *testing.T) {
	l := &library{}
	l.put("a", &index.Document{ID: "a", Title: "a", MeSH: []corpus.Heading{{Descriptor: "Low Back Pain"}}})
	l.put("b", &index.Document{ID: "b", Title: "b", MeSH: []corpus.Heading{{Descriptor: "Back Pain", TreeNumbers: []string{"C23.888.592.612.107"}}}})
	l.put("c", &index.Document{ID: "c", Title: "c", MeSH: []corpus.Heading{{Descriptor: "Headache", TreeNumbers: []string{"C23.888.592.612.441"}}}})
	x := synced(t, l)
	th := mesh.New([]mesh.Descriptor{
		{Name: "Back Pain", Trees: []string{"C23.888.592.612.107"}, Entries: []string{"Backache"}},
		{Name: "Low Back Pain", Trees: []string{"C23.888.592.612.107.400"}},
	})
	n := parse(t, "back pain[mh]")
	res, err := x.Search(t.Context(), n, index.Options{Sort: index.ByKey})
	if err != nil || !slices.Equal(ids(res), []string{"b"}) || len(res.Notes) != 1 {
		t.Errorf("without a thesaurus: %v, notes %q, %v", ids(res), res.Notes, err)
	}
	res, err = x.Search(t.Context(), n, index.Options{Sort: index.ByKey, Headings: th})
	if err != nil || !slices.Equal(ids(res), []string{"a", "b"}) || len(res.Notes) != 0 {
		t.Errorf("with a thesaurus: %v, notes %q, %v", ids(res), res.Notes, err)
	}
}

// TestSearchesDuringSync lets many searches run while the index changes, in
// the same process and through a second Index as another process would.
func TestSearchesDuringSync(t *testing.T) {
	l := madeUp(11, 1200, 20)
	dir := t.TempDir() + "/index"
	x, other := index.New(dir), index.New(dir)
	defer x.Close()
	defer other.Close()
	if _, err := x.Sync(t.Context(), l, nil); err != nil {
		t.Fatal(err)
	}
	stop := make(chan struct{})
	var wait sync.WaitGroup
	for i := range 6 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			who := []*index.Index{x, other}[i%2]
			for {
				select {
				case <-stop:
					return
				default:
				}
				res, err := who.Search(t.Context(), &query.All{}, index.Options{Limit: 5, Facets: []string{"year"}})
				if err != nil || res.Total < 1200 {
					t.Errorf("found %d, %v", res.Total, err)
					return
				}
			}
		}()
	}
	for i := range 12 {
		l.put(fmt.Sprint("new", i), &index.Document{ID: fmt.Sprint("new", i), Title: "something new"})
		if _, err := x.Sync(t.Context(), l, nil); err != nil {
			t.Error(err)
		}
	}
	close(stop)
	wait.Wait()
	inStep(t, x, l)
	inStep(t, other, l)
}

// TestDamage flips and cuts bytes in every file: whatever happens, a search
// ends with an answer or ErrUnavailable, Verify notices, and after one Sync
// with changes everything is well again.
func TestDamage(t *testing.T) {
	l := madeUp(12, 120, 20)
	dir := t.TempDir() + "/index"
	x := index.New(dir)
	if _, err := x.Sync(t.Context(), l, nil); err != nil {
		t.Fatal(err)
	}
	x.Close()
	var files []string
	for _, pattern := range []string{"gen-*/*", "data/*"} {
		more, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, more...)
	}
	if len(files) < 8 {
		t.Fatalf("only %q to damage", files)
	}
	for _, file := range files {
		for _, how := range []string{"flip early", "flip late", "cut"} {
			t.Run(filepath.Base(file)+" "+how, func(t *testing.T) {
				copied := filepath.Join(t.TempDir(), "index")
				if err := os.CopyFS(copied, os.DirFS(dir)); err != nil {
					t.Fatal(err)
				}
				rel, _ := filepath.Rel(dir, file)
				damage(t, filepath.Join(copied, rel), how)
				broken := index.New(copied)
				defer broken.Close()
				if faults, err := broken.Verify(t.Context(), l); err != nil || len(faults) == 0 {
					t.Errorf("not noticed: %v, %v", faults, err)
				}
				for _, q := range []string{"ba*", `"ba ce"`, "study00003[id]", "ba ce di fo", "n:10:500"} {
					_, err := broken.Search(t.Context(), parseLoose(t, q), index.Options{Facets: index.FacetNames})
					if err != nil && !errors.Is(err, index.ErrUnavailable) {
						t.Errorf("%s: %v", q, err)
					}
				}
				if err := os.WriteFile(filepath.Join(copied, "suspect"), nil, 0o644); err != nil {
					t.Fatal(err)
				}
				if _, err := broken.Sync(t.Context(), l, nil); err != nil {
					t.Fatal(err)
				}
				inStep(t, broken, l)
			})
		}
	}
}

func parseLoose(t *testing.T, text string) query.Node {
	n, _, err := query.Options{MinStem: -1}.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func damage(t *testing.T, file, how string) {
	b, err := os.ReadFile(file)
	if err != nil || len(b) == 0 {
		t.Fatal(err)
	}
	switch how {
	case "cut":
		b = b[:len(b)/2]
	case "flip early":
		b[len(b)/5] ^= 0x41
	default:
		b[len(b)*4/5] ^= 0x41
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

// waiting is a library whose changes come only after a while.
type waiting struct {
	*library
	begun, end chan struct{}
}

func (w waiting) Changes(ctx context.Context, after int64) iter.Seq2[index.Change, error] {
	close(w.begun)
	<-w.end
	return w.library.Changes(ctx, after)
}

// TestTwoWriters: the second is told at once, a search goes on.
func TestTwoWriters(t *testing.T) {
	l := madeUp(13, 30, 10)
	dir := t.TempDir() + "/index"
	first, second := index.New(dir), index.New(dir)
	defer first.Close()
	defer second.Close()
	if _, err := first.Sync(t.Context(), l, nil); err != nil {
		t.Fatal(err)
	}
	l.put("new", &index.Document{ID: "new", Title: "new"})
	w := waiting{l, make(chan struct{}), make(chan struct{})}
	done := make(chan error)
	go func() {
		_, err := first.Sync(context.Background(), w, nil)
		done <- err
	}()
	<-w.begun
	start := time.Now()
	if _, err := second.Sync(t.Context(), l, nil); !errors.Is(err, index.ErrUnavailable) {
		t.Errorf("the second writer: %v", err)
	}
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("the second writer waited for %v", took)
	}
	if res, err := second.Search(t.Context(), &query.All{}, index.Options{}); err != nil || res.Total != 30 {
		t.Errorf("a search beside a writer: %d, %v", res.Total, err)
	}
	close(w.end)
	if err := <-done; err != nil {
		t.Error(err)
	}
	inStep(t, second, l)
}
