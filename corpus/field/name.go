// Package field reads the values that every bibliographic format writes in its
// own way: names, dates, pages, serial numbers, keywords, identifiers inside
// text. The parsers of the formats share it.
package field

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"appraise/corpus"
	"appraise/corpus/markup"
)

// bodyWords are words that stand in names of bodies and not of people.
var bodyWords = map[string]bool{
	"academy": true, "administration": true, "agency": true, "alliance": true, "association": true, "authority": true,
	"board": true, "bureau": true, "center": true, "centers": true, "centre": true, "clinic": true, "collaboration": true,
	"collaborative": true, "collaborators": true, "college": true, "commission": true, "committee": true, "company": true,
	"conference": true, "consortium": true, "corporation": true, "council": true, "department": true, "division": true,
	"federation": true, "force": true, "forum": true, "foundation": true, "group": true, "groups": true, "hospital": true,
	"inc": true, "inc.": true, "initiative": true, "institute": true, "institutes": true, "investigators": true,
	"laboratory": true, "ltd": true, "ltd.": true, "gmbh": true, "ministry": true, "network": true, "office": true,
	"organisation": true, "organization": true, "panel": true, "partnership": true, "program": true, "programme": true,
	"project": true, "registry": true, "research": true, "school": true, "section": true, "service": true, "services": true,
	"society": true, "staff": true, "study": true, "subcommittee": true, "team": true, "trial": true, "trialists": true,
	"union": true, "unit": true, "university": true, "workgroup": true, "working": true, "of": true, "for": true,
	"the": true, "on": true, "in": true, "and": true, "&": true, "gesellschaft": true, "verband": true, "institut": true,
}

// particles begin family names in small letters.
var particles = map[string]bool{
	"von": true, "van": true, "vom": true, "zu": true, "zum": true, "zur": true, "de": true, "del": true, "della": true,
	"der": true, "den": true, "di": true, "da": true, "dos": true, "das": true, "du": true, "des": true, "la": true,
	"le": true, "ten": true, "ter": true, "te": true, "al": true, "el": true, "bin": true, "ibn": true, "af": true, "av": true, "'t": true,
}

var suffixes = map[string]string{
	"jr": "Jr", "jr.": "Jr.", "sr": "Sr", "sr.": "Sr.", "ii": "II", "iii": "III", "iv": "IV", "2nd": "2nd", "3rd": "3rd", "4th": "4th",
}

// Name reads one name: "Prasad, K. S. M.", "Prasad KSM", "Liu R.", "A. Author",
// "Catarina Barata", "Smith, John, Jr". A name that ends in a comma, holds a
// word of bodies ("Organization", "Group", "of"), or is more than three words
// without initials is a body's.
//
// What comes out reads the same again as FormatName writes it.
func Name(s string) corpus.Author {
	a := readName(s)
	if isPlainName(s) {
		return a
	}
	for range nameRounds {
		again := readName(FormatName(a))
		if again == a {
			break
		}
		a = again
	}
	return a
}

// nameRounds is how often a name is read again that reads as another one.
const nameRounds = 4

// isPlainName recognises "Family, Given" of nothing but letters, single
// spaces, full stops and hyphens: it is written as it was read.
func isPlainName(s string) bool {
	commas := 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		case c == ',' && i > 0 && i+2 < len(s) && s[i+1] == ' ' && s[i+2] != ' ':
			commas++
		case (c == ' ' || c == '.' || c == '-') && i > 0 && s[i-1] != ' ':
		default:
			return false
		}
	}
	return commas == 1 && s[len(s)-1] != ' '
}

func readName(s string) corpus.Author {
	s = strings.Trim(markup.Clean(s), ";")
	s = strings.TrimSpace(s)
	if s == "" || s == "," {
		return corpus.Author{}
	}
	if body, ok := strings.CutSuffix(s, ","); ok {
		return corpus.Author{Collective: strings.TrimSpace(body)}
	}
	if strings.ContainsRune(s, ',') {
		return inverted(s)
	}
	words := strings.Fields(s)
	if len(words) == 1 {
		return corpus.Author{Family: s}
	}
	if a, ok := familyFirst(words); ok {
		return a
	}
	if isBody(words) {
		return corpus.Author{Collective: s}
	}
	return givenFirst(words)
}

