package effect

import "math"

// Accuracy is a test's result against the reference standard.
type Accuracy struct {
	TruePositive, FalseNegative int // with the disease
	FalsePositive, TrueNegative int // without it
}

// Validate returns an *InputError naming the first count that cannot be.
func (a Accuracy) Validate() error {
	return first(count("true positives", a.TruePositive, 0), count("false negatives", a.FalseNegative, 0),
		count("false positives", a.FalsePositive, 0), count("true negatives", a.TrueNegative, 0))
}

// Sensitivity returns the share of the diseased with a positive test, with
// Wilson's interval.
func (a Accuracy) Sensitivity(level float64) (Interval, error) {
	return a.share("sensitivity", a.TruePositive, a.FalseNegative, level)
}

// Specificity returns the share of the healthy with a negative test, with
// Wilson's interval.
func (a Accuracy) Specificity(level float64) (Interval, error) {
	return a.share("specificity", a.TrueNegative, a.FalsePositive, level)
}

// PositivePredictive returns the share of positive tests that are right, at
// the prevalence of this study, with Wilson's interval.
func (a Accuracy) PositivePredictive(level float64) (Interval, error) {
	return a.share("positive predictive value", a.TruePositive, a.FalsePositive, level)
}

// NegativePredictive returns the share of negative tests that are right, at
// the prevalence of this study, with Wilson's interval.
func (a Accuracy) NegativePredictive(level float64) (Interval, error) {
	return a.share("negative predictive value", a.TrueNegative, a.FalseNegative, level)
}

func (a Accuracy) share(what string, right, wrong int, level float64) (Interval, error) {
	if err := a.Validate(); err != nil {
		return Interval{}, err
	}
	if right+wrong == 0 {
		return Interval{}, &UndefinedError{what, "nobody is counted in its denominator"}
	}
	return Wilson(right, right+wrong, level)
}

// LikelihoodPositive returns LR+, sensitivity over 1 - specificity, with the
// log interval.
//
// Simel DL, Samsa GP, Matchar DB. J Clin Epidemiol 1991;44:763–770.
func (a Accuracy) LikelihoodPositive(level float64) (Interval, error) {
	return a.likelihood(LRPos, a.TruePositive, a.FalsePositive, level)
}

// LikelihoodNegative returns LR-, 1 - sensitivity over specificity, with the
// log interval.
func (a Accuracy) LikelihoodNegative(level float64) (Interval, error) {
	return a.likelihood(LRNeg, a.FalseNegative, a.TrueNegative, level)
}

// likelihood is the ratio of the shares of diseased and healthy that got one
// test result.
func (a Accuracy) likelihood(m Measure, diseased, healthy int, level float64) (Interval, error) {
	if err := a.Validate(); err != nil {
		return Interval{}, err
	}
	if diseased == 0 || healthy == 0 {
		return Interval{}, &UndefinedError{string(m), "none of the diseased, or none of the healthy, had this test result"}
	}
	x, y := float64(diseased), float64(healthy)
	n, k := float64(a.TruePositive+a.FalseNegative), float64(a.FalsePositive+a.TrueNegative)
	e, err := estimate(m, BySimel, math.Log(x*k/(n*y)), (n-x)/(x*n)+(k-y)/(y*k))
	if err != nil {
		return Interval{}, err
	}
	return e.around(x*k/(n*y), level)
}

// DiagnosticOddsRatio returns LR+ over LR-, with the log interval.
//
// Glas AS, Lijmer JG, Prins MH, et al. J Clin Epidemiol 2003;56:1129–1135.
func (a Accuracy) DiagnosticOddsRatio(level float64) (Interval, error) {
	if err := a.Validate(); err != nil {
		return Interval{}, err
	}
	tp, fn, fp, tn := float64(a.TruePositive), float64(a.FalseNegative), float64(a.FalsePositive), float64(a.TrueNegative)
	if tp*fn == 0 || fp*tn == 0 {
		return Interval{}, &UndefinedError{"diagnostic odds ratio", "one of the four counts is 0"}
	}
	e, err := estimate(DOR, ByDiagnosticOdds, math.Log(tp*tn/(fp*fn)), 1/tp+1/fn+1/fp+1/tn)
	if err != nil {
		return Interval{}, err
	}
	return e.around(tp*tn/(fp*fn), level)
}

// Youden returns sensitivity + specificity - 1.
//
// Youden WJ. Cancer 1950;3:32–35.
func (a Accuracy) Youden() (Derived, error) {
	if err := a.Validate(); err != nil {
		return Derived{}, err
	}
	n, k := a.TruePositive+a.FalseNegative, a.FalsePositive+a.TrueNegative
	if n == 0 || k == 0 {
		return Derived{}, &UndefinedError{"Youden index", "there are no diseased or no healthy people"}
	}
	return derived(ByYouden, (float64(a.TruePositive)*float64(k)-float64(a.FalsePositive)*float64(n))/(float64(n)*float64(k)))
}

// PostTest returns the probability of disease after a test result, from the
// probability before and the likelihood ratio of the result.
func PostTest(before, likelihoodRatio float64) (Derived, error) {
	if err := first(inside("probability before the test", before), positive("likelihood ratio", likelihoodRatio)); err != nil {
		return Derived{}, err
	}
	if likelihoodRatio > 1 { // keeps odds of any size finite
		return derived(ByPostTest, before/(before+(1-before)/likelihoodRatio))
	}
	return derived(ByPostTest, before*likelihoodRatio/(1-before+before*likelihoodRatio))
}
