package effect

import (
	"fmt"
	"math"
	"strconv"
)

// Needed is a number needed to treat with its direction.
type Needed struct {
	Value float64 // patients per additional outcome, at least 1; may be Unbounded
	Harm  bool    // the treatment causes the bad outcome, or prevents the good one
}

// NumberNeeded is a number needed to treat for one additional patient to
// benefit (NNTB) or to be harmed (NNTH), with its interval. It is meaningless
// without baseline risk and time frame, which it therefore carries.
type NumberNeeded struct {
	Formula   Formula // of the interval of the risk difference it comes from
	Level     float64
	Baseline  float64 // risk of the control group, 0 to 1
	TimeFrame string  // as "6 weeks"; "" if not stated
	Point     Needed
	Best      Needed // the limit that favours treatment most
	Worst     Needed // the limit that favours it least
	// Crosses is set when the risk difference's interval contains 0. The
	// interval then runs from Best through infinity to Worst, and the point
	// must not be shown alone.
	Crosses bool
}

// NeedToTreat turns the interval of a risk difference (treatment less control)
// into numbers needed to treat. badEvent says whether the counted event is bad.
//
// Laupacis A, Sackett DL, Roberts RS. N Engl J Med 1988;318:1728–1733;
// Altman DG. BMJ 1998;317:1309–1312.
func NeedToTreat(rd Interval, baseline float64, timeFrame string, badEvent bool) (NumberNeeded, error) {
	if rd.Measure != RD {
		return NumberNeeded{}, &InputError{What: "measure behind a number needed to treat", Got: string(rd.Measure), Need: "RD"}
	}
	if !(baseline >= 0 && baseline <= 1) {
		return NumberNeeded{}, &InputError{What: "baseline risk", Got: number(baseline), Need: "a number from 0 to 1"}
	}
	if err := ordered(rd); err != nil {
		return NumberNeeded{}, err
	}
	benefit := func(d float64) Needed { // d is the gain of treated patients
		if d == 0 {
			return Needed{Value: Unbounded}
		}
		return Needed{Value: math.Min(Unbounded, 1/math.Abs(d)), Harm: d < 0}
	}
	best, worst, point := rd.High, rd.Low, rd.Point
	if badEvent {
		best, worst, point = -rd.Low, -rd.High, -rd.Point
	}
	return NumberNeeded{Formula: rd.Formula, Level: rd.Level, Baseline: baseline, TimeFrame: timeFrame,
		Point: benefit(point), Best: benefit(best), Worst: benefit(worst), Crosses: rd.Contains(0)}, nil
}

// NeedToTreatTable works from a table with Newcombe's interval.
func NeedToTreatTable(t Table, level float64, timeFrame string, badEvent bool) (NumberNeeded, error) {
	rd, err := Newcombe(t, level)
	if err != nil {
		return NumberNeeded{}, err
	}
	n, err := NeedToTreat(rd, float64(t.Control.Events)/float64(t.Control.N), timeFrame, badEvent)
	if err == nil && rd.Point != 0 { // the plain quotient, rounded once
		n1, n2 := int64(t.Treatment.N), int64(t.Control.N)
		more := int64(t.Treatment.Events)*n2 - int64(t.Control.Events)*n1
		n.Point.Value = float64(n1*n2) / math.Abs(float64(more))
	}
	return n, err
}

// Text prints the number in whole patients, rounded up, with interval,
// baseline risk and time frame. When the interval of the risk difference
// contains 0 it prints "NNTB a to infinity to NNTH b" and no single number.
func (n NumberNeeded) Text() string {
	frame := n.TimeFrame
	if frame == "" {
		frame = "time frame not stated"
	}
	at := fmt.Sprintf(" at a baseline risk of %s%%, %s", strconv.FormatFloat(100*n.Baseline, 'f', 1, 64), frame)
	switch {
	case n.Crosses && IsUnbounded(n.Worst.Value):
		return n.Best.text() + " to infinity" + at
	case n.Crosses && IsUnbounded(n.Best.Value):
		return "infinity to " + n.Worst.text() + at
	case n.Crosses:
		return n.Best.text() + " to infinity to " + n.Worst.text() + at
	}
	near, far := n.Best.Value, n.Worst.Value
	if near > far {
		near, far = far, near
	}
	return fmt.Sprintf("%s (%s to %s)%s", n.Point.text(), wholePatients(near), wholePatients(far), at)
}

func (n Needed) text() string {
	if IsUnbounded(n.Value) {
		return "infinity"
	}
	if n.Harm {
		return "NNTH " + wholePatients(n.Value)
	}
	return "NNTB " + wholePatients(n.Value)
}

// wholePatients rounds up, but not for a last digit lost in computing.
func wholePatients(x float64) string {
	if IsUnbounded(x) {
		return "infinity"
	}
	return strconv.FormatFloat(math.Ceil(x-1e-9*x), 'f', 0, 64)
}

// NeededFromRiskRatio returns the number needed to treat at another baseline
// risk, for a bad event: 1/(risk·(1 - RR)); below 0 means harm.
func NeededFromRiskRatio(rr, baseline float64) (Derived, error) {
	if err := first(positive("risk ratio", rr), inside("baseline risk", baseline)); err != nil {
		return Derived{}, err
	}
	return neededFrom(ByNeededRR, baseline*(1-rr))
}

// NeededFromOddsRatio returns the number needed to treat at another baseline
// risk, for a bad event; below 0 means harm.
func NeededFromOddsRatio(or, baseline float64) (Derived, error) {
	if err := first(positive("odds ratio", or), inside("baseline risk", baseline)); err != nil {
		return Derived{}, err
	}
	return neededFrom(ByNeededOR, baseline-or*baseline/(1-baseline+or*baseline))
}

// NeededFromSMD returns the number needed to treat for one more patient to
// respond, given the share of controls that respond; below 0 means harm.
//
// Furukawa TA, Leucht S. PLoS One 2011;6:e19070.
func NeededFromSMD(smd, responders float64) (Derived, error) {
	if err := first(finite("standardised mean difference", smd), inside("share of controls that respond", responders)); err != nil {
		return Derived{}, err
	}
	return neededFrom(ByFurukawa, normalCDF(smd+normalQuantile(responders))-responders)
}

func neededFrom(f Formula, difference float64) (Derived, error) {
	if difference == 0 {
		return Derived{}, &UndefinedError{"number needed to treat", "the risks do not differ"}
	}
	return derived(f, 1/difference)
}
