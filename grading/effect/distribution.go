package effect

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// critical returns the two-sided standard normal quantile of a confidence
// level, 1.96 for 0.95.
func critical(level float64) (float64, error) {
	if err := inside("confidence level", level); err != nil {
		return 0, err
	}
	return -normalQuantile((1 - level) / 2), nil
}

// normalQuantile inverts the standard normal distribution, for p between 0
// and 1.
func normalQuantile(p float64) float64 { return mathext.NormalQuantile(p) }

// criticalT returns the two-sided quantile of Student's t.
func criticalT(level, df float64) (float64, error) {
	if err := first(inside("confidence level", level), positive("degrees of freedom", df)); err != nil {
		return 0, err
	}
	return settled("quantile of Student's t", -studentQuantile((1-level)/2, df))
}

// studentQuantile is the lower quantile of Student's t, for p below 0.5.
func studentQuantile(p, df float64) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(p)
}

// normalCDF keeps its relative accuracy in the lower tail.
func normalCDF(z float64) float64 { return 0.5 * math.Erfc(-z/math.Sqrt2) }

// twoSided is the two-sided p value of a standard normal statistic; it never
// falls to 0.
func twoSided(z float64) float64 { return aboveZero(math.Erfc(math.Abs(z) / math.Sqrt2)) }

// twoSidedT is the two-sided p value of Student's t.
func twoSidedT(t, df float64) float64 {
	if t == 0 {
		return 1
	}
	return aboveZero(mathext.RegIncBeta(df/2, 0.5, df/(df+t*t)))
}

// aboveZero keeps a p value that underflowed from claiming impossibility.
func aboveZero(p float64) float64 { return math.Min(1, math.Max(p, math.SmallestNonzeroFloat64)) }

// betaQuantile inverts the regularised incomplete beta function.
func betaQuantile(p, a, b float64) float64 { return mathext.InvRegIncBeta(a, b, p) }

// bisect finds the zero of f between lo and hi, whose values must differ in
// sign, to the last bits. f may be decreasing or increasing.
func bisect(f func(float64) float64, lo, hi float64) float64 {
	rising := f(hi) > 0
	for range 200 {
		mid := lo + (hi-lo)/2
		if mid <= math.Min(lo, hi) || mid >= math.Max(lo, hi) {
			break
		}
		if (f(mid) > 0) == rising {
			hi = mid
		} else {
			lo = mid
		}
	}
	return lo + (hi-lo)/2
}
