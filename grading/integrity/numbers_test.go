package integrity_test

import (
	"math"
	"testing"

	"appraise/grading/integrity"
)

// TestPRange: the p-value at the printed statistic lies in the range that
// rounding leaves, and more digits narrow the range.
func TestPRange(t *testing.T) {
	report := integrity.PReport{Relation: "=", Value: printed(t, ".05")}
	for _, s := range []integrity.Statistic{{Type: "t", DF2: 12}, {Type: "z"}, {Type: "F", DF1: 2, DF2: 30}, {Type: "chi2", DF1: 3}, {Type: "Q", DF1: 3}, {Type: "r", DF2: 28}} {
		for _, v := range []string{"0.0", "0.1", "0.52", "0.9", "-0.4"} {
			s.Value = printed(t, v)
			r, err := integrity.RecomputeP(s, report)
			if err != nil {
				continue // a negative F or χ²
			}
			if !(0 <= r.Low && r.Low <= r.P && r.P <= r.High && r.High <= 1) {
				t.Errorf("%s: p %v not within %v to %v", s, r.P, r.Low, r.High)
			}
		}
	}
	far, err := integrity.RecomputeP(integrity.Statistic{Type: "z", Value: printed(t, "37")}, report)
	if err != nil || far.P <= 0 || far.P > 1e-290 {
		t.Errorf("p of z = 37: %v, %v; want a tiny p above 0", far.P, err)
	}
}

// TestOneSided accepts half the p-value only when the text says so.
func TestOneSided(t *testing.T) {
	s := integrity.Statistic{Type: "t", Value: printed(t, "2.20"), DF2: 28}
	p := integrity.PReport{Relation: "=", Value: printed(t, ".018")}
	if f, err := integrity.CheckP(s, p, true); f != nil || err != nil {
		t.Errorf("one-sided: %v, %v; want none", f, err)
	}
	if f, err := integrity.CheckP(s, p, false); f == nil || err != nil {
		t.Errorf("two-sided: %v, %v; want a finding", f, err)
	}
}

