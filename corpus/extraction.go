package corpus

import (
	"math"
	"time"
)

// Status says how far an extracted value has come.
type Status string

// A rule proposes, a person confirms or rejects.
const (
	Proposed  Status = "proposed"
	Confirmed Status = "confirmed"
	Rejected  Status = "rejected"
)

// Quote is the passage a value rests on.
type Quote struct {
	Text  string `json:"text"`
	Place string `json:"place,omitempty"` // "abstract", "summary by appraise", "page 4", a file
}

// Fact is one thing about a study that a person stated: a size at one level,
// the design, a reason for exclusions, a funder.
type Fact struct {
	ID    string    `json:"id"`
	Study StudyID   `json:"study"`
	Field string    `json:"field"` // one of FactFields
	Value string    `json:"value"`
	Quote *Quote    `json:"quote,omitempty"`
	Note  string    `json:"note,omitempty"`
	By    string    `json:"by"`
	At    time.Time `json:"at,omitzero"`
}

// FactFields lists what can be stated. Values of n.* fields are whole numbers;
// n.arms is "label=13; label=11".
var FactFields = []string{
	"design", "n.screened", "n.eligible", "n.enrolled", "n.randomised", "n.received", "n.completed", "n.analysed", "n.arms",
	"population", "intervention", "comparison", "setting", "follow-up", "funding", "conflicts", "harms", "issuer",
}

// Arm is what one group of a study contributes to one result. Numbers that
// were not reported are nil.
type Arm struct {
	Label      string   `json:"label"`
	N          *int     `json:"n,omitempty"`          // people the result is about
	Randomised *int     `json:"randomised,omitempty"` // people allocated to the arm
	Events     *int     `json:"events,omitempty"`
	Percent    string   `json:"percent,omitempty"` // as printed, with its digits
	Mean       *float64 `json:"mean,omitempty"`
	SD         *float64 `json:"sd,omitempty"`
	Median     *float64 `json:"median,omitempty"`
	Low        *float64 `json:"low,omitempty"`
	HighValue  *float64 `json:"high,omitempty"`
}

// Estimate is an effect as printed, with its interval.
type Estimate struct {
	Measure string   `json:"measure"` // RR, OR, HR, RD, MD, SMD, IRR
	Value   float64  `json:"value"`
	Low     *float64 `json:"low,omitempty"`
	High    *float64 `json:"high,omitempty"`
	Level   float64  `json:"level,omitempty"` // of the interval; 0.95 when 0
	P       string   `json:"p,omitempty"`     // as printed
}

// Result is what a study found for one outcome at one time.
type Result struct {
	ID         string    `json:"id"`
	Study      StudyID   `json:"study"`
	Outcome    string    `json:"outcome"`
	EventIs    string    `json:"event_is,omitempty"` // what counts as an event: "surgery"
	FollowUp   string    `json:"follow_up,omitempty"`
	Comparison string    `json:"comparison,omitempty"`
	Unit       string    `json:"unit,omitempty"`
	Arms       []Arm     `json:"arms,omitempty"` // intervention first, comparator second
	Estimate   *Estimate `json:"estimate,omitempty"`
	Quote      *Quote    `json:"quote,omitempty"`
	Note       string    `json:"note,omitempty"`
	Status     Status    `json:"status"`
	Example    bool      `json:"example,omitempty"` // part of the demo library
	By         string    `json:"by"`
	At         time.Time `json:"at,omitzero"`
}

// Validate refuses results whose own numbers contradict each other.
func (r Result) Validate() error {
	if r.Outcome == "" {
		return invalidf("a result needs the name of its outcome")
	}
	for _, a := range r.Arms {
		switch {
		case a.N != nil && *a.N < 0, a.Events != nil && *a.Events < 0:
			return invalidf("arm %q: a count is negative", a.Label)
		case a.N != nil && a.Events != nil && *a.Events > *a.N:
			return invalidf("arm %q: %d events in %d people", a.Label, *a.Events, *a.N)
		case a.SD != nil && *a.SD < 0:
			return invalidf("arm %q: the standard deviation is negative", a.Label)
		}
		for _, x := range []*float64{a.Mean, a.SD, a.Median, a.Low, a.HighValue} {
			if x != nil && (math.IsNaN(*x) || math.IsInf(*x, 0)) {
				return invalidf("arm %q: a value is not a number", a.Label)
			}
		}
	}
	if e := r.Estimate; e != nil && e.Low != nil && e.High != nil && *e.Low > *e.High {
		return invalidf("the interval runs from %g down to %g", *e.Low, *e.High)
	}
	return nil
}

// Dismissal is a person's decision that a finding needs no more attention.
type Dismissal struct {
	ID      string    `json:"id"` // the finding's stable id
	Study   StudyID   `json:"study"`
	Reason  string    `json:"reason"`
	By      string    `json:"by"`
	At      time.Time `json:"at,omitzero"`
	Restore bool      `json:"restore,omitempty"`
}
