package nbib_test

import (
	"testing"

	"appraise/corpus/intake/intaketest"
	"appraise/corpus/nbib"
)

// explained lists the fields that are not as Zotero has them (case/item/field
// of the file), with the reason.
var explained = map[string]string{
	"2/2/institution": "ERIC gives the publisher of a report in JT, which is the journal here as for all its records",
	"4/0/institution": "ERIC gives the publisher of a report in JT, which is the journal here as for all its records",
	"4/2/institution": "ERIC gives the publisher of a report in JT, which is the journal here as for all its records",
	"5/0/pages":       "a number of the publisher (LID … [pii]) is no page; it is kept as extra",
}

func TestZotero(t *testing.T) { intaketest.Zotero(t, nbib.Read, "MEDLINEnbib.json", explained) }
