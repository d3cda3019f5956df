package nbib_test

import (
	"fmt"
	"strings"
	"testing"

	"appraise/corpus/intake/intaketest"
	"appraise/corpus/nbib"

	"pgregory.net/rapid"
)

// tags are those that the reader has rules for, and two it has none for.
var tags = strings.Fields("TI TT BTI AB FAU AU CN FED ED AUID AD JT TA DP DEP VI IP PG PB PL CTI EN OWN COIS LA PT MH OT KW RN NM GR GN IS ISBN ISSN " +
	"LID AID PMC SI OID CIN RIN SO STAT PMID")

// TestOddEntriesAreStable holds that what was read is written and read again
// without a change, for entries that nobody would write.
func TestOddEntriesAreStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		begin := rapid.SampledFrom([]string{"", "PMID- 1\n", "OWN - ERIC\n", "BTI - a\n"}).Draw(t, "begin")
		input := intaketest.Entries(t, tags, begin, func(tag, value string) string { return fmt.Sprintf("%-4s- %s\n", tag, value) }, "\n")
		intaketest.Stable(t, nbib.Read, nbib.Write, input)
	})
}
