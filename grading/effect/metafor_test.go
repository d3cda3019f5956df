package effect_test

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"math"
	"os"
	"testing"

	"appraise/grading/effect"
)

// metaCase is the part of testdata/oracles/meta.json.gz (metafor 3.8-1) that
// concerns single studies.
type metaCase struct {
	ID, Kind, Measure, Escalc string
	Inputs                    map[string]json.RawMessage
	Result                    struct{ Yi, Vi []*float64 }
}

// column reads a named input column; nil stands for a missing value.
func (c metaCase) column(t *testing.T, name string) []*float64 {
	var xs []*float64
	if err := json.Unmarshal(c.Inputs[name], &xs); err != nil {
		t.Fatalf("%s %s: %v", c.ID, name, err)
	}
	return xs
}

func readMeta(t *testing.T) []metaCase {
	t.Helper()
	var r io.Reader
	if f, err := os.Open("../../testdata/oracles/meta.json.gz"); err == nil {
		defer f.Close()
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	} else if f, err := os.Open("../../../shared/oracle/meta.json"); err == nil {
		defer f.Close()
		r = f
	} else {
		t.Skip("neither testdata/oracles/meta.json.gz nor ../shared/oracle/meta.json is here")
	}
	var all struct{ Cases []metaCase }
	if err := json.NewDecoder(r).Decode(&all); err != nil {
		t.Fatal(err)
	}
	return all.Cases
}

// estimator computes study i of a case.
type estimator func(x map[string]float64) (effect.Estimate, error)

func group(x map[string]float64, arm string) effect.Group {
	return effect.Group{N: int(x["n"+arm]), Mean: x["m"+arm], SD: x["sd"+arm]}
}

func onTable(f func(effect.Table, float64) (effect.Estimate, error)) estimator {
	return func(x map[string]float64) (effect.Estimate, error) {
		t := effect.Table{Treatment: effect.Arm{Events: int(x["ai"]), N: int(x["ai"] + x["bi"])}, Control: effect.Arm{Events: int(x["ci"]), N: int(x["ci"] + x["di"])}}
		return f(t, effect.HalfCorrection(t))
	}
}

func onGroups(f func(a, b effect.Group) (effect.Estimate, error)) estimator {
	return func(x map[string]float64) (effect.Estimate, error) { return f(group(x, "1"), group(x, "2")) }
}

func onProportion(m effect.Measure) estimator {
	return func(x map[string]float64) (effect.Estimate, error) {
		add := 0.0
		if x["xi"] == 0 || x["xi"] == x["ni"] {
			add = 0.5
		}
		return effect.ProportionEstimate(m, int(x["xi"]), int(x["ni"]), add)
	}
}

func onRates(f func(a, b effect.Rate) (effect.Estimate, error)) estimator {
	return func(x map[string]float64) (effect.Estimate, error) {
		return f(effect.Rate{Events: int(x["x1"]), Time: x["t1"]}, effect.Rate{Events: int(x["x2"]), Time: x["t2"]})
	}
}

func estimatorOf(c metaCase) estimator {
	switch c.Kind + " " + c.Measure {
	case "2x2 RR":
		return onTable(effect.LogRiskRatio)
	case "2x2 OR":
		return onTable(effect.LogOddsRatio)
	case "2x2 RD":
		return onTable(effect.Difference)
	case "2x2 PETO":
		return onTable(func(t effect.Table, _ float64) (effect.Estimate, error) { return effect.PetoOddsRatio(t) })
	case "2x2 AS":
		return onTable(func(t effect.Table, _ float64) (effect.Estimate, error) { return effect.ArcsineDifference(t) })
	case "continuous MD":
		return onGroups(effect.MeanDifferenceEstimate)
	case "continuous SMD":
		if c.Escalc == "vtype=UB" {
			return onGroups(effect.HedgesGUnbiased)
		}
		return onGroups(effect.HedgesG)
	case "continuous SMD_REVMAN":
		return onGroups(effect.HedgesGRevMan)
	case "continuous SMDH":
		return onGroups(effect.StandardisedByAverage)
	case "continuous ROM":
		return onGroups(effect.RatioOfMeans)
	case "correlation ZCOR":
		return func(x map[string]float64) (effect.Estimate, error) { return effect.FisherZ(x["ri"], int(x["ni"])) }
	case "correlation COR":
		return func(x map[string]float64) (effect.Estimate, error) { return effect.Correlation(x["ri"], int(x["ni"])) }
	case "rate IRR":
		return onRates(func(a, b effect.Rate) (effect.Estimate, error) {
			add := 0.0
			if a.Events == 0 || b.Events == 0 {
				add = 0.5
			}
			return effect.RateRatio(a, b, add)
		})
	case "rate IRD":
		return onRates(effect.RateDifference)
	}
	if c.Kind == "proportion" {
		return onProportion(effect.Measure(c.Measure))
	}
	return nil
}

const tolMetafor = 1e-10 // relative to max(1, |x|): closed forms, grading.md F8

func TestEstimatesAgainstMetafor(t *testing.T) {
	studies, refused, empty := 0, 0, 0
	for _, c := range readMeta(t) {
		compute := estimatorOf(c)
		if compute == nil {
			continue
		}
		columns := map[string][]*float64{}
		for name := range c.Inputs {
			if name != "labels" {
				columns[name] = c.column(t, name)
			}
		}
		for i := range c.Result.Yi {
			x := map[string]float64{}
			for name, column := range columns {
				if column[i] != nil {
					x[name] = *column[i]
				}
			}
			e, err := compute(x)
			y, v := c.Result.Yi[i], c.Result.Vi[i]
			switch {
			case err != nil && y == nil:
				refused++ // neither side has an estimate
			case err != nil && c.Kind == "2x2" && (x["ai"]+x["bi"] == 0 || x["ci"]+x["di"] == 0):
				empty++ // an arm of nobody: metafor invents half a person in each cell, we refuse
			case err != nil || y == nil || v == nil:
				t.Errorf("%s study %d %v: got %v, %v, want %v %v", c.ID, i, x, e, err, y, v)
			default:
				studies++
				if !within(e.Y, *y) || !within(e.V, *v) {
					t.Errorf("%s study %d %v: got %.15g %.15g, want %.15g %.15g", c.ID, i, x, e.Y, e.V, *y, *v)
				}
			}
		}
	}
	t.Logf("%d studies agree, %d have no estimate on either side, %d have an arm of nobody", studies, refused, empty)
	if studies < 5400 || empty != 3 {
		t.Errorf("got %d studies and %d with an empty arm, want at least 5400 and 3", studies, empty)
	}
}

func within(got, want float64) bool {
	return math.Abs(got-want) <= tolMetafor*math.Max(1, math.Abs(want))
}
