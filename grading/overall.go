package grading

import (
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
)

// overall is the lowest certainty among the critical outcomes. A critical
// outcome without evidence makes it very low. Without critical outcomes the
// lowest of all that were rated stands in.
//
// ACIP GRADE Handbook ch. 10.
func overall(outcomes []Outcome) (corpus.Certainty, string) {
	lowest, critical := corpus.Unrated, 0
	var because, missing []string
	for _, o := range outcomes {
		if !o.Outcome.Importance.Critical() {
			continue
		}
		critical++
		if o.Certainty == corpus.Unrated {
			missing = append(missing, o.Outcome.Name)
			continue
		}
		lowest, because = lower(lowest, because, o)
	}
	switch {
	case len(missing) > 0:
		why := "no evidence on the critical outcome " + listed(missing)
		if lowest == corpus.VeryLow {
			why = fmt.Sprintf("%s is critical and its certainty is very low; %s", listed(because), why)
		}
		return corpus.VeryLow, why
	case critical > 0:
		return lowest, fmt.Sprintf("lowest among the critical outcomes: %s", listed(because))
	}
	for _, o := range outcomes {
		if o.Certainty != corpus.Unrated {
			lowest, because = lower(lowest, because, o)
		}
	}
	if lowest == corpus.Unrated {
		return lowest, "no outcome has evidence"
	}
	return lowest, fmt.Sprintf("no outcome is marked critical; lowest of all: %s", listed(because))
}

func lower(lowest corpus.Certainty, because []string, o Outcome) (corpus.Certainty, []string) {
	switch {
	case lowest == corpus.Unrated || o.Certainty < lowest:
		return o.Certainty, []string{o.Outcome.Name}
	case o.Certainty == lowest:
		return lowest, append(because, o.Outcome.Name)
	}
	return lowest, because
}

func listed(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}

// informed reports whether the name GRADE has to be qualified: it may stand
// alone only when a person judged all five reasons to rate down, on what is
// in the library now, for every outcome with evidence.
//
// GRADE guidance group, J Clin Epidemiol 2023, doi:10.1016/j.jclinepi.2023.05.010
// (its conditions in our words; the list was not compared with the paper).
func informed(outcomes []Outcome) bool {
	judged := 0
	for _, o := range outcomes {
		for _, s := range o.Steps {
			if slices.Contains(downs, s.Domain) && !s.settled() {
				return true
			}
			judged++
		}
	}
	return judged == 0
}

// settled reports whether a person judged the step on what there is now, and
// said why where that is due.
func (s Step) settled() bool {
	d := s.Decision
	return d != nil && !s.Stale && s.Refused == "" && (strings.TrimSpace(d.Rationale) != "" || !s.NeedsRationale(d.Levels))
}

func stale(outcomes []Outcome) []string {
	var out []string
	for _, o := range outcomes {
		for _, s := range o.Steps {
			if s.Stale {
				out = append(out, fmt.Sprintf("%s, %s: decided by %s on other inputs", o.Outcome.Name, s.Domain, s.Decision.By))
			}
		}
	}
	return out
}
