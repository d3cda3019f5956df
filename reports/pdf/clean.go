package pdf

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// stand lists what is printed for runes that the faces do not have.
var stand = map[rune]string{
	'\u2010': "-", '\u2011': "-", '\u2015': "—", '\u2043': "-", '\u00AD': "", '\t': " ", '\n': " ", '\r': " ", '\u2028': " ", '\u2029': " ",
	'\u202F': "\u00A0", '\u2007': "\u00A0", '\u2009': " ", '\u200A': " ", '\u2008': " ", '\u2006': " ", '\u2005': " ", '\u2004': " ", '\u2003': " ", '\u2002': " ", '\u3000': " ",
	'\u200B': "", '\u200C': "", '\u200D': "", '\u200E': "", '\u200F': "", '\uFEFF': "", '\u2060': "", '\uFFFD': "?", '\uFFFC': "",
	'⊕': "(+)", '◯': "( )", '○': "( )", '●': "(•)", '✓': "yes", '✔': "yes", '✗': "no", '✘': "no", '☐': "[ ]", '☑': "[x]", '⩾': "≥", '⩽': "≤", '≧': "≥", '≦': "≤",
	'∼': "~", '∕': "/", '⁄': "/", '′': "'", '″': "\"", '∗': "*", 'ﬁ': "fi", 'ﬂ': "fl",
	'ʼ': "’", 'ʹ': "'", '˗': "-", '⟶': "→", '⇒': "→", '⇔': "↔", '⋅': "·",
}

// scripts names the writing systems that a title may be in and the faces do
// not have; a run of their letters is printed as the name in brackets.
var scripts = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"Arabic", unicode.Arabic}, {"Hebrew", unicode.Hebrew}, {"Chinese", unicode.Han}, {"Japanese", unicode.Hiragana}, {"Japanese", unicode.Katakana},
	{"Korean", unicode.Hangul}, {"Thai", unicode.Thai}, {"Devanagari", unicode.Devanagari}, {"Bengali", unicode.Bengali}, {"Tamil", unicode.Tamil},
	{"Georgian", unicode.Georgian}, {"Armenian", unicode.Armenian}, {"Ethiopic", unicode.Ethiopic}, {"Khmer", unicode.Khmer}, {"Syriac", unicode.Syriac},
}

func scriptOf(r rune) string {
	for _, s := range scripts {
		if unicode.Is(s.table, r) {
			return s.name
		}
	}
	return ""
}

// plain makes text safe for gofpdf: valid UTF-8, composed, no control
// characters, nothing beyond the basic plane.
func plain(s string) string {
	clean := true
	for i := 0; i < len(s); i++ {
		if s[i] < 0x20 || s[i] >= 0x7F {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	s = norm.NFC.String(strings.ToValidUTF8(s, "?"))
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			b.WriteByte(' ')
		case r > 0xFFFF:
			b.WriteString(basic(r))
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// basic finds letters of the basic plane for a rune beyond it, as in the
// mathematical alphabets; else the rune stands for itself in brackets.
func basic(r rune) string {
	t := norm.NFKC.String(string(r))
	for _, x := range t {
		if x > 0xFFFF {
			if unicode.IsLetter(r) {
				return "?"
			}
			return "□"
		}
	}
	return t
}

// fit makes text that a face can print, rune by rune. What had to be
// replaced is counted in lost, by rune.
func fit(s string, f *face, lost map[string]int) string {
	s = plain(s)
	ok := true
	for _, r := range s {
		if !f.has(r) {
			ok = false
			break
		}
	}
	if ok {
		return s
	}
	var b strings.Builder
	script := "" // of the run that is being left out
	for _, r := range s {
		if f.has(r) {
			if !(script != "" && r == ' ') {
				script = ""
			}
			b.WriteRune(r)
			continue
		}
		name := scriptOf(r)
		if name != "" && name == script {
			lost[code(r)]++
			continue
		}
		script = name
		rep, known := replacement(r, name, f)
		if !known {
			lost[code(r)]++
		}
		b.WriteString(rep)
	}
	return b.String()
}

func code(r rune) string { return fmt.Sprintf("U+%04X", r) }

// replacement says what is printed for a rune, and whether nothing is lost
// by it.
func replacement(r rune, script string, f *face) (string, bool) {
	if rep, ok := stand[r]; ok && prints(rep, f) {
		return rep, true
	}
	if script != "" {
		return "[" + script + " text]", false
	}
	if rep := norm.NFKC.String(string(r)); rep != string(r) && prints(rep, f) {
		return rep, true
	}
	if base := []rune(norm.NFD.String(string(r))); len(base) > 1 && f.has(base[0]) {
		return string(base[0]), false
	}
	if unicode.Is(unicode.M, r) {
		return "", false
	}
	return "?", false
}

func prints(s string, f *face) bool {
	for _, r := range s {
		if !f.has(r) {
			return false
		}
	}
	return true
}
