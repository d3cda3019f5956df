package claims_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"appraise/corpus"
	"appraise/grading/claims"
)

// pico is what claims and studies of these tests are about when they agree.
var pico = corpus.PICO{Population: "adults with sciatica", Intervention: "traction", Outcome: "pain"}

// far is about other people.
var far = corpus.PICO{Population: "children with asthma", Intervention: "traction", Outcome: "pain"}

// study makes evidence that agrees in PICO with claim.
func study(id string, s corpus.Stance, c corpus.Certainty, change ...func(*claims.Evidence)) claims.Evidence {
	e := claims.Evidence{Study: corpus.StudyID(id), Stance: s, Certainty: c, Design: "rct", Randomised: new(100), PICO: pico}
	for _, f := range change {
		f(&e)
	}
	return e
}

func about(p corpus.PICO) func(*claims.Evidence) { return func(e *claims.Evidence) { e.PICO = p } }

func stands(t corpus.NoticeType) func(*claims.Evidence) {
	return func(e *claims.Evidence) { e.Standing = t }
}

func claim(kind string) corpus.Claim {
	return corpus.Claim{ID: "c1", Text: "Traction relieves pain.", Kind: kind, PICO: pico}
}

const (
	yes   = corpus.Supports
	no    = corpus.Contradicts
	maybe = corpus.Mentions
)

// rows has at least one case for every row of the decision table.
var rows = []struct {
	row     string
	claim   corpus.Claim
	list    []claims.Evidence
	verdict claims.Verdict
}{
	{"no-statement", corpus.Claim{Text: " "}, []claims.Evidence{study("a", yes, corpus.High)}, claims.NotCheckable},
	{"no-statement", claim("opinion"), []claims.Evidence{study("a", yes, corpus.High)}, claims.NotCheckable},
	{"no-study", claim("benefit"), nil, claims.NotCheckable},
	{"nothing-left", claim("benefit"), []claims.Evidence{study("a", yes, corpus.High, stands(corpus.Retracted))}, claims.Uncertain},
	{"nothing-left", claim("benefit"), []claims.Evidence{study("a", yes, corpus.High, stands(corpus.IsNotice)), study("b", no, corpus.High, stands(corpus.Withdrawn))}, claims.Uncertain},
	{"nothing-left", claim("safety"), []claims.Evidence{study("a", yes, corpus.High, func(e *claims.Evidence) { e.Harms = claims.HarmsSilent })}, claims.Uncertain},
	{"mentions-unrated", claim("benefit"), []claims.Evidence{study("a", maybe, corpus.Unrated)}, claims.NotCheckable},
	{"mentions", claim("benefit"), []claims.Evidence{study("a", maybe, corpus.High)}, claims.Uncertain},
	{"ungraded", claim("benefit"), []claims.Evidence{study("a", yes, corpus.Unrated), study("b", yes, corpus.Unrated)}, claims.Uncertain},
	{"ungraded", claim("benefit"), []claims.Evidence{study("a", no, corpus.Unrated), study("b", maybe, corpus.High)}, claims.Uncertain},
	{"out-of-scope", claim("benefit"), []claims.Evidence{study("a", yes, corpus.High, about(far))}, claims.Misleading},
	{"out-of-scope", claim("benefit"), []claims.Evidence{study("a", yes, corpus.Moderate, about(far)), study("b", no, corpus.Low, about(far))}, claims.Misleading},
	{"indirect", claim("benefit"), []claims.Evidence{study("a", yes, corpus.Low, about(far))}, claims.Uncertain},
	{"indirect", claim("benefit"), []claims.Evidence{study("a", no, corpus.High, about(far))}, claims.Uncertain},
	{"indirect", claim("benefit"), []claims.Evidence{study("a", yes, corpus.High, about(far)), study("b", no, corpus.High, about(far))}, claims.Uncertain},
	{"mixed-for", claim("benefit"), []claims.Evidence{study("a", yes, corpus.High), study("b", no, corpus.Low)}, claims.ProbablySupported},
	{"mixed-for", claim("benefit"), []claims.Evidence{study("a", yes, corpus.Moderate), study("b", no, corpus.VeryLow)}, claims.ProbablySupported},
	{"mixed-against", claim("benefit"), []claims.Evidence{study("a", yes, corpus.Low), study("b", no, corpus.High)}, claims.ProbablyNotSupported},
	{"mixed", claim("benefit"), []claims.Evidence{study("a", yes, corpus.High), study("b", no, corpus.Moderate)}, claims.Uncertain},
	{"mixed", claim("benefit"), []claims.Evidence{study("a", yes, corpus.VeryLow), study("b", no, corpus.VeryLow)}, claims.Uncertain},
	{"against-high", claim("benefit"), []claims.Evidence{study("a", no, corpus.High), study("b", no, corpus.Low)}, claims.Contradicted},
	{"against-high", claim("benefit"), []claims.Evidence{study("a", no, corpus.High), study("b", yes, corpus.Unrated)}, claims.Contradicted},
	{"against-moderate", claim("benefit"), []claims.Evidence{study("a", no, corpus.Moderate)}, claims.ProbablyNotSupported},
	{"for-high", claim("benefit"), []claims.Evidence{study("a", yes, corpus.High)}, claims.Supported},
	{"for-high", claim("benefit"), []claims.Evidence{study("a", yes, corpus.High), study("b", no, corpus.High, stands(corpus.Retracted))}, claims.Supported},
	{"for-high-unsure", claim("benefit"), []claims.Evidence{study("a", yes, corpus.High, about(corpus.PICO{}))}, claims.ProbablySupported},
	{"for-high-unsure", claim("benefit"), []claims.Evidence{study("a", yes, corpus.High), study("b", no, corpus.Unrated)}, claims.ProbablySupported},
	{"for-moderate", claim("benefit"), []claims.Evidence{study("a", yes, corpus.Moderate), study("b", yes, corpus.VeryLow)}, claims.ProbablySupported},
	{"for-moderate", claim("benefit"), []claims.Evidence{study("a", yes, corpus.High, stands(corpus.ExpressionOfConcern))}, claims.ProbablySupported},
	{"low", claim("benefit"), []claims.Evidence{study("a", yes, corpus.Low)}, claims.Uncertain},
	{"low", claim("benefit"), []claims.Evidence{study("a", no, corpus.VeryLow)}, claims.Uncertain},
}

