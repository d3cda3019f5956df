package bibtex_test

import (
	"strings"
	"testing"

	"appraise/corpus/bibtex"
	"appraise/corpus/intake/intaketest"
	_ "appraise/corpus/testkit"

	"pgregory.net/rapid"
)

// oddValues are the signs and words that mean something in BibTeX.
var oddValues = []string{
	"{", "}", "{}", "\"", "#", "=", ",", "\n", " ", "~", "$", "\\", "%", "@", "(", ")", "--", "``", "''", "&amp;", "<i>", "<sup>2</sup>", ":", ";", "/", "-", ".", "_", "^",
	"\\&", "\\_", "\\{", "\\}", "\\\\", "\\'e", "\\\"{o}", "\\textit{", "\\textbackslash{}", "\\textasciitilde{}", "\\~{}", "\\alpha", "\\frac12", "\\url{", "\\href{a}{b}", "\\v", "\\ss{}", "$^2$", "\\'",
	"a", "B", "ü", "e\u0301", "́", "0", "12", "2019", "1999-2001", "and", " and ", "others", "Smith", "von", "Jr", "III", "jan", "2019-05", "May", "12--34", "e123",
	"10.1234/abc", "10.1/x", "https://doi.org/", "http://a.b/c", "www.x.y", "PMID: ", "12345", "PMC12", "1234-5678", "978-3-16-148410-0", "NCT01234567", "\n\n", "Letter", "Meta-Analysis", "english", "C\\:\\\\x.pdf", ":a.pdf:PDF",
}

var oddFields = []string{
	"title", "subtitle", "origtitle", "abstract", "author", "editor", "journal", "journaltitle", "booktitle", "shortjournal", "year", "date", "month", "day", "urldate", "volume", "number", "issue", "pages", "eid",
	"edition", "series", "publisher", "school", "address", "location", "source", "database", "unique-id", "accession", "keywords", "keyword", "language", "type", "affiliation", "substances", "funding", "registrations",
	"note", "annote", "file", "doi", "pmid", "pubmed_id", "pmcid", "pmc", "issn", "eissn", "isbn", "url", "howpublished", "entrytype", "appraisekind", "x", "Odd Name", "note2",
}

// TestOddEntriesAreStable holds that entries of any fields with any signs in
// them are read as they are written.
func TestOddEntriesAreStable(t *testing.T) {
	word := rapid.SampledFrom(oddValues)
	kind := rapid.SampledFrom([]string{"article", "book", "inproceedings", "misc", "phdthesis", "odd", "inbook", "online"})
	name := rapid.SampledFrom(oddFields)
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for range rapid.IntRange(1, 2).Draw(t, "entries") {
			b.WriteString("@" + kind.Draw(t, "kind") + "{k,\n")
			for range rapid.IntRange(1, 5).Draw(t, "fields") {
				value := strings.Join(rapid.SliceOfN(word, 0, 5).Draw(t, "value"), "")
				b.WriteString(name.Draw(t, "name") + " = {" + value + "},\n")
			}
			b.WriteString("}\n")
		}
		intaketest.Stable(t, bibtex.Read, bibtex.Write, b.String())
	})
}

// The same with the values that other formats have rules for.
func TestOddValuesAreStable(t *testing.T) {
	kind := rapid.SampledFrom([]string{"@article{k,\n", "@book{k,\n", "@inproceedings{k,\n", "@odd{k,\n"})
	rapid.Check(t, func(t *rapid.T) {
		field := func(name, value string) string { return name + " = {" + value + "},\n" }
		intaketest.Stable(t, bibtex.Read, bibtex.Write, intaketest.Entries(t, oddFields, kind.Draw(t, "kind"), field, "}\n"))
	})
}
