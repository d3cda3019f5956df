package power_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"appraise/grading/effect"
	"appraise/grading/power"
)

// A sample size has the power it was computed for, and so has the detectable
// effect at that size.
func TestSizeHasItsPower(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 9))
	for range 200 {
		risks := power.Risks{P1: 0.02 + 0.96*r.Float64(), P2: 0.02 + 0.96*r.Float64(), Alpha: 0.01 + 0.09*r.Float64()}
		want := 0.5 + 0.45*r.Float64()
		n, err := risks.SampleSize(want)
		if err != nil {
			t.Fatal(err)
		}
		if n.N1 >= 1 {
			if p, err := risks.Power(n.N1); err != nil || math.Abs(p.Value-want) > 1e-10 {
				t.Errorf("%+v: got power %v, %v at n %g, want %g", risks, p, err, n.N1, want)
			}
			d, err := power.DetectableRisks(n.N1, risks.P2, want, risks.Alpha)
			at := d.Upper
			if risks.P1 < risks.P2 {
				at = d.Lower
			}
			if err != nil || at == nil || math.Abs(*at-risks.P1) > 1e-8 {
				t.Errorf("%+v: got detectable %v, %v at n %g", risks, at, err, n.N1)
			}
		}
		means := power.Means{Difference: 0.2 + r.Float64(), SD: 1, Alpha: risks.Alpha}
		m, err := means.SampleSize(want)
		if err != nil {
			t.Fatal(err)
		}
		if p, err := means.Power(m.N1); err != nil || m.N1 > 2 && math.Abs(p.Value-want) > 1e-9 {
			t.Errorf("%+v: got power %v, %v at n %g, want %g", means, p, err, m.N1, want)
		}
		if d, err := power.DetectableMean(m.N1, 1, want, risks.Alpha); err != nil || m.N1 > 2 && math.Abs(d.Value-means.Difference) > 1e-8 {
			t.Errorf("%+v: got detectable %v, %v", means, d, err)
		}
	}
}

// The series of noncentral t against plain integration.
func TestNoncentralTAgainstIntegral(t *testing.T) {
	for _, c := range []struct{ n1, n2, d float64 }{{5, 5, 0.3}, {13, 11, 0.5}, {50, 25, 0.8}, {148, 150, 0.1}, {400, 300, 0.3}, {20, 20, 3}} {
		m := power.Means{Difference: c.d, SD: 1, Alpha: 0.05}
		got, err := m.PowerUnequal(c.n1, c.n2)
		df := c.n1 + c.n2 - 2
		crit, ncp := studentT(0.975, df), c.d/math.Sqrt(1/c.n1+1/c.n2)
		want := noncentralAbove(crit, df, ncp) + noncentralAbove(crit, df, -ncp)
		if err != nil || math.Abs(got.Value-want) > 1e-10 {
			t.Errorf("%+v: got %.14g, %v, want %.14g", c, got.Value, err, want)
		}
	}
}

// Exact power by Fisher is the plain sum over all tables, never above
// chi-square's, and at equal risks would not exceed alpha.
func TestExactPowerAgainstSum(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	for range 20 {
		n1, n2 := 2+r.IntN(15), 2+r.IntN(15)
		risks := power.Risks{P1: 0.05 + 0.9*r.Float64(), P2: 0.05 + 0.9*r.Float64(), Alpha: 0.05}
		want := 0.0
		for a := range n1 + 1 {
			for c := range n2 + 1 {
				p, err := effect.Fisher(prasad(a, n1, c, n2))
				if err != nil {
					t.Fatal(err)
				}
				if p.P <= 0.05 {
					want += chance(a, n1, risks.P1) * chance(c, n2, risks.P2)
				}
			}
		}
		fisher, err := risks.ExactFisher(n1, n2)
		if err != nil || math.Abs(fisher.Value-want) > 1e-12 {
			t.Errorf("%d v %d %+v: got %.15g, %v, want %.15g", n1, n2, risks, fisher.Value, err, want)
		}
		if chi, err := risks.ExactChiSquare(n1, n2); err != nil || chi.Value < fisher.Value-1e-12 {
			t.Errorf("%d v %d %+v: chi-square %v, %v below Fisher %v", n1, n2, risks, chi, err, fisher)
		}
		level := power.Risks{P1: risks.P1, P2: risks.P1 + 1e-12, Alpha: 0.05}
		if p, err := level.ExactFisher(n1, n2); err != nil || p.Value > 0.05+1e-9 {
			t.Errorf("%d v %d: got error rate %v, %v above alpha", n1, n2, p, err)
		}
	}
}

