package grading

import (
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
)

// judged is what the step on risk of bias looks at, per study.
type judged struct {
	Study   corpus.StudyID
	Risk    corpus.Risk
	Domains []DomainRisk
	Weight  string
}

func (b body) riskOfBias() Step {
	high := func(c contribution) bool { return severity(c.row.Risk) >= 2 }
	some := func(c contribution) bool { return severity(c.row.Risk) == 1 || severity(c.row.Risk) < 0 }
	x := RiskOfBiasInput{WeightHigh: b.weightOf(high), WeightSome: b.weightOf(some),
		CriticalOnly: b.all(func(c contribution) bool { return c.row.Risk == corpus.RiskCritical })}
	var looked []judged
	var words []string
	for _, c := range b.cs {
		looked = append(looked, judged{c.row.Study, c.row.Risk, c.row.Domains, fmt.Sprintf("%.3f", c.row.Weight)})
		bad := highDomains(c.row)
		if high(c) && (x.HighDomains == 0 || len(bad) < x.HighDomains) {
			x.HighDomains = len(bad)
		}
		words = append(words, riskWords(c, bad))
	}
	slices.SortStableFunc(looked, func(a, b judged) int { return strings.Compare(string(a.Study), string(b.Study)) })
	if x.WeightHigh > 0 && x.WeightHigh < 1 {
		x.LowRiskSimilar = similar(b.cs, b.synthesis, high)
	}
	s := SuggestRiskOfBias(x, b.rules)
	if !b.all(func(c contribution) bool { return c.rated }) {
		s.Human = true
		if x.WeightHigh == 0 && s.Levels < 0 {
			s.Reason = "most weight with some concerns or not appraised (borderline: reviewer may keep 0)"
		}
	}
	return step(corpus.RiskOfBias, s, strings.Join(words, "; "), looked)
}

// highDomains lists the domains at high risk or worse.
func highDomains(row StudyEffect) []string {
	var out []string
	for _, d := range row.Domains {
		if severity(d.Risk) >= 2 {
			out = append(out, strings.ToLower(d.Name))
		}
	}
	return out
}

func riskWords(c contribution, bad []string) string {
	switch {
	case !c.rated:
		return c.row.Label + " not appraised"
	case len(bad) > 0:
		return fmt.Sprintf("%s %s: %s", c.row.Label, c.row.Risk, strings.Join(bad, ", "))
	}
	return fmt.Sprintf("%s %s", c.row.Label, c.row.Risk)
}
