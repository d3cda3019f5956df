package claims_test

import (
	"slices"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/grading/claims"
)

// The article's claims in our own words, and the two sources it names, as the
// demo library has them (spec: seed.json; Prasad 2012, Qaseem 2017).
var (
	prasad = claims.Evidence{
		Study: "prasad2012inversion", Label: "Prasad 2012", Stance: corpus.Supports, Design: "rct", Body: "inversion/Need for surgery", Certainty: corpus.VeryLow,
		Risk: corpus.RiskHigh, Enrolled: new(26), Randomised: new(24), Analysed: new(22), Harms: claims.HarmsSilent,
		PICO: corpus.PICO{Population: "adults with single-level lumbar disc disease, listed for surgery", Intervention: "inversion added to physiotherapy", Comparison: "physiotherapy alone", Outcome: "need for surgery", Time: "6 weeks"},
	}
	qaseem = claims.Evidence{
		Study: "qaseem2017noninvasive", Label: "the ACP guideline of 2017", Stance: corpus.Mentions, Design: "guideline",
		Notices: []corpus.Notice{{Type: corpus.Expired, Date: corpus.Date{Year: 2022, Month: 2, Day: 14}, Source: "issuer's own rule", Computed: true,
			Reason: "the American College of Physicians considers its guidelines withdrawn or invalid five years after publication"}},
	}
)

func TestSeedSurgery(t *testing.T) {
	got := claims.Judge(claims.Input{
		Claim: corpus.Claim{ID: "c1", Text: "A trial of 26 people found in 2012 that inversion reduces the need for surgery.", Kind: "benefit", Question: "inversion", Outcome: "Need for surgery",
			PICO: corpus.PICO{Population: "people with lumbar disc disease", Intervention: "inversion", Outcome: "need for surgery"}},
		Evidence: []claims.Evidence{prasad},
	})
	if got.Verdict != claims.Uncertain || got.Certainty != corpus.VeryLow || got.Rests != "one 24-person trial" {
		t.Errorf("got %q, %s, rests on %q", got.Verdict, got.Certainty, got.Rests)
	}
	i := slices.IndexFunc(got.Reasons, func(r claims.Reason) bool { return r.Code == claims.Denominator })
	if i < 0 || got.Reasons[i].Text != "The claim says 26 people; in Prasad 2012 26 were enrolled and 24 randomised." {
		t.Errorf("denominator: %+v", got.Reasons)
	}
	if want := "Uncertain (very low certainty): direct evidence on one side, low or very low certainty; it rests on one 24-person trial."; got.Sentence != want {
		t.Errorf("got  %q\nwant %q", got.Sentence, want)
	}
	if f := claims.Falls(claims.Input{Claim: corpus.Claim{Text: "x"}, Evidence: []claims.Evidence{prasad}}, prasad.Study); !f.Falls {
		t.Errorf("without its only trial: %+v", f)
	}
}

func TestSeedGuideline(t *testing.T) {
	said := &corpus.Quote{Text: "the recommended treatments do not include traction", Place: "summary by appraise"}
	got := claims.Judge(claims.Input{
		Claim: corpus.Claim{ID: "c2", Text: "The 2017 guideline of the American College of Physicians finds little good evidence that inversion works better than other treatments.", Kind: "recommendation",
			Links: []corpus.Link{{Study: qaseem.Study, Stance: corpus.Mentions, Quote: said}}},
		Evidence: []claims.Evidence{qaseem},
	})
	for code, want := range map[claims.Code]string{claims.RanOut: "ran out on 2022-02-14 by its issuer's own rule", claims.Quoted: said.Text} {
		i := slices.IndexFunc(got.Reasons, func(r claims.Reason) bool { return r.Code == code })
		if i < 0 || !strings.Contains(got.Reasons[i].Text, want) {
			t.Errorf("%s: %+v", code, got.Reasons)
		}
	}
	if got.Verdict != claims.NotCheckable {
		t.Errorf("a guideline that nobody rated gives %q", got.Verdict)
	}
}

func TestSeedBackPain(t *testing.T) {
	e := prasad
	e.Stance, e.Body, e.Certainty = corpus.Mentions, "inversion/Pain", corpus.VeryLow
	got := claims.Judge(claims.Input{
		Claim:    corpus.Claim{ID: "c3", Text: "Inversion relieves back pain.", Kind: "benefit", PICO: corpus.PICO{Population: "people with back pain", Intervention: "inversion", Outcome: "pain"}},
		Evidence: []claims.Evidence{e},
	})
	var far []string
	for _, el := range got.Weighed[0].Directness.Indirect() {
		far = append(far, el.Name)
	}
	if !got.Has(claims.NotDirect) || !got.Weighed[0].Indirect || !slices.Equal(far, []string{"population", "outcome"}) || got.Verdict != claims.Uncertain {
		t.Errorf("got %q, indirect in %v: %+v", got.Verdict, far, got.Reasons)
	}
	if got.Weighed[0].Directness.Elements[2].Match != claims.Unknown {
		t.Errorf("the claim names no comparison, got %q", got.Weighed[0].Directness.Elements[2].Match)
	}
}

func TestSeedSafety(t *testing.T) {
	in := claims.Input{
		Claim:    corpus.Claim{ID: "c4", Text: "Traction therapies, inversion among them, do not harm otherwise healthy people.", Kind: "safety"},
		Evidence: []claims.Evidence{qaseem, prasad},
	}
	got := claims.Judge(in)
	var silent []string
	for _, r := range got.Reasons {
		if r.Code == claims.SilentOnHarms || r.Code == claims.NoHarmsRecord {
			silent = append(silent, r.Text)
		}
	}
	want := []string{
		"Prasad 2012 does not report harms, so it says nothing about them.",
		"1 of 2 linked studies does not report harms; silence about harms is not their absence.",
		"For 1 of 2 linked studies nobody has recorded whether harms were reported; silence about harms is not their absence.",
	}
	if !slices.Equal(silent, want) {
		t.Errorf("got %q", silent)
	}
	if got.Verdict == claims.Supported || got.Verdict == claims.ProbablySupported || got.Rests != "" {
		t.Errorf("silence gives %q, rests on %q", got.Verdict, got.Rests)
	}
	in.Evidence = nil
	if got := claims.Judge(in); !got.Has(claims.SilentOnHarms) || got.Verdict != claims.NotCheckable {
		t.Errorf("no study: %q %+v", got.Verdict, got.Reasons)
	}
}
