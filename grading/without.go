package grading

import (
	"slices"

	"appraise/corpus"
)

// Left is what becomes of one outcome when a study is left out.
type Left struct {
	Outcome string           `json:"outcome"`
	With    corpus.Certainty `json:"with"`
	Without corpus.Certainty `json:"without"`
	Before  *Effect          `json:"before,omitempty"`
	After   *Effect          `json:"after,omitempty"`
}

// Rests reports whether the certainty or the evidence itself hangs on the
// study.
func (l Left) Rests() bool { return l.With != l.Without }

// WithoutStudy grades the question without one study and tells per outcome
// what changes. Decisions people made on the whole body are not carried over:
// the comparison is between what the rules suggest with and without it.
func WithoutStudy(in Input, id corpus.StudyID) ([]Left, error) {
	in.Decisions, in.light = nil, true
	with, err := Evaluate(in)
	if err != nil {
		return nil, err
	}
	in.Studies = slices.DeleteFunc(slices.Clone(in.Studies), func(s Study) bool { return s.ID == id })
	in.Question.Members = slices.DeleteFunc(slices.Clone(in.Question.Members), func(m corpus.Member) bool { return m.Study == id })
	without, err := Evaluate(in)
	if err != nil {
		return nil, err
	}
	out := make([]Left, 0, len(with.Outcomes))
	for i, o := range with.Outcomes {
		rest := without.Outcomes[i]
		out = append(out, Left{Outcome: o.Outcome.Name, With: o.Certainty, Without: rest.Certainty, Before: o.Effect, After: rest.Effect})
	}
	return out, nil
}
