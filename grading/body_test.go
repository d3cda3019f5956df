package grading_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/grading"
)

// trial is a study with counts on "death", at the given risk of bias.
func trial(id string, e1, n1, e2, n2 int, risk corpus.Risk) grading.Study {
	return grading.Study{ID: corpus.StudyID(id), Label: id, Design: "rct", Randomised: ptr(n1 + n2), Member: corpus.Member{In: true},
		Results: []corpus.Result{{Outcome: "Death", Status: corpus.Confirmed, Arms: []corpus.Arm{{N: &n1, Events: &e1}, {N: &n2, Events: &e2}}}},
		Appraisals: []corpus.Appraisal{{ID: "a-" + id, Instrument: "rob2", Overall: corpus.Judgement{Proposed: risk},
			Domains: map[string]corpus.Judgement{"D1": {Proposed: risk}, "D3": {Proposed: risk}}}}}
}

func onDeath(studies ...grading.Study) grading.Input {
	return grading.Input{Question: corpus.Question{ID: "q", Text: "?", PICO: corpus.PICO{Intervention: "drug X"},
		Outcomes: []corpus.Outcome{{Name: "death", Importance: 9, LowerBetter: true}}}, Studies: studies}
}

// bcg are the thirteen trials of the BCG vaccine (Colditz 1994), tuberculosis
// among vaccinated and not vaccinated.
var bcg = [][4]int{{4, 123, 11, 139}, {6, 306, 29, 303}, {3, 231, 11, 220}, {62, 13598, 248, 12867}, {33, 5069, 47, 5808}, {180, 1541, 372, 1451},
	{8, 2545, 10, 629}, {505, 88391, 499, 88391}, {29, 7499, 45, 7277}, {17, 1716, 65, 1665}, {186, 50634, 141, 27338}, {5, 2498, 3, 2341}, {27, 16913, 29, 17854}}

func TestPooledBody(t *testing.T) {
	var studies []grading.Study
	for i, x := range bcg {
		studies = append(studies, trial(fmt.Sprintf("t%02d", i+1), x[0], x[1], x[2], x[3], corpus.RiskLow))
	}
	o := evaluate(t, onDeath(studies...)).Outcomes[0]
	// metafor 3.8: REML log RR −0.7145, tau² 0.3132, I² 92.22; Q 152.2330
	if math.Abs(math.Log(o.Effect.Estimate)+0.7145) > 5e-5 || math.Abs(*o.Tau2-0.3132) > 5e-5 || math.Abs(*o.I2-92.22) > 5e-3 || math.Abs(*o.Q-152.2330) > 5e-5 || o.QDF != 12 {
		t.Errorf("pooled %v, tau² %v, I² %v, Q %v on %d", math.Log(o.Effect.Estimate), *o.Tau2, *o.I2, *o.Q, o.QDF)
	}
	if o.Prediction == nil || o.Prediction.Low >= o.Effect.Low {
		t.Errorf("prediction %+v", o.Prediction)
	}
	sum := 0.0
	for _, s := range o.Studies {
		sum += s.Weight
	}
	if math.Abs(sum-1) > 1e-9 {
		t.Errorf("weights add up to %v", sum)
	}
	if s := stepOf(o, corpus.Inconsistency); s.Suggested != -1 || !strings.Contains(s.Reason, "I² 92 %") {
		t.Errorf("inconsistency %d: %s", s.Suggested, s.Reason)
	}
	if s := stepOf(o, corpus.PublicationBias); !strings.Contains(s.Reason, "Peters") {
		t.Errorf("publication bias: %s", s.Reason)
	}
	if !strings.HasPrefix(o.Model, "random effects (REML") || !strings.Contains(o.Absolute.BaselineFrom, "median of the 13") {
		t.Errorf("model %q, baseline %q", o.Model, o.Absolute.BaselineFrom)
	}
	// starts high, one level down for inconsistency
	if o.Sentence != "Drug X probably reduces death." || o.Certainty != corpus.Moderate {
		t.Errorf("%v: %q", o.Certainty, o.Sentence)
	}
}

