package power

import (
	"math"

	"appraise/grading/effect"
)

// DesignEffect returns the factor by which a cluster trial must be larger:
// 1 + (m-1)·ICC, for clusters of m participants.
//
// Donner A, Birkett N, Buck C. Am J Epidemiol 1981;114:906–914.
func DesignEffect(clusterSize, icc float64) (Value, error) {
	if err := people("participants per cluster", clusterSize, 1); err != nil {
		return Value{}, err
	}
	if !(icc >= 0 && icc <= 1) {
		return Value{}, inputError("intracluster correlation", icc, "a number from 0 to 1")
	}
	return value(ByDesignEffect, 1+(clusterSize-1)*icc)
}

// InflateDropout returns how many to enrol so that n remain: n/(1-dropout).
func InflateDropout(n, dropout float64) (Value, error) {
	if err := people("participants", n, 0); err != nil {
		return Value{}, err
	}
	if !(dropout >= 0 && dropout < 1) {
		return Value{}, inputError("dropout", dropout, "a share from 0 to below 1")
	}
	return value(ByDropout, n/(1-dropout))
}

// LogRank is an assumed hazard ratio, to be tested by the log-rank test.
type LogRank struct {
	HazardRatio float64 // above 0, not 1
	Alpha       float64 // two-sided
	Ratio       float64 // participants of the second arm for each of the first; 0 means 1
}

// Events returns the events both arms must have together:
// (z_α + z_β)²·(1+r)²/(r·(ln HR)²), which at equal arms is 4·(…)²/(ln HR)².
//
// Schoenfeld DA. Biometrika 1981;68:316–319.
func (l LogRank) Events(power float64) (Value, error) {
	r := l.Ratio
	if r == 0 {
		r = 1
	}
	if err := first(positive("hazard ratio", l.HazardRatio), positive("ratio of the arms", r), errorRates(l.Alpha, power)); err != nil {
		return Value{}, err
	}
	if l.HazardRatio == 1 {
		return Value{}, inputError("hazard ratio", 1, "a number other than 1")
	}
	z := (upper(l.Alpha/2) + upper(1-power)) / math.Log(l.HazardRatio)
	return value(BySchoenfeld, z*z*(1+r)*(1+1/r))
}

// Participants returns how many participants give that many events when a
// share of them, the average of both arms, has the event during follow-up.
func (l LogRank) Participants(power, share float64) (Size, error) {
	events, err := l.Events(power)
	if err := first(err, inside("share with event", share)); err != nil {
		return Size{}, err
	}
	r := l.Ratio
	if r == 0 {
		r = 1
	}
	n := events.Value / share / (1 + r)
	return size(BySchoenfeld, n, n*r)
}

// NonInferiorRisk returns participants per arm to show that a risk p, the same
// in truth in both arms, is not worse by more than margin; alpha is one-sided.
//
// Blackwelder WC. Control Clin Trials 1982;3:345–353.
func NonInferiorRisk(p, margin, oneSidedAlpha, power float64) (Size, error) {
	if err := first(inside("risk", p), inside("margin", margin), errorRates(oneSidedAlpha, power)); err != nil {
		return Size{}, err
	}
	z := (upper(oneSidedAlpha) + upper(1-power)) / margin
	n := z * z * 2 * p * (1 - p)
	return size(ByNonInferiorityRisk, n, n)
}

// NonInferiorMean returns participants per arm to show that a mean is not
// worse by more than margin, both in the units of sd; alpha is one-sided.
func NonInferiorMean(sd, margin, oneSidedAlpha, power float64) (Size, error) {
	if err := first(positive("standard deviation", sd), positive("margin", margin), errorRates(oneSidedAlpha, power)); err != nil {
		return Size{}, err
	}
	z := (upper(oneSidedAlpha) + upper(1-power)) * (sd / margin)
	return size(ByNonInferiorityMean, 2*z*z, 2*z*z)
}

// SizeForCorrelation returns the pairs that show a correlation r to differ
// from 0, by Fisher's z against the critical r of the t test.
//
// Cohen J. Statistical power analysis for the behavioral sciences. 2nd ed. 1988.
func SizeForCorrelation(r, alpha, power float64) (Size, error) {
	if err := correlation(r, alpha, power); err != nil {
		return Size{}, err
	}
	r = math.Abs(r)
	n, ok := rise(func(n float64) float64 {
		t := upperT(alpha/2, n-2)
		critical := math.Atanh(t / math.Sqrt(t*t+n-2))
		z := math.Atanh(r) + r/(2*(n-1))
		root := math.Sqrt(n - 3)
		return normalCDF((z-critical)*root) + normalCDF((-z-critical)*root) - power
	}, 4, maxSize)
	if !ok {
		return Size{}, &effect.UndefinedError{Quantity: "sample size", Because: "the correlation is too small to be found by any study"}
	}
	return size(ByCorrelation, n, 0)
}

// SizeForCorrelationZ returns the pairs by ((z_α + z_β)/atanh r)² + 3.
func SizeForCorrelationZ(r, alpha, power float64) (Size, error) {
	if err := correlation(r, alpha, power); err != nil {
		return Size{}, err
	}
	z := (upper(alpha/2) + upper(1-power)) / math.Atanh(r)
	return size(ByCorrelationZ, z*z+3, 0)
}

func correlation(r, alpha, power float64) error {
	if !(r > -1 && r < 1) || r == 0 {
		return inputError("correlation", r, "a number between -1 and 1 other than 0")
	}
	return errorRates(alpha, power)
}
