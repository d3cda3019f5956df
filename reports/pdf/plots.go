package pdf

import (
	"appraise/reports"
	"appraise/reports/figure"
	"appraise/reports/forest"
)

// figurePiece draws a figure as one element with its words as alternative.
func (b *builder) figurePiece(f figure.Figure, space float64) piece {
	c := b.c
	return piece{height: f.Height, space: space, draw: func(x, y float64) {
		n := c.element("Figure", func() { c.shapes(f, x, y) })
		if n != nil {
			n.alt = f.Alt
		}
	}}
}

// forest sets a forest plot with its notes.
func (b *builder) forest(f *reports.Forest) []piece {
	out := []piece{b.heading(f.Title, b.grid.measure, 2)}
	for i, fig := range forest.Pages(f.Plot, forest.Options{Width: b.grid.measure, Measure: b.c.measurer()}, forestRows) {
		p := b.figurePiece(fig, 1)
		if i == 0 {
			p.space = 0
		}
		out = append(out, p)
	}
	for _, s := range f.Notes {
		out = append(out, b.sentence(s, b.look.note, b.grid.measure, 0.3)...)
	}
	return out
}

// forestRows is how many studies are drawn in one figure at most.
const forestRows = 45

// icons sets two arrays of 100 people.
func (b *builder) icons(s *reports.Icons, width float64) []piece {
	p := b.figurePiece(reports.IconFigure(s, width), 0)
	p.keep = true
	return append([]piece{b.heading(s.Title, width, 2), p}, b.sentence(s.Caption, b.look.note, width, 0.4)...)
}

// plot sets any figure with its notes.
func (b *builder) plot(p *reports.Plot) []piece {
	out := []piece{b.heading(p.Title, b.grid.measure, 2), b.figurePiece(p.Figure, 0)}
	for _, s := range p.Notes {
		out = append(out, b.sentence(s, b.look.note, b.grid.measure, 0.4)...)
	}
	return out
}

// references sets the list in two columns.
func (b *builder) references(r *reports.References) *news {
	width := b.grid.wide(6)
	list := &group{kind: "L"}
	n := &news{head: b.heading(r.Title, b.grid.measure, 2), right: b.grid.x(6)}
	for _, item := range r.Items {
		runs := referenceRuns(item.Ref, b.look.ref)
		if !item.Note.Empty() {
			runs = append(runs, run{text: " ", st: b.look.ref})
			runs = append(runs, sentenceRuns(item.Note, b.look.ref)...)
		}
		before := func(y float64) {
			if id := b.c.links[item.Number]; id > 0 {
				b.c.pdf.SetLink(id, y-1, b.c.page)
			}
		}
		n.pieces = append(n.pieces, b.item(list, refLabel(item.Number), 5, runs, b.look.ref, width, 0.6, before)...)
	}
	return n
}
