// Package doctor finds defects in descriptions of publications: what is
// missing, what cannot be right, and what an export or a converter has spoilt
// on the way. Every defect has a name, an explanation and a suggestion; where
// the right value follows from what is there and nothing can be lost, there is
// an automatic fix. The rules only look at the data; they say nothing about
// the study.
package doctor

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"appraise/corpus"
)

// Level says how sure a finding is.
type Level string

// A gap is something missing, a doubt something that is wrong more often than
// not, a fault something that cannot be right.
const (
	Gap   Level = "gap"
	Doubt Level = "doubt"
	Fault Level = "fault"
)

// Defect is one kind of defect.
type Defect struct {
	Code        string `json:"code"`
	Title       string `json:"title"`
	Level       Level  `json:"level"`
	Explanation string `json:"explanation"` // what it is, why it matters, how it comes about
	Fixable     bool   `json:"fixable"`     // doctor can put it right, at least in clear cases
}

// Subject is one publication with what else must be known to judge it.
type Subject struct {
	Study   corpus.StudyID
	Report  corpus.ReportID
	Item    corpus.Item
	HasText bool                // a summary or an attachment stands in for a missing abstract
	Notices []corpus.NoticeType // known about it
	Used    []string            // questions and claims that rest on it
	Today   corpus.Date
}

// Finding is one defect in one place.
type Finding struct {
	Code       string          `json:"code"`
	Level      Level           `json:"level"`
	Study      corpus.StudyID  `json:"study,omitempty"`
	Report     corpus.ReportID `json:"report,omitempty"`
	Field      string          `json:"field,omitempty"` // of corpus.Item
	Value      string          `json:"value,omitempty"` // as it is, cut to a line
	Says       string          `json:"says"`
	Suggestion string          `json:"suggestion,omitempty"`
	Fixable    bool            `json:"fixable"`

	fix func(*corpus.Item)
}

// String reads "year-missing: there is no year of publication".
func (f Finding) String() string {
	s := f.Code + ": " + f.Says
	if f.Value != "" {
		s += " (" + f.Value + ")"
	}
	return s
}

// hit is what a rule found; the rest of a Finding is added to it.
type hit struct {
	field, value, says, suggestion string
	fix                            func(*corpus.Item)
}

// rule is a defect with the test for it.
type rule struct {
	Defect
	find func(Subject) []hit
}

// rules returns the whole list, in the order in which findings are shown.
func rules() []rule {
	return slices.Concat(statusRules, dateRules, nameRules, numberRules, textRules, gapRules)
}

// Defects lists every kind of defect, those across publications last.
func Defects() []Defect {
	var out []Defect
	for _, r := range rules() {
		out = append(out, r.Defect)
	}
	return append(out, sharedDefects...)
}

// Find returns the defect with a code.
func Find(code string) (Defect, error) {
	var codes []string
	for _, d := range Defects() {
		if strings.EqualFold(d.Code, code) {
			return d, nil
		}
		codes = append(codes, d.Code)
	}
	return Defect{}, fmt.Errorf("defect %q: %w; there are: %s", code, corpus.ErrNotFound, strings.Join(codes, " "))
}

// Examine returns the defects of one publication.
func Examine(s Subject) []Finding {
	var out []Finding
	for _, r := range rules() {
		for _, h := range r.find(s) {
			out = append(out, Finding{
				Code: r.Code, Level: r.Level, Study: s.Study, Report: s.Report, Field: h.field, Value: oneLine(h.value),
				Says: h.says, Suggestion: h.suggestion, Fixable: h.fix != nil, fix: h.fix,
			})
		}
	}
	return out
}

// Fix applies the automatic fixes of findings to the item they were found in
// and returns those applied.
func Fix(it corpus.Item, findings []Finding) (corpus.Item, []Finding) {
	var done []Finding
	it.Authors, it.Editors, it.Extra = slices.Clone(it.Authors), slices.Clone(it.Editors), slices.Clone(it.Extra)
	it.Keywords, it.ISSN = slices.Clone(it.Keywords), slices.Clone(it.ISSN)
	for _, f := range findings {
		if f.fix != nil {
			f.fix(&it)
			done = append(done, f)
		}
	}
	return it, done
}

// maxValue is how much of a value is shown.
const maxValue = 100

// oneLine cuts a value to what fits on a line; of long texts the end is shown,
// where what is wrong with them usually stands.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if n := utf8.RuneCountInString(s); n > maxValue {
		return "… " + string([]rune(s)[n-maxValue:])
	}
	return s
}

// texts lists the fields of an item that hold running text or names of things,
// with a way to change them.
func texts(it *corpus.Item) []textField {
	return []textField{
		{"title", &it.Title}, {"original_title", &it.OriginalTitle}, {"abstract", &it.Abstract}, {"journal", &it.Journal},
		{"journal_abbrev", &it.JournalAbbrev}, {"publisher", &it.Publisher}, {"conflicts", &it.Conflicts},
	}
}

type textField struct {
	name string
	text *string
}

// inText applies a test to every text of an item; change is nil where the
// right text does not follow.
func inText(s Subject, test func(field, text string) (says, suggestion string, change func(string) string, bad bool)) []hit {
	var out []hit
	for i, f := range texts(&s.Item) {
		says, suggestion, change, bad := test(f.name, *f.text)
		if !bad {
			continue
		}
		h := hit{field: f.name, value: *f.text, says: says, suggestion: suggestion}
		if change != nil {
			h.fix = func(it *corpus.Item) { t := texts(it)[i].text; *t = change(*t) }
		}
		out = append(out, h)
	}
	return out
}
