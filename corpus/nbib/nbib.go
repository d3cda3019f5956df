// Package nbib reads and writes the MEDLINE display of PubMed (.nbib), as
// PubMed, ERIC, KoreaMed and reference managers export it.
package nbib

import (
	"errors"
	"io"
	"iter"

	"appraise/corpus"
	"appraise/corpus/decode"
	"appraise/corpus/intake"
	"appraise/corpus/tagline"
)

// Format is the name of the format in records.
const Format = "nbib"

// Version says which rules read a record. 1: first.
const Version = "nbib/1"

// Read yields the entries of a MEDLINE file. An entry ends at an empty line or
// where the next PMID begins.
func Read(r io.Reader, source string) iter.Seq2[corpus.Record, error] {
	return intake.Read(r, source, Format, Version, parse)
}

func parse(r io.Reader, sink *intake.Sink) error {
	lines := decode.NewLines(r)
	var entry tagline.Builder
	for !sink.Stopped() {
		l, ok := lines.Next()
		if !ok {
			break
		}
		tagLen, at := splitTag(l.Text)
		switch {
		case tagLen > 0:
			if string(l.Text[:tagLen]) == "PMID" {
				closeEntry(&entry, sink)
			}
			entry.Add(l, tagLen, at)
		case tagline.Blank(l.Text) && !indented(l.Text):
			closeEntry(&entry, sink)
		case entry.HasFields():
			entry.Continue(l)
		default:
			sink.Stray(l.No, l.Text)
		}
	}
	closeEntry(&entry, sink)
	return lines.Err()
}

// indented reports whether a line without text is a continuation all the same.
func indented(line []byte) bool { return len(line) >= 6 }

func closeEntry(b *tagline.Builder, sink *intake.Sink) {
	if b.Empty() {
		return
	}
	e := b.Take()
	rd := reader{entry: e}
	item := rd.read()
	if !rd.filled {
		sink.Lost(e.Line, errors.New("the entry is empty"))
		return
	}
	for _, p := range rd.entry.Problems {
		sink.Kept(p.Line, p.Err)
	}
	sink.Record(e.Line, e.Raw, string(item.PMID), item)
}

// splitTag reads "XXXX- " at the start of a line: two to four capitals or
// figures, blanks up to the fifth column, a hyphen.
func splitTag(line []byte) (tagLen, at int) {
	for tagLen < len(line) && tagLen < 5 && (line[tagLen] >= 'A' && line[tagLen] <= 'Z' || tagLen > 0 && line[tagLen] >= '0' && line[tagLen] <= '9') {
		tagLen++
	}
	if tagLen < 2 || tagLen > 4 {
		return 0, 0
	}
	at = tagLen
	for at < len(line) && at < 5 && line[at] == ' ' {
		at++
	}
	if at == len(line) || line[at] != '-' || at == tagLen && at < 3 && (at+1 < len(line) && line[at+1] != ' ') {
		return 0, 0
	}
	return tagLen, at + 1
}
