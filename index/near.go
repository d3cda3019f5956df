package index

import (
	"cmp"
	"slices"

	"appraise/index/query"
)

// intervals returns where a node matches in the positions collected, sorted
// by their first word; with one, at most one of them. The meaning is that of
// query.Intervals.
func (m *textMatcher) intervals(n query.Node, one bool) ([]query.Interval, error) {
	switch n := n.(type) {
	case *query.Phrase:
		return m.phrase(n), nil
	case *query.Or:
		var out []query.Interval
		for _, c := range n.Operands {
			found, err := m.intervals(c, one)
			if err != nil {
				return nil, err
			}
			out = append(out, found...)
		}
		return tidy(out), nil
	case *query.Near:
		return m.nearby(n, one)
	}
	positions := m.leaves[m.of[n]].positions
	out := make([]query.Interval, len(positions))
	for i, p := range positions {
		out[i] = query.Interval{First: p, Last: p}
	}
	return out, nil
}

// tidy sorts intervals and drops repeated ones.
func tidy(list []query.Interval) []query.Interval {
	slices.SortFunc(list, func(a, b query.Interval) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last))
	})
	return slices.Compact(list)
}

// phrase finds the words of a phrase at consecutive positions.
func (m *textMatcher) phrase(n *query.Phrase) []query.Interval {
	first := m.of[n]
	var out []query.Interval
next:
	for _, p := range m.leaves[first].positions {
		for i := 1; i < len(n.Words); i++ {
			if _, ok := slices.BinarySearch(m.leaves[first+i].positions, p+i); !ok {
				continue next
			}
		}
		out = append(out, query.Interval{First: p, Last: p + len(n.Words) - 1})
	}
	return out
}

// nearSearch is the search for picks of one Near: one interval of each
// operand, no two overlapping, at most N words between.
type nearSearch struct {
	*budget
	n      *query.Near
	lists  [][]query.Interval
	rest   []int // longest lengths of the operands from each one on, summed
	chosen []query.Interval
	found  []query.Interval
	one    bool
}

func (m *textMatcher) nearby(n *query.Near, one bool) ([]query.Interval, error) {
	s := &nearSearch{budget: m.budget, n: n, one: one}
	for _, c := range n.Operands {
		list, err := m.intervals(c, false)
		if err != nil || len(list) == 0 {
			return nil, err
		}
		s.lists = append(s.lists, list)
	}
	if !n.Ordered {
		slices.SortStableFunc(s.lists, func(a, b []query.Interval) int { return len(a) - len(b) })
	}
	s.rest = make([]int, len(s.lists)+1)
	for i := len(s.lists) - 1; i >= 0; i-- {
		longest := 0
		for _, iv := range s.lists[i] {
			longest = max(longest, iv.Last-iv.First+1)
		}
		s.rest[i] = s.rest[i+1] + longest
	}
	if err := s.pick(0, query.Interval{}, 0); err != nil {
		return nil, err
	}
	return tidy(s.found), nil
}

// pick chooses an interval for operand i. hull is from the first to the last
// word of what is chosen, filled how many words of it belong to that.
func (s *nearSearch) pick(i int, hull query.Interval, filled int) error {
	if i == len(s.lists) {
		s.found = append(s.found, hull)
		return nil
	}
	list := s.lists[i]
	from := 0
	if i > 0 { // nothing that begins before it can still be close enough
		least := hull.Last + 1 - s.n.N - filled - s.rest[i]
		if s.n.Ordered {
			least = s.chosen[i-1].Last + 1
		}
		from, _ = slices.BinarySearchFunc(list, least, func(iv query.Interval, p int) int { return iv.First - p })
	}
	for _, iv := range list[from:] {
		if err := s.step(1); err != nil {
			return err
		}
		h, f := iv, filled+iv.Last-iv.First+1
		if i > 0 {
			h = query.Interval{First: min(hull.First, iv.First), Last: max(hull.Last, iv.Last)}
			if iv.First-hull.First+1-f-s.rest[i+1] > s.n.N && iv.First > hull.Last {
				break
			}
		}
		if h.Last-h.First+1-f-s.rest[i+1] > s.n.N || s.overlaps(iv) {
			continue
		}
		s.chosen = append(s.chosen, iv)
		err := s.pick(i+1, h, f)
		s.chosen = s.chosen[:i]
		if err != nil || s.one && len(s.found) > 0 {
			return err
		}
	}
	return nil
}

func (s *nearSearch) overlaps(iv query.Interval) bool {
	for _, c := range s.chosen {
		if iv.First <= c.Last && c.First <= iv.Last {
			return true
		}
	}
	return false
}
