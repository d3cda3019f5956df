package claims

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
)

// once sets aside what would count twice: studies in a review that is linked
// too, and all but one of the studies of the same data and stance. aside maps
// places in list to the reason.
//
// A review has weighed its studies, so it speaks for them whatever their own
// stance. A fallen review speaks for nothing.
func once(list []Evidence, aside map[int]Reason) {
	inside(list, aside)
	sameData(list, aside)
}

// inside sets aside what a review that counts contains, through reviews of
// reviews as well.
func inside(list []Evidence, aside map[int]Reason) {
	at := map[corpus.StudyID][]int{}
	for i, e := range list {
		at[e.Study] = append(at[e.Study], i)
	}
	for _, r := range ordered(list, func(e Evidence) int { return len(e.Contains) }) {
		if _, out := aside[r]; out || len(list[r].Contains) == 0 || list[r].Stance == corpus.Mentions {
			continue
		}
		seen := map[corpus.StudyID]bool{list[r].Study: true}
		queue := slices.Clone(list[r].Contains)
		for len(queue) > 0 {
			id := queue[0]
			queue = queue[1:]
			if seen[id] {
				continue
			}
			seen[id] = true
			for _, i := range at[id] {
				queue = append(queue, list[i].Contains...)
				if _, out := aside[i]; !out && list[i].Stance != corpus.Mentions {
					aside[i] = Reason{CountedOnce, id, fmt.Sprintf("%s is one of the studies in %s and is not counted again.", list[i].name(), list[r].name())}
				}
			}
		}
	}
}

// ordered returns the places of list, the one of the largest size first: of two
// reviews that name each other, the larger speaks.
func ordered(list []Evidence, size func(Evidence) int) []int {
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(size(list[b]), size(list[a])), strings.Compare(string(list[a].Study), string(list[b].Study)))
	})
	return order
}

// perhaps finds studies that may be in a review which counts. They are not
// counted beside it, so that no evidence is counted twice; what they say and
// how certain it is stands, because they may as well not be in it.
func perhaps(list []Evidence, aside map[int]Reason) map[int]Reason {
	out := map[int]Reason{}
	takes := func(i int) bool {
		_, gone := aside[i]
		_, maybe := out[i]
		return !gone && !maybe && list[i].Stance != corpus.Mentions
	}
	for _, r := range ordered(list, func(e Evidence) int { return len(e.MayContain) }) {
		if !takes(r) {
			continue
		}
		for _, p := range list[r].MayContain {
			for i, e := range list {
				if i != r && e.Study == p.Study && e.Study != list[r].Study && takes(i) {
					out[i] = Reason{MayCountOnce, e.Study, fmt.Sprintf("%s may be one of the studies in %s: %s. Until a person says which, it is not counted beside it.", e.name(), list[r].name(), p.Why)}
				}
			}
		}
	}
	return out
}

// sameData keeps, of studies of the same data and stance, the one with the
// highest certainty, then the most people, then the first id.
func sameData(list []Evidence, aside map[int]Reason) {
	group := make([]int, len(list)) // union of places that share data and stance
	for i := range group {
		group[i] = i
	}
	root := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	first := map[string]int{}
	for i, e := range list {
		if _, out := aside[i]; out || e.Stance == corpus.Mentions {
			continue
		}
		for _, d := range e.Data {
			key := strings.ToLower(strings.TrimSpace(d))
			if key == "" {
				continue
			}
			key = string(e.Stance) + "\x00" + key
			if j, ok := first[key]; ok {
				group[root(i)] = root(j)
			} else {
				first[key] = i
			}
		}
	}
	best := map[int]int{}
	for i := range list {
		r := root(i)
		if b, ok := best[r]; !ok || better(list[i], list[b]) {
			best[r] = i
		}
	}
	for i, e := range list {
		if _, out := aside[i]; out || best[root(i)] == i {
			continue
		}
		aside[i] = Reason{CountedOnce, e.Study, fmt.Sprintf("%s and %s rest on the same data and count once.", e.name(), list[best[root(i)]].name())}
	}
}

func better(a, b Evidence) bool {
	na, _ := a.people()
	nb, _ := b.people()
	return cmp.Or(cmp.Compare(b.Certainty, a.Certainty), cmp.Compare(nb, na), strings.Compare(string(a.Study), string(b.Study))) < 0
}
