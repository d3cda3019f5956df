package csvfile

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"appraise/corpus"
	"appraise/corpus/intake"
	"appraise/corpus/markup"
)

// headerRows is how many rows are looked at to find the header.
const headerRows = 40

// aliases lists the names of columns, in small letters without spaces and
// signs. Where several columns of a row have the same meaning, the one whose
// name stands first is taken.
var aliases = []struct {
	column string
	names  []string
}{
	{"id", []string{"recordid", "id", "key", "covidence", "sourceid", "referenceid", "internalid", "citationkey"}},
	{"kind", []string{"kind", "itemtype", "referencetype", "typeofreference", "doctype", "documenttype"}},
	{"title", []string{"title", "primarytitle", "titleprimary", "articletitle", "documenttitle", "ti", "t1"}},
	{"original_title", []string{"originaltitle", "originalforeigntitle", "vernaculartitle"}},
	{"abstract", []string{"abstract", "abstractnote", "notesabstract", "ab", "abstracttext"}},
	{"authors", []string{"authors", "author", "authornames", "authorfullnames", "firstauthors", "authorsprimary", "au"}},
	{"editors", []string{"editors", "editor", "secondaryauthors", "authorssecondary"}},
	{"journal", []string{"journal", "journaltitle", "sourcetitle", "publicationtitle", "periodicalfull", "journalbook", "secondarytitle", "jf", "so", "source", "booktitle", "titlesecondary"}},
	{"journal_abbrev", []string{"journalabbrev", "journalabbreviation", "periodicalabbrev", "abbreviatedsourcetitle"}},
	{"year", []string{"year", "publicationyear", "publishedyear", "pubyear", "py", "yearpublished"}},
	{"month", []string{"month", "publishedmonth", "publicationmonth"}},
	{"day", []string{"day"}},
	{"date", []string{"date", "dateofpublication", "publicationdate", "pubmonthday", "published"}},
	{"volume", []string{"volume", "volumenumber", "vl"}},
	{"issue", []string{"issue", "issuenumber", "number", "is"}},
	{"pages", []string{"pages", "pagerange"}},
	{"first_page", []string{"firstpage", "startpage", "pagestart", "sp", "bp"}},
	{"last_page", []string{"lastpage", "endpage", "otherpages", "pageend", "ep"}},
	{"article_number", []string{"articlenumber", "artno"}},
	{"edition", []string{"edition"}},
	{"series", []string{"series", "titletertiary"}},
	{"publisher", []string{"publisher", "bookpublisher"}},
	{"place", []string{"place", "placeofpublication", "placepublished", "publisherlocation"}},
	{"issn", []string{"issn", "issnisbn", "sn"}},
	{"isbn", []string{"isbn"}},
	{"doi", []string{"doi", "di", "doilink"}},
	{"pmid", []string{"pmid", "pubmedid", "pm", "medlinepmid"}},
	{"pmcid", []string{"pmcid", "pmcidnumber", "pmc"}},
	{"registrations", []string{"registrations", "clinicaltrialnumbers", "ctgovid", "ictrpid", "trialregistration"}},
	{"database", []string{"database", "databasename", "librarycatalog"}},
	{"accession", []string{"accession", "accessionnumber", "centralid", "pui", "embaseaccessionid", "ut", "eid"}},
	{"languages", []string{"languages", "language", "articlelanguage", "languageoforiginaldocument", "la"}},
	{"publication_types", []string{"publicationtypes", "publicationtype", "type"}},
	{"mesh", []string{"mesh", "meshterms", "meshheadings"}},
	{"keywords", []string{"keywords", "keyword", "authorkeywords", "manualtags", "tags", "keywordsplus", "subjects", "kw", "de"}},
	{"substances", []string{"substances"}},
	{"affiliations", []string{"affiliations", "affiliation", "authoraddresses", "authoraddress", "address"}},
	{"funding", []string{"funding", "fundingdetails"}},
	{"conflicts", []string{"conflicts", "conflictsofinterest"}},
	{"urls", []string{"urls", "url", "fulltexturl", "fulltextlink", "link", "plink", "ur", "links"}},
	{"files", []string{"files", "fileattachments"}},
	{"notes", []string{"notes", "note", "n1"}},
	{"accessed", []string{"accessed", "accessdate", "retrieveddate"}},
	{"extra", []string{"extra"}},
}

// needed lists the columns of which a header has at least one.
var needed = map[string]bool{"title": true, "abstract": true, "doi": true, "pmid": true}

