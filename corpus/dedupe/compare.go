package dedupe

import (
	"fmt"
	"math"
)

// Verdict is the answer of a comparison.
type Verdict string

// The three answers. Same is what a rule may merge by itself; Review is for a
// person; Different needs nobody.
const (
	Same      Verdict = "same"
	Review    Verdict = "review"
	Different Verdict = "different"
)

// Decision is a verdict with its reasons.
type Decision struct {
	Verdict Verdict  `json:"verdict"`
	Score   float64  `json:"score"` // 0 to 1, rises with the evidence for one publication; not a probability
	Reasons []string `json:"reasons,omitempty"`
}

// Compare decides whether two items describe the same publication. It does not
// depend on the order of its arguments.
func Compare(a, b Prepared) Decision {
	c := compare(&a, &b)
	return c.decision()
}

// comparison holds how the fields of two items compare.
type comparison struct {
	a, b    *Prepared
	shared  string // the identifier they share
	clash   string // why they cannot be the same
	title   alignment
	names   nameLevel
	years   int // apart; -1 when unknown
	journal journalLevel
	volume  agreement
	issue   agreement
	page    agreement
	text    textLevel
	sum     float64 // evidence in bits
	guards  []string
}

func compare(a, b *Prepared) comparison {
	if a.key > b.key {
		a, b = b, a
	}
	c := comparison{
		a: a, b: b, shared: a.ids.share(&b.ids), clash: a.ids.clash(&b.ids), title: bestTitle(a, b), names: compareNames(&a.people, &b.people), years: -1,
		journal: compareJournals(&a.journal, &b.journal), volume: compareVolumes(a.place.volume, b.place.volume),
		issue: compareIssues(a.place.issue, b.place.issue), page: comparePages(&a.place, &b.place), text: compareAbstracts(&a.abstract, &b.abstract),
	}
	if shifted(&a.place, &b.place) || shifted(&b.place, &a.place) {
		c.volume, c.issue, c.page = agrees, unknown, unknown
	}
	if a.year > 0 && b.year > 0 {
		c.years = max(a.year-b.year, b.year-a.year)
	}
	if c.clash == "" && a.ids.versions(&b.ids) && !c.mayJoinVersions() {
		c.clash = "the DOIs name two versions"
	}
	c.sum = c.evidence()
	if c.sum >= reviewFrom {
		c.guards = c.findGuards()
	}
	return c
}

// bestTitle compares titles, and original titles where that says more.
func bestTitle(a, b *Prepared) alignment {
	best := align(&a.title, &b.title)
	if a.original.missing() && b.original.missing() {
		return best
	}
	for _, other := range []alignment{align(&a.original, &b.original), align(&a.original, &b.title), align(&a.title, &b.original)} {
		if other.level > best.level {
			best = other
		}
	}
	return best
}

// mayJoinVersions allows two versions under one DOI for one publication where
// nothing but the version differs: a Cochrane review that was reissued within
// a year with the same title, authors and number.
func (c *comparison) mayJoinVersions() bool {
	return c.title.level == titleEqual && c.names == namesAll && c.page == agrees && (c.years == 0 || c.years == 1)
}

// evidence sums the weights.
func (c *comparison) evidence() float64 {
	sum := c.titleEvidence() + weights.names[c.names] + weights.volume[c.volume] + weights.page[c.page] +
		weights.text[c.text] + weights.journal[c.journal] + weights.issue[c.issue]
	if c.years >= 0 {
		sum += weights.year[min(c.years, len(weights.year)-1)]
	}
	if c.shared != "" {
		sum += weights.sharedID
	}
	if sharesAny(c.a.journal.isbn, c.b.journal.isbn) {
		sum += weights.isbn
	}
	if len(c.a.ids.trials) > 0 && len(c.b.ids.trials) > 0 {
		if common(c.a.ids.trials, c.b.ids.trials) > 0 {
			sum += weights.trials
		} else {
			sum += weights.otherTrial
		}
	}
	return sum
}

