package reports

import "appraise/corpus"

// Findings is the summary-of-findings table: one row an outcome, at most
// seven, also for outcomes nobody reported.
type Findings struct {
	Title   string
	Without string // head of the comparator's column
	With    string
	Scale   string // "GRADE" or "GRADE-informed"
	Rows    []FindingRow
	Notes   []Footnote
	Explain []Sentence // the asterisk, abbreviations, what the certainty means
}

// FindingRow is one outcome.
type FindingRow struct {
	Outcome    Sentence
	Evidence   Sentence // follow-up, people, studies
	Relative   Cell
	Without    Cell
	With       Cell
	Difference Cell
	Gap        Sentence // instead of the four cells, when there are no numbers
	Certainty  corpus.Certainty
	Label      Sentence // "Very low" with the letters of its footnotes
	Letters    []string
	Happens    Sentence
}

// Cell is a table cell of two lines: the value, and its interval below.
type Cell struct{ Main, Sub Sentence }

// Footnote is the reason for one step of the certainty.
type Footnote struct {
	Letter string
	Text   Sentence
	Domain corpus.Domain
	Levels int
}
