package dedupe_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/corpus/dedupe"

	"pgregory.net/rapid"
)

func find(t interface{ Fatal(...any) }, records []dedupe.Record, opt dedupe.Options) ([]dedupe.Group, []dedupe.Pair) {
	groups, pairs, err := dedupe.Find(slices.Values(records), opt)
	if err != nil {
		t.Fatal(err)
	}
	return groups, pairs
}

func named(items ...corpus.Item) []dedupe.Record {
	var out []dedupe.Record
	for i, it := range items {
		out = append(out, dedupe.Record{ID: string(rune('a' + i)), Item: it})
	}
	return out
}

func idsOf(groups []dedupe.Group) string {
	var out []string
	for _, g := range groups {
		out = append(out, strings.Join(slices.Sorted(slices.Values(g.IDs)), "+"))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		name  string
		items []corpus.Item
		opt   dedupe.Options
		want  string
	}{
		{"none", nil, dedupe.Options{}, ""},
		{"one", []corpus.Item{paper()}, dedupe.Options{}, ""},
		{"three alike", []corpus.Item{paper(), paper(), paper()}, dedupe.Options{}, "a+b+c"},
		{"told apart", []corpus.Item{paper(), paper()}, dedupe.Options{NotDuplicate: [][2]string{{"b", "a"}}}, ""},
		{"told apart, with a third that is like both", []corpus.Item{paper(), paper(), paper()}, dedupe.Options{NotDuplicate: [][2]string{{"a", "b"}}}, "a+c"},
		{"pairs told apart of records that are not there", []corpus.Item{paper(), paper()}, dedupe.Options{NotDuplicate: [][2]string{{"x", "y"}, {"a", "z"}, {"a", "a"}}}, "a+b"},
		{"no chain over a record without DOI", []corpus.Item{paper(doi("10.5555/a")), paper(), paper(doi("10.5555/b"))}, dedupe.Options{}, "a+b"},
		{"no chain over a record without pages", []corpus.Item{paper(noAbstract), paper(noAbstract, at("372", "", "")), paper(noAbstract, at("372", "", "99-103"))}, dedupe.Options{}, "a+b"},
		{"paper and erratum are never joined by a third", []corpus.Item{paper(noAbstract), paper(noAbstract, headed("Erratum: "+paper().Title), at("372", "9", "1699")), paper(noAbstract, at("372", "", ""))}, dedupe.Options{}, "a+c"},
	} {
		t.Run(c.name, func(t *testing.T) {
			groups, _ := find(t, named(c.items...), c.opt)
			if got := idsOf(groups); got != c.want {
				t.Errorf("groups %q, want %q", got, c.want)
			}
		})
	}
}

func TestFindRefusesRepeatedIDs(t *testing.T) {
	records := []dedupe.Record{{ID: "x", Item: paper()}, {ID: "x", Item: paper()}}
	_, _, err := dedupe.Find(slices.Values(records), dedupe.Options{})
	if !errors.Is(err, corpus.ErrConflict) || !strings.Contains(err.Error(), `"x"`) {
		t.Errorf("error %v, want a conflict that names x", err)
	}
}

// What a group refuses and what is uncertain goes to the queue, once for each
// two groups, best first.
func TestQueue(t *testing.T) {
	groups, pairs := find(t, named(paper(doi("10.5555/a")), paper(doi("10.5555/a")), paper(doi("10.5555/b")), paper(doi("10.5555/b"))), dedupe.Options{})
	if got := idsOf(groups); got != "a+b c+d" {
		t.Fatalf("groups %q, want a+b c+d", got)
	}
	if len(pairs) != 1 || pairs[0].Verdict != dedupe.Review || !slices.Contains(pairs[0].Reasons, "the DOIs differ") {
		t.Errorf("queue %+v, want one pair whose DOIs differ", pairs)
	}
	_, pairs = find(t, named(paper(doi("10.5555/a")), paper(doi("10.5555/b"))), dedupe.Options{NotDuplicate: [][2]string{{"a", "b"}}})
	if len(pairs) != 0 {
		t.Errorf("queue %+v, want none: they were told apart", pairs)
	}
}

