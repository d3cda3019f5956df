// Package jsonl reads and writes JSON Lines: one item a line, with every field
// there is. It is the one format that loses nothing. Lines of other programs
// are read as far as their names are known (title, abstract, authors, year,
// doi, pmid, …); the rest is kept as extra.
package jsonl

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"reflect"
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/intake"
	"appraise/corpus/jsonfile"
	"appraise/corpus/markup"
)

// Format is the name of the format in records.
const Format = "jsonl"

// Version says which rules read a record. 1: first.
const Version = "jsonl/1"

// Read yields the items of a JSON Lines file.
func Read(r io.Reader, source string) iter.Seq2[corpus.Record, error] {
	return intake.Read(r, source, Format, Version, func(text io.Reader, sink *intake.Sink) error {
		return jsonfile.Each(text, sink, nil, func(raw []byte, line int) error { return record(raw, line, sink) })
	})
}

// line is an item with the names and forms that other programs use as well.
type line struct {
	corpus.Item
	Authors  authors       `json:"authors"`
	Editors  authors       `json:"editors"`
	MeSH     headings      `json:"mesh"`
	Keywords jsonfile.List `json:"keywords"`
	Types    jsonfile.List `json:"publication_types"`
	URLs     jsonfile.List `json:"urls"`
	DOI      jsonfile.Text `json:"doi"`
	PMID     jsonfile.Text `json:"pmid"`
	PMCID    jsonfile.Text `json:"pmcid"`

	ID       jsonfile.Text `json:"id"`
	RecordID jsonfile.Text `json:"record_id"`
	Year     jsonfile.Text `json:"year"`
	Date     jsonfile.Text `json:"date"`
	URL      jsonfile.List `json:"url"`

	Wrapped json.RawMessage `json:"item"` // of a record
	FileID  jsonfile.Text   `json:"file_id"`
}

// names are the members that line reads.
var names = func() map[string]bool {
	out := map[string]bool{}
	for _, t := range []reflect.Type{reflect.TypeFor[line](), reflect.TypeFor[corpus.Item]()} {
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			out[name] = true
		}
	}
	return out
}()

func record(raw []byte, at int, sink *intake.Sink) error {
	var l line
	if err := json.Unmarshal(raw, &l); err != nil {
		return err
	}
	inner := raw
	if len(l.Wrapped) > 0 && l.Wrapped[0] == '{' {
		inner = l.Wrapped
		l = line{FileID: l.FileID}
		if err := json.Unmarshal(inner, &l); err != nil {
			return err
		}
	}
	it, problems := l.item()
	it.Extra = append(it.Extra, jsonfile.Rest(inner, func(name string) bool { return names[jsonfile.Fold(name)] })...)
	for _, p := range problems {
		sink.Kept(at, p)
	}
	id := ""
	for _, name := range []jsonfile.Text{l.RecordID, l.FileID, l.ID} {
		if id == "" {
			id = string(name)
		}
	}
	sink.Record(at, string(raw), id, it)
	return nil
}

// item joins what other programs write with what is ours.
func (l *line) item() (corpus.Item, []error) {
	var problems []error
	it := l.Item
	it.Title, it.Abstract, it.Journal = markup.Clean(it.Title), markup.CleanBlock(it.Abstract), markup.Clean(it.Journal)
	it.Authors, it.Editors, it.MeSH = l.Authors, l.Editors, l.MeSH
	it.Keywords, it.PublicationTypes, it.URLs = l.Keywords, l.Types, l.URLs
	it.URLs = append(it.URLs, l.URL...)
	problems = append(problems, jsonfile.Settle(&it)...)
	keep := func(name, value string, err error) {
		if value != "" && err != nil {
			problems = append(problems, err)
			it.Extra = append(it.Extra, corpus.Tag{Name: name, Value: markup.Clean(value)})
		}
	}
	var err error
	it.DOI, err = corpus.ParseDOI(string(l.DOI))
	keep("doi", string(l.DOI), err)
	it.PMID, err = corpus.ParsePMID(string(l.PMID))
	keep("pmid", string(l.PMID), err)
	it.PMCID, err = corpus.ParsePMCID(string(l.PMCID))
	keep("pmcid", string(l.PMCID), err)
	if err := it.Published.Validate(); err != nil {
		problems = append(problems, fmt.Errorf("the date of publication %v: %w", it.Published, err))
		it.Published = corpus.Date{}
	}
	for _, v := range []struct{ name, value string }{{"date", string(l.Date)}, {"year", string(l.Year)}} {
		d, err := field.Date(v.value)
		keep(v.name, v.value, err)
		if it.Published.Year == 0 {
			it.Published = d
		}
	}
	return it, problems
}

// authors may be objects, strings, or one string with all names.
type authors []corpus.Author

// UnmarshalJSON implements json.Unmarshaler.
func (a *authors) UnmarshalJSON(data []byte) error {
	if json.Unmarshal(data, (*[]corpus.Author)(a)) == nil {
		return nil
	}
	*a = nil
	list, err := jsonfile.Strings(data)
	if len(list) == 1 {
		list = field.SplitNames(list[0])
	}
	for _, name := range list {
		if n := field.Name(name); n != (corpus.Author{}) {
			*a = append(*a, n)
		}
	}
	return err
}

// headings may be objects or strings like "Pain/*drug therapy".
type headings []corpus.Heading

// UnmarshalJSON implements json.Unmarshaler.
func (h *headings) UnmarshalJSON(data []byte) error {
	if json.Unmarshal(data, (*[]corpus.Heading)(h)) == nil {
		return nil
	}
	*h = nil
	list, err := jsonfile.Strings(data)
	for _, s := range list {
		parts := strings.Split(s, "/")
		one := corpus.Heading{Descriptor: strings.TrimPrefix(parts[0], "*"), Major: strings.HasPrefix(parts[0], "*")}
		for _, q := range parts[1:] {
			one.Qualifiers = append(one.Qualifiers, corpus.Qualifier{Name: strings.TrimPrefix(q, "*"), Major: strings.HasPrefix(q, "*")})
		}
		*h = append(*h, one)
	}
	return err
}

// Write writes one item a line, complete.
func Write(w io.Writer, items iter.Seq[corpus.Item]) error {
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for it := range items {
		if err := enc.Encode(it); err != nil {
			return fmt.Errorf("writing %q: %w", it.Title, err)
		}
	}
	return out.Flush()
}
