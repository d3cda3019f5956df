package results

// itemKind says what was printed for one arm.
type itemKind uint8

const (
	share itemKind = iota
	mean
	median
)

// item is one number, or group of numbers, of one arm.
type item struct {
	kind        itemKind
	arm         ArmResult
	first, last int
	plain       bool // a mean or median without a spread
	percentOnly bool
	misfit      bool // x, n and the percentage do not agree
}

// readItems finds the numbers of arms in a sentence that no estimate took.
func (r *reader) readItems(from, to int) {
	for i := from; i < to; i++ {
		it, ok := r.shareAt(i, to)
		if !ok {
			it, ok = r.spreadAt(i, from, to)
		}
		if !ok {
			it, ok = r.centreAt(i, from, to)
		}
		if ok {
			if !r.endsBarePair(it) {
				r.ownInterval(&it)
			}
			r.items = append(r.items, it)
			r.use(it.first, it.last)
			i = it.last
		}
	}
}

// endsBarePair reports that the item closes "2.5% v 7.5%" whose first number has
// no interval: one that follows is of the difference.
func (r *reader) endsBarePair(it item) bool {
	n := len(r.items)
	if n == 0 || r.items[n-1].arm.Low != nil || it.first-r.items[n-1].last > 4 {
		return false
	}
	return r.versusAmong(r.items[n-1].last, it.first)
}

// ownInterval reads the interval of one arm's percentage or median: "93%
// (95% CI 86 to 97)".
func (r *reader) ownInterval(it *item) {
	if it.arm.Low != nil {
		return
	}
	k := it.last + 1
	for n := 0; n < 3 && r.isSign(k, "([,;"); n++ {
		k++
	}
	for n := 0; n < 4 && !r.isWord(k, wCI|wConfidence); n++ {
		k++
	}
	if r.toks[min(k, len(r.toks)-1)].sentence != r.toks[it.last].sentence {
		return
	}
	if iv, ok := r.named(k); ok && iv.first <= it.last+3 {
		low, high := iv.low, iv.high
		it.arm.Low, it.arm.High, it.arm.Bounds = &low, &high, "CI"
		if iv.level > 0 {
			it.arm.Bounds = levelText(iv.level)
		}
		it.last = iv.last
	}
}

func levelText(level float64) string {
	return trim(level*100) + "% CI"
}

// count reads a whole number of people at token i, in digits or in words, and
// returns the token after it.
func (r *reader) count(i int) (n, next int, ok bool) {
	t := r.at(i)
	switch {
	case t.kind == number && !t.odd && !r.used[i]:
		if t.decimals > 0 || t.value > 1e7 || r.isSign(i-1, "-+<>=~") && !r.isSign(i-1, "=") && !t.spaced {
			return 0, i, false
		}
		return int(t.value), i + 1, true
	case t.kind == word && t.value < 0:
		return 0, i + 1, true
	case t.kind == word && t.value > 0 && t.value < 100:
		n, next = r.belowHundred(i)
		if !r.says(next, "hundred") {
			return n, next, true
		}
		n, next = 100*n, next+1
		if k := next; r.says(k, "and") {
			k++
			if u := r.at(k); u.kind == word && u.value > 0 && u.value < 100 {
				rest, end := r.belowHundred(k)
				n, next = n+rest, end
			}
		}
		return n, next, true
	}
	return 0, i, false
}

// belowHundred reads "twelve", "forty-five" at token i.
func (r *reader) belowHundred(i int) (n, next int) {
	n, next = int(r.at(i).value), i+1
	unit := next
	if r.isSign(unit, "-") {
		unit++
	}
	if u := r.at(unit); n >= 20 && u.kind == word && u.value > 0 && u.value < 10 {
		return n + int(u.value), unit + 1
	}
	return n, next
}

// percentAt reads "76.9%", "77 percent" at token i and returns the token
// after it. "95% CI" is no percentage.
func (r *reader) percentAt(i int) (text string, next int, ok bool) {
	t := r.at(i)
	if t.kind != number || t.odd || r.used[i] || t.value > 1000 {
		return "", i, false
	}
	next = i + 1
	switch {
	case r.isSign(next, "%"):
		next++
	case r.says(next, "percent"):
		next++
	case r.says(next, "per") && r.says(next+1, "cent"):
		next += 2
	case r.isWord(next, wVersus) && !r.says(next, "than") && (r.isSign(i-1, "([,:") || r.isWord(i-1, wVerb)): // "79 v 55%"
		k := next + 1
		if r.isSign(k, ".") {
			k++
		}
		if !r.free(k) || !r.isSign(k+1, "%") && !r.says(k+1, "percent") || t.value > 100 || r.isSign(i-1, "/") {
			return "", i, false
		}
	default:
		return "", i, false
	}
	if r.isSign(next, "+") || r.isSign(i-1, "+") || r.isSign(next, "-") && r.isWord(next+1, wTime) {
		return "", i, false
	}
	if _, isCI := r.ciWord(next); isCI || r.isSign(next, "-") && !r.at(next).spaced || r.isSign(i-1, "-<>~") && !t.spaced {
		return "", i, false
	}
	return normal(r.text[t.start:t.end]), next, true
}
