package pdf

import (
	"github.com/jung-kurt/gofpdf"

	"appraise/reports"
	"appraise/reports/figure"
)

// head sets kicker, title and question at the top of the first page.
func (b *builder) head(h *reports.Head) []piece {
	c := b.c
	logo := c.logo[0] > 0
	kicker := piece{height: 6.4, keep: true, draw: func(x, y float64) {
		c.element("P", func() { c.say(x, y+2.4, upper(h.Kicker), styleKicker, figure.Left) })
		if logo {
			n := c.element("Figure", func() {
				c.pdf.ImageOptions("logo", x+b.grid.measure-c.logo[0], y-1, c.logo[0], c.logo[1], false, gofpdf.ImageOptions{ImageType: "PNG"}, 0, "")
			})
			n.alt = "Logo"
		}
		switch {
		case h.Searched.Empty():
		case logo:
			c.element("P", func() { c.say(x, y+6.6, h.Searched.Text(), b.look.note, figure.Left) })
		default:
			c.element("P", func() { c.say(x+b.grid.measure, y+2.4, h.Searched.Text(), b.look.note, figure.Right) })
		}
	}}
	if logo {
		kicker.height = logoHigh + 1.5
	}
	st := b.look.title
	if n := len([]rune(h.Title)); n > 220 {
		st = st.at(min(st.size, 13), min(st.lead, 16))
	} else if n > 110 {
		st = st.at(min(st.size, 16), min(st.lead, 19))
	}
	title := paragraph{lines: c.balanced(textRun(h.Title, st), b.grid.measure), st: st, width: b.grid.measure}
	out := []piece{kicker, {height: title.height(), keep: true, draw: func(x, y float64) {
		c.element("H1", func() { title.draw(c, x, y) })
		c.bookmark(fit(h.Title, c.faces[sans], c.lost), 0, y-1)
	}}}
	if !h.Question.Empty() && h.Question.Text() != h.Title {
		out = append(out, b.sentence(h.Question, styleQuestion, b.grid.wide(10), 2.2)...)
	}
	return out
}

func upper(s string) string {
	out := []rune(s)
	for i, r := range out {
		if r >= 'a' && r <= 'z' {
			out[i] = r - 'a' + 'A'
		}
	}
	return string(out)
}

// Places inside the panel of the bottom line.
const (
	panelPad   = 5.0
	panelSplit = 8 // grid columns for the answer
	discRadius = 1.6
)

// bottomLine sets the answer beside the certainty and the key facts.
func (b *builder) bottomLine(l *reports.BottomLine) piece {
	c := b.c
	leftW := b.grid.wide(panelSplit) - panelPad - 2
	var runs []run
	for i, s := range l.Text {
		if i > 0 {
			runs = append(runs, run{text: " ", st: b.look.answer})
		}
		runs = append(runs, sentenceRuns(s, b.look.answer)...)
	}
	answer := c.paragraph(runs, b.look.answer, leftW)
	factX := b.grid.x(panelSplit) + 5
	factW := b.grid.measure - factX - panelPad
	facts := b.keyFacts(l.Facts, factW)
	factsH := 10.4
	for _, f := range facts {
		factsH += f.height
	}
	h := max(9.3+answer.height()+4.2, factsH+2.2)
	return piece{height: h, draw: func(x, y float64) {
		c.decoration(func() {
			c.shape(figure.Box{X: x, Y: y, W: b.grid.measure, H: h, Fill: figure.Tint}, 0, 0)
			c.shape(figure.Box{X: x, Y: y, W: 1.1, H: h, Fill: figure.Accent}, 0, 0)
			c.shape(figure.Line{From: figure.Point{X: x + factX - 4.5, Y: y + 4.2}, To: figure.Point{X: x + factX - 4.5, Y: y + h - 4.2}, Width: 0.4, Color: figure.Rule}, 0, 0)
		})
		c.element("H2", func() { c.say(x+panelPad, y+6.9, l.Heading(), b.look.head, figure.Left) })
		c.bookmark(l.Heading(), 0, y-1)
		c.element("P", func() { answer.draw(c, x+panelPad, y+9.3) })
		c.element("P", func() {
			off := c.certainty(x+factX, y+6, discRadius, int(l.Certainty)) + 2
			c.say(x+factX+off, y+7, l.Label.Text(), styleLabel, figure.Left)
		})
		c.within(&group{kind: "L"}, func() {
			yy := y + 10.4
			for _, f := range facts {
				f.draw(x+factX, yy)
				yy += f.height
			}
		})
	}}
}

// keyFacts set a big number before each fact.
func (b *builder) keyFacts(fs []reports.KeyFact, width float64) []piece {
	c := b.c
	st := styleSmall.at(8, 9.8)
	indent := 6.5
	for _, f := range fs {
		indent = max(indent, c.width(f.Number, styleFigure)+2.2)
	}
	var out []piece
	for _, f := range fs {
		p := c.paragraph(sentenceRuns(f.Text, st), st, width-indent)
		out = append(out, piece{height: max(b.look.fact, p.height()+1.7), draw: func(x, y float64) {
			c.within(&group{kind: "LI"}, func() {
				c.element("LBody", func() {
					c.say(x, y+5.5, f.Number+" ", styleFigure, figure.Left)
					off := 0.0
					if len(p.lines) == 1 {
						off = 1.7
					}
					p.draw(c, x+indent, y+off)
				})
			})
		}})
	}
	return out
}

// pico sets the parts of the question side by side.
func (b *builder) pico(p *reports.PICO) []column {
	var out []column
	n := len(p.Parts)
	if n == 0 {
		return nil
	}
	w := (b.grid.measure - gutter*float64(n-1)) / float64(n)
	for i, part := range p.Parts {
		head := b.c.paragraph(textRun(part.Label, styleLabel.in(figure.Accent)), styleLabel, w)
		k := column{x: float64(i) * (w + gutter)}
		k.pieces = append(k.pieces, piece{height: head.height(), keep: true, draw: func(x, y float64) {
			b.c.element("H3", func() { head.draw(b.c, x, y) })
		}})
		k.pieces = append(k.pieces, b.sentence(part.Text, b.look.small, w, 0.2)...)
		out = append(out, k)
	}
	return out
}
