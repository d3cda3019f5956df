package samplesize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind tells the three sorts of token apart.
type kind uint8

const (
	wordToken kind = iota
	numberToken
	punctToken
)

// token is one word, number or mark. Its offsets are those of the text as
// given: all normalising (case, dashes, thin spaces, number words) happens in
// word, mark and value.
type token struct {
	start, end int32  // bytes in the field
	word       string // lower case, words only
	class      class
	value      int32 // numbers: the value; number words before joining: their own
	mate       int32 // brackets: index of the other one, or -1
	within     int32 // index of the innermost bracket that opens before it and closes after it, or -1
	kind       kind
	mark       byte // punctuation, one ASCII byte
	field      uint8
	glued      bool // no space before it
	capital    bool // begins with a capital letter
	upper      bool // all capitals
	heading    bool // a heading run on into the next word
	opaque     bool // a number that is never a whole count: 3.5, 12.03.2010
	padded     bool // begins with a zero: 007
	grouped    bool // written with thousands separators
	spelled    bool // written in words
}

// document is a text on its way through the passes.
type document struct {
	text      Text
	toks      []token
	sentences []sentence
	counts    []bool // by token: may be a count
	mentions  []mention
	mentionAt []int32 // by token: mention there + 1, or 0
	units     []mention
	arms      []armSet

	otherGroup bool // the text counts a group to compare with: "a control group of 12 subjects"
}

// sentence is a half-open range of tokens.
type sentence struct{ from, to int }

// maxCount is the largest number taken for a count of people.
const maxCount = 500_000_000

// source returns the field that a token stands in.
func (d *document) source(t *token) string {
	if t.field == 0 {
		return d.text.Title
	}
	return d.text.Abstract
}

// scan cuts both fields into tokens and sentences.
func scan(t Text) *document {
	d := &document{text: t, toks: make([]token, 0, (len(t.Title)+len(t.Abstract))/4+8)}
	for i, s := range [2]string{t.Title, t.Abstract} {
		from := len(d.toks)
		sc := scanner{text: s, lower: lowerASCII(s), field: uint8(i), toks: d.toks}
		sc.run()
		d.toks = joinNumbers(sc.toks, from)
		d.matchBrackets(from)
		d.splitSentences(from)
	}
	return d
}

// lowerASCII lowers A to Z only, so that offsets stay as they are.
func lowerASCII(s string) string {
	b := []byte(s)
	changed := false
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
			changed = true
		}
	}
	if !changed {
		return s
	}
	return string(b)
}

// headings are the words of structured abstracts that exports run on.
var headings = map[string]bool{
	"background": true, "introduction": true, "objective": true, "objectives": true, "purpose": true, "aim": true, "aims": true,
	"method": true, "methods": true, "materials": true, "design": true, "setting": true, "settings": true, "patients": true,
	"participants": true, "subjects": true, "intervention": true, "interventions": true, "result": true, "results": true,
	"findings": true, "conclusion": true, "conclusions": true, "discussion": true, "interpretation": true,
}

// scanner walks over one field.
type scanner struct {
	text, lower  string
	pos          int
	field        uint8
	space        bool
	afterHeading bool
	toks         []token
}

func (s *scanner) run() {
	s.space = true
	for s.pos < len(s.text) {
		r, size := rune(s.text[s.pos]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s.text[s.pos:])
		}
		switch {
		case isSpace(r):
			s.pos += size
			s.space = true
			continue
		case '0' <= r && r <= '9':
			s.number()
		case isLetter(r):
			s.wordFrom(size)
		case s.leadingPoint(r, size):
			s.fraction(size)
		default:
			s.add(token{kind: punctToken, mark: markOf(r), mate: -1}, size)
		}
		s.space = false
	}
}

// add appends a token of the given length and moves on.
func (s *scanner) add(t token, size int) {
	t.start, t.end = int32(s.pos), int32(s.pos+size)
	t.field, t.glued = s.field, !s.space && !s.afterHeading
	s.afterHeading = false
	s.toks = append(s.toks, t)
	s.pos += size
}

// wordFrom takes letters and digits that follow a letter.
func (s *scanner) wordFrom(size int) {
	end := s.pos + size
	upper := isUpper(s.text[s.pos:])
	all := upper
	small := false // the last letter was a small one
	for end < len(s.text) {
		c := s.text[end]
		if c < utf8.RuneSelf {
			if !isASCIIWord(c) {
				break
			}
			if small && !('a' <= c && c <= 'z') && headings[s.lower[s.pos:end]] {
				break // "MethodsOne hundred patients", as some exports run headings on
			}
			small = 'a' <= c && c <= 'z'
			all = all && !small
			end++
			continue
		}
		r, n := utf8.DecodeRuneInString(s.text[end:])
		if !isLetter(r) && !unicode.Is(unicode.Mn, r) {
			break
		}
		end += n
	}
	w := s.lower[s.pos:end]
	e := lexicon[w]
	t := token{kind: wordToken, word: w, class: e.class, value: e.value, capital: upper, upper: all, mate: -1}
	t.heading = end < len(s.text) && isASCIIWord(s.text[end])
	s.add(t, end-s.pos)
	s.afterHeading = t.heading
}

