package power_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"math"
	"os"
	"sort"
	"strconv"
	"strings"
	"testing"

	"appraise/grading/effect"
	"appraise/grading/power"
)

// row is one line of testdata/oracles/power.csv, computed with R 4.2.2 and
// pwr 1.3-0.
type row struct {
	id, fn, output, text string
	args                 map[string]string
	want                 float64 // NaN where R has no answer
}

func (r row) f(name string) float64 {
	x, err := strconv.ParseFloat(r.args[name], 64)
	if err != nil {
		panic(fmt.Sprintf("%s: argument %s: %v", r.id, name, err))
	}
	return x
}

func (r row) n(name string) int { return int(r.f(name)) }

func (r row) risks() power.Risks {
	return power.Risks{P1: r.f("p1"), P2: r.f("p2"), Alpha: r.f("alpha")}
}

func (r row) means() power.Means {
	return power.Means{Difference: r.f("delta"), SD: r.f("sd"), Alpha: r.f("alpha")}
}

func (r row) table() effect.Table {
	return effect.Table{Treatment: effect.Arm{Events: r.n("e1"), N: r.n("n1")}, Control: effect.Arm{Events: r.n("e2"), N: r.n("n2")}}
}

func readRows(t *testing.T) []row {
	t.Helper()
	f, err := os.Open("../../testdata/oracles/power.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	for _, l := range lines[1:] {
		r := row{id: l[0], fn: l[1], output: l[3], text: l[4], args: map[string]string{}, want: math.NaN()}
		for _, pair := range strings.Split(l[2], ";") {
			name, value, _ := strings.Cut(pair, "=")
			r.args[name] = value
		}
		if r.text != "NA" {
			if r.want, err = strconv.ParseFloat(r.text, 64); err != nil {
				t.Fatal(err)
			}
		}
		rows = append(rows, r)
	}
	return rows
}

// errNone stands for an answer that does not exist, R's NA.
var errNone = errors.New("no such effect")

func near(got, want, tol float64) bool { return math.Abs(got-want) <= tol*math.Abs(want) }

func sized(s power.Size, err error) (float64, error)   { return s.N1, err }
func valued(v power.Value, err error) (float64, error) { return v.Value, err }
func pointed(p *float64, err error) (float64, error) {
	if err == nil && p == nil {
		return 0, errNone
	}
	if err != nil {
		return 0, err
	}
	return *p, nil
}

