package endnote_test

import (
	"strings"
	"testing"

	"appraise/corpus/intake/intaketest"

	"pgregory.net/rapid"
)

// TestOddEntriesAreStable holds that what was read is written and read again
// without a change, for references that nobody would write.
func TestOddEntriesAreStable(t *testing.T) {
	signs := strings.Fields("0 A E T J B S O D 8 V N P 7 I C @ R M K X Z G + ~ U > [ 9 ( 2 $ ] = F < ! Q")
	names := strings.Fields("author secondary-author title secondary-title tertiary-title alt-title full-title abbr-1 pages volume number issue edition " +
		"keyword year date pub-location publisher isbn accession-num electronic-resource-num abstract notes url pdf-url auth-address orig-pub custom1 custom2 " +
		"custom5 custom6 custom7 language remote-database-name work-type access-date rec-number ref-type short-title")
	t.Run("enw", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			input := intaketest.Entries(t, signs, "", func(tag, value string) string { return "%" + tag + " " + value + "\n" }, "\n")
			intaketest.Stable(t, forms[1].read, forms[1].write, input)
		})
	})
	t.Run("xml", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			input := intaketest.Entries(t, names, "<record>", func(tag, value string) string {
				return "<" + tag + ">" + value + "</" + tag + ">"
			}, "</record>")
			intaketest.Stable(t, forms[0].read, forms[0].write, "<xml><records>"+input+"</records></xml>")
		})
	})
}
