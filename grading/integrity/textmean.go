package integrity

// means finds a mean with its SD ("5.2 ± 1.3", "5.2 (SD 1.3)") and checks it
// against the scale it is of, when the sentence names one; and two of them
// compared with each other.
func (r *reader) means() {
	for i := range r.toks {
		if r.used[i] || !r.isNumber(i) {
			continue
		}
		g, end, ok := r.meanSD(i)
		if !ok {
			continue
		}
		checked := r.wholeScore(i, g, end)
		if b, last, ok := r.compared(end); ok && r.known.trial && len(r.known.arms) == 2 {
			checked = r.spread(i, g, b, last) || checked
		}
		r.saw(checked)
		r.mark(i, end)
	}
	r.scaleValues()
}

// meanSD reads a mean and SD at token i; N is 0 when not printed with it.
func (r *reader) meanSD(i int) (Group, int, bool) {
	if r.toks[i].broken || r.isSym(i-1, "+<>~x/.") {
		return Group{}, i, false
	}
	negative := r.isSym(i-1, "-") && r.at(i-1).spaced && !r.at(i).spaced
	g := Group{Mean: r.printed(i, negative)}
	j := i + 1
	switch {
	case r.isSym(j, "+") && r.isNumber(j+1) && !r.toks[j+1].broken:
		g.SD = r.printed(j+1, false)
		j += 2
	case r.isSym(j, "([") && r.isWord(j+1, wSD):
		j += 2
		for r.isSym(j, "=:,+") {
			j++
		}
		if !r.isNumber(j) || r.toks[j].broken {
			return g, i, false
		}
		g.SD = r.printed(j, false)
		j++
	default:
		return g, i, false
	}
	if r.sentenceHas(i, wSE) || g.SD.Unscaled < 0 {
		return g, i, false
	}
	end := j - 1
	if r.isSym(j, ",;([") {
		j++
	}
	if (r.says(j, "n") || r.says(j, "N")) && r.isSym(j+1, "=") {
		if n, ok := r.count(j + 2); ok && n > 1 {
			g.N, end = n, j+2
		}
	}
	return g, end, true
}

// wholeScore runs GRIM and GRIMMER when the sentence names one scale of whole
// numbers, and n stands with the mean. Adjusted and changed scores are left
// out.
func (r *reader) wholeScore(i int, g Group, end int) bool {
	if g.N == 0 || int64(g.N) >= pow10(g.Mean.Decimals) || g.Mean.Unscaled < 0 || r.sentenceHas(i, wAdjusted|wChange) {
		return false
	}
	scale, ok := r.scaleBefore(i, 12)
	if !ok || !scale.Whole {
		return false
	}
	f, err := CheckGRIM(g.Mean.String(), g.N, 1)
	if err == nil && f == nil {
		f, err = CheckGRIMMER(g.Mean.String(), g.SD.String(), g.N, 1)
	}
	if err == nil {
		r.add(f, i, end)
	}
	return err == nil
}

// scaleBefore finds the scale named last before token i in its sentence,
// within limit tokens.
func (r *reader) scaleBefore(i, limit int) (OutcomeScale, bool) {
	for k := i - 1; k >= max(0, i-limit) && r.toks[k].sentence == r.toks[i].sentence; k-- {
		if r.isWord(k, wScale) {
			if m, end, ok := r.scaleAt(k); ok && end < i {
				return m, true
			}
		}
	}
	return OutcomeScale{}, false
}

// scaleAt reads the name of a scale at token k, the longest first.
func (r *reader) scaleAt(k int) (OutcomeScale, int, bool) {
	for length := 4; length >= 1; length-- {
		if k+length > len(r.toks) {
			continue
		}
		start, end := r.toks[k].start, r.toks[k+length-1].end
		if end-start > 40 || !r.abbreviates(k) {
			continue
		}
		if m, ok := ScaleByName(r.text[start:end]); ok {
			return m, k + length - 1, true
		}
	}
	return OutcomeScale{}, k, false
}

// abbreviates holds short names to capitals: "MADRS", not "madrs".
func (r *reader) abbreviates(k int) bool {
	t := r.toks[k]
	if t.end-t.start > 6 || r.at(k+1).kind == word {
		return true
	}
	for _, c := range []byte(r.text[t.start:min(t.end, t.start+2)]) {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return true
}

// scaleValues checks "MADRS score of 75" against the range of the scale.
func (r *reader) scaleValues() {
	for k := range r.toks {
		if !r.isWord(k, wScale) {
			continue
		}
		m, end, ok := r.scaleAt(k)
		if !ok {
			continue
		}
		j := end + 1
		for n := 0; n < 4 && (r.says(j, "score") || r.says(j, "scores") || r.says(j, "total") || r.says(j, "mean") || r.says(j, "was") || r.says(j, "of") || r.isSym(j, "=:")); n++ {
			j++
		}
		if j == end+1 || !r.isNumber(j) || r.toks[j].broken || r.used[j] || r.isSym(j+1, "-%/") || r.isWord(j+1, wUnit|wPerson) && !r.says(j+1, "points") || r.says(j+1, "to") {
			continue
		}
		if r.isSym(j+1, "+(") || r.says(j-1, "score") || r.says(j-1, "scores") || r.says(j-1, "of") || r.says(j-1, "was") || r.isSym(j-1, "=") {
			r.add(CheckScaleRange(m, r.printed(j, false)), k, j)
		}
	}
}

// compared reads "v 25.1 ± 2.0" after token end.
func (r *reader) compared(end int) (Group, int, bool) {
	j := end + 1
	for n := 0; n < 3 && (r.isSym(j, ")]") || r.isWord(j, wUnit) && !r.says(j, "v")); n++ {
		j++
	}
	if !r.isWord(j, wVersus) {
		return Group{}, end, false
	}
	j++
	if r.isSym(j, ".") {
		j++
	}
	if r.says(j, "with") || r.says(j, "to") {
		j++
	}
	if !r.isNumber(j) {
		return Group{}, end, false
	}
	return r.meanSD(j)
}

// spread compares two arms' means. Without printed n the sizes of the arms
// stand in; the order of the arms does not matter for the difference in SDs.
func (r *reader) spread(i int, a, b Group, last int) bool {
	if !r.sentenceHas(i, wSD) {
		return false
	}
	if a.N == 0 || b.N == 0 {
		a.N, b.N = r.known.arms[0].N, r.known.arms[1].N
	}
	p, end := r.pAfter(last)
	f, err := CheckSpread(a, b, p)
	if err == nil {
		r.add(f, i, end)
	}
	return err == nil
}
