package forest

import (
	"math"
	"strconv"
	"strings"
)

// axis maps values to millimetres.
type axis struct {
	log      bool
	lo, hi   float64
	from, to float64 // millimetres of lo and hi
	ticks    []float64
}

// at returns the place of v; values beyond the ends are clamped to them.
func (a axis) at(v float64) float64 {
	return a.from + (a.scale(math.Max(a.lo, math.Min(a.hi, v)))-a.scale(a.lo))/(a.scale(a.hi)-a.scale(a.lo))*(a.to-a.from)
}

func (a axis) scale(v float64) float64 {
	if a.log {
		return math.Log(v)
	}
	return v
}

// usable reports whether a value can be drawn.
func (a axis) usable(v float64) bool {
	return !math.IsNaN(v) && !math.IsInf(v, 0) && (!a.log || v > 0)
}

// newAxis spans the intervals, but not further than what keeps the estimates
// readable: arrows show what lies beyond.
func newAxis(p Plot, from, to float64) axis {
	a := axis{log: p.Ratio, from: from, to: to}
	lo, hi, estLo, estHi := p.null(), p.null(), p.null(), p.null()
	for _, iv := range p.intervals() {
		if !a.usable(iv.Estimate) {
			continue
		}
		estLo, estHi = math.Min(estLo, iv.Estimate), math.Max(estHi, iv.Estimate)
		if a.usable(iv.Low) {
			lo = math.Min(lo, iv.Low)
		}
		if a.usable(iv.High) {
			hi = math.Max(hi, iv.High)
		}
	}
	for _, m := range p.MID {
		if a.usable(m) {
			lo, hi = math.Min(lo, m), math.Max(hi, m)
		}
	}
	if p.Ratio {
		a.logEnds(lo, hi, estLo, estHi)
	} else {
		a.linearEnds(lo, hi, estLo, estHi)
	}
	return a
}

// steps125 are the decade-aware ticks of a log axis.
func steps125() []float64 {
	var out []float64
	for e := -6; e <= 6; e++ {
		for _, m := range []float64{1, 2, 5} {
			out = append(out, m*math.Pow(10, float64(e)))
		}
	}
	return out
}

func (a *axis) logEnds(lo, hi, estLo, estHi float64) {
	lo = math.Max(lo, math.Min(estLo/2, 0.05))
	hi = math.Min(hi, math.Max(estHi*2, 20))
	all := steps125()
	a.lo, a.hi = all[0], all[len(all)-1]
	for _, t := range all {
		if t <= lo*1.0001 {
			a.lo = t
		}
	}
	for i := len(all) - 1; i >= 0; i-- {
		if all[i] >= hi*0.9999 {
			a.hi = all[i]
		}
	}
	// room on both sides of no difference
	a.lo, a.hi = math.Min(a.lo, 0.5), math.Max(a.hi, 2)
	for _, t := range all {
		if t >= a.lo*0.9999 && t <= a.hi*1.0001 {
			a.ticks = append(a.ticks, t)
		}
	}
	if len(a.ticks) > 7 {
		a.ticks = keep(a.ticks, func(t float64) bool { e := math.Log10(t); return math.Abs(e-math.Round(e)) < 1e-6 })
	}
}

func (a *axis) linearEnds(lo, hi, estLo, estHi float64) {
	reach := math.Max(math.Abs(estLo), math.Abs(estHi))
	if reach == 0 {
		reach = math.Max(math.Max(-lo, hi), 1)
	}
	lo, hi = math.Max(lo, -3*reach), math.Min(hi, 3*reach)
	step := nice((hi - lo) / 4)
	a.lo, a.hi = math.Floor(lo/step-1e-9)*step, math.Ceil(hi/step+1e-9)*step
	for i := 0; i <= 12; i++ {
		if t := a.lo + float64(i)*step; t <= a.hi+step/1000 {
			a.ticks = append(a.ticks, t)
		}
	}
}

// nice rounds a step up to 1, 2 or 5 times a power of ten.
func nice(x float64) float64 {
	if !(x > 0) {
		return 1
	}
	e := math.Pow(10, math.Floor(math.Log10(x)))
	for _, m := range []float64{1, 2, 5} {
		if x <= m*e*1.0001 {
			return m * e
		}
	}
	return 10 * e
}

func keep(xs []float64, ok func(float64) bool) (out []float64) {
	for _, x := range xs {
		if ok(x) {
			out = append(out, x)
		}
	}
	return out
}

// intervals lists everything that is drawn on the axis.
func (p Plot) intervals() (out []Interval) {
	for _, g := range p.Groups {
		for _, r := range g.Rows {
			if r.Effect != nil {
				out = append(out, *r.Effect)
			}
		}
		if g.Pooled != nil {
			out = append(out, g.Pooled.Effect)
			if pi := g.Pooled.Prediction; pi != nil {
				out = append(out, Interval{g.Pooled.Effect.Estimate, pi.Low, pi.High})
			}
		}
	}
	return out
}

// Number prints x with a fixed number of decimals and a true minus sign.
func Number(x float64, decimals int) string {
	switch {
	case math.IsNaN(x):
		return "–"
	case math.IsInf(x, 1):
		return "∞"
	case math.IsInf(x, -1):
		return "−∞"
	}
	s := strconv.FormatFloat(x, 'f', decimals, 64)
	if strings.Trim(s, "-0.") == "" {
		s = strings.TrimPrefix(s, "-")
	}
	return strings.Replace(s, "-", "−", 1)
}

// tickLabel prints an axis value without needless zeros.
func tickLabel(x float64) string {
	if math.Abs(x) < 1e-9 {
		return "0"
	}
	return strings.Replace(strconv.FormatFloat(x, 'g', 6, 64), "-", "−", 1)
}
