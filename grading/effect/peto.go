package effect

import "math"

// LogRank is what a log-rank test, or Peto's method on one table, leaves:
// observed less expected events of the treatment arm, and the variance of
// that difference.
type LogRank struct {
	ObservedMinusExpected float64
	Variance              float64 // above 0
}

// Peto returns observed less expected events of a table and their
// hypergeometric variance.
//
// Yusuf S, Peto R, Lewis J, Collins R, Sleight P. Prog Cardiovasc Dis
// 1985;27:335–371.
func Peto(t Table) (LogRank, error) {
	if err := t.Validate(); err != nil {
		return LogRank{}, err
	}
	n1, n2, m := float64(t.Treatment.N), float64(t.Control.N), float64(t.Events())
	n := n1 + n2
	if m == 0 || m == n {
		return LogRank{}, &UndefinedError{"Peto odds ratio", "nobody or everybody in both arms had the event"}
	}
	more := int64(t.Treatment.Events)*int64(t.Total()) - int64(t.Treatment.N)*int64(t.Events())
	return LogRank{
		ObservedMinusExpected: float64(more) / n,
		Variance:              n1 * n2 * m * (n - m) / (n * n * (n - 1)),
	}, nil
}

// PetoOddsRatio returns the one-step log odds ratio (O-E)/V with variance 1/V.
// It misleads when arms are of very different size, effects are large or
// events are common.
func PetoOddsRatio(t Table) (Estimate, error) {
	l, err := Peto(t)
	if err != nil {
		return Estimate{}, err
	}
	return l.estimate(PETO, ByPeto)
}

// HazardRatio returns the log hazard ratio (O-E)/V with variance 1/V.
//
// Parmar MKB, Torri V, Stewart L. Stat Med 1998;17:2815–2834.
func (l LogRank) HazardRatio() (Estimate, error) { return l.estimate(HR, ByLogRank) }

func (l LogRank) estimate(m Measure, f Formula) (Estimate, error) {
	if err := first(finite("observed less expected events", l.ObservedMinusExpected), positive("variance of observed less expected events", l.Variance)); err != nil {
		return Estimate{}, err
	}
	return estimate(m, f, l.ObservedMinusExpected/l.Variance, 1/l.Variance)
}

// PetoCaution says why Peto's odds ratio should not be used for a table, or
// "" if none of the usual reasons holds: events in more than a tenth, an arm
// more than twice the other, or an odds ratio outside 0.5 to 2. The limits
// are rules of thumb, from memory.
func PetoCaution(t Table) string {
	e, err := PetoOddsRatio(t)
	if err != nil {
		return err.Error()
	}
	ratio := float64(t.Treatment.N) / float64(t.Control.N)
	switch {
	case float64(t.Events()) > 0.1*float64(t.Total()):
		return "more than one participant in ten had the event"
	case ratio > 2 || ratio < 0.5:
		return "one arm is more than twice as large as the other"
	case math.Abs(e.Y) > math.Ln2:
		return "the odds ratio lies outside 0.5 to 2"
	}
	return ""
}
