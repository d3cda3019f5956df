package grading

import (
	"fmt"
	"math"
	"slices"

	"appraise/corpus"
	"appraise/grading/effect"
	"appraise/grading/power"
)

// body is one body of evidence on one outcome while it is graded.
type body struct {
	in        Input
	outcome   corpus.Outcome
	cs        []contribution
	rules     Thresholds
	measure   effect.Measure
	synthesis synthesis
}

func (b body) results() []corpus.Result {
	out := make([]corpus.Result, len(b.cs))
	for i, c := range b.cs {
		out[i] = c.row.Result
	}
	return out
}

// start begins with the level of the weakest design in the body's class.
func (b body) start() (corpus.Certainty, string) {
	robins := true
	design := b.cs[0].study.Design
	for _, c := range b.cs {
		robins = robins && c.robins
		if c.study.Design == "quasi_rct" {
			design = c.study.Design
		}
	}
	return Start(design, robins)
}

// absolutes fills what the effect means in absolute terms.
func (b body) absolutes(out *Outcome) {
	i := b.synthesis.interval
	if i == nil {
		return
	}
	if b.measure == effect.MD {
		out.Absolute = b.meanAbsolute(*i)
		return
	}
	risk, from, ok := b.comparatorRisk()
	if !ok {
		return
	}
	a, err := effect.Per1000(risk, *i)
	if err != nil {
		return
	}
	a = a.Shown()
	out.Absolute = &Absolute{Baseline: risk, BaselineFrom: from, Without: a.Baseline,
		With: a.With.Point, WithLow: a.With.Low, WithHigh: a.With.High,
		Diff: a.Difference.Point, DiffLow: a.Difference.Low, DiffHigh: a.Difference.High, Capped: a.Capped}
	b.need(out, risk)
}

// meanAbsolute is a difference of means beside the comparators' median mean.
func (b body) meanAbsolute(i effect.Interval) *Absolute {
	var means []float64
	for _, c := range b.cs {
		if c.groups != nil {
			means = append(means, c.groups[1].Mean)
		}
	}
	if len(means) == 0 || !finite(i.Low, i.High) {
		return nil
	}
	m := median(means)
	return &Absolute{BaselineFrom: "mean of the comparator", Without: m, With: m + i.Point, WithLow: m + i.Low, WithHigh: m + i.High,
		Diff: i.Point, DiffLow: i.Low, DiffHigh: i.High}
}

// need fills the number needed to treat. A single study with counts and no
// stated baseline gives it by its own risk difference; otherwise it follows
// from the absolute effect.
func (b body) need(out *Outcome, risk float64) {
	frame := b.outcome.FollowUp
	if frame == "" && len(b.cs) == 1 {
		frame = b.cs[0].row.Result.FollowUp
	}
	var n effect.NumberNeeded
	var err error
	if len(b.cs) == 1 && b.cs[0].table != nil && b.outcome.BaselineRisk == nil {
		n, err = effect.NeedToTreatTable(*b.cs[0].table, level, frame, b.outcome.LowerBetter)
	} else {
		a := out.Absolute
		rd := effect.Interval{Measure: effect.RD, Level: level, Point: a.Diff / 1000, Low: a.DiffLow / 1000, High: a.DiffHigh / 1000}
		n, err = effect.NeedToTreat(rd, risk, frame, b.outcome.LowerBetter)
	}
	if err != nil {
		return
	}
	out.NNT = n.Text()
	low, high := min(n.Best.Value, n.Worst.Value), max(n.Best.Value, n.Worst.Value)
	if !n.Crosses && finite(n.Point.Value, low, high) {
		out.Needed = &Needed{Harm: n.Point.Harm, Value: n.Point.Value, Low: low, High: high}
	}
}

// information compares the people and events there are with the optimal
// information size.
func (b body) information() Information {
	var info Information
	events, counted := 0, len(b.cs) > 0
	for _, c := range b.cs {
		info.Participants += c.n
		if c.events == nil {
			counted = false
		} else {
			events += *c.events
		}
	}
	if counted {
		info.Events = &events
	}
	risk, _, ok := b.comparatorRisk()
	switch n, sized := oisRisks(risk); {
	case ok && sized && b.measure != effect.MD && b.measure != effect.SMD:
		info.OIS = &n
		info.Assumptions = fmt.Sprintf("two-sided 5 %%, power 80 %%, comparator's risk %.3g %%, relative risk reduction %.0f %%", 100*roundedRisk(risk), 100*power.RelativeRiskReduction)
	case b.outcome.MID != nil && (b.measure == effect.MD || b.measure == effect.SMD):
		sd := b.spread()
		if n, ok := oisMeans(math.Abs(*b.outcome.MID), sd); ok {
			info.OIS = &n
			info.Assumptions = fmt.Sprintf("two-sided 5 %%, power 80 %%, minimal important difference %.4g, standard deviation %.4g", math.Abs(*b.outcome.MID), sd)
		}
	}
	return info
}

// spread returns the median standard deviation of the arms, 1 for
// standardised differences, 0 when not known.
func (b body) spread() float64 {
	if b.measure == effect.SMD {
		return 1
	}
	var sds []float64
	for _, c := range b.cs {
		if c.groups != nil {
			sds = append(sds, c.groups[0].SD, c.groups[1].SD)
		}
	}
	if len(sds) == 0 {
		return 0
	}
	return median(sds)
}

// large reports whether the effect is larger than interventions usually have:
// a relative change of 30 % in either direction, half a standard deviation.
func (b body) large() bool {
	e := b.synthesis.effect
	if e == nil {
		return false
	}
	switch {
	case e.Ratio():
		rr := b.riskRatio(e.Estimate)
		return rr > 0 && math.Min(rr, 1/rr) <= 1-b.rules.LargeRRR
	case e.Measure == "RD":
		risk, _, ok := b.comparatorRisk()
		return ok && risk > 0 && math.Abs(e.Estimate)/risk >= b.rules.LargeRRR
	case e.Measure == "SMD":
		return math.Abs(e.Estimate) >= 0.5
	case e.Measure == "MD":
		sd := b.spread()
		return sd > 0 && math.Abs(e.Estimate)/sd >= 0.5
	}
	return false
}

// riskRatio turns an odds ratio into a risk ratio where the baseline risk is
// above 10 %; other ratios stay as they are.
func (b body) riskRatio(ratio float64) float64 {
	risk, _, ok := b.comparatorRisk()
	if (b.measure != effect.OR && b.measure != effect.PETO) || !ok || risk <= 0.1 {
		return ratio
	}
	if rr, err := effect.RiskRatioFromOdds(ratio, risk); err == nil {
		return rr.Value
	}
	return ratio
}

// weightOf adds up the weight of contributions.
func (b body) weightOf(is func(contribution) bool) float64 {
	sum := 0.0
	for _, c := range b.cs {
		if is(c) {
			sum += c.row.Weight
		}
	}
	if sum > 1-1e-12 {
		return 1
	}
	return sum
}

func (b body) all(is func(contribution) bool) bool {
	return !slices.ContainsFunc(b.cs, func(c contribution) bool { return !is(c) })
}
