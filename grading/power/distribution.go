package power

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// upper returns the standard normal quantile with p above it.
func upper(p float64) float64 { return -mathext.NormalQuantile(p) }

// normalCDF keeps its relative accuracy in the lower tail.
func normalCDF(z float64) float64 { return 0.5 * math.Erfc(-z/math.Sqrt2) }

// upperT returns the quantile of Student's t with p above it, p below 0.5.
func upperT(p, df float64) float64 {
	if df > 1e10 {
		return upper(p)
	}
	return -distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(p)
}

// aboveT is the chance that noncentral t exceeds t >= 0. The series of Lenth
// loses its way for large noncentrality or many degrees of freedom, where the
// normal approximation of Abramowitz and Stegun (26.7.10) is as good.
//
// Lenth RV. Algorithm AS 243. Appl Stat 1989;38:185–189.
func aboveT(t, df, ncp float64) float64 {
	if math.Abs(ncp) > 36 || df > 4e5 {
		s := 1 / (4 * df)
		return normalCDF((ncp - t*(1-s)) / math.Sqrt(1+2*t*t*s))
	}
	return 1 - distuv.NoncentralT{Nu: df, Mu: ncp}.CDF(t)
}

// rise finds where an increasing f reaches 0, between lo and an upper bracket
// that is widened up to limit. It reports false if f stays below 0.
func rise(f func(float64) float64, lo, limit float64) (float64, bool) {
	if f(lo) >= 0 {
		return lo, true
	}
	hi := 2 * lo
	for f(hi) < 0 {
		if hi >= limit {
			return 0, false
		}
		lo, hi = hi, math.Min(limit, 2*hi)
	}
	return between(f, lo, hi), true
}

// between finds the zero of f between lo and hi; f must be below 0 at lo and
// not below 0 at hi. It goes by the Illinois variant of false position, every
// third step by halving, so that it ends whatever the shape of f.
func between(f func(float64) float64, lo, hi float64) float64 {
	flo, fhi, last := f(lo), f(hi), 0
	for i := 0; i < 300 && hi-lo > 1e-15*math.Abs(hi); i++ {
		x := (lo*fhi - hi*flo) / (fhi - flo)
		if i%3 == 2 || !(x > lo && x < hi) {
			x = lo + (hi-lo)/2
		}
		if x == lo || x == hi {
			break
		}
		switch fx := f(x); {
		case fx == 0:
			return x
		case fx < 0:
			if lo, flo = x, fx; last < 0 {
				fhi /= 2
			}
			last = -1
		default:
			if hi, fhi = x, fx; last > 0 {
				flo /= 2
			}
			last = 1
		}
	}
	return lo + (hi-lo)/2
}
