package jsonfile

import (
	"fmt"
	"reflect"
	"strings"

	"appraise/corpus"
)

// Fold is the name of a member as encoding/json compares it: without regard to
// case, the long s and the Kelvin sign included.
func Fold(name string) string { return strings.ToLower(strings.ToUpper(name)) }

// Settle brings an item that was decoded from JSON into the form that all
// readers give: lists have no empty values, and none is empty instead of
// missing; dates and identifiers are valid. What is no identifier is kept as
// extra, or with the citation that it belongs to.
func Settle(it *corpus.Item) (problems []error) {
	dropEmpty(reflect.ValueOf(it).Elem())
	var registrations []corpus.Registration
	for _, r := range it.Registrations {
		id, err := corpus.ParseRegistration(string(r))
		if err != nil {
			problems = append(problems, err)
			it.Extra = append(it.Extra, corpus.Tag{Name: "registrations", Value: string(r)})
			continue
		}
		registrations = append(registrations, id)
	}
	it.Registrations = registrations
	for i := range it.Relations {
		r := &it.Relations[i]
		problems = settle(problems, &r.DOI, &r.Text, corpus.ParseDOI)
		problems = settle(problems, &r.PMID, &r.Text, corpus.ParsePMID)
	}
	for i := range it.References {
		c := &it.References[i]
		problems = settle(problems, &c.DOI, &c.Text, corpus.ParseDOI)
		problems = settle(problems, &c.PMID, &c.Text, corpus.ParsePMID)
		problems = settle(problems, &c.PMCID, &c.Text, corpus.ParsePMCID)
	}
	if err := it.Accessed.Validate(); err != nil {
		problems = append(problems, fmt.Errorf("the date of access %v: %w", it.Accessed, err))
		it.Accessed = corpus.Date{}
	}
	return problems
}

// settle normalises an identifier; one that is none becomes part of the text.
func settle[T ~string](problems []error, id *T, text *string, parse func(string) (T, error)) []error {
	if *id == "" {
		return problems
	}
	good, err := parse(string(*id))
	if err != nil {
		problems = append(problems, err)
		*text = strings.TrimSpace(*text + " " + string(*id))
	}
	*id = good
	return problems
}

// dropEmpty takes empty values out of the lists of v and of what is in them.
func dropEmpty(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			dropEmpty(v.Field(i))
		}
	case reflect.Slice:
		n := 0
		for i := range v.Len() {
			dropEmpty(v.Index(i))
			if !v.Index(i).IsZero() {
				v.Index(n).Set(v.Index(i))
				n++
			}
		}
		if v.SetLen(n); n == 0 {
			v.SetZero()
		}
	}
}
