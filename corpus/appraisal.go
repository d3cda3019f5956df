package corpus

import "time"

// Answer is the response to one signalling question.
type Answer struct {
	Code  string `json:"code"` // Y, PY, PN, N, NI, NA or the pack's own
	Quote *Quote `json:"quote,omitempty"`
	Note  string `json:"note,omitempty"`
}

// Judgement is what was concluded on one domain: what the instrument's
// algorithm proposes and what a person decided.
type Judgement struct {
	Proposed  Risk   `json:"proposed,omitempty"`
	Path      string `json:"path,omitempty"` // how the algorithm got there
	Decided   Risk   `json:"decided,omitempty"`
	Rationale string `json:"rationale,omitempty"` // required when Decided differs from Proposed
}

// Appraisal is one person's use of one instrument on one study (RoB 2 and
// ROBINS-I: on one result of it).
type Appraisal struct {
	ID         string               `json:"id"`
	Study      StudyID              `json:"study"`
	Outcome    string               `json:"outcome,omitempty"`
	Instrument string               `json:"instrument"` // "rob2"
	Version    string               `json:"version"`
	Effect     string               `json:"effect,omitempty"` // "assignment" or "adhering"
	Basis      string               `json:"basis,omitempty"`  // what was read: "abstract only", "full text"
	Answers    map[string]Answer    `json:"answers"`
	Domains    map[string]Judgement `json:"domains,omitempty"`
	Overall    Judgement            `json:"overall"`
	Consensus  bool                 `json:"consensus,omitempty"` // settles two raters' appraisals
	Example    bool                 `json:"example,omitempty"`
	By         string               `json:"by"`
	At         time.Time            `json:"at,omitzero"`
}

// Final returns the overall judgement in force: the decided one, else the
// proposed one.
func (a Appraisal) Final() Risk { return a.Overall.Final() }

// Final returns the judgement in force.
func (j Judgement) Final() Risk {
	if j.Decided != "" {
		return j.Decided
	}
	return j.Proposed
}
