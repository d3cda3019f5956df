package results

// effect is one estimate with what belongs to it.
type effect struct {
	mention
	value     float64
	valueAt   int // token
	percent   bool
	unit      string
	iv        interval
	hasIV     bool
	p         pvalue
	inherited bool // the measure was named at an earlier number of the sentence
	unnamed   bool
	first     int // tokens, name and p included
	last      int
}

// readEffects finds the estimates of a sentence, in order, and gives each the
// p-value beside it.
func (r *reader) readEffects(from, to int) {
	var cur mention
	named, header := false, false
	for i := from; i < to; i++ {
		if m, ok := r.measureAt(i); ok {
			if !m.generic || !named || r.numberBetween(cur.last, i) {
				cur, named = m, true
			}
			i = m.last
			if _, isCI := r.ciWord(i + 1); !isCI {
				r.plainEstimate(m, to)
			}
			continue
		}
		if _, isCI := r.ciWord(i); isCI {
			iv, ok := r.named(i)
			if !ok {
				header = true
				continue
			}
			r.withInterval(iv, cur, named, from)
			i = max(i, iv.last)
			continue
		}
		if !r.isNumber(i) || r.used[i] {
			continue
		}
		if iv, ok := r.bare(r.afterUnit(i + 1)); ok && r.bareAllowed(i, cur, named, header) {
			r.withInterval(iv, cur, named, from)
			i = iv.last
		}
	}
	r.givePValues(from, to)
}

// afterUnit goes over "%" or a unit after a number.
func (r *reader) afterUnit(k int) int {
	for n := 0; n < 3 && (r.isSign(k, "%") || r.isWord(k, wUnit)); n++ {
		k++
	}
	return k
}

// bareAllowed reports whether limits without the word CI may follow number i:
// the measure stands right before it, an earlier estimate of the sentence had
// an interval, or the sentence announced one.
func (r *reader) bareAllowed(i int, cur mention, named, header bool) bool {
	if !named || cur.generic && !header && len(r.effects) == 0 {
		return false
	}
	if len(r.effects) > 0 && r.effects[len(r.effects)-1].hasIV {
		return i-r.effects[len(r.effects)-1].last < 30 && !r.spreadBetween(r.effects[len(r.effects)-1].last, i)
	}
	return header || cur.measure.ratio() && i-cur.last <= 12 && !r.numberBetween(cur.last, i)
}

// spreadBetween reports a word that gives brackets another meaning.
func (r *reader) spreadBetween(a, b int) bool {
	for k := a + 1; k < b; k++ {
		if r.isWord(k, wRange|wIQR|wMedian|wSD|wSE) {
			return true
		}
	}
	return false
}

// numberBetween reports a number between two tokens that no measure took.
func (r *reader) numberBetween(a, b int) bool {
	if b-a > 80 {
		return true // too far apart to belong together
	}
	for k := a + 1; k < b; k++ {
		if r.isNumber(k) && !r.isWord(k+1, wGroup) && !(r.isWord(k+1, wTime) || r.isSign(k+1, "-") && r.isWord(k+2, wTime)) {
			return true
		}
	}
	return false
}

// withInterval ties an interval to the estimate before it.
func (r *reader) withInterval(iv interval, cur mention, named bool, from int) {
	e := effect{mention: cur, iv: iv, hasIV: true}
	k, ok := r.valueBefore(&e, iv.first, from)
	if !ok {
		return
	}
	v, first := r.signed(k)
	e.value, e.valueAt = v, k
	if !r.nameEffect(&e, named, first, from) {
		return
	}
	e.first, e.last = min(first, iv.first), max(iv.last, k)
	if named && !e.inherited && !e.unnamed && cur.last < first {
		e.first = min(e.first, cur.first)
	}
	r.addEffect(e)
}