// TestIntervalSymmetry: inverting a ratio with its interval, or negating a
// difference, changes nothing.
func TestIntervalSymmetry(t *testing.T) {
	a, err := integrity.AgreeInterval(integrity.Interval{Estimate: printed(t, "2.00"), Low: printed(t, "1.25"), High: printed(t, "3.20"), Ratio: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	b, err := integrity.AgreeInterval(integrity.Interval{Estimate: printed(t, "0.5000"), Low: printed(t, "0.3125"), High: printed(t, "0.8000"), Ratio: true}, nil)
	if err != nil || math.Abs(a.P-b.P) > 1e-12 || math.Abs(a.Midpoint*b.Midpoint-1) > 1e-12 {
		t.Errorf("inverted ratio: p %v and %v, midpoints %v and %v (%v)", a.P, b.P, a.Midpoint, b.Midpoint, err)
	}
	c, _ := integrity.AgreeInterval(integrity.Interval{Estimate: printed(t, "-1.4"), Low: printed(t, "-1.8"), High: printed(t, "-1.0")}, nil)
	d, _ := integrity.AgreeInterval(integrity.Interval{Estimate: printed(t, "1.4"), Low: printed(t, "1.0"), High: printed(t, "1.8")}, nil)
	if c.P != d.P || c.Midpoint != -d.Midpoint {
		t.Errorf("negated difference: %+v and %+v", c, d)
	}
}

// TestIntervalLevel: a 90 % interval is narrower for the same p.
func TestIntervalLevel(t *testing.T) {
	iv := integrity.Interval{Estimate: printed(t, "1.0"), Low: printed(t, "0.1"), High: printed(t, "1.9")}
	at95, _ := integrity.AgreeInterval(iv, nil)
	iv.Level = 0.90
	at90, _ := integrity.AgreeInterval(iv, nil)
	if !(at90.P > at95.P) {
		t.Errorf("p %v at 90 %%, %v at 95 %%; want the first larger", at90.P, at95.P)
	}
}

// TestEffectCounts accepts either direction and either way of counting.
func TestEffectCounts(t *testing.T) {
	c := integrity.Counts{X1: 10, N1: 13, X2: 2, N2: 9}
	for _, v := range []struct {
		measure, value string
		fits           bool
	}{{"RR", "3.46", true}, {"RR", "0.29", true}, {"RR", "0.30", true}, {"OR", "11.67", true}, {"OR", "0.09", true}, {"RD", "0.55", true}, {"RD", "-0.55", true}, {"RR", "2.10", false}, {"OR", "3.46", false}} {
		f, err := integrity.CheckEffectCounts(c, v.measure, printed(t, v.value), false)
		if err != nil || (f == nil) != v.fits {
			t.Errorf("%s %s: %v, %v; want fits %v", v.measure, v.value, f, err, v.fits)
		}
	}
	for _, c := range []integrity.Counts{{X1: 0, N1: 5, X2: 0, N2: 5}, {X1: 5, N1: 5, X2: 5, N2: 5}, {X1: 0, N1: 1, X2: 1, N2: 1}} {
		if _, err := integrity.CheckEffectCounts(c, "OR", printed(t, "1.0"), false); err != nil {
			t.Errorf("%s: %v", c, err)
		}
		if _, err := integrity.CheckPCounts(c, integrity.PReport{Relation: "=", Value: printed(t, "1.0")}); err != nil {
			t.Errorf("%s: %v", c, err)
		}
	}
}

// TestSpread: the same numbers are SDs or standard errors according to p.
func TestSpread(t *testing.T) {
	a, b := group(t, 100, "10.0", "5.0"), group(t, 100, "8.0", "5.0")
	for _, c := range []struct {
		p    string
		want bool
	}{{".005", false}, {".78", true}, {".30", false}} {
		f, err := integrity.CheckSpread(a, b, &integrity.PReport{Relation: "=", Value: printed(t, c.p)})
		if err != nil || (f != nil) != c.want {
			t.Errorf("p %s: %v, %v; want a finding %v", c.p, f, err, c.want)
		}
	}
}

// TestBaselineBalance: ordinary differences give no finding, and the answer
// is the same on every run.
func TestBaselineBalance(t *testing.T) {
	vars := baseline(t, "50.0", "50.0")
	for i := range vars {
		vars[i].B = group(t, 100, []string{"49.2", "51.9", "50.4", "48.6", "50.9"}[i%5], "10.0")
	}
	if f, err := integrity.CheckBaseline(vars, 500, 1); f != nil || err != nil {
		t.Errorf("ordinary differences: %v, %v; want none", f, err)
	}
	if f, err := integrity.CheckBaseline(vars[:4], 500, 1); f != nil || err != nil {
		t.Errorf("four variables: %v, %v; want none", f, err)
	}
	a, _ := integrity.CheckBaseline(baseline(t, "50.0", "50.0"), 500, 7)
	b, _ := integrity.CheckBaseline(baseline(t, "50.0", "50.0"), 500, 7)
	if a == nil || b == nil || a.Arithmetic != b.Arithmetic {
		t.Errorf("not repeatable: %v and %v", a, b)
	}
	coarse := baseline(t, "50", "50") // means without decimals: rounding alone can make them equal
	for i := range coarse {
		coarse[i].A.SD, coarse[i].B.SD = printed(t, "1"), printed(t, "1")
	}
	if f, err := integrity.CheckBaseline(coarse, 500, 1); f != nil || err != nil {
		t.Errorf("coarse rounding: %v, %v; want none", f, err)
	}
}

// TestCategories allows for the rounding of each row.
func TestCategories(t *testing.T) {
	rows := []integrity.Category{{"a", 1, "33.3"}, {"b", 1, "33.3"}, {"c", 1, "33.3"}}
	if f, err := integrity.CheckCategories(rows, 3); len(f) != 0 || err != nil {
		t.Errorf("thirds: %v, %v; want none", f, err)
	}
	rows[0].Pct = "33.1"
	if f, err := integrity.CheckCategories(rows, 3); len(f) != 1 || err != nil {
		t.Errorf("99.7: %v, %v; want one", f, err)
	}
	rows[0].Pct = ""
	if f, err := integrity.CheckCategories(rows, 4); len(f) != 1 || err != nil {
		t.Errorf("no percentage, wrong total: %v, %v; want one", f, err)
	}
}

// TestScales: the registry is complete, found by every name, and says what is
// not verified.
func TestScales(t *testing.T) {
	seen := map[string]string{}
	for _, s := range integrity.Scales() {
		if s.Low >= s.High || s.RangeSource == "" || (s.MID != 0) != (s.MIDSource != "") || len(s.Names) == 0 {
			t.Errorf("%s: range %v to %v (%q), MID %v (%q)", s.Name, s.Low, s.High, s.RangeSource, s.MID, s.MIDSource)
		}
		if s.MIDSource == "from memory" && !s.Unverified {
			t.Errorf("%s: MID from memory but not marked unverified", s.Name)
		}
		for _, n := range s.Names {
			if other := seen[n]; other != "" {
				t.Errorf("%q names %s and %s", n, other, s.Name)
			}
			seen[n] = s.Name
			if got, ok := integrity.ScaleByName(n); !ok || got.Name != s.Name {
				t.Errorf("ScaleByName(%q) = %s, %v", n, got.Name, ok)
			}
		}
	}
	odi, ok := integrity.ScaleByName("ODI")
	if d, has := odi.InMID(12); !ok || !has || d != 1.2 {
		t.Errorf("12 points on the ODI are %v MIDs (%v), want 1.2", d, has)
	}
	if _, ok := integrity.ScaleByName("no such scale"); ok {
		t.Error("found a scale that does not exist")
	}
}
