package pool

import "math"

// readProportion takes events and people of one group.
func readProportion(row int, r Row) (x, n float64, err error) {
	rd := reader{row: row, study: r.Study}
	x = rd.count(cell{"xi", r.X})
	n = rd.positive(cell{"ni", r.N}, "the number of people")
	if rd.err == nil && x > n {
		rd.fail("xi", ErrAboveTotal, "%v events are more than the %v people of ni", x, n)
	}
	return x, n, rd.err
}

// proportionEffect transforms the proportion of one group.
func proportionEffect(row int, r Row, m Measure, zero ZeroRule, anyZero bool) (Effect, string, error) {
	x, n, err := readProportion(row, r)
	if err != nil {
		return Effect{}, "", err
	}
	y, v := proportionFormula(m, x, n-x)
	if m != PFT && m != PAS {
		if add := zero.amount(x == 0 || x == n, !defined(y, v), anyZero); add > 0 {
			y, v = proportionFormula(m, x+add, n-x+add)
		}
	}
	if !defined(y, v) {
		return Effect{}, "the transformed proportion is undefined: no one or everyone had the event, and no correction was asked for", nil
	}
	return Effect{Y: y, V: v, N: n}, "", nil
}

// proportionFormula is the transformed proportion of x with and rest without
// the event, and its variance.
//
// Freeman MF, Tukey JW. Ann Math Stat 1950;21:607–611 (PFT, PAS).
func proportionFormula(m Measure, x, rest float64) (y, v float64) {
	n := x + rest
	switch m {
	case PR:
		return x / n, x / n * (rest / n) / n
	case PLO:
		return math.Log(x / rest), 1/x + 1/rest
	case PLN:
		return math.Log(x / n), 1/x - 1/n
	case PAS:
		return math.Asin(math.Sqrt(x / n)), 1 / (4 * n)
	default: // PFT
		return freemanTukey(x, n), 1 / (4*n + 2)
	}
}
