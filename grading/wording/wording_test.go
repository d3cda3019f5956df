package wording_test

import (
	"slices"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/grading/wording"
)

func TestSay(t *testing.T) {
	base := wording.Statement{Intervention: "inversion", Outcome: "Need for surgery"}
	for _, c := range []struct {
		certainty corpus.Certainty
		size      wording.Size
		up        bool
		want      string
	}{
		{corpus.High, wording.Large, false, "Inversion results in a large reduction in the need for surgery."},
		{corpus.High, wording.Moderate, false, "Inversion reduces the need for surgery."},
		{corpus.High, wording.Small, true, "Inversion increases the need for surgery slightly."},
		{corpus.High, wording.Trivial, true, "Inversion results in little to no difference in the need for surgery."},
		{corpus.Moderate, wording.Large, true, "Inversion probably results in a large increase in the need for surgery."},
		{corpus.Moderate, wording.Unsized, false, "Inversion probably reduces the need for surgery."},
		{corpus.Low, wording.Small, false, "Inversion may reduce the need for surgery slightly."},
		{corpus.Low, wording.Trivial, false, "Inversion may result in little to no difference in the need for surgery."},
		{corpus.VeryLow, wording.Large, false, "The evidence is very uncertain about the effect of inversion on the need for surgery."},
		{corpus.Unrated, wording.Large, false, "No evidence was found about the effect of inversion on the need for surgery."},
	} {
		s := base
		s.Certainty, s.Size, s.Increases = c.certainty, c.size, c.up
		if got, _ := wording.Say(s); got != c.want {
			t.Errorf("%v %v: %q, want %q", c.certainty, c.size, got, c.want)
		}
	}
}

// TestSayPassesLint holds that no sentence the program makes is stronger than
// its certainty, and that each is too strong one level below.
func TestSayPassesLint(t *testing.T) {
	for c := corpus.VeryLow; c <= corpus.High; c++ {
		for size := wording.Unsized; size <= wording.Large; size++ {
			for _, up := range []bool{false, true} {
				for _, both := range []bool{false, true} {
					s := wording.Statement{Intervention: "traction", Comparison: "rest", Outcome: "pain", Certainty: c, Size: size, Increases: up, Both: both}
					sentence, short := wording.Say(s)
					if f := wording.Lint(sentence, c); len(f) > 0 {
						t.Errorf("%q at %v: %+v", sentence, c, f)
					}
					if c > corpus.VeryLow && len(wording.Lint(sentence, c-1)) == 0 {
						t.Errorf("%q passes at %v", sentence, c-1)
					}
					if short == "" || !strings.HasSuffix(short, ".") {
						t.Errorf("short form %q", short)
					}
				}
			}
		}
	}
}

func TestLint(t *testing.T) {
	for _, c := range []struct {
		sentence  string
		certainty corpus.Certainty
		rules     string // joined by |
	}{
		{"Inversion reduces the need for surgery.", corpus.VeryLow, wording.RuleStrength},
		{"Inversion reduces the need for surgery.", corpus.High, ""},
		{"Inversion may reduce the need for surgery.", corpus.Low, ""},
		{"Inversion may reduce the need for surgery.", corpus.VeryLow, wording.RuleStrength},
		{"Inversion may reduce surgery, but the evidence is very uncertain.", corpus.VeryLow, ""},
		{"Inversion probably reduces pain.", corpus.Low, wording.RuleStrength},
		{"Inversion probably reduces pain.", corpus.Moderate, ""},
		{"Inversion can prevent surgery.", corpus.Moderate, wording.RuleStrength},
		{"Inversion has been shown to improve function.", corpus.Moderate, wording.RuleStrength},
		{"In one trial of 24 people, inversion reduced surgery.", corpus.VeryLow, ""},
		{"Does inversion reduce surgery?", corpus.VeryLow, ""},
		{"Inversion is proven.", corpus.High, wording.RuleAbsolute},
		{"Inversion cures sciatica.", corpus.High, wording.RuleAbsolute},
		{"Inversion is safe.", corpus.High, wording.RuleSafety},
		{"It has no side effects.", corpus.High, wording.RuleSafety},
		{"The difference was statistically significant.", corpus.High, wording.RuleSignificant + "|" + wording.RulePOnly},
		{"Traction has no effect on pain.", corpus.Moderate, wording.RuleNoEffect},
		{"Traction does not reduce pain.", corpus.Low, wording.RuleNoEffect},
		{"Traction may result in little to no difference in pain.", corpus.Low, ""},
		{"Traction reduces surgery by 70 %.", corpus.High, wording.RuleRelativeOnly},
		{"Traction reduces surgery by 70 %, 547 fewer per 1000 people.", corpus.High, ""},
		{"A study in 2012 found 70 % less surgery.", corpus.High, wording.RuleRelativeOnly},
		{"Surgery halved, in 3 of 13 instead of 7 of 9.", corpus.High, ""},
		{"Traction halves surgery.", corpus.High, wording.RuleRelativeOnly},
		{"Surgery was rarer (p = 0.03).", corpus.High, wording.RulePOnly},
		{"Surgery was rarer (RR 0.3, p = 0.03; 3/13 v 7/9).", corpus.High, ""},
		{"Patients took 10 mg or 12 mg a day.", corpus.High, ""},
		{"Traction reduces pain.", corpus.Unrated, wording.RuleStrength},
		{"", corpus.High, ""},
	} {
		var got []string
		for _, f := range wording.Lint(c.sentence, c.certainty) {
			got = append(got, f.Rule)
			if c.sentence[f.Start:f.End] != f.Text || f.Suggestion == "" || f.Message == "" {
				t.Errorf("%q: %+v", c.sentence, f)
			}
		}
		var rules []string
		if c.rules != "" {
			rules = strings.Split(c.rules, "|")
		}
		slices.Sort(got)
		slices.Sort(rules)
		if !slices.Equal(got, rules) {
			t.Errorf("%q at %v: %q, want %q", c.sentence, c.certainty, got, rules)
		}
	}
}

func TestSizeOf(t *testing.T) {
	for _, c := range []struct {
		x, mid float64
		want   wording.Size
	}{{0.5, 1, wording.Trivial}, {-1, 1, wording.Small}, {2, 1, wording.Moderate}, {-4, 1, wording.Moderate}, {4.1, 1, wording.Large}, {1, 0, wording.Unsized}} {
		if got := wording.SizeOf(c.x, c.mid); got != c.want {
			t.Errorf("%v at %v: %v, want %v", c.x, c.mid, got, c.want)
		}
	}
}

// FuzzLint holds that spans lie in the text and come in order.
func FuzzLint(f *testing.F) {
	f.Add("Inversion reduces the need for surgery by 77 % (p < 0.05).", 1)
	f.Add("no effect — not significant, safe", 4)
	f.Fuzz(func(t *testing.T, s string, c int) {
		last := 0
		for _, x := range wording.Lint(s, corpus.Certainty(c)) {
			if x.Start < last || x.End <= x.Start || x.End > len(s) || s[x.Start:x.End] != x.Text {
				t.Errorf("%q: %+v", s, x)
			}
			last = x.Start
		}
	})
}
