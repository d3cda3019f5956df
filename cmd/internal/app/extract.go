package app

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"appraise/corpus"
	"appraise/grading/design"
	"appraise/grading/integrity"
	"appraise/grading/results"
	"appraise/grading/samplesize"
)

// ExtractText is one text to read: a line of input.
type ExtractText struct {
	ID               json.RawMessage `json:"id"`
	Title            string          `json:"title"`
	Abstract         string          `json:"abstract"`
	PublicationTypes []string        `json:"publication_types"`
	MeSH             []string        `json:"mesh"`
	Journal          string          `json:"journal"`
}

// Extracted is what was read from one text: a line of output.
type Extracted struct {
	ID         json.RawMessage       `json:"id"`
	SampleSize samplesize.SampleSize `json:"sample_size"`
	Design     design.Design         `json:"design"`
	Effects    []results.Proposal    `json:"effects"` // proposals: never used before a person confirmed them
	Findings   []integrity.Finding   `json:"findings"`
	Checked    int                   `json:"checked"` // of Numbers, how many could be checked
	Numbers    int                   `json:"numbers"`
}

// Extract reads everything a text gives away about its study.
func Extract(t ExtractText) Extracted {
	x := Extracted{
		ID:         t.ID,
		SampleSize: samplesize.Read(samplesize.Text{Title: t.Title, Abstract: t.Abstract, PublicationTypes: t.PublicationTypes}),
		Design:     design.Read(design.Text{Title: t.Title, Abstract: t.Abstract, PublicationTypes: t.PublicationTypes, MeSH: t.MeSH, Journal: t.Journal}),
	}
	x.Effects = proposals(t.Title, t.Abstract, x.SampleSize)
	rep := integrity.Text(checkInput(t.Title, t.Abstract, x.SampleSize))
	x.Findings, x.Checked, x.Numbers = rep.Findings, rep.Checked, rep.Numbers
	if x.Findings == nil {
		x.Findings = []integrity.Finding{}
	}
	return x
}

// proposals reads results out of a text.
func proposals(title, abstract string, size samplesize.SampleSize) []results.Proposal {
	in := results.Text{Title: title, Abstract: abstract}
	for _, arm := range size.Arms {
		in.Arms = append(in.Arms, results.Arm{Label: arm.Label, N: arm.N})
	}
	if found := results.Read(in); found != nil {
		return found
	}
	return []results.Proposal{}
}

// checkInput hands the sizes of a study to the number checks.
func checkInput(title, abstract string, size samplesize.SampleSize) integrity.Input {
	in := integrity.Input{Title: title, Abstract: abstract, Enrolled: size.Enrolled, Randomised: size.Randomised, Analysed: size.Analysed}
	for _, arm := range size.Arms {
		in.Arms = append(in.Arms, integrity.Arm{Label: arm.Label, N: arm.N})
	}
	return in
}

// maxLine is the longest line of input that is read.
const maxLine = 16 << 20

// extractBatch is how many lines are read before they are worked on together.
const extractBatch = 256

// ExtractLines reads JSON Lines from r and writes one line for each to w, in
// the same order. Lines that cannot be read are reported and left out; how
// many is returned.
func ExtractLines(ctx context.Context, r io.Reader, w io.Writer, name string, problem func(error)) (leftOut int, err error) {
	in := bufio.NewReaderSize(r, 1<<16)
	out := bufio.NewWriterSize(w, 1<<16)
	line := 0
	for {
		batch, first, readErr := readLines(in, &line)
		if readErr != nil && !errors.Is(readErr, io.EOF) {
			return leftOut, fmt.Errorf("reading %s: %w", name, readErr)
		}
		for i, got := range extractAll(batch) {
			if got.err != nil {
				leftOut++
				problem(&corpus.ParseError{Source: name, Line: first + i, Err: got.err})
				if errors.Is(got.err, errBinary) {
					return leftOut, out.Flush()
				}
				continue
			}
			if _, err := out.Write(got.line); err != nil {
				return leftOut, err
			}
		}
		if ctx.Err() != nil {
			return leftOut, ctx.Err()
		}
		if readErr != nil {
			return leftOut, out.Flush()
		}
	}
}

// readLines reads up to extractBatch lines.
func readLines(in *bufio.Reader, line *int) (batch [][]byte, first int, err error) {
	first = *line + 1
	for len(batch) < extractBatch {
		b, err := in.ReadBytes('\n')
		if len(b) > maxLine {
			b = b[:maxLine]
		}
		if len(b) > 0 {
			*line++
			batch = append(batch, b)
		}
		if err != nil {
			return batch, first, err
		}
	}
	return batch, first, nil
}

// errBinary ends the reading of a file: no line of it is text.
var errBinary = errors.New("this is a binary file, not lines of JSON")

type extractedLine struct {
	line []byte
	err  error
}

// extractAll works on the lines of a batch with all processors.
func extractAll(batch [][]byte) []extractedLine {
	out := make([]extractedLine, len(batch))
	spread(len(batch), func(i int) { out[i].line, out[i].err = extractLine(batch[i]) })
	return out
}

func extractLine(b []byte) ([]byte, error) {
	if len(bytes.TrimSpace(b)) == 0 {
		return nil, nil
	}
	if bytes.IndexByte(b, 0) >= 0 {
		return nil, errBinary
	}
	var t ExtractText
	if err := json.Unmarshal(b, &t); err != nil {
		return nil, fmt.Errorf("%w: the line is not a JSON object with id, title, abstract and publication_types: %v", corpus.ErrInvalid, err)
	}
	if t.ID == nil {
		t.ID = json.RawMessage("null")
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	err := enc.Encode(Extract(t))
	return buf.Bytes(), err
}

// ExtractStudy reads the text of a study of the library.
func (a *App) ExtractStudy(ctx context.Context, id corpus.StudyID) (Extracted, error) {
	b, err := a.bundle(ctx, id)
	if err != nil {
		return Extracted{}, err
	}
	it := b.Main().Item
	text, _ := b.Main().Text()
	name, err := json.Marshal(b.Study.ID)
	if err != nil {
		return Extracted{}, err
	}
	return Extract(ExtractText{ID: name, Title: it.Title, Abstract: text, PublicationTypes: it.PublicationTypes, Journal: it.Journal}), nil
}
