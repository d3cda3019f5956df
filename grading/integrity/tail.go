package integrity

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// The tail areas below are written as complementary integrals, so that small
// ones keep their relative precision.

// normalTwoSided is P(|Z| ≥ |z|).
func normalTwoSided(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// normalUpper is P(Z ≥ z).
func normalUpper(z float64) float64 { return 0.5 * math.Erfc(z/math.Sqrt2) }

// normalQuantile is the z with P(Z ≤ z) = p.
func normalQuantile(p float64) float64 { return -math.Sqrt2 * math.Erfcinv(2*p) }

// tTwoSided is P(|T| ≥ |t|) with df degrees of freedom:
// I_{df/(df+t²)}(df/2, ½). Abramowitz & Stegun 26.5.27.
func tTwoSided(t, df float64) float64 {
	if math.IsInf(t, 0) {
		return 0
	}
	return mathext.RegIncBeta(df/2, 0.5, df/(df+t*t))
}

// fUpper is P(F ≥ f) with d1 and d2 degrees of freedom. Abramowitz & Stegun
// 26.5.28.
func fUpper(f, d1, d2 float64) float64 {
	if f <= 0 {
		return 1
	}
	return mathext.RegIncBeta(d2/2, d1/2, d2/(d2+d1*f))
}

// chi2Upper is P(χ² ≥ x) with df degrees of freedom.
func chi2Upper(x, df float64) float64 {
	if x <= 0 {
		return 1
	}
	return mathext.GammaIncRegComp(df/2, x/2)
}

// rTwoSided is the p-value of a correlation r with df = n − 2, by
// t = r·√(df/(1−r²)).
func rTwoSided(r, df float64) float64 {
	if r*r >= 1 {
		return 0
	}
	return tTwoSided(r*math.Sqrt(df/(1-r*r)), df)
}

// logChoose is ln(n over k).
func logChoose(n, k float64) float64 {
	a, _ := math.Lgamma(n + 1)
	b, _ := math.Lgamma(k + 1)
	c, _ := math.Lgamma(n - k + 1)
	return a - b - c
}

// tieTolerance makes outcomes as likely as the observed one count although
// floating point puts them a little above; the convention of R.
const tieTolerance = 1 + 1e-7

// binomialTwoSided is the exact two-sided p-value of x in n against the
// probability share: the sum over all outcomes no more likely than x.
func binomialTwoSided(x, n int, share float64) float64 {
	if share <= 0 || share >= 1 {
		return math.NaN()
	}
	density := func(k int) float64 {
		return math.Exp(logChoose(float64(n), float64(k)) + float64(k)*math.Log(share) + float64(n-k)*math.Log1p(-share))
	}
	limit := density(x) * tieTolerance
	sum, extreme := 0.0, true
	for k := 0; k <= n; k++ {
		if d := density(k); d <= limit {
			sum += d
		} else {
			extreme = false
		}
	}
	if extreme {
		return 1
	}
	return min(sum, 1)
}
