package reports

import (
	"time"

	"appraise/corpus"
	"appraise/grading"
)

// Input is everything a document may say.
type Input struct {
	Assessment grading.Assessment
	Studies    map[corpus.StudyID]Source // every study that is a member of the question or named by a statement
	Claims     []ClaimView
	Guidelines []Guideline
	Questions  []grading.Assessment // all questions of the library; only the overview shows them
	Library    Library
	At         time.Time // the day the document is about; never the clock
	Program    string    // name and version: "appraise 0.1.0"
	House      House
	Draft      bool // mark faults instead of refusing them
}

// Source is what the library knows of one study.
type Source struct {
	Study      corpus.Study
	Item       corpus.Item // of the main report
	Label      string      // "Prasad 2012"; made from the item when ""
	Summary    string      // in the words of SummaryBy, never the paper's
	SummaryBy  string      // "appraise"
	Design     string      // a design name ("rct", "systematic_review_ma"), or words
	SizeText   string      // the sample size as a sentence for a table: "24 randomised (26 enrolled; arms 13 and 11)"
	N          *int        // people; nil when nothing trustworthy was found
	Sizes      Sizes
	Facts      []corpus.Fact
	Appraisals []corpus.Appraisal
	Notices    []corpus.Notice
	Findings   []Finding
	Verified   string // "" when checked at the source; "unverified", "partly verified", … is printed beside what it says
}

// Sizes are the numbers of people at each level; nil means not reported.
type Sizes struct {
	Enrolled   *int
	Randomised *int
	Analysed   *int
	Arms       []int
}

// Finding is what a numeric check says about printed numbers.
type Finding struct {
	ID         string // stable
	Statement  string // "22.2% does not fit 2 of 11; it fits 2 of 9"
	Arithmetic string // "2/11 = 18.2%, 2/9 = 22.2%"
	Level      string // "note", "check", …
	Innocent   string // the harmless reasons it may have
}

// ClaimView is a claim with the verdict computed for it.
type ClaimView struct {
	Claim   corpus.Claim
	Verdict string // "overstated"
	Because string
	Safer   string // how the sentence could be put
}

// Guideline is what an issuer recommends, beside the evidence.
type Guideline struct {
	Study   corpus.StudyID
	Issuer  string
	Says    string      // in own words
	SaysBy  string      // whose words: "appraise"
	Expired corpus.Date // by the issuer's own rule; zero when in force or not known
	Rule    string      // "five years after publication"
}

// Library names the state of the library a document was made from.
type Library struct {
	Name   string
	Hash   string // of the last event
	Events int
}

// Numbers is a way of writing numbers and intervals.
type Numbers string

// The ways: "RR 0.30 (0.10 to 0.85), P = 0.03" and "RR, 0.30 (0.10-0.85), P = .03".
const (
	BMJ Numbers = "bmj"
	AMA Numbers = "ama"
)

// House holds an editorial office's wishes.
type House struct {
	Paper      string  // "A4" (default) or "Letter"
	Numbers    Numbers // BMJ when ""
	References string  // "vancouver" (default) or "ama"
	Title      string  // instead of the question's title
	Kicker     string  // above the title; "Evidence briefing for clinicians" when ""
	Authors    []string
	Logo       []byte // PNG
	Lang       string // "en-GB" when ""
}
