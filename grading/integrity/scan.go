package integrity

import (
	"unicode"
	"unicode/utf8"
)

type tokenKind uint8

const (
	symbol tokenKind = iota
	number
	word
)

// token is one piece of text. Numbers keep their digits; words carry what the
// lexicon says of them; symbols carry one canonical character.
type token struct {
	start, end int32
	sentence   int32
	kind       tokenKind
	sym        byte  // '-' for every dash, '+' for ±, '<' and '>' also for ≤ and ≥, 'x' for ×
	spaced     bool  // white space before
	broken     bool  // a number whose extent is doubtful ("0. 92", "13 388", "0,75"); never used
	decimals   int8  // of a number
	unscaled   int64 // of a number
	entry      entry // of a word
}

// scan cuts text into tokens in one pass.
func scan(text string, into []token) []token {
	s := scanner{text: text, toks: into[:0]}
	for s.pos < len(text) {
		c := text[s.pos]
		switch {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			s.pos++
			s.spaced = true
		case '0' <= c && c <= '9':
			s.number()
		case c == '.' && s.digitAt(s.pos+1) && !s.gluedNumber():
			s.number()
		case c < utf8.RuneSelf && !asciiLetter(c):
			s.symbol(c, 1)
		default:
			s.wide(c)
		}
	}
	s.markBroken()
	return s.toks
}

type scanner struct {
	text     string
	pos      int
	spaced   bool
	sentence int32
	toks     []token
}

func asciiLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func (s *scanner) digitAt(i int) bool { return i < len(s.text) && '0' <= s.text[i] && s.text[i] <= '9' }

// gluedNumber reports whether the token just read is a number or a word
// without space after it, so that a point belongs to a version or to "x2.9"
// and not to ".05".
func (s *scanner) gluedNumber() bool {
	n := len(s.toks)
	return n > 0 && s.toks[n-1].kind != symbol && int(s.toks[n-1].end) == s.pos
}

func (s *scanner) add(t token) {
	t.spaced, t.sentence = s.spaced, s.sentence
	s.spaced = false
	s.pos = int(t.end)
	s.toks = append(s.toks, t)
}

// wide reads what begins with a letter or a character beyond ASCII.
func (s *scanner) wide(c byte) {
	r, size := rune(c), 1
	if c >= utf8.RuneSelf {
		r, size = utf8.DecodeRuneInString(s.text[s.pos:])
	}
	switch {
	case unicode.IsLetter(r):
		s.word()
	case unicode.IsSpace(r):
		s.pos += size
		s.spaced = true
	default:
		s.symbol(canonical(r), size)
	}
}

// canonical maps the dashes, relations and operators of typesetting to one
// character each, and anything else to '~'.
func canonical(r rune) byte {
	switch r {
	case '‐', '‑', '‒', '–', '—', '−', '﹣', '－', '\u00ad':
		return '-'
	case '±', '∓':
		return '+'
	case '≤', '⩽', '≦', '‹':
		return '<'
	case '≥', '⩾', '≧', '›':
		return '>'
	case '×', '∙', '⋅':
		return 'x'
	case '·':
		return '.'
	case '（':
		return '('
	case '）':
		return ')'
	case '％':
		return '%'
	case '＝':
		return '='
	}
	return '~'
}

func (s *scanner) symbol(c byte, size int) {
	s.add(token{start: int32(s.pos), end: int32(s.pos + size), kind: symbol, sym: c})
	if c == '.' && s.endsSentence() || c == '?' || c == '!' {
		s.sentence++
	}
}

// endsSentence looks at what surrounds a full stop: an abbreviation before
// it, or a small letter after it, keep the sentence going.
func (s *scanner) endsSentence() bool {
	n := len(s.toks)
	if n >= 2 && s.toks[n-2].kind == word && s.toks[n-2].entry.is(wAbbreviation) {
		return false
	}
	i := s.pos
	for i < len(s.text) && i < s.pos+4 && s.text[i] == ' ' {
		i++
	}
	if i == s.pos && i < len(s.text) {
		return s.text[i] == '\n'
	}
	return i >= len(s.text) || !('a' <= s.text[i] && s.text[i] <= 'z')
}

