package app

import (
	"bufio"
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
	"median1": "med1i", "median2": "med2i", "median.e": "med1i", "median.c": "med2i", "q1.e": "q11i", "q3.e": "q31i", "q1.c": "q12i", "q3.c": "q32i",
	"min.e": "min1i", "max.e": "max1i", "min.c": "min2i", "max.c": "max2i",
	"te": "yi", "effect": "yi", "estimate": "yi", "sete": "sei", "se": "sei", "var": "vi", "variance": "vi", "group": "subgroup", "byvar": "subgroup",
}

// MetaTable is a table of studies as it was read.
type MetaTable struct {
	Name    string
	Rows    []pool.Row
	Lines   []int      // of the file, by row
	Ignored []string   // columns that no measure reads
	Head    []string   // names of all columns, in lower case
	Cells   [][]string // as they stand, by row
}

// column is the place of a column by its name, in any case, or −1.
func (t MetaTable) column(name string) int {
	name = strings.ToLower(strings.TrimSpace(name))
	if i := slices.Index(t.Head, name); i >= 0 {
		return i
	}
	return slices.Index(t.Head, metaAliases[name])
}

// Column gives the cells of a column by row, with surrounding space removed.
func (t MetaTable) Column(name string) ([]string, error) {
	i := t.column(name)
	if i < 0 {
		return nil, fmt.Errorf("%w: there is no column %q; the columns are %s", corpus.ErrInvalid, name, strings.Join(t.Head, ", "))
	}
	out := make([]string, len(t.Cells))
	for k, row := range t.Cells {
		out[k] = strings.TrimSpace(row[i])
	}
	return out, nil
}

// Fault says where in the file a row is that cannot be used.
func (t MetaTable) Fault(err error) error {
	d, ok := errors.AsType[*pool.DataError](err)
	if !ok || d.Row < 1 || d.Row > len(t.Lines) {
		return err
	}
	return &corpus.ParseError{Source: t.Name, Line: t.Lines[d.Row-1], Err: err}
}

// ReadMeta reads a CSV table with columns named as in metafor (or one of
// their other names). All faults of the table are reported together.
func ReadMeta(r io.Reader, name string) (MetaTable, error) {
	plain, _, err := decode.Reader(r)
	if err != nil {
		return MetaTable{}, &corpus.ParseError{Source: name, Err: err}
	}
	buffered := bufio.NewReader(plain)
	in := csv.NewReader(buffered)
	in.Comma = separator(buffered)
	in.FieldsPerRecord = -1
	in.TrimLeadingSpace = true
	head, err := in.Read()
	if errors.Is(err, io.EOF) {
		return MetaTable{}, &corpus.ParseError{Source: name, Err: fmt.Errorf("%w: the file is empty", corpus.ErrInvalid)}
	}
	if err != nil {
		return MetaTable{}, tableFault(name, err)
	}
	t := MetaTable{Name: name, Head: metaHead(head)}
	for i, h := range t.Head {
		if h != "" && slices.Contains(t.Head[:i], h) {
			return t, &corpus.ParseError{Source: name, Line: 1, Err: fmt.Errorf("%w: two columns are named %s (or are other names of it)", corpus.ErrInvalid, h)}
		}
	}
	folded, err := t.fold(in)
	if err != nil {
		return MetaTable{}, err
	}
	return t, t.unmarshal(folded)
}

// separator is what stands between the names of the first line most often:
// comma, semicolon or tab.
func separator(r *bufio.Reader) rune {
	head, _ := r.Peek(1 << 12) // an error comes again when the table is read
	head, _, _ = bytes.Cut(head, []byte("\n"))
	best := ','
	for _, c := range ";\t" {
		if bytes.Count(head, []byte(string(c))) > bytes.Count(head, []byte(string(best))) {
			best = c
		}
	}
	return best
}

// tableFault says where a table cannot be read.
func tableFault(name string, err error) error {
	if e, ok := errors.AsType[*csv.ParseError](err); ok {
		return &corpus.ParseError{Source: name, Line: e.Line, Err: e.Err}
	}
	return &corpus.ParseError{Source: name, Err: err}
}

// fold reads the rows of a table and rewrites it with its head folded and
// short rows filled up.
func (t *MetaTable) fold(in *csv.Reader) (io.Reader, error) {
	var buf bytes.Buffer
	out := csv.NewWriter(&buf)
	if err := out.Write(t.Head); err != nil {
		return nil, err
	}
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			out.Flush()
			return &buf, out.Error()
		}
		if err != nil {
			return nil, tableFault(t.Name, err)
		}
		line, _ := in.FieldPos(0)
		if len(row) > len(t.Head) {
			return nil, &corpus.ParseError{Source: t.Name, Line: line, Err: fmt.Errorf("%w: %d cells under %d columns", corpus.ErrInvalid, len(row), len(t.Head))}
		}
		for len(row) < len(t.Head) {
			row = append(row, "")
		}
		t.Lines, t.Cells = append(t.Lines, line), append(t.Cells, row)
		if err := out.Write(row); err != nil {
			return nil, err
		}
	}
}

// unmarshal reads the cells that measures need. Cells that are no numbers are
// all named.
func (t *MetaTable) unmarshal(r io.Reader) error {
	u, err := gocsv.NewUnmarshaller(csv.NewReader(r), pool.Row{})
	if err != nil {
		return &corpus.ParseError{Source: t.Name, Line: 1, Err: err}
	}
	t.Ignored = slices.DeleteFunc(slices.Clone(u.MismatchedHeaders), func(s string) bool { return s == "" })
	var faults []error
	for i := 0; ; i++ {
		v, err := u.Read()
		if errors.Is(err, io.EOF) {
			return errors.Join(faults...)
		}
		if err != nil {
			faults = append(faults, t.cellFault(i, err))
			continue
		}
		t.Rows = append(t.Rows, v.(pool.Row))
	}
}

// cellFault names the line and the column of a cell that is no number.
func (t *MetaTable) cellFault(row int, err error) error {
	line := 0
	if len(t.Lines) > 0 {
		line = t.Lines[min(row, len(t.Lines)-1)]
	}
	for i, cell := range t.Cells[min(row, len(t.Cells)-1)] {
		if name := t.Head[i]; name != "study" && name != "subgroup" && !slices.Contains(t.Ignored, name) {
			if _, wrong := pool.ParseNumber(cell); wrong != nil {
				err = fmt.Errorf("row %d, column %s: %w", row+1, name, wrong)
				break
			}
		}
	}
	return &corpus.ParseError{Source: t.Name, Line: line, Err: err}
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
