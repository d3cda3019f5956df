package corpus

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// StudyID is a citation key people can type: family name, year and the first
// telling word of the title, as in "prasad2012inversion".
type StudyID string

// ReportID is the key a report got when it came in, in the form of a StudyID.
type ReportID string

var keyForm = regexp.MustCompile(`^[a-z0-9][a-z0-9_.:-]{0,79}$`)

// ParseStudyID accepts a key: 1 to 80 of a-z 0-9 _ . : - in lower case.
func ParseStudyID(s string) (StudyID, error) {
	id := strings.ToLower(strings.TrimSpace(s))
	if !keyForm.MatchString(id) || strings.Contains(id, "..") {
		return "", invalidf("%q is not a study id (like prasad2012inversion)", s)
	}
	return StudyID(id), nil
}

// keyStopWords are passed over when a title gives its word to a key.
var keyStopWords = map[string]bool{
	"a": true, "an": true, "the": true, "of": true, "on": true, "in": true, "and": true, "or": true, "for": true,
	"to": true, "with": true, "without": true, "by": true, "from": true, "at": true, "is": true, "are": true,
	"does": true, "do": true, "can": true, "how": true, "what": true, "why": true, "effect": true, "effects": true,
	"de": true, "la": true, "le": true, "der": true, "die": true, "das": true, "el": true, "les": true, "un": true, "une": true,
}

// maxKeyPart keeps keys short enough to type.
const maxKeyPart = 24

// NewStudyID proposes the key for it. The caller makes it unique with
// NextStudyID.
func NewStudyID(it Item) StudyID {
	name := keyWord(it.FirstAuthor())
	if name == "" {
		name = "anon"
	}
	year := ""
	if it.Published.Year > 0 {
		year = strconv.Itoa(it.Published.Year)
	}
	return StudyID(name + year + titleWord(it.Title))
}

// NextStudyID returns the n-th variant of a key that is taken: b for 1, c for
// 2, … then -27, -28.
func NextStudyID(id StudyID, n int) StudyID {
	if n < 26 {
		return id + StudyID(rune('a'+n))
	}
	return id + StudyID("-"+strconv.Itoa(n+1))
}

func titleWord(title string) string {
	for _, word := range strings.FieldsFunc(title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		w := keyWord(word)
		if len(w) > 2 && !keyStopWords[w] {
			return w
		}
	}
	return ""
}

func keyWord(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(ASCII(s)) {
		if (r >= 'a' && r <= 'z') || (r >= '0' && r <= '9') {
			b.WriteRune(r)
		}
		if b.Len() == maxKeyPart {
			break
		}
	}
	return b.String()
}

// Report is one publication, merged from one or more records.
type Report struct {
	ID      ReportID          `json:"id"`
	Study   StudyID           `json:"study"`
	Item    Item              `json:"item"`
	Records []RecordID        `json:"records,omitempty"`
	Origin  map[string]string `json:"origin,omitempty"` // field of Item → record it was taken from, or "by NAME" after an edit

	// Summary says in the words of SummaryBy what the report says. It is never
	// shown as the words of the paper.
	Summary   string `json:"summary,omitempty"`
	SummaryBy string `json:"summary_by,omitempty"`
}

// Text returns the report's abstract, or else the summary somebody wrote, and
// who wrote it ("" for the paper itself).
func (r Report) Text() (text, by string) {
	if r.Item.Abstract != "" || r.Summary == "" {
		return r.Item.Abstract, ""
	}
	return r.Summary, r.SummaryBy
}

// Study is one investigation, told in one or more reports.
type Study struct {
	ID      StudyID    `json:"id"`
	Reports []ReportID `json:"reports"` // the main report first
	Aliases []StudyID  `json:"aliases,omitempty"`
	Tags    []string   `json:"tags,omitempty"`
	Note    string     `json:"note,omitempty"`

	// Unverified names what of this entry nobody has checked at its source. It
	// is shown wherever the study is.
	Unverified []string `json:"unverified,omitempty"`
}
