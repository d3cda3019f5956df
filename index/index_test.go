package index_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"appraise/index"
	"appraise/index/query"
)

func parse(t testing.TB, text string) query.Node {
	t.Helper()
	n, err := query.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func ids(res index.Results) []string {
	var out []string
	for _, h := range res.Hits {
		out = append(out, h.ID)
	}
	return out
}

// shelf is a small library in known words.
func shelf() *library {
	l := &library{}
	size := 24
	for _, d := range []*index.Document{
		{ID: "prasad2012", Title: "Inversion therapy for sciatica", Abstract: "OBJECTIVE: To see whether inversion reduces surgery.\nRESULTS: Fewer operations were needed.", Authors: []string{"Prasad KSM"}, Year: 2012, Date: "2012-01", Design: "rct", N: &size},
		{ID: "gianakis2018", Title: "Traction for low back pain", Abstract: "Traction did not reduce pain.", Year: 2018, Date: "2018", Design: "systematic-review", Tags: []string{"Key paper"}},
		{ID: "moore1999", Title: "A survey of back pain in nurses", Abstract: "Nurses have pain. Inverting was not asked for.", Year: 1999, Date: "1999", Design: "cohort"},
		{ID: "undated", Title: "Surgery", Abstract: ""},
	} {
		l.put(d.ID, d)
	}
	return l
}

func TestSearch(t *testing.T) {
	x := synced(t, shelf())
	for _, c := range []struct {
		query string
		opt   index.Options
		want  []string
	}{
		{"inversions", index.Options{}, []string{"prasad2012"}},
		{"inversion[tiab]", index.Options{}, []string{"prasad2012"}},
		{`"back pain"`, index.Options{}, []string{"gianakis2018", "moore1999"}},
		{`"back pain"`, index.Options{Sort: index.ByOldest}, []string{"moore1999", "gianakis2018"}},
		{"surgery OR pain", index.Options{Mode: index.Boolean}, []string{"gianakis2018", "prasad2012", "moore1999", "undated"}},
		{"pain rct[design]", index.Options{Mode: index.Ranked}, nil},
		{"(surgery) 2012[dp]", index.Options{Mode: index.Ranked}, []string{"prasad2012"}},
		{"prasad", index.Options{}, []string{"prasad2012"}},
		{"20:30[n]", index.Options{}, []string{"prasad2012"}},
		{"nothing-like-it", index.Options{}, nil},
	} {
		res, err := x.Search(t.Context(), parse(t, c.query), c.opt)
		if err != nil {
			t.Errorf("%s: %v", c.query, err)
			continue
		}
		if got := ids(res); !slices.Equal(got, c.want) || res.Total != len(c.want) {
			t.Errorf("%s, %+v: found %v of %d, want %v", c.query, c.opt, got, res.Total, c.want)
		}
	}
}

func TestFacets(t *testing.T) {
	x := synced(t, shelf())
	res, err := x.Search(t.Context(), &query.All{}, index.Options{Facets: index.FacetNames})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, f := range res.Facets {
		got[f.Name] = fmt.Sprint(f.Values)
	}
	for name, want := range map[string]string{
		"design": "[{cohort 1} {not known 1} {rct 1} {systematic-review 1}]",
		"year":   "[{2015–2019 1} {2010–2014 1} {1995–1999 1} {not known 1}]",
		"n":      "[{under 50 1} {not known 3}]",
		"tag":    "[{Key paper 1}]",
	} {
		if got[name] != want {
			t.Errorf("facet %s: %s, want %s", name, got[name], want)
		}
	}
}

func TestPagesDoNotRepeatOrHide(t *testing.T) {
	l := madeUp(3, 300, 20)
	x := synced(t, l)
	for _, sort := range []string{index.ByNewest, index.ByOldest, index.BySize, index.ByKey} {
		var got []string
		opt := index.Options{Mode: index.Boolean, Sort: sort, Limit: 37}
		for {
			res, err := x.Search(t.Context(), &query.All{}, opt)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, ids(res)...)
			if len(got) == 37*2 { // a study of the first page goes, one comes
				l.put(got[3], nil)
				l.put("new"+sort, &index.Document{ID: "new" + sort, Title: "new"})
				if _, err := x.Sync(t.Context(), l, nil); err != nil {
					t.Fatal(err)
				}
			}
			if opt.After = res.Next; res.Next == "" {
				break
			}
		}
		seen := map[string]bool{}
		for _, id := range got {
			if seen[id] {
				t.Errorf("sorted by %s, %s comes twice", sort, id)
			}
			seen[id] = true
		}
		for _, d := range l.docs() {
			if !seen[d.ID] && !strings.HasPrefix(d.ID, "new") {
				t.Errorf("sorted by %s, %s is missing", sort, d.ID)
			}
		}
	}
}

