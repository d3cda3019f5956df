package pool

import (
	"errors"
	"fmt"
	"math"
)

// Effect is the result of one study on the analysis scale.
type Effect struct {
	Row   int     `json:"row"`             // data row it came from, the first is 1
	Study string  `json:"study"`           // label
	Group string  `json:"group,omitempty"` // subgroup
	Y     float64 `json:"y"`               // effect, a logarithm for ratios
	V     float64 `json:"v"`               // its sampling variance, above zero
	N     float64 `json:"n,omitempty"`     // people in the study, 0 when not known
	From  string  `json:"from,omitempty"`  // what means were worked out of, "" when they were printed
}

// Exclusion is a study that could not be pooled, and why.
type Exclusion struct {
	Row    int    `json:"row"`
	Study  string `json:"study"`
	Reason string `json:"reason"`
}

// Effects computes the effect of each study from its row. Studies with a
// missing cell, and studies whose effect is undefined under the zero-cell
// rule, come back as exclusions with the reason. A cell that cannot be right
// is a *DataError.
func Effects(rows []Row, m Measure, zero ZeroRule) ([]Effect, []Exclusion, error) {
	if !m.Known() {
		return nil, nil, fmt.Errorf("measure %q: %w, choose one of %v", m, ErrUnknown, Measures())
	}
	if err := zero.check(); err != nil {
		return nil, nil, err
	}
	var out []Effect
	var left []Exclusion
	anyZero, err := anyZeroCell(rows, m, zero)
	if err != nil {
		return nil, nil, err
	}
	for i, r := range rows {
		e, why, err := effectOf(i+1, r, m, zero, anyZero)
		if ex, ok := missingCell(err); ok {
			left = append(left, ex)
			continue
		}
		switch {
		case err != nil:
			return nil, nil, err
		case why != "":
			left = append(left, Exclusion{Row: i + 1, Study: r.Study, Reason: why})
			continue
		}
		e.Row, e.Study, e.Group = i+1, r.Study, r.Group
		if err := e.check(); err != nil {
			return nil, nil, err
		}
		out = append(out, e)
	}
	return out, left, nil
}

// effectOf computes one effect; why is not empty when the study has none.
func effectOf(row int, r Row, m Measure, zero ZeroRule, anyZero bool) (e Effect, why string, err error) {
	switch m.info().family {
	case tables:
		t, err := readTable(row, r, zero.KeepEmpty)
		if err != nil {
			return Effect{}, "", err
		}
		e, why = t.effect(m, zero, anyZero)
		return e, why, nil
	case means:
		e, err = meansEffect(row, r, m)
	case rates:
		return ratesEffect(row, r, m, zero, anyZero)
	case proportions:
		return proportionEffect(row, r, m, zero, anyZero)
	case correlations:
		e, err = correlationEffect(row, r, m)
	default:
		e, err = genericEffect(row, r, m)
	}
	return e, "", err
}

// anyZeroCell says whether some study that stays in has an empty cell; only
// the rule ZeroIfAny needs to know.
func anyZeroCell(rows []Row, m Measure, rule ZeroRule) (bool, error) {
	for i, r := range rows {
		var zero bool
		var err error
		switch m.info().family {
		case tables:
			var t Table
			t, err = readTable(i+1, r, rule.KeepEmpty)
			zero = t.hasZero() && !(rule.Drop00 && t.doubleZero())
		case rates:
			var t Rates
			t, err = readRates(i+1, r)
			zero = (t.X1 == 0 || t.X2 == 0) && !(rule.Drop00 && t.X1 == 0 && t.X2 == 0)
		case proportions:
			var x, n float64
			x, n, err = readProportion(i+1, r)
			zero = x == 0 || x == n
		default:
			return false, nil
		}
		if _, missing := missingCell(err); err != nil && !missing {
			return false, err
		}
		if err == nil && zero {
			return true, nil
		}
	}
	return false, nil
}

// missingCell turns the error about a missing cell into an exclusion.
func missingCell(err error) (Exclusion, bool) {
	var de *DataError
	if errors.As(err, &de) && errors.Is(err, ErrMissing) {
		return Exclusion{Row: de.Row, Study: de.Study, Reason: "column " + de.Column + " has no value"}, true
	}
	return Exclusion{}, false
}

// defined says whether an effect can be pooled.
func defined(y, v float64) bool {
	return !math.IsNaN(y) && !math.IsInf(y, 0) && v > 0 && !math.IsInf(v, 0)
}

// check refuses an effect that would make the arithmetic meaningless.
func (e Effect) check() error {
	rd := reader{row: e.Row, study: e.Study}
	switch {
	case math.IsNaN(e.Y) || math.IsInf(e.Y, 0):
		rd.fail("yi", ErrNotFinite, "the effect is %v, not a finite number", e.Y)
	case math.IsNaN(e.V) || math.IsInf(e.V, 0):
		rd.fail("vi", ErrNotFinite, "the variance is %v, not a finite number", e.V)
	case e.V < 0:
		rd.fail("vi", ErrNegative, "the variance is %v, and a variance cannot be negative", e.V)
	case e.V == 0:
		rd.fail("vi", ErrZeroVariance, "the variance is zero, and the study would outweigh all others without bound")
	case math.Abs(e.Y) > largest:
		rd.fail("yi", ErrOutOfRange, "the effect %v is too large to calculate with", e.Y)
	case e.V > largest || e.V < 1/largest:
		rd.fail("vi", ErrOutOfRange, "the variance %v is too large or too small to calculate with", e.V)
	}
	return rd.err
}

// largest bounds effects, variances and their inverses: the third power of a
// weight must still be a number.
const largest = 1e100

// checkAll checks a set of effects.
func checkAll(es []Effect) error {
	if len(es) == 0 {
		return ErrNoStudies
	}
	for i := range es {
		if err := es[i].check(); err != nil {
			return err
		}
	}
	return nil
}
