package forest

import (
	"fmt"
	"math"
	"strings"

	"appraise/reports/figure"
)

// Options say how wide the plot is and how its words are measured.
type Options struct {
	Width   float64        // millimetres; 176 when 0
	Measure figure.Measure // nil: an estimate

	like *Plot // columns, axis and square sizes of this plot; nil: its own
}

// Sizes of the style sheet: millimetres and points.
const (
	rowHeight  = 4.15
	bodySize   = 8.0
	headSize   = 7.4
	noteSize   = 7.0
	headLine   = 3.2
	riskRadius = 1.5
	riskStep   = 3.55
	maxSquare  = 2.9
	minSquare  = 0.8
	diamond    = 1.55
	baseline   = 0.5*rowHeight + 0.34*bodySize*figure.PointMM
)

// columns are the places of the columns, in millimetres.
type columns struct {
	width            float64
	study, studyW    float64
	a, an, b, bn     float64 // right ends
	weight           float64 // right end
	plotFrom, plotTo float64
	effect, interval float64 // right ends
	risk             float64 // centre of the first disc
	risks            int
	left, right      [2]float64
}

// layout is the state of drawing one plot.
type layout struct {
	p    Plot
	c    columns
	ax   axis
	m    figure.Measure
	f    figure.Figure
	y    float64 // top of the next row
	maxW float64
}

// Layout draws the plot. A plot without any row gives an empty figure.
func Layout(p Plot, o Options) figure.Figure {
	if o.Width == 0 {
		o.Width = 176
	}
	if o.Measure == nil {
		o.Measure = figure.Estimate
	}
	l := &layout{p: p, m: o.Measure}
	if o.like == nil {
		o.like = &p
	}
	whole := &layout{p: *o.like, m: o.Measure}
	l.c = whole.columns(o.Width)
	l.ax = newAxis(*o.like, l.c.plotFrom+1, l.c.plotTo-1)
	l.f = figure.Figure{Width: o.Width, Title: p.Title, Alt: p.Alt(), Data: p.Table()}
	for _, g := range o.like.Groups {
		for _, r := range g.Rows {
			l.maxW = math.Max(l.maxW, r.Weight)
		}
	}
	l.heads()
	top := l.y
	l.y += 0.8
	bottom := l.y + l.rows()*rowHeight + 0.3
	l.guides(top, bottom)
	for _, g := range p.Groups {
		l.group(g)
	}
	l.foot(bottom)
	return l.f
}

// rows counts the rows below the head, in row heights.
func (l *layout) rows() float64 {
	n := 0.0
	for _, g := range l.p.Groups {
		n += float64(len(g.Rows)) + groupGap
		if g.Name != "" {
			n++
		}
		if g.Pooled != nil {
			n++
			if g.Pooled.Prediction != nil {
				n += predictionRow
			}
			if g.Pooled.Note != "" {
				n += noteRow
			}
		}
	}
	return n
}

const (
	groupGap      = 0.35
	predictionRow = 0.85
	noteRow       = 0.95
)

// armHead is how wide the name of an arm may make its columns; longer names
// go on a second line.
const armHead = 22.0

// columns shares out the width: words get what they need, the plot the rest.
func (l *layout) columns(width float64) columns {
	c := columns{width: width, risks: len(l.p.Domains)}
	if c.risks > 0 {
		c.risks++ // overall
		c.risk = width - riskRadius - riskStep*float64(c.risks-1)
	}
	armW, nW := l.armWidths(armHead)
	c.studyW = math.Min(math.Max(l.labelWidth()+3, 26), 44)
	x := c.studyW
	c.left = [2]float64{x + 1, x + armW + nW + 2.5}
	c.a, c.an = x+armW+0.5, x+armW+nW+2.5
	x = c.an + 3
	c.right = [2]float64{x, x + armW + nW + 1.5}
	c.b, c.bn = x+armW-0.5, x+armW+nW+1.5
	c.weight = c.bn + 10.5
	end := width
	if c.risks > 0 {
		end = c.risk - riskRadius - 2.2
	}
	ivW := l.intervalWidth()
	c.interval = end
	c.effect = end - ivW - 1.4
	c.plotFrom = c.weight + 2.5
	c.plotTo = c.effect - l.estimateWidth() - 2
	return c
}

