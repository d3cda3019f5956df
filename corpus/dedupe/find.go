package dedupe

import (
	"cmp"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"sync"

	"appraise/corpus"
)

// Record is an item under the name by which the caller knows it.
type Record struct {
	ID   string
	Item corpus.Item
}

// Group is a set of records of one publication.
type Group struct {
	IDs      []string `json:"ids"`      // in the order of the input
	Decision Verdict  `json:"decision"` // Same
	Score    float64  `json:"score"`    // of the weakest pair that holds the group together, 0 to 1
	Reasons  []string `json:"reasons"`  // of that pair
}

// Pair is a pair of records for a person to look at.
type Pair struct {
	A string `json:"a"`
	B string `json:"b"`
	Decision
}

// Options are what a caller knows beforehand.
type Options struct {
	// NotDuplicate are pairs that a person has told apart: never in one group,
	// never in the queue.
	NotDuplicate [][2]string
}

// Find looks for records of one publication. Groups hold two records or more
// and are disjoint; no group holds two records that contradict each other or
// were told apart. Pairs, best first, are those left for a person; of two
// groups only the best pair is given. Which records are grouped does not depend
// on their order.
//
// Two records with the same ID are an error (corpus.ErrConflict).
func Find(records iter.Seq[Record], opt Options) ([]Group, []Pair, error) {
	f := finder{places: make(map[string]int)}
	batch := make([]corpus.Item, 0, 1024)
	for r := range records {
		if _, known := f.places[r.ID]; known {
			return nil, nil, fmt.Errorf("%w: two records have the id %q", corpus.ErrConflict, r.ID)
		}
		f.places[r.ID] = len(f.names)
		f.names = append(f.names, r.ID)
		if batch = append(batch, r.Item); len(batch) == cap(batch) {
			f.prepare(batch)
			batch = batch[:0]
		}
	}
	f.prepare(batch)
	f.tellApart(opt.NotDuplicate)
	f.compareAll(candidates(f.list))
	groups := f.cluster()
	return groups, f.queue(), nil
}

// finder is one run of Find.
type finder struct {
	names  []string
	places map[string]int
	list   []Prepared
	apart  map[int][]int // records that a person told apart from each
	same   []edge
	review []edge
	group  []int // of each record, after clustering; its root
}

// edge is a compared pair that is not different.
type edge struct {
	pair uint64
	sum  float64
}

// prepare appends the items, prepared on all processors.
func (f *finder) prepare(items []corpus.Item) {
	from := len(f.list)
	f.list = append(f.list, make([]Prepared, len(items))...)
	list := f.list[from:]
	share(len(items), processors(), func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			list[i] = Prepare(items[i])
		}
	})
}

func processors() int { return runtime.GOMAXPROCS(0) }

// share splits n tasks among workers and waits until all are done. Few tasks
// are not worth the splitting.
func share(n, workers int, do func(worker, from, to int)) {
	if workers == 1 || n < 128 {
		do(0, 0, n)
		return
	}
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() { do(w, w*n/workers, (w+1)*n/workers) })
	}
	wait.Wait()
}

func (f *finder) tellApart(pairs [][2]string) {
	f.apart = make(map[int][]int, 2*len(pairs))
	for _, p := range pairs {
		i, okI := f.places[p[0]]
		j, okJ := f.places[p[1]]
		if okI && okJ && i != j {
			f.apart[i] = append(f.apart[i], j)
			f.apart[j] = append(f.apart[j], i)
		}
	}
}

// compareAll compares the pairs on all processors. Results are put together in
// the order of the pairs.
func (f *finder) compareAll(pairs []uint64) {
	workers := processors()
	same, review := make([][]edge, workers), make([][]edge, workers)
	share(len(pairs), workers, func(w, from, to int) {
		for _, pair := range pairs[from:to] {
			i, j := placesOf(pair)
			if slices.Contains(f.apart[i], j) {
				continue
			}
			c := compare(&f.list[i], &f.list[j])
			switch c.verdict() {
			case Same:
				same[w] = append(same[w], edge{pair, c.sum})
			case Review:
				review[w] = append(review[w], edge{pair, c.sum})
			}
		}
	})
	f.same = slices.Concat(same...)
	f.review = slices.Concat(review...)
	f.order(f.same)
	f.order(f.review)
}

// order puts the strongest first; ties are broken by names, not by places.
func (f *finder) order(edges []edge) {
	slices.SortFunc(edges, func(x, y edge) int {
		if x.sum != y.sum {
			return cmp.Compare(y.sum, x.sum)
		}
		lowX, highX := f.namesOf(x.pair)
		lowY, highY := f.namesOf(y.pair)
		return cmp.Or(cmp.Compare(lowX, lowY), cmp.Compare(highX, highY))
	})
}

func (f *finder) namesOf(pair uint64) (low, high string) {
	i, j := placesOf(pair)
	return min(f.names[i], f.names[j]), max(f.names[i], f.names[j])
}

// queue returns the pairs for a person: best first, one for each two groups.
func (f *finder) queue() []Pair {
	f.order(f.review)
	out := []Pair{}
	seen := make(map[uint64]bool, len(f.review))
	for _, e := range f.review {
		i, j := placesOf(e.pair)
		between := pairOf(uint32(f.group[i]), uint32(f.group[j]))
		if f.group[i] == f.group[j] || seen[between] {
			continue
		}
		seen[between] = true
		c := compare(&f.list[i], &f.list[j])
		d := c.decision()
		d.Verdict = Review
		out = append(out, Pair{A: f.names[i], B: f.names[j], Decision: d})
	}
	return out
}
