package query

import "strings"

// ovidField is what a field code behind a dot means in Ovid syntax.
type ovidField struct {
	code   string
	fields FieldSet
	noexp  bool
}

// ovidFields is the list of Ovid field codes that can be read, for MEDLINE
// and, where they differ in name only, Embase and PsycInfo. .tw. is title and
// abstract; .kf. and .kw. both are the author's keywords. From memory of
// Ovid's database guides [M]: unverified.
var ovidFields = [...]ovidField{
	{code: "ti", fields: SetOf(Title)}, {code: "ab", fields: SetOf(Abstract)}, {code: "tw", fields: SetOf(Title, Abstract)},
	{code: "ot", fields: SetOf(OriginalTitle)}, {code: "tt", fields: SetOf(OriginalTitle)}, {code: "bt", fields: SetOf(Title)},
	{code: "oa", fields: SetOf(Abstract)}, {code: "m_titl", fields: SetOf(Title)},
	{code: "kf", fields: SetOf(Keyword)}, {code: "kw", fields: SetOf(Keyword)}, {code: "id", fields: SetOf(Keyword)}, {code: "dq", fields: SetOf(Keyword)},
	{code: "hw", fields: SetOf(HeadingWord)}, {code: "de", fields: SetOf(HeadingWord)},
	{code: "mp", fields: SetOf(MultiPurpose)}, {code: "af", fields: SetOf(AllFields)}, {code: "tx", fields: SetOf(AllFields)},
	{code: "nm", fields: SetOf(SubstanceWord)}, {code: "tn", fields: SetOf(SubstanceWord)}, {code: "rn", fields: SetOf(Registry)}, {code: "rx", fields: SetOf(Registry)},
	{code: "sh", fields: SetOf(MeSH), noexp: true}, {code: "mh", fields: SetOf(MeSH), noexp: true},
	{code: "fs", fields: SetOf(Subheading), noexp: true}, {code: "xs", fields: SetOf(Subheading)},
	{code: "pt", fields: SetOf(PublicationType)}, {code: "lg", fields: SetOf(Language)}, {code: "la", fields: SetOf(Language)},
	{code: "jn", fields: SetOf(Journal)}, {code: "jw", fields: SetOf(Journal)}, {code: "ja", fields: SetOf(Journal)}, {code: "nj", fields: SetOf(Journal)},
	{code: "ta", fields: SetOf(Journal)}, {code: "so", fields: SetOf(Journal)}, {code: "is", fields: SetOf(Journal)},
	{code: "vo", fields: SetOf(Volume)}, {code: "ip", fields: SetOf(Issue)}, {code: "pg", fields: SetOf(Page)},
	{code: "au", fields: SetOf(Author)}, {code: "fa", fields: SetOf(Author)}, {code: "ir", fields: SetOf(Investigator)}, {code: "ca", fields: SetOf(Group)}, {code: "cn", fields: SetOf(Group)},
	{code: "in", fields: SetOf(Affiliation)}, {code: "ia", fields: SetOf(Affiliation)}, {code: "ad", fields: SetOf(Affiliation)},
	{code: "ui", fields: SetOf(PMID)}, {code: "an", fields: SetOf(PMID)}, {code: "do", fields: SetOf(DOI)}, {code: "si", fields: SetOf(SecondarySource)},
	{code: "no", fields: SetOf(Grant)}, {code: "gr", fields: SetOf(Grant)}, {code: "gc", fields: SetOf(Grant)}, {code: "go", fields: SetOf(Grant)},
	{code: "cp", fields: SetOf(Country)}, {code: "sb", fields: SetOf(Filter)}, {code: "st", fields: SetOf(Filter)},
	{code: "yr", fields: SetOf(PublicationDate)}, {code: "dp", fields: SetOf(PublicationDate)}, {code: "ep", fields: SetOf(PublicationDate)},
	{code: "ed", fields: SetOf(EntryDate)}, {code: "ez", fields: SetOf(EntryDate)}, {code: "da", fields: SetOf(CreateDate)}, {code: "dc", fields: SetOf(CreateDate)},
	{code: "dt", fields: SetOf(CreateDate)}, {code: "rd", fields: SetOf(RevisionDate)}, {code: "up", fields: SetOf(RevisionDate)}, {code: "lr", fields: SetOf(RevisionDate)},
}

// ovidTag returns the meaning of field codes with commas between them. It
// returns the code that is not known, or "".
func ovidTag(codes string, at Span) (t tag, unknown string) {
	t = untagged()
	t.at = at
	for _, code := range strings.FieldsFunc(strings.ToLower(codes), func(r rune) bool { return r == ',' || r == ' ' || r == '.' || r == '\t' }) {
		f, ok := findOvidField(code)
		if !ok {
			return t, code
		}
		t.fields |= f.fields
		t.noexp = t.noexp || f.noexp
	}
	return t, ""
}

func findOvidField(code string) (ovidField, bool) {
	for _, f := range ovidFields {
		if f.code == code {
			return f, true
		}
	}
	return ovidField{}, false
}

// ovidCode returns the code that Ovid output uses for a field; "" when Ovid
// has none.
func ovidCode(f Field) string { return f.Info().Ovid }
