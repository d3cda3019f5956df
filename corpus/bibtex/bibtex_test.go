package bibtex_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"appraise/corpus/bibtex"
	"appraise/corpus/intake/intaketest"
)

func TestFixtures(t *testing.T) { intaketest.Golden(t, bibtex.Read, "testdata/*.bib") }

func TestFixturesAreStable(t *testing.T) {
	files, err := filepath.Glob("testdata/*.bib")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "crossref.bib") {
			continue // what was inherited is written out
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(name), func(t *testing.T) { intaketest.Stable(t, bibtex.Read, bibtex.Write, string(data)) })
	}
}

// opening counts entries that are references.
var opening = regexp.MustCompile(`(?mi)^\s*@([a-z]+)\s*[{(]`)

// TestSharedFiles accounts for every entry of the development files.
func TestSharedFiles(t *testing.T) {
	for _, folder := range []string{"bibtex", "ris", "nbib", "ovid", "other", "endnote_xml", "pubmed_xml"} {
		for _, name := range intaketest.Shared(t, folder, "*.bib") {
			t.Run(filepath.Base(name), func(t *testing.T) {
				text := intaketest.Text(t, name)
				in := 0
				for _, m := range opening.FindAllStringSubmatch(text, -1) {
					switch strings.ToLower(m[1]) {
					case "comment", "string", "preamble", "xdata":
					default:
						in++
					}
				}
				res := intaketest.All(bibtex.Read, strings.NewReader(text), filepath.Base(name))
				t.Logf("in %d, out %d, lost %d, notes %d", in, len(res.Records), len(res.Lost), len(res.Kept))
				if len(res.Records)+len(res.Lost) != in || res.Fatal != nil {
					t.Errorf("in %d, out %d, lost %d: %v %v", in, len(res.Records), len(res.Lost), res.Fatal, res.Lost)
				}
				intaketest.Stable(t, bibtex.Read, bibtex.Write, text)
			})
		}
	}
}

func TestMemory(t *testing.T) {
	body := "@article{smith2012, title = {A title of some length}, author = {Smith, Anna and M{\\\"u}ller, J{\\\"o}rg},\n abstract = {" + strings.Repeat("The abstract goes on. ", 60) + "}, year = 2012, doi = {10.1234/abc}}\n"
	n := intaketest.Memory(t, bibtex.Read, intaketest.Repeat("", body, "", 200_000_000/len(body)), 60)
	if n != 200_000_000/len(body) {
		t.Errorf("got %d records", n)
	}
}

func TestUnclosedIsBounded(t *testing.T) {
	res := intaketest.All(bibtex.Read, intaketest.Repeat("@article{a, title = {never closed ", "text and { more ", "", 1_000_000), "open")
	if len(res.Records)+len(res.Lost) == 0 {
		t.Error("nothing is said about an entry that is never closed")
	}
}

func TestManyUnclosed(t *testing.T) {
	res := intaketest.All(bibtex.Read, intaketest.Repeat("", "@article{key, title = {never closed\n", "", 50_000), "open")
	if n := len(res.Records) + len(res.Lost); n < 49_000 {
		t.Errorf("%d of 50000 entries are accounted for", n)
	}
}

func BenchmarkRead(b *testing.B) {
	body := "@article{smith2012, title = {A title of some length}, author = {Smith, Anna and M{\\\"u}ller, J{\\\"o}rg},\n abstract = {" + strings.Repeat("The abstract goes on. ", 60) + "}, year = 2012, doi = {10.1234/abc}}\n"
	intaketest.Bench(b, bibtex.Read, []byte(strings.Repeat(body, 5000)))
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.bib")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Fuzz(func(t *testing.T, input string) {
		if strings.Contains(strings.ToLower(input), "crossref") || strings.Contains(strings.ToLower(input), "xdata") {
			intaketest.Stable(t, bibtex.Read, nil, input)
			return
		}
		intaketest.Stable(t, bibtex.Read, bibtex.Write, input)
	})
}
