package effect

import "math"

// Group is what a paper prints of a continuous outcome in one arm.
type Group struct {
	N    int     // at least 2 where a variance is used
	Mean float64 // units of the scale
	SD   float64 // standard deviation, same units, above 0
}

func (g Group) validate(where string) error {
	return first(count("participants in "+where, g.N, 2), finite("mean of "+where, g.Mean), positive("standard deviation of "+where, g.SD))
}

func groups(a, b Group) error {
	return first(a.validate("the treatment arm"), b.validate("the control arm"))
}

// variance of the mean.
func (g Group) variance() float64 { return g.SD * g.SD / float64(g.N) }

// MeanDifference returns the difference of means with the default interval,
// Welch's.
func MeanDifference(a, b Group, level float64) (Interval, error) { return Welch(a, b, level) }

// Welch returns the difference of means, variances not assumed equal.
//
// Welch BL. Biometrika 1947;34:28–35.
func Welch(a, b Group, level float64) (Interval, error) {
	return meanInterval(ByWelch, a, b, level)
}

// Pooled returns the difference of means with Student's t and a common
// variance.
//
// Student. Biometrika 1908;6:1–25.
func Pooled(a, b Group, level float64) (Interval, error) {
	return meanInterval(ByPooledT, a, b, level)
}

// WelchTest returns the p value of Welch's t test; Statistic is t.
func WelchTest(a, b Group) (Test, error) { return meanTest(ByWelch, a, b) }

// PooledTest returns the p value of Student's t test; Statistic is t.
func PooledTest(a, b Group) (Test, error) { return meanTest(ByPooledT, a, b) }

func meanInterval(f Formula, a, b Group, level float64) (Interval, error) {
	if err := groups(a, b); err != nil {
		return Interval{}, err
	}
	se, df := meanError(f, a, b)
	t, err := criticalT(level, df)
	if err != nil {
		return Interval{}, err
	}
	d := a.Mean - b.Mean
	return Interval{Measure: MD, Formula: f, Level: level, Point: d, Low: d - t*se, High: d + t*se}.settle()
}

func meanTest(f Formula, a, b Group) (Test, error) {
	if err := groups(a, b); err != nil {
		return Test{}, err
	}
	se, df := meanError(f, a, b)
	t, err := settled("t statistic", (a.Mean-b.Mean)/se)
	if err := first(err, positive("degrees of freedom", df)); err != nil {
		return Test{}, err
	}
	return Test{Formula: f, Statistic: t, P: twoSidedT(t, df)}, nil
}

// meanError returns standard error and degrees of freedom of a difference.
func meanError(f Formula, a, b Group) (se, df float64) {
	if f == ByPooledT {
		return pooledSD(a, b) * math.Sqrt(1/float64(a.N)+1/float64(b.N)), float64(a.N + b.N - 2)
	}
	s := a.variance() + b.variance()
	u, v := a.variance()/s, b.variance()/s
	return math.Sqrt(s), 1 / (u*u/float64(a.N-1) + v*v/float64(b.N-1))
}

func pooledSD(a, b Group) float64 {
	n1, n2 := float64(a.N-1), float64(b.N-1)
	big := math.Max(a.SD, b.SD) // keeps squares of huge values in range
	u, v := a.SD/big, b.SD/big
	return big * math.Sqrt((n1*u*u+n2*v*v)/(n1+n2))
}

// MeanDifferenceEstimate returns the difference of means as an estimate to be
// pooled, variance sd²/n of both arms added.
func MeanDifferenceEstimate(a, b Group) (Estimate, error) {
	if err := groups(a, b); err != nil {
		return Estimate{}, err
	}
	return estimate(MD, ByMeanDifference, a.Mean-b.Mean, a.variance()+b.variance())
}

// RatioOfMeans returns the log ratio of two means of the same sign.
//
// Hedges LV, Gurevitch J, Curtis PS. Ecology 1999;80:1150–1156.
func RatioOfMeans(a, b Group) (Estimate, error) {
	if err := groups(a, b); err != nil {
		return Estimate{}, err
	}
	if !(a.Mean*b.Mean > 0) {
		return Estimate{}, &UndefinedError{"ratio of means", "both means must be above 0, or both below"}
	}
	u, v := a.SD/a.Mean, b.SD/b.Mean
	return estimate(ROM, ByRatioOfMeans, math.Log(a.Mean/b.Mean), u*u/float64(a.N)+v*v/float64(b.N))
}
