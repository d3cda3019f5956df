package samplesize

// markCounts decides for every number whether it can be a count of people at
// all: whole, without a unit, percent sign, comparison or label before it,
// not part of a range, ratio, date or name.
func (d *document) markCounts() {
	d.counts = make([]bool, len(d.toks))
	for i := range d.toks {
		t := &d.toks[i]
		if t.kind == numberToken && t.value > 0 && !t.opaque && !t.padded {
			d.counts[i] = !d.valueAfter(i) && !d.valueBefore(i) && !d.year(i)
		}
	}
	d.dropRanges()
}

// at returns the token at i, or an empty one outside the document or in the
// other field.
func (d *document) at(i int) *token {
	if i < 0 || i >= len(d.toks) {
		return &noToken
	}
	return &d.toks[i]
}

// noToken stands for what is before the first and after the last token.
var noToken = token{kind: punctToken, mark: 0, mate: -1}

func (t *token) is(m byte) bool { return t.kind == punctToken && t.mark == m }

func (t *token) has(c class) bool { return t.kind == wordToken && t.class&c != 0 }

// valueAfter reports what follows a number that is a value: "%", "mg",
// "-week", "th", "/day", "°".
func (d *document) valueAfter(i int) bool {
	t, next := &d.toks[i], d.at(i+1)
	if next.kind == wordToken {
		if next.glued && !t.spelled {
			return true // 20mg, 5th, 3D
		}
		if next.class&percentWord != 0 || next.word == "per" && d.at(i+2).has(percentWord) {
			return true
		}
		if next.class&group != 0 && plural(next.word) {
			return true // "three groups"
		}
		return next.class&(timeUnit|measure) != 0 && next.class&person == 0 && !d.counted(i)
	}
	if next.kind == numberToken {
		return next.glued || next.padded // "700 000 strokes"
	}
	switch next.mark {
	case '%', 'o', '*', '^', '\'':
		return true
	case '/':
		return next.glued
	case '-':
		return next.glued && d.at(i+2).glued && !d.compoundPerson(i)
	case '+', '~':
		return true
	case ':':
		return next.glued && d.at(i+2).kind == numberToken && d.at(i+2).glued
	case '(':
		return next.glued && next.mate == int32(i+3) && d.at(i+2).kind == numberToken // 10(6)
	case '?':
		return next.glued // ten to a raised power and the like
	}
	return false
}

// counted reports "n = 20 weeks" style text, where "n =" already says that
// the number counts.
func (d *document) counted(i int) bool { return d.nEquals(i) >= 0 }

// compoundPerson reports "a 40-patient trial".
func (d *document) compoundPerson(i int) bool {
	t := d.at(i + 2)
	return t.has(person) && (t.word == "patient" || t.word == "subject" || t.word == "participant" || t.word == "person" || t.word == "woman")
}

// nEquals returns the index of n in "n = 20", "N: 20" or "n=20" for the number
// at i, or -1.
func (d *document) nEquals(i int) int {
	eq := d.at(i - 1)
	if !eq.is('=') && !eq.is(':') {
		return -1
	}
	j := i - 2
	if d.at(j).is('=') || d.at(j).is(':') {
		j--
	}
	if t := d.at(j); t.kind == wordToken && (t.word == "n" || t.word == "ns" || t.word == "no" && eq.is('=')) {
		return j
	}
	return -1
}

// valueBefore reports what stands before a number that is a value: "P <",
// "aged", "phase", "±", "5/", "US$".
func (d *document) valueBefore(i int) bool {
	prev := d.at(i - 1)
	glued := d.toks[i].glued
	switch {
	case prev.kind == numberToken:
		return glued
	case prev.kind == wordToken:
		return d.labelBefore(i)
	}
	switch prev.mark {
	case '=':
		return d.nEquals(i) < 0
	case ':':
		return glued && d.at(i-2).kind == numberToken && prev.glued
	case '<', '>', '~', '*', '^', '$', '#', '+', '@':
		return true
	case '/', '.', '\'', '_':
		return glued
	case '-':
		return glued && (prev.glued || !d.at(i-2).has(person))
	case '(', '[':
		return d.insideName(i)
	}
	return false
}

