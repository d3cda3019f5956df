package ris_test

import (
	"testing"

	"appraise/corpus"
	"appraise/corpus/intake/intaketest"
	"appraise/corpus/ris"
	_ "appraise/corpus/testkit"

	"pgregory.net/rapid"
)

// TestRoundTrip holds import(export(x)) = x for every field the format has a
// place for.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		intaketest.RoundTrips(t, ris.Read, ris.Write, blank)
	})
}

// blank empties what the format has no place for.
func blank(it *corpus.Item) {
	it.MeSH, it.Substances, it.Funding, it.Conflicts = nil, nil, nil, ""
}
