package samplesize

// base is how much a role speaks for a count being the size of the study.
var base = [...]int{
	general: 45, event: 5, screened: 34, eligibleRole: 54, completed: 52, analysed: 60, received: 62,
	studied: 84, included: 84, allocated: 86, enrolled: 92, randomised: 112,
}

// leastScore is the score below which a count is not shown as n.
const leastScore = 30

// leastSum is the smallest sum of arms that is shown when no total is stated.
const leastSum = 6

// rate scores a mention; ties go to the one that comes first.
func (d *document) rate(m *mention, inArm bool) int {
	s := base[m.role]
	if m.form == equals && (m.headed || m.alone && d.toks[m.from].upper) && m.role < studied {
		s = max(s, 70)
	}
	for _, c := range [...]struct {
		when  bool
		score int
	}{
		{m.total, 8}, {m.direct && m.role >= included, 4}, {d.toks[m.tok].field == 0, 6},
		{m.subset && !m.wholeFlow(), -40}, {m.part && m.role < included, -45}, {m.percent && m.role < included, -35}, {m.percent, -5},
		{m.fronted && m.role == general, 6}, {m.weak, -15}, {(m.role == allocated || m.role == randomised) && d.provider(m), -30}, {m.form == equals && !m.headed && !m.alone, -20}, {m.form == unnamed, -8}, {m.form == elliptic, -6},
		{inArm, -60}, {m.oneArm, -25}, {m.target, -14}, {m.target && m.role >= included, -16}, {m.restated, -30}, {m.either && m.role == received, 18}, {m.early, -30},
		{m.form == unnamed && m.role < enrolled && !m.direct, -50}, {m.value < 3, -40},
	} {
		if c.when {
			s += c.score
		}
	}
	return s
}

// provider reports a count of people who give care: where they were randomised,
// n counts their patients.
func (d *document) provider(m *mention) bool {
	if m.noun < 0 {
		return false
	}
	switch d.toks[m.noun].word {
	case "nurses", "physicians", "doctors", "clinicians", "surgeons", "practitioners", "midwives", "therapists", "pharmacists", "dentists", "staff", "providers":
		return true
	}
	return false
}

// choose settles n from the rated mentions and the arms.
func (d *document) choose() SampleSize {
	arms := d.bestArms()
	inArm := d.armTokens(arms)
	best := -1
	for i := range d.mentions {
		m := &d.mentions[i]
		m.score = d.rate(m, inArm[m.tok])
		if m.score >= leastScore && (best < 0 || m.score > d.mentions[best].score) {
			best = i
		}
	}
	out := d.verdict(best, arms)
	d.levels(&out, inArm)
	d.showUnits(&out)
	d.notes(&out, best, arms)
	return out
}

// armTokens are the numbers of all arm lists.
func (d *document) armTokens(best int) map[int]bool {
	in := make(map[int]bool, 8)
	for i := range d.arms {
		if i != best && !d.arms[i].cue {
			continue
		}
		for _, t := range d.arms[i].toks {
			in[t] = true
		}
	}
	return in
}

// bestArms returns the arm list to show: one whose sum is a stated count of
// people, else the first in a sentence about allocation, else the first.
func (d *document) bestArms() int {
	stated := make(map[int]int, len(d.mentions))
	for i := range d.mentions {
		m := &d.mentions[i]
		if m.role != event && !m.percent {
			stated[m.value] = max(stated[m.value], base[m.role])
		}
	}
	best, rank := -1, -1
	least := d.leastTotal()
	for i, a := range d.arms {
		if d.sum(a) < least {
			continue
		}
		r := stated[d.sum(a)] * 2
		if a.cue {
			r++
		}
		if r > rank {
			best, rank = i, r
		}
	}
	return best
}

// leastTotal is the largest single arm of a sentence about allocation: no list
// that adds up to less holds the arms of the study.
func (d *document) leastTotal() int {
	n := 0
	for _, a := range d.arms {
		if a.verb {
			n = max(n, d.largest(a))
		}
	}
	return n
}

