package corpus

import "time"

// Attachment is a file that belongs to a report, stored under the SHA-256 of
// its bytes. The text taken out of it is stored beside it, page by page.
type Attachment struct {
	ID        string    `json:"id"` // report and SHA-256
	Study     StudyID   `json:"study"`
	Report    ReportID  `json:"report"`
	SHA256    string    `json:"sha256"`
	Name      string    `json:"name"` // as given, without its folder
	MediaType string    `json:"media_type"`
	Size      int64     `json:"size"`
	Pages     int       `json:"pages,omitempty"`
	Text      string    `json:"text,omitempty"`    // SHA-256 of the file with the text; "" when there is none
	NoText    string    `json:"no_text,omitempty"` // why there is none
	By        string    `json:"by"`
	At        time.Time `json:"at,omitzero"`
}

// NotDuplicate remembers that a person looked at two reports and found them
// different. It is kept whatever a rule thinks later.
type NotDuplicate struct {
	ID     string    `json:"id"` // both keys in order
	A      ReportID  `json:"a"`
	B      ReportID  `json:"b"`
	Reason string    `json:"reason,omitempty"`
	By     string    `json:"by"`
	At     time.Time `json:"at,omitzero"`
}

// SavedSearch is a search with a name, and what it found when.
type SavedSearch struct {
	ID    string    `json:"id"` // its name
	Text  string    `json:"text"`
	Lines []string  `json:"lines,omitempty"` // of a strategy
	Note  string    `json:"note,omitempty"`
	Count int       `json:"count"` // studies found when it was saved
	By    string    `json:"by"`
	At    time.Time `json:"at,omitzero"`
}

// Review is a person's dated decision on something that became stale: a
// claim, a body of evidence or a briefing whose ground has moved.
type Review struct {
	ID       string    `json:"id"`    // of what became stale: "claim/c1"
	Cause    string    `json:"cause"` // what moved, as shown when it was decided
	Decision string    `json:"decision"`
	By       string    `json:"by"`
	At       time.Time `json:"at,omitzero"`
}
