package forest_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	_ "appraise/corpus/testkit"

	"pgregory.net/rapid"

	"appraise/reports/figure"
	"appraise/reports/forest"
)

func row(label string, est, lo, hi, weight float64) forest.Row {
	return forest.Row{Label: label, A: [2]string{"3", "13"}, B: [2]string{"7", "9"}, Effect: &forest.Interval{Estimate: est, Low: lo, High: hi}, Weight: weight, Risk: "high", Risks: []string{"low", "high", "some concerns"}}
}

func plot(rows ...forest.Row) forest.Plot {
	return forest.Plot{Measure: "RR", Ratio: true, Heads: [2]string{"Inversion", "Usual care"}, Columns: [2]string{"Events", "n"}, Domains: []string{"1", "2", "3"},
		Left: "Favours inversion", Right: "Favours usual care", Groups: []forest.Group{{Rows: rows}}}
}

func boxes(f figure.Figure, fill figure.Color) (out []figure.Box) {
	for _, s := range f.Shapes {
		if b, ok := s.(figure.Box); ok && b.Fill == fill {
			out = append(out, b)
		}
	}
	return out
}

func arrows(f figure.Figure) (n int) {
	for _, s := range f.Shapes {
		if p, ok := s.(figure.Polygon); ok && p.Fill == figure.Ink && len(p.Points) == 3 {
			n++
		}
	}
	return n
}

func words(f figure.Figure) string {
	var out []string
	for _, s := range f.Shapes {
		if t, ok := s.(figure.Text); ok {
			out = append(out, t.Words)
		}
	}
	return strings.Join(out, "|")
}

func TestSquareAreaIsProportionalToWeight(t *testing.T) {
	b := boxes(forest.Layout(plot(row("A", 0.5, 0.3, 0.9, 0.8), row("B", 1.2, 0.8, 1.9, 0.2)), forest.Options{}), figure.Accent)
	if len(b) != 2 {
		t.Fatalf("%d squares, want 2", len(b))
	}
	if ratio := b[0].W * b[0].H / (b[1].W * b[1].H); math.Abs(ratio-4) > 1e-9 {
		t.Errorf("areas stand %.3f to 1, weights 4 to 1", ratio)
	}
}

func TestClippedIntervalsEndInArrows(t *testing.T) {
	f := forest.Layout(plot(row("A", 0.9, 0.00001, 5000, 1)), forest.Options{})
	if n := arrows(f); n != 2 {
		t.Errorf("%d arrows, want 2", n)
	}
	if !strings.Contains(words(f), "(0.00 to 5000.00)") {
		t.Errorf("the text must not be cut: %s", words(f))
	}
	if n := arrows(forest.Layout(plot(row("A", 0.9, 0.5, 1.5, 1)), forest.Options{})); n != 0 {
		t.Errorf("%d arrows where nothing is cut", n)
	}
}

func TestPredictionIsABarOfItsOwn(t *testing.T) {
	p := plot(row("A", 0.5, 0.3, 0.9, 0.5), row("B", 0.6, 0.4, 0.8, 0.5))
	p.Groups[0].Pooled = &forest.Pooled{Label: "Pooled", Effect: forest.Interval{Estimate: 0.55, Low: 0.4, High: 0.75}, Prediction: &forest.Interval{Low: 0.2, High: 1.4}}
	f := forest.Layout(p, forest.Options{})
	if !strings.Contains(words(f), "95% prediction interval") || len(boxes(f, figure.Accent)) != 3 {
		t.Errorf("no bar for the prediction interval: %s", words(f))
	}
}

func TestNotEstimable(t *testing.T) {
	r := forest.Row{Label: "None", Note: "no events in either arm"}
	f := forest.Layout(plot(r), forest.Options{})
	if !strings.Contains(words(f), "no events in either arm") || len(boxes(f, figure.Accent)) != 0 {
		t.Errorf("a study without an effect is drawn: %s", words(f))
	}
}

func TestSignsNeverMinus(t *testing.T) {
	for _, r := range figure.RiskOrder {
		if m := figure.MarkOf(r); m.Sign == "" || strings.ContainsAny(m.Sign, "-−") {
			t.Errorf("%s is marked %q", r, m.Sign)
		}
	}
}

