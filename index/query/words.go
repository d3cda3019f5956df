package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// style says which characters are wildcards in a syntax.
type style uint8

const (
	pubmedStyle style = iota // * anywhere; ? and # only inside a word; *3 up to three characters
	ovidStyle                // * $ : any number; ? none or one; # one; $3 up to three characters
)

// Wildcards are marked by characters of the private use area, which never
// are part of a word, until the words are cut.
const (
	markAny      = '\uE000'
	markOptional = '\uE001'
	markOne      = '\uE002'
	maxLimited   = 30 // longest limited truncation; a longer one is unlimited
)

// patterns cuts text into folded words, in which wildcards stand as * ? #.
func patterns(text string, st style) []string {
	s := scanner{src: lowerASCII(markWildcards(text, st)), wild: true}
	var out []string
	for s.next() {
		out = append(out, tidyWildcards(s.term()))
	}
	return out
}

// markWildcards replaces the wildcards of text by their marks.
func markWildcards(text string, st style) string {
	if !strings.ContainsAny(text, "*$?#:\uE000\uE001\uE002") {
		return text
	}
	var b strings.Builder
	inside := false // a word has begun that goes on here
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		rest := text[i+size:]
		switch {
		case isMark(r):
			r = ' '
		case r == '*' || r == '$' && st == ovidStyle:
			n, digits := limit(rest)
			if size += digits; digits > 0 {
				b.WriteString(strings.Repeat(string(markOptional), n-1))
				r = markOptional
			} else {
				r = markAny
			}
		case r == ':' && st == ovidStyle && inside && !startsWord(rest):
			r = markAny
		case r == '?' && (startsWord(rest) || st == ovidStyle && inside):
			r = markOptional
		case r == '#' && (inside || startsLetter(rest)):
			r = markOne
		}
		b.WriteRune(r)
		inside = goesOnInside(inside, r)
		i += size
	}
	return b.String()
}

// limit reads the number behind a truncation sign, when the word ends with it.
func limit(rest string) (n, digits int) {
	for digits < len(rest) && digitAt(rest, digits) {
		n = min(n*10+int(rest[digits]-'0'), maxLimited+1)
		digits++
	}
	if n == 0 || n > maxLimited || startsWord(rest[digits:]) {
		return 0, 0
	}
	return n, digits
}

func isMark(r rune) bool { return r >= markAny && r <= markOne }

// goesOnInside reports whether a word goes on behind r, given whether one was
// going on before it; bare marks and joiners begin none.
func goesOnInside(before bool, r rune) bool {
	switch {
	case isMark(r):
		return true
	case unicode.IsMark(r) || isJoiner(r):
		return before
	}
	return isWordRune(r) && !isIdeograph(r)
}

func startsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isWordRune(r) || r == '*' || r == '?' || r == '#' || r == '$'
}

// startsLetter tells the # of "#bc" from that of "item #3".
func startsLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) && isWordRune(r) || r == '*' || r == '?' || r == '#'
}

// written returns a pattern as it is typed: optional characters at the end
// become a limited truncation, and a * before final digits is kept from
// reading as one.
func written(pattern string) string {
	body := strings.TrimRight(pattern, "?")
	if n := len(pattern) - len(body); n > 0 {
		return body + "*" + itoa(n)
	}
	if stem := strings.TrimRight(pattern, "0123456789"); len(stem) < len(pattern) && strings.HasSuffix(stem, "*") {
		return stem + "?" + pattern[len(stem):]
	}
	return pattern
}
