package tagline

import (
	"strings"

	"appraise/corpus/field"
	"appraise/corpus/markup"
)

// Widths between which the lines of wrapped text end.
const (
	minWrap = 60
	maxWrap = 100
)

// Unwrap undoes the wrapping of running text at about 80 characters: where
// all lines of a paragraph but its last have that width, they are one line.
// An empty line always ends a paragraph, a labelled section always begins one.
func Unwrap(value string) string {
	if !strings.ContainsRune(value, '\n') {
		return value
	}
	var out []string
	for _, paragraph := range strings.Split(value, "\n\n") {
		lines := strings.Split(strings.Trim(paragraph, "\n"), "\n")
		wrapped := len(lines) > 1
		for _, line := range lines[:len(lines)-1] {
			if n := len([]rune(line)); n < minWrap || n > maxWrap {
				wrapped = false
			}
		}
		if wrapped && len([]rune(lines[len(lines)-1])) > maxWrap {
			wrapped = false
		}
		if wrapped {
			lines = []string{strings.Join(lines, " ")}
		}
		out = append(out, lines...)
	}
	return strings.Join(out, "\n")
}

// Abstract reads the value of an abstract: lines unwrapped, markup resolved,
// labelled sections on lines of their own.
func Abstract(value string) string {
	return field.Sections(markup.Block(Unwrap(value)))
}
