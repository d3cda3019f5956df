package pool

import (
	"cmp"
	"math"
)

// arms holds the summary of a continuous outcome in two arms.
type arms struct{ n1, m1, s1, n2, m2, s2 float64 }

// meansEffect computes a measure of two means.
func meansEffect(row int, r Row, m Measure) (Effect, error) {
	rd := reader{row: row, study: r.Study}
	a := arms{
		n1: rd.positive(cell{"n1i", r.N1}, "the number of people"),
		n2: rd.positive(cell{"n2i", r.N2}, "the number of people"),
	}
	var from1, from2 string
	a.m1, a.s1, from1 = rd.moments("1i", r.M1, r.SD1, r.N1, Quantiles{r.Min1, r.Q11, r.Med1, r.Q31, r.Max1})
	a.m2, a.s2, from2 = rd.moments("2i", r.M2, r.SD2, r.N2, Quantiles{r.Min2, r.Q12, r.Med2, r.Q32, r.Max2})
	if rd.err == nil && a.n1 < 2 {
		rd.fail("n1i", ErrOutOfRange, "a standard deviation needs at least two people, there is %v", a.n1)
	}
	if rd.err == nil && a.n2 < 2 {
		rd.fail("n2i", ErrOutOfRange, "a standard deviation needs at least two people, there is %v", a.n2)
	}
	if m == SMDRevMan && rd.err == nil && a.n1+a.n2 <= 3.94 {
		rd.fail("n1i", ErrOutOfRange, "the formula of RevMan needs more than 3.94 people in all")
	}
	if m == ROM && rd.err == nil && (a.m1 == 0 || a.m2 == 0 || (a.m1 > 0) != (a.m2 > 0)) {
		rd.fail("m1i", ErrOutOfRange, "means of %v and %v have no ratio with a logarithm", a.m1, a.m2)
	}
	if rd.err != nil {
		return Effect{}, rd.err
	}
	y, v := a.formula(m)
	return Effect{Y: y, V: v, N: a.n1 + a.n2, From: cmp.Or(from1, from2)}, nil
}

// formula is the effect and its sampling variance.
//
// Hedges LV, Olkin I. Statistical Methods for Meta-Analysis, 1985 (SMD).
// Bonett DG. Psychol Methods 2008;13:99–109 (SMDH). Hedges LV, Gurevitch J,
// Curtis PS. Ecology 1999;80:1150–1156 (ROM). Deeks JJ, Higgins JPT.
// Statistical algorithms in Review Manager 5, 2010 (SMD_REVMAN).
func (a arms) formula(m Measure) (y, v float64) {
	v1, v2 := a.s1*a.s1, a.s2*a.s2
	total := a.n1 + a.n2
	df := total - 2
	pooled := math.Sqrt(((a.n1-1)*v1 + (a.n2-1)*v2) / df)
	d := (a.m1 - a.m2) / pooled
	switch m {
	case MD:
		return a.m1 - a.m2, v1/a.n1 + v2/a.n2
	case SMD:
		g := SmallSampleFactor(df) * d
		return g, 1/a.n1 + 1/a.n2 + g*g/(2*total)
	case SMDUnbiased:
		j := SmallSampleFactor(df)
		g := j * d
		return g, 1/a.n1 + 1/a.n2 + (1-(df-2)/(df*j*j))*g*g
	case SMDRevMan:
		g := d * (1 - 3/(4*total-9))
		return g, total/(a.n1*a.n2) + g*g/(2*(total-3.94))
	case SMDH:
		mean := (v1 + v2) / 2
		j := SmallSampleFactor(df)
		y = j * (a.m1 - a.m2) / math.Sqrt(mean)
		v = y*y*(v1*v1/(a.n1-1)+v2*v2/(a.n2-1))/(2*(v1+v2)*(v1+v2)) + (v1/(a.n1-1)+v2/(a.n2-1))/mean
		return y, j * j * v
	default: // ROM
		return math.Log(a.m1 / a.m2), v1/(a.n1*a.m1*a.m1) + v2/(a.n2*a.m2*a.m2)
	}
}

// SmallSampleFactor is the exact factor J that takes the small-sample bias
// out of a standardised mean difference with df degrees of freedom, between 0
// and 1. It needs df > 1 and is 0 at df ≤ 1.
//
// Hedges LV. J Educ Stat 1981;6:107–128.
func SmallSampleFactor(df float64) float64 {
	if df <= 1 {
		return 0
	}
	if df > 1e6 {
		return 1 - 3/(4*df-1) // the difference of log-gammas would lose digits; the error is below 1e-12
	}
	top, _ := math.Lgamma(df / 2)
	bottom, _ := math.Lgamma((df - 1) / 2)
	return math.Exp(top - math.Log(math.Sqrt(df/2)) - bottom)
}
