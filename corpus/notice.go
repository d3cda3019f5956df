package corpus

import "time"

// NoticeType says what a notice asserts about a report.
type NoticeType string

// What can be asserted. NoticeIsNotice marks a report that is itself a notice
// of another one's fate; Expired follows from an issuer's own rule.
const (
	Retracted            NoticeType = "retracted"
	RetractedRepublished NoticeType = "retracted and republished"
	Withdrawn            NoticeType = "withdrawn"
	ExpressionOfConcern  NoticeType = "expression of concern"
	Corrected            NoticeType = "corrected"
	Reinstated           NoticeType = "reinstated"
	Superseded           NoticeType = "superseded"
	Expired              NoticeType = "expired"
	IsNotice             NoticeType = "is itself a notice"
)

// NoticeTypes lists them, the gravest first.
var NoticeTypes = []NoticeType{Retracted, RetractedRepublished, Withdrawn, ExpressionOfConcern, Reinstated, Corrected, Superseded, Expired, IsNotice}

// ParseNoticeType reads a type by its name.
func ParseNoticeType(s string) (NoticeType, error) {
	for _, t := range NoticeTypes {
		if fold(s) == fold(string(t)) {
			return t, nil
		}
	}
	return "", invalidf("notice type %q is none of %v", s, NoticeTypes)
}

// Notice is a dated assertion about a report, and who asserts it. Having no
// notice means that none is known, never that the report is clean.
type Notice struct {
	ID         string     `json:"id"`
	Report     ReportID   `json:"report"`
	Study      StudyID    `json:"study"`
	Type       NoticeType `json:"type"`
	Date       Date       `json:"date,omitzero"` // of the event, not of the entry
	Source     string     `json:"source"`        // who asserts it: "Retraction Watch", "PubMed", "Crossref", a person
	NoticeDOI  DOI        `json:"notice_doi,omitempty"`
	NoticePMID PMID       `json:"notice_pmid,omitempty"`
	Reason     string     `json:"reason,omitempty"`
	By         string     `json:"by,omitempty"`
	At         time.Time  `json:"at,omitzero"`
	Computed   bool       `json:"computed,omitempty"` // follows from a rule on the day of reading; not stored
}
