package effect_test

import (
	"math"
	"testing"

	"appraise/grading/effect"
)

// A default is the named method, and says so.
func TestDefaultsNameTheirMethod(t *testing.T) {
	table := prasad(3, 13, 7, 9)
	a, b := effect.Group{N: 13, Mean: 41.2, SD: 9.8}, effect.Group{N: 11, Mean: 43.5, SD: 10.1}
	for _, c := range []struct {
		want effect.Formula
		of   func() (effect.Interval, error)
	}{
		{effect.ByWilson, func() (effect.Interval, error) { return effect.Proportion(10, 13, 0.95) }},
		{effect.ByWilson, func() (effect.Interval, error) { return effect.ProportionBy("", 10, 13, 0.95) }},
		{effect.ByNewcombe, func() (effect.Interval, error) { return effect.RiskDifference(table, 0.95) }},
		{effect.ByNewcombe, func() (effect.Interval, error) { return effect.RiskDifferenceBy("", table, 0.95) }},
		{effect.ByKatz, func() (effect.Interval, error) { return effect.RiskRatio(table, 0.95) }},
		{effect.ByKatzHaldane, func() (effect.Interval, error) { return effect.RiskRatio(prasad(0, 13, 7, 9), 0.95) }},
		{effect.ByKatz, func() (effect.Interval, error) { return effect.RiskRatio(prasad(13, 13, 7, 9), 0.95) }},
		{effect.ByWoolf, func() (effect.Interval, error) { return effect.OddsRatio(table, 0.95) }},
		{effect.ByHaldane, func() (effect.Interval, error) { return effect.OddsRatio(prasad(13, 13, 7, 9), 0.95) }},
		{effect.ByWelch, func() (effect.Interval, error) { return effect.MeanDifference(a, b, 0.95) }},
	} {
		i, err := c.of()
		if err != nil || i.Formula != c.want || i.Level != 0.95 {
			t.Errorf("got %+v, %v, want %s", i, err, c.want)
		}
	}
}

// The natural scale and the null of each measure.
func TestMeasureScales(t *testing.T) {
	for _, c := range []struct {
		measure       effect.Measure
		y, want, null float64
	}{
		{effect.RR, math.Log(0.75), 0.75, 1}, {effect.HR, 0, 1, 1}, {effect.MD, -1.39, -1.39, 0}, {effect.PLO, math.Log(3), 0.75, 0},
		{effect.PLN, math.Log(0.2), 0.2, 0}, {effect.PAS, math.Asin(math.Sqrt(0.3)), 0.3, 0}, {effect.ZCOR, math.Atanh(0.5), 0.5, 0},
	} {
		if got := c.measure.Natural(c.y); !near(got, c.want, 1e-14) || c.measure.Null() != c.null {
			t.Errorf("%s: got %g and null %g, want %g and %g", c.measure, got, c.measure.Null(), c.want, c.null)
		}
	}
}

// A log-rank result, worked by hand: O-E = -7.5, V = 20 gives exp(-0.375).
func TestHazardRatioFromLogRank(t *testing.T) {
	e, err := effect.LogRank{ObservedMinusExpected: -7.5, Variance: 20}.HazardRatio()
	if err != nil || e.Y != -0.375 || e.V != 0.05 || e.Measure != effect.HR {
		t.Errorf("got %+v, %v, want -0.375 with variance 0.05", e, err)
	}
	i, err := e.Interval(0.95)
	if err != nil || round(i.Point, 4) != 0.6873 || round(i.Low, 4) != 0.4434 || round(i.High, 4) != 1.0653 {
		t.Errorf("got %+v, %v, want 0.6873 (0.4434 to 1.0653)", i, err)
	}
}

