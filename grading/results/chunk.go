package results

// chunk is one comparison: items that stand side by side, from a to b.
type chunk struct{ a, b int }

// chunks splits the items of the sentence into comparisons.
func (r *reader) chunks() []chunk {
	var out []chunk
	for i := 0; i < len(r.items); {
		j := i + 1
		if j < len(r.items) && r.change(i, j) { // "from 3.1 ± 0.4 to 2.8 ± 0.3": one arm, twice
			i += 2
			continue
		}
		for j < len(r.items) && j-i < 8 && r.items[j].kind == r.items[i].kind && r.joined(i, j) {
			j++
		}
		out = append(out, chunk{i, j})
		i = j
	}
	return out
}

// change reports that two numbers are the before and after of one arm.
func (r *reader) change(i, j int) bool {
	a, b := r.items[i], r.items[j]
	if a.kind != b.kind || b.first-a.last > 7 {
		return false
	}
	for k := a.last + 1; k < b.first; k++ {
		if r.says(k, "to") && !r.says(k-1, "compared") {
			return r.says(a.first-1, "from") || b.first-k <= 2
		}
		if r.isWord(k, wVersus|wAnd) || r.isSign(k, ",") {
			return false
		}
	}
	return false
}

// joined reports whether item j continues the comparison that began with
// item i: a linking word or list sign between the two before it, near, and no
// p-value or estimate between.
func (r *reader) joined(i, j int) bool {
	a, b := r.items[j-1], r.items[j]
	if b.first-a.last > 26 || a.kind == share && a.percentOnly != b.percentOnly {
		return false
	}
	versus, and, comma, apart := false, false, false, false
	for k := a.last + 1; k < b.first; k++ {
		switch {
		case r.isWord(k, wP) && r.used[k], r.isWord(k, wP) && r.isSign(k+1, "<>="):
			return false
		case r.isSign(k, ";"):
			return false
		case r.isWord(k, wVersus):
			versus = true
		case r.says(k, "and"), r.says(k, "but"):
			and = true
		case r.isSign(k, ","), r.isSign(k, "/"):
			comma = true
		case r.isWord(k, wTime), r.says(k, "was"), r.says(k, "were"):
			apart = true
		}
	}
	for _, e := range r.effects {
		if e.valueAt > a.last && e.valueAt < b.first {
			return false
		}
	}
	paired := j-i >= 2 && r.versusBetween(j-2, j-1)
	switch {
	case versus && paired:
		return !comma && b.first-a.last <= 12 // "10% v 12% v 15%"; a comma opens a new pair
	case versus:
		return !r.strayBetween(a.last, b.first)
	case paired, apart && j-i >= 2:
		return false // "10% v 5%, and 20% …": the pair is complete
	}
	return and || comma
}

// strayBetween reports a number between two items, outside brackets, that looks
// like one of the compared ones and was not read: a percentage, a decimal, a
// negative, a number before "and" or "versus".
func (r *reader) strayBetween(a, b int) bool {
	depth, inside := 0, false
	for k := a + 1; k < b; k++ {
		switch {
		case r.isSign(k, "(["):
			depth, inside = depth+1, false
		case r.isSign(k, ")]"):
			depth, inside = max(0, depth-1), false
		case !r.stray(k):
		case depth == 0:
			return true
		default:
			inside = true // counts when the second number is in the same brackets
		}
	}
	return inside
}

// stray reports one such number at token k; doses and the numbers of groups are
// none.
func (r *reader) stray(k int) bool {
	if !r.isNumber(k) || r.used[k] || !r.toks[k].spaced && !r.isSign(k-1, "-([") || r.isWord(k-1, wGroup) || r.isWord(k+1, wUnit) {
		return false
	}
	return r.isSign(k+1, "%") || r.toks[k].decimals > 0 || r.isWord(k+1, wAnd|wVersus) || r.isSign(k-1, "-") && r.at(k-1).spaced
}

// versusBetween reports "versus" between two items that follow each other.
func (r *reader) versusBetween(a, b int) bool {
	return r.versusAmong(r.items[a].last, min(r.items[b].first, r.items[a].last+30))
}