func TestInterruptedSyncContinues(t *testing.T) {
	l := madeUp(5, 3500, 10)
	l.fail = 2600
	x := index.New(t.TempDir() + "/index")
	if _, err := x.Sync(t.Context(), l, nil); err == nil {
		t.Fatal("no error from a source that fails")
	}
	if _, err := x.Search(t.Context(), &query.All{}, index.Options{}); !errors.Is(err, index.ErrUnavailable) {
		t.Errorf("searching an index that was never published: %v", err)
	}
	l.fail = 0
	done, err := x.Sync(t.Context(), l, nil)
	if err != nil || done.Rebuilt || done.Indexed > 2600 {
		t.Errorf("continued with %+v, %v", done, err)
	}
	inStep(t, x, l)
}

// inStep fails unless x holds exactly the studies of l.
func inStep(t *testing.T, x *index.Index, l *library) {
	t.Helper()
	ok, err := x.Current(t.Context(), l)
	if err != nil || !ok {
		t.Errorf("the index is not current: %v", err)
	}
	faults, err := x.Verify(t.Context(), l)
	if err != nil || len(faults) > 0 {
		t.Errorf("verifying: %v, %v", faults, err)
	}
	res, err := x.Search(t.Context(), &query.All{}, index.Options{})
	if err != nil || res.Total != len(l.docs()) {
		t.Errorf("%d studies in the index, %d in the library, %v", res.Total, len(l.docs()), err)
	}
}

func TestRebuilds(t *testing.T) {
	l := madeUp(6, 50, 10)
	for name, damage := range map[string]func(dir string) error{
		"gone":       os.RemoveAll,
		"no current": func(dir string) error { return os.Remove(filepath.Join(dir, "current")) },
		"old format": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "current"), []byte("format 0 generation 1 revision 1\n"), 0o644)
		},
		"no bolt":       func(dir string) error { return os.Remove(filepath.Join(dir, "bleve", "store", "root.bolt")) },
		"empty bolt":    func(dir string) error { return os.Truncate(filepath.Join(dir, "bleve", "store", "root.bolt"), 0) },
		"torn bolt":     func(dir string) error { return os.Truncate(filepath.Join(dir, "bleve", "store", "root.bolt"), 5000) },
		"no meta":       func(dir string) error { return os.Remove(filepath.Join(dir, "bleve", "index_meta.json")) },
		"short rows":    func(dir string) error { return os.Truncate(filepath.Join(dir, "data", "rows"), 100) },
		"no words":      func(dir string) error { return os.Remove(filepath.Join(dir, "data", "words")) },
		"no generation": func(dir string) error { return os.RemoveAll(filepath.Join(dir, "gen-00000001")) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir() + "/index"
			x := index.New(dir)
			defer x.Close()
			if _, err := x.Sync(t.Context(), l, nil); err != nil {
				t.Fatal(err)
			}
			x.Close()
			if err := damage(dir); err != nil {
				t.Fatal(err)
			}
			l.put("study00001", &index.Document{ID: "study00001", Title: "changed"})
			if _, err := x.Sync(t.Context(), l, nil); err != nil {
				t.Fatal(err)
			}
			inStep(t, x, l)
		})
	}
}

