package instrument

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"appraise/corpus"
)

// ErrRationale says that a judgement departs from what the algorithm
// proposes, or that there is no proposal, and nobody said why.
var ErrRationale = errors.New("a rationale is needed")

// Propose fills the appraisal's proposed judgements and paths from its
// answers; what people decided stays as it is, and the overall judgement is
// proposed from the judgements in force. The appraisal given is not changed.
func (p Pack) Propose(a corpus.Appraisal) (corpus.Appraisal, Evaluation, error) {
	decided := map[string]corpus.Risk{}
	for id, j := range a.Domains {
		if j.Decided != "" {
			decided[id] = j.Decided
		}
	}
	e, err := p.Evaluate(a.Answers, Options{Effect: a.Effect, Decided: decided})
	if err != nil {
		return corpus.Appraisal{}, Evaluation{}, err
	}
	a.Instrument, a.Version, a.Effect = e.Pack, e.Version, e.Effect
	domains := make(map[string]corpus.Judgement, len(e.Domains))
	for _, d := range e.Domains {
		j := a.Domains[d.ID]
		j.Proposed, j.Path = d.Risk, d.Path
		domains[d.ID] = j
	}
	a.Domains = domains
	a.Overall.Proposed, a.Overall.Path = e.Overall.Risk, e.Overall.Path
	return a, e, nil
}

// Decide records a person's judgement on a domain, or on the whole for
// "overall". A judgement that departs from the proposal, or stands where the
// tool proposes none, needs a rationale (ErrRationale). The overall proposal
// follows the decision. The appraisal given is not changed.
func (p Pack) Decide(a corpus.Appraisal, domain string, risk corpus.Risk, rationale string) (corpus.Appraisal, error) {
	overall := domain == "" || domain == "overall"
	if d, ok := p.Domain(domain); !overall && (!ok || d.Plain) {
		return corpus.Appraisal{}, fmt.Errorf("%w: %s has no domain %q to judge", corpus.ErrInvalid, p.ID, domain)
	}
	if scale := p.Judgements(domain); !slices.Contains(scale, risk) {
		return corpus.Appraisal{}, fmt.Errorf("%w: %s %s: %q is none of %s", corpus.ErrInvalid, p.ID, domain, risk, risks(scale))
	}
	a, e, err := p.Propose(a)
	if err != nil {
		return corpus.Appraisal{}, err
	}
	proposed := e.Overall
	if !overall {
		proposed, _ = e.Domain(domain)
	}
	rationale = strings.TrimSpace(rationale)
	if rationale == "" && (risk != proposed.Risk || overall && e.Confirm != "") {
		return corpus.Appraisal{}, fmt.Errorf("%s %s: %w: %s", p.ID, proposed.ID, ErrRationale, departs(risk, proposed, e.Confirm))
	}
	j := corpus.Judgement{Proposed: proposed.Risk, Path: proposed.Path, Decided: risk, Rationale: rationale}
	if overall {
		a.Overall = j
		return a, nil
	}
	a.Domains = maps.Clone(a.Domains)
	a.Domains[domain] = j
	a, _, err = p.Propose(a)
	return a, err
}

func departs(risk corpus.Risk, proposed Proposal, confirm string) string {
	switch {
	case proposed.Risk == "":
		return fmt.Sprintf("the tool proposes nothing here, so %q must be explained", risk)
	case risk != proposed.Risk:
		return fmt.Sprintf("%q departs from the proposed %q (%s)", risk, proposed.Risk, proposed.Path)
	}
	return confirm
}

func risks(scale []corpus.Risk) string {
	words := make([]string, len(scale))
	for i, r := range scale {
		words[i] = string(r)
	}
	return strings.Join(words, ", ")
}