func TestDecisionTable(t *testing.T) {
	tested := map[string]bool{}
	for _, c := range rows {
		got := claims.Judge(claims.Input{Claim: c.claim, Evidence: c.list})
		if got.Row != c.row || got.Verdict != c.verdict || got.Computed != c.verdict {
			t.Errorf("row %s: got row %s, %q (%s)", c.row, got.Row, got.Verdict, got.Sentence)
		}
		tested[c.row] = true
		back := slices.Clone(c.list)
		slices.Reverse(back)
		if other := claims.Judge(claims.Input{Claim: c.claim, Evidence: back}); other.Verdict != got.Verdict {
			t.Errorf("row %s: in the other order %q", c.row, other.Verdict)
		}
	}
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range claims.Table() {
		if !tested[r.Code] {
			t.Errorf("row %s has no test", r.Code)
		}
		if line := "//   - " + r.Code + ": " + r.When + " → " + string(r.Verdict) + "\n"; !strings.Contains(string(doc), line) {
			t.Errorf("the package comment has no line %q", line)
		}
	}
}

// TestNoGradedSupport tries all pairs of links: without a body of high
// certainty nothing is ever "supported".
func TestNoGradedSupport(t *testing.T) {
	levels := []corpus.Certainty{corpus.Unrated, corpus.VeryLow, corpus.Low, corpus.Moderate, corpus.High}
	for _, s1 := range []corpus.Stance{yes, no, maybe} {
		for _, s2 := range []corpus.Stance{yes, no, maybe} {
			for _, c1 := range levels {
				for _, c2 := range levels {
					in := claims.Input{Claim: claim("benefit"), Evidence: []claims.Evidence{study("a", s1, c1), study("b", s2, c2)}}
					got := claims.Judge(in).Verdict
					high := s1 == yes && c1 == corpus.High || s2 == yes && c2 == corpus.High
					if got == claims.Supported && !high {
						t.Errorf("%s %s and %s %s: %q", s1, c1, s2, c2, got)
					}
					if s1 != yes && s2 != yes && (got == claims.ProbablySupported || got == claims.Misleading) {
						t.Errorf("nothing supports it: %s %s and %s %s: %q", s1, c1, s2, c2, got)
					}
				}
			}
		}
	}
}