// word reads letters, and digits inside words ("I2", "HbA1c", "t28").
// Superscript digits count as digits.
func (s *scanner) word() {
	var buf [24]byte
	n, i := 0, s.pos
	for i < len(s.text) {
		r, size := rune(s.text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s.text[i:])
		}
		if !unicode.IsLetter(r) && !('0' <= r && r <= '9') && r != '²' {
			break
		}
		n = fold(buf[:], n, r)
		i += size
	}
	s.add(token{start: int32(s.pos), end: int32(i), kind: word, entry: lexicon[string(buf[:n])]})
}

// fold appends the lower-case form of r to buf; χ becomes "chi" and ²
// becomes 2. Longer words than buf are cut, as the lexicon has none.
func fold(buf []byte, n int, r rune) int {
	put := func(c byte) {
		if n < len(buf) {
			buf[n] = c
			n++
		}
	}
	switch {
	case 'A' <= r && r <= 'Z':
		put(byte(r) | 0x20)
	case r < utf8.RuneSelf:
		put(byte(r))
	case r == '²':
		put('2')
	case r == 'χ' || r == 'Χ':
		put('c')
		put('h')
		put('i')
	default:
		put('~')
	}
	return n
}

// number reads digits with thousands separators (a comma or a thin space
// before exactly three digits) and a decimal part.
func (s *scanner) number() {
	t := token{start: int32(s.pos), kind: number}
	i, group := s.pos, 0
	digits := 0
	take := func(c byte) {
		if digits++; digits <= maxDigits {
			t.unscaled = t.unscaled*10 + int64(c-'0')
		}
	}
	for ; s.digitAt(i); i++ {
		take(s.text[i])
		group++
	}
	for group > 0 && group <= 3 && !s.degreesOfFreedom() {
		skip := separator(s.text[i:])
		if skip == 0 || !s.threeDigits(i+skip) {
			break
		}
		for j := range 3 {
			take(s.text[i+skip+j])
		}
		i += skip + 3
	}
	if point := decimalPoint(s.text[i:]); point > 0 && s.digitAt(i+point) {
		for i += point; s.digitAt(i); i++ {
			take(s.text[i])
			t.decimals = int8(min(int(t.decimals)+1, 100))
		}
	}
	t.broken = digits > maxDigits || t.decimals > maxDecimals
	t.end = int32(i)
	s.add(t)
}

// degreesOfFreedom is true right after "F(", where a comma never groups
// thousands.
func (s *scanner) degreesOfFreedom() bool {
	n := len(s.toks)
	return n >= 2 && s.toks[n-1].kind == symbol && s.toks[n-2].kind == word && s.toks[n-2].entry.is(wF)
}

// separator returns the length of a thousands separator at the start of s.
func separator(s string) int {
	if s == "" {
		return 0
	}
	if s[0] == ',' {
		return 1
	}
	r, size := utf8.DecodeRuneInString(s)
	if r == '\u2009' || r == '\u202f' || r == '\u00a0' {
		return size
	}
	return 0
}

func decimalPoint(s string) int {
	switch {
	case s == "":
		return 0
	case s[0] == '.':
		return 1
	}
	if r, size := utf8.DecodeRuneInString(s); r == '·' || r == '∙' {
		return size
	}
	return 0
}

func (s *scanner) threeDigits(i int) bool {
	return s.digitAt(i) && s.digitAt(i+1) && s.digitAt(i+2) && !s.digitAt(i+3)
}

// markBroken marks numbers whose extent cannot be told: split decimals
// ("0. 92"), thousands with a plain space ("13 388"), decimal commas
// ("0,75"), numbers glued to letters ("5HT"), dates and versions ("1.2.3").
func (s *scanner) markBroken() {
	for i := range s.toks {
		t := &s.toks[i]
		if t.kind != number || i+1 >= len(s.toks) {
			continue
		}
		next := &s.toks[i+1]
		switch {
		case next.kind == number && (!next.spaced || t.decimals == 0 && next.decimals == 0 && next.end-next.start == 3 && t.end-t.start <= 3):
			t.broken, next.broken = true, true
		case next.kind == symbol && !next.spaced && i+2 < len(s.toks) && s.toks[i+2].kind == number:
			s.splitNumber(t, next, &s.toks[i+2])
		}
	}
}

// splitNumber looks at number, symbol, number.
func (s *scanner) splitNumber(a, sym, b *token) {
	switch {
	case sym.sym == '.' && (!b.spaced || a.decimals == 0 && b.end-b.start <= 2):
		a.broken, b.broken = true, true
	case sym.sym == ',' && !b.spaced && a.decimals == 0 && b.decimals == 0:
		a.broken, b.broken = true, true
	}
}
