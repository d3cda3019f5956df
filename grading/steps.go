package grading

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
)

// downs and ups are the considerations in the order they are gone through.
var (
	downs = []corpus.Domain{corpus.RiskOfBias, corpus.Inconsistency, corpus.Indirectness, corpus.Imprecision, corpus.PublicationBias}
	ups   = []corpus.Domain{corpus.LargeEffect, corpus.DoseResponse, corpus.OpposingResidual}
)

// steps goes through the considerations: five reasons to rate down, and for
// non-randomised evidence three to rate up, which count only when nothing was
// rated down.
func (b body) steps(a *Absolute) []Step {
	out := []Step{b.riskOfBias(), b.inconsistency(), b.indirectness(), b.imprecision(a), b.publicationBias()}
	for i := range out {
		out[i] = b.decide(out[i])
	}
	if b.cs[0].class != nonRandomised {
		return out
	}
	return append(out, b.upgrades(out)...)
}

// spelled writes out what the rules abbreviate.
var spelled = strings.NewReplacer(">=2", "two or more", "OIS", "the optimal information size", "I2", "I²")

// step builds a step from what the rule says and what it looked at.
func step(d corpus.Domain, s Suggestion, detail string, looked any) Step {
	reason := spelled.Replace(s.Reason)
	if detail != "" {
		reason += " (" + detail + ")"
	}
	return Step{Domain: d, Suggested: s.Levels, Reason: reason, Human: s.Human, Inputs: hash(looked)}
}

// hash condenses what a step looked at. Numbers are cut to six digits, so
// that the last digit of a computation does not make a decision stale.
func hash(looked any) string {
	b, err := json.Marshal(looked)
	if err != nil {
		b = []byte(fmt.Sprintf("%+v", looked))
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}

func digits(x float64) string { return fmt.Sprintf("%.6g", x) }

func digitsOf(x *float64) string {
	if x == nil {
		return ""
	}
	return digits(*x)
}

// upgrades gives the reasons to rate up. What a person decided has no effect
// while anything is rated down.
func (b body) upgrades(before []Step) []Step {
	var levels []int
	for _, s := range before {
		levels = append(levels, s.Levels)
	}
	x := UpgradeInput{NonRandomised: true, K: len(b.synthesis.used)}
	if e := b.synthesis.effect; e != nil && e.Ratio() {
		rr := b.riskRatio(e.Estimate)
		x.RR, x.Low, x.High = &rr, b.riskRatio(e.Low), b.riskRatio(e.High)
	}
	blocked := slices.ContainsFunc(levels, func(l int) bool { return l < 0 })
	out := []Step{step(corpus.LargeEffect, SuggestUpgrade(x, levels, b.rules), "", []string{digitsOf(x.RR), digits(x.Low), digits(x.High), fmt.Sprint(x.K)})}
	for _, d := range ups[1:] {
		out = append(out, step(d, Suggestion{Reason: "for a person to judge", Human: true}, "", x.K))
	}
	for i := range out {
		out[i] = b.decide(out[i])
		if blocked {
			out[i].Levels, out[i].Footnote = 0, ""
			out[i].Reason = "not eligible: the evidence was rated down"
		}
	}
	return out
}
