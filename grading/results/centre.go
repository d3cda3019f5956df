package results

// spreadAt reads a mean with its spread at token i: "12.3 ± 4.5", "12.3 (SD
// 4.5)", "12.3 [SE, 0.4]", and "12.3 (4.5)" where the sentence says "mean (SD)".
func (r *reader) spreadAt(i, from, to int) (it item, ok bool) {
	if !r.free(i) || r.isWord(i-1, wSD|wSE|wP) || r.isSign(i-1, "<>/+") {
		return it, false
	}
	v, first := r.signed(i)
	k := r.afterUnit(i + 1)
	it = item{kind: mean, first: first}
	it.arm.Mean = &v
	s, last, kind, ok := r.spreadAfter(k, from)
	if !ok || last >= to || r.ageBefore(first, from) || r.differenceBefore(first, from) {
		return it, false
	}
	switch kind {
	case spreadSD:
		it.arm.SD = &s
	case spreadSE:
		it.arm.SE = &s
	default:
		it.arm.Spread = &s
	}
	if r.medianBefore(first, from) && kind == spreadUnknown {
		return it, false
	}
	it.last = last
	return it, true
}

// spreadAfter reads a spread at token k.
func (r *reader) spreadAfter(k, from int) (s float64, last int, kind spreadKind, ok bool) {
	if r.isSign(k, "+") && r.free(k+1) {
		kind = r.spread
		last = r.afterUnit(k+2) - 1
		if near := r.spreadWord(last+1, last+3); near != spreadUnknown {
			kind = near
		}
		return r.toks[k+1].value, last, kind, true
	}
	j := k
	open := r.isSign(j, "([")
	if open || r.isSign(j, ",") {
		j++
	}
	if r.isSign(j, "+") {
		j++
	}
	kind = r.spreadWord(j, j)
	if kind != spreadUnknown {
		for n := 0; n < 4 && !r.isNumber(j); n++ {
			j++
		}
	} else if !open || !r.spreadHeader(from, k) {
		return 0, k, kind, false
	} else if kind = r.headerKind(from, k); !r.isSign(r.afterUnit(j+1), ")]") {
		return 0, k, kind, false
	}
	if !r.free(j) || j == k || r.isSign(j+1, "-") {
		return 0, k, kind, false
	}
	last = r.afterUnit(j+1) - 1
	if open && r.isSign(last+1, ")]") {
		last++
	}
	return r.toks[j].value, last, kind, true
}

// spreadWord finds SD or SE in tokens a..b.
func (r *reader) spreadWord(a, b int) spreadKind {
	for k := a; k <= b; k++ {
		switch {
		case r.says(k, "standard") && r.says(k+1, "error"):
			return spreadSE
		case r.says(k, "standard") && r.isWord(k+1, wSD), r.isWord(k, wSD):
			return spreadSD
		case r.isWord(k, wSE) && r.upper(k):
			return spreadSE
		}
	}
	return spreadUnknown
}

// spreadHeader reports "mean (SD)" or an earlier mean with a named spread in
// the sentence.
func (r *reader) spreadHeader(from, k int) bool { return r.headerKind(from, k) != spreadUnknown }

func (r *reader) headerKind(from, k int) spreadKind {
	if n := len(r.items); n > 0 && r.items[n-1].kind == mean && r.items[n-1].first >= from && k-r.items[n-1].last < 30 {
		switch {
		case r.items[n-1].arm.SD != nil:
			return spreadSD
		case r.items[n-1].arm.SE != nil:
			return spreadSE
		}
	}
	for j := max(from, k-30); j < k; j++ {
		if r.isWord(j, wMean) && r.isSign(j+1, "([+") {
			if kind := r.spreadWord(j+2, j+3); kind != spreadUnknown {
				return kind
			}
		}
	}
	return spreadUnknown
}

// ageBefore reports that the number describes who took part, not what was
// found.
func (r *reader) ageBefore(first, from int) bool {
	inYears := false
	for k := first + 1; k <= first+5; k++ {
		inYears = inYears || r.says(k, "years") || r.says(k, "yr")
	}
	near := true
	for k := first - 1; k >= from && k >= first-24; k-- {
		near = near && r.toks[k].kind != number && k >= first-6
		if (near || inYears) && (r.says(k, "age") || r.says(k, "aged") || r.says(k, "ages") || near && (r.says(k, "dose") || r.says(k, "doses") || r.says(k, "dosage")) || near && r.isWord(k, wFollow)) {
			return true
		}
	}
	return false
}

// differenceBefore reports that the number is a difference between groups.
func (r *reader) differenceBefore(first, from int) bool {
	for k := first - 1; k >= from && k >= first-8 && r.toks[k].kind != number; k-- {
		if r.says(k, "difference") || r.says(k, "differences") {
			return true
		}
	}
	return false
}

// followUpBefore reports that a median is of the time people were followed.
func (r *reader) followUpBefore(first, from int) bool {
	for k := first + 1; k <= first+5; k++ {
		if r.isWord(k, wFollow) {
			return true
		}
	}
	for k := first - 1; k >= from && k >= first-14 && r.toks[k].kind != number; k-- {
		if r.isWord(k, wFollow) {
			return true
		}
	}
	return false
}

