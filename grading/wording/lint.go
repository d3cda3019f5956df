package wording

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"appraise/corpus"
)

// Finding is a passage that says more than the evidence carries, or leaves
// out what a reader needs.
type Finding struct {
	Start      int    `json:"start"` // bytes
	End        int    `json:"end"`
	Text       string `json:"text"`
	Rule       string `json:"rule"` // one of the Rule constants
	Message    string `json:"message"`
	Suggestion string `json:"suggestion"`
}

// The rules of Lint.
const (
	RuleStrength     = "stronger than the certainty"
	RuleAbsolute     = "word that no evidence carries"
	RuleSafety       = "safety without numbers"
	RuleNoEffect     = "absence of an effect"
	RuleSignificant  = "significance as a verdict"
	RuleRelativeOnly = "relative effect without the absolute"
	RulePOnly        = "p value without an effect"
)

// phrase is one wording that is never right, whatever the certainty.
type phrase struct {
	rule       string
	form       *regexp.Regexp
	message    string
	suggestion string
}

// phrases is the whole list.
var phrases = []phrase{
	{RuleAbsolute, regexp.MustCompile(`(?i)\b(?:(?:is|are|was|were|been|clinically|scientifically)\s+)?prove[sn]?\b|\b(?:conclusively|definitively|undoubtedly|definitely|guarantee[sd]?|miracle|breakthrough|undeniabl[ey])\b`),
		"evidence supports or does not support; it does not prove", "say what the studies found and how certain it is"},
	{RuleAbsolute, regexp.MustCompile(`(?i)\b(?:cures?|cured|eliminates?|eradicates?|eradicated)\b`),
		"a promise beyond any measured outcome", "name the outcome that was measured"},
	{RuleSafety, regexp.MustCompile(`(?i)\b(?:(?:completely|perfectly|entirely|generally|very)\s+)?safe(?:ly)?\b|\bharmless\b|\b(?:no|without)\s+(?:side[\s-]effects?|risks?|harms?|adverse\s+(?:events?|effects?))\b|\brisk[\s-]free\b`),
		"few studies are large or long enough to show the absence of harm", "say which harms were looked for, in how many people, and what was found"},
	{RuleSignificant, regexp.MustCompile(`(?i)\b(?:statistically\s+)?(?:non-?\s?significant(?:ly)?|insignificant(?:ly)?|significant(?:ly)?)\b`),
		"significance says neither how large nor how certain an effect is", "give the estimate with its interval"},
	{RuleNoEffect, regexp.MustCompile(`(?i)\b(?:has|have|had|with|shows?|showed|found|is|are|was|were|made|makes)\s+no\s+(?:effects?|differences?|benefits?|impact)\b|\b(?:ineffective|useless|does(?:\s+not|n['’]t)\s+work|(?:does|do|did)(?:\s+not|n['’]t)\s+(?:reduce|increase|improve|prevent|lower|affect|help|change))\b`),
		"not finding an effect is not finding that there is none", "say “little to no difference” with the certainty, or that the evidence is uncertain"},
}

// claim finds the words by which sentences claim an effect: the form of the
// third person or the past, then the bare form that follows a modal.
var claim = regexp.MustCompile(`(?i)\b(reduces|reduced|lowers|lowered|decreases|decreased|cuts|halves|halved|doubles|doubled|increases|increased|raises|raised|improves|improved|prevents|prevented|relieves|relieved|causes|caused|leads\s+to|led\s+to|results\s+in|resulted\s+in|avoids|avoided|helps|helped|works|boosts|boosted|protects|protected|is\s+effective|are\s+effective|was\s+effective|is\s+better|are\s+better|is\s+superior)\b` +
	`|\b(?:may|might|could|can|will|would|should|must)\s+(?:(?:also|well|slightly|greatly|probably|likely)\s+)?(reduce|lower|decrease|cut|halve|double|increase|raise|improve|prevent|relieve|cause|lead\s+to|result\s+in|avoid|help|work|boost|protect|be\s+effective|be\s+better)\b` +
	`|\b(?:shown|found|known|demonstrated)\s+to\s+(reduce|lower|decrease|increase|improve|prevent|relieve|cause|help|work|be\s+effective)\b`)

// hedges are what stands between subject and verb, by the certainty it fits.
var hedges = []struct {
	form *regexp.Regexp
	fits corpus.Certainty
}{
	{regexp.MustCompile(`(?i)\b(?:may|might|could|suggests?|appears?\s+to|seems?\s+to|possibly|perhaps)\b`), corpus.Low},
	{regexp.MustCompile(`(?i)\b(?:probably|likely)\b`), corpus.Moderate},
}

