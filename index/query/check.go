package query

import (
	"cmp"
	"errors"
	"slices"
	"strings"
)

// Check reads a query or strategy and returns every remark about it, in the
// order of lines and positions. What cannot be read is one remark of level
// Error; reading stops there.
func Check(text string, syntax Syntax) []Lint { return Options{}.Check(text, syntax) }

// Check is the function Check with other options.
func (o Options) Check(text string, syntax Syntax) []Lint {
	s, err := o.ParseStrategy(text, syntax)
	if err != nil {
		return []Lint{errorLint(err)}
	}
	return s.Check()
}

// errorLint makes a remark of a parser's error.
func errorLint(err error) Lint {
	var syntax *SyntaxError
	var limit *LimitError
	switch {
	case errors.As(err, &syntax):
		return Lint{Pos: syntax.Pos, Line: syntax.Line, Code: syntax.code(), Level: Error, Message: syntax.Msg, Suggestion: syntax.Hint}
	case errors.As(err, &limit):
		return Lint{Pos: limit.Pos, Line: limit.Line, Code: CodeLimit, Level: Error, Message: limit.Error()}
	}
	return Lint{Code: CodeSyntax, Level: Error, Message: err.Error()}
}

// code tells the kinds of syntax error apart that have a code of their own.
func (e *SyntaxError) code() Code {
	for _, m := range [...]struct {
		in   string
		code Code
	}{
		{"unknown tag", CodeUnknownTag}, {"unknown field", CodeUnknownTag}, {"unknown subheading", CodeSubheading},
		{"never closed", CodeUnbalanced}, {"without (", CodeUnbalanced}, {"without [", CodeUnbalanced}, {"missing ]", CodeUnbalanced},
		{"closing quotation", CodeUnbalanced}, {"before the truncation", CodeShortStem}, {"there is no line", CodeDangling},
	} {
		if strings.Contains(e.Msg, m.in) {
			return m.code
		}
	}
	return CodeSyntax
}

// Check returns the remarks about a strategy that has been read.
func (s *Strategy) Check() []Lint {
	c := &checker{strategy: s, out: slices.Clone(s.Notes)}
	seen := map[string]string{}
	for i := range s.Lines {
		l := &s.Lines[i]
		if l.Root == nil {
			continue
		}
		c.line = l
		c.boolean = len(s.Lines) > 1 || !Plain(l.Root)
		c.references(i)
		c.node(l.Root)
		if l.Syntax == PubMed && c.boolean {
			c.lowerCase(l)
		}
		text := String(l.Root)
		if first, ok := seen[text]; ok {
			c.add(l.Root.Span(), CodeDuplicate, Info, "line "+l.Label+" is the same search as line "+first, "")
		} else {
			seen[text] = l.Label
		}
	}
	for _, label := range s.Unused() {
		l, _ := s.Line(label)
		c.add(l.Root.Span(), CodeUnused, Warning, "line "+label+" is never used by the last line", "combine it, or take it out")
	}
	slices.SortStableFunc(c.out, func(a, b Lint) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Pos, b.Pos))
	})
	return c.out
}

// checker walks the lines of a strategy.
type checker struct {
	strategy *Strategy
	line     *Line
	boolean  bool // the line is a set to be formed, not a question to be ranked
	out      []Lint
}

func (c *checker) add(at Span, code Code, level Level, msg, suggestion string) {
	c.out = append(c.out, Lint{Pos: at.Start, Line: at.Line, Code: code, Level: level, Message: msg, Suggestion: suggestion})
}

// references checks that the lines a line refers to stand above it.
func (c *checker) references(i int) {
	Walk(c.line.Root, func(n Node) bool {
		ref, ok := n.(*LineRef)
		if !ok {
			return true
		}
		at := slices.IndexFunc(c.strategy.Lines, func(l Line) bool { return l.Label == ref.Label && l.Root != nil })
		switch {
		case at < 0:
			c.add(ref.At, CodeDangling, Error, "there is no line "+ref.Label, "")
		case at == i:
			c.add(ref.At, CodeDangling, Error, "line "+ref.Label+" refers to itself", "")
		case at > i:
			c.add(ref.At, CodeDangling, Warning, "line "+c.line.Label+" refers to line "+ref.Label+", which comes later", "")
		}
		return true
	})
}

// node checks a node and what is below it.
func (c *checker) node(n Node) {
	switch n := n.(type) {
	case *Not:
		c.notDrop(n)
	case *Or:
		c.duplicates(n.Operands)
	case *And:
		c.duplicates(n.Operands)
		if n.Implicit && c.boolean {
			c.unquoted(n)
		}
	case *Near:
		c.nearTruncated(n)
	case *Prefix:
		c.shortStem(n.At, n.Stem)
	case *Wildcard:
		if strings.Contains(n.Pattern, "*") {
			c.shortStem(n.At, LiteralPrefix(n.Pattern))
		}
	case *Phrase:
		for _, w := range n.Words {
			if strings.Contains(w, "*") {
				c.shortStem(n.At, LiteralPrefix(w))
			}
		}
	case *DateRange:
		c.add(n.At, CodeDateLimit, Info, "the result is limited by date", "report the limit and why it was set (PRISMA-S item 9)")
	case *Term:
		if n.Fields.Has(Language) {
			c.add(n.At, CodeLanguageLimit, Info, "the result is limited by language", "report the limit and why it was set (PRISMA-S item 9)")
		}
	}
	c.noField(n)
	for _, child := range Children(n) {
		c.node(child)
	}
}

