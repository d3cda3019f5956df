package query

import "fmt"

// Resolve replaces every LineRef in n by what lookup gives for its label. The
// lines looked up may refer to further lines. A label that is not known, or a
// line that refers to itself by whatever way, is a *SyntaxError. The result
// shares the trees of lines that are used several times; limit bounds the
// terms it would have written out, 0 for no bound.
func Resolve(n Node, lookup func(label string) (Node, bool), limit int) (Node, error) {
	r := resolver{lookup: lookup, done: map[string]Node{}, size: map[Node]int{}, open: map[string]bool{}, limit: limit}
	return r.resolve(n)
}

type resolver struct {
	lookup func(string) (Node, bool)
	done   map[string]Node
	size   map[Node]int
	open   map[string]bool
	limit  int
	terms  int
}

func (r *resolver) resolve(n Node) (Node, error) {
	switch n := n.(type) {
	case *LineRef:
		return r.line(n)
	case *And:
		ops, err := r.all(n.Operands)
		return &And{n.At, ops, n.Implicit}, err
	case *Or:
		ops, err := r.all(n.Operands)
		return &Or{n.At, ops}, err
	case *Not:
		keep, err := r.resolve(n.Keep)
		if err != nil {
			return nil, err
		}
		drop, err := r.resolve(n.Drop)
		return &Not{n.At, keep, drop}, err
	}
	return n, r.count(n, Terms(n))
}

func (r *resolver) all(nodes []Node) ([]Node, error) {
	out := make([]Node, len(nodes))
	for i, c := range nodes {
		n, err := r.resolve(c)
		if err != nil {
			return nil, err
		}
		out[i] = n
	}
	return out, nil
}

func (r *resolver) count(n Node, terms int) error {
	if r.terms = min(r.terms+terms, 1<<40); r.limit > 0 && r.terms > r.limit {
		at := n.Span()
		return &LimitError{at.Line, at.Start, "search terms with the lines referred to", r.terms, r.limit}
	}
	return nil
}

func (r *resolver) line(ref *LineRef) (Node, error) {
	if n, ok := r.done[ref.Label]; ok {
		return n, r.count(ref, r.size[n])
	}
	if r.open[ref.Label] {
		return nil, &SyntaxError{ref.At.Line, ref.At.Start, fmt.Sprintf("line #%s refers to itself", ref.Label), ""}
	}
	n, ok := r.lookup(ref.Label)
	if !ok {
		return nil, &SyntaxError{ref.At.Line, ref.At.Start, fmt.Sprintf("there is no line #%s", ref.Label), ""}
	}
	r.open[ref.Label] = true
	before := r.terms
	out, err := r.resolve(n)
	delete(r.open, ref.Label)
	if err != nil {
		return nil, err
	}
	r.done[ref.Label], r.size[out] = out, r.terms-before
	return out, nil
}
