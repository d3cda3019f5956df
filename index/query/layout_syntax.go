package query

import (
	"regexp"
	"strings"
)

// hasSyntax reports whether a line shows that it is a search.
func hasSyntax(text string) bool { return lineSyntax(text) != Auto }

var (
	pubmedMarkRE = regexp.MustCompile(`\[([A-Za-z0-9][^\[\]]*)\]`)
	pubmedOpRE   = regexp.MustCompile(`\b(AND|OR|NOT)\b`)
	ovidMarkRE   = regexp.MustCompile(`(?i)(\.(ti|ab|tw|mp|kw|kf|pt|sh|fs|xs|af|hw|nm|rn|ot|au|jn|lg|la|in|ui|yr|dp|ed)\b[.,]?)|\badj\d*\b|^(or|and)\s*/|^limit\s|^exp\s+["*A-Za-z]|[ (]exp\s+["*A-Z]|[A-Za-z"]/($|\s|\)|[a-z]{2}\b)|[A-Za-z]\$|'/(exp|de|mj)\b|[a-z*'"]:(ti|ab|kw)\b|^mesh descriptor`)
)

// lineSyntax looks for what only one syntax has; Auto when there is nothing.
func lineSyntax(text string) Syntax {
	for _, m := range pubmedMarkRE.FindAllStringSubmatch(text, -1) {
		if _, err := parseTag(m[1], Span{}); err == nil {
			return PubMed
		}
	}
	if ovidMarkRE.MatchString(text) {
		return Ovid
	}
	if strings.ContainsAny(text, `"“*`) && pubmedOpRE.MatchString(text) {
		return PubMed
	}
	return Auto
}

// majority is the syntax of most lines; Ovid when none shows any and there
// are several lines, because line numbers without # are its habit.
func majority(lines []layoutLine) Syntax {
	pubmed, ovid := 0, 0
	for _, l := range lines {
		switch {
		case l.refs:
		case lineSyntax(l.text) == PubMed:
			pubmed++
		case lineSyntax(l.text) == Ovid:
			ovid++
		}
	}
	if pubmed > ovid || pubmed == ovid && len(lines) == 1 {
		return PubMed
	}
	return Ovid
}
