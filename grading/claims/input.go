package claims

import "appraise/corpus"

// Harms says whether a study looked at unwanted effects and told what it saw.
type Harms string

// What is known about it. The zero value means that nobody has recorded it.
const (
	HarmsUnknown  Harms = ""
	HarmsReported Harms = "reported"
	HarmsSilent   Harms = "not reported"
)

// Evidence is one study linked to a claim, with what the library knows of it.
type Evidence struct {
	Study  corpus.StudyID `json:"study"`
	Label  string         `json:"label,omitempty"` // for people: "Prasad 2012"; the id when empty
	Stance corpus.Stance  `json:"stance"`
	Design string         `json:"design,omitempty"` // in the words of grading/design: "rct", "guideline", …

	// Body names the body of evidence whose certainty this is, "question/outcome".
	// Certainty is that of the body for the claim's outcome, as graded.
	Body      string           `json:"body,omitempty"`
	Certainty corpus.Certainty `json:"certainty"`
	// Without is the certainty of the body when one of its studies is gone.
	Without map[corpus.StudyID]corpus.Certainty `json:"without,omitempty"`

	Risk       corpus.Risk `json:"risk,omitempty"`
	Enrolled   *int        `json:"enrolled,omitempty"`
	Randomised *int        `json:"randomised,omitempty"`
	Analysed   *int        `json:"analysed,omitempty"` // of a review: people in its studies
	PICO       corpus.PICO `json:"pico,omitzero"`
	Harms      Harms       `json:"harms,omitempty"`

	// Standing is what corpus/notices resolves from Notices. When it is empty,
	// the gravest notice counts, unless the study was reinstated.
	Standing corpus.NoticeType `json:"standing,omitempty"`
	Notices  []corpus.Notice   `json:"notices,omitempty"`

	Contains   []corpus.StudyID `json:"contains,omitempty"`    // of a review: the studies in it, as a person stated
	MayContain []Possible       `json:"may_contain,omitempty"` // of a review: those that may be in it
	Data       []string         `json:"data,omitempty"`        // cohorts, registries, trial numbers the data come from
}

// Possible is a study that may be among those of a review: a reference list
// names what was included beside what was only discussed.
type Possible struct {
	Study corpus.StudyID `json:"study"`
	Why   string         `json:"why"` // "its reference list names it"
}

// name is how sentences call the study.
func (e Evidence) name() string {
	if e.Label != "" {
		return e.Label
	}
	return string(e.Study)
}

// people is the number of people a study rests on: randomised, else analysed,
// else enrolled; ok is false when none is known.
func (e Evidence) people() (n int, ok bool) {
	for _, p := range []*int{e.Randomised, e.Analysed, e.Enrolled} {
		if p != nil && *p > 0 {
			return *p, true
		}
	}
	return 0, false
}

// gravest lists the notices by which a study that was given without a
// standing is judged.
var gravest = []corpus.NoticeType{
	corpus.IsNotice, corpus.RetractedRepublished, corpus.Retracted, corpus.Withdrawn, corpus.ExpressionOfConcern,
	corpus.Superseded, corpus.Expired, corpus.Corrected,
}

// standing is the state of the study by its notices.
func (e Evidence) standing() corpus.NoticeType {
	if e.Standing != "" {
		return e.Standing
	}
	have := map[corpus.NoticeType]bool{}
	for _, n := range e.Notices {
		have[n.Type] = true
	}
	if have[corpus.Reinstated] {
		return corpus.Reinstated
	}
	for _, t := range gravest {
		if have[t] {
			return t
		}
	}
	return ""
}

// notice returns the notice of type t that a sentence names.
func (e Evidence) notice(t corpus.NoticeType) corpus.Notice {
	for _, n := range e.Notices {
		if n.Type == t {
			return n
		}
	}
	return corpus.Notice{Type: t}
}

// fallen reports whether nothing may rest on the study.
func (e Evidence) fallen() bool {
	switch e.standing() {
	case corpus.Retracted, corpus.RetractedRepublished, corpus.Withdrawn, corpus.IsNotice:
		return true
	}
	return false
}

// Input is a claim and everything that is linked to it.
type Input struct {
	Claim    corpus.Claim `json:"claim"`
	Evidence []Evidence   `json:"evidence"`
}
