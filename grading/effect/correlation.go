package effect

import "math"

// FisherZ returns a correlation of n pairs as Fisher's z, with its normal
// interval by [Estimate.Interval] turned back to the scale of r.
//
// Fisher RA. Metron 1921;1:3–32.
func FisherZ(r float64, n int) (Estimate, error) {
	if err := correlation(r, n, 4); err != nil {
		return Estimate{}, err
	}
	return estimate(ZCOR, ByFisherZ, math.Atanh(r), 1/float64(n-3))
}

// Correlation returns a raw correlation with its large-sample variance.
func Correlation(r float64, n int) (Estimate, error) {
	if err := correlation(r, n, 2); err != nil {
		return Estimate{}, err
	}
	u := 1 - r*r
	return estimate(COR, ByCorrelation, r, u*u/float64(n-1))
}

func correlation(r float64, n, least int) error {
	if !(r > -1 && r < 1) {
		return &InputError{What: "correlation", Got: number(r), Need: "a number between -1 and 1, both excluded"}
	}
	return count("pairs", n, least)
}
