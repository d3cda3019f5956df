package instrument_test

import (
	"errors"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/grading/instrument"
)

func TestPathAndWarnings(t *testing.T) {
	p := find(t, "rob2")
	e, err := p.Evaluate(answers(map[string]string{"1.1": "Y", "1.2": "N", "1.3": "NI", "2.1": "N", "2.2": "N", "2.3": "Y", "2.6": "NA"}), instrument.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d1, _ := e.Domain("D1")
	if d1.Risk != corpus.RiskHigh || d1.Path != "1.2 N → high" {
		t.Errorf("D1 %q by %q", d1.Risk, d1.Path)
	}
	if len(e.Warnings) != 1 || !strings.HasPrefix(e.Warnings[0], "2.3 was answered Y but is not asked here") {
		t.Errorf("warnings %q", e.Warnings)
	}
	d2, _ := e.Domain("D2")
	if d2.Risk != "" || len(d2.Missing) != 1 || d2.Missing[0] != "2.6" {
		t.Errorf("NA where an answer is due: %q, missing %v", d2.Risk, d2.Missing)
	}
	if e.Overall.Risk != corpus.RiskHigh || e.Complete() {
		t.Errorf("overall %q, complete %t: one domain at high risk settles it", e.Overall.Risk, e.Complete())
	}
}

func TestWrongAnswers(t *testing.T) {
	p := find(t, "rob2")
	for _, codes := range []map[string]string{{"9.9": "Y"}, {"1.1": "maybe"}, {"3.2": "NI"}} {
		if _, err := p.Evaluate(answers(codes), instrument.Options{}); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%v: %v", codes, err)
		}
	}
	if _, err := p.Evaluate(nil, instrument.Options{Effect: "x"}); !errors.Is(err, corpus.ErrInvalid) {
		t.Errorf("unknown effect: %v", err)
	}
}

// TestAskLeadsThrough answers the first open question until none is left; the
// answers must then be complete and without warnings, whatever they were.
func TestAskLeadsThrough(t *testing.T) {
	for _, p := range instrument.All() {
		for _, effect := range append([]string{""}, p.Effects...) {
			for pick := range 5 {
				got := map[string]corpus.Answer{}
				for step := 0; ; step++ {
					next, err := instrument.Ask(p, got, effect)
					if err != nil || step > 200 {
						t.Fatalf("%s: %v after %d questions", p.ID, err, step)
					}
					if len(next) == 0 {
						break
					}
					got[next[0].ID] = corpus.Answer{Code: next[0].Codes[pick%len(next[0].Codes)]}
				}
				e, err := p.Evaluate(got, instrument.Options{Effect: effect})
				if err != nil || !e.Complete() || len(e.Warnings) > 0 && !strings.Contains(e.Warnings[0], "exceptional") {
					t.Errorf("%s %s: missing %v, warnings %v, %v", p.ID, effect, e.Missing, e.Warnings, err)
				}
				for _, d := range e.Domains {
					def, _ := p.Domain(d.ID)
					stopped := p.ID == "robins-i-v2" && e.Domains[0].Risk != ""
					if d.Risk == "" && len(def.Tables) > 0 && !def.Gate && !stopped {
						t.Errorf("%s %s: complete answers give no judgement on %s: %v", p.ID, effect, d.ID, got)
					}
				}
			}
		}
	}
}

func TestTriageStops(t *testing.T) {
	p := find(t, "robins-i-v2")
	e, err := p.Evaluate(answers(map[string]string{"B1": "N", "B2": "PY", "B3": "N"}), instrument.Options{})
	if err != nil || e.Overall.Risk != corpus.RiskCritical || !e.Complete() {
		t.Errorf("overall %q, missing %v, %v", e.Overall.Risk, e.Missing, err)
	}
}

