package bibtex

import (
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/markup"
)

// types lists the types of entries that have a kind; the first of a kind is
// the one that is written. All others are KindOther.
var types = []struct {
	name string
	kind corpus.Kind
}{
	{"article", corpus.KindArticle}, {"suppperiodical", corpus.KindArticle},
	{"inproceedings", corpus.KindConference}, {"conference", corpus.KindConference},
	{"book", corpus.KindBook}, {"mvbook", corpus.KindBook}, {"collection", corpus.KindBook}, {"proceedings", corpus.KindBook}, {"booklet", corpus.KindBook}, {"reference", corpus.KindBook},
	{"incollection", corpus.KindChapter}, {"inbook", corpus.KindChapter}, {"bookinbook", corpus.KindChapter}, {"inreference", corpus.KindChapter}, {"suppbook", corpus.KindChapter},
	{"phdthesis", corpus.KindThesis}, {"mastersthesis", corpus.KindThesis}, {"thesis", corpus.KindThesis},
	{"techreport", corpus.KindTechReport}, {"report", corpus.KindTechReport},
	{"online", corpus.KindWebPage}, {"electronic", corpus.KindWebPage}, {"www", corpus.KindWebPage},
	{"dataset", corpus.KindDataset}, {"software", corpus.KindSoftware}, {"patent", corpus.KindPatent},
	{"misc", corpus.KindOther},
}

// Names of fields of our own.
const (
	typeField = "entrytype"    // the type of entries whose kind does not tell it
	kindField = "appraisekind" // the kind where the type does not tell it
)

func typeOf(name string) (kind corpus.Kind, canonical bool) {
	for i, t := range types {
		if t.name == name {
			return t.kind, i == 0 || types[i-1].kind != t.kind
		}
	}
	return corpus.KindOther, false
}

// reader turns one entry into an item.
type reader struct {
	entry entry
	item  corpus.Item
	dates map[string]string
	// marked says that the kind stands in a field of its own.
	marked bool
}

func (rd *reader) extra(name, value string) {
	if v := markup.CleanBlock(plain(value)); v != "" {
		rd.item.Extra = append(rd.item.Extra, corpus.Tag{Name: name, Value: v})
	}
}

// extraFirst keeps a value before others of its name, which came later.
func (rd *reader) extraFirst(name, value string) {
	n := len(rd.item.Extra)
	if rd.extra(name, value); len(rd.item.Extra) == n {
		return
	}
	at := slices.IndexFunc(rd.item.Extra, func(x corpus.Tag) bool { return x.Name == name })
	rd.item.Extra = slices.Insert(rd.item.Extra[:n], at, rd.item.Extra[n])
}

// text reads LaTeX as one line.
func text(value string) string { return markup.Text(plain(value)) }

func (rd *reader) once(into *string, f pair) {
	v := text(f.value)
	if *into == "" {
		*into = v
	} else if *into != v {
		rd.extra(f.name, f.value)
	}
}

func (rd *reader) read() corpus.Item {
	it := &rd.item
	rd.dates = map[string]string{}
	kind, canonical := typeOf(rd.entry.kind)
	it.Kind = kind
	if !canonical {
		rd.extra(typeField, rd.entry.kind)
	}
	for _, f := range rd.entry.fields {
		switch {
		case f.value == "":
		case f.again || f.name == rd.lesser():
			rd.extra(f.name, f.value)
		default:
			rd.field(f)
		}
	}
	rd.readDate()
	if kind == corpus.KindArticle && !rd.marked {
		if better := field.KindOf(it.PublicationTypes); better != "" {
			it.Kind = better
		}
	}
	slices.SortStableFunc(it.Extra, func(a, b corpus.Tag) int { return order(a) - order(b) })
	return *it
}

// order puts what Write writes before other fields first, so that a second
// reading gives the same.
func order(x corpus.Tag) int {
	switch {
	case x.Name == typeField:
		return 0
	case x.Value == "and others":
		return 1
	}
	return 2
}

