package results

// pvalue is a printed p-value.
type pvalue struct {
	text        string // "0.03", "<0.001"
	first, last int
}

// pAt reads a p-value whose "P" is token i: "P = .03", "p<0.001", "P value of
// 0.02", "p less than 0.05", "P = NS" (kept as "NS").
func (r *reader) pAt(i int) (p pvalue, ok bool) {
	if !r.isWord(i, wP) {
		return p, false
	}
	k := i + 1
	if r.isSign(k, "-") {
		k++
	}
	if r.says(k, "value") || r.says(k, "values") {
		k++
	}
	if r.isSign(k, "(") && r.isSign(k+2, ")") {
		k += 3
	}
	relation := byte(0)
	for end := k + 6; k < end; k++ {
		t := r.at(k)
		switch {
		case t.isSign("<>") || t.isSign("=") && relation == 0:
			relation = t.sym
		case r.says(k, "less") || r.says(k, "below"):
			relation = '<'
		case r.says(k, "greater"):
			relation = '>'
		case (r.says(k, "of") || r.says(k, "was")) && relation == 0:
			relation = '='
		case r.says(k, "than"), t.isSign(" .~="):
		default:
			end = k
			k--
		}
	}
	if relation == 0 {
		return p, false
	}
	return r.pEnd(i, k, relation)
}

// pEnd reads the number of a p-value, or "NS".
func (r *reader) pEnd(i, k int, relation byte) (p pvalue, ok bool) {
	if (r.says(k, "ns") || r.says(k, "n")) && relation == '=' {
		return pvalue{text: "NS", first: i, last: k}, true
	}
	if r.at(k).kind != number || r.at(k).odd || r.toks[k].value > 1 {
		return p, false
	}
	t := r.toks[k]
	digits := r.text[t.start:t.end]
	p = pvalue{text: normal(digits), first: i, last: k}
	// "P<0.000 1": digits grouped in threes
	if n := r.at(k + 1); n.kind == number && n.spaced && n.decimals == 0 && t.decimals == 3 && n.end-n.start <= 3 {
		p.text += r.text[n.start:n.end]
		p.last = k + 1
	}
	if relation != '=' {
		p.text = string(relation) + p.text
	}
	return p, true
}

// normal writes printed digits with a zero and a point.
func normal(digits string) string {
	out := make([]byte, 0, len(digits)+1)
	for i := 0; i < len(digits); i++ {
		switch c := digits[i]; {
		case '0' <= c && c <= '9':
			out = append(out, c)
		case c == ' ' || c == '\n':
		case len(out) == 0 || out[len(out)-1] != '.':
			if len(out) == 0 {
				out = append(out, '0')
			}
			out = append(out, '.')
		}
	}
	return string(out)
}