func TestRiskOfBiasSensitivity(t *testing.T) {
	// the trial at high risk carries the effect; those at low risk show none
	o := evaluate(t, onDeath(trial("a", 50, 500, 150, 500, corpus.RiskHigh), trial("b", 100, 500, 100, 500, corpus.RiskLow), trial("c", 98, 500, 101, 500, corpus.RiskLow))).Outcomes[0]
	if s := stepOf(o, corpus.RiskOfBias); s.Suggested != -1 || !strings.Contains(s.Reason, "change the result") {
		t.Errorf("%d: %s", s.Suggested, s.Reason)
	}
	o = evaluate(t, onDeath(trial("a", 100, 500, 150, 500, corpus.RiskHigh), trial("b", 101, 500, 150, 500, corpus.RiskLow), trial("c", 98, 500, 149, 500, corpus.RiskLow))).Outcomes[0]
	if s := stepOf(o, corpus.RiskOfBias); s.Suggested != 0 || !strings.Contains(s.Reason, "unchanged") {
		t.Errorf("%d: %s", s.Suggested, s.Reason)
	}
}

func TestNotAppraised(t *testing.T) {
	s := trial("a", 10, 500, 60, 500, "")
	s.Appraisals = nil
	o := evaluate(t, onDeath(s)).Outcomes[0]
	if r := stepOf(o, corpus.RiskOfBias); r.Suggested != -1 || !r.Human || !strings.Contains(r.Reason, "not appraised") {
		t.Errorf("%+v", r)
	}
}

func TestDesignsApart(t *testing.T) {
	cohort := trial("cohort", 100, 2000, 400, 2000, corpus.RiskLow)
	cohort.Design = "cohort_prospective"
	cohort.Appraisals[0].Instrument = "nos-cohort"
	cohort.Appraisals[0].Overall.Proposed = "good"
	o := evaluate(t, onDeath(trial("trial", 3, 40, 9, 40, corpus.RiskHigh), cohort)).Outcomes[0]
	if len(o.Studies) != 1 || o.Studies[0].Label != "cohort" || len(o.Skipped) != 1 || !strings.Contains(o.Skipped[0].Reason, "graded apart") {
		t.Errorf("presented %v, skipped %+v", o.Studies, o.Skipped)
	}
	if o.Start != corpus.Low {
		t.Errorf("a cohort starts %v", o.Start)
	}
	for i := range 2 { // with ROBINS-I it starts high
		cohort.Appraisals[0].Instrument = []string{"robins-i", "robins-i-v2"}[i]
		if o := evaluate(t, onDeath(cohort)).Outcomes[0]; o.Start != corpus.High {
			t.Errorf("with ROBINS-I: %v", o.Start)
		}
	}
}

func TestUpgrade(t *testing.T) {
	a, b := trial("a", 100, 5000, 300, 5000, corpus.RiskLow), trial("b", 110, 5000, 310, 5000, corpus.RiskLow)
	a.Design, b.Design = "cohort_prospective", "cohort_retrospective"
	in := onDeath(a, b)
	o := evaluate(t, in).Outcomes[0]
	if s := stepOf(o, corpus.LargeEffect); s.Levels != 1 || o.Certainty != corpus.Moderate || !strings.HasPrefix(s.Footnote, "Rated up 1 level for large effect") {
		t.Errorf("%+v, certainty %v", s, o.Certainty)
	}
	ind := stepOf(o, corpus.Indirectness)
	in.Decisions = []corpus.Decision{
		{Outcome: "death", Domain: corpus.Indirectness, Levels: -1, Rationale: "other population", Inputs: ind.Inputs},
		{Outcome: "death", Domain: corpus.DoseResponse, Levels: 1, Rationale: "clear trend"},
	}
	o = evaluate(t, in).Outcomes[0]
	for _, d := range []corpus.Domain{corpus.LargeEffect, corpus.DoseResponse} {
		if s := stepOf(o, d); s.Levels != 0 {
			t.Errorf("rated up for %s although rated down before", d)
		}
	}
	if o.Certainty != corpus.VeryLow {
		t.Errorf("certainty %v", o.Certainty)
	}
}

