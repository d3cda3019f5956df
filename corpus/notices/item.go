package notices

import (
	"regexp"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
)

// relation is what one of PubMed's CommentsCorrections asserts.
type relation struct {
	name   string // in small letters without signs
	typ    corpus.NoticeType
	of     bool   // about the other publication, so that this one is its notice
	notice bool   // this one is nothing but a notice
	reason string // what the relation says beyond its type
}

// relations lists them. RepublishedIn alone says nothing about the original;
// see republished.
//
// RefTypes: NLM, pubmed_250101.dtd and MEDLINE field descriptions (scale.md
// §A2). Withdrawal, removal, addendum and clarification are what
// corpus/crossref makes of Crossref's updates.
var relations = []relation{
	{"retractionin", corpus.Retracted, false, false, ""},
	{"retractionof", corpus.Retracted, true, true, ""},
	{"partialretractionin", corpus.Corrected, false, false, "partial retraction"},
	{"partialretractionof", corpus.Corrected, true, true, "partial retraction"},
	{"retractedandrepublishedin", corpus.RetractedRepublished, false, false, ""},
	{"retractedandrepublishedfrom", corpus.RetractedRepublished, true, false, ""},
	{"expressionofconcernin", corpus.ExpressionOfConcern, false, false, ""},
	{"expressionofconcernfor", corpus.ExpressionOfConcern, true, true, ""},
	{"erratumin", corpus.Corrected, false, false, "erratum"},
	{"erratumfor", corpus.Corrected, true, true, "erratum"},
	{"correctedandrepublishedin", corpus.Superseded, false, false, "corrected and republished"},
	{"correctedandrepublishedfrom", corpus.Superseded, true, false, "corrected and republished"},
	{"withdrawalin", corpus.Withdrawn, false, false, ""},
	{"withdrawalof", corpus.Withdrawn, true, true, ""},
	{"removalin", corpus.Withdrawn, false, false, "removed by the publisher"},
	{"removalof", corpus.Withdrawn, true, true, "removed by the publisher"},
	{"addendumin", corpus.Corrected, false, false, "addendum"},
	{"addendumto", corpus.Corrected, true, true, "addendum"},
	{"clarificationin", corpus.Corrected, false, false, "clarification"},
	{"clarificationof", corpus.Corrected, true, true, "clarification"},
	{"updatein", corpus.Superseded, false, false, "updated"},
	{"updateof", corpus.Superseded, true, false, "updated"},
}

// publicationTypes lists those of PubMed that say something about the record
// they stand in.
var publicationTypes = []struct {
	name string
	typ  corpus.NoticeType
}{
	{"Retracted Publication", corpus.Retracted},
	{"Retraction of Publication", corpus.IsNotice},
	{"Retraction Notice", corpus.IsNotice},
	{"Expression of Concern", corpus.IsNotice},
	{"Published Erratum", corpus.IsNotice},
}

// FromItem returns what a record says about itself and about the publications
// it is a notice of: its relations, its publication types and its title.
func FromItem(it corpus.Item) []Assertion { return fromItem(it, sourceOfItem(it)) }

// FromRecord is FromItem for an entry of a file, whose format tells who
// speaks.
func FromRecord(rec corpus.Record) []Assertion {
	from, ok := speakers[rec.Format]
	if !ok {
		from = sourceOfItem(rec.Item)
	}
	list := fromItem(rec.Item, from)
	for i := range list {
		list[i].Line = rec.Line
	}
	return list
}

// speakers are the sources that a format names.
var speakers = map[string]string{"pubmed": "PubMed", "nbib": "PubMed", "jats": "the publisher", "crossref": "Crossref", "openalex": "OpenAlex"}

func fromItem(it corpus.Item, from string) []Assertion {
	self := About{it.DOI, it.PMID}
	var out []Assertion
	for _, rel := range it.Relations {
		for _, a := range fromRelation(it, rel, self, sourceOfRelation(from, rel)) {
			out = joined(out, a)
		}
	}
	if slices.Contains(it.Extra, corpus.Tag{Name: "is_retracted", Value: "true"}) {
		out = append(out, Assertion{About: self, Type: corpus.Retracted, Source: from, Self: true})
	}
	for _, pt := range publicationTypes {
		if it.HasType(pt.name) && !has(out, self, pt.typ) {
			out = append(out, Assertion{About: self, Type: pt.typ, Date: dateIf(pt.typ == corpus.IsNotice, it.Published), Source: from, Self: true})
		}
	}
	if typ := TitleSays(it.Title); typ != "" && !has(out, self, typ) {
		out = append(out, Assertion{About: self, Type: typ, Source: "title", Self: true})
	}
	return republished(it, out)
}

