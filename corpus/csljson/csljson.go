// Package csljson reads and writes CSL-JSON, the data format of citation
// processors, as Zotero, Mendeley and pandoc write it. What CSL has no
// variable for is written under "custom" and read from there.
package csljson

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
const Format = "csljson"

// Version says which rules read a record. 1: first.
const Version = "csljson/1"

// Read yields the items of a CSL-JSON file.
func Read(r io.Reader, source string) iter.Seq2[corpus.Record, error] {
	return intake.Read(r, source, Format, Version, func(text io.Reader, sink *intake.Sink) error {
		return jsonfile.Each(text, sink, []string{"items", "references"}, func(raw []byte, line int) error { return record(raw, line, sink) })
	})
}

// types lists the types of CSL that have a kind; the first of a kind is the
// one that is written.
var types = []struct {
	name string
	kind corpus.Kind
}{
	{"article-journal", corpus.KindArticle}, {"article-magazine", corpus.KindArticle}, {"review", corpus.KindArticle},
	{"article", corpus.KindPreprint}, {"article-newspaper", corpus.KindNews}, {"paper-conference", corpus.KindConference},
	{"book", corpus.KindBook}, {"chapter", corpus.KindChapter}, {"entry-encyclopedia", corpus.KindChapter}, {"thesis", corpus.KindThesis},
	{"report", corpus.KindTechReport}, {"webpage", corpus.KindWebPage}, {"post-weblog", corpus.KindWebPage}, {"post", corpus.KindWebPage},
	{"dataset", corpus.KindDataset}, {"patent", corpus.KindPatent}, {"software", corpus.KindSoftware},
	{"document", corpus.KindOther},
}

// typeOf returns the kind of a type and whether the word says it all.
func typeOf(name string) (kind corpus.Kind, canonical bool) {
	for i, t := range types {
		if t.name == name {
			return t.kind, i == 0 || types[i-1].kind != t.kind
		}
	}
	return corpus.KindOther, false
}

// entry is one item as CSL has it.
type entry struct {
	ID             jsonfile.Text `json:"id"`
	Type           string        `json:"type"`
	Title          jsonfile.Text `json:"title,omitempty"`
	OriginalTitle  jsonfile.Text `json:"original-title,omitempty"`
	Container      jsonfile.Text `json:"container-title,omitempty"`
	ContainerShort jsonfile.Text `json:"container-title-short,omitempty"`
	JournalAbbrev  jsonfile.Text `json:"journalAbbreviation,omitempty"`
	Author         names         `json:"author,omitempty"`
	Editor         names         `json:"editor,omitempty"`
	Issued         *date         `json:"issued,omitempty"`
	Accessed       *date         `json:"accessed,omitempty"`
	Volume         jsonfile.Text `json:"volume,omitempty"`
	Issue          jsonfile.Text `json:"issue,omitempty"`
	Page           jsonfile.Text `json:"page,omitempty"`
	Number         jsonfile.Text `json:"number,omitempty"`
	Edition        jsonfile.Text `json:"edition,omitempty"`
	Collection     jsonfile.Text `json:"collection-title,omitempty"`
	Publisher      jsonfile.Text `json:"publisher,omitempty"`
	PublisherPlace jsonfile.Text `json:"publisher-place,omitempty"`
	ISSN           joined        `json:"ISSN,omitempty"`
	ISBN           joined        `json:"ISBN,omitempty"`
	DOI            jsonfile.Text `json:"DOI,omitempty"`
	PMID           jsonfile.Text `json:"PMID,omitempty"`
	PMCID          jsonfile.Text `json:"PMCID,omitempty"`
	URL            jsonfile.Text `json:"URL,omitempty"`
	Abstract       jsonfile.Text `json:"abstract,omitempty"`
	Keyword        joined        `json:"keyword,omitempty"`
	Language       jsonfile.Text `json:"language,omitempty"`
	Note           jsonfile.Text `json:"note,omitempty"`
	Source         jsonfile.Text `json:"source,omitempty"`
	Custom         *custom       `json:"custom,omitempty"`
}

// joined is read as a list and written as one string.
type joined []string

// UnmarshalJSON implements json.Unmarshaler.
func (j *joined) UnmarshalJSON(data []byte) error {
	list, err := jsonfile.Strings(data)
	*j = list
	return err
}

// MarshalJSON implements json.Marshaler.
func (j joined) MarshalJSON() ([]byte, error) { return json.Marshal(strings.Join(j, ", ")) }

// custom is the place for what CSL has no variable for.
type custom struct {
	Appraise *corpus.Item `json:"appraise,omitempty"`
}

// known are the members that entry reads, in small letters: encoding/json does
// not tell "Issued" from "issued".
var known = map[string]bool{
	"id": true, "type": true, "title": true, "original-title": true, "container-title": true, "container-title-short": true,
	"journalabbreviation": true, "author": true, "editor": true, "issued": true, "accessed": true, "volume": true, "issue": true,
	"page": true, "number": true, "edition": true, "collection-title": true, "publisher": true, "publisher-place": true, "issn": true,
	"isbn": true, "doi": true, "pmid": true, "pmcid": true, "url": true, "abstract": true, "keyword": true, "language": true, "note": true,
	"source": true, "custom": true,
}

func isKnown(name string) bool { return known[jsonfile.Fold(name)] }

