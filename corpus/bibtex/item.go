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

// kinds are those that a field of our own may name.
var kinds = []corpus.Kind{
	corpus.KindArticle, corpus.KindAbstract, corpus.KindConference, corpus.KindPreprint, corpus.KindGuideline, corpus.KindRegistry, corpus.KindBook,
	corpus.KindChapter, corpus.KindThesis, corpus.KindTechReport, corpus.KindWebPage, corpus.KindNews, corpus.KindDataset, corpus.KindPatent,
	corpus.KindSoftware, corpus.KindOther,
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
	// again says that something was kept beside a field that is read.
	again bool
	// subtitles go behind the title, wherever they stand.
	subtitles []string
	// marked says that the kind stands in a field of its own.
	marked bool
}

func (rd *reader) extra(name, value string) {
	if v := markup.CleanBlock(plain(value)); v != "" && !isEmpty(name, verbatimLatex(v)) {
		rd.again = rd.again || isWritten(name)
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
	lesser := rd.lesser()
	for _, f := range rd.entry.fields {
		switch {
		case f.value == "":
		case f.again && (rd.list(f) || rd.identifier(f)): // more of the same
		case f.name == "pages" && it.Pages == "": // those before were none
			rd.field(f)
		case f.again && f.name != "subtitle" || f.name == lesser:
			rd.extra(f.name, f.value)
		default:
			rd.field(f)
		}
	}
	rd.joinTitle()
	rd.readDate()
	if kind == corpus.KindArticle && !rd.marked {
		if better := field.KindOf(it.PublicationTypes); better != "" {
			it.Kind = better
		}
	}
	if !canonical && kind == it.Kind {
		rd.extra(typeField, rd.entry.kind)
	}
	if rd.again {
		rd.dropSaid()
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
	case goesOn(x):
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
		rd.once(&it.Title, f)
	case "subtitle":
		if v := text(f.value); v != "" {
			rd.subtitles = append(rd.subtitles, v)
		}
	case "origtitle", "titleaddon":
		rd.once(&it.OriginalTitle, f)
	case "abstract":
		it.Abstract = field.Sections(markup.Block(unwrap(plain(f.value))))
	case "author":
		it.Authors = rd.names(f)
	case "editor":
		it.Editors = rd.names(f)
	case "journal", "journaltitle", "booktitle", "fjournal", "maintitle":
		rd.once(&it.Journal, f)
	case "shortjournal", "abbrev_source_title", "journal-iso", "journal_abbrev":
		rd.once(&it.JournalAbbrev, f)
	case "year", "date", "month", "day":
		rd.dates[f.name] = f.value
	case "urldate":
		if d, err := field.Date(text(f.value)); err == nil && d.Year > 0 {
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
		k := corpus.Kind(text(f.value))
		if rd.marked = slices.Contains(kinds, k); !rd.marked {
			rd.extra(f.name, f.value)
			return
		}
		it.Kind = k
	case "crossref", "xdata":
	default:
		if !rd.list(f) && !rd.identifier(f) {
			rd.extra(f.name, f.value)
		}
	}
}

// joinTitle puts the subtitles behind the title.
func (rd *reader) joinTitle() {
	it := &rd.item
	for _, v := range rd.subtitles {
		if title := strings.TrimRight(it.Title, ": "); title != "" {
			v = title + ": " + v
		}
		it.Title = markup.Clean(v)
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
		for _, id := range corpus.FindRegistrations(v) {
			if !slices.Contains(it.Registrations, id) {
				it.Registrations = append(it.Registrations, id)
			}
		}
	case "note", "annote", "annotation":
		rd.notes(v)
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

// notes reads notes, which empty lines separate; a PMID in one goes to its
// field.
func (rd *reader) notes(v string) {
	var out []string
	for note := range strings.SplitSeq(v, "\n\n") {
		note = markup.Block(note)
		if id, ok := strings.CutPrefix(note, "PMID: "); ok && rd.item.PMID == "" {
			if p, err := corpus.ParsePMID(id); err == nil {
				rd.item.PMID = p
				continue
			}
		}
		out = append(out, note)
	}
	rd.item.Notes = field.AddOnce(rd.item.Notes, out...)
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

// unwrap joins the lines of a value: all but those behind an empty line.
func unwrap(s string) string {
	paragraphs := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n\n")
	for i, p := range paragraphs {
		paragraphs[i] = strings.Join(strings.Fields(p), " ")
	}
	return strings.Join(paragraphs, "\n")
}
