package results

// Text is what is read. Arms are the groups that are known, in the order in
// which they are listed for the study.
type Text struct {
	Title, Abstract string
	Arms            []Arm
}

// Arm is one known group: its name and how many people it has, 0 when not
// known.
type Arm struct {
	Label string
	N     int
}

// Confidence says how a proposal was found; see the package comment.
type Confidence string

// Span is the passage behind one part of a proposal, in bytes of its field.
type Span struct {
	Role  string `json:"role"`  // estimate, interval, p, arm, label, outcome, follow_up
	Field string `json:"field"` // title, abstract
	Start int    `json:"start"`
	End   int    `json:"end"`
	Quote string `json:"quote"`
}

// ArmResult is what one arm contributes. What is not printed is nil.
type ArmResult struct {
	Label   string   `json:"label"`
	N       *int     `json:"n,omitempty"`
	Events  *int     `json:"events,omitempty"`
	Percent string   `json:"percent,omitempty"` // as printed, with its digits
	Mean    *float64 `json:"mean,omitempty"`
	SD      *float64 `json:"sd,omitempty"`
	SE      *float64 `json:"se,omitempty"`
	Spread  *float64 `json:"spread,omitempty"` // after ±, not said to be SD or SE
	Median  *float64 `json:"median,omitempty"`
	Low     *float64 `json:"low,omitempty"`
	High    *float64 `json:"high,omitempty"`
	Bounds  string   `json:"bounds,omitempty"` // what Low and High are: range, IQR, 95% CI
}

// Proposal is one result as read from one sentence: an effect estimate, what
// its arms contributed, or both.
type Proposal struct {
	Outcome    string      `json:"outcome"`
	FollowUp   string      `json:"follow_up"`
	Measure    string      `json:"measure"` // RR, OR, HR, RD, MD, SMD, IRR; empty when there is no estimate or its measure is not named
	Adjusted   bool        `json:"adjusted,omitempty"`
	Value      *float64    `json:"value,omitempty"`
	Low        *float64    `json:"low,omitempty"`
	High       *float64    `json:"high,omitempty"`
	Level      float64     `json:"level,omitempty"` // of the interval, 0.95
	Unit       string      `json:"unit,omitempty"`  // of Value: "%", "mm Hg"
	P          string      `json:"p,omitempty"`     // as printed: "0.03", "<0.001"
	Arms       []ArmResult `json:"arms"`
	Spans      []Span      `json:"spans"`
	Confidence Confidence  `json:"confidence"`
	Notes      []string    `json:"notes,omitempty"`
}

// Read proposes the results that the text prints, in the order of the text.
// It takes time in proportion to the length of the text.
func Read(t Text) []Proposal {
	out := []Proposal{}
	known := newKnown(t.Arms)
	toks := make([]token, 0, (len(t.Title)+len(t.Abstract))/5+16)
	spread := spreadUnknown
	for _, f := range [2]struct{ name, text string }{{"title", t.Title}, {"abstract", t.Abstract}} {
		r := reader{field: f.name, text: f.text, toks: scan(f.text, toks[:0]), known: known, spread: spread}
		r.read()
		out = append(out, r.out...)
		spread = r.spread
	}
	return out
}
