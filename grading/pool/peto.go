package pool

import (
	"fmt"
	"math"
)

// FitPeto pools observed minus expected events: the one-step odds ratio. It
// needs no zero-cell correction; tables without events, or with events only,
// say nothing and are left out of K.
//
// Yusuf S, Peto R, Lewis J, Collins R, Sleight P. Prog Cardiovasc Dis
// 1985;27:335–371. Biased when arms are unbalanced or effects large:
// Greenland S, Salvan A. Stat Med 1990;9:247–252; see PetoWarnings.
func FitPeto(ts []Table, level float64) (MHModel, error) {
	if _, err := correct(ts, ZeroRule{}); err != nil {
		return MHModel{}, err
	}
	var oe, v float64
	w := make([]float64, len(ts))
	own := make([]Effect, 0, len(ts))
	for i, t := range ts {
		h := t.hypergeometric()
		if !(h > 0) {
			continue
		}
		d := t.logRank()
		oe += d
		v += h
		w[i] = h
		own = append(own, Effect{Row: t.Row, Study: t.Study, Y: d / h, V: 1 / h})
	}
	if v <= 0 {
		return MHModel{}, fmt.Errorf("pooling by Peto's method: %w: no study has both people with and people without events", ErrNoStudies)
	}
	m, err := commonModel(PetoOR, oe/v, math.Sqrt(1/v), own, level)
	return MHModel{Model: m, KTables: len(ts), Weights: percent(w)}, err
}

// PetoWarnings says which conditions for Peto's odds ratio do not hold:
// events rare (below 10 %), arms of similar size, odds ratio between 0.5 and
// 2. The bounds are from memory of the Cochrane Handbook and unverified; arms
// count as dissimilar here when one is more than twice the other over all
// studies.
func PetoWarnings(ts []Table, logOR float64) []string {
	var events, n1, n2 float64
	for _, t := range ts {
		events += t.A + t.C
		n1 += t.N1()
		n2 += t.N2()
	}
	var out []string
	if share := events / (n1 + n2); share >= 0.1 {
		out = append(out, fmt.Sprintf("Peto's odds ratio is meant for rare events; here %.0f%% had the event", 100*share))
	}
	if n1 > 2*n2 || n2 > 2*n1 {
		out = append(out, fmt.Sprintf("Peto's odds ratio is biased when arms differ in size; here %.0f and %.0f people", n1, n2))
	}
	if or := math.Exp(logOR); or < 0.5 || or > 2 {
		out = append(out, fmt.Sprintf("Peto's odds ratio is biased away from 0.5 to 2; here it is %.2f", or))
	}
	return out
}
