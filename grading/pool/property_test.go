package pool_test

import (
	"math"
	"testing"

	_ "appraise/corpus/testkit"

	"pgregory.net/rapid"

	"appraise/grading/pool"
)

// randomEffects draws 2 to 30 studies.
func randomEffects(t *rapid.T) []pool.Effect {
	k := rapid.IntRange(2, 30).Draw(t, "k")
	es := make([]pool.Effect, k)
	for i := range es {
		es[i] = pool.Effect{
			Row: i + 1,
			Y:   rapid.Float64Range(-3, 3).Draw(t, "y"),
			V:   math.Exp(rapid.Float64Range(-7, 2).Draw(t, "log v")),
		}
	}
	return es
}

var randomMethods = []pool.Method{pool.DL, pool.PM, pool.REML, pool.ML, pool.HE, pool.SJ, pool.EB, pool.HS}

// fitting draws a method and fits it, or skips what does not settle.
func fitting(t *rapid.T, es []pool.Effect) (pool.Model, pool.Options) {
	opt := pool.Options{
		Method:       rapid.SampledFrom(randomMethods).Draw(t, "method"),
		KnappHartung: rapid.SampledFrom(pool.KnappHartungs()).Draw(t, "interval"),
	}
	m, err := pool.Fit(es, opt)
	if err != nil {
		t.Fatalf("%s on %v: %v", opt.Method, es, err)
	}
	return m, opt
}

// TestScaling: effects ten times as large give an estimate ten times as large.
func TestScaling(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		es := randomEffects(t)
		m, opt := fitting(t, es)
		for i := range es {
			es[i].Y *= 10
			es[i].V *= 100
		}
		scaled, err := pool.Fit(es, opt)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "estimate", scaled.Estimate/10, m.Estimate)
		same(t, "se", scaled.SE/10, m.SE)
		same(t, "tau2", scaled.Tau2/100, m.Tau2)
		same(t, "Q", scaled.Q, m.Q)
		same(t, "I2", scaled.I2/100, m.I2/100)
	})
}

// TestSign: effects of the other sign give the estimate of the other sign.
func TestSign(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		es := randomEffects(t)
		m, opt := fitting(t, es)
		for i := range es {
			es[i].Y = -es[i].Y
		}
		turned, err := pool.Fit(es, opt)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "estimate", -turned.Estimate, m.Estimate)
		same(t, "low", -turned.CI.High, m.CI.Low)
		same(t, "p", turned.P, m.P)
	})
}

// TestOrder: the order of studies does not matter.
func TestOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		es := randomEffects(t)
		m, opt := fitting(t, es)
		turned, err := pool.Fit(rapid.Permutation(es).Draw(t, "order"), opt)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "estimate", turned.Estimate, m.Estimate)
		same(t, "tau2", turned.Tau2, m.Tau2)
		same(t, "high", turned.CI.High, m.CI.High)
	})
}

// TestUninformative: a study with a variance of 1e12 changes nothing. (The
// moment estimators count studies, so they do change; common effect and REML
// do not.)
func TestUninformative(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		es := randomEffects(t)
		more := append(es[:len(es):len(es)], pool.Effect{Y: 1, V: 1e12})
		for _, m := range []pool.Method{pool.FE, pool.REML} {
			opt := pool.Options{Method: m, KnappHartung: pool.HKNone}
			want, err := pool.Fit(es, opt)
			if err != nil {
				t.Fatal(err)
			}
			got, err := pool.Fit(more, opt)
			if err != nil {
				t.Fatal(err)
			}
			if m == pool.REML && math.Abs(got.Tau2-want.Tau2) > 1e-7 && peak(es, got.Tau2) {
				continue // the start differs, and the likelihood has another maximum
			}
			same(t, "estimate", got.Estimate, want.Estimate)
			same(t, "se", got.SE, want.SE)
			same(t, "Q", got.Q, want.Q)
		}
	})
}

// peak says whether the restricted likelihood has a maximum at tau2.
func peak(es []pool.Effect, tau2 float64) bool {
	d := newMatrices(es)
	top := d.restricted(tau2) + 1e-9
	return d.restricted(tau2*0.99) <= top && d.restricted(tau2*1.01+1e-9) <= top
}

// TestOne: one study gives that study back, whatever the method.
func TestOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := randomEffects(t)[0]
		m, _ := fitting(t, []pool.Effect{e})
		same(t, "estimate", m.Estimate, e.Y)
		same(t, "se", m.SE, math.Sqrt(e.V))
		if m.PI.Known || m.Tau2 != 0 || m.K != 1 {
			t.Fatalf("one study: got %+v", m)
		}
	})
}

// TestEqualVariances: equal variances give the plain mean.
func TestEqualVariances(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		es := randomEffects(t)
		mean := 0.0
		for i := range es {
			es[i].V = es[0].V
			mean += es[i].Y / float64(len(es))
		}
		m, _ := fitting(t, es)
		same(t, "estimate", m.Estimate, mean)
	})
}