func TestReasons(t *testing.T) {
	quoted := claim("benefit")
	quoted.Links = []corpus.Link{{Study: "a", Quote: &corpus.Quote{Text: "little evidence", Place: "page 3"}}}
	for _, c := range []struct {
		name string
		in   claims.Input
		code claims.Code
		text string
	}{
		{"retracted", claims.Input{Claim: claim(""), Evidence: []claims.Evidence{study("a", yes, corpus.High, func(e *claims.Evidence) {
			e.Label, e.Notices = "Doe 2010", []corpus.Notice{{Type: corpus.Retracted, Date: corpus.Date{Year: 2012}, Source: "PubMed"}}
		})}}, claims.FallenStudy, "Doe 2010 was retracted (2012, PubMed); it supports nothing."},
		{"reinstated", claims.Input{Claim: claim(""), Evidence: []claims.Evidence{study("a", yes, corpus.High, func(e *claims.Evidence) {
			e.Notices = []corpus.Notice{{Type: corpus.Retracted}, {Type: corpus.Reinstated, Date: corpus.Date{Year: 2015}}}
		})}}, claims.WasReinstated, "a was retracted and reinstated (2015)."},
		{"concern", claims.Input{Claim: claim(""), Evidence: []claims.Evidence{study("a", yes, corpus.High, stands(corpus.ExpressionOfConcern))}}, claims.InConcern, "a is under an expression of concern; its evidence counts one level less."},
		{"corrected", claims.Input{Claim: claim(""), Evidence: []claims.Evidence{study("a", yes, corpus.High, stands(corpus.Corrected))}}, claims.WasCorrected, "a was corrected; check that what is claimed was not what was corrected."},
		{"superseded", claims.Input{Claim: claim(""), Evidence: []claims.Evidence{study("a", yes, corpus.High, stands(corpus.Superseded))}}, claims.OutOfDate, "a was superseded by a later version."},
		{"quoted", claims.Input{Claim: quoted, Evidence: []claims.Evidence{study("a", yes, corpus.High)}}, claims.Quoted, "a says (page 3): “little evidence”"},
		{"not compared", claims.Input{Claim: claim(""), Evidence: []claims.Evidence{study("a", yes, corpus.High, about(corpus.PICO{Outcome: "pain"}))}}, claims.NotCompared, "a: population, intervention could not be compared, because the claim or the study does not say."},
		{"contradiction", claims.Input{Claim: claim(""), Evidence: []claims.Evidence{study("a", yes, corpus.High), study("b", no, corpus.Moderate)}}, claims.Unsettled, "Evidence of high certainty supports the claim and evidence of moderate certainty contradicts it; the contradiction has to be answered."},
		{"risk", claims.Input{Claim: claim(""), Evidence: []claims.Evidence{study("a", yes, corpus.High, func(e *claims.Evidence) { e.Risk = corpus.RiskHigh })}}, claims.HighRisk, "a is at high risk of bias."},
	} {
		got := claims.Judge(c.in)
		i := slices.IndexFunc(got.Reasons, func(r claims.Reason) bool { return r.Code == c.code })
		if i < 0 || got.Reasons[i].Text != c.text {
			t.Errorf("%s: got %+v\nwant %q", c.name, got.Reasons, c.text)
		}
	}
	if got := claims.Judge(claims.Input{Claim: claim(""), Evidence: []claims.Evidence{study("a", yes, corpus.High, func(e *claims.Evidence) {
		e.Notices = []corpus.Notice{{Type: corpus.Retracted}, {Type: corpus.Reinstated}}
	})}}); got.Verdict != claims.Supported {
		t.Errorf("a reinstated study: got %q", got.Verdict)
	}
}

func TestOverrule(t *testing.T) {
	c := claim("benefit")
	in := claims.Input{Claim: c, Evidence: []claims.Evidence{study("a", yes, corpus.Low)}}
	in.Claim.Verdict = &corpus.Overrule{Verdict: "Probably-Supported", Rationale: "Mechanism and dose response.", By: "anna", At: time.Unix(0, 0)}
	got := claims.Judge(in)
	if got.Verdict != claims.ProbablySupported || got.Computed != claims.Uncertain || got.Decided == nil || got.Decided.By != "anna" || !got.Has(claims.Overruled) {
		t.Errorf("got %+v", got)
	}
	for _, o := range []corpus.Overrule{{Verdict: "supported"}, {Verdict: "true", Rationale: "because"}} {
		in.Claim.Verdict = &o
		if got := claims.Judge(in); got.Verdict != claims.Uncertain || got.Decided != nil || !got.Has(claims.NotOverruled) {
			t.Errorf("%+v: got %q, %+v", o, got.Verdict, got.Reasons)
		}
	}
	for _, v := range claims.Verdicts {
		if got, err := claims.ParseVerdict(strings.ToUpper(strings.ReplaceAll(string(v), " ", "_"))); err != nil || got != v {
			t.Errorf("%q: got %q, %v", v, got, err)
		}
	}
}

