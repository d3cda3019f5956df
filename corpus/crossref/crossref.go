// Package crossref reads works as the Crossref REST API gives them: one work,
// the answer to a query ({"message": {"items": […]}}), or one work a line.
// Updates are read in both directions: update-to of a notice, updated-by of
// the work it is about.
package crossref

import (
	"encoding/json"
	"errors"
	"io"
	"iter"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/intake"
	"appraise/corpus/jsonfile"
	"appraise/corpus/markup"
)

// Format is the name of the format in records.
const Format = "crossref"

// Version says which rules read a record. 1: first.
const Version = "crossref/1"

// Read yields the works of a file.
func Read(r io.Reader, source string) iter.Seq2[corpus.Record, error] {
	return intake.Read(r, source, Format, Version, func(text io.Reader, sink *intake.Sink) error {
		return jsonfile.Each(text, sink, []string{"message", "items"}, func(raw []byte, line int) error { return record(raw, line, sink) })
	})
}

// kinds lists the types of Crossref that have a kind.
var kinds = map[string]corpus.Kind{
	"journal-article": corpus.KindArticle, "proceedings-article": corpus.KindConference, "posted-content": corpus.KindPreprint,
	"book-chapter": corpus.KindChapter, "book-section": corpus.KindChapter, "book-part": corpus.KindChapter, "book": corpus.KindBook,
	"monograph": corpus.KindBook, "edited-book": corpus.KindBook, "reference-book": corpus.KindBook, "dissertation": corpus.KindThesis,
	"report": corpus.KindTechReport, "dataset": corpus.KindDataset, "grant": corpus.KindOther, "peer-review": corpus.KindOther,
}

// work is what is taken of a Crossref work.
type work struct {
	DOI            string        `json:"DOI"`
	Type           string        `json:"type"`
	Subtype        string        `json:"subtype"`
	Title          jsonfile.List `json:"title"`
	Subtitle       jsonfile.List `json:"subtitle"`
	OriginalTitle  jsonfile.List `json:"original-title"`
	Container      jsonfile.List `json:"container-title"`
	ContainerShort jsonfile.List `json:"short-container-title"`
	Author         []person      `json:"author"`
	Editor         []person      `json:"editor"`
	Issued         parts         `json:"issued"`
	Print          parts         `json:"published-print"`
	Online         parts         `json:"published-online"`
	Posted         parts         `json:"posted"`
	Volume         jsonfile.Text `json:"volume"`
	Issue          jsonfile.Text `json:"issue"`
	Page           jsonfile.Text `json:"page"`
	Number         jsonfile.Text `json:"article-number"`
	Edition        jsonfile.Text `json:"edition-number"`
	Publisher      string        `json:"publisher"`
	Place          string        `json:"publisher-location"`
	ISSN           jsonfile.List `json:"ISSN"`
	ISBN           jsonfile.List `json:"ISBN"`
	Abstract       string        `json:"abstract"`
	Language       string        `json:"language"`
	Subject        jsonfile.List `json:"subject"`
	URL            string        `json:"URL"`
	Trials         []trial       `json:"clinical-trial-number"`
	Funder         []funder      `json:"funder"`
	Reference      []cited       `json:"reference"`
	UpdateTo       []update      `json:"update-to"`
	UpdatedBy      []update      `json:"updated-by"`
	Relation       related       `json:"relation"`
}

type person struct {
	Family      string `json:"family"`
	Given       string `json:"given"`
	Suffix      string `json:"suffix"`
	Name        string `json:"name"`
	ORCID       string `json:"ORCID"`
	Affiliation []struct {
		Name string `json:"name"`
	} `json:"affiliation"`
}

// parts is a date whose parts may be missing or null.
type parts struct {
	Parts [][]*int `json:"date-parts"`
}

type trial struct {
	Number   string `json:"clinical-trial-number"`
	Registry string `json:"registry"`
}

type funder struct {
	Name  string        `json:"name"`
	Award jsonfile.List `json:"award"`
}

type cited struct {
	DOI          string `json:"DOI"`
	Unstructured string `json:"unstructured"`
	Author       string `json:"author"`
	Article      string `json:"article-title"`
	Journal      string `json:"journal-title"`
	Year         string `json:"year"`
	Volume       string `json:"volume"`
	Page         string `json:"first-page"`
}

// update is one notice about a work, or one work a notice is about.
type update struct {
	DOI     string `json:"DOI"`
	Type    string `json:"type"`
	Label   string `json:"label"`
	Source  string `json:"source"`
	Updated parts  `json:"updated"`
}

// related is a map of lists, or an empty list where there is none.
type related map[string][]struct {
	ID   string `json:"id"`
	Type string `json:"id-type"`
}

// UnmarshalJSON implements json.Unmarshaler.
func (r *related) UnmarshalJSON(data []byte) error {
	type plain related
	if json.Unmarshal(data, (*plain)(r)) != nil {
		*r = nil
	}
	return nil
}

