// Package ris reads and writes RIS, the tagged format of most databases and
// reference managers, in the dialects of PubMed, Ovid, Embase, Cochrane,
// Scopus, Web of Science, EndNote, EBSCO and Zotero.
//
// Tags without a place in corpus.Item are kept in Item.Extra and written back.
package ris

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"reflect"
	"strings"

	"appraise/corpus"
	"appraise/corpus/decode"
	"appraise/corpus/intake"
	"appraise/corpus/tagline"
)

// Format is the name of the format in records.
const Format = "ris"

// Version says which rules read a record. 1: first.
const Version = "ris/1"

// Read yields the entries of an RIS file. A missing ER is made up for by the
// next TY; entries without TY are kept when they have a title or identifier;
// lines outside entries are counted and reported once.
func Read(r io.Reader, source string) iter.Seq2[corpus.Record, error] {
	return intake.Read(r, source, Format, Version, parse)
}

type parser struct {
	sink  *intake.Sink
	entry tagline.Builder
	typed bool // the entry began with TY
}

func parse(r io.Reader, sink *intake.Sink) error {
	lines := decode.NewLines(r)
	p := parser{sink: sink}
	for !sink.Stopped() {
		l, ok := lines.Next()
		if !ok {
			break
		}
		p.line(l)
	}
	if p.typed && lines.Err() == nil && p.entry.HasFields() {
		p.close(errors.New("the file ends inside this entry: there is no ER line"))
	} else {
		p.close(nil)
	}
	return lines.Err()
}

func (p *parser) line(l decode.Line) {
	tag, at := splitTag(l.Text)
	switch {
	case tag == "TY":
		p.close(nil)
		p.typed = true
		p.entry.Add(l, 2, at)
	case tag == "ER":
		if p.entry.Empty() {
			p.sink.Stray(l.No, l.Text)
			return
		}
		p.entry.Skip(l)
		p.close(nil)
	case tag != "":
		p.entry.Add(l, 2, at)
	case p.entry.HasFields():
		p.entry.Continue(l)
	default:
		p.sink.Stray(l.No, l.Text)
	}
}

// close hands on the entry that is open. problem is what was wrong with its
// end, nil for nothing.
func (p *parser) close(problem error) {
	if p.entry.Empty() {
		return
	}
	e := p.entry.Take()
	typed := p.typed
	p.typed = false
	rd := reader{entry: e}
	item := rd.read()
	switch {
	case !typed && item.Title == "" && item.DOI == "" && item.PMID == "":
		for i, line := range strings.Split(strings.TrimRight(e.Raw, "\r\n"), "\n") {
			p.sink.Stray(e.Line+i, []byte(line))
		}
		return
	case !rd.filled() || nothing(item):
		p.sink.Lost(e.Line, errors.New("the entry is empty"))
		return
	case !typed:
		rd.problem(e.Line, errors.New("the entry has no TY line; its type is not known"))
	}
	if problem != nil {
		rd.problem(e.Line, problem)
	}
	for _, damage := range rd.entry.Problems {
		p.sink.Kept(damage.Line, damage.Err)
	}
	p.sink.Record(e.Line, e.Raw, rd.id, item)
}

// nothing reports whether an item holds no more than its type.
func nothing(it corpus.Item) bool {
	it.Kind = ""
	if len(it.Extra) == 1 && it.Extra[0].Name == "TY" {
		it.Extra = nil
	}
	return reflect.ValueOf(it).IsZero()
}

// splitTag reads "XX  - " at the start of a line: two capitals or a capital
// and a figure, one or two spaces or tabs, a hyphen. at is where the value
// begins.
func splitTag(line []byte) (tag string, at int) {
	if len(line) < 4 || line[0] < 'A' || line[0] > 'Z' || line[2] != ' ' && line[2] != '\t' {
		return "", 0
	}
	if c := line[1]; (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
		return "", 0
	}
	switch {
	case line[3] == '-':
		at = 4
	case len(line) > 4 && (line[3] == ' ' || line[3] == '\t') && line[4] == '-':
		at = 5
	default:
		return "", 0
	}
	if at < len(line) && line[at] != ' ' && line[at] != '\t' && line[3] == '-' {
		return "", 0 // "AB -x" is text
	}
	for _, known := range closing {
		if bytes.Equal(line[:2], []byte(known)) {
			return known, at
		}
	}
	return "..", at
}

// closing lists the tags that open and end entries.
var closing = []string{"TY", "ER"}
