package grading

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"appraise/corpus"
	"appraise/grading/effect"
)

// level is the confidence of every interval.
const level = 0.95

// contribution is what one study brings to one outcome.
type contribution struct {
	study    Study
	class    class
	row      StudyEffect
	table    *effect.Table    // counts, when the result has them
	groups   *[2]effect.Group // means, when the result has them
	estimate *effect.Estimate // on the scale of analysis, ready to be pooled
	n        int              // participants in the result
	events   *int
	robins   bool
	rated    bool // somebody appraised it
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// contribute computes the study's row for the outcome. A light one leaves
// out what takes long and changes no certainty.
func contribute(s Study, o corpus.Outcome, measure effect.Measure, r corpus.Result, note string, light bool) contribution {
	c := contribution{study: s, class: classOf(s.Design)}
	c.row = StudyEffect{Study: s.ID, Label: s.Label, Result: r, Note: note, Notices: s.Notices, Indirect: isIndirect(s)}
	if c.row.Label == "" {
		c.row.Label = string(s.ID)
	}
	if a, why, ok := pickAppraisal(s, o); ok {
		c.rated = a.Final() != ""
		c.row.Risk, c.row.Domains, c.row.Appraisal = a.Final(), domainRisks(a), a.ID
		c.robins = strings.HasPrefix(fold(a.Instrument), "robins")
		c.remark(why)
	}
	c.count(r)
	if t, ok := tableOf(r); ok {
		c.table = &t
	}
	if a, b, ok := groupsOf(r); ok {
		c.groups = &[2]effect.Group{a, b}
	}
	c.effect(measure)
	if c.table != nil && fromCounts(measure) && !light {
		c.sensitivity(measure)
	}
	for _, n := range s.Notices {
		switch n.Type {
		case corpus.Retracted, corpus.RetractedRepublished, corpus.Withdrawn, corpus.ExpressionOfConcern:
			c.remark(fmt.Sprintf("a notice says %s (%s): decide whether it stays in", n.Type, n.Source))
		}
	}
	return c
}

func (c *contribution) remark(s string) {
	switch {
	case s == "":
	case c.row.Note == "":
		c.row.Note = s
	default:
		c.row.Note += "; " + s
	}
}

// count finds how many people and events the result is about.
func (c *contribution) count(r corpus.Result) {
	n, complete := 0, len(r.Arms) > 0
	events, counted := 0, len(r.Arms) > 0
	for _, a := range r.Arms {
		if a.N == nil {
			complete = false
		} else {
			n += *a.N
		}
		if a.Events == nil {
			counted = false
		} else {
			events += *a.Events
		}
	}
	switch {
	case complete:
		c.n = n
	case c.study.Randomised != nil:
		c.n = max(0, *c.study.Randomised)
	}
	if counted {
		c.events = &events
	}
}

// tableOf returns the counts of intervention and comparator.
func tableOf(r corpus.Result) (effect.Table, bool) {
	if len(r.Arms) != 2 {
		return effect.Table{}, false
	}
	a, b := r.Arms[0], r.Arms[1]
	if a.N == nil || a.Events == nil || b.N == nil || b.Events == nil {
		return effect.Table{}, false
	}
	t, err := effect.NewTable(*a.Events, *a.N, *b.Events, *b.N)
	return t, err == nil
}

// groupsOf returns means and standard deviations of intervention and
// comparator.
func groupsOf(r corpus.Result) (a, b effect.Group, ok bool) {
	if len(r.Arms) != 2 {
		return a, b, false
	}
	var g [2]effect.Group
	for i, arm := range r.Arms {
		if arm.N == nil || arm.Mean == nil || arm.SD == nil || *arm.N < 2 || !(*arm.SD > 0) || !finite(*arm.Mean, *arm.SD) {
			return a, b, false
		}
		g[i] = effect.Group{N: *arm.N, Mean: *arm.Mean, SD: *arm.SD}
	}
	return g[0], g[1], true
}

func finite(xs ...float64) bool {
	for _, x := range xs {
		if math.IsNaN(x) || math.Abs(x) >= effect.Unbounded {
			return false
		}
	}
	return true
}

// measureOf returns the measure of the outcome: the one it states, else what
// the results allow.
func measureOf(o corpus.Outcome, results []corpus.Result) effect.Measure {
	if o.Measure != "" {
		return effect.Measure(strings.ToUpper(strings.TrimSpace(o.Measure)))
	}
	printed := ""
	for _, r := range results {
		if _, ok := tableOf(r); ok {
			return effect.RR
		}
		if _, _, ok := groupsOf(r); ok {
			return effect.MD
		}
		if r.Estimate != nil && printed == "" {
			printed = r.Estimate.Measure
		}
	}
	return effect.Measure(strings.ToUpper(strings.TrimSpace(printed)))
}

// effect computes the study's effect; a study whose effect the data do not
// define keeps its row without one, and the note says why.
func (c *contribution) effect(m effect.Measure) {
	var i effect.Interval
	var e effect.Estimate
	var p float64
	var err error
	switch {
	case c.table != nil && fromCounts(m):
		i, e, p, err = countEffect(*c.table, m)
	case c.groups != nil && fromMeans(m):
		i, e, p, err = meanEffect(*c.groups, m)
	case c.row.Result.Estimate != nil:
		i, e, p, err = printedEffect(*c.row.Result.Estimate, m)
	case slices.ContainsFunc(c.row.Result.Arms, func(a corpus.Arm) bool { return a.Median != nil }):
		err = errors.New("medians are given, and whether the limits are quartiles or the range is not known")
	default:
		err = fmt.Errorf("the result has neither counts nor means nor an estimate for a %s", m)
	}
	if err != nil {
		c.remark("effect not estimable: " + err.Error())
		return
	}
	c.row.Effect = shown(i, p)
	c.estimate = &e
	if c.row.Effect == nil {
		c.remark("the interval has no bound")
	}
}

// shown converts an interval of package effect; an unbounded one gives nil.
func shown(i effect.Interval, p float64) *Effect {
	if !finite(i.Point, i.Low, i.High, p) {
		return nil
	}
	method := string(i.Formula)
	if s, ok := i.Formula.Source(); ok {
		method = s.Name
	}
	return &Effect{Measure: string(i.Measure), Estimate: i.Point, Low: i.Low, High: i.High, P: p, Method: method}
}

func fromCounts(m effect.Measure) bool {
	return m == effect.RR || m == effect.OR || m == effect.RD || m == effect.PETO
}

func fromMeans(m effect.Measure) bool {
	return m == effect.MD || m == effect.SMD || m == effect.ROM
}

func countEffect(t effect.Table, m effect.Measure) (i effect.Interval, e effect.Estimate, p float64, err error) {
	if t.Events() == 0 && m != effect.RD {
		return i, e, 0, fmt.Errorf("nobody in either arm had the event (%s)", t)
	}
	if t.Events() == t.Total() && m != effect.RD {
		return i, e, 0, fmt.Errorf("everybody in both arms had the event (%s)", t)
	}
	half := effect.HalfCorrection(t)
	switch m {
	case effect.RR:
		e, err = effect.LogRiskRatio(t, half)
	case effect.OR:
		e, err = effect.LogOddsRatio(t, half)
	case effect.PETO:
		e, err = effect.PetoOddsRatio(t)
	default:
		e, err = effect.Difference(t, half)
	}
	if err != nil {
		return i, e, 0, err
	}
	if m == effect.RD {
		i, err = effect.RiskDifference(t, level)
	} else {
		i, err = e.Interval(level)
	}
	if err != nil {
		return i, e, 0, err
	}
	test, err := effect.Fisher(t)
	return i, e, test.P, err
}

func meanEffect(g [2]effect.Group, m effect.Measure) (i effect.Interval, e effect.Estimate, p float64, err error) {
	switch m {
	case effect.SMD:
		e, err = effect.HedgesG(g[0], g[1])
	case effect.ROM:
		e, err = effect.RatioOfMeans(g[0], g[1])
	default:
		e, err = effect.MeanDifferenceEstimate(g[0], g[1])
	}
	if err != nil {
		return i, e, 0, err
	}
	if m != effect.MD {
		if i, err = e.Interval(level); err == nil {
			p, err = e.P()
		}
		return i, e, p, err
	}
	if i, err = effect.MeanDifference(g[0], g[1], level); err != nil {
		return i, e, 0, err
	}
	test, err := effect.WelchTest(g[0], g[1])
	return i, e, test.P, err
}

// printedEffect works from the estimate as printed, by its interval or else
// by its p value.
func printedEffect(x corpus.Estimate, m effect.Measure) (i effect.Interval, e effect.Estimate, p float64, err error) {
	if got := effect.Measure(strings.ToUpper(strings.TrimSpace(x.Measure))); got != m {
		return i, e, 0, fmt.Errorf("the study reports %s and no counts, and the question asks for %s", got, m)
	}
	conf := x.Level
	if conf == 0 {
		conf = level
	}
	if x.Low != nil && x.High != nil {
		r, err := effect.Printed{Measure: m, Point: x.Value, Low: *x.Low, High: *x.High, Level: conf}.Recover()
		if err != nil {
			return i, e, 0, err
		}
		i, err = r.Estimate.Interval(level)
		if conf == level {
			i.Point, i.Low, i.High = x.Value, *x.Low, *x.High
		}
		return i, r.Estimate, r.P, err
	}
	value, perr := strconv.ParseFloat(strings.TrimLeft(strings.TrimSpace(x.P), "pP=< "), 64)
	if perr != nil || strings.ContainsAny(x.P, "<>") {
		return i, e, 0, fmt.Errorf("the printed %s has neither an interval nor an exact p value", m)
	}
	by := effect.PrintedP{Measure: m, Point: x.Value, P: value}
	if e, err = by.Estimate(); err != nil {
		return i, e, 0, err
	}
	i, err = by.Interval(level)
	return i, e, value, err
}
