package dedupe

import (
	"strconv"
	"strings"

	"appraise/corpus"
)

// Prepared is an item with its fields normalised for comparison. It keeps no
// text of the abstract. The zero value compares as an item that says nothing.
type Prepared struct {
	key       uint64 // of what it says: puts any two into a fixed order
	ids       ids
	title     title
	original  title // the title in the language of the paper
	people    people
	journal   journal
	place     place
	year      int
	abstract  abstract
	kind      corpus.Kind
	preprint  bool
	edition   string
	languages []string
}

// preprintServers are venues that publish before review; their names stand
// where journals stand.
var preprintServers = setOf("medrxiv", "biorxiv", "arxiv", "chemrxiv", "psyarxiv", "socarxiv", "ssrn", "ssrn electronic journal", "research square",
	"preprints", "preprints org", "osf preprints", "authorea", "techrxiv", "eartharxiv", "sportrxiv", "f1000research preprints", "jmir preprints")

// preprintDOIs are the beginnings of DOIs that preprint servers issue. [K]
var preprintDOIs = []string{"10.1101/0", "10.1101/1", "10.1101/2", "10.1101/3", "10.1101/4", "10.1101/5", "10.1101/6", "10.1101/7", "10.1101/8", "10.1101/9", "10.48550/", "10.21203/rs.", "10.2139/ssrn.", "10.31234/", "10.20944/preprints", "10.26434/chemrxiv", "10.31219/osf", "10.22541/au."}

// Prepare normalises the fields of an item once, so that it can be compared
// many times.
func Prepare(it corpus.Item) Prepared {
	p := Prepared{
		ids: newIDs(&it), people: newPeople(it.Authors), journal: newJournal(&it), place: newPlace(&it),
		year: it.Published.Year, abstract: newAbstract(it.Abstract), kind: it.Kind, edition: editionOf(it.Edition),
	}
	if len(it.Authors) == 0 {
		p.people = newPeople(it.Editors)
	}
	text := it.Title
	if strings.TrimSpace(text) == "" {
		text = it.OriginalTitle
	}
	p.title = newTitle(text, it.Journal)
	if it.OriginalTitle != "" && it.OriginalTitle != text {
		p.original = newTitle(it.OriginalTitle, it.Journal)
	}
	p.readTypes(&it)
	for _, l := range it.Languages {
		if l = language(l); l != "" {
			p.languages = append(p.languages, l)
		}
	}
	p.key = hash64(p.title.compact, p.original.compact, strings.Join(p.people.words, " "), p.people.first(), p.place.volume, p.place.issue,
		p.place.first, p.place.last, strconv.Itoa(p.year), string(p.ids.doi), string(p.ids.pmid), string(p.ids.pmcid), p.ids.accession, it.Journal, it.JournalAbbrev,
		strconv.FormatUint(p.abstract.head, 36), p.edition, string(p.kind))
	return p
}

// readTypes takes what publication types and identifiers tell about the kind.
func (p *Prepared) readTypes(it *corpus.Item) {
	p.preprint = p.kind == corpus.KindPreprint
	for _, words := range p.journal.names {
		p.preprint = p.preprint || preprintServers[strings.Join(words, "")]
	}
	for _, prefix := range preprintDOIs {
		p.preprint = p.preprint || strings.HasPrefix(string(p.ids.doi), prefix)
	}
	for _, t := range it.PublicationTypes {
		t = strings.ToLower(t)
		switch {
		case strings.Contains(t, "erratum") || strings.Contains(t, "retraction of") || strings.Contains(t, "expression of concern") || t == "correction":
			p.title.marks |= markNotice
		case t == "comment" || t == "letter":
		case strings.Contains(t, "protocol"):
			p.title.marks |= markProtocol
		case strings.Contains(t, "meeting abstract") || strings.Contains(t, "conference abstract"):
			p.title.marks |= markAbstract
		case strings.Contains(t, "preprint"):
			p.preprint = true
		}
	}
	if p.kind == corpus.KindAbstract {
		p.title.marks |= markAbstract
	}
}

// editionOf returns the number of an edition: "2nd ed." is "2".
func editionOf(s string) string {
	if n := numbersIn(fold(s)); len(n) > 0 {
		return n[0]
	}
	for i, word := range []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"} {
		if strings.HasPrefix(fold(s), word) {
			return "123456789"[min(i, 8) : min(i, 8)+1]
		}
	}
	return ""
}

// language folds the codes and names of languages to three letters: "en",
// "eng", "English".
func language(s string) string {
	s = strings.Join(wordsOf(fold(s)), "")
	codes := map[string]string{
		"en": "eng", "de": "ger", "deu": "ger", "fr": "fre", "fra": "fre", "es": "spa", "zh": "chi", "zho": "chi", "ja": "jpn", "japanese": "jpn",
		"pt": "por", "it": "ita", "ru": "rus", "pl": "pol", "tr": "tur", "ko": "kor", "nl": "dut", "nld": "dut", "spanish": "spa", "el": "gre",
	}
	if c, ok := codes[s]; ok {
		return c
	}
	return s[:min(3, len(s))]
}