func chance(x, n int, p float64) float64 {
	c := 1.0
	for i := range x {
		c *= float64(n-i) / float64(i+1)
	}
	return c * math.Pow(p, float64(x)) * math.Pow(1-p, float64(n-x))
}

// The index is the smaller of both labellings, and one step less does not
// cross.
func TestFragilityIsSmallest(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 5))
	for range 300 {
		n1, n2 := 2+r.IntN(80), 2+r.IntN(80)
		x := prasad(r.IntN(n1+1), n1, r.IntN(n2+1), n2)
		f, err := power.FragilityIndex(x, 0.05)
		if err != nil {
			t.Fatal(err)
		}
		g, _ := power.FragilityIndex(x.Relabelled(), 0.05)
		h, _ := power.FragilityIndex(x.Swapped(), 0.05)
		if f.Index != g.Index || f.Index != h.Index || f.Reached != g.Reached {
			t.Errorf("%v: got %+v, turned round %+v, arms exchanged %+v", x, f, g, h)
		}
		reverse, err := power.ReverseFragilityIndex(x, 0.05)
		if err != nil {
			t.Fatal(err)
		}
		if (f.PStart < 0.05) != (f.Index > 0 || !f.Reached) || (f.PStart < 0.05) != (reverse.Reached && reverse.Index == 0) {
			t.Errorf("%v: got %+v and reverse %+v", x, f, reverse)
		}
		if f.Unbalanced != (n1 > 2*n2 || n2 > 2*n1) {
			t.Errorf("%v: got unbalanced %v", x, f.Unbalanced)
		}
	}
}

func TestRelations(t *testing.T) {
	base, err := power.InformationSize(0.2, 0.25, 0.05, 0.8)
	if err != nil {
		t.Fatal(err)
	}
	if same, err := base.Adjusted(0); err != nil || same.Total != base.Total || !near(same.Events, base.Events, 1e-12) {
		t.Errorf("got %+v, %v, want %+v", same, err, base)
	}
	if more, err := power.InformationSize(0.2, -0.25, 0.05, 0.8); err != nil || more.Total <= base.Total {
		t.Errorf("got %+v, %v for an increase, want more than %d", more, err, base.Total)
	}
	if three, err := power.NoEvents(300, 0.95); err != nil || math.Abs(three.Value-0.01) > 1e-4 {
		t.Errorf("got %+v, %v, want about 3/300", three, err)
	}
	events, err := power.LogRank{HazardRatio: 0.67, Alpha: 0.05}.Events(0.8)
	if err != nil {
		t.Fatal(err)
	}
	n, err := power.LogRank{HazardRatio: 0.67, Alpha: 0.05}.Participants(0.8, 0.25)
	if err != nil || !near(n.N1+n.N2, 4*events.Value, 1e-12) {
		t.Errorf("got %+v, %v, want four times %g", n, err, events.Value)
	}
	two, err := power.LogRank{HazardRatio: 0.67, Alpha: 0.05, Ratio: 2}.Events(0.8)
	if err != nil || !near(two.Value, events.Value*9/8, 1e-12) {
		t.Errorf("got %+v, %v at 1:2, want 9/8 of %g", two, err, events.Value)
	}
}

func TestErrorsNameTheThing(t *testing.T) {
	for _, c := range []struct {
		err  func() error
		want string
	}{
		{func() error { _, err := power.Risks{P1: 0.2, P2: 0.2, Alpha: 0.05}.SampleSize(0.8); return err }, "risk of the second arm: 0.2 given, need a risk that differs from that of the first arm"},
		{func() error { _, err := power.Risks{P1: 1.2, P2: 0.2, Alpha: 0.05}.SampleSize(0.8); return err }, "risk of the first arm: 1.2 given, need a number between 0 and 1, both excluded"},
		{func() error { _, err := power.InformationSize(0.2, 1, 0.05, 0.8); return err }, "relative risk reduction: 1 given, need one other than 0 that leaves a risk between 0 and 1"},
		{func() error { _, err := power.InformationSize(0.2, 1e-9, 0.05, 0.8); return err }, "sample size is not defined: the effect is too small to be found by any study (more than 1e+12 participants)"},
		{func() error { _, err := power.FragilityIndex(prasad(14, 13, 7, 9), 0.05); return err }, "events in the treatment arm: 14 given, need a whole number from 0 to 13"},
	} {
		if got := c.err(); got == nil || got.Error() != c.want {
			t.Errorf("got %v, want %s", got, c.want)
		}
	}
}

