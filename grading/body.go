package grading

import (
	"time"

	"appraise/corpus"
)

// Input is everything Evaluate needs: the question, what is known of its
// studies, and what people decided before.
type Input struct {
	Question  corpus.Question
	Studies   []Study
	Decisions []corpus.Decision
	Rules     Thresholds // zero value: the defaults of DefaultThresholds
	At        time.Time

	light bool // certainty only: no scenarios, no fragility
}

// Study is one member of the body of evidence as grading sees it.
type Study struct {
	ID         corpus.StudyID
	Label      string // "Prasad 2012"
	Design     string // a name of package grading/design: "rct", "cohort_prospective", …
	Randomised *int   // people randomised, or else studied; nil when not known
	Results    []corpus.Result
	Appraisals []corpus.Appraisal
	Notices    []corpus.Notice
	Member     corpus.Member
	PICO       corpus.PICO // what people stated that the study is about; empty when nobody did
}

// Effect is an estimate with its interval on the natural scale of its measure
// (ratios are not logarithms here).
type Effect struct {
	Measure  string  `json:"measure"` // RR, OR, RD, HR, MD, SMD, IRR
	Estimate float64 `json:"estimate"`
	Low      float64 `json:"low"`
	High     float64 `json:"high"`
	P        float64 `json:"p"`
	Method   string  `json:"method"` // how estimate and interval were computed
}

// Ratio reports whether 1, not 0, means no difference.
func (e Effect) Ratio() bool {
	switch e.Measure {
	case "RR", "OR", "HR", "IRR", "ROM", "PETO":
		return true
	}
	return false
}

// StudyEffect is one study's contribution to an outcome: a row of a forest plot.
type StudyEffect struct {
	Study     corpus.StudyID  `json:"study"`
	Label     string          `json:"label"`
	Result    corpus.Result   `json:"result"`
	Effect    *Effect         `json:"effect,omitempty"` // nil when not estimable
	Weight    float64         `json:"weight"`           // 0 to 1, of the model shown
	Risk      corpus.Risk     `json:"risk"`             // overall, in force
	Domains   []DomainRisk    `json:"domains,omitempty"`
	Appraisal string          `json:"appraisal,omitempty"` // id
	Note      string          `json:"note,omitempty"`
	Scenarios []Scenario      `json:"scenarios,omitempty"` // what missing participants could change
	Fragility *int            `json:"fragility,omitempty"` // fragility index; nil when it does not apply
	Indirect  bool            `json:"indirect,omitempty"`
	Notices   []corpus.Notice `json:"notices,omitempty"`
}

// DomainRisk is one domain's judgement in force, in the order of the instrument.
type DomainRisk struct {
	Domain string      `json:"domain"` // "D1"
	Name   string      `json:"name"`
	Risk   corpus.Risk `json:"risk"`
}

// Scenario is a result recomputed under one assumption about people who are
// not in the denominator.
type Scenario struct {
	Name   string  `json:"name"`
	Counts string  `json:"counts"` // "3/13 v 9/11"
	Effect *Effect `json:"effect,omitempty"`
}

// Skipped is a study that contributes no number to an outcome, and why.
type Skipped struct {
	Study  corpus.StudyID `json:"study"`
	Label  string         `json:"label"`
	Reason string         `json:"reason"`
}

// Absolute is the effect per 1000 people (or in units, for means) at a stated
// baseline.
type Absolute struct {
	Baseline     float64 `json:"baseline"`      // comparator's risk, 0 to 1
	BaselineFrom string  `json:"baseline_from"` // where it comes from
	With         float64 `json:"with"`          // per 1000, with the intervention
	WithLow      float64 `json:"with_low"`
	WithHigh     float64 `json:"with_high"`
	Without      float64 `json:"without"` // per 1000
	Diff         float64 `json:"diff"`    // With − Without: negative is fewer
	DiffLow      float64 `json:"diff_low"`
	DiffHigh     float64 `json:"diff_high"`
	Capped       bool    `json:"capped,omitempty"`
}