var (
	uncertain   = regexp.MustCompile(`(?i)\b(?:very\s+uncertain|very\s+low[\s-]certainty|very\s+little\s+confidence|uncertain\s+whether|not\s+known\s+whether|unclear\s+whether)\b`)
	attributed  = regexp.MustCompile(`(?i)\b(?:in|of)\s+(?:one|a|an|this|that|the|two|three|\d+)\s+(?:\w+\s+){0,3}(?:trials?|stud(?:y|ies)|cohorts?|reviews?)\b|\bauthors?\s+(?:report|claim|write|conclude)|\b(?:trial|study|review|article|paper)\s+(?:found|finds|reported|reports|claims|says)\b`)
	determiners = regexp.MustCompile(`(?i)\b(?:a|an|the|these|those|large|small|any|no|further)\s+$`)
	relative    = regexp.MustCompile(`(?i)\b\d+(?:\.\d+)?\s?(?:%|per\s?cent)\s+(?:(?:relative\s+)?(?:reduction|decrease|increase|lower|higher|less|more|fewer|greater)|drop|cut)\b|\bby\s+\d+(?:\.\d+)?\s?(?:%|per\s?cent)|\b(?:halves|halved|doubles|doubled|triples|tripled)\b|\b\d+(?:\.\d+)?\s+times\s+(?:more|less|as|higher|lower)\b|\b(?:relative\s+risk|risk\s+ratio|odds\s+ratio|hazard\s+ratio|(?-i:RR|OR|HR))\s*(?:of|was|=|:|,)?\s*\d`)
	absolute    = regexp.MustCompile(`(?i)\bper\s+(?:100|1[ ,.]?000|10[ ,.]?000|hundred|thousand)\b|\b\d+\s+(?:people\s+|patients\s+)?(?:out\s+of|of|in)\s+(?:every\s+)?\d+|\b(?:fewer|more|less)\s+(?:\w+\s+)?(?:in|of|among)\s+\d+\s+\w+|\bNNT|\bnumber\s+needed\b|\bpercentage\s+points?\b|\b\d+/\d+\b|\bfrom\s+\d+(?:\.\d+)?\s?%\s+to\s+\d`)
	pValue      = regexp.MustCompile(`(?i)\bp\s*(?:-?\s*value)?\s*(?:of\s+)?[<>=≤≥]\s*0?[.,]\d+|\bstatistically\s+significant`)
	estimate    = regexp.MustCompile(`(?i)\b(?:(?-i:RR|OR|HR|RD|MD|SMD)|risk\s+ratio|odds\s+ratio|hazard\s+ratio|mean\s+difference|risk\s+difference|difference\s+of|CI|confidence\s+interval)\b|\d\s?%|\bper\s+1?00|\d+/\d+|\bpoints?\b`)
)

// Lint finds what a sentence says beyond the certainty of the evidence it
// rests on. Unrated certainty means that nobody graded the evidence: the
// sentence may then claim nothing. Questions are not claims. An empty result
// does not make a sentence true.
//
// GRADE guidelines 26, J Clin Epidemiol 2020;119:126–135; on the words
// “significant” and “no effect”: Cochrane Handbook ch. 15.
func Lint(sentence string, certainty corpus.Certainty) []Finding {
	if strings.HasSuffix(strings.TrimSpace(sentence), "?") {
		return nil
	}
	var out []Finding
	for _, p := range phrases {
		for _, at := range p.form.FindAllStringIndex(sentence, -1) {
			out = append(out, find(sentence, at, p.rule, p.message, p.suggestion))
		}
	}
	out = append(out, strength(sentence, certainty)...)
	if at := relative.FindStringIndex(sentence); at != nil && !absolute.MatchString(sentence) {
		out = append(out, find(sentence, at, RuleRelativeOnly, "a relative effect hides how many people it concerns", "add the absolute effect, as in “12 fewer per 1000 people”"))
	}
	if at := pValue.FindStringIndex(sentence); at != nil && !estimate.MatchString(sentence) {
		out = append(out, find(sentence, at, RulePOnly, "a p value alone does not say how large the effect is", "give the effect with its interval"))
	}
	return tidy(out)
}

func find(s string, at []int, rule, message, suggestion string) Finding {
	return Finding{Start: at[0], End: at[1], Text: s[at[0]:at[1]], Rule: rule, Message: message, Suggestion: suggestion}
}

// strength compares each claim with what the certainty allows.
func strength(s string, certainty corpus.Certainty) []Finding {
	if certainty <= corpus.VeryLow && uncertain.MatchString(s) {
		return nil
	}
	var out []Finding
	for _, at := range claim.FindAllStringIndex(s, -1) {
		if before := s[:at[0]]; determiners.MatchString(before) || strings.HasSuffix(s[at[0]:at[1]], "ed") && attributed.MatchString(s) {
			continue
		}
		if got := strengthOf(s, at); got > certainty {
			out = append(out, find(s, at, RuleStrength, fmt.Sprintf("reads as %s certainty, the evidence has %s", got, certainty), allowed(certainty)))
		}
	}
	return out
}

// strengthOf returns the certainty that a claim at the place sounds like. The
// hedge is looked for from the last break of the sentence to the end of the
// verb.
func strengthOf(s string, at []int) corpus.Certainty {
	start := strings.LastIndexAny(s[:at[0]], ",;:.") + 1
	clause := s[start:at[1]]
	for _, h := range hedges {
		if h.form.MatchString(clause) {
			return h.fits
		}
	}
	return corpus.High
}

// allowed shows the wording that fits.
func allowed(c corpus.Certainty) string {
	switch c {
	case corpus.Moderate:
		return "“probably reduces”, “likely improves”"
	case corpus.Low:
		return "“may reduce”, “may improve”"
	case corpus.VeryLow:
		return "“the evidence is very uncertain about the effect of … on …”"
	case corpus.Unrated:
		return "grade the evidence first, or say that its certainty is not known"
	}
	return ""
}

// tidy sorts findings by place and drops repetitions of one rule in one place.
func tidy(fs []Finding) []Finding {
	slices.SortStableFunc(fs, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Rule, b.Rule))
	})
	return slices.CompactFunc(fs, func(a, b Finding) bool { return a.Start == b.Start && a.Rule == b.Rule })
}