func TestAnotherLibrary(t *testing.T) {
	dir := t.TempDir() + "/index"
	x := index.New(dir)
	defer x.Close()
	if _, err := x.Sync(t.Context(), madeUp(1, 60, 10), nil); err != nil {
		t.Fatal(err)
	}
	older := madeUp(2, 20, 10)
	done, err := x.Sync(t.Context(), older, nil)
	if err != nil || !done.Rebuilt || !strings.Contains(done.Reason, "ahead of the library") {
		t.Errorf("syncing with an older library: %+v, %v", done, err)
	}
	inStep(t, x, older)
}

func TestQueryBombs(t *testing.T) {
	x := synced(t, madeUp(9, 3000, 100))
	var letters, words []query.Node
	for c := 'a'; c <= 'z'; c++ {
		letters = append(letters, &query.Prefix{Stem: string(c)})
	}
	for i := range 10000 {
		words = append(words, &query.Word{Text: fmt.Sprint("w", i)})
	}
	var deep query.Node = &query.Word{Text: "a"}
	for range 5000 {
		deep = &query.Not{Keep: deep, Drop: &query.Word{Text: "b"}}
	}
	var near []query.Node
	for range 12 {
		near = append(near, &query.Wildcard{Pattern: "*"})
	}
	for name, n := range map[string]query.Node{
		"every letter": &query.Or{Operands: letters}, "ten thousand words": &query.Or{Operands: words},
		"five thousand levels": deep, "any twelve words": &query.Near{N: 98, Operands: near}, "everything": &query.Wildcard{Pattern: "*a*b*c*"},
	} {
		start := time.Now()
		_, err := x.Search(context.Background(), n, index.Options{Mode: index.Boolean})
		took := time.Since(start)
		var limit *index.LimitError
		if err != nil && !errors.As(err, &limit) {
			t.Errorf("%s: %v", name, err)
		}
		if took > time.Minute {
			t.Errorf("%s: took %v", name, took)
		}
		t.Logf("%s: %v, %v", name, took, err)
	}
}

// TestDesignOfAKind: who asks for a kind of design finds what belongs to it.
func TestDesignOfAKind(t *testing.T) {
	l := &library{}
	l.put("a", &index.Document{ID: "a", Title: "a", Design: "cluster_rct", DesignOf: "rct"})
	l.put("b", &index.Document{ID: "b", Title: "b", Design: "rct"})
	l.put("c", &index.Document{ID: "c", Title: "c", Design: "cohort_retrospective", DesignOf: "cohort"})
	x := synced(t, l)
	for q, want := range map[string][]string{"rct[design]": {"a", "b"}, "cluster_rct[design]": {"a"}, "design:cohort": {"c"}, "rct[design] NOT cluster_rct[design]": {"b"}} {
		if res, err := x.Search(t.Context(), parse(t, q), index.Options{Sort: index.ByKey}); err != nil || !slices.Equal(ids(res), want) {
			t.Errorf("%s: got %v, %v, want %v", q, ids(res), err, want)
		}
	}
}

func TestPassages(t *testing.T) {
	d := &index.Document{Title: "Inversion therapy", Abstract: "OBJECTIVE: To see whether inversions of patients reduces surgery.\nMETHODS: Nothing.", Pages: []index.Page{{File: "a.pdf", Number: 3, Text: "Inversion was used."}}}
	var got []string
	for _, p := range index.Passages(parse(t, "inversion"), d) {
		marked := ""
		for _, m := range p.Marks {
			marked += "<" + p.Text[m[0]:m[1]] + ">"
		}
		got = append(got, p.Field+"|"+p.Place+"|"+marked)
	}
	want := []string{"title||<Inversion>", "abstract|OBJECTIVE|<inversions>", "page|a.pdf, page 3|<Inversion>"}
	if !slices.Equal(got, want) {
		t.Errorf("passages %q, want %q", got, want)
	}
}
