package samplesize

// showUnits lists what was counted that is not a person: body parts that are
// tied to people or to a verb of the flow, and clusters that were allocated.
func (d *document) showUnits(out *SampleSize) {
	text := d.mentionsCluster()
	for i := range d.units {
		m := &d.units[i]
		noun := &d.toks[m.noun]
		r := d.rightRole(m)
		if l, _ := d.leftRole(m); l > r {
			r = l
		}
		keep := r >= allocated || r >= included && noun.class&bodyUnit != 0
		if noun.class&cluster != 0 {
			keep = r == randomised || r == allocated || text && r >= included
		} else if d.at(m.to).word == "of" || d.at(m.to).word == "from" || d.at(m.to).word == "in" {
			keep = keep || d.peopleOf(m.to+1)
		}
		if !keep || hasUnit(out.Units, noun.word, m.value) {
			continue
		}
		out.Units = append(out.Units, Unit{Kind: noun.word, N: m.value})
		d.addSpan(out, "unit", m.from, m.to)
		if len(out.Units) == 4 {
			return
		}
	}
}

func hasUnit(units []Unit, kind string, n int) bool {
	for _, u := range units {
		if u.Kind == kind && u.N == n {
			return true
		}
	}
	return false
}

// peopleOf reports a count of people at j: "60 eyes of 30 patients".
func (d *document) peopleOf(j int) bool {
	for k := j; k < j+3 && k < len(d.toks); k++ {
		if m := d.mention(k); m != nil && m.form == withNoun {
			return true
		}
	}
	return false
}

// mentionsCluster reports a text about a cluster trial.
func (d *document) mentionsCluster() bool {
	for i := range d.toks {
		if w := d.toks[i].word; w == "cluster" || w == "clusters" {
			return true
		}
	}
	return false
}
