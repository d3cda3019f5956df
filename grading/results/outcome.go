package results

import "strings"

// describe adds outcome and follow-up, read from the words around the numbers
// first..last.
func (r *reader) describe(p *Proposal, first, last, from, to int) {
	if a, b, ok := r.outcomeAround(first, last, from, to); ok {
		p.Outcome = strings.Join(strings.Fields(r.quote(a, b)), " ")
		p.Spans = append(p.Spans, r.span("outcome", a, b))
	}
	if a, b, ok := r.timeNear(first, last, from, to); ok {
		p.FollowUp = strings.Join(strings.Fields(r.quote(a, b)), " ")
		p.Spans = append(p.Spans, r.span("follow_up", a, b))
	}
}

// outcomeAround takes the subject of the clause before the numbers, or where
// the sentence begins with the numbers, what is said after them.
func (r *reader) outcomeAround(first, last, from, to int) (a, b int, ok bool) {
	if r.isSign(first-1, "([") {
		if a, b, ok = r.phraseBefore(first-1, from); ok && r.namesOutcome(a, b) {
			return a, b, ok
		}
	}
	if a, b, ok = r.subject(first, from); ok && r.namesOutcome(a, b) {
		return a, b, ok
	}
	a, b, ok = r.predicate(last, to)
	return a, b, ok && r.namesOutcome(a, b)
}

// namesOutcome reports that tokens a..b can name what was measured: they do
// not begin with whoever measured it ("we also found") or with a group.
func (r *reader) namesOutcome(a, b int) bool {
	for _, w := range [...]string{"we", "each", "it", "they", "there", "this", "these", "those", "our", "both", "either", "neither", "none"} {
		if r.says(a, w) {
			return false
		}
	}
	for k := a; k <= b && k < a+3; k++ {
		if r.isWord(k, wGroup) {
			return false
		}
	}
	return true
}

// phraseBefore reads the words right before the bracket at token k: "reduced
// all-cause mortality (RR 0.69 …)".
func (r *reader) phraseBefore(k, from int) (a, b int, ok bool) {
	b = k - 1
	a = k
	cut := -1
	for a > from && k-a < 16 && !r.isWord(a-1, wVerb|wRespectively) && !r.isSign(a-1, ",;:()[]%") && !(r.isNumber(a-1) && r.used[a-1]) {
		a--
		if cut < 0 && (r.says(a, "in") || r.says(a, "for") || r.says(a, "on")) {
			cut = a
		}
	}
	if b-a >= 7 && cut > 0 && b-cut >= 1 {
		a = cut
	}
	for a <= b && (r.isWord(a, wAnd|wPrep|wAt|wDiff|wUp) || r.says(a, "the") || r.says(a, "a") || r.says(a, "more") || r.says(a, "significantly") || r.at(a).kind == number) {
		a++
	}
	if b < a || r.isWord(b, wGroup|wStop|wPrep|wPeople) || r.hasLabel(a, b) || a == b && r.isWord(a, wP|wMean|wMedian|wMeasureWord|wDiff) {
		return 0, 0, false
	}
	return a, b, true
}

// hasLabel reports that tokens a..b are the name of a group.
func (r *reader) hasLabel(a, b int) bool {
	for _, l := range r.labels {
		if l.first >= a && l.last <= b && l.last == b {
			return true
		}
	}
	return false
}

// subject reads the words before the verb of the clause: the sentence without
// its heading, its time and its groups.
func (r *reader) subject(first, from int) (a, b int, ok bool) {
	start := max(from, first-45)
	for k := start; k < first; k++ {
		if r.isSign(k, ":;.") && r.at(k+1).spaced || r.isSign(k, ",") && r.leading(start, k) || r.isNumber(k) && r.used[k] {
			start = k + 1
		}
	}
	for start < first && (r.isSign(start, "()[],.%-/") || r.at(start).kind == number || r.isWord(start, wUp|wAnd|wVersus) || r.says(start, "the") || r.says(start, "a") || r.says(start, "there") || r.says(start, "was") || r.says(start, "were") || r.isWord(start, wRespectively)) {
		start++
	}
	end := start
	for end < first && !r.isWord(end, wVerb) && !r.isSign(end, "([,") && r.at(end).kind != number {
		end++
	}
	if end == start || end-start > 22 {
		return 0, 0, false
	}
	a, b = start, min(end, start+14)-1
	for b > a && (r.isWord(b, wPrep|wStop) || r.at(b).kind == symbol) {
		b--
	}
	if r.isWord(a, wP|wMean|wMedian) && a == b || r.isWord(a, wPeople) && a == b || r.isWord(a, wGroup) || a == b && r.isWord(a, wStop|wPrep) {
		return 0, 0, false
	}
	return a, b, true
}

