package main

import (
	"fmt"
	"io"
	"os"

	"appraise/corpus"
)

// output is standard output. It remembers that something could not be
// written: half a list on a full disk must not look like a whole one.
type output struct {
	w   io.Writer
	err error // the first failure
}

func (o *output) Write(p []byte) (int, error) {
	n, err := o.w.Write(p)
	if err != nil && o.err == nil {
		o.err = err
	}
	return n, err
}

// failure says what could not be written, nil when all was.
func (o *output) failure() error {
	if o.err == nil {
		return nil
	}
	return fmt.Errorf("writing the output: %w (%v)", corpus.ErrReadOnly, o.err)
}

// fileOf returns the file behind a stream, if there is one.
func fileOf(stream any) (*os.File, bool) {
	if o, ok := stream.(*output); ok {
		stream = o.w
	}
	f, ok := stream.(*os.File)
	return f, ok
}
