package app

import (
	"context"
	"fmt"
	"slices"

	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/grading"
	"appraise/grading/instrument"
)

// Raters is how two people's appraisals with one instrument compare.
type Raters struct {
	Instrument string                             `json:"instrument"`
	A          string                             `json:"a"`
	B          string                             `json:"b"`
	Pairs      int                                `json:"pairs"` // appraisals of the same result by both
	Overall    *instrument.Agreement              `json:"overall,omitempty"`
	Domains    map[string]instrument.Agreement    `json:"domains,omitempty"`
	Differ     map[string][]instrument.Difference `json:"differ,omitempty"` // by study and outcome
}

// agreementSeed makes the bootstrap intervals repeatable; it is printed.
const agreementSeed = 20261122

// Agreement compares the appraisals of two people with one instrument.
func (a *App) Agreement(ctx context.Context, pack instrument.Pack, one, two string) (Raters, error) {
	r := Raters{Instrument: pack.ID, A: one, B: two, Domains: map[string]instrument.Agreement{}, Differ: map[string][]instrument.Difference{}}
	pairs, err := a.appraisedByBoth(ctx, pack.ID, one, two)
	if err != nil {
		return r, err
	}
	r.Pairs = len(pairs)
	if r.Pairs == 0 {
		return r, fmt.Errorf("no result was appraised with %s by both %s and %s: %w", pack.Title, one, two, corpus.ErrNotFound)
	}
	for _, p := range pairs {
		diffs, err := instrument.Compare(pack, p[0], p[1])
		if err != nil {
			return r, err
		}
		if len(diffs) > 0 {
			r.Differ[string(p[0].Study)+" "+p[0].Outcome] = diffs
		}
	}
	for _, d := range pack.Domains {
		if ag, ok := agree(pack, d.ID, pairs, func(ap corpus.Appraisal) corpus.Risk { return ap.Domains[d.ID].Final() }); ok {
			r.Domains[d.ID] = ag
		}
	}
	if ag, ok := agree(pack, "overall", pairs, corpus.Appraisal.Final); ok {
		r.Overall = &ag
	}
	return r, nil
}

// appraisedByBoth pairs the two people's appraisals of the same result.
func (a *App) appraisedByBoth(ctx context.Context, tool, one, two string) ([][2]corpus.Appraisal, error) {
	ids, err := a.Store.StudyIDs(ctx)
	if err != nil {
		return nil, err
	}
	bundles, err := a.Store.Bundles(ctx, ids...)
	if err != nil {
		return nil, err
	}
	var pairs [][2]corpus.Appraisal
	for _, b := range bundles {
		for _, x := range b.Appraisals {
			for _, y := range b.Appraisals {
				if x.By == one && y.By == two && !x.Consensus && !y.Consensus && x.Instrument == tool && y.Instrument == tool && slug(x.Outcome) == slug(y.Outcome) {
					pairs = append(pairs, [2]corpus.Appraisal{x, y})
				}
			}
		}
	}
	return pairs, nil
}

// agree computes the agreement on one judgement, where both gave one.
func agree(pack instrument.Pack, domain string, pairs [][2]corpus.Appraisal, of func(corpus.Appraisal) corpus.Risk) (instrument.Agreement, bool) {
	var both [][2]corpus.Risk
	for _, p := range pairs {
		if x, y := of(p[0]), of(p[1]); x != "" && y != "" {
			both = append(both, [2]corpus.Risk{x, y})
		}
	}
	if len(both) == 0 {
		return instrument.Agreement{}, false
	}
	ag, err := instrument.Agree(both, pack.Judgements(domain), agreementSeed)
	return ag, err == nil
}

// QuestionStatus tells where a question stands.
type QuestionStatus struct {
	Question   corpus.Question    `json:"question"`
	Assessment grading.Assessment `json:"assessment"`
	Open       []string           `json:"open"`              // steps that nobody has decided
	Stale      []string           `json:"stale"`             // decided on other inputs
	Rests      []Resting          `json:"rests"`             // what hangs on one study
	Missing    []string           `json:"missing,omitempty"` // studies that are in and have no confirmed result
}

// Resting is what the rules would say of an outcome without one study.
type Resting struct {
	Study corpus.StudyID `json:"study"`
	grading.Left
}

// Status tells what is open, what moved since it was decided, and what hangs
// on a single study.
func (a *App) Status(ctx context.Context, id string) (QuestionStatus, error) {
	in, _, err := a.body(ctx, id)
	if err != nil {
		return QuestionStatus{}, err
	}
	s := QuestionStatus{Question: in.Question, Open: []string{}, Rests: []Resting{}}
	if s.Assessment, err = grading.Evaluate(in); err != nil {
		return s, err
	}
	s.Stale = append([]string{}, s.Assessment.Stale...)
	for _, o := range s.Assessment.Outcomes {
		for _, st := range o.Steps {
			if st.Decision == nil && (st.Human || st.Suggested != 0) {
				s.Open = append(s.Open, fmt.Sprintf("%s: %s (rule suggests %+d)", o.Outcome.Name, st.Domain, st.Suggested))
			}
		}
	}
	for _, st := range in.Studies {
		if len(st.Results) == 0 {
			s.Missing = append(s.Missing, string(st.ID))
			continue
		}
		left, err := grading.WithoutStudy(in, st.ID)
		if err != nil {
			return s, err
		}
		for _, l := range left {
			if l.Rests() {
				s.Rests = append(s.Rests, Resting{Study: st.ID, Left: l})
			}
		}
	}
	return s, nil
}

// EditQuestion changes a question by f and stores it.
func (a *App) EditQuestion(ctx context.Context, id string, f func(*corpus.Question) error) (corpus.Question, error) {
	q, err := a.Store.Question(ctx, id)
	if err != nil {
		return q, err
	}
	if err := f(&q); err != nil {
		return q, err
	}
	q.ID = id
	return a.ReplaceQuestion(ctx, q)
}

// RemoveQuestion takes a question out, with the decisions made on it.
func (a *App) RemoveQuestion(ctx context.Context, id string) error {
	q, err := a.Store.Question(ctx, id)
	if err != nil {
		return err
	}
	decisions, err := a.Store.Decisions(ctx, id)
	if err != nil {
		return err
	}
	_, err = a.change(ctx, "question", "remove "+id, func(tx *sqlite.Tx) error {
		for _, d := range decisions {
			if err := tx.Remove(ctx, "decision", d.ID, ""); err != nil {
				return err
			}
		}
		for _, m := range q.Members {
			if err := tx.Touch(ctx, m.Study); err != nil {
				return err
			}
		}
		return tx.Remove(ctx, "question", id, "")
	})
	return err
}

// SetOutcome puts an outcome into a question, or replaces the one of its name.
func SetOutcome(q *corpus.Question, o corpus.Outcome) {
	for i := range q.Outcomes {
		if slug(q.Outcomes[i].Name) == slug(o.Name) {
			q.Outcomes[i] = o
			return
		}
	}
	q.Outcomes = append(q.Outcomes, o)
}

// Outcome finds an outcome of a question by its name.
func Outcome(q *corpus.Question, name string) (*corpus.Outcome, error) {
	i := slices.IndexFunc(q.Outcomes, func(o corpus.Outcome) bool { return slug(o.Name) == slug(name) })
	if i < 0 {
		return nil, fmt.Errorf("outcome %q of question %s: %w", name, q.ID, corpus.ErrNotFound)
	}
	return &q.Outcomes[i], nil
}
