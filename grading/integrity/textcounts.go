package integrity

// Counts of two groups in one sentence ("12/50 (24%) v 20/48 (42%), P = .03")
// are compared with the p-value behind them and with a printed RR or OR.

// pFactor is how many times larger or smaller than every usual test the
// printed p must be before it is worth a look in text, where the test and the
// adjustment are not known. Default chosen here.
const pFactor = 5

// countPairs checks the fractions found by percents, two to a sentence.
func (r *reader) countPairs(shares []share) {
	for i := 0; i+1 < len(shares); i++ {
		a, b := shares[i], shares[i+1]
		sentence := r.toks[a.at].sentence
		if r.toks[b.at].sentence != sentence || i > 0 && r.toks[shares[i-1].at].sentence == sentence ||
			i+2 < len(shares) && r.toks[shares[i+2].at].sentence == sentence {
			continue // not exactly two
		}
		if !PercentFits(a.x, a.n, a.pct) || !PercentFits(b.x, b.n, b.pct) || b.first-a.last > 25 || !r.twoGroups(a, b) {
			continue
		}
		r.pairP(a, b)
		r.pairEffect(a, b)
	}
}

// twoGroups reports whether the words between two fractions compare groups,
// and do not make the second a part of the first.
func (r *reader) twoGroups(a, b share) bool {
	if !r.sentenceHas(a.at, wGroup) || r.sentenceHas(a.at, wAdjusted|wSurvival|wOneSided) {
		return false
	}
	linked := false
	for k := a.last + 1; k < b.first; k++ {
		if r.isWord(k, wSum) || r.isSym(k, ";") || r.isNumber(k) && r.isSym(k+1, "%") && k < b.at-1 {
			return false
		}
		linked = linked || r.isWord(k, wVersus) || r.says(k, "and")
	}
	return linked
}

// pairP compares the p-value right after the second fraction.
func (r *reader) pairP(a, b share) {
	p, end := r.pAfterGroup(b.last)
	if p == nil {
		return
	}
	c := Counts{a.x, a.n, b.x, b.n}
	fisher, pearson, yates, err := PFromCounts(c)
	r.saw(err == nil)
	if err != nil || p.within(min(fisher, pearson, yates)/pFactor, max(fisher, pearson, yates)*pFactor) && p.side()*sideOf(fisher, pearson, yates) >= 0 {
		return
	}
	f, err := CheckPCounts(c, *p)
	if err == nil {
		r.add(f, a.first, end)
	}
	r.mark(b.last+1, end)
}

// sideOf is 1 when all values are below .05, −1 when all are above by a
// margin, else 0.
func sideOf(ps ...float64) int {
	below, above := true, true
	for _, p := range ps {
		below = below && p < alpha/2
		above = above && p > 2*alpha
	}
	switch {
	case below:
		return 1
	case above:
		return -1
	}
	return 0
}

// pAfterGroup reads "(20/48) in the control group (P = .03)": a p-value in
// the next few words, before any other number.
func (r *reader) pAfterGroup(last int) (*PReport, int) {
	for k := last + 1; k < last+14 && k < len(r.toks); k++ {
		if r.toks[k].sentence != r.toks[last].sentence || r.isNumber(k) || r.isSym(k, "%") {
			return nil, last
		}
		if r.isWord(k, wP) && !r.used[k] {
			if p, end, ok := r.pAt(k); ok && !r.isWord(end+1, wFor) {
				return &p, end
			}
			return nil, last
		}
	}
	return nil, last
}

// pairEffect compares a printed RR, OR or RD that follows the fractions.
func (r *reader) pairEffect(a, b share) {
	for k := b.last + 1; k < b.last+14 && k < len(r.toks); k++ {
		if r.toks[k].sentence != r.toks[b.last].sentence {
			return
		}
		kind := r.effectAt(k)
		if kind != effectRR && kind != effectOR {
			continue
		}
		j := k + 1
		for n := 0; n < 4 && (r.isSym(j, "=:,([)]") || r.isWord(j, wLink|wUnit) || r.effectAt(j) != effectNone); n++ {
			j++
		}
		if !r.isNumber(j) || r.toks[j].broken || r.isSym(j+1, "%") {
			return
		}
		f, err := CheckEffectCounts(Counts{a.x, a.n, b.x, b.n}, kind.name(), r.printed(j, false), false)
		r.saw(err == nil)
		if err == nil {
			r.add(f, a.first, j)
		}
		return
	}
}
