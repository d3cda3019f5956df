package pool_test

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"appraise/grading/pool"
)

// TestPool follows one request from rows to the result.
func TestPool(t *testing.T) {
	rows := append(bcgRows(), pool.Row{Study: "no data", A: n(1)}, pool.Row{Study: "nobody", A: n(0), N1: n(9), C: n(0), N2: n(9)})
	r, err := pool.Pool(rows, pool.Request{Measure: pool.RR})
	if err != nil {
		t.Fatal(err)
	}
	printed(t, "estimate", r.Estimate, -0.714532, 6)
	printed(t, "risk ratio", r.Display.Estimate, math.Exp(-0.714532), 5)
	if r.Method != pool.REML || r.KNHA != pool.HKAdHoc || r.PIMethod != pool.PIAdHocTkm2 {
		t.Errorf("defaults: got %s, %s, %s", r.Method, r.KNHA, r.PIMethod)
	}
	if len(r.Excluded) != 2 || r.Excluded[0].Row != 14 || r.Excluded[1].Row != 15 {
		t.Fatalf("excluded: got %+v", r.Excluded)
	}
	if !strings.Contains(r.Excluded[0].Reason, "column bi") || r.Excluded[1].Reason != "no events in either arm" {
		t.Errorf("reasons: got %q and %q", r.Excluded[0].Reason, r.Excluded[1].Reason)
	}
	sum := 0.0
	for i, w := range r.Weights {
		sum += w
		if r.Studies[i].Weight != w {
			t.Errorf("study %d: weight %g in the list, %g beside", i, w, r.Studies[i].Weight)
		}
	}
	near(t, "weights", sum, 100, 1e-12)
	printed(t, "tau2 low", r.Tau2CI.Low, 0.1197, 4) // metafor's documentation of confint
	printed(t, "tau2 high", r.Tau2CI.High, 1.1115, 4)
	printed(t, "common effect", r.Common.Estimate, -0.430285, 6)
	if len(r.Intervals) != 3 || len(r.Predictions) != len(pool.Predictions()) {
		t.Errorf("%d intervals and %d prediction intervals", len(r.Intervals), len(r.Predictions))
	}
}

// TestMethodsLine: what a reader must be told is in the sentence.
func TestMethodsLine(t *testing.T) {
	md := pool.Row{N1: n(20), M1: n(5), SD1: n(2), N2: n(20), M2: n(4), SD2: n(2)}
	for _, c := range []struct {
		rows []pool.Row
		req  pool.Request
		want []string
	}{
		{bcgRows(), pool.Request{Measure: pool.RR}, []string{"Risk ratio, pooled as logarithms", "0.5 added to each cell of studies with a zero cell, double-zero studies left out", "restricted maximum likelihood", "95 % confidence interval by Knapp–Hartung", "ad hoc", "t with 12 degrees", "prediction interval by t with k−2"}},
		{bcgRows(), pool.Request{Measure: pool.RR, Options: pool.Options{Method: pool.MH}}, []string{"Mantel–Haenszel", "no zero-cell correction"}},
		{bcgRows(), pool.Request{Measure: pool.Peto}, []string{"Peto odds ratio", "common effect, Peto"}},
		{bcgRows(), pool.Request{Measure: pool.RD, Options: pool.Options{Level: 0.9}}, []string{"90 % confidence", "variance would be zero"}},
		{[]pool.Row{md, md}, pool.Request{Measure: pool.SMD}, []string{"Hedges' g with the exact gamma-function correction"}},
		{[]pool.Row{md, md}, pool.Request{Measure: pool.SMDRevMan}, []string{"as RevMan"}},
		{[]pool.Row{md}, pool.Request{Measure: pool.MD}, []string{"one study, not pooled"}},
	} {
		r, err := pool.Pool(c.rows, c.req)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range c.want {
			if !strings.Contains(r.MethodsLine, want) {
				t.Errorf("%s %s: %q does not say %q", c.req.Measure, c.req.Method, r.MethodsLine, want)
			}
		}
	}
}

// TestJSON: the names that other programs read.
func TestJSON(t *testing.T) {
	r, err := pool.Pool(bcgRows(), pool.Request{Measure: pool.RR})
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"k", "measure", "method", "estimate", "se", "ci", "p", "tau2", "tau2_ci", "q", "q_df", "q_p", "i2", "i2_q", "h2", "pi", "pi_method", "weights", "knha", "display", "studies", "excluded", "common_effect", "methods_line"} {
		if _, ok := m[key]; !ok {
			t.Errorf("no %q in %s", key, b)
		}
	}
	if ci, ok := m["ci"].([]any); !ok || len(ci) != 2 {
		t.Errorf("ci is %v, want a pair", m["ci"])
	}
	var back pool.Result
	if err := json.Unmarshal(b, &back); err != nil || back.CI != r.CI || back.PI != r.PI {
		t.Errorf("reading back: %v, %+v, %+v", err, back.CI, back.PI)
	}
}

