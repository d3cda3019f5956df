package citations_test

import (
	"slices"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/corpus/citations"
	"appraise/corpus/ingest"
)

// TestFormats has the same list, as far as a format goes, in every format that
// carries reference lists. The one with a DOI and the one with words have to
// be found in each.
func TestFormats(t *testing.T) {
	for _, c := range []struct{ name, in string }{
		{"pubmed", `<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">9</PMID><Article><ArticleTitle>A review</ArticleTitle></Article></MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="pubmed">9</ArticleId></ArticleIdList><ReferenceList>
<Reference><Citation>Doe J. Spine. 2001;1:2.</Citation><ArticleIdList><ArticleId IdType="doi">10.1000/A</ArticleId></ArticleIdList></Reference>
<Reference><Citation>Roe R. Traction for sciatica in primary care practice. BMJ 1995;1:2.</Citation></Reference></ReferenceList></PubmedData></PubmedArticle></PubmedArticleSet>`},
		{"jats", `<article><front><article-meta><article-id pub-id-type="pmid">9</article-id><title-group><article-title>A review</article-title></title-group></article-meta></front><back><ref-list>
<ref><mixed-citation>Doe J. Spine. 2001. <pub-id pub-id-type="doi">10.1000/a</pub-id></mixed-citation></ref>
<ref><mixed-citation>Roe R. Traction for sciatica in primary care practice. BMJ 1995;1:2.</mixed-citation></ref></ref-list></back></article>`},
		{"crossref", `{"message-type":"work","message":{"DOI":"10.1000/z","title":["A review"],"type":"journal-article","reference":[{"key":"1","DOI":"10.1000/A"},{"key":"2","unstructured":"Roe R. Traction for sciatica in primary care practice. BMJ 1995;1:2."}]}}`},
		{"openalex", `{"id":"https://openalex.org/W99","display_name":"A review","authorships":[],"referenced_works":["https://openalex.org/W11","https://openalex.org/W22"]}`},
		{"wos bibtex", "@article{z,\n title={A review},\n Cited-References = {{Doe J, 2001, SPINE, V1, P2, DOI 10.1000/a.\n   Roe R. Traction for sciatica in primary care practice. BMJ 1995;1:2.}},\n}\n"},
		{"scopus bibtex", "@article{z,\n title={A review},\n references={Doe, J. (2001) Spine, 1, p. 2, doi 10.1000/a; Roe, R., Traction for sciatica in primary care practice (1995) BMJ, 1, p. 2},\n}\n"},
		{"scopus ris", "TY  - JOUR\nTI  - A review\nN1  - References: Doe, J. (2001) Spine, 1, p. 2, doi 10.1000/a; Roe, R., Traction for sciatica in primary care practice (1995) BMJ, 1, p. 2\nER  - \n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			seq, _, err := ingest.Read(strings.NewReader(c.in), "x")
			if err != nil {
				t.Fatal(err)
			}
			works := []citations.Work{
				{Report: "a", Item: corpus.Item{DOI: "10.1000/a", Database: "OpenAlex", Accession: "W11"}},
				{Report: "b", Item: corpus.Item{Title: "Traction for sciatica in primary care practice", Authors: []corpus.Author{{Family: "Roe"}}, Published: corpus.Date{Year: 1995}, Database: "OpenAlex", Accession: "W22"}},
			}
			for rec, err := range seq {
				if err != nil {
					t.Fatal(err)
				}
				works = append(works, citations.Work{Report: "z", Item: rec.Item})
			}
			g := citations.Build(slices.Values(works))
			if got := keysOf(g.Backward("z")); !slices.Equal(got, []string{"a [z]", "b [z]"}) {
				t.Errorf("got %q of %+v", got, citations.References(works[len(works)-1].Item))
			}
		})
	}
}
