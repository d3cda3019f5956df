package query

import (
	"regexp"
	"slices"
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

// term reads words and quoted phrases up to what ends them: a heading's slash,
// a field suffix, or an operator.
func (p *ovidParser) term() (Node, error) {
	first := p.tok
	exp, major := false, false
	for p.tok.kind == ovidExp || p.tok.kind == ovidStar {
		exp, major = exp || p.tok.kind == ovidExp, major || p.tok.kind == ovidStar
		if err := p.advance(); err != nil {
			return nil, err
		}
	}
	pieces, err := p.pieces(exp)
	if err != nil {
		return nil, err
	}
	if len(pieces) == 0 {
		return nil, p.fail(first, p.written(first)+" has no heading after it", "write exp Back Pain/")
	}
	last := pieces[len(pieces)-1]
	if err := p.begun(p.span(first.start, last.end)); err != nil {
		return nil, err
	}
	r := &raw{At: p.span(pieces[0].start, last.end), Text: p.lex.src[pieces[0].start:last.end], Quoted: len(pieces) == 1 && last.kind == ovidQuote}
	switch {
	case p.tok.kind == ovidSlash:
		return p.heading(r, exp, major)
	case exp || major:
		p.note(r.At, CodeSyntaxMixed, Warning, quoteShort(r.Text)+" is read as a heading, although its / is missing", "write "+r.Text+"/")
		p.tok = ovidLexeme{kind: ovidSlash, start: last.end, end: last.end}
		p.lex.at = last.end
		return p.heading(r, exp, major)
	}
	r.Ref = !r.Quoted && len(pieces) == 1 && p.isRef(r.Text)
	return p.suffixed(r)
}

// pieces reads the words of a term. An "and" belongs to an unquoted heading
// such as Wounds and Injuries/.
func (p *ovidParser) pieces(exp bool) ([]ovidLexeme, error) {
	var out []ovidLexeme
	for {
		switch p.tok.kind {
		case ovidWord, ovidQuote:
			out = append(out, p.tok)
		case ovidOp:
			if p.tok.text != "AND" || len(out) == 0 || !p.headingGoesOn(out) {
				return out, nil
			}
			p.note(p.span(p.tok.start, p.tok.end), CodeSyntaxMixed, Warning, "the and before a / is read as part of the heading", "quote the heading")
			out = append(out, p.tok)
		default:
			return out, nil
		}
		if err := p.advance(); err != nil {
			return out, err
		}
	}
}

var headingRestRE = regexp.MustCompile(`^(?i)\s+[a-z][a-z,\- ]*(?:/|$)`)

// headingGoesOn reports whether the "and" at hand is followed by bare words
// and a heading's slash, and preceded by bare words only.
func (p *ovidParser) headingGoesOn(before []ovidLexeme) bool {
	for _, w := range before {
		if w.kind != ovidWord && w.kind != ovidOp || strings.ContainsAny(w.text, "*$?:#") || p.isRef(w.text) {
			return false
		}
	}
	rest := p.lex.src[p.tok.end:min(len(p.lex.src), p.tok.end+longestHeading)]
	m := headingRestRE.FindString(rest)
	if !strings.HasSuffix(m, "/") {
		return false
	}
	if n, _ := p.lex.slash(rest[len(m)-1:]); n == 0 {
		return false
	}
	words := strings.Fields(strings.ToLower(strings.TrimSuffix(m, "/")))
	return !slices.ContainsFunc(words, func(w string) bool { return w == "or" || w == "not" || w == "exp" || ovidAdjRE.MatchString(w) })
}

// isRef reports whether a word can be the number or label of a line.
func (p *ovidParser) isRef(word string) bool {
	label := strings.ToLower(strings.TrimPrefix(word, "#"))
	if slices.Contains(p.labels, label) || len(label) < len(word) && isLabel(label) {
		return true
	}
	return label != "" && len(label) <= 4 && strings.Trim(label, "0123456789") == ""
}

// heading reads the slash with its subheadings.
func (p *ovidParser) heading(r *raw, exp, major bool) (Node, error) {
	slash := p.tok
	t := untagged()
	t.fields = SetOf(MeSH)
	if major {
		t.fields = SetOf(MajorHeading)
	}
	text := r.Text
	switch {
	case slash.text == "exp":
		exp = true
	case slash.text != "":
		text += "/" + slash.text
	}
	t.noexp, t.nofam = !exp, true
	if err := p.advance(); err != nil {
		return nil, err
	}
	if strings.Contains(r.Text, "/") {
		return nil, p.fail(slash, "two headings without an operator between them", "")
	}
	return p.leaf(&raw{At: p.span(r.At.Start, slash.end), Text: text}, t)
}

var lineNumberRE = regexp.MustCompile(`#?(\d+[a-zA-Z]?)(?:\s*[-–]\s*#?(\d+))?`)

// list reads or/1-5,8.
func (p *ovidParser) list() (Node, error) {
	tok := p.tok
	var refs []Node
	for _, m := range lineNumberRE.FindAllStringSubmatchIndex(tok.text, -1) {
		at := p.span(tok.start+m[0], tok.start+m[1])
		from := strings.ToLower(tok.text[m[2]:m[3]])
		labels := []string{from}
		if m[4] >= 0 {
			var err error
			if labels, err = p.labelRange(tok, from, tok.text[m[4]:m[5]]); err != nil {
				return nil, err
			}
		}
		for _, label := range labels {
			ref := &LineRef{at, label}
			if err := p.counted(ref); err != nil {
				return nil, err
			}
			refs = append(refs, ref)
		}
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	if strings.EqualFold(tok.text[:2], "or") {
		return orAll(refs), nil
	}
	return andAll(refs), nil
}

func (p *ovidParser) labelRange(tok ovidLexeme, from, to string) ([]string, error) {
	a, okA := smallNumber(from)
	b, okB := smallNumber(to)
	if !okA || !okB || a > b {
		return nil, p.fail(tok, "lines "+from+"-"+to+" are not a range", "")
	}
	if b-a >= p.limits.Terms {
		return nil, &LimitError{p.line, tok.start, "search terms", b - a + 1, p.limits.Terms}
	}
	var out []string
	for i := a; i <= b; i++ {
		out = append(out, itoa(i))
	}
	return out, nil
}

func smallNumber(s string) (int, bool) {
	n := 0
	for _, c := range s {
		if c < '0' || c > '9' || n > 1e6 {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, s != ""
}
