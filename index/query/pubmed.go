package query

import (
	"strconv"
	"strings"
)

// Options change how a query is read. The zero value reads as PubMed does,
// within the default limits.
type Options struct {
	Limits  Limits
	MinStem int  // letters before a truncation; 0 means MinStem, negative none
	Line    int  // line number put into positions, for a line of a strategy
	Labels  bool // bare numbers are line numbers: "1 AND 2"
}

// MinStem is the number of letters PubMed wants before a truncation.
const MinStem = 4

func (o Options) minStem() int {
	switch {
	case o.MinStem == 0:
		return MinStem
	case o.MinStem < 0:
		return 0
	}
	return o.MinStem
}

// Parse reads a query in PubMed syntax; see the package comment for the
// syntax. The error is a *SyntaxError or a *LimitError.
func Parse(text string) (Node, error) {
	n, notes, err := Options{}.Parse(text)
	if err == nil {
		err = firstError(notes)
	}
	if err != nil {
		return nil, err
	}
	return n, nil
}

// Parse reads a query in PubMed syntax and returns what was noticed on the way.
func (o Options) Parse(text string) (Node, []Lint, error) {
	p := &parser{lex: lexer{src: text, line: o.Line}, opt: o}
	p.leaves = leaves{style: pubmedStyle, minStem: o.minStem(), limits: o.Limits.filled()}
	if len(text) > p.limits.Bytes {
		return nil, nil, &LimitError{o.Line, p.limits.Bytes, "bytes", len(text), p.limits.Bytes}
	}
	n, err := p.parse()
	if err != nil {
		return nil, p.notes, err
	}
	return n, p.notes, nil
}

// firstError turns a note that keeps a query from being run into an error.
func firstError(notes []Lint) error {
	for _, n := range notes {
		if n.Level == Error {
			return &SyntaxError{n.Line, n.Pos, n.Message, n.Suggestion}
		}
	}
	return nil
}

// parser reads PubMed syntax by recursive descent, one lexeme ahead.
type parser struct {
	leaves
	lex   lexer
	tok   lexeme
	depth int
	opt   Options

	inRange bool // reading the second date of a range
}

// advance moves to the next lexeme. An operator in lower case is read as one
// where it cannot be a word of a term: behind a tag, ), a quotation or #1.
func (p *parser) advance() (err error) {
	prev := p.tok.kind
	if p.tok, err = p.lex.next(); err != nil || p.tok.kind != lexWord {
		return err
	}
	switch prev {
	case lexTag, lexClose, lexQuote, lexRef:
		if op := strings.ToUpper(p.tok.text); op == "AND" || op == "OR" || op == "NOT" {
			p.note(p.span(p.tok), CodeLowerCase, Warning, quoteShort(p.tok.text)+" is read as an operator", "write "+op)
			p.tok.kind, p.tok.text = lexOp, op
		}
	}
	return nil
}

func (p *parser) span(l lexeme) Span { return Span{p.opt.Line, l.start, l.end} }

func (p *parser) fail(l lexeme, msg, hint string) error {
	return &SyntaxError{p.opt.Line, l.start, msg, hint}
}

func (p *parser) parse() (Node, error) {
	if err := p.advance(); err != nil {
		return nil, err
	}
	n, err := p.expression()
	if err != nil {
		return nil, err
	}
	switch p.tok.kind {
	case lexEnd:
	case lexClose:
		return nil, p.fail(p.tok, ") without (", "")
	default:
		return nil, p.fail(p.tok, "unexpected "+quoteShort(p.lex.src[p.tok.start:p.tok.end]), "")
	}
	return p.finish(n, untagged())
}

// expression reads operands joined by AND, OR and NOT, from left to right
// without precedence, as PubMed does.
func (p *parser) expression() (Node, error) {
	if p.tok.kind == lexOp {
		return nil, p.fail(p.tok, p.tok.text+" has nothing before it", notHint(p.tok.text))
	}
	left, err := p.adjacent()
	var seen mixture
	for err == nil && p.tok.kind == lexOp {
		op := p.tok
		if seen.add(op.text) {
			p.note(p.span(op), CodeMissingGroup, Warning, seen.message(), "put the terms joined by OR into parentheses")
		}
		if err = p.advance(); err != nil {
			break
		}
		if op.text == "AND" && p.tok.kind == lexOp && p.tok.text == "NOT" {
			op = p.tok
			err = p.advance()
		}
		if err == nil && (p.tok.kind == lexEnd || p.tok.kind == lexClose || p.tok.kind == lexOp) {
			err = p.fail(op, op.text+" has nothing after it", "")
		}
		if err != nil {
			break
		}
		var right Node
		if right, err = p.adjacent(); err == nil {
			left = join(op.text, left, right)
		}
	}
	return left, err
}

