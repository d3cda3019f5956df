package index

import (
	"strings"

	"appraise/corpus"
	"appraise/index/query"
)

// Fields of the inverted index. Beside these, every text field of a record
// has one of its own, called by its tag. All but fieldStem hold only which
// documents have a term: positions are in the file of texts.
const (
	fieldAll    = "all.words"   // every word of every text field
	fieldStem   = "rank.stems"  // stems of what ranking weighs, with their frequency
	fieldOther  = "other.stems" // stems of the rest
	fieldValues = "values"      // whole values, headings, what a record has
)

// notAbstract marks the one field that is kept the other way round. Most words
// of a document are in its abstract, so the index holds the words that are
// not: those in the abstract are all words without these.
var notAbstract = query.SetOf(query.Abstract)

// fieldOf returns the name of a text field in the index.
func fieldOf(f query.Field) string {
	if f == query.Abstract {
		return "not.ab"
	}
	return f.String()
}

// Terms of the field of values begin with a byte: the number of the field
// whose value follows, or one of these.
const (
	prefixHas     = "\x80" // a field's number: the record has something in it
	prefixFacet   = "\x81" // a field's number and a value as written
	prefixHeading = "\x82" // folded name, or that and a subheading behind subMark
	prefixMajor   = "\x83" // the same, starred
	prefixTree    = "\x84" // tree number of a heading or of one above it
	prefixTreesOf = "\x85" // folded name, subMark, tree numbers
)

const subMark = "\x01"

// rankedFields are the text fields that ranking weighs; the words of the
// others only add a little.
var rankedFields = query.SetOf(query.Title, query.Abstract, query.OriginalTitle, query.Keyword, query.HeadingWord, query.SubstanceWord)

// valueTerms lists the terms of the field of values for d.
func valueTerms(d *Document, text query.FieldSet) []string {
	out := make([]string, 0, 32+len(d.MeSH)*8)
	has := text
	for _, v := range d.values() {
		has |= query.SetOf(v.field)
		out = append(out, valueTerm(v.field, v.value))
	}
	for _, f := range [...]struct {
		field  query.Field
		values []string
	}{{query.Certainty, d.Certainty}, {query.Status, d.Status}, {query.Tag, d.Tags}} {
		for _, v := range f.values {
			out = append(out, facetTerm(f.field, v))
		}
	}
	if len(d.Authors) > 0 {
		first, last := d.Authors[0], d.Authors[len(d.Authors)-1]
		out = append(out, valueTerm(query.FirstAuthor, first), valueTerm(query.LastAuthor, last))
		has |= query.SetOf(query.FirstAuthor, query.LastAuthor)
	}
	if !d.published().IsZero() {
		has |= query.SetOf(query.PublicationDate)
	}
	if d.N != nil {
		has |= query.SetOf(query.SampleSize)
	}
	for i := range d.MeSH {
		out, has = headingTerms(out, has, &d.MeSH[i])
	}
	for _, f := range has.List() {
		out = append(out, hasTerm(f))
	}
	return out
}

// headingTerms adds what a subject heading is found by.
func headingTerms(out []string, has query.FieldSet, h *corpus.Heading) ([]string, query.FieldSet) {
	name := query.Fold(h.Descriptor)
	has |= query.SetOf(query.MeSH)
	major := h.Major
	for _, q := range h.Qualifiers {
		has |= query.SetOf(query.Subheading)
		major = major || q.Major
		sub := subMark + strings.ToLower(q.Name)
		out = append(out, prefixHeading+name+sub, prefixHeading+sub)
		if h.Major || q.Major {
			out = append(out, prefixMajor+name+sub, prefixMajor+sub)
		}
	}
	out = append(out, prefixHeading+name)
	if major {
		has |= query.SetOf(query.MajorHeading)
		out = append(out, prefixMajor+name)
	}
	for _, t := range h.TreeNumbers {
		for {
			out = append(out, prefixTree+t)
			dot := strings.LastIndexByte(t, '.')
			if dot < 0 {
				break
			}
			t = t[:dot]
		}
	}
	if len(h.TreeNumbers) > 0 {
		out = append(out, prefixTreesOf+name+subMark+strings.Join(h.TreeNumbers, " "))
	}
	return out, has
}

func hasTerm(f query.Field) string { return prefixHas + string([]byte{byte(f)}) }
func facetTerm(f query.Field, v string) string {
	return prefixFacet + string([]byte{byte(f)}) + v
}
func valueTerm(f query.Field, v string) string { return string([]byte{byte(f)}) + f.Normalize(v) }
