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
	"appraise/corpus/xmlscan"
)

// Format is the name of the format in records.
const Format = "pubmed"

// Version says which rules read a record. 1: first.
const Version = "pubmed/1"

// roots lists the elements that are records. A bare MedlineCitation is one in
// the files of the years before PubmedArticle.
var roots = []string{"PubmedArticle", "PubmedBookArticle", "DeleteCitation", "MedlineCitation"}

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
	sp := xmlscan.NewSplitter(r, roots...)
	for !sink.Stopped() {
		el, ok := sp.Next()
		if !ok {
			break
		}
		switch {
		case el.Err != nil:
			sink.Lost(el.Line, el.Err)
		case el.Name == "DeleteCitation":
			deleted(el, sink)
		default:
			record(el, sink)
		}
	}
	return sp.Failed()
}

func deleted(el xmlscan.Element, sink *intake.Sink) {
	var d Deleted
	x := xmlscan.Scanner{S: string(el.Text)}
	x.Children(func(name, _ string) {
		if name != "DeleteCitation" {
			return
		}
		x.Children(func(name, _ string) {
			if id, err := corpus.ParsePMID(x.Inner()); err == nil && name == "PMID" {
				d.PMIDs = append(d.PMIDs, id)
			}
		})
	})
	if len(d.PMIDs) > 0 {
		sink.Lost(el.Line, &d)
	}
}

// record reads one article or book.
func record(el xmlscan.Element, sink *intake.Sink) {
	raw := string(el.Text)
	rd := reader{x: xmlscan.Scanner{S: raw}}
	rd.x.Children(func(name, attrs string) { rd.root(name, attrs) })
	if rd.x.Err != nil {
		sink.Lost(el.Line, fmt.Errorf("the record is not well-formed XML: %w", rd.x.Err))
		return
	}
	item := rd.finish()
	if item.Title == "" && item.PMID == "" {
		sink.Lost(el.Line, errors.New("the record has neither PMID nor title"))
		return
	}
	for _, err := range rd.problems {
		sink.Kept(el.Line, err)
	}
	sink.Record(el.Line, raw, string(item.PMID), item)
}

// finish decides what depends on several elements.
func (rd *reader) finish() corpus.Item {
	it := &rd.item
	for _, list := range []*[]string{&it.Substances, &it.Keywords, &it.Languages, &it.PublicationTypes, &it.Funding, &it.Affiliations} {
		*list = field.AddOnce(nil, *list...)
	}
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
