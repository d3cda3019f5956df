package results

import (
	"cmp"
	"fmt"
	"slices"
)

// assemble ties the numbers of a sentence together and adds the proposals in
// the order of the text.
func (r *reader) assemble(from, to int) {
	start := len(r.out)
	taken := make([]bool, len(r.effects))
	for _, c := range r.chunks() {
		items := r.items[c.a:c.b]
		p, ok := r.armProposal(items, from, to)
		if !ok {
			continue
		}
		if e := r.effectOf(items, c, taken); e >= 0 {
			taken[e] = true
			r.addTo(&p, &r.effects[e])
		} else {
			r.pOf(&p, items, c, to)
		}
		r.describe(&p, items[0].first, items[len(items)-1].last, from, to)
		r.out = append(r.out, p)
	}
	for i := range r.effects {
		if taken[i] {
			continue
		}
		e := &r.effects[i]
		p := Proposal{Arms: []ArmResult{}, Spans: []Span{}, Confidence: "A"}
		r.addTo(&p, e)
		r.describe(&p, e.first, e.last, from, to)
		switch name := e.nameOutcome(r); {
		case name != "":
			p.Outcome = name
		case e.inherited && i > 0 && len(r.out) > start:
			p.Outcome = r.out[len(r.out)-1].Outcome
		}
		r.out = append(r.out, p)
	}
	slices.SortStableFunc(r.out[start:], func(a, b Proposal) int { return cmp.Compare(a.Spans[0].Start, b.Spans[0].Start) })
}

// armProposal makes a proposal of the items of one comparison. One item alone
// must name its arm.
func (r *reader) armProposal(items []item, from, to int) (p Proposal, ok bool) {
	labels, sure := r.assign(items, from, to)
	contradicted := r.contradicted(items, labels)
	if len(items) == 1 && labels[0] != nil && (labels[0].weak || r.oneOfSeveral(items[0], to)) {
		return p, false
	}
	if len(items) == 1 && (labels[0] == nil || items[0].kind != share && r.isSign(items[0].first-1, "=") && !r.isWord(items[0].first-2, wMean) && !r.says(items[0].first-2, "m") || items[0].plain || items[0].percentOnly) {
		return p, false
	}
	if len(items) > 1 && labels[0] == nil && !contradicted && !r.comparison(items, from, to) {
		return p, false
	}
	p = Proposal{Arms: []ArmResult{}, Spans: []Span{}, Confidence: "A"}
	for k, it := range items {
		arm := it.arm
		if labels[k] != nil {
			arm.Label = labels[k].text
		}
		p.Arms = append(p.Arms, arm)
		p.Spans = append(p.Spans, r.span("arm", it.first, it.last))
		if it.misfit {
			p.note("C", fmt.Sprintf("%s %% does not fit %d of %d", arm.Percent, *arm.Events, *arm.N))
		}
		if labels[k] != nil && labels[k].arm >= 0 && it.kind == share && arm.N == nil && arm.Events != nil {
			r.noteSize(&p, arm, r.known.arms[labels[k].arm])
		}
		if arm.Spread != nil {
			p.note("B", "the number after ± is not said to be a standard deviation or a standard error")
		}
		if it.plain || arm.Events == nil || it.kind == share && arm.N == nil {
			p.lower("B")
		}
	}
	for _, l := range labels {
		if l != nil {
			p.Spans = append(p.Spans, r.span("label", l.first, l.last))
		}
	}
	switch {
	case contradicted:
		p.note("C", "a printed denominator is the size of another arm: the arms are left without names")
	case labels[0] == nil:
		p.note("C", "the arms are not named beside the numbers")
	case !sure:
		p.lower("C")
	}
	return p, true
}

// comparison reports that unlabelled items are compared with each other:
// "versus" right between them, or "respectively" after them in a sentence that
// goes on to test them or speaks of groups.
func (r *reader) comparison(items []item, from, to int) bool {
	last := items[len(items)-1].last
	if items[0].kind != share && r.isSign(items[0].first-1, "([") && r.isWord(items[0].first-2, wGroup) && r.labelsBefore(items[0].first) < 2 {
		return false // "in the placebo group (0.81 v 0.86)": one group, twice
	}
	if items[0].kind != share && !r.groupsNamed(from, to) && !r.effectAfter(last) {
		return false // before and after, or two conditions: not said to be groups
	}
	if t := r.at(last + 1); items[0].percentOnly && t.kind == word && !t.entry.is(wStop|wPrep|wVerb|wP|wPeople|wAt|wRespectively) {
		return false // "2.0% v 0.7% dorzolamide"
	}
	tested := false
	for k := max(from, items[0].first-30); k < to && k < last+25; k++ {
		tested = tested || r.isWord(k, wGroup) || k > last && r.isWord(k, wP) && r.isSign(k+1, "<>=")
	}
	for k := last + 1; k < to && k < last+20; k++ {
		if r.isWord(k, wRespectively) {
			return tested
		}
		if r.toks[k].kind == number {
			break
		}
	}
	for k := items[0].last + 1; k < items[1].first; k++ {
		if r.isWord(k, wVersus) && !r.says(k, "than") {
			return items[1].first-items[0].last <= 5 || tested
		}
	}
	return false
}

// groupsNamed reports "groups" or "arms" in the sentence.
func (r *reader) groupsNamed(from, to int) bool {
	for k := from; k < to && k < from+200; k++ {
		if r.says(k, "groups") || r.says(k, "arms") || r.says(k, "treatments") {
			return true
		}
	}
	return false
}

// labelsBefore counts the groups named within twenty tokens before token k.
func (r *reader) labelsBefore(k int) (n int) {
	for _, l := range r.labels {
		if l.last < k && l.first >= k-20 {
			n++
		}
	}
	return n
}

