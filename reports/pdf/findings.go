package pdf

import (
	"appraise/reports"
	"appraise/reports/figure"
)

// sofWidths are the columns of the summary of findings: outcome, relative,
// without, with, difference, certainty, what happens; of a measure of 176 mm.
var sofWidths = [...]float64{42, 20, 19.5, 20.5, 28.5, 18.5, 27}

// sofPad is the space at the left of every column but the first.
const sofPad = 1.4

// sofWidth and sofX give the width and place of a column.
func (b *builder) sofWidth(i int) float64 { return sofWidths[i] * b.grid.measure / 176 }
func (b *builder) sofX(i int) float64 {
	x := 0.0
	for k := range i {
		x += b.sofWidth(k)
	}
	return x
}

// findings sets the summary of findings: a head in two tiers, one row an
// outcome, the footnotes.
func (b *builder) findings(t *reports.Findings) []piece {
	out := []piece{b.heading(t.Title, b.grid.measure, 2)}
	table := &group{kind: "Table"}
	head := b.sofHead(t, table, false)
	again := b.sofHead(t, table, true)
	head.keep = true
	out = append(out, head)
	for i, r := range t.Rows {
		p := b.sofRow(table, r, i == len(t.Rows)-1)
		p.again = &again
		p.keep = i == len(t.Rows)-1 && len(t.Rows) > 1
		out = append(out, p)
	}
	return append(out, b.sofNotes(t)...)
}

// sofHead is the head of the table; continued ones are decoration.
func (b *builder) sofHead(t *reports.Findings, table *group, continued bool) piece {
	c := b.c
	st := styleTableTop
	type headCell struct {
		words string
		x, w  float64
		tier  float64
		attr  string
		st    style
	}
	last := "Certainty (" + t.Scale + ")"
	cells := [][]headCell{
		{
			{"Outcome, follow-up and evidence", 0, b.sofWidth(0) - 4, 1, " /Scope /Column /RowSpan 2", st},
			{"Relative effect (95% CI)", b.sofX(1) + sofPad, b.sofWidth(1) - sofPad, 1, " /Scope /Column /RowSpan 2", st},
			{"Anticipated absolute effect (95% CI)", b.sofX(2) + sofPad, b.sofX(5) - b.sofX(2), 0, " /Scope /Column /ColSpan 3", st},
			{last, b.sofX(5) + sofPad, b.sofWidth(5) - sofPad, 1, " /Scope /Column /RowSpan 2", st},
			{"What happens", b.sofX(6) + sofPad, b.sofWidth(6) - sofPad, 1, " /Scope /Column /RowSpan 2", st},
		},
		{
			{t.Without, b.sofX(2) + sofPad, b.sofWidth(2) - sofPad, 1, " /Scope /Column", st},
			{t.With, b.sofX(3) + sofPad, b.sofWidth(3) - sofPad, 1, " /Scope /Column", st},
			{"Difference", b.sofX(4) + sofPad, b.sofWidth(4) - sofPad, 1, " /Scope /Column", st.in(figure.Ink)},
		},
	}
	const tier = 4.0
	lines := 1
	for _, tierCells := range cells {
		for _, k := range tierCells {
			lines = max(lines, len(c.paragraph(textRun(k.words, k.st), k.st, k.w).lines))
		}
	}
	h := tier + float64(lines)*st.height() + 1
	return piece{height: h, draw: func(x, y float64) {
		draw := func() {
			c.decoration(func() { c.rule(x+b.sofX(2)+sofPad, x+b.sofX(5)-sofPad, y+tier-0.3, 0.4, figure.Rule) })
			for _, tierCells := range cells {
				c.within(&group{kind: "TR"}, func() {
					for _, k := range tierCells {
						words := k.words
						if continued && k.x == 0 {
							words += " (continued)"
						}
						p := c.paragraph(textRun(words, k.st), k.st, k.w)
						c.elementOf(&group{kind: "TH", attr: "/O /Table" + k.attr}, func() { p.draw(c, x+k.x, y+k.tier*tier) })
					}
				})
			}
			c.decoration(func() { c.rule(x, x+b.grid.measure, y+h-0.3, 0.6, figure.Ink) })
		}
		if continued {
			c.decoration(draw)
			return
		}
		c.within(table, draw)
	}}
}

