package samplesize

// reviewTypes are the publication types of MEDLINE that make a record a
// review of studies.
var reviewTypes = []string{"Meta-Analysis", "Systematic Review", "Network Meta-Analysis", "Scoping Review"}

// review recognises a systematic review or meta-analysis and reads the number
// of its studies and of the participants in them. A review has no n of its
// own, so that its participants are never added to those of its studies.
func (d *document) review(types []string) (SampleSize, bool) {
	declared := false
	for _, t := range types {
		for _, r := range reviewTypes {
			declared = declared || t == r
		}
	}
	lead := d.reviewWords(0, 1)
	if !declared && !lead && !(d.reviewWords(1, len(d.sentences)) && d.searched()) && !(d.reviewNoun() && d.studiesWithPeople()) {
		return SampleSize{}, false
	}
	out := SampleSize{Basis: "review; the number of participants is not stated", Confidence: D}
	studies := d.studiesIncluded()
	if studies < 0 && !declared && d.trialTitle() {
		return SampleSize{}, false // "a randomised trial and meta-analysis"
	}
	if studies >= 0 {
		n := int(d.toks[studies].value)
		out.NStudies = &n
		d.addSpan(&out, "studies", studies, max(studies+1, d.nounEnd(studies, study)))
	}
	d.reviewParticipants(&out, studies)
	out.Notes = append(out.Notes, "a review: the participants are those of the included studies")
	return out, true
}

// reviewWords reports "systematic review" or "meta-analysis" in a range of
// sentences.
func (d *document) reviewWords(from, to int) bool {
	for _, sen := range d.sentences[min(from, len(d.sentences)):min(to, len(d.sentences))] {
		for i := sen.from; i < sen.to; i++ {
			switch d.toks[i].word {
			case "metaanalysis", "metaanalyses":
				return true
			case "meta":
				j := i + 1
				if d.at(j).is('-') {
					j++
				}
				if w := d.at(j).word; w == "analysis" || w == "analyses" || w == "analytic" {
					return true
				}
			case "systematic", "systemic", "scoping", "umbrella", "systematically":
				if w := d.at(i + 1).word; w == "review" || w == "reviews" || w == "reviewed" || w == "literature" {
					return true
				}
			}
		}
	}
	return false
}

// reviewNoun reports "review" as a kind of article, not of charts or by a
// board.
func (d *document) reviewNoun() bool {
	for i := range d.toks {
		if w := d.toks[i].word; w != "review" && w != "reviewers" {
			continue
		}
		switch d.at(i + 1).word {
		case "board", "boards", "committee", "process":
			continue
		}
		switch d.at(i - 1).word {
		case "chart", "record", "records", "retrospective", "ethics", "ethical", "peer", "case", "medical", "institutional", "utilization", "file":
			continue
		}
		return true
	}
	return false
}

// studiesWithPeople reports "Forty trials, involving 12706 women".
func (d *document) studiesWithPeople() bool {
	for i := range d.toks {
		if !d.counts[i] || d.toks[i].value < 2 {
			continue
		}
		end := d.nounEnd(i, study)
		if end < 0 {
			continue
		}
		for k := end; k < end+8; k++ {
			t := d.at(k)
			if t.kind == numberToken && d.mentionAt[k] != 0 {
				return true
			}
			if t.kind == wordToken && !t.has(include|approx|prep|be|relative|randomise|enrol) {
				break
			}
		}
	}
	return false
}

// searched reports that the text tells of a literature search or of included
// studies.
func (d *document) searched() bool {
	for i := range d.toks {
		switch d.toks[i].word {
		case "medline", "pubmed", "embase", "cinahl", "psycinfo", "scopus":
			return true
		case "review":
			if w := d.at(i - 1).word; w == "this" || w == "our" {
				return true
			}
		}
	}
	return false
}

// trialTitle reports "trial" in the first sentence.
func (d *document) trialTitle() bool {
	if len(d.sentences) == 0 {
		return false
	}
	for i := d.sentences[0].from; i < d.sentences[0].to; i++ {
		if d.toks[i].word == "trial" {
			return true
		}
	}
	return false
}

