package csvfile_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/corpus/csvfile"
	"appraise/corpus/intake/intaketest"
	_ "appraise/corpus/testkit"

	"pgregory.net/rapid"
)

func TestFixtures(t *testing.T) { intaketest.Golden(t, csvfile.Read, "testdata/*.[ct]sv") }

func TestFixturesAreStable(t *testing.T) {
	files, err := filepath.Glob("testdata/*.[ct]sv")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(name), func(t *testing.T) { intaketest.Stable(t, csvfile.Read, csvfile.Write, string(data)) })
	}
}

// TestSharedFiles accounts for every row, as encoding/csv counts them.
func TestSharedFiles(t *testing.T) {
	for _, name := range append(intaketest.Shared(t, "csv", "*.csv"), intaketest.Shared(t, "tsv", "*.tsv")...) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text := intaketest.Text(t, name)
			body := text
			if at := strings.Index(body, "---\n\n"); strings.HasPrefix(body, "\n\"SEARCH") || strings.HasPrefix(body, "\"SEARCH") {
				body = body[at+5:]
			}
			in := countRows(t, body)
			res := intaketest.All(csvfile.Read, strings.NewReader(text), filepath.Base(name))
			t.Logf("in %d, out %d, lost %d, notes %d", in, len(res.Records), len(res.Lost), len(res.Kept))
			if len(res.Records)+len(res.Lost) != in || res.Fatal != nil {
				t.Errorf("in %d, out %d, lost %d: %v", in, len(res.Records), len(res.Lost), res.Fatal)
			}
			intaketest.Stable(t, csvfile.Read, csvfile.Write, text)
		})
	}
}

// countRows counts the rows behind the header that hold anything.
func countRows(t *testing.T, text string) int {
	t.Helper()
	r := csv.NewReader(strings.NewReader(text))
	r.LazyQuotes, r.FieldsPerRecord = true, -1
	for _, d := range []rune{'\t', ';'} {
		if line, _, _ := strings.Cut(text, "\n"); strings.Count(line, string(d)) > 2 {
			r.Comma = d
		}
	}
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, row := range all[1:] {
		if strings.TrimSpace(strings.Join(row, "")) != "" {
			n++
		}
	}
	return n
}

func TestFormulasAreNeutral(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringMatching(`[ '"]{0,2}[=+\-@\ta1]{0,3}[a-z0-9"']{0,4}`).Draw(t, "cell")
		safe := csvfile.Neutralise(cell)
		if first := strings.TrimLeft(safe, ` "`); first != "" && strings.IndexByte("=+-@\t\r\x00", first[0]) >= 0 {
			t.Fatalf("%q is written as %q", cell, safe)
		}
		if got := csvfile.Restore(safe); got != cell {
			t.Fatalf("%q was written as %q and read as %q", cell, safe, got)
		}
	})
}

func TestExportHoldsNoFormula(t *testing.T) {
	items := []corpus.Item{{Kind: corpus.KindArticle, Title: "=HYPERLINK(\"http://example.org\")", Journal: "+1", Volume: "-5", Authors: []corpus.Author{{Collective: "@cmd group"}}, Notes: []string{"=1+1"}}}
	var b bytes.Buffer
	if err := csvfile.Write(&b, func(yield func(corpus.Item) bool) { yield(items[0]) }); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range rows[1] {
		if c != "" && strings.IndexByte("=+-@\t\r", c[0]) >= 0 {
			t.Errorf("the cell %q is a formula", c)
		}
	}
	intaketest.RoundTrip(t, csvfile.Read, csvfile.Write, items)
}

func TestHugeCell(t *testing.T) {
	r := intaketest.Repeat("title,year\nFirst,2012\n\"", "ten bytes ", "\",2013\nThird,2014\n", 1_000_000)
	res := intaketest.All(csvfile.Read, r, "huge")
	if len(res.Records) != 2 || len(res.Lost) != 1 || res.Records[1].Item.Title != "Third" {
		t.Errorf("got %d records, %v, %v", len(res.Records), res.Lost, res.Fatal)
	}
}

func TestManyUnclosedQuotes(t *testing.T) {
	r := intaketest.Repeat("title,year\n", "\"never closed,2012 and some more text so that there is enough to go through\nplain,2013\n", "", 20_000)
	res := intaketest.All(csvfile.Read, r, "quotes")
	if len(res.Records)+len(res.Lost) == 0 {
		t.Error("nothing was read")
	}
}

func TestWriteNothing(t *testing.T) {
	var b bytes.Buffer
	if err := csvfile.Write(&b, func(func(corpus.Item) bool) {}); err != nil || !strings.HasPrefix(b.String(), "kind,title,") {
		t.Errorf("got %q, %v", b.String(), err)
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, fmt.Errorf("no space left") }

func TestWriteError(t *testing.T) {
	items := func(yield func(corpus.Item) bool) {
		for range 10_000 {
			if !yield(corpus.Item{Title: strings.Repeat("x", 100)}) {
				return
			}
		}
	}
	if err := csvfile.Write(brokenWriter{}, items); err == nil {
		t.Error("a full disk is not reported")
	}
}

// TestWideHeader reads a header of a million cells: what it costs grows with
// its size.
func TestWideHeader(t *testing.T) {
	res := intaketest.All(csvfile.Read, strings.NewReader("title"+strings.Repeat(",a", 1_000_000)+",py\nx"+strings.Repeat(",", 1_000_000)+",2012\n"), "wide.csv")
	if it := res.Items(); len(it) != 1 || it[0].Title != "x" || it[0].Published.Year != 2012 {
		t.Errorf("got %d items, %v", len(it), res.Fatal)
	}
}

func TestMemory(t *testing.T) {
	body := "A title of some length,\"" + strings.Repeat("The abstract goes on. ", 60) + "\",2012,10.1234/abc,\"Smith, Anna; Müller, Jörg\"\n"
	n := intaketest.Memory(t, csvfile.Read, intaketest.Repeat("title,abstract,year,doi,authors\n", body, "", 200_000_000/len(body)), 60)
	if n != 200_000_000/len(body) {
		t.Errorf("got %d records", n)
	}
}

func BenchmarkRead(b *testing.B) {
	body := "A title of some length,\"" + strings.Repeat("The abstract goes on. ", 60) + "\",2012,10.1234/abc,\"Smith, Anna; Müller, Jörg\"\n"
	intaketest.Bench(b, csvfile.Read, []byte("title,abstract,year,doi,authors\n"+strings.Repeat(body, 5000)))
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.[ct]sv")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Fuzz(func(t *testing.T, input string) {
		intaketest.Stable(t, csvfile.Read, csvfile.Write, input)
	})
}
