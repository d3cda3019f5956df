package pool_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"appraise/grading/pool"
)

// TestPoolCounts: the ways through Pool that work on counts agree with the
// functions below it.
func TestPoolCounts(t *testing.T) {
	for _, m := range []pool.Measure{pool.RR, pool.OR, pool.RD} {
		r, err := pool.Pool(bcgRows(), pool.Request{Measure: m, Options: pool.Options{Method: pool.MH}})
		if err != nil {
			t.Fatal(err)
		}
		want := mh(t, m)
		near(t, string(m), r.Estimate, want.Estimate, 0)
		near(t, string(m)+" weight", r.Studies[7].Weight, want.Weights[7], 0)
		if r.K != 13 || r.KNHA != pool.HKNone || r.PI.Known || (r.Tests != nil) != (m == pool.OR) {
			t.Errorf("%s: got %+v", m, r.Model)
		}
	}
	for _, req := range []pool.Request{
		{Measure: pool.Peto},
		{Measure: pool.OR, Options: pool.Options{Method: pool.PetoOR}},
		{Measure: pool.Peto, Options: pool.Options{Method: pool.FE}},
	} {
		r, err := pool.Pool(bcgRows(), req)
		if err != nil {
			t.Fatal(err)
		}
		printed(t, "Peto", r.Estimate, -0.474446, 6)
		if r.Measure != pool.Peto || r.Display.Title != "Peto odds ratio" {
			t.Errorf("%+v: shown as %s, %s", req, r.Measure, r.Display.Title)
		}
	}
}

// TestPoolRates: events and person-time through Mantel–Haenszel, against the
// crude ratio of one study.
func TestPoolRates(t *testing.T) {
	row := pool.Row{Study: "one", X1: n(9), T1: n(413), X2: n(19), T2: n(398)}
	crude := 9.0 / 413 / (19.0 / 398)
	for _, rows := range [][]pool.Row{{row}, {row, {Study: "no time", X1: n(3)}}} {
		r, err := pool.Pool(rows, pool.Request{Measure: pool.IRR, Options: pool.Options{Method: pool.MH}})
		if err != nil {
			t.Fatal(err)
		}
		near(t, "rate ratio", r.Display.Estimate, crude, 1e-14)
		near(t, "weight", r.Weights[0], 100, 0)
		if len(r.Excluded) != len(rows)-1 {
			t.Errorf("excluded: got %+v", r.Excluded)
		}
	}
	_, err := pool.FitMantelHaenszelRates([]pool.Rates{{X1: 0, T1: 5, X2: 0, T2: 5}}, pool.IRR, 0.95)
	if !errors.Is(err, pool.ErrNoStudies) {
		t.Errorf("no events: got %v", err)
	}
	_, err = pool.FitMantelHaenszelRates([]pool.Rates{{Row: 3, X1: -1, T1: 5, X2: 0, T2: 5}}, pool.IRR, 0.95)
	if !errors.Is(err, pool.ErrNegative) {
		t.Errorf("negative events: got %v", err)
	}
}

// TestBadTables: tables made by hand are checked too.
func TestBadTables(t *testing.T) {
	for name, bad := range map[string]pool.Table{
		"negative":  {Row: 2, A: -1, B: 3, C: 2, D: 2},
		"NaN":       {Row: 2, A: 1, B: math.NaN(), C: 2, D: 2},
		"no people": {Row: 2},
	} {
		ts := []pool.Table{bcg[0], bad}
		_, errMH := pool.FitMantelHaenszel(ts, pool.OR, pool.ZeroRule{}, 0.95)
		_, errPeto := pool.FitPeto(ts, 0.95)
		_, errHarbord := pool.Harbord(ts)
		for _, err := range []error{errMH, errPeto, errHarbord} {
			var de *pool.DataError
			if !errors.As(err, &de) || de.Row != 2 {
				t.Errorf("%s: got %v, want a *DataError about row 2", name, err)
			}
		}
	}
}

// TestCannotBeShown: results that overflow, or lack what they need, on the
// scale of display are errors.
func TestCannotBeShown(t *testing.T) {
	big := []pool.Effect{{Row: 1, Y: 800, V: 1}, {Row: 2, Y: 801, V: 1}}
	if _, err := pool.PoolEffects(big, pool.RR, pool.Options{}); !errors.Is(err, pool.ErrRange) {
		t.Errorf("risk ratio of e^800: got %v, want %v", err, pool.ErrRange)
	}
	if _, err := pool.PoolEffects(big, pool.PFT, pool.Options{}); !errors.Is(err, pool.ErrMissing) {
		t.Errorf("double arcsine without sizes: got %v, want %v", err, pool.ErrMissing)
	}
	r, err := pool.Pool([]pool.Row{{X: n(1), N: n(9)}, {X: n(0), N: n(9)}}, pool.Request{Measure: pool.PR})
	if err != nil || !strings.Contains(strings.Join(r.Warnings, "|"), "reaches beyond 0 to 1") {
		t.Errorf("raw proportions near 0: got %q, %v", r.Warnings, err)
	}
}

// TestZeroRulesRefused: amounts that are no count.
func TestZeroRulesRefused(t *testing.T) {
	for _, add := range []float64{-1, math.NaN(), math.Inf(1)} {
		_, err := pool.Pool(bcgRows(), pool.Request{Measure: pool.RR, Zero: &pool.ZeroRule{Add: add, To: pool.ZeroAll}})
		if !errors.Is(err, pool.ErrOutOfRange) {
			t.Errorf("%v added: got %v, want %v", add, err, pool.ErrOutOfRange)
		}
	}
}

// TestDefaultZeroRules: double-zero studies leave ratios and stay in
// differences.
func TestDefaultZeroRules(t *testing.T) {
	rows := []pool.Row{
		{A: n(0), N1: n(20), C: n(0), N2: n(25)},
		{A: n(0), N1: n(30), C: n(4), N2: n(30)},
		{A: n(5), N1: n(40), C: n(9), N2: n(41)},
	}
	for m, want := range map[pool.Measure]int{pool.RR: 2, pool.OR: 2, pool.Peto: 2, pool.RD: 3} {
		r, err := pool.Pool(rows, pool.Request{Measure: m})
		if err != nil {
			t.Fatal(err)
		}
		if r.K != want || len(r.Excluded) != 3-want {
			t.Errorf("%s: %d studies pooled, want %d", m, r.K, want)
		}
	}
	es, _, err := pool.Effects(rows, pool.RD, pool.DefaultZeroRule(pool.RD))
	if err != nil {
		t.Fatal(err)
	}
	near(t, "RD of the study with one zero, uncorrected", es[1].Y, -4.0/30, 1e-15)
	near(t, "RD of the double zero, corrected", es[0].V, 0.5/21*20.5/21/21+0.5/26*25.5/26/26, 1e-15)
}

func TestIntervals(t *testing.T) {
	i := pool.Interval{Low: -1, High: 2, Known: true}
	if !i.Contains(2) || i.Contains(2.1) || (pool.Interval{}).Contains(0) {
		t.Error("Contains: limits belong to the interval, and no interval contains nothing")
	}
	if s, err := n(0.1).MarshalCSV(); s != "0.1" || err != nil {
		t.Errorf("MarshalCSV: got %q, %v", s, err)
	}
	if !pool.OR.Binary() || pool.MD.Binary() || pool.Measure("X").Binary() {
		t.Error("Binary: OR is, MD and unknown ones are not")
	}
}