func (l *layout) labelWidth() float64 {
	w := 0.0
	for _, g := range l.p.Groups {
		for _, r := range g.Rows {
			w = math.Max(w, l.m(r.Label, bodySize, false)+2)
		}
		if g.Pooled != nil {
			w = math.Max(w, l.m(g.Pooled.Label, bodySize, true)+2)
			if g.Pooled.Prediction != nil {
				w = math.Max(w, l.m(predictionLabel, bodySize, false)+2)
			}
		}
	}
	return w
}

const predictionLabel = "95% prediction interval"

func (l *layout) armWidths(head float64) (value, n float64) {
	value, n = l.m(l.p.Columns[0], headSize, true), math.Max(l.m(l.p.Columns[1], headSize, true), 4)
	for _, g := range l.p.Groups {
		for _, r := range g.Rows {
			value = math.Max(value, math.Max(l.m(r.A[0], bodySize, false), l.m(r.B[0], bodySize, false)))
			n = math.Max(n, math.Max(l.m(r.A[1], bodySize, false), l.m(r.B[1], bodySize, false)))
		}
	}
	value, n = math.Min(value, 24), math.Min(n, 12)
	for _, words := range l.p.Heads { // the heads above the columns may need more
		value = math.Max(value, math.Min(l.m(words, headSize, true), head)-n-1)
	}
	return value, n
}

func (l *layout) intervalWidth() float64 {
	w := l.m("(95% CI)", headSize, true)
	for _, iv := range l.p.intervals() {
		w = math.Max(w, l.m(l.bounds(iv), bodySize, true))
	}
	return w
}

func (l *layout) estimateWidth() float64 {
	w := 7.0
	for _, iv := range l.p.intervals() {
		w = math.Max(w, l.m(Number(iv.Estimate, l.p.decimals()), bodySize, true))
	}
	return w
}

func (l *layout) bounds(iv Interval) string {
	return l.p.bounds(iv)
}

// text adds a word of the table.
func (l *layout) text(x, y float64, words string, size float64, strong bool, al figure.Align, c figure.Color) {
	if words != "" {
		l.f.Add(figure.Text{At: figure.Point{X: x, Y: y}, Words: words, Size: size, Strong: strong, Align: al, Color: c})
	}
}

// heads draws the two lines above the rows.
func (l *layout) heads() {
	y, c := 3.4, l.c
	spans := [][2]float64{c.left, c.right}
	var names [2][]string
	for i, span := range spans {
		names[i] = l.m.Wrap(l.p.Heads[i], headSize, true, span[1]-span[0]+2, 2)
		y = math.Max(y, 3.4+headLine*float64(len(names[i])-1))
	}
	head := func(x float64, words string, al figure.Align) { l.text(x, y, words, headSize, true, al, figure.Muted) }
	for i, span := range spans {
		for k, words := range names[i] {
			l.text((span[0]+span[1])/2, y-headLine*float64(len(names[i])-1-k), words, headSize, true, figure.Center, figure.Muted)
		}
		if l.p.Heads[i] != "" {
			l.f.Rule(span[0], span[1], y+1.2, 0.4, figure.Rule)
		}
	}
	if c.risks > 0 {
		last := c.risk + riskStep*float64(c.risks-1)
		head((c.risk+last)/2, "Risk of bias", figure.Center)
		l.f.Rule(c.risk-1.6, last+riskRadius, y+1.2, 0.4, figure.Rule)
	}
	y += 4.2
	head(c.study, "Study", figure.Left)
	head(c.a, l.p.Columns[0], figure.Right)
	head(c.an, l.p.Columns[1], figure.Right)
	head(c.b, l.p.Columns[0], figure.Right)
	head(c.bn, l.p.Columns[1], figure.Right)
	head(c.weight, "Weight", figure.Right)
	head((c.plotFrom+c.plotTo)/2, l.m.Fit(strings.TrimSuffix(l.p.Measure+", "+l.p.Model, ", "), headSize, true, c.plotTo-c.plotFrom), figure.Center)
	head(c.effect, l.p.Measure, figure.Right)
	head(c.interval, "(95% CI)", figure.Right)
	for i := range c.risks {
		words := "All"
		if i < len(l.p.Domains) {
			words = l.p.Domains[i]
		}
		head(c.risk+riskStep*float64(i), words, figure.Center)
	}
	l.y = y + 1.6
	l.f.Rule(0, c.width, l.y, 0.6, figure.Ink)
}