// TestFewStudies: one and two studies say what cannot be had.
func TestFewStudies(t *testing.T) {
	rows := bcgRows()
	one, err := pool.Pool(rows[:1], pool.Request{Measure: pool.RR})
	if err != nil || one.PI.Known || one.Tau2CI.Known || one.Common != nil || !slices.Contains(one.Warnings, "one study: nothing was pooled") {
		t.Errorf("one study: got %+v, %v", one, err)
	}
	two, err := pool.Pool(rows[:2], pool.Request{Measure: pool.RR})
	if err != nil || two.PI.Known || two.Common == nil || len(two.Warnings) != 1 || !strings.HasPrefix(two.Warnings[0], "two studies") {
		t.Errorf("two studies: got %+v, %v", two, err)
	}
	three, err := pool.Pool(rows[:3], pool.Request{Measure: pool.RR, Options: pool.Options{Prediction: pool.PITkm1}})
	if err != nil || !three.PI.Known || three.PIMethod != pool.PITkm1 {
		t.Errorf("three studies, prediction asked for: got %+v, %v", three.PI, err)
	}
}

// TestIdenticalRows: studies that agree in every digit are pooled, with a
// warning; the plain Knapp–Hartung interval then has no width.
func TestIdenticalRows(t *testing.T) {
	row := bcgRows()[1]
	rows := []pool.Row{row, row, row, row, row}
	for _, h := range pool.KnappHartungs() {
		r, err := pool.Pool(rows, pool.Request{Measure: pool.OR, Options: pool.Options{KnappHartung: h}})
		if err != nil {
			t.Fatal(err)
		}
		if r.Q != 0 || r.Tau2 != 0 || r.QP != 1 || r.I2 != 0 {
			t.Errorf("%s: Q %g, tau2 %g", h, r.Q, r.Tau2)
		}
		if got := r.NoWidth; got != (h == pool.HKPlain) {
			t.Errorf("%s: no width is %v", h, got)
		}
		if !strings.Contains(strings.Join(r.Warnings, "|"), "rows 1 and 2, 1 and 3, 1 and 4 and 1 more hold the same numbers") {
			t.Errorf("%s: warnings %q", h, r.Warnings)
		}
	}
}

// TestManyStudies: 5,000 studies are no trouble.
func TestManyStudies(t *testing.T) {
	rows := make([]pool.Row, 5000)
	for i := range rows {
		rows[i] = pool.Row{A: n(float64(i % 7)), N1: n(float64(50 + i%31)), C: n(float64(i % 11)), N2: n(float64(60 + i%17))}
	}
	for _, m := range pool.Methods() {
		r, err := pool.Pool(rows, pool.Request{Measure: pool.OR, Options: pool.Options{Method: m}})
		if err != nil {
			t.Fatalf("%s: %v", m, err)
		}
		if r.K+len(r.Excluded) != len(rows) {
			t.Errorf("%s: %d pooled and %d left out of %d", m, r.K, len(r.Excluded), len(rows))
		}
	}
	es, _, err := pool.Effects(rows, pool.OR, pool.DefaultZeroRule(pool.OR))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pool.SmallStudyTests(es, nil); err != nil {
		t.Error(err)
	}
	if _, err := pool.TrimFill(es, pool.L0, pool.Options{Method: pool.FE}); err != nil {
		t.Error(err)
	}
}

// TestHazardRatios: the ways to give a hazard ratio agree.
func TestHazardRatios(t *testing.T) {
	se := 0.2
	z := 1.959963984540054
	y := math.Log(0.7)
	want := se * se
	for name, r := range map[string]pool.Row{
		"log and variance":  {Y: n(y), V: n(want)},
		"log and se":        {Y: n(y), SE: n(se)},
		"log and interval":  {Y: n(y), LB: n(y - z*se), UB: n(y + z*se)},
		"log and p":         {Y: n(y), P: n(math.Erfc(math.Abs(y) / se / math.Sqrt2))},
		"ratio, interval":   {HR: n(0.7), LB: n(math.Exp(y - z*se)), UB: n(math.Exp(y + z*se))},
		"log-rank O−E, var": {OmE: n(y / want), LRV: n(1 / want)},
	} {
		es, _, err := pool.Effects([]pool.Row{r}, pool.HR, pool.ZeroRule{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		near(t, name, es[0].Y, y, 1e-12)
		near(t, name+" variance", es[0].V, want, 1e-12)
	}
}

// TestPetoWarnings: the conditions of the method are watched.
func TestPetoWarnings(t *testing.T) {
	common := []pool.Table{{Row: 1, A: 60, B: 40, C: 20, D: 20}}
	got := pool.PetoWarnings(common, math.Log(3))
	if len(got) != 3 {
		t.Errorf("common events, unbalanced arms, large effect: got %q, want three warnings", got)
	}
	rare := []pool.Table{{Row: 1, A: 6, B: 400, C: 5, D: 420}}
	if got := pool.PetoWarnings(rare, 0.1); len(got) != 0 {
		t.Errorf("rare events: got %q, want none", got)
	}
}
