package query

import (
	"math/bits"
	"strings"
)

// Field is one thing a query can name between brackets or after a dot:
// a part of a record, or several parts under one tag.
type Field uint8

// The fields. Fields lists their tags and names.
const (
	NoField Field = iota

	// Text fields that a record holds, with word positions.
	Title
	Abstract
	OriginalTitle // title in the language of the article
	Keyword       // author's keywords
	HeadingWord   // words of subject headings and subheadings
	SubstanceWord // words of substance names
	TypeWord      // words of publication types
	Affiliation
	Conflict  // statement of conflicting interests
	OtherWord // authors, journal, grants and whatever else has words

	// Text fields that stand for several of those above.
	TitleAbstract
	TextWord
	MultiPurpose // Ovid .mp.
	AllFields

	// Values compared as a whole.
	PublicationType
	Language
	Journal // title, abbreviation or ISSN
	Substance
	Registry // CAS number, EC number or substance code
	Volume
	Issue
	Page
	Grant
	Filter // PubMed filters and subsets
	Country
	Action  // pharmacological action
	Subject // person the article is about
	Design
	RiskOfBias
	Certainty
	Status
	Question
	Claim
	Tag

	// Names of persons and groups.
	Author
	FirstAuthor
	LastAuthor
	Investigator
	Group

	// Identifiers.
	PMID
	ArticleID
	DOI
	SecondarySource // registry and data bank numbers
	StudyID

	// Subject headings.
	MeSH
	MajorHeading
	Subheading

	// Dates.
	PublicationDate
	EntryDate
	CreateDate
	HeadingDate
	RevisionDate

	// Numbers.
	SampleSize

	fieldCount
)

// Kind says how the values of a field are compared.
type Kind uint8

// The kinds of field.
const (
	KindText    Kind = iota + 1 // words in a row, as Tokens gives them
	KindValue                   // the whole value, folded with Fold
	KindName                    // "family initials", see NameMatches
	KindID                      // the whole value in lower case without its address part, see FoldID
	KindHeading                 // subject headings with subheadings and tree numbers
	KindDate                    // a day, month or year
	KindNumber                  // a number
)

// FieldInfo is one row of Fields.
type FieldInfo struct {
	Field  Field
	Kind   Kind
	Tag    string   // canonical tag, as in [tiab]
	Name   string   // long name, also accepted between brackets
	Also   []string // further tags and names, in lower case
	Ovid   string   // suffix in Ovid syntax, as in .ti.; "" when Ovid has none
	Covers FieldSet // the record's fields that are searched; empty for the field itself
}

// Info returns the row of f in Fields.
func (f Field) Info() FieldInfo {
	if f > NoField && f < fieldCount {
		for i := range Fields {
			if Fields[i].Field == f {
				return Fields[i]
			}
		}
	}
	return FieldInfo{}
}

// Kind returns how the values of f are compared.
func (f Field) Kind() Kind { return f.Info().Kind }

// String returns the canonical tag of f without brackets.
func (f Field) String() string { return f.Info().Tag }

// Normalize brings a value of f into the form in which it is compared.
// The index and the query use it alike.
func (f Field) Normalize(value string) string {
	if f.Kind() == KindID {
		return FoldID(value)
	}
	return Fold(value)
}

// FieldSet is a set of fields. The empty set means that the query named none;
// it then searches what [all] searches.
type FieldSet uint64

// SetOf returns the set of the given fields.
func SetOf(fields ...Field) FieldSet {
	var s FieldSet
	for _, f := range fields {
		s |= 1 << f
	}
	return s
}

// Has reports whether f is in s.
func (s FieldSet) Has(f Field) bool { return s>>f&1 == 1 }

// List returns the fields of s in the order of their constants.
func (s FieldSet) List() []Field {
	out := make([]Field, 0, bits.OnesCount64(uint64(s)))
	for v := uint64(s); v != 0; v &= v - 1 {
		out = append(out, Field(bits.TrailingZeros64(v)))
	}
	return out
}

// Atoms returns the fields a record must hold for a search in s: tags that
// stand for several fields are replaced by them, and the empty set by [all].
func (s FieldSet) Atoms() FieldSet {
	if s == 0 {
		return AllFields.Info().Covers
	}
	var out FieldSet
	for v := uint64(s); v != 0; v &= v - 1 {
		f := Field(bits.TrailingZeros64(v))
		if c := coversOf(f); c != 0 {
			out |= c
		} else {
			out |= 1 << f
		}
	}
	return out
}

func coversOf(f Field) FieldSet {
	switch f {
	case TitleAbstract, TextWord, MultiPurpose, AllFields:
		return f.Info().Covers
	}
	return 0
}

// String returns the tags of s with commas, as between brackets: "ti,ab".
func (s FieldSet) String() string {
	var b strings.Builder
	for i, f := range s.List() {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(f.String())
	}
	return b.String()
}

// FieldByTag finds a field by its tag, its long name or one of its other
// names, in any case: "tiab", "Title/Abstract", "title".
func FieldByTag(name string) (Field, bool) {
	key := strings.ToLower(strings.Join(strings.Fields(name), " "))
	for i := range Fields {
		row := &Fields[i]
		if key == row.Tag || key == strings.ToLower(row.Name) {
			return row.Field, true
		}
		for _, a := range row.Also {
			if key == a {
				return row.Field, true
			}
		}
	}
	return NoField, false
}
