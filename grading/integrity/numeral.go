package integrity

// count reads a number of people at token i: a whole number or a number word.
func (r *reader) count(i int) (int, bool) {
	t := r.at(i)
	switch {
	case t.kind == number && t.decimals == 0 && !t.broken && t.unscaled <= maxCount:
		if r.isSym(i-1, "-.+<>~x") || r.isSym(i-1, ",") && !t.spaced {
			return 0, false // part of a range, a version or an inequality
		}
		if next := r.at(i + 1); next.kind == word && !next.spaced {
			return 0, false // 3rd, 12mg
		}
		return int(t.unscaled), true
	case t.kind == word && t.entry.is(wNumberWord):
		return r.numeral(r.wordStart(i), i)
	}
	return 0, false
}

// wordStart is the first token of a number that ends at token i: "one hundred
// and twenty-two" has six.
func (r *reader) wordStart(i int) int {
	if !r.isWord(i, wNumberWord) {
		return i
	}
	for n := 0; n < 6; n++ {
		switch {
		case r.isWord(i-1, wNumberWord):
			i--
		case (r.isSym(i-1, "-") || r.says(i-1, "and")) && r.isWord(i-2, wNumberWord):
			i -= 2
		default:
			return i
		}
	}
	return i
}

// numeral adds up number words from token first to token last. "Two and
// three" is no number, and neither is "almost three out of five".
func (r *reader) numeral(first, last int) (int, bool) {
	total, current, previous := 0, 0, 1000
	for i := first; i <= last; i++ {
		v := int(r.toks[i].entry.value)
		switch {
		case r.toks[i].kind == symbol:
		case r.says(i, "and"):
			if previous != 100 && previous != 1000 || i == first {
				return 0, false
			}
		case v == 100:
			current, previous = max(current, 1)*100, 100
		case r.says(i, "thousand"):
			total, current, previous = total+max(current, 1)*1000, 0, 1000
		case previous == 100 || previous == 1000 || previous >= 20 && v < 10:
			current, previous = current+v, v
		default:
			return 0, false
		}
	}
	return total + current, !r.isWord(first-1, wHedge)
}
