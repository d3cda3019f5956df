package query

import (
	"strings"
	"unicode/utf8"
)

// isPattern reports whether a word of a Phrase has wildcards.
func isPattern(word string) bool { return strings.ContainsAny(word, "*?#") }

// MatchPattern reports whether term fits pattern, in which * stands for any
// number of characters, ? for none or one and # for exactly one. Both are
// folded. It takes time in proportion to the product of both lengths at most.
func MatchPattern(pattern, term string) bool {
	star := strings.IndexByte(pattern, '*')
	if !strings.ContainsAny(pattern, "?#") {
		if star < 0 {
			return pattern == term
		}
		if star == len(pattern)-1 {
			return strings.HasPrefix(term, pattern[:star])
		}
	}
	runes := []rune(term)
	// reach[i] says that the pattern so far can end after i runes.
	reach := make([]bool, len(runes)+1)
	next := make([]bool, len(runes)+1)
	reach[0] = true
	for _, p := range pattern {
		clear(next)
		for i, ok := range reach {
			switch {
			case p == '*':
				next[i] = ok || i > 0 && next[i-1]
			case p == '?' && ok:
				next[i] = true
				if i < len(runes) {
					next[i+1] = true
				}
			case ok && i < len(runes) && (p == '#' || p == runes[i]):
				next[i+1] = true
			}
		}
		reach, next = next, reach
	}
	return reach[len(runes)]
}

// literals counts the characters of a pattern before its first wildcard.
func literals(pattern string) int {
	if i := strings.IndexAny(pattern, "*?#"); i >= 0 {
		pattern = pattern[:i]
	}
	return utf8.RuneCountInString(pattern)
}

// LiteralPrefix returns the characters of pattern before its first wildcard.
func LiteralPrefix(pattern string) string {
	if i := strings.IndexAny(pattern, "*?#"); i >= 0 {
		return pattern[:i]
	}
	return pattern
}

// tidyWildcards brings every run of wildcards into one form: # first, and a *
// swallows every ?. More ? than maxLimited are a *.
func tidyWildcards(pattern string) string {
	var b strings.Builder
	for i := 0; i < len(pattern); {
		j := i
		for j < len(pattern) && strings.IndexByte("*?#", pattern[j]) >= 0 {
			j++
		}
		if j == i {
			b.WriteByte(pattern[i])
			i++
			continue
		}
		run := pattern[i:j]
		b.WriteString(strings.Repeat("#", strings.Count(run, "#")))
		if strings.Contains(run, "*") || strings.Count(run, "?") > maxLimited {
			b.WriteByte('*')
		} else {
			b.WriteString(strings.Repeat("?", strings.Count(run, "?")))
		}
		i = j
	}
	return b.String()
}