func record(raw []byte, line int, sink *intake.Sink) error {
	var w work
	if err := json.Unmarshal(raw, &w); err != nil {
		return err
	}
	if w.DOI == "" && len(w.Title) == 0 {
		return errors.New("this is no work: it has neither DOI nor title")
	}
	it, problems := w.item()
	for _, p := range problems {
		sink.Kept(line, p)
	}
	sink.Record(line, string(raw), w.DOI, it)
	return nil
}

func head(list jsonfile.List) string {
	if len(list) == 0 {
		return ""
	}
	return markup.Text(list[0])
}

// item turns a work into an item.
func (w *work) item() (corpus.Item, []error) {
	var problems []error
	it := corpus.Item{
		Title: head(w.Title), OriginalTitle: head(w.OriginalTitle), Abstract: field.Sections(markup.Block(w.Abstract)),
		Journal: head(w.Container), JournalAbbrev: head(w.ContainerShort), Volume: markup.Clean(string(w.Volume)), Issue: markup.Clean(string(w.Issue)),
		Pages: field.Pages(string(w.Page)), ArticleNumber: markup.Clean(string(w.Number)), Edition: markup.Clean(string(w.Edition)),
		Publisher: markup.Text(w.Publisher), Place: markup.Text(w.Place), Keywords: field.AddOnce(nil, w.Subject...), Database: "Crossref",
	}
	if sub := head(w.Subtitle); sub != "" && !strings.Contains(it.Title, sub) {
		it.Title += ": " + sub
	}
	if it.JournalAbbrev == it.Journal {
		it.JournalAbbrev = ""
	}
	var err error
	if it.DOI, err = corpus.ParseDOI(w.DOI); err != nil {
		problems = append(problems, err)
		it.Extra = append(it.Extra, corpus.Tag{Name: "DOI", Value: markup.Clean(w.DOI)})
	}
	w.kind(&it)
	it.Published = w.date()
	it.Authors, it.Editors = w.people(w.Author, &it), w.people(w.Editor, &it)
	for _, list := range []jsonfile.List{w.ISSN, w.ISBN} {
		for _, s := range list {
			issn, isbn, _ := field.Serials(s[strings.LastIndexByte(s, '/')+1:])
			it.ISSN, it.ISBN = field.AddOnce(it.ISSN, issn...), field.AddOnce(it.ISBN, isbn...)
		}
	}
	it.Languages = field.AddOnce(nil, w.Language)
	it.URLs = field.AddOnce(nil, w.URL)
	for _, t := range w.Trials {
		if r, err := corpus.ParseRegistration(t.Number); err == nil && !slices.Contains(it.Registrations, r) {
			it.Registrations = append(it.Registrations, r)
		} else if err != nil {
			it.Extra = append(it.Extra, corpus.Tag{Name: "clinical-trial-number", Value: markup.Clean(t.Number)})
		}
	}
	for _, f := range w.Funder {
		it.Funding = field.AddOnce(it.Funding, strings.Join(append([]string{markup.Clean(f.Name)}, f.Award...), "/"))
	}
	w.links(&it)
	return it, problems
}

func (w *work) kind(it *corpus.Item) {
	kind, ok := kinds[w.Type]
	switch {
	case !ok && w.Type != "":
		kind = corpus.KindOther
	case w.Type == "posted-content" && w.Subtype != "" && w.Subtype != "preprint":
		kind = corpus.KindOther
	}
	if it.Kind = kind; kind == corpus.KindOther {
		it.Extra = append(it.Extra, corpus.Tag{Name: "type", Value: strings.Trim(w.Type+" "+w.Subtype, " ")})
	}
}

// date takes the date of issue, filled up from print, online and posting where
// these name the same year.
func (w *work) date() corpus.Date {
	var d corpus.Date
	for _, p := range []parts{w.Issued, w.Print, w.Online, w.Posted} {
		switch c := p.date(); {
		case d.Year == 0:
			d = c
		case c.Year == d.Year && (d.Month == 0 || c.Month == d.Month && d.Day == 0):
			d = c
		}
	}
	return d
}

func (p parts) date() corpus.Date {
	var n [3]int
	if len(p.Parts) > 0 {
		for i, v := range p.Parts[0] {
			if v != nil && i < len(n) {
				n[i] = *v
			}
		}
	}
	d := corpus.Date{Year: n[0], Month: n[1], Day: n[2]}
	if d.Year == 0 || d.Validate() != nil {
		return corpus.Date{}
	}
	return d
}

func (w *work) people(list []person, it *corpus.Item) []corpus.Author {
	var out []corpus.Author
	for _, p := range list {
		a := corpus.Author{Family: markup.Text(p.Family), Given: markup.Text(p.Given), Suffix: markup.Clean(p.Suffix), ORCID: p.ORCID[strings.LastIndexByte(p.ORCID, '/')+1:]}
		if a.Family == "" {
			a.Collective, a.Given = markup.Text(p.Name), ""
			if a.Collective == "" {
				a.Family = markup.Text(p.Given)
			}
		}
		if a != (corpus.Author{}) {
			out = append(out, a)
		}
		for _, aff := range p.Affiliation {
			it.Affiliations = field.AddOnce(it.Affiliations, markup.Text(aff.Name))
		}
	}
	return out
}
