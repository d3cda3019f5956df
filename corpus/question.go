package corpus

import "time"

// PICO states what a question, a study or a claim is about.
type PICO struct {
	Population   string `json:"population,omitempty"`
	Intervention string `json:"intervention,omitempty"`
	Comparison   string `json:"comparison,omitempty"`
	Outcome      string `json:"outcome,omitempty"`
	Time         string `json:"time,omitempty"`
}

// Importance of an outcome to patients, 1 to 9: 7 to 9 critical, 4 to 6
// important, 1 to 3 not important for the decision (GRADE).
type Importance int

// Critical reports whether the outcome counts for the overall certainty.
func (i Importance) Critical() bool { return i >= 7 }

// Word returns "critical", "important" or "not important".
func (i Importance) Word() string {
	switch {
	case i >= 7:
		return "critical"
	case i >= 4:
		return "important"
	}
	return "not important"
}

// Outcome is one thing a question asks about.
type Outcome struct {
	Name         string     `json:"name"`
	Importance   Importance `json:"importance"`
	LowerBetter  bool       `json:"lower_better"`
	Measure      string     `json:"measure,omitempty"`       // RR, OR, RD, MD, SMD, …
	FollowUp     string     `json:"follow_up,omitempty"`     // the time that is asked about
	Unit         string     `json:"unit,omitempty"`          // "points on the ODI, 0 to 100"
	MID          *float64   `json:"mid,omitempty"`           // minimal important difference, in units of the measure
	BaselineRisk *float64   `json:"baseline_risk,omitempty"` // 0 to 1; nil: median of the comparators
	BaselineFrom string     `json:"baseline_from,omitempty"` // where it comes from
	Harm         bool       `json:"harm,omitempty"`          // an unwanted effect of the intervention
	NotReported  string     `json:"not_reported,omitempty"`  // said when no study measured it
}

// Member is a study's place in a question.
type Member struct {
	Study  StudyID   `json:"study"`
	In     bool      `json:"in"`
	Reason string    `json:"reason,omitempty"` // required when out
	Role   string    `json:"role,omitempty"`   // "direct" or "indirect" evidence, "guideline", "review", "harms"
	By     string    `json:"by,omitempty"`
	At     time.Time `json:"at,omitzero"`
}

// Search documents where and when studies were looked for (PRISMA-S).
type Search struct {
	Date     Date     `json:"date,omitzero"`
	Sources  []string `json:"sources,omitempty"`
	Strategy string   `json:"strategy,omitempty"`
	Note     string   `json:"note,omitempty"`
	NextDue  Date     `json:"next_due,omitzero"`
}

// Flow holds the numbers of a PRISMA 2020 flow diagram; nil means not known.
type Flow struct {
	Databases       *int           `json:"databases,omitempty"`
	Registers       *int           `json:"registers,omitempty"`
	OtherSources    *int           `json:"other_sources,omitempty"`
	Duplicates      *int           `json:"duplicates,omitempty"`
	Automation      *int           `json:"automation,omitempty"`
	RemovedOther    *int           `json:"removed_other,omitempty"`
	Screened        *int           `json:"screened,omitempty"`
	ScreenedOut     *int           `json:"screened_out,omitempty"`
	Sought          *int           `json:"sought,omitempty"`
	NotRetrieved    *int           `json:"not_retrieved,omitempty"`
	Assessed        *int           `json:"assessed,omitempty"`
	ExcludedReasons map[string]int `json:"excluded_reasons,omitempty"`
	StudiesIncluded *int           `json:"studies_included,omitempty"`
	ReportsIncluded *int           `json:"reports_included,omitempty"`

	// Found by other methods (the forms with a right-hand column), by source:
	// "Websites", "Organisations", "Citation searching".
	Others               map[string]int `json:"others,omitempty"`
	OtherSought          *int           `json:"other_sought,omitempty"`
	OtherNotRetrieved    *int           `json:"other_not_retrieved,omitempty"`
	OtherAssessed        *int           `json:"other_assessed,omitempty"`
	OtherExcludedReasons map[string]int `json:"other_excluded_reasons,omitempty"`

	// A previous version of the review (the forms of updates), and what there
	// is with this one.
	PreviousStudies *int `json:"previous_studies,omitempty"`
	PreviousReports *int `json:"previous_reports,omitempty"`
	TotalStudies    *int `json:"total_studies,omitempty"`
	TotalReports    *int `json:"total_reports,omitempty"`
}

