package notices

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"iter"

	"appraise/corpus"
	"appraise/corpus/decode"
	"appraise/corpus/ingest"
)

// Format says which of the sources of notices a file is.
type Format string

// The sources. Records are read by corpus/ingest, whatever their format.
const (
	TableFormat    Format = "Retraction Watch table"
	CrossrefFormat Format = "Crossref works"
	RecordsFormat  Format = "records"
)

// headSize is how much of a file is looked at to find its format.
const headSize = 64 << 10

// Sniff tells what a file is from the start of its text: a table whose header
// names kinds of notice, JSON with the marks of Crossref, or else records.
func Sniff(head []byte) Format {
	text := bytes.TrimLeft(head, "\ufeff \t\r\n")
	if len(text) > 0 && (text[0] == '{' || text[0] == '[') {
		for _, mark := range []string{`"update-to"`, `"updated-by"`, `"message-type"`, `"is-referenced-by-count"`} {
			if bytes.Contains(text, []byte(mark)) {
				return CrossrefFormat
			}
		}
		return RecordsFormat
	}
	in := csv.NewReader(bytes.NewReader(text))
	in.Comma, in.LazyQuotes = delimiter(text), true
	if header, err := in.Read(); err == nil {
		if _, ok := place(header); ok {
			return TableFormat
		}
	}
	return RecordsFormat
}

// Read finds out what a file is and yields what it says. Errors of single
// entries are *corpus.ParseError, and reading goes on behind them.
func Read(r io.Reader, source string) (iter.Seq2[Assertion, error], Format, error) {
	text, _, err := decode.Reader(r)
	if err != nil {
		return nil, "", &corpus.ParseError{Source: source, Err: err}
	}
	br := bufio.NewReaderSize(text, headSize)
	head, err := br.Peek(headSize)
	if err != nil && err != io.EOF && len(head) == 0 {
		return nil, "", fmt.Errorf("reading %s: %w", source, err)
	}
	switch f := Sniff(head); f {
	case TableFormat:
		return ReadRetractionWatch(br, source), f, nil
	case CrossrefFormat:
		return ReadCrossref(br, source), f, nil
	}
	records, _, err := ingest.Read(br, source)
	if err != nil {
		return nil, "", err
	}
	return fromRecords(records), RecordsFormat, nil
}

// fromRecords yields what records say about themselves and others.
func fromRecords(records iter.Seq2[corpus.Record, error]) iter.Seq2[Assertion, error] {
	return func(yield func(Assertion, error) bool) {
		for rec, err := range records {
			if err != nil {
				if !yield(Assertion{}, err) {
					return
				}
				continue
			}
			for _, a := range FromRecord(rec) {
				if !yield(a, nil) {
					return
				}
			}
		}
	}
}
