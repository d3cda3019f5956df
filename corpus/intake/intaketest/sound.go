package intaketest

import (
	"encoding/json"
	"fmt"
	"strings"

	"appraise/corpus"
)

// Sound returns the first identifier or date of an item that is none, or that
// is not in the form that its parser gives.
func Sound(it corpus.Item) error {
	err := normal(it.DOI, corpus.ParseDOI, nil)
	err = normal(it.PMID, corpus.ParsePMID, err)
	err = normal(it.PMCID, corpus.ParsePMCID, err)
	for _, r := range it.Registrations {
		err = normal(r, corpus.ParseRegistration, err)
	}
	for _, r := range it.Relations {
		err = normal(r.DOI, corpus.ParseDOI, err)
		err = normal(r.PMID, corpus.ParsePMID, err)
	}
	for _, c := range it.References {
		err = normal(c.DOI, corpus.ParseDOI, err)
		err = normal(c.PMID, corpus.ParsePMID, err)
		err = normal(c.PMCID, corpus.ParsePMCID, err)
	}
	if bad := it.Accessed.Validate(); err == nil && bad != nil {
		err = bad
	}
	return err
}

// normal adds an error where id is neither empty nor what parse makes of it.
func normal[T ~string](id T, parse func(string) (T, error), err error) error {
	if id == "" || err != nil {
		return err
	}
	if again, bad := parse(string(id)); bad != nil || again != id {
		return fmt.Errorf("the identifier %q, which is read as %q (%v),", id, again, bad)
	}
	return nil
}

// accounted checks that everything that came in is a record or a problem with
// the place where it is, and that lines are counted from 1.
func accounted(t failer, res Result) {
	t.Helper()
	for _, rec := range res.Records {
		if rec.Line < 1 || rec.Raw == "" || rec.ID == "" {
			t.Fatalf("the record %q has line %d and raw text %q", rec.ID, rec.Line, rec.Raw)
		}
	}
	for _, problem := range append(res.Lost, res.Kept...) {
		if problem.Line < 1 || problem.Source == "" || problem.Err == nil || problem.Err.Error() == "" {
			t.Fatalf("the problem %v has no place or no reason", problem)
		}
	}
}

// EachObject checks for a format of JSON that each object of a list, or of lines,
// is a record or a problem.
func EachObject(t failer, read Reader, input string) {
	t.Helper()
	var list []map[string]json.RawMessage
	if json.Unmarshal([]byte(input), &list) != nil {
		list = nil
		for line := range strings.Lines(input) {
			var one map[string]json.RawMessage
			if json.Unmarshal([]byte(line), &one) != nil || one == nil {
				return
			}
			list = append(list, one)
		}
		if len(list) < 2 {
			return // one object may be an envelope
		}
	}
	for _, one := range list {
		if one == nil {
			return
		}
	}
	res := All(read, strings.NewReader(input), "objects")
	if got := len(res.Records) + len(res.Lost); got != len(list) {
		t.Fatalf("%d of %d objects are accounted for in %q", got, len(list), input)
	}
}
