package effect_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"appraise/grading/effect"
)

// tables calls f with many tables, small and large, sparse and full.
func tables(t *testing.T, n int, f func(effect.Table)) {
	t.Helper()
	r := rand.New(rand.NewPCG(5, 8))
	for range n {
		limit := []int{4, 12, 40, 300, 5000}[r.IntN(5)]
		n1, n2 := 1+r.IntN(limit), 1+r.IntN(limit)
		f(effect.Table{Treatment: effect.Arm{Events: r.IntN(n1 + 1), N: n1}, Control: effect.Arm{Events: r.IntN(n2 + 1), N: n2}})
	}
}

// exchange of arms negates differences and log ratios; turning the event round
// negates the log odds ratio and the risk difference.
func TestExchangeNegates(t *testing.T) {
	tables(t, 2000, func(x effect.Table) {
		for name, of := range map[string]func(effect.Table, float64) (effect.Estimate, error){"RR": effect.LogRiskRatio, "OR": effect.LogOddsRatio, "RD": effect.Difference} {
			e, err := of(x, 0.5)
			f, err2 := of(x.Swapped(), 0.5)
			if err != nil || err2 != nil || math.Abs(e.Y+f.Y) > 1e-12 || math.Abs(e.V-f.V) > 1e-12*e.V {
				t.Errorf("%s of %v: got %v and, arms exchanged, %v (%v, %v)", name, x, e, f, err, err2)
			}
			if g, _ := of(x.Relabelled(), 0.5); name != "RR" && math.Abs(e.Y+g.Y) > 1e-12 {
				t.Errorf("%s of %v: got %v and, event turned round, %v", name, x, e, g)
			}
		}
	})
}

// the intervals contain their point, stay in range where the method promises
// it, and grow with the level.
func TestIntervalsNest(t *testing.T) {
	tables(t, 500, func(x effect.Table) {
		for _, f := range []effect.Formula{effect.ByNewcombe, effect.ByMiettinenNurminen, effect.ByWaldDifference} {
			narrow, err := effect.RiskDifferenceBy(f, x, 0.8)
			wide, err2 := effect.RiskDifferenceBy(f, x, 0.99)
			if err != nil || err2 != nil {
				t.Fatal(err, err2)
			}
			const slack = 1e-12
			if narrow.Low > narrow.Point+slack || narrow.High < narrow.Point-slack || wide.Low > narrow.Low+slack || wide.High < narrow.High-slack {
				t.Errorf("%s of %v: got %+v and %+v, want the second to hold the first", f, x, narrow, wide)
			}
			if f != effect.ByWaldDifference && (wide.Low < -1-slack || wide.High > 1+slack) {
				t.Errorf("%s of %v: got %+v, want limits from -1 to 1", f, x, wide)
			}
		}
		for _, f := range []effect.Formula{effect.ByWilson, effect.ByWilsonCC, effect.ByClopperPearson, effect.ByJeffreys} {
			p, err := effect.ProportionBy(f, x.Treatment.Events, x.Treatment.N, 0.95)
			q, err2 := effect.ProportionBy(f, x.Treatment.N-x.Treatment.Events, x.Treatment.N, 0.95)
			if err != nil || err2 != nil {
				t.Fatal(err, err2)
			}
			if p.Low < 0 || p.High > 1 || math.Abs(p.Low+q.High-1) > 1e-12 {
				t.Errorf("%s of %v: got %+v and mirrored %+v", f, x.Treatment, p, q)
			}
		}
	})
}

// fisherDirectly adds up all tables by factorials.
func fisherDirectly(x effect.Table) (p, mid float64) {
	d := newNoncentral(x)
	at := math.Exp(d.log[x.Treatment.Events-d.low])
	for _, l := range d.log {
		if w := math.Exp(l); w <= at*(1+1e-7) {
			p += w
			if w < at*(1-1e-7) {
				mid += w
			} else {
				mid += w / 2
			}
		}
	}
	return math.Min(1, p), mid
}

