package bibtex_test

import (
	"testing"

	"appraise/corpus/bibtex"
	"appraise/corpus/intake/intaketest"
)

// explained lists the fields that are not as Zotero has them (case/item/field
// of the file), with the reason.
var explained = map[string]string{
	"2/0/title":      "the tilde sign is the one of the keyboard here, the mathematical one in Zotero",
	"11/0/publisher": "the file has two backslashes before the accent; Zotero keeps one, here \\\\ is a line break as in LaTeX; subscripts of letters are letters",
	"11/0/title":     "three letters stay three letters here; Zotero makes one sign of TEL",
	"11/0/creators":  "the file has two backslashes before the accent; Zotero keeps one",
}

func TestZotero(t *testing.T) { intaketest.Zotero(t, bibtex.Read, "BibTeX.json", explained) }
