package index

import (
	"context"
	"iter"

	"appraise/corpus"
)

// Document is a study as searching sees it. The texts are indexed, not
// stored: the library holds them.
type Document struct {
	ID       string   // study id
	Keys     []string // old keys and report ids
	Title    string
	Original string // title in the language of the paper
	Abstract string // abstract, or a summary somebody wrote
	Pages    []Page // text of attachments

	Authors  []string // "Prasad KSM", bodies by their names; in order
	Journal  []string // full and abbreviated titles
	Year     int      // 0 when not known
	Date     string   // 2012, 2012-01 or 2012-01-15
	Volume   string
	Issue    string
	PageSpan string

	PMID          string
	DOI           string
	PMCID         string
	Registrations []string

	PublicationTypes []string
	MeSH             []corpus.Heading
	Keywords         []string
	Substances       []string
	Affiliations     []string
	Languages        []string
	Funding          []string
	Conflicts        string

	Design    string   // name of package grading/design, "" when not known
	DesignOf  string   // the broader kind of study that design is one of, found like it
	N         *int     // people studied; nil when not known
	Risk      string   // worst overall risk of bias on record, "" when not appraised
	Certainty []string // of the outcomes the study contributes to
	Status    []string // types of the notices known
	Questions []string // ids of questions the study is in
	Claims    []string // ids of claims linked to it
	Tags      []string
}

// Page is one page of an attachment's text.
type Page struct {
	File   string // name of the attachment
	Number int    // from 1; 0 when the text has no pages
	Text   string
}

// Change is one study that changed in the library.
type Change struct {
	Study    string
	Revision int64
	Doc      *Document // nil when the study is gone
}

// Source is where the index gets its documents from: the library.
type Source interface {
	// Revision is the number of the library's last change.
	Revision(ctx context.Context) (int64, error)
	// Changes yields what changed after a revision, in the order of revisions.
	Changes(ctx context.Context, after int64) iter.Seq2[Change, error]
}
