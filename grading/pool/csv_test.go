package pool_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/gocarina/gocsv"

	"appraise/grading/pool"
)

// TestCSV reads a table with metafor's column names.
func TestCSV(t *testing.T) {
	const table = `study,year,subgroup,ai,n1i,ci,n2i,note
Adams,1999,short,4,123,11,139,x
Baker,2003,long,NA,306,29,303,
"Clark, R",2001,long,3,231,11,220,
`
	var rows []pool.Row
	if err := gocsv.UnmarshalString(table, &rows); err != nil {
		t.Fatal(err)
	}
	r, err := pool.Pool(rows, pool.Request{Measure: pool.OR, Options: pool.Options{Method: pool.MH}})
	if err != nil {
		t.Fatal(err)
	}
	if r.K != 2 || len(r.Excluded) != 1 || r.Excluded[0].Row != 2 || r.Studies[1].Study != "Clark, R" || r.Studies[1].Group != "long" {
		t.Errorf("got %d studies %+v, excluded %+v", r.K, r.Studies, r.Excluded)
	}
	order := pool.Chronological([]pool.Effect{r.Studies[1].Effect, r.Studies[0].Effect}, rows)
	if order[0].Study != "Adams" || order[1].Study != "Clark, R" {
		t.Errorf("by year: got %s, %s", order[0].Study, order[1].Study)
	}
	if err := gocsv.UnmarshalString("study,ai\nA,3,5\n", &rows); err == nil {
		t.Error("a row with too many cells: no error")
	}
	if err := gocsv.UnmarshalString("study,ai\nA,three\n", &rows); err == nil || !strings.Contains(err.Error(), "three") {
		t.Errorf("a word for a number: got %v", err)
	}
}

// TestKnappHartungUnsuitable: a request that cannot be met is refused.
func TestKnappHartungUnsuitable(t *testing.T) {
	for _, m := range []pool.Method{pool.MH, pool.PetoOR} {
		_, err := pool.Pool(bcgRows(), pool.Request{Measure: pool.OR, Options: pool.Options{Method: m, KnappHartung: pool.HKAdHoc}})
		if !errors.Is(err, pool.ErrUnsuitable) {
			t.Errorf("%s: got %v, want %v", m, err, pool.ErrUnsuitable)
		}
	}
}
