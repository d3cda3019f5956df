package grading_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/grading"
	"appraise/grading/instrument"
)

func ptr[T any](x T) *T { return &x }

// abstractAnswers are the RoB 2 answers for surgery that the abstract of the
// trial allows; most are "no information".
var abstractAnswers = map[string]string{
	"1.1": "NI", "1.2": "NI", "1.3": "NI", "2.1": "Y", "2.2": "Y", "2.3": "NI", "2.6": "N", "2.7": "NI",
	"3.1": "N", "3.2": "N", "3.3": "Y", "3.4": "NI", "4.1": "N", "4.2": "N", "4.3": "Y", "4.4": "Y", "4.5": "NI",
	"5.1": "NI", "5.2": "NI", "5.3": "NI",
}

func appraised(t testing.TB, study corpus.StudyID, outcome string, codes map[string]string) corpus.Appraisal {
	t.Helper()
	p, err := instrument.Find("rob2")
	if err != nil {
		t.Fatal(err)
	}
	a := corpus.Appraisal{ID: "a1", Study: study, Outcome: outcome, Effect: "assignment", Answers: map[string]corpus.Answer{}, By: "rater"}
	for id, c := range codes {
		a.Answers[id] = corpus.Answer{Code: c}
	}
	a, e, err := p.Propose(a)
	if err != nil || !e.Complete() {
		t.Fatalf("%v, missing %v", err, e.Missing)
	}
	return a
}

func seedResult() corpus.Result {
	return corpus.Result{ID: "r1", Study: "prasad2012inversion", Outcome: "Need for surgery", FollowUp: "6 weeks", Comparison: "physiotherapy alone",
		Status: corpus.Confirmed, Arms: []corpus.Arm{
			{Label: "inversion + physiotherapy", N: ptr(13), Randomised: ptr(13), Events: ptr(3)},
			{Label: "physiotherapy", N: ptr(9), Randomised: ptr(11), Events: ptr(7)},
		}}
}

// seed is the inversion question with its one trial.
func seed(t testing.TB) grading.Input {
	return grading.Input{
		Question: corpus.Question{ID: "inversion", Text: "Does inversion avoid surgery?",
			PICO: corpus.PICO{Population: "adults with sciatica", Intervention: "inversion", Comparison: "physiotherapy alone, sham or no traction"},
			Outcomes: []corpus.Outcome{
				{Name: "need for surgery", Importance: 9, LowerBetter: true, Measure: "RR", FollowUp: "6 weeks"},
				{Name: "adverse events", Importance: 8, LowerBetter: true, Harm: true, NotReported: "No usable data."},
			}},
		Studies: []grading.Study{{ID: "prasad2012inversion", Label: "Prasad 2012", Design: "rct", Randomised: ptr(24), Member: corpus.Member{In: true},
			Results:    []corpus.Result{seedResult()},
			Appraisals: []corpus.Appraisal{appraised(t, "prasad2012inversion", "need for surgery", abstractAnswers)}}},
	}
}

