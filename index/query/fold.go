package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold brings a value into the form in which whole values are compared: its
// tokens with one space between them. "Heart Defects, Congenital" and
// "heart defects congenital" are one value.
func Fold(value string) string {
	tokens := Tokens(value)
	if len(tokens) == 1 {
		return tokens[0].Term
	}
	var b strings.Builder
	for i, t := range tokens {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.Term)
	}
	return b.String()
}

// FoldID brings an identifier into the form in which it is compared: lower
// case, no surrounding space or final full stop, no address or scheme in front.
func FoldID(value string) string {
	v := strings.ToLower(strings.TrimSpace(value))
	for _, p := range [...]string{"https://", "http://", "dx.doi.org/", "doi.org/", "doi:", "pmid:", "pmc:", "pii:"} {
		v = strings.TrimSpace(strings.TrimPrefix(v, p))
	}
	return strings.TrimSuffix(v, ".")
}

// NameMatches reports whether an author's name is found by a search for name.
// Both are first folded with Fold; value is written "family initials".
// As in PubMed, a family name alone finds every bearer, and initials find
// longer initials: "smith j" finds "Smith JA". With exact, which a search in
// quotation marks asks for, both must be the same.
func NameMatches(value, name string, exact bool) bool {
	v, n := Fold(value), Fold(name)
	if v == n || exact || n == "" {
		return v == n && n != ""
	}
	rest, ok := strings.CutPrefix(v, n)
	if !ok {
		return false
	}
	if rest[0] == ' ' {
		return true
	}
	space := strings.LastIndexByte(n, ' ')
	return space > 0 && len(n)-space <= maxInitials+1 && len(rest) <= maxInitials && !strings.Contains(rest, " ")
}

// maxInitials is the most letters of a word that are read as initials.
const maxInitials = 3

// special are letters that Unicode does not decompose into a base letter, and
// two that it would turn into something else.
func special(r rune) string {
	switch r {
	case 'æ', 'ǽ', 'ǣ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø', 'ǿ':
		return "o"
	case 'ß', 'ẞ':
		return "ss"
	case 'đ', 'ð':
		return "d"
	case 'þ':
		return "th"
	case 'ł':
		return "l"
	case 'ħ':
		return "h"
	case 'ı':
		return "i"
	case 'ς':
		return "σ"
	case '·':
		return "."
	case 'ゟ':
		return "ゟ"
	}
	return ""
}

// foldWord folds a word with letters beyond ASCII: compatibility
// decomposition, lower case, no combining marks of the Latin, Greek and
// Cyrillic scripts, no joiners.
func foldWord(word string) string {
	var b strings.Builder
	b.Grow(len(word))
	for _, r := range word {
		r = unicode.ToLower(r)
		if r < 0x80 {
			b.WriteRune(r)
		} else if isMark(r) {
			b.WriteByte("*?#"[r-markAny])
		} else if s := special(r); s != "" {
			b.WriteString(s)
		} else if !isJoiner(r) {
			foldRune(&b, r)
		}
	}
	return b.String()
}

func foldRune(b *strings.Builder, r rune) {
	var in [utf8.UTFMax]byte
	var out [32]byte
	for rest := norm.NFKD.Append(out[:0], utf8.AppendRune(in[:0], r)...); len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		rest = rest[size:]
		r = unicode.ToLower(r)
		switch s := special(r); {
		case r >= 0x300 && r <= 0x36F:
		case s != "" && s != ".":
			b.WriteString(s)
		case isWordRune(r):
			b.WriteRune(r)
		}
	}
}
