package doctor

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/markup"
)

var textRules = []rule{
	{Defect{"title-filler", "Title that is none", Fault,
		"The title is a filler of an export, such as “[No title available]” or “untitled”.", false},
		fillerTitle},
	{Defect{"title-capitals", "Title in capitals", Doubt,
		"The whole title is in capital letters, as older databases give them. Names and abbreviations cannot be told from words any more, so a person has to write it anew.", false},
		shoutedTitle},
	{Defect{"journal-capitals", "Journal in capitals", Doubt,
		"The name of the journal is in capital letters. It is fixed where every word is one that is not an abbreviation; others (BMC, JAMA) stay for a person.", true},
		shoutedJournal},
	{Defect{"title-ends-identifier", "Title that ends with an identifier", Fault,
		"A DOI or PMID was copied into the title. References would print it twice, and the same title from another source looks different. The fix takes it off when it is the one in its own field; another may be that of another publication, as in titles of errata.", true},
		identifierInTitle},
	{Defect{"markup-left", "Markup left in text", Fault,
		"Tags or entities of a web page or XML (<i>, &amp;) are still in the text. Searches for the words around them fail, and reports would print them.", true},
		leftMarkup},
	{Defect{"mojibake", "Letters read in the wrong encoding", Fault,
		"UTF-8 was read as Windows-1252 on the way here: é became Ã©, ’ became â€™. Where the text as a whole turns back without a remainder, it is fixed.", true},
		mojibake},
	{Defect{"unreadable-letters", "Letters that could not be read", Fault,
		"The sign � stands where bytes belonged to no letter. What was there is lost here; the source may still have it.", false},
		unreadable},
	{Defect{"abstract-truncated", "Abstract cut by its database", Fault,
		"MEDLINE cut abstracts at 250 words (400 from 1984 on for long papers) until 2000 and said so at the end; other exports cut without saying. Sample sizes and results may be in the part that is missing.", false},
		truncated},
	{Defect{"abstract-unfinished", "Abstract that ends in mid-sentence", Doubt,
		"The abstract stops without the end of a sentence. An export with a limit on its fields has probably cut it; sample sizes and results may be missing.", false},
		unfinished},
	{Defect{"value-filler", "Filler instead of a value", Fault,
		"A field holds a word for “nothing” (NA, null, none, No abstract available). It would be printed and compared as if it were a value. The fix empties the field.", true},
		fillers},
}

var fillerTitles = regexp.MustCompile(`(?i)^\W*(no title( available| found)?|title not available|not available|untitled|unknown( title)?|n/?a|null|none|test|title)\W*$`)

func fillerTitle(s Subject) []hit {
	if s.Item.Title == "" || !fillerTitles.MatchString(s.Item.Title) {
		return nil
	}
	return []hit{{field: "title", value: s.Item.Title, says: "that is not a title", suggestion: "look it up by its identifiers"}}
}

