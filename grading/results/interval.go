package results

// interval is a pair of limits with the words that say what they are.
type interval struct {
	low, high   float64
	level       float64 // 0 when not said
	first, last int     // tokens, "95% CI" and brackets included
	percent     bool
	named       bool // "CI" is said
}

// ciWord reads "CI", "confidence interval", "confidence limits", with a
// repetition in brackets, at token i, and returns the token after it.
func (r *reader) ciWord(i int) (next int, ok bool) {
	switch {
	case r.isWord(i, wConfidence) && r.isWord(i+1, wInterval):
		next = i + 2
	case r.isWord(i, wCI) && r.upper(i):
		next = i + 1
	case r.isWord(i, wConfidence):
		next = i + 1
	default:
		return i, false
	}
	if r.isSign(next, "([") && r.isWord(next+1, wCI) {
		next += 2
		for r.isSign(next, ")]'") || r.says(next, "s") {
			next++
		}
	}
	return next, true
}

// upper reports a word that begins with a capital.
func (r *reader) upper(i int) bool {
	c := r.text[r.toks[i].start]
	return 'A' <= c && c <= 'Z'
}

// levelBefore reads "95%", "95 percent" or "95-%" that ends before token i.
func (r *reader) levelBefore(i int) (level float64, first int) {
	k := i - 1
	for n := 0; n < 3 && (r.isSign(k, "%-") || r.says(k, "percent") || r.says(k, "per") || r.says(k, "cent")); n++ {
		k--
	}
	if k < i-1 && r.isNumber(k) && r.toks[k].value >= 50 && r.toks[k].value < 100 {
		return r.toks[k].value / 100, k
	}
	return 0, i
}

// pair reads two limits from token i: "0.6 to 0.9", "-1.8, -0.9", "3% - 5%".
// The low one comes first.
func (r *reader) pair(i int) (iv interval, last int, ok bool) {
	a := i
	if r.isSign(a, "-+") {
		a++
	}
	if !r.free(a) {
		return iv, i, false
	}
	iv.low = r.toks[a].value
	if a > i && r.isSign(i, "-") {
		iv.low = -iv.low
	}
	k, unit := r.afterLimit(a + 1)
	k, ok = r.between(k)
	if !ok {
		return iv, i, false
	}
	b := k
	if r.isSign(b, "-+") {
		b++
	}
	if !r.free(b) {
		return iv, i, false
	}
	iv.high = r.toks[b].value
	if b > k && r.isSign(k, "-") {
		iv.high = -iv.high
	}
	last = b
	if r.isSign(b+1, "%") {
		unit, last = true, b+1
	}
	iv.percent = unit
	if iv.low > iv.high {
		return iv, i, false
	}
	return iv, last, true
}

// afterLimit goes over a percent sign or a unit after the first limit.
func (r *reader) afterLimit(k int) (next int, percent bool) {
	if r.isSign(k, "%") {
		return k + 1, true
	}
	if r.isWord(k, wUnit) && (r.says(k+1, "to") || r.isSign(k+1, "-,")) {
		return k + 1, false
	}
	return k, false
}

// between goes over what separates two limits.
func (r *reader) between(k int) (next int, ok bool) {
	switch {
	case r.says(k, "to"), r.says(k, "and"), r.says(k, "through"):
		return k + 1, true
	case r.isSign(k, "-") && r.isSign(k+1, "-") && !r.at(k+1).spaced: // "-1.8--0.9"
		return k + 1, true
	case r.isSign(k, "-,;:/~") && !r.isSign(k, "."):
		return k + 1, true
	}
	return k, false
}

// named reads a named interval whose CI word is at token i: the level before,
// the limits after.
func (r *reader) named(i int) (iv interval, ok bool) {
	next, isCI := r.ciWord(i)
	if !isCI {
		return iv, false
	}
	level, first := r.levelBefore(i)
	k := next
	if r.isNumber(k) && r.toks[k].value >= 50 && r.toks[k].value < 100 && r.isSign(k+1, "%") && !r.isSign(k+2, "-,") && !r.says(k+2, "to") {
		level = r.toks[k].value / 100 // "CI 95%: 0.6 to 0.9"
		k += 2
	}
	for n := 0; n < 12; n++ {
		switch {
		case r.isSign(k, "=,:;([ ") || r.isWord(k, wLink) && !r.says(k, "and") || r.isWord(k, wRange):
			k++
			continue
		case r.says(k, "for") || r.isWord(k, wDiff) || r.says(k, "in") || r.isWord(k, wMeasureWord):
			k++ // "95% CI for the difference: 3% to 56%"
			continue
		}
		break
	}
	got, last, ok := r.pair(k)
	if !ok || r.toks[k].sentence != r.toks[i].sentence {
		return iv, false
	}
	got.level, got.first, got.last, got.named = level, first, last, true
	for r.isSign(got.first-1, "([") && r.isSign(got.last+1, ")]") {
		got.first--
		got.last++
	}
	return got, true
}

// bare reads two limits alone in brackets at token i: "(0.60 to 0.94)".
func (r *reader) bare(i int) (iv interval, ok bool) {
	if !r.isSign(i, "([") {
		return iv, false
	}
	iv, last, ok := r.pair(i + 1)
	if !ok || !r.isSign(last+1, ")];,") {
		return iv, false
	}
	iv.first, iv.last = i, last
	if r.isSign(last+1, ")]") {
		iv.last++
	}
	return iv, true
}
