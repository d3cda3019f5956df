package notices

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"appraise/corpus"
	"appraise/corpus/field"
)

// row is one line of the table of Retraction Watch, as gocsv fills it.
type row struct {
	DOI        string `csv:"doi"`
	PMID       string `csv:"pmid"`
	Nature     string `csv:"nature"`
	Date       string `csv:"date"`
	NoticeDOI  string `csv:"notice_doi"`
	NoticePMID string `csv:"notice_pmid"`
	Reason     string `csv:"reason"`
}

// columns are the columns of row and what tables call them, in small letters
// without spaces and signs. The first name that a header has is taken.
var columns = []struct {
	name    string
	headers []string
}{
	{"doi", []string{"originalpaperdoi", "originaldoi", "doi"}},
	{"pmid", []string{"originalpaperpubmedid", "originalpaperpmid", "pmid", "pubmedid"}},
	{"nature", []string{"retractionnature", "retractionwatch", "nature", "noticetype"}},
	{"date", []string{"retractiondate", "noticedate"}},
	{"notice_doi", []string{"retractiondoi", "noticedoi"}},
	{"notice_pmid", []string{"retractionpubmedid", "retractionpmid", "noticepmid"}},
	{"reason", []string{"reason", "reasons"}},
}

// natures are the kinds of notice in the words of Retraction Watch.
var natures = map[string]corpus.NoticeType{
	"retraction": corpus.Retracted, "retracted": corpus.Retracted,
	"expressionofconcern": corpus.ExpressionOfConcern,
	"correction":          corpus.Corrected, "corrected": corpus.Corrected,
	"reinstatement": corpus.Reinstated, "reinstated": corpus.Reinstated,
	"withdrawal": corpus.Withdrawn, "withdrawn": corpus.Withdrawn,
	"retractionandrepublication": corpus.RetractedRepublished, "retractandreplace": corpus.RetractedRepublished,
}

// bare returns the small letters and digits of s.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// place finds, for each of columns, its cell in a header; −1 where there is
// none. ok says that the header is one of a table of notices.
func place(header []string) (at []int, ok bool) {
	at = make([]int, len(columns))
	for i, c := range columns {
		at[i] = -1
		for _, name := range c.headers {
			for j, cell := range header {
				if at[i] < 0 && bare(cell) == name {
					at[i] = j
				}
			}
		}
	}
	return at, at[2] >= 0 && (at[0] >= 0 || at[1] >= 0)
}

// list splits a cell at its semicolons.
func list(cell string) []string {
	var out []string
	for _, part := range strings.Split(cell, ";") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// doiStart finds where the next DOI of a list begins. A semicolon may also be
// part of a DOI, as in 10.1002/(sici)1097-0258(1998)17:15<1661::aid-sim968>3.0.co;2-2.
var doiStart = regexp.MustCompile(`[;|]\s*(?:(?i:https?://(?:dx\.)?doi\.org/|doi:\s*)?10\.[0-9]{4,9}[./])`)

// dois reads the usable DOIs of a cell.
func dois(cell string) []corpus.DOI {
	var out []corpus.DOI
	from := 0
	for _, cut := range append(doiStart.FindAllStringIndex(cell, -1), []int{len(cell), len(cell)}) {
		part := strings.TrimLeft(cell[from:cut[0]], ";| \t")
		if d, ok := parseDOI(strings.TrimRight(part, ";| \t")); ok {
			if !slices.Contains(out, d) {
				out = append(out, d)
			}
		}
		from = cut[0]
	}
	return out
}

// pmids reads the PMIDs of a cell; 0 and words are none.
func pmids(cell string) []corpus.PMID {
	var out []corpus.PMID
	for _, part := range strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == ',' || r == '|' || unicode.IsSpace(r) }) {
		if p, err := corpus.ParsePMID(strings.TrimSuffix(part, ".0")); err == nil {
			out = append(out, p)
		}
	}
	return out
}

var usDate = regexp.MustCompile(`^\s*([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})\b`)

// usualDate reads 7/26/2019 0:00, month first as Retraction Watch writes it, and
// dates that begin with the year. 26/7/2019 can only be the other order and is
// read so.
func usualDate(s string) (corpus.Date, error) {
	m := usDate.FindStringSubmatch(s)
	if m == nil {
		return sound(field.Date(s))
	}
	month, _ := strconv.Atoi(m[1])
	day, _ := strconv.Atoi(m[2])
	year, _ := strconv.Atoi(m[3])
	if month > 12 && day <= 12 {
		month, day = day, month
	}
	d := corpus.Date{Year: year, Month: month, Day: day}
	if err := d.Validate(); err != nil || month == 0 {
		return corpus.Date{}, fmt.Errorf("the date %q is not a date", strings.TrimSpace(s))
	}
	return d, nil
}

// sound keeps of a date what a calendar has: the year, where month and day do
// not fit it.
func sound(d corpus.Date, err error) (corpus.Date, error) {
	if err == nil && d.Validate() != nil {
		d = corpus.Date{Year: d.Year}
	}
	return d, err
}

// reasons reads "+Error in Data;+Duplication of Image;" as a sentence part.
func reasons(cell string) string {
	parts := list(cell)
	for i, p := range parts {
		parts[i] = strings.TrimSpace(strings.TrimLeft(p, "+ "))
	}
	return strings.Join(parts, "; ")
}
