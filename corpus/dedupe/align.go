package dedupe

import (
	"strings"
)

// titleLevel says how two titles compare, from unknown over worse to better.
type titleLevel uint8

const (
	titleMissing   titleLevel = iota // one has none, or a generic one
	titleDifferent                   // hardly anything in common
	titleRelated                     // much in common, but either says what the other does not
	titleAltered                     // one or two words are exchanged: "adults", "children"
	titleContained                   // one says all that the other says and more
	titlePrefix                      // one is the beginning of the other: subtitle missing or cut off
	titleNear                        // the same but for spelling
	titleEqual
)

// alignment is what is left of two titles when their common words are gone.
type alignment struct {
	level   titleLevel
	typos   int    // words that differ in spelling only
	numbers bool   // they name different numbers
	extraA  string // words only in the first, for reasons
	extraB  string
}

// align compares two titles.
func align(a, b *title) alignment {
	switch {
	case a.missing() || b.missing():
		return alignment{}
	case a.compact == b.compact:
		return alignment{level: titleEqual}
	}
	extraA, extraB, same := leftOver(a, b)
	smaller := min(len(a.words), len(b.words))
	if same*5 < smaller*2 && !hasPrefix(a, b) {
		if n := len(a.compact) / 12; n > 0 && Distance(a.compact, b.compact, n) <= n {
			return alignment{level: titleNear, typos: n}
		}
		return alignment{level: titleDifferent}
	}
	out := alignment{numbers: numbersDiffer(extraA, extraB)}
	extraA, extraB = dropJoined(extraA, extraB)
	extraA, extraB, out.typos = dropTypos(extraA, extraB)
	if len(extraA) == 0 || len(extraB) == 0 {
		extraA, extraB = dropGreek(extraA), dropGreek(extraB)
	}
	out.extraA, out.extraB = strings.Join(extraA, " "), strings.Join(extraB, " ")
	same += out.typos
	switch {
	case len(extraA) == 0 && len(extraB) == 0 && out.typos*3 <= smaller+2:
		out.level = titleNear
	case len(extraA) == 0 || len(extraB) == 0:
		out.level = titleContained
		if hasPrefix(a, b) {
			out.level = prefixLevel(a, b)
		}
	case hasPrefix(a, b):
		out.level = prefixLevel(a, b)
	case max(len(extraA), len(extraB)) <= 2 && same >= 3:
		out.level = titleAltered
	case same*2 >= smaller:
		out.level = titleRelated
	default:
		out.level = titleDifferent
	}
	return out
}

// prefixLevel takes a title for the other one where the source shows that it
// was cut off.
func prefixLevel(a, b *title) titleLevel {
	short := a
	if len(b.compact) < len(a.compact) {
		short = b
	}
	if short.cut {
		return titleNear
	}
	return titlePrefix
}

// leftOver returns the words of each title that the other does not have.
func leftOver(a, b *title) (extraA, extraB []string, same int) {
	count := make(map[string]int, len(b.words))
	for _, w := range b.words {
		count[w]++
	}
	for _, w := range a.words {
		if count[w] > 0 {
			count[w]--
			same++
		} else {
			extraA = append(extraA, w)
		}
	}
	for i := len(b.words) - 1; i >= 0; i-- { // from behind, so that repeated words are left where they repeat
		if w := b.words[i]; count[w] > 0 {
			count[w]--
			extraB = append(extraB, w)
		}
	}
	for i, j := 0, len(extraB)-1; i < j; i, j = i+1, j-1 {
		extraB[i], extraB[j] = extraB[j], extraB[i]
	}
	return extraA, extraB, same
}

// hasPrefix reports whether the shorter title, of some length, begins the longer.
func hasPrefix(a, b *title) bool {
	short, long := a, b
	if len(short.compact) > len(long.compact) {
		short, long = long, short
	}
	if len(short.compact) < 12 || len(short.words) < 2 && short.information() < 3 {
		return false
	}
	if strings.HasPrefix(long.compact, short.compact) {
		return true
	}
	cut := min(len(short.compact), len(long.compact))
	n := cut / 40
	return n > 0 && Distance(short.compact, long.compact[:cut], n) <= n
}

