package effect

import (
	"fmt"
	"math"
	"strconv"
)

// Range is a value with its lower and upper limit.
type Range struct{ Point, Low, High float64 }

// Absolute is what a relative effect means for 1000 people at a stated
// baseline risk.
type Absolute struct {
	Formula    Formula
	Measure    Measure
	Baseline   float64 // per 1000
	With       Range   // per 1000 with the intervention, as computed
	Difference Range   // With less Baseline, per 1000
	Capped     bool    // part of With lies outside 0 to 1000; Shown brings it back
}

// Per1000 applies an effect and its limits to a baseline risk (0 to 1): RR
// risk·RR, OR through the odds, HR 1-(1-risk)^HR, RD risk+RD.
//
// Cochrane Handbook for Systematic Reviews of Interventions, chapter on
// summary of findings tables (edition from memory).
func Per1000(baseline float64, effect Interval) (Absolute, error) {
	if err := inside("baseline risk", baseline); err != nil {
		return Absolute{}, err
	}
	f, with, err := absoluteRisk(effect.Measure, baseline)
	if err != nil {
		return Absolute{}, err
	}
	if err := ordered(effect); err != nil {
		return Absolute{}, err
	}
	a := Absolute{Formula: f, Measure: effect.Measure, Baseline: 1000 * baseline}
	a.With = Range{1000 * with(effect.Point), 1000 * with(effect.Low), 1000 * with(effect.High)}
	for _, x := range []*float64{&a.With.Point, &a.With.Low, &a.With.High} {
		if math.IsNaN(*x) {
			return Absolute{}, &UndefinedError{"absolute risk", "the numbers given are too large or too small to compute with"}
		}
		*x = math.Max(-Unbounded, math.Min(Unbounded, *x))
	}
	a.Difference = a.With.less(a.Baseline)
	a.Capped = a.With != a.With.within()
	return a, nil
}

func absoluteRisk(m Measure, risk float64) (Formula, func(float64) float64, error) {
	switch m {
	case RR:
		return ByAbsoluteRR, func(r float64) float64 { return risk * r }, nil
	case OR, PETO:
		return ByAbsoluteOR, func(o float64) float64 {
			if IsUnbounded(o) {
				return 1
			}
			return o * risk / (1 - risk + o*risk)
		}, nil
	case HR:
		return ByAbsoluteHR, func(h float64) float64 { return 1 - math.Pow(1-risk, h) }, nil
	case RD:
		return ByAbsoluteRD, func(d float64) float64 { return risk + d }, nil
	}
	return "", nil, &InputError{What: "measure of an absolute effect", Got: string(m), Need: "RR, OR, PETO, HR or RD"}
}

// ordered accepts an interval whose numbers fit its measure; the level may be
// left out.
func ordered(i Interval) error {
	if !(i.Level >= 0 && i.Level < 1) {
		return inside("confidence level", i.Level)
	}
	if !(i.Low <= i.Point && i.Point <= i.High && math.Abs(i.Low) <= Unbounded && math.Abs(i.High) <= Unbounded) {
		return &InputError{What: "effect", Got: fmt.Sprintf("%s (%s to %s)", number(i.Point), number(i.Low), number(i.High)), Need: "an estimate between its limits"}
	}
	if i.Measure.Ratio() && i.Low < 0 {
		return &InputError{What: "lower limit of a ratio", Got: number(i.Low), Need: "0 or more"}
	}
	return nil
}

// Shown returns the figures brought back to 0 to 1000, as a table shows them.
func (a Absolute) Shown() Absolute {
	a.With = a.With.within()
	a.Difference = a.With.less(a.Baseline)
	return a
}

// Text prints "547 fewer per 1000 (from 697 fewer to 117 fewer)".
func (a Absolute) Text() string {
	d := a.Shown().Difference
	return fmt.Sprintf("%s per 1000 (from %s to %s)", fewer(d.Point), fewer(d.Low), fewer(d.High))
}

// WithText prints the risk with the intervention, "231 per 1000 (81 to 661)".
func (a Absolute) WithText() string {
	w := a.Shown().With
	return fmt.Sprintf("%s per 1000 (%s to %s)", perThousand(w.Point), perThousand(w.Low), perThousand(w.High))
}

func fewer(x float64) string {
	switch text := perThousand(math.Abs(x)); {
	case text == "0":
		return "0 fewer"
	case x < 0:
		return text + " fewer"
	default:
		return text + " more"
	}
}

// perThousand rounds to whole people, and to two decimals below one.
func perThousand(x float64) string {
	text := strconv.FormatFloat(x, 'f', 0, 64)
	if x < 1 {
		text = strconv.FormatFloat(x, 'f', 2, 64)
	}
	if text == "0.00" || text == "-0" {
		return "0"
	}
	return text
}

func (r Range) less(x float64) Range {
	return Range{r.Point - x, math.Max(-Unbounded, r.Low-x), math.Min(Unbounded, r.High-x)}
}

func (r Range) within() Range {
	in := func(x float64) float64 { return math.Max(0, math.Min(1000, x)) }
	return Range{in(r.Point), in(r.Low), in(r.High)}
}
