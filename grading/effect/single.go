package effect

import "math"

// ProportionEstimate returns x of n on the named scale (PR, PLN, PLO, PAS or
// PFT) for pooling proportions, after putting add on events and non-events;
// PAS and PFT need no correction and take none. Going back from PFT needs a
// sample size and can mislead, so the logit is the better choice.
//
// Freeman MF, Tukey JW. Ann Math Stat 1950;21:607–611.
func ProportionEstimate(m Measure, x, n int, add float64) (Estimate, error) {
	if err := (Arm{Events: x, N: n}).Validate(); err != nil {
		return Estimate{}, err
	}
	if !(add >= 0 && add <= 1) {
		return Estimate{}, &InputError{What: "correction of empty cells", Got: number(add), Need: "a number from 0 to 1"}
	}
	a, b := float64(x)+add, float64(n-x)+add
	switch m {
	case PR:
		return estimate(PR, BySingleRaw, a/(a+b), a*b/((a+b)*(a+b)*(a+b)))
	case PLN:
		if a == 0 {
			return Estimate{}, &UndefinedError{"log proportion", "there was no event"}
		}
		return estimate(PLN, BySingleLog, math.Log(a/(a+b)), b/(a*(a+b)))
	case PLO:
		if a == 0 || b == 0 {
			return Estimate{}, &UndefinedError{"logit of a proportion", "nobody or everybody had the event"}
		}
		return estimate(PLO, BySingleLogit, math.Log(a/b), 1/a+1/b)
	case PAS:
		return estimate(PAS, BySingleArcsine, math.Asin(math.Sqrt(float64(x)/float64(n))), 1/(4*float64(n)))
	case PFT:
		fx, fn := float64(x), float64(n)
		y := (math.Asin(math.Sqrt(fx/(fn+1))) + math.Asin(math.Sqrt((fx+1)/(fn+1)))) / 2
		return estimate(PFT, BySingleFreemanTukey, y, 1/(4*fn+2))
	}
	return Estimate{}, &InputError{What: "scale of a proportion", Got: string(m), Need: "PR, PLN, PLO, PAS or PFT"}
}
