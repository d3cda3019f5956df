package samplesize

// Text is what is known of a study without its full text. PublicationTypes
// are the terms of MEDLINE ("Meta-Analysis", "Case Reports"); they may be
// empty and only serve to tell reviews from single studies.
type Text struct {
	Title, Abstract  string
	PublicationTypes []string
}

// Confidence is the tier A to D of the package comment.
type Confidence string

// The tiers, from a confirmed total to nothing found.
const (
	A Confidence = "A"
	B Confidence = "B"
	C Confidence = "C"
	D Confidence = "D"
)

// Arm is one group of a trial. Label holds the words of the text beside the
// number and is empty when there are none ("three groups of 20 patients").
type Arm struct {
	Label string `json:"label"`
	N     int    `json:"n"`
}

// Unit is a count of something that is not a person: eyes, knees, practices.
// Kind is the noun of the text in lower case.
type Unit struct {
	Kind string `json:"kind"`
	N    int    `json:"n"`
}

// The fields a [Span] can point into.
const (
	FieldTitle    = "title"
	FieldAbstract = "abstract"
)

// Span is the evidence for one number: Quote is exactly the bytes from Start
// to End (half open) of the title or the abstract.
type Span struct {
	Role  string `json:"role"`  // n, a level ("enrolled"), arm, unit, studies or participants
	Field string `json:"field"` // FieldTitle or FieldAbstract
	Start int    `json:"start"` // byte offset
	End   int    `json:"end"`
	Quote string `json:"quote"`
}

// SampleSize is what a text or a structured source says about the number of
// participants. A nil pointer means that nothing was found, never zero.
type SampleSize struct {
	N          *int       `json:"n"`          // people, the number to show; nil for reviews and when in doubt
	Basis      string     `json:"basis"`      // how N was found, in words
	Confidence Confidence `json:"confidence"` // of N, or of NParticipants in a review

	Screened   *int `json:"screened"`
	Eligible   *int `json:"eligible"`
	Enrolled   *int `json:"enrolled"`
	Randomised *int `json:"randomised"`
	Received   *int `json:"received"`
	Completed  *int `json:"completed"`
	Analysed   *int `json:"analysed"`

	Arms  []Arm  `json:"arms"`
	Units []Unit `json:"units"`

	NStudies      *int `json:"n_studies"`      // reviews: studies included
	NParticipants *int `json:"n_participants"` // reviews: people in them

	Planned *int   `json:"planned,omitempty"` // an estimated enrolment of a registry, see Resolve
	Source  string `json:"source,omitempty"`  // of N, when it is not the text: a SourceKind

	Spans []Span   `json:"spans"`
	Notes []string `json:"notes"`
}

// Read finds the sample size in a title and an abstract.
func Read(t Text) SampleSize {
	d := scan(t)
	d.markCounts()
	d.findMentions()
	s, ok := d.review(t.PublicationTypes)
	if !ok {
		d.assignRoles()
		d.findArms()
		s = d.choose()
	}
	return s.listed()
}

// listed replaces absent lists by empty ones, so that JSON says [] and not
// null.
func (s SampleSize) listed() SampleSize {
	if s.Arms == nil {
		s.Arms = []Arm{}
	}
	if s.Units == nil {
		s.Units = []Unit{}
	}
	if s.Spans == nil {
		s.Spans = []Span{}
	}
	if s.Notes == nil {
		s.Notes = []string{}
	}
	return s
}
