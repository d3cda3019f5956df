package ovid

import (
	"regexp"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/markup"
	"appraise/corpus/tagline"
)

// reader turns one entry into an item.
type reader struct {
	entry   tagline.Entry
	item    corpus.Item
	source  string
	chapter string
	book    string
}

func (rd *reader) extra(f tagline.Field) {
	if v := markup.CleanBlock(f.Value); v != "" {
		rd.item.Extra = append(rd.item.Extra, corpus.Tag{Name: f.Tag, Value: v})
	}
}

func (rd *reader) once(into *string, f tagline.Field) {
	v := strings.TrimSuffix(markup.Text(f.Value), ".")
	if f.Tag == "TI" {
		v = markup.Text(f.Value)
	}
	if *into == "" {
		*into = v
	} else if *into != v {
		rd.extra(f)
	}
}

func (rd *reader) read() corpus.Item {
	for _, f := range rd.entry.Fields {
		if f.Value == "" || f.Value == "-" {
			continue
		}
		tag := f.Tag
		if t := names[strings.ToLower(tag)]; t != "" {
			tag = t
		}
		rd.field(tag, f)
	}
	it := &rd.item
	rd.readSource()
	switch {
	case rd.chapter != "" && it.Title != "":
		it.Journal, it.Title, it.Kind = it.Title, rd.chapter, corpus.KindChapter
	case rd.chapter != "":
		it.Title, it.Kind = rd.chapter, corpus.KindChapter
	}
	if it.Journal == "" {
		it.Journal = rd.book
	}
	if it.Kind == "" {
		if it.Kind = field.KindOf(it.PublicationTypes); it.Kind == "" {
			it.Kind = corpus.KindArticle
		}
	}
	return *it
}

// field puts one field where it belongs.
func (rd *reader) field(tag string, f tagline.Field) {
	it := &rd.item
	switch tag {
	case "VN", "SR":
	case "TI":
		rd.once(&it.Title, f)
	case "CT":
		rd.once(&rd.chapter, f)
	case "BT":
		rd.once(&rd.book, f)
	case "OT":
		rd.once(&it.OriginalTitle, f)
	case "AU":
		rd.authors(f)
	case "AB":
		it.Abstract = tagline.Abstract(f.Value)
	case "SO":
		rd.source = markup.Text(f.Value)
	case "JN":
		rd.once(&it.Journal, f)
	case "UI":
		rd.once(&it.Accession, f)
	case "DB":
		rd.once(&it.Database, f)
	case "PB":
		rd.once(&it.Publisher, f)
	case "VO":
		rd.once(&it.Volume, f)
	case "IP":
		rd.once(&it.Issue, f)
	case "YR", "DP":
		rd.date(f)
	case "PG":
		it.Pages = field.Pages(f.Value)
	default:
		if !rd.list(tag, f) && !rd.number(tag, f) {
			rd.extra(f)
		}
	}
}

func (rd *reader) date(f tagline.Field) {
	d, err := field.Date(f.Value)
	switch {
	case err != nil:
		rd.entry.Problems = append(rd.entry.Problems, tagline.Problem{Line: f.Line, Err: err})
		rd.extra(f)
	case rd.item.Published.Year == 0 || d.Year == rd.item.Published.Year && d.Month > 0:
		rd.item.Published = d
	}
}

// degrees and marks of institutions that follow names.
var degrees = regexp.MustCompile(`(?i)(,)?( (MD|PhD|MSc|MPH|BSc|RN|DPhil|MBBS|FRCP|DrPH|DDS|[0-9]+|\*|\+|\++|&))+( ?,)?$`)