func TestROBINSOverall(t *testing.T) {
	p := find(t, "robins-i")
	for _, c := range []struct {
		d1, d2, want corpus.Risk
	}{{"moderate", "low", "moderate"}, {"moderate", "no information", "no information"}, {"no information", "serious", "serious"}, {"critical", "serious", "critical"}, {"low", "low", "low"}} {
		decided := map[string]corpus.Risk{"D1": c.d1, "D2": c.d2, "D3": "low", "D4": "low", "D5": "low", "D6": "low", "D7": "low"}
		e, err := p.Evaluate(nil, instrument.Options{Decided: decided})
		if err != nil || e.Overall.Risk != c.want {
			t.Errorf("%s and %s: %q, want %q (%v)", c.d1, c.d2, e.Overall.Risk, c.want, err)
		}
		if c.d1 == "low" && len(e.Warnings) != 1 {
			t.Errorf("low risk of confounding passes without a word: %v", e.Warnings)
		}
	}
}

func TestDecide(t *testing.T) {
	p := find(t, "rob2")
	a := corpus.Appraisal{Study: "s", Answers: answers(map[string]string{"1.1": "Y", "1.2": "NI", "1.3": "N", "2.1": "N", "2.2": "N", "2.6": "Y", "3.1": "Y", "4.1": "N", "4.2": "N", "4.3": "N", "5.1": "NI", "5.2": "N", "5.3": "N"})}
	a, e, err := p.Propose(a)
	if err != nil || a.Overall.Proposed != corpus.RiskSomeConcerns || e.Confirm == "" {
		t.Fatalf("%+v, %v", a.Overall, err)
	}
	if _, err := p.Decide(a, "overall", corpus.RiskSomeConcerns, ""); !errors.Is(err, instrument.ErrRationale) {
		t.Errorf("two domains with some concerns were confirmed without a word: %v", err)
	}
	if _, err := p.Decide(a, "D1", corpus.RiskHigh, " "); !errors.Is(err, instrument.ErrRationale) {
		t.Errorf("a departure without rationale: %v", err)
	}
	b, err := p.Decide(a, "D1", corpus.RiskHigh, "the report says open list")
	if err != nil || b.Final() != corpus.RiskHigh || b.Domains["D1"].Proposed != corpus.RiskSomeConcerns {
		t.Errorf("%+v, %v", b, err)
	}
	if a.Domains["D1"].Decided != "" {
		t.Error("the appraisal given was changed")
	}
	if _, err := p.Decide(a, "D3", corpus.RiskLow, ""); err != nil {
		t.Errorf("agreeing needs no rationale: %v", err)
	}
	for _, c := range []struct {
		domain string
		risk   corpus.Risk
	}{{"D9", "low"}, {"D1", "serious"}} {
		if _, err := p.Decide(a, c.domain, c.risk, "why"); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%s %s: %v", c.domain, c.risk, err)
		}
	}
}

func TestRaise(t *testing.T) {
	p := find(t, "rob2")
	decided := map[string]corpus.Risk{"D1": "some concerns", "D2": "some concerns", "D3": "low", "D4": "low", "D5": "low"}
	e, err := p.Evaluate(nil, instrument.Options{Decided: decided, Raise: true})
	if err != nil || e.Overall.Risk != corpus.RiskHigh || !strings.Contains(e.Overall.Path, "raised") {
		t.Errorf("%+v, %v", e.Overall, err)
	}
	decided["D2"] = "low"
	if e, _ = p.Evaluate(nil, instrument.Options{Decided: decided, Raise: true}); e.Overall.Risk != corpus.RiskSomeConcerns {
		t.Errorf("one domain with some concerns: %q", e.Overall.Risk)
	}
}

func TestDiscuss(t *testing.T) {
	got := instrument.Discuss(find(t, "agree2"), []map[string]corpus.Answer{answers(map[string]string{"1": "2", "2": "4"}), answers(map[string]string{"1": "5", "2": "6"})})
	if len(got) != 1 || got[0] != "1" {
		t.Errorf("to discuss: %v", got)
	}
}
