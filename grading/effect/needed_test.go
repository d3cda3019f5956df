package effect_test

import (
	"strings"
	"testing"

	"appraise/grading/effect"
)

// The honesty rule: never a bare number needed to treat when the interval of
// the risk difference holds 0.
func TestNeededNeverBare(t *testing.T) {
	for _, c := range []struct {
		table effect.Table
		bad   bool
		want  string
	}{
		{prasad(3, 13, 7, 11), true, "NNTB 3 (2 to 74) at a baseline risk of 63.6%, 6 weeks"},
		{prasad(5, 13, 7, 11), true, "NNTB 2 to infinity to NNTH 8 at a baseline risk of 63.6%, 6 weeks"},
		{prasad(20, 50, 20, 50), true, "NNTB 6 to infinity to NNTH 6 at a baseline risk of 40.0%, 6 weeks"},
		{prasad(10, 13, 2, 9), true, "NNTH 2 (2 to 9) at a baseline risk of 22.2%, 6 weeks"},
		{prasad(10, 13, 2, 9), false, "NNTB 2 (2 to 9) at a baseline risk of 22.2%, 6 weeks"},
	} {
		n, err := effect.NeedToTreatTable(c.table, 0.95, "6 weeks", c.bad)
		if err != nil || n.Text() != c.want {
			t.Errorf("%v: got %q, %v, want %q", c.table, n.Text(), err, c.want)
		}
	}
	tables(t, 1000, func(x effect.Table) {
		n, err := effect.NeedToTreatTable(x, 0.95, "", true)
		if err != nil {
			t.Fatal(err)
		}
		rd, _ := effect.RiskDifference(x, 0.95)
		if rd.Contains(0) != n.Crosses || n.Crosses != strings.Contains(n.Text(), "infinity") {
			t.Errorf("%v: got %q with risk difference %+v", x, n.Text(), rd)
		}
	})
}

func TestAbsoluteText(t *testing.T) {
	for _, c := range []struct {
		baseline float64
		effect   effect.Interval
		want     string
		capped   bool
	}{
		{0.1, effect.Interval{Measure: effect.RR, Point: 0.75, Low: 0.6, High: 0.94}, "25 fewer per 1000 (from 40 fewer to 6 fewer)", false},
		{0.2, effect.Interval{Measure: effect.RR, Point: 1.3, Low: 0.95, High: 1.78}, "60 more per 1000 (from 10 fewer to 156 more)", false},
		{0.5, effect.Interval{Measure: effect.RR, Point: 2.5, Low: 1.5, High: 4.2}, "500 more per 1000 (from 250 more to 500 more)", true},
		{0.0004, effect.Interval{Measure: effect.RR, Point: 0.5, Low: 0.25, High: 1}, "0.20 fewer per 1000 (from 0.30 fewer to 0 fewer)", false},
		{0.3, effect.Interval{Measure: effect.OR, Point: 1, Low: 0.5, High: effect.Unbounded}, "0 fewer per 1000 (from 124 fewer to 700 more)", false},
		{0.15, effect.Interval{Measure: effect.RD, Point: -0.04, Low: -0.2, High: -0.01}, "40 fewer per 1000 (from 150 fewer to 10 fewer)", true},
		{0.25, effect.Interval{Measure: effect.HR, Point: 0.7, Low: 0.55, High: 0.9}, "68 fewer per 1000 (from 104 fewer to 22 fewer)", false},
	} {
		a, err := effect.Per1000(c.baseline, c.effect)
		if err != nil || a.Text() != c.want || a.Capped != c.capped {
			t.Errorf("%g %+v: got %q capped %v, %v, want %q %v", c.baseline, c.effect, a.Text(), a.Capped, err, c.want, c.capped)
		}
	}
}

// Conversions there and back, and known values.
func TestConversions(t *testing.T) {
	smd := effect.Estimate{Measure: effect.SMD, Y: 0.44, V: 0.028}
	or, err := effect.LogOddsFromSMD(smd)
	if err != nil {
		t.Fatal(err)
	}
	back, err := effect.SMDFromLogOdds(or)
	if err != nil || !near(back.Y, smd.Y, 1e-14) || !near(back.V, smd.V, 1e-14) {
		t.Errorf("got %+v, %v, want %+v", back, err, smd)
	}
	rr, _ := effect.RiskRatioFromOdds(0.6, 0.3)
	nnt, err := effect.NeededFromRiskRatio(rr.Value, 0.3)
	same, err2 := effect.NeededFromOddsRatio(0.6, 0.3)
	if err != nil || err2 != nil || !near(nnt.Value, same.Value, 1e-12) {
		t.Errorf("got %v and %v (%v, %v), want the same", nnt, same, err, err2)
	}
	sd, _ := effect.SDFromSE(25, 1.2)
	if sd.Value != 6 || sd.Formula != effect.BySDFromSE {
		t.Errorf("got %+v, want 6", sd)
	}
	five, err := effect.MeanFromFiveNumbers(effect.FiveNumbers{Min: 1, Q1: 3, Median: 5, Q3: 7, Max: 9, N: 40})
	if err != nil || five.Mean != 5 || five.SD <= 0 {
		t.Errorf("got %+v, %v, want a mean of 5", five, err)
	}
	rrr, err := effect.RelativeReduction(effect.Interval{Measure: effect.RR, Point: 0.75, Low: 0.5, High: 1.25})
	if err != nil || rrr.Point != 0.25 || rrr.Low != -0.25 || rrr.High != 0.5 || rrr.CrossesNull() != true {
		t.Errorf("got %+v, %v, want 0.25 (-0.25 to 0.5)", rrr, err)
	}
}

func BenchmarkFisher(b *testing.B) {
	for _, c := range []effect.Table{prasad(3, 13, 7, 9), prasad(198, 4012, 254, 4010), prasad(50000, 1000000, 50400, 1000000)} {
		b.Run(c.String(), func(b *testing.B) {
			for b.Loop() {
				if _, err := effect.Fisher(c); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkNewcombe(b *testing.B) {
	for b.Loop() {
		if _, err := effect.Newcombe(prasad(3, 13, 7, 9), 0.95); err != nil {
			b.Fatal(err)
		}
	}
}
