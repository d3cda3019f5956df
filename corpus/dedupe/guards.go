package dedupe

import (
	"slices"

	"appraise/corpus"
)

// lift says what overrules a guard.
type lift uint8

const (
	byPlace lift = 1 << iota // the same page of the same volume
	byID                     // a shared identifier
	// byThird marks doubts rather than contradictions: a third record that agrees
	// with both settles them, so they do not keep two records out of one group.
	byThird
)

// guard is a reason why a rule may not call two records the same, however much
// agrees.
type guard struct {
	reason string
	lifted lift
	holds  func(*comparison) bool
}

// guards are all of them, in the order in which they are reported.
var guards = []guard{
	{"one is a notice about a paper, such as an erratum", byPlace, marksDiffer(markNotice)},
	{"one is a reply or a comment", byPlace, marksDiffer(markReply)},
	{"one is a protocol or a paper on the design", byPlace, marksDiffer(markProtocol)},
	{"one is withdrawn", byPlace | byID, marksDiffer(markWithdrawn)},
	{"one is an abstract of a meeting", byPlace, meetingAndPaper},
	{"one is a preprint", 0, func(c *comparison) bool { return c.a.preprint != c.b.preprint }},
	{"they are of different kinds", byPlace | byID, kindsDiffer},
	{"the editions differ", 0, editionsDiffer},
	{"the numbers in the titles differ", byPlace, func(c *comparison) bool { return c.title.numbers }},
	{"only one title numbers a part", byPlace | byID, onePart},
	{"the title is one that many publications have", 0, genericPair},
	{"one has no title", byID | byThird, func(c *comparison) bool { return c.title.level == titleMissing && !c.generic() }},
	{"the titles differ", 0, titlesApart},
	{"the titles are not quite the same and the place does not tell", byPlace | byID | byThird, titleInDoubt},
	{"they have no author in common", 0, strangers},
	{"few authors agree", byPlace | byID | byThird, func(c *comparison) bool { return c.names == namesSome }},
	{"the journals differ and the place does not tell", byPlace | byID | byThird, journalsApart},
	{"one stands on a page or two of a supplement, the other nowhere", byID | byThird, supplementAndNowhere},
	{"volume and pages differ", byID, func(c *comparison) bool { return c.volume == differs && c.page == differs }},
	{"the pages differ", byID, pagesApart},
	{"the volumes differ", byID, func(c *comparison) bool {
		return c.volume == differs && !(c.page == agrees && c.years == 0 && c.journal >= journalKin)
	}},
	{"they are more than a year apart", byID, yearsApart},
	{"they are a year apart and the journal does not tell", byPlace | byID | byThird, yearInDoubt},
	{"the abstracts differ", byPlace | byID | byThird, func(c *comparison) bool { return c.text == textDifferent }},
	{"the languages differ", byPlace | byID, languagesDiffer},
	{"they are of different trials", byPlace | byID, trialsDiffer},
}

// findGuards returns the reasons that hold and are not lifted.
func (c *comparison) findGuards() []string {
	var out []string
	overruled := c.overruled()
	for _, g := range guards {
		if g.lifted&overruled == 0 && g.holds(c) {
			out = append(out, g.reason)
		}
	}
	return out
}

// overruled returns what overrules guards in this comparison.
func (c *comparison) overruled() lift {
	var l lift
	if c.located() {
		l |= byPlace
	}
	if c.shared != "" {
		l |= byID
	}
	return l
}

func marksDiffer(m mark) func(*comparison) bool {
	return func(c *comparison) bool { return c.a.title.marks&m != c.b.title.marks&m }
}

// meetingAndPaper holds where one record is of a meeting, by its kind, its
// title or its venue, and the other may be a paper: it does not stand in a
// supplement, as abstracts of meetings do, nor, where only the venue speaks of
// a meeting, on a single page.
func meetingAndPaper(c *comparison) bool {
	meeting, other := c.a, c.b
	if ofMeeting(other) {
		meeting, other = other, meeting
	}
	if !ofMeeting(meeting) || ofMeeting(other) || c.shared != "" && c.journal != journalDifferent {
		return false
	}
	short := other.place.supplement || other.place.single && !saysMeeting(meeting)
	return !short || c.journal < journalKin
}

// supplementAndNowhere holds where one record may be the abstract of a meeting
// and the other may be the full paper, since it does not say where it stands.
func supplementAndNowhere(c *comparison) bool {
	nowhere := func(p *place) bool { return p.volume == "" && p.issue == "" && p.first == "" }
	a, b := &c.a.place, &c.b.place
	return (a.supplement && a.brief() && nowhere(b) || b.supplement && b.brief() && nowhere(a)) && !(ofMeeting(c.a) && ofMeeting(c.b)) && c.text != textSame &&
		!(c.a.journal.forum || c.b.journal.forum)
}

// tellingTitle is how many words make a title that two papers on one page of a
// volume do not share.
const tellingTitle = 6

