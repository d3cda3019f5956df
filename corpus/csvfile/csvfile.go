// Package csvfile reads and writes tables of references: CSV with comma,
// semicolon or bar, and TSV, as ASReview, Rayyan, Covidence, Zotero, SYNERGY,
// RefWorks, Embase, CINAHL, Cochrane, Abstrackr and spreadsheets write them.
//
// Cells that a spreadsheet would take for a formula are written with an
// apostrophe before them, and exactly this one is taken off when reading.
package csvfile

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"appraise/corpus"
	"appraise/corpus/intake"

	"github.com/gocarina/gocsv"
)

// Format is the name of the format in records.
const Format = "csv"

// Version says which rules read a record. 1: first.
const Version = "csv/1"

// ErrNoHeader says that no row names columns that are known.
var ErrNoHeader = errors.New("no row names a column for the title, the abstract, a DOI or a PMID")

// Read yields the rows of a table. The delimiter is found by trying, the
// header among the first rows by its words.
func Read(r io.Reader, source string) iter.Seq2[corpus.Record, error] {
	return intake.Read(r, source, Format, Version, parse)
}

func parse(r io.Reader, sink *intake.Sink) error {
	rows := newRows(r)
	head := rows.peek()
	if len(bytes.TrimSpace(head)) == 0 {
		return rows.failed()
	}
	rows.delimiter = sniff(head)
	h, err := findHeader(rows, sink)
	if err != nil {
		return err
	}
	t, err := newTyped(h.columns)
	if err != nil {
		return err
	}
	for !sink.Stopped() {
		row, ok := rows.next()
		if !ok {
			break
		}
		switch {
		case row.err != nil:
			sink.Lost(row.line, row.err)
		case !row.blank():
			readRow(t, h, row, sink)
		}
	}
	return rows.failed()
}

// readRow turns one row into a record.
func readRow(t *typed, h *header, row row, sink *intake.Sink) {
	known, rest, fileID := h.arrange(row.cells)
	cells, err := t.read(known)
	if err != nil {
		sink.Lost(row.line, err)
		return
	}
	item, problems := cells.item()
	item.Extra = append(item.Extra, rest...)
	if len(row.cells) > len(h.names) {
		problems = append(problems, fmt.Errorf("the row has %d cells, the header %d columns", len(row.cells), len(h.names)))
	}
	for _, p := range problems {
		sink.Kept(row.line, p)
	}
	sink.Record(row.line, row.raw, fileID, item)
}

// typed reads rows of known columns into structs with gocsv.
type typed struct {
	feed bytes.Buffer
	out  *csv.Writer
	um   *gocsv.Unmarshaller
}

// guard is a column without a meaning: a row with nothing but one empty cell
// would be an empty line, which CSV readers pass over.
const guard = "#"

func newTyped(columns []string) (*typed, error) {
	t := &typed{}
	t.out = csv.NewWriter(&t.feed)
	if err := t.write(append(columns[:len(columns):len(columns)], guard)); err != nil {
		return nil, err
	}
	um, err := gocsv.NewUnmarshaller(csv.NewReader(&t.feed), cells{})
	if err != nil {
		return nil, fmt.Errorf("reading the header: %w", err)
	}
	t.um = um
	return t, nil
}

func (t *typed) write(row []string) error {
	if err := t.out.Write(row); err != nil {
		return err
	}
	t.out.Flush()
	return t.out.Error()
}

func (t *typed) read(row []string) (cells, error) {
	if err := t.write(append(row, guard)); err != nil {
		return cells{}, err
	}
	v, err := t.um.Read()
	if err != nil {
		return cells{}, err
	}
	c, ok := v.(cells)
	if !ok {
		return cells{}, fmt.Errorf("a row became %T", v)
	}
	return c, nil
}

// Write writes items as CSV with a header, in UTF-8 without mark. Relations
// and reference lists have no place in it.
func Write(w io.Writer, items iter.Seq[corpus.Item]) error {
	out := &safeWriter{csv.NewWriter(w)}
	rows, done := make(chan any), make(chan struct{})
	go func() {
		defer close(rows)
		for it := range items {
			select {
			case rows <- cellsOf(it):
			case <-done:
				return
			}
		}
	}()
	defer close(done)
	first, ok := <-rows
	if !ok {
		return gocsv.MarshalCSV([]cells{}, out)
	}
	err := gocsv.MarshalChan(prepend(first, rows, done), out)
	if errors.Is(err, errStopped) {
		err = nil
	}
	return err
}

var errStopped = errors.New("stopped")

// prepend puts a value before those of a channel.
func prepend(first any, rest <-chan any, done <-chan struct{}) <-chan any {
	out := make(chan any)
	go func() {
		defer close(out)
		for v, ok := first, true; ok; v, ok = <-rest {
			select {
			case out <- v:
			case <-done:
				return
			}
		}
	}()
	return out
}

// safeWriter is a CSV writer whose cells are no formulas.
type safeWriter struct{ *csv.Writer }

func (s *safeWriter) Write(row []string) error {
	for i, c := range row {
		row[i] = Neutralise(c)
	}
	return s.Writer.Write(row)
}

// formula reports whether a spreadsheet might take a cell for one: it begins,
// behind spaces and quotation marks, with = + - @, a tab, CR or NUL.
func formula(cell string) bool {
	rest := strings.TrimLeft(cell, " '\"")
	return rest != "" && strings.IndexByte("=+-@\t\r\x00", rest[0]) >= 0
}

// Neutralise writes an apostrophe before a cell that might be a formula.
func Neutralise(cell string) string {
	if formula(cell) {
		return "'" + cell
	}
	return cell
}

// Restore takes off what Neutralise put before a cell.
func Restore(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && formula(rest) {
		return rest
	}
	return cell
}
