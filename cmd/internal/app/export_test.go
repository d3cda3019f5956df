package app_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/corpus/ingest"
	"appraise/corpus/sqlite"
)

// twoReports makes a library with one study that has two reports, the main
// one retracted, and a question it is in.
func twoReports(t *testing.T) *app.App {
	t.Helper()
	a := library(t, 1)
	_, err := a.Store.Change(t.Context(), header(), func(tx *sqlite.Tx) error {
		ctx := t.Context()
		st, err := tx.Study(ctx, "study0")
		if err != nil {
			return err
		}
		st.Reports, st.Tags = append(st.Reports, "second"), []string{"pills"}
		if err := tx.PutStudy(ctx, st); err != nil {
			return err
		}
		rep := corpus.Report{ID: "second", Study: "study0", Item: corpus.Item{Kind: corpus.KindPreprint, Title: "The same pills, a year later"}}
		if err := tx.PutReport(ctx, rep); err != nil {
			return err
		}
		return tx.PutNotice(ctx, corpus.Notice{ID: "n1", Report: "study0", Study: "study0", Type: corpus.Retracted, Date: corpus.Date{Year: 2020}, Source: "a person"})
	})
	if err != nil {
		t.Fatal(err)
	}
	q := corpus.Question{ID: "pills", Text: "Do pills help?", Outcomes: []corpus.Outcome{{Name: "Pain", Importance: 7}}, Members: []corpus.Member{{Study: "study0", In: true}}}
	if _, err := a.AddQuestion(t.Context(), q); err != nil {
		t.Fatal(err)
	}
	return a
}

func TestExportReports(t *testing.T) {
	a := twoReports(t)
	for _, all := range []bool{false, true} {
		var out bytes.Buffer
		done, err := a.Export(t.Context(), &out, app.Export{Format: "ris", AllReports: all})
		if err != nil {
			t.Fatal(err)
		}
		want := 1
		if all {
			want = 2
		}
		if got := strings.Count(out.String(), "TY  - "); got != want || done.Written != want {
			t.Errorf("all %v: %d entries, counted %d, want %d", all, got, done.Written, want)
		}
		if strings.Count(out.String(), "appraise: retracted 2020 (a person)") != 1 {
			t.Errorf("the notice belongs to one report:\n%s", out.String())
		}
		if strings.Count(out.String(), "appraise: included in pills") != want || strings.Count(out.String(), "KW  - appraise: pills") != want {
			t.Errorf("decisions and tags:\n%s", out.String())
		}
	}
}

// Exporting must not change what the library holds in memory or on disk.
func TestExportChangesNothing(t *testing.T) {
	a := twoReports(t)
	before := content(t, a)
	for range 2 {
		if _, err := a.Export(t.Context(), io.Discard, app.Export{Format: "csv", AllReports: true}); err != nil {
			t.Fatal(err)
		}
	}
	if content(t, a) != before {
		t.Error("the library changed")
	}
}

// Whatever a title begins with, a table of it holds no formula and reads back
// as it was.
func TestFormulasComeBack(t *testing.T) {
	titles := []string{"=cmd|' /C calc'!A0", "+1+1 trials", "-2 degrees", "@SUM(A1)", "'quoted' words", "\"=1\"", " =1", "''=1", "=HYPERLINK(\"http://x.example\")", "plain"}
	a := library(t, 0)
	for i, title := range titles {
		if _, err := a.AddManual(t.Context(), app.Manual{ID: fmt.Sprintf("s%02d", i), Item: corpus.Item{Title: title}}); err != nil {
			t.Fatal(err)
		}
	}
	for _, format := range []string{"csv", "tsv"} {
		var out bytes.Buffer
		if _, err := a.Export(t.Context(), &out, app.Export{Format: format, Bare: true}); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(out.String()) {
			for cell := range strings.FieldsFuncSeq(line, func(r rune) bool { return r == ',' || r == '\t' }) {
				if strings.ContainsAny(strings.Trim(cell, `" `)[:min(1, len(strings.Trim(cell, `" `)))], "=+-@") {
					t.Errorf("%s: a formula in %q", format, line)
				}
			}
		}
		records, _, err := ingest.Read(&out, "x."+format)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for rec, err := range records {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, rec.Item.Title)
		}
		for i, title := range titles {
			if i >= len(got) || got[i] != strings.TrimSpace(title) {
				t.Errorf("%s: title %q came back as %q", format, title, got[min(i, len(got)-1)])
			}
		}
	}
}

