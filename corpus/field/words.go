package field

import (
	"strings"

	"appraise/corpus"
	"appraise/corpus/markup"
)

// Keywords reads the keyword fields of an entry: one per field, or several
// separated by ";" or line breaks. A single field with two commas or more and
// no other separator is a list as well.
func Keywords(fields []string) []string {
	var out []string
	for _, f := range fields {
		cut := ";\n"
		if len(fields) == 1 && strings.Count(f, ",") > 1 && !strings.ContainsAny(markup.Unescape(f), cut) {
			cut = ","
		}
		out = AddOnce(out, SplitList(f, cut)...)
	}
	return out
}

// SplitList splits at any of the characters of cut, outside entities, and
// drops what is empty. Values are read with markup.Text.
func SplitList(s, cut string) []string {
	var out []string
	add := func(w string) {
		if w = markup.Text(w); w != "" {
			out = append(out, w)
		}
	}
	from := 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '&':
			i += entity(s[i:])
		case strings.IndexByte(cut, s[i]) >= 0:
			add(s[from:i])
			from = i + 1
		}
	}
	add(s[from:])
	return out
}

// entity returns how many bytes behind the & at the start of s belong to an
// entity.
func entity(s string) int {
	end := strings.IndexByte(s[:min(len(s), 34)], ';')
	if end < 2 || strings.ContainsAny(s[1:end], " &\t\n") || markup.Unescape(s[:end+1]) == s[:end+1] {
		return 0
	}
	return end
}

// FindDOI returns the first DOI in text, or "".
func FindDOI(text string) corpus.DOI {
	for {
		at := strings.Index(text, "10.")
		if at < 0 {
			return ""
		}
		text = text[at:]
		word := text
		if end := strings.IndexAny(word, " \t\n\"<>|"); end >= 0 {
			word = word[:end]
		}
		if d, err := corpus.ParseDOI(word); err == nil {
			return d
		}
		text = text[3:]
	}
}

// DOIOf reads a field that should hold nothing but a DOI, in whatever dress.
func DOIOf(s string) (corpus.DOI, bool) {
	if !strings.Contains(s, "10.") {
		return "", false
	}
	s = strings.TrimSpace(s)
	if rest, ok := strings.CutSuffix(s, "]"); ok && strings.HasSuffix(strings.ToLower(rest), "[doi") {
		s = rest[:len(rest)-4]
	}
	d, err := corpus.ParseDOI(s)
	return d, err == nil
}

// Registration reads a trial number; ok is false for numbers of other
// registries, such as those of sequences.
func Registration(id string) (r corpus.Registration, ok bool) {
	if len(id) == 11 && strings.HasPrefix(id, "NCT") && strings.Trim(id[3:], "0123456789") == "" {
		return corpus.Registration(id), true
	}
	if len(id) < 6 {
		return "", false
	}
	r, err := corpus.ParseRegistration(id)
	return r, err == nil
}
