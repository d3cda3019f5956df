package dedupe

import (
	"regexp"
	"strings"
)

// genericTitles, written without spaces, say nothing about which publication
// is meant. [K: collected from experience with exports]
var genericTitles = setOf(
	"editorial", "editorials", "guest editorial", "editors note", "editor note", "note from editor", "from the editor", "editorial comment", "editorial commentary",
	"editors introduction", "editors choice", "preface", "foreword", "introduction", "general introduction", "prologue", "epilogue", "afterword", "overview", "background",
	"letter", "letters", "letter to the editor", "letters to the editor", "letter to editor", "correspondence", "reply", "authors reply", "author reply", "in reply",
	"the authors reply", "authors response", "response", "response to letter", "comment", "comments", "commentary", "invited commentary", "discussion", "conclusion",
	"conclusions", "summary", "abstract", "abstracts", "poster abstracts", "oral abstracts", "poster presentations", "oral presentations", "posters", "book review",
	"book reviews", "review", "reviews", "case report", "case reports", "case presentation", "clinical case", "index", "author index", "subject index", "contents",
	"table of contents", "erratum", "errata", "correction", "corrections", "corrigendum", "corrigenda", "retraction", "retraction notice", "expression of concern",
	"obituary", "in memoriam", "news", "news and notes", "announcement", "announcements", "acknowledgment", "acknowledgments", "acknowledgement", "acknowledgements",
	"acknowledgement to reviewers", "acknowledgment of reviewers", "reviewers", "list of reviewers", "in brief", "in this issue", "this issue", "highlights", "perspective", "viewpoint", "opinion",
	"questions and answers", "question", "answer", "quiz", "research letter", "short communication", "brief communication", "original article", "guidelines",
	"clinical trials", "cover", "front matter", "back matter", "frontmatter", "backmatter", "masthead", "editorial board", "list of contributors", "contributors",
	"appendix", "supplement", "annual report", "presidents message", "presidents address", "presidential address", "message from the president", "welcome", "calendar",
	"images in clinical medicine", "clinical pearl", "journal club", "letters", "minutes", "report", "statement", "position statement", "supplementary material", "leserbrief", "vorwort", "editoriale", "editorial introduction",
)

// unknownTitles stand where no title is known.
var unknownTitles = setOf("unknown", "unknown title", "untitled", "no title", "no title available", "title not available", "not available", "n a", "na", "none", "nan", "null", "not specified", "missing title", "in process citation")

// venueParts are the words of numbering that titles made of the name of a
// journal carry.
var venueParts = map[string]bool{
	"volume": true, "vol": true, "issue": true, "number": true, "no": true, "paper": true, "article": true, "supplement": true, "front": true,
	"back": true, "matter": true, "cover": true, "contents": true, "index": true, "table": true, "page": true, "pages": true, "proceedings": true,
}

// notices begin the titles of errata and of other notices about a paper.
var notices = regexp.MustCompile(`^\W*(?:(?:publisher|author|editorial|editor)s?'?s? )?(erratum|errata|corrigendum|corrigenda|correction|corrections|addendum|retraction|partial retraction|retraction notice|notice of retraction|expression of concern|editorial expression of concern|withdrawal|removal|clarification|republication|duplicate publication)\b(?: (?:notice|note|statement))?(?:(?: (?:to|for|of|on|in)\b)|\W*[:.\-–—;(\["“]|$)`)

// noticeInside finds what indexers add to the title of a correction:
// "(vol 360, pg 542, 2009)".
var noticeInside = regexp.MustCompile(`[\(\[]\s*vol(?:ume)?\.? ?[a-z]?\d+[^)\]]{0,60}\b(?:pg|pp|page|p|art|artn|e)\b\.?[^)\]]{0,60}[\)\]]?|[(\[: ](?:erratum|corrigendum|correction)[)\].]*\s*$`)

// replies begin or end the titles of replies and comments.
var replies = regexp.MustCompile(`^\W*(?:in )?(?:reply|response|rebuttal|authors?'? (?:reply|response)|reply from (?:the )?authors?|comments?|commentary|letter|editorial comment|invited comment(?:ary)?|discussion|re)\b(?: (?:to|by|on|from|of|regarding|re)\b|\W*[:;(\["“]|\W* - )|[-–—:.(\[]\s*(?:the |author'?s'? |authors'? |in )?(?:reply|response|comment|commentary|rebuttal)\s*[)\].]*\s*$`)

// protocols are said by the words for plans of studies.
var protocols = regexp.MustCompile(`\bprotocols? (?:for|of)\b|\b(?:study|trial|review|research) protocol\b|[:;.\-–—(]\s*(?:a |the )?protocol\s*[).]*\s*$|\brationale(?:,| and| &)[^:]{0,40} design\b|\bdesign and rationale\b|\bstudy design and (?:methods|baseline)\b|\bstatistical analysis plan\b`)

// meeting is what conference abstracts carry in their titles.
var meeting = regexp.MustCompile(`[\[(](?:conference|meeting|poster|congress)? ?abstracts?[^)\]]{0,40}[)\]]|\(conference paper\)`)

