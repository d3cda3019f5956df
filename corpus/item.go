package corpus

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Kind says what sort of publication an item is.
type Kind string

// The kinds that are told apart. KindOther keeps the source's own word in
// Item.Extra under the tag of the format.
const (
	KindArticle    Kind = "article"
	KindAbstract   Kind = "abstract" // of a conference
	KindConference Kind = "conference paper"
	KindPreprint   Kind = "preprint"
	KindGuideline  Kind = "guideline"
	KindRegistry   Kind = "registry entry"
	KindBook       Kind = "book"
	KindChapter    Kind = "chapter"
	KindThesis     Kind = "thesis"
	KindTechReport Kind = "technical report"
	KindWebPage    Kind = "web page"
	KindNews       Kind = "news"
	KindDataset    Kind = "dataset"
	KindPatent     Kind = "patent"
	KindSoftware   Kind = "software"
	KindOther      Kind = "other"
)

// Author is one named contributor: a person, or a body when Collective is set.
type Author struct {
	Family     string `json:"family,omitempty"`
	Given      string `json:"given,omitempty"` // forenames or initials, as printed
	Suffix     string `json:"suffix,omitempty"`
	Collective string `json:"collective,omitempty"`
	ORCID      string `json:"orcid,omitempty"` // 0000-0000-0000-0000
}

// String returns "Prasad KSM" for people and the name of a body as it is.
func (a Author) String() string {
	if a.Collective != "" {
		return a.Collective
	}
	return strings.TrimSpace(strings.Join(strings.Fields(a.Family+" "+a.Initials()+" "+a.Suffix), " "))
}

// Initials returns the capitals of the given names, as reference lists print
// them: "Jean-Paul" gives "JP", "KS M" gives "KSM".
func (a Author) Initials() string {
	given := a.Given
	if isInitials(given) {
		return strings.NewReplacer(".", "", " ", "", "-", "").Replace(given)
	}
	var b strings.Builder
	for _, part := range strings.FieldsFunc(given, func(r rune) bool { return r == ' ' || r == '-' || r == '.' || r == '\u2010' }) {
		r, _ := utf8.DecodeRuneInString(part)
		b.WriteString(strings.ToUpper(string(r)))
	}
	return b.String()
}

// isInitials reports whether given holds initials only ("KSM", "K. S.", "J-P").
func isInitials(given string) bool {
	letters := 0
	for _, word := range strings.FieldsFunc(given, func(r rune) bool { return r == ' ' || r == '.' || r == '-' }) {
		n := utf8.RuneCountInString(word)
		if word != strings.ToUpper(word) || n > 3 {
			return false
		}
		letters += n
	}
	return letters > 0
}

// Date is a day, month or year; parts that are not known are 0.
type Date struct {
	Year  int `json:"year,omitempty"`
	Month int `json:"month,omitempty"`
	Day   int `json:"day,omitempty"`
}

// String returns the date as 2017-02-14, 2017-02 or 2017; "" when unknown.
func (d Date) String() string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Years in which something that is in a library can have been published.
const (
	firstYear = 1450
	lastYear  = 2100
)

// Validate refuses years outside 1450 to 2100, months and days that no
// calendar has, and a day without its month.
func (d Date) Validate() error {
	switch {
	case d == Date{}:
		return nil
	case d.Year < firstYear || d.Year > lastYear:
		return invalidf("the year %d is not between %d and %d", d.Year, firstYear, lastYear)
	case d.Month < 0 || d.Month > 12:
		return invalidf("month %d", d.Month)
	case d.Day < 0 || d.Day > 31 || (d.Day > 0 && d.Month == 0):
		return invalidf("day %d of month %d", d.Day, d.Month)
	}
	return nil
}

// ParseDate reads 2017, 2017-02 or 2017-02-14 ("/" serves as well).
func ParseDate(s string) (Date, error) {
	var d Date
	parts := strings.Split(strings.Trim(strings.ReplaceAll(strings.TrimSpace(s), "/", "-"), "-"), "-")
	into := []*int{&d.Year, &d.Month, &d.Day}
	if len(parts) > len(into) {
		return Date{}, invalidf("%q is not a date (2017, 2017-02 or 2017-02-14)", s)
	}
	for i, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil {
			return Date{}, invalidf("%q is not a date (2017, 2017-02 or 2017-02-14)", s)
		}
		*into[i] = n
	}
	if err := d.Validate(); err != nil {
		return Date{}, err
	}
	return d, nil
}

// Heading is one MeSH heading of an item, with its qualifiers.
type Heading struct {
	Descriptor  string      `json:"descriptor"`
	UI          string      `json:"ui,omitempty"` // D001416
	Major       bool        `json:"major,omitempty"`
	Qualifiers  []Qualifier `json:"qualifiers,omitempty"`
	TreeNumbers []string    `json:"tree_numbers,omitempty"`
}

// Qualifier is a subheading of a MeSH heading.
type Qualifier struct {
	Name  string `json:"name"`
	Major bool   `json:"major,omitempty"`
}

