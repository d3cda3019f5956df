package csljson

import (
	"encoding/json"
	"fmt"
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/jsonfile"
	"appraise/corpus/markup"
)

// name is one contributor.
type name struct {
	Family   string `json:"family,omitempty"`
	Given    string `json:"given,omitempty"`
	Suffix   string `json:"suffix,omitempty"`
	Literal  string `json:"literal,omitempty"`
	Name     string `json:"name,omitempty"` // Crossref
	Particle string `json:"non-dropping-particle,omitempty"`
	Dropping string `json:"dropping-particle,omitempty"`
	ORCID    string `json:"ORCID,omitempty"`
}

// names may be a list or one name alone; a name may be a string.
type names []name

// UnmarshalJSON implements json.Unmarshaler.
func (n *names) UnmarshalJSON(data []byte) error {
	var list []json.RawMessage
	if json.Unmarshal(data, &list) != nil {
		list = []json.RawMessage{data}
	}
	for _, raw := range list {
		var one name
		if json.Unmarshal(raw, &one) != nil {
			s, err := jsonfile.Strings(raw)
			if err != nil {
				return err
			}
			for _, v := range s {
				a := field.Name(v)
				*n = append(*n, name{Family: a.Family, Given: a.Given, Suffix: a.Suffix, Literal: a.Collective})
			}
			continue
		}
		*n = append(*n, one)
	}
	return nil
}

func (n names) authors() []corpus.Author {
	var out []corpus.Author
	for _, one := range n {
		a := corpus.Author{
			Family: markup.Clean(strings.Join([]string{one.Dropping, one.Particle, one.Family}, " ")), Given: markup.Clean(one.Given),
			Suffix: markup.Clean(one.Suffix), Collective: markup.Clean(one.Literal), ORCID: orcid(one.ORCID),
		}
		if a.Collective == "" && a.Family == "" {
			a.Collective, a.Given = markup.Clean(one.Name), ""
			if a.Collective == "" {
				a.Family = markup.Clean(one.Given)
			}
		}
		if a != (corpus.Author{}) {
			out = append(out, a)
		}
	}
	return out
}

// orcid takes the number out of its address.
func orcid(s string) string {
	return strings.TrimSpace(s[strings.LastIndexByte(s, '/')+1:])
}

func namesOf(list []corpus.Author) names {
	var out names
	for _, a := range list {
		out = append(out, name{Family: a.Family, Given: a.Given, Suffix: a.Suffix, Literal: a.Collective, ORCID: a.ORCID})
	}
	return out
}

// date is a date in parts, which may be numbers or strings, or as text.
type date struct {
	Parts   [][]jsonfile.Text `json:"date-parts,omitempty"`
	Raw     jsonfile.Text     `json:"raw,omitempty"`
	Literal jsonfile.Text     `json:"literal,omitempty"`
	Season  jsonfile.Text     `json:"season,omitempty"`
}

// UnmarshalJSON implements json.Unmarshaler; a date may be a string.
func (d *date) UnmarshalJSON(data []byte) error {
	type plain date
	if json.Unmarshal(data, (*plain)(d)) == nil {
		return nil
	}
	list, err := jsonfile.Strings(data)
	if err == nil && len(list) > 0 {
		*d = date{Raw: jsonfile.Text(list[0])}
	}
	return err
}

// text is the date as the source gives it.
func (d *date) text() string {
	if d.Raw != "" {
		return markup.Clean(string(d.Raw))
	}
	if d.Literal != "" {
		return markup.Clean(string(d.Literal))
	}
	if len(d.Parts) == 0 {
		return ""
	}
	var parts []string
	for _, p := range d.Parts[0] {
		if p != "" {
			parts = append(parts, string(p))
		}
	}
	return strings.Join(parts, "/")
}

func (d *date) read() (corpus.Date, error) { return field.Date(d.text()) }

func dateOf(d corpus.Date) *date {
	if d.Year == 0 {
		return nil
	}
	parts := []jsonfile.Text{}
	for _, n := range []int{d.Year, d.Month, d.Day} {
		if n > 0 {
			parts = append(parts, jsonfile.Text(fmt.Sprint(n)))
		}
	}
	return &date{Parts: [][]jsonfile.Text{parts}}
}

// MarshalJSON implements json.Marshaler: parts are numbers.
func (d date) MarshalJSON() ([]byte, error) {
	var parts []json.Number
	for _, p := range d.Parts[0] {
		parts = append(parts, json.Number(p))
	}
	return json.Marshal(map[string][][]json.Number{"date-parts": {parts}})
}
