package app

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/grading/instrument"
)

// Assessing is one use of an instrument on a study.
type Assessing struct {
	Study     corpus.StudyID
	Pack      instrument.Pack // the instrument
	Outcome   string
	Effect    string
	Basis     string
	Answers   map[string]corpus.Answer
	Decide    map[string]corpus.Risk // domain or "overall" → judgement that departs
	Rationale map[string]string      // for each of Decide; "" key: for all
	Example   bool
}

// Assessed is the appraisal as recorded and how the instrument read it.
type Assessed struct {
	corpus.Appraisal
	Evaluation instrument.Evaluation `json:"evaluation"`
}

// Assess records a person's answers. The instrument proposes judgements with
// the path that led there; the person decides, and gives a reason where the
// decision departs. A person's second appraisal of the same result with the
// same instrument replaces the first.
func (a *App) Assess(ctx context.Context, in Assessing) (Assessed, error) {
	pack := in.Pack
	st, err := a.Store.Study(ctx, in.Study)
	if err != nil {
		return Assessed{}, err
	}
	ap := corpus.Appraisal{
		Study: st.ID, Outcome: in.Outcome, Instrument: pack.ID, Version: pack.Version, Effect: in.Effect,
		Basis: in.Basis, Answers: in.Answers, Example: in.Example, By: a.Who, At: a.Now().UTC(),
	}
	ap.ID = appraisalID(ap)
	ap, ev, err := pack.Propose(ap)
	if err != nil {
		return Assessed{}, fmt.Errorf("assessing %s with %s: %w: %w", st.ID, pack.Title, corpus.ErrInvalid, err)
	}
	for _, domain := range slices.Sorted(maps.Keys(in.Decide)) {
		why := in.Rationale[domain]
		if why == "" {
			why = in.Rationale[""]
		}
		if ap, err = pack.Decide(ap, domain, in.Decide[domain], why); err != nil {
			return Assessed{}, fmt.Errorf("assessing %s with %s: %w: %w", st.ID, pack.Title, corpus.ErrInvalid, err)
		}
	}
	_, err = a.change(ctx, "assess", string(st.ID)+" "+pack.ID, func(tx *sqlite.Tx) error { return tx.PutAppraisal(ctx, ap) })
	return Assessed{Appraisal: ap, Evaluation: ev}, err
}

// appraisalID names an appraisal by what it is of, with what, and by whom.
func appraisalID(ap corpus.Appraisal) string {
	parts := []string{string(ap.Study), ap.Instrument, slug(ap.Outcome), slug(ap.By)}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "/")
}

// slug turns words into part of an id.
func slug(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(corpus.ASCII(s)), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9')
	}), "-")
}
