package csljson_test

import (
	"strings"
	"testing"

	"appraise/corpus/csljson"
	"appraise/corpus/intake/intaketest"
	_ "appraise/corpus/testkit"

	"pgregory.net/rapid"
)

// oddNames are the members that are read, some in another case, and some that
// are not; oddInner are members of members.
var (
	oddNames = strings.Fields("id type title original-title container-title container-title-short journalAbbreviation author editor issued accessed volume issue page number" +
		" edition collection-title publisher publisher-place ISSN ISBN DOI PMID PMCID URL abstract keyword language note source custom custom Issued" +
		" TITLE doi iſsue Type x x-y Custom")
	oddInner = strings.Fields("kind year month day family given suffix collective literal name orcid ORCID non-dropping-particle descriptor ui major qualifiers type text" +
		" pmid doi pmcid date value date-parts raw season appraise appraise extra title relations references registrations languages notes urls mesh" +
		" enrolled accessed keywords issn")
)

// TestOddObjectsAreStable holds that what was read is written and read again
// without a change, for objects that no program would write.
func TestOddObjectsAreStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		intaketest.Stable(t, csljson.Read, csljson.Write, intaketest.Objects(t, oddNames, oddInner))
	})
}