// Relation ties an item to another publication in the words of PubMed's
// CommentsCorrections: RetractionIn, RetractionOf, ErratumIn,
// ExpressionOfConcernIn, CommentOn, UpdateIn, RepublishedIn, …
type Relation struct {
	Type string `json:"type"`
	Text string `json:"text,omitempty"` // the citation as printed
	PMID PMID   `json:"pmid,omitempty"`
	DOI  DOI    `json:"doi,omitempty"`
	Date string `json:"date,omitempty"`
}

// Citation is one entry of an item's reference list.
type Citation struct {
	Text  string `json:"text,omitempty"`
	PMID  PMID   `json:"pmid,omitempty"`
	DOI   DOI    `json:"doi,omitempty"`
	PMCID PMCID  `json:"pmcid,omitempty"`
}

// Tag is a field of the source that has no place of its own in Item. It is
// kept so that an export can give it back.
type Tag struct {
	Name  string `json:"name"` // as in the source: "U2", "C7", "custom1"
	Value string `json:"value"`
}

// Item is the bibliographic description of one publication, as a source
// gives it. Text is plain Unicode (NFC): superscripts are ², markup is gone.
type Item struct {
	Kind             Kind           `json:"kind,omitempty"`
	Title            string         `json:"title,omitempty"`
	OriginalTitle    string         `json:"original_title,omitempty"` // in the language of the paper
	Abstract         string         `json:"abstract,omitempty"`       // labelled sections on lines of their own: "METHODS: …"
	Authors          []Author       `json:"authors,omitempty"`
	Editors          []Author       `json:"editors,omitempty"`
	Journal          string         `json:"journal,omitempty"` // of a chapter: the book; of a paper: the proceedings
	JournalAbbrev    string         `json:"journal_abbrev,omitempty"`
	Published        Date           `json:"published,omitzero"`
	Volume           string         `json:"volume,omitempty"`
	Issue            string         `json:"issue,omitempty"`
	Pages            string         `json:"pages,omitempty"` // in full: "1473-1480"
	ArticleNumber    string         `json:"article_number,omitempty"`
	Edition          string         `json:"edition,omitempty"`
	Series           string         `json:"series,omitempty"`
	Publisher        string         `json:"publisher,omitempty"`
	Place            string         `json:"place,omitempty"`
	ISSN             []string       `json:"issn,omitempty"`
	ISBN             []string       `json:"isbn,omitempty"`
	DOI              DOI            `json:"doi,omitempty"`
	PMID             PMID           `json:"pmid,omitempty"`
	PMCID            PMCID          `json:"pmcid,omitempty"`
	Registrations    []Registration `json:"registrations,omitempty"`
	Database         string         `json:"database,omitempty"`  // where the record came from: "Embase"
	Accession        string         `json:"accession,omitempty"` // its number there
	Languages        []string       `json:"languages,omitempty"`
	PublicationTypes []string       `json:"publication_types,omitempty"`
	MeSH             []Heading      `json:"mesh,omitempty"`
	Keywords         []string       `json:"keywords,omitempty"`
	Substances       []string       `json:"substances,omitempty"`
	Affiliations     []string       `json:"affiliations,omitempty"`
	Funding          []string       `json:"funding,omitempty"`
	Conflicts        string         `json:"conflicts,omitempty"` // of interest, as printed
	URLs             []string       `json:"urls,omitempty"`
	Files            []string       `json:"files,omitempty"` // attachment paths named by the source; never opened
	Notes            []string       `json:"notes,omitempty"`
	Accessed         Date           `json:"accessed,omitzero"`
	Relations        []Relation     `json:"relations,omitempty"`
	References       []Citation     `json:"references,omitempty"`
	Enrolled         *int           `json:"enrolled,omitempty"`      // registry entries: number of people
	EnrolledType     string         `json:"enrolled_type,omitempty"` // ACTUAL or ESTIMATED
	Extra            []Tag          `json:"extra,omitempty"`
}

// Validate reports the first thing that no item may have. An item needs a
// title or an identifier; everything else may be missing.
func (it Item) Validate() error {
	if strings.TrimSpace(it.Title) == "" && it.OriginalTitle == "" && it.DOI == "" && it.PMID == "" && it.PMCID == "" {
		return invalidf("there is neither a title nor an identifier")
	}
	if err := it.Published.Validate(); err != nil {
		return err
	}
	for _, text := range []string{it.Title, it.Abstract, it.Journal} {
		if !utf8.ValidString(text) {
			return invalidf("text is not valid UTF-8")
		}
	}
	return nil
}

// IsZero reports whether nothing at all was read into the item.
func (it Item) IsZero() bool {
	return it.Title == "" && it.OriginalTitle == "" && it.Abstract == "" && len(it.Authors) == 0 &&
		it.Journal == "" && it.Published == (Date{}) && it.DOI == "" && it.PMID == "" && len(it.Extra) == 0
}

// HasType reports whether one of the publication types is name, without
// regard to case.
func (it Item) HasType(name string) bool {
	return slices.ContainsFunc(it.PublicationTypes, func(s string) bool { return strings.EqualFold(s, name) })
}

// FirstAuthor returns the family name or body that heads the item, or "".
func (it Item) FirstAuthor() string {
	for _, a := range append(slices.Clone(it.Authors), it.Editors...) {
		if a.Collective != "" {
			return a.Collective
		}
		if a.Family != "" {
			return a.Family
		}
	}
	return ""
}
