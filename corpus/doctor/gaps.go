package doctor

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"

	"appraise/corpus"
)

var gapRules = []rule{
	{Defect{"title-missing", "No title", Gap,
		"The report is known by an identifier only. Lists and references show nothing, and duplicates are not recognised.", false},
		func(s Subject) []hit {
			if strings.TrimSpace(s.Item.Title) != "" || s.Item.OriginalTitle != "" {
				return nil
			}
			return []hit{{field: "title", says: "there is no title", suggestion: "add an export of its record; what is empty is filled in"}}
		}},
	{Defect{"journal-missing", "Article without a journal", Gap,
		"References of articles need the journal, and duplicates are harder to recognise without it.", false},
		func(s Subject) []hit {
			if s.Item.Kind != corpus.KindArticle || s.Item.Journal != "" || s.Item.JournalAbbrev != "" {
				return nil
			}
			return []hit{{field: "journal", says: "no journal is named", suggestion: "appraise edit STUDY --set journal=…"}}
		}},
	{Defect{"text-missing", "Nothing to read", Gap,
		"There is neither an abstract, nor a summary, nor an attachment with text: sample size and design can only be read from the title.", false},
		func(s Subject) []hit {
			if s.Item.Abstract != "" || s.HasText {
				return nil
			}
			return []hit{{field: "abstract", says: "there is no text to read", suggestion: "appraise attach STUDY FILE, or appraise edit STUDY --summary …"}}
		}},
	{Defect{"language-code", "Language that is none", Doubt,
		"The language is neither a code of ISO 639 nor a name. Filters by language pass the report over.", false},
		oddLanguage},
}

// longestLanguage is the longest name of a language that is taken for one.
const longestLanguage = 30

func oddLanguage(s Subject) []hit {
	var out []hit
	for _, l := range s.Item.Languages {
		code := strings.ToLower(strings.TrimSpace(l))
		primary, _, _ := strings.Cut(strings.ReplaceAll(code, "_", "-"), "-")
		_, err := language.ParseBase(primary)
		named := utf8.RuneCountInString(code) > 3 && utf8.RuneCountInString(code) <= longestLanguage && !strings.ContainsAny(code, "0123456789;,/|")
		if code == "und" || code == "zxx" || err != nil && !named {
			out = append(out, hit{field: "languages", value: l, says: "that is not a language", suggestion: "appraise edit STUDY --set languages=eng"})
		}
	}
	return out
}
