package pool

import "math"

// effect computes the measure from the table under the zero-cell rule; why is
// not empty when the study has no usable effect.
func (t Table) effect(m Measure, zero ZeroRule, anyZero bool) (e Effect, why string) {
	if zero.Drop00 && m != AS && t.doubleZero() {
		if t.A == 0 && t.C == 0 {
			return Effect{}, "no events in either arm"
		}
		return Effect{}, "everyone had the event in both arms"
	}
	e.N = t.N()
	e.Y, e.V = t.formula(m)
	if m != AS && m != Peto {
		if add := zero.amount(t.hasZero(), !defined(e.Y, e.V), anyZero); add > 0 {
			e.Y, e.V = t.plus(add).formula(m)
		}
	}
	if !defined(e.Y, e.V) {
		return Effect{}, "the effect is undefined: a cell is zero and no correction was asked for"
	}
	return e, ""
}

// formula is the effect and its variance from the counts as they are; it may
// be undefined (NaN, infinite, or a variance of zero).
//
// Ratios and differences: Fleiss JL. In: Cooper H, Hedges LV (eds). The
// Handbook of Research Synthesis, 1994:245–260. Peto: Yusuf S, Peto R, et al.
// Prog Cardiovasc Dis 1985;27:335–371. Arcsine: Rücker G, et al. Stat Med
// 2009;28:721–738.
func (t Table) formula(m Measure) (y, v float64) {
	a, b, c, d := t.A, t.B, t.C, t.D
	n1, n2 := t.N1(), t.N2()
	p1, p2 := a/n1, c/n2
	switch m {
	case RR:
		return math.Log(p1) - math.Log(p2), 1/a - 1/n1 + 1/c - 1/n2
	case OR:
		return math.Log(a/b) - math.Log(c/d), 1/a + 1/b + 1/c + 1/d
	case RD:
		return p1 - p2, p1*(b/n1)/n1 + p2*(d/n2)/n2
	case AS:
		return math.Asin(math.Sqrt(p1)) - math.Asin(math.Sqrt(p2)), 1/(4*n1) + 1/(4*n2)
	default: // Peto
		oe, hv := t.logRank(), t.hypergeometric()
		return oe / hv, 1 / hv
	}
}

// logRank is observed minus expected events in arm 1.
func (t Table) logRank() float64 { return t.A - (t.A+t.C)*(t.N1()/t.N()) }

// hypergeometric is the variance of the events in arm 1 given all margins.
func (t Table) hypergeometric() float64 {
	n := t.N()
	return t.N1() / n * (t.N2() / n) * ((t.A + t.C) * ((t.B + t.D) / (n - 1)))
}
