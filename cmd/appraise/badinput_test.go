package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"appraise/corpus"
)

// called runs the program in this process.
func called(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(t.Context(), args, strings.NewReader(""), &o, &e)
	return code, o.String(), e.String()
}

// library makes an empty one.
func library(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "lib")
	if code, _, errs := called(t, "init", dir); code != exitOK {
		t.Fatalf("init: %d %s", code, errs)
	}
	return dir
}

func ris(title string) string {
	return "TY  - JOUR\nAU  - Smith, John\nTI  - " + title + "\nPY  - 2020\nER  - \n"
}

func wide(s string, order func(u uint16) [2]byte) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		two := order(u)
		b = append(b, two[:]...)
	}
	return b
}

func little(u uint16) [2]byte { return [2]byte{byte(u), byte(u >> 8)} }
func big(u uint16) [2]byte    { return [2]byte{byte(u >> 8), byte(u)} }

// Texts in other encodings come out as the same title.
func TestEncodings(t *testing.T) {
	const title = "Übersicht – Rückenschmerz"
	for name, data := range map[string][]byte{
		"UTF-8":                  []byte(ris(title)),
		"UTF-8 with a mark":      []byte("\ufeff" + ris(title)),
		"UTF-16, little":         wide("\ufeff"+ris(title), little),
		"UTF-16, big":            wide("\ufeff"+ris(title), big),
		"UTF-16 without a mark":  wide(ris(title), little),
		"Windows-1252":           []byte(strings.NewReplacer("Ü", "\xdc", "ü", "\xfc", "–", "\x96").Replace(ris(title))),
		"lines of the old Mac":   []byte(strings.ReplaceAll(ris(title), "\n", "\r")),
		"a zero within the text": []byte(strings.Replace(ris(title), "sicht", "sic\x00ht", 1)),
	} {
		t.Run(name, func(t *testing.T) {
			dir := library(t)
			file := filepath.Join(t.TempDir(), "in.ris")
			if err := os.WriteFile(file, data, 0o600); err != nil {
				t.Fatal(err)
			}
			if code, _, errs := called(t, "--library", dir, "add", file); code != exitOK {
				t.Fatalf("exit status %d: %s", code, errs)
			}
			_, out, _ := called(t, "--library", dir, "list", "--json")
			var got []struct{ Title string }
			if err := json.Unmarshal([]byte(out), &got); err != nil || len(got) != 1 || got[0].Title != title {
				t.Errorf("got %s (%v), want the title %q", out, err, title)
			}
		})
	}
}

// What is damaged in its bytes is said in one line that names the file, with
// status 3; what could be read before the damage is in the library.
func TestDamagedFiles(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	for i := range 2000 {
		fmt.Fprint(z, ris(fmt.Sprintf("Trial %x of %d things", i*7919, i)))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		data []byte
		some bool // part of it goes in
	}{
		{"cut.ris.gz", packed.Bytes()[:packed.Len()/2], true},
		{"head.ris.gz", packed.Bytes()[:8], false},
		{"binary.ris", bytes.Repeat([]byte{0, 1, 2, 255, 254, 7}, 500), false},
		{"paper.pdf", []byte("%PDF-1.4\n1 0 obj\n"), false},
		{"files.zip", append([]byte("PK\x03\x04"), make([]byte, 100)...), false},
		{"cut.xml", []byte(`<?xml version="1.0"?><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>123</PMID><Article><ArticleTitle>Half a tit`), false},
		{"open.csv", []byte("title,doi\n\"no end,10.1000/x\n"), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := library(t)
			file := filepath.Join(t.TempDir(), c.name)
			if err := os.WriteFile(file, c.data, 0o600); err != nil {
				t.Fatal(err)
			}
			code, _, errs := called(t, "--library", dir, "-q", "add", file)
			if code != exitInput {
				t.Errorf("exit status %d, want %d", code, exitInput)
			}
			if strings.Count(errs, "\n") != 1 || !strings.Contains(errs, file) {
				t.Errorf("want one line that names the file, got %q", errs)
			}
			_, out, _ := called(t, "--library", dir, "list", "--json")
			if some := strings.Contains(out, `"id"`); some != c.some {
				t.Errorf("something was added: %v, want %v", some, c.some)
			}
			if code, _, errs := called(t, "--library", dir, "search", "trial"); code != exitOK {
				t.Errorf("search: %d %s", code, errs)
			}
			if code, out, errs := called(t, "--library", dir, "verify"); code != exitOK {
				t.Errorf("verify: %d %s%s", code, out, errs)
			}
		})
	}
}

