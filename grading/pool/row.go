package pool

import (
	"fmt"
	"math"
)

// Row is one study as it stands in a table, with the column names metafor
// uses. A measure reads only its own columns; see Measure.Columns.
type Row struct {
	Study string `csv:"study"`
	Group string `csv:"subgroup"`
	Year  Number `csv:"year"`

	// Events: arm 1 has ai with and bi without the event, arm 2 ci and di.
	// Either the number without the event or the arm total is enough.
	A  Number `csv:"ai"`
	B  Number `csv:"bi"`
	N1 Number `csv:"n1i"`
	C  Number `csv:"ci"`
	D  Number `csv:"di"`
	N2 Number `csv:"n2i"`

	// Means and standard deviations; n1i and n2i are shared with the above.
	M1  Number `csv:"m1i"`
	SD1 Number `csv:"sd1i"`
	M2  Number `csv:"m2i"`
	SD2 Number `csv:"sd2i"`

	// In place of mean and standard deviation: median with quartiles, range or
	// both.
	Min1 Number `csv:"min1i"`
	Q11  Number `csv:"q11i"`
	Med1 Number `csv:"med1i"`
	Q31  Number `csv:"q31i"`
	Max1 Number `csv:"max1i"`
	Min2 Number `csv:"min2i"`
	Q12  Number `csv:"q12i"`
	Med2 Number `csv:"med2i"`
	Q32  Number `csv:"q32i"`
	Max2 Number `csv:"max2i"`

	// Events and person-time per arm.
	X1 Number `csv:"x1i"`
	T1 Number `csv:"t1i"`
	X2 Number `csv:"x2i"`
	T2 Number `csv:"t2i"`

	// One group: events (proportions) or a correlation, and people.
	X Number `csv:"xi"`
	R Number `csv:"ri"`
	N Number `csv:"ni"`

	// Ready effects on the analysis scale (logarithms for ratios), with the
	// variance, the standard error, a 95 % interval or a two-sided p value.
	Y  Number `csv:"yi"`
	V  Number `csv:"vi"`
	SE Number `csv:"sei"`
	LB Number `csv:"ci.lb"`
	UB Number `csv:"ci.ub"`
	P  Number `csv:"pval"`

	// Hazard ratios: the ratio itself (then ci.lb and ci.ub are ratios too),
	// or observed minus expected events and their variance (log-rank).
	HR  Number `csv:"hr"`
	OmE Number `csv:"ome"`
	LRV Number `csv:"lrv"`
}

// cell is one named cell of a row on its way to a formula.
type cell struct {
	name string
	n    Number
}

// reader reads the cells of one row and keeps the first error.
type reader struct {
	row   int
	study string
	err   error
}

func (r *reader) fail(column string, kind error, format string, args ...any) {
	if r.err == nil {
		r.err = &DataError{Row: r.row, Study: r.study, Column: column, Kind: kind, Reason: fmt.Sprintf(format, args...)}
	}
}

// number gives the value of a cell that must be there and finite.
func (r *reader) number(c cell) float64 {
	switch {
	case !c.n.Set:
		r.fail(c.name, ErrMissing, "no value, and the measure needs one")
	case math.IsNaN(c.n.Value) || math.IsInf(c.n.Value, 0):
		r.fail(c.name, ErrNotFinite, "%v is not a finite number", c.n.Value)
	default:
		return c.n.Value
	}
	return 0
}

// count gives a number of people or events: not below zero. Fractions are
// accepted, since counts corrected for clustering have them.
func (r *reader) count(c cell) float64 {
	x := r.number(c)
	if x < 0 {
		r.fail(c.name, ErrNegative, "%v is negative, and a count cannot be", x)
	}
	return x
}

// positive gives a number above zero.
func (r *reader) positive(c cell, what string) float64 {
	x := r.number(c)
	if r.err == nil && x <= 0 {
		r.fail(c.name, ErrNotPositive, "%s must be above zero, it is %v", what, x)
	}
	return x
}

// arm reads events and non-events of one arm from events plus either the
// non-events or the total.
func (r *reader) arm(events, rest, total cell) (yes, no float64) {
	yes = r.count(events)
	if rest.n.Set || !total.n.Set {
		no = r.count(rest)
		if total.n.Set && r.err == nil && math.Abs(yes+no-r.count(total)) > 1e-9*(1+yes+no) {
			r.fail(total.name, ErrInconsistent, "%v is not the sum of %s and %s, %v", total.n.Value, events.name, rest.name, yes+no)
		}
	} else {
		n := r.count(total)
		if r.err == nil && yes > n {
			r.fail(events.name, ErrAboveTotal, "%v events are more than the %v people of %s", yes, n, total.name)
		}
		no = n - yes
	}
	return yes, no
}
