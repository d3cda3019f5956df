package query

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Syntax is a way to write a query.
type Syntax uint8

// The syntaxes that can be read. Auto looks at each line for itself.
const (
	Auto Syntax = iota
	PubMed
	Ovid
)

// String returns the name of the syntax in lower case.
func (s Syntax) String() string { return [...]string{"auto", "pubmed", "ovid"}[min(s, Ovid)] }

// ParseSyntax reads the name of a syntax; "" is Auto.
func ParseSyntax(s string) (Syntax, error) {
	for _, v := range [...]Syntax{Auto, PubMed, Ovid} {
		if strings.EqualFold(s, v.String()) || s == "" {
			return v, nil
		}
	}
	return Auto, fmt.Errorf("%q is not a syntax that can be read; use pubmed, ovid or auto", s)
}

// Strategy is a search of several numbered lines, most of which combine
// earlier ones; the last line is its result.
type Strategy struct {
	Lines []Line
	Notes []Lint // what was noticed while reading
}

// Line is one line of a Strategy.
type Line struct {
	Label   string // number, or whatever it is called by: "12", "2a"
	Comment string // title or remark written above or behind the label
	Text    string // the search as written, without its label
	Syntax  Syntax // PubMed or Ovid
	Source  int    // line of the text it began on, from 1
	Root    Node   // nil for a line that is a title only
	Hits    int    // records found, filled in by the caller or read from the text; -1 unknown

	offset int // byte offset of Text in its line
}

// Refs returns the labels a line refers to, each once, in order.
func (l *Line) Refs() []string {
	var out []string
	Walk(l.Root, func(n Node) bool {
		if ref, ok := n.(*LineRef); ok && !slices.Contains(out, ref.Label) {
			out = append(out, ref.Label)
		}
		return true
	})
	return out
}

// Line finds a line by its label.
func (s *Strategy) Line(label string) (*Line, bool) {
	for i := range s.Lines {
		if s.Lines[i].Label == label && s.Lines[i].Root != nil {
			return &s.Lines[i], true
		}
	}
	return nil, false
}

// Final returns the last line that searches, whose set is the result; nil
// when there is none.
func (s *Strategy) Final() *Line {
	for i := len(s.Lines) - 1; i >= 0; i-- {
		if s.Lines[i].Root != nil {
			return &s.Lines[i]
		}
	}
	return nil
}

// Unused returns the labels of the lines that the result does not depend on.
func (s *Strategy) Unused() []string {
	used := map[string]bool{}
	var mark func(l *Line)
	mark = func(l *Line) {
		if used[l.Label] {
			return
		}
		used[l.Label] = true
		for _, label := range l.Refs() {
			if next, ok := s.Line(label); ok {
				mark(next)
			}
		}
	}
	if final := s.Final(); final != nil {
		mark(final)
	}
	var out []string
	for i := range s.Lines {
		if l := &s.Lines[i]; l.Root != nil && !used[l.Label] {
			out = append(out, l.Label)
		}
	}
	return out
}

// Resolve returns the tree of one line with all lines it refers to put in.
// limit bounds the terms, 0 for no bound.
func (s *Strategy) Resolve(label string, limit int) (Node, error) {
	lookup := func(label string) (Node, bool) {
		l, ok := s.Line(label)
		if !ok {
			return nil, false
		}
		return l.Root, true
	}
	return Resolve(&LineRef{Label: label}, lookup, limit)
}

// Err returns the first remark of level Error that reading gave as an error:
// a parenthesis put in, a subheading that does not exist. A strategy with such
// a remark can be looked at, checked and translated; it should not be run.
func (s *Strategy) Err() error { return firstError(s.Notes) }

// Single returns the tree of a strategy that is one line without references,
// and nil otherwise.
func (s *Strategy) Single() Node {
	if len(s.Lines) != 1 || len(s.Lines[0].Refs()) > 0 {
		return nil
	}
	return s.Lines[0].Root
}

// String writes the strategy in the canonical form, a line each: the label,
// the search as String writes it, and titles behind [ and ]. ParseStrategy
// reads it back. A label that does not follow from the one above gets a #.
func (s *Strategy) String() string {
	var b strings.Builder
	prev, highest := "", 0
	for i := range s.Lines {
		l := &s.Lines[i]
		if l.Comment != "" {
			b.WriteString("[" + l.Comment + "]\n")
		}
		if l.Root != nil {
			if !follows(prev, l.Label, highest) {
				b.WriteByte('#')
			}
			n, _ := splitLabel(l.Label)
			prev, highest = l.Label, max(highest, n)
			label := l.Label
			if label[0] > '9' {
				label = strings.ToUpper(label)
			}
			b.WriteString(label + ". " + String(l.Root) + "\n")
		}
	}
	return b.String()
}

