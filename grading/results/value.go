package results

// valueBefore finds the number that an interval belongs to.
func (r *reader) valueBefore(e *effect, start, from int) (k int, ok bool) {
	k = start - 1
	for n := 0; n < 8 && k >= from; n++ {
		switch {
		case r.isSign(k, "([,;:=) ") || r.isWord(k, wLink) && !r.isWord(k, wVersus) || r.isWord(k, wConfidence):
			k--
		case r.isSign(k, "%"):
			e.percent = true
			k--
		case r.says(k, "percent"), r.says(k, "percentage"), r.says(k, "cent"), r.says(k, "per") && e.percent:
			e.percent = true
			k--
		case r.isWord(k, wUnit) && k > from:
			if e.unit == "" {
				e.unit = r.unitBack(k)
			}
			k--
		case r.isSign(k, "/") && r.isWord(k-1, wUnit):
			k--
		case r.isSign(k, ")]") && r.isNumber(k-1) && r.isSign(k-2, "([") && r.isNumber(k-3): // "0.36 (0.40) mm Hg (95% CI …)"
			k -= 3
		default:
			n = 8
		}
	}
	if p, at := r.pEnding(k); at >= from && e.p.text == "" {
		e.p = p
		return r.valueBefore(e, p.first, from)
	}
	if !r.free(k) || k < from {
		return k, false
	}
	if r.isSign(k-1, "+") { // "2.5% ± 1.2% (95% CI …)"
		for k -= 2; r.isSign(k, "%") || r.isWord(k, wUnit); k-- {
		}
		if !r.free(k) {
			return k, false
		}
	}
	before := k - 1
	if r.isSign(before, "<>~/") && !r.at(k).spaced || r.isWord(before, wSD|wSE|wP) || r.isSign(before, "=") && (r.says(before-1, "n") || r.says(before-1, "p")) {
		return k, false
	}
	return k, true
}

// unitBack writes the unit that ends at token k.
func (r *reader) unitBack(k int) string {
	first := k
	for first-1 >= 0 && k-first < 3 && (r.isWord(first-1, wUnit) || r.isSign(first-1, "/")) {
		first--
	}
	return r.quote(first, k)
}

// pEnding reads a p-value that ends at token k and returns where it begins,
// or -1.
func (r *reader) pEnding(k int) (p pvalue, first int) {
	if !r.isNumber(k) || !r.isSign(k-1, "<>=") {
		return p, -1
	}
	for i := k - 1; i >= k-5 && i >= 0; i-- {
		if p, ok := r.pAt(i); ok && p.last == k {
			return p, i
		}
	}
	return p, -1
}

// nameEffect decides which measure the value is of, and whether it is an
// effect at all: an interval around the percentage or the median of one arm is
// not.
func (r *reader) nameEffect(e *effect, named bool, first, from int) bool {
	direct := named && e.mention.last < first && !r.numberBetween(e.mention.last, first)
	series := named && len(r.effects) > 0 && r.effects[len(r.effects)-1].measure == e.measure && r.effects[len(r.effects)-1].hasIV
	context := r.contextBefore(first, from)
	if r.neededBefore(first, from) {
		return false
	}
	if direct && e.generic && first-e.mention.last > 4 && r.colonBetween(e.mention.last, first) {
		return false // "a difference between the three groups: diuretic -2.7 (CI …)"
	}
	switch {
	case direct && e.reduction:
		e.measure, e.unnamed = noMeasure, true
	case direct && !e.generic:
	case direct && e.generic && r.ratioBetween(e.mention.last, first):
		e.measure, e.generic = mOther, false
	case direct && e.generic && context != wMedian && !r.isWord(e.iv.last+1, wVersus):
		if e.percent {
			e.measure = mRD
		}
	case series && !e.generic && context&(wMean|wMedian|wDiff) == 0:
		e.inherited = true
	case context == wDiff && !r.isWord(e.iv.last+1, wVersus) && !r.says(e.iv.last+1, "and") && !r.says(e.iv.last+1, "in"):
		e.measure, e.unnamed, e.adjusted, e.generic = noMeasure, true, false, false
	default:
		return false
	}
	if e.measure.ratio() && (e.percent || e.unit != "" && e.unit != "x" || e.value <= 0 || e.value > 500 || (e.measure == mHR) && e.value > 30) {
		return false
	}
	return true
}

// neededBefore reports that the value is a number needed to treat: "with an NNT
// of 8 (95 % CI 6 to 17)" behind a risk ratio.
func (r *reader) neededBefore(first, from int) bool {
	for k := first - 1; k >= from && k >= first-8 && !r.isNumber(k) && !r.isSign(k, ";("); k-- {
		for _, w := range [...]string{"NNT", "NNTB", "NNTH", "NNH", "needed"} {
			if r.says(k, w) {
				return true
			}
		}
	}
	return false
}

// ratioBetween reports that another kind of ratio is named nearer to the value:
// "proportion ratio 1.07".
func (r *reader) ratioBetween(a, b int) bool {
	for k := a + 1; k < b; k++ {
		if r.at(k).entry.measure == partRatio {
			return true
		}
	}
	return false
}

// colonBetween reports a colon with words between it and token b.
func (r *reader) colonBetween(a, b int) bool {
	for k := a + 1; k < b-1; k++ {
		if r.isSign(k, ":") {
			return true
		}
	}
	return false
}

// contextBefore says what the words between the last number and token first
// speak of: a mean or median, or a difference; 0 when neither.
func (r *reader) contextBefore(first, from int) meaning {
	for k := first - 1; k >= from && k >= first-14; k-- {
		switch {
		case r.isNumber(k) && !r.isWord(k+1, wTime|wGroup), r.isSign(k, ";"):
			return 0
		case r.isWord(k, wMean) && r.isWord(k-1, wPrep) && r.isWord(k-2, wDiff):
			return wDiff // "difference in mean rise"
		case r.isWord(k, wDiff):
			return wDiff
		case r.isWord(k, wMedian|wMean):
			return wMedian
		}
	}
	return 0
}
