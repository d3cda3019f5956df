package intaketest

import (
	"slices"
	"strings"

	"pgregory.net/rapid"
)

// odd are pieces of values that the rules of the formats have something to say
// about, and those that lie beside them.
var odd = []string{
	"a", "b", "Ab", "Smith", "7", "12", "12", "2012", "1998", "99", "0", "00", "-", "–", "--", "—", ".", ",", ";", ":", "/", "(", ")", "[", "]", "|", "*", "&", "<", ">", "\"", "'", "=", "+", "@", "%", "#", "~", "\\", "{", "}", "_",
	" ", "  ", "\t", "\n", "\n\n", "\n ", "\n      ", "\r", "\u00a0", "\u2028", "\u0301", "\u200b", "\u0085", "\x00", "\x1f", "é", "İ", "ß", "\ufeff", "\ufffd",
	"&amp;", "&lt;", "&gt;", "&#59;", "&#44;", "&#10;", "&nbsp;", "&quot;", "<b>", "</b>", "<sup>2</sup>", "<sub>", "<p>", "<br>", "<title>x</title>", "<!--", "-->", "<math><mi>x</mi></math>",
	"10.1234/x", "10.1234/x.", "10.1234/Y", "doi:10.1234/x", "https://doi.org/10.1234/x", "http://dx.doi.org/10.1234/z", "10.1234/x [doi]", "[doi]", "[pii]", "e12 [pii]", "[pmid]", "[pmcid]", "123456[pmid]", "PMC12[pmcid]",
	"123456", "7654321", "PMC12", "pmc7", "PM:12", "PMID: 12", "PMID: 12.", "https://pubmed.ncbi.nlm.nih.gov/123456/", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC12/", "PUBMED 12,3", "PUBMED 12", "L373791783", "CN-01",
	"http://a.b", "www.a.b", "//a", "http://a.b;http://c.d", "http://a.b; http://c.d", "file://x.pdf", "x.pdf",
	"NCT00261469", "ClinicalTrials.gov/NCT00261469", "ISRCTN12345678", "Registration: NCT00261469", "Registration: ", "References: ", "Notes: ", "ISRCTN/ISRCTN12345678",
	"0306-4530", "03064530 (ISSN)", "978-1-4822-5326-9", "1482253267", "ISSN", "(ISBN)", "2049-363X",
	"2012/03/04/", "2012/03", "2012///", "1996 Jul 9", "1998 Dec-1999 Jan", "2000 Spring", "Jul", "AUG 3", "3rd", "20120304", "4/3/2024", "13/2/2024", "9999", "2012-03-04",
	"12-19", "6913-7", "S12-9", "pp. 5", "e0815", "no-specified", "No", "Specified", "n/a",
	"Smith, A", "Smith, Anna", "Smith, A, Jr", "Smith AB", "A. Smith", "van der Berg, J", "Study Group", "World Health Organization", "Smith A; Lee B", "Smith, A and Lee, B", "et al.", "Jr", "Smith,", ", A", "['", "['a', 'b']", "[\"", "\x1d", "Keefer, Amy; ORCID: https://orcid.org/0000-0001-6931-0232", "ORCID: 0000-0001-6931-0232", "0000-0001-6931-0232",
	"AIM: x. METHODS: y", "AIM:", "METHODS: ", ". RESULTS: z.", "BACKGROUND: a.\nMETHODS: b.", "Abstract", "word word word word word word word word word word word word word word end\n",
	"Journal Article", "Review", "Practice Guideline", "Meeting Abstract", "Book", "Article", "Congress", "News", "Empirical Study [0]",
	"JOUR", "GEN", "CONF", "CHAP", "BOOK", "EDBOOK", "THES", "XXXX", "EJOUR", "unknown", "article", "book", "other", "abstract",
	"PsycINFO", "Embase", "PubMed", "MEDLINE", "ERIC", "NLM", "eng", "Lancet", "J Inv Trials", "The Journal",
	"WK2XYI10QM (Ibuprofen)", "0 (x)", "Pain/drug therapy", "*Pain/*x", "a/b/c",
	"  - ", "- ", "EP  - ", "SP  - 5", "AN  - ", "T1  - x", "TY  - ", "ER  - ", "PMID- 1", "M3  - 0",
}

// Entries draws a text of fields in the form of a format: begin opens an entry,
// field writes one field, end closes it. Tags and values are such that the
// rules of the format meet their limits.
func Entries(t *rapid.T, tags []string, begin string, field func(tag, value string) string, end string) string {
	var b strings.Builder
	values := slices.Concat(odd, tags)
	for range rapid.IntRange(1, 2).Draw(t, "entries") {
		b.WriteString(begin)
		for range rapid.IntRange(1, 6).Draw(t, "fields") {
			tag := rapid.SampledFrom(tags).Draw(t, "tag")
			value := ""
			for range rapid.IntRange(1, 3).Draw(t, "pieces") {
				value += rapid.SampledFrom(values).Draw(t, "piece")
				value += rapid.SampledFrom([]string{"", "", "", " "}).Draw(t, "gap")
			}
			b.WriteString(field(tag, value))
		}
		b.WriteString(end)
	}
	return b.String()
}
