package effect

import "math"

// Rate is events over person-time; one person can have several.
type Rate struct {
	Events int     // at least 0
	Time   float64 // person-time, above 0, same unit in both arms
}

func rates(a, b Rate) error {
	return first(count("events in the treatment arm", a.Events, 0), count("events in the control arm", b.Events, 0),
		positive("person-time in the treatment arm", a.Time), positive("person-time in the control arm", b.Time))
}

// RateRatio returns the log incidence rate ratio after adding add to the
// events of both arms; 0 adds nothing and needs an event in each arm.
//
// Rothman KJ, Greenland S, Lash TL. Modern Epidemiology. 3rd ed. 2008.
func RateRatio(a, b Rate, add float64) (Estimate, error) {
	if err := rates(a, b); err != nil {
		return Estimate{}, err
	}
	if !(add >= 0 && add <= 1) {
		return Estimate{}, &InputError{What: "correction of arms without events", Got: number(add), Need: "a number from 0 to 1"}
	}
	x1, x2 := float64(a.Events)+add, float64(b.Events)+add
	if x1 == 0 || x2 == 0 {
		return Estimate{}, noEvents("incidence rate ratio", x1 == 0)
	}
	return estimate(IRR, pick(add, ByRateRatio, ByRateRatioHaldane), math.Log(x1/x2)-math.Log(a.Time/b.Time), 1/x1+1/x2)
}

// RateDifference returns the incidence rate difference, per unit of
// person-time.
func RateDifference(a, b Rate) (Estimate, error) {
	if err := rates(a, b); err != nil {
		return Estimate{}, err
	}
	x1, x2 := float64(a.Events), float64(b.Events)
	return estimate(IRD, ByRateDifference, x1/a.Time-x2/b.Time, x1/a.Time/a.Time+x2/b.Time/b.Time)
}
