package effect

import "math"

// perSMD is log odds ratio per standard deviation, π/√3 ≈ 1.81, the spread of
// the standard logistic distribution.
const perSMD = 1.8137993642342178

// LogOddsFromSMD converts a standardised mean difference to a log odds ratio.
//
// Chinn S. Stat Med 2000;19:3127–3131.
func LogOddsFromSMD(e Estimate) (Estimate, error) {
	if e.Measure != SMD && e.Measure != SMDH {
		return Estimate{}, &InputError{What: "measure to convert", Got: string(e.Measure), Need: "SMD"}
	}
	return estimate(OR, ByChinn, e.Y*perSMD, e.V*perSMD*perSMD)
}

// SMDFromLogOdds converts a log odds ratio to a standardised mean difference.
//
// Chinn S. Stat Med 2000;19:3127–3131.
func SMDFromLogOdds(e Estimate) (Estimate, error) {
	if e.Measure != OR && e.Measure != PETO {
		return Estimate{}, &InputError{What: "measure to convert", Got: string(e.Measure), Need: "OR"}
	}
	return estimate(SMD, ByChinn, e.Y/perSMD, e.V/(perSMD*perSMD))
}

// RiskRatioFromOdds converts an odds ratio to a risk ratio at a baseline risk.
// It is right for a crude estimate; it is not to be used on the limits of an
// adjusted one.
//
// Zhang J, Yu KF. JAMA 1998;280:1690–1691.
func RiskRatioFromOdds(or, baseline float64) (Derived, error) {
	if err := first(positive("odds ratio", or), inside("baseline risk", baseline)); err != nil {
		return Derived{}, err
	}
	return derived(ByZhangYu, or/(1-baseline+baseline*or))
}

// UnitsFromSMD re-expresses a standardised interval in the units of a familiar
// scale, given a typical standard deviation of that scale.
//
// Cochrane Handbook for Systematic Reviews of Interventions, chapter 15
// (edition from memory).
func UnitsFromSMD(i Interval, sd float64) (Interval, error) {
	if i.Measure != SMD && i.Measure != SMDH {
		return Interval{}, &InputError{What: "measure to re-express", Got: string(i.Measure), Need: "SMD"}
	}
	if err := first(ordered(i), positive("typical standard deviation", sd)); err != nil {
		return Interval{}, err
	}
	i.Measure, i.Formula = MD, ByUnitsFromSMD
	i.Point, i.Low, i.High = i.Point*sd, i.Low*sd, i.High*sd
	return i.settle()
}

// EValues says how strong unmeasured confounding would have to be, as a risk
// ratio with both treatment and outcome, to explain a result away.
type EValues struct {
	Formula Formula
	Point   float64 // for the estimate
	Limit   float64 // for the limit nearer 1; 1 if the interval contains 1
}

// EValue returns the E-values of a risk ratio and its interval.
//
// VanderWeele TJ, Ding P. Ann Intern Med 2017;167:268–274.
func EValue(rr Interval) (EValues, error) {
	if !rr.Measure.Ratio() {
		return EValues{}, &InputError{What: "measure of an E-value", Got: string(rr.Measure), Need: "a risk ratio"}
	}
	if err := first(ordered(rr), positive("risk ratio", rr.Point)); err != nil {
		return EValues{}, err
	}
	v := EValues{Formula: ByEValue, Point: eValue(rr.Point), Limit: 1}
	if !rr.Contains(1) {
		v.Limit = eValue(rr.Low)
		if rr.Point < 1 {
			v.Limit = eValue(rr.High)
		}
	}
	_, err := settled("E-value", math.Max(v.Point, v.Limit))
	if err != nil {
		return EValues{}, err
	}
	return v, nil
}

func eValue(r float64) float64 {
	if r < 1 {
		r = 1 / r
	}
	return r + math.Sqrt(r)*math.Sqrt(r-1)
}
