// Package endnote reads and writes the two formats of EndNote: its XML, which
// Mendeley, Bookends and others write as well, and the tagged format of refer
// (.enw), which others call EndNote as well. Both hold the same references.
package endnote

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"reflect"
	"strings"

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
		f, err := record(raw)
		if err != nil {
			sink.Lost(el.Line, fmt.Errorf("the record is not well-formed XML: %w", err))
			continue
		}
		hand(&f, el.Line, raw, sink, settleXML)
	}
	return sp.Failed()
}

// record reads one record of XML.
func record(raw string) (ref, error) {
	rd := xmlReader{x: xmlscan.Scanner{S: raw}}
	rd.x.Children(func(string, string) { rd.x.Children(rd.member) })
	return rd.ref, rd.x.Err
}

// settleXML returns the normal form of an item that came from XML.
func settleXML(it corpus.Item) corpus.Item {
	write := func(it corpus.Item) string {
		var b strings.Builder
		out := bufio.NewWriter(&b)
		writeRecord(out, refOf(it))
		_ = out.Flush() // a Builder takes everything
		return b.String()
	}
	return tagline.Settle(it, write, func(raw string) corpus.Item {
		f, err := record(raw)
		if err != nil {
			return it
		}
		again, _ := f.item()
		return again
	})
}

// settleTagged returns the normal form of an item that came from fields.
func settleTagged(it corpus.Item) corpus.Item {
	return tagline.Settle(it, fieldsOf, func(fields []tagline.Field) corpus.Item {
		f := tagged(fields)
		again, _ := f.item()
		return again
	})
}

// hand passes a reference on as a record, in the normal form that settle finds.
func hand(f *ref, line int, raw string, sink *intake.Sink, settle func(corpus.Item) corpus.Item) {
	if f.empty() {
		sink.Lost(line, errors.New("the entry is empty"))
		return
	}
	it, problems := f.item()
	if len(it.Extra) > 0 || f.one("custom5") != "" {
		it = settle(it)
	}
	if nothing(it) {
		sink.Lost(line, errors.New("the entry is empty"))
		return
	}
	for _, p := range problems {
		sink.Kept(line, p)
	}
	sink.Record(line, raw, f.one("rec-number"), it)
}

// nothing reports whether an item holds no more than its type.
func nothing(it corpus.Item) bool {
	it.Kind = ""
	if len(it.Extra) == 1 && it.Extra[0].Name == "ref-type" {
		it.Extra = nil
	}
	return reflect.ValueOf(it).IsZero()
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
		f := tagged(e.Fields)
		hand(&f, e.Line, e.Raw, sink, settleTagged)
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
