package ris

import (
	"errors"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/intake"
	"appraise/corpus/markup"
	"appraise/corpus/tagline"
)

// reader turns one entry into an item.
type reader struct {
	entry  tagline.Entry
	item   corpus.Item
	ty, id string
	named  map[corpus.Author]string // by which tag
	marked bool                     // the kind stands in a field of its own

	titles, journals, abbrevs, abstracts, keywords []tagline.Field
	dates                                          []tagline.Field
	first, last                                    string        // pages
	proceedings                                    tagline.Field // where T2 is the name of the conference
	dialect                                        dialect
	odd                                            bool // fields with a place stayed without
}

// dialect tells whose habits an entry follows, from the entry alone.
type dialect struct {
	endnote, psycinfo, embase, pubmed bool
}

func (rd *reader) problem(line int, err error) {
	rd.entry.Problems = append(rd.entry.Problems, tagline.Problem{Line: line, Err: err})
}

// filled reports whether a field other than TY says anything.
func (rd *reader) filled() bool {
	for _, f := range rd.entry.Fields {
		if f.Tag != "TY" && f.Value != "" {
			return true
		}
	}
	return false
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
	rd.entry.Fields = splitRunOn(rd.entry.Fields)
	rd.dialect = dialectOf(rd.entry.Fields)
	for _, f := range rd.entry.Fields {
		if f.Value != "" {
			rd.field(f)
		}
	}
	it := &rd.item
	rd.readTitles()
	rd.readJournal()
	rd.readDates()
	rd.readAbstract()
	it.Keywords = field.Keywords(values(rd.keywords))
	it.Pages = field.JoinPages(rd.first, rd.last)
	if !rd.marked && rd.ty != "" {
		it.Kind = kindOf(rd.ty, it.PublicationTypes)
	}
	if rd.marked && rd.ty == anyType {
		it.Extra = slices.DeleteFunc(it.Extra, func(x corpus.Tag) bool { return x.Name == "TY" && x.Value == anyType })
		if len(it.Extra) == 0 {
			it.Extra = nil
		}
	}
	if rd.ty == "EDBOOK" {
		it.Editors = append(it.Authors, it.Editors...)
		it.Authors = nil
	}
	return *it
}

func dialectOf(fields []tagline.Field) dialect {
	var d dialect
	var st, t2, jf bool
	for _, f := range fields {
		switch f.Tag {
		case "ST":
			st = true
		case "T2":
			t2 = true
		case "JF":
			jf = true
		case "DB":
			db := strings.ToLower(markup.Text(f.Value))
			d.psycinfo = d.psycinfo || strings.Contains(db, "psycinfo")
			d.embase = d.embase || strings.HasPrefix(db, "embase")
			d.pubmed = d.pubmed || strings.HasPrefix(db, "pubmed") || strings.HasPrefix(db, "medline") || strings.HasPrefix(db, "ovid medline") || db == "nlm"
		case "M3":
			v := markup.Clean(f.Value)
			d.psycinfo = d.psycinfo || isClass(v) || slices.ContainsFunc(field.SplitList(v, ";"), isClass)
		}
	}
	d.endnote = st && t2 && !jf
	return d
}

// field puts one field where it belongs. Those that depend on others are set
// aside for the steps after it.
func (rd *reader) field(f tagline.Field) {
	it := &rd.item
	switch f.Tag {
	case "TY":
		rd.readType(f)
	case kindTag:
		rd.marked, rd.odd = true, true
		if f.Value != noKind {
			it.Kind = corpus.Kind(markup.Clean(f.Value))
		}
	case "TI", "T1", "CT", "BT", "ST":
		rd.titles = append(rd.titles, f)
	case "OT":
		rd.once(&it.OriginalTitle, f)
	case "JF", "JO", "T2":
		rd.journals = append(rd.journals, f)
	case "JA", "J1", "J2", "JI", "J9":
		rd.abbrevs = append(rd.abbrevs, f)
	case "C3":
		if kind, _ := typeOf(rd.ty); kind == corpus.KindConference && rd.dialect.endnote {
			rd.proceedings = f // T2 is the name of the conference then
		} else if !rd.identifier(f) {
			rd.extra(f)
		}
	case "T3":
		rd.once(&it.Series, f)
	case "AU", "A1":
		rd.author(&it.Authors, f)
	case "A2", "A3", "ED":
		rd.editor(f)
	case "AI":
		rd.orcid(f)
	case "PY", "Y1", "DA":
		rd.dates = append(rd.dates, f)
	case "Y2":
		rd.accessed(f)
	case "AB", "N2":
		rd.abstracts = append(rd.abstracts, f)
	case "KW":
		rd.keywords = append(rd.keywords, f)
	case "VL":
		rd.once(&it.Volume, f)
	case "IS":
		rd.once(&it.Issue, f)
	case "SP":
		rd.onceRaw(&rd.first, f)
	case "EP":
		rd.onceRaw(&rd.last, f)
	case "C7":
		rd.once(&it.ArticleNumber, f)
	case "ET":
		rd.once(&it.Edition, f)
	case "PB":
		rd.once(&it.Publisher, f)
	case "CY":
		rd.once(&it.Place, f)
	case "LA":
		it.Languages = field.AddOnce(it.Languages, markup.Text(f.Value))
	case "AD":
		it.Affiliations = field.AddOnce(it.Affiliations, markup.Text(f.Value))
	case "SN":
		rd.serials(f)
	case "DB":
		f.Value = strings.ReplaceAll(f.Value, "\n", "; ")
		rd.once(&it.Database, f)
	case "ID":
		switch v := markup.Clean(f.Value); rd.id {
		case "", v:
			rd.id = v
		default:
			rd.problem(f.Line, errors.New("the entry has a second ID, "+intake.Quote(v)+", which was left out"))
		}
	default:
		if !rd.identifier(f) && !rd.link(f) && !rd.note(f) {
			rd.extra(f)
		}
	}
}

