package dedupe

import (
	"slices"
	"strings"
	"unicode/utf8"

	"appraise/corpus"
)

// mostNames bounds how many authors of one record are looked at.
const mostNames = 40

// name is an author made comparable.
type name struct {
	family   string // letters in one piece, particles too
	given    string // first forename in full, or ""
	initials string
}

// people are the authors of a record.
type people struct {
	names  []name
	words  []string // all words of two letters or more, sorted, each once
	bodies []string // names of bodies, in one piece
	total  int
}

// noNames stand where no author is known.
var noNames = setOf("unknown", "anonymous", "anon", "unknown author", "no authors listed", "not available", "none", "na", "n a", "nan", "et al", "others", "author unknown")

func newPeople(authors []corpus.Author) people {
	var p people
	for _, a := range authors {
		if len(p.names)+len(p.bodies) >= mostNames {
			break
		}
		p.add(a)
	}
	p.total = len(authors)
	slices.Sort(p.words)
	p.words = slices.Compact(p.words)
	return p
}

func (p *people) add(a corpus.Author) {
	if a.Collective != "" {
		words := wordsOf(fold(a.Collective))
		if joined := strings.Join(words, ""); joined != "" && !noNames[joined] {
			p.bodies = append(p.bodies, joined)
			p.addWords(words)
		}
		return
	}
	family, given := wordsOf(fold(a.Family)), wordsOf(fold(a.Given))
	if isBody(family) || isBody(given) { // "Group, ALTS Study"
		words := slices.Concat(given, family)
		p.bodies = append(p.bodies, strings.Join(words, ""))
		p.addWords(words)
		return
	}
	n := name{family: strings.Join(family, "")}
	if n.family == "" || noNames[n.family] {
		return
	}
	for _, g := range given {
		if len(g) > 2 && n.given == "" {
			n.given = g
		}
	}
	n.initials = initialsOf(a.Given)
	p.names = append(p.names, n)
	p.addWords(family)
	p.addWords(given)
}

func (p *people) addWords(words []string) {
	for _, w := range words {
		if len(w) > 1 {
			p.words = append(p.words, w)
		}
	}
}

// bodyWords stand in the names of groups, which exporters write as people.
var bodyWords = map[string]bool{
	"group": true, "study": true, "trial": true, "investigators": true, "investigator": true, "network": true, "consortium": true, "committee": true,
	"collaboration": true, "collaborators": true, "collaborative": true, "society": true, "association": true, "organization": true, "organisation": true,
	"institute": true, "university": true, "council": true, "initiative": true, "team": true, "program": true, "programme": true, "foundation": true,
	"trialists": true, "registry": true, "federation": true, "department": true, "academy": true, "college": true, "pharmaceuticals": true, "inc": true,
}

func isBody(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return bodyWords[w] })
}

// initialsOf returns the initials of given names in small letters: of "KSM"
// all, of "Karin S" k and s.
func initialsOf(given string) string {
	var b strings.Builder
	for _, part := range strings.FieldsFunc(given, func(r rune) bool { return r == ' ' || r == '.' || r == '-' || r == '\u2010' }) {
		word := strings.Join(wordsOf(fold(part)), "")
		if part == strings.ToUpper(part) && len(word) <= 3 {
			b.WriteString(word)
		} else if word != "" {
			r, _ := utf8.DecodeRuneInString(word)
			b.WriteRune(r)
		}
	}
	return b.String()
}

func (p *people) missing() bool { return len(p.names) == 0 && len(p.bodies) == 0 }

// first returns the family name or body that heads the list.
func (p *people) first() string {
	switch {
	case len(p.names) > 0:
		return p.names[0].family
	case len(p.bodies) > 0:
		return p.bodies[0]
	}
	return ""
}

// nameLevel says how two lists of authors compare.
type nameLevel uint8

