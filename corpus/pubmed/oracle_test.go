package pubmed_test

import (
	"encoding/xml"
	"strings"
	"testing"
	"unicode/utf8"

	"appraise/corpus"
	"appraise/corpus/intake/intaketest"
	"appraise/corpus/markup"
	"appraise/corpus/pubmed"
	_ "appraise/corpus/testkit"

	"pgregory.net/rapid"
)

// failer is what testing and rapid have in common.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// oddElements are those that the reader has rules for, and some that are not there.
var oddElements = strings.Fields("PubmedArticle PubmedArticle PubmedBookArticle MedlineCitation MedlineCitation PMID PMID Article Article ArticleTitle VernacularTitle BookTitle BookDocument Abstract OtherAbstract AbstractText " +
	"AuthorList Author LastName ForeName Initials Suffix CollectiveName Identifier AffiliationInfo Affiliation Journal Title ISOAbbreviation ISSN JournalIssue Volume Issue PubDate Year Month Day Season MedlineDate ArticleDate " +
	"Pagination StartPage EndPage MedlinePgn ELocationID Language PublicationTypeList PublicationType MeshHeadingList MeshHeading DescriptorName QualifierName ChemicalList Chemical NameOfSubstance KeywordList Keyword " +
	"DataBankList DataBank DataBankName AccessionNumberList AccessionNumber CommentsCorrectionsList CommentsCorrections RefSource PubmedData ArticleIdList ArticleId ReferenceList Reference Citation GrantList Grant GrantID " +
	"CoiStatement DeleteCitation History PubMedPubDate Odd i sup mml:math")

// oddAttributes and oddTexts stand in any of them, wildTexts where encoding/xml
// is not asked.
var (
	oddAttributes = []string{"", "", "", " ", " IdType=\"doi\"", " IdType='pubmed'", " EIdType=\"doi\" ValidYN=\"N\"", " RefType=\"RetractionIn\"", " Label=\"METHODS\"", " Label=\"\"", " MajorTopicYN=\"Y\"", " x=\"a>b\"", " UI=\"D1\"\n", " Type=\"editors\"", " Source=\"ORCID\"", " PubStatus=\"pubmed\""}
	wildTexts     = []string{"<!-- c -->", "<![CDATA[<b>]]>", "&x;", "<", "</"}
	oddTexts      = []string{"", "1", "123", "10.1000/x", "10.1000/", "PMC12", "Doe", "2012", "Feb", "1998 Dec-1999 Jan", "6913-7", "eng", "NCT00261469", "a &amp; b", "a&lt;b", "&#8211;", "10<sup>6</sup>", "[Not Available].", "METHODS: x", "ü", " ", "\n", "0000-0001-6931-0232", "Journal Article", "Retracted Publication"}
)

// oddFirst is what each of the elements around usually holds.
var oddFirst = map[string]string{"MedlineCitation": "PMID", "Article": "ArticleTitle", "Journal": "Title", "JournalIssue": "Volume"}

// odd draws the content of an element; wild ones are not well-formed.
func odd(t *rapid.T, depth int, wild bool) string {
	forms, texts := 9, oddTexts
	if wild {
		forms, texts = 12, append(oddTexts, wildTexts...)
	}
	var b strings.Builder
	for range rapid.IntRange(0, 3).Draw(t, "parts") {
		if depth == 0 || rapid.Bool().Draw(t, "text") {
			b.WriteString(rapid.SampledFrom(texts).Draw(t, "words"))
			continue
		}
		name, attributes := rapid.SampledFrom(oddElements).Draw(t, "name"), rapid.SampledFrom(oddAttributes).Draw(t, "attributes")
		switch rapid.IntRange(0, forms).Draw(t, "form") {
		case 0:
			b.WriteString("<" + name + attributes + "/>")
		case 10:
			b.WriteString("<" + name + attributes + ">")
		case 11:
			b.WriteString("</" + name + ">")
		default:
			b.WriteString("<" + name + attributes + ">" + odd(t, depth-1, wild) + "</" + name + ">")
		}
	}
	return b.String()
}

