package samplesize

// role is what the text says happened to the counted people.
type role uint8

const (
	general role = iota
	event
	screened
	eligibleRole
	completed
	analysed
	received
	studied   // "a trial in 40 women"
	included  // included, participated in some wider sense
	allocated // assigned or divided, the text does not say at random
	enrolled
	randomised
)

// roleNames are the names of the levels in [Span.Role] and [SampleSize.Basis].
var roleNames = [...]string{
	general: "participants", event: "event", screened: "screened", eligibleRole: "eligible", completed: "completed",
	analysed: "analysed", received: "received", studied: "studied", included: "included", allocated: "allocated",
	enrolled: "enrolled", randomised: "randomised",
}

// roleReach is how many tokens after a count its verb may follow.
const roleReach = 34

// assignRoles gives every mention its role from the words around it.
func (d *document) assignRoles() {
	for i := range d.mentions {
		m := &d.mentions[i]
		pre := d.roleOf(m.pre)
		left, direct := d.leftRole(m)
		right := general
		if !m.whole {
			right = d.rightRole(m)
		}
		m.role, m.direct = right, direct
		switch {
		case direct && left > general && !(right == randomised):
			m.role = left
		case right == event:
		case left > right:
			m.role = left
		}
		if pre > m.role && (m.role != event || pre >= enrolled) && !m.part {
			m.role = pre
		}
	}
}

// roleOf maps a word class to a role.
func (d *document) roleOf(c class) role {
	switch {
	case c&randomise != 0:
		return randomised
	case c&enrol != 0:
		return enrolled
	case c&assign != 0:
		return allocated
	case c&include != 0:
		return included
	case c&receive != 0:
		return received
	case c&analyse != 0:
		return analysed
	case c&complete != 0:
		return completed
	case c&screen != 0:
		return screened
	case c&eligible != 0:
		return eligibleRole
	}
	return general
}

// rightRole reads the clause after the phrase. Within it a randomisation verb
// outranks an enrolment verb, and so on; an outcome verb that comes first
// makes the count an event.
func (d *document) rightRole(m *mention) role {
	end := d.sentences[m.sentence].to
	if w := d.toks[m.tok].within; w >= 0 && int(w) < m.from {
		end = min(end, int(d.toks[w].mate))
	}
	best, inRelative := general, false
	j := m.to
	for n := 0; n < roleReach && j < end; n++ {
		if k := d.skipBracket(j); k > j {
			j = k
			continue
		}
		t := &d.toks[j]
		if t.kind == punctToken {
			if t.is(';') || t.is(':') || t.is(',') && (m.fronted || d.newClause(j+1)) {
				break
			}
			if t.is(',') {
				inRelative = false
			}
		} else if d.counts[j] && (d.mentionAt[j] != 0 || d.at(j+1).has(prep)) {
			break
		} else if t.kind == wordToken {
			if t.has(relative) {
				inRelative = true
			}
			r := d.verbRole(j)
			if r == event && !inRelative && best == general {
				return event
			}
			if r > best && r != event {
				best = r
				m.oneArm = (r == randomised || r == allocated || r == enrolled && d.groupWithin(j+1)) && d.singleArm(m, j+1, end)
			}
		}
		j++
	}
	return best
}

// singleArm reports that the people went to one group only: "randomised to
// letrozole and 179 to observation", "Of 511 patients randomised to
// letrozole, …". j is the token after the verb.
func (d *document) singleArm(m *mention, j, end int) bool {
	if d.at(j).word != "to" && d.at(j).word != "in" && d.at(j).word != "into" {
		return false
	}
	for n := 0; n < roleReach && j < end; n++ {
		if k := d.skipBracket(j); k > j {
			j = k
			continue
		}
		t := &d.toks[j]
		switch {
		case t.kind == numberToken && (t.value == 1 || d.window(j+1, 3, group)):
			return false // "1 of 5 cohorts", "two groups", "a 1:1 ratio"
		case t.kind == numberToken && d.counts[j] && (d.mentionAt[j] != 0 || d.at(j+1).has(prep)):
			return true
		case t.is(';'), t.is(',') && m.fronted:
			return true
		case t.word == "and" && d.counts[min(j+1, len(d.counts)-1)]:
			return true
		case t.has(joiner), t.word == "either", t.word == "groups", t.word == "arms", t.word == "one", t.word == "without":
			return false
		}
		j++
	}
	return false
}

