package effect_test

import (
	"errors"
	"math"
	"reflect"
	"testing"

	"appraise/grading/effect"
)

// call is one function of the package applied to fuzzed arguments.
type call struct {
	name string
	do   func() (any, error)
}

// args are fuzzed arguments; any of them can be nonsense.
type args struct {
	e1, n1, e2, n2 int
	x, y, z, level float64
}

func (a args) table() effect.Table {
	return effect.Table{Treatment: effect.Arm{Events: a.e1, N: a.n1}, Control: effect.Arm{Events: a.e2, N: a.n2}}
}

func (a args) groups() (effect.Group, effect.Group) {
	return effect.Group{N: a.n1, Mean: a.x, SD: a.y}, effect.Group{N: a.n2, Mean: a.z, SD: a.y}
}

func (a args) interval(m effect.Measure) effect.Interval {
	return effect.Interval{Measure: m, Level: a.level, Low: a.x, Point: a.y, High: a.z}
}

func wrap[T any](name string, f func() (T, error)) call {
	return call{name, func() (any, error) { return f() }}
}

func (a args) calls() []call {
	t := a.table()
	g, h := a.groups()
	var all []call
	for _, s := range effect.Sources() { // methods a user can choose, and the rest, which must be refused
		all = append(all,
			wrap("ProportionBy "+string(s.Formula), func() (effect.Interval, error) { return effect.ProportionBy(s.Formula, a.e1, a.n1, a.level) }),
			wrap("RiskDifferenceBy "+string(s.Formula), func() (effect.Interval, error) { return effect.RiskDifferenceBy(s.Formula, t, a.level) }))
	}
	for _, m := range []effect.Measure{effect.RR, effect.OR, effect.HR, effect.RD, effect.MD, effect.SMD, effect.PETO, "none"} {
		i := a.interval(m)
		p := effect.Printed{Measure: m, Low: a.x, Point: a.y, High: a.z, Level: a.level}
		q := effect.PrintedP{Measure: m, Point: a.x, P: a.y}
		all = append(all,
			wrap("Per1000", func() (effect.Absolute, error) { return effect.Per1000(a.level, i) }),
			wrap("Recover", p.Recover),
			wrap("Interval from p", func() (effect.Interval, error) { return q.Interval(a.level) }),
			wrap("ApproximateEstimate", q.ApproximateEstimate),
			wrap("RelativeReduction", func() (effect.Interval, error) { return effect.RelativeReduction(i) }),
			wrap("NeedToTreat", func() (effect.NumberNeeded, error) { return effect.NeedToTreat(i, a.level, "", a.e1%2 == 0) }),
			wrap("EValue", func() (effect.EValues, error) { return effect.EValue(i) }),
			wrap("UnitsFromSMD", func() (effect.Interval, error) { return effect.UnitsFromSMD(i, a.level) }),
			wrap("ProportionEstimate", func() (effect.Estimate, error) { return effect.ProportionEstimate(m, a.e1, a.n1, a.x) }),
		)
	}
	for name, f := range map[string]func(a, b effect.Group) (effect.Estimate, error){"HedgesG": effect.HedgesG, "HedgesGRevMan": effect.HedgesGRevMan, "HedgesGUnbiased": effect.HedgesGUnbiased,
		"StandardisedByAverage": effect.StandardisedByAverage, "RatioOfMeans": effect.RatioOfMeans, "MeanDifferenceEstimate": effect.MeanDifferenceEstimate} {
		all = append(all, wrap(name, func() (effect.Estimate, error) { return f(g, h) }))
	}
	return append(append(all, a.tableCalls(t)...), a.conversionCalls(g, h)...)
}

