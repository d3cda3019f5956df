// Package intake is how the parser of a format hands on what it read: records,
// and a line about everything that was damaged or left out.
package intake

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"appraise/corpus"
	"appraise/corpus/decode"
)

// MaxRaw is how much of an entry is kept as its source gave it, in bytes.
const MaxRaw = 4 << 20

// Sink takes the records of one file. After the reader has had enough, its
// methods do nothing.
type Sink struct {
	source, format, version string
	yield                   func(corpus.Record, error) bool
	stopped                 bool
	strays                  strays
}

// Read is the frame of every parser: it decodes r, calls parse with the text,
// and reports what lay outside the entries. An error of parse that is not a
// *corpus.ParseError ends the sequence.
func Read(r io.Reader, source, format, version string, parse func(io.Reader, *Sink) error) iter.Seq2[corpus.Record, error] {
	return func(yield func(corpus.Record, error) bool) {
		s := &Sink{source: source, format: format, version: version, yield: yield}
		text, _, err := decode.Reader(r)
		if err == nil {
			err = parse(text, s)
		}
		s.strays.report(s)
		if err != nil {
			s.fail(err)
		}
	}
}

// Stopped reports that nothing more is wanted.
func (s *Sink) Stopped() bool { return s.stopped }

// Lost reports an entry that was left out.
func (s *Sink) Lost(line int, err error) { s.problem(line, false, err) }

// Kept reports damage to an entry that goes in all the same.
func (s *Sink) Kept(line int, err error) { s.problem(line, true, err) }

// Stray counts a line that belongs to no entry. All are reported as one.
func (s *Sink) Stray(line int, text []byte) { s.strays.add(line, text) }

func (s *Sink) problem(line int, kept bool, err error) {
	if !s.stopped {
		s.stopped = !s.yield(corpus.Record{}, &corpus.ParseError{Source: s.source, Line: line, Kept: kept, Err: err})
	}
}

func (s *Sink) fail(err error) {
	if s.stopped {
		return
	}
	var damaged *corpus.ParseError
	if !errors.As(err, &damaged) {
		err = fmt.Errorf("reading %s: %w", s.source, err)
	}
	s.stopped = !s.yield(corpus.Record{}, err)
}

// Record hands on one entry, with a word about characters that could not be
// read and about a missing title.
func (s *Sink) Record(line int, raw, fileID string, item corpus.Item) {
	if err := decode.Damage(raw); err != nil {
		s.Kept(line, err)
	}
	if item.Title == "" && item.OriginalTitle == "" && item.DOI == "" && item.PMID == "" && item.PMCID == "" {
		if item.IsZero() {
			s.Lost(line, errors.New("the entry is empty"))
			return
		}
		s.Kept(line, errors.New("the entry has neither a title nor an identifier"))
	}
	if s.stopped {
		return
	}
	id := corpus.NewRecordID(s.format, raw)
	s.stopped = !s.yield(corpus.Record{
		ID: id, Source: s.source, Line: line, Format: s.format, Importer: s.version, FileID: fileID, Raw: Cap(raw), Item: item,
	}, nil)
}

// Cap returns at most MaxRaw bytes of raw, cut between characters.
func Cap(raw string) string {
	if len(raw) <= MaxRaw {
		return raw
	}
	n := MaxRaw
	for n > 0 && !utf8.RuneStart(raw[n]) {
		n--
	}
	return raw[:n]
}

// strays are lines outside entries.
type strays struct {
	n, line int
	first   string
}

func (st *strays) add(line int, text []byte) {
	if len(strings.TrimSpace(string(text))) == 0 {
		return
	}
	if st.n == 0 {
		st.line, st.first = line, excerpt(string(text))
	}
	st.n++
}

func (st *strays) report(s *Sink) {
	switch {
	case st.n == 1:
		s.Kept(st.line, fmt.Errorf("one line belongs to no entry: “%s”", st.first))
	case st.n > 1:
		s.Kept(st.line, fmt.Errorf("%d lines belong to no entry; the first is “%s”", st.n, st.first))
	}
}

// excerpt shortens text for a message.
func excerpt(text string) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return string(runes)
}

// Quote shortens a value that a message names.
func Quote(value string) string { return "“" + excerpt(value) + "”" }
