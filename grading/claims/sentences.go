package claims

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentence is one sentence of a text and where it stands.
type Sentence struct {
	Text  string `json:"text"`
	Start int    `json:"start"` // bytes; text[Start:End] is Text
	End   int    `json:"end"`
}

// Sentences cuts medical prose into sentences. Blank lines, list items and
// short lines without a full stop (headings) end one as well. It knows "et
// al.", "vs.", initials, decimals, and reference numbers set behind the full
// stop ("of surgery.12 The").
func Sentences(text string) []Sentence {
	var out []Sentence
	for _, b := range blocks(text) {
		for at := b.Start; at < b.End; {
			end := at + sentenceEnd(text[at:b.End])
			if s, ok := trimmed(text, at, end); ok {
				out = append(out, s)
			}
			at = end
		}
	}
	return out
}

// trimmed is text[from:to] without white space around it; ok is false when
// nothing is left.
func trimmed(text string, from, to int) (Sentence, bool) {
	part := text[from:to]
	left := strings.TrimLeftFunc(part, unicode.IsSpace)
	from += len(part) - len(left)
	left = strings.TrimRightFunc(left, unicode.IsSpace)
	return Sentence{left, from, from + len(left)}, left != ""
}

var bullet = regexp.MustCompile(`^\s*(?:[•◦▪‣·*–—-]|[0-9]{1,2}[.)]|[a-z]\))\s+`)

// headingRunes is how long a line without a full stop may be to be taken for
// a heading.
const headingRunes = 70

// blocks cuts text where no sentence goes on: paragraphs, list items, headings.
func blocks(text string) []Sentence {
	var out []Sentence
	from, at := 0, 0
	short := false // the line before may be a heading
	flush := func(to int) {
		if s, ok := trimmed(text, from, to); ok {
			out = append(out, s)
		}
		from = to
	}
	for at < len(text) {
		end := len(text)
		if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		line := strings.TrimSpace(text[at:end])
		mark := bullet.FindString(text[at:end])
		first, _ := utf8.DecodeRuneInString(line)
		switch {
		case line == "":
			flush(at)
		case mark != "":
			flush(at)
			from = at + len(mark)
		case short && !unicode.IsLower(first):
			flush(at)
		}
		short = line != "" && utf8.RuneCountInString(line) <= headingRunes && !strings.ContainsAny(line[len(line)-1:], ".!?:;,")
		at = end
	}
	flush(len(text))
	return out
}

// neverEnd are abbreviations behind which a sentence goes on.
var neverEnd = map[string]bool{
	"dr": true, "mr": true, "mrs": true, "ms": true, "prof": true, "st": true, "e.g": true, "i.e": true, "eg": true, "ie": true, "vs": true, "v": true,
	"fig": true, "figs": true, "tab": true, "eq": true, "eqs": true, "ref": true, "refs": true, "no": true, "nos": true, "vol": true, "p": true, "pp": true, "ch": true, "cf": true,
	"approx": true, "ca": true, "c": true, "resp": true, "viz": true, "jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "aug": true,
	"sept": true, "oct": true, "nov": true, "dec": true, "var": true, "sp": true, "spp": true, "subsp": true, "incl": true, "max": true, "min": true, "suppl": true,
}

// mayEnd are abbreviations that end a sentence only before a word that opens
// one.
var mayEnd = map[string]bool{"al": true, "etc": true, "u.s": true, "u.k": true, "e.u": true, "inc": true, "ltd": true, "jr": true, "sr": true, "ph.d": true, "m.d": true, "a.m": true, "p.m": true, "i.v": true, "s.c": true, "b.i.d": true, "t.i.d": true}

// openers are words that open sentences and seldom follow an abbreviation.
var openers = map[string]bool{
	"the": true, "this": true, "these": true, "that": true, "those": true, "in": true, "however": true, "we": true, "it": true, "a": true, "an": true, "there": true,
	"our": true, "they": true, "for": true, "of": true, "all": true, "no": true, "results": true, "methods": true, "conclusion": true, "conclusions": true, "although": true,
	"after": true, "at": true, "among": true, "participants": true, "patients": true, "people": true, "most": true, "both": true, "when": true, "if": true, "as": true, "but": true,
}

