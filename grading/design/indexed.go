package design

import (
	"slices"
	"strings"
)

// publicationTypes maps terms of MEDLINE to designs, the most telling first.
// A plain "Clinical Trial" is read after the text, see later.
var publicationTypes = []struct {
	term   string
	design Name
}{
	{"Retraction of Publication", RetractionNotice}, {"Retraction Notice", RetractionNotice},
	{"Clinical Trial Protocol", Protocol},
	{"Practice Guideline", Guideline}, {"Guideline", Guideline}, {"Consensus Development Conference", Guideline},
	{"Network Meta-Analysis", NetworkMA}, {"Meta-Analysis", SystematicReviewMA}, {"Systematic Review", SystematicReview}, {"Scoping Review", SystematicReview},
	{"Randomized Controlled Trial", RCT},
	{"Controlled Clinical Trial", NonrandomisedTrial},
	{"Equivalence Trial", RCT}, {"Pragmatic Clinical Trial", RCT}, {"Adaptive Clinical Trial", RCT},
	{"Case Reports", CaseReport},
}

// later are the terms that count only when the text names no design: they say
// little of how a study was made.
var later = []struct {
	term   string
	design Name
}{
	{"Clinical Trial", NonrandomisedTrial}, {"Clinical Trial, Phase I", NonrandomisedTrial}, {"Clinical Trial, Phase II", NonrandomisedTrial},
	{"Clinical Trial, Phase III", NonrandomisedTrial}, {"Review", NarrativeReview},
	{"Editorial", EditorialLetter}, {"Letter", EditorialLetter}, {"Comment", EditorialLetter}, {"News", EditorialLetter},
}

// headings maps descriptors to designs. They count only when neither
// publication type nor text decides; "… as Topic" says what a text is about
// and not what it is.
var headings = []struct {
	term   string
	design Name
}{
	{"Interrupted Time Series Analysis", BeforeAfter}, {"Case-Control Studies", CaseControl}, {"Cross-Sectional Studies", CrossSectional},
	{"Retrospective Studies", CohortRetro}, {"Prospective Studies", CohortProspective}, {"Cohort Studies", CohortProspective},
	{"Random Allocation", RCT}, {"Double-Blind Method", RCT}, {"Cross-Over Studies", CrossoverRCT},
}

// statuses are publication types that say what became of a publication.
var statuses = []struct{ term, flag string }{
	{"Retracted Publication", "retracted publication"}, {"Expression of Concern", "expression of concern"}, {"Published Erratum", "published erratum"},
	{"Preprint", "preprint"}, {"Multicenter Study", "multicentre"}, {"Equivalence Trial", "equivalence"}, {"Pragmatic Clinical Trial", "pragmatic"},
}

func statusFlags(t Text) []string {
	var out []string
	for _, s := range statuses {
		if holds(t.PublicationTypes, s.term) {
			out = append(out, s.flag)
		}
	}
	return out
}

func holds(terms []string, want string) bool {
	return slices.ContainsFunc(terms, func(s string) bool { return strings.EqualFold(s, want) })
}

// indexed reads publication types, headings and journal, knowing what the text
// says.
func indexed(t Text, text verdict, e *evidence) (verdict, bool) {
	if len(t.PublicationTypes) == 0 && len(t.MeSH) == 0 && t.Journal == "" {
		return verdict{}, false
	}
	if v, ok := byJournal(t); ok {
		return v, true
	}
	if animalsOnly(t) && !isTrial(text.design) {
		v := term("mesh", "Animals", Animal)
		v.confidence = "A"
		return v, true
	}
	for _, p := range publicationTypes {
		if holds(t.PublicationTypes, p.term) {
			return adjust(term("publication_types", p.term, p.design), text, e), true
		}
	}
	for _, p := range later {
		if holds(t.PublicationTypes, p.term) && (text.design == "" || text.confidence == "C" && p.design == EditorialLetter) {
			if p.design == EditorialLetter && len(t.Abstract) > 400 {
				continue
			}
			return term("publication_types", p.term, p.design), true
		}
	}
	for _, h := range headings {
		if text.design == "" && holds(t.MeSH, h.term) {
			v := term("mesh", h.term, h.design)
			v.confidence = "C"
			return v, true
		}
	}
	return verdict{}, false
}