// Records of any elements in each other are read as encoding/xml reads them.
func TestOddRecords(t *testing.T) {
	around := []string{"MedlineCitation", "Article MedlineCitation", "Journal Article MedlineCitation", "JournalIssue Journal Article MedlineCitation", "PubmedData", "BookDocument"}
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		wild := rapid.Bool().Draw(t, "wild")
		b.WriteString("<PubmedArticleSet>")
		for range rapid.IntRange(1, 3).Draw(t, "records") {
			body := odd(t, 4, wild)
			for _, name := range strings.Fields(rapid.SampledFrom(around).Draw(t, "around")) {
				if must := oddFirst[name]; must != "" && rapid.IntRange(0, 3).Draw(t, "first") > 0 {
					body += "<" + must + ">" + odd(t, 1, wild) + "7</" + must + ">"
				}
				body = odd(t, 1, wild) + "<" + name + ">" + body + odd(t, 1, wild) + "</" + name + ">"
			}
			b.WriteString("<PubmedArticle>" + body + "</PubmedArticle>\n")
		}
		b.WriteString("</PubmedArticleSet>")
		intaketest.Stable(t, pubmed.Read, nil, b.String())
		strictly(t, b.String())
	})
}

// strictly holds that a file which encoding/xml takes is read as it takes it:
// every record is there or lost, and its fields are the same.
func strictly(t failer, input string) {
	t.Helper()
	if !utf8.ValidString(input) || strings.ContainsAny(input, "\ufeff\x00") || strings.Contains(input, "<!") || strings.Contains(input, "<?") && !strings.HasPrefix(input, "<?xml version=\"1.0\"?>") {
		return // what is in comments and instructions is no element
	}
	var file struct {
		XMLName  xml.Name
		Articles []struct{} `xml:"PubmedArticle"`
		Books    []struct{} `xml:"PubmedBookArticle"`
		Other    []struct {
			XMLName xml.Name
		} `xml:",any"`
	}
	if xml.Unmarshal([]byte(input), &file) != nil || file.XMLName.Local != "PubmedArticleSet" || len(file.Other) > 0 || strings.Count(input, "<PubmedArticleSet") > 1 {
		return
	}
	if n := len(file.Articles) + len(file.Books); strings.Count(input, "<PubmedArticle")+strings.Count(input, "<PubmedBookArticle") == n+1 {
		res := intaketest.All(pubmed.Read, strings.NewReader(input), "strict")
		if len(res.Records)+len(res.Lost) != n {
			t.Fatalf("%d records, %d lost of %d in %q", len(res.Records), len(res.Lost), n, input)
		}
		for _, rec := range res.Records {
			same(t, rec)
		}
	}
}

// same compares the fields that are there once with what encoding/xml has.
func same(t failer, rec corpus.Record) {
	t.Helper()
	type inner struct {
		Text string `xml:",innerxml"`
	}
	var doc struct {
		PMIDs    []inner `xml:"MedlineCitation>PMID"`
		Articles []struct {
			Titles   []inner `xml:"ArticleTitle"`
			Journals []struct {
				Titles []inner `xml:"Title"`
				Issues []struct {
					Volumes []inner `xml:"Volume"`
				} `xml:"JournalIssue"`
			} `xml:"Journal"`
		} `xml:"MedlineCitation>Article"`
	}
	if xml.Unmarshal([]byte(rec.Raw), &doc) != nil || strings.Count(rec.Raw, "<MedlineCitation") != 1 || len(doc.Articles) != 1 || strings.Contains(rec.Raw, "<BookDocument") {
		return
	}
	it, article := rec.Item, doc.Articles[0]
	if len(doc.PMIDs) == 1 {
		if id, err := corpus.ParsePMID(doc.PMIDs[0].Text); err == nil && it.PMID != id {
			t.Fatalf("PMID %q, encoding/xml has %q in %q", it.PMID, id, rec.Raw)
		}
	}
	if len(article.Titles) == 1 {
		if want := markup.XML(article.Titles[0].Text); it.Title != want && want != "" && !strings.Contains(strings.ToLower(want), "not available") {
			t.Fatalf("title %q, encoding/xml has %q in %q", it.Title, want, rec.Raw)
		}
	}
	if len(article.Journals) == 1 && len(article.Journals[0].Titles) == 1 {
		if want := markup.XML(article.Journals[0].Titles[0].Text); it.Journal != want && want != "" {
			t.Fatalf("journal %q, encoding/xml has %q in %q", it.Journal, want, rec.Raw)
		}
	}
	if len(article.Journals) == 1 && len(article.Journals[0].Issues) == 1 && len(article.Journals[0].Issues[0].Volumes) == 1 {
		if want := markup.XML(article.Journals[0].Issues[0].Volumes[0].Text); it.Volume != want {
			t.Fatalf("volume %q, encoding/xml has %q in %q", it.Volume, want, rec.Raw)
		}
	}
}
