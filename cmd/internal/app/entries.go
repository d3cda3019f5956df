package app

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"appraise/corpus"
	"appraise/corpus/decode"
	"appraise/corpus/notices"
)

// readEntries reads a list of things with id, doi, pmid and title: JSON Lines,
// CSV or TSV.
func readEntries(r io.Reader, name string) ([]notices.Entry, error) {
	plain, _, err := decode.Reader(r)
	if err != nil {
		return nil, &corpus.ParseError{Source: name, Err: err}
	}
	in := bufio.NewReaderSize(plain, 1<<16)
	head, err := in.Peek(1)
	if err != nil {
		return nil, &corpus.ParseError{Source: name, Err: fmt.Errorf("%w: the list is empty", corpus.ErrInvalid)}
	}
	if head[0] == '{' {
		return jsonEntries(in, name)
	}
	return tableEntries(in, name)
}

func jsonEntries(in io.Reader, name string) ([]notices.Entry, error) {
	var out []notices.Entry
	sc := bufio.NewScanner(in)
	sc.Buffer(nil, maxLine)
	for line := 1; sc.Scan(); line++ {
		if len(bytes.TrimSpace(sc.Bytes())) == 0 {
			continue
		}
		var e notices.Entry
		if err := json.Unmarshal(sc.Bytes(), &e); err != nil {
			return nil, &corpus.ParseError{Source: name, Line: line, Err: err}
		}
		out = append(out, e)
	}
	return out, sc.Err()
}

func tableEntries(in *bufio.Reader, name string) ([]notices.Entry, error) {
	first, err := in.Peek(min(in.Buffered(), 4096))
	if err != nil {
		return nil, err
	}
	head, _, _ := bytes.Cut(first, []byte("\n"))
	r := csv.NewReader(in)
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	if bytes.Contains(head, []byte("\t")) {
		r.Comma = '\t'
	}
	names, err := r.Read()
	if err != nil {
		return nil, &corpus.ParseError{Source: name, Line: 1, Err: err}
	}
	at := map[string]int{}
	for i, n := range names {
		at[strings.ToLower(strings.TrimSpace(n))] = i
	}
	if _, ok := at["id"]; !ok {
		return nil, &corpus.ParseError{Source: name, Line: 1, Err: fmt.Errorf("%w: there is no column id", corpus.ErrInvalid)}
	}
	var out []notices.Entry
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, &corpus.ParseError{Source: name, Err: err}
		}
		cell := func(column string) string {
			if i, ok := at[column]; ok && i < len(row) {
				return row[i]
			}
			return ""
		}
		out = append(out, notices.Entry{ID: cell("id"), DOI: cell("doi"), PMID: cell("pmid"), Title: cell("title")})
	}
}
