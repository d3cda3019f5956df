package pool_test

import (
	"errors"
	"testing"

	"appraise/grading/pool"
)

// TestInfluences compares the first BCG trial with what metafor's own tests
// expect (wviechtb/metafor, tests/testthat/test_misc_influence.r). metafor
// stops REML at 1e-5 there.
func TestInfluences(t *testing.T) {
	got, err := pool.Influences(bcgEffects(t), pool.Options{Method: pool.REML, KnappHartung: pool.HKNone, Threshold: 1e-5})
	if err != nil {
		t.Fatal(err)
	}
	f := got[0]
	near(t, "rstudent", f.RStudent, -0.218142474344442, 1e-8)
	near(t, "dffits", f.DFFITS, -0.0407075604868486, 1e-8)
	near(t, "cook.d", f.CookD, 0.00171654236729195, 1e-8)
	near(t, "cov.r", f.CovR, 1.11644891104804, 1e-8)
	near(t, "tau2.del", f.Tau2Del, 0.336156745300306, 1e-8)
	printed(t, "QE.del", f.QEDel, 151.582572, 5)
	printed(t, "hat", f.Hat, 0.0506, 4)
	printed(t, "weight", f.Weight, 5.0595, 4)
	printed(t, "dfbs", f.DFBetas, -0.0403, 4)
	hat := 0.0
	for _, f := range got {
		hat += f.Hat
	}
	near(t, "sum of leverages", hat, 1, 1e-12)
}

func TestInfluencesFewStudies(t *testing.T) {
	_, err := pool.Influences(bcgEffects(t)[:2], pool.Options{})
	if !errors.Is(err, pool.ErrTooFew) {
		t.Errorf("two studies: got %v, want %v", err, pool.ErrTooFew)
	}
}

// TestInfluenceFlag plants an outlier and looks for its flag.
func TestInfluenceFlag(t *testing.T) {
	es := make([]pool.Effect, 12)
	for i := range es {
		es[i] = pool.Effect{Row: i + 1, Y: 0.1 * float64(i%3), V: 0.04}
	}
	es[7].Y = 5
	got, err := pool.Influences(es, pool.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range got {
		if want := i == 7; f.Flag != want {
			t.Errorf("study %d: flag %v, want %v", i+1, f.Flag, want)
		}
	}
}
