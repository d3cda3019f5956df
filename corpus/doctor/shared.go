package doctor

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"appraise/corpus"
)

// sharedDefects are those that only show when publications are compared.
var sharedDefects = []Defect{
	{"identifier-shared", "One identifier on several studies", Fault,
		"Two studies carry the same DOI or PMID, which names one publication only. They are the same report, or one of them has the wrong identifier.", false},
	{"title-shared", "One title on several studies", Doubt,
		"Two studies have the same title, first author and year, and no identifier tells them apart. They may be the same report, or companion reports of one study.", false},
}

// Library compares publications and returns the defects that show only then.
// It keeps what it has seen, so that a library can be handed over piece by
// piece.
type Library struct {
	doi, pmid map[string]corpus.StudyID
	title     map[string]entry
}

// entry is what is remembered of a publication by its title.
type entry struct {
	study corpus.StudyID
	doi   corpus.DOI
	pmid  corpus.PMID
}

// apart reports whether identifiers tell two entries apart.
func (e entry) apart(o entry) bool {
	return e.doi != "" && o.doi != "" && e.doi != o.doi || e.pmid != "" && o.pmid != "" && e.pmid != o.pmid
}

// NewLibrary begins a comparison.
func NewLibrary() *Library {
	return &Library{map[string]corpus.StudyID{}, map[string]corpus.StudyID{}, map[string]entry{}}
}

// Compare holds a publication against those handed over before.
func (l *Library) Compare(s Subject) []Finding {
	var out []Finding
	say := func(d Defect, field, value string, other corpus.StudyID, suggestion string) {
		out = append(out, Finding{Code: d.Code, Level: d.Level, Study: s.Study, Report: s.Report, Field: field, Value: oneLine(value), Says: "also in " + string(other), Suggestion: suggestion})
	}
	identified := false
	for _, by := range []struct {
		field, value string
		seen         map[string]corpus.StudyID
	}{{"doi", string(s.Item.DOI), l.doi}, {"pmid", string(s.Item.PMID), l.pmid}} {
		if by.value == "" {
			continue
		}
		if other, ok := by.seen[by.value]; ok && other != s.Study {
			identified = true
			say(sharedDefects[0], by.field, by.value, other, "appraise dedupe, or put the wrong one right")
		} else {
			by.seen[by.value] = s.Study
		}
	}
	key := titleKey(s.Item)
	if key == "" {
		return out
	}
	this := entry{s.Study, s.Item.DOI, s.Item.PMID}
	switch other, ok := l.title[key]; {
	case !ok:
		l.title[key] = this
	case other.study != s.Study && !identified && !this.apart(other):
		say(sharedDefects[1], "title", s.Item.Title, other.study, "appraise dedupe shows them side by side")
	}
	return out
}

// genericTitles stand over many publications.
var genericTitles = []string{"editorial", "introduction", "reply", "correspondence", "abstracts", "foreword", "preface", "inthisissue", "errata", "erratum", "correction", "authorsreply", "commentary", "index", "news"}

// leastLetters is how long a title must be to mean something.
const leastLetters = 15

// titleKey folds what is equal in two entries of one publication; "" when it
// would mean nothing.
func titleKey(it corpus.Item) string {
	title := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, corpus.ASCII(it.Title))
	if len(title) < leastLetters || slices.Contains(genericTitles, title) {
		return ""
	}
	return title + "|" + strings.ToLower(corpus.ASCII(it.FirstAuthor())) + "|" + strconv.Itoa(it.Published.Year)
}
