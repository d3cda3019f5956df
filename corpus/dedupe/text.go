package dedupe

import (
	"hash/fnv"
	"strings"
	"unicode"
	"unicode/utf8"

	"appraise/corpus"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// greek spells Greek letters as databases without them do.
var greek = map[rune]string{
	'α': "alpha", 'β': "beta", 'γ': "gamma", 'δ': "delta", 'ε': "epsilon", 'ζ': "zeta", 'η': "eta", 'θ': "theta",
	'ι': "iota", 'κ': "kappa", 'λ': "lambda", 'μ': "mu", 'µ': "mu", 'ν': "nu", 'ξ': "xi", 'ο': "omicron", 'π': "pi",
	'ρ': "rho", 'σ': "sigma", 'ς': "sigma", 'τ': "tau", 'υ': "upsilon", 'φ': "phi", 'χ': "chi", 'ψ': "psi", 'ω': "omega",
}

// greekNames are words that exports lose together with the letter they stand for.
var greekNames = func() map[string]bool {
	names := make(map[string]bool, len(greek))
	for _, name := range greek {
		names[name] = true
	}
	return names
}()

// stopWords carry no evidence in titles and names of journals.
var stopWords = map[string]bool{
	"a": true, "an": true, "the": true, "of": true, "and": true, "in": true, "on": true, "for": true, "with": true, "to": true,
	"by": true, "at": true, "from": true, "or": true, "as": true, "is": true, "are": true, "its": true, "their": true, "s": true,
	"de": true, "la": true, "le": true, "les": true, "des": true, "du": true, "et": true, "der": true, "die": true, "das": true,
	"und": true, "el": true, "los": true, "las": true, "del": true, "y": true, "e": true, "i": true, "di": true, "en": true,
}

// repair undoes UTF-8 that was read as Windows-1252, once or twice: "MÃ¼ller".
// It serves matching only; nothing repaired is ever stored.
func repair(s string) string {
	for range 2 {
		if !strings.ContainsAny(s, "ÃÂâÅÄ") {
			return s
		}
		raw, err := charmap.Windows1252.NewEncoder().String(s)
		if err != nil || raw == s || !utf8.ValidString(raw) {
			return s
		}
		s = raw
	}
	return s
}

// fold returns s in lower case, without accents, with Greek letters spelt out.
func fold(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	s = norm.NFKC.String(repair(s))
	if !strings.ContainsFunc(s, func(r rune) bool { return r > 127 }) {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		if name, ok := greek[r]; ok {
			b.WriteString(name)
			continue
		}
		b.WriteRune(r)
	}
	return strings.ToLower(corpus.ASCII(b.String()))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// wordsOf cuts folded text into words of letters and digits. Apostrophes and
// soft hyphens inside words are dropped, "&" reads "and".
func wordsOf(folded string) []string {
	if isASCII(folded) && !strings.ContainsAny(folded, "'`&") {
		return strings.FieldsFunc(folded, func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z') })
	}
	var words []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			words = append(words, b.String())
			b.Reset()
		}
	}
	for _, r := range folded {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case r == '\'' || r == '’' || r == '‘' || r == '`' || r == '\u00ad' || r == '\ufffd' || r >= '\u200b' && r <= '\u200f':
		case r == '&':
			flush()
			words = append(words, "and")
		default:
			flush()
		}
	}
	flush()
	return words
}

// british turns spellings inside words into the American ones.
var british = strings.NewReplacer("ae", "e", "oe", "e", "isation", "ization", "ising", "izing", "our", "or")

// spell folds the spellings of British and American English together. What it
// makes of other words is no word, but the same for all.
func spell(word string) string {
	if len(word) < 5 {
		return word
	}
	word = british.Replace(word)
	for _, end := range []string{"ise", "ised", "ises", "yse", "ysed"} {
		if stem, ok := strings.CutSuffix(word, end); ok {
			return stem + strings.Replace(end, "s", "z", 1)
		}
	}
	return word
}

// hash32 and hash64 name words and keys.
func hash32(s string) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(s)) // a hash never fails to write
	return h.Sum32()
}

func hash64(parts ...string) uint64 {
	h := fnv.New64a()
	for _, p := range parts {
		_, _ = h.Write([]byte(p))
		_, _ = h.Write([]byte{0})
	}
	return h.Sum64()
}

func isNumber(word string) bool {
	return word != "" && strings.Trim(word, "0123456789") == ""
}

func hasDigit(word string) bool { return strings.ContainsAny(word, "0123456789") }
