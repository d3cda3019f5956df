package notices_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/corpus/intake/intaketest"
	"appraise/corpus/notices"
)

// development returns a file of the development data, or skips the test.
func development(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(intaketest.Root(t), "..", "shared", "data", "retraction", name))
	if err != nil {
		t.Skipf("the development data are not here: %v", err)
	}
	return data
}

// gold reads the entries and which of them are to be flagged.
func gold(t testing.TB) (entries []notices.Entry, want map[string]bool) {
	rows := strings.Split(strings.TrimSpace(string(development(t, "flag_gold.tsv"))), "\n")
	want = map[string]bool{}
	for _, line := range rows[1:] {
		r := strings.Split(line, "\t")
		entries = append(entries, notices.Entry{ID: r[0], PMID: r[1], DOI: r[2], Title: r[5]})
		want[r[0]] = r[3] == "1"
	}
	return entries, want
}

// TestFlagsOfDevelopmentData wants precision and recall of 1, and no flag on a
// record without a DOI (issue 3).
func TestFlagsOfDevelopmentData(t *testing.T) {
	entries, want := gold(t)
	said, errs := all(notices.ReadRetractionWatch(bytes.NewReader(development(t, "retractionwatch_dois.csv")), "rw"))
	if len(said) < 5000 || len(errs) > 0 {
		t.Fatalf("%d assertions, errors %q", len(said), errs)
	}
	var out bytes.Buffer
	right := 0
	for _, f := range notices.Check(entries, said) {
		switch {
		case f.Flag != want[f.ID]:
			t.Errorf("%s: flag %v, want %v: %+v", f.ID, f.Flag, want[f.ID], f.Notices)
		case f.Flag:
			right++
		}
		if err := json.NewEncoder(&out).Encode(map[string]any{"id": f.ID, "flag": f.Flag}); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d of %d entries flagged, all rightly", right, len(entries))
	if path := os.Getenv("NOTICES_OUT"); path != "" { // for evaluate.py retraction and trap
		if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestNoticesOfDevelopmentData wants every notice known as one, and its link
// read where the file has one.
func TestNoticesOfDevelopmentData(t *testing.T) {
	data := development(t, "notices.medline")
	seq, format, err := notices.Read(bytes.NewReader(data), "notices.medline")
	if err != nil || format != notices.RecordsFormat {
		t.Fatalf("format %q, error %v", format, err)
	}
	said, errs := all(seq)
	records, links := bytes.Count(data, []byte("\nPMID- "))+1, bytes.Count(data, []byte("\nROF - "))
	self, others, nameless := map[notices.About]bool{}, 0, 0
	for _, a := range said {
		switch {
		case a.Type == corpus.IsNotice && a.Self:
			self[a.About] = true
		case a.Type == corpus.Retracted && !a.Self:
			others++
			if !a.About.Known() {
				nameless++
			}
			if a.NoticePMID == "" || a.Date.Year == 0 {
				t.Errorf("line %d: the retraction of %v has no notice or no date", a.Line, a.About)
			}
		}
	}
	if len(errs) > 0 || len(self) < records || others < links {
		t.Errorf("%d of %d records are notices, %d of %d links read, errors %q", len(self), records, others, links, errs)
	}
	t.Logf("%d notices, %d links, %d of them without an identifier", len(self), others, nameless)
}

// TestTitlesOfDevelopmentData counts how titles of notices are read; those
// that carry nothing but the title of the paper are left out.
func TestTitlesOfDevelopmentData(t *testing.T) {
	records, known := 0, 0
	for _, block := range strings.Split(string(development(t, "notices.medline")), "\n\n") {
		_, rest, ok := strings.Cut(block, "\nTI  - ")
		if !ok {
			continue
		}
		title := rest
		for i := 0; i+1 < len(rest); i++ {
			if rest[i] == '\n' && rest[i+1] != ' ' {
				title = rest[:i]
				break
			}
		}
		if low := strings.ToLower(title); !strings.Contains(low, "retraction") && !strings.Contains(low, "withdrawal") {
			continue // nothing but the title of the paper
		}
		records++
		if title = strings.Join(strings.Fields(title), " "); notices.TitleSays(title) == corpus.IsNotice {
			known++
		} else {
			t.Logf("not known: %s", title)
		}
	}
	if known*100 < records*90 {
		t.Errorf("%d of %d titles of notices are known as such", known, records)
	}
	t.Logf("%d of %d titles", known, records)
}

func BenchmarkReadRetractionWatch(b *testing.B) {
	data := development(b, "retractionwatch_dois.csv")
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		for range notices.ReadRetractionWatch(bytes.NewReader(data), "rw") {
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	entries, _ := gold(b)
	said, _ := all(notices.ReadRetractionWatch(bytes.NewReader(development(b, "retractionwatch_dois.csv")), "rw"))
	for b.Loop() {
		notices.Check(entries, said)
	}
}
