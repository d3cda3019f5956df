package app

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"appraise/corpus"
	"appraise/grading/design"
	"appraise/index/query"
)

// NamedSearch is a search that a query called by its name: a saved one, a line
// of the strategy saved last, or a filter that ships with the program.
type NamedSearch struct {
	Name   string `json:"name"`   // as written: saved:trials, #3, filter:rct-balanced
	Text   string `json:"text"`   // what it stands for
	Source string `json:"source"` // when and by whom it was saved, or where it was published
}

// names knows what the names in a query stand for.
type names struct {
	saved map[string]corpus.SavedSearch // by name in lower case
	last  *corpus.SavedSearch           // the strategy saved last
	used  []NamedSearch
	notes []string
}

func (a *App) names(ctx context.Context) (*names, error) {
	all, err := a.Store.Searches(ctx)
	if err != nil {
		return nil, err
	}
	n := &names{saved: make(map[string]corpus.SavedSearch, len(all))}
	for _, s := range all {
		n.saved[strings.ToLower(s.ID)] = s
		if len(s.Lines) > 0 && (n.last == nil || s.At.After(n.last.At)) {
			n.last = &s
		}
	}
	return n, nil
}

// understood is a query as it was read.
type understood struct {
	written query.Node // as typed, with names
	node    query.Node // with what the names stand for
	used    []NamedSearch
	notes   []string
}

// understand reads a query in PubMed syntax. Names are replaced by what they
// stand for.
func (a *App) understand(ctx context.Context, text string) (understood, error) {
	ns, err := a.names(ctx)
	if err != nil {
		return understood{}, err
	}
	marked := ns.mark(text)
	node, err := query.Parse(marked.text)
	if err != nil {
		return understood{}, marked.unshift(err)
	}
	full, err := naming{names: ns, text: marked.text}.replace(node)
	if err == nil {
		full, err = query.Resolve(full, ns.line, maxResolved)
	}
	if err != nil {
		return understood{}, ns.hint(marked.unshift(err))
	}
	return understood{written: node, node: full, used: ns.used, notes: ns.notes}, nil
}

// hint tells where the numbers of lines come from.
func (n *names) hint(err error) error {
	if e, ok := errors.AsType[*query.SyntaxError](err); ok && strings.HasPrefix(e.Msg, "there is no line") {
		e.Hint = "numbers are lines of the strategy saved last; save one with: appraise search --lines FILE --save NAME"
		if n.last != nil {
			e.Hint = "the strategy saved last is " + n.last.ID + ", with " + strconv.Itoa(len(n.last.Lines)) + " lines"
		}
	}
	return err
}

// maxResolved bounds the terms of a query with everything put in that it
// refers to.
const maxResolved = 20_000

