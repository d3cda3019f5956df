package pdf

import (
	"appraise/reports"
	"appraise/reports/figure"
)

// table sets a table of any kind: heads repeated on every page, rows whole.
func (b *builder) table(t *reports.Table, width float64) []piece {
	c := b.c
	var out []piece
	if t.Title != "" {
		out = append(out, b.heading(t.Title, width, 2))
	}
	xs, ws := shares(t.Columns, width)
	g := &group{kind: "Table"}
	headRow := func(continued bool) piece {
		var cells []cell
		for i, k := range t.Columns {
			words := k.Head
			if continued && i == 0 && words != "" {
				words += " (continued)"
			}
			p := c.paragraph(textRun(words, styleTableTop), styleTableTop, ws[i])
			if k.Right {
				p.align = figure.Right
			}
			cells = append(cells, cell{x: xs[i], w: ws[i], kind: "TH", attr: " /Scope /Column", parts: []paragraph{p}})
		}
		return b.row(g, cells, 0.4, 1.2, func(x, y, h float64) { c.rule(x, x+width, y+h-0.3, 0.6, figure.Ink) })
	}
	head := headRow(false)
	head.keep = true
	again := headRow(true)
	drawAgain := again.draw
	again.draw = func(x, y float64) { c.decoration(func() { drawAgain(x, y) }) }
	out = append(out, head)
	for n, row := range t.Rows {
		var cells []cell
		for i := range t.Columns {
			k := cell{x: xs[i], w: ws[i], kind: "TD"}
			if i == 0 {
				k.kind, k.attr = "TH", " /Scope /Row"
			}
			if i < len(row) && !row[i].Empty() {
				p := c.paragraph(sentenceRuns(row[i], styleTable), styleTable, ws[i])
				if t.Columns[i].Right {
					p.align = figure.Right
				}
				k.parts = []paragraph{p}
			}
			cells = append(cells, k)
		}
		last := n == len(t.Rows)-1
		p := b.row(g, cells, b.look.row-0.25, b.look.row-0.25, func(x, y, h float64) {
			if last {
				c.rule(x, x+width, y+h, 0.6, figure.Ink)
			} else {
				c.rule(x, x+width, y+h, 0.5, figure.Hair)
			}
		})
		p.again = &again
		out = append(out, p)
	}
	for i, s := range t.Notes {
		space := 1.2
		if i > 0 {
			space = 0.4
		}
		out = append(out, b.text(sentenceRuns(s, b.look.note), b.look.note, width, space, "Note")...)
	}
	return out
}

// shares turns the columns' shares into places and widths.
func shares(cols []reports.Column, width float64) (xs, ws []float64) {
	const pad = 2.0
	total, open := 0.0, 0
	for _, k := range cols {
		total += k.Share
		if k.Share <= 0 {
			open++
		}
	}
	rest := max(0, 1-total)
	x := 0.0
	for _, k := range cols {
		share := k.Share
		if share <= 0 {
			share = rest / float64(open)
		} else if open == 0 {
			share /= total
		}
		room := pad
		if k.Right { // figures stand off from the words that follow
			room = 3 * pad
		}
		xs, ws = append(xs, x), append(ws, max(share*width-room, 4))
		x += share * width
	}
	return xs, ws
}
