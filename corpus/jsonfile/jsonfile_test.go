package jsonfile_test

import (
	"encoding/json"
	"io"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/corpus/intake"
	"appraise/corpus/intake/intaketest"
	"appraise/corpus/jsonfile"
)

// each reads a text and returns the records joined by bars, and what was lost.
func each(text string) (records string, lost int) {
	var out []string
	read := intake.Read(strings.NewReader(text), "test", "json", "1", func(r io.Reader, sink *intake.Sink) error {
		return jsonfile.Each(r, sink, []string{"items", "message"}, func(raw []byte, _ int) error {
			out = append(out, string(raw))
			if !json.Valid(raw) {
				return io.ErrUnexpectedEOF
			}
			return nil
		})
	})
	for _, err := range read {
		if err != nil {
			lost++
		}
	}
	return strings.Join(out, "|"), lost
}

func TestEach(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		lost           int
	}{
		{"empty", "", "", 0},
		{"array", `[{"a":1},{"b":[{"c":2}]}]`, `{"a":1}|{"b":[{"c":2}]}`, 0},
		{"lines", "{\"a\":1}\n{\"b\":2}\n", `{"a":1}|{"b":2}`, 0},
		{"alone", `{"a":{"items":1}}`, `{"a":{"items":1}}`, 0},
		{"envelope", `{"n":{"x":1},"items":[{"a":1},{"b":2}],"query":{"no":1}}`, `{"a":1}|{"b":2}`, 0},
		{"two envelopes", `{"status":"ok","message":{"facets":{},"items":[{"a":1}],"q":{}}}`, `{"a":1}`, 0},
		{"two pages", `{"items":[{"a":1}]}` + "\n" + `{"items":[{"b":2}]}`, `{"a":1}|{"b":2}`, 0},
		{"brackets in strings", `[{"a":"}]{\""},{"b":"\\"}]`, `{"a":"}]{\""}|{"b":"\\"}`, 0},
		{"cut", `[{"a":1},{"b":`, `{"a":1}`, 1},
		{"a damaged line", "{\"a\":\n{\"b\":2}\n", `{"b":2}`, 1},
		{"no JSON inside", `[{"a":1},{b}]`, `{"a":1}|{b}`, 1},
		{"scalars", `["x",1,null]`, "", 0},
	} {
		if got, lost := each(c.in); got != c.want || lost != c.lost {
			t.Errorf("%s: got %s, %d lost, want %s, %d lost", c.name, got, lost, c.want, c.lost)
		}
	}
}

// Records that are not closed cost little each, however many there are.
func TestManyUnclosed(t *testing.T) {
	read := func(r io.Reader, source string) (seq func(func(corpus.Record, error) bool)) {
		return intake.Read(r, source, "json", "1", func(r io.Reader, sink *intake.Sink) error {
			return jsonfile.Each(r, sink, nil, func([]byte, int) error { return nil })
		})
	}
	n := 0
	for range read(intaketest.Repeat("", "{\"a\": [1, 2, \"text that goes on for a while and is never closed\"\n", "", 100_000), "unclosed") {
		n++
	}
	if n == 0 {
		t.Error("nothing is said about records that are not closed")
	}
}

func TestRest(t *testing.T) {
	raw := `{"title":"x","b":"text","c":{"d":[1, 2]},"e":null,"f":[],"g":5,"h":"a\"b"}`
	got := jsonfile.Rest([]byte(raw), func(name string) bool { return name == "title" })
	want := []corpus.Tag{{Name: "b", Value: "text"}, {Name: "c", Value: `{"d":[1,2]}`}, {Name: "g", Value: "5"}, {Name: "h", Value: `a"b`}}
	if len(got) != len(want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %v, want %v", got[i], want[i])
		}
	}
}