// leadingPoint reports a decimal written without its zero: "P = .042".
func (s *scanner) leadingPoint(r rune, size int) bool {
	if r != '.' && r != '·' {
		return false
	}
	next := s.pos + size
	return next < len(s.text) && isDigit(s.text[next]) && (s.pos == 0 || !isASCIIWord(s.text[s.pos-1]))
}

func (s *scanner) fraction(size int) {
	end := s.pos + size
	for end < len(s.text) && isDigit(s.text[end]) {
		end++
	}
	s.add(token{kind: numberToken, opaque: true, mate: -1}, end-s.pos)
}

// markOf folds punctuation to one ASCII byte. All dashes that join are '-',
// an em dash separates like a comma.
func markOf(r rune) byte {
	switch r {
	case '‐', '‑', '‒', '–', '−', '﹣', '-':
		return '-'
	case '—', '―':
		return ','
	case '±':
		return '~'
	case '≥', '⩾', '≧':
		return '>'
	case '≤', '⩽', '≦':
		return '<'
	case '×', '✕':
		return '*'
	case '’', '‘', 'ʼ', '`':
		return '\''
	case '“', '”', '„':
		return '"'
	case '；':
		return ';'
	case '（':
		return '('
	case '）':
		return ')'
	case '＝', '﹦':
		return '='
	case '％':
		return '%'
	case '：':
		return ':'
	case '°', 'º', '˚':
		return 'o'
	case '$', '€', '£', '¥':
		return '$'
	}
	if r < utf8.RuneSelf {
		return byte(r)
	}
	return '?'
}

func isSpace(r rune) bool {
	if r < utf8.RuneSelf {
		return r == ' ' || '\t' <= r && r <= '\r'
	}
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff'
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	return unicode.IsLetter(r)
}

func isUpper(s string) bool {
	if s[0] < utf8.RuneSelf {
		return 'A' <= s[0] && s[0] <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isASCIIWord(c byte) bool {
	return isDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// matchBrackets pairs ( ) and [ ] from the token at from on.
func (d *document) matchBrackets(from int) {
	var open []int32
	for i := from; i < len(d.toks); i++ {
		t := &d.toks[i]
		if t.kind != punctToken {
			continue
		}
		switch t.mark {
		case '(', '[', '{':
			open = append(open, int32(i))
		case ')', ']', '}':
			if n := len(open); n > 0 {
				t.mate = open[n-1]
				d.toks[open[n-1]].mate = int32(i)
				open = open[:n-1]
			}
		}
	}
	d.markWithin(from)
}

// markWithin notes for every token the closed bracket it stands in.
func (d *document) markWithin(from int) {
	inner := int32(-1)
	for i := from; i < len(d.toks); i++ {
		t := &d.toks[i]
		if t.kind == punctToken && t.mate >= 0 && t.mate < int32(i) {
			inner = d.toks[t.mate].within
		}
		t.within = inner
		if t.kind == punctToken && t.mate > int32(i) {
			inner = int32(i)
		}
	}
}

// splitSentences ends a sentence at . ? ! before a space and something that
// can begin one, and at the end of the field.
func (d *document) splitSentences(from int) {
	start := from
	for i := from; i < len(d.toks); i++ {
		if d.endsSentence(i, start) {
			d.sentences = append(d.sentences, sentence{start, i + 1})
			start = i + 1
		}
	}
	if start < len(d.toks) {
		d.sentences = append(d.sentences, sentence{start, len(d.toks)})
	}
}

// runsOn reports "anaesthesia.Methods": a full stop without the space after it.
func (d *document) runsOn(i int) bool {
	prev, next := &d.toks[i-1], &d.toks[i+1]
	whole := prev.kind == wordToken && len(prev.word) > 2 && !prev.capital || prev.is(')')
	return whole && next.capital && !next.upper && len(next.word) > 1
}

func (d *document) endsSentence(i, start int) bool {
	t := &d.toks[i]
	if t.heading {
		return true
	}
	if t.kind != punctToken || t.mark != '.' && t.mark != '?' && t.mark != '!' || i+1 >= len(d.toks) {
		return false
	}
	next := &d.toks[i+1]
	if next.glued && !(t.mark == '.' && i > start && d.runsOn(i)) || next.kind == wordToken && !next.capital && !next.spelled {
		return false
	}
	if next.kind == punctToken && !strings.ContainsRune(`([{"'`, rune(next.mark)) {
		return false
	}
	if i == start || t.mark != '.' {
		return true
	}
	prev := &d.toks[i-1]
	if prev.kind == wordToken && prev.glued && len(prev.word) == 1 {
		return true // the last letter of a compound: "i.v." reads on only before a small letter
	}
	return !(prev.kind == wordToken && prev.class&abbrev != 0 && !prev.upper)
}
