package field

import "strings"

// Sections puts the labelled sections of an abstract on lines of their own, if
// it begins with a label: "AIM: … METHODS: …". Other text is left as it is.
func Sections(s string) string {
	colon := strings.IndexByte(s, ':')
	if colon < 3 || colon > 70 || strings.ToUpper(s[:colon]) != s[:colon] {
		return s
	}
	var out strings.Builder
	done := 0
	for at := colon + 1; at < len(s); {
		next := strings.Index(s[at:], ": ")
		if next < 0 {
			break
		}
		at += next
		if start := labelStart(s[:at]); start > 0 && s[start-1] == ' ' {
			if done == 0 {
				out.Grow(len(s))
			}
			out.WriteString(s[done : start-1])
			out.WriteByte('\n')
			done = start
		}
		at += 2
	}
	if done == 0 {
		return s
	}
	out.WriteString(s[done:])
	return out.String()
}

// labelStart returns where the label begins that ends s: capitals behind the
// end of a sentence. It returns 0 where there is none.
func labelStart(s string) int {
	for i := len(s) - 1; i > 1 && len(s)-i < 70; i-- {
		if !isLabelByte(s[i]) {
			return 0
		}
		if s[i-1] == ' ' && len(s)-i >= 3 && isCapital(s[i]) && isCapital(s[i+1]) && endsSentence(s[:i-1]) {
			return i
		}
	}
	return 0
}

func isCapital(c byte) bool { return c >= 'A' && c <= 'Z' }

func isLabelByte(c byte) bool {
	return isCapital(c) || c >= '0' && c <= '9' || strings.IndexByte(" ,&/'()-", c) >= 0
}

// endsSentence reports whether s ends as a sentence may.
func endsSentence(s string) bool {
	return strings.HasSuffix(s, "”") || s != "" && strings.IndexByte(".?!)]\"%;", s[len(s)-1]) >= 0
}