// Converting does not hold files in memory.
func TestConvertStreams(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 40 MB; not with -short")
	}
	const entries = 40000
	r, w := io.Pipe()
	go func() {
		for i := range entries {
			fmt.Fprintf(w, "TY  - JOUR\nTI  - Study number %d\nPY  - 2001\nAB  - %s\nER  - \n\n", i, strings.Repeat("Many words. ", 80))
		}
		w.Close()
	}()
	done, err := app.Convert(t.Context(), io.Discard, "csv", []app.Input{{Name: "big.ris", Open: func() (io.ReadCloser, error) { return r, nil }}}, nil)
	if err != nil || done.Written != entries || done.LeftOut != 0 {
		t.Errorf("%+v, %v", done, err)
	}
}

func TestDoctorKnowsNoticesAndUse(t *testing.T) {
	a := twoReports(t)
	c, err := a.Doctor(t.Context(), app.Doctoring{Only: []string{"retracted-used"}})
	if err != nil || len(c.Findings) != 1 || c.Findings[0].Says != "used by pills" || c.Reports != 2 {
		t.Errorf("%+v, %v", c, err)
	}
}

// A fix is one event; it says where the new values come from and is undone
// as a whole.
func TestDoctorFixIsOneEvent(t *testing.T) {
	a := library(t, 0)
	for i := range 3 {
		m := app.Manual{ID: fmt.Sprintf("s%d", i), Item: corpus.Item{Title: fmt.Sprintf("Pills &amp; patience, part %d", i), Volume: "NA", Published: corpus.Date{Year: 2011, Month: 2, Day: 31}}}
		if _, err := a.AddManual(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	before := content(t, a)
	a.DryRun = true
	if c, err := a.Doctor(t.Context(), app.Doctoring{Fix: true}); err != nil || len(c.Fixed) != 9 || content(t, a) != before {
		t.Errorf("dry run: %d fixed, %v", len(c.Fixed), err)
	}
	a.DryRun = false
	_, events, err := a.Store.Digest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c, err := a.Doctor(t.Context(), app.Doctoring{Fix: true})
	if err != nil || len(c.Fixed) != 9 {
		t.Fatalf("%d fixed, %v", len(c.Fixed), err)
	}
	p, err := a.Show(t.Context(), "s1", false)
	if err != nil || p.Title != "Pills & patience, part 1" || p.Reports[0].Item.Volume != "" || p.Reports[0].Origin["volume"] != "by tester (doctor)" {
		t.Errorf("%q, origin %v, %v", p.Title, p.Reports[0].Origin, err)
	}
	if _, now, err := a.Store.Digest(t.Context()); err != nil || now != events+1 {
		t.Errorf("%d events more, %v", now-events, err)
	}
	if _, err := a.Undo(t.Context()); err != nil || content(t, a) != before {
		t.Errorf("undo does not bring back what was: %v", err)
	}
}

// A file that undo may want stays; one that nothing names goes only when asked.
func TestDoctorAndFiles(t *testing.T) {
	a := library(t, 1)
	at, err := a.Attach(t.Context(), "study0", "", []app.Input{text("paper.txt", "A wombat was seen.")})
	if err != nil {
		t.Fatal(err)
	}
	if bad, err := a.FileFaults(t.Context()); err != nil || len(bad) > 0 {
		t.Errorf("faults %v, %v", bad, err)
	}
	if err := os.RemoveAll(filepath.Join(a.Dir, "files")); err != nil {
		t.Fatal(err)
	}
	if bad, err := a.FileFaults(t.Context()); err != nil || len(bad) != 1 || !strings.Contains(bad[0], "paper.txt of study0: its file is not there") {
		t.Errorf("faults %v, %v", bad, err)
	}
	if _, err := a.Attach(t.Context(), "study0", "", []app.Input{text("paper.txt", "A wombat was seen.")}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Attach(t.Context(), "study0", "", []app.Input{text("other.txt", "A quokka was seen.")}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Detach(t.Context(), "study0", "paper.txt"); err != nil {
		t.Fatal(err)
	}
	a.Now = time.Now
	c, err := a.Doctor(t.Context(), app.Doctoring{Only: []string{"file-unused"}})
	if err != nil || len(c.Findings) != 1 || c.Findings[0].Value != at[0].SHA256 {
		t.Errorf("%+v, %v", c, err)
	}
	if c, err = a.Doctor(t.Context(), app.Doctoring{Only: []string{"file-unused"}, Fix: true}); err != nil || len(c.Fixed) != 1 {
		t.Errorf("%+v, %v", c, err)
	}
	if c, err = a.Doctor(t.Context(), app.Doctoring{Only: []string{"file-unused"}}); err != nil || len(c.Findings) != 0 {
		t.Errorf("%+v, %v", c, err)
	}
}
