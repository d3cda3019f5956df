package dedupe

import (
	"cmp"
	"slices"
)

// mostCrossings bounds how many pairs between two growing groups are compared
// in full. Identifiers and pairs told apart are always checked.
const mostCrossings = 1024

// contradictFrom is the evidence below which two members of one group
// contradict each other.
const contradictFrom = 2.0

// cluster is a group that grows.
type cluster struct {
	members  []int
	distinct []int // of members that say exactly the same, one
	weakest  edge  // the last pair that joined it: pairs come strongest first
}

// cluster joins the pairs that are the same, strongest first, and refuses
// where any member of one side contradicts any of the other. What is refused
// goes to the queue.
func (f *finder) cluster() []Group {
	clusters := make([]cluster, len(f.list))
	f.group = make([]int, len(f.list))
	for i := range f.list {
		clusters[i] = cluster{members: []int{i}, distinct: []int{i}}
		f.group[i] = i
	}
	for _, e := range f.same {
		i, j := placesOf(e.pair)
		large, small := f.group[i], f.group[j]
		if large == small {
			continue
		}
		if len(clusters[large].members) < len(clusters[small].members) {
			large, small = small, large
		}
		if f.contradict(&clusters[large], &clusters[small], large) {
			f.review = append(f.review, e)
			continue
		}
		f.join(&clusters[large], &clusters[small], large)
		clusters[large].weakest = e
	}
	groups := []Group{}
	for i := range clusters {
		if len(clusters[i].members) > 1 {
			groups = append(groups, f.newGroup(&clusters[i]))
		}
	}
	slices.SortFunc(groups, func(x, y Group) int { return cmp.Compare(f.places[x.IDs[0]], f.places[y.IDs[0]]) })
	return groups
}

// join moves the members of small to large, the group of the given number.
func (f *finder) join(large, small *cluster, number int) {
	for _, m := range small.members {
		f.group[m] = number
	}
	large.members = append(large.members, small.members...)
	for _, m := range small.distinct {
		if !slices.ContainsFunc(large.distinct, func(o int) bool { return f.list[o].key == f.list[m].key }) {
			large.distinct = append(large.distinct, m)
		}
	}
	*small = cluster{}
}

func (f *finder) newGroup(c *cluster) Group {
	slices.Sort(c.members)
	i, j := placesOf(c.weakest.pair)
	compared := compare(&f.list[i], &f.list[j])
	d := compared.decision()
	g := Group{Decision: Same, Score: d.Score, Reasons: d.Reasons}
	for _, m := range c.members {
		g.IDs = append(g.IDs, f.names[m])
	}
	return g
}

// contradict reports whether any record of one side and any of the other
// cannot be one publication. number is the group of large.
func (f *finder) contradict(large, small *cluster, number int) bool {
	for _, m := range small.members {
		if slices.ContainsFunc(f.apart[m], func(other int) bool { return f.group[other] == number }) {
			return true
		}
	}
	compared := 0
	for _, i := range large.distinct {
		for _, j := range small.distinct {
			a, b := &f.list[i], &f.list[j]
			if a.ids.clash(&b.ids) != "" {
				return true
			}
			if compared++; a.key == b.key || compared > mostCrossings {
				continue
			}
			if c := compare(a, b); c.contradicts() {
				return true
			}
		}
	}
	return false
}
