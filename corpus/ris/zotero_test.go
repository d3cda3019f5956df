package ris_test

import (
	"testing"

	"appraise/corpus/intake/intaketest"
	"appraise/corpus/ris"
)

// explained lists the fields that are not as Zotero has them (case/item/field
// of the file), with the reason.
var explained = map[string]string{
	"1/5/blogTitle":          "the journal comes from T2, Zotero takes the abbreviated title of J2 for this type",
	"1/7/bookTitle":          "the journal comes from T2, Zotero takes the abbreviated title of J2 for this type",
	"1/16/dictionaryTitle":   "the journal comes from T2, Zotero takes the abbreviated title of J2 for this type",
	"1/21/encyclopediaTitle": "the journal comes from T2, Zotero takes the abbreviated title of J2 for this type",
	"1/47/websiteTitle":      "the journal comes from T2, Zotero takes the abbreviated title of J2 for this type",
	"1/11/series":            "of this type (a chart) Zotero takes T2 for a series; a work without a kind here keeps it as journal",
	"1/13/place":             "CY is the place of publication in every dialect; Zotero takes C1 for conferences",
	"1/14/place":             "CY is the place of publication in every dialect; Zotero takes C1 for conferences",
	"1/19/series":            "T3 is the series (scale.md B2); Zotero takes T2 of this type for it",
	"1/42/series":            "T3 is the series (scale.md B2); Zotero takes T2 of this type for it",
	"1/19/creators":          "A2 of this type are the editors here (scale.md B2), the editors of the series in Zotero",
	"1/42/creators":          "A2 of this type are the editors here (scale.md B2), the editors of the series in Zotero",
	"2/3/edition":            "a template of ProCite: the value stands only in a labelled note (N1  - Edition: …), which stays a note here",
	"2/3/series":             "a template of ProCite: the value stands only in a labelled note (N1  - Edition: …), which stays a note here",
	"2/3/volume":             "VL holds the word Edition in this template of ProCite; VL is the volume here",
	"2/4/edition":            "a template of ProCite: the value stands only in a labelled note (N1  - Edition: …), which stays a note here",
	"2/4/volume":             "VL holds the word Edition in this template of ProCite; VL is the volume here",
	"2/7/edition":            "a template of ProCite: the value stands only in a labelled note (N1  - Edition: …), which stays a note here",
	"2/7/volume":             "VL holds the word Edition in this template of ProCite; VL is the volume here",
	"2/7/creators":           "A3 are the editors of a series, which have no field here; they are kept as extra",
	"2/10/proceedingsTitle":  "a template of ProCite: the value stands only in a labelled note (N1  - Edition: …), which stays a note here",
	"2/12/place":             "a template of ProCite: the value stands only in a labelled note (N1  - Edition: …), which stays a note here",
	"2/19/language":          "a template of ProCite: the value stands only in a labelled note (N1  - Edition: …), which stays a note here",
	"2/20/creators":          "a template of ProCite: the value stands only in a labelled note (N1  - Edition: …), which stays a note here",
	"2/22/place":             "a template of ProCite: the value stands only in a labelled note (N1  - Edition: …), which stays a note here",
	"2/22/publisher":         "a template of ProCite: the value stands only in a labelled note (N1  - Edition: …), which stays a note here",
	"2/30/language":          "a template of ProCite: the value stands only in a labelled note (N1  - Edition: …), which stays a note here",
	"4/0/date":               "PY goes before Y1 and Y1 before DA (scale.md B2); Zotero takes DA first",
}

func TestZotero(t *testing.T) { intaketest.Zotero(t, ris.Read, "RIS.json", explained) }
