package app

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/gocarina/gocsv"

	"appraise/corpus"
	"appraise/corpus/decode"
	"appraise/grading/pool"
)

// metaAliases are other names of the columns of a table of studies.
var metaAliases = map[string]string{
	"author": "study", "trial": "study", "studlab": "study", "name": "study", "slab": "study", "label": "study",
	"event.e": "ai", "n.e": "n1i", "event.c": "ci", "n.c": "n2i", "mean.e": "m1i", "sd.e": "sd1i", "mean.c": "m2i", "sd.c": "sd2i",
	"events1": "ai", "n1": "n1i", "events2": "ci", "n2": "n2i", "mean1": "m1i", "sd1": "sd1i", "mean2": "m2i", "sd2": "sd2i",
	"te": "yi", "effect": "yi", "estimate": "yi", "sete": "sei", "se": "sei", "var": "vi", "variance": "vi", "group": "subgroup", "byvar": "subgroup",
}

// MetaTable is a table of studies as it was read.
type MetaTable struct {
	Rows    []pool.Row
	Ignored []string // columns that are not used
}

// ReadMeta reads a CSV table with columns named as in metafor (or one of
// their other names). All faults of the table are reported together.
func ReadMeta(r io.Reader, name string) (MetaTable, error) {
	plain, _, err := decode.Reader(r)
	if err != nil {
		return MetaTable{}, &corpus.ParseError{Source: name, Err: err}
	}
	in := csv.NewReader(plain)
	in.FieldsPerRecord = -1
	in.TrimLeadingSpace = true
	head, err := in.Read()
	if errors.Is(err, io.EOF) {
		return MetaTable{}, &corpus.ParseError{Source: name, Err: fmt.Errorf("%w: the file is empty", corpus.ErrInvalid)}
	}
	if err != nil {
		return MetaTable{}, tableFault(name, err)
	}
	folded, lines, err := foldTable(in, metaHead(head), name)
	if err != nil {
		return MetaTable{}, err
	}
	return unmarshalMeta(folded, lines, name)
}

// tableFault says where a table cannot be read.
func tableFault(name string, err error) error {
	if e, ok := errors.AsType[*csv.ParseError](err); ok {
		return &corpus.ParseError{Source: name, Line: e.Line, Err: e.Err}
	}
	return &corpus.ParseError{Source: name, Err: err}
}

// foldTable rewrites a table with its head folded and short rows filled up,
// and returns the line of each row.
func foldTable(in *csv.Reader, head []string, name string) (io.Reader, []int, error) {
	var buf bytes.Buffer
	out := csv.NewWriter(&buf)
	if err := out.Write(head); err != nil {
		return nil, nil, err
	}
	var lines []int
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			out.Flush()
			return &buf, lines, out.Error()
		}
		if err != nil {
			return nil, nil, tableFault(name, err)
		}
		line, _ := in.FieldPos(0)
		if len(row) > len(head) {
			return nil, nil, &corpus.ParseError{Source: name, Line: line, Err: fmt.Errorf("%w: %d cells under %d columns", corpus.ErrInvalid, len(row), len(head))}
		}
		for len(row) < len(head) {
			row = append(row, "")
		}
		lines = append(lines, line)
		if err := out.Write(row); err != nil {
			return nil, nil, err
		}
	}
}

func unmarshalMeta(r io.Reader, lines []int, name string) (MetaTable, error) {
	u, err := gocsv.NewUnmarshaller(csv.NewReader(r), pool.Row{})
	if err != nil {
		return MetaTable{}, &corpus.ParseError{Source: name, Line: 1, Err: err}
	}
	t := MetaTable{Ignored: slices.DeleteFunc(slices.Clone(u.MismatchedHeaders), func(s string) bool { return s == "" })}
	var faults []error
	for i := 0; ; i++ {
		v, err := u.Read()
		if errors.Is(err, io.EOF) {
			return t, errors.Join(faults...)
		}
		if err != nil {
			faults = append(faults, &corpus.ParseError{Source: name, Line: lines[min(i, len(lines)-1)], Err: err})
			continue
		}
		t.Rows = append(t.Rows, v.(pool.Row))
	}
}

// metaHead folds the names of columns to those of pool.Row.
func metaHead(head []string) []string {
	out := make([]string, len(head))
	for i, h := range head {
		h = strings.ToLower(strings.TrimSpace(h))
		if alias, ok := metaAliases[h]; ok && !slices.Contains(head, alias) {
			h = alias
		}
		out[i] = h
	}
	return out
}
