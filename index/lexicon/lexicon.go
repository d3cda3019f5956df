// Package lexicon knows by which names people speak of the same thing in
// health: what lay people, doctors and abbreviations call it, and what kinds
// there are of it. A sentence of an article says "high blood pressure", the
// study says "hypertension".
//
// Both lists were written for this program from general knowledge of medicine
// and public health. They are no thesaurus: to find all there is on a subject,
// search with MeSH headings.
package lexicon

import (
	_ "embed"
	"strings"

	"appraise/index/query"
)

// Concept is a thing with its names and, where they matter, the kinds of it.
type Concept struct {
	Names []Term
	Kinds []Term // a study of one is about the thing, not the other way round
}

// Term is a name in its words, as query.Tokens cuts them.
type Term []string

// String writes the words beside each other.
func (t Term) String() string { return strings.Join(t, " ") }

// concepts.txt has one concept a line: names, a colon, kinds, with commas
// between. Lines that begin with # are titles.
//
//go:embed concepts.txt
var concepts string

// general.txt has the words of any subject.
//
//go:embed general.txt
var general string

// Concepts lists all concepts in the order of the file.
func Concepts() []Concept {
	var out []Concept
	for line := range strings.Lines(concepts) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		names, kinds, _ := strings.Cut(line, ":")
		out = append(out, Concept{Names: terms(names), Kinds: terms(kinds)})
	}
	return out
}

func terms(list string) []Term {
	var out []Term
	for name := range strings.SplitSeq(list, ",") {
		var t Term
		for _, w := range query.Tokens(name) {
			t = append(t, w.Term)
		}
		if len(t) > 0 {
			out = append(out, t)
		}
	}
	return out
}

// General lists words that stand in texts on any subject, such as "compare",
// "likely" or "recent": shared ones tell little.
func General() []string { return strings.Fields(general) }

// Empty lists words that tell nothing at all.
func Empty() []string { return strings.Fields(empty) }

const empty = `a about above after again against all also although am an and any are as at be because been before being below between both but by can could did do does doing down during each either else ever every few for from further get gets got had has have having he her here hers him his how however i if in into is it its itself just least less like made make makes many may me might more most much must my near need needs never new no nor not now of off often on once one only or other others our out over own people per person perhaps put rather really s said same say says see seem seen several shall she should show shown since so some someone something still such t take taken than that the their them then there these they thing things this those though through thus to together too toward two under until up upon us use used uses using usually very was way we well were what when where whether which while who whom whose why will with within without would yet you your study studies found`
