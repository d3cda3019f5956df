package refs

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"appraise/corpus"
)

// status is what has happened to an item since it was published.
type status struct {
	word string // for a sign beside the reference
	text string // for the reference itself: "retracted in: BMJ 2019;3:1"
}

// graveNotices lists the notices that change how an item may be cited, the
// gravest first, with the word for it and PubMed's relation of that kind.
var graveNotices = []struct {
	Type     corpus.NoticeType
	Relation string
	Word     string
}{
	{corpus.Retracted, "RetractionIn", "retracted"},
	{corpus.RetractedRepublished, "RetractedandRepublishedIn", "retracted and republished"},
	{corpus.Withdrawn, "", "withdrawn"},
	{corpus.ExpressionOfConcern, "ExpressionOfConcernIn", "expression of concern"},
}

// statusOf finds the gravest thing that is asserted about it. A reinstatement
// lifts an expression of concern or a withdrawal that is not later.
func statusOf(it corpus.Item, notices []corpus.Notice) status {
	for _, grave := range graveNotices {
		for _, r := range it.Relations {
			if grave.Relation != "" && strings.EqualFold(r.Type, grave.Relation) {
				return status{grave.Word, inWords(grave.Word, r.Text, r.Date)}
			}
		}
		for _, n := range notices {
			if n.Type == grave.Type && !lifted(n, notices) {
				return status{grave.Word, inWords(grave.Word, "", n.Date.String())}
			}
		}
	}
	return status{}
}

func lifted(n corpus.Notice, notices []corpus.Notice) bool {
	for _, other := range notices {
		if other.Type == corpus.Reinstated && other.Report == n.Report && other.Date.String() >= n.Date.String() && other.Date.Year > 0 {
			return true
		}
	}
	return false
}

func inWords(word, text, date string) string {
	switch {
	case text != "":
		return word + " in: " + strings.TrimSuffix(strings.TrimSpace(text), ".")
	case date != "":
		return word + " " + date
	}
	return word
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// smallWords stay in lower case inside a title (AMA 11, 10.2): articles,
// conjunctions and prepositions of up to three letters.
var smallWords = map[string]bool{
	"a": true, "an": true, "the": true, "and": true, "but": true, "or": true, "nor": true, "for": true,
	"of": true, "in": true, "on": true, "to": true, "at": true, "by": true, "as": true, "up": true, "per": true, "via": true, "vs": true,
}

// titleCase capitalises the words of a heading; words that hold capitals or
// digits already are left alone.
func titleCase(s string) string {
	words := strings.Split(s, " ")
	start := true
	for i, w := range words {
		if w == "" {
			continue
		}
		plain := w == strings.ToLower(w)
		if plain && (start || i == len(words)-1 || !smallWords[strings.Trim(w, ",;:.()")]) {
			words[i] = capital(w)
		}
		start = strings.HasSuffix(w, ":") || strings.HasSuffix(w, "?") || strings.HasSuffix(w, ".")
	}
	return strings.Join(words, " ")
}

// capital raises the first letter of a word, past an opening bracket.
func capital(w string) string {
	for i, r := range w {
		if unicode.IsLetter(r) {
			return w[:i] + string(unicode.ToUpper(r)) + w[i+utf8.RuneLen(r):]
		}
		if unicode.IsDigit(r) {
			return w
		}
	}
	return w
}
