package pool

import "math"

// correlationEffect takes a correlation as it is (COR) or as Fisher's z (ZCOR).
//
// Fisher RA. Metron 1921;1:1–32.
func correlationEffect(row int, r Row, m Measure) (Effect, error) {
	rd := reader{row: row, study: r.Study}
	c := rd.number(cell{"ri", r.R})
	n := rd.positive(cell{"ni", r.N}, "the number of people")
	if rd.err == nil && (c <= -1 || c >= 1) {
		rd.fail("ri", ErrOutOfRange, "a correlation of %v has no sampling variance; it must lie between −1 and 1", c)
	}
	if need := 4.0; rd.err == nil && m == ZCOR && n < need {
		rd.fail("ni", ErrOutOfRange, "Fisher's z needs at least %v people, there are %v", need, n)
	}
	if rd.err == nil && n < 2 {
		rd.fail("ni", ErrOutOfRange, "a correlation needs at least two people, there is %v", n)
	}
	if rd.err != nil {
		return Effect{}, rd.err
	}
	if m == COR {
		return Effect{Y: c, V: (1 - c*c) * (1 - c*c) / (n - 1), N: n}, nil
	}
	return Effect{Y: math.Atanh(c), V: 1 / (n - 3), N: n}, nil
}
