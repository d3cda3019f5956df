package forest

import (
	"fmt"
	"math"
	"strings"

	"appraise/reports/figure"
)

// Funnel is a contour-enhanced funnel plot: estimates against their standard
// errors, small errors on top. Contours lie around no difference, so that
// they show where a study would have been called significant; the dotted
// funnel lies around the pooled estimate.
//
// Peters JL, et al. J Clin Epidemiol 2008;61:991–996.
// doi:10.1016/j.jclinepi.2007.11.010
type Funnel struct {
	Title   string
	Measure string
	Ratio   bool
	Points  []FunnelPoint
	Pooled  float64 // on the natural scale
	Test    string  // what a test of asymmetry said; "" when none was done
}

// FunnelPoint is one study. Estimate is on the natural scale; SE is on the
// scale of the analysis (the logarithm, for ratios).
type FunnelPoint struct {
	Label    string
	Estimate float64
	SE       float64
	Filled   bool // put in by trim-and-fill: drawn open
}

// MinFunnel is how many studies a funnel plot needs before asymmetry can be
// told from chance.
//
// Sterne JAC, et al. BMJ 2011;343:d4002. doi:10.1136/bmj.d4002
const MinFunnel = 10

// TooFewError says that a funnel plot was not drawn, and why.
type TooFewError struct{ K int }

// Error reads as a sentence that can be printed instead of the plot.
func (e *TooFewError) Error() string {
	return fmt.Sprintf("no funnel plot: with %d studies, fewer than %d, asymmetry cannot be told from chance", e.K, MinFunnel)
}

// Funnel sizes in millimetres.
const (
	funnelLeft   = 12.0
	funnelBottom = 9.5
	funnelHeight = 70.0
)

// funnelBands are the contours, the widest first: normal quantiles of the
// two-sided levels .01, .05 and .10, and what lies inside each.
var funnelBands = []struct {
	z     float64
	color figure.Color
}{{2.5758293, figure.GreyPale}, {1.9599640, figure.Grey}, {1.6448536, figure.White}}

// Layout draws the plot, or says with a *TooFewError why there is none.
func (p Funnel) Layout(o Options) (figure.Figure, error) {
	if o.Width == 0 {
		o.Width = 110
	}
	if o.Measure == nil {
		o.Measure = figure.Estimate
	}
	found := 0
	for _, pt := range p.Points {
		if p.usable(pt) && !pt.Filled {
			found++
		}
	}
	if found < MinFunnel {
		return figure.Figure{}, &TooFewError{found}
	}
	d := p.scales(o.Width)
	f := figure.Figure{Width: o.Width, Height: funnelHeight + funnelBottom + 8, Title: p.Title, Alt: p.Alt(), Data: p.Table()}
	d.contours(&f)
	d.axes(&f, p)
	for _, pt := range p.Points {
		if !p.usable(pt) {
			continue
		}
		dot := figure.Disc{Center: figure.Point{X: d.x(p.scale(pt.Estimate)), Y: d.y(pt.SE)}, R: 0.95, Fill: figure.Accent, Stroke: figure.White, Width: 0.4}
		if pt.Filled {
			dot.Fill, dot.Stroke, dot.Width = figure.White, figure.Accent, 0.7
		}
		f.Add(dot)
	}
	d.legend(&f, p)
	return f, nil
}

func (p Funnel) usable(pt FunnelPoint) bool {
	ok := !math.IsNaN(pt.Estimate) && !math.IsInf(pt.Estimate, 0) && pt.SE > 0 && !math.IsInf(pt.SE, 0)
	return ok && (!p.Ratio || pt.Estimate > 0)
}

func (p Funnel) scale(v float64) float64 {
	if p.Ratio {
		return math.Log(v)
	}
	return v
}

// funnelScales map the scale of the analysis to the figure.
type funnelScales struct {
	width, lo, hi, seMax float64
}

func (p Funnel) scales(width float64) funnelScales {
	d := funnelScales{width: width}
	for _, pt := range p.Points {
		if p.usable(pt) {
			d.seMax = math.Max(d.seMax, pt.SE)
			d.lo, d.hi = math.Min(d.lo, p.scale(pt.Estimate)), math.Max(d.hi, p.scale(pt.Estimate))
		}
	}
	d.seMax *= 1.08
	reach := math.Max(math.Max(-d.lo, d.hi)*1.08, 1.05*funnelBands[0].z*d.seMax)
	d.lo, d.hi = -reach, reach
	return d
}

func (d funnelScales) x(v float64) float64 {
	return funnelLeft + (math.Max(d.lo, math.Min(d.hi, v))-d.lo)/(d.hi-d.lo)*(d.width-funnelLeft-1)
}
func (d funnelScales) y(se float64) float64 { return 1 + se/d.seMax*funnelHeight }

func (d funnelScales) contours(f *figure.Figure) {
	for _, b := range funnelBands {
		f.Add(figure.Polygon{Fill: b.color, Points: []figure.Point{{X: d.x(0), Y: d.y(0)}, {X: d.x(b.z * d.seMax), Y: d.y(d.seMax)}, {X: d.x(-b.z * d.seMax), Y: d.y(d.seMax)}}})
	}
}

