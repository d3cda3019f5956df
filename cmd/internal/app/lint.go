package app

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"appraise/corpus"
	"appraise/corpus/decode"
	"appraise/index/query"
)

// Remark is a remark about a search that was written down.
type Remark struct {
	Line       int         `json:"line,omitempty"` // of the text, from 1; absent when there is only one
	Column     int         `json:"column"`         // in characters, from 1
	Code       query.Code  `json:"code"`
	Level      query.Level `json:"level"`
	Message    string      `json:"message"`
	Suggestion string      `json:"suggestion,omitempty"`
	Place      Place       `json:"-"`
}

// Place is a position in a line of text.
type Place struct {
	Text string // the line
	Pos  int    // byte offset; beyond the end when the place is in a line that goes on
}

// Lint returns every remark about a query or strategy, in the order of its
// lines.
func Lint(text string, syntax query.Syntax) []Remark {
	tagged, _ := callsAsTags(text, syntax)
	lints := query.Check(tagged, syntax)
	out := make([]Remark, len(lints))
	for i, l := range lints {
		out[i] = remarkOn(text, l)
	}
	return out
}

// remarkOn counts the place of a remark as people do.
func remarkOn(text string, l query.Lint) Remark {
	r := Remark{Line: l.Line, Column: 1, Code: l.Code, Level: l.Level, Message: l.Message, Suggestion: l.Suggestion, Place: PlaceIn(text, l.Line, l.Pos)}
	if at := min(max(l.Pos, 0), len(r.Place.Text)); at == l.Pos {
		r.Column = utf8.RuneCountInString(r.Place.Text[:at]) + 1
	}
	if !strings.Contains(strings.TrimSpace(text), "\n") {
		r.Line = 0
	}
	return r
}

// PlaceIn finds line (from 1; 0 is the only one) of a text.
func PlaceIn(text string, line, pos int) Place {
	lines := strings.Split(text, "\n")
	if line > len(lines) {
		return Place{}
	}
	return Place{Text: lines[max(line, 1)-1], Pos: pos}
}

// maxStrategy is the longest text that is read as a search.
const maxStrategy = 4 << 20

// ReadStrategy reads the text of a search from a file, whatever wrote it.
func ReadStrategy(r io.Reader, name string) (string, error) {
	clean, _, err := decode.Reader(r)
	if err != nil {
		return "", fmt.Errorf("reading the search in %s: %w", name, err)
	}
	b, err := io.ReadAll(io.LimitReader(clean, maxStrategy+1))
	if err != nil {
		return "", fmt.Errorf("reading the search in %s: %w", name, err)
	}
	if len(b) > maxStrategy {
		return "", &corpus.ParseError{Source: name, Err: fmt.Errorf("longer than the %d MB a search may have", maxStrategy>>20)}
	}
	if strings.TrimSpace(string(b)) == "" {
		return "", &corpus.ParseError{Source: name, Err: errors.New("there is no search in it")}
	}
	return lineEnds.Replace(string(b)), nil
}

// lineEnds brings the line ends of Windows and old Macs to one form.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")
