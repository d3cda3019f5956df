package pool

import (
	"cmp"
	"slices"
)

// Cumulative refits the model with the first study, the first two, and so on
// in the order given: sort by year, or by size, before.
//
// Lau J, et al. N Engl J Med 1992;327:248–254.
func Cumulative(es []Effect, opt Options) ([]Step, error) {
	if err := checkAll(es); err != nil {
		return nil, err
	}
	all := newSample(es)
	out := make([]Step, len(es))
	for i := range es {
		m, err := fitSample(&sample{y: all.y[:i+1], v: all.v[:i+1]}, opt)
		if err != nil {
			return nil, err
		}
		out[i] = Step{es[i].Row, es[i].Study, m}
	}
	return out, nil
}

// Chronological gives the effects by the year of their rows, larger studies
// first within a year, rows without a year last. rows are those the effects
// were computed from.
func Chronological(es []Effect, rows []Row) []Effect {
	out := slices.Clone(es)
	year := func(e Effect) Number {
		if e.Row < 1 || e.Row > len(rows) {
			return Number{}
		}
		return rows[e.Row-1].Year
	}
	slices.SortStableFunc(out, func(a, b Effect) int {
		ya, yb := year(a), year(b)
		if ya.Set != yb.Set {
			if ya.Set {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(ya.Value, yb.Value), cmp.Compare(b.N, a.N))
	})
	return out
}
