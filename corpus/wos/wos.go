// Package wos reads the tagged text of Web of Science ("plain text", ISI
// export): tags of two letters, continuation lines indented by three blanks,
// entries from PT to ER.
package wos

import (
	"errors"
	"io"
	"iter"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/decode"
	"appraise/corpus/field"
	"appraise/corpus/intake"
	"appraise/corpus/markup"
	"appraise/corpus/tagline"
)

// Format is the name of the format in records.
const Format = "wos"

// Version says which rules read a record. 1: first.
const Version = "wos/1"

// Read yields the entries of a Web of Science file.
func Read(r io.Reader, source string) iter.Seq2[corpus.Record, error] {
	return intake.Read(r, source, Format, Version, parse)
}

func parse(r io.Reader, sink *intake.Sink) error {
	lines := decode.NewLines(r)
	var entry tagline.Builder
	for !sink.Stopped() {
		l, ok := lines.Next()
		if !ok {
			break
		}
		switch tag := tagOf(l.Text); {
		case tag == "FN" || tag == "VR" || tag == "EF":
			shut(&entry, sink)
		case tag == "PT":
			shut(&entry, sink)
			entry.Add(l, 2, 2)
		case tag == "ER":
			if !entry.Empty() {
				entry.Skip(l)
			}
			shut(&entry, sink)
		case tag != "":
			entry.Add(l, 2, 2)
		case entry.HasFields():
			entry.Continue(l)
		default:
			sink.Stray(l.No, l.Text)
		}
	}
	shut(&entry, sink)
	return lines.Err()
}

// tagOf returns the tag of a line, "" for one that goes on.
func tagOf(line []byte) string {
	if len(line) < 2 || line[0] < 'A' || line[0] > 'Z' || len(line) > 2 && line[2] != ' ' {
		return ""
	}
	if c := line[1]; (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
		return ""
	}
	return string(line[:2])
}

func shut(b *tagline.Builder, sink *intake.Sink) {
	if b.Empty() {
		return
	}
	e := b.Take()
	rd := reader{entry: e}
	it := rd.read()
	for _, p := range rd.entry.Problems {
		sink.Kept(p.Line, p.Err)
	}
	if !slices.ContainsFunc(e.Fields, func(f tagline.Field) bool { return f.Tag != "PT" && f.Value != "" }) {
		sink.Lost(e.Line, errors.New("the entry is empty"))
		return
	}
	sink.Record(e.Line, e.Raw, it.Accession, it)
}

type reader struct {
	entry       tagline.Entry
	item        corpus.Item
	full        bool   // AF was there
	first, last string // pages
	day         string // PD
	types       string // PT
}

func (rd *reader) extra(f tagline.Field) {
	if v := markup.CleanBlock(f.Value); v != "" {
		rd.item.Extra = append(rd.item.Extra, corpus.Tag{Name: f.Tag, Value: v})
	}
}

func (rd *reader) once(into *string, f tagline.Field) {
	v := markup.Text(f.Value)
	if *into == "" {
		*into = v
	} else if *into != v {
		rd.extra(f)
	}
}

func (rd *reader) read() corpus.Item {
	for _, f := range rd.entry.Fields {
		if f.Tag == "AF" && f.Value != "" {
			rd.full = true
		}
	}
	for _, f := range rd.entry.Fields {
		if f.Value != "" {
			rd.field(f)
		}
	}
	it := &rd.item
	it.Pages = field.JoinPages(rd.first, rd.last)
	if month, day := field.MonthDay(rd.day); it.Published.Year > 0 && month > 0 {
		it.Published.Month, it.Published.Day = month, day
	}
	it.Kind = rd.kind()
	return *it
}

// kind decides by the types of the document, then by PT.
func (rd *reader) kind() corpus.Kind {
	if k := field.KindOf(rd.item.PublicationTypes); k != "" && k != corpus.KindArticle {
		return k
	}
	switch rd.types {
	case "B":
		return corpus.KindBook
	case "S":
		return corpus.KindChapter
	case "P":
		return corpus.KindPatent
	case "C":
		return corpus.KindConference
	}
	return corpus.KindArticle
}