func TestIndirectEvidence(t *testing.T) {
	direct, indirect := trial("direct", 30, 500, 60, 500, corpus.RiskLow), trial("indirect", 300, 5000, 600, 5000, corpus.RiskLow)
	indirect.Member.Role = "indirect"
	o := evaluate(t, onDeath(direct, indirect)).Outcomes[0]
	if len(o.Studies) != 2 || !o.Studies[1].Indirect || o.Studies[1].Weight != 0 || o.Information.Participants != 1000 {
		t.Errorf("%+v, %d people", o.Studies, o.Information.Participants)
	}
	o = evaluate(t, onDeath(indirect)).Outcomes[0]
	if s := stepOf(o, corpus.Indirectness); s.Suggested != -1 || !s.Human {
		t.Errorf("indirect evidence alone: %+v", s)
	}
}

func TestSkippedAndPicked(t *testing.T) {
	a := trial("a", 5, 50, 15, 50, corpus.RiskLow)
	a.Results[0].Status = corpus.Proposed
	b := trial("b", 5, 50, 15, 50, corpus.RiskLow)
	b.Member.In = false
	c := trial("c", 5, 50, 15, 50, corpus.RiskLow)
	c.Design = "guideline"
	d := trial("d", 0, 50, 0, 50, corpus.RiskLow)
	in := onDeath(a, b, c, d)
	o := evaluate(t, in).Outcomes[0]
	if len(o.Skipped) != 2 || !strings.Contains(o.Skipped[0].Reason, "not confirmed") || !strings.Contains(o.Skipped[1].Reason, "guideline") {
		t.Errorf("skipped %+v", o.Skipped)
	}
	if len(o.Studies) != 1 || o.Studies[0].Effect != nil || !strings.Contains(o.Studies[0].Note, "nobody in either arm") || o.Effect != nil {
		t.Errorf("no events at all: %+v", o.Studies)
	}
	late := trial("e", 5, 50, 15, 50, corpus.RiskLow)
	early := late.Results[0]
	early.FollowUp, late.Results[0].FollowUp = "1 week", "1 year"
	late.Results = append(late.Results, early)
	in = onDeath(late)
	in.Question.Outcomes[0].FollowUp = "1 year"
	if o := evaluate(t, in).Outcomes[0]; o.Studies[0].Result.FollowUp != "1 year" || !strings.Contains(o.Studies[0].Note, "2 results") {
		t.Errorf("picked %+v", o.Studies[0].Result)
	}
}

func TestMemberWithoutData(t *testing.T) {
	in := onDeath(trial("a", 5, 50, 15, 50, corpus.RiskLow))
	in.Question.Members = []corpus.Member{{Study: "a", In: true}, {Study: "gone", In: true}, {Study: "out", Reason: "animals"}}
	if o := evaluate(t, in).Outcomes[0]; len(o.Skipped) != 1 || o.Skipped[0].Study != "gone" {
		t.Errorf("skipped %+v", o.Skipped)
	}
}

func TestRaters(t *testing.T) {
	s := trial("a", 30, 500, 60, 500, corpus.RiskLow)
	second := s.Appraisals[0]
	second.By, second.Overall.Proposed = "B", corpus.RiskHigh
	s.Appraisals[0].By = "A"
	s.Appraisals = append(s.Appraisals, second)
	o := evaluate(t, onDeath(s)).Outcomes[0]
	if o.Studies[0].Risk != corpus.RiskHigh || !strings.Contains(o.Studies[0].Note, "raters differ") {
		t.Errorf("%s: %s", o.Studies[0].Risk, o.Studies[0].Note)
	}
	settled := s.Appraisals[0]
	settled.By, settled.Consensus, settled.Overall.Proposed = "both", true, corpus.RiskSomeConcerns
	s.Appraisals = append(s.Appraisals, settled)
	if o := evaluate(t, onDeath(s)).Outcomes[0]; o.Studies[0].Risk != corpus.RiskSomeConcerns || o.Studies[0].Note != "" {
		t.Errorf("after consensus %s: %s", o.Studies[0].Risk, o.Studies[0].Note)
	}
}

