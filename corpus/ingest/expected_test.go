package ingest_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/corpus/ingest"
	"appraise/corpus/intake/intaketest"
)

// items reads a file whatever its format.
func items(t *testing.T, name string) []corpus.Item {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	records, _, err := ingest.Read(bytes.NewReader(data), filepath.Base(name))
	if err != nil {
		t.Fatal(err)
	}
	var out []corpus.Item
	for rec, err := range records {
		if err == nil {
			out = append(out, rec.Item)
		}
	}
	return out
}

var noLetters = regexp.MustCompile(`[^\pL\pN]+`)

func key(s string) string { return noLetters.ReplaceAllString(strings.ToLower(s), "") }

// TestExpectedResults compares files with the .bib beside them, which is what
// other programs make of them: titles, years, volumes, DOIs, first authors.
func TestExpectedResults(t *testing.T) {
	total, equal := 0, 0
	for _, folder := range []string{"ris", "nbib", "pubmed_xml", "endnote_xml"} {
		for _, name := range intaketest.Shared(t, folder, "*.bib") {
			stem := strings.TrimSuffix(name, ".bib")
			var inputs []string
			for _, ext := range []string{".ris", ".txt", ".nbib", ".xml"} {
				if _, err := os.Stat(stem + ext); err == nil {
					inputs = append(inputs, stem+ext)
				}
			}
			if len(inputs) == 0 {
				continue
			}
			got := items(t, inputs[0])
			for i, want := range items(t, name) {
				if i >= len(got) || len(items(t, name)) != len(got) {
					t.Logf("%s: %d entries, the .bib has %d", filepath.Base(inputs[0]), len(got), len(items(t, name)))
					break
				}
				for _, c := range []struct{ what, got, want string }{
					{"title", key(got[i].Title), key(want.Title)},
					{"year", corpus.Date{Year: got[i].Published.Year}.String(), corpus.Date{Year: want.Published.Year}.String()},
					{"volume", got[i].Volume, want.Volume},
					{"doi", string(got[i].DOI), string(want.DOI)},
					{"author", key(got[i].FirstAuthor()), key(want.FirstAuthor())},
				} {
					if c.want == "" {
						continue
					}
					if total++; c.got == c.want {
						equal++
						continue
					}
					t.Logf("%s, entry %d, %s: got %q, the .bib has %q", filepath.Base(inputs[0]), i, c.what, c.got, c.want)
				}
			}
		}
	}
	t.Logf("%d of %d values equal", equal, total)
	if equal*100 < total*90 {
		t.Errorf("%d of %d values are as other programs have them", equal, total)
	}
}

// TestSameLibrary reads one library in the formats it was exported to.
func TestSameLibrary(t *testing.T) {
	titles := func(folder, name string) map[string]bool {
		out := map[string]bool{}
		for _, file := range intaketest.Shared(t, folder, name) {
			for _, it := range items(t, file) {
				out[key(it.Title)] = true
			}
		}
		return out
	}
	ris, tsv := titles("ris", "cff___baseline.ris"), titles("tsv", "cff___baseline_refworks.tsv")
	both := 0
	for title := range ris {
		if tsv[title] {
			both++
		}
	}
	if t.Logf("%d titles in RIS, %d in TSV, %d in both", len(ris), len(tsv), both); both*100 < len(ris)*95 {
		t.Errorf("%d of %d titles are the same in both exports", both, len(ris))
	}
}

// TestBulk reads the large file of records when it is here.
func TestBulk(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 100 MB; not with -short")
	}
	f, err := os.Open(filepath.Join(intaketest.Root(t), "..", "shared", "data", "bulk", "records.jsonl.gz"))
	if err != nil {
		t.Skipf("the development data are not here: %v", err)
	}
	defer f.Close()
	records, info, err := ingest.Read(f, "records.jsonl.gz")
	if err != nil {
		t.Fatal(err)
	}
	n, bad := 0, 0
	for rec, err := range records {
		if err != nil {
			if bad++; bad < 5 {
				t.Logf("%v", err)
			}
			continue
		}
		if n++; rec.FileID == "" || rec.Item.Title == "" && rec.Item.Abstract == "" {
			t.Errorf("line %d: id %q, title %q", rec.Line, rec.FileID, rec.Item.Title)
		}
	}
	if t.Logf("%s, %v: %d records, %d remarks", info.Format, info.Encoding, n, bad); n != 64_788 {
		t.Errorf("got %d records, want 64788", n)
	}
}
