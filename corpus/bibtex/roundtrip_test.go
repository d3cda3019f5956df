package bibtex_test

import (
	"testing"

	"appraise/corpus"
	"appraise/corpus/bibtex"
	"appraise/corpus/intake/intaketest"
	_ "appraise/corpus/testkit"

	"pgregory.net/rapid"
)

// TestRoundTrip holds import(export(x)) = x for every field the format has a
// place for.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		intaketest.RoundTrips(t, bibtex.Read, bibtex.Write, blank)
	})
}

// blank empties what the format has no place for.
func blank(it *corpus.Item) {
	it.MeSH, it.Conflicts = nil, ""
	if it.Kind == "" {
		it.Kind = corpus.KindArticle
	}
}
