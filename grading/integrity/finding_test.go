package integrity_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"appraise/grading/integrity"
)

// banned words never appear in anything a finding says.
var banned = regexp.MustCompile(`(?i)fraud|fabricat|fake|misconduct|suspicious|manipulat|dishonest|cheat|accus`)

func group(t testing.TB, n int, mean, sd string) integrity.Group {
	return integrity.Group{N: n, Mean: printed(t, mean), SD: printed(t, sd)}
}

// one returns the finding of a check that must find something.
func one(t testing.TB, name string) func(f *integrity.Finding, err error) integrity.Finding {
	return func(f *integrity.Finding, err error) integrity.Finding {
		t.Helper()
		if err != nil || f == nil {
			t.Fatalf("%s: got %v, %v; want a finding", name, f, err)
		}
		return *f
	}
}

// everyFinding runs each check on numbers that do not fit, so that every
// template is rendered.
func everyFinding(t testing.TB) []integrity.Finding {
	p := func(s string) *integrity.PReport {
		return &integrity.PReport{Relation: "=", Value: printed(t, s)}
	}
	odi, _ := integrity.ScaleByName("ODI")
	gcs, _ := integrity.ScaleByName("GCS")
	var out []integrity.Finding
	add := func(fs ...integrity.Finding) { out = append(out, fs...) }
	list := func(fs []integrity.Finding, err error) []integrity.Finding {
		if err != nil || len(fs) == 0 {
			t.Fatalf("want findings, got %v, %v", fs, err)
		}
		return fs
	}
	for _, c := range []struct {
		x, n int
		pct  string
	}{{2, 11, "22.2"}, {2, 11, "19"}, {24, 48, "51"}, {5, 6, "83.4"}, {16, 47, "36.2"}, {1, 7, "55.55"}, {17, 95, "19"}, {6, 12, "55"}} {
		add(one(t, "percent")(integrity.CheckPercent(c.x, c.n, c.pct, 26)))
	}
	add(list(integrity.CheckCategories([]integrity.Category{{"mild", 4, "40"}, {"severe", 5, "45"}}, 10))...)
	lost, few, many := 3, 10, 30
	add(integrity.CheckLedger(integrity.Ledger{Enrolled: &few, Randomised: &many, Analysed: &few, Arms: []integrity.Arm{{Label: "drug", N: 10, Analysed: &lost}, {N: 12, Analysed: &few}}})...)
	add(integrity.CheckLedger(integrity.Ledger{Enrolled: &lost, Analysed: &few, Arms: []integrity.Arm{{N: 2, Analysed: &lost}}})...)
	add(*integrity.CheckCited(integrity.Ledger{Enrolled: num(26), Randomised: num(24)}, 26), *integrity.CheckCited(integrity.Ledger{Analysed: num(22), Randomised: num(24)}, 22))
	add(one(t, "grim")(integrity.CheckGRIM("5.19", 28, 1)), one(t, "grim items")(integrity.CheckGRIM("5.19", 10, 2)))
	for _, c := range []struct {
		m, s     string
		n, items int
	}{{"5.19", "1.5", 28, 1}, {"3.44", "2.47", 18, 1}, {"1.03", "0.41", 40, 1}} {
		add(one(t, "grimmer")(integrity.CheckGRIMMER(c.m, c.s, c.n, c.items)))
	}
	add(one(t, "feasible")(integrity.CheckFeasible("9.6", "1.4", 11, integrity.Scale{Min: 0, Max: 10, Items: 1})),
		one(t, "feasible bounds")(integrity.CheckFeasible("1.20", "4.90", 20, integrity.Scale{Min: 1, Max: 5, Items: 1})))
	stat := func(v string) integrity.Statistic {
		return integrity.Statistic{Type: "t", Value: printed(t, v), DF2: 28}
	}
	add(one(t, "p")(integrity.CheckP(stat("2.20"), *p(".30"), false)), one(t, "p zero")(integrity.CheckP(stat("4.20"), *p(".000"), false)),
		one(t, "p small")(integrity.CheckP(stat("2.20"), *p(".02"), false)), one(t, "p one-sided")(integrity.CheckP(stat("2.20"), *p(".018"), false)))
	table := integrity.Counts{X1: 18, N1: 25, X2: 13, N2: 25}
	add(one(t, "p counts")(integrity.CheckPCounts(table, *p(".002"))))
	add(one(t, "effect")(integrity.CheckEffectCounts(table, "OR", printed(t, "1.38"), false)), one(t, "effect RD")(integrity.CheckEffectCounts(table, "RD", printed(t, "40"), true)))
	interval := func(e, lo, hi string) integrity.Interval {
		return integrity.Interval{Measure: "OR", Estimate: printed(t, e), Low: printed(t, lo), High: printed(t, hi), Ratio: true}
	}
	add(list(integrity.CheckInterval(interval("1.65", "1.84", "3.25"), nil))...)
	add(list(integrity.CheckInterval(interval("2.5", "1.5", "3.0"), nil))...)
	add(list(integrity.CheckInterval(interval("0.75", "0.60", "0.94"), p(".35")))...)
	add(list(integrity.CheckInterval(interval("1.30", "0.95", "1.78"), p(".01")))...)
	add(list(integrity.CheckInterval(interval("0.75", "0.60", "0.94"), p(".00001")))...)
	add(one(t, "I2")(integrity.CheckISquared(printed(t, "64"), printed(t, "6.62"), 5)))
	add(one(t, "SMD")(integrity.CheckSpread(group(t, 20, "9.0", "1.0"), group(t, 20, "5.0", "1.0"), nil)), one(t, "SE")(integrity.CheckSpread(group(t, 100, "10.0", "0.5"), group(t, 100, "9.0", "0.5"), p(".16"))))
	add(*integrity.CheckScaleRange(odi, printed(t, "130")), *integrity.CheckScaleRange(gcs, printed(t, "2")))
	add(one(t, "registered")(integrity.CheckRegisteredSize(registered(200, true), 120, "")), one(t, "planned")(integrity.CheckRegisteredSize(registered(100, false), 140, "enrolled")))
	add(*integrity.CheckRegisteredOutcome([]string{"Pain on walking at 12 weeks"}, []string{"quality of life"}))
	for _, m := range []string{"50.0", "51.0"} {
		add(one(t, "baseline")(integrity.CheckBaseline(baseline(t, m, "50.0"), 1000, 1)))
	}
	add(one(t, "allocation")(integrity.CheckAllocation([]integrity.Arm{{N: 60}, {N: 20}}, []int{1, 1})))
	add(*integrity.CheckZeroSD("age", group(t, 20, "50", "0.0")), *integrity.CheckOverTime("placebo", []int{30, 20, 25}))
	add(integrity.CheckRepeated([]string{"age", "weight"}, [][]string{{"50", "3", "51", "4"}, {"50", "3", "51", "4"}})...)
	var round []integrity.Printed
	for i := range 120 {
		round = append(round, printed(t, fmt.Sprint(10*i)))
	}
	add(*integrity.CheckLastDigits(round))
	return append(out, integrity.Text(seed).Findings...)
}

