package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"appraise/cmd/internal/app"
	"appraise/index"
)

// BenchmarkAdd measures adding a file of made-up records to a new library,
// store and index together.
func BenchmarkAdd(b *testing.B) {
	for _, n := range []int{1000, 10000, 50000} {
		b.Run(fmt.Sprintf("%dk", n/1000), func(b *testing.B) {
			data := manyRIS(n)
			for b.Loop() {
				fillLibrary(b, filepath.Join(b.TempDir(), "lib"), data).Close()
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "records/s")
		})
	}
}

// BenchmarkSearch measures a search from text to the studies shown, in a
// library that is open.
func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{1000, 10000, 50000} {
		a := fillLibrary(b, filepath.Join(b.TempDir(), "lib"), manyRIS(n))
		for _, q := range []string{"interrupted long series", "number AND adults NOT weeks", `"long series"[ti]`} {
			b.Run(fmt.Sprintf("%dk/%s", n/1000, q), func(b *testing.B) {
				for b.Loop() {
					if _, err := a.Search(b.Context(), q, index.Options{Limit: 10}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		a.Close()
	}
}

func fillLibrary(b *testing.B, dir string, data []byte) *app.App {
	b.Helper()
	if err := app.Init(b.Context(), dir); err != nil {
		b.Fatal(err)
	}
	a, err := app.Open(b.Context(), dir)
	if err != nil {
		b.Fatal(err)
	}
	in := app.Input{Name: "many.ris", Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }}
	if _, err := a.Add(b.Context(), []app.Input{in}, app.AddOptions{}); err != nil {
		b.Fatal(err)
	}
	return a
}

// TestMakesNoFilesElsewhere guards against a demo that leaves things behind in
// the folder it is started from.
func TestMakesNoFilesElsewhere(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"demo", "d"}, bytes.NewReader(nil), &out, &errs); code != 0 {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("the demo left %v", entries)
	}
	if lines := bytes.Count(out.Bytes(), []byte("\n")); lines >= 30 {
		t.Errorf("the demo prints %d lines, 30 are too many", lines)
	}
}
