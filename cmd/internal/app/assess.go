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
	Consensus []string // two raters whose appraisals this one settles
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
	if len(in.Consensus) > 0 {
		if ap, err = a.settled(ctx, ap, in); err != nil {
			return Assessed{}, fmt.Errorf("assessing %s with %s: %w", st.ID, pack.Title, err)
		}
	}
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

// settled starts from what two raters agree on; the answers given are added.
func (a *App) settled(ctx context.Context, ap corpus.Appraisal, in Assessing) (corpus.Appraisal, error) {
	base, err := a.Agreed(ctx, in)
	if err != nil {
		return ap, err
	}
	ap.Effect, ap.Consensus, ap.ID = base.Effect, true, ap.ID+"/consensus"
	answers := maps.Clone(base.Answers)
	maps.Copy(answers, in.Answers)
	ap.Answers = answers
	return ap, nil
}

// Agreed is the beginning of a consensus: the answers on which the two raters
// of in.Consensus agree.
func (a *App) Agreed(ctx context.Context, in Assessing) (corpus.Appraisal, error) {
	if len(in.Consensus) != 2 || in.Consensus[0] == in.Consensus[1] {
		return corpus.Appraisal{}, fmt.Errorf("%w: a consensus settles the appraisals of two people (anna,ben)", corpus.ErrInvalid)
	}
	var both [2]corpus.Appraisal
	for i, by := range in.Consensus {
		ap, ok, err := a.appraisalBy(ctx, in, strings.TrimSpace(by))
		if err != nil {
			return ap, err
		}
		if !ok {
			return ap, fmt.Errorf("%s did not appraise it with %s: %w", by, in.Pack.ID, corpus.ErrNotFound)
		}
		both[i] = ap
	}
	both[1].Outcome = both[0].Outcome // the same by its slug
	return instrument.Consensus(in.Pack, both[0], both[1])
}

// Own is the appraisal the user has recorded before, if any.
func (a *App) Own(ctx context.Context, in Assessing) (corpus.Appraisal, bool, error) {
	return a.appraisalBy(ctx, in, a.Who)
}

func (a *App) appraisalBy(ctx context.Context, in Assessing, by string) (corpus.Appraisal, bool, error) {
	b, err := a.bundle(ctx, in.Study)
	if err != nil {
		return corpus.Appraisal{}, false, err
	}
	for _, x := range b.Appraisals {
		if x.By == by && !x.Consensus && x.Instrument == in.Pack.ID && slug(x.Outcome) == slug(in.Outcome) {
			return x, true, nil
		}
	}
	return corpus.Appraisal{}, false, nil
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
