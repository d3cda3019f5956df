package forest

import (
	"math"

	"appraise/reports/figure"
)

// whisker draws an interval; an end beyond the axis becomes an arrow.
func (l *layout) whisker(iv Interval, y float64) {
	if !l.ax.usable(iv.Estimate) {
		return
	}
	lo, hi := iv.Low, iv.High
	if math.IsNaN(lo) || math.IsNaN(hi) {
		return
	}
	x1, x2 := l.ax.at(math.Max(lo, l.ax.lo)), l.ax.at(hi)
	l.f.Add(figure.Line{From: figure.Point{X: x1, Y: y}, To: figure.Point{X: x2, Y: y}, Width: 0.7, Color: figure.Ink})
	l.arrows(lo, hi, y)
}

// arrows mark the ends that lie beyond the axis.
func (l *layout) arrows(lo, hi, y float64) {
	if lo < l.ax.lo*(1-1e-9) || (!l.ax.log && lo < l.ax.lo-1e-9) {
		l.arrow(l.ax.from, y, -1)
	}
	if hi > l.ax.hi*(1+1e-9) && hi > l.ax.hi+1e-9 {
		l.arrow(l.ax.to, y, 1)
	}
}

func (l *layout) arrow(x, y, dir float64) {
	l.f.Add(figure.Polygon{Fill: figure.Ink, Points: []figure.Point{
		{X: x + dir*0.6, Y: y}, {X: x - dir*0.9, Y: y - 0.75}, {X: x - dir*0.9, Y: y + 0.75}}})
}

// square draws the estimate; its area is proportional to the weight, with a
// floor below which it would vanish.
func (l *layout) square(r Row, y float64) {
	e := r.Effect.Estimate
	if !l.ax.usable(e) || e < l.ax.lo || e > l.ax.hi {
		return
	}
	side := minSquare
	if l.maxW > 0 && r.Weight > 0 {
		side = math.Max(minSquare, maxSquare*math.Sqrt(r.Weight/l.maxW))
	}
	x := l.ax.at(e)
	l.f.Add(figure.Box{X: x - side/2, Y: y - side/2, W: side, H: side, Fill: figure.Accent})
}

// pooled draws the summary of a group: diamond, prediction bar, statistics.
func (l *layout) pooled(p Pooled) {
	c, base, mid := l.c, l.y+baseline, l.y+rowHeight/2
	l.text(c.study+2, base, l.m.Fit(p.Label, bodySize, true, c.studyW-3), bodySize, true, figure.Left, figure.Ink)
	l.text(c.an, base, p.A, bodySize, true, figure.Right, figure.Ink)
	l.text(c.bn, base, p.B, bodySize, true, figure.Right, figure.Ink)
	l.text(c.weight, base, "100%", bodySize, true, figure.Right, figure.Ink)
	l.diamond(p.Effect, mid)
	l.numbers(p.Effect, base, true)
	l.y += rowHeight
	if p.Prediction != nil {
		l.prediction(*p.Prediction)
	}
	if p.Note != "" {
		l.text(c.study+2, l.y+baseline-0.2, p.Note, noteSize, false, figure.Left, figure.Muted)
		l.y += rowHeight * noteRow
	}
}

func (l *layout) diamond(iv Interval, y float64) {
	if !l.ax.usable(iv.Estimate) || math.IsNaN(iv.Low) || math.IsNaN(iv.High) {
		return
	}
	x1, x, x2 := l.ax.at(math.Max(iv.Low, l.ax.lo)), l.ax.at(iv.Estimate), l.ax.at(iv.High)
	l.f.Add(figure.Polygon{Fill: figure.Accent, Points: []figure.Point{{X: x1, Y: y}, {X: x, Y: y - diamond}, {X: x2, Y: y}, {X: x, Y: y + diamond}}})
	l.arrows(iv.Low, iv.High, y)
}

func (l *layout) prediction(iv Interval) {
	y := l.y - rowHeight*(1-predictionRow)
	base, mid := y+baseline, y+rowHeight/2
	l.text(l.c.study+2, base, predictionLabel, bodySize, false, figure.Left, figure.Muted)
	x1, x2 := l.ax.at(math.Max(iv.Low, l.ax.lo)), l.ax.at(iv.High)
	l.f.Add(figure.Box{X: x1, Y: mid - 0.42, W: math.Max(x2-x1, 0.2), H: 0.84, Fill: figure.Accent})
	l.arrows(iv.Low, iv.High, mid)
	l.text(l.c.interval, base, l.bounds(iv), bodySize, false, figure.Right, figure.Muted)
	l.y += rowHeight * predictionRow
}

// foot draws the axis, which side favours what, the notes and the legend.
func (l *layout) foot(bottom float64) {
	c := l.c
	l.f.Rule(l.ax.from, l.ax.to, bottom, 0.6, figure.Ink)
	lastRight := math.Inf(-1)
	for _, t := range l.ax.ticks {
		x := l.ax.at(t)
		l.f.Add(figure.Line{From: figure.Point{X: x, Y: bottom}, To: figure.Point{X: x, Y: bottom + 1}, Width: 0.6, Color: figure.Ink})
		w := l.m(tickLabel(t), noteSize, false)
		if x-w/2 > lastRight+1 {
			l.text(x, bottom+3.8, tickLabel(t), noteSize, false, figure.Center, figure.Ink)
			lastRight = x + w/2
		}
	}
	l.favours(bottom + 7.2)
	free := c.plotFrom - 3
	for i, note := range l.p.Notes {
		if i > 1 {
			break
		}
		l.text(0, bottom+3.8+3.4*float64(i), l.m.Fit(note, noteSize, false, free), noteSize, false, figure.Left, figure.Muted)
	}
	l.f.Height = bottom + 8.2
	if c.risks > 0 {
		l.legend(bottom + 3.8)
	}
}

// favours prints the two sides below the axis; a side that has no room at
// the line of no difference moves outwards.
func (l *layout) favours(y float64) {
	x := l.ax.at(l.p.null())
	w1, w2 := l.m(l.p.Left, noteSize, false), l.m(l.p.Right, noteSize, false)
	left, right := x-1.4, x+1.4
	if min := l.c.weight - 14; left-w1 < min {
		left = min + w1
		right = math.Max(right, left+2.8)
	}
	if max := l.c.width; right+w2 > max {
		right = max - w2
		left = math.Min(left, right-2.8)
	}
	l.text(left, y, l.p.Left, noteSize, false, figure.Right, figure.Ink)
	l.text(right, y, l.p.Right, noteSize, false, figure.Left, figure.Ink)
}

// legend explains the marks that occur, right-aligned below the columns.
func (l *layout) legend(y float64) {
	used := map[string]bool{}
	for _, g := range l.p.Groups {
		for _, r := range g.Rows {
			used[r.Risk] = true
			for _, d := range r.Risks {
				used[d] = true
			}
		}
	}
	x := l.c.width
	for i := len(figure.RiskOrder) - 1; i >= 0; i-- {
		risk := figure.RiskOrder[i]
		if !used[risk] {
			continue
		}
		words := figure.MarkOf(risk).Label
		x -= l.m(words, noteSize, false)
		l.text(x, y, words, noteSize, false, figure.Left, figure.Muted)
		x -= 2.1
		l.f.Add(figure.Risk(figure.Point{X: x, Y: y - 0.9}, 1.3, risk, false)...)
		x -= 1.3 + 2.4
	}
}
