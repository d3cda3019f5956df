package instrument_test

import (
	"errors"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/grading/instrument"
)

// shape is what the official tools have: numbered items, domains, and whether
// the pack must say that it is unverified.
var shape = map[string]struct {
	items, domains int
	beta           bool
}{
	"rob2": {22, 5, false}, "rob2-cluster": {25, 6, true}, "rob2-crossover": {25, 6, true},
	"robins-i": {34, 7, true}, "robins-i-v2": {39, 6, true},
	"amstar2": {16, 0, false}, "agree2": {23, 6, false}, "quadas2": {11, 4, false},
	"nos-cohort": {8, 3, false}, "nos-casecontrol": {8, 3, false}, "jadad": {5, 3, false}, "pedro": {11, 1, false},
	"jbi-caseseries": {10, 1, false}, "jbi-casereport": {8, 1, false}, "inspect-sr": {21, 4, true},
}

func TestShippedPacks(t *testing.T) {
	all := instrument.All()
	if len(all) != len(shape) {
		t.Errorf("%d packs, want %d", len(all), len(shape))
	}
	for _, p := range all {
		want := shape[p.ID]
		if p.ItemCount != want.items || p.DomCount != want.domains || p.Beta != want.beta {
			t.Errorf("%s: %d items, %d domains, beta %t; want %+v", p.ID, p.ItemCount, p.DomCount, p.Beta, want)
		}
		if p.Beta && !strings.HasPrefix(p.Stated(), "beta") {
			t.Errorf("%s: an unverified pack states %q", p.ID, p.Stated())
		}
		if p.Source == "" || p.Licence == "" || p.Wording == "" {
			t.Errorf("%s: source, licence or origin of the wording is missing", p.ID)
		}
		for _, it := range p.Items {
			for _, c := range it.Codes {
				if p.Label(it, c) == c && len(c) <= 2 && p.ID != "agree2" {
					t.Errorf("%s %s: answer %q has no meaning", p.ID, it.ID, c)
				}
			}
		}
	}
}

func TestItemsPerDomain(t *testing.T) {
	for _, c := range []struct {
		pack string
		want map[string]int
	}{
		{"inspect-sr", map[string]int{"D1": 3, "D2": 5, "D3": 2, "D4": 11}},
		{"quadas2", map[string]int{"D1": 3, "D2": 2, "D3": 2, "D4": 4}},
		{"agree2", map[string]int{"D1": 3, "D2": 3, "D3": 8, "D4": 3, "D5": 4, "D6": 2}},
	} {
		got := map[string]int{}
		for _, it := range find(t, c.pack).Items {
			if !it.Extra {
				got[it.Domain]++
			}
		}
		for d, n := range c.want {
			if got[d] != n {
				t.Errorf("%s %s: %d items, want %d", c.pack, d, got[d], n)
			}
		}
	}
}

func TestFindSpellings(t *testing.T) {
	for _, id := range []string{"rob2", "RoB 2", "ROB-2", "NOS cohort"} {
		if _, err := instrument.Find(id); err != nil {
			t.Errorf("%q: %v", id, err)
		}
	}
	if _, err := instrument.Find("robx"); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("unknown tool: %v", err)
	}
}
