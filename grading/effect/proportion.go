package effect

import "math"

// Proportion returns x of n with the default interval, Wilson's.
func Proportion(x, n int, level float64) (Interval, error) { return Wilson(x, n, level) }

// ProportionBy returns the interval of the named method; an empty name means
// the default. It is for methods chosen by a user.
func ProportionBy(f Formula, x, n int, level float64) (Interval, error) {
	switch f {
	case "", ByWilson:
		return Wilson(x, n, level)
	case ByWilsonCC:
		return WilsonContinuity(x, n, level)
	case ByClopperPearson:
		return ClopperPearson(x, n, level)
	case ByJeffreys:
		return Jeffreys(x, n, level)
	case ByAgrestiCoull:
		return AgrestiCoull(x, n, level)
	case ByWaldProportion:
		return WaldProportion(x, n, level)
	}
	return Interval{}, &InputError{What: "method for a proportion", Got: string(f), Need: "one of the proportion formulas"}
}

// Wilson returns the score interval of a proportion.
//
// Wilson EB. J Am Stat Assoc 1927;22:209–212.
func Wilson(x, n int, level float64) (Interval, error) {
	return proportion(ByWilson, x, n, level, func(x, n, z float64) (float64, float64) { return wilson(x, n, z) })
}

func wilson(x, n, z float64) (lo, hi float64) {
	p, z2 := x/n, z*z
	center := p + z2/(2*n)
	half := z * math.Sqrt(x*(n-x)/(n*n*n)+z2/(4*n*n))
	lo, hi = (center-half)/(1+z2/n), (center+half)/(1+z2/n)
	if x == 0 {
		lo = 0
	}
	if x == n {
		hi = 1
	}
	return lo, hi
}

// WilsonContinuity returns the score interval with continuity correction,
// method 4 of the paper; the limit is 0 at no events and 1 at all events.
//
// Newcombe RG. Stat Med 1998;17:857–872.
func WilsonContinuity(x, n int, level float64) (Interval, error) {
	return proportion(ByWilsonCC, x, n, level, func(x, n, z float64) (float64, float64) {
		p, z2, lo, hi := x/n, z*z, 0.0, 1.0
		if x > 0 {
			root := math.Max(0, z2-2-1/n+4*p*(n-x+1))
			lo = math.Max(0, (2*x+z2-1-z*math.Sqrt(root))/(2*(n+z2)))
		}
		if x < n {
			root := math.Max(0, z2+2-1/n+4*p*(n-x-1))
			hi = math.Min(1, (2*x+z2+1+z*math.Sqrt(root))/(2*(n+z2)))
		}
		return lo, hi
	})
}

// ClopperPearson returns the exact (conservative) interval of a proportion.
//
// Clopper CJ, Pearson ES. Biometrika 1934;26:404–413.
func ClopperPearson(x, n int, level float64) (Interval, error) {
	return proportion(ByClopperPearson, x, n, level, func(x, n, _ float64) (float64, float64) {
		lo, hi, tail := 0.0, 1.0, (1-level)/2
		if x > 0 {
			lo = betaQuantile(tail, x, n-x+1)
		}
		if x < n {
			hi = 1 - betaQuantile(tail, n-x, x+1)
		}
		return lo, hi
	})
}

// Jeffreys returns the equal-tailed interval under the prior Beta(½, ½); the
// limit is 0 at no events and 1 at all events.
//
// Brown LD, Cai TT, DasGupta A. Stat Sci 2001;16:101–133.
func Jeffreys(x, n int, level float64) (Interval, error) {
	return proportion(ByJeffreys, x, n, level, func(x, n, _ float64) (float64, float64) {
		lo, hi, tail := 0.0, 1.0, (1-level)/2
		if x > 0 {
			lo = betaQuantile(tail, x+0.5, n-x+0.5)
		}
		if x < n {
			hi = 1 - betaQuantile(tail, n-x+0.5, x+0.5)
		}
		return lo, hi
	})
}

// AgrestiCoull returns the adjusted Wald interval, not cut off at 0 and 1.
//
// Agresti A, Coull BA. Am Stat 1998;52:119–126.
func AgrestiCoull(x, n int, level float64) (Interval, error) {
	return proportion(ByAgrestiCoull, x, n, level, func(x, n, z float64) (float64, float64) {
		m := n + z*z
		p := (x + z*z/2) / m
		h := z * math.Sqrt(p*(1-p)/m)
		return p - h, p + h
	})
}

// WaldProportion returns the simple normal interval, not cut off at 0 and 1.
// It covers badly for few events; offered because papers print it.
func WaldProportion(x, n int, level float64) (Interval, error) {
	return proportion(ByWaldProportion, x, n, level, func(x, n, z float64) (float64, float64) {
		h := z * math.Sqrt(x*(n-x)/(n*n*n))
		return x/n - h, x/n + h
	})
}

func proportion(f Formula, x, n int, level float64, limits func(x, n, z float64) (float64, float64)) (Interval, error) {
	z, err := critical(level)
	if err := first(err, Arm{Events: x, N: n}.Validate()); err != nil {
		return Interval{}, err
	}
	lo, hi := limits(float64(x), float64(n), z)
	return Interval{Measure: PR, Formula: f, Level: level, Point: float64(x) / float64(n), Low: lo, High: hi}.settle()
}