func (rd *reader) readType(f tagline.Field) {
	if rd.ty != "" {
		rd.extra(f)
		return
	}
	ty, rest, more := strings.Cut(f.Value, "\n")
	if more {
		rd.problem(f.Line, errors.New("behind TY stands "+intake.Quote(rest)))
	}
	if rd.ty = strings.ToUpper(markup.Clean(ty)); rd.ty == "" {
		return
	}
	if _, canonical := typeOf(rd.ty); !canonical {
		rd.item.Extra = append(rd.item.Extra, corpus.Tag{Name: "TY", Value: rd.ty})
	}
}

// placed lists the tags that have a place. Left over, they may find another one
// in the order in which they are written; all others say the same in any order.
const placed = " TY ZK TI T1 CT BT ST OT JF JO T2 JA J1 J2 JI J9 T3 AU A1 A2 A3 ED AI PY Y1 DA Y2 AB N2 VL IS SP EP C7 ET PB CY DB DO DI M3 AN "

// extra keeps a field that has no place.
func (rd *reader) extra(f tagline.Field) {
	rd.odd = rd.odd || strings.Contains(placed, " "+f.Tag+" ") || f.Tag[0] == 'U' && strings.HasSuffix(f.Value, "]")
	if v := markup.CleanBlock(f.Value); v != "" {
		rd.item.Extra = append(rd.item.Extra, corpus.Tag{Name: f.Tag, Value: v})
	}
}

// once sets a text that has one value; another value is kept as extra.
func (rd *reader) once(into *string, f tagline.Field) {
	v := markup.Text(f.Value)
	switch {
	case *into == "":
		*into = v
	case *into != v:
		rd.extra(f)
	}
}

func (rd *reader) onceRaw(into *string, f tagline.Field) {
	v := markup.Clean(f.Value)
	switch {
	case *into == "":
		*into = v
	case *into != v:
		rd.extra(f)
	}
}

func (rd *reader) readTitles() {
	for _, tag := range []string{"TI", "T1", "CT", "BT", "ST"} {
		for _, f := range rd.titles {
			if f.Tag != tag || tag == "BT" && rd.isPart() {
				continue
			}
			rd.once(&rd.item.Title, f)
		}
	}
}

// isPart reports whether the entry is part of a book, so that BT is the book.
func (rd *reader) isPart() bool {
	kind, _ := typeOf(rd.ty)
	return kind == corpus.KindChapter || kind == corpus.KindConference
}

// readJournal decides between the many tags of journals, books and series.
func (rd *reader) readJournal() {
	it := &rd.item
	kind, _ := typeOf(rd.ty)
	whole := kind == corpus.KindBook || kind == corpus.KindThesis || kind == corpus.KindTechReport
	if rd.proceedings.Value != "" {
		rd.once(&it.Journal, rd.proceedings)
	}
	for _, tag := range []string{"JF", "BT", "T2", "JO"} {
		for _, f := range append(rd.titles, rd.journals...) {
			switch {
			case f.Tag != tag || tag == "BT" && !rd.isPart():
			case tag == "T2" && whole:
				rd.once(&it.Series, f)
			case tag == "JO" && it.Journal != "":
				rd.abbrevs = append([]tagline.Field{f}, rd.abbrevs...)
			default:
				rd.once(&it.Journal, f)
			}
		}
	}
	slices.SortStableFunc(rd.abbrevs, func(a, b tagline.Field) int { return rank(a.Tag) - rank(b.Tag) })
	for _, f := range rd.abbrevs {
		v := markup.Text(f.Value)
		switch {
		case it.Journal == "":
			it.Journal = v
		case v == it.Journal || strings.EqualFold(v, it.JournalAbbrev):
		case it.JournalAbbrev == "":
			it.JournalAbbrev = v
		default:
			rd.extra(f)
		}
	}
}

// rank puts the capital abbreviations of Web of Science behind readable ones.
func rank(tag string) int {
	if tag == "J9" {
		return 1
	}
	return 0
}

// readAbstract takes the longer of AB and N2; a third language or a notice of
// copyright in further AB lines is kept as extra.
func (rd *reader) readAbstract() {
	best := -1
	for i, f := range rd.abstracts {
		if best < 0 || f.Tag != rd.abstracts[best].Tag && len(f.Value) > len(rd.abstracts[best].Value) {
			best = i
		}
	}
	for i, f := range rd.abstracts {
		if i == best {
			rd.item.Abstract = tagline.Abstract(f.Value)
		}
	}
	for i, f := range rd.abstracts {
		if i != best && tagline.Abstract(f.Value) != rd.item.Abstract {
			rd.extra(f)
		}
	}
}

func (rd *reader) serials(f tagline.Field) {
	issn, isbn, whole := field.Serials(f.Value)
	rd.item.ISSN = field.AddOnce(rd.item.ISSN, issn...)
	rd.item.ISBN = field.AddOnce(rd.item.ISBN, isbn...)
	if !whole {
		rd.extra(f)
	}
}

func values(fields []tagline.Field) []string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = f.Value
	}
	return out
}