func TestSourcesComplete(t *testing.T) {
	seen := map[power.Formula]bool{}
	for _, s := range power.Sources() {
		if s.Formula == "" || s.Name == "" || s.Paper == "" || seen[s.Formula] {
			t.Errorf("got %+v, want a formula of its own with name and paper", s)
		}
		seen[s.Formula] = true
	}
	if _, ok := power.ByFleiss.Source(); !ok {
		t.Error("got no source of a formula")
	}
}

// outcome is what one function gave.
type outcome struct {
	name   string
	result any
	err    error
}

func did[T any](name string, result T, err error) outcome { return outcome{name, result, err} }

func calls(e1, n1, e2, n2 int, x, y, z, w float64) []outcome {
	risks, means := power.Risks{P1: x, P2: y, Alpha: z}, power.Means{Difference: x, SD: y, Alpha: z}
	table := prasad(e1, n1, e2, n2)
	rank := power.LogRank{HazardRatio: x, Alpha: z, Ratio: y}
	var all []outcome
	size := func(name string) func(power.Size, error) {
		return func(s power.Size, err error) { all = append(all, did(name, s, err)) }
	}
	number := func(name string) func(power.Value, error) {
		return func(v power.Value, err error) { all = append(all, did(name, v, err)) }
	}
	size("SampleSize")(risks.SampleSize(w))
	size("SampleSizeUnequal")(risks.SampleSizeUnequal(math.Abs(float64(e1)), w))
	size("SampleSizeFleiss")(risks.SampleSizeFleiss(w, w))
	size("SampleSizeUnpooled")(risks.SampleSizeUnpooled(w))
	size("SampleSizeArcsine")(risks.SampleSizeArcsine(w))
	size("SampleSizeArcsineStrict")(risks.SampleSizeArcsineStrict(w))
	number("Power")(risks.Power(float64(n1)))
	number("PowerStrict")(risks.PowerStrict(w))
	if n1 < 60 && n2 < 60 {
		number("ExactFisher")(risks.ExactFisher(n1, n2))
		number("ExactChiSquare")(risks.ExactChiSquare(n1, n2))
	}
	size("Means.SampleSize")(means.SampleSize(w))
	size("Means.SampleSizeStrict")(means.SampleSizeStrict(w))
	size("Means.SampleSizeNormal")(means.SampleSizeNormal(w))
	number("Means.Power")(means.Power(float64(n1)))
	number("PowerUnequal")(means.PowerUnequal(float64(n1), float64(n2)))
	number("PowerPaired")(means.PowerPaired(w))
	number("DetectableMean")(power.DetectableMean(float64(n1), x, w, z))
	number("DetectableMeanUnequal")(power.DetectableMeanUnequal(float64(n1), float64(n2), x, w, z))
	size("SizeForProportion")(power.SizeForProportion(x, y, z))
	number("HalfWidthRiskDifference")(power.HalfWidthRiskDifference(float64(n1), float64(n2), x, y, z))
	number("HalfWidthMeanDifference")(power.HalfWidthMeanDifference(float64(n1), w, x, z))
	number("NoEvents")(power.NoEvents(n1, z))
	number("DesignEffect")(power.DesignEffect(w, x))
	number("InflateDropout")(power.InflateDropout(float64(n1), x))
	number("Events")(rank.Events(w))
	size("Participants")(rank.Participants(w, y))
	size("NonInferiorRisk")(power.NonInferiorRisk(x, y, z, w))
	size("NonInferiorMean")(power.NonInferiorMean(x, y, z, w))
	size("SizeForCorrelation")(power.SizeForCorrelation(x, z, w))
	size("SizeForCorrelationZ")(power.SizeForCorrelationZ(x, z, w))
	d, err := power.DetectableRisks(float64(n1), x, w, z)
	all = append(all, did("DetectableRisks", d, err))
	i, err := power.InformationSize(x, y, z, w)
	all = append(all, did("InformationSize", i, err))
	if err == nil {
		i, err = i.Adjusted(y)
		all = append(all, did("Adjusted", i, err))
	}
	i, err = power.InformationSizeMeans(x, z, w)
	all = append(all, did("InformationSizeMeans", i, err))
	if n1 < 3000 && n2 < 3000 {
		f, err := power.FragilityIndex(table, z)
		all = append(all, did("FragilityIndex", f, err))
		f, err = power.ReverseFragilityIndex(table, z)
		all = append(all, did("ReverseFragilityIndex", f, err))
	}
	return all
}

