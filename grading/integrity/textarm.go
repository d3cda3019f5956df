package integrity

import "fmt"

// compareWithArms takes the percentages that stand with a count and without a
// denominator, in the order of the text, and reads neighbours of one sentence
// that speaks of groups as one per arm.
func (r *reader) compareWithArms(bare []share) {
	for i := 0; i < len(bare); i++ {
		if len(r.known.arms) == 2 && i+1 < len(bare) && r.pair(bare, i) {
			r.comparePair(bare[i], bare[i+1])
			i++
			continue
		}
		r.saw(r.known.fitsAnyone(bare[i]))
	}
}

// pair reports whether bare[i] and bare[i+1] are the two arms' results of one
// comparison: the only two of their sentence or the first two of an even
// number, near each other, in a sentence that speaks of groups.
func (r *reader) pair(bare []share, i int) bool {
	a, b := bare[i], bare[i+1]
	sentence := r.toks[a.at].sentence
	if r.toks[b.at].sentence != sentence || b.first-a.last > 30 || !r.sentenceHas(a.at, wGroup) {
		return false
	}
	same := 0
	for j := i; j < len(bare) && r.toks[bare[j].at].sentence == sentence; j++ {
		same++
	}
	if same%2 != 0 {
		return false
	}
	linked := false
	for j := a.last + 1; j < b.first; j++ {
		if r.isSym(j, ";") || r.isWord(j, wSum) || r.isNumber(j) {
			return false
		}
		linked = linked || r.isWord(j, wVersus) || r.says(j, "and") || r.says(j, "but") || r.says(j, "in")
	}
	return linked
}

// fitsAnyone reports whether the percentage fits an arm or a total.
func (k *known) fitsAnyone(s share) bool {
	for _, a := range k.arms {
		if PercentFits(s.x, a.N, s.pct) {
			return true
		}
	}
	for _, n := range k.totals {
		if PercentFits(s.x, n, s.pct) {
			return true
		}
	}
	return false
}

// comparePair looks at two percentages, one for each arm. Nothing is said
// unless one of them fits its arm and the other fits no arm, no total and no
// number in the text, so that a smaller denominator is the likely reading.
func (r *reader) comparePair(a, b share) {
	arms := r.known.arms
	fits := func(s share, arm int) bool { return PercentFits(s.x, arms[arm].N, s.pct) }
	straight, crossed := fits(a, 0) && fits(b, 1), fits(a, 1) && fits(b, 0)
	if straight || crossed {
		r.saw(true)
		r.saw(true)
		return
	}
	candidates := [][4]int{} // which share fits, its arm, the other share's arm
	for arm := range 2 {
		if fits(a, arm) && a.x <= arms[arm].N && b.x <= arms[1-arm].N {
			candidates = append(candidates, [4]int{0, arm, 1 - arm})
		}
		if fits(b, arm) && b.x <= arms[arm].N && a.x <= arms[1-arm].N {
			candidates = append(candidates, [4]int{1, arm, 1 - arm})
		}
	}
	if len(candidates) == 2 && arms[0].N == arms[1].N {
		candidates = candidates[:1] // the same arm size twice
	}
	if len(candidates) != 1 {
		r.saw(r.known.fitsAnyone(a))
		r.saw(r.known.fitsAnyone(b))
		return
	}
	good, odd := a, b
	if candidates[0][0] == 1 {
		good, odd = b, a
	}
	r.saw(true)
	r.saw(r.missingFrom(good, odd, arms[candidates[0][1]], arms[candidates[0][2]], a, b))
}

// missingFrom reports that odd does not fit its arm, when the text gives no
// other reason. It returns whether a conclusion could be drawn.
func (r *reader) missingFrom(good, odd share, goodArm, oddArm Arm, a, b share) bool {
	if r.known.fitsAnyone(odd) || r.known.explains(odd.x, odd.pct) || percentNear(odd.x, oddArm.N, odd.pct) || !telling(good, goodArm.N) || r.sentenceHas(odd.at, wSurvival) {
		return false
	}
	top := max(goodArm.N, oddArm.N)
	first, last := denominatorRange(odd.x, odd.pct, max(odd.x, 2), top)
	if first > last || last >= oddArm.N || 2*last < oddArm.N || odd.x == 0 {
		return false // no smaller denominator near the arm: a subgroup, or digits that differ
	}
	statement := fmt.Sprintf("%s %% does not fit %d of %s, which is %s %%, while %s %% fits %d of %s. Of the denominators from %d to %d, %s: %s of the %d people in that arm may not be in the denominator. Please check.",
		odd.pct, odd.x, oddArm.size(), show(100*float64(odd.x)/float64(oddArm.N), odd.pct.Decimals), good.pct, good.x, goodArm.size(),
		odd.x, top, onlyFits(first, last), span(oddArm.N-last, oddArm.N-first), oddArm.N)
	f := newFinding(PercentArm, Check, statement, fmt.Sprintf("100 × %d/%d = %s; printed %s; fits: %s; 100 × %d/%d = %s; printed %s",
		odd.x, oddArm.N, show(100*float64(odd.x)/float64(oddArm.N), odd.pct.Decimals+1), odd.pct, span(first, last), good.x, goodArm.N, show(100*float64(good.x)/float64(goodArm.N), good.pct.Decimals+1), good.pct))
	if first == last {
		c, all1, all2 := Counts{good.x, goodArm.N, odd.x, first}, goodArm.N, oddArm.N
		if odd.at < good.at {
			c, all1, all2 = c.swapped(), oddArm.N, goodArm.N
		}
		f.Consequences = MissingOutcomes(c, all1, all2)
	}
	r.add(f, a.first, b.last)
	return true
}

func onlyFits(first, last int) string {
	if first == last {
		return fmt.Sprintf("only %d fits", first)
	}
	return span(first, last) + " fit"
}

// size is "11 (control)", or "11" without a label.
func (a Arm) size() string {
	if a.Label == "" {
		return fmt.Sprint(a.N)
	}
	return fmt.Sprintf("%d (%s)", a.N, a.Label)
}

// telling reports whether fitting an arm of n says something: at most one in
// five of the denominators nearby would fit by chance.
func telling(s share, n int) bool {
	low, high := max(s.x, n-n/3, 1), n+n/3
	first, last := denominatorRange(s.x, s.pct, low, high)
	return s.x > 0 && 5*(last-first+1) <= high-low+1
}
