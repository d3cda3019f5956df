package dedupe

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"appraise/corpus"
)

// listField is a list of texts that is put together from all records.
type listField struct {
	name string
	of   func(*corpus.Item) *[]string
}

// lists are the fields that are put together.
var lists = []listField{
	{"issn", func(it *corpus.Item) *[]string { return &it.ISSN }},
	{"isbn", func(it *corpus.Item) *[]string { return &it.ISBN }},
	{"languages", func(it *corpus.Item) *[]string { return &it.Languages }},
	{"publication_types", func(it *corpus.Item) *[]string { return &it.PublicationTypes }},
	{"keywords", func(it *corpus.Item) *[]string { return &it.Keywords }},
	{"substances", func(it *corpus.Item) *[]string { return &it.Substances }},
	{"funding", func(it *corpus.Item) *[]string { return &it.Funding }},
	{"urls", func(it *corpus.Item) *[]string { return &it.URLs }},
	{"files", func(it *corpus.Item) *[]string { return &it.Files }},
	{"notes", func(it *corpus.Item) *[]string { return &it.Notes }},
}

// list puts a list together. Values that differ in case, accents and
// punctuation only are one.
func (m *merger) list(f listField) {
	var out []string
	seen := make(map[string]bool)
	for i := range m.items {
		for _, s := range *f.of(&m.items[i]) {
			key := sameText(s)
			if f.name == "languages" {
				key = language(s)
			}
			if key == "" {
				key = s
			}
			if s == "" || seen[key] {
				continue
			}
			seen[key] = true
			if len(out) == 0 {
				m.origin[f.name] = i
			}
			out = append(out, s)
		}
	}
	*f.of(&m.best) = out
}

// sameText is the key under which two texts are the same for readers.
func sameText(s string) string { return strings.Join(wordsOf(fold(s)), " ") }

// sound is 1 for text without damage, less for capitals throughout, for
// characters that could not be read and for text that breaks off.
func sound(s string) float64 {
	worth := 1.0
	if strings.ContainsRune(s, utf8.RuneError) || repair(s) != s {
		worth *= 0.4
	}
	if s == strings.ToUpper(s) && s != strings.ToLower(s) {
		worth *= 0.5
	}
	if t := strings.TrimSpace(s); strings.HasSuffix(t, "...") || strings.HasSuffix(t, "…") {
		worth *= 0.6
	}
	return worth
}

// titleWorth prefers whole and undamaged titles without notes of databases;
// accents show that letters were kept.
func titleWorth(s string) float64 {
	rest, _, _ := stripNotes(fold(stripTags(s)))
	n := float64(utf8.RuneCountInString(rest))
	if n == 0 {
		return 1e-3
	}
	worth := n * sound(s)
	if extra := float64(utf8.RuneCountInString(s)) - n; extra > 2 {
		worth *= 0.97
	}
	if strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII && unicode.IsLetter(r) }) {
		worth *= 1.01
	}
	return worth
}

// noAbstract is said where there is none.
var noAbstract = setOf("no abstract", "no abstract available", "abstract not available", "abstract available from the publisher", "not available", "na", "none", "n a")

// mostSensible is the length, in characters, up to which a longer abstract is
// the better one; what is longer holds other things as well.
const mostSensible = 6000

func abstractWorth(s string) float64 {
	if noAbstract[strings.Join(wordsOf(fold(s)), "")] {
		return 1e-3
	}
	n := float64(utf8.RuneCountInString(s))
	if n > mostSensible {
		n = mostSensible * mostSensible / n
	}
	return n * sound(s)
}

// nameWorth prefers full names to abbreviated ones.
func nameWorth(s string) float64 {
	worth := float64(utf8.RuneCountInString(s)) * sound(s)
	if strings.Count(s, ".") > 1 {
		worth /= 2
	}
	if strings.ContainsAny(s, "=[") || strings.Contains(strings.ToLower(s), "conference:") {
		worth /= 3 // parallel titles and meetings that databases append
	}
	return worth
}

// shortWorth prefers short values.
func shortWorth(s string) float64 { return sound(s) / (1 + float64(utf8.RuneCountInString(s))) }

// pagesWorth prefers ranges.
func pagesWorth(s string) float64 {
	if strings.ContainsRune(s, '-') {
		return 0.5
	}
	return 0.1
}

// peopleWorth prefers complete lists, then names in full, then kept accents.
func peopleWorth(authors []corpus.Author) float64 {
	worth := 0.0
	for _, a := range authors {
		worth += 100
		if a.Collective == "" {
			worth += min(float64(utf8.RuneCountInString(a.Given)), 20)
		}
		if a.ORCID != "" {
			worth++
		}
		worth -= 50 * (1 - sound(a.Family+a.Collective))
	}
	return max(worth, float64(len(authors)))
}
