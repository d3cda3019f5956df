package nbib_test

import (
	"testing"

	"appraise/corpus"
	"appraise/corpus/intake/intaketest"
	"appraise/corpus/nbib"
	_ "appraise/corpus/testkit"

	"pgregory.net/rapid"
)

// TestRoundTrip holds import(export(x)) = x for every field the format has a
// place for.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		intaketest.RoundTrips(t, nbib.Read, nbib.Write, blank)
	})
}

// blank empties what the format has no place for.
func blank(it *corpus.Item) {
	it.URLs, it.Files, it.Accessed, it.Accession = nil, nil, corpus.Date{}, ""
	it.ISBN = nil
	for _, e := range it.Editors {
		if e.Collective != "" {
			it.Editors = nil
			break
		}
	}
	it.Kind = corpus.KindArticle
	it.PublicationTypes = []string{"Journal Article"}
	if it.Journal == "" {
		it.JournalAbbrev = ""
	}
}
