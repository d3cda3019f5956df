package pool

import "math"

// Tau2Interval is a confidence interval for tau² with what follows from it.
type Tau2Interval struct {
	Tau2 Interval `json:"tau2"`
	I2   Interval `json:"i2"` // percent, model-based
	H2   Interval `json:"h2"`
}

// QProfile is the confidence interval for tau² by inverting the generalised Q
// statistic: each limit is the tau² at which Q equals a chi-squared quantile.
// It does not depend on the estimator of tau² and is exact under normality.
// When even tau² = 0 leaves Q below the lower quantile both limits are 0.
//
// Viechtbauer W. Stat Med 2007;26:37–52.
func QProfile(es []Effect, level float64) (Tau2Interval, error) {
	if err := checkAll(es); err != nil {
		return Tau2Interval{}, err
	}
	if len(es) < 2 {
		return Tau2Interval{}, &TooFewError{What: "an interval for tau²", Have: len(es), Need: 2}
	}
	opt := Options{Level: level}.fill(len(es))
	if err := opt.check(); err != nil {
		return Tau2Interval{}, err
	}
	return profile(newSample(es), opt.Level)
}

// profile is QProfile for any design.
func profile(d design, level float64) (Tau2Interval, error) {
	k, p := d.size()
	df := float64(k - p)
	low, err := rootOfQ(d, chiSquaredQuantile((1+level)/2, df))
	if err != nil {
		return Tau2Interval{}, err
	}
	high, err := rootOfQ(d, chiSquaredQuantile((1-level)/2, df))
	if err != nil {
		return Tau2Interval{}, err
	}
	v := typicalVariance(d.at(0), k-p)
	if h := high / v; math.IsNaN(h) || math.IsInf(h, 0) {
		return Tau2Interval{}, ErrRange
	}
	return Tau2Interval{
		Tau2: Interval{low, high, true},
		I2:   Interval{100 * low / (v + low), 100 * high / (v + high), true},
		H2:   Interval{low/v + 1, high/v + 1, true},
	}, nil
}
