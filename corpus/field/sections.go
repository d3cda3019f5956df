package field

import (
	"regexp"
	"strings"
)

// label is the heading of a section inside running text: capitals and a colon
// behind the end of a sentence.
var label = regexp.MustCompile(`[.?!)\]”"%;] ([A-Z][A-Z][A-Z0-9 ,&/'()-]{1,68}: )`)

// Sections puts the labelled sections of an abstract on lines of their own, if
// it begins with a label: "AIM: … METHODS: …". Other text is left as it is.
func Sections(s string) string {
	colon := strings.IndexByte(s, ':')
	if colon < 3 || colon > 70 || strings.ToUpper(s[:colon]) != s[:colon] {
		return s
	}
	return label.ReplaceAllStringFunc(s, func(m string) string {
		end := strings.IndexByte(m, ' ')
		return m[:end] + "\n" + m[end+1:]
	})
}