// medianBefore reports "median" between the last number and token first.
func (r *reader) medianBefore(first, from int) bool {
	return r.wordBefore(first, from, wMedian) > 0
}

// wordBefore returns how many tokens before first a word of kind f stands,
// without another number between; 0 when there is none within twelve.
func (r *reader) wordBefore(first, from int, f meaning) int {
	for k := first - 1; k >= from && k >= first-12; k-- {
		if r.isWord(k, f) {
			return first - k
		}
		if r.toks[k].kind == number && !r.isWord(k+1, wTime) && !(r.isSign(k+1, "-")) || r.isSign(k, ";") {
			return 0
		}
	}
	return 0
}

// centreAt reads a median with its bounds, and a mean or median without any,
// at token i.
func (r *reader) centreAt(i, from, to int) (it item, ok bool) {
	if !r.free(i) || r.isSign(i+1, "/") || r.isSign(i-1, "<>/+") || r.isWord(i-1, wP|wSD|wSE|wNoCount) && !r.isWord(i-1, wMedian|wMean) {
		return it, false
	}
	v, first := r.signed(i)
	kind, follows := r.centreKind(first, from)
	if !follows || r.ageBefore(first, from) || r.followUpBefore(first, from) {
		return it, false
	}
	it = item{kind: kind, first: first, last: r.afterUnit(i+1) - 1, plain: true}
	if kind == median {
		it.arm.Median = &v
	} else {
		it.arm.Mean = &v
	}
	if it.last > i && r.at(it.last).isSign("%") {
		it.last = i
	}
	if low, high, bounds, last, ok := r.boundsAfter(r.afterUnit(i+1), from); ok && last < to {
		it.arm.Low, it.arm.High, it.arm.Bounds, it.last, it.plain = &low, &high, bounds, last, false
	}
	return it, true
}

// centreKind says whether a number is a mean or median: the word stands
// before it, or the number continues a comparison that began with one.
func (r *reader) centreKind(first, from int) (kind itemKind, ok bool) {
	toMedian, toMean := r.wordBefore(first, from, wMedian), r.wordBefore(first, from, wMean)
	switch {
	case toMedian > 0 && (toMean == 0 || toMedian < toMean):
		return median, true
	case toMean > 0:
		return mean, !r.says(first-toMean+1, "difference")
	}
	n := len(r.items)
	if n == 0 || r.items[n-1].kind == share || first-r.items[n-1].last > 22 || first-r.items[n-1].last < 2 {
		return share, false
	}
	linked := false
	for k := r.items[n-1].last + 1; k < first; k++ {
		if r.isSign(k, ";") || r.isWord(k, wP|wCI|wRange|wIQR) || r.toks[k].kind == number {
			return share, false
		}
		linked = linked || r.isWord(k, wVersus) || r.says(k, "and") || r.isSign(k, ",")
	}
	return r.items[n-1].kind, linked
}

// boundsAfter reads "(range 3-45)", "[IQR, 5 to 9]", ", range 3 to 45" at
// token k, and plain brackets where the sentence says "median (range)".
func (r *reader) boundsAfter(k, from int) (low, high float64, bounds string, last int, ok bool) {
	j := k
	open := r.isSign(j, "([")
	if open || r.isSign(j, ",") {
		j++
	}
	bounds = r.boundsWord(j, j+2)
	if bounds != "" {
		for n := 0; n < 8 && !r.isNumber(j) && !(r.isSign(j, "-") && r.isNumber(j+1)); n++ {
			j++
		}
	} else if bounds = r.boundsHeader(from, k); !open || bounds == "" {
		return 0, 0, "", k, false
	}
	iv, last, ok := r.pair(j)
	if !ok {
		return 0, 0, "", k, false
	}
	last = r.afterUnit(last+1) - 1
	if open && r.isSign(last+1, ")]") {
		last++
	}
	return iv.low, iv.high, bounds, last, true
}

// boundsWord finds what bounds are called in tokens a..b.
func (r *reader) boundsWord(a, b int) string {
	for k := a; k <= b; k++ {
		switch {
		case r.isWord(k, wIQR):
			return "IQR"
		case r.isWord(k, wRange):
			return "range"
		case r.toks[min(k, len(r.toks)-1)].kind == number:
			return ""
		}
	}
	return ""
}

// boundsHeader finds "median (IQR)" or earlier bounds in the sentence.
func (r *reader) boundsHeader(from, k int) string {
	if n := len(r.items); n > 0 && r.items[n-1].kind == median && r.items[n-1].first >= from && k-r.items[n-1].last < 30 {
		return r.items[n-1].arm.Bounds
	}
	for j := max(from, k-24); j < k; j++ {
		if r.isWord(j, wMedian) && r.isSign(j+1, "([") {
			return r.boundsWord(j+2, j+4)
		}
	}
	return ""
}