// labelled are words whose letter is no initial: "vitamin C. The".
var labelled = map[string]bool{
	"vitamin": true, "hepatitis": true, "type": true, "group": true, "grade": true, "class": true, "protein": true, "factor": true, "appendix": true, "table": true,
	"figure": true, "arm": true, "plan": true, "part": true, "influenza": true, "haemophilia": true, "hemophilia": true, "botulinum": true, "category": true, "phase": true,
}

// sentenceEnd returns how much of s is its first sentence.
func sentenceEnd(s string) int {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '.', '!', '?':
			if end, ok := endsAt(s, i); ok {
				return end
			}
		}
	}
	return len(s)
}

// behind is what may stand between a full stop and the next sentence: closing
// marks, reference numbers as [3,4] or as digits.
var behind = regexp.MustCompile(`^[.!?]+["'”’»)\]]*(?:\s?\[[0-9,;\s–-]{1,20}\]|\s?\([0-9]{1,3}(?:[,–-][0-9]{1,3})*\)|[0-9]{1,3}(?:[,–-][0-9]{1,3})*|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻,]+)?`)

// endsAt reports whether the mark at i ends a sentence, and where the next one
// begins.
func endsAt(s string, i int) (int, bool) {
	m := behind.FindString(s[i:])
	end := i + len(m)
	if end >= len(s) {
		return len(s), true
	}
	next, size := utf8.DecodeRuneInString(s[end:])
	if !unicode.IsSpace(next) {
		if glued(s, i, end) {
			return end, true
		}
		// 0.5, www.example.org, or a number that is no reference: 3.14 mg.
		return 0, false
	}
	word := nextWord(s[end+size:])
	if word == "" {
		return end, true
	}
	digits := strings.ContainsFunc(m, unicode.IsDigit)
	if digits && i > 0 && s[i-1] >= '0' && s[i-1] <= '9' {
		return 0, false // 0.5 People
	}
	first, _ := utf8.DecodeRuneInString(word)
	if unicode.IsLower(first) && s[i] == '.' {
		return 0, false
	}
	if s[i] == '.' && !digits && abbreviated(s[:i], word) {
		return 0, false
	}
	return end, true
}

// glued reports whether a sentence ends at the mark at i although no space
// follows: "against the wall.Share", as text taken from pages has it. Addresses
// and names of files have more marks in one word.
func glued(s string, i, end int) bool {
	if end != i+1 {
		return false
	}
	from := strings.LastIndexFunc(s[:i], unicode.IsSpace) + 1
	to := len(s)
	if k := strings.IndexFunc(s[end:], unicode.IsSpace); k >= 0 {
		to = end + k
	}
	return gluedWords.MatchString(s[from:to])
}

var gluedWords = regexp.MustCompile(`^["'“‘(\[]*[\p{L}\p{N},;’'-]*\p{Ll}{3}[.!?]\p{Lu}\p{Ll}{2,}[,;:.!?)"'”’]*$`)

// nextWord is the first word of s without opening marks.
func nextWord(s string) string {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`"'“‘«([`, r) })
	if i := strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:.!?)", r) }); i >= 0 {
		return s[:i]
	}
	return s
}

// abbreviated reports whether the full stop behind before belongs to an
// abbreviation that goes on with next.
func abbreviated(before, next string) bool {
	i := strings.LastIndexFunc(before, func(r rune) bool { return unicode.IsSpace(r) || r == '(' || r == '[' })
	last := strings.TrimLeft(before[i+1:], `"'“‘(`)
	low := strings.ToLower(last)
	opens := openers[strings.ToLower(next)]
	switch {
	case low == "no" || low == "c" || low == "v" || low == "p" || low == "ch" || low == "tab" || low == "max" || low == "min":
		// Also words: "the answer is no. The".
		return !opens && (strings.ContainsFunc(next, unicode.IsDigit) || low != "no")
	case neverEnd[low]:
		return true
	case mayEnd[low]:
		return !opens
	case utf8.RuneCountInString(last) == 1 && unicode.IsLetter([]rune(last)[0]):
		words := strings.Fields(before[:max(i, 0)])
		return !opens && (len(words) == 0 || !labelled[strings.ToLower(words[len(words)-1])])
	case strings.Count(last, ".") > 0 && slices.IndexFunc(strings.Split(last, "."), func(p string) bool { return utf8.RuneCountInString(p) != 1 }) < 0:
		return !opens // U.S., J.P.
	}
	return false
}