// foldName turns "Author(s)" into "authors".
func foldName(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// meaning is a column and how good a name of it is, from 0.
type meaning struct {
	column string
	rank   int
}

// meanings finds the meaning of a folded name.
var meanings = func() map[string]meaning {
	m := map[string]meaning{}
	for _, a := range aliases {
		for rank, name := range a.names {
			m[name] = meaning{a.column, rank}
		}
	}
	return m
}()

// longestName is more than any name of a column has, in bytes.
const longestName = 1000

// meaningOf returns the meaning of a column, none for a name that is not known.
func meaningOf(name string) meaning {
	if len(name) > longestName {
		return meaning{}
	}
	return meanings[foldName(name)]
}

// known counts the columns of a row that have a meaning.
func known(cells []string) int {
	n := 0
	for _, c := range cells {
		if len(c) < 60 && meaningOf(c).column != "" {
			n++
		}
	}
	return n
}

// header tells which cell of a row means what.
type header struct {
	names   []string // as in the file
	columns []string // those with a meaning, each once
	places  [][]int  // for each of columns: its cells, best name first
	rest    []int    // cells without a meaning
}

// findHeader reads rows until one names columns.
func findHeader(rs *rows, sink *intake.Sink) (*header, error) {
	first := ""
	for range headerRows {
		row, ok := rs.next()
		if !ok {
			break
		}
		if h := newHeader(row.cells); h != nil {
			return h, nil
		}
		if first == "" {
			first = strings.TrimSpace(row.raw)
		}
		sink.Stray(row.line, []byte(row.raw))
	}
	if err := rs.failed(); err != nil {
		return nil, err
	}
	return nil, fmt.Errorf("%w; the first row is %s", ErrNoHeader, intake.Quote(first))
}

// newHeader reads a header, or returns nil for a row that is none.
func newHeader(cells []string) *header {
	h := &header{names: cells}
	type place struct{ rank, at int }
	found := map[string][]place{}
	for i, c := range cells {
		if m := meaningOf(c); m.column != "" {
			found[m.column] = append(found[m.column], place{m.rank, i})
		} else {
			h.rest = append(h.rest, i)
		}
	}
	ok := false
	for _, a := range aliases {
		places := found[a.column]
		if len(places) == 0 {
			continue
		}
		slices.SortStableFunc(places, func(a, b place) int { return a.rank - b.rank })
		at := make([]int, len(places))
		for i, p := range places {
			at[i] = p.at
		}
		h.columns, h.places = append(h.columns, a.column), append(h.places, at)
		ok = ok || needed[a.column]
	}
	if !ok {
		return nil
	}
	return h
}

// arrange sorts the cells of a row: one for each known column, the others as
// extra, and the row's own id.
func (h *header) arrange(row []string) (cells []string, rest []corpus.Tag, fileID string) {
	cells = make([]string, len(h.columns))
	for i, column := range h.columns {
		for _, at := range h.places[i] {
			v := cellAt(row, at)
			switch {
			case v == "":
			case cells[i] == "":
				cells[i] = v
			case cells[i] != v:
				rest = append(rest, corpus.Tag{Name: h.name(at), Value: v})
			}
		}
		if column == "id" {
			fileID = cells[i]
		}
	}
	for _, at := range h.rest {
		if v := markup.CleanBlock(cellAt(row, at)); v != "" {
			rest = append(rest, corpus.Tag{Name: h.name(at), Value: v})
		}
	}
	for at := len(h.names); at < len(row); at++ {
		if v := markup.CleanBlock(cellAt(row, at)); v != "" {
			rest = append(rest, corpus.Tag{Name: fmt.Sprintf("column %d", at+1), Value: v})
		}
	}
	return cells, rest, fileID
}

// name is the name of a column, or its number where it has none.
func (h *header) name(at int) string {
	if n := markup.Clean(h.names[at]); n != "" {
		return n
	}
	return fmt.Sprintf("column %d", at+1)
}

// cellAt returns a cell without the signs that protect it: the apostrophe
// before a formula, and ="…" around text that looks like a number.
func cellAt(row []string, at int) string {
	if at >= len(row) {
		return ""
	}
	v := strings.TrimSpace(printable(row[at]))
	if restored := Restore(v); restored != v {
		return restored
	}
	if inner, ok := strings.CutPrefix(v, `="`); ok && strings.HasSuffix(inner, `"`) {
		return inner[:len(inner)-1]
	}
	if v == "=" {
		return ""
	}
	return v
}

// printable leaves out control characters but those of white space.
func printable(s string) string {
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\n' && c != '\t' || c == 0x7f || c == 0xc2 {
			return strings.Map(func(r rune) rune {
				if unicode.IsControl(r) && !unicode.IsSpace(r) {
					return -1
				}
				return r
			}, s)
		}
	}
	return s
}

// IsHeader reports whether a line names columns of a table of references,
// under any of the delimiters.
func IsHeader(line []byte) bool {
	line = bytes.TrimSpace(line)
	if len(line) == 0 || len(line) > 16<<10 {
		return false
	}
	for _, d := range []byte{',', ';', '\t', '|'} {
		if cells, size, whole := scanRow(line, d, true); whole && size > 0 && newHeader(cells) != nil {
			return true
		}
	}
	return false
}