// term is a verdict that rests on one indexing term.
func term(field, name string, d Name) verdict {
	return verdict{design: d, confidence: "A", spans: []Span{{Field: field, End: len(name), Quote: name, Cue: "indexed"}}}
}

// animalsOnly reports MeSH Animals without Humans.
func animalsOnly(t Text) bool { return holds(t.MeSH, "Animals") && !holds(t.MeSH, "Humans") }

// byJournal knows the periodicals that hold one kind of report only.
func byJournal(t Text) (verdict, bool) {
	j := strings.ToLower(t.Journal)
	switch {
	case strings.Contains(j, "cochrane database") && !holds(t.PublicationTypes, "Retraction of Publication"):
		d := SystematicReview
		if holds(t.PublicationTypes, "Meta-Analysis") {
			d = SystematicReviewMA
		}
		if e := collect(t.Title, t.Abstract); e.has(gPlanned) && e.count[gPlanned] >= 3 {
			d = Protocol
		}
		return term("journal", t.Journal, d), true
	case strings.Contains(j, "clinicaltrials.gov"), strings.Contains(j, "isrctn"), strings.Contains(j, "anzctr"), strings.Contains(j, "clinical trials registry"),
		strings.Contains(j, "ictrp"), strings.Contains(j, "chictr"):
		return term("journal", t.Journal, RegistryRecord), true
	}
	return verdict{}, false
}

// adjust lets the text refine an indexed design: the kind of trial or review,
// and the protocols and reviews that are indexed as trials.
func adjust(v, text verdict, e *evidence) verdict {
	switch {
	case v.design == RCT && (text.design == Protocol && text.confidence == "B" || isReview(text.design) && e.has(gReviewTitle)):
		v.conflicts = append(v.conflicts, "indexed as “Randomized Controlled Trial”, the text is a "+Words[text.design])
		v.design, v.confidence = text.design, "C"
		v.spans = append(v.spans, text.spans...)
	case v.design == RCT && isTrial(text.design) && text.design != RCT,
		v.design == SystematicReviewMA && (text.design == NetworkMA || text.design == UmbrellaReview),
		v.design == SystematicReview && isReview(text.design),
		v.design == CaseReport && text.design == CaseSeries:
		v.design = text.design
		v.spans = append(v.spans, text.spans...)
	case v.design == NonrandomisedTrial && isTrial(text.design):
		v.design, v.confidence = text.design, text.confidence
		v.spans = append(v.spans, text.spans...)
		v.conflicts = append(v.conflicts, "indexed as “Controlled Clinical Trial”, which MEDLINE also gives to trials that do not say “randomised”; the text does")
	}
	return v
}

// over puts what is indexed above what is written, and shows the
// disagreement when both name a design of another family.
func (v verdict) over(text verdict, d Design) Design {
	d.Design, d.Confidence, d.Spans = v.design, v.confidence, v.spans
	d.Conflicts = append(d.Conflicts[:0:0], v.conflicts...)
	if text.design != "" && family(text.design) != family(v.design) && len(v.conflicts) == 0 && v.spans[0].Field != "journal" {
		d.Confidence = "C"
		d.Conflicts = append(d.Conflicts, "indexed as “"+v.spans[0].Quote+"”, the text reads as "+Words[text.design]+" ("+quoteOf(text)+")")
		d.Spans = append(d.Spans, text.spans...)
	}
	return d
}

func quoteOf(v verdict) string {
	if len(v.spans) == 0 {
		return "no passage"
	}
	return "“" + v.spans[0].Quote + "”"
}

func isReview(n Name) bool {
	return n == SystematicReview || n == SystematicReviewMA || n == NetworkMA || n == UmbrellaReview
}

// family groups designs between which a difference is no conflict.
func family(n Name) string {
	switch {
	case isTrial(n):
		return "trial"
	case isReview(n):
		return "review"
	case n == CaseReport || n == CaseSeries:
		return "cases"
	case n == Animal || n == InVitro:
		return "laboratory"
	case n == CohortProspective || n == CohortRetro || n == CrossSectional || n == Diagnostic || n == PredictionModel:
		return "observation"
	}
	return string(n)
}
