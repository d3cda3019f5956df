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
	out := []piece{b.heading(f.Title, measure, 2)}
	for i, fig := range forest.Pages(f.Plot, forest.Options{Width: measure, Measure: b.c.measurer()}, forestRows) {
		p := b.figurePiece(fig, 1)
		if i == 0 {
			p.space = 0
		}
		out = append(out, p)
	}
	for _, s := range f.Notes {
		out = append(out, b.sentence(s, styleNote, measure, 0.3)...)
	}
	return out
}

// forestRows is how many studies are drawn in one figure at most.
const forestRows = 45

// icons sets two arrays of 100 people.
func (b *builder) icons(s *reports.Icons, width float64) []piece {
	out := []piece{b.heading(s.Title, width, 2)}
	gap := 6.0
	array := (width - gap) / 2
	step := array / 10
	r := step * 0.36
	pitch := step * 0.94
	fig := figure.Figure{Width: width, Height: 4.6 + pitch*10 + 5.4}
	sets := []struct{ n, low, high int }{{s.Without, s.Without, s.Without}, {s.With, s.Low, s.High}}
	for k, set := range sets {
		ox := float64(k) * (array + gap)
		fig.Add(figure.Text{At: figure.Point{X: ox, Y: 2.6}, Words: s.Labels[k].Text(), Size: 8, Strong: true, Color: figure.Ink})
		for i := range 100 {
			col := figure.Off
			switch {
			case i < set.n:
				col = figure.Rust
			case i < set.high:
				col = figure.RustPale
			}
			fig.Add(figure.Disc{Center: figure.Point{X: ox + step*(float64(i%10)+0.5) - step*0.14, Y: 4.6 + pitch*(float64(i/10)+0.5)}, R: r, Fill: col})
		}
		fig.Add(figure.Text{At: figure.Point{X: ox, Y: 4.6 + pitch*10 + 3.6}, Words: s.Counts[k].Text(), Size: 8, Strong: true, Color: figure.Rust})
	}
	fig.Alt = "Two arrays of 100 people. " + s.Labels[0].Text() + ": " + s.Counts[0].Text() + ". " + s.Labels[1].Text() + ": " + s.Counts[1].Text() + "."
	p := b.figurePiece(fig, 0)
	p.keep = true
	out = append(out, p)
	return append(out, b.sentence(s.Caption, styleNote, width, 0.4)...)
}

// references sets the list in two columns.
func (b *builder) references(r *reports.References) *news {
	width := columnsWide(6)
	list := &group{kind: "L"}
	n := &news{head: b.heading(r.Title, measure, 2), right: columnX(6)}
	for _, item := range r.Items {
		runs := referenceRuns(item.Ref, styleRef)
		if !item.Note.Empty() {
			runs = append(runs, run{text: " ", st: styleRef})
			runs = append(runs, sentenceRuns(item.Note, styleRef)...)
		}
		before := func(y float64) {
			if id := b.c.links[item.Number]; id > 0 {
				b.c.pdf.SetLink(id, y-1, b.c.page)
			}
		}
		n.pieces = append(n.pieces, b.item(list, refLabel(item.Number), 5, runs, styleRef, width, 0.6, before)...)
	}
	return n
}
