// Package ingest turns files into records: it finds the format of a file by
// its content, reads it with the parser of the format, and brings what all
// sources write differently into one form (identifiers in addresses, notes
// and abstracts).
package ingest

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"strings"

	"appraise/corpus"
	"appraise/corpus/bibtex"
	"appraise/corpus/crossref"
	"appraise/corpus/csljson"
	"appraise/corpus/csvfile"
	"appraise/corpus/decode"
	"appraise/corpus/endnote"
	"appraise/corpus/jats"
	"appraise/corpus/jsonl"
	"appraise/corpus/nbib"
	"appraise/corpus/openalex"
	"appraise/corpus/ovid"
	"appraise/corpus/pubmed"
	"appraise/corpus/ris"
	"appraise/corpus/trialgov"
	"appraise/corpus/wos"
)

// Format is one format that can be read or written.
type Format struct {
	Name       string   // as in records and on the command line
	Title      string   // for people
	Extensions []string // with the dot; the first is the usual one
	CanRead    bool
	CanWrite   bool
}

// handler is a format with its functions; write is nil where there is none.
type handler struct {
	Format
	read  func(io.Reader, string) iter.Seq2[corpus.Record, error]
	write func(io.Writer, iter.Seq[corpus.Item]) error
}

// handlers is the whole list of formats.
var handlers = []handler{
	{Format{Name: ris.Format, Title: "RIS", Extensions: []string{".ris"}}, ris.Read, ris.Write},
	{Format{Name: nbib.Format, Title: "PubMed/MEDLINE", Extensions: []string{".nbib", ".medline"}}, nbib.Read, nbib.Write},
	{Format{Name: pubmed.Format, Title: "PubMed XML", Extensions: []string{".xml", ".xml.gz"}}, pubmed.Read, nil},
	{Format{Name: csvfile.Format, Title: "CSV or TSV", Extensions: []string{".csv", ".tsv"}}, csvfile.Read, csvfile.Write},
	{Format{Name: bibtex.Format, Title: "BibTeX or BibLaTeX", Extensions: []string{".bib"}}, bibtex.Read, bibtex.Write},
	{Format{Name: csljson.Format, Title: "CSL-JSON", Extensions: []string{".json"}}, csljson.Read, csljson.Write},
	{Format{Name: endnote.FormatXML, Title: "EndNote XML", Extensions: []string{".xml"}}, endnote.Read, endnote.Write},
	{Format{Name: endnote.FormatTagged, Title: "EndNote tagged (refer)", Extensions: []string{".enw", ".enl"}}, endnote.ReadTagged, endnote.WriteTagged},
	{Format{Name: jsonl.Format, Title: "JSON Lines, complete", Extensions: []string{".jsonl", ".ndjson"}}, jsonl.Read, jsonl.Write},
	{Format{Name: jats.Format, Title: "JATS full text", Extensions: []string{".nxml", ".xml"}}, jats.Read, nil},
	{Format{Name: ovid.Format, Title: "Ovid tagged text", Extensions: []string{".cgi", ".txt"}}, ovid.Read, nil},
	{Format{Name: wos.Format, Title: "Web of Science tagged text", Extensions: []string{".isi", ".ciw", ".txt"}}, wos.Read, nil},
	{Format{Name: trialgov.Format, Title: "ClinicalTrials.gov JSON", Extensions: []string{".json"}}, trialgov.Read, nil},
	{Format{Name: crossref.Format, Title: "Crossref works", Extensions: []string{".json"}}, crossref.Read, nil},
	{Format{Name: openalex.Format, Title: "OpenAlex works", Extensions: []string{".json"}}, openalex.Read, nil},
}

// Formats lists what can be read and written, in a fixed order.
func Formats() []Format {
	out := make([]Format, len(handlers))
	for i, h := range handlers {
		out[i] = h.Format
		out[i].CanRead, out[i].CanWrite = h.read != nil, h.write != nil
	}
	return out
}

// Info tells how a file is read. Its encoding is final when the records have
// been read to the end.
type Info struct {
	Format   string
	Encoding *decode.Result
}

// headSize is how much of a file is looked at to find its format.
const headSize = 64 << 10

// Read finds the format of r and returns its records, in one form. An error
// says what was found instead; source is the name of the file, for messages
// and as a hint where the content leaves a doubt.
func Read(r io.Reader, source string) (iter.Seq2[corpus.Record, error], Info, error) {
	raw := bufio.NewReaderSize(r, 4096)
	if head, err := raw.Peek(4096); len(head) == 0 && err != nil && err != io.EOF {
		return nil, Info{}, fmt.Errorf("reading %s: %w", source, err)
	} else if err := refuse(head); err != nil {
		return nil, Info{}, damaged(source, err)
	}
	text, res, err := decode.Reader(raw)
	if err != nil {
		return nil, Info{Encoding: res}, damaged(source, err)
	}
	br := bufio.NewReaderSize(text, headSize)
	head, err := br.Peek(headSize)
	if len(head) == 0 && err != nil && err != io.EOF {
		return nil, Info{Encoding: res}, damaged(source, err)
	}
	name, err := Sniff(head, source)
	if err != nil {
		return nil, Info{Encoding: res}, damaged(source, err)
	}
	h, err := find(name)
	if err != nil {
		return nil, Info{Encoding: res}, err
	}
	return normalised(h.read(br, source)), Info{Format: name, Encoding: res}, nil
}

// ReadAs is Read for a format that the caller names.
func ReadAs(r io.Reader, source, format string) (iter.Seq2[corpus.Record, error], error) {
	h, err := find(format)
	if err != nil {
		return nil, err
	}
	return normalised(h.read(r, source)), nil
}

// Write writes items in the named format.
func Write(w io.Writer, format string, items iter.Seq[corpus.Item]) error {
	h, err := find(format)
	if err != nil {
		return err
	}
	if h.write == nil {
		return fmt.Errorf("%s can be read but not written; formats that can be written: %s", h.Title, strings.Join(writable(), ", "))
	}
	if err := h.write(w, items); err != nil {
		return fmt.Errorf("writing %s: %w", h.Title, err)
	}
	return nil
}

func find(name string) (handler, error) {
	for _, h := range handlers {
		if strings.EqualFold(h.Name, name) {
			return h, nil
		}
	}
	return handler{}, fmt.Errorf("%q is not a format; formats: %s", name, strings.Join(names(), ", "))
}

func names() []string {
	var out []string
	for _, h := range handlers {
		out = append(out, h.Name)
	}
	return out
}

func writable() []string {
	var out []string
	for _, h := range handlers {
		if h.write != nil {
			out = append(out, h.Name)
		}
	}
	return out
}

// damaged says that nothing of a file can be read.
func damaged(source string, err error) error {
	return &corpus.ParseError{Source: source, Err: err}
}

func normalised(records iter.Seq2[corpus.Record, error]) iter.Seq2[corpus.Record, error] {
	return func(yield func(corpus.Record, error) bool) {
		for rec, err := range records {
			if err == nil {
				rec.Item = Normalise(rec.Item)
			}
			if !yield(rec, err) {
				return
			}
		}
	}
}
