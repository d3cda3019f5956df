package app

import (
	"appraise/corpus"
	"appraise/grading"
	"appraise/grading/effect"
	"appraise/grading/power"
)

// Every interval is a 95 % interval, and results are weighed at 5 %.
const (
	level = 0.95
	alpha = 0.05
)

// ResultGrade is a result with the effects its counts or means give.
type ResultGrade struct {
	corpus.Result
	RiskRatio      *grading.Effect    `json:"risk_ratio,omitempty"`
	RiskDifference *grading.Effect    `json:"risk_difference,omitempty"`
	OddsRatio      *grading.Effect    `json:"odds_ratio,omitempty"`
	MeanDifference *grading.Effect    `json:"mean_difference,omitempty"`
	FisherP        *float64           `json:"fisher_p,omitempty"`
	Fragility      *int               `json:"fragility,omitempty"`
	NNT            string             `json:"nnt,omitempty"`
	Scenarios      []grading.Scenario `json:"scenarios,omitempty"`
	NotComputed    string             `json:"not_computed,omitempty"` // why there is no effect
}

// gradeResult computes what the numbers of a result give; what they do not
// give it says.
func gradeResult(r corpus.Result) ResultGrade {
	g := ResultGrade{Result: r}
	if len(r.Arms) != 2 {
		g.NotComputed = "effects are computed for results with two arms"
		return g
	}
	a, b := r.Arms[0], r.Arms[1]
	if a.Events == nil || b.Events == nil || a.N == nil || b.N == nil {
		g.meanDifference(a, b)
		return g
	}
	t, err := effect.NewTable(*a.Events, *a.N, *b.Events, *b.N)
	if err != nil {
		g.NotComputed = err.Error()
		return g
	}
	g.counts(t)
	g.scenarios(t)
	return g
}

// counts fills in what a two-by-two table gives.
func (g *ResultGrade) counts(t effect.Table) {
	p := 0.0
	if test, err := effect.Fisher(t); err == nil {
		p, g.FisherP = test.P, &test.P
	}
	var err error
	if g.RiskRatio, err = shown(effect.RiskRatio(t, level))(p); err != nil {
		g.NotComputed = "risk ratio: " + err.Error()
	}
	if g.RiskDifference, err = shown(effect.RiskDifference(t, level))(p); err != nil {
		g.NotComputed = err.Error()
	}
	if g.OddsRatio, err = shown(effect.OddsRatio(t, level))(p); err != nil {
		g.NotComputed = err.Error()
	}
	if f, err := power.FragilityIndex(t, alpha); err == nil && f.Reached {
		g.Fragility = &f.Index
	}
	if n, err := effect.NeedToTreatTable(t, level, g.FollowUp, true); err == nil {
		g.NNT = n.Text()
	}
}

// shown turns an interval into what is printed, with the p value of the table.
func shown(i effect.Interval, err error) func(p float64) (*grading.Effect, error) {
	return func(p float64) (*grading.Effect, error) {
		if err != nil {
			return nil, err
		}
		return &grading.Effect{Measure: string(i.Measure), Estimate: i.Point, Low: i.Low, High: i.High, P: p, Method: string(i.Formula)}, nil
	}
}

// scenarios adds what people who are not counted could change.
func (g *ResultGrade) scenarios(t effect.Table) {
	x := effect.Incomplete{Observed: t}
	for i, missing := range []*int{&x.MissingTreatment, &x.MissingControl} {
		if a := g.Arms[i]; a.Randomised != nil && *a.Randomised > *a.N {
			*missing = *a.Randomised - *a.N
		}
	}
	if x.MissingTreatment+x.MissingControl == 0 {
		return
	}
	all, err := x.Scenarios(level)
	if err != nil {
		return
	}
	seen := map[effect.Table]bool{}
	for _, s := range all {
		if s.Assumption == effect.Completers || seen[s.Table] {
			continue
		}
		seen[s.Table] = true
		row := grading.Scenario{Name: string(s.Assumption), Counts: s.Table.String()}
		if test, err := effect.Fisher(s.Table); err == nil {
			row.Effect, _ = shown(effect.RiskRatio(s.Table, level))(test.P)
		}
		g.Scenarios = append(g.Scenarios, row)
	}
}

// meanDifference fills in what means with standard deviations give.
func (g *ResultGrade) meanDifference(a, b corpus.Arm) {
	if a.Mean == nil || b.Mean == nil || a.SD == nil || b.SD == nil || a.N == nil || b.N == nil {
		g.NotComputed = "neither counts nor means with standard deviations are given for both arms"
		return
	}
	x, y := effect.Group{N: *a.N, Mean: *a.Mean, SD: *a.SD}, effect.Group{N: *b.N, Mean: *b.Mean, SD: *b.SD}
	p := 0.0
	if test, err := effect.WelchTest(x, y); err == nil {
		p = test.P
	}
	var err error
	if g.MeanDifference, err = shown(effect.MeanDifference(x, y, level))(p); err != nil {
		g.NotComputed = err.Error()
	}
}
