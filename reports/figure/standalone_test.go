package figure_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"appraise/reports/figure"
)

// TestSVGFile: a document of its own, well-formed whatever the words are.
func TestSVGFile(t *testing.T) {
	inner := figure.Figure{Width: 10, Height: 5}
	inner.Rule(0, 10, 1, 0.5, figure.Ink)
	inner.Add(figure.Text{At: figure.Point{X: 1, Y: 2}, Words: "a\x00<b>\xff", Size: 8}, figure.Disc{R: 1}, figure.Box{W: 1, H: 1},
		figure.Polygon{Points: []figure.Point{{X: 1, Y: 1}}})
	f := figure.Figure{Width: 20, Height: 10, Title: "A & B", Alt: "x\x1f"}
	f.Place(inner, 3, 4)
	var b bytes.Buffer
	if err := f.SVGFile(&b); err != nil {
		t.Fatal(err)
	}
	d := xml.NewDecoder(bytes.NewReader(b.Bytes()))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{`width="28mm"`, `viewBox="-4 -4 28 18"`, "A &amp; B", `x="4" y="6"`, `y1="5"`, "font-family", "a&lt;b&gt;\uFFFD"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("lacks %q:\n%s", want, b.String())
		}
	}
	if inner.Shapes[4].(figure.Polygon).Points[0].X != 1 {
		t.Error("placing a figure changed it")
	}
}

// TestParagraph: no line is wider than its width, and all words are there.
func TestParagraph(t *testing.T) {
	const words = "one two three four five six seven eight nine ten"
	var f figure.Figure
	y := f.Paragraph(figure.Helvetica, words, 0, 0, 30, 8, 3, false, figure.Ink)
	var got []string
	for _, s := range f.Shapes {
		line := s.(figure.Text)
		got = append(got, line.Words)
		if w := figure.Helvetica(line.Words, 8, false); w > 30 {
			t.Errorf("%q is %.1f wide", line.Words, w)
		}
	}
	if strings.Join(got, " ") != words || len(got) < 2 || y != 3*float64(len(got)) {
		t.Errorf("got %q down to %v", got, y)
	}
	if a, b := figure.Helvetica("i", 10, false), figure.Helvetica("W", 10, false); a >= b {
		t.Errorf("i is %.2f wide, W %.2f", a, b)
	}
}

// TestNoAttributeIsGivenTwice: an attribute that is there twice makes a file
// that no reader of XML opens.
func TestNoAttributeIsGivenTwice(t *testing.T) {
	f := figure.Figure{Width: 50, Height: 10, Title: "T", Alt: "A"}
	f.Add(figure.Text{At: figure.Point{X: 1, Y: 5}, Words: "RR 0.30", Size: 8}, figure.Text{At: figure.Point{X: 1, Y: 9}, Words: "腰痛 study", Size: 8, Strong: true})
	var page, file strings.Builder
	if err := f.SVG(&page, "x"); err != nil {
		t.Fatal(err)
	}
	if err := f.SVGFile(&file); err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]string{"in a page": page.String(), "a file": file.String()} {
		if n := strings.Count(s, "textLength="); n != 1 {
			t.Errorf("%s: %d texts have a length, want 1: of the words whose width is known", name, n)
		}
	}
}