// Statement is a sentence for a briefing with the studies it rests on.
type Statement struct {
	Text    string    `json:"text"`
	Studies []StudyID `json:"studies,omitempty"` // empty: a statement of its author
	By      string    `json:"by,omitempty"`
}

// Question is what a review or a briefing asks.
type Question struct {
	ID            string      `json:"id"` // "inversion"
	Title         string      `json:"title"`
	Text          string      `json:"text"` // the question as a sentence
	PICO          PICO        `json:"pico"`
	Outcomes      []Outcome   `json:"outcomes"`
	Members       []Member    `json:"members,omitempty"`
	Search        Search      `json:"search,omitzero"`
	Flow          *Flow       `json:"flow,omitempty"`
	Harms         []Statement `json:"harms,omitempty"`
	Applicability []Statement `json:"applicability,omitempty"`
	Unknown       []Statement `json:"unknown,omitempty"` // what is not known
	Authors       []string    `json:"authors,omitempty"`
	Conflicts     string      `json:"conflicts,omitempty"`
	Version       string      `json:"version,omitempty"`
	Example       bool        `json:"example,omitempty"`
	By            string      `json:"by,omitempty"`
	At            time.Time   `json:"at,omitzero"`
}

// Validate refuses questions that cannot be graded.
func (q Question) Validate() error {
	if _, err := ParseStudyID(q.ID); err != nil {
		return invalidf("question id %q (use a short word such as inversion)", q.ID)
	}
	if q.PICO.Intervention == "" && q.Text == "" {
		return invalidf("question %s has neither a text nor an intervention", q.ID)
	}
	seen := map[string]bool{}
	for _, o := range q.Outcomes {
		switch {
		case o.Name == "":
			return invalidf("question %s: an outcome has no name", q.ID)
		case seen[fold(o.Name)]:
			return invalidf("question %s: outcome %q is there twice", q.ID, o.Name)
		case o.Importance < 0 || o.Importance > 9:
			return invalidf("question %s: importance of %q is %d, not 1 to 9", q.ID, o.Name, o.Importance)
		case o.BaselineRisk != nil && (*o.BaselineRisk < 0 || *o.BaselineRisk > 1):
			return invalidf("question %s: baseline risk of %q is not between 0 and 1", q.ID, o.Name)
		}
		seen[fold(o.Name)] = true
	}
	for _, m := range q.Members {
		if !m.In && m.Reason == "" {
			return invalidf("question %s: %s is out without a reason", q.ID, m.Study)
		}
	}
	return nil
}

// Included returns the studies that are in, in order.
func (q Question) Included() []StudyID {
	var in []StudyID
	for _, m := range q.Members {
		if m.In {
			in = append(in, m.Study)
		}
	}
	return in
}

// Decision is a person's GRADE judgement on one domain of one outcome.
type Decision struct {
	ID        string    `json:"id"` // question/outcome/domain
	Question  string    `json:"question"`
	Outcome   string    `json:"outcome"`
	Domain    Domain    `json:"domain"`
	Levels    int       `json:"levels"`    // −3 to +2
	Suggested int       `json:"suggested"` // what the rule said at the time
	Rationale string    `json:"rationale,omitempty"`
	Inputs    string    `json:"inputs"` // hash of what was judged; another hash makes the decision stale
	Example   bool      `json:"example,omitempty"`
	By        string    `json:"by"`
	At        time.Time `json:"at,omitzero"`
}