// strangers holds where nobody is in common, unless a telling title and the
// place agree: sources also name a group, an editor or a translator.
func strangers(c *comparison) bool {
	telling := c.title.level == titleEqual && !c.generic() && min(c.a.title.information(), c.b.title.information()) >= tellingTitle
	return c.names == namesDisjoint && !(telling && c.journal == journalSame && c.volume == agrees && c.located())
}

// journalsApart holds for other journals, unless volume, page and all else agree:
// sources give journals under their names in several languages.
func journalsApart(c *comparison) bool {
	return c.journal == journalDifferent && !(c.volume == agrees && c.page == agrees && c.years == 0 && c.title.level >= titleNear && c.names == namesAll)
}

func ofMeeting(p *Prepared) bool { return saysMeeting(p) || p.journal.forum }

func saysMeeting(p *Prepared) bool {
	return p.kind == corpus.KindAbstract || p.kind == corpus.KindConference || p.title.marks&markAbstract != 0
}

// kindsDiffer holds for kinds that are never the same publication. Sources
// disagree on most others.
func kindsDiffer(c *comparison) bool {
	apart := []corpus.Kind{corpus.KindBook, corpus.KindChapter, corpus.KindThesis, corpus.KindRegistry, corpus.KindPatent, corpus.KindDataset, corpus.KindSoftware, corpus.KindNews}
	x, y := c.a.kind, c.b.kind
	return x != y && x != "" && y != "" && x != corpus.KindOther && y != corpus.KindOther && (slices.Contains(apart, x) || slices.Contains(apart, y))
}

func editionsDiffer(c *comparison) bool {
	return c.a.edition != "" && c.b.edition != "" && c.a.edition != c.b.edition
}

// onePart holds where what one title says more numbers something: "Part II".
func onePart(c *comparison) bool {
	return c.title.level != titleEqual && c.title.level != titleNear && !slices.Equal(c.a.title.numbers, c.b.title.numbers)
}

func (c *comparison) generic() bool { return c.a.title.generic || c.b.title.generic }

// genericPair lets generic titles pass only where place and authors agree, or
// an identifier does.
func genericPair(c *comparison) bool {
	return c.generic() && (c.title.level != titleEqual || c.shared == "" && !(c.located() && c.names >= namesMost))
}

// titlesApart holds for titles that differ, unless an identifier, the place and
// the authors agree: then one is a translation.
func titlesApart(c *comparison) bool {
	if c.title.level != titleDifferent && c.title.level != titleRelated {
		return false
	}
	return !(c.shared != "" && c.names >= namesMost && (c.located() || c.title.level == titleRelated && c.text == textSame))
}

// yearsApart holds more than a year apart, unless the same volume and page of
// the same journal show that one year is wrong.
func yearsApart(c *comparison) bool {
	return c.years > 1 && !(c.journal == journalSame && c.volume == agrees && c.page == agrees && c.title.level >= titleNear && c.names >= namesMost)
}

// titleInDoubt holds for titles that are more than a slip apart, unless
// abstract, authors and year agree and no more than a subtitle is missing.
func titleInDoubt(c *comparison) bool {
	switch c.title.level {
	case titleAltered, titleContained, titlePrefix:
		return !(c.title.level != titleAltered && c.text == textSame && c.names >= namesMost && c.years == 0)
	}
	return false
}

// pagesApart holds for other pages, unless it is one issue, or both are single
// pages of one volume: the same authors do not publish the same title twice
// there, and page numbers are mistyped.
func pagesApart(c *comparison) bool {
	if c.page != differs {
		return false
	}
	once := c.title.level == titleEqual && c.names == namesAll && c.years == 0 && c.journal >= journalKin && c.volume == agrees && !c.generic()
	return !(once && (c.issue == agrees || c.issue == unknown && c.a.place.single && c.b.place.single && isNumber(c.a.place.first) == isNumber(c.b.place.first)))
}

// yearInDoubt holds a year apart, unless volume or page of one journal agree, or the
// earlier record has no volume yet and the pages of the proof or the same
// abstract show that it came out online first. Without these it could be last
// year's report under the same title.
func yearInDoubt(c *comparison) bool {
	if c.years != 1 || c.title.level < titleNear || c.journal < journalKin || c.volume == differs {
		return c.years == 1
	}
	earlier := c.a
	if c.b.year < c.a.year {
		earlier = c.b
	}
	first := earlier.place.volume == "" && (proofPages(&earlier.place) || c.text == textSame)
	return c.volume != agrees && c.page != agrees && !first
}

func languagesDiffer(c *comparison) bool {
	return len(c.a.languages) > 0 && len(c.b.languages) > 0 && !sharesAny(c.a.languages, c.b.languages)
}

func trialsDiffer(c *comparison) bool {
	return len(c.a.ids.trials) > 0 && len(c.b.ids.trials) > 0 && common(c.a.ids.trials, c.b.ids.trials) == 0
}

// contradicts reports whether two records cannot stand in one group even when
// a third one joins them.
func (c *comparison) contradicts() bool {
	if c.clash != "" || c.sum < contradictFrom {
		return true
	}
	overruled := c.overruled() | byThird
	return slices.ContainsFunc(guards, func(g guard) bool { return g.lifted&overruled == 0 && g.holds(c) })
}
