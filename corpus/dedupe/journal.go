package dedupe

import (
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
)

// journal is the name of a periodical, book or meeting made comparable.
type journal struct {
	names [][]string // words without stop words; the full name, the abbreviation, parts of a double title
	issn  []string   // eight characters each
	isbn  []string
	forum bool // a conference, workshop or its proceedings
}

// forums are the words for meetings in the names of venues.
var forums = map[string]bool{
	"conference": true, "workshop": true, "symposium": true, "congress": true, "meeting": true, "conf": true, "congr": true, "symp": true, "colloquium": true,
}

// acronyms are journals that go by letters that their names do not begin with.
// [K]
var acronyms = map[string]string{
	"bmj": "british medical journal", "bja": "british journal anaesthesia", "jama": "journal american medical association",
	"nejm": "new england journal medicine", "pnas": "proceedings national academy sciences united states america",
	"cmaj": "canadian medical association journal", "mja": "medical journal australia", "ajog": "american journal obstetrics gynecology",
	"chest": "chest", "ebm": "evidence based medicine",
}

func newJournal(it *corpus.Item) journal {
	var j journal
	for _, s := range []string{it.Journal, it.JournalAbbrev} {
		j.addName(s)
	}
	for _, s := range it.ISSN {
		issn, isbn, _ := field.Serials(s)
		for _, x := range issn {
			j.issn = field.AddOnce(j.issn, strings.ReplaceAll(x, "-", ""))
		}
		for _, x := range isbn { // exporters put either number in either field
			j.isbn = field.AddOnce(j.isbn, bareISBN(x))
		}
	}
	for _, s := range it.ISBN {
		j.isbn = field.AddOnce(j.isbn, bareISBN(s))
	}
	return j
}

// addName takes the name and its parts: "Full title = Parallel title",
// "Title : official organ", "Zhongguo zhen jiu [Chinese acupuncture]".
func (j *journal) addName(s string) {
	s = fold(stripTags(s))
	if strings.TrimSpace(s) == "" {
		return
	}
	if name, _, ok := strings.Cut(s, ".conference"); ok { // "Journal.Conference: 44th Annual Meeting of …"
		j.addWords(name)
		j.forum = true
	}
	whole := j.addWords(s)
	if main := strings.TrimSpace(strings.FieldsFunc(s+" ", func(r rune) bool { return strings.ContainsRune(":=/([;", r) })[0:1][0]); main != "" && len(whole) > 0 {
		j.addWords(main)
	}
	if open := strings.IndexAny(s, "[("); open >= 0 {
		j.addWords(strings.Trim(s[open:], "[]() ."))
	}
	if _, parallel, ok := strings.Cut(s, "="); ok {
		j.addWords(parallel)
	}
}

func (j *journal) addWords(s string) []string {
	var words []string
	for _, w := range wordsOf(s) {
		if full, ok := acronyms[w]; ok && len(words) == 0 {
			words = append(words, strings.Fields(full)...)
			continue
		}
		j.forum = j.forum || forums[w]
		if !stopWords[w] || len(w) == 1 && w != "a" && w != "e" && w != "y" {
			words = append(words, w)
		}
	}
	if len(words) > 0 {
		j.names = append(j.names, words)
	}
	return words
}

// bareISBN returns the nine digits that the forms of 10 and of 13 share, so
// that the two compare.
func bareISBN(s string) string {
	var b strings.Builder
	for _, r := range strings.ToUpper(s) {
		if r >= '0' && r <= '9' || r == 'X' {
			b.WriteRune(r)
		}
	}
	switch d := b.String(); len(d) {
	case 13:
		return d[3:12]
	case 10:
		return d[:9]
	default:
		return d
	}
}

// journalLevel says how two venues compare.
type journalLevel uint8

const (
	journalMissing journalLevel = iota
	journalDifferent
	journalKin // one name holds the other: "Cancer", "Cancer Cytopathology"
	journalSame
)

func compareJournals(a, b *journal) journalLevel {
	if len(a.issn) > 0 && len(b.issn) > 0 && sharesAny(a.issn, b.issn) && a.forum == b.forum {
		return journalSame
	}
	if len(a.names) == 0 || len(b.names) == 0 {
		return journalMissing
	}
	best := journalDifferent
	for _, x := range a.names {
		for _, y := range b.names {
			switch {
			case sameVenue(x, y):
				return journalSame
			case kin(x, y):
				best = journalKin
			}
		}
	}
	return best
}

// sameVenue compares word by word; a word may be abbreviated or cut at its end.
func sameVenue(x, y []string) bool {
	if len(x) == 1 && len(y) > 1 {
		return acronymOf(x[0], y)
	}
	if len(y) == 1 && len(x) > 1 {
		return acronymOf(y[0], x)
	}
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if !abbreviates(x[i], y[i]) && !abbreviates(y[i], x[i]) {
			return false
		}
	}
	return true
}

// abbreviates reports whether short can stand for long in the name of a
// journal: the same first letter and its letters in order ("dtsch", "engl").
func abbreviates(short, long string) bool {
	if short == long {
		return true
	}
	if short == "" || long == "" || short[0] != long[0] || len(short) > len(long) {
		return Distance(short, long, 1) <= 1 && len(long) > 5
	}
	return strings.HasPrefix(long, short) || len(short) > 1 && isSubsequence(short, long) && !(len(short) > 5 && len(long)-len(short) < 4) || len(short) > 5 && Distance(short, long, 2) <= 2
}

func acronymOf(word string, words []string) bool {
	if len(word) != len(words) || len(word) < 3 {
		return false
	}
	for i, w := range words {
		if w[0] != word[i] {
			return false
		}
	}
	return true
}

// kin reports whether the words of the shorter name stand in order in the
// longer one, abbreviated or not.
func kin(x, y []string) bool {
	if len(x) > len(y) {
		x, y = y, x
	}
	i := 0
	for _, w := range y {
		if i < len(x) && (abbreviates(x[i], w) || abbreviates(w, x[i])) {
			i++
		}
	}
	return i == len(x) && (len(x) > 1 || len(x[0]) > 3)
}

func sharesAny(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y && x != "" {
				return true
			}
		}
	}
	return false
}