func (a args) tableCalls(t effect.Table) []call {
	acc := effect.Accuracy{TruePositive: a.e1, FalseNegative: a.n1, FalsePositive: a.e2, TrueNegative: a.n2}
	r, s := effect.Rate{Events: a.e1, Time: a.x}, effect.Rate{Events: a.e2, Time: a.y}
	return []call{
		wrap("RiskRatio", func() (effect.Interval, error) { return effect.RiskRatio(t, a.level) }),
		wrap("OddsRatio", func() (effect.Interval, error) { return effect.OddsRatio(t, a.level) }),
		wrap("Haldane", func() (effect.Interval, error) { return effect.Haldane(t, a.level) }),
		wrap("LogRiskRatio", func() (effect.Estimate, error) { return effect.LogRiskRatio(t, a.x) }),
		wrap("LogOddsRatio", func() (effect.Estimate, error) { return effect.LogOddsRatio(t, a.x) }),
		wrap("Difference", func() (effect.Estimate, error) { return effect.Difference(t, a.x) }),
		wrap("ArcsineDifference", func() (effect.Estimate, error) { return effect.ArcsineDifference(t) }),
		wrap("PetoOddsRatio", func() (effect.Estimate, error) { return effect.PetoOddsRatio(t) }),
		wrap("ConditionalOddsRatio", func() (effect.Interval, error) { return effect.ConditionalOddsRatio(t, a.level) }),
		wrap("CrudeRiskRatio", func() (effect.Derived, error) { return effect.CrudeRiskRatio(t) }),
		wrap("RelativeRiskReduction", func() (effect.Derived, error) { return effect.RelativeRiskReduction(t) }),
		wrap("AbsoluteRiskReduction", func() (effect.Derived, error) { return effect.AbsoluteRiskReduction(t) }),
		wrap("Fisher", func() (effect.Test, error) { return effect.Fisher(t) }),
		wrap("FisherMidP", func() (effect.Test, error) { return effect.FisherMidP(t) }),
		wrap("ChiSquare", func() (effect.Test, error) { return effect.ChiSquare(t) }),
		wrap("ChiSquareYates", func() (effect.Test, error) { return effect.ChiSquareYates(t) }),
		wrap("NeedToTreatTable", func() (effect.NumberNeeded, error) { return effect.NeedToTreatTable(t, a.level, "", true) }),
		wrap("Scenarios", func() ([]effect.Scenario, error) {
			return effect.Incomplete{Observed: t, MissingTreatment: a.e2, MissingControl: a.e1}.Scenarios(a.level)
		}),
		wrap("Sensitivity", func() (effect.Interval, error) { return acc.Sensitivity(a.level) }),
		wrap("LikelihoodPositive", func() (effect.Interval, error) { return acc.LikelihoodPositive(a.level) }),
		wrap("LikelihoodNegative", func() (effect.Interval, error) { return acc.LikelihoodNegative(a.level) }),
		wrap("DiagnosticOddsRatio", func() (effect.Interval, error) { return acc.DiagnosticOddsRatio(a.level) }),
		wrap("Youden", acc.Youden),
		wrap("RateRatio", func() (effect.Estimate, error) { return effect.RateRatio(r, s, a.z) }),
		wrap("RateDifference", func() (effect.Estimate, error) { return effect.RateDifference(r, s) }),
		wrap("HazardRatio", effect.LogRank{ObservedMinusExpected: a.x, Variance: a.y}.HazardRatio),
	}
}

func (a args) conversionCalls(g, h effect.Group) []call {
	five := effect.FiveNumbers{Min: a.x - 1, Q1: a.x, Median: a.y, Q3: a.z, Max: a.z + 1, N: a.n1}
	return []call{
		wrap("Welch", func() (effect.Interval, error) { return effect.Welch(g, h, a.level) }),
		wrap("Pooled", func() (effect.Interval, error) { return effect.Pooled(g, h, a.level) }),
		wrap("WelchTest", func() (effect.Test, error) { return effect.WelchTest(g, h) }),
		wrap("PooledTest", func() (effect.Test, error) { return effect.PooledTest(g, h) }),
		wrap("Combine", func() (effect.Combined, error) { return effect.Combine(g, h) }),
		wrap("FisherZ", func() (effect.Estimate, error) { return effect.FisherZ(a.x, a.n1) }),
		wrap("Correlation", func() (effect.Estimate, error) { return effect.Correlation(a.x, a.n1) }),
		wrap("PostTest", func() (effect.Derived, error) { return effect.PostTest(a.x, a.y) }),
		wrap("NeededFromRiskRatio", func() (effect.Derived, error) { return effect.NeededFromRiskRatio(a.x, a.y) }),
		wrap("NeededFromOddsRatio", func() (effect.Derived, error) { return effect.NeededFromOddsRatio(a.x, a.y) }),
		wrap("NeededFromSMD", func() (effect.Derived, error) { return effect.NeededFromSMD(a.x, a.y) }),
		wrap("RiskRatioFromOdds", func() (effect.Derived, error) { return effect.RiskRatioFromOdds(a.x, a.y) }),
		wrap("SDFromSE", func() (effect.Derived, error) { return effect.SDFromSE(a.n1, a.x) }),
		wrap("SDFromIntervalZ", func() (effect.Derived, error) { return effect.SDFromIntervalZ(a.n1, a.x, a.y, a.level) }),
		wrap("SDFromIntervalT", func() (effect.Derived, error) { return effect.SDFromIntervalT(a.n1, a.x, a.y, a.level) }),
		wrap("SEFromInterval", func() (effect.Derived, error) { return effect.SEFromInterval(a.x, a.y, a.level) }),
		wrap("SDFromP", func() (effect.Derived, error) { return effect.SDFromP(a.x, a.y, a.n1, a.n2) }),
		wrap("SDFromT", func() (effect.Derived, error) { return effect.SDFromT(a.x, a.y, a.n1, a.n2) }),
		wrap("SDOfChange", func() (effect.Derived, error) { return effect.SDOfChange(a.x, a.y, a.z) }),
		wrap("SMDFromT", func() (effect.Estimate, error) { return effect.SMDFromT(a.x, a.n1, a.n2) }),
		wrap("MeanFromQuartiles", func() (effect.Moments, error) { return effect.MeanFromQuartiles(five) }),
		wrap("MeanFromRange", func() (effect.Moments, error) { return effect.MeanFromRange(five) }),
		wrap("MeanFromFiveNumbers", func() (effect.Moments, error) { return effect.MeanFromFiveNumbers(five) }),
		wrap("LogOddsFromSMD", func() (effect.Estimate, error) {
			return effect.LogOddsFromSMD(effect.Estimate{Measure: effect.SMD, Y: a.x, V: a.y})
		}),
		wrap("Estimate.Interval", func() (effect.Interval, error) {
			return effect.Estimate{Measure: effect.RR, Y: a.x, V: math.Abs(a.y)}.Interval(a.level)
		}),
	}
}

