package power

import (
	"math"

	"appraise/grading/effect"
)

// SizeForProportion returns the participants that bring the half-width of a
// proportion's simple normal interval down to halfWidth.
func SizeForProportion(p, halfWidth, level float64) (Size, error) {
	if err := first(inside("proportion", p), inside("half-width", halfWidth), inside("confidence level", level)); err != nil {
		return Size{}, err
	}
	z := upper((1-level)/2) / halfWidth
	return size(ByWaldWidth, z*z*p*(1-p), 0)
}

// HalfWidthRiskDifference returns half the width of the simple normal interval
// of a risk difference.
func HalfWidthRiskDifference(n1, n2, p1, p2, level float64) (Value, error) {
	if err := first(people("participants in the first arm", n1, 1), people("participants in the second arm", n2, 1),
		inside("risk of the first arm", p1), inside("risk of the second arm", p2), inside("confidence level", level)); err != nil {
		return Value{}, err
	}
	return value(ByWaldDifferenceWidth, upper((1-level)/2)*math.Sqrt(p1*(1-p1)/n1+p2*(1-p2)/n2))
}

// HalfWidthMeanDifference returns half the width of Student's interval of a
// difference of means, in the units of sd.
func HalfWidthMeanDifference(n1, n2, sd, level float64) (Value, error) {
	if err := first(unequalArms(n1, n2), positive("standard deviation", sd), inside("confidence level", level)); err != nil {
		return Value{}, err
	}
	return value(ByMeanWidth, upperT((1-level)/2, n1+n2-2)*sd*math.Sqrt(1/n1+1/n2))
}

// NoEvents returns the exact one-sided upper limit of a risk when none of n
// participants had the event: 1 - (1-level)^(1/n), about 3/n at 0.95, the rule
// of three.
//
// Hanley JA, Lippman-Hand A. JAMA 1983;249:1743–1745.
func NoEvents(n int, level float64) (Value, error) {
	if n < 1 || n > effect.MaxCount {
		return Value{}, inputError("participants without event", float64(n), "a whole number of at least 1")
	}
	if err := inside("confidence level", level); err != nil {
		return Value{}, err
	}
	return value(ByRuleOfThree, -math.Expm1(math.Log1p(-level)/float64(n)))
}