// drawnItem draws items that resemble each other often.
func drawnItem(t *rapid.T) corpus.Item {
	pick := func(label string, of ...string) string { return rapid.SampledFrom(of).Draw(t, label) }
	it := corpus.Item{
		Title: pick("title", longTitle, longTitle+": a randomised trial", longTitle+" Part I", longTitle+" Part II", "Erratum: "+longTitle, "Editorial", "",
			strings.ToUpper(longTitle), "Effect of late mobilisation on walking ability after hip fracture", "Walking", "髋部骨折后早期活动对步行能力影响的随机对照试验"),
		Journal:   pick("journal", "The New England Journal of Medicine", "N Engl J Med", "Lancet", "", "Conference on Gait", "medRxiv"),
		Published: corpus.Date{Year: rapid.SampledFrom([]int{0, 2014, 2015, 2016, 2020}).Draw(t, "year")},
		Volume:    pick("volume", "", "372", "373", "372 Suppl 1"), Issue: pick("issue", "", "4", "S1"), Pages: pick("pages", "", "1473-1480", "1473", "S12", "1-8", "99-103"),
		DOI:  corpus.DOI(pick("doi", "", "", "10.5555/a", "10.5555/A", "10.5555/b", "unavailable", "10.1002/14651858.CD012345.pub2", "10.1002/14651858.CD012345.pub3")),
		PMID: corpus.PMID(pick("pmid", "", "", "", "11111111", "22222222")), Abstract: pick("abstract", "", paper().Abstract, strings.Repeat("other words entirely about gait ", 12)),
		Kind: corpus.Kind(pick("kind", "", "article", "abstract", "preprint", "book")), Edition: pick("edition", "", "", "2nd"),
	}
	for range rapid.IntRange(0, 3).Draw(t, "authors") {
		it.Authors = append(it.Authors, corpus.Author{Family: pick("family", "Müller", "Muller", "Rossi", "van den Berg", "Li"), Given: pick("given", "", "A", "Anna", "B")})
	}
	return it
}

func drawnRecords(t *rapid.T) []dedupe.Record {
	var out []dedupe.Record
	for i := range rapid.IntRange(0, 14).Draw(t, "records") {
		out = append(out, dedupe.Record{ID: fmt.Sprintf("r%02d", i), Item: drawnItem(t)})
	}
	return out
}

func TestCompareIsSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := dedupe.Prepare(drawnItem(t)), dedupe.Prepare(drawnItem(t))
		x, y := dedupe.Compare(a, b), dedupe.Compare(b, a)
		if x.Verdict != y.Verdict || x.Score != y.Score || !slices.Equal(x.Reasons, y.Reasons) {
			t.Fatalf("%+v one way, %+v the other", x, y)
		}
		if !(x.Score >= 0 && x.Score <= 1) {
			t.Fatalf("score %v", x.Score)
		}
	})
}

// The law, the order of the records, and what a person said.
func TestGroups(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := drawnRecords(t)
		var opt dedupe.Options
		for range rapid.IntRange(0, 4).Draw(t, "told apart") {
			if len(records) > 1 {
				i, j := rapid.IntRange(0, len(records)-1).Draw(t, "i"), rapid.IntRange(0, len(records)-1).Draw(t, "j")
				opt.NotDuplicate = append(opt.NotDuplicate, [2]string{records[i].ID, records[j].ID})
			}
		}
		groups, pairs := find(t, records, opt)
		items := make(map[string]corpus.Item)
		for _, r := range records {
			items[r.ID] = r.Item
		}
		group := make(map[string]int)
		for n, g := range groups {
			if len(g.IDs) < 2 || g.Decision != dedupe.Same || len(g.Reasons) == 0 {
				t.Fatalf("group %+v", g)
			}
			for _, id := range g.IDs {
				if _, twice := group[id]; twice {
					t.Fatalf("%s is in two groups", id)
				}
				group[id] = n + 1
			}
			for i := range g.IDs {
				for j := range i {
					checkLaw(t, items[g.IDs[i]], items[g.IDs[j]])
				}
			}
		}
		for _, p := range opt.NotDuplicate {
			if p[0] != p[1] && group[p[0]] > 0 && group[p[0]] == group[p[1]] {
				t.Fatalf("%v were told apart and are in one group", p)
			}
		}
		for _, p := range pairs {
			if p.A == p.B || group[p.A] > 0 && group[p.A] == group[p.B] {
				t.Fatalf("pair %+v for review within a group", p)
			}
		}
		shuffled := rapid.Permutation(records).Draw(t, "order")
		again, other := find(t, shuffled, opt)
		if idsOf(again) != idsOf(groups) {
			t.Fatalf("groups %q in one order, %q in another", idsOf(groups), idsOf(again))
		}
		if len(other) != len(pairs) {
			t.Fatalf("%d pairs for review in one order, %d in another", len(pairs), len(other))
		}
	})
}

