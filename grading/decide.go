package grading

import (
	"errors"
	"fmt"
	"strings"

	"appraise/corpus"
)

// ErrRationale says that a decision departs from the suggestion, or settles
// what no rule can, and nobody said why.
var ErrRationale = errors.New("a rationale is needed")

// Decide makes the decision of a person on one step of an assessment, with
// what was suggested and a mark of what was looked at. It refuses one that
// needs a rationale and has none (ErrRationale), levels that GRADE does not
// have, and steps that the outcome does not have (corpus.ErrNotFound). By and
// At are left to the caller.
func Decide(a Assessment, outcome string, domain corpus.Domain, levels int, rationale string) (corpus.Decision, error) {
	for _, o := range a.Outcomes {
		if fold(o.Outcome.Name) != fold(outcome) {
			continue
		}
		for _, s := range o.Steps {
			if s.Domain != domain {
				continue
			}
			d := corpus.Decision{ID: a.Question.ID + "/" + o.Outcome.Name + "/" + string(domain), Question: a.Question.ID, Outcome: o.Outcome.Name,
				Domain: domain, Levels: levels, Suggested: s.Suggested, Rationale: strings.TrimSpace(rationale), Inputs: s.Inputs}
			if err := checkDecision(d); err != nil {
				return corpus.Decision{}, err
			}
			if d.Rationale == "" && s.NeedsRationale(levels) {
				return corpus.Decision{}, fmt.Errorf("%s, %s: %w: %s is suggested (%s)", o.Outcome.Name, domain, ErrRationale, signed(s.Suggested), s.Reason)
			}
			return d, nil
		}
		return corpus.Decision{}, fmt.Errorf("a step on %q for %s: %w; %s", domain, o.Outcome.Name, corpus.ErrNotFound, stepsOf(o))
	}
	return corpus.Decision{}, fmt.Errorf("outcome %q of question %s: %w", outcome, a.Question.ID, corpus.ErrNotFound)
}

// stepsOf names what can be decided for an outcome.
func stepsOf(o Outcome) string {
	if len(o.Steps) == 0 {
		return "no study gives it a number, so there is nothing to decide"
	}
	names := make([]string, len(o.Steps))
	for i, s := range o.Steps {
		names[i] = string(s.Domain)
	}
	return "there are " + strings.Join(names, ", ")
}

// decide puts a person's decision in force over the suggestion. A decision
// that departs from the suggestion needs a rationale, or it does not count.
// One that was made on other inputs stays in force and is marked stale.
func (b body) decide(s Step) Step {
	s.Levels = s.Suggested
	if d, ok := b.decision(s.Domain); ok {
		s.Decision = &d
		s.Stale = d.Inputs != s.Inputs
		switch {
		case d.Levels != s.Suggested && strings.TrimSpace(d.Rationale) == "":
			s.Refused = fmt.Sprintf("decided %s without a rationale, where %s is suggested", signed(d.Levels), signed(s.Suggested))
		default:
			s.Levels = d.Levels
		}
	}
	s.Footnote = footnote(s)
	return s
}

// decision returns the latest decision on the domain of this outcome.
func (b body) decision(domain corpus.Domain) (found corpus.Decision, ok bool) {
	for _, d := range b.in.Decisions {
		if d.Domain != domain || fold(d.Outcome) != fold(b.outcome.Name) || d.Question != "" && d.Question != b.in.Question.ID {
			continue
		}
		if !ok || !d.At.Before(found.At) {
			found, ok = d, true
		}
	}
	return found, ok
}

// footnote is the sentence of a summary-of-findings table: domain, levels and
// reason. The letter is given by the report, in reading order.
func footnote(s Step) string {
	if s.Levels == 0 {
		return ""
	}
	way, n := "up", s.Levels
	if n < 0 {
		way, n = "down", -n
	}
	word := "level"
	if n > 1 {
		word = "levels"
	}
	reason := s.Reason
	if s.Decision != nil && s.Refused == "" && strings.TrimSpace(s.Decision.Rationale) != "" {
		reason = strings.TrimSpace(s.Decision.Rationale)
	}
	return fmt.Sprintf("Rated %s %d %s for %s: %s.", way, n, word, s.Domain, strings.TrimSuffix(reason, "."))
}

func signed(n int) string {
	if n < 0 {
		return fmt.Sprintf("−%d", -n)
	}
	return fmt.Sprintf("%d", n)
}