// sofRow is one outcome.
func (b *builder) sofRow(table *group, r reports.FindingRow, last bool) piece {
	c := b.c
	para := func(s reports.Sentence, st style, w float64) paragraph {
		return c.paragraph(sentenceRuns(s, st), st, w)
	}
	cells := []cell{{x: 0, w: b.sofWidth(0), kind: "TH", attr: " /Scope /Row", parts: []paragraph{
		para(r.Outcome, styleTable.with(semi), b.sofWidth(0)-sofPad), para(r.Evidence, styleTableSub, b.sofWidth(0)-sofPad)}}}
	if !r.Gap.Empty() {
		w := b.sofX(5) - b.sofX(1) - 2*sofPad
		cells = append(cells, cell{x: b.sofX(1) + sofPad, w: w, kind: "TD", attr: " /ColSpan 4", parts: []paragraph{para(r.Gap, styleTable.with(italic).in(figure.Muted), w)}})
	} else {
		for i, k := range []reports.Cell{r.Relative, r.Without, r.With, r.Difference} {
			w := b.sofWidth(i+1) - sofPad
			main := styleTable
			if i == 3 {
				main = main.with(semi)
			}
			cells = append(cells, cell{x: b.sofX(i+1) + sofPad, w: w, kind: "TD", parts: []paragraph{para(k.Main, main, w), para(k.Sub, styleTable.in(figure.Muted), w)}})
		}
	}
	label := cell{x: b.sofX(5) + sofPad, w: b.sofWidth(5) - sofPad, kind: "TD", parts: []paragraph{para(r.Label, styleTable, b.sofWidth(5)-sofPad)}}
	if r.Certainty > 0 {
		label.down = styleTable.height()
		label.extra = func(c *canvas, x, y float64) { c.certainty(x, y+1.75, 1.32, int(r.Certainty)) }
	} else {
		label.parts = []paragraph{para(r.Label, styleTable.in(figure.Muted), b.sofWidth(5)-sofPad)}
	}
	cells = append(cells, label, cell{x: b.sofX(6) + sofPad, w: b.sofWidth(6) - sofPad, kind: "TD", parts: []paragraph{para(r.Happens, styleTable, b.sofWidth(6)-sofPad)}})
	return b.row(table, cells, b.look.row, b.look.row, func(x, y, h float64) {
		if last {
			c.rule(x, x+b.grid.measure, y+h, 0.6, figure.Ink)
		} else {
			c.rule(x, x+b.grid.measure, y+h, 0.5, figure.Hair)
		}
	})
}

// sofNotes runs the footnotes on in one paragraph, then the explanations.
func (b *builder) sofNotes(t *reports.Findings) []piece {
	var out []piece
	var runs []run
	for i, n := range t.Notes {
		if i > 0 {
			runs = append(runs, run{text: " ", st: b.look.note})
		}
		runs = append(runs, run{text: n.Letter + "\u00A0", st: b.look.note.with(bold)})
		runs = append(runs, sentenceRuns(n.Text, b.look.note)...)
	}
	if len(runs) > 0 {
		out = append(out, b.text(runs, b.look.note, b.grid.measure, 1.4, "Note")...)
	}
	runs = nil
	for i, s := range t.Explain {
		if i > 0 {
			runs = append(runs, run{text: " ", st: b.look.note})
		}
		runs = append(runs, sentenceRuns(s, b.look.note)...)
	}
	if len(runs) > 0 {
		out = append(out, b.text(runs, b.look.note, b.grid.measure, 0.6, "Note")...)
	}
	return out
}
