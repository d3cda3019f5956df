package results

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind uint8

const (
	symbol tokenKind = iota
	word
	number
)

// token is a word, a number or one sign.
type token struct {
	start, end int32
	sentence   int32
	entry      entry
	value      float64 // of a number, or of a word that names one
	kind       tokenKind
	sym        byte // of a sign, in its plainest form
	decimals   int8
	spaced     bool // white space before it
	odd        bool // a number whose extent cannot be told, or too long to be one
}

func (t token) isSign(chars string) bool {
	return t.kind == symbol && t.sym != 0 && strings.IndexByte(chars, t.sym) >= 0
}

// scanner walks over a text once.
type scanner struct {
	text     string
	pos      int
	sentence int32
	spaced   bool
	depth    int // open brackets
	toks     []token
}

// scan splits text into tokens, with numbers read as they are printed:
// thousands with commas or thin spaces, raised points, decimals without a zero.
func scan(text string, toks []token) []token {
	s := scanner{text: text, toks: toks}
	for s.pos < len(text) {
		switch c := text[s.pos]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			s.pos++
			s.spaced = true
		case s.digit(s.pos), (c == '.') && s.digit(s.pos+1) && !s.afterNumber():
			s.number()
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			s.word()
		case c < utf8.RuneSelf:
			s.sign(c, 1)
		default:
			s.wide()
		}
	}
	joinSplit(s.toks)
	kept := s.toks[:0]
	for _, t := range s.toks {
		if t.kind != symbol || t.sym != ' ' {
			kept = append(kept, t)
		}
	}
	return kept
}

func (s *scanner) digit(i int) bool { return i < len(s.text) && '0' <= s.text[i] && s.text[i] <= '9' }

// afterNumber reports whether a number ends right here, so that a point is a
// full stop or part of a version.
func (s *scanner) afterNumber() bool {
	n := len(s.toks)
	return n > 0 && s.toks[n-1].kind != symbol && int(s.toks[n-1].end) == s.pos
}

func (s *scanner) add(t token) {
	t.spaced, t.sentence = s.spaced, s.sentence
	s.spaced = false
	s.pos = int(t.end)
	s.toks = append(s.toks, t)
}

// wide reads a character beyond ASCII: a letter, a blank, a dash or a sign.
func (s *scanner) wide() {
	r, size := utf8.DecodeRuneInString(s.text[s.pos:])
	switch {
	case unicode.IsLetter(r):
		s.word()
	case unicode.IsSpace(r) || r == '\u200b':
		s.pos += size
		s.spaced = true
	default:
		s.sign(plain(r), size)
	}
}

// plain maps the signs of typesetting to one byte each; '~' is any other.
func plain(r rune) byte {
	switch r {
	case '‐', '‑', '‒', '–', '—', '−', '－', '﹣':
		return '-'
	case '±', '∓':
		return '+'
	case '≤', '⩽', '≦':
		return '<'
	case '≥', '⩾', '≧':
		return '>'
	case '·', '∙':
		return '.'
	case '×':
		return 'x'
	case '％':
		return '%'
	case '（', '［':
		return '('
	case '）', '］':
		return ')'
	case '＝':
		return '='
	}
	return '~'
}

// sign adds one sign. "+/-", "+-" and "&lt;" become one token.
func (s *scanner) sign(c byte, size int) {
	rest := s.text[s.pos:]
	for _, m := range [...]struct {
		text string
		sym  byte
	}{{"+/-", '+'}, {"+-", '+'}, {"+/−", '+'}, {"&lt;", '<'}, {"&gt;", '>'}, {"</=", '<'}, {">/=", '>'}, {"<=", '<'}, {">=", '>'}} {
		if c == m.text[0] && len(rest) >= len(m.text) && rest[:len(m.text)] == m.text {
			c, size = m.sym, len(m.text)
			break
		}
	}
	switch c {
	case '(', '[':
		s.depth++
	case ')', ']':
		s.depth = max(0, s.depth-1)
	}
	s.add(token{start: int32(s.pos), end: int32(s.pos + size), kind: symbol, sym: c})
	if c == '.' && s.endsSentence() || c == '?' || c == '!' {
		s.sentence++
	}
}

// endsSentence looks around a full stop: an abbreviation or one letter before
// it, or a small letter after it, keep the sentence going.
func (s *scanner) endsSentence() bool {
	var before token
	if n := len(s.toks); n >= 2 {
		before = s.toks[n-2]
	}
	if before.kind == word && before.entry.is(wAbbreviation) || before.kind == symbol && (before.sym == '=' || before.sym == '<' || before.sym == '>') {
		return false
	}
	i := s.pos
	for i < len(s.text) && i < s.pos+4 && (s.text[i] == ' ' || s.text[i] == '\n') {
		i++
	}
	if s.depth > 0 && before.kind == number && before.decimals == 0 && s.digit(i) {
		return false // "(RR 2. 14)"
	}
	if i == s.pos && i < len(s.text) && 'A' <= s.text[i] && s.text[i] <= 'Z' {
		return before.kind == word && before.end-before.start > 3 // "… in analyses.MAIN RESULTS …"
	}
	return i >= len(s.text) || i > s.pos && !('a' <= s.text[i] && s.text[i] <= 'z')
}

