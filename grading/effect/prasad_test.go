package effect_test

import (
	"math"
	"testing"

	"appraise/grading/effect"
)

// The seed trial (Prasad 2012): surgery needed, 3 of 13 with inversion against
// 7 of 9 completers, two of eleven controls without known outcome. Expected
// values: oracle/seed.json computed_prasad and grading.md H2, to the digits
// printed there.
func prasad(e1, n1, e2, n2 int) effect.Table {
	return effect.Table{Treatment: effect.Arm{Events: e1, N: n1}, Control: effect.Arm{Events: e2, N: n2}}
}

func TestPrasad(t *testing.T) {
	for _, c := range []struct {
		name       string
		table      effect.Table
		rd, rr, or [3]float64 // zero where nothing is printed
		p          float64
	}{
		{"3/13 v 7/9 completers, surgery", prasad(3, 13, 7, 9), [3]float64{-0.547, -0.765, -0.123}, [3]float64{0.297, 0.104, 0.850}, [3]float64{0.086, 0.011, 0.655}, 0.0274},
		{"3/13 v 9/11 missing had surgery", prasad(3, 13, 9, 11), [3]float64{}, [3]float64{0.282, 0.101, 0.791}, [3]float64{}, 0.0123},
		{"3/13 v 7/11 missing had none", prasad(3, 13, 7, 11), [3]float64{}, [3]float64{0.363, 0.122, 1.077}, [3]float64{}, 0.0953},
		{"10/13 v 2/9 avoided", prasad(10, 13, 2, 9), [3]float64{}, [3]float64{3.462, 0.984, 12.179}, [3]float64{11.667, 1.527, 89.121}, 0.0274},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, m := range []struct {
				name string
				of   func(effect.Table, float64) (effect.Interval, error)
				want [3]float64
			}{{"RD", effect.RiskDifference, c.rd}, {"RR", effect.RiskRatio, c.rr}, {"OR", effect.OddsRatio, c.or}} {
				i, err := m.of(c.table, 0.95)
				if err != nil {
					t.Fatal(err)
				}
				if m.want != [3]float64{} {
					printed(t, m.name, [3]float64{i.Point, i.Low, i.High}, m.want, 3)
				}
			}
			p, err := effect.Fisher(c.table)
			if err != nil || round(p.P, 4) != c.p {
				t.Errorf("got Fisher p %.5f, %v, want %.4f", p.P, err, c.p)
			}
		})
	}
}

// The risk ratio excludes 1 for surgery and includes it for surgery avoided:
// the direction of the outcome is to be fixed and said.
func TestPrasadDirectionMatters(t *testing.T) {
	needed, err := effect.RiskRatio(prasad(3, 13, 7, 9), 0.95)
	if err != nil {
		t.Fatal(err)
	}
	avoided, err := effect.RiskRatio(prasad(3, 13, 7, 9).Relabelled(), 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if needed.CrossesNull() || !avoided.CrossesNull() {
		t.Errorf("got %+v and %+v, want only the second to contain 1", needed, avoided)
	}
	spread, err := needed.SpreadRatio()
	if err != nil || round(spread, 1) != 8.2 {
		t.Errorf("got upper over lower limit %.3f, %v, want 8.2", spread, err)
	}
}

func TestPrasadNumberNeeded(t *testing.T) {
	n, err := effect.NeedToTreatTable(prasad(3, 13, 7, 9), 0.95, "6 weeks", true)
	if err != nil {
		t.Fatal(err)
	}
	printed(t, "NNTB", [3]float64{n.Point.Value, n.Best.Value, n.Worst.Value}, [3]float64{1.83, 1.31, 8.12}, 2)
	if n.Crosses || n.Point.Harm || n.Worst.Harm {
		t.Errorf("got %+v, want benefit throughout", n)
	}
	if got, want := n.Text(), "NNTB 2 (2 to 9) at a baseline risk of 77.8%, 6 weeks"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPrasadAbsolute(t *testing.T) {
	rr, err := effect.RiskRatio(prasad(3, 13, 7, 9), 0.95)
	if err != nil {
		t.Fatal(err)
	}
	a, err := effect.Per1000(7.0/9, rr)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := a.WithText(), "231 per 1000 (81 to 661)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := a.Text(), "547 fewer per 1000 (from 697 fewer to 117 fewer)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if a.Capped || math.Round(a.Baseline) != 778 {
		t.Errorf("got %+v, want a baseline of 778 and no cap", a)
	}
}

// The two missing controls decide: taken as no surgery, the result is gone.
func TestPrasadMissing(t *testing.T) {
	scenarios, err := effect.Incomplete{Observed: prasad(3, 13, 7, 9), MissingControl: 2}.Scenarios(0.95)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		table   effect.Table
		p       float64
		changed bool
	}{
		{prasad(3, 13, 7, 9), 0.0274, false},
		{prasad(3, 13, 9, 11), 0.0123, false},
		{prasad(3, 13, 7, 11), 0.0953, true},
		{prasad(3, 13, 9, 11), 0.0123, false},
		{prasad(3, 13, 7, 11), 0.0953, true},
	} {
		s := scenarios[i]
		if s.Table != want.table || round(s.Fisher.P, 4) != want.p || s.Changed != want.changed || s.Reversed {
			t.Errorf("%s: got %v p %.4f changed %v, want %v p %.4f changed %v", s.Assumption, s.Table, s.Fisher.P, s.Changed, want.table, want.p, want.changed)
		}
	}
	if effect.Robust(scenarios) {
		t.Error("got a robust result, want one that does not survive the missing participants")
	}
}

func round(x float64, digits int) float64 {
	p := math.Pow(10, float64(digits))
	return math.Round(x*p) / p
}

func printed(t *testing.T, what string, got, want [3]float64, digits int) {
	t.Helper()
	for i := range got {
		if round(got[i], digits) != want[i] {
			t.Errorf("%s: got %.6f, want %.*f", what, got, digits, want)
			return
		}
	}
}
