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

// plain reports whether s is ASCII that clean would not change.
func plain(s string, block bool) bool {
	if s == "" {
		return true
	}
	if s[0] == ' ' || s[len(s)-1] == ' ' || s[len(s)-1] == '\n' || s[0] == '\n' {
		return false
	}
	var before byte
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf || c < ' ' && (c != '\n' || !block) || c == 0x7f {
			return false
		}
		if (c == ' ' || c == '\n') && (before == ' ' || before == '\n') {
			return false
		}
		before = c
	}
	return true
}

// clean drops control characters and folds white space: a run of it is one
// space, or one line break where block is set and the run holds one.
func clean(s string, block bool) string {
	if plain(s, block) {
		return s
	}
	if firstHigh(s) == len(s) {
		return cleanASCII(s, block)
	}
	var b strings.Builder
	b.Grow(len(s))
	gap := rune(0)
	for _, r := range s {
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			gap = '\n'
			if !block {
				gap = ' '
			}
			continue
		case unicode.IsSpace(r):
			if gap == 0 {
				gap = ' '
			}
			continue
		case unicode.IsControl(r):
			continue
		}
		if gap != 0 && b.Len() > 0 {
			b.WriteRune(gap)
		}
		gap = 0
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// firstHigh returns the place of the first byte outside ASCII.
func firstHigh(s string) int {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return i
		}
	}
	return len(s)
}

// cleanASCII is clean for text of single bytes.
func cleanASCII(s string, block bool) string {
	out := make([]byte, 0, len(s))
	var gap byte
	for i := range len(s) {
		c := s[i]
		switch {
		case c > ' ' && c != 0x7f:
			if gap != 0 && len(out) > 0 {
				out = append(out, gap)
			}
			gap = 0
			out = append(out, c)
		case block && (c == '\n' || c == '\r'):
			gap = '\n'
		case gap == 0 && (c == ' ' || c >= '\t' && c <= '\r'):
			gap = ' '
		}
	}
	return string(out)
}
