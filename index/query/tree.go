package query

import "slices"

// Children returns the operands of n; a leaf has none. Do not change the slice.
func Children(n Node) []Node {
	switch n := n.(type) {
	case *And:
		return n.Operands
	case *Or:
		return n.Operands
	case *Near:
		return n.Operands
	case *Not:
		return []Node{n.Keep, n.Drop}
	}
	return nil
}

// Walk calls visit for n and then for everything below it, parents first and
// in the order of writing, and does not go below a node for which visit
// returns false.
func Walk(n Node, visit func(Node) bool) {
	if n == nil || !visit(n) {
		return
	}
	for _, c := range Children(n) {
		Walk(c, visit)
	}
}

// Terms counts the leaves of n; every word of a phrase counts.
func Terms(n Node) int {
	count := 0
	Walk(n, func(n Node) bool {
		switch n := n.(type) {
		case *Phrase:
			count += len(n.Words)
		case *And, *Or, *Not, *Near:
		default:
			count++
		}
		return true
	})
	return count
}

// Plain reports whether a query is words only, without any operator, tag,
// quotation mark, truncation or line number: a question to be ranked rather
// than a set to be formed.
func Plain(n Node) bool {
	switch n := n.(type) {
	case *Word:
		return n.Fields == 0 && !n.Quoted
	case *Phrase:
		return n.Fields == 0 && !n.Quoted && !slices.ContainsFunc(n.Words, isPattern)
	case *And:
		return n.Implicit && !slices.ContainsFunc(n.Operands, func(c Node) bool { return !Plain(c) })
	}
	return false
}

// Equal reports whether two trees say the same in the same order, wherever
// they were written.
func Equal(a, b Node) bool {
	switch a := a.(type) {
	case *Word:
		b, ok := b.(*Word)
		return ok && a.Fields == b.Fields && a.Text == b.Text && a.Quoted == b.Quoted
	case *Prefix:
		b, ok := b.(*Prefix)
		return ok && a.Fields == b.Fields && a.Stem == b.Stem
	case *Wildcard:
		b, ok := b.(*Wildcard)
		return ok && a.Fields == b.Fields && a.Pattern == b.Pattern
	case *Phrase:
		b, ok := b.(*Phrase)
		return ok && a.Fields == b.Fields && a.Quoted == b.Quoted && slices.Equal(a.Words, b.Words)
	case *Near:
		b, ok := b.(*Near)
		return ok && a.Fields == b.Fields && a.N == b.N && a.Ordered == b.Ordered && slices.EqualFunc(a.Operands, b.Operands, Equal)
	case *And:
		b, ok := b.(*And)
		return ok && a.Implicit == b.Implicit && slices.EqualFunc(a.Operands, b.Operands, Equal)
	case *Or:
		b, ok := b.(*Or)
		return ok && slices.EqualFunc(a.Operands, b.Operands, Equal)
	case *Not:
		b, ok := b.(*Not)
		return ok && Equal(a.Keep, b.Keep) && Equal(a.Drop, b.Drop)
	}
	return equalValue(a, b)
}

func equalValue(a, b Node) bool {
	switch a := a.(type) {
	case *Term:
		b, ok := b.(*Term)
		return ok && a.Fields == b.Fields && a.Text == b.Text && a.Prefix == b.Prefix && a.Exact == b.Exact
	case *Heading:
		b, ok := b.(*Heading)
		return ok && a.Name == b.Name && a.Prefix == b.Prefix && a.Explode == b.Explode && a.Major == b.Major && a.Families == b.Families && slices.Equal(a.Subheadings, b.Subheadings)
	case *DateRange:
		b, ok := b.(*DateRange)
		return ok && a.Fields == b.Fields && a.From == b.From && a.To == b.To
	case *NumberRange:
		b, ok := b.(*NumberRange)
		return ok && a.Fields == b.Fields && a.From == b.From && a.To == b.To
	case *Has:
		b, ok := b.(*Has)
		return ok && a.Field == b.Field
	case *LineRef:
		b, ok := b.(*LineRef)
		return ok && a.Label == b.Label
	case *All:
		_, ok := b.(*All)
		return ok
	}
	return a == nil && b == nil
}

// and, or and not join two nodes and keep the tree flat.
func and(a, b Node) Node {
	ops := appendFlat(nil, a, explicitAnd)
	return &And{At: cover(a, b), Operands: appendFlat(ops, b, explicitAnd)}
}

func or(a, b Node) Node {
	ops := appendFlat(nil, a, orOperands)
	return &Or{At: cover(a, b), Operands: appendFlat(ops, b, orOperands)}
}

func not(a, b Node) Node { return &Not{At: cover(a, b), Keep: a, Drop: b} }

// orAll joins one or more nodes.
func orAll(nodes []Node) Node {
	return joinAll(nodes, orOperands, func(ops []Node) Node { return &Or{At: cover(ops[0], ops[len(ops)-1]), Operands: ops} })
}

// andAll joins one or more nodes.
func andAll(nodes []Node) Node {
	return joinAll(nodes, explicitAnd, func(ops []Node) Node { return &And{At: cover(ops[0], ops[len(ops)-1]), Operands: ops} })
}

func joinAll(nodes []Node, operands func(Node) []Node, join func([]Node) Node) Node {
	if len(nodes) == 1 {
		return nodes[0]
	}
	var ops []Node
	for _, n := range nodes {
		ops = appendFlat(ops, n, operands)
	}
	return join(ops)
}

func explicitAnd(n Node) []Node {
	if n, ok := n.(*And); ok && !n.Implicit {
		return n.Operands
	}
	return nil
}

func orOperands(n Node) []Node {
	if n, ok := n.(*Or); ok {
		return n.Operands
	}
	return nil
}

func appendFlat(ops []Node, n Node, operands func(Node) []Node) []Node {
	if inner := operands(n); inner != nil {
		return append(ops, inner...)
	}
	return append(ops, n)
}

// cover returns the span from the beginning of a to the end of b.
func cover(a, b Node) Span {
	s, e := a.Span(), b.Span()
	if s.Line == e.Line {
		s.Start, s.End = min(s.Start, e.Start), max(s.End, e.End)
	}
	return s
}
