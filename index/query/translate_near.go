package query

import "strings"

// near writes a proximity search.
func (t *translator) near(n *Near, fields FieldSet, withFields bool) string {
	if t.to == ToPubMed || t.to == ToEuropePMC {
		return t.nearByTag(n, fields)
	}
	op := " NEAR/" + itoa(n.N+1) + " "
	switch {
	case t.to == ToOvid && n.Ordered && n.N > 0:
		t.note(n, false, "proximity in order becomes adj, which finds both orders")
		op = " adj" + itoa(n.N+1) + " "
	case t.to == ToOvid && n.Ordered:
		op = " adj "
	case t.to == ToOvid:
		op = " adj" + itoa(n.N+1) + " "
	case n.Ordered:
		op = " NEXT/" + itoa(n.N+1) + " "
	}
	if len(n.Operands) > 2 {
		t.note(n, false, "proximity of more than two words at once becomes a chain, which is not quite the same")
	}
	parts := make([]string, len(n.Operands))
	for i, c := range n.Operands {
		switch c.(type) {
		case *Or, *Near:
			parts[i] = "(" + t.bare(c) + ")"
		default:
			parts[i] = parenthesise(t.bare(c))
		}
	}
	text := strings.Join(parts, op)
	if withFields {
		return "(" + text + ")" + t.suffix(n, fields)
	}
	return text
}

// nearByTag writes proximity for PubMed, which has it as "a b"[tiab:~N] for
// whole words only; everything else, and Europe PMC, gets AND.
func (t *translator) nearByTag(n *Near, fields FieldSet) string {
	if t.to == ToPubMed {
		if text := t.pubmedNear(n, fields); text != "" {
			return text
		}
	}
	t.note(n, false, "proximity becomes AND, which finds more: "+t.to.String()+" has none for such terms")
	parts := make([]string, len(n.Operands))
	for i, c := range n.Operands {
		parts[i] = t.child(c)
	}
	return "(" + strings.Join(parts, " AND ") + ")"
}

// mostPairs is the most alternatives a proximity search is written out into.
const mostPairs = 64

func (t *translator) pubmedNear(n *Near, fields FieldSet) string {
	field, note := "", ""
	switch {
	case fields == SetOf(Title), fields == SetOf(TitleAbstract), fields == SetOf(Affiliation):
		field = fields.String()
	case fields.Atoms() == SetOf(TitleAbstract).Atoms():
		field = "tiab"
	case fields == SetOf(Title, Abstract):
		field, note = "tiab", "[tiab] stands for title and abstract; PubMed searches the author's keywords with it and finds more"
	default:
		return ""
	}
	combos := []string{""}
	for _, c := range n.Operands {
		words := wholeWords(c)
		if len(words) == 0 || len(words)*len(combos) > mostPairs {
			return ""
		}
		var next []string
		for _, before := range combos {
			for _, w := range words {
				next = append(next, strings.TrimSpace(before+" "+w))
			}
		}
		combos = next
	}
	if note != "" {
		t.note(n, false, note)
	}
	tag := "[" + field + ":~" + itoa(n.N) + "]"
	switch {
	case n.Ordered && n.N == 0:
		tag = "[" + field + "]"
	case n.Ordered:
		t.note(n, false, "proximity in order becomes proximity in any order, which finds more")
	}
	return parenthesise(strings.Join(mapEach(combos, func(s string) string { return `"` + s + `"` + tag }), " OR "))
}

// wholeWords returns the words of an operand that is one or several without
// wildcards; nil for anything else.
func wholeWords(n Node) []string {
	switch n := n.(type) {
	case *Word:
		return []string{n.Text}
	case *Or:
		var out []string
		for _, c := range n.Operands {
			w, ok := c.(*Word)
			if !ok {
				return nil
			}
			out = append(out, w.Text)
		}
		return out
	}
	return nil
}
