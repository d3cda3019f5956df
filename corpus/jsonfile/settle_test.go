package jsonfile_test

import (
	"testing"

	"appraise/corpus"
	"appraise/corpus/jsonfile"

	"github.com/google/go-cmp/cmp"
)

func TestSettle(t *testing.T) {
	it := corpus.Item{
		Keywords: []string{}, ISSN: []string{"", "1234-5678"}, Authors: []corpus.Author{{}, {Family: "Doe"}},
		MeSH:          []corpus.Heading{{Descriptor: "Pain", Qualifiers: []corpus.Qualifier{}, TreeNumbers: []string{""}}, {}},
		Registrations: []corpus.Registration{"nct00261469", "none"}, Accessed: corpus.Date{Year: 5},
		Relations:  []corpus.Relation{{Type: "ErratumIn", DOI: "https://doi.org/10.1000/X", PMID: "x1"}},
		References: []corpus.Citation{{}, {Text: "Doe 2001", DOI: "none", PMCID: "12"}},
	}
	want := corpus.Item{
		ISSN: []string{"1234-5678"}, Authors: []corpus.Author{{Family: "Doe"}}, MeSH: []corpus.Heading{{Descriptor: "Pain"}},
		Registrations: []corpus.Registration{"NCT00261469"}, Relations: []corpus.Relation{{Type: "ErratumIn", DOI: "10.1000/x", Text: "x1"}},
		References: []corpus.Citation{{Text: "Doe 2001 none", PMCID: "PMC12"}}, Extra: []corpus.Tag{{Name: "registrations", Value: "none"}},
	}
	problems := jsonfile.Settle(&it)
	if diff := cmp.Diff(want, it); diff != "" || len(problems) != 4 {
		t.Errorf("%d problems (%v), -want +got:\n%s", len(problems), problems, diff)
	}
	if problems := jsonfile.Settle(&it); len(problems) != 0 || !cmp.Equal(want, it) {
		t.Errorf("settled twice: %v, %+v", problems, it)
	}
	if problems := jsonfile.Settle(&corpus.Item{}); problems != nil {
		t.Errorf("an empty item: %v", problems)
	}
}

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{{"", ""}, {"ISSN", "issn"}, {"iſsue", "issue"}, {"\u212aeyword", "keyword"}, {"x-Y", "x-y"}} {
		if got := jsonfile.Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}
