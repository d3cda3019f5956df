package citations

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"appraise/corpus"
)

// Match is a report that a reference means, as far as its words tell.
type Match struct {
	Report  corpus.ReportID `json:"report"`
	Score   float64         `json:"score"` // 0 to 1; share of the title's words found in order, less for a year next to it
	Reasons []string        `json:"reasons"`
}

// Matcher finds the report that a reference in words means. It answers only
// when the title, the year and the first author agree, and when one report
// alone does: a wrong link is worse than none.
type Matcher struct {
	entries []entry
	grams   map[uint64][]int // hashes of runs of words of titles → entries
}

// entry is what is compared of a report.
type entry struct {
	report corpus.ReportID
	title  []string
	author []string
	year   int
}

// Lengths of titles and of the runs of words they are looked up by. Titles of
// fewer words are met too often ("Low back pain").
const (
	leastWords = 4
	gramWords  = 4
)

// least is the share of a title's words that has to be found.
const least = 0.9

// NewMatcher prepares the reports of a library. Those without a title of four
// words, a year or an author are never matched.
func NewMatcher(works []Work) *Matcher {
	m := &Matcher{grams: map[uint64][]int{}}
	for _, w := range works {
		e := entry{w.Report, tokens(w.Item.Title), tokens(w.Item.FirstAuthor()), w.Item.Published.Year}
		if len(e.title) < leastWords || len(e.author) == 0 || e.year == 0 {
			continue
		}
		i := len(m.entries)
		m.entries = append(m.entries, e)
		for _, g := range keys(e.title) {
			m.grams[g] = append(m.grams[g], i)
		}
	}
	return m
}

// keys are the runs of words that a title is looked up by: its first, its
// middle and its last, so that one misprint does not hide it.
func keys(title []string) []uint64 {
	n := len(title)
	out := []uint64{gram(title), gram(title[(n-gramWords)/2:]), gram(title[n-gramWords:])}
	slices.Sort(out)
	return slices.Compact(out)
}

// gram is the FNV-1a hash of a run of words. Two runs of one hash cost a
// comparison and nothing else.
func gram(words []string) uint64 {
	h := uint64(14695981039346656037)
	for _, w := range words[:gramWords] {
		for i := range len(w) {
			h = (h ^ uint64(w[i])) * 1099511628211
		}
		h = (h ^ ' ') * 1099511628211
	}
	return h
}

// tokens are the words of s in small letters without accents and signs.
func tokens(s string) []string {
	ascii := true
	for i := range len(s) {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if !ascii {
		s = corpus.ASCII(s)
	}
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// mostBytes is how much of a reference is looked at. A run of words in more
// than mostEntries titles ("a randomised controlled trial") finds nothing.
const (
	mostBytes   = 4 << 10
	mostEntries = 50
)

// Find returns the report that a reference means; ok is false when none or
// more than one fits.
func (m *Matcher) Find(reference string) (Match, bool) {
	if len(m.entries) == 0 || len(reference) < 20 {
		return Match{}, false
	}
	if len(reference) > mostBytes {
		reference = strings.ToValidUTF8(reference[:mostBytes], "")
	}
	words := tokens(reference)
	var candidates []int
	for i := 0; i+gramWords <= len(words) && len(candidates) < mostEntries; i++ {
		if found := m.grams[gram(words[i:])]; len(found) <= mostEntries {
			candidates = append(candidates, found...)
		}
	}
	slices.Sort(candidates)
	candidates = slices.Compact(candidates)
	var best Match
	fits := 0
	years := yearsOf(reference)
	for _, i := range candidates {
		if got, ok := m.entries[i].compare(words, years); ok {
			fits++
			if got.Score > best.Score {
				best = got
			}
		}
	}
	return best, fits == 1
}

// compare says whether a reference means the entry.
func (e entry) compare(words []string, years []int) (Match, bool) {
	if !slices.ContainsFunc(years, func(y int) bool { return y >= e.year-1 && y <= e.year+1 }) {
		return Match{}, false
	}
	a := align(e.title, words)
	share := float64(a.found) / float64(len(e.title))
	if share < least || a.other(e.title, words) {
		return Match{}, false
	}
	got := Match{Report: e.report, Score: share, Reasons: []string{fmt.Sprintf("%.0f %% of the words of the title, in order", 100*share)}}
	switch {
	case slices.Contains(years, e.year):
		got.Reasons = append(got.Reasons, fmt.Sprintf("the year %d", e.year))
	case share < 1:
		return Match{}, false
	default:
		// Online one year, in print the next; then every word has to be there.
		got.Score -= 0.05
		got.Reasons = append(got.Reasons, fmt.Sprintf("a year next to %d", e.year))
	}
	// The first author stands before the title, whatever the style.
	if at := run(words[:a.from], e.author); at < 0 {
		return Match{}, false
	}
	got.Reasons = append(got.Reasons, "the first author "+strings.Join(e.author, " "))
	return got, true
}

// alignment is how a title lies in the words of a reference.
type alignment struct {
	found    int // words of the title that are there, in order
	from, to int // where it lies
	missing  []string
}

// align finds where most words of a title stand in their order and close
// together.
func align(title, words []string) alignment {
	var best alignment
	for start, w := range words {
		if w != title[0] && w != title[1] {
			continue
		}
		a := alignment{from: start, to: start}
		for _, t := range title {
			// A word may be missing or added, not more than two in a row.
			hit := false
			for skip := 0; skip <= 2 && a.to+skip < len(words) && !hit; skip++ {
				if words[a.to+skip] == t {
					a.found++
					a.to += skip + 1
					hit = true
				}
			}
			if !hit {
				a.missing = append(a.missing, t)
			}
		}
		if a.found > best.found {
			best = a
		}
	}
	return best
}

// partWords make another publication of the same title: its second part, its
// protocol, a notice about it, an answer to it.
var partWords = map[string]bool{
	"part": true, "i": true, "ii": true, "iii": true, "iv": true, "v": true, "1": true, "2": true, "3": true, "4": true, "protocol": true, "pilot": true,
	"erratum": true, "corrigendum": true, "correction": true, "retraction": true, "addendum": true, "comment": true, "commentary": true, "reply": true,
	"response": true, "re": true, "abstract": true, "update": true, "updated": true, "summary": true, "translation": true, "concern": true,
}

// other reports whether words before, behind or missing in the title tell
// that the reference means another publication.
func (a alignment) other(title, words []string) bool {
	for _, w := range a.missing {
		if partWords[w] {
			return true
		}
	}
	for _, w := range words[max(0, a.from-2):a.from] {
		if partWords[w] && len(w) > 1 {
			return true
		}
	}
	for k, w := range words[a.to:min(len(words), a.to+3)] {
		// Single digits and letters behind a title may be a volume, so only
		// right behind it are they read as a part.
		if partWords[w] && (len(w) > 2 || k == 0) && !slices.Contains(title, w) {
			return true
		}
	}
	return false
}

// run returns where part stands in words as one run, or −1.
func run(words, part []string) int {
	for i := 0; i+len(part) <= len(words); i++ {
		if slices.Equal(words[i:i+len(part)], part) {
			return i
		}
	}
	return -1
}

var yearForm = regexp.MustCompile(`\b(1[5-9][0-9]{2}|20[0-9]{2})[a-z]?\b`)

func yearsOf(s string) []int {
	var out []int
	for _, m := range yearForm.FindAllStringSubmatch(s, -1) {
		n, _ := strconv.Atoi(m[1])
		out = append(out, n)
	}
	return out
}
