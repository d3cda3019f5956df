package bibtex

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/markup"
)

// Write writes items as BibTeX in UTF-8. Keys are made of family name, year
// and the first word of the title, with a letter where that is taken.
func Write(w io.Writer, items iter.Seq[corpus.Item]) error {
	out := writer{w: bufio.NewWriter(w), keys: map[string]int{}}
	for it := range items {
		out.item(it)
	}
	return out.w.Flush()
}

type writer struct {
	w    *bufio.Writer
	keys map[string]int
}

// field writes a text in braces; nothing where it is empty.
func (o *writer) field(name, value string) { o.verbatim(name, latex(value)) }

func (o *writer) verbatim(name, value string) {
	if value != "" {
		fmt.Fprintf(o.w, "  %-9s = {%s},\n", name, value)
	}
}

// list writes several values; the sign between them is escaped inside them.
func (o *writer) list(name string, values []string, sep string) {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = verbatimLatex(markup.EscapeItem(v, strings.TrimSpace(sep)))
	}
	o.verbatim(name, strings.Join(parts, sep))
}

func (o *writer) item(it corpus.Item) {
	kind := entryType(it)
	fmt.Fprintf(o.w, "@%s{%s,\n", kind, o.key(it))
	k, _ := typeOf(kind)
	if better := field.KindOf(it.PublicationTypes); k == corpus.KindArticle && better != "" {
		k = better
	}
	if k != it.Kind {
		o.field(kindField, string(it.Kind))
	}
	o.field("title", it.Title)
	o.field("origtitle", it.OriginalTitle)
	o.people("author", it.Authors, it.Extra)
	o.people("editor", it.Editors, it.Extra)
	switch k, _ := typeOf(kind); k {
	case corpus.KindConference, corpus.KindChapter, corpus.KindBook:
		o.field("booktitle", it.Journal)
	default:
		o.field("journal", it.Journal)
	}
	o.field("shortjournal", it.JournalAbbrev)
	o.date(it)
	o.field("volume", it.Volume)
	o.field("number", it.Issue)
	o.verbatim("pages", strings.ReplaceAll(latex(it.Pages), "-", "--"))
	o.field("eid", it.ArticleNumber)
	o.field("edition", it.Edition)
	o.field("series", it.Series)
	o.field("publisher", it.Publisher)
	o.field("address", it.Place)
	o.list("issn", it.ISSN, ", ")
	o.list("isbn", it.ISBN, ", ")
	o.verbatim("doi", addressSigns.Replace(string(it.DOI)))
	o.verbatim("pmid", string(it.PMID))
	o.verbatim("pmcid", string(it.PMCID))
	o.verbatim("url", addressSigns.Replace(strings.Join(it.URLs, " ")))
	if it.Accessed.Year > 0 {
		o.verbatim("urldate", it.Accessed.String())
	}
	o.field("abstract", strings.ReplaceAll(it.Abstract, "\n", "\n\n"))
	o.keywords(it)
	o.list("language", it.Languages, "; ")
	o.list("type", it.PublicationTypes, "; ")
	o.list("affiliations", it.Affiliations, "; ")
	o.list("substances", it.Substances, "; ")
	o.list("funding", it.Funding, "; ")
	o.registrations(it)
	o.field("source", it.Database)
	o.field("accession", it.Accession)
	paths := make([]string, len(it.Files))
	for i, name := range it.Files {
		if paths[i] = pathSigns.Replace(name); strings.HasSuffix(name, "\\") {
			paths[i] += " " // the sign behind it is none of the path
		}
	}
	o.verbatim("file", strings.Join(paths, ";"))
	o.extras(it)
	fmt.Fprint(o.w, "}\n\n")
}

func (o *writer) people(name string, list []corpus.Author, extra []corpus.Tag) {
	var parts []string
	for _, a := range list {
		parts = append(parts, formatName(a))
	}
	for _, x := range extra {
		if x.Name == name && goesOn(x) {
			parts = append(parts, others)
		}
	}
	o.verbatim(name, strings.Join(parts, " and "))
}