// labelBefore reports a word that makes the number after it a label or a
// value, as in "phase 3", "aged 40", "score of 20", "April 12".
func (d *document) labelBefore(i int) bool {
	prev := d.at(i - 1)
	if prev.class&month != 0 && prev.capital {
		return true
	}
	if prev.class&beforeNot != 0 {
		return !(prev.word == "total" || d.toks[i].spelled && prev.class&(timeUnit) != 0) && !d.nounRightAfter(i, prev)
	}
	if prev.word == "of" || prev.word == "was" || prev.word == "is" {
		return d.at(i - 2).has(valueNoun)
	}
	return false
}

// nounRightAfter saves "in the placebo arm 40 patients": a group name before
// the number, people after it.
func (d *document) nounRightAfter(i int, prev *token) bool {
	return prev.class&(group|timeUnit) != 0 && d.at(i+1).has(person)
}

// insideName reports a number alone in brackets that belong to the word they
// touch: m(2), (188)Re.
func (d *document) insideName(i int) bool {
	open := d.at(i - 1)
	if open.mate != int32(i+1) {
		return false
	}
	if open.mark == '[' {
		return true // a reference
	}
	after := d.at(i + 2)
	return open.glued && d.at(i-2).kind != punctToken || after.glued && after.kind == wordToken
}

// year reports 1900 to 2099 without a separator, unless "n =" stands before it
// or people right after it and no preposition of time before it.
func (d *document) year(i int) bool {
	t := &d.toks[i]
	if t.value < 1900 || t.value > 2099 || t.grouped || t.spelled || d.nEquals(i) >= 0 {
		return false
	}
	prev := d.at(i - 1)
	if prev.has(month) {
		return true
	}
	people := d.peopleWithin(i+1, 4)
	switch prev.word {
	case "in", "since", "until", "till", "during", "before", "after", "by", "year", "early", "late", "mid", "between", "from", "to", "through":
		return !(people && (prev.word == "in" || prev.word == "from" || prev.word == "to" || prev.word == "by")) || d.at(i+1).has(be)
	}
	return !people && !d.followedByRole(i) && !d.otherArm(i)
}

// otherArm reports the second number of "1920 women were assigned to the drug
// and 1944 to placebo": a count of people stands before it in the sentence.
func (d *document) otherArm(i int) bool {
	prev := d.at(i - 1)
	if prev.word != "and" && !prev.is(',') && !prev.is(';') || d.at(i+1).word != "to" || d.at(i+2).kind != wordToken || d.at(i+2).has(month|timeUnit) {
		return false
	}
	for k := i - 2; k >= i-30; k-- {
		t := d.at(k)
		if t.is('.') || t.kind == numberToken && !d.countedBefore(k) {
			return false
		}
		if t.kind == numberToken {
			return d.peopleWithin(k+1, 4) || d.followedByRole(k)
		}
	}
	return false
}

// countedBefore reports that the number at k was found to be a count.
func (d *document) countedBefore(k int) bool { return k >= 0 && d.counts[k] }

// peopleWithin reports a person noun among the next words with nothing but
// words between.
func (d *document) peopleWithin(j, reach int) bool {
	for k := j; k < j+reach; k++ {
		t := d.at(k)
		if t.kind != wordToken && !t.is('-') || t.has(prep|be) {
			return false
		}
		if t.has(person) {
			return true
		}
	}
	return false
}

// followedByRole reports "2144 (1063 …) patients", "1991 were randomised" and
// "2011 to placebo".
func (d *document) followedByRole(i int) bool {
	j := d.skipBracket(i + 1)
	return j > i+1 && d.peopleWithin(j, 3) || d.at(j).has(be) && d.window(j, 4, randomise|enrol|assign)
}

// window reports a word of class c among the n tokens from j on.
func (d *document) window(j, n int, c class) bool {
	for k := j; k < j+n; k++ {
		if d.at(k).has(c) {
			return true
		}
	}
	return false
}

// skipBracket returns the token after the bracket that opens at j, or j.
func (d *document) skipBracket(j int) int {
	t := d.at(j)
	if t.kind == punctToken && (t.mark == '(' || t.mark == '[') && t.mate > int32(j) {
		return int(t.mate) + 1
	}
	return j
}

// dropRanges removes both ends of "18 to 65", "between 20 and 30" and "20-30".
func (d *document) dropRanges() {
	for i := range d.toks {
		if d.toks[i].kind != numberToken {
			continue
		}
		mid := d.at(i + 1)
		if d.at(i+2).kind != numberToken {
			continue
		}
		if mid.word == "to" || mid.word == "and" && d.at(i-1).word == "between" || mid.is('-') {
			d.counts[i], d.counts[i+2] = false, false
		}
	}
}
