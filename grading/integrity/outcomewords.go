package integrity

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// stopWords carry no meaning for comparing outcomes.
const stopWords = " a an and as assessed at baseline be by change changes compared day days defined during end endpoint endpoints evaluated for frame from in is main measure measured measures month months number occurrence of on or outcome outcomes participants patients percentage point points primary proportion rate score scores secondary subjects the their time to using was week weeks were who with year years "

// shareSame is the part of the telling words of the shorter wording that two
// wordings of one outcome share at least; default chosen here.
const shareSame = 0.5

// mostWords is how many telling words of an outcome are looked at: a wording
// with more is a description, and comparing two of them takes time.
const mostWords = 80

// outcomeWords are the first telling words of an outcome, each once, and its
// abbreviations as printed.
func outcomeWords(s string) []string {
	var out []string
	seen := map[string]bool{}
	for _, printed := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		w := strings.ToLower(printed)
		if strings.Contains(stopWords, " "+w+" ") || strings.Trim(w, "0123456789") == "" || utf8.RuneCountInString(w) < 2 {
			continue
		}
		if !isAbbreviation(printed) {
			printed = strings.TrimSuffix(w, "s")
		}
		if seen[printed] {
			continue
		}
		seen[printed] = true
		if out = append(out, printed); len(out) == mostWords {
			break
		}
	}
	return out
}

// isAbbreviation reports whether a word is printed in two to six capitals.
func isAbbreviation(w string) bool {
	return len(w) >= 2 && len(w) <= 6 && strings.ToUpper(w) == w && strings.ContainsFunc(w, unicode.IsLetter)
}

// sameOutcome reports whether two wordings can mean one outcome: the shorter
// one shares half of its telling words with the other. Abbreviations fit the
// words that they are made of.
func sameOutcome(a, b string) bool {
	x, y := outcomeWords(a), outcomeWords(b)
	if len(x) > len(y) {
		x, y, a, b = y, x, b, a
	}
	if len(x) == 0 {
		return true // nothing to compare
	}
	n, spelled, asked := 0, initialsOf(b), initialsOf(a)
	for _, w := range x {
		if isAbbreviation(w) && strings.Contains(spelled, strings.ToLower(w)) || sharesWord(w, y, asked) {
			n++
		}
	}
	return float64(n) >= shareSame*float64(len(x))
}

// sharesWord reports whether a word stands among others in this or another
// ending, or belongs to what one of their abbreviations stands for.
func sharesWord(w string, others []string, initials string) bool {
	for _, o := range others {
		if strings.EqualFold(w, o) || sameStem(w, o) || isAbbreviation(o) && strings.HasPrefix(strings.ToLower(o), w[:1]) && strings.Contains(initials, strings.ToLower(o)) {
			return true
		}
	}
	return false
}

// stemLetters is how many letters two words share at their beginning before
// they count as forms of one word.
const stemLetters = 5

func sameStem(a, b string) bool {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n >= stemLetters && 2*n > max(len(a), len(b))
}

// initialsOf strings together the first letters of the words of a text.
func initialsOf(s string) string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		r, _ := utf8.DecodeRuneInString(w)
		b.WriteRune(r)
	}
	return b.String()
}
