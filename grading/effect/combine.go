package effect

import "math"

// Combined is the summary of several groups taken as one.
type Combined struct {
	Formula Formula
	Group
}

// Combine returns the summary of several groups taken as one, as when a trial
// has two arms that a review counts as one.
//
// Cochrane Handbook for Systematic Reviews of Interventions, table 6.5.2.a.
func Combine(groups ...Group) (Combined, error) {
	if len(groups) == 0 {
		return Combined{}, &InputError{What: "groups to combine", Got: "none", Need: "at least one"}
	}
	all := groups[0]
	for i, g := range groups {
		if err := g.validate("a group to combine"); err != nil {
			return Combined{}, err
		}
		if i > 0 {
			all = all.and(g)
		}
	}
	if err := all.validate("the combined group"); err != nil {
		return Combined{}, &UndefinedError{"combined group", "the numbers given are too large to compute with"}
	}
	return Combined{Formula: ByCombineGroups, Group: all}, nil
}

func (g Group) and(h Group) Group {
	n, m := float64(g.N), float64(h.N)
	apart := (g.Mean - h.Mean) * math.Sqrt(n*m/(n+m))
	square := math.Hypot(math.Hypot(math.Sqrt(n-1)*g.SD, math.Sqrt(m-1)*h.SD), apart)
	return Group{N: g.N + h.N, Mean: g.Mean*(n/(n+m)) + h.Mean*(m/(n+m)), SD: square / math.Sqrt(n+m-1)}
}
