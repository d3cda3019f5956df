package effect

import "math"

// RiskDifference returns the risk of the treatment arm less that of the
// control arm with the default interval, Newcombe's.
func RiskDifference(t Table, level float64) (Interval, error) { return Newcombe(t, level) }

// RiskDifferenceBy returns the interval of the named method; an empty name
// means the default. It is for methods chosen by a user.
func RiskDifferenceBy(f Formula, t Table, level float64) (Interval, error) {
	switch f {
	case "", ByNewcombe:
		return Newcombe(t, level)
	case ByWaldDifference:
		return WaldDifference(t, level)
	case ByMiettinenNurminen:
		return MiettinenNurminen(t, level)
	}
	return Interval{}, &InputError{What: "method for a risk difference", Got: string(f), Need: "one of the risk difference formulas"}
}

// Newcombe returns the risk difference with the hybrid score interval, method
// 10 of the paper: Wilson's limits of both arms, squared and added.
//
// Newcombe RG. Stat Med 1998;17:873–890.
func Newcombe(t Table, level float64) (Interval, error) {
	return difference(ByNewcombe, t, level, func(z, d float64) (float64, float64) {
		n1, n2 := float64(t.Treatment.N), float64(t.Control.N)
		p1, p2 := float64(t.Treatment.Events)/n1, float64(t.Control.Events)/n2
		l1, u1 := wilson(float64(t.Treatment.Events), n1, z)
		l2, u2 := wilson(float64(t.Control.Events), n2, z)
		return d - math.Hypot(p1-l1, u2-p2), d + math.Hypot(u1-p1, p2-l2)
	})
}

// WaldDifference returns the risk difference with the simple normal interval,
// not cut off at -1 and 1. Offered because papers print it.
func WaldDifference(t Table, level float64) (Interval, error) {
	return difference(ByWaldDifference, t, level, func(z, d float64) (float64, float64) {
		h := z * math.Sqrt(waldVariance(t, 0))
		return d - h, d + h
	})
}

// MiettinenNurminen returns the risk difference with the asymptotic score
// interval, its variance multiplied by N/(N-1).
//
// Miettinen O, Nurminen M. Stat Med 1985;4:213–226.
func MiettinenNurminen(t Table, level float64) (Interval, error) {
	return difference(ByMiettinenNurminen, t, level, func(z, d float64) (float64, float64) {
		excess := func(delta float64) float64 { return scoreStatistic(t, d, delta) - z*z }
		lo, hi := -1.0, 1.0
		if d > -1 && excess(math.Nextafter(-1, 0)) > 0 {
			lo = bisect(excess, math.Nextafter(-1, 0), d)
		}
		if d < 1 && excess(math.Nextafter(1, 0)) > 0 {
			hi = bisect(excess, d, math.Nextafter(1, 0))
		}
		return lo, hi
	})
}

// scoreStatistic is the squared distance of the observed difference d from
// delta over its variance under delta.
func scoreStatistic(t Table, d, delta float64) float64 {
	n1, n2 := float64(t.Treatment.N), float64(t.Control.N)
	p1, p2 := restrictedRisks(t, delta)
	v := (p1*(1-p1)/n1 + p2*(1-p2)/n2) * (n1 + n2) / (n1 + n2 - 1)
	if v <= 0 {
		if math.Abs(d-delta) < 1e-12 {
			return 0
		}
		return math.MaxFloat64
	}
	return (d - delta) * (d - delta) / v
}

// restrictedRisks returns the most likely risks of both arms when they must
// differ by delta: the middle root of the cubic of the paper's appendix.
func restrictedRisks(t Table, delta float64) (p1, p2 float64) {
	n1, n2 := float64(t.Treatment.N), float64(t.Control.N)
	c, m, n := float64(t.Control.Events), float64(t.Events()), n1+n2
	q2 := ((n1+2*n2)*delta - n - m) / n
	q1 := ((n2*delta-n-2*c)*delta + m) / n
	q0 := c * delta * (1 - delta) / n
	q := q2*q2*q2/27 - q2*q1/6 + q0/2
	p := math.Copysign(math.Sqrt(math.Max(0, q2*q2/9-q1/3)), q)
	p2 = -q2 / 3
	if p != 0 && q != 0 {
		angle := math.Acos(math.Max(-1, math.Min(1, q/(p*p*p))))
		p2 += 2 * p * math.Cos((math.Pi+angle)/3)
	}
	p2 = math.Max(0, math.Min(1, p2))
	return math.Max(0, math.Min(1, p2+delta)), p2
}

// difference returns the risk difference, rounded once, with given limits.
func difference(f Formula, t Table, level float64, limits func(z, d float64) (float64, float64)) (Interval, error) {
	z, err := critical(level)
	if err := first(err, t.Validate()); err != nil {
		return Interval{}, err
	}
	d := riskDifference(t)
	lo, hi := limits(z, d)
	return Interval{Measure: RD, Formula: f, Level: level, Point: d, Low: lo, High: hi}.settle()
}

func riskDifference(t Table) float64 {
	n1, n2 := int64(t.Treatment.N), int64(t.Control.N)
	return float64(int64(t.Treatment.Events)*n2-int64(t.Control.Events)*n1) / float64(n1*n2)
}

func waldVariance(t Table, add float64) float64 {
	a, b, c, d := t.cells(add)
	n1, n2 := a+b, c+d
	return a*b/(n1*n1*n1) + c*d/(n2*n2*n2)
}
