package claims

import (
	"fmt"
	"strconv"
	"strings"
)

// kindsOf lists what designs are called in a sentence; the first prefix that
// fits counts. Designs in the words of grading/design.
var kindsOf = []struct{ prefix, one, many string }{
	{"systematic_review", "review", "reviews"}, {"network_ma", "review", "reviews"}, {"umbrella_review", "review of reviews", "reviews of reviews"},
	{"narrative_review", "narrative review", "narrative reviews"}, {"guideline", "guideline", "guidelines"},
	{"rct", "trial", "trials"}, {"cluster_rct", "cluster trial", "cluster trials"}, {"crossover_rct", "crossover trial", "crossover trials"},
	{"quasi_rct", "quasi-randomised trial", "quasi-randomised trials"}, {"nonrandomised_trial", "non-randomised trial", "non-randomised trials"},
	{"cohort", "cohort study", "cohort studies"}, {"case_control", "case-control study", "case-control studies"}, {"nested_case_control", "case-control study", "case-control studies"},
	{"cross_sectional", "cross-sectional study", "cross-sectional studies"}, {"case_series", "case series", "case series"}, {"case_report", "case report", "case reports"},
	{"animal", "animal study", "animal studies"}, {"in_vitro", "laboratory study", "laboratory studies"}, {"", "study", "studies"},
}

func kindOf(design string) (one, many string) {
	for _, k := range kindsOf {
		if strings.HasPrefix(design, k.prefix) {
			return k.one, k.many
		}
	}
	return "study", "studies"
}

// Rests says on what a verdict rests: "one 24-person trial", "3 studies of
// 240 people in all (2 trials, 1 cohort study)". It is "" for no studies.
func Rests(list []Evidence) string {
	switch len(list) {
	case 0:
		return ""
	case 1:
		return restsOnOne(list[0])
	}
	people, unsized := 0, 0
	count := map[string]int{}
	for _, e := range list {
		n, ok := e.people()
		if !ok {
			unsized++
		}
		people += n
		one, _ := kindOf(e.Design)
		count[one]++
	}
	var parts []string
	whole := "studies"
	for _, k := range kindsOf {
		switch n := count[k.one]; {
		case n == len(list):
			whole = k.many
		case n == 1:
			parts = append(parts, "1 "+k.one)
		case n > 1:
			parts = append(parts, fmt.Sprintf("%d %s", n, k.many))
		}
		delete(count, k.one)
	}
	s := fmt.Sprintf("%d %s", len(list), whole)
	switch {
	case unsized == len(list):
		s += " of unknown size"
	case unsized > 0:
		s += fmt.Sprintf(" of %s people in all, not counting %d of unknown size", thousands(people), unsized)
	default:
		s += fmt.Sprintf(" of %s people in all", thousands(people))
	}
	if len(parts) > 0 {
		s += " (" + strings.Join(parts, ", ") + ")"
	}
	return s
}

func restsOnOne(e Evidence) string {
	one, _ := kindOf(e.Design)
	n, ok := e.people()
	switch {
	case !ok:
		return "one " + one + " of unknown size"
	case one == "case report":
		return "one case report"
	case strings.Contains(one, "review") || one == "guideline":
		return fmt.Sprintf("one %s of %s people", one, thousands(n))
	}
	return fmt.Sprintf("one %s-person %s", thousands(n), one)
}

// thousands writes 2762 as 2,762.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
