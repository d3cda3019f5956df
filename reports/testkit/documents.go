package testkit

import (
	"fmt"

	"appraise/corpus"
	"appraise/grading"
	"appraise/reports"
)

// Kinds lists the documents, in the order of the program's help.
var Kinds = []string{"briefing", "profile", "sheet", "claims", "overview"}

// Documents makes all kinds of document from one input. The sheet is of its
// first study; the claim report and the overview are of the one question. An
// input without claims gets one on that study.
func Documents(in reports.Input) (map[string]reports.Briefing, error) {
	if len(in.Questions) == 0 {
		in.Questions = []grading.Assessment{in.Assessment}
	}
	var study corpus.StudyID
	for _, m := range in.Assessment.Question.Members {
		if study == "" && m.In {
			study = m.Study
		}
	}
	if len(in.Claims) == 0 && study != "" {
		title := in.Studies[study].Item.Title
		in.Claims = []reports.ClaimView{{Verdict: "uncertain", Because: "low certainty", Claim: corpus.Claim{ID: "c1", Text: "It is said: " + title,
			Source: corpus.Place{Title: title, Date: corpus.Date{Year: 2024}}, Links: []corpus.Link{{Study: study, Stance: corpus.Supports}}}}}
	}
	out := map[string]reports.Briefing{}
	for kind, make1 := range map[string]func(reports.Input) (reports.Briefing, error){
		"briefing": reports.Compile, "profile": reports.Profile, "claims": reports.ClaimReport, "overview": reports.Overview,
		"sheet": func(in reports.Input) (reports.Briefing, error) { return reports.StudySheet(in, study) },
	} {
		if kind == "sheet" && study == "" {
			continue
		}
		b, err := make1(in)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", kind, err)
		}
		out[kind] = b
	}
	return out, nil
}
