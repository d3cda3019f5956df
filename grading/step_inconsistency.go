package grading

import (
	"fmt"
	"math"

	"appraise/corpus"
)

func (b body) inconsistency() Step {
	x := InconsistencyInput{K: len(b.synthesis.used), PQ: 1}
	var detail string
	if m := b.synthesis.model; m != nil {
		x.I2, x.PQ = m.I2, m.QP
		x.MinorityWeight, x.NonOverlap = b.minority(), b.apart()
		null := 0.0
		x.PICrosses = m.PI.Known && m.PI.Low < null && null < m.PI.High
		detail = fmt.Sprintf("I² %.0f %%, p of Q %s, ", m.I2, pText(m.QP))
		if x.MinorityWeight > 0 {
			detail += fmt.Sprintf("%.0f %% of the weight on the other side", 100*x.MinorityWeight)
		} else {
			detail += "all estimates on one side"
		}
		if m.PI.Known {
			detail += ", prediction interval " + map[bool]string{true: "crosses no difference", false: "does not cross no difference"}[x.PICrosses]
		}
	}
	s := SuggestInconsistency(x, b.rules)
	if x.K >= 2 && b.synthesis.model == nil {
		s = Suggestion{Reason: "the studies are not pooled: compare their results by eye", Human: true}
	}
	return step(corpus.Inconsistency, s, detail, []string{fmt.Sprint(x.K), digits(x.I2), digits(x.PQ), digits(x.MinorityWeight), fmt.Sprint(x.PICrosses), digits(x.NonOverlap)})
}

// minority is the share of weight of estimates on the smaller side of no
// difference.
func (b body) minority() float64 {
	var below, above float64
	for _, i := range b.synthesis.used {
		switch row := b.cs[i].row; {
		case row.Effect.Estimate < b.measure.Null():
			below += row.Weight
		case row.Effect.Estimate > b.measure.Null():
			above += row.Weight
		}
	}
	return math.Min(below, above)
}

// apart is the share of pairs of studies whose intervals do not overlap.
func (b body) apart() float64 {
	pairs, n := 0, 0
	for i, j := range b.synthesis.used {
		for _, k := range b.synthesis.used[i+1:] {
			x, y := b.cs[j].row.Effect, b.cs[k].row.Effect
			pairs++
			if x.High < y.Low || y.High < x.Low {
				n++
			}
		}
	}
	if pairs == 0 {
		return 0
	}
	return float64(n) / float64(pairs)
}