// Needed is a number needed to treat for one more person to benefit, or to be
// harmed, with its decimals.
type Needed struct {
	Harm  bool    `json:"harm"`
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// Step is one consideration of GRADE for one outcome: what the rule suggests,
// what a person decided, and the level in force.
type Step struct {
	Domain    corpus.Domain    `json:"domain"`
	Suggested int              `json:"suggested"` // −3 to +2
	Reason    string           `json:"reason"`    // why the rule suggests it, with its numbers
	Decision  *corpus.Decision `json:"decision,omitempty"`
	Stale     bool             `json:"stale,omitempty"`    // the decision was made on other inputs; it is still in force
	Refused   string           `json:"refused,omitempty"`  // why the decision does not count
	Levels    int              `json:"levels"`             // in force
	Human     bool             `json:"human,omitempty"`    // the rule alone cannot settle it
	Footnote  string           `json:"footnote,omitempty"` // sentence for a summary-of-findings table; "" when Levels is 0
	Inputs    string           `json:"inputs"`             // hash of what the step looked at
	Compared  []Compared       `json:"compared,omitempty"` // indirectness: the question beside each study
}

// NeedsRationale reports whether a person who decides on the levels has to
// say why: when departing from the suggestion, and wherever the rule alone
// cannot settle the matter.
func (s Step) NeedsRationale(levels int) bool { return levels != s.Suggested || s.Human }

// Information says whether there are enough people (GRADE imprecision).
type Information struct {
	Participants int    `json:"participants"`
	Events       *int   `json:"events,omitempty"`
	OIS          *int   `json:"ois,omitempty"` // optimal information size, people in both arms
	Assumptions  string `json:"assumptions,omitempty"`
}

// Outcome is the graded evidence on one outcome of the question.
type Outcome struct {
	Outcome     corpus.Outcome   `json:"outcome"`
	Studies     []StudyEffect    `json:"studies,omitempty"`
	Skipped     []Skipped        `json:"skipped,omitempty"`
	Effect      *Effect          `json:"effect,omitempty"` // pooled, or the single study's
	Model       string           `json:"model,omitempty"`  // "single study", "random effects (REML, Hartung–Knapp)", …
	Prediction  *Effect          `json:"prediction,omitempty"`
	Tau2        *float64         `json:"tau2,omitempty"`
	I2          *float64         `json:"i2,omitempty"`
	Q           *float64         `json:"q,omitempty"`
	QDF         int              `json:"q_df,omitempty"`
	Absolute    *Absolute        `json:"absolute,omitempty"`
	NNT         string           `json:"nnt,omitempty"`    // by the honesty rule; "" when it does not apply
	Needed      *Needed          `json:"needed,omitempty"` // the same as numbers; nil when the interval includes no difference
	Information Information      `json:"information"`
	Start       corpus.Certainty `json:"start"`
	StartReason string           `json:"start_reason"`
	Steps       []Step           `json:"steps,omitempty"`
	Certainty   corpus.Certainty `json:"certainty"`              // Unrated when there is no evidence
	Sentence    string           `json:"sentence"`               // what happens, as strong as the certainty allows
	Short       string           `json:"short"`                  // the same for a table cell
	RestsOn     string           `json:"rests_on,omitempty"`     // "rests on one trial of 24 people"
	WouldChange []string         `json:"would_change,omitempty"` // what would change this
}

// Assessment is the graded question.
type Assessment struct {
	Question corpus.Question  `json:"question"`
	Outcomes []Outcome        `json:"outcomes"`
	Overall  corpus.Certainty `json:"overall"` // lowest among critical outcomes
	Because  string           `json:"because"`
	Informed bool             `json:"informed"`        // conditions for the name GRADE are not all met: print "GRADE-informed"
	Stale    []string         `json:"stale,omitempty"` // decisions made on other inputs
}
