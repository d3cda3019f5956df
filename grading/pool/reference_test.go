package pool_test

import (
	"math"
	"testing"

	"appraise/grading/pool"
)

// TestReferenceLines holds the reference table of grading.md F9, printed
// digits: half a unit of the last one.
func TestReferenceLines(t *testing.T) {
	lines := []struct {
		id                 string
		k                  int
		fe                 float64
		dl, dlTau2         float64
		reml, remlTau2     float64
		hkLow, hkHigh      float64
		piLow, piHigh, i2q float64
		eggerP             float64 // 0: below 0.0001
		k0                 int
	}{
		{"bcg:RR", 13, -0.430285, -0.714117, 0.308760, -0.714532, 0.313243, -1.1084, -0.3206, -1.9953, 0.5663, 92.1, 0.1887, 4},
		{"bcg:OR", 13, -0.436139, -0.747392, 0.366343, -0.745178, 0.337772, -1.1520, -0.3383, -2.0748, 0.5844, 92.6, 0.1600, 4},
		{"hine1989:OR", 6, 0.567683, 0.567683, 0, 0.567683, 0, 0.1652, 0.9702, -0.1641, 1.2994, 0, 0.9864, 0},
		{"nielweise2007:OR", 18, -0.954779, -0.954779, 0, -0.960152, 0.013949, -1.4426, -0.4777, -1.5197, -0.4006, 0, 0.1644, 7},
		{"egger2001:OR", 16, 0.014754, -0.727583, 0.223883, -0.766590, 0.292638, -1.1675, -0.3657, -2.0048, 0.4717, 68.1, 0, 8},
		{"normand1999:SMD", 9, -0.410611, -0.530737, 0.539714, -0.537108, 0.790843, -1.2503, 0.1761, -2.7078, 1.6336, 93.5, 0.6327, 0},
		{"raudenbush1985:GEN", 19, 0.060366, 0.089322, 0.025904, 0.083701, 0.018818, -0.0457, 0.2131, -0.2242, 0.3916, 49.8, 0.0574, 3},
		{"hackshaw1998:GEN", 37, 0.185760, 0.213889, 0.017036, 0.218889, 0.022395, 0.1253, 0.3125, -0.1007, 0.5385, 24.2, 0.0228, 7},
		{"molloy2014:ZCOR", 16, 0.125177, 0.149598, 0.007763, 0.149917, 0.008110, 0.0801, 0.2198, -0.0535, 0.3533, 60.7, 0.2000, 3},
		{"pritz1997:PLO", 14, 0.941315, 1.137969, 0.361558, 1.138909, 0.364588, 0.6108, 1.6670, -0.2660, 2.5438, 56.4, 0.0592, 6},
	}
	cases := map[string]*oracleCase{}
	for _, c := range oracleCases(t, newTally()) {
		cases[c.id] = c
	}
	for _, l := range lines {
		t.Run(l.id, func(t *testing.T) {
			c := cases[l.id]
			m := pool.Measure(c.text("measure"))
			es, _, err := pool.Effects(c.rows(), m, oracleZero(m))
			if err != nil {
				t.Fatal(err)
			}
			fe, dl, reml := fit(t, es, pool.FE, ""), fit(t, es, pool.DL, ""), fit(t, es, pool.REML, pool.HKPlain)
			printed(t, "k", float64(reml.K), float64(l.k), 0)
			printed(t, "FE", fe.Estimate, l.fe, 6)
			printed(t, "DL", dl.Estimate, l.dl, 6)
			printed(t, "DL tau2", dl.Tau2, l.dlTau2, 6)
			printed(t, "REML", reml.Estimate, l.reml, 6)
			printed(t, "REML tau2", reml.Tau2, l.remlTau2, 6)
			printed(t, "I2_Q", fe.I2Q, l.i2q, 1)
			printed(t, "HKSJ low", reml.CI.Low, l.hkLow, 4)
			printed(t, "HKSJ high", reml.CI.High, l.hkHigh, 4)
			pi := reml.Predict(pool.PITkm1)
			printed(t, "PI low", pi.Low, l.piLow, 4)
			printed(t, "PI high", pi.High, l.piHigh, 4)
			e, err := pool.Egger(es)
			if err != nil {
				t.Fatal(err)
			}
			if l.eggerP == 0 && e.P >= 0.0001 {
				t.Errorf("Egger p: got %g, want below 0.0001", e.P)
			} else if l.eggerP > 0 {
				printed(t, "Egger p", e.P, l.eggerP, 4)
			}
			f, err := pool.TrimFill(es, pool.L0, pool.Options{Method: pool.FE})
			if err != nil {
				t.Fatal(err)
			}
			printed(t, "k0", float64(f.K0), float64(l.k0), 0)
		})
	}
}

