package query

import (
	"unicode"
	"unicode/utf8"
)

// Token is one word of a text as it is indexed and searched.
type Token struct {
	Term       string // folded: lower case, without accents and possessive 's
	Pos        int    // position, consecutive within a section
	Start, End int    // byte offsets in the text, End exclusive
}

// SectionGap is added to the position between the sections of a field (and by
// an index that puts several fields into one, between the fields): the first
// word of the next section has the position of the last word of the section
// before it, plus SectionGap. No phrase or proximity search reaches across,
// because MaxNear is smaller.
const SectionGap = 100

// MaxNear is the largest number of words a proximity search may allow between
// its terms.
const MaxNear = SectionGap - 2

// Tokens cuts a text into words. The rules, which the parser, Match and the
// index share:
//
//   - A word is a run of Unicode letters, digits and marks. Everything else
//     separates, hyphens, slashes and underscores included.
//   - Upper case becomes lower case; accents are dropped and compatibility
//     forms written out (é → e, ﬁ → fi, ² → 2, ø → o, ß → ss).
//   - An apostrophe separates; a final 's (or ’s) is dropped: "women's" and
//     "women" are one term, "O'Brien" is two words.
//   - A full stop between two digits belongs to the number, and so does a
//     raised dot, which becomes a full stop: "0.05", "0·05". A comma never does.
//   - Soft hyphens and zero-width joiners are dropped from within a word.
//   - Han and Hiragana characters are a word each.
//   - Positions are consecutive from 0. Nothing is dropped: no stop words, no
//     shortest or longest word, no stemming.
func Tokens(text string) []Token { return AppendTokens(nil, text, 0) }

// AppendTokens appends the tokens of text to dst, the first at position pos.
// Terms share memory with one lowered copy of text (with text itself, when it
// has no upper-case letters).
func AppendTokens(dst []Token, text string, pos int) []Token {
	low := lowerASCII(text)
	s := scanner{src: low}
	for s.next() {
		dst = append(dst, Token{Term: s.term(), Pos: pos, Start: s.start, End: s.end})
		pos++
	}
	return dst
}

// Sections returns the tokens of the sections of one field, with SectionGap
// between sections. Sections without words take no positions. Start and End
// count from the beginning of each section.
func Sections(sections ...string) []Token {
	var out []Token
	pos := 0
	for _, text := range sections {
		before := len(out)
		out = AppendTokens(out, text, pos)
		if len(out) > before {
			pos = out[len(out)-1].Pos + SectionGap
		}
	}
	return out
}

// NextSection returns the position at which the section after tokens begins.
func NextSection(tokens []Token) int {
	if len(tokens) == 0 {
		return 0
	}
	return tokens[len(tokens)-1].Pos + SectionGap
}

// scanner finds words in a text whose ASCII letters are already lower case.
type scanner struct {
	src        string
	at         int
	start, end int
	plain      bool   // the word needs no folding
	folded     string // the folded word, when it is not plain
	wild       bool   // marks of wildcards are part of words
}

// Classes of ASCII bytes.
const (
	cLetter = 1
	cDigit  = 2
)

var asciiClass = [128]uint8{
	'0': cDigit, '1': cDigit, '2': cDigit, '3': cDigit, '4': cDigit, '5': cDigit, '6': cDigit, '7': cDigit, '8': cDigit, '9': cDigit,
	'a': cLetter, 'b': cLetter, 'c': cLetter, 'd': cLetter, 'e': cLetter, 'f': cLetter, 'g': cLetter, 'h': cLetter, 'i': cLetter,
	'j': cLetter, 'k': cLetter, 'l': cLetter, 'm': cLetter, 'n': cLetter, 'o': cLetter, 'p': cLetter, 'q': cLetter, 'r': cLetter,
	's': cLetter, 't': cLetter, 'u': cLetter, 'v': cLetter, 'w': cLetter, 'x': cLetter, 'y': cLetter, 'z': cLetter,
}

