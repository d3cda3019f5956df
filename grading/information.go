package grading

import (
	"strconv"

	"appraise/grading/effect"
	"appraise/grading/power"
)

// alpha and strength are what an information size is computed for.
const (
	alpha    = 0.05 // two-sided
	strength = 0.80 // power
)

// fragility returns the fragility index of a result, and whether it has one.
func fragility(t effect.Table) (int, bool) {
	f, err := power.FragilityIndex(t, alpha)
	return f.Index, err == nil && f.Reached
}

// oisRisks returns the optimal information size at a baseline risk. The
// baseline is taken to two significant digits, as it is printed, so that a
// reader who works it out again gets the same size.
func oisRisks(baseline float64) (int, bool) {
	i, err := power.InformationSize(roundedRisk(baseline), power.RelativeRiskReduction, alpha, strength)
	return i.Total, err == nil
}

// oisMeans is the same for a difference of means.
func oisMeans(difference, sd float64) (int, bool) {
	if !(difference > 0 && sd > 0) {
		return 0, false
	}
	i, err := power.InformationSizeMeans(difference/sd, alpha, strength)
	return i.Total, err == nil
}

// roundedRisk rounds to two significant digits.
func roundedRisk(x float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 2, 64), 64)
	if err != nil {
		return x
	}
	return r
}
