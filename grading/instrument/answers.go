package instrument

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"appraise/corpus"
)

// maxAnswers is the largest file of answers that is read, in bytes.
const maxAnswers = 1 << 20

// ReadAnswers reads answers from JSON or CSV.
//
// JSON is an object from question to answer, {"1.1": "Y"} or, with more to
// say, {"1.1": {"code": "Y", "note": "…", "quote": {"text": "…"}}}. CSV has
// the columns item and answer and may have quote, place and note. Codes are
// taken in any case. Whether questions and codes exist is checked by
// Evaluate.
func ReadAnswers(r io.Reader, source string) (map[string]corpus.Answer, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxAnswers+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", source, err)
	}
	if len(b) > maxAnswers {
		return nil, &corpus.ParseError{Source: source, Err: fmt.Errorf("larger than %d bytes", maxAnswers)}
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	if bytes.HasPrefix(bytes.TrimSpace(b), []byte("{")) {
		return jsonAnswers(b, source)
	}
	return csvAnswers(b, source)
}

func jsonAnswers(b []byte, source string) (map[string]corpus.Answer, error) {
	dec := json.NewDecoder(bytes.NewReader(b))
	var raw map[string]json.RawMessage
	if err := dec.Decode(&raw); err != nil {
		return nil, &corpus.ParseError{Source: source, Line: errorLine(b, dec, err), Err: err}
	}
	out := make(map[string]corpus.Answer, len(raw))
	for id, value := range raw {
		var a corpus.Answer
		var code string
		if err := json.Unmarshal(value, &code); err == nil {
			a.Code = code
		} else if err := json.Unmarshal(value, &a); err != nil {
			return nil, &corpus.ParseError{Source: source, Line: lineAt(b, int64(bytes.Index(b, value))), Err: fmt.Errorf("question %s: %w", id, err)}
		}
		a.Code = tidyCode(a.Code)
		out[strings.TrimSpace(id)] = a
	}
	return out, nil
}

func csvAnswers(b []byte, source string) (map[string]corpus.Answer, error) {
	in := csv.NewReader(bytes.NewReader(b))
	in.FieldsPerRecord = -1
	head, err := in.Read()
	if err != nil {
		return nil, &corpus.ParseError{Source: source, Line: 1, Err: fmt.Errorf("no heading: %w", err)}
	}
	column := func(name string) int {
		return slices.IndexFunc(head, func(h string) bool { return strings.EqualFold(strings.TrimSpace(h), name) })
	}
	if column("item") < 0 || column("answer") < 0 {
		return nil, &corpus.ParseError{Source: source, Line: 1, Err: errors.New("the heading must have the columns item and answer, and may have quote, place and note")}
	}
	out := map[string]corpus.Answer{}
	for {
		fields, err := in.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", source, err)
		}
		line, _ := in.FieldPos(0)
		get := func(name string) string {
			if i := column(name); i >= 0 && i < len(fields) {
				return strings.TrimSpace(fields[i])
			}
			return ""
		}
		id := get("item")
		if _, twice := out[id]; twice || id == "" {
			return nil, &corpus.ParseError{Source: source, Line: line, Err: fmt.Errorf("question %q is empty or answered twice", id)}
		}
		a := corpus.Answer{Code: tidyCode(get("answer")), Note: get("note")}
		if q := get("quote"); q != "" {
			a.Quote = &corpus.Quote{Text: q, Place: get("place")}
		}
		out[id] = a
	}
}

// tidyCode brings the codes of signalling questions to capitals; the answers
// in small letters, such as those on applicability, stay small.
func tidyCode(s string) string {
	s = strings.TrimSpace(s)
	switch low := strings.ToLower(s); low {
	case "low", "high", "unclear":
		return low
	}
	return strings.ToUpper(s)
}
