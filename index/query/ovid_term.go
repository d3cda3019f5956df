package query

import (
	"regexp"
	"slices"
	"strings"
)

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
			if last := len(out) - 1; p.tok.kind == ovidQuote && last >= 0 && ebscoFieldRE.MatchString(out[last].text) {
				return nil, p.fail(out[last], out[last].text+" before a quotation is EBSCO syntax", "write the heading as Back Pain/ and words as pain.ti.")
			}
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

var ebscoFieldRE = regexp.MustCompile(`^(MH|MM|TI|AB|TX|SU|MJ)$`)

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
	word = strings.TrimRight(word, ".,;")
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
	case slash.text == "de" && strings.HasPrefix(text, "'"): // Embase: 'back pain'/de
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
