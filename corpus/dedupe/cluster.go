package dedupe

import (
	"slices"
)

// mostCrossings bounds how many pairs between two growing groups are compared
// in full. Identifiers and pairs told apart are always checked.
const mostCrossings = 1024

// contradictFrom is the evidence below which two members of one group
// contradict each other.
const contradictFrom = 2.0

// cluster joins the pairs that are the same, strongest first, and refuses
// where any member of one side contradicts any of the other. What is refused
// goes to the queue.
func (f *finder) cluster() []Group {
	members := make([][]int, len(f.list))
	weakest := make([]edge, len(f.list))
	f.group = make([]int, len(f.list))
	for i := range f.list {
		members[i] = []int{i}
		f.group[i] = i
	}
	for _, e := range f.same {
		i, j := placesOf(e.pair)
		a, b := f.group[i], f.group[j]
		if a == b {
			continue
		}
		if f.contradict(members[a], members[b]) {
			f.review = append(f.review, e)
			continue
		}
		into, from := min(a, b), max(a, b)
		for _, m := range members[from] {
			f.group[m] = into
		}
		members[into] = append(members[into], members[from]...)
		members[from] = nil
		weakest[into] = e // pairs come strongest first
	}
	groups := []Group{}
	for i, m := range members {
		if len(m) < 2 {
			continue
		}
		slices.Sort(m)
		groups = append(groups, f.newGroup(m, weakest[i]))
	}
	return groups
}

func (f *finder) newGroup(members []int, weakest edge) Group {
	i, j := placesOf(weakest.pair)
	c := compare(&f.list[i], &f.list[j])
	d := c.decision()
	g := Group{Decision: Same, Score: d.Score, Reasons: d.Reasons}
	for _, m := range members {
		g.IDs = append(g.IDs, f.names[m])
	}
	return g
}

// contradict reports whether any record of one side and any of the other
// cannot be one publication.
func (f *finder) contradict(a, b []int) bool {
	for _, i := range a {
		for _, j := range b {
			if f.apart[pairOf(uint32(i), uint32(j))] || f.list[i].ids.clash(&f.list[j].ids) != "" {
				return true
			}
		}
	}
	compared := 0
	for _, i := range a {
		for _, j := range b {
			if compared++; compared > mostCrossings {
				return false
			}
			c := compare(&f.list[i], &f.list[j])
			if c.contradicts() {
				return true
			}
		}
	}
	return false
}