// goesOn reports whether a value says that there are more people than named.
func goesOn(x corpus.Tag) bool {
	return x.Value == "and others" && (x.Name == "author" || x.Name == "editor")
}

func (o *writer) date(it corpus.Item) {
	d := it.Published
	if slices.ContainsFunc(it.Extra, func(x corpus.Tag) bool { return x.Name == "date" }) {
		o.verbatim("date", d.String()) // before the one that was kept
		return
	}
	if d.Year > 0 {
		o.verbatim("year", fmt.Sprintf("%04d", d.Year))
	}
	if d.Month > 0 {
		o.verbatim("month", fmt.Sprint(d.Month))
	}
	if d.Day > 0 {
		o.verbatim("day", fmt.Sprint(d.Day))
	}
}

// keywords writes keywords and, for want of another place, MeSH descriptors.
func (o *writer) keywords(it corpus.Item) {
	words := append([]string(nil), it.Keywords...)
	for _, h := range it.MeSH {
		words = append(words, h.Descriptor)
	}
	if len(words) == 1 && strings.ContainsRune(words[0], ',') {
		words = append(words, "") // a semicolon, so that it is not split at commas
	}
	o.list("keywords", words, "; ")
}

func (o *writer) registrations(it corpus.Item) {
	var ids []string
	for _, r := range it.Registrations {
		ids = append(ids, string(r))
	}
	o.list("registrations", ids, ", ")
}

// extras writes notes and the fields that were kept. Fields of one name are
// written under names of their own, as BibTeX takes the first only.
func (o *writer) extras(it corpus.Item) {
	o.list("note", it.Notes, "\n\n")
	for _, x := range it.Extra {
		name := fieldName(x.Name)
		if name != "" && name != typeField && !goesOn(x) && !reserved[name] {
			o.verbatim(name, verbatimLatex(x.Value))
		}
	}
}

// addressSigns protects what would end the value of a DOI or an address.
var addressSigns = strings.NewReplacer("\\", "\\textbackslash{}", "{", "\\textbraceleft{}", "}", "\\textbraceright{}")

// pathSigns protects the signs that JabRef puts between the parts of a file.
var pathSigns = strings.NewReplacer(":", "\\:", ";", "\\;", "\\_", "\\\\_")

// reserved are fields that would change the entry.
var reserved = map[string]bool{"crossref": true, "xdata": true}

// fieldName makes a name that BibTeX takes: small letters, without its signs.
func fieldName(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune("{}(),=\"#%\\@~'", r) || r < ' ' {
			return '-'
		}
		return unicode.ToLower(r)
	}, name)
	if name = strings.Join(strings.Fields(name), " "); len(name) >= 80 {
		return ""
	}
	return name
}

// entryType returns the type of an item: the word of its source where that is
// still right.
func entryType(it corpus.Item) string {
	for _, x := range it.Extra {
		if x.Name == typeField && entryName.MatchString(x.Value) {
			if kind, _ := typeOf(x.Value); kind == it.Kind {
				return x.Value
			}
		}
	}
	for _, t := range types {
		if t.kind == it.Kind {
			return t.name
		}
	}
	switch it.Kind {
	case corpus.KindAbstract, corpus.KindGuideline, "":
		return "article"
	}
	return "misc"
}

var entryName = regexp.MustCompile(`^[a-z]+$`)

// key makes a citation key that is not taken yet.
func (o *writer) key(it corpus.Item) string {
	word := ""
	for _, w := range strings.Fields(it.Title) {
		if w = letters(w); len(w) > 3 {
			word = w
			break
		}
	}
	name := letters(it.FirstAuthor())
	if len(name) > 30 {
		name = name[:30]
	}
	base := name
	if it.Published.Year > 0 {
		base += fmt.Sprint(it.Published.Year)
	}
	if base += word; base == "" {
		base = "item"
	}
	n := o.keys[base]
	o.keys[base]++
	if n == 0 {
		return base
	}
	return fmt.Sprintf("%s-%d", base, n+1)
}

// letters reduces a name to small letters of ASCII.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, corpus.ASCII(s))
}
