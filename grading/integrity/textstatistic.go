package integrity

// statistics finds test statistics with degrees of freedom and a p-value and
// recomputes p.
func (r *reader) statistics() {
	for i := range r.toks {
		if r.used[i] || !r.isWord(i, wStatistic) {
			continue
		}
		s, end, ok := r.statistic(i)
		if !ok {
			continue
		}
		p, last := r.pAfter(end)
		if p == nil && (r.says(end+1, "ns") || r.isSym(end+1, ",;") && r.says(end+2, "ns")) {
			ns := NotSignificant()
			p, last = &ns, end+2
		}
		if p == nil || s.validate() != nil {
			r.saw(false)
			r.mark(i, end)
			continue
		}
		r.saw(true)
		r.saw(true)
		f, err := CheckP(s, *p, r.sentenceHas(i, wOneSided))
		if err == nil && (f == nil || f.Level == Inconsistent || !r.sentenceHas(i, wOtherMethod)) {
			r.add(f, i, last)
		}
		r.mark(i, last)
	}
}

// statistic reads the test statistic whose name is token i.
func (r *reader) statistic(i int) (Statistic, int, bool) {
	switch {
	case r.says(i, "t"):
		return r.oneDF(i, "t")
	case r.says(i, "r"):
		s, end, ok := r.oneDF(i, "r")
		return s, end, ok && s.DF2 != 2 // "r(2)" is how plain text writes r squared
	case r.says(i, "z"):
		return r.valueAfter(Statistic{Type: "z"}, i+1)
	case r.says(i, "F"):
		return r.fStatistic(i)
	case r.at(i).entry.is(wStatistic) && !r.says(i, "q"):
		return r.chiSquare(i)
	}
	return Statistic{}, i, false
}

// valueAfter reads "= -2.20" at token j.
func (r *reader) valueAfter(s Statistic, j int) (Statistic, int, bool) {
	if !r.isSym(j, "=") {
		return s, j, false
	}
	v, next, ok := r.signed(j + 1)
	if !ok || r.isSym(next, "%x+") {
		return s, j, false
	}
	s.Value = v
	return s, next - 1, true
}

// oneDF reads "t(28) = 2.20".
func (r *reader) oneDF(i int, kind string) (Statistic, int, bool) {
	df, next, ok := r.degrees(i + 1)
	if !ok {
		return Statistic{}, i, false
	}
	return r.valueAfter(Statistic{Type: kind, DF2: df}, next)
}

// degrees reads "(28)" or "[28]" at token j.
func (r *reader) degrees(j int) (df float64, next int, ok bool) {
	if !r.isSym(j, "([") || !r.isNumber(j+1) || r.toks[j+1].broken || !r.isSym(j+2, ")]") {
		return 0, j, false
	}
	return r.toks[j+1].printedFloat(), j + 3, true
}

// fStatistic reads "F(1,23) = 5.4".
func (r *reader) fStatistic(i int) (Statistic, int, bool) {
	if !r.isSym(i+1, "([") || !r.isNumber(i+2) || !r.isSym(i+3, ",;") || !r.isNumber(i+4) || !r.isSym(i+5, ")]") {
		return Statistic{}, i, false
	}
	s := Statistic{Type: "F", DF1: r.toks[i+2].printedFloat(), DF2: r.toks[i+4].printedFloat()}
	return r.valueAfter(s, i+6)
}

// chiSquare reads "χ2(1) = 6.42", "chi(2)(1) = 6.42", "χ2(1, N = 90) = 6.42",
// "chi-square = 6.42, df = 1".
func (r *reader) chiSquare(i int) (Statistic, int, bool) {
	s := Statistic{Type: "chi2"}
	j := i + 1
	switch {
	case r.says(i, "chi") && r.isSym(j, "-") && (r.says(j+1, "square") || r.says(j+1, "squared")):
		j += 2
	case r.says(i, "chi") && (r.says(j, "square") || r.says(j, "squared")):
		j++
	case r.says(i, "chi") && r.isSym(j, "(") && r.isNumber(j+1) && r.toks[j+1].unscaled == 2 && r.isSym(j+2, ")"):
		j += 3
	}
	if df, next, ok := r.degrees(j); ok {
		s.DF1, j = df, next
	} else if r.isSym(j, "([") && r.isNumber(j+1) && r.isSym(j+2, ",") && r.says(j+3, "n") && r.isSym(j+4, "=") && r.isNumber(j+5) && r.isSym(j+6, ")]") {
		s.DF1, j = r.toks[j+1].printedFloat(), j+7
	}
	s, end, ok := r.valueAfter(s, j)
	if ok && s.DF1 == 0 {
		s.DF1, end = r.namedDF(end)
	}
	return s, end, ok
}