// withdrawn begins titles that the publisher marked; retracted ones keep
// being the paper, with or without the mark.
var (
	withdrawn = regexp.MustCompile(`^\W*withdrawn(?: article)?\W*[:.]`)
	retracted = regexp.MustCompile(`^\W*(?:retracted(?: article| paper)?\W*[:.]|\[retracted\]|\(retracted\)|retracted article:?)|[\[(]retracted(?: article| paper)?[^)\]]*[)\]]\W*$`)
)

// behind are notes that databases add behind a title.
var behind = regexp.MustCompile(`(?:\.{3}|…)?\s*[\[(](?:(?:published )?(?:erratum|errata|correction|corrected|retraction|retracted|comment|see comments?|summary for patients)(?: appears| published)?(?: in)?\b.*|corrected and republished.*|reprint.*|republished.*|reprinted.*|\d{1,4} refs?\.?|review|(?:article )?in [a-z]{4,12}|(?:provisional|author'?s|structured) (?:abstract|transl.*)|multiple letters|letters?|electronic resource|editorial|abstract|\d{1,2}|review article|article|cochrane review|systematic review|(?:update|republished version|original report|summary) of\b.*|proceedings?|conference (?:abstract|paper)|meeting abstract|see comment.*|authors? transl.*)(?:[\])]\d{0,5}|$)\W*$`)

// languageNote is a language in brackets behind a title: "[Chinese]".
var languageNote = regexp.MustCompile(`\s*[\[(](?:[a-z]+[,;/ ]+(?:and )?)?(?:chinese|japanese|german|french|spanish|portuguese|italian|russian|polish|turkish|korean|persian|farsi|arabic|hebrew|dutch|danish|swedish|norwegian|finnish|czech|slovak|slovenian|croatian|serbian|serbo-croatian|bulgarian|romanian|hungarian|greek|ukrainian|english|thai|vietnamese|lithuanian|latvian|estonian|catalan|georgian|icelandic|indonesian|malay|bosnian|macedonian|afrikaans|undetermined)[\])]\W*$`)

// ellipsis returns where "..." begins: behind it stands nothing, or a citation
// that was appended. -1 where there is none.
func ellipsis(s string) int {
	at := strings.Index(s, "...")
	if other := strings.Index(s, "…"); other >= 0 && (at < 0 || other < at) {
		at = other
	}
	return at
}

// stripNotes takes from a folded title what is not part of it and tells what
// the title says about its publication.
func stripNotes(s string) (rest string, marks mark, cut bool) {
	s, marks = stripBrackets(strings.TrimSpace(s))
	if at := ellipsis(s); at > 12 {
		s, cut = s[:at], true
	}
	if noticeInside.MatchString(s) {
		marks |= markNotice
		s = noticeInside.ReplaceAllString(s, " ")
	}
	if loc := notices.FindStringIndex(s); loc != nil {
		marks |= markNotice
		s = s[loc[1]:]
	}
	if withdrawn.MatchString(s) {
		marks |= markWithdrawn
		s = withdrawn.ReplaceAllString(s, "")
	}
	s = retracted.ReplaceAllString(s, "")
	if replies.MatchString(s) {
		marks |= markReply
	}
	if protocols.MatchString(s) {
		marks |= markProtocol
	}
	if strings.TrimSpace(s) == "" && marks&(markNotice|markWithdrawn) != 0 {
		s = "erratum"
	}
	return s, marks, cut
}

// mostNotes bounds how many notes are taken off one title.
const mostNotes = 6

// stripBrackets takes off the notes in brackets, and the brackets around a
// translated title.
func stripBrackets(s string) (rest string, marks mark) {
	for i := 0; i < mostNotes && strings.ContainsAny(s, "[("); i++ {
		before := s
		if meeting.MatchString(s) {
			marks |= markAbstract
			s = meeting.ReplaceAllString(s, " ")
		}
		if loc := behind.FindStringIndex(s); loc != nil && loc[0] > 0 {
			s = s[:loc[0]]
		}
		if loc := languageNote.FindStringIndex(s); loc != nil && loc[0] > 0 {
			s = s[:loc[0]]
		}
		s = strings.TrimSpace(s)
		if inner, ok := unwrap(s); ok {
			s, marks = inner, marks|markTranslated
		}
		if s == before {
			break
		}
	}
	return s, marks
}

// unwrap takes the brackets off a title that stands in them as a whole.
func unwrap(s string) (string, bool) {
	t := strings.TrimRight(s, " .")
	if !strings.HasPrefix(t, "[") || !strings.HasSuffix(t, "]") || strings.Count(t, "[") != strings.Count(t, "]") {
		return s, false
	}
	depth := 0
	for i, r := range t {
		switch r {
		case '[':
			depth++
		case ']':
			depth--
		}
		if depth == 0 && i < len(t)-1 {
			return s, false
		}
	}
	return t[1 : len(t)-1], true
}

// setOf folds phrases to keys without spaces.
func setOf(phrases ...string) map[string]bool {
	set := make(map[string]bool, len(phrases))
	for _, p := range phrases {
		set[strings.ReplaceAll(p, " ", "")] = true
		words := strings.Fields(p)
		if words[0] == "the" || words[0] == "a" {
			set[strings.Join(words[1:], "")] = true
		}
	}
	return set
}
