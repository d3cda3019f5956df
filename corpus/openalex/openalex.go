// Package openalex reads works as the OpenAlex API and snapshot give them: one
// work, the answer to a query ({"results": […]}), or one work a line.
package openalex

import (
	"encoding/json"
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
const Format = "openalex"

// Version says which rules read a record. 1: first.
const Version = "openalex/1"

// Read yields the works of a file.
func Read(r io.Reader, source string) iter.Seq2[corpus.Record, error] {
	return intake.Read(r, source, Format, Version, func(text io.Reader, sink *intake.Sink) error {
		return jsonfile.Each(text, sink, []string{"results"}, func(raw []byte, line int) error { return record(raw, line, sink) })
	})
}

// kinds lists the types of OpenAlex that have a kind.
var kinds = map[string]corpus.Kind{
	"article": corpus.KindArticle, "review": corpus.KindArticle, "letter": corpus.KindArticle, "editorial": corpus.KindArticle,
	"erratum": corpus.KindArticle, "retraction": corpus.KindArticle, "preprint": corpus.KindPreprint, "book": corpus.KindBook,
	"book-chapter": corpus.KindChapter, "dissertation": corpus.KindThesis, "report": corpus.KindTechReport, "dataset": corpus.KindDataset,
	"software": corpus.KindSoftware,
}

// work is what is taken of an OpenAlex work.
type work struct {
	ID          string `json:"id"`
	DOI         string `json:"doi"`
	Title       string `json:"title"`
	DisplayName string `json:"display_name"`
	IDs         struct {
		PMID  string `json:"pmid"`
		PMCID string `json:"pmcid"`
	} `json:"ids"`
	Year        int    `json:"publication_year"`
	Date        string `json:"publication_date"`
	Type        string `json:"type"`
	Language    string `json:"language"`
	Retracted   bool   `json:"is_retracted"`
	Authorships []struct {
		Author struct {
			Name  string `json:"display_name"`
			ORCID string `json:"orcid"`
		} `json:"author"`
		Affiliations []string `json:"raw_affiliation_strings"`
	} `json:"authorships"`
	Location struct {
		Landing string `json:"landing_page_url"`
		PDF     string `json:"pdf_url"`
		Source  struct {
			Name string        `json:"display_name"`
			ISSN jsonfile.List `json:"issn"`
			Host string        `json:"host_organization_name"`
		} `json:"source"`
	} `json:"primary_location"`
	Biblio struct {
		Volume jsonfile.Text `json:"volume"`
		Issue  jsonfile.Text `json:"issue"`
		First  jsonfile.Text `json:"first_page"`
		Last   jsonfile.Text `json:"last_page"`
	} `json:"biblio"`
	Abstract map[string][]int `json:"abstract_inverted_index"`
	MeSH     []struct {
		UI        string `json:"descriptor_ui"`
		Name      string `json:"descriptor_name"`
		Qualifier string `json:"qualifier_name"`
		Major     bool   `json:"is_major_topic"`
	} `json:"mesh"`
	Keywords []struct {
		Name string `json:"display_name"`
	} `json:"keywords"`
	Grants []struct {
		Funder string        `json:"funder_display_name"`
		Award  jsonfile.Text `json:"award_id"`
	} `json:"grants"`
	References []string `json:"referenced_works"`
}

func record(raw []byte, line int, sink *intake.Sink) error {
	var w work
	if err := json.Unmarshal(raw, &w); err != nil {
		return err
	}
	it, problems := w.item()
	for _, p := range problems {
		sink.Kept(line, p)
	}
	sink.Record(line, string(raw), w.ID[strings.LastIndexByte(w.ID, '/')+1:], it)
	return nil
}

// item turns a work into an item.
func (w *work) item() (corpus.Item, []error) {
	var problems []error
	src := w.Location.Source
	it := corpus.Item{
		Title: markup.Text(w.Title), Journal: markup.Text(src.Name), Publisher: markup.Text(src.Host), Volume: markup.Clean(string(w.Biblio.Volume)),
		Issue: markup.Clean(string(w.Biblio.Issue)), Pages: field.JoinPages(string(w.Biblio.First), string(w.Biblio.Last)),
		Database: "OpenAlex", Accession: w.ID[strings.LastIndexByte(w.ID, '/')+1:], Abstract: field.Sections(Abstract(w.Abstract)),
	}
	if it.Title == "" {
		it.Title = markup.Text(w.DisplayName)
	}
	check := func(name, value string, err error) {
		if value != "" && err != nil {
			problems = append(problems, err)
			it.Extra = append(it.Extra, corpus.Tag{Name: name, Value: markup.Clean(value)})
		}
	}
	var err error
	it.DOI, err = corpus.ParseDOI(w.DOI)
	check("doi", w.DOI, err)
	it.PMID, err = corpus.ParsePMID(w.IDs.PMID)
	check("pmid", w.IDs.PMID, err)
	it.PMCID, err = corpus.ParsePMCID(w.IDs.PMCID[strings.LastIndexByte(strings.TrimRight(w.IDs.PMCID, "/"), '/')+1:])
	check("pmcid", w.IDs.PMCID, err)
	it.Published, err = field.Date(w.Date)
	check("publication_date", w.Date, err)
	if d := (corpus.Date{Year: w.Year}); it.Published.Year == 0 && d.Validate() == nil {
		it.Published = d
	}
	if k, ok := kinds[w.Type]; ok {
		it.Kind = k
	} else if w.Type != "" {
		it.Kind = corpus.KindOther
	}
	if w.Type != "" && w.Type != string(it.Kind) {
		it.Extra = append(it.Extra, corpus.Tag{Name: "type", Value: w.Type})
	}
	if w.Retracted {
		it.Extra = append(it.Extra, corpus.Tag{Name: "is_retracted", Value: "true"})
	}
	w.people(&it)
	w.subjects(&it)
	it.Languages = field.AddOnce(nil, w.Language)
	it.URLs = field.AddOnce(nil, w.Location.Landing, w.Location.PDF)
	for _, s := range src.ISSN {
		issn, _, _ := field.Serials(s)
		it.ISSN = field.AddOnce(it.ISSN, issn...)
	}
	for _, ref := range w.References {
		it.References = append(it.References, corpus.Citation{Text: ref})
	}
	return it, problems
}

func (w *work) people(it *corpus.Item) {
	for _, a := range w.Authorships {
		one := field.Person(a.Author.Name)
		if one == (corpus.Author{}) {
			continue
		}
		one.ORCID = a.Author.ORCID[strings.LastIndexByte(a.Author.ORCID, '/')+1:]
		it.Authors = append(it.Authors, one)
		for _, aff := range a.Affiliations {
			it.Affiliations = field.AddOnce(it.Affiliations, markup.Text(aff))
		}
	}
}

// subjects reads MeSH, whose qualifiers come one a row, keywords and grants.
func (w *work) subjects(it *corpus.Item) {
	for _, m := range w.MeSH {
		i := slices.IndexFunc(it.MeSH, func(h corpus.Heading) bool { return h.Descriptor == m.Name })
		if i < 0 {
			i = len(it.MeSH)
			it.MeSH = append(it.MeSH, corpus.Heading{Descriptor: markup.Clean(m.Name), UI: m.UI})
		}
		if m.Qualifier == "" {
			it.MeSH[i].Major = it.MeSH[i].Major || m.Major
			continue
		}
		it.MeSH[i].Qualifiers = append(it.MeSH[i].Qualifiers, corpus.Qualifier{Name: m.Qualifier, Major: m.Major})
	}
	for _, k := range w.Keywords {
		it.Keywords = field.AddOnce(it.Keywords, markup.Clean(k.Name))
	}
	for _, g := range w.Grants {
		it.Funding = field.AddOnce(it.Funding, strings.Trim(markup.Clean(g.Funder)+"/"+string(g.Award), "/"))
	}
}

// maxWords is how many words an abstract may have.
const maxWords = 100_000

// Abstract puts the words of an inverted index in their order. Gaps are closed,
// words at the same place follow each other; places cost no memory.
func Abstract(index map[string][]int) string {
	type word struct {
		at   int
		text string
	}
	var words []word
	for text, places := range index {
		for _, at := range places {
			if len(words) < maxWords && at >= 0 {
				words = append(words, word{at, text})
			}
		}
	}
	slices.SortFunc(words, func(a, b word) int {
		if a.at != b.at {
			if a.at < b.at {
				return -1
			}
			return 1
		}
		return strings.Compare(a.text, b.text)
	})
	parts := make([]string, len(words))
	for i, w := range words {
		parts[i] = w.text
	}
	return markup.Block(strings.Join(parts, " "))
}