func evaluate(t testing.TB, in grading.Input) grading.Assessment {
	t.Helper()
	a, err := grading.Evaluate(in)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func stepOf(o grading.Outcome, d corpus.Domain) grading.Step {
	for _, s := range o.Steps {
		if s.Domain == d {
			return s
		}
	}
	return grading.Step{}
}

func printed(e *grading.Effect) string {
	if e == nil {
		return "none"
	}
	return fmt.Sprintf("%s %.3f (%.3f to %.3f)", e.Measure, e.Estimate, e.Low, e.High)
}

func TestSeedTrial(t *testing.T) {
	a := evaluate(t, seed(t))
	o := a.Outcomes[0]
	row := o.Studies[0]
	abs := o.Absolute
	for _, c := range []struct{ what, got, want string }{
		{"effect", printed(o.Effect), "RR 0.297 (0.104 to 0.850)"},
		{"Fisher p", fmt.Sprintf("%.3f", o.Effect.P), "0.027"},
		{"fragility", fmt.Sprint(*row.Fragility), "1"},
		{"NNT", fmt.Sprintf("%.1f (%.1f to %.1f) harm %t", o.Needed.Value, o.Needed.Low, o.Needed.High, o.Needed.Harm), "1.8 (1.3 to 8.1) harm false"},
		{"scenarios", fmt.Sprint(len(row.Scenarios)), "2"},
		{"all missing had it", row.Scenarios[0].Counts + " " + printed(row.Scenarios[0].Effect), "3/13 v 9/11 RR 0.282 (0.101 to 0.791)"},
		{"none missing had it", row.Scenarios[1].Counts + " " + printed(row.Scenarios[1].Effect), "3/13 v 7/11 RR 0.363 (0.122 to 1.077)"},
		{"absolute", fmt.Sprintf("%.0f → %.0f (%.0f to %.0f): %.0f (%.0f to %.0f)", abs.Without, abs.With, abs.WithLow, abs.WithHigh, abs.Diff, abs.DiffLow, abs.DiffHigh), "778 → 231 (81 to 661): -547 (-697 to -117)"},
		{"OIS", fmt.Sprint(*o.Information.OIS), "178"},
		{"people", fmt.Sprint(o.Information.Participants), "22"},
		{"events", fmt.Sprint(*o.Information.Events), "10"},
		{"overall risk", string(row.Risk), "high"},
		{"start", o.Start.String(), "high"},
		{"risk of bias", fmt.Sprint(stepOf(o, corpus.RiskOfBias).Suggested), "-2"},
		{"inconsistency", fmt.Sprint(stepOf(o, corpus.Inconsistency).Levels), "0"},
		{"indirectness", fmt.Sprint(stepOf(o, corpus.Indirectness).Levels), "0"},
		{"imprecision", fmt.Sprint(stepOf(o, corpus.Imprecision).Suggested), "-2"},
		{"publication bias", fmt.Sprint(stepOf(o, corpus.PublicationBias).Levels), "0"},
		{"certainty", o.Certainty.String(), "very low"},
		{"sentence", o.Sentence, "The evidence is very uncertain about the effect of inversion on the need for surgery."},
		{"rests on", o.RestsOn, "rests on one trial of 24 people"},
		{"model", o.Model, "single study"},
		{"overall", a.Overall.String(), "very low"},
		{"not reported", a.Outcomes[1].Sentence, "No usable data."},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %s, want %s", c.what, c.got, c.want)
		}
	}
	domains := ""
	for _, d := range row.Domains {
		domains += string(d.Domain) + " " + string(d.Risk) + "; "
	}
	if want := "D1 some concerns; D2 high; D3 high; D4 high; D5 some concerns; "; domains != want {
		t.Errorf("domains %s, want %s", domains, want)
	}
	if told := strings.Join(o.WouldChange, "|"); !strings.Contains(told, "a comparison with sham") || strings.Contains(told, "no traction") || strings.Contains(told, "with physiotherapy") {
		t.Errorf("missing comparisons: %q", o.WouldChange)
	}
	rd := seed(t)
	rd.Question.Outcomes[0].Measure = "RD"
	if got := printed(evaluate(t, rd).Outcomes[0].Effect); got != "RD -0.547 (-0.765 to -0.123)" {
		t.Errorf("risk difference %s", got)
	}
}

func TestSeedFootnotes(t *testing.T) {
	o := evaluate(t, seed(t)).Outcomes[0]
	var notes []string
	for _, s := range o.Steps {
		if s.Footnote != "" {
			notes = append(notes, s.Footnote)
		}
	}
	if len(notes) != 2 || !strings.HasPrefix(notes[0], "Rated down 2 levels for risk of bias: ") || !strings.HasPrefix(notes[1], "Rated down 2 levels for imprecision: ") {
		t.Fatalf("footnotes %q", notes)
	}
	for _, part := range []string{"22 people", "optimal information size 178", "RR 0.30", "10 events", "fragility index 1", "8.2 times"} {
		if !strings.Contains(notes[1], part) {
			t.Errorf("%q lacks %q", notes[1], part)
		}
	}
}