func TestIndependence(t *testing.T) {
	holds := func(ids ...corpus.StudyID) func(*claims.Evidence) {
		return func(e *claims.Evidence) { e.Design, e.Contains = "systematic_review", ids }
	}
	data := func(keys ...string) func(*claims.Evidence) { return func(e *claims.Evidence) { e.Data = keys } }
	for _, c := range []struct {
		name    string
		list    []claims.Evidence
		counted []corpus.StudyID
		verdict claims.Verdict
	}{
		{"a trial and its review", []claims.Evidence{study("t", yes, corpus.Low), study("r", yes, corpus.Moderate, holds("t"))}, []corpus.StudyID{"r"}, claims.ProbablySupported},
		{"the review says otherwise", []claims.Evidence{study("t", yes, corpus.High), study("r", no, corpus.Moderate, holds("t"))}, []corpus.StudyID{"r"}, claims.ProbablyNotSupported},
		{"through a review of reviews", []claims.Evidence{study("t", yes, corpus.Low), study("r", yes, corpus.Low, holds("t")), study("u", yes, corpus.Low, holds("r", "x", "y"))}, []corpus.StudyID{"u"}, claims.Uncertain},
		{"a circle", []claims.Evidence{study("r", yes, corpus.Low, holds("s")), study("s", yes, corpus.Low, holds("r"))}, []corpus.StudyID{"r"}, claims.Uncertain},
		{"a retracted review speaks for nothing", []claims.Evidence{study("t", yes, corpus.Moderate), study("r", no, corpus.High, holds("t"), stands(corpus.Retracted))}, []corpus.StudyID{"t"}, claims.ProbablySupported},
		{"a review of a retracted trial is shaken", []claims.Evidence{study("t", yes, corpus.High, stands(corpus.Retracted)), study("r", yes, corpus.High, holds("t"))}, []corpus.StudyID{"r"}, claims.ProbablySupported},
		{"a review that only mentions", []claims.Evidence{study("t", yes, corpus.High), study("r", maybe, corpus.High, holds("t"))}, []corpus.StudyID{"r", "t"}, claims.Supported},
		{"one cohort twice", []claims.Evidence{study("b", yes, corpus.Low, data("ELSA", "x")), study("a", yes, corpus.Moderate, data(" elsa")), study("c", yes, corpus.Low, data("X"))}, []corpus.StudyID{"a"}, claims.ProbablySupported},
		{"one cohort on both sides", []claims.Evidence{study("a", yes, corpus.Low, data("elsa")), study("b", no, corpus.Low, data("elsa"))}, []corpus.StudyID{"a", "b"}, claims.Uncertain},
	} {
		got := claims.Judge(claims.Input{Claim: claim("benefit"), Evidence: c.list})
		var counted []corpus.StudyID
		for _, w := range got.Weighed {
			if w.Counted {
				counted = append(counted, w.Study)
			}
		}
		slices.Sort(counted)
		if !slices.Equal(counted, c.counted) || got.Verdict != c.verdict {
			t.Errorf("%s: counted %v, %q, want %v, %q", c.name, counted, got.Verdict, c.counted, c.verdict)
		}
	}
}

// TestMayCountOnce: a study that a review may hold is not counted beside it; a
// person's word decides.
func TestMayCountOnce(t *testing.T) {
	review := study("r", yes, corpus.Moderate, func(e *claims.Evidence) { e.Design, e.Randomised, e.Analysed = "systematic_review", nil, new(403) })
	list := func(r claims.Evidence) claims.Input {
		return claims.Input{Claim: claim("benefit"), Evidence: []claims.Evidence{r, study("a", yes, corpus.Low), study("b", yes, corpus.Low)}}
	}
	doubt := review
	doubt.MayContain = []claims.Possible{{Study: "a", Why: "its reference list names it"}}
	both := doubt
	both.MayContain = append(slices.Clone(doubt.MayContain), claims.Possible{Study: "b", Why: "its reference list names it"})
	sure := review
	sure.Contains = []corpus.StudyID{"a"}
	fell := doubt
	fell.Standing = corpus.Retracted
	for _, c := range []struct {
		name    string
		review  claims.Evidence
		rests   string
		perhaps int
		end     string
		code    claims.Code
	}{
		{"nothing known", review, "3 studies of 603 people in all (1 review, 2 trials)", 0, "in all (1 review, 2 trials).", ""},
		{"perhaps in it", doubt, "2 studies of 503 people in all (1 review, 1 trial)", 1, "; 1 more study may be in it and is not counted.", claims.MayCountOnce},
		{"both perhaps", both, "one review of 403 people", 2, "; 2 more studies may be in it and are not counted.", claims.MayCountOnce},
		{"a person says so", sure, "2 studies of 503 people in all (1 review, 1 trial)", 0, "(1 review, 1 trial).", claims.CountedOnce},
		{"the review fell", fell, "2 trials of 200 people in all", 0, "2 trials of 200 people in all.", ""},
	} {
		got := claims.Judge(list(c.review))
		if got.Rests != c.rests || got.Perhaps != c.perhaps || !strings.HasSuffix(got.Sentence, c.end) {
			t.Errorf("%s: rests on %q, perhaps %d: %q", c.name, got.Rests, got.Perhaps, got.Sentence)
		}
		for _, code := range []claims.Code{claims.MayCountOnce, claims.CountedOnce} {
			if got.Has(code) != (code == c.code) {
				t.Errorf("%s: %q is %t", c.name, code, got.Has(code))
			}
		}
	}
}

