package effect

import (
	"fmt"
	"math"
)

// HalfCorrection returns what Haldane adds to every cell of a table with an
// empty cell, 0.5, and 0 for a table without.
func HalfCorrection(t Table) float64 {
	if t.HasZero() {
		return 0.5
	}
	return 0
}

// LogRiskRatio returns the log risk ratio with its large-sample variance after
// putting add on each of the four cells; 0 adds nothing.
//
// Katz D, Baptista J, Azen SP, Pike MC. Biometrics 1978;34:469–474.
func LogRiskRatio(t Table, add float64) (Estimate, error) {
	a, b, c, d, err := corrected(t, add)
	if err != nil {
		return Estimate{}, err
	}
	if a == 0 || c == 0 {
		return Estimate{}, noEvents("log risk ratio", a == 0)
	}
	n1, n2 := a+b, c+d
	return estimate(RR, pick(add, ByKatz, ByKatzHaldane), math.Log(a*n2/(c*n1)), b/(a*n1)+d/(c*n2))
}

// LogOddsRatio returns the log odds ratio with its large-sample variance after
// putting add on each of the four cells; 0 adds nothing.
//
// Woolf B. Ann Hum Genet 1955;19:251–253.
func LogOddsRatio(t Table, add float64) (Estimate, error) {
	a, b, c, d, err := corrected(t, add)
	if err != nil {
		return Estimate{}, err
	}
	if a == 0 || b == 0 || c == 0 || d == 0 {
		return Estimate{}, &UndefinedError{"log odds ratio", "a cell of " + t.String() + " is empty"}
	}
	return estimate(OR, pick(add, ByWoolf, ByHaldane), math.Log((a*d)/(b*c)), 1/a+1/b+1/c+1/d)
}

// Difference returns the risk difference as an estimate to be pooled, with
// the variance of the simple normal method after putting add on each cell.
func Difference(t Table, add float64) (Estimate, error) {
	a, b, c, d, err := corrected(t, add)
	if err != nil {
		return Estimate{}, err
	}
	return estimate(RD, pick(add, ByWaldDifference, ByWaldDifferenceHaldane), a/(a+b)-c/(c+d), waldVariance(t, add))
}

// ArcsineDifference returns the difference of the arcsine-transformed risks,
// defined without correction for tables with empty cells.
//
// Rücker G, Schwarzer G, Carpenter J, Olkin I. Stat Med 2009;28:721–738.
func ArcsineDifference(t Table) (Estimate, error) {
	if err := t.Validate(); err != nil {
		return Estimate{}, err
	}
	a, b, c, d := t.cells(0)
	n1, n2 := a+b, c+d
	return estimate(AS, ByArcsineDifference, math.Asin(math.Sqrt(a/n1))-math.Asin(math.Sqrt(c/n2)), 1/(4*n1)+1/(4*n2))
}

// RiskRatio returns the risk ratio with Katz's log interval. If an arm had no
// event, or everybody had it, Haldane's half is put on every cell and the
// formula says so.
func RiskRatio(t Table, level float64) (Interval, error) {
	add := 0.0
	if t.Treatment.Events == 0 || t.Control.Events == 0 || t.Relabelled().Events() == 0 {
		add = 0.5
	}
	return t.ratio(LogRiskRatio, add, level)
}

// OddsRatio returns the odds ratio with Woolf's log interval, or Haldane's if
// a cell is empty.
func OddsRatio(t Table, level float64) (Interval, error) {
	return t.ratio(LogOddsRatio, HalfCorrection(t), level)
}

// Haldane returns the odds ratio with half a participant put on every cell.
//
// Haldane JBS. Ann Hum Genet 1956;20:309–311.
func Haldane(t Table, level float64) (Interval, error) { return t.ratio(LogOddsRatio, 0.5, level) }

func (t Table) ratio(of func(Table, float64) (Estimate, error), add, level float64) (Interval, error) {
	if t.Events() == 0 || t.Relabelled().Events() == 0 {
		if err := t.Validate(); err != nil {
			return Interval{}, err
		}
		return Interval{}, &UndefinedError{"ratio of " + t.String(), "nobody or everybody in both arms had the event, so the table tells nothing of a ratio"}
	}
	e, err := of(t, add)
	if err != nil {
		return Interval{}, err
	}
	a, b, c, d := t.cells(add)
	if e.Measure == RR {
		return e.around(a*(c+d)/(c*(a+b)), level)
	}
	return e.around(a*d/(b*c), level)
}

// CrudeRiskRatio returns the quotient of both risks without any correction;
// it is 0 when only the treatment arm had no event.
func CrudeRiskRatio(t Table) (Derived, error) {
	num, den, err := t.riskProducts()
	if err != nil {
		return Derived{}, err
	}
	return derived(ByCrudeRatio, num/den)
}

// RelativeRiskReduction returns 1 less the risk ratio; below 0 when the
// treatment arm has the higher risk.
func RelativeRiskReduction(t Table) (Derived, error) {
	num, den, err := t.riskProducts()
	if err != nil {
		return Derived{}, err
	}
	return derived(ByRelativeReduction, (den-num)/den)
}

// AbsoluteRiskReduction returns the control risk less the treatment risk:
// above 0 is good when the event is bad.
func AbsoluteRiskReduction(t Table) (Derived, error) {
	if err := t.Validate(); err != nil {
		return Derived{}, err
	}
	return derived(ByAbsoluteReduction, riskDifference(t.Swapped()))
}

// RelativeReduction turns the interval of a ratio into that of the relative
// reduction, 1 less the ratio; the limits change places.
func RelativeReduction(i Interval) (Interval, error) {
	if !i.Measure.Ratio() {
		return Interval{}, &InputError{What: "measure of a relative reduction", Got: string(i.Measure), Need: "a ratio"}
	}
	if err := ordered(i); err != nil {
		return Interval{}, err
	}
	low := 1 - i.High
	if IsUnbounded(i.High) {
		low = -Unbounded
	}
	return Interval{Measure: RRR, Formula: ByRelativeReduction, Level: i.Level, Point: 1 - i.Point, Low: low, High: 1 - i.Low}.settle()
}

// riskProducts returns e1·n2 and e2·n1, whose quotient is the risk ratio.
func (t Table) riskProducts() (num, den float64, err error) {
	if err := t.Validate(); err != nil {
		return 0, 0, err
	}
	if t.Control.Events == 0 {
		return 0, 0, noEvents("risk ratio", false)
	}
	return float64(t.Treatment.Events) * float64(t.Control.N), float64(t.Control.Events) * float64(t.Treatment.N), nil
}

func corrected(t Table, add float64) (a, b, c, d float64, err error) {
	if err := t.Validate(); err != nil {
		return 0, 0, 0, 0, err
	}
	if !(add >= 0 && add <= 1) {
		return 0, 0, 0, 0, &InputError{What: "correction of empty cells", Got: number(add), Need: "a number from 0 to 1"}
	}
	a, b, c, d = t.cells(add)
	return a, b, c, d, nil
}

func noEvents(quantity string, treatment bool) error {
	arm := "control"
	if treatment {
		arm = "treatment"
	}
	return &UndefinedError{quantity, fmt.Sprintf("no participant of the %s arm had the event", arm)}
}

func pick(add float64, without, with Formula) Formula {
	if add == 0 {
		return without
	}
	return with
}