// next moves to the next word and reports whether there is one.
func (s *scanner) next() bool {
	for s.at < len(s.src) {
		c := s.src[s.at]
		if c < utf8.RuneSelf {
			if asciiClass[c] == 0 {
				s.at++
				continue
			}
			s.word()
			if s.possessive() || !s.fold() {
				continue
			}
			return true
		}
		r, size := utf8.DecodeRuneInString(s.src[s.at:])
		switch {
		case isIdeograph(r):
			s.ideograph(size)
		case isWordRune(r) || s.wild && isMark(r):
			s.word()
		default:
			s.at += size
			continue
		}
		if s.fold() {
			return true
		}
	}
	return false
}

// ideograph reads one character of size bytes and the marks after it.
func (s *scanner) ideograph(size int) {
	s.start, s.plain = s.at, false
	for s.at += size; s.at < len(s.src); s.at += size {
		var r rune
		if r, size = utf8.DecodeRuneInString(s.src[s.at:]); !unicode.IsMark(r) {
			break
		}
	}
	s.end = s.at
}

// fold folds the word just read and reports whether anything is left of it;
// bare marks and joiners leave nothing.
func (s *scanner) fold() bool {
	if s.plain {
		return true
	}
	s.folded = foldWord(s.src[s.start:s.end])
	return s.folded != ""
}

// word reads the word that begins at s.at.
func (s *scanner) word() {
	s.start, s.plain = s.at, true
	for s.at < len(s.src) {
		c := s.src[s.at]
		if c < utf8.RuneSelf {
			if asciiClass[c] == 0 && !(c == '.' && s.betweenDigits(1)) {
				break
			}
			s.at++
			continue
		}
		r, size := utf8.DecodeRuneInString(s.src[s.at:])
		if isIdeograph(r) || !(isWordRune(r) || isJoiner(r) || s.wild && isMark(r) || r == '·' && s.betweenDigits(size)) {
			break
		}
		s.plain = false
		s.at += size
	}
	s.end = s.at
}

// betweenDigits reports whether the size bytes at s.at stand between two
// ASCII digits of the same word.
func (s *scanner) betweenDigits(size int) bool {
	return s.at > s.start && s.at+size < len(s.src) && digitAt(s.src, s.at-1) && digitAt(s.src, s.at+size)
}

// possessive reports whether the word just read is the s of a possessive.
func (s *scanner) possessive() bool {
	if s.end-s.start != 1 || s.src[s.start] != 's' {
		return false
	}
	before := s.src[:s.start]
	switch {
	case len(before) > 1 && before[len(before)-1] == '\'':
		before = before[:len(before)-1]
	case len(before) > 3 && (before[len(before)-3:] == "’" || before[len(before)-3:] == "‘"):
		before = before[:len(before)-3]
	case len(before) > 2 && before[len(before)-2:] == "ʼ":
		before = before[:len(before)-2]
	default:
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

func (s *scanner) term() string {
	if s.plain {
		return s.src[s.start:s.end]
	}
	return s.folded
}

func digitAt(s string, i int) bool { return s[i] >= '0' && s[i] <= '9' }

func isWordRune(r rune) bool {
	switch {
	case r == 'ʼ' || r >= 0xBC && r <= 0xBE || r >= 0x2150 && r <= 0x215F || r == 0x2189: // apostrophe, fractions
		return false
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

// isIdeograph reports whether r is a word of its own; enclosed characters
// (U+3200 to U+33FF) are, because they decompose into such.
func isIdeograph(r rune) bool {
	return r >= 0x2E80 && (unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hiragana, r) ||
		r >= 0x3200 && r <= 0x33FF && unicode.IsNumber(r))
}

func isJoiner(r rune) bool { return r == 0xAD || r == 0x200C || r == 0x200D || r == 0x2060 }

// lowerASCII lowers A–Z and leaves every byte offset as it is.
func lowerASCII(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 'A' && c <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if c := b[i]; c >= 'A' && c <= 'Z' {
					b[i] = c + 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}
