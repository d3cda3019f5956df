package pdf

import (
	"fmt"

	"appraise/reports/figure"
)

// seg is a run at its place on a line.
type seg struct {
	run
	x, w float64
}

// line is one line of a paragraph.
type line struct {
	segs  []seg
	width float64
}

// lines breaks runs greedily into lines of at most width millimetres,
// ragged right.
func (c *canvas) lines(runs []run, width float64) []line {
	var out []line
	var row []atom
	w := 0.0
	flush := func() {
		if len(row) > 0 {
			out = append(out, c.place(row))
		}
		row, w = nil, 0
	}
	add := func(a atom) {
		sp := 0.0
		if len(row) > 0 && a.space {
			sp = c.width(" ", a.runs[0].st)
		}
		if len(row) > 0 && w+sp+a.width > width+0.01 {
			flush()
			sp = 0
		}
		if len(row) == 0 && a.width > width+0.01 {
			parts := c.split(a, width)
			for _, p := range parts[:len(parts)-1] {
				row = []atom{p}
				flush()
			}
			a = parts[len(parts)-1]
		}
		row = append(row, a)
		w += sp + a.width
	}
	for _, a := range c.atoms(runs) {
		add(a)
	}
	flush()
	return out
}

// balanced breaks into as few lines as the width allows, of even length.
func (c *canvas) balanced(runs []run, width float64) []line {
	best := c.lines(runs, width)
	lo, hi := width/float64(max(len(best), 1))*0.8, width
	for range 14 {
		mid := (lo + hi) / 2
		if got := c.lines(runs, mid); len(got) > len(best) {
			lo = mid
		} else {
			hi, best = mid, got
		}
	}
	return best
}

// place joins atoms of one style into one run with real spaces, so that
// extracted text has them, and measures each.
func (c *canvas) place(row []atom) line {
	var ln line
	for i, a := range row {
		for j, r := range a.runs {
			lead := ""
			if i > 0 && j == 0 && a.space {
				lead = " "
			}
			n := len(ln.segs)
			if n > 0 && joins(ln.segs[n-1].run, r) {
				ln.segs[n-1].text += lead + r.text
				continue
			}
			if lead != "" && n > 0 && ln.segs[n-1].rise == 0 && ln.segs[n-1].url == "" {
				ln.segs[n-1].text += lead
				lead = ""
			}
			r.text = lead + r.text
			ln.segs = append(ln.segs, seg{run: r})
		}
	}
	for i := range ln.segs {
		s := &ln.segs[i]
		s.x, s.w = ln.width, c.width(s.text, s.st)
		ln.width += s.w
	}
	return ln
}

func joins(a, b run) bool {
	return a.st == b.st && a.rise == b.rise && a.url == b.url && a.ref == b.ref && (a.ref == 0 || b.text == "")
}

// paragraph is text broken into lines.
type paragraph struct {
	lines []line
	st    style
	align figure.Align
	width float64
}

func (c *canvas) paragraph(runs []run, st style, width float64) paragraph {
	return paragraph{lines: c.lines(runs, width), st: st, width: width}
}

func (p paragraph) height() float64 { return float64(len(p.lines)) * p.st.height() }

// draw sets the lines with the top of the first at y.
func (p paragraph) draw(c *canvas, x, y float64) {
	for i, ln := range p.lines {
		off := 0.0
		switch p.align {
		case figure.Right:
			off = p.width - ln.width
		case figure.Center:
			off = (p.width - ln.width) / 2
		}
		last := i == len(p.lines)-1
		c.line(ln, x+off, y+p.st.baseline(), last)
		y += p.st.height()
	}
}

// line draws one line; a real space at its end keeps words apart in the
// tagged text.
func (c *canvas) line(ln line, x, base float64, last bool) {
	for i, s := range ln.segs {
		text := s.text
		if !last && i == len(ln.segs)-1 {
			text += " "
		}
		px, py, h := x+s.x, base-s.rise*pt, s.st.size*pt
		switch {
		case s.url != "":
			c.link("Open "+s.url, func() {
				c.put(px, py, text, s.st)
				c.pdf.LinkString(px, py-h*0.8, s.w, h*1.1, s.url)
			})
		case s.ref > 0 && c.links[s.ref] > 0:
			c.link(fmt.Sprintf("Go to reference %d", s.ref), func() {
				c.put(px, py, text, s.st)
				c.pdf.Link(px-0.2, py-h*0.8, s.w+0.4, h*1.1, c.links[s.ref])
			})
		default:
			c.put(px, py, text, s.st)
		}
	}
}
