package samplesize

// frame notes what stands before and right after the phrase.
func (d *document) frame(m *mention, start int) {
	if next := d.at(m.tok + 1); next.is('(') || next.is('[') {
		m.percent = d.percentIn(m.tok + 1)
	}
	if next := d.at(m.to); !m.percent && m.form != equals && (next.is('(') || next.is('[')) {
		m.percent = d.percentIn(m.to)
	}
	if !m.percent && m.form != equals {
		m.percent = d.percentLater(m.to)
	}
	if m.form == equals && d.at(m.tok+1).kind == punctToken {
		m.percent = m.percent || d.percentNear(m.tok+1)
	}
	if m.form == equals && (d.at(m.from-1).is('%') || d.at(m.from-1).has(percentWord)) {
		m.percent = true
	}
	m.restated = m.weak && m.form == withNoun && d.at(m.to+1).word == "n" && d.at(m.to+2).is('=')
	j := m.from - 1
	if m.form == equals && d.toks[start].has(prep) && (d.toks[start].word == "of" || d.toks[start].word == "among") {
		m.fronted = d.wordsOnly(start, m.from)
	}
	for k := 0; k < 6 && j >= start; k++ {
		t := &d.toks[j]
		switch {
		case t.word == "total" || t.word == "overall" || t.word == "altogether":
			m.total = true
		case t.has(rest):
			m.subset = true
		}
		if !t.has(approx|rest) && !(t.is(',') && d.at(j-1).has(approx)) {
			break
		}
		j--
	}
	if t := d.at(j); t.word == "in" && (d.at(j+1).word == "total" || d.at(j+1).word == "all" && (j == start || d.at(j+2).is(','))) {
		m.total = true
		j--
	}
	m.heading = d.headingBefore(j, start)
	d.sourceOf(m, j, start)
	m.oneArm = m.form == withNoun && d.inOneGroup(m.to)
	if t := d.at(j); t.word == "after" || t.word == "before" || t.word == "until" {
		m.early = true
	}
	d.frontOf(m, j, start)
	d.tense(m, start)
}

// sourceOf tells counts of other people than those of the study from what
// stands at j before the phrase: the people they were selected from, a part of
// them, a group to compare them with.
func (d *document) sourceOf(m *mention, j, start int) {
	if t := d.at(j); t.word == "over" || t.word == "than" && d.at(j-1).word == "more" {
		for j--; d.at(j).word == "more"; j-- {
		}
	}
	t := d.at(j)
	switch t.word {
	case "from":
		switch d.at(j - 1).word {
		case "selected", "drawn", "sampled", "chosen", "nested":
			m.subset = true
		}
	case "population", "pool":
		m.subset = m.subset || d.at(j-1).has(determiner) && d.at(j-2).word == "from"
	case "subsample", "subset", "subgroup", "substudy":
		m.subset = true
	case "comprising":
		m.restated = m.restated || d.at(j-1).is(',') && d.anyCount(start, j)
		m.subset = m.subset || m.restated
	case "group", "cohort", "sample", "series":
		switch d.at(j - 1).word {
		case "control", "comparison", "reference", "second", "another", "separate":
			m.subset, d.otherGroup = true, d.otherGroup || m.form == withNoun
		}
		if w := d.at(j - 3).word; d.at(j-1).has(determiner) && d.at(j-2).word == "from" && (w == "drawn" || w == "selected" || w == "chosen") {
			m.subset = true
		}
	case "least":
		m.early = m.early || m.value < 10 && d.at(j-1).has(prep|determiner) // a least number asked for
	}
}

// anyCount reports a count from one token to another.
func (d *document) anyCount(from, to int) bool {
	for k := from; k < to; k++ {
		if d.counts[k] {
			return true
		}
	}
	return false
}

// inOneGroup reports "in the intervention group" right after the phrase that
// ends at j, without an "or" or "and" that names the others too.
func (d *document) inOneGroup(j int) bool {
	if t := d.at(j); t.word != "in" && t.word != "of" && t.word != "from" || !d.at(j+1).has(determiner) {
		return false
	}
	for k := j + 2; k < j+7; k++ {
		t := d.at(k)
		if t.word == "group" || t.word == "arm" {
			return true
		}
		if t.kind != wordToken && !t.is('-') || t.has(joiner|prep|be) {
			return false
		}
	}
	return false
}