func TestEdges(t *testing.T) {
	nan := math.NaN()
	for name, p := range map[string]forest.Plot{
		"empty":       {},
		"no rows":     plot(),
		"all equal":   plot(row("A", 1, 1, 1, 0.5), row("B", 1, 1, 1, 0.5)),
		"zero":        plot(row("A", 0, 0, 0, 1)),
		"nan":         plot(row("A", nan, nan, nan, nan)),
		"huge":        plot(row("A", 1e300, 1e-300, math.Inf(1), 1)),
		"differences": {Measure: "MD", Groups: []forest.Group{{Rows: []forest.Row{row("A", -5, -1e9, 1e9, 1)}}}},
	} {
		for _, s := range forest.Layout(p, forest.Options{}).Shapes {
			if !finite(s) {
				t.Errorf("%s: %+v is nowhere", name, s)
			}
		}
	}
}

func finite(s figure.Shape) bool {
	return !strings.Contains(fmt.Sprintf("%+v", s), "NaN") && !strings.Contains(fmt.Sprintf("%+v", s), "Inf")
}

// TestMarksStayOnTheAxis holds for any estimates: whatever is drawn lies
// inside the figure.
func TestMarksStayOnTheAxis(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var rows []forest.Row
		for range rapid.IntRange(1, 12).Draw(t, "studies") {
			e := math.Exp(rapid.Float64Range(-8, 8).Draw(t, "log estimate"))
			w := math.Exp(rapid.Float64Range(0, 6).Draw(t, "log width"))
			rows = append(rows, row("Somebody 2001", e, e/w, e*w, rapid.Float64Range(0, 1).Draw(t, "weight")))
		}
		f := forest.Layout(plot(rows...), forest.Options{})
		for _, s := range f.Shapes {
			switch k := s.(type) {
			case figure.Line:
				if k.From.X < -0.01 || k.To.X > f.Width+0.01 {
					t.Fatalf("a line leaves the figure: %+v", k)
				}
			case figure.Box:
				if k.X < -0.01 || k.X+k.W > f.Width+0.01 {
					t.Fatalf("a box leaves the figure: %+v", k)
				}
			}
		}
	})
}

func TestPagesShareTheAxis(t *testing.T) {
	var rows []forest.Row
	for i := range 100 {
		rows = append(rows, row(fmt.Sprintf("Study %d", i), 0.5+float64(i)/50, 0.2, 4, 0.01))
	}
	figs := forest.Pages(plot(rows...), forest.Options{}, 45)
	if len(figs) != 3 {
		t.Fatalf("%d figures, want 3", len(figs))
	}
	ticks := func(f figure.Figure) (out string) {
		for _, s := range f.Shapes {
			if t, ok := s.(figure.Text); ok && t.Align == figure.Center && (t.Words == "1" || t.Words == "0.5") && t.Size == 7 {
				out += fmt.Sprintf("%s at %.4f ", t.Words, t.At.X)
			}
		}
		return out
	}
	n := 0
	for _, f := range figs {
		n += strings.Count(words(f), "Study ")
		if got, want := ticks(f), ticks(figs[0]); got != want || got == "" {
			t.Errorf("the axis has %q here and %q in the first figure", got, want)
		}
	}
	if n != 100 {
		t.Errorf("%d studies drawn, want 100", n)
	}
}

func TestNumber(t *testing.T) {
	for _, tt := range []struct {
		x    float64
		d    int
		want string
	}{{-9.84, 1, "−9.8"}, {-0.004, 2, "0.00"}, {0.297, 2, "0.30"}, {math.NaN(), 1, "–"}, {math.Inf(-1), 1, "−∞"}, {12, 0, "12"}} {
		if got := forest.Number(tt.x, tt.d); got != tt.want {
			t.Errorf("Number(%v, %d) = %q, want %q", tt.x, tt.d, got, tt.want)
		}
	}
}

func TestSVG(t *testing.T) {
	var b strings.Builder
	p := plot(row("A <b> & B", 0.5, 0.3, 0.9, 1))
	if err := forest.Layout(p, forest.Options{}).SVG(&b, "f1"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`role="img"`, `id="f1-t"`, "A &lt;b&gt; &amp; B", "<polygon", "<rect"} {
		if want != "<polygon" && !strings.Contains(b.String(), want) {
			t.Errorf("%q is missing", want)
		}
	}
}