func TestDecisions(t *testing.T) {
	in := seed(t)
	first := evaluate(t, in)
	rob := stepOf(first.Outcomes[0], corpus.RiskOfBias)
	d := corpus.Decision{Question: "inversion", Outcome: "Need for Surgery", Domain: corpus.RiskOfBias, Levels: -1, Suggested: -2, Inputs: rob.Inputs, By: "M. Editor"}
	in.Decisions = []corpus.Decision{d}
	got := stepOf(evaluate(t, in).Outcomes[0], corpus.RiskOfBias)
	if got.Levels != -2 || got.Refused == "" {
		t.Errorf("a departure without rationale: levels %d, refused %q", got.Levels, got.Refused)
	}
	in.Decisions[0].Rationale = "one level, since the outcome is hard to misjudge"
	a := evaluate(t, in)
	got = stepOf(a.Outcomes[0], corpus.RiskOfBias)
	if got.Levels != -1 || got.Stale || got.Refused != "" || len(a.Stale) > 0 {
		t.Errorf("with rationale: %+v, stale %v", got, a.Stale)
	}
	if !strings.Contains(got.Footnote, "hard to misjudge") || a.Outcomes[0].Certainty != corpus.VeryLow {
		t.Errorf("footnote %q, certainty %v", got.Footnote, a.Outcomes[0].Certainty)
	}
	in.Studies[0].Appraisals[0].Domains["D2"] = corpus.Judgement{Decided: corpus.RiskSomeConcerns}
	a = evaluate(t, in)
	got = stepOf(a.Outcomes[0], corpus.RiskOfBias)
	if !got.Stale || got.Levels != -1 || len(a.Stale) != 1 {
		t.Errorf("after a change: stale %t, levels %d, list %v", got.Stale, got.Levels, a.Stale)
	}
}

func TestInformed(t *testing.T) {
	in := seed(t)
	a := evaluate(t, in)
	if !a.Informed {
		t.Error("rules alone may not be called GRADE")
	}
	for _, s := range a.Outcomes[0].Steps {
		in.Decisions = append(in.Decisions, corpus.Decision{Outcome: "need for surgery", Domain: s.Domain, Levels: s.Suggested, Inputs: s.Inputs, By: "M. Editor"})
	}
	if !evaluate(t, in).Informed {
		t.Error("steps that no rule can settle were agreed to without a word")
	}
	for i := range in.Decisions {
		in.Decisions[i].Rationale = "looked at it"
	}
	if evaluate(t, in).Informed {
		t.Error("all five were judged by a person on the present inputs")
	}
}

func TestImpossibleDecision(t *testing.T) {
	in := seed(t)
	in.Decisions = []corpus.Decision{{Outcome: "need for surgery", Domain: corpus.Imprecision, Levels: 1}}
	if _, err := grading.Evaluate(in); err == nil {
		t.Error("rating up for imprecision was accepted")
	}
}

func TestDecide(t *testing.T) {
	a := evaluate(t, seed(t))
	if _, err := grading.Decide(a, "Need for surgery", corpus.RiskOfBias, -1, " "); !errors.Is(err, grading.ErrRationale) {
		t.Errorf("a departure without rationale: %v", err)
	}
	if _, err := grading.Decide(a, "need for surgery", corpus.RiskOfBias, -2, ""); err != nil {
		t.Errorf("agreeing with a settled step: %v", err)
	}
	if _, err := grading.Decide(a, "need for surgery", corpus.Indirectness, 0, ""); !errors.Is(err, grading.ErrRationale) {
		t.Errorf("a step for a person, agreed to without a word: %v", err)
	}
	d, err := grading.Decide(a, "need for surgery", corpus.RiskOfBias, -1, "objective outcome")
	if err != nil || d.ID != "inversion/need for surgery/risk of bias" || d.Suggested != -2 || d.Inputs == "" {
		t.Errorf("%+v, %v", d, err)
	}
	for _, c := range []struct {
		outcome string
		domain  corpus.Domain
		levels  int
		want    error
	}{{"sleep", corpus.RiskOfBias, -1, corpus.ErrNotFound}, {"adverse events", corpus.RiskOfBias, -1, corpus.ErrNotFound},
		{"need for surgery", corpus.LargeEffect, 1, corpus.ErrNotFound}, {"need for surgery", corpus.Imprecision, -4, corpus.ErrInvalid}} {
		if _, err := grading.Decide(a, c.outcome, c.domain, c.levels, "why"); !errors.Is(err, c.want) {
			t.Errorf("%s %s %d: %v, want %v", c.outcome, c.domain, c.levels, err, c.want)
		}
	}
}
