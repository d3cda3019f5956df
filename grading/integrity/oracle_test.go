package integrity_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"appraise/grading/integrity"
)

// Tolerances by kind of quantity, relative to the larger of 1 and the value
// for statistics, and to the value itself for p-values.
const (
	tolStatistic = 1e-8
	tolP         = 1e-9
)

const oracles = "../../testdata/oracles/"

func readJSON(t *testing.T, name string, into any) {
	t.Helper()
	b, err := os.ReadFile(oracles + name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		t.Fatal(err)
	}
}

func printed(t testing.TB, s string) integrity.Printed {
	t.Helper()
	p, err := integrity.ParsePrinted(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

type integrityOracle struct {
	Percent []struct {
		X, N         int
		Pct          string
		Consistent   bool
		Denominators []int `json:"denominators_leq_200"`
		Numerators   []int `json:"numerators_for_n"`
	}
	Grim []struct {
		Mean        string
		N, Items    int
		Consistent  bool
		Sums        []int64
		Informative bool
	}
	Grimmer []struct {
		Mean, SD string
		N, Items int
		OK       bool
		Reason   string
		NSums    int64 `json:"n_sums"`
		Sums     []int64
		Witness  [][2]int64
	}
	Sprite []struct {
		Mean, SD           string
		N, Min, Max, Items int
		Grim, Grimmer      bool
		Feasible           bool
		Witness            [][2]int64
	}
}

func TestPercentOracle(t *testing.T) {
	var o integrityOracle
	readJSON(t, "integrity.json", &o)
	if len(o.Percent) != 28 {
		t.Fatalf("%d percent rows, want 28", len(o.Percent))
	}
	for _, c := range o.Percent {
		p := printed(t, c.Pct)
		if got := integrity.PercentFits(c.X, c.N, p); got != c.Consistent {
			t.Errorf("PercentFits(%d, %d, %s) = %v, want %v", c.X, c.N, c.Pct, got, c.Consistent)
		}
		got := integrity.PercentDenominators(c.X, p, 1, 200)
		if len(got) > 12 {
			got = got[:12] // the oracle keeps the first twelve
		}
		if !slices.Equal(got, c.Denominators) {
			t.Errorf("PercentDenominators(%d, %s) = %v, want %v", c.X, c.Pct, got, c.Denominators)
		}
		if got := integrity.PercentNumerators(c.N, p); !slices.Equal(got, c.Numerators) {
			t.Errorf("PercentNumerators(%d, %s) = %v, want %v", c.N, c.Pct, got, c.Numerators)
		}
		f, err := integrity.CheckPercent(c.X, c.N, c.Pct, 0)
		if err != nil || (f == nil) != c.Consistent {
			t.Errorf("CheckPercent(%d, %d, %s) = %v, %v; want a finding: %v", c.X, c.N, c.Pct, f, err, !c.Consistent)
		}
	}
}

func TestGRIMOracle(t *testing.T) {
	var o integrityOracle
	readJSON(t, "integrity.json", &o)
	if len(o.Grim) != 31 {
		t.Fatalf("%d GRIM rows, want 31", len(o.Grim))
	}
	for _, c := range o.Grim {
		r, err := integrity.GRIM(printed(t, c.Mean), c.N, c.Items)
		if err != nil {
			t.Fatal(err)
		}
		if r.Fits != c.Consistent || r.Informative != c.Informative {
			t.Errorf("GRIM(%s, %d, %d) = %+v, want fits %v informative %v", c.Mean, c.N, c.Items, r, c.Consistent, c.Informative)
		}
		if got := firstSums(r, 6); !slices.Equal(got, c.Sums) {
			t.Errorf("GRIM(%s, %d, %d) sums %v, want %v", c.Mean, c.N, c.Items, got, c.Sums)
		}
	}
	r, err := integrity.GRIM(printed(t, "5.83"), 50, 1)
	if err != nil || r.Below != "5.82" || r.Above != "5.84" {
		t.Errorf("nearest means of 5.83 in 50: %s and %s (%v), want 5.82 and 5.84", r.Below, r.Above, err)
	}
}

func firstSums(r integrity.GRIMResult, limit int) []int64 {
	out := []int64{}
	for s := r.First; s <= r.Last && len(out) < limit; s++ {
		out = append(out, s)
	}
	return out
}

// reasons maps the oracle's words to ours.
var reasons = map[string]string{"": "", "GRIM": "the mean fits", "no integer sum of squares": "no whole number", "parity or minimum": "parity"}

func TestGRIMMEROracle(t *testing.T) {
	var o integrityOracle
	readJSON(t, "integrity.json", &o)
	if len(o.Grimmer) != 26 {
		t.Fatalf("%d GRIMMER rows, want 26", len(o.Grimmer))
	}
	for _, c := range o.Grimmer {
		r, err := integrity.GRIMMER(printed(t, c.Mean), printed(t, c.SD), c.N, c.Items, false)
		if err != nil {
			t.Fatal(err)
		}
		if r.Fits != c.OK || !r.Decided || !strings.Contains(r.Reason, reasons[c.Reason]) || r.Sums != c.NSums {
			t.Errorf("GRIMMER(%s, %s, %d, %d) = %+v, want %+v", c.Mean, c.SD, c.N, c.Items, r, c)
		}
		if !sameMoments(r.Witness, c.Witness) {
			t.Errorf("GRIMMER(%s, %s, %d, %d) witness %v, want %v", c.Mean, c.SD, c.N, c.Items, r.Witness, c.Witness)
		}
	}
}

func sameMoments(got []integrity.Moments, want [][2]int64) bool {
	return slices.EqualFunc(got, want, func(m integrity.Moments, w [2]int64) bool { return m.Sum == w[0] && m.SumSquares == w[1] })
}

func TestFeasibleOracle(t *testing.T) {
	var o integrityOracle
	readJSON(t, "integrity.json", &o)
	if len(o.Sprite) != 17 {
		t.Fatalf("%d feasibility rows, want 17", len(o.Sprite))
	}
	for _, c := range o.Sprite {
		name := fmt.Sprintf("mean %s SD %s n %d on %d-%d x%d", c.Mean, c.SD, c.N, c.Min, c.Max, c.Items)
		mean, sd := printed(t, c.Mean), printed(t, c.SD)
		r, err := integrity.Feasible(mean, sd, c.N, integrity.Scale{Min: c.Min, Max: c.Max, Items: c.Items}, false)
		if err != nil {
			t.Fatal(err)
		}
		if !r.Exact || r.Feasible != c.Feasible || !sameMoments(r.Witness, c.Witness) {
			t.Errorf("%s: got %+v, want feasible %v witness %v", name, r, c.Feasible, c.Witness)
		}
		g, err := integrity.GRIM(mean, c.N, c.Items)
		if err != nil || g.Fits != c.Grim {
			t.Errorf("%s: GRIM %v %v, want %v", name, g.Fits, err, c.Grim)
		}
		m, err := integrity.GRIMMER(mean, sd, c.N, c.Items, false)
		if err != nil || m.Fits != c.Grimmer {
			t.Errorf("%s: GRIMMER %v %v, want %v", name, m.Fits, err, c.Grimmer)
		}
		if c.Feasible {
			checkWitness(t, name, r, c.N, c.Min*c.Items, c.Max*c.Items)
		}
	}
}

// checkWitness verifies a set of answers by direct computation.
func checkWitness(t *testing.T, name string, r integrity.FeasibleResult, n, lo, hi int) {
	t.Helper()
	var sum, ss int64
	for _, v := range r.Values {
		sum, ss = sum+int64(v), ss+int64(v*v)
		if v < lo || v > hi {
			t.Errorf("%s: answer %d is outside %d..%d", name, v, lo, hi)
		}
	}
	if len(r.Values) != n || sum != r.Witness[0].Sum || ss != r.Witness[0].SumSquares {
		t.Errorf("%s: answers %v have n %d, sum %d, squares %d; want %d and %+v", name, r.Values, len(r.Values), sum, ss, n, r.Witness[0])
	}
}

// pRow is one row of pvalues.csv.
type pRow struct {
	id, fn, output, value string
	args                  map[string]string
}

func readP(t *testing.T) []pRow {
	t.Helper()
	f, err := os.Open(oracles + "pvalues.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []pRow
	for _, r := range rows[1:] {
		p := pRow{id: r[0], fn: r[1], output: r[3], value: r[4], args: map[string]string{}}
		for _, kv := range strings.Split(r[2], ";") {
			k, v, _ := strings.Cut(kv, "=")
			p.args[k] = v
		}
		out = append(out, p)
	}
	return out
}

func (r pRow) float(key string) float64 {
	v, err := strconv.ParseFloat(r.args[key], 64)
	if err != nil {
		return 0 // NA: not used by this statistic
	}
	return v
}

// TestPValuesOracle reproduces every row of pvalues.csv; the answer to each
// comes from the function that the program uses.
func TestPValuesOracle(t *testing.T) {
	rows := readP(t)
	if len(rows) != 341 {
		t.Fatalf("%d rows, want 341", len(rows))
	}
	answers := map[string]func(*testing.T, pRow) any{
		"pcheck": answerP, "i2_from_q": answerI2, "ci_check": answerInterval, "baseline_t": answerBaseline,
		"baseline_anova": answerANOVA, "combine_p": answerCombine, "allocation_binom": answerBinomial,
	}
	for _, r := range rows {
		answer, ok := answers[r.fn]
		if !ok {
			t.Fatalf("%s: no check for %q", r.id, r.fn)
		}
		switch got := answer(t, r).(type) {
		case bool:
			if strings.ToUpper(strconv.FormatBool(got)) != r.value {
				t.Errorf("%s %s %v: %s = %v, want %s", r.id, r.fn, r.args, r.output, got, r.value)
			}
		case float64:
			sameNumber(t, r, got)
		default:
			t.Fatalf("%s: no answer for output %q", r.id, r.output)
		}
	}
}

// sameNumber compares a number; "NA" is how R's script wrote an infinite z.
func sameNumber(t *testing.T, r pRow, got float64) {
	t.Helper()
	if r.value == "NA" {
		if !math.IsInf(got, 0) {
			t.Errorf("%s: %s = %v, want infinite", r.id, r.output, got)
		}
		return
	}
	want, err := strconv.ParseFloat(r.value, 64)
	if err != nil {
		t.Fatal(err)
	}
	tol := tolStatistic * math.Max(1, math.Abs(want))
	if strings.HasPrefix(r.output, "p") || strings.HasSuffix(r.output, "_p") || strings.Contains(r.output, "_p_") {
		tol = tolP * math.Abs(want)
	}
	if math.Abs(got-want) > tol {
		t.Errorf("%s %s %v: %s = %.17g, want %.17g", r.id, r.fn, r.args, r.output, got, want)
	}
}

func answerP(t *testing.T, r pRow) any {
	cmp := r.args["cmp"]
	got, err := integrity.RecomputeP(integrity.Statistic{Type: r.args["type"], Value: printed(t, r.args["stat"]), DF1: r.float("df1"), DF2: r.float("df2")},
		integrity.PReport{Relation: cmp, Value: printed(t, r.args["p_reported"])})
	if err != nil {
		t.Fatalf("%s: %v", r.id, err)
	}
	return map[string]any{"p": got.P, "p_low": got.Low, "p_high": got.High, "inconsistent": got.Inconsistent, "decision_inconsistent": got.Decision}[r.output]
}

func answerI2(_ *testing.T, r pRow) any { return integrity.ISquaredFromQ(r.float("q"), r.float("df")) }

func answerInterval(t *testing.T, r pRow) any {
	iv := integrity.Interval{Estimate: printed(t, r.args["est"]), Low: printed(t, r.args["lo"]), High: printed(t, r.args["hi"]), Ratio: r.args["scale"] == "log"}
	var p *integrity.PReport
	if v := r.args["p_reported"]; v != "NA" {
		p = &integrity.PReport{Relation: r.args["cmp"], Value: printed(t, v)}
	}
	got, err := integrity.AgreeInterval(iv, p)
	if err != nil {
		t.Fatalf("%s: %v", r.id, err)
	}
	return map[string]any{"midpoint": got.Midpoint, "p": got.P, "p_low": got.PLow, "p_high": got.PHigh,
		"symmetric_within_rounding": got.Symmetric, "p_compatible": got.Fits}[r.output]
}

// withDecimals prints v with the decimals that the summary had.
func withDecimals(t *testing.T, v float64, decimals float64) integrity.Printed {
	return printed(t, strconv.FormatFloat(v, 'f', int(decimals), 64))
}

func answerBaseline(t *testing.T, r pRow) any {
	dm, ds := r.float("dec_mean"), r.float("dec_sd")
	group := func(i string) integrity.Group {
		return integrity.Group{N: int(r.float("n" + i)), Mean: withDecimals(t, r.float("m"+i), dm), SD: withDecimals(t, r.float("sd"+i), ds)}
	}
	got, err := integrity.BaselineT(group("1"), group("2"))
	if err != nil {
		t.Fatalf("%s: %v", r.id, err)
	}
	return map[string]any{"p_pooled": got.Pooled, "p_welch": got.Welch, "p_low": got.Low, "p_high": got.High}[r.output]
}

func answerANOVA(t *testing.T, r pRow) any {
	n, m, sd := strings.Split(r.args["n"], "|"), strings.Split(r.args["m"], "|"), strings.Split(r.args["sd"], "|")
	var groups []integrity.Group
	for i := range n {
		size, err := strconv.Atoi(n[i])
		if err != nil {
			t.Fatal(err)
		}
		groups = append(groups, integrity.Group{N: size, Mean: printed(t, m[i]), SD: printed(t, sd[i])})
	}
	f, p, err := integrity.BaselineANOVA(groups)
	if err != nil {
		t.Fatalf("%s: %v", r.id, err)
	}
	return map[string]any{"F": f, "p": p}[r.output]
}

func answerCombine(t *testing.T, r pRow) any {
	var ps []float64
	for _, s := range strings.Split(r.args["p"], "|") {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		ps = append(ps, v)
	}
	got, err := integrity.CombineP(ps)
	if err != nil {
		t.Fatalf("%s: %v", r.id, err)
	}
	return map[string]any{"stouffer_z": got.StoufferZ, "stouffer_p_lower": got.StoufferLower, "stouffer_p_upper": got.StoufferUpper,
		"fisher_x2": got.FisherX2, "fisher_p": got.FisherP, "ks_D": got.KSD, "ks_p": got.KSP}[r.output]
}

func answerBinomial(t *testing.T, r pRow) any {
	p, err := integrity.AllocationP(int(r.float("n1")), int(r.float("n")), 0.5)
	if err != nil {
		t.Fatalf("%s: %v", r.id, err)
	}
	return p
}
