package app

import (
	"bytes"
	"reflect"
	"slices"
	"strings"

	"appraise/corpus"
)

// ExtraPrefix begins the names under which tags of corpus.Item.Extra are
// counted in Converted.NoPlace.
const ExtraPrefix = "extra "

// lost counts, field by field, what entries hold and a format has no place
// for.
type lost struct {
	format string
	fields map[string]int  // of corpus.Item, that the format cannot hold → index of the field
	extras map[string]bool // name of a tag of corpus.Item.Extra → written or not
	counts map[string]int
}

// probe is an item with a word of its own in each field. A word that is not
// in what a format writes has no place there.
func probe() (corpus.Item, map[string]string) {
	enrolled := 7654321
	it := corpus.Item{
		Kind: corpus.KindArticle, Title: "Zqtitle", OriginalTitle: "Zqoriginal", Abstract: "Zqabstract",
		Authors: []corpus.Author{{Family: "Zqauthor", Given: "A"}}, Editors: []corpus.Author{{Family: "Zqeditor", Given: "B"}},
		Journal: "Zqjournal", JournalAbbrev: "Zqabbrev", Published: corpus.Date{Year: 1987}, Volume: "7171", Issue: "7272",
		Pages: "7373-7374", ArticleNumber: "Zqnumber", Edition: "Zqedition", Series: "Zqseries", Publisher: "Zqpublisher", Place: "Zqplace",
		ISSN: []string{"0028-4793"}, ISBN: []string{"9780306406157"}, DOI: "10.9999/zqdoi", PMID: "31234567", PMCID: "PMC7654329",
		Registrations: []corpus.Registration{"NCT07654328"}, Database: "Zqdatabase", Accession: "Zqaccession", Languages: []string{"zqlang"},
		PublicationTypes: []string{"Zqtype"}, MeSH: []corpus.Heading{{Descriptor: "Zqheading"}}, Keywords: []string{"zqkeyword"},
		Substances: []string{"zqsubstance"}, Affiliations: []string{"Zqaffiliation"}, Funding: []string{"Zqfunding"}, Conflicts: "Zqconflicts",
		URLs: []string{"https://zqurl.example/"}, Files: []string{"zqfile.pdf"}, Notes: []string{"Zqnote"}, Accessed: corpus.Date{Year: 1989, Month: 1, Day: 2},
		Relations:  []corpus.Relation{{Type: "UpdateIn", Text: "Zqrelation", PMID: "31234568", DOI: "10.9999/zqrelation"}},
		References: []corpus.Citation{{Text: "Zqcitation", DOI: "10.9999/zqcitation"}},
		Enrolled:   &enrolled, EnrolledType: "ZQENROLLED",
	}
	words := map[string]string{
		"title": "Zqtitle", "original_title": "Zqoriginal", "abstract": "Zqabstract", "authors": "Zqauthor", "editors": "Zqeditor",
		"journal": "Zqjournal", "journal_abbrev": "Zqabbrev", "published": "1987", "volume": "7171", "issue": "7272", "pages": "7373",
		"article_number": "Zqnumber", "edition": "Zqedition", "series": "Zqseries", "publisher": "Zqpublisher", "place": "Zqplace",
		"issn": "0028-4793", "isbn": "9780306406157", "doi": "10.9999/zqdoi", "pmid": "31234567", "pmcid": "PMC7654329",
		"registrations": "NCT07654328", "database": "Zqdatabase", "accession": "Zqaccession", "languages": "zqlang",
		"publication_types": "Zqtype", "mesh": "Zqheading", "keywords": "zqkeyword", "substances": "zqsubstance",
		"affiliations": "Zqaffiliation", "funding": "Zqfunding", "conflicts": "Zqconflicts", "urls": "zqurl", "files": "zqfile",
		"notes": "Zqnote", "accessed": "1989", "relations": "Zqrelation", "references": "Zqcitation", "enrolled": "7654321", "enrolled_type": "ZQENROLLED",
	}
	return it, words
}

// newLost tries what a format writes of an item in which everything is filled
// in. A format that cannot be tried is taken to hold everything.
func newLost(format string) *lost {
	l := &lost{format: format, fields: map[string]int{}, extras: map[string]bool{}, counts: map[string]int{}}
	it, words := probe()
	var out bytes.Buffer
	if writeItems(&out, format, slices.Values([]corpus.Item{it})) != nil {
		return l
	}
	text := strings.ToLower(out.String())
	for i, name := range corpus.ItemFields() {
		if w := words[name]; w != "" && !strings.Contains(text, strings.ToLower(w)) {
			l.fields[name] = i
		}
	}
	return l
}

// note counts what the format has no place for in an item.
func (l *lost) note(it corpus.Item) {
	v := reflect.ValueOf(&it).Elem()
	for name, i := range l.fields {
		if !v.Field(i).IsZero() {
			l.counts[name]++
		}
	}
	for _, x := range it.Extra {
		if !l.holds(x.Name) {
			l.counts[ExtraPrefix+x.Name]++
		}
	}
}

// holds tells whether the format writes a kept tag of this name.
func (l *lost) holds(name string) bool {
	if held, known := l.extras[name]; known {
		return held
	}
	var out bytes.Buffer
	it := corpus.Item{Kind: corpus.KindArticle, Title: "T", Extra: []corpus.Tag{{Name: name, Value: "zqextra"}}}
	err := writeItems(&out, l.format, slices.Values([]corpus.Item{it}))
	l.extras[name] = err == nil && strings.Contains(out.String(), "zqextra")
	return l.extras[name]
}
