package reports_test

import (
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/reports"
	"appraise/reports/testkit"
)

func TestDiffInClinicalWords(t *testing.T) {
	old := reports.Summarise(compile(t, testkit.Inversion()))
	if d := reports.Diff(old, old); len(d) != 0 {
		t.Errorf("a document differs from itself: %q", d)
	}
	in := testkit.Inversion()
	s := in.Studies["cheng2020mechanical"]
	s.Notices = []corpus.Notice{{ID: "n9", Study: "cheng2020mechanical", Type: corpus.Retracted, Date: corpus.Date{Year: 2025, Month: 3}, Source: "somebody"}}
	in.Studies["cheng2020mechanical"] = s
	in.Assessment.Overall = corpus.Low
	o := &in.Assessment.Outcomes[0]
	o.Steps[2].Levels, o.Steps[2].Footnote = 0, ""
	o.Certainty = corpus.Low
	o.Effect.Estimate = 0.41
	in.Assessment.Question.Members = in.Assessment.Question.Members[1:]
	got := strings.Join(reports.Diff(old, reports.Summarise(compile(t, in))), "\n")
	for _, want := range []string{
		"New notice on cheng2020mechanical", "retracted 2025-03", "Overall certainty: very low before, low now.", "Need for surgery: certainty very low before, low now.",
		"Need for surgery: relative effect RR 0.30 (0.10 to 0.85) before, RR 0.41 (0.10 to 0.85) now.", "Need for surgery: reason no longer given: Rated down 2 levels for imprecision",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	if !strings.HasPrefix(got, "New notice") {
		t.Error("the gravest change does not come first")
	}
}