func TestMeansAndPrinted(t *testing.T) {
	arm := func(n int, mean, sd float64) corpus.Arm { return corpus.Arm{N: &n, Mean: &mean, SD: &sd} }
	in := onDeath(grading.Study{ID: "m", Design: "rct", Member: corpus.Member{In: true},
		Results: []corpus.Result{{Outcome: "death", Status: corpus.Confirmed, Arms: []corpus.Arm{arm(60, 20, 10), arm(60, 30, 10)}}}})
	in.Question.Outcomes[0].MID = ptr(5.0)
	o := evaluate(t, in).Outcomes[0]
	if o.Effect.Measure != "MD" || o.Effect.Estimate != -10 || o.Absolute.Without != 30 || o.Absolute.With != 20 || o.NNT != "" {
		t.Errorf("%+v %+v", o.Effect, o.Absolute)
	}
	if *o.Information.OIS != 128 {
		t.Errorf("information size for half a standard deviation: %d", *o.Information.OIS)
	}
	in.Studies[0].Results[0] = corpus.Result{Outcome: "death", Status: corpus.Confirmed, Estimate: &corpus.Estimate{Measure: "HR", Value: 0.7, Low: ptr(0.5), High: ptr(0.98)}}
	in.Studies[0].Randomised = ptr(900)
	in.Question.Outcomes[0].MID = nil
	in.Question.Outcomes[0].BaselineRisk = ptr(0.2)
	o = evaluate(t, in).Outcomes[0]
	if printed(o.Effect) != "HR 0.700 (0.500 to 0.980)" || math.Abs(o.Absolute.With-1000*(1-math.Pow(0.8, 0.7))) > 1e-9 || o.Information.Participants != 900 {
		t.Errorf("%s, %+v", printed(o.Effect), o.Absolute)
	}
	in.Question.Outcomes[0].Measure = "RR"
	if o = evaluate(t, in).Outcomes[0]; o.Effect != nil || !strings.Contains(o.Studies[0].Note, "reports HR") {
		t.Errorf("a hazard ratio passed for a risk ratio: %+v", o.Effect)
	}
}

func TestOverall(t *testing.T) {
	in := onDeath(trial("a", 300, 5000, 600, 5000, corpus.RiskLow))
	if a := evaluate(t, in); a.Overall != corpus.High || a.Because != "lowest among the critical outcomes: death" {
		t.Errorf("%v because %q", a.Overall, a.Because)
	}
	in.Question.Outcomes = append(in.Question.Outcomes, corpus.Outcome{Name: "pain", Importance: 7})
	if a := evaluate(t, in); a.Overall != corpus.VeryLow || !strings.Contains(a.Because, "no evidence on the critical outcome pain") {
		t.Errorf("%v because %q", a.Overall, a.Because)
	}
	in.Question.Outcomes[1].Importance = 5
	if a := evaluate(t, in); a.Overall != corpus.High {
		t.Errorf("an important outcome without evidence: %v", a.Overall)
	}
	in.Question.Outcomes[0].Importance = 5
	if a := evaluate(t, in); a.Overall != corpus.High || !strings.HasPrefix(a.Because, "no outcome is marked critical") {
		t.Errorf("%v because %q", a.Overall, a.Because)
	}
}

func TestWithoutStudy(t *testing.T) {
	in := onDeath(trial("big", 300, 5000, 600, 5000, corpus.RiskLow), trial("small", 3, 12, 7, 12, corpus.RiskHigh))
	left, err := grading.WithoutStudy(in, "big")
	if err != nil || len(left) != 1 || !left[0].Rests() || left[0].Without >= left[0].With || left[0].After == nil {
		t.Errorf("%+v, %v", left, err)
	}
	if len(in.Studies) != 2 || in.Studies[0].ID != "big" {
		t.Error("the input was changed")
	}
	only, err := grading.WithoutStudy(seed(t), "prasad2012inversion")
	if err != nil || only[0].Without != corpus.Unrated || !only[0].Rests() {
		t.Errorf("%+v, %v", only, err)
	}
}