// inverted reads "Family, Given" and "Family, Given, Suffix".
func inverted(s string) corpus.Author {
	parts := strings.Split(s, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	if len(parts) > 3 || parts[0] == "" || isBodyBeforeComma(parts[0], parts[1]) {
		return corpus.Author{Collective: s}
	}
	a := corpus.Author{Family: parts[0], Given: parts[1]}
	if len(parts) == 3 {
		a.Suffix = parts[2]
		if isSuffix(parts[1]) && !isSuffix(parts[2]) {
			a.Given, a.Suffix = parts[2], parts[1]
		}
	}
	return a
}

// isBodyBeforeComma reports whether "family, given" names a body: a word of
// bodies stands among several, and neither are these particles before one
// family name ("van der Inc, A. A.") nor is given nothing but initials.
func isBodyBeforeComma(family, given string) bool {
	words := strings.Fields(family)
	if len(words) < 2 || !hasBodyWord(words) {
		return false
	}
	from := 0
	for from < len(words)-1 && particles[words[from]] {
		from++
	}
	return from < len(words)-1 && !allInitials(given)
}

func allInitials(s string) bool {
	words := strings.Fields(s)
	for _, w := range words {
		if !isInitials(w) || !strings.ContainsRune(w, '.') {
			return false
		}
	}
	return len(words) > 0
}

// familyFirst reads "Prasad KSM", "van der Berg A.B.", "Smith AB 3rd".
func familyFirst(words []string) (corpus.Author, bool) {
	suffix := ""
	if last := words[len(words)-1]; len(words) > 2 && isSuffix(last) {
		suffix, words = last, words[:len(words)-1]
	}
	from := len(words)
	for from > 1 && isInitials(words[from-1]) {
		from--
	}
	if from == len(words) || from > 1 && hasBodyWord(words[:from]) || isInitials(words[0]) && strings.HasSuffix(words[0], ".") {
		return corpus.Author{}, false
	}
	return corpus.Author{Family: strings.Join(words[:from], " "), Given: strings.Join(words[from:], " "), Suffix: suffix}, true
}

// givenFirst reads "A. Author", "J. van der Berg", "Catarina Barata".
func givenFirst(words []string) corpus.Author {
	suffix := ""
	if last := words[len(words)-1]; len(words) > 2 && isSuffix(last) {
		suffix, words = last, words[:len(words)-1]
	}
	from := len(words) - 1
	for i := 1; i < len(words)-1; i++ {
		if particles[words[i]] {
			from = i
			break
		}
	}
	return corpus.Author{Given: strings.Join(words[:from], " "), Family: strings.Join(words[from:], " "), Suffix: suffix}
}

func isBody(words []string) bool {
	if hasBodyWord(words) {
		return true
	}
	names := 0
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case particles[w]:
		case strings.ContainsAny(w, "/()0123456789:"):
			return true
		case !unicode.IsUpper(r):
			return i > 0 || unicode.IsLower(r)
		case !isInitials(w):
			names++
		}
	}
	return names > 3 || names == 0
}

func hasBodyWord(words []string) bool {
	for _, w := range words {
		if bodyWords[strings.ToLower(w)] {
			return true
		}
	}
	return false
}

func isSuffix(w string) bool { _, ok := suffixes[strings.ToLower(w)]; return ok }

// isInitials reports whether w is "K", "K.S.", "KSM" or "J.-P.".
func isInitials(w string) bool {
	letters := 0
	for _, r := range w {
		switch {
		case unicode.IsUpper(r):
			letters++
		case r != '.' && r != '-' && r != '\u2010':
			return false
		}
	}
	return letters > 0 && (letters <= 3 || strings.ContainsRune(w, '.') && letters <= 6)
}

// FormatName writes a name so that Name reads the same: "Family, Given,
// Suffix"; a body's name gets a comma behind it where it could be mistaken.
func FormatName(a corpus.Author) string {
	if a.Collective != "" {
		if readName(a.Collective) == (corpus.Author{Collective: a.Collective}) {
			return a.Collective
		}
		return a.Collective + ","
	}
	switch {
	case a.Suffix != "":
		return a.Family + ", " + a.Given + ", " + a.Suffix
	case a.Given != "":
		return a.Family + ", " + a.Given
	}
	return a.Family
}

// SplitNames splits a list of names: at ";", else at " and ", else at commas
// where each piece alone is a whole name ("Liu R., Adler D.G.").
func SplitNames(s string) []string {
	s = strings.TrimSpace(s)
	var list []string
	switch {
	case s == "":
		return nil
	case strings.ContainsAny(s, ";\n|"):
		list = strings.FieldsFunc(s, func(r rune) bool { return r == ';' || r == '\n' || r == '|' })
	case strings.Contains(s, " and ") && !strings.Contains(s, " and the "):
		list = strings.Split(s, " and ")
	default:
		list = splitCommas(s)
	}
	out := list[:0]
	for _, name := range list {
		if name = strings.TrimSpace(name); name != "" && name != "et al." && name != "et al" {
			out = append(out, name)
		}
	}
	return out
}

// splitCommas splits "Liu R., Adler D.G." and "Baldwin, S.A., Brown, D.R.".
func splitCommas(s string) []string {
	parts := strings.Split(s, ",")
	if len(parts) < 2 {
		return []string{s}
	}
	whole, paired := true, len(parts)%2 == 0
	for i, p := range parts {
		words := strings.Fields(p)
		if len(words) < 2 || isInitials(words[0]) {
			whole = false
		}
		if i%2 == 1 && (len(words) == 0 || !isInitials(words[0])) {
			paired = false
		}
	}
	switch {
	case whole:
		return parts
	case paired && len(parts) > 2:
		var out []string
		for i := 0; i < len(parts); i += 2 {
			out = append(out, parts[i]+","+parts[i+1])
		}
		return out
	}
	return []string{s}
}

// Person reads a name that is a person's unless a word of it belongs to
// bodies: the last word, with its particles, is the family name.
func Person(s string) corpus.Author {
	s = markup.Clean(s)
	words := strings.Fields(s)
	switch {
	case len(words) < 2:
		return corpus.Author{Family: s}
	case hasBodyWord(words):
		return corpus.Author{Collective: s}
	}
	if a, ok := familyFirst(words); ok {
		return a
	}
	return givenFirst(words)
}

// IsSuffix reports whether w is "Jr", "III" or the like.
func IsSuffix(w string) bool { return isSuffix(w) }
