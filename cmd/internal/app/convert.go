package app

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"reflect"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/csvfile"
	"appraise/corpus/ingest"
)

// tsvFormat is the table with tabs; it is written by way of CSV.
const tsvFormat = "tsv"

// Converted tells what a conversion or an export did.
type Converted struct {
	Format  string         `json:"format"`
	Written int            `json:"written"`            // entries
	LeftOut int            `json:"left_out"`           // entries that could not be read, each reported
	NoPlace map[string]int `json:"no_place,omitempty"` // field of corpus.Item the format cannot hold → entries that had it
}

// WritableFormats lists the names of the formats that can be written.
func WritableFormats() []string {
	var names []string
	for _, f := range ingest.Formats() {
		if f.CanWrite {
			names = append(names, f.Name)
		}
	}
	if !slices.Contains(names, tsvFormat) {
		names = append(names, tsvFormat)
	}
	return names
}

// ParseFormat finds the format that can be written under a name, or under the
// ending of a file's name.
func ParseFormat(s string) (string, error) {
	want := strings.ToLower(strings.TrimPrefix(s, "."))
	for _, name := range WritableFormats() {
		if name == want {
			return name, nil
		}
	}
	for _, f := range ingest.Formats() {
		if f.CanWrite && slices.Contains(f.Extensions, "."+want) {
			return f.Name, nil
		}
	}
	return "", fmt.Errorf("%w: %q is not a format that can be written; there are: %s", corpus.ErrInvalid, s, strings.Join(WritableFormats(), " "))
}

// Convert reads files of any format and writes their entries in another, one
// after the other: memory does not grow with the size of the files. Nothing
// is merged or put right on the way.
func Convert(ctx context.Context, w io.Writer, format string, inputs []Input, problem func(error)) (Converted, error) {
	c := &converting{lost: newLost(format), done: Converted{Format: format}, problem: problem}
	err := writeItems(w, format, c.items(ctx, inputs))
	c.done.NoPlace = c.lost.counts
	return c.done, errors.Join(err, c.err)
}

// converting is one conversion under way.
type converting struct {
	lost    *lost
	done    Converted
	problem func(error)
	err     error // what ended reading
}

func (c *converting) items(ctx context.Context, inputs []Input) iter.Seq[corpus.Item] {
	return func(yield func(corpus.Item) bool) {
		for _, in := range inputs {
			if !c.file(ctx, in, yield) {
				return
			}
		}
	}
}

// file yields the items of one file; false ends the conversion.
func (c *converting) file(ctx context.Context, in Input, yield func(corpus.Item) bool) bool {
	r, err := in.Open()
	if err != nil {
		c.err = fmt.Errorf("converting %s: %w", in.Name, err)
		return false
	}
	defer r.Close()
	records, _, err := ingest.Read(r, in.Name)
	if err != nil {
		c.report(in.Name, err)
		return true
	}
	before := c.done.Written + c.done.LeftOut
	for rec, err := range records {
		if c.err = ctx.Err(); c.err != nil {
			return false
		}
		if err != nil {
			c.report(in.Name, err)
			continue
		}
		if nothing(rec.Item) {
			c.report(in.Name, &corpus.ParseError{Source: rec.Source, Line: rec.Line, Err: fmt.Errorf("%w: there is nothing in the entry that a reference has", corpus.ErrInvalid)})
			continue
		}
		c.lost.note(rec.Item)
		c.done.Written++
		if !yield(rec.Item) {
			return false
		}
	}
	if c.done.Written+c.done.LeftOut == before {
		c.report(in.Name, fmt.Errorf("%w: there is no entry in it that can be read", corpus.ErrInvalid))
	}
	return true
}

// nothing reports whether an item is empty but for its kind and kept tags:
// formats would write it as an entry that nobody can read.
func nothing(it corpus.Item) bool {
	it.Kind, it.Extra = "", nil
	return reflect.ValueOf(it).IsZero()
}

func (c *converting) report(source string, err error) {
	var pe *corpus.ParseError
	if !errors.As(err, &pe) {
		pe = &corpus.ParseError{Source: source, Err: err}
		err = pe
	}
	if !pe.Kept {
		c.done.LeftOut++
	}
	if c.problem != nil {
		c.problem(err)
	}
}

// writeItems writes items in a format of WritableFormats.
func writeItems(w io.Writer, format string, items iter.Seq[corpus.Item]) error {
	if format != tsvFormat || slices.ContainsFunc(ingest.Formats(), func(f ingest.Format) bool { return f.Name == tsvFormat }) {
		return ingest.Write(w, format, items)
	}
	r, pw := io.Pipe()
	written := make(chan error, 1)
	go func() {
		err := ingest.Write(pw, csvfile.Format, items)
		pw.CloseWithError(err)
		written <- err
	}()
	err := tabs(w, r)
	r.CloseWithError(err) // ends the writer when the tabs could not be written
	return errors.Join(err, <-written)
}

// tabs turns CSV into the same table with tabs.
func tabs(w io.Writer, r io.Reader) error {
	in, out := csv.NewReader(r), csv.NewWriter(w)
	in.ReuseRecord = true
	out.Comma = '\t'
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			out.Flush()
			return out.Error()
		}
		if err == nil {
			err = out.Write(row)
		}
		if err != nil {
			return err
		}
	}
}
