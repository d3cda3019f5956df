package power

import (
	"fmt"

	"appraise/grading/effect"
)

// maxFragile is the largest study whose fragility is counted out.
const maxFragile = 1_000_000

// Walk is one way of changing outcomes one by one until Fisher's p passes
// alpha.
type Walk struct {
	Steps   int     // participants whose outcome was changed
	PEnd    float64 // p at the end
	Reached bool    // false when the arm ran out of participants before
}

// Fragility is how few outcomes had to be otherwise for the result to cross
// alpha. It depends on which outcome is counted, so both are walked and the
// smaller number is the index. It says nothing of why outcomes could differ,
// and it is not for time-to-event data.
type Fragility struct {
	Formula    Formula
	PStart     float64 // Fisher's two-sided p as found
	Index      int     // the smaller of both walks
	Reached    bool    // false when neither walk got there: there is no index
	Quotient   float64 // Index over participants
	AsGiven    Walk    // with the event as counted
	Relabelled Walk    // with not having the event counted instead
	// Unbalanced warns that one arm is more than twice the other, where the
	// index means little.
	Unbalanced bool
}

// FragilityIndex adds events, keeping the sizes, to the arm with fewer events
// until Fisher's p is at least alpha. It is 0 when p is at least alpha already.
//
// Walsh M, Srinathan SK, McAuley DF, et al. J Clin Epidemiol 2014;67:622–628;
// quotient: Ahmed W, Fowler RA, McCredie VA. Crit Care Med 2016;44:e1142–e1143.
func FragilityIndex(t effect.Table, alpha float64) (Fragility, error) {
	return fragility(ByFragility, t, alpha, 1, func(p float64) bool { return p >= alpha })
}

// ReverseFragilityIndex takes events from the arm with fewer events until
// Fisher's p is below alpha. It is 0 when p is below alpha already.
//
// Khan MS, Fonarow GC, Friede T, et al. JAMA Netw Open 2020;3:e2012469.
func ReverseFragilityIndex(t effect.Table, alpha float64) (Fragility, error) {
	return fragility(ByReverseFragility, t, alpha, -1, func(p float64) bool { return p < alpha })
}

func fragility(f Formula, t effect.Table, alpha float64, change int, done func(p float64) bool) (Fragility, error) {
	if err := first(t.Validate(), inside("alpha", alpha)); err != nil {
		return Fragility{}, err
	}
	if t.Total() > maxFragile {
		return Fragility{}, &effect.InputError{What: "participants", Got: fmt.Sprint(t.Total()), Need: fmt.Sprintf("no more than %d", maxFragile)}
	}
	start, err := effect.Fisher(t)
	if err != nil {
		return Fragility{}, err
	}
	r := Fragility{Formula: f, PStart: start.P}
	if r.AsGiven, err = walk(t, start.P, change, done); err != nil {
		return Fragility{}, err
	}
	if r.Relabelled, err = walk(t.Relabelled(), start.P, change, done); err != nil {
		return Fragility{}, err
	}
	for _, w := range []Walk{r.AsGiven, r.Relabelled} {
		if w.Reached && (!r.Reached || w.Steps < r.Index) {
			r.Index, r.Reached = w.Steps, true
		}
	}
	if r.Reached {
		r.Quotient = float64(r.Index) / float64(t.Total())
	}
	n1, n2 := t.Treatment.N, t.Control.N
	r.Unbalanced = n1 > 2*n2 || n2 > 2*n1
	return r, nil
}

// walk changes one outcome at a time in the arm with fewer events, or at the
// same number in the arm with the lower risk.
func walk(t effect.Table, p float64, change int, done func(p float64) bool) (Walk, error) {
	arm := &t.Control
	if fewer(t, change) {
		arm = &t.Treatment
	}
	w := Walk{PEnd: p}
	for !done(w.PEnd) {
		arm.Events += change
		if arm.Events < 0 || arm.Events > arm.N {
			return w, nil
		}
		test, err := effect.Fisher(t)
		if err != nil {
			return Walk{}, err
		}
		w.Steps++
		w.PEnd = test.P
	}
	w.Reached = true
	return w, nil
}

// fewer reports whether the treatment arm is the one to change.
func fewer(t effect.Table, change int) bool {
	a, b := t.Treatment, t.Control
	if a.Events != b.Events {
		return a.Events < b.Events
	}
	if change < 0 && a.N == b.N {
		return true
	}
	return a.N > b.N // the same events among more participants
}