// guides draws no difference, and the minimal important differences dashed.
func (l *layout) guides(top, bottom float64) {
	upright := func(v, w float64, c figure.Color, dashed bool) {
		x := l.ax.at(v)
		l.f.Add(figure.Line{From: figure.Point{X: x, Y: top}, To: figure.Point{X: x, Y: bottom}, Width: w, Color: c, Dashed: dashed})
	}
	for _, m := range l.p.MID {
		if l.ax.usable(m) && m >= l.ax.lo && m <= l.ax.hi {
			upright(m, 0.5, figure.Muted, true)
		}
	}
	upright(l.p.null(), 0.5, figure.Ink, false)
}

func (l *layout) group(g Group) {
	if g.Name != "" {
		l.text(l.c.study, l.y+baseline, g.Name, bodySize, true, figure.Left, figure.Accent)
		l.y += rowHeight
	}
	for _, r := range g.Rows {
		l.row(r)
	}
	if g.Pooled != nil {
		l.pooled(*g.Pooled)
	}
	l.y += rowHeight * groupGap
}

func (l *layout) row(r Row) {
	c, base, mid := l.c, l.y+baseline, l.y+rowHeight/2
	l.text(c.study+2, base, l.m.Fit(r.Label, bodySize, false, c.studyW-3), bodySize, false, figure.Left, figure.Ink)
	for _, cell := range []struct {
		x float64
		s string
	}{{c.a, r.A[0]}, {c.an, r.A[1]}, {c.b, r.B[0]}, {c.bn, r.B[1]}} {
		l.text(cell.x, base, cell.s, bodySize, false, figure.Right, figure.Ink)
	}
	if r.Effect == nil {
		note := r.Note
		if note == "" {
			note = "not estimable"
		}
		l.text(c.interval, base, l.m.Fit(note, bodySize, false, c.interval-c.plotFrom), bodySize, false, figure.Right, figure.Muted)
	} else {
		l.text(c.weight, base, percent(r.Weight), bodySize, false, figure.Right, figure.Ink)
		l.whisker(*r.Effect, mid)
		l.square(r, mid)
		l.numbers(*r.Effect, base, false)
	}
	for i := range c.risks {
		at := figure.Point{X: c.risk + riskStep*float64(i), Y: mid}
		if i == len(l.p.Domains) {
			l.f.Add(figure.Risk(at, riskRadius, r.Risk, true)...)
		} else if i < len(r.Risks) {
			l.f.Add(figure.Risk(at, riskRadius, r.Risks[i], false)...)
		} else {
			l.f.Add(figure.Risk(at, riskRadius, "", false)...)
		}
	}
	l.y += rowHeight
}

// percent writes a weight with one decimal.
func percent(w float64) string {
	if math.IsNaN(w) || math.IsInf(w, 0) {
		return "–"
	}
	return fmt.Sprintf("%.1f%%", 100*w)
}

// numbers prints estimate and interval in columns of their own.
func (l *layout) numbers(iv Interval, base float64, strong bool) {
	l.text(l.c.effect, base, Number(iv.Estimate, l.p.decimals()), bodySize, strong, figure.Right, figure.Ink)
	l.text(l.c.interval, base, l.bounds(iv), bodySize, strong, figure.Right, figure.Ink)
}
