package design

import "math"

// hit is one cue found in a text.
type hit struct {
	cue         int32
	field       int8 // 0 title, 1 abstract
	first, last int32
}

// evidence is everything the cues found in a title and an abstract.
type evidence struct {
	text  [2]string
	toks  [2][]token
	hits  []hit
	best  [groups]int // index in hits plus one
	count [groups]int
}

// maskable are the groups whose words a mask can take away. What says "not
// randomised" must not fall to the mask that keeps it from counting as
// randomised.
var maskable = [groups]bool{gTitle: true, gAllocation: true, gNamed: true, gMention: true, gConcurrent: true, gTrial: true, gCrossover: true, gPeriods: true, gCluster: true, gGuideline: true,
	gReviewTitle: true, gReviewText: true, gReviewed: true, gMeta: true, gAnimal: true, gReport: true, gSeries: true, gOther: true, gSecondary: true}

// collect scans both fields and finds all cues.
func collect(title, abstract string) *evidence {
	e := &evidence{text: [2]string{title, abstract}}
	all := make([]token, 0, (len(title)+len(abstract))/6+16)
	all = scan(title, all)
	n := len(all)
	all = scan(abstract, all)
	e.toks = [2][]token{all[:n:n], all[n:]}
	e.hits = make([]hit, 0, 64)
	for field := range e.toks {
		e.find(int8(field))
	}
	return e
}

// find adds the hits of one field, those under a mask left out.
func (e *evidence) find(field int8) {
	toks := e.toks[field]
	from := len(e.hits)
	var masked []bool
	for i, t := range toks {
		phrases := lexicon.byWord[t.word]
		for k := range phrases {
			masked = e.try(field, i, &phrases[k], masked)
		}
		if t.digits {
			for k := range lexicon.numbers {
				masked = e.try(field, i, &lexicon.numbers[k], masked)
			}
		}
	}
	kept := e.hits[:from]
	for _, h := range e.hits[from:] {
		c := &lexicon.cues[h.cue]
		if c.group == gMask || maskable[c.group] && covered(masked, h) {
			continue
		}
		kept = append(kept, h)
		e.count[c.group]++
		if b := e.best[c.group]; b == 0 || math.Abs(c.weight) > math.Abs(lexicon.cues[kept[b-1].cue].weight) {
			e.best[c.group] = len(kept)
		}
	}
	e.hits = kept
}

// try matches one phrase at token i and keeps the hit or the mask.
func (e *evidence) try(field int8, i int, p *phrase, masked []bool) []bool {
	c := &lexicon.cues[p.cue]
	if c.where == inTitle && field == 1 || c.where == inAbstract && field == 0 {
		return masked
	}
	toks := e.toks[field]
	last, ok := p.match(toks, i)
	if !ok {
		return masked
	}
	if c.group == gMask {
		if masked == nil {
			masked = make([]bool, len(toks))
		}
		for j := i; j <= last; j++ {
			masked[j] = true
		}
	}
	e.hits = append(e.hits, hit{cue: int32(p.cue), field: field, first: int32(i), last: int32(last)})
	return masked
}

func covered(masked []bool, h hit) bool {
	if masked == nil {
		return false
	}
	for i := h.first; i <= h.last; i++ {
		if masked[i] {
			return true
		}
	}
	return false
}

// has reports whether a cue of the group was found.
func (e *evidence) has(g group) bool { return e.best[g] > 0 }

// any reports whether one of the groups was found.
func (e *evidence) any(gs ...group) bool {
	for _, g := range gs {
		if e.has(g) {
			return true
		}
	}
	return false
}

// inTitle reports whether the best cue of the group stands in the title.
func (e *evidence) inTitle(g group) bool {
	return e.has(g) && e.hits[e.best[g]-1].field == 0
}

// weight is the log-odds of the best cue of the group, 0 without one.
func (e *evidence) weight(g group) float64 {
	if !e.has(g) {
		return 0
	}
	return lexicon.cues[e.hits[e.best[g]-1].cue].weight
}

// span returns the passage of a hit.
func (e *evidence) span(h hit) Span {
	toks := e.toks[h.field]
	start, end := int(toks[h.first].start), int(toks[h.last].end)
	c := lexicon.cues[h.cue]
	return Span{Field: [2]string{"title", "abstract"}[h.field], Start: start, End: end, Quote: e.text[h.field][start:end], Cue: c.says, Weight: c.weight}
}

// spans returns the best passage of each group found.
func (e *evidence) spans(gs ...group) []Span {
	out := []Span{}
	for _, g := range gs {
		if e.has(g) {
			s := e.span(e.hits[e.best[g]-1])
			if g < gCluster {
				out = append(out, s)
				continue
			}
			s.Weight = 0
			out = append(out, s)
		}
	}
	return out
}