// contradicted takes all labels away when a printed denominator is not the
// known size of its arm and is that of another.
func (r *reader) contradicted(items []item, labels []*label) bool {
	for k, it := range items {
		if labels[k] == nil || labels[k].arm < 0 || it.arm.N == nil {
			continue
		}
		own := r.known.arms[labels[k].arm].N
		for j, a := range r.known.arms {
			if j != labels[k].arm && own > 0 && *it.arm.N != own && *it.arm.N == a.N {
				clear(labels)
				return true
			}
		}
	}
	return false
}

// oneOfSeveral reports that a single number is of every group, or one of a list
// whose groups come with "respectively".
func (r *reader) oneOfSeveral(it item, to int) bool {
	for k := it.last + 1; k < to && k < it.last+25; k++ {
		if r.isWord(k, wRespectively) || k < it.last+8 && (r.says(k, "each") || r.says(k, "both")) {
			return true
		}
	}
	return false
}

// effectAfter reports an estimate right behind token last.
func (r *reader) effectAfter(last int) bool {
	for i := range r.effects {
		if e := &r.effects[i]; e.first > last && e.first-last <= 25 {
			return true
		}
	}
	return false
}

// noteSize says whether the printed percentage fits the known size of an arm.
// The size is never filled in: who was counted is for a person to say.
func (r *reader) noteSize(p *Proposal, arm ArmResult, k Arm) {
	switch {
	case k.N <= 0 || arm.Percent == "":
	case fits(*arm.Events, k.N, arm.Percent):
		p.Notes = append(p.Notes, fmt.Sprintf("%s: %d (%s %%) fits the %d people of that arm; n is left open", k.Label, *arm.Events, arm.Percent, k.N))
	default:
		p.Notes = append(p.Notes, fmt.Sprintf("%s: %d (%s %%) does not fit the %d people of that arm; n is left open", k.Label, *arm.Events, arm.Percent, k.N))
		p.lower("B")
	}
}

func (p *Proposal) note(c Confidence, text string) {
	if !slices.Contains(p.Notes, text) {
		p.Notes = append(p.Notes, text)
	}
	p.lower(c)
}

// lower takes the confidence down to c.
func (p *Proposal) lower(c Confidence) { p.Confidence = max(p.Confidence, c) }

// effectOf finds the estimate that belongs to a comparison: the next one of
// the sentence, near and before other items, or the one right before it.
func (r *reader) effectOf(items []item, c chunk, taken []bool) int {
	first, last := items[0].first, items[len(items)-1].last
	next := 1 << 30
	if c.b < len(r.items) {
		next = r.items[c.b].first
	}
	for i := range r.effects {
		e := &r.effects[i]
		if taken[i] {
			continue
		}
		if e.first > last && e.first < next && e.first-last <= 25 {
			return i
		}
		if e.last == first-2 && len(items) > 1 && r.isSign(first-1, ";,:") && !r.isSign(e.last, ")]") {
			return i // "(OR 1.2, 95% CI 1.1-1.3; 45% v 40%)"
		}
	}
	return -1
}

// pOf takes the p-value right after a comparison that has no estimate.
func (r *reader) pOf(p *Proposal, items []item, c chunk, to int) {
	last := items[len(items)-1].last
	next := to
	if c.b < len(r.items) {
		next = r.items[c.b].first
	}
	for k := last + 1; k < next && k <= last+16; k++ {
		if got, ok := r.pAt(k); ok && !r.used[k] {
			p.P = got.text
			p.Spans = append(p.Spans, r.span("p", got.first, got.last))
			r.use(got.first, got.last)
			return
		}
		if r.toks[k].kind == number || r.isSign(k, ";") && k > last+3 {
			return
		}
	}
}

// addTo puts an estimate into a proposal.
func (r *reader) addTo(p *Proposal, e *effect) {
	value := e.value
	p.Measure, p.Adjusted, p.Value, p.Unit = e.measure.name(), e.adjusted, &value, e.unit
	if e.percent {
		p.Unit = "%"
	}
	p.Spans = append(p.Spans, r.estimateSpan(e))
	if e.hasIV {
		low, high := e.iv.low, e.iv.high
		p.Low, p.High, p.Level = &low, &high, e.iv.level
		p.Spans = append(p.Spans, r.span("interval", e.iv.first, e.iv.last))
		if value < low || value > high {
			p.note("C", "the estimate is not inside its interval")
		}
		if !e.iv.named {
			p.lower("B")
		}
	} else {
		p.lower("B")
	}
	if e.p.text != "" {
		p.P = e.p.text
		p.Spans = append(p.Spans, r.span("p", e.p.first, e.p.last))
	}
	switch {
	case e.unnamed && e.reduction:
		p.note("C", "a relative reduction, not a ratio: measure left open")
	case e.unnamed || e.measure == noMeasure:
		p.note("C", "the measure is not named")
	case e.measure == mOther:
		p.note("C", "a ratio of another kind than RR, OR, HR or IRR: measure left open")
	case e.generic:
		p.note("B", "“difference”: of means or of proportions is read from the unit")
	case e.inherited:
		p.lower("B")
	}
}

// estimateSpan covers the name of the measure and the value when the name
// stands right before it.
func (r *reader) estimateSpan(e *effect) Span {
	_, first := r.signed(e.valueAt)
	if !e.inherited && !e.unnamed && e.measure != noMeasure && e.mention.last < first && e.mention.first >= 0 && first-e.mention.last < 30 && r.toks[e.mention.first].sentence == r.toks[first].sentence {
		first = e.mention.first
	}
	return r.span("estimate", first, e.valueAt)
}
