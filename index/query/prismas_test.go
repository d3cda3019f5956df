package query_test

import (
	"slices"
	"testing"

	"appraise/index/query"
)

func TestRecord(t *testing.T) {
	s, err := query.ParseStrategy("exp Back Pain/ (900)\ntraction.tw. (40)\n1 and 2 (12)\nlimit 3 to (english language and yr=\"2010-Current\") (7)", query.Ovid)
	if err != nil {
		t.Fatal(err)
	}
	r := s.Record("MEDLINE", "Ovid", query.Date{Year: 2026, Month: 11, Day: 22})
	if r.Total != 7 || len(r.Strategy) != 4 || r.Strategy[1].Hits != 40 || r.Strategy[0].Text != "exp Back Pain/ (900)" {
		t.Errorf("got %+v", r)
	}
	if !slices.Equal(r.Limits, []string{`"english"[la]`, "2010:3000[dp]"}) {
		t.Errorf("limits: %v", r.Limits)
	}
	missing := r.Missing()
	if len(missing) != 11 || missing[0] != "3 study registries" || !slices.Contains(missing, "9 limits and restrictions") {
		t.Errorf("missing: %v", missing)
	}
	if got := (query.SearchRecord{Total: -1}).Missing(); len(got) != 15 {
		t.Errorf("an empty record misses %d items, want 15 (limits are not missing where there are none)", len(got))
	}
}
