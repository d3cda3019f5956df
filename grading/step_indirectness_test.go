package grading_test

import (
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/grading"
	"appraise/grading/claims"
)

// TestIndirectnessSideBySide: what is known of each study stands beside the
// question; differences of words are shown and lower nothing, and what is not
// known is said.
func TestIndirectnessSideBySide(t *testing.T) {
	n, three, seven := 13, 3, 7
	result := func(id corpus.StudyID, arms ...string) corpus.Result {
		return corpus.Result{ID: string(id) + "/r", Study: id, Outcome: "Relapse", FollowUp: "1 year", Status: corpus.Confirmed,
			Arms: []corpus.Arm{{Label: arms[0], N: &n, Events: &three}, {Label: arms[1], N: &n, Events: &seven}}}
	}
	q := corpus.Question{ID: "pills", PICO: corpus.PICO{Population: "adults with gout", Intervention: "pills", Comparison: "usual care"},
		Outcomes: []corpus.Outcome{{Name: "Relapse", Importance: 9, LowerBetter: true, FollowUp: "1 year"}}}
	in := grading.Input{Question: q, Studies: []grading.Study{{ID: "a", Member: corpus.Member{In: true}, Label: "Roe 2019", Design: "rct", Results: []corpus.Result{result("a", "pills", "control")},
		PICO: corpus.PICO{Population: "children with asthma", Comparison: "usual care"}},
		{ID: "b", Member: corpus.Member{In: true}, Label: "Doe 2020", Design: "rct", Results: []corpus.Result{result("b", "treatment", "Control group")}}}}
	a, err := grading.Evaluate(in)
	if err != nil {
		t.Fatal(err)
	}
	s := stepOf(a.Outcomes[0], corpus.Indirectness)
	if s.Suggested != 0 || !s.Human || len(s.Compared) != 2 {
		t.Fatalf("got %d levels, human %v, %d studies compared", s.Suggested, s.Human, len(s.Compared))
	}
	for _, want := range []string{"population differs by its words (children with asthma) in Roe 2019", "not compared: no PICO recorded for Doe 2020", "until a person"} {
		if !strings.Contains(s.Reason, want) {
			t.Errorf("the reason lacks %q: %s", want, s.Reason)
		}
	}
	got := map[string]grading.ComparedElement{}
	for _, c := range s.Compared {
		for _, e := range c.Elements {
			got[c.Label+" "+e.Name] = e
		}
	}
	for key, want := range map[string]grading.ComparedElement{
		"Roe 2019 population":   {Match: claims.Different, From: "stated"},
		"Roe 2019 intervention": {Match: claims.Same, From: "arm"},
		"Roe 2019 comparison":   {Match: claims.Same, From: "stated"},
		"Roe 2019 time":         {Match: claims.Same, From: "result"},
		"Doe 2020 population":   {Match: claims.Unknown},
		"Doe 2020 intervention": {Match: claims.Unknown},
		"Doe 2020 comparison":   {Match: claims.Unknown},
	} {
		if e := got[key]; e.Match != want.Match || e.From != want.From {
			t.Errorf("%s: got %s from %q, want %s from %q", key, e.Match, e.From, want.Match, want.From)
		}
	}
	in.Studies[0].PICO.Population = "adults with gout"
	b, err := grading.Evaluate(in)
	if err != nil {
		t.Fatal(err)
	}
	if stepOf(b.Outcomes[0], corpus.Indirectness).Inputs == s.Inputs {
		t.Error("another population leaves the inputs as they were: a decision would not become stale")
	}
}