// shouting reports whether text has letters enough to tell, and all are
// capitals.
func shouting(text string, words, letters int) bool {
	n := 0
	for _, r := range text {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= letters && len(strings.Fields(text)) >= words
}

func shoutedTitle(s Subject) []hit {
	if !shouting(s.Item.Title, 4, 16) {
		return nil
	}
	return []hit{{field: "title", value: s.Item.Title, says: "the title is in capital letters", suggestion: "write it as the publication prints it"}}
}

func shoutedJournal(s Subject) []hit {
	name := s.Item.Journal
	if !shouting(name, 2, 12) && !shouting(name, 3, 1) {
		return nil
	}
	h := hit{field: "journal", value: name, says: "the journal is in capital letters"}
	if want, sure := titleCase(name); sure {
		h.suggestion = want
		h.fix = func(it *corpus.Item) { it.Journal = want }
	}
	return []hit{h}
}

// smallWords keep small letters inside the name of a journal; shortWords are
// the short words that are no abbreviations.
var smallWords = map[string]bool{"a": true, "an": true, "and": true, "at": true, "by": true, "de": true, "der": true, "des": true, "di": true, "du": true, "et": true, "for": true, "für": true, "in": true, "la": true, "of": true, "on": true, "or": true, "the": true, "to": true, "und": true, "with": true}

var shortWords = map[string]bool{"new": true, "acta": true, "back": true, "bone": true, "care": true, "cell": true, "drug": true, "eye": true, "foot": true, "gait": true, "gene": true, "gut": true, "hand": true, "head": true, "hip": true, "knee": true, "lung": true, "mind": true, "neck": true, "open": true, "oral": true, "pain": true, "skin": true, "life": true, "home": true, "data": true, "food": true, "sleep": true, "sex": true, "age": true, "men": true, "old": true, "role": true, "work": true, "east": true, "west": true}

// titleCase writes a name with capitals at its words and at the parts of words
// with hyphens. It is sure when no part may be an abbreviation.
func titleCase(name string) (string, bool) {
	words := strings.Fields(strings.ToLower(name))
	for i, w := range words {
		parts := strings.Split(w, "-")
		for j, part := range parts {
			bare := strings.Trim(part, ".,:;()&")
			if smallWords[bare] && i+j > 0 {
				continue
			}
			if !smallWords[bare] && !shortWords[bare] && utf8.RuneCountInString(bare) < 5 && bare != "" || strings.ContainsAny(bare, ".0123456789") {
				return "", false
			}
			if at := strings.IndexFunc(part, unicode.IsLetter); at >= 0 {
				r, n := utf8.DecodeRuneInString(part[at:])
				parts[j] = part[:at] + string(unicode.ToUpper(r)) + part[at+n:]
			}
		}
		words[i] = strings.Join(parts, "-")
	}
	return strings.Join(words, " "), true
}

var (
	titleDOI  = regexp.MustCompile(`(?i)[\s.,;(\[]*(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)?(10\.[0-9]{4,9}/\S+?)[\s.)\]]*$`)
	titlePMID = regexp.MustCompile(`(?i)[\s.,;(\[]*pmid:?\s*([1-9][0-9]{0,7})[\s.)\]]*$`)
)

// noticeTitle is the title of a notice, which names another publication.
var noticeTitle = regexp.MustCompile(`(?i)^\W*(retract|withdraw|errat|corrigend|correction|author correction|publisher correction|expression of concern|addend|reply|response|comment|letter|re:)`)

func identifierInTitle(s Subject) []hit {
	it := s.Item
	at, same := -1, false
	if m := titleDOI.FindStringSubmatchIndex(it.Title); m != nil {
		d, err := corpus.ParseDOI(it.Title[m[2]:m[3]])
		at, same = m[0], err == nil && d == it.DOI
	} else if m := titlePMID.FindStringSubmatchIndex(it.Title); m != nil {
		p, err := corpus.ParsePMID(it.Title[m[2]:m[3]])
		at, same = m[0], err == nil && p == it.PMID
	}
	if at <= 0 || !same && noticeTitle.MatchString(it.Title) {
		return nil
	}
	h := hit{field: "title", value: it.Title, says: "an identifier stands at the end of the title", suggestion: "see whether it is that of this publication"}
	if same {
		h.suggestion = it.Title[:at]
		h.fix = func(it *corpus.Item) { it.Title = strings.TrimSpace(it.Title[:min(at, len(it.Title))]) }
	}
	return []hit{h}
}

func leftMarkup(s Subject) []hit {
	return inText(s, func(name, text string) (string, string, func(string) string, bool) {
		clean := markup.Text
		if name == "abstract" {
			clean = markup.Block
		}
		if !strings.ContainsAny(text, "<&") {
			return "", "", nil, false
		}
		if want := clean(text); squeeze(want) != squeeze(markup.CleanBlock(text)) {
			return "tags or entities are left in it", "", clean, true
		}
		return "", "", nil, false
	})
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// misread are what UTF-8 looks like when it was read as Windows-1252.
var misread = regexp.MustCompile(`Ã[\x{80}-\x{BF}©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[™œ“”˜¦¢š\x{9D}]|Â[°±·µ®©«»\x{A0}§²³]|ï¿½`)

func mojibake(s Subject) []hit {
	return inText(s, func(_, text string) (string, string, func(string) string, bool) {
		if !misread.MatchString(text) {
			return "", "", nil, false
		}
		want, ok := turnBack(text)
		if !ok {
			return "letters were read in the wrong encoding", "import the source again with its right encoding", nil, true
		}
		return "letters were read in the wrong encoding", oneLine(want), turned, true
	})
}

// turned is turnBack for a text that may have been changed meanwhile.
func turned(text string) string {
	if want, ok := turnBack(text); ok {
		return want
	}
	return text
}

// turnBack writes text as Windows-1252 and reads it as UTF-8. It is right only
// when nothing is left over.
func turnBack(text string) (string, bool) {
	var raw []byte
	for _, r := range text {
		b, ok := charmap.Windows1252.EncodeRune(r)
		if !ok && r >= 0x80 && r <= 0x9f {
			b, ok = byte(r), true
		}
		if !ok {
			return "", false
		}
		raw = append(raw, b)
	}
	want := string(raw)
	return want, utf8.ValidString(want) && !misread.MatchString(want) && !strings.ContainsRune(want, utf8.RuneError)
}

func unreadable(s Subject) []hit {
	return inText(s, func(_, text string) (string, string, func(string) string, bool) {
		if !strings.ContainsRune(text, utf8.RuneError) {
			return "", "", nil, false
		}
		return "it holds the sign �", "compare it with the publication", nil, true
	})
}

var cutMark = regexp.MustCompile(`(?i)\(?abstract truncated( at \d+ words)?\)?[\s.]*$|\[(truncated|abridged)\][\s.]*$|(\.\.\.|…)\s*$`)

func truncated(s Subject) []hit {
	if !cutMark.MatchString(s.Item.Abstract) {
		return nil
	}
	return []hit{{field: "abstract", value: s.Item.Abstract, says: "the abstract says that it was cut", suggestion: "take the whole one from the publication, or attach the full text"}}
}

// leastWords is how long an abstract must be for its end to tell something.
const leastWords = 40

// openWords end no sentence.
var openWords = map[string]bool{"a": true, "an": true, "and": true, "as": true, "at": true, "be": true, "by": true, "for": true, "from": true, "in": true, "is": true, "its": true, "of": true, "on": true, "or": true, "that": true, "the": true, "their": true, "these": true, "this": true, "to": true, "was": true, "were": true, "which": true, "with": true}

func unfinished(s Subject) []hit {
	text := strings.TrimSpace(s.Item.Abstract)
	words := strings.Fields(text)
	if len(words) < leastWords || cutMark.MatchString(text) {
		return nil
	}
	last := words[len(words)-1]
	end, _ := utf8.DecodeLastRuneInString(last)
	open := openWords[strings.ToLower(last)] || strings.ContainsRune(",;-(–", end)
	plain := unicode.IsLower(end) && !strings.ContainsAny(last, "0123456789/:@.") && strings.Count(text, ". ") >= 3 && !tailLabel.MatchString(text)
	if !open && !plain {
		return nil
	}
	return []hit{{field: "abstract", value: text, says: "the abstract ends in mid-sentence", suggestion: "take the whole one from the publication"}}
}

// tailLabel is a last line that is no sentence: keywords, numbers, funders.
var tailLabel = regexp.MustCompile(`(?i)(^|\n|\. )[^\n.]*(key ?words?|registration|registered|registry|funding|funded|copyright|©|level of evidence|classification|date|prospero|trial|rights reserved|\(c\) (19|20)[0-9]{2})[^\n]{0,200}$`)

var filler = regexp.MustCompile(`(?i)^\W*(n/?a|nan|null|nil|none|unknown|undefined|not available|no abstract( is)?( available)?|abstract not available|not specified|no-specified|missing|\?+|-+)\W*$`)

func fillers(s Subject) []hit {
	var out []hit
	for i, f := range values(&s.Item) {
		if *f.text == "" || !filler.MatchString(*f.text) {
			continue
		}
		out = append(out, hit{field: f.name, value: *f.text, says: "that is not a value", suggestion: "leave the field empty",
			fix: func(it *corpus.Item) { *values(it)[i].text = "" }})
	}
	if p := s.Item.Pages; p != "" && field.Pages(p) == "" {
		out = append(out, hit{field: "pages", value: p, says: "that is not a value", suggestion: "leave the field empty", fix: func(it *corpus.Item) { it.Pages = "" }})
	}
	return out
}

// values are the fields that are empty when nothing is known.
func values(it *corpus.Item) []textField {
	return []textField{
		{"original_title", &it.OriginalTitle}, {"abstract", &it.Abstract}, {"journal", &it.Journal}, {"journal_abbrev", &it.JournalAbbrev},
		{"volume", &it.Volume}, {"issue", &it.Issue}, {"publisher", &it.Publisher}, {"place", &it.Place}, {"edition", &it.Edition}, {"series", &it.Series},
	}
}
