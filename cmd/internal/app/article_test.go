package app_test

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/corpus/sqlite"
)

func input(name, content string) app.Input {
	return app.Input{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(content)), nil }}
}

func docx(t testing.TB, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestReadArticle(t *testing.T) {
	word := `<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>Inversion </w:t></w:r><w:r><w:t>helps.</w:t></w:r></w:p><w:p><w:r><w:delText>Gone.</w:delText><w:instrText>HYPERLINK</w:instrText><w:t>Next &lt;b&gt;.</w:t></w:r></w:p></w:body></w:document>`
	for _, tc := range []struct{ name, file, content, want string }{
		{"text", "a.txt", "One.\r\nTwo.", "One.\nTwo."},
		{"docx", "a.docx", docx(t, map[string]string{"word/document.xml": word, "../evil": "x"}), "Inversion helps. Next <b>."},
		{"html", "a.html", `<html><head><title>T</title></head><body><p>A <b>bold</b> word &amp; more</p><script>alert("</p>")</script><!-- <p>no --><p title="x>y">B</p></body>`, "A bold word & more B"},
		{"html by its first words", "a", "<!DOCTYPE html><p>A", "A"},
		{"broken html", "a.html", "<p>A < B and <unclosed", "A < B and"},
		{"script without an end", "a.html", "<p>A</p><script>x", "A"},
		{"drawing without an end", "a.html", "<p>A</p><svg onload=x><p>B</p><svg><p>C", "A B C"},
		{"drawing", "a.html", "<p>A</p><svg><p>B</p></SVG><p>C", "A C"},
		{"list of Word", "a.docx", docx(t, map[string]string{"word/document.xml": `<w:document xmlns:w="x"><w:p><w:pPr><w:numPr><w:ilvl/></w:numPr></w:pPr><w:r><w:t>One</w:t></w:r></w:p></w:document>`}), "- One"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, err := app.ReadArticle(input(tc.file, tc.content))
			if err != nil || strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(tc.want), " ") {
				t.Errorf("got %q, %v; want %q", got, err, tc.want)
			}
		})
	}
	for name, content := range map[string]string{
		"empty": "  \n", "binary": "a\x00b", "pdf": "%PDF-1.7", "zip": docx(t, map[string]string{"a.xml": "x"}), "cut zip": "PK\x03\x04abc",
		"broken xml": docx(t, map[string]string{"word/document.xml": "<a><b></a>"}),
	} {
		_, err := app.ReadArticle(input(name, content))
		if pe, ok := errors.AsType[*corpus.ParseError](err); !ok || pe.Source != name {
			t.Errorf("%s: got %v, want a parse error", name, err)
		}
	}
}

func FuzzReadArticle(f *testing.F) {
	for _, s := range []string{"<p>A</p>", "<script><p>", "<!--", "<a href='x>y'>", "</", "<", "a<b", "<svg><p>x</svg>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := app.ReadArticle(input("a.html", s))
		if err == nil && len(got) > 8*len(s)+64 {
			t.Errorf("%d bytes became %d", len(s), len(got))
		}
	})
}

func demoApp(t testing.TB) *app.App {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "lib")
	at := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	if _, err := app.RunDemo(t.Context(), dir, func(a *app.App) { a.Now = func() time.Time { return at } }); err != nil {
		t.Fatal(err)
	}
	a, err := app.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	a.Now = func() time.Time { return at }
	t.Cleanup(func() { a.Close() })
	return a
}

// BenchmarkArticle checks a draft of 30 kB; it should take under 500 ms.
func BenchmarkArticle(b *testing.B) {
	a := demoApp(b)
	var text strings.Builder
	for i := 0; text.Len() < 30_000; i++ {
		fmt.Fprintf(&text, "In %d a study found that inversion number %d reduces the need for surgery in %d people with lumbar disc disease. ", 2000+i%20, i, 20+i)
		if i%4 == 3 {
			text.WriteString("\n\n")
		}
	}
	for b.Loop() {
		c, err := a.CheckArticle(b.Context(), input("a.txt", text.String()))
		if err != nil || len(c.Sentences) < 100 {
			b.Fatalf("%d sentences, %v", len(c.Sentences), err)
		}
	}
}

// healthVerFloor is a little below what was measured; issue 8 asks for 0.75.
const healthVerFloor = 0.77

