package testkit

import (
	"reflect"
	"strings"

	"appraise/corpus"
	"appraise/reports"
)

// kept are fields of plain text that name something: a hostile text there
// would only break the tie between two records.
var kept = map[string]bool{"ID": true, "Question": true, "Appraisal": true, "Measure": true, "Design": true, "Instrument": true, "Version": true,
	"Scale": true, "Status": true, "Lang": true, "Paper": true, "References": true, "Model": true, "Role": true, "Domain": true, "Level": true, "Verdict": true}

// Poison puts a text behind every text of an input that people or files
// write: titles, names, summaries, quotes, claims, reasons, house details. It
// changes the input in place and returns how many fields it reached.
func Poison(in *reports.Input, bad string) int {
	n := 0
	in.Draft = true
	in.House.Title, in.House.Authors = "House", []string{"Editor"}
	n += poison(reflect.ValueOf(in).Elem(), "", bad)
	for id, s := range in.Studies {
		s.Item.URLs = []string{bad}
		s.Item.DOI = corpus.DOI(string(s.Item.DOI) + bad)
		in.Studies[id] = s
	}
	return n
}

var plainText = reflect.TypeOf("")

// poison walks a value; structs in maps are copied, changed and put back.
func poison(v reflect.Value, field, bad string) int {
	n := 0
	switch v.Kind() {
	case reflect.String:
		if v.Type() == plainText && !kept[field] && v.CanSet() && (v.String() != "" || strings.HasSuffix(field, "Title")) {
			v.SetString(v.String() + " " + bad)
			n++
		}
	case reflect.Pointer:
		if !v.IsNil() {
			n += poison(v.Elem(), field, bad)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				n += poison(v.Field(i), v.Type().Field(i).Name, bad)
			}
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return 0
		}
		for i := range v.Len() {
			n += poison(v.Index(i), field, bad)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			one := reflect.New(v.Type().Elem()).Elem()
			one.Set(v.MapIndex(key))
			n += poison(one, field, bad)
			v.SetMapIndex(key, one)
		}
	}
	return n
}
