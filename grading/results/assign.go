package results

// assign gives the items of one comparison their arms and reports whether
// every item has one. Three readings are tried: the groups listed once with
// "respectively", the group after each number, the group before each number.
// Nothing is assigned when a reading would name an arm twice.
func (r *reader) assign(items []item, from, to int) (labels []*label, sure bool) {
	labels = make([]*label, len(items))
	if r.inside(items, labels) {
		return labels, true
	}
	if codes, ok := r.codesBefore(items); ok {
		return codes, true
	}
	if r.respectively(items, labels, from, to) {
		return labels, true
	}
	usual := 2 * len(items) // "96% in the first arm" is the usual order
	if len(items) == 1 {
		usual = 0
	}
	after, okAfter := r.eachAfter(items, to)
	before, okBefore := r.eachBefore(items, from)
	switch {
	case okAfter && (!okBefore || r.distance(items, after) <= r.distance(items, before)+usual):
		return after, true
	case okBefore:
		return before, true
	}
	if weak, ok := r.weakAfter(items, to); ok {
		return weak, false
	}
	if outer, ok := r.outer(items, from, to); ok {
		return outer, true
	}
	if pair, ok := r.pairBefore(items, from); ok {
		return pair, false
	}
	if ordered, ok := r.ordered(items, from); ok {
		return ordered, false
	}
	return make([]*label, len(items)), false
}

// outer reads "in the first arm: 63 (25%) versus 35 (14%) in the second arm":
// one group before the pair and one after it.
func (r *reader) outer(items []item, from, to int) ([]*label, bool) {
	if len(items) != 2 {
		return nil, false
	}
	before, _ := r.eachBefore(items[:1], from)
	after, _ := r.eachAfter(items[1:], to)
	out := []*label{before[0], after[0]}
	return out, distinct(out)
}

// ordered reads "lower in the first group than in the second group (57% vs
// 64%)": exactly two groups before a pair in brackets, in its order. Nothing is
// read from "Compared with the second group, …", where the order may turn.
func (r *reader) ordered(items []item, from int) ([]*label, bool) {
	if len(items) != 2 || items[1].first-items[0].last > 4 || !r.isSign(items[0].first-1, "([:") {
		return nil, false
	}
	var in []*label
	for j := range r.labels {
		if l := &r.labels[j]; l.last < items[0].first && l.first >= max(from, items[0].first-30) {
			in = append(in, l)
		}
	}
	if len(in) != 2 || !distinct(in) {
		return nil, false
	}
	if r.anyNumber(in[0].first, items[0].first) {
		return nil, false
	}
	for k := max(from, in[0].first-4); k < in[0].first; k++ {
		if r.isWord(k, wVersus) {
			return nil, false
		}
	}
	for k := in[0].last + 1; k < in[1].first; k++ {
		if r.isWord(k, wVersus) || r.says(k, "and") {
			return in, true
		}
	}
	return nil, false
}

// inside finds labels within the items: "10 patients in the first group (77%)".
func (r *reader) inside(items []item, out []*label) bool {
	for k := range items {
		out[k] = nil
		for j := range r.labels {
			if l := &r.labels[j]; l.first > items[k].first && l.last < items[k].last {
				out[k] = l
			}
		}
	}
	return distinct(out) || r.insidePhrases(items, out)
}

// distinct reports that every place is filled, each with another arm.
func distinct(ls []*label) bool {
	for i, a := range ls {
		if a == nil {
			return false
		}
		for _, b := range ls[:i] {
			if a.text == b.text {
				return false
			}
		}
	}
	return len(ls) > 0
}

