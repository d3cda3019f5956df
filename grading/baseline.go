package grading

import (
	"fmt"
	"math"
	"slices"

	"appraise/grading/effect"
)

// comparatorRisk is the baseline: the stated one, else the median of the
// comparators.
func (b body) comparatorRisk() (risk float64, from string, ok bool) {
	if r := b.outcome.BaselineRisk; r != nil {
		from = b.outcome.BaselineFrom
		if from == "" {
			from = "stated with the question"
		}
		return *r, from, *r >= 0 && *r <= 1 && !math.IsNaN(*r)
	}
	var risks []float64
	var table effect.Table
	for _, c := range b.cs {
		if c.table != nil {
			table = *c.table
			risks = append(risks, float64(table.Control.Events)/float64(table.Control.N))
		}
	}
	switch len(risks) {
	case 0:
		return 0, "", false
	case 1:
		return risks[0], fmt.Sprintf("comparator of the one study: %d of %d", table.Control.Events, table.Control.N), true
	}
	return median(risks), fmt.Sprintf("median of the %d comparators", len(risks)), true
}

func median(xs []float64) float64 {
	s := slices.Sorted(slices.Values(xs))
	n := len(s)
	if n%2 == 1 {
		return s[n/2]
	}
	return (s[n/2-1] + s[n/2]) / 2
}