func TestFalls(t *testing.T) {
	body := func(e *claims.Evidence) { e.Body = "q/pain" }
	one := claims.Input{Claim: claim("benefit"), Evidence: []claims.Evidence{study("a", yes, corpus.Low, body)}}
	if got := claims.Falls(one, "a"); !got.Falls || got.Before != claims.Uncertain || got.After != claims.Uncertain || got.Rests != "" {
		t.Errorf("the only study: %+v", got)
	}
	two := claims.Input{Claim: claim("benefit"), Evidence: []claims.Evidence{
		study("a", yes, corpus.High, body, func(e *claims.Evidence) { e.Without = map[corpus.StudyID]corpus.Certainty{"b": corpus.Low} }),
		study("b", yes, corpus.High, body),
		study("c", maybe, corpus.Unrated),
	}}
	want := []claims.Fall{
		{Study: "a", Before: claims.Supported, After: claims.ProbablySupported, Rests: "one 100-person trial", Falls: true},
		{Study: "b", Before: claims.Supported, After: claims.Uncertain, Rests: "one 100-person trial", Falls: true},
		{Study: "c", Before: claims.Supported, After: claims.Supported, Rests: "2 trials of 200 people in all"},
	}
	if got := claims.LeaveOneOut(two); !slices.Equal(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	if two.Evidence[0].Standing != "" {
		t.Error("trying changed the input")
	}
	if got := claims.Falls(two, "nobody"); got.Falls || got.Before != got.After {
		t.Errorf("a study that is not linked: %+v", got)
	}
}

func TestMatrix(t *testing.T) {
	c2 := claim("benefit")
	c2.ID = "c2"
	m := claims.NewMatrix([]claims.Input{
		{Claim: claim("benefit"), Evidence: []claims.Evidence{study("b", yes, corpus.High), study("a", no, corpus.Moderate), study("a", yes, corpus.Low)}},
		{Claim: c2, Evidence: []claims.Evidence{study("c", yes, corpus.VeryLow), study("d", yes, corpus.VeryLow), study("e", no, corpus.High, stands(corpus.Retracted))}},
	})
	if !slices.Equal(m.Studies, []corpus.StudyID{"a", "b", "c", "d", "e"}) || len(m.Rows) != 2 {
		t.Fatalf("got %+v", m)
	}
	r := m.Rows[0]
	if r.Cells[0] != (claims.Cell{Stance: claims.Mixed, Weight: 3, Counted: true}) || r.Cells[2] != (claims.Cell{}) || r.For != 4 || r.Against != 3 || !r.Unsettled {
		t.Errorf("first row: %+v", r)
	}
	r = m.Rows[1]
	if r.For != 1 || r.Against != 0 || r.Unsettled || r.Cells[4].Counted || r.Cells[4].Weight != 0 {
		t.Errorf("second row: votes were counted: %+v", r)
	}
	if got := claims.NewMatrix(nil); len(got.Rows) != 0 || len(got.Studies) != 0 {
		t.Errorf("nothing: %+v", got)
	}
}

func BenchmarkJudge(b *testing.B) {
	in := claims.Input{Claim: claim("benefit")}
	for i := range 5 {
		in.Evidence = append(in.Evidence, study(string(rune('a'+i)), yes, corpus.Low))
	}
	for b.Loop() {
		claims.Judge(in)
	}
}
