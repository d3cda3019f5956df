package jats_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"appraise/corpus/intake/intaketest"
	"appraise/corpus/jats"

	"github.com/google/go-cmp/cmp"
)

func TestFixtures(t *testing.T) { intaketest.Golden(t, jats.Read, "testdata/*.*ml") }

// TestSharedFiles accounts for every record of the development files.
func TestSharedFiles(t *testing.T) {
	for _, name := range intaketest.Shared(t, "jats", "*.nxml") {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text := intaketest.Text(t, name)
			res := intaketest.All(jats.Read, strings.NewReader(text), filepath.Base(name))
			in := count(text)
			t.Logf("in %d, out %d, lost %d, notes %d", in, len(res.Records), len(res.Lost), len(res.Kept))
			if len(res.Records)+len(res.Lost) != in || res.Fatal != nil {
				t.Errorf("in %d, out %d, lost %d: %v", in, len(res.Records), len(res.Lost), res.Fatal)
			}
			intaketest.Stable(t, jats.Read, nil, text)
		})
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.*ml")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Fuzz(func(t *testing.T, input string) {
		intaketest.Stable(t, jats.Read, nil, input)
	})
}

// count counts the marks that open a record.
func count(text string) int {
	return strings.Count(text, "<article ") + strings.Count(text, "<article>")
}

func TestBody(t *testing.T) {
	f, err := os.Open("testdata/article.nxml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, err := jats.Body(f)
	want := []jats.Section{
		{Text: "Opening."},
		{Title: "Methods", Text: "First paragraph with 1."},
		{Title: "Methods > Participants", Text: "Twenty-four people.\nTable one\nGroup | n\nA | 13"},
		{Title: "Methods", Text: "After the subsection."},
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	for _, bad := range []string{"", "<html/>", "<article><body><p>cut"} {
		if _, err := jats.Body(strings.NewReader(bad)); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}

func TestSharedBody(t *testing.T) {
	for _, name := range intaketest.Shared(t, "jats", "*.nxml") {
		got, err := jats.Body(strings.NewReader(intaketest.Text(t, name)))
		n := 0
		for _, s := range got {
			n += len(s.Text)
		}
		if t.Logf("%d sections, %d bytes", len(got), n); err != nil || n < 1000 {
			t.Errorf("%s: %d sections, %d bytes, %v", name, len(got), n, err)
		}
	}
}