// verdict applies the rules of resolution: an explicit total of the people
// randomised or enrolled comes before a sum of arms, and that before other
// counts, because in abstracts of large journals the first was right most
// often (95 % of the time) and the last least often.
//
// Windisch P et al. JAMIA Open 2024, ooae116
// (the figures by kind of phrase are from the repository of the paper).
func (d *document) verdict(best, arms int) SampleSize {
	var out SampleSize
	sum := 0
	if arms >= 0 {
		sum = d.sum(d.arms[arms])
		d.showArms(&out, d.arms[arms])
	}
	set := func(n int, basis string, c Confidence) {
		out.N, out.Basis, out.Confidence = &n, basis, c
	}
	if best < 0 {
		if arms >= 0 && sum >= leastSum && !d.aboutAnimals() {
			set(sum, "sum of arms; no total is stated", C)
			return out
		}
		out.Basis, out.Confidence = "no count of people found", D
		return out
	}
	m := &d.mentions[best]
	matched := d.statedTotal(sum)
	switch {
	case arms >= 0 && m.value == sum:
		set(sum, roleNames[m.role]+" total, equal to the sum of arms", A)
	case arms >= 0 && matched >= 0 && (m.role < included || m.value < d.largest(d.arms[arms]) || d.contains(d.arms[arms], m.tok)):
		m = &d.mentions[matched]
		set(sum, "sum of arms, equal to a stated count", A)
	case arms >= 0 && d.arms[arms].cue && (d.contains(d.arms[arms], m.tok) || m.value < d.largest(d.arms[arms])):
		set(sum, "sum of arms; no total is stated", C)
	case arms >= 0 && m.role == screened && d.arms[arms].verb:
		set(sum, "sum of arms; the text states only the number screened", C)
	case arms >= 0 && m.role < included && d.arms[arms].cue && m.value < sum && 10*(sum-m.value) > sum:
		set(sum, "sum of arms; the text states another count", C)
	case m.doubtful():
		set(m.value, "unclear: count of people "+roleNames[m.role], C)
	case m.future && m.role >= studied:
		set(m.value, "planned total", B)
	case m.role <= included && d.otherGroup && !m.total && d.toks[m.tok].field != 0:
		set(m.value, "unclear: one of several groups of people", C)
	case m.role >= enrolled && !m.target && m.form != unnamed:
		set(m.value, roleNames[m.role]+" total", A)
	case m.role >= studied || m.either || m.form == equals && m.headed || m.total && m.role != screened:
		set(m.value, m.counted()+" total", B)
	default:
		set(m.value, "unclear: count of people "+roleNames[m.role], C)
	}
	if 2*sum < *out.N || sum > *out.N {
		out.Arms, out.Spans = nil, nil // a list of something else
	}
	if m.value == *out.N {
		d.addSpan(&out, "n", m.from, m.to)
	}
	return out
}

// wholeFlow reports "26 were enrolled, of whom 24 were randomised": those
// randomised are a part of those enrolled and yet the whole of the trial.
func (m *mention) wholeFlow() bool { return m.role == randomised && !m.oneArm }

// counted is the name of what was counted, for the basis of n.
func (m *mention) counted() string {
	if m.role == event {
		return roleNames[general]
	}
	return roleNames[m.role]
}

// doubtful reports a count that may name a part of the people.
func (m *mention) doubtful() bool {
	return m.oneArm || m.weak || m.subset && !m.wholeFlow() || m.early || m.parallel
}

// aboutAnimals reports a text that names animals and no people: arms without a
// noun hold the animals.
func (d *document) aboutAnimals() bool {
	found := false
	for i := range d.toks {
		t := &d.toks[i]
		if t.has(person) && !t.has(sexWord) {
			return false
		}
		found = found || t.has(animal)
	}
	return found
}

// contains reports that the number at tok is one of the arms.
func (d *document) contains(a armSet, tok int) bool {
	for _, t := range a.toks {
		if t == tok {
			return true
		}
	}
	return false
}

// largest returns the largest arm.
func (d *document) largest(a armSet) int {
	n := 0
	for _, t := range a.toks {
		n = max(n, int(d.toks[t].value))
	}
	return n
}

// statedTotal returns a mention with the given value that is not an event.
func (d *document) statedTotal(v int) int {
	for i := range d.mentions {
		m := &d.mentions[i]
		if m.value == v && m.role != event && !m.percent && v > 0 {
			return i
		}
	}
	return -1
}

// showArms writes the arms and their spans.
func (d *document) showArms(out *SampleSize, a armSet) {
	for k := range max(a.copies, 1) {
		for i, t := range a.toks {
			out.Arms = append(out.Arms, Arm{Label: d.phrase(a.labels[i]), N: int(d.toks[t].value)})
			if k == 0 {
				d.addSpan(out, "arm", t, t+1)
			}
		}
	}
}

// phrase returns the text of a token range.
func (d *document) phrase(r [2]int) string {
	if r[1] <= r[0] {
		return ""
	}
	a, b := &d.toks[r[0]], &d.toks[r[1]-1]
	return d.source(a)[a.start:b.end]
}

// addSpan notes the words from one token up to another.
func (d *document) addSpan(out *SampleSize, role string, from, to int) {
	a, b := &d.toks[from], &d.toks[to-1]
	if a.field != b.field || b.end < a.start {
		return
	}
	field := FieldAbstract
	if a.field == 0 {
		field = FieldTitle
	}
	out.Spans = append(out.Spans, Span{Role: role, Field: field, Start: int(a.start), End: int(b.end),
		Quote: d.source(a)[a.start:b.end]})
}

// levels fills in the participant flow.
func (d *document) levels(out *SampleSize, inArm map[int]bool) {
	slots := [...]struct {
		role role
		slot **int
	}{
		{screened, &out.Screened}, {eligibleRole, &out.Eligible}, {enrolled, &out.Enrolled}, {randomised, &out.Randomised},
		{received, &out.Received}, {completed, &out.Completed}, {analysed, &out.Analysed},
	}
	for _, s := range slots {
		best := -1
		for i := range d.mentions {
			m := &d.mentions[i]
			if m.role != s.role || inArm[m.tok] || m.whole {
				continue
			}
			if best < 0 || m.score > d.mentions[best].score {
				best = i
			}
		}
		if best >= 0 {
			m := &d.mentions[best]
			if m.future {
				out.plan(&m.value)
				continue
			}
			*s.slot = &m.value
			d.addSpan(out, roleNames[s.role], m.from, m.to)
		}
	}
}