func TestPetoCaution(t *testing.T) {
	for _, c := range []struct {
		table effect.Table
		want  string
	}{
		{prasad(9, 200, 12, 200), ""},
		{prasad(3, 13, 7, 9), "more than one participant in ten had the event"},
		{prasad(9, 900, 12, 200), "one arm is more than twice as large as the other"},
		{prasad(2, 200, 12, 200), "the odds ratio lies outside 0.5 to 2"},
		{prasad(0, 200, 0, 200), "Peto odds ratio is not defined: nobody or everybody in both arms had the event"},
	} {
		if got := effect.PetoCaution(c.table); got != c.want {
			t.Errorf("%v: got %q, want %q", c.table, got, c.want)
		}
	}
}

// Hedges's correction takes Cohen's d down by about 3/(4N-9).
func TestCohenAndHedges(t *testing.T) {
	a, b := effect.Group{N: 13, Mean: 41.2, SD: 9.8}, effect.Group{N: 11, Mean: 43.5, SD: 10.1}
	d, err := effect.CohenD(a, b)
	g, err2 := effect.HedgesG(a, b)
	if err != nil || err2 != nil || math.Abs(g.Y/d.Value-(1-3/87.0)) > 1e-3 {
		t.Errorf("got d %v and g %v (%v, %v)", d, g, err, err2)
	}
	test, err := effect.PooledTest(a, b)
	if err != nil {
		t.Fatal(err)
	}
	if same, err := effect.CohenDFromT(test.Statistic, 13, 11); err != nil || !near(same.Value, d.Value, 1e-12) {
		t.Errorf("got %v, %v from t, want %v", same, err, d)
	}
}

// A limit of exactly 0 leaves the number needed without bound.
func TestNeededWithoutBound(t *testing.T) {
	for _, c := range []struct {
		rd   effect.Interval
		want string
	}{
		{effect.Interval{Measure: effect.RD, Low: -0.2, Point: -0.1, High: 0}, "NNTB 5 to infinity at a baseline risk of 50.0%, time frame not stated"},
		{effect.Interval{Measure: effect.RD, Low: 0, Point: 0.1, High: 0.2}, "infinity to NNTH 5 at a baseline risk of 50.0%, time frame not stated"},
		{effect.Interval{Measure: effect.RD, Low: 0.1, Point: 0.125, High: 0.2}, "NNTH 8 (5 to 10) at a baseline risk of 50.0%, time frame not stated"},
	} {
		n, err := effect.NeedToTreat(c.rd, 0.5, "", true)
		if err != nil || n.Text() != c.want {
			t.Errorf("%+v: got %q, %v, want %q", c.rd, n.Text(), err, c.want)
		}
	}
}

// Without losses, or with losses that cannot matter, the result stands.
func TestScenariosRobust(t *testing.T) {
	scenarios, err := effect.Incomplete{Observed: prasad(10, 100, 60, 100), MissingTreatment: 2, MissingControl: 2}.Scenarios(0.95)
	if err != nil || len(scenarios) != 5 || !effect.Robust(scenarios) {
		t.Errorf("got %+v, %v, want a robust result", scenarios, err)
	}
	turned, err := effect.Incomplete{Observed: prasad(10, 20, 12, 20), MissingTreatment: 10, MissingControl: 10}.Scenarios(0.95)
	if err != nil || effect.Robust(turned) || !turned[4].Reversed {
		t.Errorf("got %+v, %v, want the worst case reversed", turned, err)
	}
}

// Large trials against 40-digit arithmetic (exact binomial coefficients in
// Python's integers and decimals).
func TestFisherLargeTrials(t *testing.T) {
	for _, c := range []struct {
		table effect.Table
		want  float64
	}{
		{prasad(50000, 1000000, 50400, 1000000), 1.9632864775574477e-01},
		{prasad(198, 4012, 254, 4010), 6.6909946359243059e-03},
		{prasad(100, 100000, 300, 120000), 3.8832280911575118e-17},
	} {
		if got, err := effect.Fisher(c.table); err != nil || !near(got.P, c.want, 1e-12) {
			t.Errorf("%v: got %.16g, %v, want %.16g", c.table, got.P, err, c.want)
		}
	}
}
