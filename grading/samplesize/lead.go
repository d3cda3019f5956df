package samplesize

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
		if d.groupSubject(j) {
			m.oneArm = true
		}
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

// groupSubject reports "the first group was treated by … and included" before
// the verb at j.
func (d *document) groupSubject(j int) bool {
	for k := j - 1; k > j-9 && k >= 0; k-- {
		t := &d.toks[k]
		if t.word == "group" || t.word == "arm" {
			return true
		}
		if t.is('.') || t.is(';') || t.has(studyNoun) {
			return false
		}
	}
	return false
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