// ParseStrategy reads a search of one or more lines. See the package comment
// for the layouts that are understood. A line that cannot be read is a
// *SyntaxError or a *LimitError with its line; the limits hold for each line.
// Slips that printed strategies have are read as meant: see Strategy.Err.
func ParseStrategy(text string, syntax Syntax) (*Strategy, error) {
	return Options{}.ParseStrategy(text, syntax)
}

// ParseStrategy reads a search of one or more lines. Truncations of any length
// are read, as printed strategies have them; Lint remarks on the short ones.
func (o Options) ParseStrategy(text string, syntax Syntax) (*Strategy, error) {
	limits := o.Limits.filled()
	if most := strategyLines * limits.Bytes; len(text) > most {
		return nil, &LimitError{1, most, "bytes", len(text), most}
	}
	if n := strings.Count(text, "\n"); n > maxLines {
		return nil, &LimitError{maxLines, 0, "lines", n, maxLines}
	}
	lay := layout(text, limits.Bytes, syntax != PubMed)
	s := &Strategy{Notes: lay.notes}
	house := syntax
	if house == Auto {
		house = majority(lay.lines)
	}
	if o.MinStem == 0 {
		o.MinStem = -1
	}
	for _, l := range lay.lines {
		line := Line{Label: l.label, Comment: remark(l.comment), Text: l.text, Source: l.source, Hits: -1, offset: l.offset}
		if l.text != "" {
			if err := o.read(&line, l, house, syntax, lay.labels, s); err != nil {
				return nil, err
			}
		}
		s.Lines = append(s.Lines, line)
	}
	if s.Final() == nil {
		return nil, &SyntaxError{1, 0, "nothing to search for", ""}
	}
	return s, nil
}

// remark brings a title into the form in which it can stand in brackets.
func remark(title string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("[", "(", "]", ")").Replace(title)), " ")
}

// Bounds of a whole strategy: the longest published ones have a few hundred
// lines.
const (
	strategyLines = 8 // times the bytes of one query
	maxLines      = 2000
)

// read parses one line into line.Root.
func (o Options) read(line *Line, l layoutLine, house, asked Syntax, labels []string, s *Strategy) error {
	o.Line = l.source
	line.Syntax = asked
	if asked == Auto {
		if line.Syntax = lineSyntax(l.text); line.Syntax == Auto {
			line.Syntax = house
		}
	}
	if m := historyRE.FindString(l.text); m != "" && line.Syntax == PubMed && strings.HasPrefix(l.text[len(m):], "(") {
		l.text, l.offset = l.text[len(m):], l.offset+len(m)
	}
	notes, err := o.parseLine(line, l, labels)
	var repairs []Lint
	for n := 0; err != nil && n < mostRepairs; n++ {
		repaired, lint := repair(l, err)
		if lint.Code == "" {
			break
		}
		repairs = append(repairs, lint)
		l = repaired
		notes, err = o.parseLine(line, l, labels)
	}
	if err == nil {
		s.Notes = append(s.Notes, repairs...)
	}
	for i := range notes {
		notes[i].Pos += l.offset
	}
	s.Notes = append(s.Notes, notes...)
	line.offset = l.offset
	switch e := err.(type) {
	case *SyntaxError:
		e.Pos += l.offset
	case *LimitError:
		e.Pos += l.offset
	}
	return err
}

// historyRE finds the word that PubMed's history puts before a search.
var historyRE = regexp.MustCompile(`^Search:?\s+`)

// parseLine parses one line in the syntax it has.
func (o Options) parseLine(line *Line, l layoutLine, labels []string) (notes []Lint, err error) {
	if l.refs || line.Syntax == Ovid {
		line.Root, notes, line.Hits, err = o.parseOvid(l.text, labels)
	} else {
		line.Root, notes, err = o.Parse(l.text)
	}
	return notes, err
}

// mostRepairs is the most parentheses that are put in for one line.
const mostRepairs = 4

// repair closes a parenthesis at the end of a line, or opens one at its
// beginning, where printed strategies have lost one. The remark is an Error:
// the line can be read on, but nobody should run it unseen.
func repair(l layoutLine, err error) (layoutLine, Lint) {
	var syntax *SyntaxError
	if !errors.As(err, &syntax) {
		return l, Lint{}
	}
	lint := Lint{Pos: syntax.Pos + l.offset, Line: l.source, Code: CodeUnbalanced, Level: Error, Message: syntax.Msg}
	switch {
	case strings.Contains(syntax.Msg, "never closed"):
		lint.Suggestion = "read as if closed at the end of the line"
		l.text += ")"
	case strings.Contains(syntax.Msg, ") without ("):
		lint.Suggestion = "read as if opened at the beginning of the line"
		l.text = "(" + l.text
		l.offset--
	default:
		return l, Lint{}
	}
	return l, lint
}
