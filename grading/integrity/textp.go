package integrity

// pAfter reads a p-value that follows token i: "; P = .03", ", p<0.001)",
// "(P = .03)". It returns the last token of it. A p-value said to be for
// something else (a trend, an interaction) is not returned.
func (r *reader) pAfter(i int) (*PReport, int) {
	j := i + 1
	for n := 0; n < 4; n++ {
		if r.isSym(j+1, "-") && r.isWord(j+2, wOneSided) {
			j += 3 // "one-sided", "two-tailed"
		}
		if r.isSym(j, ",;:()[]%") || r.says(j, "and") || r.says(j, "with") || r.isWord(j, wUnit) && !r.says(j, "p") {
			j++
		}
	}
	if !r.isWord(j, wP) {
		return nil, i
	}
	p, end, ok := r.pAt(j)
	if !ok || r.isWord(end+1, wFor) {
		return nil, i
	}
	return &p, end
}

// pAt reads "P = .03", "p-value < 0.001", "p value of 0.03" with its p at
// token j.
func (r *reader) pAt(j int) (PReport, int, bool) {
	k := j + 1
	if r.isSym(k, "-") && r.says(k+1, "value") {
		k += 2
	} else if r.says(k, "value") || r.says(k, "values") {
		k++
	}
	relation := ""
	for r.isSym(k, "=<>/") {
		switch r.at(k).sym {
		case '<', '>':
			relation = string(r.at(k).sym)
		case '=':
			if relation == "" {
				relation = "="
			}
		}
		k++
	}
	if relation == "" && r.says(k, "of") && r.isNumber(k+1) {
		relation, k = "=", k+1
	}
	if relation == "" || !r.isNumber(k) || r.toks[k].broken || r.isSym(k+1, "x-") && r.isNumber(k+2) || r.isSym(k+1, "%") || r.says(k+1, "x") {
		return PReport{}, j, false
	}
	p := PReport{relation, r.printed(k, false)}
	if p.Value.Float() > 1 || p.Value.Unscaled > 0 && p.Value.Decimals == 0 && p.Value.Unscaled != 1 {
		return PReport{}, j, false
	}
	return p, k, true
}

// pValues counts the p-values that belong to nothing that was checked.
func (r *reader) pValues() {
	for i := range r.toks {
		if r.used[i] || !r.isWord(i, wP) {
			continue
		}
		if _, end, ok := r.pAt(i); ok && !r.used[end] {
			r.saw(false)
			r.mark(i, end)
		}
	}
}
