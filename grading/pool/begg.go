package pool

import (
	"math"
	"slices"
)

// BeggTest is the rank correlation test for small-study effects.
type BeggTest struct {
	Tau    float64 `json:"tau"` // Kendall's tau-b of standardised effects with variances
	S      float64 `json:"s"`   // concordant minus discordant pairs
	P      float64 `json:"p"`
	Exact  bool    `json:"exact"`    // P counts permutations; else normal approximation without continuity correction
	PNorm  float64 `json:"p_normal"` // the normal approximation in any case
	TiesIn bool    `json:"ties"`
}

// exactKendall is the largest number of studies for which permutations are
// counted; beyond it the normal approximation is as good and far quicker.
const exactKendall = 200

// Begg correlates the ranks of (y − common effect)/sqrt(v − 1/Σw) with those
// of v. The p value is exact without ties, up to exactKendall studies.
//
// Begg CB, Mazumdar M. Biometrics 1994;50:1088–1101.
func Begg(es []Effect) (BeggTest, error) {
	if err := checkAll(es); err != nil {
		return BeggTest{}, err
	}
	k := len(es)
	if k < 3 {
		return BeggTest{}, &TooFewError{What: "Begg's test", Have: k, Need: 3}
	}
	s := newSample(es)
	fixed := s.at(0)
	x := make([]float64, k)
	for i, v := range s.v {
		rest := v - 1/fixed.sw
		if !(rest > 0) {
			return BeggTest{}, ErrRange
		}
		x[i] = (s.y[i] - fixed.mu) / math.Sqrt(rest)
	}
	return kendall(x, s.v)
}

// kendall tests the rank correlation of x and v.
//
// Kendall MG. Rank Correlation Methods, 1970; variance with ties as there.
func kendall(x, v []float64) (BeggTest, error) {
	n := len(x)
	var t BeggTest
	for i := range n {
		for j := range i {
			t.S += sign(x[i]-x[j]) * sign(v[i]-v[j])
		}
	}
	tx, tv := tieSums(x), tieSums(v)
	pairs := float64(n) * float64(n-1) / 2
	free := math.Sqrt((pairs - tx.pairs/2) * (pairs - tv.pairs/2))
	if free == 0 {
		return BeggTest{}, &TooFewError{What: "Begg's test", Have: 1, Need: 3, Why: "all effects or all variances are the same, so there are no ranks"}
	}
	t.Tau = t.S / free
	t.TiesIn = tx.pairs > 0 || tv.pairs > 0
	nn := float64(n)
	variance := (nn*(nn-1)*(2*nn+5)-tx.third-tv.third)/18 +
		tx.pairs*tv.pairs/(2*nn*(nn-1)) +
		tx.triples*tv.triples/(9*nn*(nn-1)*(nn-2))
	t.PNorm = normalTails(t.S / math.Sqrt(variance))
	t.P = t.PNorm
	if t.Exact = n <= exactKendall && !t.TiesIn; t.Exact {
		t.P = kendallExact(int(math.Abs(t.S)), n)
	}
	return t, nil
}

// ties are the sums over groups of g equal values of g(g−1), g(g−1)(g−2) and
// g(g−1)(2g+5).
type ties struct{ pairs, triples, third float64 }

func tieSums(x []float64) ties {
	sorted := slices.Clone(x)
	slices.Sort(sorted)
	var t ties
	for i := 0; i < len(sorted); {
		j := i
		for j < len(sorted) && sorted[j] == sorted[i] {
			j++
		}
		g := float64(j - i)
		t.pairs += g * (g - 1)
		t.triples += g * (g - 1) * (g - 2)
		t.third += g * (g - 1) * (2*g + 5)
		i = j
	}
	return t
}

// kendallExact is the two-sided p value of |S| ≥ s among all orders of n
// values: the distribution of the number of inversions, built up value by
// value. Value m adds 0 to m−1 inversions with equal chance, so each step is
// a moving sum of m terms; it is taken by blocks, from sums to the left and to
// the right of each block border, and never subtracts.
func kendallExact(s, n int) float64 {
	limit := (n*(n-1)/2 - s) / 2
	share := make([]float64, limit+1)
	right := make([]float64, limit+1) // sum from a block's start to j
	left := make([]float64, limit+1)  // sum from j to its block's end
	share[0] = 1
	for m := 2; m <= n; m++ {
		for j := range share {
			right[j] = share[j] / float64(m)
			if j%m > 0 {
				right[j] += right[j-1]
			}
		}
		for j := limit; j >= 0; j-- {
			left[j] = share[j] / float64(m)
			if j < limit && j%m < m-1 {
				left[j] += left[j+1]
			}
		}
		for j := range share {
			share[j] = right[j]
			if first := j - m + 1; first > 0 && first%m > 0 {
				share[j] += left[first]
			}
		}
	}
	p := 0.0
	for _, x := range share {
		p += x
	}
	return math.Min(1, 2*p)
}

func sign(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}
