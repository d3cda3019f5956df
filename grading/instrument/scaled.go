package instrument

import (
	"fmt"
	"slices"
	"strconv"

	"appraise/corpus"
)

// Scaled returns the domain scores of several appraisers as percent of the
// possible range: 100·(obtained − min)/(max − min). Items that an appraiser
// skipped shrink both ends. A domain nobody rated has no percent.
//
// AGREE Next Steps Consortium. The AGREE II Instrument, scoring the domains.
func Scaled(p Pack, raters []map[string]corpus.Answer) ([]Score, error) {
	for i, r := range raters {
		if err := p.check(r); err != nil {
			return nil, fmt.Errorf("appraiser %d: %w", i+1, err)
		}
	}
	var out []Score
	for _, rule := range p.Scores {
		if !rule.Scaled {
			continue
		}
		s := Score{Name: rule.Name, Label: rule.Label}
		for _, r := range raters {
			for _, it := range p.Items {
				points, rated := it.Points[r[it.ID].Code]
				if it.Domain != rule.Domain || !rated {
					continue
				}
				low, high := span(it.Points)
				s.Value, s.Min, s.Max = s.Value+points, s.Min+low, s.Max+high
			}
		}
		if s.Max > s.Min {
			percent := 100 * float64(s.Value-s.Min) / float64(s.Max-s.Min)
			s.Percent = &percent
		}
		out = append(out, s)
	}
	return out, nil
}

func span(points map[string]int) (low, high int) {
	first := true
	for _, v := range points {
		if first {
			low, high, first = v, v, false
		}
		low, high = min(low, v), max(high, v)
	}
	return low, high
}

// apartBy is from which difference on a 7-point scale two appraisers should
// talk; a default of this program.
const apartBy = 3

// Discuss lists the items on which appraisers are three points or more apart.
func Discuss(p Pack, raters []map[string]corpus.Answer) []string {
	var out []string
	for _, it := range p.Items {
		var given []int
		for _, r := range raters {
			if n, err := strconv.Atoi(r[it.ID].Code); err == nil {
				given = append(given, n)
			}
		}
		if len(given) > 1 && slices.Max(given)-slices.Min(given) >= apartBy {
			out = append(out, it.ID)
		}
	}
	return out
}