// word reads letters, with digits inside ("HbA1c", "Ome20").
func (s *scanner) word() {
	var buf [24]byte
	n, i := 0, s.pos
	for i < len(s.text) {
		c := s.text[i]
		size := 1
		if c >= utf8.RuneSelf {
			var r rune
			r, size = utf8.DecodeRuneInString(s.text[i:])
			if !unicode.IsLetter(r) {
				break
			}
			c = '~'
		} else if !('a' <= c|0x20 && c|0x20 <= 'z') && !('0' <= c && c <= '9') {
			break
		}
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if n < len(buf) {
			buf[n] = c
			n++
		}
		i += size
	}
	e := lexicon[string(buf[:n])]
	s.add(token{start: int32(s.pos), end: int32(i), kind: word, entry: e, value: float64(e.value)})
}

// number reads digits, thousands and decimals.
func (s *scanner) number() {
	t := token{start: int32(s.pos), kind: number}
	i, digits := s.pos, 0
	v := 0.0
	take := func() {
		v = v*10 + float64(s.text[i]-'0')
		digits++
		i++
	}
	for s.digit(i) {
		take()
	}
	for group := i - s.pos; group >= 1 && group <= 3; {
		skip := separator(s.text[i:])
		if skip == 0 || !s.digit(i+skip) || !s.digit(i+skip+1) || !s.digit(i+skip+2) || s.digit(i+skip+3) {
			break
		}
		i += skip
		take()
		take()
		take()
	}
	if point := decimalPoint(s.text[i:], digits == 1 && v == 0); point > 0 && s.digit(i+point) {
		i += point
		for s.digit(i) {
			take()
			if t.decimals < 100 {
				t.decimals++
			}
		}
	}
	t.odd = digits > 12 || t.decimals > 8
	if !t.odd {
		t.value = v / math.Pow10(int(t.decimals))
	}
	t.end = int32(i)
	s.add(t)
}

// separator is the length of a thousands separator at the start of s.
func separator(s string) int {
	if s == "" {
		return 0
	}
	if s[0] == ',' {
		return 1
	}
	if r, size := utf8.DecodeRuneInString(s); r == '\u2009' || r == '\u202f' || r == '\u00a0' {
		return size
	}
	return 0
}

// decimalPoint is the length of a decimal point; after a lone zero a comma
// counts as one ("0,75").
func decimalPoint(s string, zero bool) int {
	switch {
	case s == "":
		return 0
	case s[0] == '.', s[0] == ',' && zero:
		return 1
	}
	if r, size := utf8.DecodeRuneInString(s); r == '·' || r == '∙' {
		return size
	}
	return 0
}

// joinSplit repairs decimals that older abstracts print with a blank after
// the point ("P =. 05", "2. 14" inside brackets), and marks numbers whose
// extent stays unclear: dates, versions and numbers glued to letters.
func joinSplit(toks []token) {
	depth := 0
	for i := range toks {
		t := &toks[i]
		switch {
		case t.kind == symbol && (t.sym == '(' || t.sym == '['):
			depth++
		case t.kind == symbol && (t.sym == ')' || t.sym == ']'):
			depth = max(0, depth-1)
		case t.kind == symbol && t.sym == '.' && i > 0 && i+1 < len(toks) && toks[i+1].kind == number && toks[i+1].spaced && toks[i+1].decimals == 0 && toks[i-1].isSign("=<>"):
			b := &toks[i+1] // "P =. 05"
			b.decimals = int8(b.end - b.start)
			b.value /= math.Pow10(int(b.decimals))
			b.start, t.sym = t.start, ' '
		case t.kind == number && i > 1 && !t.spaced && toks[i-1].isSign("-") && !toks[i-1].spaced && toks[i-2].kind == word && !toks[i-2].entry.is(wCI|wTime|wMeasureWord|wGroup):
			t.odd = true // "DA-3031"
		case t.kind == number && i+1 < len(toks):
			next := &toks[i+1]
			if !next.spaced && next.kind != symbol && !next.entry.is(wUnit|wLink|wMeasureWord|wVersus) {
				t.odd = true
			}
			if i+2 < len(toks) && next.kind == symbol && next.sym == '.' && !next.spaced {
				joinPoint(t, next, &toks[i+2], depth)
			}
		}
	}
}

// joinPoint looks at number, point, number.
func joinPoint(a, point, b *token, depth int) {
	switch {
	case b.kind != number:
	case !b.spaced: // 1.2.3
		a.odd, b.odd = true, true
	case depth > 0 && a.decimals == 0 && b.decimals == 0 && a.value < 100 && b.end-b.start <= 3:
		digits := int8(b.end - b.start)
		b.value = a.value + b.value/math.Pow10(int(digits))
		b.decimals, b.start, b.spaced = digits, a.start, a.spaced
		b.sentence = a.sentence
		a.kind, a.sym, point.sym = symbol, ' ', ' '
	}
}
