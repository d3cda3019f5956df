package integrity

import (
	"fmt"
	"math"
)

// Scale describes answers in whole numbers from Min to Max; a person's value
// is the mean of Items such answers (1 for a single score).
type Scale struct{ Min, Max, Items int }

// FeasibleResult says whether answers within a scale can give a mean and SD.
type FeasibleResult struct {
	Feasible bool
	Exact    bool      // false: too large for the programme, only the bounds on the SD were compared
	Witness  []Moments // up to five pairs of sum and sum of squares that fit
	Values   []int     // one set of answers (each times Items) that fits, in ascending order
	MinSD    float64   // smallest and largest SD that the mean allows on the scale
	MaxSD    float64
}

// FeasibleWork is the largest number of 64-bit word operations spent on one
// question; above it only the bounds on the SD are used.
const FeasibleWork = 2_000_000_000

// Feasible decides exactly whether n answers on a scale can have the printed
// mean and SD (n−1 in the denominator, or n when population). A dynamic
// programme over people keeps, for each reachable sum, the set of reachable
// sums of squares as bits. Values are centred on the rounded mean, squares
// above the window and sums that cannot come back (|S'| > √(n·U')) are
// dropped, which changes no answer. It replaces the random search of SPRITE
// (Heathers et al., PeerJ Preprints 2018;6:e26968v1), which can show that
// answers exist but not that none do.
func Feasible(mean, sd Printed, n int, scale Scale, population bool) (FeasibleResult, error) {
	const most = 1_000_000
	if scale.Items < 1 || scale.Items > most || scale.Min > scale.Max || max(scale.Max, -scale.Min) > most/scale.Items || n > most {
		return FeasibleResult{}, inputError("a scale from %d to %d with %d items and %d people", scale.Min, scale.Max, scale.Items, n)
	}
	g, err := GRIM(mean, n, scale.Items)
	if err != nil {
		return FeasibleResult{}, err
	}
	if sd.Unscaled < 0 || n < 2 && !population {
		return FeasibleResult{}, inputError("SD %s of %d people", sd, n)
	}
	lo, hi := int64(scale.Min*scale.Items), int64(scale.Max*scale.Items)
	first, last := max(g.First, lo*int64(n)), min(g.Last, hi*int64(n))
	r := FeasibleResult{Exact: true}
	if first > last {
		return r, nil
	}
	r.MinSD, r.MaxSD = sdBounds(first, last, n, lo, hi, scale.Items, population)
	if last-first >= sumsLimit {
		return r.byBounds(sd), nil
	}
	p, err := newProgramme(mean, sd, n, scale, population, first, last)
	if err != nil {
		return r, err
	}
	if p.cost() > FeasibleWork {
		return r.byBounds(sd), nil
	}
	p.run()
	r.Witness = p.witnesses(5)
	if r.Feasible = len(r.Witness) > 0; r.Feasible {
		r.Values = p.values(r.Witness[0])
	}
	return r, nil
}

// byBounds answers from the bounds on the SD alone.
func (r FeasibleResult) byBounds(sd Printed) FeasibleResult {
	r.Exact = false
	r.Feasible = sd.High() >= r.MinSD-1e-12 && sd.Low() <= r.MaxSD+1e-12
	return r
}

// sdBounds returns the smallest and largest SD over the sums first..last: all
// answers on two neighbouring values, and all but at most one at the ends.
func sdBounds(first, last int64, n int, lo, hi int64, items int, population bool) (smallest, largest float64) {
	den := float64(n - 1)
	if population {
		den = float64(n)
	}
	sdOf := func(s, ss int64) float64 {
		v := (float64(ss) - float64(s)*float64(s)/float64(n)) / den
		return math.Sqrt(max(v, 0)) / float64(items)
	}
	smallest = math.Inf(1)
	step := max(1, (last-first)/1000)
	for s := first; s <= last; s += step {
		smallest = min(smallest, sdOf(s, leastSquares(n, s)))
		largest = max(largest, sdOf(s, mostSquares(n, s, lo, hi)))
	}
	return smallest, largest
}

// mostSquares is the largest sum of squares of n numbers in lo..hi with sum s.
func mostSquares(n int, s, lo, hi int64) int64 {
	if lo == hi {
		return int64(n) * lo * lo
	}
	extra := s - int64(n)*lo
	top, middle := extra/(hi-lo), extra%(hi-lo)
	if top >= int64(n) {
		return int64(n) * hi * hi
	}
	return top*hi*hi + (lo+middle)*(lo+middle) + (int64(n)-top-1)*lo*lo
}

// CheckFeasible reports a mean and SD that no answers within the scale give.
func CheckFeasible(mean, sd string, n int, scale Scale) (*Finding, error) {
	m, s, err := parsePair(mean, sd)
	if err != nil {
		return nil, err
	}
	r, err := Feasible(m, s, n, scale, false)
	if err != nil || r.Feasible {
		return nil, err
	}
	why := "no set of answers gives both"
	if r.MaxSD > 0 && (s.Low() > r.MaxSD || s.High() < r.MinSD) {
		why = fmt.Sprintf("with this mean the SD lies between %s and %s", show(r.MinSD, s.Decimals+1), show(r.MaxSD, s.Decimals+1))
	}
	return newFinding(Feasibility, Inconsistent,
		fmt.Sprintf("A mean of %s with an SD of %s does not fit %d people on a scale from %d to %d: %s.", m, s, n, scale.Min, scale.Max, why),
		fmt.Sprintf("mean %s, SD %s, n %d, scale %d to %d, items %d", m, s, n, scale.Min, scale.Max, scale.Items)), nil
}
