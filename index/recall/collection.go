package recall

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Text is a document or a question of a test collection.
type Text struct {
	ID    string `json:"_id"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// maxLine is the longest line of a collection's files, in bytes.
const maxLine = 64 << 20

// ReadTexts reads documents or questions, a JSON object with _id, title and
// text a line, as the BEIR collections have them.
func ReadTexts(r io.Reader, source string) ([]Text, error) {
	var out []Text
	s := bufio.NewScanner(r)
	s.Buffer(nil, maxLine)
	for line := 1; s.Scan(); line++ {
		if len(strings.TrimSpace(s.Text())) == 0 {
			continue
		}
		var t Text
		if err := json.Unmarshal(s.Bytes(), &t); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", source, line, err)
		}
		if t.ID == "" {
			return nil, fmt.Errorf("%s:%d: no _id", source, line)
		}
		out = append(out, t)
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("reading %s: %w", source, err)
	}
	return out, nil
}

// ReadJudgements reads lines of question, document and relevance, separated
// by tabs or spaces, with or without a heading. Lines of four columns have the
// iteration of TREC's files in the second.
func ReadJudgements(r io.Reader, source string) (map[string]Judgements, error) {
	out := map[string]Judgements{}
	s := bufio.NewScanner(r)
	s.Buffer(nil, maxLine)
	for line := 1; s.Scan(); line++ {
		f := strings.Fields(s.Text())
		if len(f) == 4 {
			f = []string{f[0], f[2], f[3]}
		}
		if len(f) == 0 {
			continue
		}
		if len(f) != 3 {
			return nil, fmt.Errorf("%s:%d: %d columns, not 3 or 4", source, line, len(f))
		}
		v, err := strconv.ParseFloat(f[2], 64)
		if err != nil {
			if line == 1 {
				continue
			}
			return nil, fmt.Errorf("%s:%d: %q is no relevance", source, line, f[2])
		}
		if out[f[0]] == nil {
			out[f[0]] = Judgements{}
		}
		out[f[0]][f[1]] = v
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("reading %s: %w", source, err)
	}
	return out, nil
}
