package app_test

import (
	"math"
	"strings"
	"testing"

	"appraise/cmd/internal/app"
	"appraise/corpus"
)

// TestThresholds: events take shares of people in any of their ways of
// writing, means take points; what cannot be is refused with what it is.
func TestThresholds(t *testing.T) {
	for _, c := range []struct {
		measure, text string
		want          float64
		refused       string // part of the sentence; "" when taken
	}{
		{"RR", "0.05", 0.05, ""}, {"rr", "5%", 0.05, ""}, {"HR", "50 per 1000", 0.05, ""}, {"RD", "50/1000", 0.05, ""},
		{"MD", "15", 15, ""}, {"SMD", "0.5", 0.5, ""}, {"", "15", 15, ""}, {"", "5 %", 0.05, ""}, {"RR", "", 0, ""},
		{"RR", "15", 0, "a difference of risks between 0 and 1: 0.05, 5% or '50 per 1000'"}, {"OR", "1", 0, "between 0 and 1"},
		{"RR", "0", 0, "above zero"}, {"MD", "-15", 0, "without a sign, in points on the ODI"}, {"MD", "5%", 0, "a share of people"},
		{"MD", "NaN", 0, "not a number"}, {"MD", "many", 0, "not a number"}, {"RR", "5 per 0", 0, "not a number"}, {"RR", "1 per x", 0, "not a number"},
		{"XX", "1", 0, "none of RR OR RD"},
	} {
		before := 7.0
		o := corpus.Outcome{Name: "Pain", Measure: c.measure, Unit: "points on the ODI", MID: &before}
		err := app.SetMID(&o, c.text)
		switch {
		case c.refused != "":
			if err == nil || !strings.Contains(err.Error(), c.refused) || o.MID != &before {
				t.Errorf("%s %q: got %v, want a refusal with %q and nothing changed", c.measure, c.text, err, c.refused)
			}
		case err != nil:
			t.Errorf("%s %q: %v", c.measure, c.text, err)
		case c.text == "" && o.MID != nil, c.text != "" && (o.MID == nil || math.Abs(*o.MID-c.want) > 1e-15):
			t.Errorf("%s %q: got %v, want %v", c.measure, c.text, o.MID, c.want)
		}
	}
	o := corpus.Outcome{Name: "Relapse", Measure: "RR"}
	if err := app.SetBaseline(&o, "300 per 1000"); err != nil || *o.BaselineRisk != 0.3 {
		t.Errorf("300 per 1000: got %v, %v", o.BaselineRisk, err)
	}
	for _, text := range []string{"2", "-0.1", "NaN", "120%", "much"} {
		if err := app.SetBaseline(&o, text); err == nil || *o.BaselineRisk != 0.3 {
			t.Errorf("a baseline of %q is taken: %v", text, *o.BaselineRisk)
		}
	}
}

// FuzzThreshold: what is taken is finite, and within its bounds.
func FuzzThreshold(f *testing.F) {
	for _, s := range []string{"50 per 1000", "5%", "0.05", "1e309", "1/0", "NaN%"} {
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, text string, events bool) {
		o := corpus.Outcome{Name: "x", Measure: map[bool]string{true: "RR", false: "MD"}[events]}
		if err := app.SetMID(&o, text); err == nil && o.MID != nil && (!(*o.MID > 0) || math.IsInf(*o.MID, 0) || events && *o.MID >= 1) {
			t.Errorf("%q gives %v", text, *o.MID)
		}
		if err := app.SetBaseline(&o, text); err == nil && o.BaselineRisk != nil && !(*o.BaselineRisk >= 0 && *o.BaselineRisk <= 1) {
			t.Errorf("%q gives a risk of %v", text, *o.BaselineRisk)
		}
	})
}
