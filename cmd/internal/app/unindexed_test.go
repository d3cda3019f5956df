package app

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/index"
)

const threeStudies = `{"title":"Inversion traction for sciatica","abstract":"We randomized 24 patients.","year":2012,"publication_types":["Randomized Controlled Trial"]}
{"title":"Traction and back pain","abstract":"A review of trials.","year":2015,"publication_types":["Review"]}
{"title":"Sleep of nurses","abstract":"A survey of 300 nurses.","year":2018}
`

func withStudies(t *testing.T) *App {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "lib")
	if err := Init(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	a, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		a.Index.Close()
		a.Close()
	})
	in := Input{Name: "three.jsonl", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(threeStudies)), nil }}
	if _, err := a.Add(t.Context(), []Input{in}, AddOptions{Problem: func(err error) { t.Error(err) }}); err != nil {
		t.Fatal(err)
	}
	return a
}

// damage cuts every file of the index to a few bytes.
func damage(t *testing.T, a *App) {
	t.Helper()
	a.Index.Close()
	err := filepath.WalkDir(filepath.Join(a.Dir, indexDir), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "current" {
			return err
		}
		return os.Truncate(path, 7)
	})
	if err != nil {
		t.Fatal(err)
	}
	a.Index = index.New(filepath.Join(a.Dir, indexDir))
}

func titles(f Found) []string {
	var out []string
	for _, h := range f.Hits {
		out = append(out, h.Title)
	}
	return out
}

var tractionNewestFirst = []string{"Traction and back pain", "Inversion traction for sciatica"}

func TestSearchRebuildsDamagedIndex(t *testing.T) {
	a := withStudies(t)
	damage(t, a)
	got, err := a.Search(t.Context(), "traction[ti]", index.Options{})
	if err != nil || !slices.Equal(titles(got), tractionNewestFirst) {
		t.Fatalf("got %v, %v; want %v", titles(got), err, tractionNewestFirst)
	}
	again, err := a.Search(t.Context(), "traction", index.Options{})
	if err != nil || again.Mode != index.Ranked || again.Total != 2 {
		t.Errorf("after the rebuild: %d studies, %s, %v", again.Total, again.Mode, err)
	}
}

// TestSearchWithoutIndex searches while somebody else holds the lock, so that
// nothing can be rebuilt.
func TestSearchWithoutIndex(t *testing.T) {
	a := withStudies(t)
	damage(t, a)
	release, err := a.hold(t.Context(), "something long")
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	for _, c := range []struct {
		query string
		want  []string
	}{
		{"traction[ti]", tractionNewestFirst},
		{"traction sciatica", tractionNewestFirst[1:]},
		{"traction NOT review[pt]", tractionNewestFirst[1:]},
		{"rct[design] OR 300[n]", nil},
		{"yoga", nil},
	} {
		got, err := a.Search(t.Context(), c.query, index.Options{})
		if err != nil || c.want != nil && !slices.Equal(titles(got), c.want) {
			t.Errorf("%s: got %v, %v; want %v", c.query, titles(got), err, c.want)
		}
		if len(got.Notes) == 0 || !strings.Contains(strings.Join(got.Notes, " "), "the library itself was looked through") {
			t.Errorf("%s: nothing is said: %q", c.query, got.Notes)
		}
	}
	_, err = a.Ask(t.Context(), Search{Text: "1. traction.ti.\n2. 1", Lines: true})
	if !errors.Is(err, corpus.ErrLocked) {
		t.Errorf("a strategy: got %v, want ErrLocked", err)
	}
}

func TestAskRefusesWrongUsage(t *testing.T) {
	a := withStudies(t)
	for name, s := range map[string]Search{
		"sort":   {Text: "pain", Options: index.Options{Sort: "colour"}},
		"limit":  {Text: "pain", Options: index.Options{Limit: -1}},
		"cursor": {Text: "pain", Options: index.Options{After: "?"}},
		"name":   {Text: "pain", Save: "two words"},
	} {
		if _, err := a.Ask(t.Context(), s); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%s: got %v, want ErrInvalid", name, err)
		}
	}
}