// axes draws the frame, the pooled estimate and its dotted limits.
func (d funnelScales) axes(f *figure.Figure, p Funnel) {
	line := func(x1, y1, x2, y2, w float64, c figure.Color, dashed bool) {
		f.Add(figure.Line{From: figure.Point{X: x1, Y: y1}, To: figure.Point{X: x2, Y: y2}, Width: w, Color: c, Dashed: dashed})
	}
	bottom := d.y(d.seMax)
	line(d.x(0), 1, d.x(0), bottom, 0.5, figure.Ink, false)
	if m := p.scale(p.Pooled); !math.IsNaN(m) && !math.IsInf(m, 0) {
		line(d.x(m), 1, d.x(m), bottom, 0.7, figure.Accent, false)
		for _, sign := range []float64{-1, 1} {
			line(d.x(m), 1, d.x(m+sign*funnelBands[1].z*d.seMax), bottom, 0.6, figure.Accent, true)
		}
	}
	f.Rule(funnelLeft, d.width-1, bottom, 0.6, figure.Ink)
	line(funnelLeft, 1, funnelLeft, bottom, 0.6, figure.Ink, false)
	text := func(x, y float64, words string, al figure.Align) {
		f.Add(figure.Text{At: figure.Point{X: x, Y: y}, Words: words, Size: noteSize, Align: al, Color: figure.Ink})
	}
	step := nice(d.seMax / 4)
	for se := 0.0; se <= d.seMax; se += step {
		text(funnelLeft-1.4, d.y(se)+0.9, tickLabel(math.Round(se/step)*step), figure.Right)
		line(funnelLeft-0.8, d.y(se), funnelLeft, d.y(se), 0.6, figure.Ink, false)
	}
	f.Add(figure.Text{At: figure.Point{X: 3, Y: 1 + funnelHeight/2 + 9}, Words: "Standard error", Size: noteSize, Color: figure.Ink, Upright: true})
	d.valueTicks(f, p, bottom)
	text((funnelLeft+d.width)/2, bottom+funnelBottom-1.6, p.Measure, figure.Center)
}

func (d funnelScales) valueTicks(f *figure.Figure, p Funnel, bottom float64) {
	var ticks []float64
	if p.Ratio {
		for _, t := range steps125() {
			if v := math.Log(t); v > d.lo && v < d.hi {
				ticks = append(ticks, t)
			}
		}
		if len(ticks) > 7 {
			ticks = keep(ticks, func(t float64) bool { e := math.Log10(t); return math.Abs(e-math.Round(e)) < 1e-6 })
		}
	} else {
		step := nice((d.hi - d.lo) / 5)
		for v := math.Ceil(d.lo/step) * step; v < d.hi; v += step {
			ticks = append(ticks, v)
		}
	}
	for _, t := range ticks {
		x := d.x(p.scale(t))
		f.Add(figure.Line{From: figure.Point{X: x, Y: bottom}, To: figure.Point{X: x, Y: bottom + 1}, Width: 0.6, Color: figure.Ink},
			figure.Text{At: figure.Point{X: x, Y: bottom + 4}, Words: tickLabel(t), Size: noteSize, Align: figure.Center, Color: figure.Ink})
	}
}

func (d funnelScales) legend(f *figure.Figure, p Funnel) {
	x, y := funnelLeft, d.y(d.seMax)+funnelBottom+3.5
	for _, k := range []struct {
		color figure.Color
		words string
	}{{figure.White, "P > 0.10"}, {figure.Grey, "0.10 to 0.05"}, {figure.GreyPale, "0.05 to 0.01"}, {figure.White, "P < 0.01, outside"}} {
		f.Add(figure.Box{X: x, Y: y - 2, W: 3, H: 2.4, Fill: k.color, Stroke: figure.Grey, Width: 0.4},
			figure.Text{At: figure.Point{X: x + 4, Y: y}, Words: k.words, Size: noteSize, Color: figure.Muted})
		x += 23
	}
}

// Alt says the plot in words.
func (p Funnel) Alt() string {
	open := 0
	for _, pt := range p.Points {
		if pt.Filled {
			open++
		}
	}
	d := 1
	if p.Ratio {
		d = 2
	}
	s := fmt.Sprintf("Funnel plot of %s: %d studies, pooled estimate %s.", p.Measure, len(p.Points)-open, Number(p.Pooled, d))
	if open > 0 {
		s += fmt.Sprintf(" %d studies put in by trim-and-fill are drawn open.", open)
	}
	return strings.TrimSpace(s + " " + p.Test)
}

// Table gives the points as rows of text, heads first.
func (p Funnel) Table() [][]string {
	d := 1
	if p.Ratio {
		d = 2
	}
	out := [][]string{{"Study", p.Measure, "Standard error"}}
	for _, pt := range p.Points {
		out = append(out, []string{pt.Label, Number(pt.Estimate, d), Number(pt.SE, 3)})
	}
	return out
}
