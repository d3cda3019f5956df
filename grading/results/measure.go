package results

// mention is a measure named in the text.
type mention struct {
	measure     measure
	generic     bool // "difference" alone: mean or risk is not said
	reduction   bool // relative reduction: the ratio is not printed
	adjusted    bool
	first, last int
}

// measureAt reads the name of a measure at token i, with its abbreviation in
// brackets after it: "hazard ratio [HR]".
func (r *reader) measureAt(i int) (m mention, ok bool) {
	t := r.at(i)
	if t.kind != word || t.entry.measure == noMeasure {
		return m, false
	}
	m, ok = r.nameAt(i)
	if !ok {
		return m, false
	}
	if r.isSign(m.last+1, "([") {
		if again, ok := r.nameAt(m.last + 2); ok && r.isSign(again.last+1, ")]") && !again.generic {
			m.last = again.last + 1
		}
	}
	for k := m.first - 1; k >= m.first-4; k-- {
		m.adjusted = m.adjusted || r.isWord(k, wAdjusted) && !r.says(k, "arr")
	}
	m.adjusted = m.adjusted || r.says(m.first, "aor") || r.says(m.first, "ahr")
	return m, true
}

// nameAt reads one name.
func (r *reader) nameAt(i int) (m mention, ok bool) {
	m.first, m.last = i, i
	part := func(k int) measure { return r.at(k).entry.measure }
	switch first := part(i); first {
	case mOR, mRR, mHR, mIRR, mRD, mMD, mSMD:
		m.measure = first
		return m, r.abbreviation(i)
	case partOdds, partHazard, partRisk, partRate, partPrevalence, partIncidence, partRelative, partAbsolute, partStandardised, partMean, partEffect:
		return r.compound(m)
	case partDifference:
		m.measure, m.generic = mMD, true
		return m, true
	}
	return m, false
}

// abbreviation reports an abbreviation in capitals, "ORs" and "aOR" included.
func (r *reader) abbreviation(i int) bool {
	t := r.toks[i]
	s := r.text[t.start:t.end]
	capitals := 0
	for _, c := range []byte(s) {
		if 'A' <= c && c <= 'Z' {
			capitals++
		}
	}
	return capitals >= 2
}

// compounds are the names made of two or three words.
var compounds = [...]struct {
	parts     [3]measure
	measure   measure
	reduction bool
}{
	{[3]measure{partOdds, partRatio}, mOR, false},
	{[3]measure{partHazard, partRatio}, mHR, false},
	{[3]measure{partHazard, partRate, partRatio}, mHR, false},
	{[3]measure{partRelative, partRisk, partReduction}, noMeasure, true},
	{[3]measure{partAbsolute, partRisk, partReduction}, mRD, false},
	{[3]measure{partAbsolute, partRisk, partDifference}, mRD, false},
	{[3]measure{partAbsolute, partRate, partDifference}, mRD, false},
	{[3]measure{partAbsolute, partReduction}, mRD, false},
	{[3]measure{partAbsolute, partDifference}, mRD, false},
	{[3]measure{partRelative, partReduction}, noMeasure, true},
	{[3]measure{partRelative, partHazard}, mHR, false},
	{[3]measure{partRelative, partOdds}, mOR, false},
	{[3]measure{partRelative, partRate}, mIRR, false},
	{[3]measure{partRelative, partRisk}, mRR, false},
	{[3]measure{partRisk, partRatio}, mRR, false},
	{[3]measure{partRisk, partDifference}, mRD, false},
	{[3]measure{partRisk, partReduction}, noMeasure, true},
	{[3]measure{partIncidence, partRate, partRatio}, mIRR, false},
	{[3]measure{partIncidence, partRatio}, mIRR, false},
	{[3]measure{partRate, partRatio}, mIRR, false},
	{[3]measure{partRate, partDifference}, mRD, false},
	{[3]measure{partPrevalence, partRatio}, mOther, false},
	{[3]measure{partStandardised, partMean, partDifference}, mSMD, false},
	{[3]measure{partStandardised, partDifference}, mSMD, false},
	{[3]measure{partMean, partDifference}, mMD, false},
	{[3]measure{partEffect, partSize}, mSMD, false},
}

// compound reads a name of two or three words that begins at m.first.
func (r *reader) compound(m mention) (mention, bool) {
	for _, c := range compounds {
		n := 0
		for n < 3 && c.parts[n] != noMeasure && r.at(m.first+n).entry.measure == c.parts[n] {
			n++
		}
		if n < 2 || n < 3 && c.parts[n] != noMeasure {
			continue
		}
		m.measure, m.reduction, m.last = c.measure, c.reduction, m.first+n-1
		return m, true
	}
	return m, false
}
