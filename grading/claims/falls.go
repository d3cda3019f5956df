package claims

import (
	"slices"

	"appraise/corpus"
)

// Fall is what becomes of a claim when one study falls.
type Fall struct {
	Study  corpus.StudyID `json:"study"`
	Before Verdict        `json:"before"` // computed, without a person's verdict
	After  Verdict        `json:"after"`
	Rests  string         `json:"rests"` // what is left
	Falls  bool           `json:"falls"` // the verdict changes, or nothing is left on either side
}

// Falls judges a claim as if one study had been retracted: also out of the
// bodies it was graded in, where Evidence.Without says what they are worth
// then. Nothing changes for a study that is not linked.
func Falls(in Input, study corpus.StudyID) Fall {
	in.Claim.Verdict = nil
	before := Judge(in)
	in.Evidence = slices.Clone(in.Evidence)
	lost := false
	for i := range in.Evidence {
		if in.Evidence[i].Study == study && !in.Evidence[i].fallen() {
			in.Evidence[i].Standing = corpus.Retracted
			lost = lost || in.Evidence[i].Stance != corpus.Mentions
		}
	}
	after := Judge(in)
	return Fall{
		Study: study, Before: before.Computed, After: after.Computed, Rests: after.Rests,
		Falls: before.Computed != after.Computed || lost && before.Rests != "" && after.Rests == "",
	}
}

// LeaveOneOut tries every linked study, in the order of the links.
func LeaveOneOut(in Input) []Fall {
	var out []Fall
	seen := map[corpus.StudyID]bool{}
	for _, e := range in.Evidence {
		if !seen[e.Study] {
			seen[e.Study] = true
			out = append(out, Falls(in, e.Study))
		}
	}
	return out
}