func TestFisherAgainstSum(t *testing.T) {
	tables(t, 3000, func(x effect.Table) {
		p, mid := fisherDirectly(x)
		got, err := effect.Fisher(x)
		half, err2 := effect.FisherMidP(x)
		if err != nil || err2 != nil || !near(got.P, p, 1e-9) || !near(half.P, mid, 1e-9) {
			t.Errorf("%v: got p %.15g mid-p %.15g (%v, %v), want %.15g %.15g", x, got.P, half.P, err, err2, p, mid)
		}
		all, err := effect.FisherAll(x.Treatment.N, x.Control.N, x.Events())
		if err != nil {
			t.Fatal(err)
		}
		if at := all[x.Treatment.Events-max(0, x.Events()-x.Control.N)]; !near(at, got.P, 1e-9) {
			t.Errorf("%v: FisherAll has %.15g, Fisher %.15g", x, at, got.P)
		}
	})
}

// The p value does not change when arms are exchanged or the event is turned
// round, and does not lose its digits far out.
func TestFisherSymmetricAndFar(t *testing.T) {
	tables(t, 1000, func(x effect.Table) {
		p, _ := effect.Fisher(x)
		q, _ := effect.Fisher(x.Swapped())
		r, _ := effect.Fisher(x.Relabelled())
		if !near(p.P, q.P, 1e-10) || !near(p.P, r.P, 1e-10) {
			t.Errorf("%v: got %.15g, exchanged %.15g, turned round %.15g", x, p.P, q.P, r.P)
		}
	})
	// 1000/1000 v 0/1000 has probability 1/C(2000, 1000), and a twin as likely
	far, err := effect.Fisher(effect.Table{Treatment: effect.Arm{Events: 500, N: 500}, Control: effect.Arm{Events: 0, N: 500}})
	a, _ := math.Lgamma(1001)
	b, _ := math.Lgamma(501)
	if want := 2 * math.Exp(2*b-a); err != nil || !near(far.P, want, 1e-9) {
		t.Errorf("got %g, %v, want %g", far.P, err, want)
	}
	if under, err := effect.Fisher(effect.Table{Treatment: effect.Arm{Events: 2000, N: 2000}, Control: effect.Arm{Events: 0, N: 2000}}); err != nil || under.P <= 0 {
		t.Errorf("got %g, %v, want a p value above 0", under.P, err)
	}
}

// The classical examples of Newcombe's paper, method 10, as remembered there
// to four digits.
func TestNewcombeExamples(t *testing.T) {
	for _, c := range []struct {
		table  effect.Table
		lo, hi float64
	}{
		{prasad(56, 70, 48, 80), 0.0524, 0.3339},
		{prasad(9, 10, 3, 10), 0.1705, 0.8090},
		{prasad(5, 56, 0, 29), -0.0381, 0.1926},
		{prasad(10, 10, 0, 10), 0.6075, 1},
	} {
		i, err := effect.Newcombe(c.table, 0.95)
		if err != nil || round(i.Low, 4) != c.lo || round(i.High, 4) != c.hi {
			t.Errorf("%v: got %.4f to %.4f, %v, want %.4f to %.4f", c.table, i.Low, i.High, err, c.lo, c.hi)
		}
	}
}

// An interval or a p value made from an estimate gives the estimate back.
func TestPrintedRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		m := []effect.Measure{effect.RR, effect.HR, effect.MD, effect.SMD}[r.IntN(4)]
		e := effect.Estimate{Measure: m, Y: r.NormFloat64(), V: 0.01 + r.Float64()}
		i, err := e.Interval(0.95)
		if err != nil {
			t.Fatal(err)
		}
		back, err := effect.Printed{Measure: m, Point: i.Point, Low: i.Low, High: i.High, Level: 0.95}.Recover()
		if err != nil || !near(back.Estimate.V, e.V, 1e-9) || math.Abs(back.Asymmetry) > 1e-12 {
			t.Errorf("got %+v, %v from %+v", back, err, e)
		}
		p, err := e.P()
		if err != nil {
			t.Fatal(err)
		}
		again, err := effect.PrintedP{Measure: m, Point: i.Point, P: p}.Estimate()
		if err != nil || !near(again.V, e.V, 1e-6) {
			t.Errorf("got %+v, %v from p %g of %+v", again, err, p, e)
		}
	}
}

