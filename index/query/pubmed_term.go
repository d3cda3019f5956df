package query

import "strings"

// operand reads a group, a quoted term, a run of bare words, a line number or
// name:value. A run without a tag is several operands.
func (p *parser) operand() ([]Node, error) {
	tok := p.tok
	switch tok.kind {
	case lexOpen:
		n, err := p.group()
		return []Node{n}, err
	case lexQuote:
		n, err := p.quoted()
		return []Node{n}, err
	case lexWord:
		return p.run()
	case lexRef:
		if err := p.advance(); err != nil {
			return nil, err
		}
		n := &LineRef{p.span(tok), tok.text}
		return []Node{n}, p.counted(n)
	case lexPrefix:
		n, err := p.named()
		return []Node{n}, err
	case lexTag:
		return nil, p.fail(tok, "tag ["+tok.text+"] has no term before it", "")
	case lexNear:
		return nil, p.fail(tok, tok.text+" has nothing before it", "")
	case lexOp:
		return nil, p.fail(tok, tok.text+" has nothing before it", "")
	case lexClose:
		return nil, p.fail(tok, p.missing(), "")
	}
	return nil, p.fail(tok, "nothing to search for", "")
}

// group reads ( ... ) and the tag behind it, which goes to all terms inside
// that have none.
func (p *parser) group() (Node, error) {
	open := p.tok
	if p.depth++; p.depth > p.limits.Depth {
		return nil, &LimitError{p.opt.Line, open.start, "levels of parentheses", p.depth, p.limits.Depth}
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	n, err := p.expression()
	if err != nil {
		return nil, err
	}
	if p.tok.kind != lexClose {
		return nil, p.fail(open, "( is never closed", "missing )")
	}
	p.depth--
	if err := p.advance(); err != nil {
		return nil, err
	}
	if p.tok.kind == lexWord && p.tok.glued && strings.Trim(p.tok.text, "*") == "" {
		p.note(p.span(p.tok), CodeIgnored, Warning, "the * after ) truncates nothing", "put the * behind each word")
		if err := p.advance(); err != nil {
			return nil, err
		}
	}
	if p.tok.kind != lexTag {
		return n, nil
	}
	t, err := p.tag()
	if err != nil {
		return nil, err
	}
	return p.finish(n, t)
}

func (p *parser) tag() (tag, error) {
	t, err := parseTag(p.tok.text, p.span(p.tok))
	if err != nil {
		return t, err
	}
	return t, p.advance()
}

// quoted reads "a phrase" with its tag, and a range of two of them.
func (p *parser) quoted() (Node, error) {
	r := &raw{At: p.span(p.tok), Text: p.tok.text, Quoted: true}
	if err := p.begun(r.At); err != nil {
		return nil, err
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	if p.tok.kind == lexWord && p.tok.glued && p.tok.text == "*" {
		p.note(p.span(p.tok), CodeSyntaxMixed, Info, "the * behind a quotation is read as truncation of its last word", "put it inside")
		r.Text += "*"
		if err := p.advance(); err != nil {
			return nil, err
		}
	}
	if p.tok.kind != lexTag {
		return r, nil
	}
	t, err := p.tag()
	if err != nil {
		return nil, err
	}
	n, err := p.leaf(r, t)
	if err != nil {
		return nil, err
	}
	return p.rangeTo(n)
}

// rangeTo reads the second half of "2012"[dp] : "2015"[dp].
func (p *parser) rangeTo(n Node) (Node, error) {
	from, ok := n.(*DateRange)
	if !ok || p.tok.kind != lexWord || p.tok.text != ":" {
		if p.inRange {
			return n, nil
		}
		return p.bounded(n)
	}
	colon := p.tok
	if err := p.advance(); err != nil {
		return nil, err
	}
	p.inRange = true
	right, err := p.operand()
	p.inRange = false
	if err != nil {
		return nil, err
	}
	var to *DateRange
	if len(right) == 1 {
		to, _ = right[0].(*DateRange)
	}
	if to == nil || to.Fields != from.Fields {
		return nil, p.fail(colon, "a range needs a date on both sides", `write 2012:2015[dp]`)
	}
	if !to.To.IsZero() && from.From.First() > to.To.Last() {
		return nil, p.fail(colon, "the range ends before it begins", "")
	}
	return p.bounded(&DateRange{cover(from, to), from.Fields, from.From, to.To})
}

// run reads bare words to the tag behind them. With a tag they are one term,
// without one each is its own.
func (p *parser) run() ([]Node, error) {
	first, last := p.tok, p.tok
	var words []lexeme
	for p.tok.kind == lexWord {
		last = p.tok
		words = append(words, p.tok)
		if err := p.advance(); err != nil {
			return nil, err
		}
	}
	if p.tok.kind == lexTag {
		t, err := p.tag()
		if err != nil {
			return nil, err
		}
		at := Span{p.opt.Line, first.start, last.end}
		n, err := p.leaf(&raw{At: at, Text: p.lex.src[first.start:last.end]}, t)
		if err != nil {
			return nil, err
		}
		n, err = p.rangeTo(n)
		return []Node{n}, err
	}
	var out []Node
	for _, w := range words {
		switch {
		case p.opt.Labels && isLabel(w.text):
			n := &LineRef{p.span(w), strings.ToLower(w.text)}
			if err := p.counted(n); err != nil {
				return nil, err
			}
			out = append(out, n)
		case len(patterns(w.text, p.style)) == 0:
			p.note(p.span(w), CodeIgnored, Info, quoteShort(w.text)+" has no word in it and is passed over", "")
		default:
			if err := p.begun(p.span(w)); err != nil {
				return nil, err
			}
			out = append(out, &raw{At: p.span(w), Text: w.text})
		}
	}
	return out, nil
}

// named reads name:value, name:"two words" and name:(a OR b).
func (p *parser) named() (Node, error) {
	name := p.tok
	if err := p.advance(); err != nil {
		return nil, err
	}
	if !p.tok.glued || p.tok.kind != lexWord && p.tok.kind != lexQuote && p.tok.kind != lexOpen {
		return nil, p.fail(name, name.text+": has no value", `write it without a space, as in title:pain or title:"back pain"`)
	}
	if strings.EqualFold(name.text, "has") {
		return p.has(name)
	}
	f, ok := FieldByTag(fieldName(name.text))
	if !ok {
		return nil, p.fail(name, "unknown field "+quoteShort(name.text), "")
	}
	t := tag{at: p.span(name), fields: SetOf(f), near: -1}
	if p.tok.kind == lexOpen {
		n, err := p.group()
		if err != nil {
			return nil, err
		}
		return p.finish(n, t)
	}
	r := &raw{At: Span{p.opt.Line, name.start, p.tok.end}, Text: p.tok.text, Quoted: p.tok.kind == lexQuote}
	if err := p.advance(); err != nil {
		return nil, err
	}
	n, err := p.leaf(r, t)
	if err != nil {
		return nil, err
	}
	return p.bounded(n)
}

// has reads has:abstract.
func (p *parser) has(name lexeme) (Node, error) {
	f, ok := FieldByTag(fieldName(p.tok.text))
	if !ok {
		return nil, p.fail(p.tok, "unknown field "+quoteShort(p.tok.text), "")
	}
	n := &Has{Span{p.opt.Line, name.start, p.tok.end}, f}
	if err := p.advance(); err != nil {
		return nil, err
	}
	return n, p.counted(n)
}