// TestPredictionContainsInterval: the default prediction interval contains
// the confidence interval.
func TestPredictionContainsInterval(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, _ := fitting(t, randomEffects(t))
		if m.K >= pool.DefaultPredictionStudies != m.PI.Known {
			t.Fatalf("%d studies: prediction interval %+v", m.K, m.PI)
		}
		if slack := 1e-12 * (m.CI.High - m.CI.Low); m.PI.Known && (m.PI.Low > m.CI.Low+slack || m.PI.High < m.CI.High-slack) {
			t.Fatalf("prediction interval %+v does not contain %+v", m.PI, m.CI)
		}
	})
}

// TestNoHeterogeneity: with tau² = 0 random effects are common effects.
func TestNoHeterogeneity(t *testing.T) {
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		es := randomEffects(t)
		for i := range es {
			es[i].Y *= 0.05
		}
		m, opt := fitting(t, es)
		if m.Tau2 != 0 {
			return
		}
		found++
		fixed, err := pool.Fit(es, pool.Options{Method: pool.FE, KnappHartung: opt.KnappHartung})
		if err != nil {
			t.Fatal(err)
		}
		same(t, "estimate", m.Estimate, fixed.Estimate)
		same(t, "se", m.SE, fixed.SE)
	})
	if found == 0 {
		t.Error("no draw had tau² = 0")
	}
}

// TestTwoEqual: with two studies of equal variance REML = DL = HE = PM.
func TestTwoEqual(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		es := randomEffects(t)[:2]
		es[1].V = es[0].V
		want, err := pool.Fit(es, pool.Options{Method: pool.DL})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range []pool.Method{pool.REML, pool.HE, pool.PM} {
			got, err := pool.Fit(es, pool.Options{Method: m})
			if err != nil {
				t.Fatal(err)
			}
			same(t, string(m), got.Tau2, want.Tau2)
		}
	})
}

// TestStationary: a REML or ML tau² above 0 has no higher neighbour, and the
// value at 0 is not higher either.
func TestStationary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		es := randomEffects(t)
		m, err := pool.Fit(es, pool.Options{Method: pool.REML})
		if err != nil {
			t.Fatal(err)
		}
		d := newMatrices(es)
		top := d.restricted(m.Tau2)
		for _, tau2 := range []float64{0, m.Tau2 * 0.99, m.Tau2 * 1.01} {
			if d.restricted(tau2) > top+1e-9 {
				t.Fatalf("likelihood %g at %g, %g at the estimate %g", d.restricted(tau2), tau2, top, m.Tau2)
			}
		}
	})
}

// TestArmsSwapped: swapping the arms of tables turns ratios and differences.
func TestArmsSwapped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ts := randomTables(t)
		turned := make([]pool.Table, len(ts))
		for i, x := range ts {
			turned[i] = pool.Table{Row: x.Row, A: x.C, B: x.D, C: x.A, D: x.B}
		}
		for _, m := range []pool.Measure{pool.RR, pool.OR, pool.RD} {
			a, errA := pool.FitMantelHaenszel(ts, m, pool.ZeroRule{}, 0.95)
			b, errB := pool.FitMantelHaenszel(turned, m, pool.ZeroRule{}, 0.95)
			if (errA == nil) != (errB == nil) {
				t.Fatalf("%s: %v, turned %v", m, errA, errB)
			}
			if errA == nil {
				same(t, string(m), a.Estimate, -b.Estimate)
				same(t, string(m)+" se", a.SE, b.SE)
			}
		}
		a, errA := pool.FitPeto(ts, 0.95)
		b, errB := pool.FitPeto(turned, 0.95)
		if errA == nil && errB == nil {
			same(t, "Peto", a.Estimate, -b.Estimate)
		}
	})
}

func randomTables(t *rapid.T) []pool.Table {
	n := rapid.IntRange(1, 12).Draw(t, "tables")
	ts := make([]pool.Table, n)
	for i := range ts {
		count := func(what string) float64 { return float64(rapid.IntRange(0, 40).Draw(t, what)) }
		ts[i] = pool.Table{Row: i + 1, A: count("a"), B: 1 + count("b"), C: count("c"), D: 1 + count("d")}
	}
	return ts
}

// TestOneTable: the Mantel–Haenszel estimate of one table is its own.
func TestOneTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := randomTables(t)[0]
		x.A++
		x.C++
		for _, m := range []pool.Measure{pool.RR, pool.OR, pool.RD} {
			got, err := pool.FitMantelHaenszel([]pool.Table{x}, m, pool.ZeroRule{}, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			row := pool.Row{A: pool.N(x.A), B: pool.N(x.B), C: pool.N(x.C), D: pool.N(x.D)}
			es, _, err := pool.Effects([]pool.Row{row}, m, pool.ZeroRule{})
			if err != nil {
				t.Fatal(err)
			}
			same(t, string(m), got.Estimate, es[0].Y)
			if m != pool.RD {
				same(t, string(m)+" variance", got.SE*got.SE, es[0].V)
			}
		}
	})
}

// same holds two numbers to 1e-7 of the larger of 1 and their size.
func same(t *rapid.T, what string, got, want float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > 1e-7*math.Max(1, math.Abs(want)) {
		t.Fatalf("%s: got %.12g, want %.12g", what, got, want)
	}
}
