package query

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
