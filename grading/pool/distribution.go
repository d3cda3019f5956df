package pool

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// normalTails is the two-sided p value of a standard normal z.
func normalTails(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// normalQuantile is the standard normal quantile of p, 0 < p < 1.
func normalQuantile(p float64) float64 { return math.Sqrt2 * math.Erfinv(2*p-1) }

// normalUpper is the z above which lies the share p, 0 < p < 1; unlike
// −normalQuantile(p) it keeps its digits for a p far below the spacing of
// numbers near 1. Newton's method on the logarithm of the tail.
func normalUpper(p float64) float64 {
	if p > 0.01 {
		return -normalQuantile(p)
	}
	l := -2 * math.Log(p)
	z := math.Sqrt(l - math.Log(2*math.Pi*(l-1)))
	for range 60 {
		tail := math.Erfc(z/math.Sqrt2) / 2
		density := math.Exp(-z*z/2) / math.Sqrt(2*math.Pi)
		step := tail / density * math.Log(tail/p)
		z += step
		if math.Abs(step) < 1e-15*z || !(density > 0) {
			break
		}
	}
	return z
}

// studentTails is the two-sided p value of Student's t.
func studentTails(t, df float64) float64 {
	if t*t/df < 1e-4 { // near 1 the complement keeps the digits
		return 1 - mathext.RegIncBeta(0.5, df/2, t*t/(df+t*t))
	}
	return mathext.RegIncBeta(df/2, 0.5, df/(df+t*t))
}

// chiSquaredTail is the share of a chi-squared distribution above q.
func chiSquaredTail(q, df float64) float64 {
	if q <= 0 {
		return 1
	}
	return mathext.GammaIncRegComp(df/2, q/2)
}

// chiSquaredQuantile is the q below which lies the share p, 0 < p < 1.
func chiSquaredQuantile(p, df float64) float64 { return 2 * mathext.GammaIncRegInv(df/2, p) }

// fisherTail is the share of an F distribution above f.
func fisherTail(f, df1, df2 float64) float64 {
	if f <= 0 {
		return 1
	}
	return mathext.RegIncBeta(df2/2, df1/2, df2/(df2+df1*f))
}

// studentQuantile is the t with the two-sided share alpha outside ±t.
//
// df = 1 and 2 have closed forms. Else Newton's method on the logarithms of t
// and of the tail, which are nearly a straight line; it starts from the
// expansion of Cornish and Fisher (Abramowitz and Stegun 26.7.5).
func studentQuantile(alpha, df float64) float64 {
	switch {
	case df == 1:
		return 1 / math.Tan(math.Pi*alpha/2)
	case df == 2:
		return (1 - alpha) * math.Sqrt(2/(alpha*(2-alpha)))
	}
	z := normalUpper(alpha / 2)
	z2 := z * z
	t := z + z*(z2+1)/(4*df) + z*((5*z2+16)*z2+3)/(96*df*df)
	top, _ := math.Lgamma((df + 1) / 2)
	bottom, _ := math.Lgamma(df / 2)
	c := 2 * math.Exp(top-bottom) / math.Sqrt(df*math.Pi)
	for range 60 {
		tail := studentTails(t, df)
		density := c * math.Exp(-(df+1)/2*math.Log1p(t*t/df))
		step := tail / (t * density) * math.Log(tail/alpha)
		t *= math.Exp(math.Max(-1, math.Min(1, step)))
		if math.Abs(step) < 1e-14 {
			break
		}
	}
	return t
}
