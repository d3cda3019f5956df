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
	ErrUnknown = fmt.Errorf("%w: no sign of RIS, PubMed, EndNote, BibTeX, Ovid, Web of Science, XML, JSON or a table with a header", ErrFormat)
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
	{"endnote", regexp.MustCompile(`<records>\s*(<record[\s>]|</records>)`)},
	{"jats", regexp.MustCompile(`<pmc-articleset|<article[\s>](?s:.*)<(front|article-meta)[\s>]`)},
	{"wos", regexp.MustCompile(`(?m)\AFN [^\n]*\nVR 1\.0|^PT [A-Z]\s*\n(AU|AF|TI|BA|AN|DT) `)},
	{"ovid", regexp.MustCompile(`(?m)^VN  - Ovid|^<[0-9]+\.? *>\s*\n(Author|Title|Score|Accession|Publication|Chapter|Source|Unique)|^(Author|Title|Source|Accession Number)[ \t]*\r?\n {1,4}\S`)},
	{"enw", regexp.MustCompile(`(?m)^%[0TAE] \S`)},
	{"ris", regexp.MustCompile(`(?m)^TY {1,2}- {0,2}[A-Z]{2,8}\s*$`)},
	{"nbib", regexp.MustCompile(`(?m)^(PMID- ?[0-9]|OWN {1,2}- ?\S|STAT- ?\S)`)},
	{"ris", regexp.MustCompile(`(?m)^(TI|T1|AU|A1|JF|PY|Y1) {1,2}- \S[^\x00]*^ER {1,2}-`)},
	{"bibtex", regexp.MustCompile(`(?mi)^\s*@[ \t]*[a-z]+[ \t]*[{(]`)},
	{"nbib", regexp.MustCompile(`(?m)^(FAU |LID |AID |MH  |PT  |JT  |DP  |TI  |TT  |BTI )- \S`)},
}

// jsonClues are tried on files that begin as JSON does; what none fits is JSON
// Lines.
var jsonClues = []clue{
	{"trialgov", regexp.MustCompile(`"protocolSection"\s*:`)},
	{"openalex", regexp.MustCompile(`"id"\s*:\s*"https?://openalex\.org/W|"abstract_inverted_index"\s*:|"authorships"\s*:`)},
	{"crossref", regexp.MustCompile(`"message-type"\s*:|"(is-referenced-by-count|references-count|reference-count|update-to|updated-by)"\s*:|"type"\s*:\s*"(journal-article|posted-content|proceedings-article|book-chapter|edited-book|monograph)"`)},
	{"csljson", regexp.MustCompile(`"type"\s*:\s*"(article|article-[a-z]+|paper-conference|chapter|book|thesis|report|webpage|post|post-weblog|dataset|patent|software|entry-[a-z]+|document|review|song|motion_picture|speech|manuscript|standard)"`)},
	{"csljson", regexp.MustCompile(`"(container-title|date-parts|citation-key)"\s*:|\A\s*\[\s*\]\s*\z`)},
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
	if first := bytes.TrimSpace(head)[0]; first == '{' || first == '[' && strings.IndexByte("{]", nonSpace(bytes.TrimSpace(head)[1:])) >= 0 {
		return sniffJSON(head), nil
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
	if root := xmlRoot.FindSubmatch(head); root != nil {
		return "", fmt.Errorf("%w: XML whose root is <%s>; PubMed XML, EndNote XML and JATS are read", ErrFormat, root[1])
	}
	if f := byExtension(name); f != "" {
		return f, nil
	}
	return "", ErrUnknown
}

// sniffJSON tells one JSON format from another. What is ours holds no type.
func sniffJSON(head []byte) string {
	if ours.Match(head) {
		return "jsonl"
	}
	for _, c := range jsonClues {
		if c.form.Match(head) {
			return c.format
		}
	}
	return "jsonl"
}

// ours recognises an item or a record as we write them.
var ours = regexp.MustCompile(`\A\s*\{"(kind"\s*:\s*"[a-z ]+"|title"\s*:\s*"(\\.|[^"\\])*"),"(title|original_title|abstract|authors|journal|published|doi|pmid)"\s*:`)

// nonSpace returns the first byte that is no white space, 0 where there is none.
func nonSpace(data []byte) byte {
	if data = bytes.TrimSpace(data); len(data) > 0 {
		return data[0]
	}
	return 0
}

// xmlRoot finds the first element of an XML file.
var xmlRoot = regexp.MustCompile(`(?s)\A\s*(?:<\?xml.*?\?>)?\s*(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<([A-Za-z][\w:.-]*)[\s>]`)

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
	switch ext {
	case ".xml", ".txt", ".json", ".cgi", ".nxml": // several formats, or none
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
