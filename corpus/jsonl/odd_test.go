package jsonl_test

import (
	"strings"
	"testing"

	"appraise/corpus/intake/intaketest"
	"appraise/corpus/jsonl"
	_ "appraise/corpus/testkit"

	"pgregory.net/rapid"
)

// oddNames are the members that are read, some in another case, and some that
// are not; oddInner are members of members.
var (
	oddNames = strings.Fields("kind title original_title abstract authors editors journal journal_abbrev published volume issue pages article_number edition series" +
		" publisher place issn isbn doi pmid pmcid registrations database accession languages publication_types mesh keywords substances affiliations" +
		" funding conflicts urls files notes accessed relations references enrolled enrolled_type extra id record_id year date url item file_id DOI" +
		" iſsue Keywords x x-y label")
	oddInner = strings.Fields("kind year month day family given suffix collective literal name orcid ORCID non-dropping-particle descriptor ui major qualifiers type text" +
		" pmid doi pmcid date value date-parts raw season appraise appraise extra title relations references registrations languages notes urls mesh" +
		" enrolled accessed keywords issn")
)

// TestOddObjectsAreStable holds that what was read is written and read again
// without a change, for objects that no program would write.
func TestOddObjectsAreStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		intaketest.Stable(t, jsonl.Read, jsonl.Write, intaketest.Objects(t, oddNames, oddInner))
	})
}
