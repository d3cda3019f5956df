package samplesize

import "fmt"

// notes says what a reader has to know beside the numbers. best is the mention
// behind n, or -1, arms the arm list shown, or -1.
func (d *document) notes(out *SampleSize, best, arms int) {
	add := func(format string, args ...any) { out.Notes = append(out.Notes, fmt.Sprintf(format, args...)) }
	if best >= 0 && d.mentions[best].future {
		add("the text speaks of the number as planned")
	}
	if arms >= 0 && out.N != nil {
		if s := d.sum(d.arms[arms]); s != *out.N {
			add("the arms add up to %d, not to %d", s, *out.N)
		}
	}
	if d.hasWord("crossover") || d.hasPair("cross", "over") {
		add("a crossover design: each person counts once, whatever the number of periods")
	}
	clusters, parts := false, false
	for _, u := range out.Units {
		c := lexicon[u.Kind].class
		clusters = clusters || c&cluster != 0
		parts = parts || c&bodyUnit != 0
	}
	if clusters {
		add("a cluster design: n counts people, units hold the clusters")
	}
	if parts {
		add("units other than people were counted: n counts people")
	}
}

// hasWord reports a word in the text.
func (d *document) hasWord(w string) bool {
	for i := range d.toks {
		if d.toks[i].word == w {
			return true
		}
	}
	return false
}

// hasPair reports "cross-over" and "cross over".
func (d *document) hasPair(a, b string) bool {
	for i := range d.toks {
		if d.toks[i].word == a && (d.at(i+1).word == b || d.at(i+1).is('-') && d.at(i+2).word == b) {
			return true
		}
	}
	return false
}
