package dedupe

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// title is a title made comparable.
type title struct {
	words   []string // folded, in order, without notes of databases and without stop words
	compact string   // all letters and digits in one piece, stop words too
	set     []uint32 // hashes of words, sorted, each once
	numbers []string // words of digits and numerals, sorted
	marks   mark     // what sort of thing the title says it is
	generic bool     // "Editorial": many publications carry it
	cut     bool     // the source shows that the end is missing
}

// mark is a set of things a title can say about its publication.
type mark uint16

const (
	markNotice     mark = 1 << iota // an erratum, a retraction notice, …
	markReply                       // a reply or a comment on something
	markProtocol                    // a protocol or a paper on the design
	markWithdrawn                   // withdrawn by the publisher
	markAbstract                    // abstract of a meeting
	markTranslated                  // the title stands in brackets: the paper is in another language
)

// longestTitle is how many bytes of a title are looked at.
const longestTitle = 1000

// newTitle reads a title. venue is the name of the journal or book: a title
// that says no more than this is generic.
func newTitle(s, venue string) title {
	var t title
	s = fold(stripTags(clip(s, longestTitle)))
	s, t.marks, t.cut = stripNotes(s)
	all := wordsOf(s)
	for len(all) > 1 && (all[0] == "the" || all[0] == "a" || all[0] == "an") {
		all = all[1:]
	}
	var b strings.Builder
	for i, w := range all {
		w = numeral(spell(w), all, i)
		b.WriteString(w)
		if !stopWords[w] {
			t.words = append(t.words, w)
			t.set = append(t.set, hash32(w))
		}
		if hasDigit(w) {
			t.numbers = append(t.numbers, w)
		}
	}
	t.compact = b.String()
	slices.Sort(t.set)
	t.set = slices.Compact(t.set)
	slices.Sort(t.numbers)
	if unknownTitles[t.compact] {
		return title{}
	}
	t.generic = genericTitles[t.compact] || isVenue(t, venue)
	return t
}

func (t *title) missing() bool { return t.compact == "" }

// isVenue reports whether all words of the title but numbers and the words for
// parts of a journal stand in the name of its venue.
func isVenue(t title, venue string) bool {
	in := wordsOf(fold(venue))
	if len(in) < 2 || len(t.words) == 0 {
		return false
	}
	for i := range in {
		in[i] = spell(in[i])
	}
	for _, w := range t.words {
		if !hasDigit(w) && !venueParts[w] && !slices.Contains(in, w) {
			return false
		}
	}
	return true
}

// numerals are Roman numbers; those of one letter count after a word of
// numbering only.
var numerals = map[string]string{
	"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10", "xi": "11", "xii": "12",
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
}

// numberings are words before the number of a part.
var numberings = map[string]bool{
	"part": true, "parts": true, "pt": true, "chapter": true, "volume": true, "vol": true, "paper": true, "report": true, "article": true,
	"study": true, "phase": true, "stage": true, "section": true, "lecture": true, "module": true, "series": true, "number": true, "no": true,
	"teil": true, "partie": true, "parte": true, "communication": true, "session": true, "episode": true, "case": true, "unit": true,
}

// numeral turns the numeral at place i into digits where it numbers something:
// after a word of numbering, or a numeral of several letters, or the last word.
func numeral(w string, all []string, i int) string {
	digits, ok := numerals[w]
	if !ok {
		return w
	}
	after := i > 0 && numberings[all[i-1]]
	roman := strings.Trim(w, "ivx") == ""
	if after || roman && (len(w) > 1 || i > 0 && i == len(all)-1 && w != "x") {
		return digits
	}
	return w
}

// information estimates how many words of evidence the title holds; scripts
// without spaces count three characters as a word.
func (t *title) information() float64 {
	n := 0.0
	for _, w := range t.words {
		switch runes := utf8.RuneCountInString(w); {
		case len(w) > 2*runes && runes > 3:
			n += float64(runes) / 3
		case runes < 3:
			n += 0.5
		default:
			n++
		}
	}
	return n
}

// longestTag is the length in bytes of the longest tag without attributes.
const longestTag = 12

// stripTags drops the tags that exports leave in titles.
func stripTags(s string) string {
	if strings.IndexByte(s, '<') < 0 {
		return s
	}
	var b strings.Builder
	for {
		open := strings.IndexByte(s, '<')
		if open < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:open])
		s = s[open:]
		end := strings.IndexByte(s[:min(len(s), longestTag)], '>')
		if end > 0 && isTag(s[1:end]) {
			s = s[end+1:]
		} else {
			b.WriteByte('<')
			s = s[1:]
		}
	}
}

func isTag(name string) bool {
	name = strings.TrimSuffix(strings.TrimPrefix(name, "/"), "/")
	return name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ:") == ""
}

// clip cuts s after n bytes, between characters.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