// field puts one field where it belongs.
func (rd *reader) field(f tagline.Field) {
	it := &rd.item
	switch f.Tag {
	case "PT":
		rd.types = strings.TrimSpace(f.Value)
	case "TI":
		rd.once(&it.Title, f)
	case "FT":
		rd.once(&it.OriginalTitle, f)
	case "AF":
		it.Authors = rd.names(f.Value)
	case "AU":
		if !rd.full {
			it.Authors = rd.names(f.Value)
		}
	case "BE", "ED":
		it.Editors = rd.names(f.Value)
	case "CA", "GP":
		for _, name := range strings.Split(f.Value, "\n") {
			it.Authors = append(it.Authors, corpus.Author{Collective: markup.Text(name)})
		}
	case "SO":
		rd.once(&it.Journal, f)
	case "JI":
		rd.once(&it.JournalAbbrev, f)
	case "SE":
		rd.once(&it.Series, f)
	case "AB":
		it.Abstract = tagline.Abstract(f.Value)
	case "PY":
		rd.year(f)
	case "PD":
		rd.day = f.Value
	case "VL":
		rd.once(&it.Volume, f)
	case "IS":
		rd.once(&it.Issue, f)
	case "BP":
		rd.once(&rd.first, f)
	case "EP":
		rd.once(&rd.last, f)
	case "AR":
		rd.once(&it.ArticleNumber, f)
	case "PU":
		rd.once(&it.Publisher, f)
	case "PI":
		rd.once(&it.Place, f)
	case "UT":
		rd.once(&it.Accession, f)
		it.Database = "Web of Science"
	default:
		if !rd.list(f) && !rd.number(f) {
			rd.extra(f)
		}
	}
}

func (rd *reader) year(f tagline.Field) {
	d, err := field.Date(f.Value)
	if err != nil {
		rd.entry.Problems = append(rd.entry.Problems, tagline.Problem{Line: f.Line, Err: err})
		rd.extra(f)
	}
	rd.item.Published = d
}

// names reads one name a line.
func (rd *reader) names(value string) []corpus.Author {
	var out []corpus.Author
	for _, line := range strings.Split(value, "\n") {
		if a := field.Name(markup.Text(line)); a != (corpus.Author{}) {
			out = append(out, a)
		}
	}
	return out
}

// joined undoes the wrapping of a list.
func joined(value string) string { return strings.ReplaceAll(value, "\n", " ") }

// list reads the tags of several values.
func (rd *reader) list(f tagline.Field) bool {
	it := &rd.item
	switch f.Tag {
	case "LA":
		it.Languages = field.AddOnce(it.Languages, field.SplitList(joined(f.Value), ";")...)
	case "DT":
		it.PublicationTypes = field.AddOnce(it.PublicationTypes, field.SplitList(joined(f.Value), ";")...)
	case "DE", "ID":
		it.Keywords = field.AddOnce(it.Keywords, field.SplitList(joined(f.Value), ";")...)
	case "C1":
		it.Affiliations = field.AddOnce(it.Affiliations, strings.Split(markup.Block(f.Value), "\n")...)
	case "FU":
		it.Funding = field.AddOnce(it.Funding, field.SplitList(joined(f.Value), ";")...)
	case "CR":
		for _, line := range strings.Split(f.Value, "\n") {
			line = markup.Text(line)
			it.References = append(it.References, corpus.Citation{Text: line, DOI: field.FindDOI(line)})
		}
	case "OI":
		rd.orcids(f)
	default:
		return false
	}
	return true
}

// orcids reads "Oduro, Razak/0000-0001-2345-6789; …".
func (rd *reader) orcids(f tagline.Field) {
	for _, one := range field.SplitList(joined(f.Value), ";") {
		name, id, _ := strings.Cut(one, "/")
		who := field.Name(name)
		for i, a := range rd.item.Authors {
			if a.Family == who.Family && a.Given == who.Given && len(id) == 19 {
				rd.item.Authors[i].ORCID = id
			}
		}
	}
	rd.extra(f)
}

// number reads identifiers.
func (rd *reader) number(f tagline.Field) bool {
	it := &rd.item
	v := markup.Clean(f.Value)
	switch f.Tag {
	case "DI":
		d, ok := field.DOIOf(v)
		it.DOI = d
		return ok
	case "PM":
		p, err := corpus.ParsePMID(v)
		it.PMID = p
		return err == nil
	case "SN", "EI", "BN":
		issn, isbn, whole := field.Serials(v)
		it.ISSN, it.ISBN = field.AddOnce(it.ISSN, issn...), field.AddOnce(it.ISBN, isbn...)
		return whole
	}
	return false
}
