package integrity

// share is a printed percentage with what the text says it is of.
type share struct {
	pct         Printed
	x, n        int // n is 0 when the text names no denominator
	first, last int // tokens
	at          int // token of the percentage
}

// percents reads every percentage. Those with count and denominator are
// checked at once; those with a count only are compared with the arms
// afterwards, sentence by sentence.
func (r *reader) percents() {
	var bare, whole []share
	for i := range r.toks {
		if !r.percentAt(i) {
			continue
		}
		s, ok := r.share(i)
		switch {
		case !ok:
			r.saw(false)
		case s.n > 0:
			r.saw(true)
			r.mark(s.first, s.last)
			r.checkShare(s)
			whole = append(whole, s)
		default:
			bare = append(bare, s)
		}
	}
	r.compareWithArms(bare)
	r.countPairs(whole)
}

// percentAt reports whether token i is the number of a percentage that is not
// the level of an interval and not yet used.
func (r *reader) percentAt(i int) bool {
	if !r.isNumber(i) || r.used[i] {
		return false
	}
	sign := r.isSym(i+1, "%") || r.says(i+1, "percent") || r.says(i+1, "per") && r.says(i+2, "cent")
	return sign && !r.isWord(i+2, wCI|wConfidence|wCredible)
}

// signEnd is the last token of the per cent sign after number i.
func (r *reader) signEnd(i int) int {
	if r.says(i+1, "per") {
		return i + 2
	}
	return i + 1
}

// share reads the count and the denominator of the percentage at token i.
func (r *reader) share(i int) (share, bool) {
	s := share{pct: r.printed(i, false), at: i, first: i, last: r.signEnd(i)}
	if r.toks[i].broken || !plainPercent(s.pct) || r.isSym(i-1, "-+<>x~/") || r.isWord(i-1, wHedge) || r.isSym(s.last+1, "-+/") && r.isNumber(s.last+2) {
		return s, false
	}
	if r.says(i-1, "than") || r.says(i-1, "to") || r.says(i-1, "least") {
		return s, false
	}
	for _, form := range []func(share) (share, bool){r.countBefore, r.fractionInside, r.countAfter} {
		if got, ok := form(s); ok && got.x >= 0 && (got.n == 0 || got.n >= got.x && got.n > 0) {
			return got, true
		}
	}
	return s, false
}

// closes reports whether the percentage ends its bracket or its part of it:
// "27%)", "27%; 95% CI …)". Anything else gives it another meaning.
func (r *reader) closes(s share) bool {
	if r.isSym(s.last+1, ")]") {
		return true
	}
	if !r.isSym(s.last+1, ",;") {
		return false
	}
	next := r.at(s.last + 2)
	switch {
	case next.kind == number: // "(27%, 95% CI …)" but not "(27%, 45%)"
		return r.isSym(s.last+3, "%") && r.isWord(s.last+4, wCI|wConfidence)
	case next.kind == word:
		return next.entry.is(wP|wCI) || r.says(s.last+2, "RR") || r.says(s.last+2, "OR") && r.isCapital(s.last+2)
	}
	return false
}

func (r *reader) isCapital(i int) bool {
	t := r.at(i)
	return t.kind == word && r.text[t.start] >= 'A' && r.text[t.start] <= 'Z'
}

// countBefore reads "12/45 (27%)", "12 of 45 patients (27%)", "12 (27%)",
// "12 patients (27%)", and "12 (27%) of 45 patients".
func (r *reader) countBefore(s share) (share, bool) {
	if !r.isSym(s.at-1, "([") || !r.closes(s) {
		return s, false
	}
	i := r.skipNouns(s.at-2, 4)
	last, ok := r.count(i)
	if !ok || r.unitBetween(i, s.at-2) {
		return s, false
	}
	start := r.wordStart(i)
	if x, first, ok := r.numerator(start); ok {
		s.x, s.n, s.first, s.last = x, last, first, s.last+1
		return s, !r.doubtfulFraction(s, first)
	}
	if s.at-2-i > 2 || r.isSym(start-1, "/=*:") || r.isWord(start-1, wGrade) || r.listed(start) {
		return s, false
	}
	s.x, s.first = last, start
	return r.denominatorAfter(s)
}

