// Package ovid reads the two tagged texts of Ovid: the one with tags of two
// letters ("Reprint/Medlars", "VN  - Ovid Technologies") and the one with the
// names of fields on lines of their own ("Title", then the indented value).
// Entries begin with their number in angle brackets, or a new one.
package ovid

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"strings"

	"appraise/corpus"
	"appraise/corpus/decode"
	"appraise/corpus/intake"
	"appraise/corpus/tagline"
)

// Format is the name of the format in records.
const Format = "ovid"

// Version says which rules read a record. 1: first.
const Version = "ovid/1"

// Read yields the entries of an Ovid file.
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
		case isNumber(l.Text):
			shut(&entry, sink)
			entry.Skip(l)
		case tagLen > 0:
			if string(l.Text[:tagLen]) == "VN" && entry.HasFields() {
				shut(&entry, sink)
			}
			entry.Add(l, tagLen, at)
		case entry.HasFields():
			entry.Continue(l)
		default:
			if !entry.Empty() {
				entry.Skip(l) // between the number and the first field
			}
			sink.Stray(l.No, l.Text)
		}
	}
	shut(&entry, sink)
	return lines.Err()
}

// isNumber recognises "<1337>" and "<3001. >".
func isNumber(line []byte) bool {
	line = bytes.TrimSpace(line)
	if len(line) < 3 || line[0] != '<' || line[len(line)-1] != '>' {
		return false
	}
	return len(bytes.Trim(line[1:len(line)-1], "0123456789. ")) == 0
}

// splitTag reads "TI  - value", or a line that is the name of a field. at is
// where the value begins.
func splitTag(line []byte) (tagLen, at int) {
	if len(line) >= 5 && line[0] >= 'A' && line[0] <= 'Z' && (line[1] >= 'A' && line[1] <= 'Z' || line[1] >= '0' && line[1] <= '9') && string(line[2:5]) == "  -" {
		return 2, 5
	}
	name := bytes.TrimRight(line, " \t")
	if len(name) == 0 || len(name) > 50 || line[0] < 'A' || line[0] > 'Z' || names[strings.ToLower(string(name))] == "" {
		return 0, 0
	}
	return len(name), len(line)
}

// names lists the names of fields with the tags of two letters for them.
var names = map[string]string{
	"author": "AU", "authors": "AU", "author e-mail": "EM", "author email": "EM", "title": "TI", "chapter title": "CT", "book title": "BT",
	"original title": "OT", "abstract": "AB", "publication type": "PT", "document type": "PT", "source": "SO", "score": "SR",
	"accession number": "UI", "unique identifier": "UI", "institution": "IN", "status": "ST", "author keywords": "KW", "keywords": "KW",
	"keyword heading": "KW", "subject headings": "MH", "mesh subject headings": "MH", "heading word": "MH", "references": "RF", "language": "LG",
	"journal subset": "SB", "issn": "IS", "isbn": "IB", "nlm journal code": "JC", "doi number": "DO", "digital object identifier": "DO",
	"link to the ovid full text or citation": "UR", "link to the external link resolver": "UR", "year of publication": "YR", "journal name": "JN",
	"publisher": "PB", "country of publication": "CP", "copyright": "CR", "database": "DB", "cas registry/ec number/name of substance": "RN",
	"date of publication": "DP", "clinical trial number": "CN", "registry number": "CN", "pmid": "PM", "version id": "VI", "issue/part": "IP",
	"volume": "VO", "page": "PG", "pages": "PG", "conference information": "CF", "correspondence address": "AD", "comments": "CM",
	"publication history status": "PH", "publishing model": "PE", "entry date": "ED", "email": "EM", "update code": "UP",
}

func shut(b *tagline.Builder, sink *intake.Sink) {
	if b.Empty() {
		return
	}
	fields := b.HasFields()
	e := b.Take()
	if !fields {
		sink.Lost(e.Line, errors.New("the entry is empty"))
		return
	}
	rd := reader{entry: e}
	it := rd.read()
	for _, p := range rd.entry.Problems {
		sink.Kept(p.Line, p.Err)
	}
	sink.Record(e.Line, e.Raw, it.Accession, it)
}
