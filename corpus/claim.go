package corpus

import "time"

// Place says where a claim was written.
type Place struct {
	Title string `json:"title,omitempty"`
	URL   string `json:"url,omitempty"`
	Date  Date   `json:"date,omitzero"`
	At    string `json:"at,omitempty"` // paragraph, page, sentence
}

// Claim is a sentence somebody wrote.
type Claim struct {
	ID       string    `json:"id"` // "c1"
	Text     string    `json:"text"`
	Source   Place     `json:"source,omitzero"`
	PICO     PICO      `json:"pico,omitzero"`
	Kind     string    `json:"kind,omitempty"`     // benefit, harm, recommendation, mechanism, prevalence, safety, fact
	Question string    `json:"question,omitempty"` // the question whose graded evidence bears on it
	Outcome  string    `json:"outcome,omitempty"`
	Links    []Link    `json:"links,omitempty"`
	Verdict  *Overrule `json:"overrule,omitempty"` // a person's verdict beside the computed one
	Example  bool      `json:"example,omitempty"`
	By       string    `json:"by,omitempty"`
	At       time.Time `json:"at,omitzero"`
}

// Overrule is a person's verdict on a claim and why.
type Overrule struct {
	Verdict   string    `json:"verdict"`
	Rationale string    `json:"rationale"`
	By        string    `json:"by"`
	At        time.Time `json:"at,omitzero"`
}

// Stance says what a study does to a claim.
type Stance string

// The stances.
const (
	Supports    Stance = "supports"
	Contradicts Stance = "contradicts"
	Mentions    Stance = "mentions"
)

// Pin fixes a quote to the file or text it was taken from, so that it can be
// found again.
type Pin struct {
	Report ReportID `json:"report,omitempty"`
	File   string   `json:"file,omitempty"` // SHA-256 of the attachment; "" for the abstract or summary
	Page   int      `json:"page,omitempty"`
	Start  int      `json:"start"` // bytes
	End    int      `json:"end"`
	Hash   string   `json:"hash"` // of the normalised words
}

// Link ties a claim to a study.
type Link struct {
	Study  StudyID   `json:"study"`
	Stance Stance    `json:"stance"`
	Quote  *Quote    `json:"quote,omitempty"`
	Pin    *Pin      `json:"pin,omitempty"`
	Note   string    `json:"note,omitempty"`
	By     string    `json:"by,omitempty"`
	At     time.Time `json:"at,omitzero"`
}
