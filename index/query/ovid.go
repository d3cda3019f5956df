package query

import (
	"regexp"
	"strings"
)

// ParseOvid reads one line in Ovid syntax; see the package comment. Whole
// strategies are read by ParseStrategy.
func ParseOvid(text string) (Node, error) {
	n, notes, err := Options{}.ParseOvid(text)
	if err == nil {
		err = firstError(notes)
	}
	if err != nil {
		return nil, err
	}
	return n, nil
}

// ParseOvid reads one line in Ovid syntax and returns what was noticed on the
// way. Truncations of any length are read; Lint remarks on the short ones.
func (o Options) ParseOvid(text string) (Node, []Lint, error) {
	n, notes, _, err := o.parseOvid(text, nil)
	return n, notes, err
}

// parseOvid also takes the labels of lines that are not numbers, and returns
// the count of hits written behind the line, -1 without one.
func (o Options) parseOvid(text string, labels []string) (Node, []Lint, int, error) {
	p := &ovidParser{lex: ovidLexer{src: text, line: o.Line}, line: o.Line, labels: labels, hits: -1}
	p.leaves = leaves{style: ovidStyle, limits: o.Limits.filled()}
	if len(text) > p.limits.Bytes {
		return nil, nil, -1, &LimitError{o.Line, p.limits.Bytes, "bytes", len(text), p.limits.Bytes}
	}
	n, err := p.parse()
	if err != nil {
		return nil, p.notes, -1, err
	}
	return n, p.notes, p.hits, nil
}

// ovidParser reads Ovid syntax by recursive descent.
type ovidParser struct {
	leaves
	lex    ovidLexer
	tok    ovidLexeme
	line   int
	depth  int
	labels []string
	hits   int
}

// advance moves to the next lexeme that is not a remark.
func (p *ovidParser) advance() (err error) {
	for {
		if p.tok, err = p.lex.next(); err != nil || p.tok.kind != ovidRemark {
			return err
		}
	}
}

func (p *ovidParser) span(start, end int) Span { return Span{p.line, start, end} }

func (p *ovidParser) fail(l ovidLexeme, msg, hint string) error {
	return &SyntaxError{p.line, l.start, msg, hint}
}

func (p *ovidParser) written(l ovidLexeme) string { return quoteShort(p.lex.src[l.start:l.end]) }

var ovidLimitRE = regexp.MustCompile(`^\s*(?i:limit)\s+(.+?)\s+(?i:to)\s+(.+?)\s*$`)

func (p *ovidParser) parse() (Node, error) {
	if m := ovidLimitRE.FindStringSubmatchIndex(p.lex.src); m != nil {
		return p.limit(m)
	}
	if m := ovidCommandRE.FindStringSubmatchIndex(p.lex.src); m != nil {
		return p.command(m)
	}
	if m := descriptorRE.FindStringSubmatch(p.lex.src); m != nil {
		return p.descriptor(m)
	}
	return p.parseFrom()
}

// parseFrom reads from where the lexer stands to the end.
func (p *ovidParser) parseFrom() (Node, error) {
	if err := p.advance(); err != nil {
		return nil, err
	}
	n, err := p.expression()
	if err != nil {
		return nil, err
	}
	if p.tok.kind == ovidOpen {
		if err := p.trailingHits(); err != nil {
			return nil, err
		}
	}
	switch p.tok.kind {
	case ovidEnd:
		return p.finish(n, p.free())
	case ovidClose:
		return nil, p.fail(p.tok, ") without (", "")
	case ovidSuffix:
		return nil, p.fail(p.tok, "a second field suffix "+p.written(p.tok), "")
	}
	return nil, p.fail(p.tok, "missing operator before "+p.written(p.tok), "write and, or, not or adj3 between terms")
}

// trailingHits reads the count that Ovid prints behind a line: (12345).
func (p *ovidParser) trailingHits() error {
	rest := strings.TrimSpace(p.lex.src[p.tok.start:])
	digits := strings.NewReplacer(",", "", ".", "", " ", "").Replace(strings.Trim(rest, "()"))
	if digits == "" || len(digits) > 12 || strings.Trim(digits, "0123456789") != "" || strings.Count(rest, "(") != 1 || !strings.HasSuffix(rest, ")") {
		return p.fail(p.tok, "missing operator before "+quoteShort(rest), "write and, or, not or adj3 between terms")
	}
	p.hits = 0
	for _, c := range digits {
		p.hits = p.hits*10 + int(c-'0')
	}
	p.lex.at = len(p.lex.src)
	return p.advance()
}

// free is what Ovid searches when a term has no suffix: .mp.
func (p *ovidParser) free() tag {
	t := untagged()
	t.fields = SetOf(MultiPurpose)
	t.implied = true
	return t
}

