package forest_test

import (
	"errors"
	"math"
	"testing"

	"appraise/reports/figure"
	"appraise/reports/forest"
)

func table() forest.RiskTable {
	return forest.RiskTable{Domains: []string{"Randomisation process", "Missing outcome data"}, Rows: []forest.RiskRow{
		{Label: "A 2001", Risks: []string{"low", "high"}, Overall: "high", Weight: 0.6},
		{Label: "B 2002", Risks: []string{"some concerns"}, Overall: "some concerns", Weight: 0.4},
	}}
}

func TestSharesAddUp(t *testing.T) {
	p := table()
	for d := -1; d < 2; d++ {
		sum := 0.0
		for _, s := range p.Shares(d) {
			sum += s
		}
		if math.Abs(sum-1) > 1e-12 {
			t.Errorf("domain %d: shares add up to %v", d, sum)
		}
	}
	if got := p.Shares(-1)["high"]; got != 0.6 {
		t.Errorf("high has %v of the weight, want 0.6", got)
	}
	p.Rows[0].Weight, p.Rows[1].Weight = 0, 0
	if got := p.Shares(-1)["high"]; got != 0.5 {
		t.Errorf("without weights high has %v, want one half", got)
	}
}

func TestRiskFigures(t *testing.T) {
	for name, p := range map[string]forest.RiskTable{"two": table(), "none": {}, "no domains": {Rows: []forest.RiskRow{{Label: "A", Overall: "low"}}}} {
		for _, f := range []figure.Figure{p.TrafficLight(forest.Options{}), p.Summary(forest.Options{})} {
			if f.Height <= 0 {
				t.Errorf("%s: height %v", name, f.Height)
			}
			for _, s := range f.Shapes {
				if !finite(s) {
					t.Errorf("%s: %+v is nowhere", name, s)
				}
			}
		}
	}
}

func TestFunnelGate(t *testing.T) {
	p := forest.Funnel{Measure: "RR", Ratio: true, Pooled: 0.8}
	for k := range 12 {
		f, err := p.Layout(forest.Options{})
		var few *forest.TooFewError
		if k < forest.MinFunnel && (!errors.As(err, &few) || few.K != k) {
			t.Errorf("%d studies: %v, want a refusal", k, err)
		}
		if k >= forest.MinFunnel {
			if err != nil {
				t.Errorf("%d studies: %v", k, err)
			}
			dots := 0
			for _, s := range f.Shapes {
				if d, ok := s.(figure.Disc); ok {
					dots++
					if d.Center.Y < 1 || d.Center.Y > f.Height {
						t.Errorf("a study leaves the plot: %+v", d)
					}
				}
			}
			if dots != k {
				t.Errorf("%d studies, %d dots", k, dots)
			}
		}
		p.Points = append(p.Points, forest.FunnelPoint{Label: "S", Estimate: 0.5 + float64(k)/10, SE: 0.1 + float64(k)/20})
	}
	p.Points = append(p.Points, forest.FunnelPoint{Estimate: -1, SE: 0.2}, forest.FunnelPoint{Estimate: math.NaN(), SE: 1}, forest.FunnelPoint{Estimate: 1})
	if _, err := p.Layout(forest.Options{}); err != nil {
		t.Errorf("points that cannot be drawn stop the plot: %v", err)
	}
}

func TestFunnelIsUpsideDown(t *testing.T) {
	p := forest.Funnel{Measure: "MD"}
	for k := range 10 {
		p.Points = append(p.Points, forest.FunnelPoint{Estimate: float64(k - 5), SE: 1 + float64(k)})
	}
	f, err := p.Layout(forest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	last := -1.0
	for _, s := range f.Shapes {
		if d, ok := s.(figure.Disc); ok {
			if d.Center.Y < last {
				t.Error("a larger standard error is drawn higher")
			}
			last = d.Center.Y
		}
	}
}
