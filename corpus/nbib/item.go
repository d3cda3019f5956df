package nbib

import (
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/markup"
	"appraise/corpus/tagline"
)

// reader turns one entry into an item.
type reader struct {
	entry  tagline.Entry
	item   corpus.Item
	filled bool
	full   string // FAU or FED where the last name came from it
	book   string // BTI
	epub   corpus.Date
	eric   bool
	odd    bool // a field with a place stayed without, or stands where it is not written
}

// read returns the item of the entry in its normal form: the one that the
// fields it is written with say again.
func (rd *reader) read() corpus.Item {
	it := rd.interpret()
	if !rd.odd {
		return it
	}
	return tagline.Settle(it, fieldsOf, func(fields []tagline.Field) corpus.Item {
		again := reader{entry: tagline.Entry{Fields: fields}}
		return again.interpret()
	})
}

// interpret puts every field where it belongs.
func (rd *reader) interpret() corpus.Item {
	if i := slices.IndexFunc(rd.entry.Fields, func(f tagline.Field) bool { return f.Tag == "OWN" && f.Value != "" }); i >= 0 {
		rd.eric = strings.EqualFold(markup.Text(rd.entry.Fields[i].Value), "ERIC")
	}
	for _, f := range rd.entry.Fields {
		if f.Value != "" {
			rd.filled = true
			rd.field(f)
		}
	}
	it := &rd.item
	slices.SortStableFunc(it.Extra, func(a, b corpus.Tag) int { return first(a) - first(b) })
	if rd.book != "" {
		if it.Title == "" {
			it.Title = rd.book
		} else if it.Title != rd.book {
			rd.keepJournal()
			it.Journal, it.Kind = rd.book, corpus.KindChapter
		}
		if it.Kind == "" {
			it.Kind = corpus.KindBook
		}
	}
	if it.Published.Year == 0 {
		it.Published = rd.epub
	}
	if it.Journal == "" && it.JournalAbbrev != "" {
		it.Journal, it.JournalAbbrev, rd.odd = it.JournalAbbrev, "", true
	}
	if k := field.KindOf(it.PublicationTypes); it.Kind == "" {
		it.Kind = k
		if k == "" {
			it.Kind = corpus.KindArticle
		}
	}
	rd.odd = rd.odd || it.Kind == corpus.KindBook || it.Kind == corpus.KindChapter
	return *it
}

// keepJournal keeps the journal of a chapter, whose place the book takes, before
// further journals.
func (rd *reader) keepJournal() {
	it := &rd.item
	if it.Journal == "" || it.Journal == rd.book {
		return
	}
	at := slices.IndexFunc(it.Extra, func(x corpus.Tag) bool { return x.Name == "JT" })
	if at < 0 {
		at = len(it.Extra)
	}
	it.Extra = slices.Insert(it.Extra, at, corpus.Tag{Name: "JT", Value: markup.Escape(it.Journal)})
}

// first puts identifiers that belong to no author first, where they are written
// as well: behind an author they would become the author's.
func first(x corpus.Tag) int {
	if x.Name == "AUID" {
		return 0
	}
	return 1
}

func (rd *reader) problem(line int, err error) {
	rd.entry.Problems = append(rd.entry.Problems, tagline.Problem{Line: line, Err: err})
}

// usualExtra is how many fields without a place PubMed's entries have.
const usualExtra = 12

func (rd *reader) extra(f tagline.Field) {
	if v := markup.Clean(f.Value); v != "" {
		if rd.item.Extra == nil {
			rd.item.Extra = make([]corpus.Tag, 0, usualExtra)
		}
		rd.item.Extra = append(rd.item.Extra, corpus.Tag{Name: f.Tag, Value: v})
	}
}

func (rd *reader) once(into *string, f tagline.Field) {
	v := markup.Text(f.Value)
	switch {
	case *into == "":
		*into = v
	case *into != v:
		rd.odd = true
		rd.extra(f)
	}
}

