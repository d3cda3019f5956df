package reports

import (
	"time"

	"appraise/corpus"
	"appraise/reports/figure"
	"appraise/reports/forest"
	"appraise/reports/prisma"
	"appraise/reports/refs"
)

// Briefing is a document as a list of blocks in reading order.
type Briefing struct {
	Document string     `json:"document"` // "briefing", "profile", …
	ID       string     `json:"id"`       // of the question or study it is about
	Title    string     `json:"title"`
	Subject  string     `json:"subject"`
	Authors  []string   `json:"authors,omitempty"`
	Keywords []string   `json:"keywords,omitempty"`
	Lang     string     `json:"lang"`
	At       time.Time  `json:"at"`
	Program  string     `json:"program"`
	Library  Library    `json:"library"`
	House    House      `json:"-"`
	Footer   string     `json:"footer"`
	Warning  string     `json:"warning,omitempty"` // printed at the foot of every page
	Draft    bool       `json:"draft,omitempty"`
	Faults   []string   `json:"faults,omitempty"` // what a final document would be refused for
	Blocks   []Block    `json:"-"`
	Evidence []Evidence `json:"evidence"`
}

// Block is one part of a document.
type Block interface {
	Kind() string                     // "bottom line", "findings", …
	Heading() string                  // "" when it has none
	each(func(*Sentence) error) error // every sentence, in reading order
}

// Head is the top of the first page.
type Head struct {
	Kicker   string
	Searched Sentence
	Title    string
	Question Sentence
	Version  string
}

// BottomLine is the answer in a few sentences, with its certainty.
type BottomLine struct {
	Text      []Sentence
	Certainty corpus.Certainty
	Label     Sentence // "Very low certainty"
	Facts     []KeyFact
}

// KeyFact is a number a reader should see first.
type KeyFact struct {
	Number string
	Text   Sentence
}

// Part is a labelled sentence.
type Part struct {
	Label string
	Text  Sentence
}

// PICO names population, intervention, comparison and outcomes.
type PICO struct{ Parts []Part }

// Section is a heading with paragraphs and a list.
type Section struct {
	ID    string // "harms", "applicability", "unknown", "checks", "notices", "claims", "search", "risk", "glossary", …
	Title string
	Text  []Sentence
	Items []Sentence
}

// Pairs is a heading with labelled sentences.
type Pairs struct {
	ID    string
	Title string
	Rows  []Part
}

// Forest is a forest plot with the notes below it.
type Forest struct {
	Title   string
	Plot    forest.Plot
	Support Support
	Notes   []Sentence
}

// Icons shows 100 people with and without the intervention.
type Icons struct {
	Title     string
	Labels    [2]Sentence // "Without inversion", "With inversion"
	Without   int         // of 100
	With      int
	Low, High int // interval of With
	Counts    [2]Sentence
	Caption   Sentence
	Support   Support
}

// Plot is any figure with a heading and notes.
type Plot struct {
	ID      string
	Title   string
	Figure  figure.Figure
	Support Support
	Notes   []Sentence
}

// Flow is the PRISMA flow diagram.
type Flow struct {
	Title   string
	Counts  prisma.Counts
	Support Support
	Note    Sentence
}

// References is the list of works cited, by number.
type References struct {
	Title string
	Items []Reference
}

// Reference is one numbered work.
type Reference struct {
	Number  int
	Study   corpus.StudyID
	Ref     refs.Reference
	Note    Sentence // "unverified", a notice
	Support Support
}

// Table is a table of any kind. Columns without a Share have the same width.
type Table struct {
	ID      string
	Title   string
	Columns []Column
	Rows    [][]Sentence // a row may be shorter than Columns; an empty sentence is an empty cell
	Notes   []Sentence
}

// Column is one column of a Table.
type Column struct {
	Head  string
	Share float64 // of the width
	Right bool    // figures: right-aligned
}

// Kind and Heading of each block.
func (Head) Kind() string       { return "head" }
func (BottomLine) Kind() string { return "bottom line" }
func (PICO) Kind() string       { return "pico" }
func (Findings) Kind() string   { return "findings" }
func (s Section) Kind() string  { return s.ID }
func (p Pairs) Kind() string    { return p.ID }
func (Forest) Kind() string     { return "forest" }
func (Icons) Kind() string      { return "icons" }
func (Flow) Kind() string       { return "flow" }
func (References) Kind() string { return "references" }
func (t Table) Kind() string    { return t.ID }
func (p Plot) Kind() string     { return p.ID }

func (h Head) Heading() string       { return h.Title }
func (BottomLine) Heading() string   { return "Bottom line" }
func (PICO) Heading() string         { return "" }
func (f Findings) Heading() string   { return f.Title }
func (s Section) Heading() string    { return s.Title }
func (p Pairs) Heading() string      { return p.Title }
func (f Forest) Heading() string     { return f.Title }
func (i Icons) Heading() string      { return i.Title }
func (f Flow) Heading() string       { return f.Title }
func (r References) Heading() string { return r.Title }
func (t Table) Heading() string      { return t.Title }
func (p Plot) Heading() string       { return p.Title }

// Evidence is one entry of the record behind a document: what an id in a
// Support stands for, the words it was taken from, and who put it there.
type Evidence struct {
	ID      string         `json:"id"`
	Kind    string         `json:"kind"` // "study", "result", "fact", "appraisal", "decision", "finding", "notice", "claim"
	Study   corpus.StudyID `json:"study,omitempty"`
	Says    string         `json:"says"`
	Quote   string         `json:"quote,omitempty"`
	Place   string         `json:"place,omitempty"`
	By      string         `json:"by,omitempty"`
	At      string         `json:"at,omitempty"`
	Status  string         `json:"status,omitempty"` // proposed, confirmed; unverified
	Example bool           `json:"example,omitempty"`
	DOI     string         `json:"doi,omitempty"`
	Number  int            `json:"reference,omitempty"`
}