func checkLaw(t *rapid.T, a, b corpus.Item) {
	x, errX := corpus.ParseDOI(string(a.DOI))
	y, errY := corpus.ParseDOI(string(b.DOI))
	stem := func(d corpus.DOI) string { s, _, _ := strings.Cut(string(d), ".pub"); return s }
	if errX == nil && errY == nil && x != y && stem(x) != stem(y) {
		t.Fatalf("DOIs %s and %s in one group", x, y)
	}
	if a.PMID != "" && b.PMID != "" && a.PMID != b.PMID {
		t.Fatalf("PMIDs %s and %s in one group", a.PMID, b.PMID)
	}
}

// A group found among others is found alone.
func TestGroupsAreStable(t *testing.T) {
	records, _ := library(11, 600)
	items := make(map[string]corpus.Item)
	for _, r := range records {
		items[r.ID] = r.Item
	}
	groups, _ := find(t, records, dedupe.Options{})
	if len(groups) < 50 {
		t.Fatalf("%d groups", len(groups))
	}
	for _, g := range groups {
		var alone []dedupe.Record
		for _, id := range g.IDs {
			alone = append(alone, dedupe.Record{ID: id, Item: items[id]})
		}
		again, _ := find(t, alone, dedupe.Options{})
		if len(again) != 1 || len(again[0].IDs) != len(g.IDs) {
			t.Errorf("%v is %q when alone", g.IDs, idsOf(again))
		}
	}
}

func ExampleFind() {
	records := []dedupe.Record{
		{ID: "pubmed", Item: corpus.Item{
			Title: "Early mobilisation after hip fracture: a randomised trial", Authors: []corpus.Author{{Family: "Müller", Given: "Anna"}, {Family: "Rossi", Given: "C"}},
			Journal: "N Engl J Med", Published: corpus.Date{Year: 2015}, Volume: "372", Pages: "1473-1480", PMID: "11111111",
		}},
		{ID: "scopus", Item: corpus.Item{
			Title: "EARLY MOBILIZATION AFTER HIP FRACTURE", Authors: []corpus.Author{{Family: "Muller", Given: "A."}, {Family: "Rossi", Given: "C."}},
			Journal: "New England Journal of Medicine", Published: corpus.Date{Year: 2015}, Volume: "372", Pages: "1473-1480", DOI: "10.5555/example",
		}},
		{ID: "letter", Item: corpus.Item{Title: "Erratum: Early mobilisation after hip fracture", Journal: "N Engl J Med", Published: corpus.Date{Year: 2015}, Volume: "373", Pages: "99"}},
	}
	groups, pairs, err := dedupe.Find(slices.Values(records), dedupe.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, g := range groups {
		fmt.Println(g.Decision, g.IDs, strings.Join(g.Reasons, "; "))
	}
	fmt.Println(len(pairs), "pairs for review")
	// Output:
	// same [pubmed scopus] one title begins with the other; only in one title: randomized trial; authors agree; same year; same journal; same volume; same first page
	// 0 pairs for review
}
