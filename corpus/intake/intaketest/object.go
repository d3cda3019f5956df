package intaketest

import (
	"strings"

	"pgregory.net/rapid"
)

// oddStrings stand where strings do in JSON, with their escapes.
var oddStrings = []string{
	"", " ", "a", "Smith", "van", "Jr", "ü", "e\\u0301", "\\u0000", "\\ud800", "\\n", "\\t", "\\\"", "\\\\", "<i>x</i>", "a<b", "&amp;", "&lt;", "<sup>2</sup>", ";", ",", "; ", "/", "-", "–", "*", ":", "METHODS: ", "and", "[", "{", "0", "12", "2019", "2019-05", "May 2019", "1999-2001",
	"10.1234/abc", "10.1/x", "https://doi.org/10.1234/x", "PMID: 12", "12345", "PMC12", "1234-5678", "978-3-16-148410-0", "NCT01234567", "article-journal", "odd", "book", "report", "article", "unknown", "https://orcid.org/0000-0001", "http://a.b/c d", "null", "true", "1e5", "[1, 2]", "{\\\"a\\\": 1}",
}

// Objects draws JSON objects, one a line, with any values in the members that
// names lists, and members of members that inner lists. Such values are no
// exporter's: every rule of a format meets its limits.
func Objects(t *rapid.T, names, inner []string) string {
	d := objects{t: t, inner: inner}
	var lines []string
	for range rapid.IntRange(1, 2).Draw(t, "objects") {
		lines = append(lines, d.object(names, 3, 6))
	}
	return strings.Join(lines, "\n")
}

type objects struct {
	t     *rapid.T
	inner []string
}

// object draws one object of at most so many members.
func (d objects) object(names []string, depth, most int) string {
	parts := make([]string, rapid.IntRange(0, most).Draw(d.t, "members"))
	for i := range parts {
		parts[i] = `"` + rapid.SampledFrom(names).Draw(d.t, "name") + `": ` + d.value(depth)
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// value draws a value that holds others down to depth.
func (d objects) value(depth int) string {
	kinds := 4
	if depth > 0 {
		kinds = 8
	}
	switch rapid.IntRange(0, kinds).Draw(d.t, "kind") {
	case 0:
		return rapid.SampledFrom([]string{"0", "1", "12", "2019", "-1", "1.5", "1e5", "true", "null", "[]", "{}"}).Draw(d.t, "scalar")
	case 5, 6:
		parts := make([]string, rapid.IntRange(0, 3).Draw(d.t, "length"))
		for i := range parts {
			parts[i] = d.value(depth - 1)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case 7, 8:
		return d.object(d.inner, depth-1, 3)
	}
	return `"` + strings.Join(rapid.SliceOfN(rapid.SampledFrom(oddStrings), 0, 3).Draw(d.t, "words"), "") + `"`
}