// lesser is the field that gives way where an entry names a journal and a
// book: the book for articles, the journal for others.
func (rd *reader) lesser() string {
	if rd.entry.get("journal") == "" || rd.entry.get("booktitle") == "" {
		return ""
	}
	switch kind, _ := typeOf(rd.entry.kind); kind {
	case corpus.KindConference, corpus.KindChapter, corpus.KindBook:
		return "journal"
	}
	return "booktitle"
}

// field puts one field where it belongs.
func (rd *reader) field(f pair) {
	it := &rd.item
	switch f.name {
	case "title":
		rd.title(f)
	case "subtitle":
		if v := text(f.value); it.Title != "" {
			it.Title = strings.TrimRight(it.Title, ": ") + ": " + v
		}
	case "origtitle", "titleaddon":
		rd.once(&it.OriginalTitle, f)
	case "abstract":
		it.Abstract = field.Sections(markup.Block(unwrap(plain(f.value))))
	case "author":
		it.Authors = append(it.Authors, rd.names(f)...)
	case "editor":
		it.Editors = append(it.Editors, rd.names(f)...)
	case "journal", "journaltitle", "booktitle", "fjournal", "maintitle":
		rd.once(&it.Journal, f)
	case "shortjournal", "abbrev_source_title", "journal-iso", "journal_abbrev":
		rd.once(&it.JournalAbbrev, f)
	case "year", "date", "month", "day":
		rd.dates[f.name] = text(f.value)
	case "urldate":
		if d, err := field.Date(text(f.value)); err == nil {
			it.Accessed = d
		} else {
			rd.extra(f.name, f.value)
		}
	case "volume":
		rd.once(&it.Volume, f)
	case "number", "issue":
		rd.once(&it.Issue, f)
	case "pages":
		it.Pages = field.Pages(text(f.value))
	case "eid", "article-number", "art_number", "articleno":
		rd.once(&it.ArticleNumber, f)
	case "edition":
		rd.once(&it.Edition, f)
	case "series":
		rd.once(&it.Series, f)
	case "publisher", "institution", "school":
		rd.once(&it.Publisher, f)
	case "address", "location":
		if f.name == "location" && rd.entry.get("address") != "" {
			rd.extra(f.name, f.value) // of the conference
			return
		}
		rd.once(&it.Place, f)
	case "source", "database":
		rd.once(&it.Database, f)
	case "unique-id", "accession":
		rd.once(&it.Accession, f)
	case kindField:
		it.Kind, rd.marked = corpus.Kind(text(f.value)), true
	case "crossref", "xdata":
	default:
		if !rd.list(f) && !rd.identifier(f) {
			rd.extra(f.name, f.value)
		}
	}
}

func (rd *reader) title(f pair) {
	sub := ""
	if _, after, ok := strings.Cut(rd.item.Title, ": "); ok && rd.item.Title != "" {
		sub = after
	}
	rd.item.Title = text(f.value)
	if sub != "" && !strings.Contains(rd.item.Title, sub) {
		rd.item.Title += ": " + sub
	}
}

// list reads the fields of several values.
func (rd *reader) list(f pair) bool {
	it := &rd.item
	v := plain(f.value)
	switch f.name {
	case "keywords", "keyword", "author_keywords", "keywords-plus":
		it.Keywords = field.AddOnce(it.Keywords, splitWords(v)...)
	case "language", "langid":
		it.Languages = field.AddOnce(it.Languages, field.SplitList(v, ";")...)
	case "type", "document_type":
		it.PublicationTypes = field.AddOnce(it.PublicationTypes, field.SplitList(v, ";")...)
	case "affiliation", "affiliations":
		it.Affiliations = field.AddOnce(it.Affiliations, field.SplitList(v, ";\n")...)
	case "substances", "chemicals_cas":
		it.Substances = field.AddOnce(it.Substances, field.SplitList(v, ";")...)
	case "funding":
		it.Funding = field.AddOnce(it.Funding, field.SplitList(v, ";")...)
	case "registrations":
		it.Registrations = corpus.FindRegistrations(v)
	case "note", "annote", "annotation":
		rd.note(v)
	case "file":
		it.Files = field.AddOnce(it.Files, files(f.value)...)
	default:
		return false
	}
	return true
}

// splitWords splits keywords at semicolons, else at commas.
func splitWords(v string) []string {
	cut := ","
	if strings.ContainsRune(v, ';') {
		cut = ";"
	}
	return field.SplitList(v, cut)
}

