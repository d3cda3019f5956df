package index

import (
	"strconv"
	"strings"

	"appraise/index/query"
)

// section is one piece of a document's text: a title, a paragraph of the
// abstract, one keyword. Phrases and proximity do not reach across sections.
type section struct {
	field query.Field
	text  string
}

// sections lists the text of d, field after field.
func (d *Document) sections() []section {
	out := make([]section, 0, 16+len(d.MeSH)*2)
	add := func(f query.Field, texts ...string) {
		for _, t := range texts {
			if t != "" {
				out = append(out, section{f, t})
			}
		}
	}
	add(query.Title, d.Title)
	add(query.Abstract, paragraphs(d.Abstract)...)
	add(query.OriginalTitle, d.Original)
	add(query.Keyword, d.Keywords...)
	for _, h := range d.MeSH {
		add(query.HeadingWord, h.Descriptor)
		for _, q := range h.Qualifiers {
			add(query.HeadingWord, q.Name)
		}
	}
	add(query.SubstanceWord, d.Substances...)
	add(query.TypeWord, d.PublicationTypes...)
	add(query.Affiliation, d.Affiliations...)
	add(query.Conflict, d.Conflicts)
	add(query.OtherWord, d.Authors...)
	add(query.OtherWord, d.Journal...)
	add(query.OtherWord, d.Funding...)
	add(query.OtherWord, d.ID, d.PMID, d.DOI, d.PMCID)
	add(query.OtherWord, d.Keys...)
	add(query.OtherWord, d.Registrations...)
	if d.Year > 0 {
		add(query.OtherWord, strconv.Itoa(d.Year))
	}
	for _, p := range d.Pages {
		add(query.OtherWord, p.Text)
	}
	return out
}

// paragraphs cuts an abstract at its line ends; labelled sections stand on
// lines of their own.
func paragraphs(text string) []string {
	if !strings.ContainsAny(text, "\n\r") {
		return []string{text}
	}
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' })
}

// fieldValue is one value of a field that is compared as a whole.
type fieldValue struct {
	field query.Field
	value string
}

// values lists the whole values of d.
func (d *Document) values() []fieldValue {
	out := make([]fieldValue, 0, 16+len(d.Authors))
	add := func(f query.Field, values ...string) {
		for _, v := range values {
			if v != "" {
				out = append(out, fieldValue{f, v})
			}
		}
	}
	add(query.Author, d.Authors...)
	add(query.Journal, d.Journal...)
	add(query.Volume, d.Volume)
	add(query.Issue, d.Issue)
	add(query.Page, d.PageSpan)
	add(query.Language, languages(d.Languages)...)
	add(query.PublicationType, d.PublicationTypes...)
	add(query.Grant, d.Funding...)
	add(query.Substance, d.Substances...)
	add(query.PMID, d.PMID)
	add(query.DOI, d.DOI)
	add(query.ArticleID, d.DOI, d.PMCID)
	add(query.SecondarySource, d.Registrations...)
	add(query.StudyID, d.ID)
	add(query.StudyID, d.Keys...)
	add(query.Design, d.Design, d.DesignOf)
	add(query.RiskOfBias, d.Risk)
	add(query.Certainty, d.Certainty...)
	add(query.Status, d.Status...)
	add(query.Question, d.Questions...)
	add(query.Claim, d.Claims...)
	add(query.Tag, d.Tags...)
	return out
}

// published is the date a study counts under; the zero Date when not known.
func (d *Document) published() query.Date {
	if day, err := query.ParseDate(d.Date); err == nil && !day.IsZero() {
		return day
	}
	if d.Year >= 1000 && d.Year < 3000 {
		return query.Date{Year: d.Year}
	}
	return query.Date{}
}

// Record returns d as package query sees it. A Boolean search finds exactly
// the documents for whose record query.Match is true.
func (d *Document) Record() *query.Doc {
	out := &query.Doc{
		Text:    map[query.Field][]query.Token{},
		Values:  map[query.Field][]string{},
		Dates:   map[query.Field]query.Date{},
		Numbers: map[query.Field]float64{},
	}
	for _, s := range d.sections() {
		have := out.Text[s.field]
		out.Text[s.field] = query.AppendTokens(have, s.text, query.NextSection(have))
	}
	for _, v := range d.values() {
		out.Values[v.field] = append(out.Values[v.field], v.value)
	}
	for _, h := range d.MeSH {
		dh := query.DocHeading{Name: h.Descriptor, Trees: h.TreeNumbers, Major: h.Major}
		for _, q := range h.Qualifiers {
			dh.Subheadings = append(dh.Subheadings, query.DocSubheading{Name: strings.ToLower(q.Name), Major: q.Major})
		}
		out.Headings = append(out.Headings, dh)
	}
	if day := d.published(); !day.IsZero() {
		out.Dates[query.PublicationDate] = day
	}
	if d.N != nil {
		out.Numbers[query.SampleSize] = float64(*d.N)
	}
	return out
}
