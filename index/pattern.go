package index

import (
	"bytes"
	"strings"

	"appraise/index/query"
)

// compile returns a test whether a term fits a pattern, with the meaning of
// query.MatchPattern.
func compile(pattern string) func(term []byte) bool {
	prefix := query.LiteralPrefix(pattern)
	switch {
	case pattern == prefix+"*":
		return func(term []byte) bool { return bytes.HasPrefix(term, []byte(prefix)) }
	case strings.ContainsAny(pattern, "?#"):
		return func(term []byte) bool { return query.MatchPattern(pattern, string(term)) }
	}
	var parts [][]byte
	for _, p := range strings.Split(pattern, "*") {
		parts = append(parts, []byte(p))
	}
	return func(term []byte) bool { return fitsParts(term, parts) }
}

// fitsParts reports whether a term consists of parts with anything between
// them: the first at its beginning, the last at its end, the others as early
// as they come.
func fitsParts(term []byte, parts [][]byte) bool {
	last := len(parts) - 1
	if !bytes.HasPrefix(term, parts[0]) {
		return false
	}
	if last == 0 {
		return len(term) == len(parts[0])
	}
	term = term[len(parts[0]):]
	for _, p := range parts[1:last] {
		i := bytes.Index(term, p)
		if i < 0 {
			return false
		}
		term = term[i+len(p):]
	}
	return bytes.HasSuffix(term, parts[last])
}
