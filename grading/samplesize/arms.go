package samplesize

// armSet is one list of group sizes found in one sentence.
type armSet struct {
	toks     []int    // the numbers
	labels   [][2]int // token ranges of the labels, empty when there is none
	copies   int      // "three groups of 20": one number that stands for 3
	verb     bool     // the sentence says that people were randomised or assigned
	sentence int
	cue      bool // the sentence speaks of allocation
}

func (d *document) sum(a armSet) int {
	s := 0
	for _, t := range a.toks {
		s += int(d.toks[t].value)
	}
	if a.copies > 1 {
		s *= a.copies
	}
	return s
}

// maxArms bounds a list of arms; longer lists are tables of something else.
const maxArms = 8

// findArms looks in every sentence for the ways in which group sizes are
// written.
func (d *document) findArms() {
	groups := 0
	next := 0
	pending := pendingArm{sentence: -2}
	for s, sen := range d.sentences {
		if g := d.groupCount(sen); g > 0 {
			groups = g
		}
		first := next
		for next < len(d.mentions) && d.mentions[next].sentence == s {
			next++
		}
		a := armFinder{document: d, sen: sen, index: s, mentions: d.mentions[first:next], groups: groups, pending: &pending}
		a.cue, a.verb = a.hasCue()
		a.equalsArms()
		a.bracketLists()
		a.namedBrackets()
		a.pairs()
		a.sequence()
		a.eachArm()
		a.parallelGroups()
	}
}

// groupCount reads "three groups", "2 arms" in a sentence.
func (d *document) groupCount(sen sentence) int {
	for i := sen.from; i < sen.to; i++ {
		t := &d.toks[i]
		if t.kind != numberToken || t.opaque || t.value < 2 || t.value > maxArms {
			continue
		}
		for k := i + 1; k < i+5; k++ {
			n := d.at(k)
			if n.kind == wordToken && (n.word == "groups" || n.word == "arms" || n.word == "cohorts" || n.word == "group" || n.word == "arm") {
				return int(t.value)
			}
			if n.kind == numberToken || n.kind == punctToken && !n.is('-') {
				break
			}
		}
	}
	return 0
}

// armFinder works on one sentence.
type armFinder struct {
	*document
	sen      sentence
	index    int
	mentions []mention
	groups   int
	cue      bool
	verb     bool
	pending  *pendingArm
}

// pendingArm is the one group size of the sentence before: "Twenty-five
// subjects in the intervention group … . Twenty-four in the control group …".
type pendingArm struct {
	tok, sentence int
	label         [2]int
}

// hasCue reports words of allocation or comparison, and a verb of allocation.
func (a *armFinder) hasCue() (cue, verb bool) {
	for i := a.sen.from; i < a.sen.to; i++ {
		t := &a.toks[i]
		cue = cue || t.has(arm|randomise|randomly|assign)
		verb = verb || t.has(assign) || t.has(randomise) && !a.adjective(i)
	}
	return cue, verb
}

func (a *armFinder) add(toks []int, labels [][2]int, copies int) {
	if n := len(toks); n >= 3 {
		rest := 0
		for _, t := range toks[1:] {
			rest += int(a.toks[t].value)
		}
		if int(a.toks[toks[0]].value) == rest {
			toks, labels = toks[1:], labels[1:] // the total before its parts
		}
	}
	if len(toks)*max(copies, 1) < 2 || len(toks)*max(copies, 1) > maxArms {
		return
	}
	sexes := 0
	for i, t := range toks {
		if a.toks[t].value < 2 {
			return
		}
		if l := labels[i]; l[1] > l[0] && l[1]-l[0] <= 2 && a.toks[l[1]-1].has(sexWord) {
			sexes++
		}
	}
	if sexes == len(toks) {
		return // boys and girls are no arms
	}
	a.document.arms = append(a.document.arms, armSet{toks: toks, labels: labels, copies: copies, sentence: a.index, cue: a.cue, verb: a.verb})
}

// equalsArms reads "traction (n = 25), control (n = 25)".
func (a *armFinder) equalsArms() {
	var toks []int
	var labels [][2]int
	sum := 0
	for i := range a.mentions {
		m := &a.mentions[i]
		if m.form != equals || m.percent || m.role == event && a.eventEquals(m) {
			continue
		}
		if m.headed && m.role >= included && len(toks) == 0 {
			continue
		}
		if len(toks) >= 2 && m.value == sum {
			continue // a total after its parts
		}
		if a.eachAround(m.tok, m.to) {
			continue
		}
		toks = append(toks, m.tok)
		labels = append(labels, a.labelBeforeBracket(m.from))
		sum += m.value
	}
	a.add(toks, labels, 1)
}

// eventEquals reports "nausea (n = 3)" in a sentence without words of
// allocation.
func (a *armFinder) eventEquals(m *mention) bool { return !a.cue && !m.headed }

// labelBeforeBracket takes the words before "(n = 25)" back to a separator.
func (a *armFinder) labelBeforeBracket(j int) [2]int {
	end := j
	k := j
	for n := 0; n < 8 && k > a.sen.from; n++ {
		t := &a.toks[k-1]
		if t.kind == punctToken && !t.is('-') && !t.is('+') && !t.is('/') || t.has(joiner|be|assign|randomise) && t.word != "plus" || t.word == "to" || t.kind == numberToken && a.counts[k-1] {
			break
		}
		k--
	}
	for k < end && a.toks[k].has(prep|determiner|approx|receive) {
		k++
	}
	return [2]int{k, end}
}

