package app

import (
	"context"
	"errors"
	"fmt"

	"appraise/corpus"
	"appraise/index"
	"appraise/index/mesh"
	"appraise/index/query"
)

// FoundLine is one line of a strategy with what it finds.
type FoundLine struct {
	Label   string `json:"label"`
	Comment string `json:"comment,omitempty"` // title or remark above it
	Text    string `json:"text,omitempty"`
	Count   *int   `json:"count"`             // studies; null when the line could not be run
	Refused string `json:"refused,omitempty"` // why it could not
	Unused  bool   `json:"unused,omitempty"`  // the result does not depend on it
}

// strategy is a search of several lines, ready to be run.
type strategy struct {
	*query.Strategy
	names  *names
	text   string // from which it can be read again in any syntax
	words  *vocabulary
	mapped []mesh.Mapping
}

// readStrategy reads a strategy; one that could only be read by guessing is
// refused.
func (a *App) readStrategy(ctx context.Context, text string, syntax query.Syntax, mapping bool) (strategy, error) {
	s, err := parseStrategy(text, syntax)
	if err != nil {
		return strategy{}, err
	}
	if err := s.Err(); err != nil {
		return strategy{}, err
	}
	ns, err := a.names(ctx)
	if err != nil {
		return strategy{}, err
	}
	for _, call := range calledRE.FindAllStringSubmatch(text, -1) {
		if call[2] == "saved" && !ns.known(call[3]) {
			return strategy{}, fmt.Errorf("saved search %s: %w; see: appraise searches", call[3], corpus.ErrNotFound)
		}
	}
	for _, l := range s.Notes {
		if l.Level == query.Warning {
			ns.notes = append(ns.notes, fmt.Sprintf("line %d: %s", l.Line, l.Message))
		}
	}
	out := strategy{Strategy: s, names: ns, text: text}
	if again, err := parseStrategy(text, query.Auto); err != nil || again.String() != s.String() {
		out.text = s.String()
	}
	var roots []query.Node
	for i := range s.Lines {
		if s.Lines[i].Root != nil {
			roots = append(roots, s.Lines[i].Root)
		}
	}
	if out.words, err = a.vocabularyOf(roots); out.words != nil && mapping {
		out.mapWords()
	}
	return out, err
}

// mapWords adds headings to bare words, in lines in the syntax of PubMed,
// which does so itself.
func (s *strategy) mapWords() {
	for i := range s.Lines {
		if l := &s.Lines[i]; l.Root != nil && l.Syntax == query.PubMed {
			mapped, how := s.words.Map(l.Root)
			l.Root, s.mapped = mapped, append(s.mapped, how...)
		}
	}
}

// headings is the thesaurus for explosion, nil when there is none.
func (s strategy) headings() index.Headings {
	if s.words == nil {
		return nil
	}
	return s.words
}

func (s strategy) notes() []string {
	if s.words == nil {
		return nil
	}
	return s.words.notes()
}

// tree returns the search of one line with everything put in that it refers
// to.
func (s strategy) tree(label string) (query.Node, error) {
	n, err := s.Resolve(label, maxResolved)
	if err != nil {
		return nil, err
	}
	return naming{names: s.names}.replace(n)
}

// runLines counts what every line finds and returns the tree of the last. A
// line that asks for too much is told, and does not keep the others from
// being run.
func (a *App) runLines(ctx context.Context, s strategy) (out []FoundLine, last query.Node, err error) {
	unused := map[string]bool{}
	for _, label := range s.Unused() {
		unused[label] = true
	}
	for i := range s.Lines {
		l := &s.Lines[i]
		line := FoundLine{Label: l.Label, Comment: l.Comment, Text: l.Text, Unused: unused[l.Label]}
		if l.Root == nil {
			out = append(out, FoundLine{Comment: l.Comment})
			continue
		}
		var n int
		if last, err = s.tree(l.Label); err == nil {
			n, err = a.countStudies(ctx, last, s.headings())
		}
		switch {
		case err == nil:
			line.Count, l.Hits = &n, n
		case tooMuch(err) || misplaced(err):
			line.Refused, l.Hits = err.Error(), -1
		default:
			return nil, nil, fmt.Errorf("line %s: %w", l.Label, err)
		}
		out = append(out, line)
	}
	return out, last, nil
}

// countStudies counts an exact set.
func (a *App) countStudies(ctx context.Context, n query.Node, h index.Headings) (int, error) {
	res, err := a.Index.Search(ctx, n, index.Options{Mode: index.Boolean, Limit: 1, Headings: h})
	return res.Total, err
}

// tooMuch reports whether a search was refused because of its size.
func tooMuch(err error) bool {
	if _, ok := errors.AsType[*index.LimitError](err); ok {
		return true
	}
	_, ok := errors.AsType[*query.LimitError](err)
	return ok || errors.Is(err, context.DeadlineExceeded)
}

// misplaced reports whether a line refers to one that is not there.
func misplaced(err error) bool {
	_, ok := errors.AsType[*query.SyntaxError](err)
	return ok
}

// saved is the strategy as it is stored, each line with its count.
func (s strategy) saved() (text string, lines []string) {
	for i := range s.Lines {
		l := &s.Lines[i]
		if l.Root == nil {
			continue
		}
		line := l.Label + ". " + l.Text
		if l.Hits >= 0 {
			line += fmt.Sprintf(" (%d)", l.Hits)
		}
		lines = append(lines, line)
	}
	return s.text, lines
}

// checkName refuses names that could not be used in a query.
func checkName(name string) error {
	if !nameRE.MatchString(name) {
		return fmt.Errorf("%w: %q cannot be the name of a search: use 2 to 64 letters, digits, - and _, with a letter first", corpus.ErrInvalid, name)
	}
	if f, ok := filterNamed(name); ok {
		return fmt.Errorf("%w: %s is the name of a filter that ships with the program (%s)", corpus.ErrConflict, name, f.Title)
	}
	return nil
}
