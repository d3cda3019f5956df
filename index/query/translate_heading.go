package query

import (
	"slices"
	"strings"
)

// heading writes a subject heading.
func (t *translator) heading(n *Heading) string {
	switch t.to {
	case ToPubMed:
		return t.pubmedHeading(n)
	case ToOvid:
		return t.ovidHeading(n)
	case ToCochrane:
		return t.cochraneHeading(n)
	case ToEmbase:
		return t.embaseHeading(n)
	}
	return t.europeHeading(n)
}

func star(n *Heading) string {
	if n.Prefix {
		return n.Name + "*"
	}
	return n.Name
}

func (t *translator) pubmedHeading(n *Heading) string {
	tag := "mh"
	switch {
	case n.Name == "":
		tag = "sh"
	case n.Major:
		tag = "majr"
	}
	switch {
	case n.Name == "" && !n.Families, n.Name != "" && !n.Explode:
		tag += ":noexp"
	case len(n.Subheadings) > 0 && n.Name != "" && !n.Families:
		t.note(n, false, "PubMed explodes a subheading with its heading and finds more")
	}
	if n.Prefix && n.Explode {
		t.note(n, false, "PubMed does not explode a truncated heading")
	}
	if len(n.Subheadings) == 0 {
		return `"` + star(n) + `"[` + tag + "]"
	}
	parts := make([]string, len(n.Subheadings))
	for i, s := range n.Subheadings {
		parts[i] = `"` + strings.TrimPrefix(star(n)+"/"+s, "/") + `"[` + tag + "]"
	}
	return parenthesise(strings.Join(parts, " OR "))
}

func (t *translator) codes(n *Heading, sep string) string {
	codes := make([]string, len(n.Subheadings))
	for i, s := range n.Subheadings {
		codes[i] = subheadingCode(s)
	}
	return strings.Join(codes, sep)
}

func (t *translator) ovidHeading(n *Heading) string {
	if n.Name == "" {
		field := ".fs."
		if n.Families {
			field = ".xs."
		}
		if len(n.Subheadings) == 1 {
			return t.codes(n, "") + field
		}
		return "(" + t.codes(n, " or ") + ")" + field
	}
	if n.Prefix {
		t.note(n, false, "a truncated heading becomes .sh., which does not explode")
		return n.Name + "*.sh."
	}
	text := quoteOvidHeading(n.Name) + "/" + t.codes(n, ",")
	if n.Major {
		text = "*" + text
	}
	if n.Explode {
		text = "exp " + text
	}
	if n.Families {
		t.note(n, false, "PubMed searches narrower subheadings with a subheading, and Ovid does not; less is found")
	}
	return text
}

// quoteOvidHeading quotes a heading that Ovid would read operators in.
func quoteOvidHeading(name string) string {
	words := strings.Fields(strings.ToLower(name))
	if slices.ContainsFunc(words, ovidReserved) || strings.ContainsAny(name, "()*$?#:[]") {
		return `"` + name + `"`
	}
	return name
}

func (t *translator) cochraneHeading(n *Heading) string {
	if n.Prefix {
		t.note(n, true, "a truncated heading cannot be searched in cochrane and is left out")
		return ""
	}
	name := ""
	if n.Name != "" {
		name = `"` + n.Name + `"`
		if !n.Explode {
			name = "^" + name
		}
	}
	if n.Major {
		t.note(n, false, "major topics become headings of any weight, which finds more")
	}
	if len(n.Subheadings) == 0 {
		return "[mh " + name + "]"
	}
	if n.Families {
		t.note(n, false, "narrower subheadings are not searched with a subheading; less is found")
	}
	return "[mh " + name + "/" + strings.ToUpper(t.codes(n, ",")) + "]"
}

func (t *translator) embaseHeading(n *Heading) string {
	if n.Name == "" {
		t.note(n, true, "Embase has no floating subheadings; they are left out")
		return ""
	}
	t.note(n, false, "MeSH headings are written as Emtree terms of the same name; check each in Emtree")
	if len(n.Subheadings) > 0 {
		t.note(n, false, "subheadings are not carried over to Emtree, which finds more")
	}
	text := "'" + strings.ToLower(strings.ReplaceAll(star(n), "'", "")) + "'"
	switch {
	case n.Major && n.Explode:
		return text + "/exp/mj"
	case n.Major:
		return text + "/mj"
	case n.Explode:
		return text + "/exp"
	}
	return text + "/de"
}

func (t *translator) europeHeading(n *Heading) string {
	if n.Name == "" {
		t.note(n, true, "Europe PMC has no floating subheadings; they are left out")
		return ""
	}
	if n.Explode {
		t.note(n, false, "Europe PMC does not explode headings; narrower ones are not found")
	}
	if n.Major || len(n.Subheadings) > 0 {
		t.note(n, false, "major topics and subheadings are not carried over to Europe PMC, which finds more")
	}
	return `KW:"` + star(n) + `"`
}
