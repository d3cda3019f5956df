package nbib

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/markup"
	"appraise/corpus/tagline"
)

// width at which lines are wrapped, as PubMed does.
const width = 88

// Write writes items in the MEDLINE display. It has no place for addresses
// that are not identifiers, attachments and dates of access.
func Write(w io.Writer, items iter.Seq[corpus.Item]) error {
	out := bufio.NewWriter(w)
	for it := range items {
		for _, f := range fieldsOf(it) {
			fmt.Fprintf(out, "%-4s- %s\r\n", f.Tag, wrap(f.Value))
		}
		fmt.Fprint(out, "\r\n")
	}
	return out.Flush()
}

// wrap breaks a value at the usual width.
func wrap(value string) string {
	var b strings.Builder
	used := 6
	for i, word := range strings.Split(value, " ") {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case used+1+n > width:
			b.WriteString("\r\n      ")
			used = 6
		default:
			b.WriteByte(' ')
			used++
		}
		b.WriteString(word)
		used += n
	}
	return b.String()
}

// writer collects the fields of one entry.
type writer struct{ fields []tagline.Field }

// fieldsOf returns the fields that an item is written with.
func fieldsOf(it corpus.Item) []tagline.Field {
	var o writer
	o.item(it)
	return o.fields
}

// tag adds one field of one line; nothing for an empty value.
func (o *writer) tag(name, value string) {
	if value = strings.Join(strings.Fields(value), " "); value != "" {
		o.fields = append(o.fields, tagline.Field{Tag: name, Value: value})
	}
}

func (o *writer) text(name, value string) { o.tag(name, markup.Escape(value)) }

func (o *writer) texts(name string, list []string) {
	for _, v := range list {
		o.text(name, v)
	}
}

func (o *writer) item(it corpus.Item) {
	o.tag("PMID", string(it.PMID))
	for _, x := range it.Extra {
		if x.Name == "PMID" && it.PMID == "" {
			o.tag("PMID", x.Value) // one that is no PMID; it opens the entry all the same
			break
		}
	}
	for _, x := range it.Extra {
		if x.Name == "AUID" {
			o.tag(x.Name, x.Value)
		}
	}
	o.text("OWN", it.Database)
	o.texts("IS", it.ISSN)
	o.texts("ISBN", it.ISBN)
	o.text("VI", it.Volume)
	o.text("IP", it.Issue)
	o.date(it)
	title, journal := it.Title, it.Journal
	switch {
	case it.Kind == corpus.KindChapter:
		o.text("BTI", journal)
		journal = ""
	case it.Kind == corpus.KindBook && title != "":
		o.text("BTI", title)
		title = ""
	}
	o.text("TI", title)
	o.text("TT", it.OriginalTitle)
	o.tag("PG", it.Pages)
	if it.DOI != "" {
		o.tag("LID", string(it.DOI)+" [doi]")
	}
	if it.ArticleNumber != "" && isArticleNumber(it.ArticleNumber) {
		o.tag("LID", it.ArticleNumber+" [pii]")
	}
	o.text("AB", it.Abstract)
	o.people(it)
	o.texts("AD", it.Affiliations)
	o.texts("LA", it.Languages)
	for _, r := range it.Registrations {
		o.tag("SI", r.Registry()+"/"+string(r))
	}
	o.texts("GR", it.Funding)
	o.texts("PT", it.PublicationTypes)
	o.text("PL", it.Place)
	o.text("PB", it.Publisher)
	o.text("CTI", it.Series)
	o.text("EN", it.Edition)
	o.text("TA", it.JournalAbbrev)
	o.text("JT", journal)
	o.texts("RN", it.Substances)
	o.headings(it)
	o.texts("OT", it.Keywords)
	o.texts("GN", it.Notes)
	o.text("COIS", it.Conflicts)
	o.tag("PMC", string(it.PMCID))
	o.relations(it)
	if it.Accession != "" && strings.EqualFold(it.Database, "ERIC") {
		o.tag("OID", it.Accession)
	}
	for _, u := range it.URLs {
		o.tag("AID", u)
	}
	for _, x := range it.Extra {
		if n, _ := splitTag([]byte(fmt.Sprintf("%-4s- ", x.Name))); n > 0 && n == len(x.Name) && x.Name != "PMID" && x.Name != "AUID" {
			o.tag(x.Name, x.Value)
		}
	}
}

// date writes DP; a range or season that the source gave goes first.
func (o *writer) date(it corpus.Item) {
	ranged := slices.ContainsFunc(it.Extra, func(x corpus.Tag) bool {
		d, err := field.Date(x.Value)
		return x.Name == "DP" && err == nil && d == it.Published
	})
	if it.Published.Year > 0 && !ranged {
		o.tag("DP", written(it.Published))
	}
}

var monthNames = [...]string{"", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

// written is a date as PubMed writes it: "1996 Jul 9".
func written(d corpus.Date) string {
	s := make([]byte, 0, len("1996 Jul 19"))
	s = strconv.AppendInt(s, int64(d.Year), 10)
	if d.Month > 0 {
		s = append(append(s, ' '), monthNames[d.Month]...)
	}
	if d.Day > 0 {
		s = strconv.AppendInt(append(s, ' '), int64(d.Day), 10)
	}
	return string(s)
}

func (o *writer) people(it corpus.Item) {
	person := func(full, short string, a corpus.Author) {
		name := a.Family
		if a.Given != "" || a.Suffix != "" {
			name += ", " + a.Given
		}
		if a.Suffix != "" {
			name += ", " + a.Suffix
		}
		o.text(full, name)
		o.text(short, a.String())
	}
	for _, a := range it.Authors {
		if a.Collective != "" {
			o.text("CN", a.Collective)
		} else {
			person("FAU", "AU", a)
		}
		if a.ORCID != "" {
			o.text("AUID", "ORCID: "+a.ORCID)
		}
	}
	for _, a := range it.Editors {
		if a.Collective != "" {
			a = fullName(a.Collective)
		}
		person("FED", "ED", a)
	}
}

func (o *writer) headings(it corpus.Item) {
	star := func(major bool) string {
		if major {
			return "*"
		}
		return ""
	}
	for _, h := range it.MeSH {
		s := star(h.Major) + h.Descriptor
		for _, q := range h.Qualifiers {
			s += "/" + star(q.Major) + q.Name
		}
		o.text("MH", s)
	}
}

func (o *writer) relations(it corpus.Item) {
	for _, r := range it.Relations {
		for _, tag := range relationTags {
			if relations[tag] != r.Type {
				continue
			}
			text := r.Text
			if r.PMID != "" && !strings.Contains(text, "PMID: "+string(r.PMID)) {
				text += " PMID: " + string(r.PMID)
			}
			o.text(tag, text)
		}
	}
}

// relationTags is the order in which relations are written.
var relationTags = []string{
	"CIN", "CON", "EIN", "EFR", "ECI", "ECF", "RIN", "ROF", "CRI", "CRF", "RPI", "RPF", "UIN", "UOF", "SPIN", "ORI", "PRIN", "PROF", "RRI", "RRF", "DDIN", "DRIN",
}