// note reads notes, which empty lines separate; a PMID in it goes to its field.
func (rd *reader) note(v string) {
	if first, rest, ok := strings.Cut(v, "\n\n"); ok {
		rd.note(first)
		rd.note(rest)
		return
	}
	v = markup.Block(v)
	if id, ok := strings.CutPrefix(v, "PMID: "); ok {
		if p, err := corpus.ParsePMID(id); err == nil && rd.item.PMID == "" {
			rd.item.PMID = p
			return
		}
	}
	rd.item.Notes = field.AddOnce(rd.item.Notes, v)
}

// files reads a path, or JabRef's "description:path:type;…".
func files(v string) []string {
	var out []string
	v = strings.NewReplacer("\\:", "\x00", "\\;", "\x01", "\\_", "_", "{", "", "}", "").Replace(v)
	for _, part := range strings.Split(v, ";") {
		if pieces := strings.Split(part, ":"); len(pieces) == 3 && !strings.HasPrefix(pieces[1], "//") {
			part = pieces[1]
		}
		if part = markup.Clean(strings.NewReplacer("\x00", ":", "\x01", ";").Replace(part)); strings.Trim(part, "\\/:;$~") != "" {
			out = append(out, part)
		}
	}
	return out
}

// identifier reads numbers and addresses, which are not text.
func (rd *reader) identifier(f pair) bool {
	it := &rd.item
	v := markup.Clean(strings.NewReplacer("\\_", "_", "\\&", "&", "\\%", "%", "\\#", "#", "\\$", "$", "\\textasciitilde{}", "~", "\\~{}", "~", "{", "", "}", "").Replace(f.value))
	var err error
	switch f.name {
	case "doi":
		it.DOI, err = corpus.ParseDOI(v)
	case "pmid", "pubmed_id":
		it.PMID, err = corpus.ParsePMID(v)
	case "pmcid", "pmc":
		it.PMCID, err = corpus.ParsePMCID(v)
	case "issn", "eissn", "isbn":
		issn, isbn, whole := field.Serials(v)
		it.ISSN = field.AddOnce(it.ISSN, issn...)
		it.ISBN = field.AddOnce(it.ISBN, isbn...)
		return whole
	case "url", "howpublished":
		if !strings.Contains(v, "://") && !strings.HasPrefix(v, "www.") && f.name != "url" {
			return false
		}
		for _, u := range strings.Fields(strings.TrimPrefix(v, "\\url")) {
			it.URLs = field.AddOnce(it.URLs, u)
		}
	default:
		return false
	}
	if err != nil {
		rd.entry.problems = append(rd.entry.problems, err)
	}
	return err == nil
}

// readDate joins year, month, day and date.
func (rd *reader) readDate() {
	it := &rd.item
	bad := func(name string, err error) {
		rd.entry.problems = append(rd.entry.problems, err)
		rd.extraFirst(name, rd.dates[name])
	}
	for _, name := range []string{"date", "year"} {
		d, err := field.Date(rd.dates[name])
		switch {
		case err != nil:
			bad(name, err)
		case d.Year == 0:
			rd.extraFirst(name, rd.dates[name])
		case it.Published.Year == 0:
			it.Published = d
		}
	}
	month := rd.dates["month"]
	switch {
	case month == "" || it.Published.Month > 0:
	case it.Published.Year > 0 && field.Month(month) > 0:
		it.Published.Month = field.Month(month)
		if _, day := field.MonthDay(month); day > 0 {
			it.Published.Day = day
		}
	default:
		rd.extraFirst("month", month)
	}
	if day := rd.dates["day"]; day != "" && it.Published.Month > 0 && it.Published.Day == 0 {
		if d, err := field.Date("2000/01/" + day); err == nil {
			it.Published.Day = d.Day
		}
	}
}

// unwrap joins the lines of a value: all but those behind an empty line.
func unwrap(s string) string {
	paragraphs := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n\n")
	for i, p := range paragraphs {
		paragraphs[i] = strings.Join(strings.Fields(p), " ")
	}
	return strings.Join(paragraphs, "\n")
}
