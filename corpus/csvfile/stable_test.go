package csvfile_test

import (
	"strings"
	"testing"

	"appraise/corpus/csvfile"
	"appraise/corpus/intake/intaketest"

	"pgregory.net/rapid"
)

// columns are names of columns with a meaning, some of the same, and one
// without.
var columns = strings.Fields("kind title original_title abstract authors editors journal journal_abbrev year date month day volume issue pages first_page " +
	"last_page article_number edition series publisher place issn isbn doi pmid pmcid registrations database accession languages publication_types " +
	"mesh keywords substances affiliations funding conflicts urls files notes accessed extra colour doilink pubyear id")

// TestOddTablesAreStable holds that what was read is written and read again
// without a change, for cells that nobody would write.
func TestOddTablesAreStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		header, row := "title", `"x"`
		body := intaketest.Entries(t, columns, "", func(column, value string) string {
			header += "," + column
			row += `,"` + strings.ReplaceAll(value, `"`, `""`) + `"`
			return ""
		}, "")
		intaketest.Stable(t, csvfile.Read, csvfile.Write, header+"\n"+row+"\n"+body)
	})
}
