// Package tagline holds what the formats with a column of tags share: RIS,
// NBIB, Ovid, Web of Science and refer (.enw). An entry is collected line by
// line; its text is kept once, as the source gave it, and the values of its
// fields are pieces of that text.
package tagline

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"appraise/corpus/decode"
	"appraise/corpus/intake"

	"golang.org/x/text/unicode/norm"
)

// Limits of one entry.
const (
	maxEntry  = intake.MaxRaw
	maxFields = 10_000
)

// Field is one tag with its value. The lines of a longer value are joined by
// line breaks, without their indentation.
type Field struct {
	Tag, Value string
	Line       int
}

// Problem is damage to an entry that is kept.
type Problem struct {
	Line int
	Err  error
}

// Entry is one reference of a tagged file. Its slice of fields is used again
// for the next entry of the same builder; what the fields hold is not.
type Entry struct {
	Line     int
	Raw      string
	Fields   []Field
	Problems []Problem
}

// Builder collects the lines of one entry.
type Builder struct {
	line     int
	raw      []byte
	fields   []open
	pieces   []piece
	made     []Field // of the last entry
	problems []Problem
	full     bool
}

type piece struct{ from, to int }

// open is a field whose text is not made yet.
type open struct {
	tag   piece
	first int // of its pieces
	line  int
}

// Empty reports whether nothing was collected yet.
func (b *Builder) Empty() bool { return len(b.raw) == 0 }

// HasFields reports whether a field was collected.
func (b *Builder) HasFields() bool { return len(b.fields) > 0 }

// Skip takes a line that says nothing into the raw text of the entry.
func (b *Builder) Skip(l decode.Line) { b.take(l) }

// Add opens a field: its tag is the first tagLen bytes of the line, its value
// what follows from valueAt on.
func (b *Builder) Add(l decode.Line, tagLen, valueAt int) {
	at, ok := b.take(l)
	if !ok {
		return
	}
	if len(b.fields) >= maxFields {
		b.overflow(l.No, fmt.Errorf("the entry has more than %d fields; the rest was left out", maxFields))
		return
	}
	b.fields = append(b.fields, open{tag: piece{at, at + tagLen}, first: len(b.pieces), line: l.No})
	b.pieces = append(b.pieces, trim(b.raw, at+min(valueAt, len(l.Text)), at+len(l.Text)))
}

// Continue adds a line to the field that is open.
func (b *Builder) Continue(l decode.Line) {
	at, ok := b.take(l)
	if ok && len(b.fields) > 0 {
		b.pieces = append(b.pieces, trim(b.raw, at, at+len(l.Text)))
	}
}

// take copies a line into the raw text and returns where it begins.
func (b *Builder) take(l decode.Line) (int, bool) {
	if b.Empty() {
		b.line = l.No
	}
	if len(b.raw)+len(l.Raw) > maxEntry {
		b.overflow(l.No, fmt.Errorf("the entry is longer than %d MiB; the rest was left out", maxEntry>>20))
		return 0, false
	}
	if l.Cut {
		b.problems = append(b.problems, Problem{l.No, fmt.Errorf("the line is longer than %d MiB; the rest of it was left out", decode.MaxLine>>20)})
	}
	b.raw = append(b.raw, l.Raw...)
	return len(b.raw) - len(l.Raw), true
}

func (b *Builder) overflow(line int, err error) {
	if !b.full {
		b.problems = append(b.problems, Problem{line, err})
	}
	b.full = true
}

// trim narrows a piece to what is not white space.
func trim(raw []byte, from, to int) piece {
	for from < to && (raw[from] == ' ' || raw[from] == '\t') {
		from++
	}
	for to > from && (raw[to-1] == ' ' || raw[to-1] == '\t') {
		to--
	}
	return piece{from, to}
}

// Take returns the entry and makes the builder empty.
func (b *Builder) Take() Entry {
	raw := string(b.raw)
	made := b.made[:0]
	for i, f := range b.fields {
		end := len(b.pieces)
		if i+1 < len(b.fields) {
			end = b.fields[i+1].first
		}
		made = append(made, Field{Tag: strings.TrimRight(raw[f.tag.from:f.tag.to], " "), Value: printable(join(raw, b.pieces[f.first:end])), Line: f.line})
	}
	e := Entry{Line: b.line, Raw: raw, Problems: b.problems, Fields: made}
	*b = Builder{raw: b.raw[:0], fields: b.fields[:0], pieces: b.pieces[:0], made: made[:0]}
	return e
}

// join puts the lines of a value together. Empty lines between others are
// kept, as they end paragraphs.
func join(raw string, pieces []piece) string {
	for len(pieces) > 1 && pieces[len(pieces)-1].from == pieces[len(pieces)-1].to {
		pieces = pieces[:len(pieces)-1]
	}
	if len(pieces) == 1 {
		return raw[pieces[0].from:pieces[0].to]
	}
	size := len(pieces)
	for _, p := range pieces {
		size += p.to - p.from
	}
	var s strings.Builder
	s.Grow(size)
	for i, p := range pieces {
		if i > 0 {
			s.WriteByte('\n')
		}
		s.WriteString(raw[p.from:p.to])
	}
	return strings.Trim(s.String(), "\n")
}

// printing lists the bytes of ASCII that stay as they are.
var printing = func() (t [256]bool) {
	for c := ' '; c <= '~'; c++ {
		t[c] = true
	}
	t['\n'] = true
	return t
}()

// printable returns s in NFC, with a space for each sign of white space but
// line breaks, and without control characters.
func printable(s string) string {
	i := 0
	for i < len(s) && printing[s[i]] {
		i++
	}
	if i == len(s) {
		return s
	}
	if odd := strings.IndexFunc(s[i:], func(r rune) bool { return r != '\n' && (unicode.IsControl(r) || unicode.IsSpace(r) && r != ' ') }); odd >= 0 {
		s = strings.Map(func(r rune) rune {
			switch {
			case r == '\n':
			case unicode.IsSpace(r):
				return ' '
			case unicode.IsControl(r):
				return -1
			}
			return r
		}, s)
	}
	return norm.NFC.String(s)
}

// Blank reports whether a line is empty.
func Blank(line []byte) bool { return len(bytes.TrimSpace(line)) == 0 }
