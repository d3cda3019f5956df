package bibtex

import (
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/markup"
)

// others ends a list of names that goes on.
const others = "others"

// names reads "Last, First and von Last, Jr, First and {Body} and others". A
// value in which there is none is kept, unless there is one in what is kept.
func (rd *reader) names(f pair) []corpus.Author {
	out, more := people(f.value)
	if len(out) == 0 && !more {
		kept := markup.CleanBlock(plain(f.value))
		if out, more = people(verbatimLatex(kept)); len(out) == 0 && !more {
			rd.extra(f.name, f.value)
		}
	}
	if more {
		rd.extra(f.name, "and others")
	}
	return out
}

func people(value string) (out []corpus.Author, more bool) {
	for _, name := range splitAnd(value) {
		if name == others {
			more = true
			continue
		}
		a := corpus.Author{Collective: text(name)}
		if !whole(name) {
			a = person(name)
		}
		if a != (corpus.Author{}) {
			out = append(out, a)
		}
	}
	return out, more
}

// splitAnd splits at the word "and" outside braces.
func splitAnd(s string) []string {
	var out []string
	depth, from := 0, 0
	s = strings.Join(strings.Fields(s), " ")
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			depth--
		case ' ':
			if depth <= 0 && len(s)-i >= 5 && strings.EqualFold(s[i:i+5], " and ") {
				out = append(out, strings.TrimSpace(s[min(from, i):i]))
				from, i = i+5, i+3 // the space behind may stand before the next
			}
		}
	}
	return append(out, strings.TrimSpace(s[min(from, len(s)):]))
}

// whole reports whether a name stands in braces from start to end.
func whole(name string) bool {
	if !strings.HasPrefix(name, "{") || !strings.HasSuffix(name, "}") {
		return false
	}
	depth := 0
	for i := 0; i < len(name); i++ {
		switch name[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 && i < len(name)-1 {
				return false
			}
		}
	}
	return true
}

// person reads one name. Commas inside braces belong to the name.
func person(name string) corpus.Author {
	var parts []string
	depth, from := 0, 0
	for i := 0; i < len(name); i++ {
		switch name[i] {
		case '{':
			depth++
		case '}':
			depth--
		case ',':
			if depth <= 0 {
				parts = append(parts, name[from:i])
				from = i + 1
			}
		}
	}
	parts = append(parts, name[from:])
	for i := range parts {
		parts[i] = text(parts[i])
	}
	switch len(parts) {
	case 1:
		return field.Person(parts[0])
	case 2:
		return corpus.Author{Family: parts[0], Given: parts[1]}
	case 3:
		if field.IsSuffix(parts[2]) && !field.IsSuffix(parts[1]) {
			return corpus.Author{Family: parts[0], Given: parts[1], Suffix: parts[2]}
		}
		return corpus.Author{Family: parts[0], Suffix: parts[1], Given: parts[2]}
	}
	return corpus.Author{Collective: text(name)}
}

// formatName writes a name as BibTeX has it.
func formatName(a corpus.Author) string {
	if a.Collective != "" {
		return "{" + latex(a.Collective) + "}"
	}
	family := part(a.Family)
	switch {
	case a.Suffix != "":
		return family + ", " + part(a.Suffix) + ", " + part(a.Given)
	case a.Given != "":
		return family + ", " + part(a.Given)
	}
	return family + ","
}

// part protects a part of a name that holds a comma or "and".
func part(s string) string {
	if strings.ContainsRune(s, ',') || strings.Contains(" "+strings.ToLower(s)+" ", " and ") {
		return "{" + latex(s) + "}"
	}
	return latex(s)
}
