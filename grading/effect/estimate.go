package effect

import (
	"fmt"
	"math"
)

// Unbounded stands for a confidence limit, or a number needed to treat, that
// has no bound. It is finite, so comparisons hold and JSON can carry it;
// print it as the sign of infinity.
const Unbounded = math.MaxFloat64

// Estimate is the result of one study on the scale of analysis, ready to be
// pooled: natural logarithm for ratios, the plain value otherwise.
type Estimate struct {
	Measure Measure
	Formula Formula
	Y       float64 // effect, log scale for ratios
	V       float64 // sampling variance of Y, not below 0
}

// Interval is an estimate with its confidence interval on the natural scale.
type Interval struct {
	Measure Measure
	Formula Formula
	Level   float64 // confidence, between 0 and 1, mostly 0.95
	Point   float64
	Low     float64 // may be -Unbounded
	High    float64 // may be Unbounded
}

// Derived is a number worked out from others, with the formula that did it.
// A derived value is to be stored as derived, never as if it had been printed.
type Derived struct {
	Formula Formula
	Value   float64
}

// SE returns the standard error of Y.
func (e Estimate) SE() float64 { return math.Sqrt(e.V) }

// Z returns Y divided by its standard error.
func (e Estimate) Z() (float64, error) {
	if e.V <= 0 {
		return 0, &UndefinedError{"z statistic", "the variance of the estimate is 0"}
	}
	return settled("z statistic", e.Y/math.Sqrt(e.V))
}

// P returns the two-sided p value of no effect by the normal approximation.
func (e Estimate) P() (float64, error) {
	z, err := e.Z()
	if err != nil {
		return 0, fmt.Errorf("p value: %w", err)
	}
	return twoSided(z), nil
}

// Interval returns the normal confidence interval on the natural scale.
func (e Estimate) Interval(level float64) (Interval, error) {
	z, err := critical(level)
	if err != nil {
		return Interval{}, err
	}
	h := z * math.Sqrt(e.V)
	return Interval{Measure: e.Measure, Formula: e.Formula, Level: level,
		Point: e.Measure.Natural(e.Y), Low: e.Measure.Natural(e.Y - h), High: e.Measure.Natural(e.Y + h)}.settle()
}

// around is Interval with the point given as the plain quotient, which is
// rounded once only.
func (e Estimate) around(point, level float64) (Interval, error) {
	i, err := e.Interval(level)
	if err != nil {
		return Interval{}, err
	}
	i.Point = point
	return i.settle()
}

// Contains reports whether x lies in the interval, limits included.
func (i Interval) Contains(x float64) bool { return i.Low <= x && x <= i.High }

// CrossesNull reports whether the interval contains the value of no effect.
func (i Interval) CrossesNull() bool { return i.Contains(i.Measure.Null()) }

// SpreadRatio returns High/Low, the breadth of a ratio's interval as GRADE
// imprecision rules use it.
func (i Interval) SpreadRatio() (float64, error) {
	if !i.Measure.Ratio() || i.Low <= 0 || i.High >= Unbounded {
		return 0, &UndefinedError{"upper over lower limit", "it needs a ratio with limits above 0 and below infinity"}
	}
	return settled("upper over lower limit", i.High/i.Low)
}

// IsUnbounded reports whether a limit stands for no bound.
func IsUnbounded(x float64) bool { return math.Abs(x) >= Unbounded }

// settle turns limits at infinity into Unbounded and refuses NaN.
func (i Interval) settle() (Interval, error) {
	for _, x := range []*float64{&i.Point, &i.Low, &i.High} {
		switch {
		case math.IsNaN(*x):
			return Interval{}, &UndefinedError{string(i.Measure), "the numbers given are too large or too small to compute with"}
		case math.IsInf(*x, 1):
			*x = Unbounded
		case math.IsInf(*x, -1):
			*x = -Unbounded
		}
	}
	return i, nil
}

// settled refuses results that are not finite.
func settled(what string, x float64) (float64, error) {
	if math.Abs(x) <= math.MaxFloat64 {
		return x, nil
	}
	return 0, &UndefinedError{what, "the numbers given are too large or too small to compute with"}
}

// derived wraps a value with its formula and refuses results that are not
// finite.
func derived(f Formula, x float64) (Derived, error) {
	x, err := settled(string(f), x)
	if err != nil {
		return Derived{}, err
	}
	return Derived{Formula: f, Value: x}, nil
}

// estimate wraps an effect with its variance and refuses what cannot be used.
func estimate(m Measure, f Formula, y, v float64) (Estimate, error) {
	if math.Abs(y) <= math.MaxFloat64 && v >= 0 && v <= math.MaxFloat64 {
		return Estimate{Measure: m, Formula: f, Y: y, V: v}, nil
	}
	return Estimate{}, &UndefinedError{string(m), "the numbers given are too large or too small to compute with"}
}
