package design

import (
	"unicode"
	"unicode/utf8"
)

// token is one word or number of a text.
type token struct {
	start, end int32 // bytes
	word       int32 // number in the vocabulary, 0 when no cue knows the word
	sentence   int32
	digits     bool // a number, or begins with a digit
}

// scan splits text into words and numbers. Hyphens and apostrophes separate
// words. Only words of the vocabulary are told apart.
func scan(text string, toks []token) []token {
	var buf [24]byte
	sentence := int32(0)
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case wordByte[c] || c >= utf8.RuneSelf && letterAt(text[i:]):
			t := token{start: int32(i), sentence: sentence, digits: c <= '9'}
			n := 0
			i, n = readWord(text, i, &buf)
			t.end = int32(i)
			t.word = lexicon.words[string(buf[:n])]
			toks = append(toks, t)
		case (c == '.' || c == '?' || c == '!' || c == ';') && endsSentence(text, i):
			sentence++
			i++
		default:
			i++
		}
	}
	return toks
}

// wordByte says which ASCII bytes make words.
var wordByte = func() (t [256]bool) {
	for c := range t {
		t[c] = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
	}
	return t
}()

func letterAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// readWord puts the lower-case form of the word at i into buf, cut to its
// size, and returns where the word ends.
func readWord(text string, i int, buf *[24]byte) (end, n int) {
	for i < len(text) {
		c := text[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[i:])
			if !unicode.IsLetter(r) {
				break
			}
			i += size
			c = '~' // no cue has letters beyond ASCII
		} else {
			if !wordByte[c] {
				break
			}
			i++
			if 'A' <= c && c <= 'Z' {
				c |= 0x20
			}
		}
		if n < len(buf) {
			buf[n] = c
			n++
		}
	}
	return i, n
}

// endsSentence reports whether the mark at i ends a sentence: only blanks,
// closing brackets or quotes follow before a capital, a digit or the end.
func endsSentence(text string, i int) bool {
	for j := i + 1; j < len(text) && j < i+6; j++ {
		switch c := text[j]; {
		case c == ' ' || c == '\n' || c == '\t' || c == ')' || c == '"' || c == ']':
		case 'A' <= c && c <= 'Z':
			return j > i+1
		default:
			return text[i] == ';'
		}
	}
	return true
}