// plainEstimate reads "odds ratio 2.3", "HR was 0.75": a named measure with a
// number and no interval behind it.
func (r *reader) plainEstimate(m mention, to int) {
	if m.generic || m.reduction || m.measure == noMeasure {
		return
	}
	k := m.last + 1
	words := 0
	for ; k < to && r.toks[k].kind != number; k++ {
		if r.isSign(k, ".;]") || r.isSign(k, ")") && k > m.last+1 || r.measurePart(k) || r.isWord(k, wP|wVersus) {
			return
		}
		if words++; words > 12 {
			return
		}
	}
	if !r.free(k) || k >= to {
		return
	}
	before := k - 1
	v, first := r.signed(k)
	if first < k {
		before--
	}
	if before > m.last && !r.isSign(before, "=:") && !(r.isSign(before, ",([") && before == m.last+1) && !r.isWord(before, wVerb) && !r.says(before, "of") && !r.says(before, "at") {
		return
	}
	e := effect{mention: m, value: v, valueAt: k, first: m.first, last: k}
	after := k + 1
	if _, level := r.ciWord(after + 1); level && r.isSign(after, "%-") || m.last == m.first && !m.measure.ratio() && words > 3 {
		return // "RD (95% CI)"; "MD changes at 12 months"
	}
	if r.isSign(after, "%") || r.says(after, "percent") {
		e.percent, e.last = true, after
		after++
	} else if r.isWord(after, wUnit) {
		e.unit, e.last = r.quote(after, after), after
		after++
	}
	if iv, last, ok := r.pair(after + 1); ok && r.isSign(after, ",") && m.measure.ratio() && iv.low <= v && v <= iv.high && r.isSign(last+1, ";),.]") {
		e.iv, e.hasIV = iv, true // "hazard ratio 1.3, 0.6 to 2.5"
		e.iv.first, e.iv.last, e.last = after+1, last, last
		r.addEffect(e)
		return
	}
	if r.followedByInterval(after) || r.planned(m.first) || r.isSign(k+1, "-") || r.isSign(k+1, "/+") {
		return // the interval reader takes it
	}
	if m.measure.ratio() && (e.percent || e.unit != "" || v <= 0 || v > 100 || v == 95 || m.measure == mHR && v > 30 || r.whole(k) && v > 20) {
		return
	}
	if m.measure == mRD && !e.percent && v > 1 {
		return
	}
	r.addEffect(e)
}

// planned reports that the numbers are of a plan: "powered to detect a hazard
// ratio of 0.7".
func (r *reader) planned(k int) bool {
	for j := k - 1; j >= 0 && j >= k-16 && r.toks[j].sentence == r.toks[k].sentence; j-- {
		if r.isWord(j, wPlanned) {
			return true
		}
	}
	return false
}

func (r *reader) measurePart(k int) bool {
	return r.isWord(k, wMeasureWord) && r.at(k).entry.measure < partRatio && r.abbreviation(k)
}

// followedByInterval reports limits, named or bare, within the next tokens.
func (r *reader) followedByInterval(k int) bool {
	if _, ok := r.bare(k); ok {
		return true
	}
	for n := 0; n < 9; n++ {
		if _, ok := r.ciWord(k + n); ok {
			_, ok := r.named(k + n)
			return ok
		}
		if t := r.at(k + n); t.kind == word && !t.entry.is(wLink|wP) && !r.says(k+n, "percent") {
			return false
		}
	}
	return false
}

// addEffect keeps an estimate and takes its tokens out of other patterns.
func (r *reader) addEffect(e effect) {
	r.effects = append(r.effects, e)
	r.use(e.valueAt, e.valueAt)
	if e.hasIV {
		r.use(e.iv.first, e.iv.last)
	}
}

// givePValues hands each p-value of the sentence to the estimate right before
// it, or in the same brackets right after it.
func (r *reader) givePValues(from, to int) {
	for j := range r.effects {
		e := &r.effects[j]
		if e.p.text != "" {
			r.use(e.p.first, e.p.last)
			continue
		}
		for k := e.last + 1; k < to && k <= e.last+9; k++ {
			if p, ok := r.pAt(k); ok {
				if !r.isWord(p.last+1, wLink) || !r.says(p.last+1, "for") || !r.says(p.last+2, "interaction") && !r.says(p.last+2, "heterogeneity") && !r.says(p.last+2, "trend") {
					e.p, e.last = p, p.last
					r.use(p.first, p.last)
				}
				break
			}
			if _, isName := r.measureAt(k); isName || r.toks[k].kind == number || r.isSign(k, "(") && k > e.last+1 && !r.isWord(k+1, wP) {
				break
			}
		}
		if e.p.text == "" {
			k := e.first - 1
			for n := 0; n < 3 && (r.isSign(k, ",;") || r.isWord(k, wLink)); n++ {
				k--
			}
			if p, at := r.pEnding(k); at >= from && !r.used[k] && !r.isSign(k+1, ")") {
				e.p = p
				r.use(p.first, p.last)
			}
		}
	}
}
