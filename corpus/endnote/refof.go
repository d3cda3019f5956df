package endnote

import (
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
)

// refOf turns an item into a reference.
func refOf(it corpus.Item) ref {
	var f ref
	name := typeName(it)
	f.add("ref-type", name)
	for _, a := range it.Authors {
		f.add("author", field.FormatName(a))
	}
	for _, a := range it.Editors {
		f.add("secondary-author", field.FormatName(a))
	}
	f.add("title", it.Title)
	f.add("full-title", it.Journal)
	f.add("abbr-1", it.JournalAbbrev)
	f.add("tertiary-title", it.Series)
	f.add("pages", it.Pages)
	f.add("volume", it.Volume)
	f.add("number", it.Issue)
	f.add("edition", it.Edition)
	for _, k := range it.Keywords {
		f.add("keyword", k)
	}
	if len(it.Keywords) == 1 && len(it.MeSH) == 0 && strings.ContainsRune(it.Keywords[0], ';') {
		f.add("keyword", it.Keywords[0]) // twice: one field alone is split at semicolons
	}
	for _, h := range it.MeSH {
		f.add("keyword", h.Descriptor)
	}
	if it.Published.Year > 0 {
		f.add("year", corpus.Date{Year: it.Published.Year}.String())
		if it.Published.Month > 0 {
			f.add("date", it.Published.String())
		}
	}
	f.add("pub-location", it.Place)
	f.add("publisher", it.Publisher)
	f.add("isbn", strings.Join(append(slices.Clone(it.ISSN), it.ISBN...), "; "))
	f.add("accession-num", it.Accession)
	f.add("electronic-resource-num", string(it.DOI))
	f.add("pubmed", string(it.PMID))
	f.add("abstract", it.Abstract)
	for _, n := range it.Notes {
		f.add("notes", n)
	}
	f.add("auth-address", strings.Join(it.Affiliations, "\n"))
	f.add("orig-pub", it.OriginalTitle)
	f.add("custom2", string(it.PMCID))
	switch kind, _ := typeOf(name); {
	case it.Kind == "":
		f.add("custom5", kindMark+noKind)
	case kind != it.Kind || kind == corpus.KindArticle && field.KindOf(it.PublicationTypes) != "" && field.KindOf(it.PublicationTypes) != it.Kind:
		f.add("custom5", kindMark+string(it.Kind))
	}
	var ids []string
	for _, r := range it.Registrations {
		ids = append(ids, string(r))
	}
	if len(ids) > 0 {
		f.add("custom6", regMark+strings.Join(ids, ", "))
	}
	f.add("custom7", it.ArticleNumber)
	for _, u := range it.URLs {
		f.add("url", u)
	}
	for _, p := range it.Files {
		f.add("pdf-url", p)
	}
	f.add("language", strings.Join(it.Languages, "; "))
	f.add("remote-database-name", it.Database)
	f.add("work-type", strings.Join(it.PublicationTypes, "; "))
	if it.Accessed.Year > 0 {
		f.add("access-date", it.Accessed.String())
	}
	for _, x := range it.Extra {
		if x.Name != "ref-type" {
			f.extra = append(f.extra, x)
		}
	}
	return f
}

// typeName returns the type of an item: the word of its source where that is
// still right.
func typeName(it corpus.Item) string {
	for _, x := range it.Extra {
		if kind, _ := typeOf(x.Value); x.Name == "ref-type" && kind == it.Kind {
			return x.Value
		}
	}
	for _, t := range types {
		if t.kind == it.Kind {
			return t.name
		}
	}
	return "Journal Article"
}