// headingBefore reports that the colon at j ends a heading about people:
// "PATIENTS:", "Patient(s):", "Setting and participants:".
func (d *document) headingBefore(j, start int) bool {
	if !d.at(j).is(':') {
		return false
	}
	for k := j - 1; k >= start && k > j-6; k-- {
		t := &d.toks[k]
		if t.has(person) || t.word == "population" || t.word == "sample" {
			return true
		}
	}
	return false
}

// tense notes a planned number: a word such as "target" before it, "will"
// before or after it.
func (d *document) tense(m *mention, start int) {
	for k := m.from - 1; k >= start && k >= m.from-9; k-- {
		t := &d.toks[k]
		if t.kind == numberToken && d.counts[k] {
			break
		}
		m.target = m.target || t.has(planned) && t.word != "sample" || t.word == "size" && d.at(k-1).word == "sample"
		m.future = m.future || t.word == "will"
	}
	for k := m.to; k < m.to+12; k++ {
		t := d.at(k)
		m.future = m.future || t.word == "will" || t.word == "planned"
		if t.is('.') || t.is(',') || t.is(';') {
			break
		}
	}
	m.future = m.future || m.target
}

// frontOf tells "Of 40 patients, …" and "12 of 40" apart.
func (d *document) frontOf(m *mention, j, start int) {
	for k := j + 1; k <= m.from-1; k++ {
		if d.toks[k].word == "of" && d.at(k-1).word == "out" && k-2 >= start && (d.counts[k-2] || d.at(k-2).is(')') && d.bracketAfterCount(k-2)) {
			m.whole = true
		}
		if d.toks[k].word == "of" && k > start && d.counts[k-1] || d.toks[k].word == "of" && d.at(k-1).is(')') && d.bracketAfterCount(k-1) {
			m.whole = true
		}
		if d.toks[k].word == "of" && k == start {
			m.fronted = true
		}
	}
	t := d.at(j)
	first := j == start || j > start && (d.at(j-1).is(',') || d.at(j-1).is(';') || d.at(j-1).is(':') || d.at(j-1).word == "and")
	if first && (t.word == "from" || t.word == "among" || t.word == "amongst") && j == start || first && t.word == "of" {
		m.fronted = true
	}
	if t.has(relative) && d.at(j-1).word == "of" || t.word == "including" {
		m.subset = true
	}
}

// bracketAfterCount reports "12 (30%)" for the closing bracket at j.
func (d *document) bracketAfterCount(j int) bool {
	o := int(d.toks[j].mate)
	return o > 0 && d.counts[o-1]
}

// percentLater reports "17 patients assigned observation (9.5%)": a
// percentage in brackets a few words after the phrase that ends at j.
func (d *document) percentLater(j int) bool {
	for k := j; k < j+4; k++ {
		t := d.at(k)
		if t.is('(') || t.is('[') {
			return d.at(k+1).kind == numberToken && (d.at(k+2).is('%') || d.at(k+2).has(percentWord)) && d.percentIn(k)
		}
		if t.kind != wordToken || t.has(be|prep|joiner) {
			return false
		}
	}
	return false
}

// wordsOnly reports that nothing but words stands from one token to another,
// for at most 16 tokens.
func (d *document) wordsOnly(from, to int) bool {
	if to-from > 16 {
		return false
	}
	for k := from; k < to; k++ {
		if t := &d.toks[k]; t.kind != wordToken && !t.is('-') {
			return false
		}
	}
	return true
}

// percentIn reports a bracket at j that opens with the share that a count is
// of something; "(31% women)" describes the people instead.
func (d *document) percentIn(j int) bool {
	if !d.percentNear(j + 1) {
		return false
	}
	k := j + 1
	for !d.at(k).is('%') && !d.at(k).has(percentWord) {
		k++
	}
	next := d.at(k + 1)
	return !next.has(sexWord) && !(next.kind == wordToken && d.at(k+2).has(sexWord))
}

// percentNear reports a number and a percent sign within three tokens of j.
func (d *document) percentNear(j int) bool {
	for k := j; k < j+4; k++ {
		t := d.at(k)
		if t.is('%') || t.has(percentWord) {
			return true
		}
		if t.kind == wordToken || t.is(')') {
			return false
		}
	}
	return false
}
