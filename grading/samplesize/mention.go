package samplesize

// form is how a number was tied to people.
type form uint8

const (
	withNoun form = iota // "40 consecutive patients"
	equals               // "(n = 40)"
	elliptic             // "and 24 were randomised"
	unnamed              // "33 BCS were randomly assigned": a noun that the lexicon lacks, with a verb of the flow
)

// mention is a number that counts people, with the words around it that say
// so. Token ranges are half open.
type mention struct {
	tok      int // the number
	from, to int // the phrase: number to noun, or the bracket of "(n = 40)"
	noun     int // token of the noun, or -1
	sentence int
	value    int
	form     form
	pre      class // a participle before the noun: "24 randomised patients"
	weak     bool  // a noun that often names a part or a provider: controls, nurses
	sex      bool  // women, boys
	headed   bool  // "Patients (n = 40)", "a trial (N = 40)"
	alone    bool  // the only "n =" of its sentence
	part     bool  // "12 of 40 patients": the 12
	partVerb bool  // the verb after it is about the 12: "were randomised", "completed"
	whole    bool  // the 40
	fronted  bool  // "Of 40 patients, …"
	total    bool  // "a total of 40", "in all, 40"
	subset   bool  // "40 other patients", "of whom 40"
	percent  bool  // "40 (66.7%)"
	restated bool  // "68 dyads (n = 136)": people are counted in the bracket
	target   bool  // "a target of 40", "a sample size of 40 is needed"
	future   bool  // "40 patients will be randomised"
	heading  bool  // "PATIENTS: 40 adults …"
	either   bool  // "received either … or …"
	early    bool  // "after 15 patients had been randomised"
	parallel bool  // "30 patients and 30 controls": one of several groups
	oneArm   bool  // the verb sends them to a single group
	role     role
	direct   bool // the verb touches the number: "we randomised 40"
	score    int
}

// nounReach is how many words may stand between a number and its noun.
const nounReach = 16

// findMentions collects the counts that have a noun, an "n =" or a verb right
// after them.
func (d *document) findMentions() {
	d.mentionAt = make([]int32, len(d.toks))
	for s, sen := range d.sentences {
		for i := sen.from; i < sen.to; i++ {
			if !d.counts[i] {
				continue
			}
			m := mention{tok: i, from: i, to: i + 1, noun: -1, sentence: s, value: int(d.toks[i].value)}
			if !d.equalsMention(&m) && !d.nounMention(&m, sen.to) && !d.ellipticMention(&m) && !d.unnamedMention(&m, sen) {
				continue
			}
			d.frame(&m, sen.from)
			d.mentions = append(d.mentions, m)
			d.mentionAt[i] = int32(len(d.mentions))
		}
		d.markAlone(s)
		d.markParallel(s)
	}
}

// markAlone notes the mention that has the only "n =" of sentence s.
func (d *document) markAlone(s int) {
	last, n := -1, 0
	for i := len(d.mentions) - 1; i >= 0 && d.mentions[i].sentence == s; i-- {
		if d.mentions[i].form == equals {
			last = i
			n++
		}
	}
	if n == 1 {
		d.mentions[last].alone = true
	}
}

// markParallel notes "30 patients with asthma and 30 healthy subjects were
// recruited": counts joined by "and" without a verb between them name groups,
// none of them is the total.
func (d *document) markParallel(s int) {
	for i := len(d.mentions) - 1; i > 0 && d.mentions[i-1].sentence == s; i-- {
		a, b := &d.mentions[i-1], &d.mentions[i]
		if a.form == elliptic || b.form != withNoun || d.at(b.from-1).word != "and" || a.fronted || a.part || b.part || b.from < a.to ||
			d.toks[a.tok].within != d.toks[b.tok].within {
			continue
		}
		if !d.hasVerb(a.to, b.from) {
			a.parallel, b.parallel = true, true
		}
	}
}

// hasVerb reports a verb, a clause mark or a relative between two tokens.
func (d *document) hasVerb(from, to int) bool {
	for k := from; k < to; k++ {
		if j := d.skipBracket(k); j > k {
			k = j - 1
			continue
		}
		t := &d.toks[k]
		if describes(t.word) && !d.passive(k) {
			continue
		}
		if t.has(be|outcome|relative|modal|randomise|assign|enrol|include|receive|complete|analyse|screen) && !nominal(t.word) || t.is(';') || t.is(':') {
			return true
		}
	}
	return false
}

// describes reports a participle that says what people these are: "40 patients
// treated with the drug".
func describes(w string) bool {
	switch w {
	case "treated", "treatment", "receiving", "undergoing", "given":
		return true
	}
	return false
}

// equalsMention recognises "(n = 40)" and "N = 40" and what stands before it.
func (d *document) equalsMention(m *mention) bool {
	n := d.nEquals(m.tok)
	if n < 0 {
		return false
	}
	m.form, m.from = equals, n
	open := d.at(n - 1)
	if d.at(n-1).has(determiner) || d.at(n-1).word == "total" {
		m.total = true
		open = d.at(n - 2)
	}
	if o := int(d.toks[n].within); o >= 0 && (open == &d.toks[o] || d.onlyEquals(o, n)) {
		m.from, m.to = o, int(d.toks[o].mate)+1
	}
	head := d.at(m.from - 1)
	m.headed = head.has(person|studyNoun) && !head.has(arm) && !d.armBefore(m.from)
	m.sex = head.has(sexWord)
	m.weak = head.has(weakPerson)
	if m.headed {
		m.noun = m.from - 1
	}
	return true
}