const (
	namesMissing  nameLevel = iota
	namesDisjoint           // nobody in common
	namesSome               // a minority in common
	namesMost               // at least three in five of the shorter list, or the first of a cut list
	namesAll                // everybody of the shorter list of two or more, or one and one
)

// compareNames matches the shorter list against the longer.
func compareNames(a, b *people) nameLevel {
	if a.missing() || b.missing() {
		return namesMissing
	}
	if len(a.names) == 0 || len(b.names) == 0 {
		return compareBodies(a, b)
	}
	short, long := a, b
	if len(short.names) > len(long.names) {
		short, long = long, short
	}
	matched := matchNames(short.names, long.names)
	size := len(short.names)
	level := namesDisjoint
	switch {
	case matched == size && (size > 1 || len(long.names) == 1):
		level = namesAll
	case matched*5 >= size*3:
		level = namesMost
	case matched > 0:
		level = namesSome
	}
	if level < namesMost {
		level = max(level, compareWords(a, b))
	}
	return level
}

// compareWords catches names that were parsed into other pieces: given before
// family, several names run together.
func compareWords(a, b *people) nameLevel {
	same, size := common(a.words, b.words), min(len(a.words), len(b.words))
	switch {
	case size >= 3 && same*5 >= size*4, size == 2 && same == 2:
		return namesMost
	case same > 0:
		return namesSome
	}
	return namesDisjoint
}

func compareBodies(a, b *people) nameLevel {
	for _, x := range a.bodies {
		for _, y := range b.bodies {
			if x == y || len(x) > 8 && (strings.HasPrefix(y, x) || strings.HasPrefix(x, y)) || JaroWinkler(x, y) > 0.95 {
				return namesAll
			}
		}
	}
	level := compareWords(a, b) // people whose names were taken for one body
	if level == namesDisjoint && (len(a.names) > 0 || len(b.names) > 0) {
		return namesMissing // a body here, people there: sources differ in this
	}
	return level
}

// matchNames counts the names of short that have a partner in long.
func matchNames(short, long []name) int {
	used := make([]bool, len(long))
	matched := 0
	for i, x := range short {
		if i < len(long) && !used[i] && sameName(x, long[i]) {
			used[i] = true
			matched++
			continue
		}
		for j, y := range long {
			if !used[j] && sameName(x, y) {
				used[j] = true
				matched++
				break
			}
		}
	}
	return matched
}

// sameName compares family names with tolerance and first initials without.
func sameName(x, y name) bool {
	if x.family == y.family {
		return initialsAgree(x, y)
	}
	if swapped(x, y) || swapped(y, x) {
		return true
	}
	short, long := x.family, y.family
	if len(short) > len(long) {
		short, long = long, short
	}
	switch {
	case len(short) < 2 || short[0] != long[0] && !strings.HasSuffix(long, short):
		return false
	case len(short) >= 4 && (strings.HasSuffix(long, short) || strings.HasPrefix(long, short)):
		return initialsAgree(x, y) || len(short) >= 6
	}
	return JaroWinkler(short, long) >= 0.9 && initialsAgree(x, y)
}

// initialsAgree is true where one side has none, or they share a letter at the
// beginning or stand in the other's order.
func initialsAgree(x, y name) bool {
	if x.given != "" && y.given != "" && x.given[0] != y.given[0] {
		return strings.ContainsRune(x.initials, rune(y.given[0])) || strings.ContainsRune(y.initials, rune(x.given[0]))
	}
	a, b := x.initials, y.initials
	return a == "" || b == "" || a[0] == b[0] || strings.ContainsRune(a, rune(b[0])) && strings.ContainsRune(b, rune(a[0]))
}

// swapped reports whether family and given name of x are those of y the other
// way round.
func swapped(x, y name) bool {
	return x.given != "" && x.given == y.family && (y.given == x.family || y.given == "" && strings.HasPrefix(x.family, y.initials[:min(1, len(y.initials))]))
}
