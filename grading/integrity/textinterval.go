package integrity

// intervals finds confidence intervals with their estimate, measure and
// p-value, and checks them.
func (r *reader) intervals() {
	for i := range r.toks {
		if r.used[i] {
			continue
		}
		if r.isWord(i, wCI) || r.isWord(i, wInterval) && r.isWord(i-1, wConfidence|wCredible) || r.isWord(i, wCredible) && r.isSym(i-1, "%") {
			r.interval(i)
		} else if m := r.effectAt(i); m == effectRR || m == effectOR || m == effectHR || m == effectOtherRatio {
			r.bracketed(i, m)
		}
	}
}

// bounds are the two limits of an interval and where they stand.
type bounds struct {
	low, high Printed
	end       int  // last token
	either    bool // "-0.27-0.12" may stand for -0.27 to -0.12
}

// interval reads the interval whose "CI" is token i.
func (r *reader) interval(i int) {
	j := i + 1
	if r.isSym(j, "([") && r.isWord(j+1, wCI) {
		j += 3
	}
	level, start := r.level(i)
	if level == 0 && r.isNumber(j) && r.isSym(j+1, "%") && !r.isSym(j+2, "-") {
		level = r.toks[j].printedFloat() / 100
		j += 2
	}
	for n := 0; n < 4 && (r.isSym(j, ":=,[(") || r.isWord(j, wLink) && !r.says(j, "and")); n++ {
		j++
	}
	b, ok := r.limits(j)
	if !ok {
		return
	}
	if level == 0 {
		level = 0.95
	}
	iv := Interval{Low: b.low, High: b.high, Level: level}
	est, ok := r.estimateBefore(start)
	if !ok {
		r.saw(false)
		r.mark(start, b.end)
		return
	}
	iv.Estimate = est.value
	iv.Measure, iv.Ratio = est.kind.name(), est.kind.ratio()
	p := est.p
	end := b.end
	if p == nil {
		p, end = r.pAfter(b.end)
	}
	if p != nil && p.Relation == "<" && p.Value.Unscaled == 0 {
		p = nil // "p < 0.00" says nothing that can be compared
	}
	if b.either && iv.Estimate.Float() < 0 {
		r.saw(false)
		r.mark(start, end)
		return
	}
	r.judge(iv, est, p, start, end)
}

func (t token) printedFloat() float64 { return float64(t.unscaled) / float64(pow10(int(t.decimals))) }

// level reads "95%" before the words of the interval at token i, and returns
// the first token of the whole.
func (r *reader) level(i int) (float64, int) {
	start := i
	if r.isWord(i, wInterval) {
		start = i - 1
	}
	k := start - 1
	if r.isSym(k, "-") {
		k--
	}
	if (r.isSym(k, "%") || r.says(k, "percent")) && r.isNumber(k-1) && !r.toks[k-1].broken {
		if v := r.toks[k-1].printedFloat(); v >= 50 && v < 100 {
			return v / 100, k - 1
		}
	}
	return 0, start
}

// limits reads "0.60-0.94", "0.60 to 0.94", "-1.8, -0.9", "3% to 21%".
func (r *reader) limits(j int) (bounds, bool) {
	low, k, ok := r.signed(j)
	if !ok {
		return bounds{}, false
	}
	if r.isSym(k, "%") || r.isWord(k, wUnit) {
		k++
	}
	if !r.isSym(k, "-,;") && !r.says(k, "to") && !r.says(k, "and") && !r.says(k, "through") {
		return bounds{}, false
	}
	comma := r.isSym(k, ",;")
	high, end, ok := r.signed(k + 1)
	if !ok || !(low.Float() < high.Float()) {
		return bounds{}, false
	}
	if r.isSym(end, "%") {
		end++
	}
	// a second interval right after it: the estimates came in a list
	if r.isSym(end, ",") || r.says(end, "and") {
		if _, next, ok := r.signed(end + 1); ok && (r.isSym(next, "-%") || r.says(next, "to") || comma && r.isSym(next, ",")) {
			return bounds{}, false
		}
	}
	return bounds{low, high, end - 1, low.Unscaled < 0 && r.isSym(k, "-") && high.Unscaled > 0 && !r.at(k+1).spaced}, true
}