func record(raw []byte, line int, sink *intake.Sink) error {
	var e entry
	if err := json.Unmarshal(raw, &e); err != nil {
		return err
	}
	it, problems := e.item()
	it.Extra = append(it.Extra, jsonfile.Rest(raw, isKnown)...)
	place := places(it.Extra, typeName(it))
	slices.SortStableFunc(it.Extra, func(a, b corpus.Tag) int { return place(a) - place(b) })
	for _, p := range problems {
		sink.Kept(line, p)
	}
	sink.Record(line, string(raw), string(e.ID), it)
	return nil
}

// places tells where a kept member of an item of type typ is written: 0 under
// custom, as its name is one of CSL or comes twice; 1 as the type; 2 as a
// member of its own.
func places(tags []corpus.Tag, typ string) func(x corpus.Tag) int {
	n := map[string]int{}
	for _, x := range tags {
		n[x.Name]++
	}
	return func(x corpus.Tag) int {
		switch {
		case x.Name == "type" && x.Value == typ && n[x.Name] == 1:
			return 1
		case isKnown(x.Name) || n[x.Name] > 1:
			return 0
		}
		return 2
	}
}

// item turns an entry into an item and tells what is wrong with it.
func (e *entry) item() (it corpus.Item, problems []error) {
	if e.Custom != nil && e.Custom.Appraise != nil {
		it = *e.Custom.Appraise
		problems = jsonfile.Settle(&it)
		for i, x := range it.Extra {
			if x.Name = markup.Clean(x.Name); jsonfile.Value([]byte(x.Value)) != x.Value {
				x.Value = markup.CleanBlock(x.Value) // no number, list or object
			}
			it.Extra[i] = x
		}
	}
	kind, canonical := typeOf(e.Type)
	if !canonical && e.Type != "" {
		it.Extra = append(it.Extra, corpus.Tag{Name: "type", Value: e.Type})
	}
	if it.Kind == "" && e.Type != "" {
		it.Kind = kind
	} else if it.Kind == noKind {
		it.Kind = ""
	}
	line := func(t jsonfile.Text) string { return markup.Text(string(t)) }
	it.Title, it.OriginalTitle = line(e.Title), line(e.OriginalTitle)
	it.Abstract = field.Sections(markup.Block(string(e.Abstract)))
	it.Journal, it.JournalAbbrev = line(e.Container), line(e.ContainerShort)
	if it.JournalAbbrev == "" {
		it.JournalAbbrev = line(e.JournalAbbrev)
	}
	it.Authors, it.Editors = e.Author.authors(), e.Editor.authors()
	it.Volume, it.Issue, it.Pages = line(e.Volume), line(e.Issue), field.Pages(line(e.Page))
	it.ArticleNumber, it.Edition, it.Series = line(e.Number), line(e.Edition), line(e.Collection)
	it.Publisher, it.Place, it.Database = line(e.Publisher), line(e.PublisherPlace), line(e.Source)
	problems = append(problems, e.dates(&it)...)
	problems = append(problems, e.ids(&it)...)
	if lang := line(e.Language); lang != "" {
		it.Languages = field.AddOnce(nil, append([]string{lang}, it.Languages...)...)
	}
	for _, k := range e.Keyword {
		it.Keywords = field.AddOnce(it.Keywords, splitWords(k)...)
	}
	if n := markup.Block(string(e.Note)); n != "" {
		it.Notes = field.AddOnce(nil, append([]string{n}, it.Notes...)...)
	}
	if u := markup.Clean(string(e.URL)); u != "" {
		it.URLs = field.AddOnce(nil, append([]string{u}, it.URLs...)...)
	}
	return it, problems
}

// splitWords splits keywords at semicolons, else at commas.
func splitWords(s string) []string {
	if strings.ContainsRune(s, ';') {
		return field.SplitList(s, ";")
	}
	return field.SplitList(s, ",")
}

func (e *entry) dates(it *corpus.Item) (problems []error) {
	if e.Issued != nil {
		d, err := e.Issued.read()
		if it.Published = d; err != nil {
			problems = append(problems, err)
			it.Extra = append(it.Extra, corpus.Tag{Name: "issued", Value: e.Issued.text()})
		}
	}
	if e.Accessed != nil {
		it.Accessed, _ = e.Accessed.read()
	}
	return problems
}

func (e *entry) ids(it *corpus.Item) (problems []error) {
	check := func(name string, value jsonfile.Text, err error) {
		if value != "" && err != nil {
			problems = append(problems, err)
			it.Extra = append(it.Extra, corpus.Tag{Name: name, Value: markup.Clean(string(value))})
		}
	}
	var err error
	it.DOI, err = corpus.ParseDOI(string(e.DOI))
	check("DOI", e.DOI, err)
	it.PMID, err = corpus.ParsePMID(string(e.PMID))
	check("PMID", e.PMID, err)
	it.PMCID, err = corpus.ParsePMCID(string(e.PMCID))
	check("PMCID", e.PMCID, err)
	for i, list := range []joined{e.ISSN, e.ISBN} {
		for _, s := range list {
			issn, isbn, whole := field.Serials(s)
			it.ISSN, it.ISBN = field.AddOnce(it.ISSN, issn...), field.AddOnce(it.ISBN, isbn...)
			if !whole {
				it.Extra = append(it.Extra, corpus.Tag{Name: []string{"ISSN", "ISBN"}[i], Value: markup.Clean(s)})
			}
		}
	}
	return problems
}
