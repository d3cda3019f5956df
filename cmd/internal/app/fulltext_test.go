package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"appraise/corpus"
)

func write(t *testing.T, name, content string, mode os.FileMode) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), mode); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestMediaType(t *testing.T) {
	for content, want := range map[string]string{
		"%PDF-1.7\n…":                 typePDF,
		"\n\n%PDF-1.3":                typePDF,
		"<?xml version=\"1.0\"?><a/>": typeXML,
		"\ufeff<article>x</article>":  typeXML,
		"Plain words":                 typeText,
		"caf\xe9 in Windows-1252":     typeText,
		"":                            "",
		" \n":                         "",
		"\x89PNG\x00\x01":             "",
		"SQLite format 3\x00\x10\x00": "",
	} {
		got, err := mediaType([]byte(content))
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q is %q, %v; want %q", content, got, err, want)
		}
	}
}

// Where pdftotext is not installed, or fails, the reason is told and nothing
// else goes wrong.
func TestPDFWithoutText(t *testing.T) {
	pdf := write(t, "a.pdf", "%PDF-1.4\n", 0o600)
	for name, c := range map[string]struct{ script, want string }{
		"not installed": {"", "is not installed"},
		"fails":         {"#!/bin/sh\necho 'Command Line Error: Incorrect password' >&2\nexit 1\n", "Incorrect password"},
		"no words":      {"#!/bin/sh\nprintf '\\f\\f'\n", "may be pictures"},
		"too much":      {"#!/bin/sh\nexec cat /dev/zero\n", "longer than"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if c.script != "" {
				if err := os.WriteFile(filepath.Join(dir, pdfTool), []byte(c.script), 0o700); err != nil {
					t.Fatal(err)
				}
				dir += string(os.PathListSeparator) + os.Getenv("PATH")
			}
			t.Setenv("PATH", dir)
			got, err := readText(t.Context(), pdf, typePDF)
			if err != nil || !strings.Contains(got.missing, c.want) || got.text != nil {
				t.Errorf("got %q, %v; want %q", got.missing, err, c.want)
			}
		})
	}
}

// A file's name is never read by a shell, nor taken for an option.
func TestPDFNameIsOnlyAName(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, pdfTool), []byte("#!/bin/sh\nprintf '%s|' \"$@\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	name := write(t, "-x; touch $(echo gone) `date`.pdf", "%PDF-1.4\n", 0o600)
	got, err := readText(t.Context(), name, typePDF)
	if err != nil || !strings.HasSuffix(string(got.text), "|"+name+"|-|") {
		t.Errorf("pdftotext was called with %q, %v", got.text, err)
	}
}

func TestSplitPages(t *testing.T) {
	for text, want := range map[string][]string{
		"one":                           {"one"},
		"one\n\f two\n\f":               {"one\n", " two"},
		"\fsecond":                      {"", "second"},
		"ran-\ndomised RCT-\n2 Co-\nOp": {"randomised RCT-\n2 Co-\nOp"},
	} {
		if got := splitPages(text); !slices.Equal(got, want) {
			t.Errorf("%q splits into %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]int{"one": 0, "one\f": 1, "one\ftwo": 2, "one\ftwo\f\n": 2} {
		if got := paged([]byte(text)).pages; got != want {
			t.Errorf("%q has %d pages, want %d", text, got, want)
		}
	}
}

// What a format cannot hold is known before anything is lost.
func TestLost(t *testing.T) {
	l := newLost("csv")
	l.note(corpus.Item{Title: "T", Notes: []string{"n"}, Relations: []corpus.Relation{{Type: "UpdateIn"}}, References: []corpus.Citation{{Text: "x"}}})
	l.note(corpus.Item{Title: "T", References: []corpus.Citation{{Text: "x"}}})
	if l.counts["relations"] != 1 || l.counts["references"] != 2 || l.counts["notes"] != 0 || l.counts["title"] != 0 {
		t.Errorf("counted %v", l.counts)
	}
	for _, format := range WritableFormats() {
		l := newLost(format)
		for _, must := range []string{"title", "authors", "published", "journal", "volume", "abstract", "doi"} {
			if _, lacks := l.fields[must]; lacks {
				t.Errorf("%s has no place for the %s", format, must)
			}
		}
	}
}

func TestRunawayExtractionEnds(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for a process to be ended")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, pdfTool), []byte("#!/bin/sh\nexec sleep 100\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	start := time.Now()
	got, err := pdfTextIn(t.Context(), write(t, "a.pdf", "%PDF-1.4\n", 0o600), 100*time.Millisecond)
	if err != nil || !strings.Contains(got.missing, "did not finish") || time.Since(start) > time.Minute {
		t.Errorf("%q, %v after %v", got.missing, err, time.Since(start))
	}
}

func TestXMLText(t *testing.T) {
	for name, c := range map[string]struct{ in, want, not string }{
		"JATS":      {`<article><front><article-meta><title-group><article-title>Pills</article-title></title-group></article-meta></front><body><sec><title>Methods</title><p>Nobody had a <italic>quokka</italic>.</p></sec></body><back><ref-list><ref>Other work</ref></ref-list></back></article>`, "Methods\nNobody had a quokka.", "Other work"},
		"other XML": {`<?xml version="1.0"?><note><line>One &amp; two</line></note>`, "One & two", "<line>"},
		"damaged":   {`<article><body><p>Half a`, "Half a", "<p>"},
	} {
		if got := xmlText(c.in); !strings.Contains(got, c.want) || strings.Contains(got, c.not) {
			t.Errorf("%s: %q", name, got)
		}
	}
}
