// Package markup turns the markup that titles and abstracts carry into plain
// Unicode text without changing a number: 10<sup>6</sup> becomes 10⁶, CO<sub>2
// </sub> becomes CO₂, <i> and its like are dropped, MathML becomes its
// alternative text or one line of text, entities are resolved once.
//
// Only the tags of a closed list count in Text and Block, so that "a<b, then
// c>d" survives. XML and XMLBlock are for text that is known to be XML, where
// every tag is a tag. All results are NFC without control characters.
package markup

import (
	"fmt"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Text returns s as one line of plain text.
func Text(s string) string { return convert(s, false, false) }

// Block returns s as plain text that keeps its line breaks. Paragraphs begin
// on new lines, and headings stand before them as "METHODS: ".
func Block(s string) string { return convert(s, false, true) }

// XML returns the content of an XML element as one line of plain text.
func XML(s string) string { return convert(s, true, false) }

// XMLBlock is XML for content with paragraphs.
func XMLBlock(s string) string { return convert(s, true, true) }

// Clean returns s in NFC, on one line, with single spaces and without control
// characters. Markup is left as it is.
func Clean(s string) string { return clean(s, false) }

// CleanBlock is Clean for text whose line breaks mean something.
func CleanBlock(s string) string { return clean(s, true) }

// Escape returns text in a form that Text and Block read back as it is: only
// where text itself looks like markup, its & and < are written as entities.
func Escape(text string) string {
	if !strings.ContainsAny(text, "<&") || Block(text) == CleanBlock(text) {
		return text
	}
	return entities.Replace(text)
}

// EscapeItem is Escape for one value of a list: the characters of cut, at which
// the list is split, are written as entities.
func EscapeItem(text, cut string) string {
	if !strings.ContainsAny(text, cut) {
		// The sign that follows may close what looks like an entity: "&and;".
		if next := text + cut; Escape(next) == next {
			return text
		}
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case strings.ContainsRune(cut, r):
			fmt.Fprintf(&b, "&#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

var entities = strings.NewReplacer("&", "&amp;", "<", "&lt;")

func convert(s string, strict, block bool) string {
	if strings.IndexByte(s, '<') < 0 && strings.IndexByte(s, '&') < 0 {
		return clean(s, block)
	}
	return clean(render(s, strict, block), block)
}

// Unescape resolves the entities of s once. Only those that end in a semicolon
// count.
func Unescape(s string) string {
	at := strings.IndexByte(s, '&')
	if at < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for at >= 0 {
		b.WriteString(s[:at])
		s = s[at:]
		end := strings.IndexByte(s[:min(len(s), 34)], ';')
		if end < 2 || strings.ContainsAny(s[1:end], " &\t\n") {
			b.WriteByte('&')
			s = s[1:]
		} else {
			b.WriteString(html.UnescapeString(s[:end+1]))
			s = s[end+1:]
		}
		at = strings.IndexByte(s, '&')
	}
	b.WriteString(s)
	return b.String()
}

// word lists the bytes that no cleaning touches: ASCII without white space and
// control characters.
var word = func() (t [256]bool) {
	for c := '!'; c <= '~'; c++ {
		t[c] = true
	}
	return t
}()

// plainEnd returns how much of s from i on clean leaves as it is: words of
// ASCII with single spaces, and with single line breaks where block is set.
// A gap counts only with the word behind it.
func plainEnd(s string, i int, block bool) int {
	for {
		for i < len(s) && word[s[i]] {
			i++
		}
		if i+1 >= len(s) || s[i] != ' ' && (s[i] != '\n' || !block) || !word[s[i+1]] {
			return i
		}
		i += 2
	}
}

// clean drops control characters and folds white space: a run of it is one
// space, or one line break where block is set and the run holds one.
func clean(s string, block bool) string {
	if s == "" || word[s[0]] && plainEnd(s, 0, block) == len(s) {
		return s
	}
	var out strings.Builder
	out.Grow(len(s))
	var gap byte
	compose := false
	for i := 0; i < len(s); {
		size := 0
		switch c := s[i]; {
		case word[c]:
			size = plainEnd(s, i, block) - i
		case c == '\n' || c == '\r':
			gap = newline(gap, block)
			i++
			continue
		case c == ' ' || c >= '\t' && c <= '\r':
			gap = max(gap, ' ')
			i++
			continue
		case c < utf8.RuneSelf:
			i++
			continue
		default:
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			if r == '\u2028' || r == '\u2029' || r == '\u0085' {
				gap = newline(gap, block)
				i += size
				continue
			}
			if unicode.IsSpace(r) || unicode.IsControl(r) {
				if unicode.IsSpace(r) {
					gap = max(gap, ' ')
				}
				i += size
				continue
			}
			compose = compose || r >= 0x300
		}
		if gap != 0 && out.Len() > 0 {
			if gap == lineGap {
				gap = '\n'
			}
			out.WriteByte(gap)
		}
		gap = 0
		if size == 1 && s[i] >= utf8.RuneSelf {
			out.WriteString("\uFFFD") // part of no character
		} else {
			out.WriteString(s[i : i+size])
		}
		i += size
	}
	if compose {
		return norm.NFC.String(out.String())
	}
	return out.String()
}

// lineGap stands for a run of white space that holds a line break.
const lineGap = 0x7f

func newline(gap byte, block bool) byte {
	if block {
		return lineGap
	}
	return max(gap, ' ')
}
