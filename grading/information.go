package grading

import (
	"math"
	"strconv"

	"appraise/grading/effect"
)

// fragilityLimit is the number of participants up to which the fragility
// index is computed; beyond it the search takes long and says little.
const fragilityLimit = 20000

// fragility returns the fragility index: how many people of the arm with
// fewer events would have to have had the event for Fisher's p to reach 0.05.
// It is 0 when p is there already. Since turning the event round can change
// it, both readings are tried and the smaller is returned.
//
// Walsh M, Srinathan SK, McAuley DF, et al. J Clin Epidemiol 2014;67:622–628.
func fragility(t effect.Table) (int, bool) {
	if t.Total() > fragilityLimit {
		return 0, false
	}
	a, ok := fragilityOf(t)
	b, turned := fragilityOf(t.Relabelled())
	switch {
	case ok && turned:
		return min(a, b), true
	case turned:
		return b, true
	}
	return a, ok
}

func fragilityOf(t effect.Table) (int, bool) {
	arm := &t.Treatment
	if t.Control.Events < t.Treatment.Events {
		arm = &t.Control
	}
	for moved := 0; ; moved++ {
		test, err := effect.Fisher(t)
		if err != nil {
			return 0, false
		}
		if test.P >= 0.05 {
			return moved, true
		}
		if arm.Events == arm.N {
			return 0, false
		}
		arm.Events++
	}
}

// Quantiles of the normal distribution for alpha 0.05 two-sided and 80 % power.
const (
	zAlpha = 1.959963984540054
	zPower = 0.8416212335729143
)

// relativeReduction is the effect the optimal information size is made for:
// a modest relative risk reduction, not the observed one.
const relativeReduction = 0.25

// oisRisks returns the optimal information size for two risks: people in both
// arms of a trial with 80 % power at alpha 0.05.
//
// Fleiss JL, Levin B, Paik MC. Statistical Methods for Rates and Proportions,
// 3rd ed., ch. 4 (uncorrected); the size GRADE compares with: GRADE guidelines
// 6, J Clin Epidemiol 2011;64:1283.
func oisRisks(baseline float64) (int, bool) {
	baseline = roundedRisk(baseline)
	if !(baseline > 0 && baseline < 1) {
		return 0, false
	}
	p1, p2 := baseline, baseline*(1-relativeReduction)
	mean := (p1 + p2) / 2
	root := zAlpha*math.Sqrt(2*mean*(1-mean)) + zPower*math.Sqrt(p1*(1-p1)+p2*(1-p2))
	return both(root * root / ((p1 - p2) * (p1 - p2)))
}

// roundedRisk rounds to two significant digits.
func roundedRisk(x float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 2, 64), 64)
	if err != nil {
		return x
	}
	return r
}

// oisMeans is the same for a difference of means, by the normal
// approximation.
func oisMeans(difference, sd float64) (int, bool) {
	if !(difference > 0 && sd > 0) {
		return 0, false
	}
	z := (zAlpha + zPower) * sd / difference
	return both(2 * z * z)
}

func both(perArm float64) (int, bool) {
	if !(perArm < 1e9) {
		return 0, false
	}
	return 2 * int(math.Ceil(perArm)), true
}
