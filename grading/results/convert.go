package results

import (
	"strings"

	"appraise/corpus"
)

// Result makes the proposal a result of a study, with status proposed. What a
// result has no place for (standard errors, unnamed spreads, a p-value without
// an estimate) goes into the note, so that nothing is lost.
func (p Proposal) Result(study corpus.StudyID) corpus.Result {
	out := corpus.Result{Study: study, Outcome: p.Outcome, FollowUp: p.FollowUp, Unit: p.Unit, Status: corpus.Proposed, By: "rule"}
	if out.Outcome == "" {
		out.Outcome = "outcome not named"
	}
	notes := append([]string{}, p.Notes...)
	for _, a := range p.Arms {
		out.Arms = append(out.Arms, corpus.Arm{Label: a.Label, N: a.N, Events: a.Events, Percent: a.Percent, Mean: a.Mean, SD: a.SD, Median: a.Median, Low: a.Low, HighValue: a.High})
		name := a.Label
		if name == "" {
			name = "arm without a name"
		}
		if a.SE != nil {
			notes = append(notes, name+": standard error "+trim(*a.SE))
		}
		if a.Spread != nil {
			notes = append(notes, name+": ± "+trim(*a.Spread))
		}
		if a.Bounds != "" {
			notes = append(notes, name+": low and high are the "+a.Bounds)
		}
	}
	out.Estimate, notes = p.estimate(notes)
	if out.Estimate != nil && p.Unit == "%" {
		out.Unit = ""
	}
	notes = append(notes, "read by rule, confidence "+string(p.Confidence))
	out.Note = strings.Join(notes, "; ")
	out.Quote = p.quote()
	return out
}

// estimate converts the effect. A risk difference printed in percent becomes a
// fraction, as everywhere in the program; an estimate whose measure is not named
// only goes into the note.
func (p Proposal) estimate(notes []string) (*corpus.Estimate, []string) {
	switch {
	case p.Value == nil && p.P == "":
		return nil, notes
	case p.Value == nil:
		return nil, append(notes, "p "+p.P)
	case p.Measure == "":
		text := "estimate " + trim(*p.Value) + p.Unit
		if p.Low != nil {
			text += " (" + trim(*p.Low) + " to " + trim(*p.High) + ")"
		}
		if p.P != "" {
			text += ", p " + p.P
		}
		return nil, append(notes, text)
	}
	e := corpus.Estimate{Measure: p.Measure, Value: *p.Value, Level: p.Level, P: p.P}
	scale := 1.0
	if p.Measure == "RD" && p.Unit == "%" {
		scale = 100
		notes = append(notes, "printed in percent: "+trim(*p.Value))
	}
	e.Value /= scale
	if p.Low != nil && p.High != nil && *p.Low <= *p.High {
		low, high := *p.Low/scale, *p.High/scale
		e.Low, e.High = &low, &high
	}
	if p.Adjusted {
		notes = append(notes, "adjusted estimate")
	}
	return &e, notes
}

// quote joins the passages of the proposal, in the order of the text.
func (p Proposal) quote() *corpus.Quote {
	parts := []string{}
	place := ""
	for _, s := range p.Spans {
		if s.Role == "outcome" || s.Role == "follow_up" || s.Role == "label" {
			continue
		}
		parts = append(parts, s.Quote)
		place = s.Field
	}
	if len(parts) == 0 {
		return nil
	}
	return &corpus.Quote{Text: strings.Join(parts, " … "), Place: place}
}
