package integrity

// fractionAt reads "12/45", "12 of the 45", "12 out of 45", with "n =" before
// it or not, at token j.
func (r *reader) fractionAt(j int) (x, first, n, last int, ok bool) {
	if (r.says(j, "n") || r.says(j, "N")) && r.isSym(j+1, "=") {
		j += 2
	}
	if x, ok = r.count(j); !ok {
		return 0, 0, 0, 0, false
	}
	of := j + 1
	switch {
	case r.isSym(of, "/"), r.says(of, "of"):
	case r.says(of, "out") && r.says(of+1, "of"):
		of++
	default:
		return 0, 0, 0, 0, false
	}
	of++
	for range 2 {
		if r.isWord(of, wArticle) {
			of++
		}
	}
	n, ok = r.count(of)
	return x, j, n, of, ok
}

// numerator reads "12/" or "12 of the" or "12 out of" before the denominator
// at token i.
func (r *reader) numerator(i int) (x, first int, ok bool) {
	j := i - 1
	if r.isSym(j, "/") {
		x, ok = r.count(j - 1)
		return x, r.wordStart(j - 1), ok && !r.isSym(j-2, "/")
	}
	for range 2 {
		if r.isWord(j, wArticle) {
			j--
		}
	}
	if !r.says(j, "of") {
		return 0, 0, false
	}
	j--
	if r.says(j, "out") {
		j--
	}
	j = r.skipNouns(j, 1)
	x, ok = r.count(j)
	if r.isWord(j+1, wUnit) {
		return 0, 0, false
	}
	return x, r.wordStart(j), ok
}

// skipNouns steps back over up to limit words that are neither units nor
// numbers nor part of the sentence's structure.
func (r *reader) skipNouns(i, limit int) int {
	for n := 0; n < limit; n++ {
		t := r.at(i)
		if t.kind != word || t.entry.is(wNumberWord|wUnit|wVersus|wFor|wLink|wSD|wSE) {
			break
		}
		i--
	}
	return i
}

// unitBetween reports whether the word right after the count is a unit.
func (r *reader) unitBetween(i, end int) bool { return i < end && r.isWord(i+1, wUnit) }

// doubtfulFraction recognises what only looks like counts: grade 3/4, HPV
// 16/18, 20/40 vision, and fractions after a dash or a decimal.
func (r *reader) doubtfulFraction(s share, first int) bool {
	if s.x > s.n || s.n < 2 || r.isSym(first-1, "-/:.<>+~x") || r.listed(first) {
		return true
	}
	if s.n <= 10 && r.at(first).kind == word && !PercentFits(s.x, s.n, s.pct) {
		return true // "as many as four of five (79%)"
	}
	if s.n >= 1900 && s.n <= 2100 && !PercentFits(s.x, s.n, s.pct) {
		return true // "40% of the 1985 sample"
	}
	for k := 1; k <= 2; k++ {
		if r.isWord(first-k, wGrade) {
			return true
		}
	}
	slash := r.isSym(first+1, "/")
	return slash && s.n <= 5 && s.n == s.x+1 && !PercentFits(s.x, s.n, s.pct)
}