// signed reads a number with an optional sign glued to it; next is the token
// after it.
func (r *reader) signed(j int) (p Printed, next int, ok bool) {
	negative := false
	if r.isSym(j, "-") && r.isNumber(j+1) && !r.at(j+1).spaced {
		negative = true
		j++
	} else if r.isSym(j, "+") && r.isNumber(j+1) && r.text[r.toks[j].start] == '+' {
		j++
	}
	if !r.isNumber(j) || r.toks[j].broken {
		return Printed{}, j, false
	}
	return r.printed(j, negative), j + 1, true
}

// bracketed reads "HR 0.66 (0.41-1.07)" without the word CI. The brackets are
// taken for an interval only when the estimate lies inside them.
func (r *reader) bracketed(i int, kind effectKind) {
	k := i + 1
	for n := 0; n < 3 && (r.isSym(k, "=:,)]") || r.isWord(k, wLink) && !r.says(k, "and")); n++ {
		k++
	}
	if !r.isNumber(k) || r.toks[k].broken || r.used[k] || !r.isSym(k+1, "([") {
		return
	}
	b, ok := r.limits(k + 2)
	if !ok || !r.isSym(b.end+1, ")];,") {
		return
	}
	e := estimate{value: r.printed(k, false), kind: kind, first: i}
	if v := e.value.Float(); v <= b.low.Float() || v >= b.high.Float() || kind == effectHR && v > 20 {
		return
	}
	p, end := r.pAfter(b.end)
	r.judge(Interval{Measure: kind.name(), Estimate: e.value, Low: b.low, High: b.high, Ratio: true}, e, p, k, end)
}

// judge runs the checks on one interval. A measure that is not known is only
// compared with its own limits.
func (r *reader) judge(iv Interval, e estimate, p *PReport, start, end int) {
	first := min(e.first, start)
	if e.kind == effectNone {
		r.mark(start, end) // the estimate may be a percentage with a count
	} else {
		r.mark(first, end)
	}
	iv.OneSided = r.sentenceHas(start, wOneSided)
	iv.OtherMethod = r.sentenceHas(start, wOtherMethod)
	if e.kind == effectNone {
		comparable := iv.likeLimits() && !e.mirrored(iv) && !r.comparedBefore(e.first)
		r.saw(comparable)
		if comparable {
			r.add(outside(iv), first, end)
		}
		return
	}
	if e.mirrored(iv) || e.percent && iv.holds(e.value.Float()/100) {
		r.saw(false) // "a reduction of 2.0 (-3.2 to -0.8)"
		return
	}
	iv.OtherMethod = iv.OtherMethod || e.kind == effectRD || e.percent
	if iv.Ratio && (iv.Low.Unscaled < 0 || iv.Estimate.Unscaled <= 0) {
		r.saw(false)
		return
	}
	found, err := CheckInterval(iv, p)
	r.saw(err == nil)
	if p != nil {
		r.saw(err == nil)
	}
	for i := range found {
		r.add(&found[i], first, end)
	}
}

// holds reports whether v lies within the limits.
func (iv Interval) holds(v float64) bool { return iv.Low.Low() <= v && v <= iv.High.High() }

// mirrored reports an estimate that lies in its interval with the other sign:
// the words give the direction.
func (e estimate) mirrored(iv Interval) bool {
	return !iv.holds(e.value.Float()) && iv.holds(-e.value.Float())
}

// likeLimits reports whether a number of unknown meaning can be the estimate
// of the interval: printed with the same decimals, and not further away than
// the interval is wide. Anything else is a denominator, a year or an SD.
func (iv Interval) likeLimits() bool {
	e, width := iv.Estimate.Float(), iv.High.Float()-iv.Low.Float()
	same := iv.Estimate.Decimals > 0 && (iv.Estimate.Decimals == iv.Low.Decimals || iv.Estimate.Decimals == iv.High.Decimals)
	return iv.holds(e) || same && e > iv.Low.Float()-width && e < iv.High.Float()+width
}
