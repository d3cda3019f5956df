package grading

import (
	"fmt"
	"math"

	"appraise/grading/effect"
	"appraise/grading/pool"
)

// synthesis is the combined estimate of one body of evidence.
type synthesis struct {
	measure  effect.Measure
	interval *effect.Interval // nil when nothing can be estimated
	effect   *Effect
	name     string      // of the model
	model    *pool.Model // nil for a single study
	pi       *Effect
	used     []int // indices of the contributions that entered
}

// synthesise takes the single estimate or pools several. It sets the weights
// of the contributions.
func synthesise(cs []contribution, m effect.Measure) synthesis {
	s := synthesis{measure: m}
	for i := range cs {
		cs[i].row.Weight = 0
		if cs[i].estimate != nil && cs[i].row.Effect != nil {
			s.used = append(s.used, i)
		}
	}
	switch len(s.used) {
	case 0:
		s.name = "not estimable"
		weighByPeople(cs)
	case 1:
		s.single(cs)
	default:
		s.pool(cs)
	}
	return s
}

func (s *synthesis) single(cs []contribution) {
	row := &cs[s.used[0]].row
	row.Weight = 1
	s.name, s.effect = "single study", row.Effect
	s.interval = &effect.Interval{Measure: s.measure, Level: level, Point: row.Effect.Estimate, Low: row.Effect.Low, High: row.Effect.High}
}

// weighByPeople shares the weight by participants where nothing is pooled.
func weighByPeople(cs []contribution) {
	total := 0
	for _, c := range cs {
		total += c.n
	}
	for i := range cs {
		switch {
		case total > 0:
			cs[i].row.Weight = float64(cs[i].n) / float64(total)
		default:
			cs[i].row.Weight = 1 / float64(len(cs))
		}
	}
}

// pool combines by random effects: REML, the interval by Knapp and Hartung
// from three studies on. With two its single degree of freedom says nothing.
func (s *synthesis) pool(cs []contribution) {
	es := effects(cs, s.used)
	if len(es) < 2 {
		s.name = "not pooled: a study has no variance"
		weighByPeople(cs)
		return
	}
	opt := pool.Options{Method: pool.REML, Level: level, KnappHartung: pool.HKAdHoc}
	s.name = "random effects (REML, Knapp–Hartung)"
	if len(es) == 2 {
		opt.KnappHartung = pool.HKNone
		s.name = "random effects (REML)"
	}
	m, err := pool.Fit(es, opt)
	if err != nil {
		opt.Method = pool.DL
		s.name = "random effects (DerSimonian–Laird, since REML did not converge)"
		if m, err = pool.Fit(es, opt); err != nil {
			s.name = "not pooled: " + err.Error()
			weighByPeople(cs)
			return
		}
	}
	for j, w := range pool.Weights(es, m) {
		cs[es[j].Row].row.Weight = w / 100
	}
	s.model = &m
	s.interval, s.effect = s.natural(m.Estimate, m.CI, m.P)
	if _, s.pi = s.natural(m.Estimate, m.PI, 0); s.pi != nil {
		s.pi.Method = "prediction interval, " + string(m.PIMethod)
	}
}

// effects lists what can be pooled; Row is the index of the contribution.
func effects(cs []contribution, used []int) []pool.Effect {
	var es []pool.Effect
	for _, i := range used {
		if e := cs[i].estimate; e.V > 0 {
			es = append(es, pool.Effect{Row: i, Study: cs[i].row.Label, Y: e.Y, V: e.V, N: float64(cs[i].n)})
		}
	}
	return es
}

// natural turns an estimate on the scale of analysis into one to show.
func (s *synthesis) natural(y float64, ci pool.Interval, p float64) (*effect.Interval, *Effect) {
	if !ci.Known {
		return nil, nil
	}
	i := effect.Interval{Measure: s.measure, Level: level, Point: s.measure.Natural(y), Low: s.measure.Natural(ci.Low), High: s.measure.Natural(ci.High)}
	if math.IsInf(i.High, 1) {
		i.High = effect.Unbounded
	}
	e := shown(i, p)
	if e == nil {
		return nil, nil
	}
	e.Method = s.name
	return &i, e
}

// without pools the contributions that keep admits: a sensitivity analysis.
func without(cs []contribution, m effect.Measure, keep func(contribution) bool) synthesis {
	var rest []contribution
	for _, c := range cs {
		if keep(c) {
			rest = append(rest, c)
		}
	}
	return synthesise(rest, m)
}

// similar compares the result of the studies at lower risk with that of all:
// it differs when the point estimate changes side, when the interval leaves
// out the estimate of all, or when the two groups differ with p below 0.10.
// nil when there is nothing to compare.
func similar(cs []contribution, all synthesis, high func(contribution) bool) *bool {
	low := without(cs, all.measure, func(c contribution) bool { return !high(c) })
	rest := without(cs, all.measure, high)
	if all.effect == nil || low.effect == nil || rest.effect == nil {
		return nil
	}
	null := all.measure.Null()
	same := (low.effect.Estimate-null)*(all.effect.Estimate-null) >= 0 &&
		low.effect.Low <= all.effect.Estimate && all.effect.Estimate <= low.effect.High &&
		groupsDiffer(low, rest) >= 0.10
	return &same
}

// groupsDiffer returns the p value of the difference between two estimates
// by their intervals.
func groupsDiffer(a, b synthesis) float64 {
	ya, va := logged(*a.effect)
	yb, vb := logged(*b.effect)
	z := math.Abs(ya-yb) / math.Sqrt(va+vb)
	if !(z >= 0) {
		return 1
	}
	return math.Erfc(z / math.Sqrt2)
}

// normalLimit is the 97.5 % quantile of the normal distribution.
const normalLimit = 1.959963984540054

// logged returns estimate and variance on the scale of analysis.
func logged(e Effect) (y, v float64) {
	y, low, high := e.Estimate, e.Low, e.High
	if e.Ratio() {
		y, low, high = math.Log(y), math.Log(low), math.Log(high)
	}
	se := (high - low) / (2 * normalLimit)
	return y, se * se
}

// describe names the model for a methods line.
func (s synthesis) describe() string {
	if s.model == nil || s.model.K < 2 {
		return s.name
	}
	return fmt.Sprintf("%s, %d studies", s.name, s.model.K)
}
