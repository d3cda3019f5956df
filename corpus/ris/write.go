package ris

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/markup"
	"appraise/corpus/tagline"
)

// Write writes items as RIS: UTF-8 without mark, CR LF, fixed order of tags,
// an empty line behind each entry.
func Write(w io.Writer, items iter.Seq[corpus.Item]) error {
	out := bufio.NewWriter(w)
	for it := range items {
		for _, f := range fieldsOf(it) {
			fmt.Fprintf(out, "%s  - %s\r\n", f.Tag, indent(f.Value))
		}
		fmt.Fprint(out, "ER  - \r\n\r\n")
	}
	return out.Flush()
}

// indent sets lines apart that could be taken for tags, and ends all as RIS
// does.
func indent(value string) string {
	if !strings.ContainsRune(value, '\n') {
		return value
	}
	lines := strings.Split(value, "\n")
	for i, line := range lines {
		if tag, _ := splitTag([]byte(line)); i > 0 && tag != "" {
			lines[i] = " " + line
		}
	}
	return strings.Join(lines, "\r\n")
}

// writer collects the fields of one entry.
type writer struct{ fields []tagline.Field }

// fieldsOf returns the fields that an item is written with.
func fieldsOf(it corpus.Item) []tagline.Field {
	var o writer
	o.item(it)
	return o.fields
}

// tag adds one field; nothing for an empty value.
func (o *writer) tag(name, value string) {
	if value != "" {
		o.fields = append(o.fields, tagline.Field{Tag: name, Value: value})
	}
}

func (o *writer) text(name, value string) { o.tag(name, markup.Escape(value)) }

func (o *writer) texts(name string, list []string) {
	for _, v := range list {
		o.text(name, v)
	}
}

// lines adds a value of several lines. Paragraphs are set apart where they
// could be taken for wrapped text.
func (o *writer) lines(name, value string) {
	value = markup.Escape(value)
	if strings.ContainsRune(value, '\n') && tagline.Unwrap(value) != value {
		value = strings.ReplaceAll(value, "\n", "\n\n")
	}
	o.tag(name, value)
}

func (o *writer) item(it corpus.Item) {
	ty := typeName(it)
	o.tag("TY", ty)
	switch {
	case it.Kind == "":
		o.tag(kindTag, noKind)
	case kindOf(ty, it.PublicationTypes) != it.Kind || ty == anyType && it.Kind == corpus.KindOther:
		o.tag(kindTag, string(it.Kind))
	}
	o.text("TI", it.Title)
	o.text("OT", it.OriginalTitle)
	o.people(it, ty)
	o.date(it)
	o.journal(it, ty)
	o.text("VL", it.Volume)
	o.text("IS", it.Issue)
	first, last := field.SplitPages(it.Pages)
	if last == "" && slices.ContainsFunc(it.Extra, func(x corpus.Tag) bool { return x.Name == "EP" }) {
		first, last = "", first // a kept EP must stay the second
	}
	o.tag("SP", first)
	o.tag("EP", last)
	o.text("C7", it.ArticleNumber)
	o.text("ET", it.Edition)
	o.text("PB", it.Publisher)
	o.text("CY", it.Place)
	o.texts("SN", it.ISSN)
	o.texts("SN", it.ISBN)
	o.ids(it)
	o.lines("AB", it.Abstract)
	cut := ";"
	if len(it.Keywords) == 1 && len(it.MeSH) == 0 {
		cut = ";,"
	}
	for _, k := range it.Keywords {
		o.tag("KW", markup.EscapeItem(k, cut))
	}
	for _, h := range it.MeSH {
		o.text("KW", h.Descriptor)
	}
	for _, t := range it.PublicationTypes {
		o.tag("M3", markup.EscapeItem(t, ";"))
	}
	o.texts("LA", it.Languages)
	o.texts("AD", it.Affiliations)
	for _, n := range it.Notes {
		o.lines("N1", n)
	}
	for _, r := range it.Registrations {
		o.tag("N1", registration+string(r))
	}
	if it.Accessed.Year > 0 {
		o.tag("Y2", slashed(it.Accessed))
	}
	for _, x := range it.Extra {
		if isTag(x.Name) && x.Name != "TY" && x.Name != "ER" {
			o.tag(x.Name, x.Value) // as it was
		}
	}
}

// typeName returns the TY of an item: the word of its source where that is
// still right.
func typeName(it corpus.Item) string {
	for _, x := range it.Extra {
		if x.Name == "TY" {
			if kind, _ := typeOf(x.Value); kind == it.Kind || kindOf(x.Value, it.PublicationTypes) == it.Kind {
				return x.Value
			}
		}
	}
	for _, t := range types {
		if t.kind == it.Kind {
			return t.name
		}
	}
	if it.Kind == corpus.KindOther || it.Kind == "" {
		return anyType
	}
	return "JOUR"
}

func (o *writer) people(it corpus.Item, ty string) {
	authors, editors := it.Authors, it.Editors
	if ty == "EDBOOK" {
		authors, editors = editors, authors
	}
	for _, a := range authors {
		o.text("AU", field.FormatName(a))
	}
	for _, a := range authors {
		if a.ORCID != "" {
			o.tag("AI", field.FormatName(a)+"; ORCID: https://orcid.org/"+a.ORCID)
		}
	}
	for _, a := range editors {
		o.text("A2", field.FormatName(a))
	}
}

func (o *writer) date(it corpus.Item) {
	if it.Published.Year == 0 {
		return
	}
	o.tag("PY", fmt.Sprintf("%04d", it.Published.Year))
	if it.Published.Month > 0 {
		o.tag("DA", slashed(it.Published))
	}
}

// slashed writes a date as RIS has it: 2017/02/14/, 2017/02//, 2017///.
func slashed(d corpus.Date) string {
	switch {
	case d.Month == 0:
		return fmt.Sprintf("%04d///", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d/%02d//", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d/%02d/%02d/", d.Year, d.Month, d.Day)
}

func (o *writer) journal(it corpus.Item, ty string) {
	kind, _ := typeOf(ty)
	other := slices.ContainsFunc(it.Extra, func(x corpus.Tag) bool { return x.Name == "JF" || x.Name == "BT" })
	if other || kind == corpus.KindArticle || kind == corpus.KindBook || kind == corpus.KindThesis || kind == corpus.KindTechReport {
		o.text("JF", it.Journal)
	} else {
		o.text("T2", it.Journal)
	}
	o.text("J2", it.JournalAbbrev)
	o.text("T3", it.Series)
}

func (o *writer) ids(it corpus.Item) {
	o.tag("DO", string(it.DOI))
	if it.PMID != "" {
		o.tag("U1", string(it.PMID)+"[pmid]")
	}
	if it.PMCID != "" {
		o.tag("U2", string(it.PMCID)+"[pmcid]")
	}
	o.text("DB", it.Database)
	o.tag("AN", it.Accession)
	for _, u := range it.URLs {
		o.tag("UR", u)
	}
	for _, name := range it.Files {
		o.tag("L1", name)
	}
}

// isTag reports whether a name can stand as a tag of RIS.
func isTag(name string) bool {
	return len(name) == 2 && name[0] >= 'A' && name[0] <= 'Z' && (name[1] >= 'A' && name[1] <= 'Z' || name[1] >= '0' && name[1] <= '9')
}
