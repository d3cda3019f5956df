package effect_test

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"sort"
	"strconv"
	"strings"
	"testing"

	"appraise/grading/effect"
)

// oracleRow is one line of testdata/oracles/*.csv, computed with R 4.2.2.
type oracleRow struct {
	id, fn, output, text string
	args                 map[string]string
	want                 float64
}

func (r oracleRow) f(name string) float64 {
	x, err := strconv.ParseFloat(r.args[name], 64)
	if err != nil {
		panic(fmt.Sprintf("%s: argument %s: %v", r.id, name, err))
	}
	return x
}

func (r oracleRow) n(name string) int { return int(r.f(name)) }

func (r oracleRow) table() effect.Table {
	return effect.Table{Treatment: effect.Arm{Events: r.n("e_trt"), N: r.n("n_trt")}, Control: effect.Arm{Events: r.n("e_ctl"), N: r.n("n_ctl")}}
}

func (r oracleRow) accuracy() effect.Accuracy {
	return effect.Accuracy{TruePositive: r.n("tp"), FalseNegative: r.n("fn"), FalsePositive: r.n("fp"), TrueNegative: r.n("tn")}
}

func readOracle(t *testing.T, path string) []oracleRow {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []oracleRow
	for _, l := range lines[1:] {
		r := oracleRow{id: l[0], fn: l[1], output: l[3], text: l[4], args: map[string]string{}}
		for _, pair := range strings.Split(l[2], ";") {
			name, value, _ := strings.Cut(pair, "=")
			r.args[name] = value
		}
		switch r.text {
		case "NA":
			r.want = math.NaN()
		default:
			if r.want, err = strconv.ParseFloat(r.text, 64); err != nil {
				r.want = math.NaN() // a word, as TRUE
			}
		}
		rows = append(rows, r)
	}
	return rows
}

// Tolerances by kind of quantity (grading.md F8).
const (
	tolClosed  = 1e-8  // relative, closed forms and quantiles
	tolNothing = 1e-15 // absolute, where R leaves rounding noise for an exact 0
)

func near(got, want, tol float64) bool {
	return math.Abs(got-want) <= math.Max(tol*math.Abs(want), tolNothing)
}

type outputs = map[string]float64

// byName computes all outputs of a row of effects.csv.
var byName = map[string]func(oracleRow) (outputs, error){
	"ci_wilson":             single(effect.Wilson),
	"ci_wilson_cc":          single(effect.WilsonContinuity),
	"ci_clopper_pearson":    single(effect.ClopperPearson),
	"ci_jeffreys":           single(effect.Jeffreys),
	"ci_agresti_coull":      single(effect.AgrestiCoull),
	"ci_wald":               single(effect.WaldProportion),
	"risks":                 risks,
	"rd":                    two(effect.WaldDifference, "rd", "wald_lo", "wald_hi"),
	"rd_newcombe10":         two(effect.Newcombe, "", "lo", "hi"),
	"rd_miettinen_nurminen": two(effect.MiettinenNurminen, "", "lo", "hi"),
	"nnt":                   nnt,
	"rr":                    riskRatio,
	"rrr":                   one("rrr", func(r oracleRow) (effect.Derived, error) { return effect.RelativeRiskReduction(r.table()) }),
	"or":                    oddsRatio,
	"or_haldane":            two(effect.Haldane, "or", "lo", "hi"),
	"fisher":                fisher,
	"fisher_midp":           midP,
	"chisq":                 chiSquare,
	"peto_single":           peto,
	"abs_per_1000":          per1000,
	"or_to_rr":              orToRR,
	"nnt_from_smd_furukawa": one("nnt", func(r oracleRow) (effect.Derived, error) { return effect.NeededFromSMD(r.f("smd"), r.f("cer")) }),
	"dx_sens":               dx(effect.Accuracy.Sensitivity),
	"dx_spec":               dx(effect.Accuracy.Specificity),
	"dx_ppv":                dx(effect.Accuracy.PositivePredictive),
	"dx_npv":                dx(effect.Accuracy.NegativePredictive),
	"dx_lr_pos":             dx(effect.Accuracy.LikelihoodPositive),
	"dx_lr_neg":             dx(effect.Accuracy.LikelihoodNegative),
	"dx_dor":                dx(effect.Accuracy.DiagnosticOddsRatio),
	"dx_youden":             one("J", func(r oracleRow) (effect.Derived, error) { return r.accuracy().Youden() }),
	"post_test_prob":        one("post", func(r oracleRow) (effect.Derived, error) { return effect.PostTest(r.f("pre"), r.f("lr")) }),
	"ratio_from_ci":         ratioFromCI,
	"ci_from_ratio_p":       ciFromP,
	"sd_from_ci_mean":       sdFromCI,
	"sd_from_md_p":          sdFromP,
	"combine_groups":        combine,
	"sd_change": one("sd", func(r oracleRow) (effect.Derived, error) {
		return effect.SDOfChange(r.f("sd_base"), r.f("sd_final"), r.f("corr"))
	}),
	"mean_sd_from_quartiles_wan": wanQuartiles,
	"mean_sd_from_range_wan":     wanRange,
	"smd_to_logor":               smdToLogOR,
	"fisher_z":                   fisherZ,
	"smd_from_t":                 smdFromT,
	"e_value_rr":                 eValue,
}

// unboundedRows are printed by R as Inf; here they are effect.Unbounded.
func sameOrUnbounded(got, want, tol float64) bool {
	if math.IsInf(want, 1) {
		return effect.IsUnbounded(got)
	}
	return near(got, want, tol)
}

// TestEffectsOracle reproduces every row of effects.csv. The only rows held to
// another tolerance are cond_mle_or, cond_lo and cond_hi of fisher: R's
// fisher.test stops its root finder at 1.2e-4, so its printed digits beyond
// the fourth are not the solution. TestConditionalOracle repeats R's search
// step by step, reaches R's digits, and shows that ours solve the equation.
func TestEffectsOracle(t *testing.T) {
	rows := readOracle(t, "../../testdata/oracles/effects.csv")
	tally, elsewhere, worst := map[string]int{}, 0, 0.0
	for _, r := range rows {
		compute, ok := byName[r.fn]
		if !ok {
			t.Errorf("%s: nothing computes %s", r.id, r.fn)
			continue
		}
		out, err := compute(r)
		if err != nil {
			t.Errorf("%s %s: %v", r.id, r.fn, err)
			continue
		}
		got, ok := out[r.output]
		if !ok {
			t.Errorf("%s %s: no output %s", r.id, r.fn, r.output)
			continue
		}
		tally[r.fn]++
		if r.fn == "fisher" && strings.HasPrefix(r.output, "cond_") {
			elsewhere++
			continue
		}
		if !sameOrUnbounded(got, r.want, tolClosed) {
			t.Errorf("%s %s %s: got %.17g, want %s", r.id, r.fn, r.output, got, r.text)
		}
		if !math.IsInf(r.want, 0) && math.Abs(r.want) > 1e-12 {
			worst = math.Max(worst, math.Abs(got/r.want-1))
		}
	}
	if len(rows) != 948 || len(tally) != len(byName) {
		t.Errorf("got %d rows of %d kinds, want 948 of %d", len(rows), len(tally), len(byName))
	}
	names := make([]string, 0, len(tally))
	for name := range tally {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		t.Logf("%-27s %d", name, tally[name])
	}
	t.Logf("largest relative difference %.2g; %d conditional odds ratio rows in TestConditionalOracle", worst, elsewhere)
}
