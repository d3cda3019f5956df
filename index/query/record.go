package query

// Doc is a record as Match sees it.
type Doc struct {
	// Text holds the tokens of each text field that a record has: Title,
	// Abstract, OriginalTitle, Keyword, HeadingWord, SubstanceWord, TypeWord,
	// Affiliation, Conflict, OtherWord. Several sections or values of one
	// field are joined by Sections.
	Text map[Field][]Token
	// Values holds the values of fields of the kinds KindValue, KindName and
	// KindID as the record writes them. Authors are written "family initials"
	// and stand in their order under Author; FirstAuthor and LastAuthor are
	// taken from there.
	Values map[Field][]string
	// Headings holds the subject headings.
	Headings []DocHeading
	// Dates and Numbers hold one value a field; an absent one is unknown and
	// found by no range.
	Dates   map[Field]Date
	Numbers map[Field]float64
}

// DocHeading is one subject heading of a record.
type DocHeading struct {
	Name        string   // "Back Pain"
	Trees       []string // MeSH tree numbers, "C23.888.592.612.107"; may be empty
	Major       bool     // starred
	Subheadings []DocSubheading
}

// DocSubheading is a subheading of one heading.
type DocSubheading struct {
	Name  string // full name, "drug therapy"
	Major bool   // starred
}

// has reports whether d has anything in f.
func (d *Doc) has(f Field) bool {
	switch f {
	case FirstAuthor, LastAuthor:
		f = Author
	case MajorHeading, Subheading:
		return d.hasHeading(f)
	}
	switch f.Kind() {
	case KindText:
		for _, a := range SetOf(f).Atoms().List() {
			if len(d.Text[a]) > 0 {
				return true
			}
		}
		return false
	case KindHeading:
		return len(d.Headings) > 0
	case KindDate:
		return !d.Dates[f].IsZero()
	case KindNumber:
		_, ok := d.Numbers[f]
		return ok
	}
	return len(d.Values[f]) > 0
}

func (d *Doc) hasHeading(f Field) bool {
	for _, h := range d.Headings {
		if f == MajorHeading && h.major("") || f == Subheading && len(h.Subheadings) > 0 {
			return true
		}
	}
	return false
}

// major reports whether h is a major topic: starred itself or in one of its
// subheadings; with sub, in that one.
func (h *DocHeading) major(sub string) bool {
	if h.Major {
		return true
	}
	for _, s := range h.Subheadings {
		if s.Major && (sub == "" || s.Name == sub) {
			return true
		}
	}
	return false
}

// values returns the values of f, with the first and last of the authors.
func (d *Doc) values(f Field) []string {
	authors := d.Values[Author]
	switch {
	case f == FirstAuthor && len(authors) > 0:
		return authors[:1]
	case f == LastAuthor && len(authors) > 0:
		return authors[len(authors)-1:]
	case f == FirstAuthor || f == LastAuthor:
		return nil
	}
	return d.Values[f]
}
