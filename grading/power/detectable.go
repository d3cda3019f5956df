package power

import (
	"math"

	"appraise/grading/effect"
)

// Detectable is the risks nearest to a control risk that a study of given size
// could have told from it.
type Detectable struct {
	Formula Formula
	// Upper and Lower are the risks above and below; nil when even certainty,
	// or nobody at all, could not have been told from the control risk.
	Upper, Lower *float64
}

// DetectableRisks returns the smallest detectable effects of n participants
// per arm at a control risk, for a given power and two-sided alpha, by the
// normal approximation. For a finished study this is the honest question, and
// power at the observed effect is not.
func DetectableRisks(n, control, power, alpha float64) (Detectable, error) {
	if err := first(people("participants per arm", n, 1), inside("control risk", control), errorRates(alpha, power)); err != nil {
		return Detectable{}, err
	}
	short := func(p float64) float64 {
		got, err := Risks{P1: p, P2: control, Alpha: alpha}.normalPower(n, false)
		if err != nil { // p at the control risk or at the end of the scale
			return -power
		}
		return got - power
	}
	d := Detectable{Formula: ByPooledNormal}
	if top := 1 - 1e-9; control < top && short(top) >= 0 {
		up := between(short, control, top)
		d.Upper = &up
	}
	if bottom := 1e-9; control > bottom && short(bottom) >= 0 {
		down := control - between(func(gap float64) float64 { return short(control - gap) }, 0, control-bottom)
		d.Lower = &down
	}
	return d, nil
}

// DetectableMean returns the smallest detectable difference of means of n
// participants per arm, in the units of sd, by the noncentral t distribution.
func DetectableMean(n, sd, power, alpha float64) (Value, error) {
	if err := first(people("participants per arm", n, 2), positive("standard deviation", sd), errorRates(alpha, power)); err != nil {
		return Value{}, err
	}
	return detectable(ByNoncentralT, sd, math.Sqrt(2/n), 2*(n-1), power, alpha, false)
}

// DetectableMeanUnequal is DetectableMean for arms of n1 and n2, both tails
// counted.
func DetectableMeanUnequal(n1, n2, sd, power, alpha float64) (Value, error) {
	if err := first(unequalArms(n1, n2), positive("standard deviation", sd), errorRates(alpha, power)); err != nil {
		return Value{}, err
	}
	return detectable(ByNoncentralTStrict, sd, math.Sqrt(1/n1+1/n2), n1+n2-2, power, alpha, true)
}

// detectable solves for the noncentrality and turns it into a difference.
func detectable(f Formula, sd, root, df, power, alpha float64, strict bool) (Value, error) {
	ncp, ok := rise(func(ncp float64) float64 { return tPower(ncp, df, alpha, strict) - power }, 1e-9, 1e9)
	if !ok {
		return Value{}, &effect.UndefinedError{Quantity: "detectable difference", Because: "no difference would be found with so few participants"}
	}
	return value(f, ncp*root*sd)
}