// respectively reads "10 (77%) and 2 (22%) in the inversion and control
// groups, respectively", the groups before or after the numbers.
func (r *reader) respectively(items []item, out []*label, from, to int) bool {
	if len(items) < 2 {
		return false
	}
	last := items[len(items)-1].last
	said := false
	for k := last + 1; k < to && k < last+25; k++ {
		said = said || r.isWord(k, wRespectively)
	}
	if !said {
		return false
	}
	for _, window := range [2][2]int{{last + 1, min(to, last+25)}, {max(from, items[0].first-30), items[0].first}} {
		var in []*label
		for j := range r.labels {
			if l := &r.labels[j]; l.first >= window[0] && l.last < window[1] {
				in = append(in, l)
			}
		}
		if len(in) == len(items) && distinct(in) {
			copy(out, in)
			return true
		}
	}
	return false
}

// versusAmong reports "versus" between two tokens.
func (r *reader) versusAmong(a, b int) bool {
	for k := a + 1; k < b; k++ {
		if r.isWord(k, wVersus) {
			return true
		}
	}
	return false
}

// crosses reports a number between a label and an item that is no time, no
// "n = 20" and no part of a name.
func (r *reader) crosses(a, b int) bool {
	for k := a + 1; k < b; k++ {
		if r.isNumber(k) && !r.isWord(k+1, wTime|wUnit) && !r.isWord(k-1, wTime|wGroup) && !(r.isSign(k+1, "-") && r.isWord(k+2, wTime)) && !(r.isSign(k-1, "=") && r.says(k-2, "n")) {
			return true
		}
	}
	return false
}

// anyNumber reports a number among tokens a..b-1.
func (r *reader) anyNumber(a, b int) bool {
	for k := a; k < b; k++ {
		if r.toks[k].kind == number {
			return true
		}
	}
	return false
}

// eachAfter takes the first label between an item and the next one.
func (r *reader) eachAfter(items []item, to int) ([]*label, bool) {
	out := make([]*label, len(items))
	for k, it := range items {
		end := min(to, it.last+14)
		if k+1 < len(items) {
			end = min(end, items[k+1].first)
		}
		for j := range r.labels {
			if l := &r.labels[j]; l.first > it.last && l.last < end && !r.stopBetween(it.last, l.first) {
				out[k] = l
				break
			}
		}
	}
	return out, distinct(out)
}

// eachBefore takes the last label between an item and the one before it.
func (r *reader) eachBefore(items []item, from int) ([]*label, bool) {
	out := make([]*label, len(items))
	for k, it := range items {
		start := max(from, it.first-25)
		if k > 0 {
			start = max(start, items[k-1].last+1)
		}
		for j := len(r.labels) - 1; j >= 0; j-- {
			if l := &r.labels[j]; l.last < it.first && l.first >= start {
				if r.crosses(l.last, it.first) || len(items) == 1 && r.versusAmong(l.last, it.first) || len(items) == 1 && (r.isWord(l.first-1, wAnd) || r.isWord(l.first-1, wVersus) || r.isWord(l.first-2, wVersus)) {
					return out, false // "better than placebo (25 of 59 …)"
				}
				out[k] = l
				break
			}
		}
	}
	return out, distinct(out)
}

// stopBetween reports what ends the reach of a number: another number, a
// semicolon, the end of its brackets, "versus".
func (r *reader) stopBetween(a, b int) bool {
	depth := 0
	for k := a + 1; k < b; k++ {
		switch {
		case r.toks[k].kind == number:
			return true
		case r.isSign(k, ":="):
			return true
		case r.isSign(k, "(["):
			depth++
		case r.isSign(k, ")]"):
			if depth--; depth < 0 && k > a+1 {
				return true
			}
			depth = max(depth, 0)
		}
		if r.isSign(k, ";") || r.isWord(k, wVersus) && !r.says(k, "than") && k+1 < b && !r.says(a+1, "of") {
			return true
		}
	}
	return false
}

func (r *reader) distance(items []item, ls []*label) int {
	sum := 0
	for k, l := range ls {
		switch {
		case l.first > items[k].last:
			sum += l.first - items[k].last
		default:
			sum += items[k].first - l.last
		}
	}
	return sum
}