// listed reports whether the count at token i is one of a list that shares
// its brackets: "12 and 10 (27% and 22%)", "12 men and 10 women (44%)".
func (r *reader) listed(i int) bool {
	joined := r.isSym(i-1, ",-") || r.isWord(i-1, wVersus) || r.says(i-1, "and") || r.says(i-1, "to") || r.says(i-1, "or")
	return joined && (r.isNumber(i-2) || r.at(i-2).kind == word && r.isNumber(i-3) && !r.isSym(i-1, ","))
}

// denominatorAfter reads "of [the] 45 patients" after "12 (27%)".
func (r *reader) denominatorAfter(s share) (share, bool) {
	if !r.isSym(s.last+1, ")]") {
		return s, true
	}
	j := s.last + 2
	if !r.says(j, "of") && !(r.says(j, "out") && r.says(j+1, "of")) && !(r.isWord(j, wPerson) && r.says(j+1, "of")) {
		s.last++
		return s, true
	}
	for !r.says(j, "of") {
		j++
	}
	j++
	for range 2 {
		if r.isWord(j, wArticle) {
			j++
		}
	}
	n, ok := r.count(j)
	if !ok {
		s.last++
		return s, r.ofGroup(j) // else of people that are not counted here
	}
	if r.isSym(j+1, "%/-.") || r.isWord(j+1, wUnit|wVersus) || r.isSym(j+1, "(") {
		return s, false
	}
	s.n, s.last = n, j
	return s, n >= s.x && !r.doubtfulFraction(s, s.first)
}

// groupReach is how many words may stand between "of" and the group.
const groupReach = 7

// ofGroup reports "of those in the traction group", "of the control arm" from
// token j on: the denominator is a group of the trial, named and not counted.
func (r *reader) ofGroup(j int) bool {
	for end := j + groupReach; j < end; j++ {
		if r.at(j).kind != word || r.isWord(j, wVersus|wUnit) {
			return false
		}
		if r.isWord(j, wGroup) {
			return true
		}
	}
	return false
}

// fractionInside reads "(12/45, 27%)", "(12 of 45; 27%)", "12/45 = 27%".
func (r *reader) fractionInside(s share) (share, bool) {
	if !r.isSym(s.at-1, ",;=:") || r.isSym(s.last+1, "/-") || r.isSym(s.last+1, ",") && r.isNumber(s.last+2) {
		return s, false
	}
	if t := r.at(s.last + 1); t.kind == word && !r.isWord(s.last+1, wVersus) {
		return s, false
	}
	i := r.skipNouns(s.at-2, 2)
	n, ok := r.count(i)
	if !ok {
		return s, false
	}
	x, first, ok := r.numerator(r.wordStart(i))
	if !ok || r.listed(first) || !r.isSym(first-1, "([=,") {
		return s, false
	}
	s.x, s.n, s.first = x, n, first
	return s, !r.doubtfulFraction(s, first)
}

// countAfter reads "27% (12/45)", "27% (12 of 45)", "27% of patients
// (12/45)", "27% (n = 12)".
func (r *reader) countAfter(s share) (share, bool) {
	j := s.last + 1
	for n := 0; n < 5 && r.at(j).kind == word; n++ {
		if !r.says(j, "of") && !r.isWord(j, wArticle|wPerson) {
			return s, false // "45% in responders (38/92)" are 38 responders
		}
		j++
	}
	if !r.isSym(j, "([") {
		return s, false
	}
	x, first, n, last, ok := r.fractionAt(j + 1)
	if !ok {
		return s, false // a count alone may be anything: a reference, an SD
	}
	end := last + 1
	for k := 0; k < 3 && r.at(end).kind == word && !r.isWord(end, wVersus|wUnit); k++ {
		end++
	}
	if !r.isSym(end, ")],;") || r.isSym(end, ",;") && r.isNumber(end+1) && r.isSym(end+2, "%") && !r.isWord(end+3, wCI|wConfidence) {
		return s, false // "0.5% (12 of 39 eyes, 31%)": the first is a dose
	}
	s.x, s.n, s.last = x, n, last
	return s, !r.doubtfulFraction(s, first)
}

// checkShare compares a percentage with its fraction. Percentages of survival
// curves, weighted or adjusted ones need not be a count over a count.
func (r *reader) checkShare(s share) {
	f, err := CheckPercent(s.x, s.n, s.pct.String(), r.known.largest())
	if err != nil || f == nil {
		return
	}
	if r.sentenceHas(s.at, wSurvival) {
		f.Level = Note
	}
	r.add(f, s.first, s.last)
}
