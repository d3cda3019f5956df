package pdf

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/jung-kurt/gofpdf"

	"appraise/reports"
	"appraise/reports/figure"
)

// Options say how a document is written.
type Options struct {
	PDFA1b bool // the PDF/A-1b variant, which says so in its metadata
}

// Result tells what became of the document.
type Result struct {
	Pages   int
	Bytes   int
	Missing []string // runes the faces do not have, as U+4E2D; others were printed in their place
	Dropped []string // what was left out to keep the pages of a briefing, in words
}

// Write sets the briefing and writes it to w.
func Write(w io.Writer, b reports.Briefing, opt Options) (res Result, err error) {
	at := "its layout"
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("setting the %s %q as PDF: %s: %v", b.Document, b.Title, at, r)
		}
	}()
	c, height, err := newCanvas(b)
	if err != nil {
		return Result{}, err
	}
	l := arrange(c, b, height)
	at = "drawing it"
	c.drawPages(b, l, height)
	if len(c.holes) > 0 {
		return Result{}, fmt.Errorf("setting the %s %q as PDF: no face has a glyph for %s", b.Document, b.Title, c.holes[0])
	}
	var raw bytes.Buffer
	if err := c.pdf.Output(&raw); err != nil {
		return Result{}, fmt.Errorf("setting the %s %q as PDF: %w", b.Document, b.Title, err)
	}
	at = "finishing the file"
	out, err := finish(raw.Bytes(), c, b, opt)
	if err != nil {
		return Result{}, fmt.Errorf("finishing the PDF of %q: %w", b.Title, err)
	}
	if _, err := w.Write(out); err != nil {
		return Result{}, fmt.Errorf("writing the PDF of %q: %w", b.Title, err)
	}
	res = Result{Pages: l.pages, Bytes: len(out), Dropped: dropped(l)}
	for r := range c.lost {
		res.Missing = append(res.Missing, r)
	}
	slices.Sort(res.Missing)
	return res, nil
}

// pageSize returns gofpdf's name and the size in millimetres.
func pageSize(paper string) (name string, width, height float64) {
	if strings.EqualFold(paper, "letter") {
		return "Letter", 215.9, 279.4
	}
	return "A4", 210, 297
}

// newCanvas opens a document with fixed dates, sorted catalogue and all faces.
func newCanvas(b reports.Briefing) (*canvas, float64, error) {
	name, width, height := pageSize(b.House.Paper)
	p := gofpdf.New("P", "mm", name, "")
	p.SetAutoPageBreak(false, 0)
	p.SetMargins(0, 0, 0)
	p.SetCellMargin(0)
	p.SetCatalogSort(true)
	when := b.At.UTC()
	if when.IsZero() || when.Year() < 1 {
		when = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	p.SetCreationDate(when)
	p.SetModificationDate(when)
	p.SetTitle(plain(b.Title), true)
	p.SetAuthor(plain(strings.Join(b.Authors, "; ")), true)
	p.SetSubject(plain(b.Subject), true)
	p.SetKeywords(plain(strings.Join(b.Keywords, "; ")), true)
	p.SetCreator(plain(b.Program), true)
	p.SetProducer("gofpdf 1.16.2", true)
	c := &canvas{pdf: p, tags: newTags(), grid: grid{width - 2*sideMargin}, left: sideMargin, links: map[int]int{}, lost: map[string]int{}}
	for i := range faceFiles {
		f, err := newFace(faceName(i))
		if err != nil {
			return nil, 0, fmt.Errorf("reading the face %s: %w", faceFiles[i].family, err)
		}
		c.faces[i] = f
		p.AddUTF8FontFromBytes(faceFiles[i].family, "", *faceFiles[i].data)
	}
	if err := c.registerLogo(b.House); err != nil {
		return nil, 0, err
	}
	for _, block := range b.Blocks {
		if r, ok := block.(*reports.References); ok {
			for _, item := range r.Items {
				c.links[item.Number] = p.AddLink()
			}
		}
	}
	return c, height, p.Error()
}

// The largest a logo is drawn, in millimetres.
const (
	logoWide = 42.0
	logoHigh = 9.5
)

// registerLogo takes the house's logo into the file.
func (c *canvas) registerLogo(h reports.House) error {
	data, w, hgt, err := h.LogoPNG()
	if err != nil || data == nil {
		return err
	}
	c.pdf.RegisterImageOptionsReader("logo", gofpdf.ImageOptions{ImageType: "PNG"}, bytes.NewReader(data))
	scale := min(logoWide/float64(w), logoHigh/float64(hgt))
	c.logo = [2]float64{float64(w) * scale, float64(hgt) * scale}
	return c.pdf.Error()
}

// drawPages draws what was placed, page after page.
func (c *canvas) drawPages(b reports.Briefing, l layout, height float64) {
	i := 0
	for page := range l.pages {
		c.newPage()
		for ; i < len(l.placed) && l.placed[i].page == page; i++ {
			l.placed[i].draw(c.left+l.placed[i].x, l.placed[i].y)
		}
		c.foot(b, l, page+1, height)
	}
}

// foot is the line at the end of every page: which document, from which
// state of the library, and what a reader has to be warned of.
func (c *canvas) foot(b reports.Briefing, l layout, page int, height float64) {
	c.decoration(func() {
		y := height - footRule
		c.rule(c.left, c.left+c.grid.measure, y, 0.4, figure.Rule)
		number := fmt.Sprintf("%d / %d", page, l.pages)
		st := styleNote
		fitWords := func(words string, width float64) string {
			return c.measurer().Fit(fit(words, c.faces[sans], c.lost), st.size, false, width)
		}
		words := fitWords(b.Footer, c.grid.measure-14)
		c.say(c.left, y+4, words, st, figure.Left)
		c.say(c.left+c.grid.measure, y+4, number, st.with(semi), figure.Right)
		words = warning(b)
		if page == l.pages {
			words = strings.TrimSpace(words + leftOut(l))
		}
		if words != "" {
			c.say(c.left, y+7.2, fitWords(words, c.grid.measure), st.in(figure.Rust), figure.Left)
		}
	})
}

// leftOut says what a briefing gave up for its two pages.
func leftOut(l layout) string {
	words := dropped(l)
	if len(words) == 0 {
		return ""
	}
	return " Left out for room: " + strings.Join(words, ", ") + "."
}

// dropped names what was left out in words.
func dropped(l layout) []string {
	var words []string
	for _, kind := range l.dropped {
		words = append(words, droppedWords[kind])
	}
	return words
}

// droppedWords names the blocks of dropOrder for readers.
var droppedWords = map[string]string{
	"glossary": "what the certainty means", "icons": "picture of 100 people", "second forest": "second forest plot", "flow": "study selection",
}

func warning(b reports.Briefing) string {
	if b.Draft && len(b.Faults) > 0 {
		return fmt.Sprintf("Draft: %d statements cannot be traced back to the library; they are marked in red. Not for use.", len(b.Faults))
	}
	return b.Warning
}