// A stream that can take no more is told, whatever the command.
func TestOutputThatCannotBeWritten(t *testing.T) {
	dir := library(t)
	file := filepath.Join(t.TempDir(), "in.ris")
	if err := os.WriteFile(file, []byte(ris("Something")), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := called(t, "--library", dir, "add", file); code != exitOK {
		t.Fatal(errs)
	}
	for _, args := range [][]string{{"list"}, {"list", "--json"}, {"show", "smith2020something"}, {"export", "--to", "ris"}, {"search", "something"}, {"log"}, {"help"}} {
		var errs bytes.Buffer
		code := run(t.Context(), append([]string{"--library", dir}, args...), strings.NewReader(""), full{}, &errs)
		if code != exitLibrary || !strings.Contains(errs.String(), "writing the output: not writable") {
			t.Errorf("%v: exit status %d, %q", args, code, errs.String())
		}
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// A command that is stopped says so and leaves the library whole.
func TestInterrupted(t *testing.T) {
	dir := library(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errs bytes.Buffer
	if code := run(ctx, []string{"--library", dir, "list"}, strings.NewReader(""), &out, &errs); code != exitInterrupted || errs.String() != "appraise: interrupted\n" {
		t.Errorf("exit status %d, %q", code, errs.String())
	}
	if code, out, _ := called(t, "--library", dir, "verify"); code != exitOK {
		t.Errorf("verify: %d %s", code, out)
	}
}

// A document that is not what is wanted is refused with its line, in words.
func TestStudyOnStandardInput(t *testing.T) {
	lib := library(t)
	for in, want := range map[string]string{
		"":                             "the study on standard input is empty",
		"[]":                           "line 1: the document is of the kind array; an object is wanted",
		"{\n\"titel\": \"x\"}":         `there is no field "titel"`,
		"{\n\"title\": 5}":             "line 2: title cannot be of the kind number",
		"{\n\"title\": \"x\"":          "the document ends too early",
		"{\n\n!":                       "line 3: this is not JSON: ",
		"{\"title\": \"x\"}\n{}":       "something behind the end",
		"{\"title\": \"a \\u0000 b\"}": "",
	} {
		var out, errs bytes.Buffer
		code := run(t.Context(), []string{"--library", lib, "add", "--manual"}, strings.NewReader(in), &out, &errs)
		if want != "" && (code != exitUsage || !strings.Contains(errs.String(), want) || strings.Count(errs.String(), "\n") != 1) {
			t.Errorf("%q: exit status %d, %q, want %q", in, code, errs.String(), want)
		}
		if strings.Contains(errs.String(), "app.") || strings.Contains(errs.String(), "Go ") {
			t.Errorf("%q: %q speaks of the program's insides", in, errs.String())
		}
	}
}

// A dry run says that it was one and changes nothing.
func TestDryRunSaysSo(t *testing.T) {
	lib := library(t)
	if code, _, errs := called(t, "--library", lib, "add", "--manual", "--title", "Something good", "--published", "2020"); code != exitOK {
		t.Fatal(errs)
	}
	_, before, _ := called(t, "--library", lib, "log", "--json")
	for _, args := range [][]string{
		{"edit", "anon2020something", "--set", "volume=9"}, {"remove", "anon2020something"}, {"add", "--manual", "--title", "Another"},
		{"question", "add", "q", "--text", "Does it help?"},
	} {
		code, out, errs := called(t, append(args, "-n", "--library", lib)...)
		if code != exitOK || !strings.Contains(errs, "Nothing was changed") || strings.Contains(out+errs, "takes it back") {
			t.Errorf("%v: exit status %d, %q, %q", args, code, out, errs)
		}
	}
	if _, after, _ := called(t, "--library", lib, "log", "--json"); after != before {
		t.Errorf("the log was %s, is %s", before, after)
	}
}

// Errors read as a sentence.
func TestOneLine(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{fmt.Errorf("%w: a claim needs its text", corpus.ErrInvalid), "a claim needs its text"},
		{fmt.Errorf("adding x: %w: %w: it is a folder", corpus.ErrInvalid, corpus.ErrInvalid), "adding x: it is a folder"},
		{fmt.Errorf("%w: b.tar is there already", corpus.ErrConflict), "b.tar is there already"},
		{fmt.Errorf("question q: %w", corpus.ErrNotFound), "question q: not found"},
		{&corpus.ParseError{Source: "a.ris", Line: 3, Err: fmt.Errorf("%w: DOI %q", corpus.ErrInvalid, "x")}, `a.ris:3: DOI "x"`},
		{errors.New("accepts 1 arg(s), received 2"), "the command takes 1 argument, not 2"},
		{errors.New("requires at least 2 arg(s), only received 1"), "the command takes at least 2 arguments, not 1"},
		{errors.New("accepts between 1 and 2 arg(s), received 3"), "the command takes between 1 and 2 arguments, not 3"},
		{errors.New("unknown command \"serch\" for \"appraise\"\n\nDid you mean this?\n\tsearch\n"), `unknown command "serch" for "appraise"; did you mean: search`},
		{fmt.Errorf("adding no.ris: %w", &os.PathError{Op: "stat", Path: "no.ris", Err: os.ErrNotExist}), "adding no.ris: file does not exist"},
		{errors.New("a\n  b"), "a b"},
	} {
		if got := oneLine(c.err); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
