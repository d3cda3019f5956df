package integrity

// estimate is the number before an interval.
type estimate struct {
	value   Printed
	kind    effectKind
	p       *PReport // when it stands between estimate and interval
	first   int      // first token of measure or estimate
	percent bool
}

// estimateBefore reads the estimate that ends before token start.
func (r *reader) estimateBefore(start int) (estimate, bool) {
	var e estimate
	k := r.stepBack(start - 1)
	if k == start-1 && !(r.isNumber(start) && r.isSym(start+1, "%-")) {
		return e, false // nothing between number and "CI": a mistyped level
	}
	e.p, k = r.pBefore(k)
	k, e.percent = r.skipUnit(k)
	if !r.isNumber(k) || r.toks[k].broken || r.used[k] {
		return e, false
	}
	negative := r.isSym(k-1, "-") && !r.at(k).spaced && (r.at(k-1).spaced || r.isSym(k-2, "(=[:"))
	before := k - 1
	if negative {
		before--
	}
	if r.isWord(before, wSD|wSE|wUnit) || r.isSym(before, "=") && r.isSym(before-1, "/<>") || r.isSym(before, "[(") && r.closedBetween(k, start) {
		return e, false // an SD, "week 12", "p </= .05", a value in other units
	}
	if r.isSym(before, "-+<>~x/") || r.isSym(before, ".") && !r.at(k).spaced || r.says(before, "to") || r.isWord(before, wCI|wVersus) {
		return e, false
	}
	e.value = r.printed(k, negative)
	e.kind, e.first = r.measureBefore(before)
	if r.isSym(before, "=") && e.kind == effectNone {
		return e, false // n = 45, df = 3, …
	}
	if e.first > k || e.kind == effectNone {
		e.first = k
	}
	if e.percent && e.kind.ratio() || e.kind == effectHR && e.value.Float() > 20 {
		e.kind = effectNone
	}
	return e, true
}

// comparedBefore reports "84% v 53% (95% CI 18 to 44)": the interval is of a
// difference that is not printed.
func (r *reader) comparedBefore(i int) bool {
	for k := i - 1; k >= i-6; k-- {
		if r.isWord(k, wVersus) || r.says(k, "to") || r.says(k, "and") {
			return true
		}
	}
	return false
}

// pBefore reads a p-value that stands between estimate and interval ("OR 2.1;
// P = .01; 95% CI …") and ends at token k, and returns the token before it.
func (r *reader) pBefore(k int) (*PReport, int) {
	if !r.isNumber(k) || !r.isSym(k-1, "=<>") {
		return nil, k
	}
	for q := k - 1; q >= k-4; q-- {
		if !r.isWord(q, wP) {
			continue
		}
		if p, end, ok := r.pAt(q); ok && end == k {
			return &p, r.stepBack(q - 1)
		}
		break
	}
	return nil, k
}

// skipUnit goes back over a unit of up to three tokens.
func (r *reader) skipUnit(k int) (at int, percent bool) {
	if t := r.at(k); t.kind == word && !t.entry.is(wLink|wVersus|wGroup|wCI|wSD|wSE) && r.isNumber(k-1) && r.toks[k-1].decimals > 0 {
		return k - 1, false // "0.52 grades": any one word after a decimal
	}
	for n := 0; n < 3 && !r.isNumber(k); n++ {
		if r.isSym(k, "%") {
			percent = true
		} else if !r.isWord(k, wUnit) && !r.says(k, "percentage") && !r.says(k, "Hg") && !r.isSym(k, "/()") {
			return k, percent
		}
		k--
	}
	return k, percent
}

// closedBetween reports a closing bracket between two tokens.
func (r *reader) closedBetween(from, to int) bool {
	for k := from; k < to; k++ {
		if r.isSym(k, ")]") {
			return true
		}
	}
	return false
}

// stepBack goes over brackets, commas and linking words.
func (r *reader) stepBack(k int) int {
	for n := 0; n < 5 && (r.isSym(k, "([,;:)]") || r.isWord(k, wLink) && !r.isWord(k, wVersus)); n++ {
		k--
	}
	return k
}

// effectAt reads a measure at token i: "OR", "RR", the second word of "odds
// ratio". Lower-case "or" is a conjunction.
func (r *reader) effectAt(i int) effectKind {
	t := r.at(i)
	if t.kind != word || t.entry.effect == effectNone {
		return effectNone
	}
	abbreviation := t.end-t.start <= 4 && t.entry.effect < effectHead
	if abbreviation && !(r.text[t.end-1] >= 'A' && r.text[t.end-1] <= 'Z') && r.text[t.end-1] != 's' {
		return effectNone
	}
	if t.entry.effect == effectOR && !r.isCapital(i) && r.text[t.start] != 'a' {
		return effectNone
	}
	switch t.entry.effect {
	case effectRatio:
		return r.ratioName(i - 1)
	case effectDiff:
		switch {
		case r.says(i-1, "risk"), r.says(i-1, "rate"):
			return effectRD
		}
		return effectMean
	case effectHead:
		if r.says(i, "risk") && r.says(i-1, "relative") {
			return effectRR
		}
		return effectNone
	}
	return t.entry.effect
}

// ratioName names the ratio whose first word is token i.
func (r *reader) ratioName(i int) effectKind {
	switch {
	case r.says(i, "odds"):
		return effectOR
	case r.says(i, "hazard"), r.says(i, "hazards"):
		return effectHR
	case r.says(i, "risk"):
		return effectRR
	case r.says(i, "rate"), r.says(i, "prevalence"):
		return effectOtherRatio
	}
	return effectNone
}

// measureBefore looks for the nearest measure before token i in its sentence,
// across at most fourteen tokens and no other number.
func (r *reader) measureBefore(i int) (effectKind, int) {
	for k := i; k > i-14 && k >= 0; k-- {
		if r.toks[k].sentence != r.at(i).sentence || r.isNumber(k) && !r.isSym(k+1, "-") || r.isWord(k, wChange) {
			return effectNone, i
		}
		if m := r.effectAt(k); m != effectNone {
			if r.isWord(k+1, wChange) {
				return effectNone, i // relative risk reduction
			}
			return m, k
		}
	}
	return effectNone, i
}

func (k effectKind) ratio() bool { return k >= effectRR && k <= effectOtherRatio }

func (k effectKind) name() string {
	switch k {
	case effectRR:
		return "RR"
	case effectOR:
		return "OR"
	case effectHR:
		return "HR"
	case effectOtherRatio:
		return "ratio"
	case effectRD:
		return "RD"
	case effectMean:
		return "difference"
	}
	return ""
}