// namedDF reads ", df = 1" or "; d.f. = 1" or "on 1 df" after token end.
func (r *reader) namedDF(end int) (float64, int) {
	j := end + 1
	for r.isSym(j, ",;(") {
		j++
	}
	switch {
	case r.says(j, "df"):
		j++
	case r.says(j, "d") && r.isSym(j+1, ".") && r.says(j+2, "f"):
		j += 3
		if r.isSym(j, ".") {
			j++
		}
	default:
		return 0, end
	}
	if !r.isSym(j, "=") || !r.isNumber(j+1) || r.toks[j+1].broken {
		return 0, end
	}
	return r.toks[j+1].printedFloat(), j + 1
}

// heterogeneity compares I² with the Q or χ² of the same sentence.
func (r *reader) heterogeneity() {
	for i := range r.toks {
		value := r.iSquared(i)
		if value == 0 {
			continue
		}
		q, df := r.cochranQ(i)
		r.saw(df > 0)
		if df > 0 {
			f, err := CheckISquared(r.printed(value, false), r.printed(q, false), df)
			if err == nil {
				r.add(f, min(i, q), max(value+1, q))
			}
		}
		r.mark(i, value+1)
	}
}

// iSquared returns the token of the value in "I2 = 24%", "I(2) = 24 %".
func (r *reader) iSquared(i int) int {
	j := i + 1
	switch {
	case r.says(i, "I2") || r.says(i, "I²"):
	case r.says(i, "I") && r.isSym(j, "(") && r.isNumber(j+1) && r.toks[j+1].unscaled == 2 && r.isSym(j+2, ")"):
		j += 3
	default:
		return 0
	}
	if r.isSym(j, "=:,") || r.says(j, "of") {
		j++
	}
	if !r.isNumber(j) || r.toks[j].broken || !r.isSym(j+1, "%") {
		return 0
	}
	return j
}

// cochranQ finds Q and its degrees of freedom within fifteen tokens of token
// i: "Q = 6.62, df = 5", "chi2 = 6.62, df = 5". With two of them it finds
// none.
func (r *reader) cochranQ(i int) (value, df int) {
	for k := max(0, i-15); k < min(len(r.toks), i+15); k++ {
		if r.toks[k].sentence != r.toks[i].sentence || !r.isWord(k, wStatistic) || !(r.says(k, "Q") || r.says(k, "chi") || r.says(k, "chi2") || r.says(k, "χ2") || r.says(k, "χ²")) {
			continue
		}
		var s Statistic
		end, ok := 0, false
		if r.says(k, "Q") {
			s, end, ok = r.valueAfter(Statistic{Type: "Q"}, k+1)
			if d, next, paren := r.degrees(k + 1); paren {
				s, end, ok = r.valueAfter(Statistic{Type: "Q", DF1: d}, next)
			} else if ok {
				s.DF1, _ = r.namedDF(end)
			}
		} else {
			s, end, ok = r.chiSquare(k)
		}
		if !ok || s.DF1 < 1 || s.DF1 > 10_000 || s.Value.Unscaled < 0 {
			continue
		}
		if df > 0 {
			return 0, 0
		}
		value, df = end, int(s.DF1)
		for value > k && !(r.isNumber(value) && r.isSym(value-1, "=") && r.printed(value, false).Unscaled == s.Value.Unscaled) {
			value--
		}
	}
	return value, df
}
