package pool

import (
	"fmt"
	"math"
)

// MHModel is a Mantel–Haenszel estimate with the tests that go with it.
type MHModel struct {
	Model
	KTables int       `json:"k_tables"`           // tables in the estimate; K counts those in Q
	Tests   *ORTests  `json:"or_tests,omitempty"` // odds ratios only
	Weights []float64 `json:"-"`                  // percent, one a table

	rows []int // data rows of the tables
}

// mhSums are the sums of a Mantel–Haenszel estimate: the effect on the
// analysis scale and its standard error.
type mhSums struct {
	y, se   float64
	weights []float64
	ok      bool
}

// FitMantelHaenszel pools tables as RR, OR or RD without needing a zero-cell
// correction. pooling is the correction in the estimate (ZeroRule{} for none,
// which is the default and the point of the method). Q compares the studies'
// own effects, with 0.5 added to tables with a zero cell and double-zero
// tables left out, with the estimate, as metafor does.
//
// Mantel N, Haenszel W. J Natl Cancer Inst 1959;22:719–748. Variances:
// RR Greenland S, Robins JM. Biometrics 1985;41:55–68; OR Robins J, Breslow N,
// Greenland S. Biometrics 1986;42:311–323; RD Sato T, Greenland S, Robins JM.
// Biometrics 1989;45:1323–1324 (other programs may print another one).
func FitMantelHaenszel(ts []Table, m Measure, pooling ZeroRule, level float64) (MHModel, error) {
	if m != RR && m != OR && m != RD {
		return MHModel{}, fmt.Errorf("measure %s: %w, Mantel–Haenszel pools RR, OR, RD, IRR and IRD", m, ErrUnsuitable)
	}
	adjusted, err := correct(ts, pooling)
	if err != nil {
		return MHModel{}, err
	}
	var s mhSums
	switch m {
	case RR:
		s = mhRiskRatio(adjusted)
	case OR:
		s = mhOddsRatio(adjusted)
	default:
		s = mhRiskDifference(adjusted)
	}
	if !s.ok {
		return MHModel{}, fmt.Errorf("pooling %s by Mantel–Haenszel: %w: an arm has no events, or no people without events, in any study", m, ErrNoStudies)
	}
	out := MHModel{KTables: len(ts), Weights: s.weights}
	anyZero := false
	for _, t := range ts {
		anyZero = anyZero || t.hasZero()
	}
	own := make([]Effect, 0, len(ts))
	for _, t := range ts {
		if e, why := t.effect(m, ZeroRule{Add: 0.5, To: ZeroOnly, Drop00: true, KeepEmpty: true}, anyZero); why == "" {
			own = append(own, e)
		}
	}
	out.Model, err = commonModel(MH, s.y, s.se, own, level)
	if m == OR && err == nil {
		out.Tests, err = testOddsRatios(adjusted, s.y)
	}
	return out, err
}

// correct checks tables and applies a zero-cell rule to their cells.
func correct(ts []Table, z ZeroRule) ([]Table, error) {
	if len(ts) == 0 {
		return nil, ErrNoStudies
	}
	if err := z.check(); err != nil {
		return nil, err
	}
	anyZero := false
	for _, t := range ts {
		if err := t.check(); err != nil {
			return nil, err
		}
		anyZero = anyZero || t.hasZero()
	}
	out := make([]Table, len(ts))
	for i, t := range ts {
		out[i] = t.plus(z.amount(t.hasZero(), t.hasZero(), anyZero))
	}
	return out, nil
}

// commonModel fills a common-effect model whose estimate was found elsewhere.
func commonModel(method Method, y, se float64, own []Effect, level float64) (Model, error) {
	opt := Options{Method: method, Level: level}.fill(len(own))
	if err := opt.check(); err != nil {
		return Model{}, err
	}
	q := 0.0
	for _, e := range own {
		q += (e.Y - y) * (e.Y - y) / e.V
	}
	m := Model{K: len(own), Method: method, Estimate: y, Level: opt.Level, KNHA: HKNone, plainSE: se, scale2: 1, PIMethod: PINone}
	m.Heterogeneity = heterogeneity(q, len(own)-1, 0, 1, false)
	if len(own) < 2 {
		m.Heterogeneity = Heterogeneity{QP: 1, H2: 1}
	}
	m.interval()
	return m, m.finite()
}

func mhRiskRatio(ts []Table) mhSums {
	var r, s, p float64
	w := make([]float64, len(ts))
	for i, t := range ts {
		f1, f2 := t.N1()/t.N(), t.N2()/t.N()
		r += t.A * f2
		s += t.C * f1
		p += f1*f2*(t.A+t.C) - t.A/t.N()*t.C
		w[i] = t.C * f1
	}
	return mhSums{math.Log(r / s), math.Sqrt(p / (r * s)), percent(w), r > 0 && s > 0}
}

func mhOddsRatio(ts []Table) mhSums {
	var r, s, pr, mixed, qs float64
	w := make([]float64, len(ts))
	for i, t := range ts {
		n := t.N()
		p, q := (t.A+t.D)/n, (t.B+t.C)/n
		ri, si := t.A/n*t.D, t.B/n*t.C
		r += ri
		s += si
		pr += p * ri
		mixed += p*si + q*ri
		qs += q * si
		w[i] = si
	}
	v := (pr/(r*r) + mixed/(r*s) + qs/(s*s)) / 2
	return mhSums{math.Log(r / s), math.Sqrt(v), percent(w), r > 0 && s > 0}
}

func mhRiskDifference(ts []Table) mhSums {
	var num, den, a, b float64
	w := make([]float64, len(ts))
	for i, t := range ts {
		n1, n2, n := t.N1(), t.N2(), t.N()
		w[i] = n1 * (n2 / n)
		num += t.A*(n2/n) - t.C*(n1/n)
		den += w[i]
		a += t.C*(n1/n)*(n1/n) - t.A*(n2/n)*(n2/n) + n1/n*(n2/n)*(n2-n1)/2
		b += t.A*t.D/n + t.C*t.B/n
	}
	d := num / den
	v := (d*a + b/2) / (den * den)
	return mhSums{d, math.Sqrt(v), percent(w), den > 0 && v > 0}
}

// percent turns weights into shares of 100.
func percent(w []float64) []float64 {
	sum := 0.0
	for _, x := range w {
		sum += x
	}
	out := make([]float64, len(w))
	for i, x := range w {
		if sum > 0 {
			out[i] = 100 * x / sum
		}
	}
	return out
}
