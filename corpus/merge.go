package corpus

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// Difference is a field in which two descriptions of one publication do not
// agree.
type Difference struct {
	Field string `json:"field"` // JSON name of the field of Item
	Have  string `json:"have"`
	New   string `json:"new"`
}

// String reads "volume: 34 here, 43 in the new record".
func (d Difference) String() string {
	return fmt.Sprintf("%s: %s here, %s in the new record", d.Field, d.Have, d.New)
}

// Fill copies into have the fields that are empty there and not in from, and
// returns the names of those fields and the differences in the others.
// Nothing that have holds is changed.
func Fill(have Item, from Item) (filled Item, fields []string, diffs []Difference) {
	filled = have
	h, f := reflect.ValueOf(&filled).Elem(), reflect.ValueOf(from)
	for i := range h.NumField() {
		name := fieldName(h.Type().Field(i))
		switch {
		case f.Field(i).IsZero(), quietFields[name] && !h.Field(i).IsZero():
		case h.Field(i).IsZero():
			h.Field(i).Set(f.Field(i))
			fields = append(fields, name)
		case differ(h.Field(i).Interface(), f.Field(i).Interface()):
			diffs = append(diffs, Difference{name, Show(h.Field(i).Interface()), Show(f.Field(i).Interface())})
		}
	}
	return filled, fields, diffs
}

// quietFields belong to one source's view of a publication: that two sources
// differ in them is no news.
var quietFields = map[string]bool{
	"kind": true, "database": true, "accession": true, "urls": true, "files": true, "notes": true, "accessed": true,
	"extra": true, "keywords": true, "journal_abbrev": true, "affiliations": true, "languages": true,
}

func fieldName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// differ compares as people read: case, punctuation, accents and white space
// do not count, nor does the finer of two dates.
func differ(a, b any) bool {
	if x, ok := a.(Date); ok {
		y := b.(Date)
		return x.Year != y.Year || (x.Month != 0 && y.Month != 0 && x.Month != y.Month)
	}
	if x, ok := a.([]Author); ok {
		return authorKeys(x) != authorKeys(b.([]Author))
	}
	return letters(Show(a)) != letters(Show(b))
}

// authorKeys compares author lists by family names, since sources differ in
// how they give forenames.
func authorKeys(list []Author) string {
	var b strings.Builder
	for _, a := range list {
		b.WriteString(letters(a.Family + a.Collective))
		b.WriteByte(' ')
	}
	return b.String()
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\n.,;:-–—()[]'\"‘’“”/", r) {
			return -1
		}
		return r
	}, strings.ToLower(ASCII(s)))
}

// Show renders the value of a field of Item on one line for people.
func Show(v any) string {
	switch x := v.(type) {
	case string:
		return x
	case fmt.Stringer:
		return x.String()
	case []Author:
		names := make([]string, len(x))
		for i, a := range x {
			names[i] = a.String()
		}
		return strings.Join(names, "; ")
	case []string:
		return strings.Join(x, "; ")
	case *int:
		if x == nil {
			return ""
		}
		return fmt.Sprint(*x)
	}
	if rv := reflect.ValueOf(v); rv.Kind() == reflect.String {
		return rv.String()
	}
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(b)
}

// ItemFields lists the JSON names of the fields of Item in their order.
func ItemFields() []string {
	t := reflect.TypeFor[Item]()
	names := make([]string, t.NumField())
	for i := range names {
		names[i] = fieldName(t.Field(i))
	}
	return names
}
