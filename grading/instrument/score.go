package instrument

import (
	"fmt"
	"slices"
	"strconv"
)

// Score is a tally or a sum of a tool that has one.
type Score struct {
	Name    string   `json:"name"`
	Label   string   `json:"label"`
	Value   int      `json:"value"`
	Min     int      `json:"min"`
	Max     int      `json:"max"`
	Percent *float64 `json:"percent,omitempty"` // of the possible range, 0 to 100 (AGREE II)
	Partial bool     `json:"partial,omitempty"` // questions are still open
}

// count tallies answers, for tools that judge by how many questions fail.
func (r *run) count() {
	for _, c := range r.pack.Counts {
		n := 0
		if len(c.Items) == 0 {
			for _, it := range r.pack.Items {
				n += r.tally(it.ID, c.Codes)
			}
		}
		for _, id := range c.Items {
			n += r.tally(id, c.Codes)
		}
		r.state.codes[c.Name], r.state.paths[c.Name] = strconv.Itoa(n), fmt.Sprintf("%s %d", c.Name, n)
		if c.Label != "" {
			r.out.Scores = append(r.out.Scores, Score{Name: c.Name, Label: c.Label, Value: n, Max: r.tallied(c), Partial: len(r.out.Missing) > 0})
		}
	}
}

func (r *run) tally(id string, codes []string) int {
	if code, ok := r.state.codes[id]; ok && slices.Contains(codes, code) {
		return 1
	}
	return 0
}

func (r *run) tallied(c Count) int {
	if len(c.Items) > 0 {
		return len(c.Items)
	}
	return len(r.pack.Items)
}

// score adds up points.
func (r *run) score() {
	for _, rule := range r.pack.Scores {
		s := Score{Name: rule.Name, Label: rule.Label, Min: rule.Min, Max: rule.Max}
		for _, it := range r.pack.Items {
			if rule.Domain == "" || it.Domain == rule.Domain {
				s.Value += it.Points[r.state.codes[it.ID]]
				s.Partial = s.Partial || slices.Contains(r.out.Missing, it.ID)
			}
		}
		for _, a := range rule.Add {
			if got, _ := r.pack.compiled[a.When].holds(r.state); got == yes {
				s.Value += a.Add
			}
		}
		s.Value = max(s.Min, min(s.Max, s.Value))
		if rule.Scaled && !s.Partial {
			percent := 100 * float64(s.Value-s.Min) / float64(s.Max-s.Min)
			s.Percent = &percent
		}
		r.state.codes[rule.Name], r.state.paths[rule.Name] = strconv.Itoa(s.Value), fmt.Sprintf("%s %d", rule.Label, s.Value)
		r.out.Scores = append(r.out.Scores, s)
	}
}
