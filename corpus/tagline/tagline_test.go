package tagline_test

import (
	"slices"
	"strings"
	"testing"

	"appraise/corpus/decode"
	"appraise/corpus/tagline"
)

// build collects lines "X value"; those that begin with a blank go on.
func build(text string) tagline.Entry {
	var b tagline.Builder
	lines := decode.NewLines(strings.NewReader(text))
	for {
		l, ok := lines.Next()
		if !ok {
			return b.Take()
		}
		if len(l.Text) > 0 && l.Text[0] != ' ' {
			b.Add(l, 1, 2)
		} else {
			b.Continue(l)
		}
	}
}

func TestBuilder(t *testing.T) {
	e := build("A one\r\n two \r\n\r\n three\r\nB \nC x\x00y\n")
	want := []tagline.Field{{Tag: "A", Value: "one\ntwo\n\nthree", Line: 1}, {Tag: "B", Line: 5}, {Tag: "C", Value: "xy", Line: 6}}
	if !slices.Equal(e.Fields, want) {
		t.Errorf("got %+v, want %+v", e.Fields, want)
	}
	if e.Line != 1 || e.Raw != "A one\r\n two \r\n\r\n three\r\nB \nC x\x00y\n" {
		t.Errorf("line %d, raw %q", e.Line, e.Raw)
	}
}

// TestBuilderSigns has fields in NFC, with spaces for all white space, and the
// fields of the next entry where those of the last one were.
func TestBuilderSigns(t *testing.T) {
	var b tagline.Builder
	lines := decode.NewLines(strings.NewReader("A one\u00a0two\tthree\n\u2003u\u0308\u0085\x7f\nA next\n"))
	first, _ := lines.Next()
	b.Add(first, 1, 2)
	second, _ := lines.Next()
	b.Continue(second)
	if e := b.Take(); len(e.Fields) != 1 || e.Fields[0].Value != "one two three\n ü" {
		t.Errorf("got %+v", e.Fields)
	}
	for l, ok := lines.Next(); ok; l, ok = lines.Next() {
		if len(l.Text) > 1 {
			b.Add(l, 1, 2)
		}
	}
	if e := b.Take(); len(e.Fields) != 1 || e.Fields[0].Value != "next" || e.Line != 3 {
		t.Errorf("got %+v", e)
	}
}

func TestBuilderLimits(t *testing.T) {
	many := build(strings.Repeat("A x\n", 20_000))
	if len(many.Fields) != 10_000 || len(many.Problems) != 1 {
		t.Errorf("%d fields, %v", len(many.Fields), many.Problems)
	}
	long := build(strings.Repeat("A "+strings.Repeat("x", 1000)+"\n", 9_000))
	if len(long.Raw) > 4<<20 || len(long.Problems) != 1 {
		t.Errorf("%d bytes, %v", len(long.Raw), long.Problems)
	}
}

func TestUnwrap(t *testing.T) {
	wide := strings.Repeat("word ", 15) + "end"
	for _, c := range []struct{ name, in, want string }{
		{"one line", "one", "one"},
		{"wrapped", wide + "\n" + wide + "\nlast", wide + " " + wide + " last"},
		{"paragraphs", "one\ntwo\nthree", "one\ntwo\nthree"},
		{"set apart", wide + "\n\n" + wide, wide + "\n" + wide},
		{"long lines", strings.Repeat("x", 300) + "\ny", strings.Repeat("x", 300) + "\ny"},
	} {
		if got := tagline.Unwrap(c.in); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
