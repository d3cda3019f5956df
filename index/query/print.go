package query

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// String writes a tree in the canonical form: PubMed syntax with the
// extensions of the package comment, so that nothing is lost. Parsing it
// gives an equal tree; with MinStem -1 where the tree has truncations shorter
// than PubMed's.
func String(n Node) string {
	p := printer{}
	p.print(n)
	if p.deepest > MaxDepth/2 {
		p = printer{bare: true}
		p.print(n)
	}
	return p.b.String()
}

// printer writes the canonical form.
type printer struct {
	b       strings.Builder
	bare    bool // no parentheses around the left operand, for very deep trees
	depth   int
	deepest int
}

func (p *printer) print(n Node) {
	switch n := n.(type) {
	case *And:
		if n.Implicit {
			p.implicit(n)
			return
		}
		p.list(n.Operands, " AND ")
	case *Or:
		p.list(n.Operands, " OR ")
	case *Not:
		p.operand(n.Keep, true)
		p.b.WriteString(" NOT ")
		p.operand(n.Drop, false)
	case *Near:
		p.near(n)
	default:
		p.b.WriteString(leafText(n))
	}
}

func (p *printer) list(nodes []Node, op string) {
	for i, c := range nodes {
		if i > 0 {
			p.b.WriteString(op)
		}
		p.operand(c, i == 0)
	}
}

// operand writes a node in parentheses unless it is a leaf. The leftmost
// operand needs none, because operators are read from left to right.
func (p *printer) operand(n Node, leftmost bool) {
	switch n := n.(type) {
	case *And:
		if n.Implicit {
			leftmost = false
		}
	case *Or, *Not:
	default:
		p.print(n)
		return
	}
	if leftmost && p.bare {
		p.print(n)
		return
	}
	p.parens(n)
}

func (p *printer) parens(n Node) {
	p.b.WriteByte('(')
	p.depth++
	p.deepest = max(p.deepest, p.depth)
	p.print(n)
	p.depth--
	p.b.WriteByte(')')
}

// implicit writes operands beside each other. A tag would take the bare words
// before its term with it, so such a term goes into parentheses; and so does
// a word "or" that would be read as an operator behind what is no bare word.
func (p *printer) implicit(n *And) {
	closed := false // the operand before ends with ), ] or a quotation mark
	for i, c := range n.Operands {
		if i > 0 {
			p.b.WriteByte(' ')
		}
		text := leafText(c)
		if i > 0 && text != "" && strings.HasSuffix(text, "]") && text[0] != '"' && bareWord(n.Operands[i-1]) {
			p.parens(c)
			closed = true
			continue
		}
		if closed && isOperatorWord(text) {
			p.parens(c)
			continue
		}
		p.operand(c, false)
		closed = !bareWord(c) || text[0] == '#'
	}
}

func isOperatorWord(text string) bool { return text == "and" || text == "or" || text == "not" }

// bareWord reports whether a leaf is written without quotation marks or tag.
func bareWord(n Node) bool {
	text := leafText(n)
	return text != "" && text[0] != '"' && !strings.HasSuffix(text, "]")
}

// near writes "a b"[tiab:~3] where all operands are single words, and
// ("a b" NEAR/3 (c OR d))[tiab] otherwise.
func (p *printer) near(n *Near) {
	if !n.Ordered && !slices.ContainsFunc(n.Operands, func(c Node) bool { return !loneWord(c) }) {
		p.b.WriteByte('"')
		for i, c := range n.Operands {
			if i > 0 {
				p.b.WriteByte(' ')
			}
			p.b.WriteString(wordText(c))
		}
		p.b.WriteString(`"[` + n.Fields.String() + ":~" + itoa(n.N) + "]")
		return
	}
	p.b.WriteByte('(')
	p.depth++
	p.deepest = max(p.deepest, p.depth)
	op := " NEAR/"
	if n.Ordered {
		op = " NEXT/"
	}
	for i, c := range n.Operands {
		if i > 0 {
			p.b.WriteString(op + itoa(n.N+1) + " ")
		}
		p.operand(c, false)
	}
	p.depth--
	p.b.WriteByte(')')
}

func loneWord(n Node) bool {
	switch n := n.(type) {
	case *Word:
		return !n.Quoted
	case *Prefix, *Wildcard:
		return true
	}
	return false
}

// wordText returns a single word as typed, without tag and quotation marks.
func wordText(n Node) string {
	switch n := n.(type) {
	case *Word:
		return n.Text
	case *Prefix:
		return n.Stem + "*"
	case *Wildcard:
		return written(n.Pattern)
	}
	return ""
}

// leafText writes a leaf with its tag; it returns "" for other nodes.
func leafText(n Node) string {
	switch n := n.(type) {
	case *Word:
		if n.Quoted {
			return `"` + n.Text + `"` + bracket(n.Fields)
		}
		return n.Text + bracket(n.Fields)
	case *Prefix:
		return n.Stem + "*" + bracket(n.Fields)
	case *Wildcard:
		text := written(n.Pattern)
		if text[0] == '#' {
			text = `"` + text + `"`
		}
		return text + bracket(n.Fields)
	case *Phrase:
		return phraseText(n) + bracket(n.Fields)
	case *Term:
		return termText(n) + bracket(n.Fields)
	case *Heading:
		return headingText(n)
	case *DateRange:
		return dateText(n) + bracket(n.Fields)
	case *NumberRange:
		return numberText(n) + bracket(n.Fields)
	case *Has:
		if n.Field == Abstract {
			return hasAbstract
		}
		return "has:" + n.Field.String()
	case *LineRef:
		return "#" + n.Label
	case *All:
		return "all[sb]"
	}
	return ""
}

func bracket(s FieldSet) string {
	if s == 0 {
		return ""
	}
	return "[" + s.String() + "]"
}

func phraseText(n *Phrase) string {
	words := make([]string, len(n.Words))
	for i, w := range n.Words {
		words[i] = written(w)
	}
	if n.Quoted {
		return `"` + strings.Join(words, " ") + `"`
	}
	return strings.Join(words, "-")
}

func termText(n *Term) string {
	text := n.Text
	if n.Prefix {
		text += "*"
	}
	for _, f := range n.Fields.List() {
		if f.Kind() == KindName && !n.Exact {
			return text
		}
	}
	return `"` + text + `"`
}

func headingText(n *Heading) string {
	text := n.Name
	if n.Prefix {
		text += "*"
	}
	subs := strings.Join(n.Subheadings, ",")
	if n.Name == "" {
		if !n.Families {
			return `"` + subs + `"[sh:noexp]`
		}
		return `"` + subs + `"[sh]`
	}
	if subs != "" {
		text += "/" + subs
	}
	name := "mh"
	if n.Major {
		name = "majr"
	}
	switch {
	case !n.Explode:
		name += ":noexp"
	case subs != "" && !n.Families:
		name += ":subnoexp"
	}
	return `"` + text + `"[` + name + "]"
}

func dateText(n *DateRange) string {
	switch {
	case n.From == n.To:
		return n.From.String()
	case n.From.IsZero():
		return ".." + n.To.String()
	case n.To.IsZero():
		return n.From.String() + ":" + strconv.Itoa(openYear)
	}
	return n.From.String() + ":" + n.To.String()
}

func numberText(n *NumberRange) string {
	low, high := decimal(n.From), decimal(n.To)
	switch {
	case n.From == n.To:
		return low
	case low == "" || high == "":
		return low + ".." + high
	}
	return low + ":" + high
}

func decimal(v float64) string {
	if math.IsInf(v, 0) {
		return ""
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}