// notFinite finds a NaN or an infinity anywhere inside a result.
func notFinite(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Float64:
		return math.IsNaN(v.Float()) || math.IsInf(v.Float(), 0)
	case reflect.Struct:
		for i := range v.NumField() {
			if notFinite(v.Field(i)) {
				return true
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			if notFinite(v.Index(i)) {
				return true
			}
		}
	case reflect.Pointer:
		return !v.IsNil() && notFinite(v.Elem())
	}
	return false
}

// check holds every function to the promise of the package comment.
func check(t *testing.T, a args) {
	t.Helper()
	for _, c := range a.calls() {
		result, err := c.do()
		var input *effect.InputError
		var undefined *effect.UndefinedError
		switch {
		case err != nil && !errors.As(err, &input) && !errors.As(err, &undefined):
			t.Errorf("%s(%+v): untyped error %v", c.name, a, err)
		case notFinite(reflect.ValueOf(result)):
			t.Errorf("%s(%+v): got %+v, %v, want finite numbers", c.name, a, result, err)
		}
		if i, ok := result.(effect.Interval); ok && err == nil && i.Low > i.High {
			t.Errorf("%s(%+v): got limits in the wrong order, %+v", c.name, a, i)
		}
	}
}

func FuzzNumbersAreFinite(f *testing.F) {
	f.Add(3, 13, 7, 9, 0.5, 1.0, 2.0, 0.95)
	f.Add(0, 10, 10, 10, -1.0, 0.0, 1e300, 0.5)
	f.Add(0, 0, -1, 5, math.Inf(1), math.NaN(), 1e-300, 0.0)
	f.Add(5, 1000000000, 999999999, 1000000000, 1e-320, 0.999999, 3.0, 0.999999999999)
	f.Fuzz(func(t *testing.T, e1, n1, e2, n2 int, x, y, z, level float64) {
		check(t, args{e1, n1, e2, n2, x, y, z, level})
	})
}

// TestEdges runs the edge list without the fuzzer: every combination of
// extreme counts with extreme numbers.
func TestEdges(t *testing.T) {
	counts := [][4]int{{0, 1, 0, 1}, {1, 1, 0, 1}, {1, 1, 1, 1}, {0, 5, 0, 5}, {5, 5, 5, 5}, {0, 0, 0, 0}, {-1, 5, 2, 5}, {6, 5, 2, 5}, {3, 13, 7, 9},
		{1, 1000000000, 0, 1000000000}, {500000000, 1000000000, 499000000, 1000000000}, {1, 1, 1000000000, 1000000000}, {1, math.MaxInt, 1, math.MaxInt}, {math.MinInt, math.MinInt, math.MaxInt, 1}}
	numbers := []float64{0, 1, -1, 0.5, 1e-320, 1e300, math.MaxFloat64, -math.MaxFloat64, math.Inf(1), math.Inf(-1), math.NaN()}
	for _, c := range counts {
		for i, x := range numbers {
			if c[1] == effect.MaxCount && i > 1 {
				break // the exact methods take their time here
			}
			y, z := numbers[(i+3)%len(numbers)], numbers[(i+7)%len(numbers)]
			level := []float64{0.95, 0.5, 1e-17, 1 - 0x1p-53, 0, 1, math.NaN()}[i%7]
			check(t, args{c[0], c[1], c[2], c[3], x, y, z, level})
			check(t, args{c[0], c[1], c[2], c[3], y, x, x, 0.95})
		}
	}
}
