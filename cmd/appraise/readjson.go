package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"appraise/corpus"
)

// readJSON reads one JSON document and refuses fields it does not know. What
// is wrong is said with its line.
func readJSON(r io.Reader, what string, v any) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return fmt.Errorf("reading %s: %w", what, err)
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return fmt.Errorf("%w: %s is empty", corpus.ErrInvalid, what)
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	err = dec.Decode(v)
	at := dec.InputOffset()
	if err == nil {
		if _, more := dec.Token(); more == io.EOF {
			return nil
		}
		err = errors.New("there is something behind the end of the document")
	}
	fault, at := jsonFault(err, at)
	line := 1 + bytes.Count(data[:min(max(at, 0), int64(len(data)))], []byte("\n"))
	return fmt.Errorf("%w: reading %s: line %d: %s", corpus.ErrInvalid, what, line, fault)
}

// jsonFault says what is wrong with a document, and where.
func jsonFault(err error, at int64) (fault string, offset int64) {
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		return "this is not JSON: " + e.Error(), e.Offset
	}
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		if e.Field == "" {
			return "the document is of the kind " + e.Value + "; an object is wanted", e.Offset
		}
		name := e.Field[strings.LastIndex(e.Field, ".")+1:]
		return fmt.Sprintf("%s cannot be of the kind %s", name, e.Value), e.Offset
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return "the document ends too early", at
	}
	if _, name, ok := strings.Cut(err.Error(), "unknown field "); ok {
		return "there is no field " + name, at
	}
	return err.Error(), at
}
