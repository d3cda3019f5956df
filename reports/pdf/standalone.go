package pdf

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/jung-kurt/gofpdf"

	"appraise/reports"
	"appraise/reports/figure"
)

// figureMargin is the white edge around a figure that is a document of its
// own, in millimetres.
const figureMargin = 6.0

// Sheet is a document of figures only, each on a page of its size.
type Sheet struct {
	Title   string
	Program string
	At      time.Time                              // zero: no date of its own
	Draw    func(m figure.Measure) []figure.Figure // lays the figures out with the faces of the document
}

// WriteSheet writes figures as a document. The same sheet gives the same bytes.
func WriteSheet(w io.Writer, s Sheet) (res Result, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("drawing %q as PDF: %v", s.Title, r)
		}
	}()
	b := reports.Briefing{Document: "figure", Title: s.Title, Program: s.Program, At: s.At, Lang: "en"}
	c, _, err := newCanvas(b)
	if err != nil {
		return Result{}, err
	}
	figures := s.Draw(c.measurer())
	for _, f := range figures {
		c.pdf.AddPageFormat("P", gofpdf.SizeType{Wd: f.Width + 2*figureMargin, Ht: f.Height + 2*figureMargin})
		c.page++
		c.ready, c.lw = false, -1
		if n := c.element("Figure", func() { c.shapes(f, figureMargin, figureMargin) }); n != nil {
			n.alt = f.Alt
		}
	}
	if len(c.holes) > 0 {
		return Result{}, fmt.Errorf("drawing %q as PDF: no face has a glyph for %s", s.Title, c.holes[0])
	}
	var raw bytes.Buffer
	if err := c.pdf.Output(&raw); err != nil {
		return Result{}, fmt.Errorf("drawing %q as PDF: %w", s.Title, err)
	}
	out, err := finishSheet(raw.Bytes(), c, b)
	if err != nil {
		return Result{}, fmt.Errorf("finishing the PDF of %q: %w", s.Title, err)
	}
	if _, err := w.Write(out); err != nil {
		return Result{}, fmt.Errorf("writing the PDF of %q: %w", s.Title, err)
	}
	res = Result{Pages: len(figures), Bytes: len(out)}
	for r := range c.lost {
		res.Missing = append(res.Missing, r)
	}
	slices.Sort(res.Missing)
	return res, nil
}

// finishSheet is finish without a stamp: a figure was made from a table, not
// from a library, and cannot be made again from one.
func finishSheet(raw []byte, c *canvas, b reports.Briefing) ([]byte, error) {
	f, err := parse(raw)
	if err != nil {
		return nil, err
	}
	root := f.add(nil)
	f.number(c.tags.root)
	if err := f.pages(c, Options{}); err != nil {
		return nil, err
	}
	f.structure(c, root)
	f.catalog(b, root, 0, Options{})
	f.objects[f.root] = bytes.Replace(f.objects[f.root], []byte("/AppraiseStamp 0 0 R\n"), nil, 1)
	f.outline()
	f.recompress()
	return f.bytes(Options{}), nil
}
