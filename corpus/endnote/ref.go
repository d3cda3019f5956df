package endnote

import (
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/markup"
)

// value is one value under the name that EndNote's XML has for it.
type value struct{ name, text string }

// ref is a reference between its file and an item. Texts are plain.
type ref struct {
	values []value
	extra  []corpus.Tag // what has no name here
}

func (f *ref) add(name, text string) {
	if text != "" {
		f.values = append(f.values, value{name, text})
	}
}

func (f *ref) one(name string) string {
	for _, v := range f.values {
		if v.name == name {
			return v.text
		}
	}
	return ""
}

func (f *ref) all(name string) []string {
	var out []string
	for _, v := range f.values {
		if v.name == name {
			out = append(out, v.text)
		}
	}
	return out
}

func (f *ref) empty() bool {
	return !slices.ContainsFunc(f.values, func(v value) bool { return v.name != "ref-type" && v.name != "rec-number" }) && len(f.extra) == 0
}

// types lists EndNote's types with their numbers and kinds; the first of a kind
// is the one that is written.
var types = []struct {
	name   string
	number string
	kind   corpus.Kind
}{
	{"Journal Article", "17", corpus.KindArticle}, {"Electronic Article", "43", corpus.KindArticle}, {"Magazine Article", "19", corpus.KindArticle},
	{"Conference Paper", "47", corpus.KindConference}, {"Conference Proceedings", "10", corpus.KindConference},
	{"Book", "6", corpus.KindBook}, {"Edited Book", "28", corpus.KindBook}, {"Electronic Book", "44", corpus.KindBook},
	{"Book Section", "5", corpus.KindChapter}, {"Electronic Book Section", "60", corpus.KindChapter},
	{"Thesis", "32", corpus.KindThesis}, {"Report", "27", corpus.KindTechReport}, {"Government Document", "46", corpus.KindTechReport},
	{"Web Page", "12", corpus.KindWebPage}, {"Blog", "56", corpus.KindWebPage}, {"Newspaper Article", "23", corpus.KindNews},
	{"Dataset", "59", corpus.KindDataset}, {"Patent", "25", corpus.KindPatent}, {"Computer Program", "9", corpus.KindSoftware},
	{"Generic", "13", corpus.KindOther},
}

// older are the numbers of files of the first versions.
var older = map[string]string{"0": "Journal Article", "1": "Book", "2": "Thesis", "3": "Conference Proceedings", "7": "Book Section"}

// typeOf returns the kind of a type and whether the word says it all.
func typeOf(name string) (kind corpus.Kind, canonical bool) {
	for i, t := range types {
		if strings.EqualFold(t.name, name) {
			return t.kind, i == 0 || types[i-1].kind != t.kind
		}
	}
	return corpus.KindOther, false
}

// Marks of our own in the fields for free use.
const (
	kindMark = "kind: "               // in custom5
	regMark  = "trial registration: " // in custom6
	noKind   = "unknown"
)

// item turns a reference into an item and tells what is wrong with it.
func (f *ref) item() (corpus.Item, []error) {
	var problems []error
	it := corpus.Item{
		Title: f.one("title"), OriginalTitle: f.one("orig-pub"), Abstract: field.Sections(f.one("abstract")), JournalAbbrev: f.one("abbr-1"),
		Volume: f.one("volume"), Issue: f.one("number"), Pages: field.Pages(f.one("pages")), Edition: f.one("edition"), Publisher: f.one("publisher"),
		Place: f.one("pub-location"), Database: f.one("remote-database-name"), Accession: f.one("accession-num"), ArticleNumber: f.one("custom7"),
		PublicationTypes: f.list("work-type", ";"), Languages: f.list("language", ";"), Keywords: f.keywords(),
		Affiliations: f.list("auth-address", "\n"), URLs: f.links("url"), Files: f.links("pdf-url"), Notes: f.notes(),
	}
	switch issue := f.one("issue"); {
	case it.Issue == "":
		it.Issue = issue
	case issue != "" && issue != it.Issue:
		it.Extra = append(it.Extra, corpus.Tag{Name: "issue", Value: issue})
	}
	f.kind(&it)
	f.titles(&it)
	it.Authors, it.Editors = f.names("author"), f.names("secondary-author")
	problems = append(problems, f.dates(&it)...)
	f.ids(&it)
	it.Extra = append(it.Extra, f.further()...)
	it.Extra = append(it.Extra, f.extra...)
	return it, problems
}

// single lists the values that have one place in an item.
var single = []string{
	"title", "orig-pub", "abstract", "full-title", "abbr-1", "secondary-title", "tertiary-title", "alt-title", "volume", "number", "issue", "pages",
	"edition", "publisher", "pub-location", "remote-database-name", "accession-num", "custom2", "custom5", "custom6", "custom7", "year", "date",
	"access-date", "electronic-resource-num",
}

// further returns the values beyond the first of what has one place.
func (f *ref) further() []corpus.Tag {
	var out []corpus.Tag
	for _, name := range single {
		all := f.all(name)
		for i, v := range all {
			if i > 0 && !slices.Contains(all[:i], v) {
				out = append(out, corpus.Tag{Name: name, Value: v})
			}
		}
	}
	return out
}

