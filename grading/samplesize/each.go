package samplesize

// eachArm reads "three groups of 20 patients", "20 in each arm", "20 per
// group", "each group (n = 20)".
func (a *armFinder) eachArm() {
	for i := a.sen.from; i < a.sen.to; i++ {
		if !a.counts[i] {
			continue
		}
		m := a.mention(i)
		end := i + 1
		if m != nil {
			if m.percent || m.role == event {
				continue
			}
			end = m.to
		}
		if a.groupsOf(i) || a.eachAround(i, end) {
			g := a.groups
			if g == 0 {
				g = 2
			}
			a.add([]int{i}, [][2]int{{}}, g)
			return
		}
	}
}

// groupsOf reports "groups of", "arms with" before the number at i.
func (a *armFinder) groupsOf(i int) bool {
	p := a.at(i - 1)
	if p.word != "of" && p.word != "with" && p.word != "containing" {
		return false
	}
	w := a.at(i - 2).word
	return w == "groups" || w == "arms"
}

// eachAround reports "20 in each group", "20 patients per arm" or "each group
// (n = 20)" around the phrase from the number to end.
func (a *armFinder) eachAround(i, end int) bool {
	for k := end; k < end+6; k++ {
		t := a.at(k)
		if t.has(each) && t.word != "both" && t.word != "every" {
			next := a.at(k + 1)
			return next.kind == punctToken || t.word == "each" && (next.word == "in" || next.has(be)) || a.groupNear(k+1)
		}
		if t.kind == numberToken || t.is('.') || t.is(';') || t.has(joiner) {
			break
		}
	}
	for k := i - 1; k > i-7 && k >= a.sen.from; k-- {
		t := &a.toks[k]
		if t.word == "each" && k >= i-3 && (a.at(k+1).word == "of" || a.at(k+1).word == "with" || a.at(k+1).word == "containing") {
			return true
		}
		if t.word == "each" {
			return a.groupNear(k + 1)
		}
		if t.kind == numberToken || t.is(';') {
			break
		}
	}
	return false
}

// groupNear reports a group or arm among the next words.
func (a *armFinder) groupNear(j int) bool {
	for k := j; k < j+4; k++ {
		switch a.at(k).word {
		case "group", "arm", "groups", "arms", "treatment", "condition", "intervention":
			return true
		}
	}
	return false
}
