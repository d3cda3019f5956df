package pool

import "math"

// genericEffect takes an effect that is ready, or a hazard ratio.
func genericEffect(row int, r Row, m Measure) (Effect, error) {
	rd := reader{row: row, study: r.Study}
	e := Effect{N: peopleOf(r)}
	switch {
	case m == HR && r.OmE.Set:
		lv := rd.positive(cell{"lrv", r.LRV}, "the log-rank variance")
		e.Y, e.V = rd.number(cell{"ome", r.OmE})/lv, 1/lv
	case m == HR && r.HR.Set:
		r.Y = N(math.Log(rd.positive(cell{"hr", r.HR}, "a hazard ratio")))
		r.LB, r.UB = logOf(&rd, "ci.lb", r.LB), logOf(&rd, "ci.ub", r.UB)
		fallthrough
	default:
		e.Y = rd.number(cell{"yi", r.Y})
		if rd.err == nil {
			e.V = rd.variance(e.Y, r)
		}
	}
	return e, rd.err
}

// logOf takes the logarithm of a limit that is there.
func logOf(rd *reader, name string, n Number) Number {
	if !n.Set {
		return n
	}
	return N(math.Log(rd.positive(cell{name, n}, "a limit of a ratio")))
}

// peopleOf is the number of people, when the row says so.
func peopleOf(r Row) float64 {
	n := 0.0
	switch {
	case r.N.Set:
		n = r.N.Value
	case r.N1.Set && r.N2.Set:
		n = r.N1.Value + r.N2.Value
	}
	if !(n > 0) || math.IsInf(n, 0) {
		return 0
	}
	return n
}

// variance finds the sampling variance of y in the first of vi, sei, 95 %
// interval and two-sided p value that the row has.
//
// From interval and p: Handbook 6.3; the interval is taken as symmetrical on
// the analysis scale.
func (rd *reader) variance(y float64, r Row) float64 {
	switch {
	case r.V.Set:
		v := rd.number(cell{"vi", r.V})
		if rd.err == nil && v < 0 {
			rd.fail("vi", ErrNegative, "the variance is %v, and a variance cannot be negative", v)
		}
		if rd.err == nil && v == 0 {
			rd.fail("vi", ErrZeroVariance, "the variance is zero, and the study would outweigh all others without bound")
		}
		return v
	case r.SE.Set:
		se := rd.positive(cell{"sei", r.SE}, "a standard error")
		return se * se
	case r.LB.Set || r.UB.Set:
		lb, ub := rd.number(cell{"ci.lb", r.LB}), rd.number(cell{"ci.ub", r.UB})
		if rd.err == nil && ub <= lb {
			rd.fail("ci.ub", ErrInconsistent, "the upper limit %v is not above the lower one, %v", ub, lb)
		}
		if rd.err == nil && (y < lb || y > ub) {
			rd.fail("yi", ErrInconsistent, "the effect %v lies outside its interval, %v to %v", y, lb, ub)
		}
		se := (ub - lb) / (2 * normalQuantile(0.975))
		return se * se
	case r.P.Set:
		p := rd.number(cell{"pval", r.P})
		if rd.err == nil && (p <= 0 || p >= 1) {
			rd.fail("pval", ErrOutOfRange, "a standard error can be found from a p value between 0 and 1 only, it is %v", p)
		}
		if rd.err == nil && y == 0 {
			rd.fail("yi", ErrInconsistent, "no standard error can be found from a p value when the effect is 0")
		}
		if rd.err != nil {
			return 0
		}
		se := math.Abs(y / normalUpper(p/2))
		return se * se
	}
	rd.fail("vi", ErrMissing, "none of vi, sei, ci.lb with ci.ub, and pval has a value")
	return 0
}
