package csvfile

import (
	"encoding/json"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/markup"
)

// cells is one row with the columns that are known, as gocsv reads and writes
// it. The order is that of the file written.
type cells struct {
	Kind             string `csv:"kind"`
	Title            text   `csv:"title"`
	OriginalTitle    text   `csv:"original_title"`
	Abstract         block  `csv:"abstract"`
	Authors          names  `csv:"authors"`
	Editors          names  `csv:"editors"`
	Journal          text   `csv:"journal"`
	JournalAbbrev    text   `csv:"journal_abbrev"`
	Year             date   `csv:"year"`
	Date             date   `csv:"date"`
	Month            string `csv:"month"`
	Day              string `csv:"day"`
	Volume           text   `csv:"volume"`
	Issue            text   `csv:"issue"`
	Pages            string `csv:"pages"`
	FirstPage        string `csv:"first_page"`
	LastPage         string `csv:"last_page"`
	ArticleNumber    text   `csv:"article_number"`
	Edition          text   `csv:"edition"`
	Series           text   `csv:"series"`
	Publisher        text   `csv:"publisher"`
	Place            text   `csv:"place"`
	ISSN             string `csv:"issn"`
	ISBN             string `csv:"isbn"`
	DOI              string `csv:"doi"`
	PMID             string `csv:"pmid"`
	PMCID            string `csv:"pmcid"`
	Registrations    string `csv:"registrations"`
	Database         text   `csv:"database"`
	Accession        text   `csv:"accession"`
	Languages        list   `csv:"languages"`
	PublicationTypes list   `csv:"publication_types"`
	MeSH             list   `csv:"mesh"`
	Keywords         words  `csv:"keywords"`
	Substances       list   `csv:"substances"`
	Affiliations     list   `csv:"affiliations"`
	Funding          list   `csv:"funding"`
	Conflicts        text   `csv:"conflicts"`
	URLs             links  `csv:"urls"`
	Files            list   `csv:"files"`
	Notes            notes  `csv:"notes"`
	Accessed         date   `csv:"accessed"`
	Extra            string `csv:"extra"`
}

// text is a cell of one line.
type text string

// UnmarshalCSV implements gocsv.TypeUnmarshaller.
func (t *text) UnmarshalCSV(s string) error { *t = text(markup.Text(s)); return nil }

// MarshalCSV implements gocsv.TypeMarshaller.
func (t text) MarshalCSV() (string, error) { return markup.Escape(string(t)), nil }

// block is a cell with paragraphs.
type block string

// UnmarshalCSV implements gocsv.TypeUnmarshaller.
func (b *block) UnmarshalCSV(s string) error {
	*b = block(field.Sections(markup.Block(s)))
	return nil
}

// MarshalCSV implements gocsv.TypeMarshaller.
func (b block) MarshalCSV() (string, error) { return markup.Escape(string(b)), nil }

// notes are separated by empty lines.
type notes []string

// UnmarshalCSV implements gocsv.TypeUnmarshaller.
func (n *notes) UnmarshalCSV(s string) error {
	for _, note := range strings.Split(s, "\n\n") {
		*n = field.AddOnce(*n, markup.Block(note))
	}
	return nil
}

// MarshalCSV implements gocsv.TypeMarshaller.
func (n notes) MarshalCSV() (string, error) { return markup.Escape(strings.Join(n, "\n\n")), nil }

// list is a cell of several values: separated by line breaks where there is
// one, else by semicolons; ['a', 'b'] as Python prints it is read as well.
type list []string

// UnmarshalCSV implements gocsv.TypeUnmarshaller.
func (l *list) UnmarshalCSV(s string) error {
	*l = splitList(s, ";")
	return nil
}

func splitList(s, cut string) []string {
	if isPython(s) {
		return python(s)
	}
	if strings.ContainsRune(s, '\n') {
		cut = "\n"
	}
	return field.AddOnce(nil, field.SplitList(s, cut)...)
}

// words are keywords, which some tables separate by commas.
type words []string

// UnmarshalCSV implements gocsv.TypeUnmarshaller.
func (w *words) UnmarshalCSV(s string) error {
	cut := ";"
	if n := strings.Count(s, ","); !strings.ContainsRune(s, ';') && (n > 1 && !strings.Contains(s, ", ") || n > 4) {
		cut = ","
	}
	*w = splitList(s, cut)
	return nil
}

// MarshalCSV implements gocsv.TypeMarshaller.
func (w words) MarshalCSV() (string, error) { return join(w, ";,"), nil }