func (f *ref) kind(it *corpus.Item) {
	name := f.one("ref-type")
	kind, canonical := typeOf(name)
	it.Kind = kind
	switch mark, ok := strings.CutPrefix(f.one("custom5"), kindMark); {
	case ok && mark == noKind:
		it.Kind = ""
	case ok:
		it.Kind = corpus.Kind(mark)
	default:
		if f.one("custom5") != "" {
			it.Extra = append(it.Extra, corpus.Tag{Name: "custom5", Value: f.one("custom5")})
		}
		if better := field.KindOf(it.PublicationTypes); kind == corpus.KindArticle && better != "" {
			it.Kind = better
		}
	}
	if name == "" {
		it.Kind = ""
	} else if !canonical {
		it.Extra = append(it.Extra, corpus.Tag{Name: "ref-type", Value: name})
	}
}

// titles decides between journal, book and series.
func (f *ref) titles(it *corpus.Item) {
	second := f.one("secondary-title")
	kind, _ := typeOf(f.one("ref-type"))
	whole := kind == corpus.KindBook || kind == corpus.KindThesis || kind == corpus.KindTechReport
	it.Journal, it.Series = f.one("full-title"), f.one("tertiary-title")
	switch {
	case second == "" || second == it.Journal:
	case whole && it.Series == "":
		it.Series = second
	case it.Journal == "" && !whole:
		it.Journal = second
	default:
		it.Extra = append(it.Extra, corpus.Tag{Name: "secondary-title", Value: second})
	}
	if it.JournalAbbrev == it.Journal {
		it.JournalAbbrev = ""
	}
	if alt := f.one("alt-title"); alt != "" && alt != it.Journal {
		if it.JournalAbbrev == "" && it.Journal != "" {
			it.JournalAbbrev = alt
		} else if alt != it.JournalAbbrev {
			it.Extra = append(it.Extra, corpus.Tag{Name: "alt-title", Value: alt})
		}
	}
}

// dates joins the year with day and month, and reads the date of access.
func (f *ref) dates(it *corpus.Item) (problems []error) {
	keep := func(name string, err error) {
		it.Extra = append(it.Extra, corpus.Tag{Name: name, Value: f.one(name)})
		if err != nil {
			problems = append(problems, err)
		}
	}
	d, err := field.Date(f.one("year"))
	if it.Published = d; err != nil {
		keep("year", err)
	}
	if v := f.one("date"); v != "" {
		full, err := field.Date(v)
		month, day := field.MonthDay(v)
		switch {
		case err == nil && (d.Year == 0 || full.Year == d.Year):
			it.Published = full
		case d.Year > 0 && month > 0:
			it.Published.Month, it.Published.Day = month, day
		default:
			keep("date", nil)
		}
	}
	if v := f.one("access-date"); v != "" {
		if it.Accessed, err = field.Date(v); err != nil {
			keep("access-date", nil)
		}
	}
	return problems
}

// ids reads the numbers, each in the field that EndNote has for it.
func (f *ref) ids(it *corpus.Item) {
	keep := func(name, v string) {
		if v != "" {
			it.Extra = append(it.Extra, corpus.Tag{Name: name, Value: v})
		}
	}
	if d, ok := field.DOIOf(f.one("electronic-resource-num")); ok {
		it.DOI = d
	} else {
		keep("electronic-resource-num", f.one("electronic-resource-num"))
	}
	if p, err := corpus.ParsePMID(f.one("pubmed")); err == nil {
		it.PMID = p
	}
	if p, err := corpus.ParsePMCID(f.one("custom2")); err == nil && strings.HasPrefix(strings.ToUpper(f.one("custom2")), "PMC") {
		it.PMCID = p
	} else {
		keep("custom2", f.one("custom2"))
	}
	for _, v := range f.all("isbn") {
		issn, isbn, whole := field.Serials(v)
		it.ISSN, it.ISBN = field.AddOnce(it.ISSN, issn...), field.AddOnce(it.ISBN, isbn...)
		if !whole {
			keep("isbn", v)
		}
	}
	if ids, ok := strings.CutPrefix(f.one("custom6"), regMark); ok {
		it.Registrations = corpus.FindRegistrations(ids)
	} else {
		keep("custom6", f.one("custom6"))
	}
}

func (f *ref) names(name string) []corpus.Author {
	var out []corpus.Author
	for _, v := range f.all(name) {
		if a := field.Name(v); a != (corpus.Author{}) {
			out = append(out, a)
		}
	}
	return out
}

// list splits the values of a name.
func (f *ref) list(name, cut string) []string {
	var out []string
	for _, v := range f.all(name) {
		for _, w := range strings.FieldsFunc(v, func(r rune) bool { return strings.ContainsRune(cut, r) }) {
			out = field.AddOnce(out, markup.Clean(w))
		}
	}
	return out
}

// keywords reads one keyword a value or line; a value that is the only one may
// be a list.
func (f *ref) keywords() []string {
	if len(f.all("keyword")) == 1 {
		return f.list("keyword", ";\n")
	}
	return f.list("keyword", "\n")
}

// links reads addresses, one a line or element.
func (f *ref) links(name string) []string {
	var out []string
	for _, v := range f.all(name) {
		for _, line := range strings.Split(v, "\n") {
			out = field.AddOnce(out, markup.Clean(line))
		}
	}
	return out
}

func (f *ref) notes() []string {
	var out []string
	for _, v := range f.all("notes") {
		out = field.AddOnce(out, v)
	}
	return out
}