// mixture watches for OR beside AND or NOT without parentheses.
type mixture struct{ or, other, told bool }

// add takes the next operator and reports whether the mixture begins with it.
func (m *mixture) add(op string) bool {
	m.or, m.other = m.or || op == "OR", m.other || op != "OR"
	begins := m.or && m.other && !m.told
	m.told = m.told || begins
	return begins
}

func (m *mixture) message() string {
	return "OR beside AND or NOT without parentheses is read from left to right"
}

func notHint(op string) string {
	if op == "NOT" {
		return "NOT takes away from what stands before it; write all[sb] NOT ... for everything else"
	}
	return ""
}

// join joins two nodes the parser owns, growing the left one where it can.
func join(op string, left, right Node) Node {
	switch op {
	case "AND":
		if l, ok := left.(*And); ok && !l.Implicit {
			l.Operands = appendFlat(l.Operands, right, explicitAnd)
			l.At = cover(l, right)
			return l
		}
		return and(left, right)
	case "OR":
		if l, ok := left.(*Or); ok {
			l.Operands = appendFlat(l.Operands, right, orOperands)
			l.At = cover(l, right)
			return l
		}
		return or(left, right)
	}
	return not(left, right)
}

// adjacent reads operands written beside each other; all of them must hold.
func (p *parser) adjacent() (Node, error) {
	var items []Node
	for {
		switch p.tok.kind {
		case lexEnd, lexClose, lexOp:
			switch len(items) {
			case 0:
				return nil, p.fail(p.tok, p.missing(), "")
			case 1:
				return items[0], nil
			}
			return &And{At: cover(items[0], items[len(items)-1]), Operands: items, Implicit: true}, nil
		}
		ns, err := p.nearby()
		if err != nil {
			return nil, err
		}
		items = append(items, ns...)
	}
}

func (p *parser) missing() string {
	switch {
	case p.tok.kind == lexClose && p.depth > 0:
		return "nothing between ( and )"
	case p.tok.kind == lexClose:
		return ") without ("
	}
	return "nothing to search for"
}

// nearby reads one operand, or several joined by NEAR/n or NEXT/n.
func (p *parser) nearby() ([]Node, error) {
	left, err := p.operand()
	for err == nil && p.tok.kind == lexNear {
		op := p.tok
		if len(left) != 1 {
			return nil, p.fail(op, op.text+" stands between two words or phrases", "quote the phrase, or put the words into parentheses with OR")
		}
		n := &Near{Ordered: strings.HasPrefix(op.text, "NEXT")}
		if n.N, err = nearWords(op, p.opt.Line); err != nil {
			break
		}
		if err = p.advance(); err != nil {
			break
		}
		var right []Node
		if right, err = p.operand(); err != nil {
			break
		}
		if len(right) != 1 {
			return nil, p.fail(op, op.text+" stands between two words or phrases", "quote the phrase, or put the words into parentheses with OR")
		}
		n.Operands = []Node{left[0], right[0]}
		n.At = cover(left[0], right[0])
		left = []Node{n}
	}
	return left, err
}

// nearWords reads the number of NEAR/n, which counts as Cochrane and Embase
// do: NEAR/1 is beside, so that n-1 words may stand between. NEXT is NEXT/1.
func nearWords(op lexeme, line int) (int, error) {
	_, text, slash := strings.Cut(op.text, "/")
	if !slash {
		if op.text == "NEAR" {
			return defaultNear - 1, nil
		}
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 0, &SyntaxError{line, op.start, op.text + " needs a distance of 1 or more", "NEAR/3 allows two words between"}
	}
	if n-1 > MaxNear {
		return 0, &LimitError{line, op.start, "words of proximity", n - 1, MaxNear}
	}
	return n - 1, nil
}

// defaultNear is the distance of NEAR without a number in the Cochrane Library.
const defaultNear = 6
