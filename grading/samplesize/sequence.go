package samplesize

// sequence reads "33 were randomised to ketamine and 35 to placebo",
// "18 patients received placebo, 19 received …", "25 in the study group".
func (a *armFinder) sequence() {
	if !a.cue {
		return
	}
	var toks []int
	var labels [][2]int
	for i := a.sen.from; i < a.sen.to; i++ {
		if !a.counts[i] || a.toks[i].within >= 0 {
			continue
		}
		m := a.mention(i)
		if m != nil && (m.form == equals || m.percent && m.role != randomised || m.fronted || m.part || m.whole) {
			continue
		}
		j, ok := a.connector(i, m)
		if !ok && len(toks) > 0 && a.at(i-1).word == "and" && a.assigned(labels[len(labels)-1][0]) {
			j, ok = i+1, a.at(i+1).kind == wordToken && (m == nil || m.form != withNoun) // "and 250 the new schedule"
		}
		if ok {
			toks = append(toks, i)
			labels = append(labels, a.labelAfter(j))
		}
	}
	if len(toks) == 1 {
		if l := labels[0]; !a.groupWithin(l[0]) || a.orWithin(l[0]) {
			return
		}
		if p := *a.pending; p.sentence == a.index-1 {
			a.add([]int{p.tok, toks[0]}, [][2]int{p.label, labels[0]}, 1)
		}
		*a.pending = pendingArm{toks[0], a.index, labels[0]}
		return
	}
	a.add(toks, labels, 1)
}

// assigned reports "assigned" or "assigned the" before the label at j.
func (a *armFinder) assigned(j int) bool {
	return a.at(j-1).word == "assigned" || a.at(j-2).word == "assigned"
}

// connector looks after the number at i (and its noun) for the words that tie
// it to a group, and returns where the label begins.
func (a *armFinder) connector(i int, m *mention) (int, bool) {
	j := i + 1
	if m != nil && m.form == withNoun {
		j = m.to
	}
	j = a.skipBracket(j)
	verb := false
	for n := 0; n < 5; n++ {
		t := a.at(j)
		switch {
		case t.has(be), t.has(randomly), t.has(relative), t.has(modal), t.has(enrol):
		case t.has(assign|randomise) && !a.adjective(j):
			verb = true
		case t.has(receive) && !t.has(be):
			return j, true
		case verb && t.kind == wordToken && !t.has(prep|joiner|relative|timeUnit) && a.at(j-1).word == "assigned":
			return j, true // "were assigned placebo"
		case t.word == "to":
			return j, verb || n == 0
		case t.word == "in" || t.word == "into" || t.word == "on":
			return j, a.groupWithin(j + 1)
		default:
			return j, false
		}
		j++
	}
	return j, false
}

// orWithin reports an alternative in the words after j: all groups are meant.
func (a *armFinder) orWithin(j int) bool { return a.window(j, 12, joiner) && !a.window(j, 3, group) }
