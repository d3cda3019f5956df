package app

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/grading/claims"
	"appraise/grading/wording"
)

// kindOf guesses what a sentence is about.
func kindOf(s string) string {
	switch {
	case safetyWords.MatchString(s):
		return "safety"
	case adviceWords.MatchString(s):
		return "recommendation"
	case theoryWords.MatchString(s):
		return "mechanism"
	case benefitWords.MatchString(s):
		return "benefit"
	}
	return "fact"
}

// promises reports words that need checking however short the sentence is:
// safety without numbers, and what no evidence carries.
func promises(sentence string) bool {
	return slices.ContainsFunc(wording.Lint(sentence, corpus.Unrated), func(l wording.Finding) bool {
		return (l.Rule == wording.RuleAbsolute || l.Rule == wording.RuleSafety) && !denied(sentence, l)
	})
}

// denied reports whether a sentence takes back what a promise says: “should
// not be seen as guaranteed”, “may not be safe for everyone”. A denial holds
// up to the next break of the sentence.
func denied(sentence string, l wording.Finding) bool {
	if l.Rule != wording.RuleAbsolute && l.Rule != wording.RuleSafety {
		return false
	}
	if l.Rule == wording.RuleSafety && contraindication.MatchString(sentence) {
		return true
	}
	clause := sentence[:l.Start]
	if at := clauseBreak.FindAllStringIndex(clause, -1); len(at) > 0 {
		clause = clause[at[len(at)-1][1]:]
	}
	return denial.MatchString(noDenial.ReplaceAllString(clause, " "))
}

// otherSense reports whether “significant” only means much: “a significant
// number of people”.
func otherSense(sentence string, l wording.Finding) bool {
	return l.Rule == wording.RuleSignificant && plainlyMuch.MatchString(sentence[l.End:])
}

// lint looks at the words of a sentence. “10 mg or 12” is no odds ratio.
func lint(sentence string, c corpus.Certainty) []wording.Finding {
	list := wording.Lint(orNumber.ReplaceAllString(sentence, "++$1"), c)
	for i, l := range list {
		list[i].Text = sentence[l.Start:l.End]
	}
	return list
}

// findings looks at the words of a sentence.
func (d *desk) findings(s *ArticleSentence, in claims.Input, named []ArticleCitation, after string) {
	add := func(rule, level, text, words, suggestion string) {
		f := ArticleFinding{Rule: rule, Level: level, Text: text, Words: words, Suggestion: suggestion}
		f.ID = pinHash(rule + " " + words + " " + s.Text)[:12]
		s.Findings = append(s.Findings, f)
	}
	for _, l := range lint(s.Text, s.Certainty) {
		if l.Rule == wording.RuleStrength && (s.Certainty == corpus.Unrated || explains(s.Text, l.Start)) {
			continue // there is nothing to measure its strength by
		}
		if denied(s.Text, l) || otherSense(s.Text, l) {
			continue
		}
		add(l.Rule, "check", l.Message, l.Text, l.Suggestion)
	}
	if in.Claim.Text == "" {
		in.Claim.Text = s.Text
	}
	for _, r := range claims.Denominators(in) {
		add(ruleDenominator, "inconsistent", r.Text, "", "")
	}
	for _, p := range s.Proposals {
		if p.ByWords() {
			continue
		}
		for _, n := range p.Notices {
			add(ruleNotice, "check", p.Label+": "+n, string(p.Study), "")
		}
	}
	for _, n := range named {
		if n.Study == "" && n.Sentence == s.N {
			add(ruleMissing, "note", fmt.Sprintf("“%s” names a source: %s.", n.Text, orElse(n.Why, "not in the library")), n.Text, "Add it to the library, or name it so that it can be found (DOI, PMID).")
		}
	}
	if contraindication.MatchString(s.Text) && len(named) == 0 && s.Claim == "" {
		add(ruleNoSource, "note", "Who should not have the treatment is said without a source.", "", "Name the source, or link a study (appraise claim add).")
	}
	if listMissing(s.Text, after) {
		add(ruleListMissing, "check", "The sentence announces a list, and none follows.", "", "Give the list, with the evidence for each entry.")
	}
}

// explains reports whether a place in a sentence stands in a clause that only
// says what a word means: "…, which is a condition that causes …".
func explains(sentence string, at int) bool {
	m := definition.FindStringIndex(sentence)
	return m != nil && at >= m[0]
}

// listMissing reports whether a sentence announces a list and none follows.
func listMissing(sentence, after string) bool {
	if !announces.MatchString(strings.TrimSpace(sentence)) || listFollows.MatchString(after) {
		return false
	}
	next, _, _ := strings.Cut(strings.TrimSpace(after), "\n")
	next = strings.TrimSpace(next)
	entry := next != "" && len(next) < longEntry && !strings.ContainsAny(next[len(next)-1:], ".!?:")
	return !entry // entries without a mark, one a line
}

// longEntry is the length from which a line is prose and no entry of a list.
const longEntry = 100

// announces is the end of a sentence that a list has to follow; “she said:” is
// none.
var announces = regexp.MustCompile(`(?i)\b(?:includ(?:e|es|ed|ing)|(?:the\s+)?following(?:\s+\w+){0,2}|such as|these(?:\s+\w+){1,2}|with|are|were|for|if|when|who|have|has|by)\s*:$`)

var listFollows = regexp.MustCompile(`^\s*(?:[-*•–·]|[0-9]+[.)]|[a-z]\))\s`)

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

var (
	safetyWords  = regexp.MustCompile(`(?i)\b(?:safe|safety|unsafe|harm(?:s|ful|less)?|side effects?|adverse|risks?|danger(?:ous)?|contraindicat\w*)\b`)
	adviceWords  = regexp.MustCompile(`(?i)\b(?:recommend\w*|should|must|advis\w+|avoid|unsuitable)\b`)
	theoryWords  = regexp.MustCompile(`(?i)\b(?:thought to|theory|gravity|mechanism|decompress\w*|stretch\w*)\b`)
	benefitWords = regexp.MustCompile(`(?i)\b(?:reliev\w*|reduc\w*|improv\w*|eas(?:e|es|ed)|help\w*|prevent\w*|effective\w*|benefit\w*|lower\w*|cur(?:e|es|ed))\b`)
)

var (
	contraindication = regexp.MustCompile(`(?i)\bcontraindicat\w*|\bnot (?:be )?(?:recommended|suitable|safe) (?:for|if|when|in)\b|\bunsuitable\b|\b(?:should|must|want to|need to) (?:not use|avoid)\b`)
	clauseBreak      = regexp.MustCompile(`(?i)[,;:.]|\b(?:but|and|yet|though|although|however)\b`)
	denial           = regexp.MustCompile(`(?i)\b(?:not|never|no|none|nothing|cannot|neither|nor|hardly|without|unlikely|whether)\b|n['’]t\b`)
	noDenial         = regexp.MustCompile(`(?i)\bnot\s+(?:only|just|merely|simply)\b|\bno\s+(?:other|doubt|question)\b`)
	orNumber         = regexp.MustCompile(`\bor(\s+[0-9])`)
	plainlyMuch      = regexp.MustCompile(`(?i)^\s+(?:number|amount|proportion|portion|part|share|majority|minority|role|challenge|problem|burden|cause|source|concern|others?)s?\b`)
	definition       = regexp.MustCompile(`(?i)\b(?:which|that|who) (?:is|are) an?\b[^.,;]{0,30}\b(?:that|which)\b`)
)
