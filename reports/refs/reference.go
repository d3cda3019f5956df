package refs

import (
	"strings"

	"appraise/corpus"
)

// Style is a way of writing references.
type Style string

// The styles.
const (
	AMA       Style = "ama"
	Vancouver Style = "vancouver"
)

// Run is a stretch of a reference set in one way.
type Run struct {
	Text   string `json:"text"`
	Italic bool   `json:"italic,omitempty"`
	URL    string `json:"url,omitempty"`
}

// Reference is one entry of a reference list.
type Reference struct {
	Runs      []Run  `json:"runs"`
	Retracted string `json:"retracted,omitempty"` // "retracted", "withdrawn", "expression of concern"; "" when none is known
}

// String returns the reference as plain text.
func (r Reference) String() string {
	var b strings.Builder
	for _, run := range r.Runs {
		b.WriteString(run.Text)
	}
	return b.String()
}

// Format writes it in the given style; notices mark retracted, withdrawn and
// questioned items. An unknown style is written as Vancouver.
func Format(it corpus.Item, style Style, notices ...corpus.Notice) Reference {
	w := &writer{it: it, ama: style == AMA}
	w.status = statusOf(it, notices)
	switch {
	case it.Kind == corpus.KindBook:
		w.book()
	case it.Kind == corpus.KindChapter, it.Kind == corpus.KindConference, it.Kind == corpus.KindAbstract && it.Volume == "":
		w.chapter()
	case it.Kind == corpus.KindThesis:
		w.thesis()
	case it.Kind == corpus.KindPreprint:
		w.preprint()
	case it.Kind == corpus.KindPatent:
		w.patent()
	case it.Kind == corpus.KindDataset, it.Kind == corpus.KindSoftware:
		w.deposit()
	case it.Kind == corpus.KindTechReport, it.Kind == corpus.KindGuideline && it.Journal == "" && it.JournalAbbrev == "":
		w.report()
	case it.Kind == corpus.KindWebPage, it.Kind == corpus.KindRegistry, it.Kind == corpus.KindNews && it.Volume == "":
		w.page()
	default:
		w.article()
	}
	return Reference{Runs: w.runs, Retracted: w.status.word}
}
