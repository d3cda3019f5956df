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
			if left == randomised || left == allocated {
				m.oneArm = m.oneArm || d.sentToOne(m)
			}
		case right == event:
		case left > right:
			m.role = left
		}
		if m.part && m.role == right && right >= included && !m.partVerb {
			m.role = event // "12 of the 40 patients randomised to placebo": the verb belongs to the 40
		}
		if m.whole {
			d.wholeRole(m)
		}
		if m.heading && m.role < studied && !m.percent {
			m.role = studied
		}
		if pre > m.role && (m.role != event || pre >= enrolled) && !m.part {
			m.role = pre
		}
	}
}

// wholeRole reads "18 of 20 patients enrolled": a participle right behind the
// noun is about all of them.
func (d *document) wholeRole(m *mention) {
	if m.to >= len(d.toks) {
		return
	}
	if r := d.verbRole(m.to); (r == enrolled || r == randomised) && participle(d.at(m.to)) {
		m.role = max(m.role, r)
		to := d.at(m.to+1).word == "to" && d.at(m.to+2).word != "either" && d.at(m.to+2).word != "treatment"
		m.oneArm = m.oneArm || to
	}
}

// sentToOne reports "we assigned 1511 patients with heart failure to carvedilol
// and 1518 to metoprolol".
func (d *document) sentToOne(m *mention) bool {
	end := d.sentences[m.sentence].to
	for j := m.to; j < m.to+14 && j < end; j++ {
		if d.toks[j].word == "to" {
			return d.singleArm(m, j, end)
		}
		if d.toks[j].is(';') || d.counts[j] {
			return false
		}
	}
	return false
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
	case t.word == "assessed" && d.window(j+1, 3, eligible) || (t.word == "assessed" || t.word == "evaluated") && d.eligibilityAfter(j+1):
		return screened
	case t.class&include != 0 && (d.at(j+1).word == "in" || d.at(j+1).word == "for") && d.window(j+2, 9, analyse):
		return analysed
	case t.word == "including" || t.word == "involving" || t.word == "comprising" || t.word == "includes" || t.word == "include":
		return general
	case t.word == "took" && d.at(j+1).word != "part":
		return general
	case t.word == "followed" && d.at(j+1).word == "by":
		return general
	case (t.word == "observed" || t.word == "identified") && !d.passive(j) && d.takesObject(j+1):
		return event // "17 patients observed an improvement"
	case t.word == "registered" && !d.passive(j) && d.takesObject(j+1):
		return general // "registered the disease as the cause"
	case t.class&enrol != 0 && d.at(j-1).word == "to" && d.onlyAsked(j-2):
		return screened // "were invited to participate"
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

// takesObject reports that the word at j is what a verb before it is about.
func (d *document) takesObject(j int) bool {
	t := d.at(j)
	return t.kind == wordToken && !t.has(prep|joiner|be|modal|relative|randomly|enrol|randomise)
}

// onlyAsked reports a word that asks people for something they may refuse.
func (d *document) onlyAsked(j int) bool {
	switch d.at(j).word {
	case "invited", "asked", "approached", "requested", "contacted", "encouraged":
		return true
	}
	return false
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
			case "after", "before", "following", "since", "from", "post", "at", "until":
				return general
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
