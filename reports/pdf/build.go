package pdf

import (
	"appraise/reports"
	"appraise/reports/figure"
)

// builder turns blocks into measured pieces.
type builder struct {
	c     *canvas
	grid  grid
	look  look
	worth float64                // millimetres that a block which is only welcome may cost
	apart map[reports.Block]bool // set alone although others belong beside them
}

// heading is a section's head below its rule; it stays with what follows.
func (b *builder) heading(title string, width float64, level int) piece {
	c := b.c
	title = fit(title, c.faces[b.look.head.face], c.lost)
	lines := c.lines(textRun(title, b.look.head), width)
	p := paragraph{lines: lines, st: b.look.head, width: width}
	kind := "H2"
	if level > 2 {
		kind = "H3"
	}
	return piece{height: b.look.before + p.height(), keep: true, draw: func(x, y float64) {
		c.decoration(func() { c.rule(x, x+width, y, 0.6, figure.Ink) })
		c.element(kind, func() { p.draw(c, x, y+1.15) })
		c.bookmark(title, 0, y-1)
	}}
}

// longParagraph is how many lines are kept together at most.
const longParagraph = 14

// text makes a paragraph of runs; a long one may be divided over pages.
func (b *builder) text(runs []run, st style, width, space float64, kind string) []piece {
	p := b.c.paragraph(runs, st, width)
	g := &group{kind: kind}
	var out []piece
	for i := 0; i < len(p.lines); {
		n := min(longParagraph, len(p.lines)-i)
		if rest := len(p.lines) - i - n; rest > 0 && rest < 3 {
			n -= 3
		}
		part := paragraph{lines: p.lines[i : i+n], st: st, width: width}
		out = append(out, piece{height: part.height(), space: space, draw: func(x, y float64) {
			b.c.elementOf(g, func() { part.draw(b.c, x, y) })
		}})
		i, space = i+n, 0
	}
	return out
}

func (b *builder) sentence(s reports.Sentence, st style, width, space float64) []piece {
	if s.Empty() {
		return nil
	}
	return b.text(sentenceRuns(s, st), st, width, space, "P")
}

// item is an entry of a list, with a dash or a number in front.
func (b *builder) item(list *group, label string, indent float64, runs []run, st style, width, space float64, before func(y float64)) []piece {
	c := b.c
	p := c.paragraph(runs, st, width-indent)
	li := &group{kind: "LI"}
	body := &group{kind: "LBody"}
	var out []piece
	first := true
	for i := 0; i < len(p.lines); {
		n := min(longParagraph, len(p.lines)-i)
		part := paragraph{lines: p.lines[i : i+n], st: st, width: width - indent}
		head := first
		out = append(out, piece{height: part.height(), space: space, draw: func(x, y float64) {
			c.within(list, func() {
				c.within(li, func() {
					if head {
						if before != nil {
							before(y)
						}
						c.element("Lbl", func() {
							if label == "–" {
								c.say(x, y+st.baseline(), label+" ", st.in(figure.Accent), figure.Left)
							} else {
								c.say(x+indent-1.8, y+st.baseline(), label, st.in(figure.Muted), figure.Right)
							}
						})
					}
					c.elementOf(body, func() { part.draw(c, x+indent, y) })
				})
			})
		}})
		i, space, first = i+n, 0, false
	}
	return out
}

// section makes the pieces of a heading with paragraphs and a list.
func (b *builder) section(s *reports.Section, width float64) []piece {
	out := []piece{b.heading(s.Title, width, 2)}
	for i, t := range s.Text {
		space := 0.9
		if i == 0 {
			space = 0
		}
		out = append(out, b.sentence(t, b.look.small, width, space)...)
	}
	list := &group{kind: "L"}
	for i, t := range s.Items {
		space := 0.7
		if i == 0 && len(s.Text) == 0 {
			space = 0
		}
		out = append(out, b.item(list, "–", 3, sentenceRuns(t, b.look.small), b.look.small, width, space, nil)...)
	}
	return out
}

// pairs makes a table of two columns: what, and what is said.
func (b *builder) pairs(s *reports.Pairs, width float64) []piece {
	out := []piece{b.heading(s.Title, width, 2)}
	labelWidth := 0.0
	for _, r := range s.Rows {
		labelWidth = max(labelWidth, b.c.width(fit(r.Label, b.c.faces[semi], b.c.lost), styleLabel)+2.5)
	}
	labelWidth = min(labelWidth, width*0.35)
	table := &group{kind: "Table"}
	for i, r := range s.Rows {
		cells := []cell{
			{x: 0, w: labelWidth - 1.5, kind: "TH", attr: " /Scope /Row", parts: []paragraph{b.c.paragraph(textRun(r.Label, styleLabel), styleLabel, labelWidth-1.5)}},
			{x: labelWidth, w: width - labelWidth, kind: "TD", parts: []paragraph{b.c.paragraph(sentenceRuns(r.Text, b.look.small), b.look.small, width-labelWidth)}},
		}
		p := b.row(table, cells, 0, 0, nil)
		if i > 0 {
			p.space = 0.5
		}
		out = append(out, p)
	}
	return out
}

// cell is a table cell of stacked paragraphs.
type cell struct {
	x, w  float64
	kind  string // TH or TD
	attr  string
	parts []paragraph
	extra func(c *canvas, x, y float64) // drawn before the paragraphs, inside the cell
	down  float64                       // the paragraphs begin lower by this
}

func (k cell) height() float64 {
	h := k.down
	for _, p := range k.parts {
		h += p.height()
	}
	return h
}

// row makes one table row with padding above and below; under draws what
// lies below the text, such as the hairline.
func (b *builder) row(table *group, cells []cell, padTop, padBottom float64, under func(x, y, h float64)) piece {
	c := b.c
	h := 0.0
	for _, k := range cells {
		h = max(h, k.height())
	}
	h += padTop + padBottom
	return piece{height: h, draw: func(x, y float64) {
		if under != nil {
			c.decoration(func() { under(x, y, h) })
		}
		c.within(table, func() {
			c.within(&group{kind: "TR"}, func() {
				for _, k := range cells {
					attr := ""
					if k.attr != "" {
						attr = "/O /Table" + k.attr
					}
					c.elementOf(&group{kind: k.kind, attr: attr}, func() {
						if k.extra != nil {
							k.extra(c, x+k.x, y+padTop)
						}
						yy := y + padTop + k.down
						for i, p := range k.parts {
							if i < len(k.parts)-1 && len(p.lines) > 0 {
								p = spaced(p)
							}
							p.draw(c, x+k.x, yy)
							yy += p.height()
						}
					})
				}
			})
		})
	}}
}

// spaced ends the last line of a paragraph in a space, because another one
// follows in the same element.
func spaced(p paragraph) paragraph {
	lines := append([]line{}, p.lines...)
	last := lines[len(lines)-1]
	if n := len(last.segs); n > 0 {
		last.segs = append([]seg{}, last.segs...)
		last.segs[n-1].text += " "
	}
	lines[len(lines)-1] = last
	p.lines = lines
	return p
}