// sourceOfRelation names who told Crossref, where the relation says so:
// "Retraction (retraction-watch)".
func sourceOfRelation(from string, rel corpus.Relation) string {
	if from != "Crossref" {
		return from
	}
	_, who, ok := strings.Cut(rel.Text, "(")
	if !ok || !strings.HasSuffix(who, ")") {
		return from
	}
	return sourceOf([]update{{Source: strings.TrimSuffix(who, ")")}})
}

// joined adds an assertion; one event that Crossref tells twice, by the
// publisher and by Retraction Watch, becomes one of both.
func joined(list []Assertion, a Assertion) []Assertion {
	inside := func(source string) (string, bool) {
		who, ok := strings.CutPrefix(source, "Crossref (")
		return strings.TrimSuffix(who, ")"), ok
	}
	for i, have := range list {
		old, ok := inside(have.Source)
		more, too := inside(a.Source)
		if !ok || !too || have.About != a.About || have.Type != a.Type || have.NoticeDOI != a.NoticeDOI {
			continue
		}
		var group []update
		for _, name := range append(strings.Split(old, ", "), more) {
			group = append(group, update{Source: name})
		}
		list[i].Source = sourceOf(group)
		if a.Date.Year != 0 && (have.Date.Year == 0 || after(have.Date, a.Date)) {
			list[i].Date = a.Date
		}
		return list
	}
	return append(list, a)
}

// has reports whether typ is already asserted about the record itself, or a
// finer form of it.
func has(list []Assertion, self About, typ corpus.NoticeType) bool {
	for _, a := range list {
		if a.Self && a.About == self && (a.Type == typ || typ == corpus.Retracted && a.Type == corpus.RetractedRepublished) {
			return true
		}
	}
	return false
}

func dateIf(ok bool, d corpus.Date) corpus.Date {
	if ok {
		return d
	}
	return corpus.Date{}
}

// sourceOfItem names who asserts what a record says.
func sourceOfItem(it corpus.Item) string {
	switch strings.ToLower(it.Database) {
	case "nlm", "pubmed", "medline", "pmc":
		return "PubMed"
	case "":
		if it.PMID != "" {
			return "PubMed"
		}
		return "the record"
	}
	return it.Database
}

// fromRelation reads one relation of a record.
func fromRelation(it corpus.Item, rel corpus.Relation, self About, from string) []Assertion {
	for _, r := range relations {
		if bare(rel.Type) != r.name {
			continue
		}
		if !r.of {
			return []Assertion{{
				About: self, Type: r.typ, Date: dateOf(rel), Source: from, NoticeDOI: rel.DOI, NoticePMID: rel.PMID, Reason: r.reason, Self: true,
			}}
		}
		out := []Assertion{{
			About: About{rel.DOI, rel.PMID}, Type: r.typ, Date: it.Published, Source: from, NoticeDOI: it.DOI, NoticePMID: it.PMID, Reason: r.reason,
		}}
		// A notice that names its own PMID names nothing. Its DOI may well be
		// that of the paper, whose record has another PMID.
		if out[0].About.PMID == it.PMID {
			out[0].About.PMID = ""
		}
		if r.notice {
			out = append(out, Assertion{About: self, Type: corpus.IsNotice, Date: it.Published, Source: from, Self: true})
		}
		return out
	}
	return nil
}

// republished makes of a retraction and a new publication of the same paper
// "retracted and republished". RepublishedIn alone is a reprint.
func republished(it corpus.Item, list []Assertion) []Assertion {
	for _, rel := range it.Relations {
		if bare(rel.Type) != "republishedin" {
			continue
		}
		for i := range list {
			if list[i].Self && list[i].Type == corpus.Retracted {
				list[i].Type, list[i].Reason = corpus.RetractedRepublished, strings.TrimSpace("republished in "+rel.Text)
			}
		}
	}
	return list
}

// brackets are part of a journal's name, as in Spine (Phila Pa 1976).
var brackets = regexp.MustCompile(`\([^()]*\)`)

// dateOf reads the date of a notice from its citation: what stands before the
// volume, "Biotechnol Adv. 2010 Nov-Dec;28(6):938".
func dateOf(rel corpus.Relation) corpus.Date {
	if d, err := sound(field.Date(rel.Date)); err == nil && d.Year != 0 {
		return d
	}
	head, _, _ := strings.Cut(brackets.ReplaceAllString(rel.Text, " "), ";")
	d, err := sound(field.Date(head))
	if err != nil {
		return corpus.Date{}
	}
	return d
}