// nameRE is what a saved search may be called: something that is no line
// number and needs no quotation marks.
var nameRE = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]{1,63}$`)

// filterNamed finds a filter that ships with the program.
func filterNamed(name string) (design.Filter, bool) {
	i := slices.IndexFunc(design.Filters, func(f design.Filter) bool { return strings.EqualFold(f.Name, name) })
	if i < 0 {
		return design.Filter{}, false
	}
	return design.Filters[i], true
}

// naming is one text whose names are being replaced.
type naming struct {
	*names
	text string   // as package query read it
	open []string // saved searches that are being put in, to find circles
}

// replace puts in what the names under a node stand for.
func (n naming) replace(node query.Node) (query.Node, error) {
	switch t := node.(type) {
	case *query.Term:
		if t.Fields == query.SetOf(query.Filter) && !t.Prefix {
			return n.named(t)
		}
	case *query.And:
		ops, err := n.replaceAll(t.Operands)
		return &query.And{At: t.At, Operands: ops, Implicit: t.Implicit}, err
	case *query.Or:
		ops, err := n.replaceAll(t.Operands)
		return &query.Or{At: t.At, Operands: ops}, err
	case *query.Not:
		ops, err := n.replaceAll([]query.Node{t.Keep, t.Drop})
		if err != nil {
			return nil, err
		}
		return &query.Not{At: t.At, Keep: ops[0], Drop: ops[1]}, nil
	}
	return node, nil
}

func (n naming) replaceAll(nodes []query.Node) ([]query.Node, error) {
	out := make([]query.Node, len(nodes))
	for i, c := range nodes {
		var err error
		if out[i], err = n.replace(c); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// named returns what a name stands for. A subset of PubMed, as in
// medline[sb], is nothing a library knows; it finds nothing and is noted.
func (n naming) named(t *query.Term) (query.Node, error) {
	key := strings.ToLower(t.Text)
	if slices.Contains(n.open, key) {
		return nil, fmt.Errorf("%w: the saved search %s refers to itself", corpus.ErrInvalid, t.Text)
	}
	if s, ok := n.saved[key]; ok {
		node, err := n.treeOf(s, n.open)
		if err != nil {
			// its places are in another text, so that the error is told as a whole
			return nil, fmt.Errorf("%w: the saved search %s: %v", corpus.ErrInvalid, s.ID, err)
		}
		n.use(NamedSearch{"saved:" + s.ID, s.Text, fmt.Sprintf("saved by %s on %s", s.By, s.At.Format(time.DateOnly))})
		return node, nil
	}
	if f, ok := filterNamed(t.Text); ok {
		node, err := query.Parse(f.PubMed)
		if err != nil {
			return nil, fmt.Errorf("the filter %s: %w", f.Name, err)
		}
		n.use(NamedSearch{"filter:" + f.Name, f.PubMed, f.Source})
		return node, nil
	}
	if namePrefixRE.MatchString(n.text[min(t.At.Start, len(n.text)):]) {
		return nil, &query.SyntaxError{
			Line: t.At.Line, Pos: t.At.Start, Msg: fmt.Sprintf("there is no saved search or filter %q", t.Text),
			Hint: "see: appraise searches, appraise searches --filters",
		}
	}
	if note := query.String(t) + " is a subset of PubMed that a library does not know; it finds nothing here"; !slices.Contains(n.notes, note) {
		n.notes = append(n.notes, note)
	}
	return t, nil
}

// namePrefixRE finds a search that is called by its name.
var namePrefixRE = regexp.MustCompile(`(?i)^(sb|filter):`)

func (n *names) use(s NamedSearch) {
	if !slices.Contains(n.used, s) {
		n.used = append(n.used, s)
	}
}

// treeOf reads a saved search again; open are the ones it was called from.
func (n *names) treeOf(s corpus.SavedSearch, open []string) (query.Node, error) {
	in := naming{names: n, open: append(slices.Clone(open), strings.ToLower(s.ID))}
	if len(s.Lines) == 0 {
		in.text = n.mark(s.Text).text
		node, err := query.Parse(in.text)
		if err != nil {
			return nil, err
		}
		return in.replace(node)
	}
	strategy, err := parseStrategy(s.Text, query.Auto)
	if err != nil {
		return nil, err
	}
	node, err := strategy.Resolve(strategy.Final().Label, maxResolved)
	if err != nil {
		return nil, err
	}
	return in.replace(node)
}

// line returns a line of the strategy saved last, with the lines it refers to
// put in.
func (n *names) line(label string) (query.Node, bool) {
	if n.last == nil {
		return nil, false
	}
	strategy, err := parseStrategy(n.last.Text, query.Auto)
	if err != nil {
		return nil, false
	}
	l, ok := strategy.Line(label)
	if !ok {
		return nil, false
	}
	node, err := strategy.Resolve(label, maxResolved)
	if err == nil {
		node, err = naming{names: n, open: []string{strings.ToLower(n.last.ID)}}.replace(node)
	}
	if err != nil {
		return nil, false
	}
	n.use(NamedSearch{"#" + label, l.Text, fmt.Sprintf("line %s of saved:%s, saved on %s", label, n.last.ID, n.last.At.Format(time.DateOnly))})
	return node, true
}
