package integrity

import (
	"fmt"
	"math"
)

// Interval is a printed estimate with its confidence interval.
type Interval struct {
	Measure     string // as printed, such as "RR"; used in the wording only
	Estimate    Printed
	Low, High   Printed
	Ratio       bool    // compare on the log scale (RR, OR, HR, …); else linear (MD, SMD, RD)
	Level       float64 // confidence level, 0.95 when zero
	OneSided    bool    // the text speaks of a one-sided or non-inferiority test
	OtherMethod bool    // the text names an exact, profile, bootstrap or Bayesian interval
}

// IntervalResult compares estimate, interval and p-value with each other.
type IntervalResult struct {
	Midpoint  float64 // of the interval, on the printed scale
	Symmetric bool    // the estimate is the midpoint within rounding
	Skew      float64 // distance of the estimate from the midpoint beyond rounding, in half widths of the interval
	Inside    bool    // the estimate lies within the limits
	P         float64 // from the interval, by the normal distribution
	PLow      float64 // p over all values that print as the three numbers
	PHigh     float64
	Fits      bool // the printed p lies within PLow..PHigh, or none was given
}

// AgreeInterval recomputes midpoint and p-value from an interval.
//
// Altman DG, Bland JM. How to obtain the P value from a confidence interval.
// BMJ 2011;343:d2304. doi:10.1136/bmj.d2304 (formula from memory, checked
// against the oracle computed in R)
func AgreeInterval(iv Interval, printed *PReport) (IntervalResult, error) {
	if err := iv.validate(); err != nil {
		return IntervalResult{}, err
	}
	g, back := math.Log, math.Exp
	if !iv.Ratio {
		g = func(v float64) float64 { return v }
		back = g
	}
	e, lo, hi := iv.Estimate, iv.Low, iv.High
	mid := (g(lo.Float()) + g(hi.Float())) / 2
	midLow, midHigh := (g(lo.Low())+g(hi.Low()))/2, (g(lo.High())+g(hi.High()))/2
	z := iv.quantile()
	se := (g(hi.Float()) - g(lo.Float())) / (2 * z)
	narrow, wide := (g(hi.Low())-g(lo.High()))/(2*z), (g(hi.High())-g(lo.Low()))/(2*z)
	near, far := math.Abs(g(e.Low())), math.Abs(g(e.High()))
	if near > far {
		near, far = far, near
	}
	if g(e.Low())*g(e.High()) <= 0 {
		near = 0
	}
	r := IntervalResult{Midpoint: back(mid), P: normalTwoSided(g(e.Float()) / se), PLow: 0, PHigh: normalTwoSided(near / wide), Fits: true}
	if narrow > 0 {
		r.PLow = normalTwoSided(far / narrow)
	}
	r.Symmetric = g(e.High()) >= midLow-1e-12 && g(e.Low()) <= midHigh+1e-12
	r.Skew = max(0, g(e.Low())-midHigh, midLow-g(e.High())) / (z * se)
	r.Inside = e.High() >= lo.Low() && e.Low() <= hi.High()
	if printed != nil {
		r.Fits = printed.within(r.PLow, r.PHigh)
	}
	return r, nil
}

// within reports whether p can lie in low..high as it was printed.
func (p PReport) within(low, high float64) bool {
	v := p.Value.Float()
	switch p.Relation {
	case "<":
		return low < v
	case ">":
		return high > v
	}
	return v+p.Value.Half() >= low && v-p.Value.Half() <= high
}

func (iv Interval) quantile() float64 {
	level := iv.Level
	if level == 0 {
		level = 0.95
	}
	return normalQuantile(0.5 + level/2)
}

func (iv Interval) validate() error {
	if !(iv.Low.Float() < iv.High.Float()) {
		return inputError("interval %s to %s", iv.Low, iv.High)
	}
	if iv.Ratio && (iv.Low.Low() <= 0 || iv.Estimate.Low() <= 0) {
		return inputError("ratio %s (%s to %s) is too near zero for its logarithm at the printed digits", iv.Estimate, iv.Low, iv.High)
	}
	if iv.Level < 0 || iv.Level >= 1 {
		return inputError("confidence level %s", show(iv.Level, 3))
	}
	return nil
}

// null is the value of no effect.
func (iv Interval) null() float64 {
	if iv.Ratio {
		return 1
	}
	return 0
}

// excludesNull returns 1 when the interval leaves out the null for every
// value that prints so, −1 when it holds it for every one, 0 when rounding
// decides.
func (iv Interval) excludesNull() int {
	null := iv.null()
	switch {
	case iv.Low.Low() > null || iv.High.High() < null:
		return 1
	case iv.Low.High() < null && iv.High.Low() > null:
		return -1
	}
	return 0
}

func (iv Interval) String() string {
	level := iv.Level
	if level == 0 {
		level = 0.95
	}
	name := iv.Measure
	if name == "" {
		name = "estimate"
	}
	return fmt.Sprintf("%s %s (%s%% CI %s to %s)", name, iv.Estimate, show(100*level, 2), iv.Low, iv.High)
}