// field puts one field where it belongs.
func (rd *reader) field(f tagline.Field) {
	it := &rd.item
	switch f.Tag {
	case "PMID":
		rd.pmid(f)
	case "TI":
		rd.once(&it.Title, f)
	case "TT":
		rd.once(&it.OriginalTitle, f)
	case "BTI":
		rd.once(&rd.book, f)
	case "AB":
		rd.abstract(f)
	case "FAU", "AU", "CN", "FED", "ED", "AUID":
		rd.person(f)
	case "AD":
		it.Affiliations = field.AddOnce(it.Affiliations, markup.Text(f.Value))
	case "JT":
		rd.once(&it.Journal, f)
	case "TA":
		rd.once(&it.JournalAbbrev, f)
	case "DP":
		rd.date(f)
	case "DEP":
		rd.depDate(f)
	case "VI":
		rd.once(&it.Volume, f)
	case "IP":
		rd.once(&it.Issue, f)
	case "PG":
		switch p := field.Pages(f.Value); {
		case it.Pages == "":
			it.Pages = p
		case p != "" && p != it.Pages:
			rd.odd = true
			rd.extra(f)
		}
	case "PB":
		rd.once(&it.Publisher, f)
	case "PL":
		rd.once(&it.Place, f)
	case "CTI":
		rd.once(&it.Series, f)
	case "EN":
		rd.once(&it.Edition, f)
	case "OWN":
		rd.once(&it.Database, f)
	case "COIS":
		rd.once(&it.Conflicts, f)
	default:
		if !rd.list(f) && !rd.identifier(f) && !rd.relation(f) {
			rd.extra(f)
		}
	}
}

// list reads the tags that come many times.
func (rd *reader) list(f tagline.Field) bool {
	it := &rd.item
	v := markup.Text(f.Value)
	switch f.Tag {
	case "LA":
		it.Languages = field.AddOnce(it.Languages, v)
	case "PT":
		it.PublicationTypes = field.AddOnce(it.PublicationTypes, v)
	case "MH":
		if v != "" {
			it.MeSH = append(it.MeSH, heading(v))
		}
	case "OT", "KW":
		it.Keywords = field.AddOnce(it.Keywords, v)
	case "RN", "NM":
		it.Substances = field.AddOnce(it.Substances, substance(v))
	case "GR":
		it.Funding = field.AddOnce(it.Funding, v)
	case "GN":
		it.Notes = field.AddOnce(it.Notes, v)
	case "IS", "ISBN", "ISSN":
		issn, isbn, whole := field.Serials(f.Value)
		it.ISSN = field.AddOnce(it.ISSN, issn...)
		it.ISBN = field.AddOnce(it.ISBN, isbn...)
		return whole
	default:
		return false
	}
	return true
}

// abstract joins the wrapped lines of AB; labelled sections get their lines.
func (rd *reader) abstract(f tagline.Field) {
	if rd.item.Abstract != "" {
		rd.extra(f)
		return
	}
	rd.item.Abstract = field.Sections(markup.Text(f.Value))
}

func (rd *reader) date(f tagline.Field) {
	d, err := field.Date(f.Value)
	if err != nil || d.Year == 0 {
		rd.extra(f)
		if err != nil {
			rd.problem(f.Line, err)
		}
		return
	}
	again := rd.item.Published.Year > 0
	if again && d != rd.item.Published {
		rd.odd = true
		rd.extra(f)
		return
	}
	rd.item.Published = d
	if written(d) != markup.Clean(f.Value) {
		rd.extra(f) // "1998 Dec-1999 Jan", "2000 Spring"
	}
}

// depDate reads the day of electronic publication, which counts where DP is
// missing.
func (rd *reader) depDate(f tagline.Field) {
	if d, err := field.Date(f.Value); err == nil {
		rd.epub = d
	}
	rd.extra(f)
}

// heading reads "Aurovertins/*chemistry" and "*Pain/drug therapy".
func heading(v string) corpus.Heading {
	name, rest, more := strings.Cut(v, "/")
	h := corpus.Heading{Descriptor: strings.TrimPrefix(name, "*"), Major: strings.HasPrefix(name, "*")}
	for more {
		name, rest, more = strings.Cut(rest, "/")
		h.Qualifiers = append(h.Qualifiers, corpus.Qualifier{Name: strings.TrimPrefix(name, "*"), Major: strings.HasPrefix(name, "*")})
	}
	return h
}

// substance reads "WK2XYI10QM (Ibuprofen)".
func substance(v string) string {
	code, name, ok := strings.Cut(v, " (")
	inner := strings.TrimSpace(strings.TrimSuffix(name, ")"))
	if ok && inner != "" && strings.HasSuffix(name, ")") && strings.Trim(code, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-") == "" {
		return substance(inner)
	}
	return v
}
