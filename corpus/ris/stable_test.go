package ris_test

import (
	"strings"
	"testing"

	"appraise/corpus/intake/intaketest"
	"appraise/corpus/ris"

	"pgregory.net/rapid"
)

// tags are those that the reader has rules for, and two it has none for.
var tags = strings.Fields("TY TI T1 CT BT ST OT JF JO T2 JA J1 J2 JI J9 C3 T3 AU A1 A2 A3 ED AI PY Y1 DA Y2 AB N2 KW VL IS SP EP C7 ET PB CY LA AD SN DB ID " +
	"DO DI M3 L3 AN U1 U2 U3 U4 C2 C5 UR L2 LK L1 L4 N1 RN M1 ZK ZZ C1")

// TestOddEntriesAreStable holds that what was read is written and read again
// without a change, for entries that no exporter would write.
func TestOddEntriesAreStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		begin := rapid.SampledFrom([]string{"", "TY  - JOUR\n", "TY  - GEN\n", "TY  - CONF\n", "TY  - EDBOOK\n", "TY  - BOOK\n"}).Draw(t, "begin")
		input := intaketest.Entries(t, tags, begin, func(tag, value string) string { return tag + "  - " + value + "\n" }, "ER  - \n")
		intaketest.Stable(t, ris.Read, ris.Write, input)
	})
}
