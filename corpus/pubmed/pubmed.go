// Package pubmed reads PubMed XML: what PubMed exports, efetch answers, and the
// baseline and update files (.xml, .xml.gz), with articles, book articles and
// DeleteCitation.
//
// The scanner is written by hand: it is many times faster than encoding/xml,
// takes no definitions of entities, and a record that is not well-formed costs
// that record only. encoding/xml is the oracle in the tests.
package pubmed

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/intake"
)

// Format is the name of the format in records.
const Format = "pubmed"

// Version says which rules read a record. 1: first.
const Version = "pubmed/1"

// Deleted is the cause of the *corpus.ParseError that tells of records which
// PubMed has taken back (DeleteCitation of an update file).
type Deleted struct{ PMIDs []corpus.PMID }

// Error reads "PubMed has deleted 2 records: 123, 456".
func (d *Deleted) Error() string {
	const shown = 20
	ids := make([]string, 0, shown)
	for _, id := range d.PMIDs[:min(len(d.PMIDs), shown)] {
		ids = append(ids, string(id))
	}
	more := ""
	if n := len(d.PMIDs) - shown; n > 0 {
		more = fmt.Sprintf(" and %d more", n)
	}
	return fmt.Sprintf("PubMed has deleted %d records: %s%s", len(d.PMIDs), strings.Join(ids, ", "), more)
}

// Read yields the records of a PubMed file.
func Read(r io.Reader, source string) iter.Seq2[corpus.Record, error] {
	return intake.Read(r, source, Format, Version, parse)
}

func parse(r io.Reader, sink *intake.Sink) error {
	sp := newSplitter(r)
	for !sink.Stopped() {
		el, ok := sp.next()
		if !ok {
			break
		}
		switch {
		case el.err != nil:
			sink.Lost(el.line, el.err)
		case el.name == "DeleteCitation":
			deleted(el, sink)
		default:
			record(el, sink)
		}
	}
	return sp.failed()
}

func deleted(el element, sink *intake.Sink) {
	var d Deleted
	x := scanner{s: string(el.text)}
	x.children(func(name, _ string) {
		if name != "DeleteCitation" {
			return
		}
		x.children(func(name, _ string) {
			if id, err := corpus.ParsePMID(x.inner()); err == nil && name == "PMID" {
				d.PMIDs = append(d.PMIDs, id)
			}
		})
	})
	if len(d.PMIDs) > 0 {
		sink.Lost(el.line, &d)
	}
}

// record reads one article or book.
func record(el element, sink *intake.Sink) {
	raw := string(el.text)
	rd := reader{x: scanner{s: raw}}
	rd.x.children(func(name, attrs string) { rd.root(name, attrs) })
	if rd.x.err != nil {
		sink.Lost(el.line, fmt.Errorf("the record is not well-formed XML: %w", rd.x.err))
		return
	}
	item := rd.finish()
	if item.Title == "" && item.PMID == "" {
		sink.Lost(el.line, errors.New("the record has neither PMID nor title"))
		return
	}
	for _, err := range rd.problems {
		sink.Kept(el.line, err)
	}
	sink.Record(el.line, raw, string(item.PMID), item)
}

// finish decides what depends on several elements.
func (rd *reader) finish() corpus.Item {
	it := &rd.item
	if strings.EqualFold(strings.Trim(it.Title, "[]. "), "not available") {
		it.Title = ""
	}
	if rd.isBook {
		switch {
		case it.Title == "" || it.Title == rd.bookTitle:
			it.Title, it.Kind = rd.bookTitle, corpus.KindBook
		default:
			it.Journal, it.Kind = rd.bookTitle, corpus.KindChapter
		}
	}
	if it.Title == "" {
		it.Title, it.OriginalTitle = it.OriginalTitle, ""
	}
	if it.Pages == "" {
		it.Pages = field.JoinPages(rd.first, rd.last)
	}
	if it.Published.Year == 0 {
		it.Published = rd.electronic
	}
	if it.JournalAbbrev == "" {
		it.JournalAbbrev = rd.medlineTA
	}
	if it.Journal == "" {
		it.Journal, it.JournalAbbrev = it.JournalAbbrev, ""
	}
	if it.Kind == "" {
		if it.Kind = field.KindOf(it.PublicationTypes); it.Kind == "" {
			it.Kind = corpus.KindArticle
		}
	}
	if len(rd.abstract) == 1 {
		it.Abstract = field.Sections(rd.abstract[0])
	} else {
		it.Abstract = strings.Join(rd.abstract, "\n")
	}
	return *it
}
