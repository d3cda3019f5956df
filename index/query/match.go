package query

import "strings"

// Match reports whether a record is in the set that a query defines. It is
// the meaning of Boolean search, written without any regard to speed; the
// index has to find exactly the records for which it is true.
//
//   - Word, Prefix, Wildcard, Phrase and Near look into each text field of
//     Fields.Atoms() on its own: all of a phrase or proximity is in one field.
//   - Terms are folded, never stemmed. A phrase is at consecutive positions.
//   - Term compares Field.Normalize of both sides, for equality or, with
//     Prefix, as a beginning; names are compared by NameMatches.
//   - Heading compares names by Fold. Explosion needs tree numbers, see Matcher.
//   - A date counts as its first day (Date.First); a range includes both ends,
//     its end up to the last day. Unknown dates and numbers are in no range.
//   - A LineRef finds nothing; Resolve replaces it before.
func Match(n Node, d *Doc) bool { return Matcher{}.Match(n, d) }

// Matcher is Match with knowledge of the heading tree.
type Matcher struct {
	// Trees returns the tree numbers of a heading by its folded name. Without
	// it, explosion finds no narrower headings.
	Trees func(folded string) []string
}

// Match reports whether d is in the set n defines.
func (m Matcher) Match(n Node, d *Doc) bool {
	switch n := n.(type) {
	case *And:
		for _, c := range n.Operands {
			if !m.Match(c, d) {
				return false
			}
		}
		return true
	case *Or:
		for _, c := range n.Operands {
			if m.Match(c, d) {
				return true
			}
		}
		return false
	case *Not:
		return m.Match(n.Keep, d) && !m.Match(n.Drop, d)
	case *All:
		return true
	case *Heading:
		return m.heading(n, d)
	case *Term:
		return matchTerm(n, d)
	case *DateRange:
		return matchDate(n, d)
	case *NumberRange:
		for _, f := range n.Fields.List() {
			if v, ok := d.Numbers[f]; ok && v >= n.From && v <= n.To {
				return true
			}
		}
		return false
	case *Has:
		return d.has(n.Field)
	}
	return matchText(n, d)
}

func matchText(n Node, d *Doc) bool {
	fields, ok := positional(n)
	if !ok {
		return false
	}
	for _, f := range fields.Atoms().List() {
		if len(Intervals(n, d.Text[f])) > 0 {
			return true
		}
	}
	return false
}

func matchTerm(n *Term, d *Doc) bool {
	for _, f := range n.Fields.List() {
		want := f.Normalize(n.Text)
		for _, v := range d.values(f) {
			got := f.Normalize(v)
			switch {
			case n.Prefix:
				if strings.HasPrefix(got, want) {
					return true
				}
			case f.Kind() == KindName:
				if NameMatches(got, want, n.Exact) {
					return true
				}
			case got == want:
				return true
			}
		}
	}
	return false
}

func matchDate(n *DateRange, d *Doc) bool {
	for _, f := range n.Fields.List() {
		day := d.Dates[f]
		if day.IsZero() || day.First() < n.From.First() && !n.From.IsZero() {
			continue
		}
		if n.To.IsZero() || day.First() <= n.To.Last() {
			return true
		}
	}
	return false
}

// heading reports whether d has a heading that n asks for, with one of the
// subheadings, and starred, all on the same heading.
func (m Matcher) heading(n *Heading, d *Doc) bool {
	name := Fold(n.Name)
	var trees []string
	if n.Explode && name != "" && !n.Prefix && m.Trees != nil {
		trees = m.Trees(name)
	}
	for i := range d.Headings {
		h := &d.Headings[i]
		if headingNamed(h, name, n.Prefix, trees) && headingMarked(h, n) {
			return true
		}
	}
	return false
}

func headingNamed(h *DocHeading, name string, prefix bool, trees []string) bool {
	if name == "" {
		return true
	}
	got := Fold(h.Name)
	if got == name || prefix && strings.HasPrefix(got, name) {
		return true
	}
	for _, t := range trees {
		for _, own := range h.Trees {
			if UnderTree(own, t) {
				return true
			}
		}
	}
	return false
}

// UnderTree reports whether tree number t is top or lies below it.
func UnderTree(t, top string) bool {
	return t == top || len(t) > len(top) && t[len(top)] == '.' && t[:len(top)] == top
}

// headingMarked checks subheadings and stars.
func headingMarked(h *DocHeading, n *Heading) bool {
	if len(n.Subheadings) == 0 {
		return !n.Major || h.major("")
	}
	for _, want := range n.AllSubheadings() {
		for _, s := range h.Subheadings {
			if s.Name == want && (!n.Major || h.Major || s.Major) {
				return true
			}
		}
	}
	return false
}