// labelAfter takes the words after a number up to a separator.
func (a *armFinder) labelAfter(j int) [2]int {
	for a.at(j).has(prep|determiner|be|assign|randomise|receive|randomly|relative) && j < a.sen.to {
		j++
	}
	k := j
	for n := 0; n < 10 && k < a.sen.to; n++ {
		t := &a.toks[k]
		if t.kind == punctToken && !t.is('-') && !t.is('+') && !t.is('/') || t.kind == numberToken && a.counts[k] ||
			t.has(relative) || t.has(joiner) && t.word != "plus" && (a.at(k+1).kind == numberToken || t.word != "and") {
			break
		}
		k++
	}
	for k > j && a.toks[k-1].has(joiner|determiner|prep) {
		k--
	}
	return [2]int{j, k}
}

// bracketLists reads "(13 to inversion and 11 to physiotherapy)",
// "(484, ribociclib; 242, placebo)".
func (a *armFinder) bracketLists() {
	for i := a.sen.from; i < a.sen.to; i++ {
		t := &a.toks[i]
		if t.kind == punctToken && t.mate > int32(i) && int(t.mate) < a.sen.to {
			a.bracketList(i)
		}
	}
}

func (a *armFinder) bracketList(open int) {
	var toks []int
	var labels [][2]int
	fresh, words := true, false
	for j := open + 1; j < int(a.toks[open].mate); {
		if k := a.skipBracket(j); k > j {
			j = k
			continue
		}
		t := &a.toks[j]
		switch {
		case t.is('%') || t.is('=') || t.is(':') && a.nEquals(j+1) >= 0:
			return
		case t.is(',') || t.is(';') || t.has(joiner):
			fresh = true
		case t.kind == numberToken && !a.counts[j] && fresh:
			return // "(100, 200 and 360 J)"
		case t.kind == numberToken && a.counts[j]:
			if !fresh || a.mentionSex(j) {
				return
			}
			toks = append(toks, j)
			labels = append(labels, a.labelAfterComma(j+1))
			fresh = false
		case t.kind == wordToken:
			words = true
		}
		j++
	}
	if words && (a.cue || a.follows(open)) {
		a.add(toks, labels, 1)
	}
}

// labelAfterComma is labelAfter, past a comma between number and label.
func (a *armFinder) labelAfterComma(j int) [2]int {
	if a.at(j).is(',') && a.at(j+1).kind == wordToken {
		j++
	}
	return a.labelAfter(j)
}

// mentionSex reports "20 men" at a number: parts, not arms.
func (a *armFinder) mentionSex(tok int) bool {
	m := a.mention(tok)
	return m != nil && m.sex
}

// mention returns the mention of the number at tok, or nil.
func (d *document) mention(tok int) *mention {
	if k := d.mentionAt[tok]; k > 0 {
		return &d.mentions[k-1]
	}
	return nil
}

// follows reports that a count of people ends right before the bracket.
func (a *armFinder) follows(open int) bool {
	return a.counts[open-min(open, 1)] || a.at(open-1).has(person)
}

// namedBrackets reads "SC (34) or control arm (17)".
func (a *armFinder) namedBrackets() {
	if !a.cue {
		return
	}
	var toks []int
	var labels [][2]int
	for i := a.sen.from + 1; i+2 < a.sen.to; i++ {
		t := &a.toks[i]
		if !t.is('(') || t.mate < 0 || !a.counts[i+1] || a.at(i-1).kind != wordToken || a.at(i-1).has(person) {
			continue
		}
		if int(t.mate) == i+2 || int(t.mate) == i+3 && a.at(i+2).has(person) {
			toks = append(toks, i+1)
			labels = append(labels, a.labelBeforeBracket(i))
		}
	}
	a.add(toks, labels, 1)
}

// pairs reads "41 vs 39 patients" and "18 and 20 patients received A and B".
func (a *armFinder) pairs() {
	for i := a.sen.from; i+2 < a.sen.to; i++ {
		if !a.counts[i] || !a.counts[i+2] || a.mentionAt[i] != 0 && a.mention(i).form == equals {
			continue
		}
		mid := &a.toks[i+1]
		m := a.mention(i + 2)
		switch {
		case mid.has(versus) && (m != nil && m.form == withNoun || a.toks[i].within >= 0):
		case mid.word == "and" && m != nil && m.role != event && !m.percent && a.cue && a.window(m.to, 12, assign|randomise|receive|enrol|include|group):
		default:
			continue
		}
		a.add([]int{i, i + 2}, [][2]int{{}, {}}, 1)
	}
}

// parallelGroups reads "30 patients with asthma and 30 healthy subjects were
// studied".
func (a *armFinder) parallelGroups() {
	var toks []int
	var labels [][2]int
	for i := range a.mentions {
		m := &a.mentions[i]
		if !m.parallel {
			continue
		}
		if m.role == event || m.percent || m.early {
			return
		}
		toks = append(toks, m.tok)
		labels = append(labels, [2]int{m.tok + 1, m.to})
		if m.form == equals {
			labels[len(labels)-1] = a.labelBeforeBracket(m.from)
		}
	}
	if len(toks) == 2 {
		a.cue = true
		a.add(toks, labels, 1)
	}
}