// TestHealthVer measures on claims that other people paired with sentences, how
// often one of the sentences of a claim that is supported or refuted is among
// the first five proposals. HealthVer: Sarrouti M et al., EMNLP
// Findings 2021.
func TestHealthVer(t *testing.T) {
	if testing.Short() {
		t.Skip("a library of hundreds of sentences takes a while; not with -short")
	}
	name := filepath.Join("..", "..", "..", "..", "shared", "data", "claims", "healthver.jsonl")
	f, err := os.Open(name)
	if err != nil {
		t.Skipf("the pairs are not here: %v", err)
	}
	defer f.Close()
	type pair struct{ Claim, Evidence, Label string }
	var pairs []pair
	ids := map[string]string{}
	var records strings.Builder
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var p pair
		if err := json.Unmarshal(sc.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		pairs = append(pairs, p)
		if _, ok := ids[p.Evidence]; ok {
			continue
		}
		id := fmt.Sprintf("10.9999/s%d", len(ids)+1)
		ids[p.Evidence] = id
		fmt.Fprintf(&records, "TY  - JOUR\nTI  - Sentence %d\nAB  - %s\nDO  - %s\nPY  - 2020\nER  - \n", len(ids), strings.Join(strings.Fields(p.Evidence), " "), id)
	}
	dir := t.TempDir()
	if err := app.Init(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	a, err := app.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	added, err := a.Add(t.Context(), []app.Input{input("pairs.ris", records.String())}, app.AddOptions{})
	if err != nil || len(added.Studies) != len(ids) {
		t.Fatalf("added %d of %d sentences, %v", len(added.Studies), len(ids), err)
	}
	paired := map[string][]string{}
	for _, p := range pairs {
		if p.Label == "Supports" || p.Label == "Refutes" {
			paired[p.Claim] = append(paired[p.Claim], ids[p.Evidence])
		}
	}
	hit, rows, inRows := 0, 0, 0
	var ranks rankSum
	for claim, want := range paired {
		if err := ranks.add(t.Context(), a, claim, want); err != nil {
			t.Fatal(err)
		}
		found, err := a.ProposeStudies(t.Context(), claim)
		if err != nil {
			t.Fatal(err)
		}
		any := false
		for _, id := range want {
			rows++
			if slices.ContainsFunc(found, func(v app.StudyView) bool { return string(v.DOI) == id }) {
				any = true
				inRows++
			}
		}
		if any {
			hit++
		}
	}
	share := float64(hit) / float64(len(paired))
	t.Logf("a paired sentence among the first five: %d of %d claims, %.1f %% (library of %d sentences; of all %d pairs %d)", hit, len(paired), 100*share, len(ids), rows, inRows)
	t.Logf("among the first ten: %.1f %%; mean reciprocal rank %.3f", 100*float64(ranks.ten)/float64(len(paired)), ranks.reciprocal/float64(len(paired)))
	if share < healthVerFloor {
		t.Errorf("got %.3f, want at least %.2f", share, healthVerFloor)
	}
}

// rankSum adds up how early the first paired sentence of each claim comes.
type rankSum struct {
	ten        int     // among the first ten
	reciprocal float64 // sum of 1/rank, within the first hundred
}

func (r *rankSum) add(ctx context.Context, a *app.App, claim string, want []string) error {
	found, err := a.Index.Bearings(ctx, claim, 100)
	if err != nil {
		return err
	}
	names := make([]corpus.StudyID, len(found))
	for i, f := range found {
		names[i] = corpus.StudyID(f.ID)
	}
	bundles, err := a.Store.Bundles(ctx, names...)
	if err != nil {
		return err
	}
	first := slices.IndexFunc(bundles, func(b sqlite.Bundle) bool {
		return slices.Contains(want, string(b.Main().Item.DOI))
	})
	if first >= 0 {
		r.reciprocal += 1 / float64(first+1)
	}
	if first >= 0 && first < 10 {
		r.ten++
	}
	return nil
}

// TestProposalsByOtherNames: in a small library two things of a sentence by
// other names make a proposal, one alone does not.
func TestProposalsByOtherNames(t *testing.T) {
	dir := t.TempDir()
	if err := app.Init(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	a, err := app.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	const records = "TY  - JOUR\nTI  - Antihypertensives\nAB  - Hypertension in children.\nDO  - 10.9999/a\nPY  - 2020\nER  - \n" +
		"TY  - JOUR\nTI  - Splints\nAB  - Malleolar fractures.\nDO  - 10.9999/b\nPY  - 2020\nER  - \n"
	if _, err := a.Add(t.Context(), []app.Input{input("two.ris", records)}, app.AddOptions{}); err != nil {
		t.Fatal(err)
	}
	for sentence, want := range map[string]int{
		"High blood pressure is seen in more and more kids.": 1,
		"High blood pressure is rare.":                       0,
		"Broken glass is recycled.":                          0,
	} {
		found, err := a.ProposeStudies(t.Context(), sentence)
		if err != nil || len(found) != want || want == 1 && found[0].DOI != "10.9999/a" {
			t.Errorf("%s: got %+v, %v; want %d", sentence, found, err, want)
		}
	}
}
