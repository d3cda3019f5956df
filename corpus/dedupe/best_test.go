package dedupe_test

import (
	"reflect"
	"slices"
	"testing"

	"appraise/corpus"
	"appraise/corpus/dedupe"

	_ "appraise/corpus/testkit"
	"github.com/google/go-cmp/cmp"

	"pgregory.net/rapid"
)

func TestBest(t *testing.T) {
	items := []corpus.Item{
		{Kind: corpus.KindOther, Title: "EFFECT OF EARLY MOBILISATION AFTER HIP FRACTURE", Abstract: "No abstract available.", Journal: "N. Engl. J. Med.", Published: corpus.Date{Year: 2014},
			Authors: []corpus.Author{{Family: "Muller", Given: "A"}}, Keywords: []string{"Hip Fractures", "walking"}, Pages: "1473", DOI: "10.5555/a", ISSN: []string{"0028-4793"}, Languages: []string{"eng"},
			Extra: []corpus.Tag{{Name: "U1", Value: "x"}}},
		{Kind: corpus.KindArticle, Title: "Effect of early mobilisation after hip fracture", Abstract: "We randomised 412 adults with hip frac...", Journal: "The New England Journal of Medicine", Published: corpus.Date{Year: 2015, Month: 2},
			Authors: []corpus.Author{{Family: "Müller", Given: "Anna K"}, {Family: "van den Berg", Given: "Piet"}}, Affiliations: []string{"Basel"}, Keywords: []string{"hip fractures", "elderly"}, Volume: "372", Pages: "1473-1480", PMID: "11111111",
			Languages: []string{"English"}},
		{Title: "Effect of early mobilisation after hip fracture [Review]", Abstract: "We randomised 412 adults with hip fracture to walk early or late; 61% and 52% walked at four months.", Published: corpus.Date{Year: 2015}, Volume: "372",
			Authors: []corpus.Author{{Family: "Müller", Given: "AK"}, {Family: "Berg", Given: "P"}}, Affiliations: []string{"Bern", "Genf"}, Pages: "1473-80", Database: "Embase", Accession: "L1", ISSN: []string{"1533-4406"}, Extra: []corpus.Tag{{Name: "U1", Value: "x"}, {Name: "U2", Value: "y"}}},
	}
	best, origin := dedupe.Best(items)
	want := corpus.Item{
		Kind: corpus.KindArticle, Title: items[1].Title, Abstract: items[2].Abstract, Journal: items[1].Journal, Published: items[1].Published, Authors: items[1].Authors, Affiliations: []string{"Basel"},
		Keywords: []string{"Hip Fractures", "walking", "elderly"}, Volume: "372", Pages: "1473-1480", PMID: "11111111", DOI: "10.5555/a", ISSN: []string{"0028-4793", "1533-4406"},
		Languages: []string{"eng"}, Database: "Embase", Accession: "L1", Extra: []corpus.Tag{{Name: "U1", Value: "x"}, {Name: "U2", Value: "y"}},
	}
	if diff := cmp.Diff(want, best); diff != "" {
		t.Errorf("best item (-want +got):\n%s", diff)
	}
	wantOrigin := map[string]int{"kind": 1, "title": 1, "abstract": 2, "journal": 1, "published": 1, "authors": 1, "affiliations": 1, "keywords": 0, "volume": 1, "pages": 1, "pmid": 1, "doi": 0,
		"issn": 0, "languages": 0, "database": 2, "accession": 2, "extra": 0}
	if diff := cmp.Diff(wantOrigin, origin); diff != "" {
		t.Errorf("origin (-want +got):\n%s", diff)
	}
}

func TestBestOfNone(t *testing.T) {
	if best, origin := dedupe.Best(nil); !best.IsZero() || len(origin) != 0 {
		t.Errorf("best of none is %+v from %v", best, origin)
	}
}

// full returns an item with every field filled, so that a field added to Item
// cannot be forgotten by Best.
func full() corpus.Item {
	var it corpus.Item
	v := reflect.ValueOf(&it).Elem()
	for i := range v.NumField() {
		fill(v.Field(i))
	}
	return it
}

func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("x 1")
	case reflect.Int:
		v.SetInt(7)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	}
}

func TestBestKeepsEveryField(t *testing.T) {
	it := full()
	best, origin := dedupe.Best([]corpus.Item{{}, it})
	if diff := cmp.Diff(it, best); diff != "" {
		t.Errorf("best of one (-want +got):\n%s", diff)
	}
	for _, name := range corpus.ItemFields() {
		if at, ok := origin[name]; !ok || at != 1 {
			t.Errorf("origin of %s is %d (%t), want 1", name, at, ok)
		}
	}
}

// Merging what is merged changes nothing, and the items are left alone.
func TestBestIsIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var items []corpus.Item
		for range rapid.IntRange(1, 5).Draw(t, "items") {
			items = append(items, drawnItem(t))
		}
		before := slices.Clone(items)
		best, origin := dedupe.Best(items)
		if diff := cmp.Diff(before, items); diff != "" {
			t.Fatalf("the items changed:\n%s", diff)
		}
		for name, i := range origin {
			if i < 0 || i >= len(items) {
				t.Fatalf("%s comes from item %d of %d", name, i, len(items))
			}
		}
		again, _ := dedupe.Best([]corpus.Item{best, best})
		if diff := cmp.Diff(best, again); diff != "" {
			t.Fatalf("merged again (-first +second):\n%s", diff)
		}
	})
}

func TestFingerprints(t *testing.T) {
	shares := func(a, b corpus.Item) bool {
		x := dedupe.Fingerprints(a)
		return slices.ContainsFunc(dedupe.Fingerprints(b), func(f string) bool { return slices.Contains(x, f) })
	}
	for _, c := range pairCases {
		if c.want == dedupe.Same && !shares(c.a, c.b) {
			t.Errorf("%s: no fingerprint in common: %v and %v", c.name, dedupe.Fingerprints(c.a), dedupe.Fingerprints(c.b))
		}
	}
	if shares(paper(headed("Editorial"), at("", "", ""), noAbstract), paper(headed("Editorial"), at("", "", ""), noAbstract, by("Rossi, Carla"))) {
		t.Error("two editorials share a fingerprint")
	}
	if f := dedupe.Fingerprints(corpus.Item{}); len(f) != 0 {
		t.Errorf("an empty item has fingerprints %v", f)
	}
	if f := dedupe.Fingerprints(corpus.Item{Title: "Walking"}); len(f) != 1 {
		t.Errorf("a title alone has fingerprints %v, want one", f)
	}
	// stored by the library: a change here means that imports no longer find what is known
	want := []string{"doi:10.5555/a", "title-year:"}
	got := dedupe.Fingerprints(corpus.Item{DOI: "10.5555/A", Title: "Walking", Published: corpus.Date{Year: 2015}})
	if len(got) != 2 || got[0] != want[0] || got[1][:11] != want[1] {
		t.Errorf("fingerprints %v, want %v…", got, want)
	}
}