// numbersDiffer reports whether both sides hold a number that the other lacks.
func numbersDiffer(extraA, extraB []string) bool {
	pick := func(words []string) (n int) {
		for _, w := range words {
			if isNumber(w) {
				n++
			}
		}
		return n
	}
	return pick(extraA) > 0 && pick(extraB) > 0
}

// dropJoined drops what differs in spaces only: "self efficacy", "selfefficacy".
func dropJoined(a, b []string) ([]string, []string) {
	x, y := strings.Join(a, ""), strings.Join(b, "")
	if x != "" && x == y {
		return nil, nil
	}
	return joinedOut(a, b), joinedOut(b, a)
}

// joinedOut returns the words of a without those that are made of neighbours
// in b or are parts of a word of b.
func joinedOut(a, b []string) []string {
	var out []string
	for _, w := range a {
		if !madeOf(w, b) && !partOf(w, a, b) {
			out = append(out, w)
		}
	}
	return out
}

func madeOf(word string, parts []string) bool {
	for i := range parts {
		joined := parts[i]
		for j := i + 1; j < len(parts) && len(joined) < len(word); j++ {
			if joined += parts[j]; joined == word {
				return true
			}
		}
	}
	return false
}

func partOf(word string, among, b []string) bool {
	for _, whole := range b {
		if len(whole) > len(word) && strings.Contains(whole, word) && madeOf(whole, among) {
			return true
		}
	}
	return false
}

// dropTypos pairs words that differ in spelling only and drops them.
func dropTypos(a, b []string) (restA, restB []string, typos int) {
	used := make([]bool, len(b))
	for _, w := range a {
		found := false
		for j, v := range b {
			if !used[j] && isTypo(w, v) {
				used[j], found = true, true
				typos++
				break
			}
		}
		if !found {
			restA = append(restA, w)
		}
	}
	for j, v := range b {
		if !used[j] {
			restB = append(restB, v)
		}
	}
	return restA, restB, typos
}

// opposites are beginnings that turn the sense of a word and look like typos.
var opposites = [][2]string{
	{"hyper", "hypo"}, {"inter", "intra"}, {"macro", "micro"}, {"pre", "pro"}, {"pre", "peri"}, {"pre", "post"}, {"over", "under"},
	{"a", ""}, {"an", ""}, {"non", ""}, {"un", ""}, {"in", ""}, {"im", ""}, {"ir", ""}, {"dis", ""}, {"anti", ""}, {"re", ""}, {"de", ""},
	{"wo", ""}, {"fe", ""}, {"mono", "bi"}, {"uni", "bi"}, {"de", "in"}, {"ab", "ad"}, {"ex", "in"}, {"ef", "af"},
}

// isTypo reports whether two words can be one word mistyped, misread, inflected
// or cut off. Numbers never are.
func isTypo(a, b string) bool {
	if isNumber(a) || isNumber(b) {
		return false
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	switch {
	case a == b:
		return true
	case len(a) < 4:
		return a+"s" == b && len(a) > 2
	}
	for _, o := range opposites {
		if turns(a, b, o[0], o[1]) || turns(b, a, o[0], o[1]) {
			return false
		}
	}
	limit := 1
	if len(a) >= 8 {
		limit = 2
	}
	return Distance(a, b, limit) <= limit && (digitsOf(a) == digitsOf(b))
}

// turns reports whether a and b are one word with the beginnings x and y.
func turns(a, b, x, y string) bool {
	restA, okA := strings.CutPrefix(a, x)
	restB, okB := strings.CutPrefix(b, y)
	return okA && okB && restA == restB
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

func dropGreek(words []string) []string {
	var out []string
	for _, w := range words {
		if !greekNames[w] {
			out = append(out, w)
		}
	}
	return out
}