// TestReferenceCounts holds the last line of F9: bcg by Mantel–Haenszel and
// Peto.
func TestReferenceCounts(t *testing.T) {
	rr := mh(t, pool.RR)
	printed(t, "MH RR", rr.Estimate, -0.45371, 5)
	printed(t, "MH RR low", rr.CI.Low, -0.53081, 5)
	printed(t, "MH RR high", rr.CI.High, -0.37661, 5)
	printed(t, "MH OR", mh(t, pool.OR).Estimate, -0.47341, 5)
	printed(t, "MH RD", mh(t, pool.RD).Estimate, -0.0032882, 7)
	p, err := pool.FitPeto(bcg, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	printed(t, "Peto", p.Estimate, -0.474446, 6)
}

// TestZeroCellExample holds the example of F2: one set under five rules.
func TestZeroCellExample(t *testing.T) {
	var c *oracleCase
	for _, x := range oracleCases(t, newTally()) {
		if x.id == "nielweise2007:OR" {
			c = x
		}
	}
	for _, row := range []struct {
		rule pool.ZeroRule
		k    int
		want float64
	}{
		{pool.ZeroRule{Add: 0.5, To: pool.ZeroOnly}, 18, -0.95478},
		{pool.ZeroRule{Add: 0.5, To: pool.ZeroOnly, Drop00: true}, 17, -0.96643},
		{pool.ZeroRule{Add: 0.5, To: pool.ZeroAll}, 18, -0.86138},
		{pool.ZeroRule{To: pool.ZeroNone}, 12, -0.82229},
	} {
		es, _, err := pool.Effects(c.rows(), pool.OR, row.rule)
		if err != nil {
			t.Fatal(err)
		}
		m := fit(t, es, pool.FE, "")
		printed(t, row.rule.String()+" k", float64(m.K), float64(row.k), 0)
		printed(t, row.rule.String(), m.Estimate, row.want, 5)
	}
	m, err := pool.FitMantelHaenszel(c.tables(), pool.OR, pool.ZeroRule{}, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	printed(t, "MH", m.Estimate, -1.20870, 5) // the paper prints -1.20871, the oracle has -1.2087048
	p, err := pool.FitPeto(c.tables(), 0.95)
	if err != nil {
		t.Fatal(err)
	}
	printed(t, "Peto", p.Estimate, -1.10574, 5)
}

func fit(t testing.TB, es []pool.Effect, m pool.Method, h pool.KnappHartung) pool.Model {
	t.Helper()
	got, err := pool.Fit(es, pool.Options{Method: m, KnappHartung: h})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func mh(t *testing.T, m pool.Measure) pool.MHModel {
	t.Helper()
	got, err := pool.FitMantelHaenszel(bcg, m, pool.ZeroRule{}, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// printed compares with a number printed to some decimals.
func printed(t testing.TB, what string, got, want float64, decimals int) {
	t.Helper()
	if half := 0.5000001 * math.Pow10(-decimals); math.IsNaN(got) || math.Abs(got-want) > half {
		t.Errorf("%s: got %.9g, want %.*f", what, got, decimals, want)
	}
}

// near compares with a relative tolerance.
func near(t testing.TB, what string, got, want, rel float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > rel*math.Max(1, math.Abs(want)) {
		t.Errorf("%s: got %.17g, want %.17g", what, got, want)
	}
}
