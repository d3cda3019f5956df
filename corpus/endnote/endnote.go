// Package endnote reads and writes the two formats of EndNote: its XML, which
// Mendeley, Bookends and others write as well, and the tagged format of refer
// (.enw), which others call EndNote as well. Both hold the same references.
package endnote

import (
	"errors"
	"fmt"
	"io"
	"iter"

	"appraise/corpus"
	"appraise/corpus/decode"
	"appraise/corpus/intake"
	"appraise/corpus/tagline"
	"appraise/corpus/xmlscan"
)

// Names of the formats in records.
const (
	FormatXML    = "endnote"
	FormatTagged = "enw"
)

// Version says which rules read a record. 1: first.
const Version = "endnote/1"

// Read yields the records of an EndNote XML file.
func Read(r io.Reader, source string) iter.Seq2[corpus.Record, error] {
	return intake.Read(r, source, FormatXML, Version, parseXML)
}

// ReadTagged yields the references of an .enw file.
func ReadTagged(r io.Reader, source string) iter.Seq2[corpus.Record, error] {
	return intake.Read(r, source, FormatTagged, Version, parseTagged)
}

func parseXML(r io.Reader, sink *intake.Sink) error {
	sp := xmlscan.NewSplitter(r, "record")
	for !sink.Stopped() {
		el, ok := sp.Next()
		if !ok {
			break
		}
		if el.Err != nil {
			sink.Lost(el.Line, el.Err)
			continue
		}
		raw := string(el.Text)
		rd := xmlReader{x: xmlscan.Scanner{S: raw}}
		rd.x.Children(func(string, string) { rd.x.Children(rd.member) })
		if rd.x.Err != nil {
			sink.Lost(el.Line, fmt.Errorf("the record is not well-formed XML: %w", rd.x.Err))
			continue
		}
		hand(&rd.ref, el.Line, raw, sink)
	}
	return sp.Failed()
}

// hand passes a reference on as a record.
func hand(f *ref, line int, raw string, sink *intake.Sink) {
	if f.empty() {
		sink.Lost(line, errors.New("the entry is empty"))
		return
	}
	it, problems := f.item()
	for _, p := range problems {
		sink.Kept(line, p)
	}
	sink.Record(line, raw, f.one("rec-number"), it)
}

func parseTagged(r io.Reader, sink *intake.Sink) error {
	lines := decode.NewLines(r)
	var entry tagline.Builder
	blank := false
	shut := func() {
		if entry.Empty() {
			return
		}
		e := entry.Take()
		for _, p := range e.Problems {
			sink.Kept(p.Line, p.Err)
		}
		f := tagged(e)
		hand(&f, e.Line, e.Raw, sink)
	}
	seen := map[byte]bool{}
	for !sink.Stopped() {
		l, ok := lines.Next()
		if !ok {
			break
		}
		switch tag := isTag(l.Text); {
		case tag != 0:
			if tag == '0' && seen['0'] || blank && (tag == '0' || tag == 'T' || tag == 'A') {
				shut()
				seen = map[byte]bool{}
			}
			seen[tag] = true
			entry.Add(l, 2, 2)
		case entry.HasFields():
			entry.Continue(l)
		default:
			sink.Stray(l.No, l.Text)
		}
		blank = tagline.Blank(l.Text)
	}
	shut()
	return lines.Err()
}

// isTag returns the sign of "%X ", 0 for a line that is none.
func isTag(line []byte) byte {
	if len(line) < 2 || line[0] != '%' || line[1] <= ' ' || line[1] > '~' || len(line) > 2 && line[2] != ' ' && line[2] != '\t' {
		return 0
	}
	return line[1]
}

// Write writes items as EndNote XML.
func Write(w io.Writer, items iter.Seq[corpus.Item]) error { return writeXML(w, items) }

// WriteTagged writes items as .enw.
func WriteTagged(w io.Writer, items iter.Seq[corpus.Item]) error { return writeTagged(w, items) }
