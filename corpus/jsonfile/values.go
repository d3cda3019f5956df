package jsonfile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"appraise/corpus"
	"appraise/corpus/markup"
)

// Text is a string that may come as a number, as a list of strings (the first
// counts) or as null.
type Text string

// UnmarshalJSON implements json.Unmarshaler.
func (t *Text) UnmarshalJSON(data []byte) error {
	list, err := Strings(data)
	if err == nil && len(list) > 0 {
		*t = Text(list[0])
	}
	return err
}

// List is a list of strings that may come as one string.
type List []string

// UnmarshalJSON implements json.Unmarshaler.
func (l *List) UnmarshalJSON(data []byte) error {
	list, err := Strings(data)
	*l = list
	return err
}

// Strings reads a string, a number, or a list of them.
func Strings(data []byte) ([]string, error) {
	var v any
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	var out []string
	for _, x := range list {
		switch x := x.(type) {
		case string:
			out = append(out, x)
		case json.Number:
			out = append(out, x.String())
		case bool:
			out = append(out, fmt.Sprint(x))
		}
	}
	return out, nil
}

// Rest returns the members of an object that are not among known, in the order
// of the file: strings as they are, everything else as JSON.
func Rest(raw []byte, known func(name string) bool) []corpus.Tag {
	var out []corpus.Tag
	for i := bytes.IndexByte(raw, '"'); i >= 0 && i < len(raw); {
		n := stringSize(raw[i:])
		if n == 0 {
			return out
		}
		var name string
		if json.Unmarshal(raw[i:i+n], &name) != nil {
			return out
		}
		i += n
		for i < len(raw) && strings.IndexByte(": \t\r\n", raw[i]) >= 0 {
			i++
		}
		size := valueSize(raw[i:])
		if !known(name) {
			if v := Value(raw[i : i+size]); v != "" {
				out = append(out, corpus.Tag{Name: markup.Clean(name), Value: v})
			}
		}
		next := bytes.IndexByte(raw[i+size:], '"')
		if next < 0 {
			return out
		}
		i += size + next
	}
	return out
}

// valueSize returns the length of the value at the start of data.
func valueSize(data []byte) int {
	n := 0
	switch {
	case len(data) == 0:
	case data[0] == '"':
		n = stringSize(data)
	case data[0] == '{' || data[0] == '[':
		n = objectSize(data)
	default:
		n = bytes.IndexAny(data, ",}] \t\r\n")
	}
	if n <= 0 {
		return len(data)
	}
	return n
}

// Value returns a member as text; "" for what is empty.
func Value(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return markup.CleanBlock(s)
	}
	var b bytes.Buffer
	if json.Compact(&b, raw) != nil {
		return ""
	}
	switch v := b.String(); v {
	case "null", "[]", "{}", `""`:
		return ""
	default:
		return strings.ToValidUTF8(v, "\uFFFD")
	}
}