// groupWithin reports a group or arm in the words after j.
func (d *document) groupWithin(j int) bool {
	for k := j; k < j+8 && k < len(d.toks); k++ {
		t := &d.toks[k]
		switch t.word {
		case "group", "arm", "groups", "arms", "control", "placebo":
			return true
		}
		if t.kind == numberToken && (d.counts[k] || plural(d.at(k+1).word) && d.at(k+1).has(group)) || t.is('.') || t.is(';') {
			return false
		}
	}
	return false
}

// newClause reports that the words at j begin a clause with a subject of its
// own.
func (d *document) newClause(j int) bool {
	t := d.at(j)
	if t.word == "and" || t.word == "but" || t.word == "while" || t.word == "whereas" {
		t = d.at(j + 1)
		return t.has(determiner) || pronoun(t.word)
	}
	return pronoun(t.word)
}

func pronoun(w string) bool {
	return w == "we" || w == "they" || w == "it" || w == "there"
}

// verbRole returns the role that the word at j gives to a count before it.
func (d *document) verbRole(j int) role {
	t := &d.toks[j]
	const all = randomise | enrol | assign | include | receive | analyse | complete | screen | eligible | outcome
	if t.class&all == 0 {
		return general
	}
	if d.at(j-1).word == "not" || d.at(j-1).word == "non" || d.at(j-1).is('-') && d.at(j-1).glued {
		return general
	}
	switch {
	case t.class&randomise != 0:
		return d.randomiseRole(j)
	case t.class&assign != 0:
		if t.word == "assignment" || t.word == "allocation" || t.word == "stratified" {
			return general
		}
		if d.randomly(j) {
			return randomised
		}
		if t.word == "placed" {
			return received
		}
		return allocated
	case t.word == "assessed" && d.window(j+1, 3, eligible) || t.word == "assessed" && d.eligibilityAfter(j+1):
		return screened
	case t.class&include != 0 && (d.at(j+1).word == "in" || d.at(j+1).word == "for") && d.window(j+2, 9, analyse):
		return analysed
	case t.word == "including" || t.word == "involving" || t.word == "comprising" || t.word == "includes" || t.word == "include":
		return general
	case t.word == "took" && d.at(j+1).word != "part":
		return general
	case t.class&(enrol|include) != 0 && nominal(t.word):
		return general
	case t.class&analyse != 0 && (t.word == "analysis" || t.word == "analyses" || t.word == "evaluation" || t.word == "provided"):
		return general
	case t.class&receive != 0 && nominal(t.word):
		return general
	case t.class&(enrol|include|receive|analyse|complete|screen|eligible) != 0:
		return d.roleOf(t.class)
	}
	switch t.word {
	case "positive", "used", "had", "has", "have", "compared":
		return general
	}
	return event
}

// eligibilityAfter reports "for eligibility" at j.
func (d *document) eligibilityAfter(j int) bool {
	return d.at(j).word == "for" && (d.at(j+1).word == "eligibility" || d.at(j+2).word == "eligibility")
}

// nominal reports nouns that share a class with their verb.
func nominal(w string) bool {
	switch w {
	case "enrolment", "enrollment", "recruitment", "accrual", "inclusion", "registration", "participation", "treatment",
		"recruiting", "enrolling", "accruing", "entering":
		return true
	}
	return false
}

// randomiseRole tells the verb from the adjective ("a randomised trial") and
// from the noun, which needs "underwent".
func (d *document) randomiseRole(j int) role {
	t := &d.toks[j]
	if t.word == "randomisation" || t.word == "randomization" {
		for k := j - 1; k >= j-4; k-- {
			switch d.at(k).word {
			case "underwent", "undergo", "undergoing", "agreed", "accepted", "consented", "to":
				return randomised
			}
		}
		return general
	}
	if d.adjective(j) {
		return general
	}
	return randomised
}

// adjective reports "randomised controlled trial", "randomised, double-blind
// study", "randomised exercise intervention trial".
func (d *document) adjective(j int) bool {
	next := d.at(j + 1)
	if next.is(',') || next.is('-') {
		next = d.at(j + 2)
	}
	if next.has(design) {
		return true
	}
	for k := j + 1; k < j+5; k++ {
		t := d.at(k)
		if t.kind != wordToken || t.has(prep|be|joiner|determiner|person) {
			return false
		}
		if t.word == "trial" || t.word == "trials" || t.word == "study" || t.word == "studies" {
			return true
		}
	}
	return false
}