// baseline is a set of ten variables whose means are a and b.
func baseline(t testing.TB, a, b string) []integrity.BaselineVariable {
	var vars []integrity.BaselineVariable
	for i := range 10 {
		sd := "10.0"
		if a != b {
			sd = "2.0"
		}
		vars = append(vars, integrity.BaselineVariable{Name: fmt.Sprint("v", i), A: group(t, 100, a, sd), B: group(t, 100, b, sd)})
	}
	return vars
}

// TestEveryFinding renders every template and holds the reporting rules: no
// banned word, a statement in full sentences, arithmetic, innocent reasons
// that begin with a misreading, a way to resolve, and sources.
func TestEveryFinding(t *testing.T) {
	seen := map[integrity.Kind]bool{}
	for _, f := range everyFinding(t) {
		seen[f.Check] = true
		all := strings.Join(append(append([]string{f.Statement, f.Arithmetic, f.Resolve}, f.Innocent...), append(f.Consequences, f.Sources...)...), "\n")
		if w := banned.FindString(all); w != "" {
			t.Errorf("%s says %q", f.Check, w)
		}
		if !strings.HasSuffix(f.Statement, ".") && !strings.HasSuffix(f.Statement, ".)") || f.Arithmetic == "" || f.Resolve == "" || len(f.Sources) == 0 || len(f.ID) != 16 {
			t.Errorf("%s is incomplete: %+v", f.Check, f)
		}
		if len(f.Innocent) < 2 || !strings.Contains(f.Innocent[0], "read wrongly") {
			t.Errorf("%s: innocent reasons %q", f.Check, f.Innocent)
		}
		if regexp.MustCompile(`NaN|Inf|%!|<nil>`).MatchString(all) {
			t.Errorf("%s: %s", f.Check, all)
		}
		if capped := f.At("words", integrity.Span{Field: "title", End: 5}); capped.Level > integrity.Check || capped.ID == f.ID && f.Quote == "" {
			t.Errorf("%s: level %s after being tied to text, id %s", f.Check, capped.Level, capped.ID)
		}
		if testing.Verbose() {
			t.Logf("%s/%s: %s", f.Check, f.Level, f.Statement)
		}
	}
	for _, k := range integrity.Kinds() {
		if !seen[k.Kind] {
			t.Errorf("no finding of kind %q was rendered", k.Kind)
		}
		if k.Title == "" {
			t.Errorf("kind %q has no title", k.Kind)
		}
	}
}

// TestSourceWords looks for banned words in everything this package can
// print, whether rendered above or not.
func TestSourceWords(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no source files: %v", err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if w := banned.Find(b); w != nil {
			t.Errorf("%s says %q", name, w)
		}
	}
}

func TestLevelText(t *testing.T) {
	var l integrity.Level
	if err := l.UnmarshalText([]byte("inconsistent")); err != nil || l != integrity.Inconsistent {
		t.Errorf("got %v, %v", l, err)
	}
	if err := l.UnmarshalText([]byte("bad")); err == nil || !strings.Contains(err.Error(), `"bad"`) {
		t.Errorf("got %v, want an error that names the level", err)
	}
	if got := integrity.Level(9).String(); got != "level 9" {
		t.Errorf("got %q", got)
	}
}
