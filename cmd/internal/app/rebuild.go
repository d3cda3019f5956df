package app

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"appraise/corpus"
	"appraise/reports"
	"appraise/reports/pdf"
	"appraise/reports/text"
)

// Rebuilt tells how a printed document compares with one made now.
type Rebuilt struct {
	File      string   `json:"file"`
	Identical bool     `json:"identical"` // byte for byte
	Document  string   `json:"document"`
	Subject   string   `json:"subject"`
	At        string   `json:"at"`
	Library   string   `json:"library"`           // state it was made from
	Now       string   `json:"now"`               // state of the library now
	Changes   []string `json:"changes,omitempty"` // in clinical words
}

// VerifyDocument makes a printed document again from the library, for the
// same day and with the same house details, and compares.
func (a *App) VerifyDocument(ctx context.Context, path string) (Rebuilt, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return Rebuilt{}, fmt.Errorf("verifying %s: %w", path, err)
	}
	stamp, err := pdf.ReadStamp(data)
	if err != nil {
		return Rebuilt{}, &corpus.ParseError{Source: path, Err: err}
	}
	at, err := time.Parse(time.RFC3339, stamp.At)
	if err != nil {
		return Rebuilt{}, &corpus.ParseError{Source: path, Err: fmt.Errorf("%w: its day %q", corpus.ErrInvalid, stamp.At)}
	}
	r := Rebuilt{File: path, Document: stamp.Document, Subject: stamp.ID, At: stamp.At, Library: stamp.Library.Hash}
	if r.Now, _, err = a.Store.Digest(ctx); err != nil {
		return r, err
	}
	b, err := a.Compile(ctx, Printing{Document: stamp.Document, Subject: stamp.ID, At: at, House: stamp.House(), Draft: stamp.Draft})
	if err != nil {
		return r, fmt.Errorf("making %s again: %w", path, err)
	}
	var again bytes.Buffer
	if _, err := pdf.Write(&again, b, pdf.Options{PDFA1b: stamp.PDFA1b}); err != nil {
		return r, err
	}
	r.Identical = bytes.Equal(again.Bytes(), data)
	if !r.Identical {
		r.Changes = reports.Diff(stamp.Summary, reports.Summarise(b))
	}
	return r, nil
}

// DiffDocuments tells in clinical words what changed from one printed
// document to another (PDF or JSON).
func DiffDocuments(older, newer string) ([]string, error) {
	a, err := readSummary(older)
	if err != nil {
		return nil, err
	}
	b, err := readSummary(newer)
	if err != nil {
		return nil, err
	}
	return reports.Diff(a, b), nil
}

func readSummary(path string) (reports.Summary, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return reports.Summary{}, fmt.Errorf("reading %s: %w", path, err)
	}
	if strings.HasPrefix(strings.TrimSpace(string(data[:min(len(data), 64)])), "{") {
		s, err := text.ReadSummary(bytes.NewReader(data))
		if err != nil {
			return s, &corpus.ParseError{Source: path, Err: err}
		}
		return s, nil
	}
	stamp, err := pdf.ReadStamp(data)
	if err != nil {
		return reports.Summary{}, &corpus.ParseError{Source: path, Err: err}
	}
	return stamp.Summary, nil
}