// onlyEquals reports that the short bracket at o has no "n =" but the one at n
// and names no group: "(median age 61 years; n = 351)".
func (d *document) onlyEquals(o, n int) bool {
	end := int(d.toks[o].mate)
	if end-o > 16 {
		return false
	}
	for k := o + 1; k < end; k++ {
		t := &d.toks[k]
		if t.has(group|arm) || k != n && t.word == "n" && d.at(k+1).is('=') {
			return false
		}
	}
	return d.at(o - 1).has(person)
}

// armBefore reports that the phrase before an "(n = 40)" is one of several
// groups: "control patients", "the other women".
func (d *document) armBefore(j int) bool {
	for k := j - 2; k >= j-3; k-- {
		t := d.at(k)
		if t.has(arm|rest) && !t.has(randomise|assign|randomly) && t.word != "treated" {
			return true
		}
		if t.kind != wordToken {
			return false
		}
	}
	return false
}

// nounMention walks over adjectives to a person noun.
func (d *document) nounMention(m *mention, end int) bool {
	j := d.skipBracket(m.tok + 1)
	if d.at(j).word == "of" {
		return d.partMention(m, j, end)
	}
	commas := 0
	for n := 0; n < nounReach && j < end; n++ {
		t := &d.toks[j]
		switch t.kind {
		case punctToken:
			if k := d.skipBracket(j); k > j {
				j = k
				continue
			}
			if t.is(',') {
				commas++
			}
			if commas > 3 || !d.phraseGoesOn(j) {
				return false
			}
		case numberToken:
			if d.counts[j] {
				return false
			}
		case wordToken:
			if found, stop := d.headNoun(m, j, j-m.tok); found || stop {
				return found
			}
		}
		j++
	}
	return false
}

// phraseGoesOn reports whether a mark inside a noun phrase can be passed.
func (d *document) phraseGoesOn(j int) bool {
	switch d.toks[j].mark {
	case '-', '/', '\'', '"', '+':
		return true
	case ',':
		next := d.at(j + 1)
		return next.kind == wordToken && !next.has(prep|be|relative|modal|determiner|outcome|verbStop|rest|versus) &&
			(next.word == "and" || !next.has(joiner))
	}
	return false
}

// headNoun judges the word at j: the noun of the phrase, the end of it, or an
// adjective to pass over.
func (d *document) headNoun(m *mention, j, distance int) (found, stop bool) {
	t := &d.toks[j]
	switch {
	case t.class&(person|weakPerson) != 0 && !d.modifies(j):
		d.setNoun(m, j)
		return true, true
	case t.class&(person|weakPerson) != 0:
		return false, !d.at(j + 1).has(person | weakPerson)
	case t.class&(bodyUnit|cluster) != 0 && plural(t.word):
		if distance <= 6 {
			u := *m
			u.noun, u.to = j, j+1
			d.units = append(d.units, u)
		}
		return false, true
	case t.class&(study|group|timeUnit|measure) != 0 && plural(t.word), t.class&animal != 0:
		return false, true
	case t.class&(randomise|assign|enrol|include|receive|complete|analyse|screen|eligible) != 0:
		if m.pre == 0 {
			m.pre = t.class
		}
		return false, t.class&group == 0 && d.at(j+1).has(prep|determiner|be)
	case t.word == "and", t.word == "or", t.word == "but":
		return false, d.at(j + 1).has(be | determiner | prep | outcome | verbStop)
	case (t.word == "through" || t.word == "to") && d.toks[j-1].upper && d.at(j+1).upper:
		return false, false // "stage T1 through T3 patients"
	case t.class&(be|prep|relative|modal|joiner|outcome|verbStop) != 0 && !(t.class&outcome != 0 && t.word == "positive"):
		return false, true
	case t.class&determiner != 0:
		return false, true
	}
	return false, false
}

// modifies reports that a person word at j only describes the next noun:
// "patient visits", "control group", "women-years".
func (d *document) modifies(j int) bool {
	t, next := &d.toks[j], d.at(j+1)
	if (t.word == "female" || t.word == "male") && next.is(',') && d.window(j+2, 8, animal) {
		return true // "24 female, 7-day-old piglets"
	}
	if next.is('-') && next.glued {
		return d.at(j + 2).glued
	}
	if next.kind != wordToken {
		return false
	}
	if next.word == "affairs" || next.class&animal != 0 || d.at(j+2).has(animal) && !next.has(prep|joiner|be) {
		return true // Veterans Affairs, male Wistar rats
	}
	if !plural(t.word) && next.class&(measure|timeUnit|bodyUnit|cluster|study|group|person|weakPerson|studyNoun) != 0 {
		return true
	}
	return t.class&weakPerson != 0 && next.class&(person|group) != 0
}

// plural is a rough test that is right for the words of the lexicon.
func plural(w string) bool {
	switch w {
	case "women", "men", "children", "people", "schoolchildren", "patienten", "feet", "teeth", "youth":
		return true
	}
	return len(w) > 2 && w[len(w)-1] == 's'
}

// setNoun ends the phrase at the noun, over "men and women".
func (d *document) setNoun(m *mention, j int) {
	t := &d.toks[j]
	m.noun, m.to = j, j+1
	m.weak = t.class&weakPerson != 0 && t.class&person == 0
	m.sex = t.class&sexWord != 0
	if next := d.at(j + 1); (next.word == "and" || next.word == "or" || next.is('/')) && d.at(j+2).has(person) {
		m.to = j + 3
		m.sex = false
	}
}

// partMention reads "12 of 40 patients", "12 of the patients", where of is at j.
func (d *document) partMention(m *mention, j, end int) bool {
	for k := j + 1; k < j+12 && k < end; k++ {
		t := &d.toks[k]
		if t.has(person | weakPerson) {
			d.setNoun(m, k)
			m.part = true
			return true
		}
		if t.kind == punctToken && !t.is('-') || t.has(be|outcome|prep) {
			break
		}
	}
	return false
}
