package pool

import (
	"fmt"
	"math"
)

// FitMantelHaenszelRates pools rates as IRR or IRD by Mantel–Haenszel.
//
// Greenland S, Robins JM. Biometrics 1985;41:55–68; Rothman KJ, Greenland S,
// Lash TL. Modern Epidemiology, 3rd ed, 2008:ch 15.
func FitMantelHaenszelRates(rs []Rates, m Measure, level float64) (MHModel, error) {
	if m != IRR && m != IRD {
		return MHModel{}, fmt.Errorf("measure %s: %w, rates are pooled as IRR or IRD", m, ErrUnsuitable)
	}
	if len(rs) == 0 {
		return MHModel{}, ErrNoStudies
	}
	for _, r := range rs {
		if err := r.check(); err != nil {
			return MHModel{}, err
		}
	}
	s := mhRates(rs, m)
	if !s.ok {
		return MHModel{}, fmt.Errorf("pooling %s by Mantel–Haenszel: %w: an arm has no events in any study", m, ErrNoStudies)
	}
	var own []Effect
	for _, r := range rs {
		add := 0.0
		if r.X1 == 0 || r.X2 == 0 {
			add = 0.5
		}
		if y, v := r.formula(m, add); defined(y, v) && (r.X1 > 0 || r.X2 > 0) {
			own = append(own, Effect{Row: r.Row, Study: r.Study, Y: y, V: v})
		}
	}
	model, err := commonModel(MH, s.y, s.se, own, level)
	return MHModel{Model: model, KTables: len(rs), Weights: s.weights}, err
}

// mhRates sums over the studies.
func mhRates(rs []Rates, m Measure) mhSums {
	var r, s, p, num, den, v float64
	w := make([]float64, len(rs))
	for i, x := range rs {
		t := x.T1 + x.T2
		f1, f2 := x.T1/t, x.T2/t
		r += x.X1 * f2
		s += x.X2 * f1
		p += f1 * f2 * (x.X1 + x.X2)
		num += x.X1*f2 - x.X2*f1
		den += x.T1 * f2
		v += x.X1*f2*f2 + x.X2*f1*f1
		if w[i] = x.X2 * f1; m == IRD {
			w[i] = x.T1 * f2
		}
	}
	if m == IRR {
		return mhSums{math.Log(r / s), math.Sqrt(p / (r * s)), percent(w), r > 0 && s > 0}
	}
	return mhSums{num / den, math.Sqrt(v) / den, percent(w), den > 0 && v > 0}
}

// check refuses rates that cannot be right.
func (r Rates) check() error {
	row := Row{Study: r.Study, X1: N(r.X1), T1: N(r.T1), X2: N(r.X2), T2: N(r.T2)}
	_, err := readRates(r.Row, row)
	return err
}