// leading reports that tokens from..k are an opening such as "At 6 weeks," or
// "In the control group,".
func (r *reader) leading(from, k int) bool {
	if k-from > 14 || !r.isWord(from, wAt|wPrep) && !r.isWord(from, wUp) && !r.says(from, "compared") {
		return false
	}
	for j := from; j < k; j++ {
		if r.isWord(j, wVerb) {
			return false
		}
	}
	return true
}

// predicate reads the words after the numbers of a sentence that begins with
// them: "… of those in the control group avoided surgery".
func (r *reader) predicate(last, to int) (a, b int, ok bool) {
	k := last + 1
	for k < to && k < last+16 && !r.isWord(k, wVerb) && !r.isSign(k, ".;") {
		k++
	}
	if k >= to || !r.isWord(k, wVerb) {
		return 0, 0, false
	}
	a = k
	for k < to && k < a+10 && !r.isSign(k, ".;(,[") && r.at(k).kind != number {
		k++
	}
	return a, k - 1, k-1 > a
}

// nameOutcome reads what an estimate is of, right after its name: "hazard ratio
// for death".
func (e *effect) nameOutcome(r *reader) string {
	k := e.mention.last + 1
	if e.inherited || e.unnamed || e.mention.last >= e.valueAt || !(r.says(k, "for") || r.says(k, "of") || r.says(k, "in")) {
		return ""
	}
	first := k + 1
	for k = first; k < e.valueAt && k < first+12 && !r.isWord(k, wVerb|wVersus) && !r.isSign(k, "([,;=") && r.at(k).kind != number; k++ {
	}
	if k == first {
		return ""
	}
	return strings.Join(strings.Fields(r.quote(first, k-1)), " ")
}

// timeNear finds the time of the result: the last one named before the numbers
// in the sentence, or else the first after them or between them.
func (r *reader) timeNear(first, last, from, to int) (a, b int, ok bool) {
	for k := first - 1; k >= from && k >= first-40; k-- {
		if a, b, ok = r.timeAt(k); ok {
			return a, b, ok
		}
	}
	for k := first + 1; k < to && k <= last+25; k++ {
		if a, b, ok = r.timeAt(k); ok {
			return a, b, ok
		}
	}
	return 0, 0, false
}

// timeAt reads a time whose unit is token k: "at 6 weeks", "12-month",
// "five years". Ages, doses ("per day") and spans of treatment without a
// leading word are left out.
func (r *reader) timeAt(k int) (a, b int, ok bool) {
	if !r.isWord(k, wTime) {
		return 0, 0, false
	}
	n := k - 1
	if r.isSign(n, "-") {
		n--
	}
	if r.says(n, "per") || r.says(n, "a") || r.at(n).value <= 0 || r.at(n).odd || r.used[max(n, 0)] {
		if !(r.isNumber(k+1) && r.whole(k+1) && !r.used[k+1]) { // "week 12"
			return 0, 0, false
		}
		return k, k + 1, r.isWord(k-1, wAt) || r.isWord(k-1, wPrep)
	}
	a, b = n, k
	lead := n - 1
	if r.isSign(lead, "-") || r.says(lead, "to") {
		return 0, 0, false
	}
	followed := r.isWord(k+1, wFollow) || r.says(k+1, "of") && r.isWord(k+2, wFollow) || r.isSign(k+1, "'") && r.isWord(k+2, wFollow)
	if r.isWord(k+1, wAt) && (r.says(k+1, "after") || r.says(k+1, "of")) || r.says(k+1, "old") || r.says(k+1, "of") && r.says(k+2, "age") {
		return a, b, r.says(k+1, "after")
	}
	return a, b, r.isWord(lead, wAt) || followed || r.isSign(k-1, "-") || r.says(lead, "the") && r.isWord(lead-1, wAt)
}