// titleEvidence bounds what agreement of titles says by what they say at all.
func (c *comparison) titleEvidence() float64 {
	w := weights.title[c.title.level]
	if w <= 0 {
		return w
	}
	if c.a.title.generic || c.b.title.generic {
		return 1
	}
	return min(w, weights.perWord*min(c.a.title.information(), c.b.title.information()))
}

// located reports whether both stand at the same place of the same journal.
// Where the names of the journals differ, as they do between languages, the
// place has to agree in all its parts.
func (c *comparison) located() bool {
	if c.page == lastOne && c.volume == agrees && c.issue == agrees && c.journal >= journalKin && c.years <= 1 {
		return true
	}
	if c.page != agrees || c.issue == differs || c.years > 1 || c.a.place.first == "1" && c.issue != agrees {
		return false
	}
	switch c.journal {
	case journalDifferent, journalMissing:
		return c.volume == agrees && (c.issue == agrees || c.a.place.last != "" && c.a.place.last == c.b.place.last) && c.years == 0
	default:
		return c.volume == agrees || c.volume == unknown && c.years == 0
	}
}

// decision turns evidence and guards into a verdict.
func (c *comparison) decision() Decision {
	d := Decision{Verdict: c.verdict(), Score: 1 / (1 + math.Exp2(-(c.sum-(sameFrom+reviewFrom)/2)/perScore))}
	if c.sum >= reviewFrom/2 || d.Verdict != Different {
		d.Reasons = c.reasons()
	}
	return d
}

func (c *comparison) verdict() Verdict {
	switch {
	case c.sum < reviewFrom || c.settled():
		return Different
	case c.clash != "" || len(c.guards) > 0 || c.sum < sameFrom:
		return Review
	}
	return Same
}

// settled reports whether a pair that resembles each other needs nobody to see
// that it is two publications: a notice or a reply at another place than the
// paper or under an identifier of its own, or the same title in the next volume
// a year later.
func (c *comparison) settled() bool {
	if c.shared != "" {
		return false
	}
	aside := (c.a.title.marks^c.b.title.marks)&(markNotice|markReply) != 0
	return aside && (c.clash != "" || c.page == differs) || c.page == differs && c.volume == differs && c.years > 0
}

// reasons says in words what agreed, what did not, and which guards held.
func (c *comparison) reasons() []string {
	var out []string
	add := func(ok bool, format string, args ...any) {
		if ok {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	add(c.shared != "", "same %s", c.shared)
	add(c.clash != "", "%s", c.clash)
	add(true, "%s", titleWords[c.title.level])
	for _, extra := range []string{c.title.extraA, c.title.extraB} {
		add(extra != "" && c.title.level > titleDifferent && c.title.level < titleEqual, "only in one title: %s", extra)
	}
	add(c.names != namesMissing, "%s", nameWords[c.names])
	add(c.years == 0, "same year")
	add(c.years > 0, "%d years apart", c.years)
	add(c.journal != journalMissing, "%s", journalWords[c.journal])
	add(c.volume == agrees, "same volume")
	add(c.volume == differs, "volumes differ")
	add(c.page == agrees, "same first page")
	add(c.page == lastOne, "same last page")
	add(c.page == slip, "first pages nearly agree")
	add(c.page == differs, "pages differ")
	add(c.text == textSame, "same abstract")
	add(c.text == textDifferent, "abstracts differ")
	return append(out, c.guards...)
}

var titleWords = map[titleLevel]string{
	titleMissing: "no title to compare", titleDifferent: "titles differ", titleRelated: "titles have words in common", titleAltered: "titles differ in a word or two",
	titleContained: "one title holds the other", titlePrefix: "one title begins with the other", titleNear: "titles nearly agree", titleEqual: "same title",
}

var nameWords = map[nameLevel]string{
	namesDisjoint: "no author in common", namesSome: "some authors in common", namesMost: "most authors agree", namesAll: "authors agree",
}

var journalWords = map[journalLevel]string{
	journalDifferent: "journals differ", journalKin: "one journal's name holds the other's", journalSame: "same journal",
}
