package query

import "slices"

// finish gives tag t to every term of n that has none yet, and makes leaves
// of them. It changes the nodes of n, which the parser owns.
func (l *leaves) finish(n Node, t tag) (Node, error) {
	switch n := n.(type) {
	case *raw:
		leaf, err := l.leaf(n, t)
		if err != nil {
			return nil, err
		}
		return l.bounded(leaf)
	case *Near:
		return l.finishNear(n, t)
	case *And:
		return n, l.finishAll(n.Operands, t)
	case *Or:
		if err := l.finishAll(n.Operands, t); err != nil {
			return nil, err
		}
		var flat []Node
		for _, c := range n.Operands {
			flat = appendFlat(flat, c, orOperands)
		}
		n.Operands = flat
		return n, nil
	case *Not:
		var err error
		if n.Keep, err = l.finish(n.Keep, t); err != nil {
			return nil, err
		}
		n.Drop, err = l.finish(n.Drop, t)
		return n, err
	}
	return n, nil
}

func (l *leaves) finishAll(nodes []Node, t tag) error {
	for i, c := range nodes {
		n, err := l.finish(c, t)
		if err != nil {
			return err
		}
		nodes[i] = n
	}
	return nil
}

// finishNear finishes the operands and checks that each has positions in the
// fields of the others.
func (l *leaves) finishNear(n *Near, t tag) (Node, error) {
	if given := givenFields(n); t.implied && given != 0 && slices.ContainsFunc(n.Operands, unfinishedNode) {
		l.note(n.At, CodeSyntaxMixed, Warning, "the field of one side of a proximity search is taken for the other", "put the suffix behind parentheses: (a adj3 b).ti.")
		t.fields, t.implied = given, false
	}
	if l.style == ovidStyle {
		if spread := spreadNear(n); spread != nil {
			l.note(n.At, CodeSyntaxMixed, Warning, "and inside a proximity search is read as one proximity search for each part", "")
			return l.finish(spread, t)
		}
	}
	if t.near >= 0 {
		return nil, l.errorAt(t.at, "proximity inside proximity", "write either NEAR/3 or [tiab:~3]")
	}
	if err := l.finishAll(n.Operands, t); err != nil {
		return nil, err
	}
	fields, first := FieldSet(0), true
	for _, c := range n.Operands {
		got, ok := positional(c)
		if !ok {
			return nil, l.errorAt(c.Span(), "proximity needs words and phrases on both sides, or several of them joined by OR", "")
		}
		if !first && got != fields {
			return nil, l.errorAt(c.Span(), "the two sides of a proximity search are in different fields", "put one tag behind the parentheses: (a NEAR/3 b)[tiab]")
		}
		fields, first = got, false
	}
	n.Fields = fields
	return n, nil
}

// givenFields returns the fields of the operands that have theirs already.
func givenFields(n *Near) FieldSet {
	for _, c := range n.Operands {
		if f, ok := positional(c); ok && f != 0 {
			return f
		}
	}
	return 0
}

// unfinishedNode reports whether n has a term without a field.
func unfinishedNode(n Node) bool {
	if _, ok := n.(*raw); ok {
		return true
	}
	return slices.ContainsFunc(Children(n), unfinishedNode)
}

// positional returns the fields of a node that has word positions.
func positional(n Node) (FieldSet, bool) {
	switch n := n.(type) {
	case *Word:
		return n.Fields, true
	case *Prefix:
		return n.Fields, true
	case *Wildcard:
		return n.Fields, true
	case *Phrase:
		return n.Fields, true
	case *Near:
		return n.Fields, true
	case *Or:
		first, ok := positional(n.Operands[0])
		for _, c := range n.Operands[1:] {
			f, also := positional(c)
			ok = ok && also && f == first
		}
		return first, ok
	}
	return 0, false
}

// spreadNear rewrites a proximity search with an And or an Or of Ands on one
// side: (a and b) adj3 c becomes (a adj3 c) and (b adj3 c). It returns nil
// when there is none.
func spreadNear(n *Near) Node {
	for i, c := range n.Operands {
		var parts []Node
		_, isAnd := c.(*And)
		switch c := c.(type) {
		case *And:
			parts = c.Operands
		case *Or:
			if slices.ContainsFunc(c.Operands, hasAnd) {
				parts = c.Operands
			}
		}
		if parts == nil {
			continue
		}
		out := make([]Node, len(parts))
		for j, part := range parts {
			ops := copyRaw(n.Operands)
			ops[i] = part
			out[j] = &Near{At: n.At, N: n.N, Ordered: n.Ordered, Operands: ops}
		}
		if isAnd {
			return andAll(out)
		}
		return orAll(out)
	}
	return nil
}

func hasAnd(n Node) bool {
	switch n := n.(type) {
	case *And:
		return true
	case *Or:
		return slices.ContainsFunc(n.Operands, hasAnd)
	}
	return false
}

// copyRaw copies unfinished nodes, which finishing would otherwise change twice.
func copyRaw(nodes []Node) []Node {
	out := make([]Node, len(nodes))
	for i, n := range nodes {
		switch n := n.(type) {
		case *raw:
			c := *n
			out[i] = &c
		case *And:
			out[i] = &And{n.At, copyRaw(n.Operands), n.Implicit}
		case *Or:
			out[i] = &Or{n.At, copyRaw(n.Operands)}
		case *Near:
			out[i] = &Near{n.At, n.Fields, n.N, n.Ordered, copyRaw(n.Operands)}
		default:
			out[i] = n
		}
	}
	return out
}