func TestLevels(t *testing.T) {
	for _, c := range []struct {
		name, got, want string
	}{
		{"CEBM trial", level(grading.CEBMLevel("rct", grading.Treatment)), "2"},
		{"CEBM review", level(grading.CEBMLevel("systematic_review", grading.Treatment)), "1"},
		{"CEBM series", level(grading.CEBMLevel("case_series", grading.Treatment)), "4"},
		{"CEBM survey", level(grading.CEBMLevel("cross_sectional", grading.Prevalence)), "1"},
		{"CEBM no level", level(grading.CEBMLevel("rct", grading.Diagnosis)), "error"},
		{"SORT weak trial", level(grading.SORT("rct", grading.Quality{PatientOriented: true})), "2"},
		{"SORT good trial", level(grading.SORT("rct", grading.Quality{PatientOriented: true, High: true})), "1"},
		{"SORT surrogate", level(grading.SORT("rct", grading.Quality{High: true})), "3"},
		{"SORT guideline", level(grading.SORT("guideline", grading.Quality{PatientOriented: true})), "3"},
		{"SORT unknown", level(grading.SORT("poem", grading.Quality{})), "error"},
		{"NHMRC trial", level(grading.NHMRCLevel("rct")), "II"},
		{"NHMRC quasi", level(grading.NHMRCLevel("quasi_rct")), "III-1"},
		{"NHMRC guideline", level(grading.NHMRCLevel("guideline")), "error"},
		{"2009 style", string(grading.Native{System: grading.CEBM2011, Value: "1b"}.Named().System), "CEBM 2009"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", c.name, c.got, c.want)
		}
	}
	if c, ok := (grading.Native{System: grading.ACP2010, Value: "Low-quality"}).Certainty(); !ok || c != corpus.Low {
		t.Errorf("ACP low: %v %t", c, ok)
	}
	if _, ok := (grading.Native{System: grading.SORTLevel, Value: "A"}).Certainty(); ok {
		t.Error("a strength became a certainty")
	}
	if got, _ := grading.USPSTFLetter("moderate", grading.SubstantialBenefit); got != "B" {
		t.Errorf("USPSTF %s", got)
	}
	if len(grading.Approximately(corpus.Low)) != 5 {
		t.Error("the crosswalk lacks a system")
	}
}

func level(l grading.Level, err error) string {
	if err != nil {
		return "error"
	}
	return l.Value
}

func TestReviewsAreNotPooled(t *testing.T) {
	a, b := trial("a", 30, 500, 60, 500, corpus.RiskLow), trial("b", 300, 5000, 600, 5000, corpus.RiskLow)
	a.Design, b.Design = "systematic_review_ma", "systematic_review"
	o := evaluate(t, onDeath(a, b)).Outcomes[0]
	if o.Model != "single study" || len(o.Studies) != 1 || o.Studies[0].Label != "b" || len(o.Skipped) != 1 {
		t.Errorf("%s of %d studies, skipped %+v", o.Model, len(o.Studies), o.Skipped)
	}
}

func TestNoticesAreTold(t *testing.T) {
	s := trial("a", 30, 500, 60, 500, corpus.RiskLow)
	s.Notices = []corpus.Notice{{Type: corpus.Corrected, Source: "PubMed"}, {Type: corpus.Retracted, Source: "Crossref"}}
	o := evaluate(t, onDeath(s)).Outcomes[0]
	if n := o.Studies[0].Note; !strings.Contains(n, "a notice says retracted (Crossref)") || strings.Contains(n, "corrected") || o.Effect == nil {
		t.Errorf("note %q, effect %v: a notice is told and a person decides", n, o.Effect)
	}
}

func TestMeasureIsSettledPerBody(t *testing.T) {
	printedOnly := trial("hr", 1, 2, 1, 2, corpus.RiskLow)
	printedOnly.Results[0] = corpus.Result{Outcome: "death", Status: corpus.Confirmed, Estimate: &corpus.Estimate{Measure: "HR", Value: 0.5, Low: ptr(0.4), High: ptr(0.625)}}
	cohort := trial("cohort", 100, 2000, 400, 2000, corpus.RiskLow)
	cohort.Design = "cohort_prospective"
	o := evaluate(t, onDeath(printedOnly, cohort)).Outcomes[0]
	if o.Effect == nil || o.Effect.Measure != "HR" || len(o.Skipped) != 1 || !strings.Contains(o.Skipped[0].Reason, "RR 0.25") {
		t.Errorf("%+v, skipped %+v", o.Effect, o.Skipped)
	}
}
