package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Kinds of file that hold no records.
var (
	ErrEmpty   = errors.New("the file is empty")
	ErrFormat  = errors.New("not a format that can be read") // a file of another kind
	ErrBinary  = fmt.Errorf("%w: a binary file", ErrFormat)
	ErrUnknown = fmt.Errorf("%w: no sign of RIS, PubMed, XML, BibTeX, JSON or a table with a header", ErrFormat)
)

// strangers lists files that are recognised by their first bytes, with what to
// do about them.
var strangers = []struct{ magic, what string }{
	{"%PDF-", "a PDF: attach it to a study with appraise attach"},
	{"\xd0\xcf\x11\xe0", "an old Excel or Word file: save it as CSV or text"},
	{"\x89PNG", "a picture"},
	{"\xff\xd8\xff", "a picture"},
	{"GIF8", "a picture"},
	{"SQLite format 3", "a database file; a library is opened with --library"},
	{"7z\xbc\xaf", "a 7-Zip archive: unpack it first"},
	{"Rar!", "a RAR archive: unpack it first"},
	{"BZh", "a bzip2 file: unpack it first"},
	{"\xfd7zXZ", "an xz file: unpack it first"},
	{"\x28\xb5\x2f\xfd", "a Zstandard file: unpack it first"},
	{"{\\rtf", "a rich text document: save it as plain text, or export RIS from the reference manager"},
}

// refuse recognises files that are no text, by their first bytes.
func refuse(head []byte) error {
	for _, s := range strangers {
		if bytes.HasPrefix(head, []byte(s.magic)) {
			return fmt.Errorf("%w: %s", ErrFormat, s.what)
		}
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return fmt.Errorf("%w: %s", ErrFormat, zipped(head))
	}
	return nil
}

// zipped says what sort of ZIP file it is.
func zipped(head []byte) string {
	switch {
	case bytes.Contains(head, []byte("xl/")) || bytes.Contains(head, []byte("[Content_Types].xml")) ||
		bytes.Contains(head, []byte("_rels/")) || bytes.Contains(head, []byte("docProps/")):
		return "an Excel workbook or another Office file: save it as CSV"
	case bytes.Contains(head, []byte("opendocument.spreadsheet")):
		return "an OpenDocument spreadsheet: save it as CSV"
	case bytes.Contains(head, []byte(".asreview")):
		return "an ASReview project: export it as CSV"
	}
	return "a ZIP archive: unpack it and add the files in it"
}

// clue is one sign by which a format is known. The first that fits decides.
type clue struct {
	format string
	form   *regexp.Regexp
}

// clues are tried in order; the strong ones stand first. (?m) lets ^ match at
// every line.
var clues = []clue{
	{"pubmed", regexp.MustCompile(`<(PubmedArticleSet|PubmedArticle|PubmedBookArticle|PubmedBookArticleSet|MedlineCitationSet|DeleteCitation)[\s>]`)},
	{"ris", regexp.MustCompile(`(?m)^TY {1,2}- {0,2}[A-Z]{2,8}\s*$`)},
	{"nbib", regexp.MustCompile(`(?m)^(PMID- ?[0-9]|OWN {1,2}- ?\S|STAT- ?\S)`)},
	{"ris", regexp.MustCompile(`(?m)^(TI|T1|AU|A1|JF|PY|Y1) {1,2}- \S[^\x00]*^ER {1,2}-`)},
	{"nbib", regexp.MustCompile(`(?m)^(FAU |LID |AID |MH  |PT  |JT  |DP  |TI  |TT  |BTI )- \S`)},
}

// others lists what is recognised but not read, with what to do about it.
var others = []struct {
	form *regexp.Regexp
	what string
}{
	{regexp.MustCompile(`(?m)\A\s*1: .+\n(?s:.*)PMID: [0-9]+`), "PubMed summary or abstract text; in PubMed choose Save, format PubMed (.nbib)"},
	{regexp.MustCompile(`(?m)^PMID: [0-9]{1,8}( \[|;|\.|$)`), "PubMed summary or abstract text; in PubMed choose Save, format PubMed (.nbib)"},
	{regexp.MustCompile(`\A\s*[0-9]{1,8}(\s+[0-9]{1,8}){2,}\s*\z`), "a list of PMIDs; in PubMed search for them and save as PubMed (.nbib)"},
	{regexp.MustCompile(`(?i)\A\s*(<!doctype html|<html)`), "a web page; export the records instead (RIS, .nbib)"},
	{regexp.MustCompile(`(?i)\A\s*<\?xml[^>]*>\s*<(rdf:RDF)`), "Zotero RDF; in Zotero export as RIS or CSL JSON"},
	{regexp.MustCompile(`<eSearchResult|<ERROR>`), "an answer of a PubMed search without records; fetch them with efetch"},
}

// Sniff tells the format of a file from the start of its text. name, which may
// be "", is a hint only where the content leaves a doubt.
func Sniff(head []byte, name string) (string, error) {
	if len(bytes.TrimSpace(head)) == 0 {
		return "", ErrEmpty
	}
	if err := refuse(head); err != nil {
		return "", err
	}
	if binary(head) {
		return "", ErrBinary
	}
	for _, c := range clues {
		if c.form.Match(head) {
			return c.format, nil
		}
	}
	for _, o := range others {
		if o.form.Match(head) {
			return "", fmt.Errorf("%w: %s", ErrFormat, o.what)
		}
	}
	if table(head) {
		return "csv", nil
	}
	if f := byExtension(name); f != "" {
		return f, nil
	}
	return "", ErrUnknown
}

// binary reports whether text holds what no text holds.
func binary(head []byte) bool {
	bad := 0
	for _, b := range head {
		if b == 0 || b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1b {
			bad++
		}
	}
	replaced := bytes.Count(head, []byte(string(utf8.RuneError)))
	return bad*20 > len(head) || replaced*10 > len(head)
}

// byExtension returns the format of the text formats that an ending names.
func byExtension(name string) string {
	ext := strings.ToLower(filepath.Ext(name))
	if ext == ".xml" {
		return ""
	}
	for _, h := range handlers {
		for _, e := range h.Extensions {
			if e == ext {
				return h.Name
			}
		}
	}
	return ""
}