// studiesIncluded returns the number of studies that the text says were
// included, or -1: the count of trials, studies or articles that stands
// nearest to such a verb and to a count of people.
func (d *document) studiesIncluded() int {
	best, score := -1, 0
	for s, sen := range d.sentences {
		people := d.hasMention(s)
		for i := sen.from; i < sen.to; i++ {
			if !d.counts[i] {
				continue
			}
			end := d.nounEnd(i, study)
			if end < 0 {
				continue
			}
			r := 1
			if people {
				r += 2
			}
			if d.window(max(sen.from, i-6), min(6, i-sen.from), include|eligible|analyse|enrol) || d.window(end, 8, include|eligible) {
				r += 3
			}
			if d.foundOnly(i, end) && !d.window(end, 3, include) {
				r -= 4
			}
			if d.window(max(sen.from, i-4), min(4, i-sen.from), outcome) || d.window(end, 4, screen) {
				r -= 3
			}
			if r > score {
				best, score = i, r
			}
		}
	}
	if best >= 0 {
		return d.ofWhich(best)
	}
	return best
}

// foundOnly reports "6117 potentially relevant articles": what a search found.
func (d *document) foundOnly(i, end int) bool {
	for k := i + 1; k < end; k++ {
		switch d.toks[k].word {
		case "potentially", "potential", "unique", "retrieved", "identified":
			return true
		}
	}
	return false
}

// ofWhich turns "46 trials were identified, of which 28 were included" from
// the 46 to the 28.
func (d *document) ofWhich(studies int) int {
	for k := studies + 1; k < studies+12; k++ {
		if d.at(k).word == "which" && k+1 < len(d.counts) && d.counts[k+1] && d.window(k+2, 3, include) {
			return k + 1
		}
	}
	return studies
}

// hasMention reports a count of people in sentence s.
func (d *document) hasMention(s int) bool {
	lo, hi := 0, len(d.mentions)
	for lo < hi {
		if mid := (lo + hi) / 2; d.mentions[mid].sentence < s {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo < len(d.mentions) && d.mentions[lo].sentence == s
}

// nounEnd returns the token after the plural noun of class c that the number
// at i counts, or -1.
func (d *document) nounEnd(i int, c class) int {
	for k := i + 1; k < i+8; k++ {
		t := d.at(k)
		if t.kind != wordToken && !t.is('-') || t.has(prep|be|relative|person) {
			return -1
		}
		if t.has(c) && plural(t.word) {
			switch t.word {
			case "records", "citations", "abstracts", "references", "databases", "registries":
				return -1
			}
			return k + 1
		}
	}
	return -1
}

// fewPeople is the number below which "trials (n = 8)" counts trials and not
// the people in them.
const fewPeople = 100

// studyBefore reports "cohort studies (n = 8)", "experimental; n = 3": studies
// are counted before the bracket or the list entry that ends at j.
func (d *document) studyBefore(j int) bool {
	t := d.at(j - 1)
	return t.has(study|design) || t.is(';') || t.is(',')
}

// reviewParticipants takes the count of people in the sentence of the
// studies, else the largest stated total.
func (d *document) reviewParticipants(out *SampleSize, studies int) {
	best, rank := -1, -1
	for i := range d.mentions {
		m := &d.mentions[i]
		if m.part || m.percent || m.tok == studies || out.NStudies != nil && m.value <= *out.NStudies || m.value < fewPeople && m.form == equals && !m.headed && d.studyBefore(m.from) {
			continue
		}
		r := 0
		sen := d.sentences[m.sentence]
		if studies >= sen.from && studies < sen.to {
			r += 2
			if m.tok > studies {
				r++
			}
		}
		if m.total {
			r++
		}
		if r > rank || r == rank && r < 2 && m.value > d.mentions[best].value {
			best, rank = i, r
		}
	}
	if best < 0 {
		return
	}
	m := &d.mentions[best]
	n := m.value
	out.NParticipants = &n
	out.Basis, out.Confidence = "review: participants of the included studies", C
	if rank >= 2 {
		out.Confidence = A
	} else if rank == 1 {
		out.Confidence = B
	}
	d.addSpan(out, "participants", m.from, m.to)
}
