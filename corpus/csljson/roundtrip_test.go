package csljson_test

import (
	"testing"

	"appraise/corpus"
	"appraise/corpus/csljson"
	"appraise/corpus/intake/intaketest"
	_ "appraise/corpus/testkit"

	"pgregory.net/rapid"
)

// TestRoundTrip holds import(export(x)) = x for every field the format has a
// place for.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		intaketest.RoundTrips(t, csljson.Read, csljson.Write, blank)
	})
}

// blank empties what the format has no place for.
func blank(it *corpus.Item) {
}
