package doctor

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"appraise/corpus"
)

var nameRules = []rule{
	{Defect{"authors-missing", "No authors", Gap,
		"References are incomplete without authors, and the same report from two databases is harder to recognise. Some editorials and news are unsigned.", false},
		func(s Subject) []hit {
			if len(s.Item.Authors)+len(s.Item.Editors) > 0 || !slices.Contains(authored, s.Item.Kind) {
				return nil
			}
			return []hit{{field: "authors", says: "no author is named", suggestion: "appraise edit STUDY --set 'authors=Family AB; =Name of a body'"}}
		}},
	{Defect{"author-et-al", "“et al” as an author", Fault,
		"A shortened list was taken for a list of people: the last “author” is called “et al” or “and others”. The fix takes that name out and keeps the remark that the list is not complete.", true},
		etAlAuthor},
	{Defect{"names-swapped", "First and last name swapped", Fault,
		"The family name holds initials only and the given name a whole word: the two were swapped by an export. Keys, sorting and comparison go by the family name. Where the initials carry full stops it is clear, and can be fixed.", true},
		swappedNames},
	{Defect{"author-digits", "Digits or signs in a name", Fault,
		"Marks of affiliations (1,2,*) were copied with the name. Names with digits are not recognised as the same person.", true},
		digitsInName},
	{Defect{"authors-joined", "Several people in one name", Fault,
		"The whole list of authors stands in one name, because the source separated names in a way the importer does not know.", false},
		joinedNames},
}

// authored are the kinds of publication that have authors.
var authored = []corpus.Kind{corpus.KindArticle, corpus.KindAbstract, corpus.KindConference, corpus.KindPreprint, corpus.KindBook, corpus.KindChapter, corpus.KindThesis}

var etAl = regexp.MustCompile(`(?i)^\W*(et\.?\s*al|and\s+others|others|u\.?\s?a|y\s+otros|et\s+autres)\W*$`)

func etAlAuthor(s Subject) []hit {
	for _, a := range s.Item.Authors {
		name := strings.TrimSpace(a.Family + " " + a.Given)
		if a.Collective != "" {
			name = a.Collective
		}
		turned := strings.TrimSpace(a.Given + " " + a.Family)
		if !etAl.MatchString(name) && !etAl.MatchString(turned) {
			continue
		}
		return []hit{{field: "authors", value: name, says: "“" + name + "” is not a person", suggestion: "take the name out and remember that the list goes on",
			fix: func(it *corpus.Item) {
				it.Authors = slices.DeleteFunc(it.Authors, func(x corpus.Author) bool { return x == a })
				if more := (corpus.Tag{Name: "author", Value: "and others"}); !slices.Contains(it.Extra, more) {
					it.Extra = append(it.Extra, more)
				}
			}}}
	}
	return nil
}

var dotted = regexp.MustCompile(`^(\p{Lu}\.[ -]?){1,4}$`)
var capitals = regexp.MustCompile(`^\p{Lu}{1,3}$`)
var wholeName = regexp.MustCompile(`^\p{Lu}\p{Ll}[\p{L}'’ -]+$`)

func swappedNames(s Subject) []hit {
	var out []hit
	shouting := 0 // sources that print family names in capitals
	for _, a := range s.Item.Authors {
		if len(a.Family) > 3 && a.Family == strings.ToUpper(a.Family) {
			shouting++
		}
	}
	for _, a := range s.Item.Authors {
		if !wholeName.MatchString(a.Given) {
			continue
		}
		h := hit{field: "authors", value: a.Family + ", " + a.Given, says: "the family name is only initials", suggestion: a.Given + ", " + a.Family}
		switch {
		case dotted.MatchString(a.Family):
			want := a
			want.Family, want.Given = a.Given, a.Family
			h.fix = replaceAuthor(a, want)
		case capitals.MatchString(a.Family) && !hasVowel(a.Family) && a.Family != "NG" && shouting == 0:
		default:
			continue
		}
		out = append(out, h)
	}
	return out
}

// hasVowel keeps short family names (LI, WU, XU) apart from initials.
func hasVowel(s string) bool { return strings.ContainsAny(corpus.ASCII(s), "AEIOUY") }

var marked = regexp.MustCompile(`[0-9*†‡§¶,;]+$`)

func digitsInName(s Subject) []hit {
	var out []hit
	for _, a := range s.Item.Authors {
		if a.Collective != "" || !strings.ContainsFunc(ordinal.ReplaceAllString(a.Family+" "+a.Given, ""), isMark) {
			continue
		}
		bare := func(x string) string { return strings.TrimSpace(marked.ReplaceAllString(strings.TrimSpace(x), "")) }
		want := a
		want.Family, want.Given = bare(a.Family), bare(a.Given)
		h := hit{field: "authors", value: a.Family + ", " + a.Given, says: "a name holds digits or signs", suggestion: strings.Trim(want.Family+", "+want.Given, ", ")}
		if want.Family != "" && !strings.ContainsFunc(want.Family+want.Given, isMark) {
			h.fix = replaceAuthor(a, want)
		}
		out = append(out, h)
	}
	return out
}

// ordinal is a digit that belongs to a name: "Pittman FS 3rd".
var ordinal = regexp.MustCompile(`(?i)\b[1-9](st|nd|rd|th)\b`)

// isMark reports whether a sign stands for an affiliation, and not in a name.
func isMark(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune("*†‡§¶", r) }

// mostWords is how many words the name of a person may have.
const mostWords = 8

func joinedNames(s Subject) []hit {
	for _, a := range s.Item.Authors {
		name := strings.TrimSpace(a.Family + " " + a.Given)
		if strings.Contains(name, ";") || strings.Contains(strings.ToLower(name), " and ") || len(strings.Fields(name)) > mostWords {
			return []hit{{field: "authors", value: name, says: fmt.Sprintf("one name of %d words", len(strings.Fields(name))), suggestion: "appraise edit STUDY --set 'authors=Family AB; Family CD'"}}
		}
	}
	return nil
}

// replaceAuthor puts one author in the place of another.
func replaceAuthor(old, want corpus.Author) func(*corpus.Item) {
	return func(it *corpus.Item) {
		if i := slices.Index(it.Authors, old); i >= 0 {
			it.Authors[i] = want
		}
	}
}
