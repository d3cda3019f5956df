package pool_test

import (
	"errors"
	"math"
	"testing"

	"appraise/grading/pool"
)

// TestNamesReadBack: every listed name parses to itself.
func TestNamesReadBack(t *testing.T) {
	for _, m := range pool.Measures() {
		if got, err := pool.ParseMeasure(" " + string(m)); err != nil || got != m {
			t.Errorf("measure %s: got %s, %v", m, got, err)
		}
		if m.Title() == "" || m.Columns() == "" || m.Scale() == "" {
			t.Errorf("measure %s: title %q, columns %q, scale %q", m, m.Title(), m.Columns(), m.Scale())
		}
	}
	for _, m := range pool.Methods() {
		if got, err := pool.ParseMethod(string(m)); err != nil || got != m || m.Title() == string(m) {
			t.Errorf("method %s: got %s, %v, title %q", m, got, err, m.Title())
		}
	}
	for _, z := range pool.ZeroTos() {
		if got, err := pool.ParseZeroTo(string(z)); err != nil || got != z {
			t.Errorf("zero-cell rule %s: got %s, %v", z, got, err)
		}
	}
	for _, p := range append(pool.Predictions(), pool.PINone) {
		if got, err := pool.ParsePrediction(string(p)); err != nil || got != p {
			t.Errorf("prediction interval %s: got %s, %v", p, got, err)
		}
	}
	for _, h := range pool.KnappHartungs() {
		if got, err := pool.ParseKnappHartung(string(h)); err != nil || got != h {
			t.Errorf("interval %s: got %s, %v", h, got, err)
		}
	}
}

func TestAliases(t *testing.T) {
	for text, want := range map[string]pool.Measure{"rr": pool.RR, "smd-revman": pool.SMDRevMan, "g": pool.SMD, "giv": pool.GEN, "FT": pool.PFT} {
		if got, err := pool.ParseMeasure(text); err != nil || got != want {
			t.Errorf("%q: got %s, %v, want %s", text, got, err, want)
		}
	}
	for text, want := range map[string]pool.Method{"ce": pool.FE, "EE": pool.FE, "reml": pool.REML, "mh": pool.MH} {
		if got, err := pool.ParseMethod(text); err != nil || got != want {
			t.Errorf("%q: got %s, %v, want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "RRR", "GLMM"} {
		if _, err := pool.ParseMeasure(text); !errors.Is(err, pool.ErrUnknown) {
			t.Errorf("measure %q: got %v", text, err)
		}
		if _, err := pool.ParseMethod(text); !errors.Is(err, pool.ErrUnknown) {
			t.Errorf("method %q: got %v", text, err)
		}
	}
}

func TestNumbers(t *testing.T) {
	for text, want := range map[string]pool.Number{
		"3": n(3), " -0.5 ": n(-0.5), "1e-3": n(1e-3), "": {}, "NA": {}, "n/a": {}, ".": {}, "-": {},
	} {
		if got, err := pool.ParseNumber(text); err != nil || got != want {
			t.Errorf("%q: got %+v, %v, want %+v", text, got, err, want)
		}
	}
	if got, err := pool.ParseNumber("NaN"); err != nil || !got.Set || !math.IsNaN(got.Value) {
		t.Errorf("NaN: got %+v, %v, want a set NaN that is refused later", got, err)
	}
	for _, text := range []string{"3,5", "three", "1 2", "0x"} {
		if got, err := pool.ParseNumber(text); err == nil {
			t.Errorf("%q: got %+v, want an error", text, got)
		}
	}
}

// TestScales: taking a proportion or correlation there and back.
func TestScales(t *testing.T) {
	for _, p := range []float64{0.001, 0.05, 0.3, 0.5, 0.77, 0.999} {
		near(t, "logit", pool.Logit.Back(math.Log(p/(1-p)), 0), p, 1e-12)
		near(t, "log", pool.Log.Back(math.Log(p), 0), p, 1e-12)
		near(t, "arcsine", pool.Arcsine.Back(math.Asin(math.Sqrt(p)), 0), p, 1e-12)
		near(t, "z", pool.FisherZ.Back(math.Atanh(p), 0), p, 1e-12)
		for _, size := range []float64{10, 100, 5000} {
			x := math.Round(p * size)
			y := (math.Asin(math.Sqrt(x/(size+1))) + math.Asin(math.Sqrt((x+1)/(size+1)))) / 2
			near(t, "double arcsine", pool.FreemanTukey.Back(y, size), x/size, 1e-9)
		}
	}
	near(t, "arcsine below 0", pool.Arcsine.Back(-0.1, 0), 0, 0)
	near(t, "arcsine above π/2", pool.Arcsine.Back(2, 0), 1, 1e-15)
}
