package samplesize

import "strings"

// ellipticMention reads "and 24 were randomised", "35 randomised to placebo",
// "of whom 64 were assessable", "24 of them were randomised", "and randomised 24
// of them".
func (d *document) ellipticMention(m *mention) bool {
	m.pre = 0
	if d.countsThings(m) {
		return false
	}
	j := d.skipBracket(m.tok + 1)
	if d.ofThem(j) {
		j += 2
		if t := d.at(j); !t.has(be|modal) && (t.kind != wordToken || t.has(joiner|prep)) {
			m.form = elliptic
			return d.activeBefore(m.tok, d.sentences[m.sentence].from)
		}
	}
	const roles = randomise | assign | enrol | complete | analyse | screen | eligible
	t := d.at(j)
	if t.has(be) || t.has(modal) {
		if !d.window(j+1, 4, roles|receive|include) {
			return false
		}
	} else if t.word == "met" || t.word == "fulfilled" || t.word == "satisfied" || t.word == "gave" || t.word == "agreed" || t.word == "consented" {
		if !d.flowVerb(j+1, min(j+16, len(d.toks))) {
			return false
		}
	} else if t.has(randomise) && d.adjective(j) {
		return false // "ten randomised trials"
	} else if !t.has(roles) && !t.has(receive|randomly) || nominal(t.word) || t.word == "complete" || t.word == "available" {
		return false
	}
	m.form = elliptic
	return true
}

// ofThem reports "of them", "of these" at j.
func (d *document) ofThem(j int) bool {
	if d.at(j).word != "of" {
		return false
	}
	switch d.at(j + 1).word {
	case "them", "these", "those", "whom":
		return true
	}
	return false
}

// countsThings reports "46 trials were identified, of which 28 were included":
// the count before it in the sentence is not one of people.
func (d *document) countsThings(m *mention) bool {
	start := d.sentences[m.sentence].from
	if d.at(m.tok-1).word == "which" {
		return true
	}
	if j := m.tok + 1; d.ofThem(j) || d.at(j).is('(') && d.ofThem(d.skipBracket(j)) {
		start = 0 // the things may be counted in the sentence before
	}
	for k := m.tok - 1; k >= start && k > m.tok-48; k-- {
		if d.counts[k] {
			return d.nounEnd(k, study|cluster|bodyUnit) >= 0
		}
	}
	return false
}

// unnamedMention accepts a noun the lexicon lacks ("33 BCS", "150 Latinas")
// when it begins its sentence or follows a verb, is a plural or an
// abbreviation, and a verb of enrolment or randomisation follows.
func (d *document) unnamedMention(m *mention, sen sentence) bool {
	j := m.tok + 1
	noun := -1
	for n := 0; n < 8 && j < sen.to; n++ {
		t := &d.toks[j]
		if t.kind == punctToken && t.is('-') {
			j++
			continue
		}
		if t.kind != wordToken || t.class&(prep|be|relative|modal|joiner|outcome|verbStop|determiner) != 0 {
			break
		}
		if t.class&(measure|timeUnit|study|group|cluster|bodyUnit|animal) != 0 {
			return false
		}
		if t.class&(enrol|randomise|assign|complete|receive|analyse|screen) == 0 {
			noun = j
		}
		j++
	}
	if noun < 0 || !namesPeople(&d.toks[noun]) || d.window(noun+1, 4, animal) {
		return false
	}
	if !d.flowVerb(noun+1, sen.to) && !d.activeBefore(m.tok, sen.from) {
		return false
	}
	m.form, m.noun, m.to = unnamed, noun, noun+1
	return true
}

// namesPeople reports an abbreviation, a capitalised plural ("Latinas") or a
// plural with an ending of people ("swimmers", "retirees").
func namesPeople(t *token) bool {
	if len(t.word) < 3 {
		return false
	}
	if t.upper || t.capital && t.field != 0 && plural(t.word) {
		return true
	}
	for _, end := range [...]string{"ers", "ors", "ists", "ians", "ants", "ees"} {
		if strings.HasSuffix(t.word, end) && len(t.word) > len(end)+2 {
			return true
		}
	}
	return false
}

// flowVerb reports a verb of enrolment or randomisation in the clause at j.
func (d *document) flowVerb(j, end int) bool {
	for n := 0; n < 16 && j < end; n++ {
		if k := d.skipBracket(j); k > j {
			j = k
			continue
		}
		t := &d.toks[j]
		if t.is(';') || t.is(',') || d.counts[j] {
			return false
		}
		if r := d.verbRole(j); r >= allocated {
			return true
		}
		j++
	}
	return false
}

// activeBefore reports "we randomised", "a trial in" right before the number.
func (d *document) activeBefore(tok, start int) bool {
	for j := tok - 1; j >= start && j > tok-7; j-- {
		t := &d.toks[j]
		if t.has(randomise|enrol|assign) && !d.adjective(j) || t.has(studyNoun) && !t.has(prep) {
			return true
		}
		if t.kind != wordToken || !t.has(approx|prep|determiner) {
			return false
		}
	}
	return false
}
