package dedupe_test

import (
	"slices"
	"strings"
	"testing"

	"appraise/corpus/dedupe"
)

// On made-up collections nothing is merged that is not one publication, and
// nearly all copies are found.
func TestMadeUpLibrary(t *testing.T) {
	for seed := range uint64(3) {
		records, gold := library(seed, 3000)
		groups, pairs, err := dedupe.Find(slices.Values(records), dedupe.Options{})
		if err != nil {
			t.Fatal(err)
		}
		items := make(map[string]dedupe.Record)
		publications := make(map[int]bool)
		for _, r := range records {
			items[r.ID] = r
			publications[gold[r.ID]] = true
		}
		removed, wrong := 0, 0
		for _, g := range groups {
			for _, id := range g.IDs[1:] {
				removed++
				if gold[id] != gold[g.IDs[0]] {
					wrong++
					t.Errorf("%q and %q are merged: %s", items[g.IDs[0]].Item.Title, items[id].Item.Title, strings.Join(g.Reasons, "; "))
				}
			}
		}
		duplicates := len(records) - len(publications)
		recall := float64(removed-wrong) / float64(duplicates)
		t.Logf("seed %d: %d of %d found, %d wrong, %d for review", seed, removed-wrong, duplicates, wrong, len(pairs))
		if recall < 0.97 {
			t.Errorf("recall %.3f, want at least 0.97", recall)
		}
	}
}