// authors reads one name a field or line, or several separated by semicolons,
// with degrees and marks behind them.
func (rd *reader) authors(f tagline.Field) {
	for _, name := range field.SplitList(f.Value, ";\n") {
		into := &rd.item.Authors
		if rest, ok := strings.CutSuffix(name, " [Ed]"); ok {
			name, into = rest, &rd.item.Editors
		}
		for {
			rest := strings.TrimRight(degrees.ReplaceAllString(name, ""), " ,")
			if rest == name {
				break
			}
			name = rest
		}
		if a := field.Name(strings.TrimSuffix(name, " *")); a != (corpus.Author{}) && !slices.Contains(*into, a) {
			*into = append(*into, a)
		}
	}
}

// list reads the tags of several values.
func (rd *reader) list(tag string, f tagline.Field) bool {
	it := &rd.item
	values := field.SplitList(f.Value, ";\n")
	for i, v := range values {
		values[i] = strings.TrimSuffix(v, ".")
	}
	switch tag {
	case "KW", "MH":
		it.Keywords = field.AddOnce(it.Keywords, values...)
	case "LG":
		it.Languages = field.AddOnce(it.Languages, values...)
	case "PT":
		it.PublicationTypes = field.AddOnce(it.PublicationTypes, values...)
	case "RN":
		it.Substances = field.AddOnce(it.Substances, values...)
	case "IN":
		for _, line := range strings.Split(f.Value, "\n") {
			it.Affiliations = field.AddOnce(it.Affiliations, markup.Text(line))
		}
	case "UR":
		for _, u := range strings.Fields(f.Value) {
			it.URLs = field.AddOnce(it.URLs, u)
		}
	case "RF":
		for _, line := range strings.Split(f.Value, "\n") {
			if line = markup.Text(line); line != "" {
				it.References = append(it.References, corpus.Citation{Text: line, DOI: field.FindDOI(line)})
			}
		}
	default:
		return false
	}
	return true
}

// number reads identifiers.
func (rd *reader) number(tag string, f tagline.Field) bool {
	it := &rd.item
	v := markup.Clean(f.Value)
	switch tag {
	case "DO":
		d, ok := field.DOIOf(v)
		if it.DOI == "" {
			it.DOI = d
		}
		return ok
	case "PM":
		p, err := corpus.ParsePMID(v)
		it.PMID = p
		return err == nil
	case "IS", "IB":
		issn, isbn, whole := field.Serials(v)
		it.ISSN, it.ISBN = field.AddOnce(it.ISSN, issn...), field.AddOnce(it.ISBN, isbn...)
		return whole
	case "CN":
		ids := corpus.FindRegistrations(v)
		it.Registrations = append(it.Registrations, ids...)
		return len(ids) > 0
	}
	return false
}

// sourceForm is "Ecohydrology.   8(6):1048-1064, September 2015.".
var sourceForm = regexp.MustCompile(`^(.+?)\. +(?:Vol )?([0-9A-Za-z]+)? ?(?:\(([^)]*)\))? ?(?:[:(] ?(?:pp ?)?([0-9A-Za-z]+-?[0-9A-Za-z]*)\)?)?(?:, | |$)(.*)$`)

// readSource takes apart the line with journal, volume, issue, pages, date.
func (rd *reader) readSource() {
	it := &rd.item
	if rd.source == "" {
		return
	}
	m := sourceForm.FindStringSubmatch(rd.source)
	if m == nil || m[2] == "" {
		journal, _, _ := strings.Cut(rd.source, ".")
		m = []string{"", strings.TrimSpace(journal), "", "", "", rd.source}
	}
	fill := func(into *string, v string) {
		if *into == "" {
			*into = markup.Clean(v)
		}
	}
	fill(&it.Journal, m[1])
	fill(&it.Volume, m[2])
	fill(&it.Issue, m[3])
	if it.Pages == "" {
		it.Pages = field.Pages(m[4])
	}
	if d, err := field.Date(m[5]); err == nil && (it.Published.Year == 0 || d.Year == it.Published.Year && d.Month > 0) {
		it.Published = d
	}
	it.Extra = append(it.Extra, corpus.Tag{Name: "SO", Value: rd.source})
}