// Groups taken as one have the mean and standard deviation of their people.
func TestCombineAgainstPeople(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var everybody []float64
	var groups []effect.Group
	for range 4 {
		var people []float64
		for range 2 + r.IntN(30) {
			people = append(people, 50+10*r.NormFloat64())
		}
		groups = append(groups, summary(people))
		everybody = append(everybody, people...)
	}
	got, err := effect.Combine(groups...)
	want := summary(everybody)
	if err != nil || got.N != want.N || !near(got.Mean, want.Mean, 1e-12) || !near(got.SD, want.SD, 1e-12) {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
}

func summary(people []float64) effect.Group {
	var sum, squares float64
	for _, x := range people {
		sum += x
	}
	mean := sum / float64(len(people))
	for _, x := range people {
		squares += (x - mean) * (x - mean)
	}
	return effect.Group{N: len(people), Mean: mean, SD: math.Sqrt(squares / float64(len(people)-1))}
}

// Scaling a scale scales a mean difference and leaves a standardised one.
func TestScaleInvariance(t *testing.T) {
	a, b := effect.Group{N: 13, Mean: 41.2, SD: 9.8}, effect.Group{N: 11, Mean: 43.5, SD: 10.1}
	tens := func(g effect.Group) effect.Group { return effect.Group{N: g.N, Mean: 10 * g.Mean, SD: 10 * g.SD} }
	for name, f := range map[string]func(a, b effect.Group) (effect.Estimate, error){"g": effect.HedgesG, "g RevMan": effect.HedgesGRevMan, "average": effect.StandardisedByAverage, "ratio": effect.RatioOfMeans} {
		x, _ := f(a, b)
		y, err := f(tens(a), tens(b))
		if err != nil || !near(x.Y, y.Y, 1e-12) || !near(x.V, y.V, 1e-12) {
			t.Errorf("%s: got %v and, tenfold, %v, %v", name, x, y, err)
		}
	}
	x, _ := effect.Welch(a, b, 0.95)
	y, _ := effect.Welch(tens(a), tens(b), 0.95)
	if !near(10*x.Low, y.Low, 1e-12) || !near(10*x.High, y.High, 1e-12) {
		t.Errorf("Welch: got %v and, tenfold, %v", x, y)
	}
}

// The two formulas of Hedges g differ in the third or fourth digit and both
// name themselves.
func TestHedgesFormulasDiffer(t *testing.T) {
	a, b := effect.Group{N: 6, Mean: 5, SD: 2}, effect.Group{N: 5, Mean: 3, SD: 2.5}
	x, _ := effect.HedgesG(a, b)
	y, _ := effect.HedgesGRevMan(a, b)
	if d := math.Abs(x.Y - y.Y); x.Formula == y.Formula || d < 1e-5 || d > 1e-2 {
		t.Errorf("got %v and %v", x, y)
	}
}

// Both t tests on baseline tables (pvalues.csv), as far as no rounding of the
// printed summaries is concerned; the intervals hold 0 exactly when p >= 0.05.
func TestMeanTestsOracle(t *testing.T) {
	rows := 0
	for _, r := range readOracle(t, "../../testdata/oracles/pvalues.csv") {
		if r.fn != "baseline_t" || (r.output != "p_pooled" && r.output != "p_welch") {
			continue
		}
		rows++
		a := effect.Group{N: r.n("n1"), Mean: r.f("m1"), SD: r.f("sd1")}
		b := effect.Group{N: r.n("n2"), Mean: r.f("m2"), SD: r.f("sd2")}
		test, interval := effect.PooledTest, effect.Pooled
		if r.output == "p_welch" {
			test, interval = effect.WelchTest, effect.Welch
		}
		got, err := test(a, b)
		if err != nil || !near(got.P, r.want, tolClosed) {
			t.Errorf("%s %s: got %v, %v, want %v", r.id, r.output, got, err, r.want)
		}
		if i, err := interval(a, b, 0.95); err != nil || i.CrossesNull() != (got.P >= 0.05) {
			t.Errorf("%s: got %+v, %v at p %g", r.id, i, err, got.P)
		}
	}
	if rows != 10 {
		t.Errorf("got %d rows, want 10", rows)
	}
}

// p and midpoint behind printed intervals (pvalues.csv, kind ci_check); the
// bands by rounding belong to the integrity checks.
func TestPrintedOracle(t *testing.T) {
	rows := 0
	for _, r := range readOracle(t, "../../testdata/oracles/pvalues.csv") {
		if r.fn != "ci_check" || (r.output != "p" && r.output != "midpoint") {
			continue
		}
		rows++
		m := effect.MD
		if r.args["scale"] == "log" {
			m = effect.RR
		}
		got, err := effect.Printed{Measure: m, Point: r.f("est"), Low: r.f("lo"), High: r.f("hi"), Level: 0.95}.Recover()
		if err != nil {
			t.Fatal(err)
		}
		x := got.P
		if r.output == "midpoint" {
			x = m.Natural(got.Estimate.Y - got.Asymmetry)
		}
		if !near(x, r.want, tolClosed) {
			t.Errorf("%s %s: got %.17g, want %s", r.id, r.output, x, r.text)
		}
	}
	if rows < 40 {
		t.Errorf("got %d rows, want at least 40", rows)
	}
}

func TestErrorsNameTheThing(t *testing.T) {
	for _, c := range []struct {
		err  func() error
		want string
	}{
		{func() error { _, err := effect.NewTable(14, 13, 7, 9); return err }, "events in the treatment arm: 14 given, need a whole number from 0 to 13"},
		{func() error { _, err := effect.NewTable(3, 13, 7, 0); return err }, "participants in the control arm: 0 given, need a whole number from 1 to 1000000000"},
		{func() error { _, err := effect.CrudeRiskRatio(prasad(3, 13, 0, 9)); return err }, "risk ratio is not defined: no participant of the control arm had the event"},
		{func() error { _, err := effect.RiskRatio(prasad(0, 13, 0, 9), 0.95); return err }, "ratio of 0/13 v 0/9 is not defined: nobody or everybody in both arms had the event, so the table tells nothing of a ratio"},
		{func() error { _, err := effect.Wilson(3, 13, 95); return err }, "confidence level: 95 given, need a number between 0 and 1, both excluded"},
	} {
		if got := c.err(); got == nil || got.Error() != c.want {
			t.Errorf("got %v, want %s", got, c.want)
		}
	}
	var input *effect.InputError
	if _, err := effect.NewTable(-1, 13, 7, 9); !errors.As(err, &input) || input.What != "events in the treatment arm" {
		t.Errorf("got %v, want an *InputError that names the events", err)
	}
}

// Every formula a result can carry is explained once.
func TestSourcesComplete(t *testing.T) {
	seen := map[effect.Formula]bool{}
	for _, s := range effect.Sources() {
		if s.Formula == "" || s.Name == "" || s.Paper == "" || seen[s.Formula] {
			t.Errorf("got %+v, want a formula of its own with name and paper", s)
		}
		seen[s.Formula] = true
	}
	if s, ok := effect.ByNewcombe.Source(); !ok || s.Name != "Newcombe hybrid score interval" {
		t.Errorf("got %+v, %v", s, ok)
	}
	if _, ok := effect.Formula("none").Source(); ok {
		t.Error("got a source of a formula that does not exist")
	}
}