// links are addresses, one a line or separated by spaces or semicolons.
type links []string

// UnmarshalCSV implements gocsv.TypeUnmarshaller.
func (l *links) UnmarshalCSV(s string) error {
	for _, line := range strings.Split(strings.NewReplacer("; http", "\nhttp", ";http", "\nhttp", " http", "\nhttp").Replace(s), "\n") {
		*l = field.AddOnce(*l, markup.Clean(line))
	}
	return nil
}

// MarshalCSV implements gocsv.TypeMarshaller.
func (l links) MarshalCSV() (string, error) { return strings.Join(l, "\n"), nil }

// MarshalCSV implements gocsv.TypeMarshaller.
func (l list) MarshalCSV() (string, error) { return join(l, ";"), nil }

// join writes a list so that it is read as it is.
func join(values []string, cut string) string {
	parts := make([]string, len(values))
	for i, v := range values {
		if parts[i] = markup.EscapeItem(v, cut); i == 0 && strings.HasPrefix(v, "[") {
			parts[i] = "&#91;" + markup.EscapeItem(v[1:], cut)
		}
	}
	return strings.Join(parts, "; ")
}

// isPython recognises the start of a list as Python prints it.
func isPython(s string) bool { return strings.HasPrefix(s, "['") || strings.HasPrefix(s, `["`) }

// python reads "['Marx, Karl', 'Lindgren, Astrid']".
func python(s string) []string {
	var out []string
	s = strings.Trim(s, "[]")
	for s != "" {
		at := strings.IndexAny(s, `'"`)
		if at < 0 {
			break
		}
		quote := s[at : at+1]
		s = s[at+1:]
		end := strings.Index(s, quote+",")
		if end < 0 {
			end = max(strings.LastIndex(s, quote), 0)
		}
		out = field.AddOnce(out, markup.Text(s[:end]))
		s = s[min(end+1, len(s)):]
	}
	return out
}

// names is a list of people and bodies.
type names []corpus.Author

// UnmarshalCSV implements gocsv.TypeUnmarshaller.
func (n *names) UnmarshalCSV(s string) error {
	for _, p := range splitNames(s) {
		name, orcid, _ := strings.Cut(p, " [ORCID ")
		if a := field.Name(strings.ReplaceAll(name, ",null", "")); a != (corpus.Author{}) {
			a.ORCID = strings.TrimSuffix(orcid, "]")
			*n = append(*n, a)
		}
	}
	return nil
}

// splitNames splits a cell of names at line breaks and semicolons, else as a
// list of names allows.
func splitNames(s string) []string {
	switch {
	case isPython(s):
		return python(s)
	case strings.ContainsAny(s, ";\n"):
		return slices.DeleteFunc(field.SplitList(s, ";\n"), func(p string) bool { return p == "et al." || p == "et al" })
	}
	return field.SplitNames(markup.Text(s))
}

// MarshalCSV implements gocsv.TypeMarshaller.
func (n names) MarshalCSV() (string, error) {
	parts := make([]string, len(n))
	for i, a := range n {
		name := field.FormatName(a)
		if a.ORCID != "" {
			name += " [ORCID " + a.ORCID + "]"
		}
		parts[i] = markup.EscapeItem(name, ";")
	}
	s := strings.Join(parts, "; ")
	if isPython(s) {
		s = "&#91;" + s[1:]
	}
	if len(parts) == 1 && !slices.Equal(splitNames(s), []string{field.FormatName(n[0])}) {
		s += ";" // one name, not to be split
	}
	return s, nil
}

// date keeps the text of a cell that is no date.
type date struct {
	corpus.Date
	bad string
	err error
}

// UnmarshalCSV implements gocsv.TypeUnmarshaller. A cell that is no date is no
// error here: the row goes in, and item reports it.
func (d *date) UnmarshalCSV(s string) error {
	if d.Date, d.err = field.Date(strings.TrimSuffix(s, ".0")); d.err != nil {
		d.bad = s
	}
	return nil
}

// MarshalCSV implements gocsv.TypeMarshaller.
func (d date) MarshalCSV() (string, error) { return d.String(), nil }

// extras writes what has no column of its own.
func extras(tags []corpus.Tag) string {
	if len(tags) == 0 {
		return ""
	}
	out, err := json.Marshal(tags)
	if err != nil {
		return ""
	}
	return string(out)
}

// problems collects what is wrong with the cells of a row.
type problems []error

func (p *problems) add(err error) { *p = append(*p, err) }
