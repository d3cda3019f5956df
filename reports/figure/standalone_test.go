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