// expression reads operands joined by and, or and not from left to right.
func (p *ovidParser) expression() (Node, error) {
	left, err := p.nearby()
	var seen mixture
	for err == nil && p.tok.kind == ovidOp {
		op := p.tok
		if seen.add(op.text) {
			p.note(p.span(op.start, op.end), CodeMissingGroup, Warning, seen.message(), "put the terms joined by or into parentheses")
		}
		if err = p.advance(); err != nil {
			break
		}
		if op.text == "AND" && p.tok.kind == ovidOp && p.tok.text == "NOT" {
			op = p.tok
			if err = p.advance(); err != nil {
				break
			}
		}
		for p.tok.kind == ovidOp && p.tok.text == op.text && err == nil {
			p.note(p.span(p.tok.start, p.tok.end), CodeIgnored, Warning, strings.ToLower(op.text)+" is written twice", "take one out")
			err = p.advance()
		}
		if err != nil {
			break
		}
		if p.tok.kind == ovidEnd || p.tok.kind == ovidClose || p.tok.kind == ovidOp {
			return nil, p.fail(op, strings.ToLower(op.text)+" has nothing after it", "")
		}
		var right Node
		if right, err = p.nearby(); err == nil {
			left = join(op.text, left, right)
		}
	}
	return left, err
}

// nearby reads operands joined by adj.
func (p *ovidParser) nearby() (Node, error) {
	left, err := p.operand()
	for err == nil && p.tok.kind == ovidAdj {
		op := p.tok
		n := &Near{}
		if n.N, n.Ordered, err = p.distance(op); err != nil {
			break
		}
		if err = p.advance(); err != nil {
			break
		}
		var right Node
		if right, err = p.operand(); err != nil {
			break
		}
		n.Operands = []Node{left, right}
		n.At = cover(left, right)
		left = n
	}
	return left, err
}

// distance reads adj (the next word), adj1 (beside, in any order), adj3 (two
// words between, in any order).
func (p *ovidParser) distance(op ovidLexeme) (between int, ordered bool, err error) {
	text := strings.TrimLeft(op.text, "adjnerxt/")
	if text == "" {
		return 0, true, nil
	}
	n := 0
	for _, c := range text {
		n = min(n*10+int(c-'0'), 1<<20)
	}
	if n < 1 {
		return 0, false, p.fail(op, op.text+" needs a distance of 1 or more", "")
	}
	if n-1 > MaxNear {
		return 0, false, &LimitError{p.line, op.start, "words of proximity", n - 1, MaxNear}
	}
	return n - 1, strings.HasPrefix(op.text, "next"), nil
}

// operand reads a group, a list of lines, or a term.
func (p *ovidParser) operand() (Node, error) {
	switch p.tok.kind {
	case ovidOpen:
		return p.group()
	case ovidList:
		return p.list()
	case ovidWord, ovidQuote, ovidExp, ovidStar:
		return p.term()
	case ovidEnd:
		return nil, p.fail(p.tok, "nothing to search for", "")
	case ovidClose:
		if p.depth > 0 {
			return nil, p.fail(p.tok, "nothing between ( and )", "")
		}
		return nil, p.fail(p.tok, ") without (", "")
	case ovidSuffix, ovidSlash:
		return nil, p.fail(p.tok, p.written(p.tok)+" has no term before it", "")
	}
	return nil, p.fail(p.tok, strings.ToLower(p.written(p.tok))+" has nothing before it", "")
}

// group reads ( ... ) with the suffix behind it.
func (p *ovidParser) group() (Node, error) {
	open := p.tok
	if p.depth++; p.depth > p.limits.Depth {
		return nil, &LimitError{p.line, open.start, "levels of parentheses", p.depth, p.limits.Depth}
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	n, err := p.expression()
	if err != nil {
		return nil, err
	}
	if p.tok.kind != ovidClose {
		if p.tok.kind == ovidEnd {
			return nil, p.fail(open, "( is never closed", "missing )")
		}
		return nil, p.fail(p.tok, "missing operator before "+p.written(p.tok), "write and, or, not or adj3 between terms")
	}
	p.depth--
	if err := p.advance(); err != nil {
		return nil, err
	}
	return p.suffixed(n)
}

// suffixed gives n the field suffix that stands here, if any.
func (p *ovidParser) suffixed(n Node) (Node, error) {
	if p.tok.kind != ovidSuffix {
		return n, nil
	}
	t, unknown := ovidTag(p.tok.text, p.span(p.tok.start, p.tok.end))
	if unknown != "" {
		return nil, p.fail(p.tok, "unknown field ."+unknown+".", "field codes are those of Ovid MEDLINE, as in .ti,ab,kf.")
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	return p.finish(n, t)
}
