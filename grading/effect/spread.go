package effect

import "math"

// SDFromSE returns se·√n, the standard deviation behind the standard error of
// one group's mean.
//
// Cochrane Handbook for Systematic Reviews of Interventions, chapter 6.5.2
// (also the four functions that follow).
func SDFromSE(n int, se float64) (Derived, error) {
	if err := first(count("participants", n, 1), positive("standard error", se)); err != nil {
		return Derived{}, err
	}
	return derived(BySDFromSE, math.Sqrt(float64(n))*se)
}

// SDFromIntervalZ returns the standard deviation behind a normal interval of
// one group's mean; for groups of about 60 or more.
func SDFromIntervalZ(n int, low, high, level float64) (Derived, error) {
	z, err := critical(level)
	return sdFromInterval(BySDFromCIZ, n, low, high, z, err)
}

// SDFromIntervalT returns the standard deviation behind an interval of one
// group's mean by Student's t; for small groups.
func SDFromIntervalT(n int, low, high, level float64) (Derived, error) {
	if err := count("participants", n, 2); err != nil {
		return Derived{}, err
	}
	t, err := criticalT(level, float64(n-1))
	return sdFromInterval(BySDFromCIT, n, low, high, t, err)
}

func sdFromInterval(f Formula, n int, low, high, quantile float64, err error) (Derived, error) {
	if err := first(err, count("participants", n, 2), finite("lower limit", low), finite("upper limit", high), positive("upper less lower limit", high-low)); err != nil {
		return Derived{}, err
	}
	return derived(f, math.Sqrt(float64(n))*(high-low)/(2*quantile))
}

// SEFromInterval returns the standard error behind a normal interval of a
// difference; for a ratio use [Printed.Recover].
func SEFromInterval(low, high, level float64) (Derived, error) {
	z, err := critical(level)
	if err := first(err, finite("lower limit", low), finite("upper limit", high), positive("upper less lower limit", high-low)); err != nil {
		return Derived{}, err
	}
	return derived(BySEFromCI, (high-low)/(2*z))
}

// TFromP returns the size of the t statistic of two groups behind a two-sided
// p value.
func TFromP(p float64, n1, n2 int) (Derived, error) {
	if err := first(inside("p value", p), count("participants in the treatment arm", n1, 2), count("participants in the control arm", n2, 2)); err != nil {
		return Derived{}, err
	}
	return derived(ByTFromP, -studentQuantile(p/2, float64(n1+n2-2)))
}

// SEFromP returns the standard error behind a difference of means and its
// two-sided p value from Student's t test.
func SEFromP(difference, p float64, n1, n2 int) (Derived, error) {
	t, err := TFromP(p, n1, n2)
	if err != nil {
		return Derived{}, err
	}
	return SEFromT(difference, t.Value)
}

// SEFromT returns the standard error behind a difference and its t statistic.
func SEFromT(difference, t float64) (Derived, error) {
	if err := first(finite("difference", difference), finite("t statistic", t)); err != nil {
		return Derived{}, err
	}
	if difference == 0 || t == 0 {
		return Derived{}, &UndefinedError{"standard error", "difference and t statistic must both differ from 0"}
	}
	return derived(BySEFromT, math.Abs(difference/t))
}

// SDFromDifferenceSE returns the average standard deviation of two groups
// behind the standard error of their difference.
func SDFromDifferenceSE(se float64, n1, n2 int) (Derived, error) {
	if err := first(positive("standard error", se), count("participants in the treatment arm", n1, 1), count("participants in the control arm", n2, 1)); err != nil {
		return Derived{}, err
	}
	return derived(BySDFromDifference, se/math.Sqrt(1/float64(n1)+1/float64(n2)))
}

// SDFromP chains [SEFromP] and [SDFromDifferenceSE].
func SDFromP(difference, p float64, n1, n2 int) (Derived, error) {
	se, err := SEFromP(difference, p, n1, n2)
	if err != nil {
		return Derived{}, err
	}
	return SDFromDifferenceSE(se.Value, n1, n2)
}

// SDFromT chains [SEFromT] and [SDFromDifferenceSE].
func SDFromT(difference, t float64, n1, n2 int) (Derived, error) {
	se, err := SEFromT(difference, t)
	if err != nil {
		return Derived{}, err
	}
	return SDFromDifferenceSE(se.Value, n1, n2)
}

// SDOfChange returns the standard deviation of the change from baseline, given
// those of baseline and end and the correlation between them.
//
// Cochrane Handbook, chapter 6.5.2.8.
func SDOfChange(baseline, end, correlation float64) (Derived, error) {
	if err := first(positive("standard deviation at baseline", baseline), positive("standard deviation at the end", end)); err != nil {
		return Derived{}, err
	}
	if !(correlation >= -1 && correlation <= 1) {
		return Derived{}, &InputError{What: "correlation of baseline and end", Got: number(correlation), Need: "a number from -1 to 1"}
	}
	apart := baseline - end // never below 0 under the root
	return derived(BySDOfChange, math.Sqrt(apart*apart+2*(1-correlation)*baseline*end))
}
