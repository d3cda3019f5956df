package query

import (
	"strconv"
	"strings"
)

// tag is what a query says about a term: the fields, and how to search them.
type tag struct {
	at      Span
	fields  FieldSet
	near    int  // words between, -1 when no proximity is asked for
	noexp   bool // headings and subheadings without the narrower ones
	nofam   bool // only subheadings without the narrower ones
	implied bool // nothing was written; this is what the system searches then
}

func untagged() tag { return tag{near: -1} }

// parseTag reads what stands between brackets: "tiab", "MeSH Terms:noexp",
// "ti,ab", "tiab:~3".
func parseTag(text string, at Span) (tag, error) {
	t := untagged()
	t.at = at
	name, suffix, _ := strings.Cut(text, ":")
	switch suffix = strings.ToLower(strings.TrimSpace(suffix)); {
	case suffix == "":
	case suffix == "noexp":
		t.noexp = true
	case suffix == "subnoexp":
		t.nofam = true
	case suffix[0] == '~':
		n, err := strconv.Atoi(suffix[1:])
		if err != nil || n < 0 {
			return t, &SyntaxError{at.Line, at.Start, "proximity [" + text + "] needs a number of words", `write "back pain"[tiab:~3]`}
		}
		if n > MaxNear {
			return t, &LimitError{at.Line, at.Start, "words of proximity", n, MaxNear}
		}
		t.near = n
	default:
		return t, &SyntaxError{at.Line, at.Start, "unknown [...:" + suffix + "]", "after the colon stand noexp or ~ and a number"}
	}
	if strings.TrimSpace(name) == "" && t.near >= 0 {
		return t, nil
	}
	for _, part := range strings.Split(name, ",") {
		f, ok := FieldByTag(part)
		if !ok {
			return t, unknownTag(part, text, at)
		}
		t.fields |= SetOf(f)
	}
	return t, t.check(text)
}

func (t tag) check(text string) error {
	for _, f := range t.fields.List() {
		k := f.Kind()
		switch {
		case t.near >= 0 && k != KindText:
			return &SyntaxError{t.at.Line, t.at.Start, "proximity needs a field of words, not [" + text + "]", `PubMed has it on [ti], [tiab] and [ad]`}
		case (t.noexp || t.nofam) && k != KindHeading:
			return &SyntaxError{t.at.Line, t.at.Start, "[" + text + "] has no narrower terms", ":noexp belongs to [mh], [majr] and [sh]"}
		}
	}
	return nil
}

func unknownTag(part, text string, at Span) error {
	hint := "PubMed would drop it without a word; see the list of fields"
	if near := similarTag(part); near != "" {
		hint = "did you mean [" + near + "]? PubMed would drop the tag without a word"
	}
	return &SyntaxError{at.Line, at.Start, "unknown tag [" + strings.TrimSpace(text) + "]", hint}
}

// similarTag finds the tag that is one keystroke away, or nothing.
func similarTag(s string) string {
	key := strings.ToLower(strings.TrimSpace(s))
	for i := range Fields {
		for _, known := range append([]string{Fields[i].Tag, strings.ToLower(Fields[i].Name)}, Fields[i].Also...) {
			if len(known) > 1 && oneEdit(key, known) {
				return Fields[i].Tag
			}
		}
	}
	return ""
}

// oneEdit reports whether a becomes b by one insertion, deletion, replacement
// or swap of neighbours.
func oneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 || a == b {
		return a == b
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	return a[i+1:] == b[i+1:] || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

func itoa(n int) string { return strconv.Itoa(n) }