func (c *checker) shortStem(at Span, stem string) {
	if n := len([]rune(stem)); n < MinStem {
		c.add(at, CodeShortStem, Warning, quoteShort(stem+"*")+" has "+letters(n)+" before the truncation", "PubMed and this program's index need "+itoa(MinStem)+"; write the endings out with OR")
	}
}

func (c *checker) nearTruncated(n *Near) {
	Walk(n, func(in Node) bool {
		if !isWild(in) {
			return true
		}
		c.add(in.Span(), CodeNearTruncated, Info, "truncation inside proximity works here and in Ovid, but not in PubMed", "write the endings out for PubMed")
		return true
	})
}

func isWild(n Node) bool {
	switch n := n.(type) {
	case *Prefix, *Wildcard:
		return true
	case *Phrase:
		return slices.ContainsFunc(n.Words, isPattern)
	}
	return false
}

// duplicates finds operands that say the same.
func (c *checker) duplicates(nodes []Node) {
	seen := map[string]bool{}
	for _, n := range nodes {
		text := String(n)
		if seen[text] {
			c.add(n.Span(), CodeDuplicate, Warning, quoteShort(text)+" is there twice", "take one out")
		}
		seen[text] = true
	}
}

// unquoted finds two or more bare words beside each other.
func (c *checker) unquoted(n *And) {
	var words []string
	for _, op := range n.Operands {
		if w, ok := op.(*Word); ok && w.Fields == 0 && !w.Quoted {
			words = append(words, w.Text)
		}
	}
	if len(words) > 1 {
		text := strings.Join(words, " ")
		c.add(n.At, CodeUnquoted, Warning, quoteShort(text)+" is searched as separate words", `write "`+text+`" if it is a phrase`)
	}
}

// noField finds terms of a Boolean query that name no field.
func (c *checker) noField(n Node) {
	if f, ok := positional(n); ok && f == 0 && c.boolean && len(Children(n)) == 0 {
		c.add(n.Span(), CodeNoField, Info, quoteShort(leafText(n))+" names no field and is searched in all of them", "write the field, as in [tiab]")
	}
}

// notDrop judges what a NOT throws away.
func (c *checker) notDrop(n *Not) {
	drop := c.follow(n.Drop)
	if c.safeAnimalFilter(drop) || c.safeComplement(n) {
		return
	}
	msg, suggestion := "NOT also throws away records that speak of both", "look at what it removes before trusting it"
	if mentionsHeading(drop, "animals", "animal") {
		msg, suggestion = "NOT animals throws away studies of humans that are indexed with both", "write NOT (animals[mh] NOT humans[mh])"
	}
	c.add(n.Drop.Span(), CodeNotThrowsAway, Warning, msg, suggestion)
}

// follow replaces line references by the lines, as far as they exist.
func (c *checker) follow(n Node) Node {
	for range len(c.strategy.Lines) {
		ref, ok := n.(*LineRef)
		if !ok {
			return n
		}
		l, ok := c.strategy.Line(ref.Label)
		if !ok {
			return n
		}
		n = l.Root
	}
	return n
}

// safeAnimalFilter recognises animals NOT humans and its variants.
func (c *checker) safeAnimalFilter(drop Node) bool {
	not, ok := drop.(*Not)
	return ok && c.mentions(not.Drop, "humans", "human")
}

// safeComplement recognises A NOT (A AND humans), the inner part of such filters.
func (c *checker) safeComplement(n *Not) bool {
	keep := c.follow(n.Keep)
	drop := c.follow(n.Drop)
	if mentionsHeading(keep, "animals", "animal") && c.mentions(drop, "humans", "human") {
		return true
	}
	and, ok := drop.(*And)
	return ok && slices.ContainsFunc(and.Operands, func(op Node) bool { return Equal(c.follow(op), keep) })
}

func (c *checker) mentions(n Node, names ...string) bool {
	found := false
	Walk(c.follow(n), func(n Node) bool {
		found = found || mentionsHeading(c.follow(n), names...)
		return !found
	})
	return found
}

// mentionsHeading reports whether a heading of one of the names is in n.
func mentionsHeading(n Node, names ...string) bool {
	found := false
	Walk(n, func(n Node) bool {
		if h, ok := n.(*Heading); ok && slices.Contains(names, Fold(h.Name)) {
			found = true
		}
		return !found
	})
	return found
}

// lowerCase finds and, or and not in lower case among bare words, where a
// Boolean query may mean them as operators.
func (c *checker) lowerCase(l *Line) {
	x := lexer{src: l.Text, line: l.Source}
	offset := l.offset
	for {
		tok, err := x.next()
		if err != nil || tok.kind == lexEnd {
			return
		}
		if tok.kind != lexWord {
			continue
		}
		if op := strings.ToUpper(tok.text); (op == "AND" || op == "OR" || op == "NOT") && !c.noted(l.Source, offset+tok.start) {
			c.add(Span{l.Source, offset + tok.start, offset + tok.end}, CodeLowerCase, Warning, quoteShort(tok.text)+" in lower case is a word to be found, not an operator", "write "+op)
		}
	}
}

// noted reports whether the parser has already remarked on a place.
func (c *checker) noted(line, pos int) bool {
	return slices.ContainsFunc(c.strategy.Notes, func(n Lint) bool { return n.Line == line && n.Pos == pos && n.Code == CodeLowerCase })
}