// randomly reports that the verb at j is about chance: "randomly assigned",
// "allocated at random", "were assigned randomly".
func (d *document) randomly(j int) bool {
	for k := j - 1; k >= j-4; k-- {
		t := d.at(k)
		if t.has(randomly) || t.word == "random" || t.has(randomise) {
			return true
		}
		if t.kind != wordToken {
			break
		}
	}
	for k := j + 1; k <= j+8; k++ {
		t := d.at(k)
		if t.has(randomly) || t.word == "random" && d.at(k-1).word == "at" {
			return true
		}
		if t.is('.') || t.is(';') {
			break
		}
	}
	return false
}

// leftRole reads what leads up to the phrase: "we randomised 40", "a trial in
// 40 women", "data from 40 patients". direct means that the verb or noun
// governs the number.
func (d *document) leftRole(m *mention) (r role, direct bool) {
	start := d.sentences[m.sentence].from
	j := m.from - 1
	if m.form == equals && m.headed {
		j = m.noun - 1
	}
	preposition := ""
	for n := 0; n < 12 && j >= start; n++ {
		t := &d.toks[j]
		if t.kind == punctToken {
			if t.is(')') && t.mate >= 0 && int(t.mate) > start {
				j = int(t.mate) - 1
				continue
			}
			if !t.is(',') && !t.is('-') || m.form != equals && t.is(',') && n == 0 {
				return general, false
			}
		}
		if t.kind == numberToken && d.counts[j] || t.has(joiner) && m.form != equals {
			return general, false
		}
		if t.kind == wordToken {
			if r, stop := d.leadRole(m, j, n, preposition); r != general || stop {
				return r, r != general
			}
			if t.has(prep) && preposition == "" {
				preposition = t.word
			}
		}
		j--
	}
	return general, false
}

// leadRole judges the word at j, n tokens before the phrase, reached over the
// given preposition.
func (d *document) leadRole(m *mention, j, n int, preposition string) (r role, stop bool) {
	t := &d.toks[j]
	switch {
	case t.class&randomise != 0 && !d.adjective(j):
		if nounRandomise(t.word) && preposition != "of" {
			return general, true
		}
		return d.activeRole(j, randomised, preposition)
	case t.class&assign != 0:
		if d.randomly(j) {
			return d.activeRole(j, randomised, preposition)
		}
		return d.activeRole(j, allocated, preposition)
	case t.class&enrol != 0:
		return d.activeRole(j, enrolled, preposition)
	case t.class&(include) != 0:
		if d.at(j-1).has(person) && !d.at(j-1).has(studyNoun) {
			m.subset = true
			return general, true
		}
		return d.activeRole(j, included, preposition)
	case t.class&screen != 0:
		return d.activeRole(j, screened, preposition)
	case t.class&complete != 0:
		return d.activeRole(j, completed, preposition)
	case t.class&studyNoun != 0 && preposition != "" && n <= 6:
		return d.populationRole(t.word, preposition)
	case t.class&analyse != 0 && (preposition == "in" || preposition == "among" || preposition == "on") && m.form == withNoun:
		return analysed, true // "we assessed the results in 55 patients"
	case t.class&(person|be) != 0 && preposition == "" || t.class&relative != 0:
		return general, true
	}
	return general, false
}

func nounRandomise(w string) bool { return w == "randomisation" || w == "randomization" }

// activeRole accepts a verb before the count when nothing but "of", "by" or
// no preposition stands between, so that "enrolled in 12 centres" does not
// reach the next count.
func (d *document) activeRole(j int, r role, preposition string) (role, bool) {
	switch preposition {
	case "", "of", "by", "up", "at", "about", "with":
		return r, true
	}
	return general, true
}

// populationRole reads "trial of", "sample of", "data from".
func (d *document) populationRole(noun, preposition string) (role, bool) {
	switch preposition {
	case "of", "in", "on", "among", "amongst", "with", "from", "for":
	default:
		return general, true
	}
	switch noun {
	case "analysis", "data", "evaluation", "comparison":
		return analysed, true
	case "number", "total", "set", "subset", "substudy", "group", "size", "database", "registry":
		return general, false
	}
	return studied, true
}
