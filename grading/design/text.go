package design

import "strings"

// verdict is what one source says.
type verdict struct {
	design     Name
	confidence Confidence
	spans      []Span
	conflicts  []string
}

// said makes a verdict from the groups that decided.
func (e *evidence) said(d Name, c Confidence, gs ...group) (verdict, bool) {
	return verdict{design: d, confidence: c, spans: e.spans(gs...)}, true
}

// rules are tried in this order (specification D2, negatives first); the first
// that answers decides.
var rules = []func(*evidence) (verdict, bool){
	(*evidence).notice, (*evidence).laboratory, (*evidence).opinion, (*evidence).protocol, (*evidence).guideline, (*evidence).review,
	(*evidence).trial, (*evidence).otherTrial, (*evidence).accuracy, (*evidence).observation, (*evidence).otherStudy, (*evidence).cases,
	(*evidence).openTrial, (*evidence).narrative, (*evidence).records, (*evidence).secondary,
}

// decide reads the design from title and abstract.
func (e *evidence) decide() verdict {
	for _, rule := range rules {
		if v, ok := rule(e); ok {
			return v
		}
	}
	return verdict{spans: []Span{}}
}

// notice reads retractions, corrections and expressions of concern from their
// title. "Retraction" also is a surgical word: it must stand alone, or be
// followed by a mark or by what is retracted.
func (e *evidence) notice() (verdict, bool) {
	abstract := e.text[1]
	short := len(abstract) < 400 || strings.Contains(abstract, "retract") || strings.HasPrefix(abstract, "Reports an error in") || strings.HasPrefix(abstract, "[This corrects")
	if !short {
		return verdict{}, false
	}
	if e.has(gNotice) {
		return e.said(RetractionNotice, "B", gNotice)
	}
	title := e.text[0]
	toks := e.toks[0]
	if len(toks) == 0 {
		return verdict{}, false
	}
	for _, i := range []int{0, len(toks) - 1} {
		w := strings.ToLower(title[toks[i].start:toks[i].end])
		if !noticeWords[w] {
			continue
		}
		after, before := title[toks[i].end:], title[:toks[i].start]
		alone := len(toks) == 1
		leads := i == 0 && len(after) > 0 && strings.IndexByte(".:!-", after[0]) >= 0
		trails := i > 0 && strings.HasSuffix(strings.TrimRight(before, " ["), ":") || i > 0 && strings.HasSuffix(strings.TrimRight(before, " ["), ".")
		if alone || leads || trails {
			s := Span{Field: "title", Start: int(toks[i].start), End: int(toks[i].end), Quote: title[toks[i].start:toks[i].end], Cue: "notice in the title"}
			return verdict{design: RetractionNotice, confidence: "B", spans: []Span{s}}, true
		}
	}
	return verdict{}, false
}

// noticeWords begin or end the title of a notice.
var noticeWords = map[string]bool{"retraction": true, "retractions": true, "retracted": true, "erratum": true, "errata": true, "corrigendum": true,
	"corrigenda": true, "correction": true, "corrections": true, "withdrawal": true, "withdrawn": true}

// laboratory tells studies of animals and of cells from those of people.
func (e *evidence) laboratory() (verdict, bool) {
	animals, people := e.count[gAnimal], e.count[gHuman]
	titled := e.inTitle(gAnimal)
	switch {
	case titled && animals > people || titled && !e.inTitle(gHuman) && 2*animals > people && !e.any(gBlind, gPlacebo):
		return e.said(Animal, "B", gAnimal)
	case animals >= 2 && animals > 2*people:
		return e.said(Animal, "C", gAnimal)
	case people == 0 && e.inTitle(gVitro) && e.count[gVitro] >= 2 && !e.explicit():
		return e.said(InVitro, "C", gVitro)
	}
	return verdict{}, false
}

func (e *evidence) opinion() (verdict, bool) {
	if e.has(gOpinion) && len(e.text[1]) < 400 {
		return e.said(EditorialLetter, "B", gOpinion)
	}
	if e.has(gRegistry) {
		return e.said(RegistryRecord, "B", gRegistry)
	}
	return verdict{}, false
}

// protocol needs the title, or an abstract in the future tense.
func (e *evidence) protocol() (verdict, bool) {
	switch {
	case e.has(gProtocol):
		return e.said(Protocol, "B", gProtocol, gPlanned)
	case e.count[gPlanned] >= 3:
		return e.said(Protocol, "C", gPlanned)
	}
	return verdict{}, false
}

func (e *evidence) guideline() (verdict, bool) {
	if !e.has(gGuideline) || e.weight(gTitle) >= 4 || e.weight(gAllocation) >= 5 {
		return verdict{}, false
	}
	if e.inTitle(gGuideline) {
		return e.said(Guideline, "B", gGuideline)
	}
	if e.any(gCohort, gCrossSection, gSurvey, gRetro, gReviewTitle) || e.count[gGuideline] < 2 {
		return verdict{}, false
	}
	return e.said(Guideline, "C", gGuideline)
}

// review reads systematic reviews. A trial that also speaks of a meta-analysis
// stays a trial when its title says so and nothing was searched.
func (e *evidence) review() (verdict, bool) {
	titled := e.has(gReviewTitle)
	trial := e.explicit() && (e.weight(gTitle) >= 4 || e.weight(gAllocation) >= 5)
	switch {
	case titled && !(trial && !e.any(gSearched, gReviewText)):
	case e.has(gReviewText) && e.has(gSearched) && !(trial && e.weight(gTitle) >= 4):
	case e.has(gSearched) && e.has(gMeta) && !trial:
	default:
		return verdict{}, false
	}
	confidence := Confidence("B")
	if !titled && !(e.has(gReviewText) && e.has(gSearched)) {
		confidence = "C"
	}
	kind, by := SystematicReview, none
	switch {
	case e.has(gUmbrella):
		kind, by = UmbrellaReview, gUmbrella
	case e.has(gNetwork):
		kind, by = NetworkMA, gNetwork
	case e.has(gMeta):
		kind, by = SystematicReviewMA, gMeta
	}
	return e.said(kind, confidence, gReviewTitle, by, gReviewText, gSearched)
}
