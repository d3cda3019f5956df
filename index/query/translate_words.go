package query

import "strings"

// words writes a text leaf without its fields.
func (t *translator) words(n Node) string {
	switch n := n.(type) {
	case *Word:
		if n.Quoted || t.to == ToOvid && ovidReserved(n.Text) {
			return t.quote(n.Text)
		}
		return n.Text
	case *Prefix:
		if len([]rune(n.Stem)) < MinStem && t.to == ToPubMed {
			t.note(n, true, "PubMed refuses a truncation behind fewer than four letters")
		}
		return n.Stem + "*"
	case *Wildcard:
		return strings.Join(t.pattern(n, n.Pattern), " OR ")
	case *Phrase:
		return t.phrase(n)
	}
	return ""
}

// ovidReserved reports whether Ovid reads a bare word as something else.
func ovidReserved(w string) bool {
	return w == "and" || w == "or" || w == "not" || w == "exp" || w == "limit" || ovidAdjRE.MatchString(w) || strings.Trim(w, "0123456789.") == ""
}

func (t *translator) quote(text string) string {
	if t.to == ToEmbase {
		return "'" + text + "'"
	}
	return `"` + text + `"`
}

// phrase writes words in a row. Where quotation marks allow no wildcards,
// ordered proximity takes their place, or AND where there is none.
func (t *translator) phrase(n *Phrase) string {
	words := make([]string, len(n.Words))
	inner, wild := false, false
	for i, w := range n.Words {
		if alternatives := t.pattern(n, w); len(alternatives) == 1 {
			words[i] = alternatives[0]
		} else {
			words[i] = "(" + strings.Join(alternatives, " OR ") + ")"
			inner = true
		}
		wild = wild || isPattern(w)
		inner = inner || isPattern(w) && i < len(n.Words)-1
	}
	joined := strings.Join(words, "-")
	switch {
	case !n.Quoted && !inner && (t.to == ToPubMed || t.to == ToOvid && !ovidReserved(strings.ReplaceAll(joined, "-", ""))):
		return joined
	case !wild, t.to == ToOvid, t.to == ToEmbase && !strings.Contains(strings.Join(words, ""), "("), t.to == ToPubMed && !inner:
		return t.quote(strings.Join(words, " "))
	case t.to == ToCochrane || t.to == ToEmbase:
		return strings.Join(words, " NEXT ")
	}
	t.note(n, false, "a phrase with wildcards inside becomes its words joined by AND, which finds more")
	return strings.Join(words, " AND ")
}

// pattern writes a word with wildcards, as alternatives where the target has
// no sign for none or one.
func (t *translator) pattern(n Node, p string) []string {
	if !strings.ContainsAny(p, "?#") {
		return []string{p}
	}
	switch t.to {
	case ToOvid:
		return []string{p}
	case ToEmbase:
		return []string{strings.NewReplacer("?", "$", "#", "?").Replace(p)}
	case ToCochrane:
		if strings.Count(p, "?") <= 3 {
			return mapEach(optional(p), func(s string) string { return strings.ReplaceAll(s, "#", "?") })
		}
	}
	if stem := LiteralPrefix(p); len([]rune(stem)) >= MinStem || t.to == ToCochrane {
		t.note(n, false, "single-character wildcards become a truncation, which finds more")
		return []string{stem + "*"}
	}
	if out := spelled(p); out != nil {
		t.note(n, false, "single-character wildcards are written out with the letters a to z; digits and other letters are not found")
		return out
	}
	t.note(n, false, "single-character wildcards become a truncation, which finds more")
	return []string{LiteralPrefix(p) + "*"}
}

// optional writes each ? once as nothing and once as #.
func optional(p string) []string {
	before, after, ok := strings.Cut(p, "?")
	if !ok {
		return []string{p}
	}
	var out []string
	for _, rest := range optional(after) {
		out = append(out, before+rest, before+"#"+rest)
	}
	return out
}

// spelled writes out one wildcard for a single character; nil when there are
// more, or a truncation behind it in a word with a short beginning.
func spelled(p string) []string {
	i := strings.IndexAny(p, "?#")
	if i < 0 || strings.ContainsAny(p[i+1:], "?#") || strings.Contains(p[:i], "*") {
		return nil
	}
	var out []string
	if p[i] == '?' {
		out = append(out, p[:i]+p[i+1:])
	}
	for c := 'a'; c <= 'z'; c++ {
		out = append(out, p[:i]+string(c)+p[i+1:])
	}
	return out
}