// byName computes each row of power.csv.
var byName = map[string]func(row) (float64, error){
	"n_two_prop_normal":    func(r row) (float64, error) { return sized(r.risks().SampleSize(r.f("power"))) },
	"n_two_prop_fleiss_cc": func(r row) (float64, error) { return sized(r.risks().SampleSizeFleiss(1, r.f("power"))) },
	"n_two_prop_unpooled":  func(r row) (float64, error) { return sized(r.risks().SampleSizeUnpooled(r.f("power"))) },
	"n_two_prop_arcsine":   func(r row) (float64, error) { return sized(r.risks().SampleSizeArcsine(r.f("power"))) },
	"n_two_prop_pwr2p":     func(r row) (float64, error) { return sized(r.risks().SampleSizeArcsineStrict(r.f("power"))) },
	"n_two_prop_unequal": func(r row) (float64, error) {
		return sized(r.risks().SampleSizeUnequal(r.f("ratio_n2_n1"), r.f("power")))
	},
	"n_two_prop_unequal_cc": func(r row) (float64, error) {
		return sized(r.risks().SampleSizeFleiss(r.f("ratio_n2_n1"), r.f("power")))
	},
	"power_two_prop_normal": func(r row) (float64, error) {
		if r.args["strict"] == "TRUE" {
			return valued(r.risks().PowerStrict(r.f("n")))
		}
		return valued(r.risks().Power(r.f("n")))
	},
	"power_two_prop_exact": func(r row) (float64, error) {
		if r.args["test"] == "fisher" {
			return valued(r.risks().ExactFisher(r.n("n1"), r.n("n2")))
		}
		return valued(r.risks().ExactChiSquare(r.n("n1"), r.n("n2")))
	},
	"n_two_means_t":        func(r row) (float64, error) { return sized(r.means().SampleSize(r.f("power"))) },
	"n_two_means_t_strict": func(r row) (float64, error) { return sized(r.means().SampleSizeStrict(r.f("power"))) },
	"n_two_means_z":        func(r row) (float64, error) { return sized(r.means().SampleSizeNormal(r.f("power"))) },
	"power_two_means_t":    func(r row) (float64, error) { return valued(r.means().Power(r.f("n"))) },
	"mde_two_means_t": func(r row) (float64, error) {
		return valued(power.DetectableMean(r.f("n"), r.f("sd"), r.f("power"), r.f("alpha")))
	},
	"power_two_means_t_unequal": func(r row) (float64, error) {
		return valued(power.Means{Difference: r.f("d"), SD: 1, Alpha: r.f("alpha")}.PowerUnequal(r.f("n1"), r.f("n2")))
	},
	"mde_two_means_t_unequal": func(r row) (float64, error) {
		return valued(power.DetectableMeanUnequal(r.f("n1"), r.f("n2"), 1, r.f("power"), r.f("alpha")))
	},
	"power_paired_t": func(r row) (float64, error) {
		return valued(power.Means{Difference: r.f("delta"), SD: r.f("sd_diff"), Alpha: 0.05}.PowerPaired(r.f("n")))
	},
	"mde_two_prop_normal": func(r row) (float64, error) {
		d, err := power.DetectableRisks(r.f("n"), r.f("p_control"), r.f("power"), r.f("alpha"))
		if r.output == "p_upper" {
			return pointed(d.Upper, err)
		}
		return pointed(d.Lower, err)
	},
	"ois_dichotomous": func(r row) (float64, error) {
		i, err := power.InformationSize(r.f("control_risk"), r.f("rrr"), r.f("alpha"), r.f("power"))
		if r.output == "total_n" {
			return float64(i.Total), err
		}
		return i.Events, err
	},
	"ois_continuous": func(r row) (float64, error) {
		i, err := power.InformationSizeMeans(r.f("smd"), r.f("alpha"), r.f("power"))
		return float64(i.Total), err
	},
	"ois_heterogeneity_adjusted": func(r row) (float64, error) {
		i, err := power.InformationSize(r.f("control_risk"), r.f("rrr"), power.Alpha, 1-power.Beta)
		if err != nil {
			return 0, err
		}
		i, err = i.Adjusted(r.f("I2"))
		return i.Exact, err
	},
	"design_effect":   func(r row) (float64, error) { return valued(power.DesignEffect(r.f("m"), r.f("icc"))) },
	"inflate_dropout": func(r row) (float64, error) { return valued(power.InflateDropout(r.f("n"), r.f("dropout"))) },
	"n_correlation": func(r row) (float64, error) {
		return sized(power.SizeForCorrelation(r.f("r"), r.f("alpha"), r.f("power")))
	},
	"n_correlation_fisher_z": func(r row) (float64, error) {
		return sized(power.SizeForCorrelationZ(r.f("r"), r.f("alpha"), r.f("power")))
	},
	"events_logrank_schoenfeld": func(r row) (float64, error) {
		return valued(power.LogRank{HazardRatio: r.f("hr"), Alpha: r.f("alpha")}.Events(r.f("power")))
	},
	"n_noninferiority_prop": func(r row) (float64, error) {
		return sized(power.NonInferiorRisk(r.f("p"), r.f("margin"), r.f("alpha_one_sided"), r.f("power")))
	},
	"n_noninferiority_mean": func(r row) (float64, error) {
		return sized(power.NonInferiorMean(r.f("sd"), r.f("margin"), r.f("alpha_one_sided"), r.f("power")))
	},
	"n_precision_one_prop_wald": func(r row) (float64, error) {
		return sized(power.SizeForProportion(r.f("p"), r.f("halfwidth"), r.f("conf")))
	},
	"ci_halfwidth_rd_wald": func(r row) (float64, error) {
		return valued(power.HalfWidthRiskDifference(r.f("n1"), r.f("n2"), r.f("p1"), r.f("p2"), 0.95))
	},
	"ci_halfwidth_md_t": func(r row) (float64, error) {
		return valued(power.HalfWidthMeanDifference(r.f("n_per_arm"), r.f("n_per_arm"), r.f("sd"), 0.95))
	},
	"rule_of_three": func(r row) (float64, error) { return valued(power.NoEvents(r.n("n"), 0.95)) },
	"fragility_index": func(r row) (float64, error) {
		f, err := power.FragilityIndex(r.table(), r.f("alpha"))
		return map[string]float64{"fi": float64(f.AsGiven.Steps), "p_start": f.PStart, "p_end": f.AsGiven.PEnd}[r.output], err
	},
	"fragility_quotient": func(r row) (float64, error) {
		f, err := power.FragilityIndex(r.table(), r.f("alpha"))
		return float64(f.AsGiven.Steps) / float64(r.table().Total()), err
	},
	"reverse_fragility_index": func(r row) (float64, error) {
		f, err := power.ReverseFragilityIndex(r.table(), r.f("alpha"))
		return map[string]float64{"rfi": float64(f.AsGiven.Steps), "p_end": f.AsGiven.PEnd}[r.output], err
	},
}

// tolClosed holds for everything but the rows of byLooseSearch.
const tolClosed = 1e-8

// TestPowerOracle reproduces every row of power.csv.
func TestPowerOracle(t *testing.T) {
	rows := readRows(t)
	tally, loose, worst := map[string]int{}, 0, 0.0
	for _, r := range rows {
		compute, ok := byName[r.fn]
		if !ok {
			t.Errorf("%s: nothing computes %s", r.id, r.fn)
			continue
		}
		tally[r.fn]++
		got, err := compute(r)
		switch {
		case math.IsNaN(r.want):
			if !errors.Is(err, errNone) {
				t.Errorf("%s %s %v: got %g, %v, want no answer", r.id, r.fn, r.args, got, err)
			}
			continue
		case err != nil:
			t.Errorf("%s %s: %v", r.id, r.fn, err)
			continue
		case byLooseSearch[r.fn] != nil:
			loose++
			continue
		}
		if !near(got, r.want, tolClosed) {
			t.Errorf("%s %s %s %v: got %.17g, want %s", r.id, r.fn, r.output, r.args, got, r.text)
		}
		if r.want != 0 {
			worst = math.Max(worst, math.Abs(got/r.want-1))
		}
	}
	if len(rows) != 580 || len(tally) != len(byName) {
		t.Errorf("got %d rows of %d kinds, want 580 of %d", len(rows), len(tally), len(byName))
	}
	names := make([]string, 0, len(tally))
	for name := range tally {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		t.Logf("%-27s %d", name, tally[name])
	}
	t.Logf("largest relative difference %.2g; %d rows in TestLooseSearchOracle", worst, loose)
}
