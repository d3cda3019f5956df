package pool

import "math"

// ratesEffect compares two rates: events over person-time.
//
// Rothman KJ, Greenland S, Lash TL. Modern Epidemiology, 3rd ed, 2008:ch 14.
func ratesEffect(row int, r Row, m Measure, zero ZeroRule, anyZero bool) (Effect, string, error) {
	t, err := readRates(row, r)
	if err != nil {
		return Effect{}, "", err
	}
	if zero.Drop00 && t.X1 == 0 && t.X2 == 0 {
		return Effect{}, "no events in either arm", nil
	}
	y, v := t.formula(m, 0)
	if add := zero.amount(t.X1 == 0 || t.X2 == 0, !defined(y, v), anyZero); add > 0 {
		y, v = t.formula(m, add)
	}
	if !defined(y, v) {
		return Effect{}, "the effect is undefined: an arm has no events and no correction was asked for", nil
	}
	return Effect{Y: y, V: v}, "", nil
}

// Rates are the events X and the person-time T of two arms.
type Rates struct {
	Row            int
	Study          string
	X1, T1, X2, T2 float64
}

func readRates(row int, r Row) (Rates, error) {
	rd := reader{row: row, study: r.Study}
	t := Rates{Row: row, Study: r.Study}
	t.X1 = rd.count(cell{"x1i", r.X1})
	t.T1 = rd.positive(cell{"t1i", r.T1}, "person-time")
	t.X2 = rd.count(cell{"x2i", r.X2})
	t.T2 = rd.positive(cell{"t2i", r.T2}, "person-time")
	return t, rd.err
}

// formula is the effect with add put to the events of both arms.
func (t Rates) formula(m Measure, add float64) (y, v float64) {
	x1, x2 := t.X1+add, t.X2+add
	if m == IRR {
		return math.Log(x1/t.T1) - math.Log(x2/t.T2), 1/x1 + 1/x2
	}
	return x1/t.T1 - x2/t.T2, x1/(t.T1*t.T1) + x2/(t.T2*t.T2)
}

// RateTables reads the rates of every row, as Tables does for counts.
func RateTables(rows []Row) ([]Rates, []Exclusion, error) {
	var out []Rates
	var left []Exclusion
	for i, r := range rows {
		t, err := readRates(i+1, r)
		if ex, ok := missingCell(err); ok {
			left = append(left, ex)
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		out = append(out, t)
	}
	return out, left, nil
}