func notFinite(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Float64:
		return math.IsNaN(v.Float()) || math.IsInf(v.Float(), 0)
	case reflect.Int:
		return v.Int() == math.MinInt // a NaN or an infinity turned into a count
	case reflect.Struct:
		for i := range v.NumField() {
			if notFinite(v.Field(i)) {
				return true
			}
		}
	case reflect.Pointer:
		return !v.IsNil() && notFinite(v.Elem())
	}
	return false
}

func check(t *testing.T, e1, n1, e2, n2 int, x, y, z, w float64) {
	t.Helper()
	for _, o := range calls(e1, n1, e2, n2, x, y, z, w) {
		var input *effect.InputError
		var undefined *effect.UndefinedError
		if o.err != nil && !errors.As(o.err, &input) && !errors.As(o.err, &undefined) {
			t.Errorf("%s: untyped error %v", o.name, o.err)
		}
		if notFinite(reflect.ValueOf(o.result)) {
			t.Errorf("%s(%d/%d %d/%d %g %g %g %g): got %+v, %v, want finite numbers", o.name, e1, n1, e2, n2, x, y, z, w, o.result, o.err)
		}
	}
}

func FuzzNumbersAreFinite(f *testing.F) {
	f.Add(3, 13, 7, 9, 0.5, 0.75, 0.05, 0.8)
	f.Add(0, 0, -1, 5, math.Inf(1), math.NaN(), 1e-300, 0.0)
	f.Add(9, 10, 1, 2000, 1e-9, 1-1e-9, 1e-12, 0.999999)
	f.Fuzz(check)
}

func TestEdges(t *testing.T) {
	numbers := []float64{0, 1, -1, 0.5, 0.05, 0.8, 0.999999999, 1e-9, 1e-320, 1e300, math.MaxFloat64, math.Inf(1), math.NaN()}
	for _, c := range [][4]int{{0, 1, 0, 1}, {1, 1, 0, 1}, {0, 0, 0, 0}, {-1, 5, 2, 5}, {3, 13, 7, 9}, {5, 2999, 6, 2999}, {1, math.MaxInt, 1, math.MaxInt}, {math.MinInt, math.MinInt, 1, 1}} {
		for i, x := range numbers {
			for j, y := range numbers {
				check(t, c[0], c[1], c[2], c[3], x, y, []float64{0.05, 1e-12, 0.3}[(i+j)%3], []float64{0.8, 0.999999, 0.31}[(i+2*j)%3])
			}
			check(t, c[0], c[1], c[2], c[3], 0.2, 0.25, x, 0.8)
			check(t, c[0], c[1], c[2], c[3], 0.2, 0.25, 0.05, x)
		}
	}
}

func BenchmarkInformationSize(b *testing.B) {
	for b.Loop() {
		if _, err := power.InformationSize(0.78, 0.25, 0.05, 0.8); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkInformationSizeMeans(b *testing.B) {
	for b.Loop() {
		if _, err := power.InformationSizeMeans(0.3, 0.05, 0.8); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFragilityIndex(b *testing.B) {
	for b.Loop() {
		if _, err := power.FragilityIndex(prasad(3, 13, 9, 11), 0.05); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkExactFisher100v100(b *testing.B) {
	for b.Loop() {
		if _, err := (power.Risks{P1: 0.3, P2: 0.5, Alpha: 0.05}).ExactFisher(100, 100); err != nil {
			b.Fatal(err)
		}
	}
}
