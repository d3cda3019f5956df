package samplesize

import "strings"

// rightRole reads the clause after the phrase. Within it a randomisation verb
// outranks an enrolment verb, and so on; an outcome verb that comes first
// makes the count an event.
func (d *document) rightRole(m *mention) role {
	end := d.sentences[m.sentence].to
	if w := d.toks[m.tok].within; w >= 0 && int(w) < m.from {
		end = min(end, int(d.toks[w].mate))
	}
	best, inRelative, sawEvent := general, false, false
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
			if t.is(',') && !d.at(j+1).has(joiner) {
				inRelative = false
			}
		} else if d.counts[j] && (d.mentionAt[j] != 0 || d.at(j+1).has(prep)) {
			break
		} else if t.kind == wordToken {
			if t.has(relative) {
				inRelative = true
			}
			if d.counts[min(j+1, len(d.toks)-1)] && d.ofThem(j+2) {
				break // "and randomly assigned 24 of them": the verb belongs to the 24
			}
			r := d.verbRole(j)
			if r == included && d.happened(m, t.word) {
				r = event
			}
			if r == event && strings.HasSuffix(t.word, "ing") {
				r = general // "patients requiring surgery"
			}
			if r == event && !inRelative && best == general {
				sawEvent = true
			}
			if t.word == "either" && best == received {
				m.either = true
			}
			if r > best && r != event && (!sawEvent || r >= enrolled && d.passive(j)) {
				best = r
				m.partVerb = d.passive(j) || !participle(t)
				m.oneArm = m.oneArm || (r == randomised || r == allocated || r == enrolled && d.groupWithin(j+1)) && d.singleArm(m, j+1, end)
			}
		}
		j++
	}
	if sawEvent && best == general {
		return event
	}
	return best
}

// happened reports verbs that tell what became of a part of the people: "of 615
// patients … 38 were admitted", "in 237 patients (88%) it was observed".
func (d *document) happened(m *mention, verb string) bool {
	switch verb {
	case "observed", "identified":
		return m.percent
	case "admitted", "hospitalized", "hospitalised":
		return m.percent || d.anyCount(d.sentences[m.sentence].from, m.from)
	}
	return false
}

// participle reports a verb that may describe the noun before it: "patients
// randomised", "patients treated". Verbs of what people do themselves do not.
func participle(t *token) bool {
	switch t.word {
	case "participated", "consented", "agreed", "joined", "entered", "completed", "finished", "underwent", "received":
		return false
	}
	return strings.HasSuffix(t.word, "ed") || t.word == "given" || t.word == "chosen"
}

// passive reports "were randomised", "was randomly assigned".
func (d *document) passive(j int) bool {
	return d.at(j-1).has(be) || d.at(j-2).has(be)
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
		case t.is(';') && d.counts[min(j+1, len(d.counts)-1)], (t.is(';') || t.is(',')) && m.fronted:
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
