package integrity

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// BaselineP is the p-value of one baseline variable between two arms.
type BaselineP struct {
	Pooled, Welch float64
	Low, High     float64 // pooled p over all values that print as the summaries
}

// BaselineT tests one continuous baseline variable between two arms from its
// summaries, with the range that rounding leaves.
func BaselineT(a, b Group) (BaselineP, error) {
	if a.N < 2 || b.N < 2 || a.SD.Unscaled < 0 || b.SD.Unscaled < 0 {
		return BaselineP{}, inputError("groups of %d and %d people", a.N, b.N)
	}
	diff := math.Abs(a.Mean.Float() - b.Mean.Float())
	play := a.Mean.Half() + b.Mean.Half()
	low := func(p Printed) float64 { return max(0, p.Low()) }
	return BaselineP{
		Pooled: pooledP(a.N, b.N, diff, a.SD.Float(), b.SD.Float()),
		Welch:  welchP(a.N, b.N, diff, a.SD.Float(), b.SD.Float()),
		Low:    pooledP(a.N, b.N, diff+play, low(a.SD), low(b.SD)),
		High:   pooledP(a.N, b.N, max(0, diff-play), a.SD.High(), b.SD.High()),
	}, nil
}

// BaselineANOVA is the one-way analysis of variance of one variable over two
// or more arms, from n, mean and SD.
func BaselineANOVA(groups []Group) (f, p float64, err error) {
	if len(groups) < 2 {
		return 0, 0, inputError("analysis of variance of %d groups", len(groups))
	}
	var n, sum, within float64
	for _, g := range groups {
		if g.N < 2 || g.SD.Unscaled < 0 {
			return 0, 0, inputError("a group of %d people with SD %s", g.N, g.SD)
		}
		n += float64(g.N)
		sum += float64(g.N) * g.Mean.Float()
		within += float64(g.N-1) * sq(g.SD.Float())
	}
	between := 0.0
	for _, g := range groups {
		between += float64(g.N) * sq(g.Mean.Float()-sum/n)
	}
	d1, d2 := float64(len(groups)-1), n-float64(len(groups))
	if within == 0 {
		if between == 0 {
			return 0, 1, nil
		}
		return math.Inf(1), 0, nil
	}
	f = between / d1 / (within / d2)
	return f, fUpper(f, d1, d2), nil
}

// Combined is three ways of asking whether p-values are spread evenly. All of
// them assume that the variables are independent, which baseline variables
// seldom are.
type Combined struct {
	StoufferZ, StoufferLower, StoufferUpper float64 // sum of Φ⁻¹(p)/√k, and its tails
	FisherX2, FisherP                       float64 // −2·Σ ln p on 2k degrees of freedom
	KSD, KSP                                float64 // Kolmogorov–Smirnov against the uniform distribution, exact p
}

// CombineP combines p-values. A p of 0 or 1 makes Stouffer's z infinite.
func CombineP(ps []float64) (Combined, error) {
	if len(ps) == 0 {
		return Combined{}, inputError("no p-values to combine")
	}
	var c Combined
	k := float64(len(ps))
	for _, p := range ps {
		if !(p >= 0 && p <= 1) {
			return Combined{}, inputError("p-value %v", p)
		}
		c.StoufferZ += normalQuantile(p) / math.Sqrt(k)
		c.FisherX2 -= 2 * math.Log(p)
	}
	if math.IsNaN(c.StoufferZ) {
		return Combined{}, inputError("p-values of both 0 and 1")
	}
	c.StoufferLower, c.StoufferUpper = normalUpper(-c.StoufferZ), normalUpper(c.StoufferZ)
	c.FisherP = chi2Upper(c.FisherX2, 2*k)
	c.KSD = uniformDistance(ps)
	c.KSP = kolmogorovUpper(len(ps), c.KSD)
	return c, nil
}

// BaselineVariable is one continuous baseline variable in two arms.
type BaselineVariable struct {
	Name string
	A, B Group
}

// Requirements of CheckBaseline; defaults chosen here.
const (
	baselineLeast = 5     // variables
	baselineTail  = 0.001 // of the combined p, over the whole range of rounding
	BaselineDraws = 10_000
)

// CheckBaseline compares the spread of baseline p-values with what random
// allocation gives, as context only. It draws data from normal distributions
// (draws times, with a fixed seed), rounds them as printed and combines their
// p-values in the same way, because rounded summaries do not give uniform
// p-values. It says something only when the combined p lies beyond 0.001 or
// 0.999 over all values that print as the summaries, and in the draws too.
func CheckBaseline(vars []BaselineVariable, draws int, seed uint64) (*Finding, error) {
	if len(vars) < baselineLeast {
		return nil, nil
	}
	low, high, at := 0.0, 0.0, 0.0
	for _, v := range vars {
		p, err := BaselineT(v.A, v.B)
		if err != nil {
			return nil, fmt.Errorf("baseline variable %q: %w", v.Name, err)
		}
		low, high, at = low+score(p.Low), high+score(p.High), at+score(p.Pooled)
	}
	root := math.Sqrt(float64(len(vars)))
	pLow, pHigh := normalUpper(-low/root), normalUpper(-high/root)
	tail := simulate(vars, at, draws, seed)
	alike := pLow > 1-baselineTail && tail > 1-baselineTail
	differ := pHigh < baselineTail && tail < baselineTail
	if !alike && !differ {
		return nil, nil
	}
	word := "more alike"
	if differ {
		word = "more different"
	}
	return newFinding(Baseline, Note,
		fmt.Sprintf("The baseline means of %d variables are %s than usual for random allocation. This assumes independent variables and says nothing about why.", len(vars), word),
		fmt.Sprintf("combined p from %s to %s over the rounding; %s of %d draws lie below", show(pLow, 5), show(pHigh, 5), show(100*tail, 2)+" %", draws)), nil
}

// score is Φ⁻¹(p), kept finite so that one p of exactly 1 decides nothing.
func score(p float64) float64 { return normalQuantile(min(max(p, 1e-6), 1-1e-6)) }

// simulate returns the share of draws whose summed scores lie below at.
func simulate(vars []BaselineVariable, at float64, draws int, seed uint64) float64 {
	src := rand.New(rand.NewPCG(seed, 0x61707072))
	below := 0
	for range draws {
		sum := 0.0
		for _, v := range vars {
			df := float64(v.A.N + v.B.N - 2)
			sd := math.Sqrt((sq(v.A.SD.Float())*float64(v.A.N-1) + sq(v.B.SD.Float())*float64(v.B.N-1)) / df)
			mean := (v.A.Mean.Float()*float64(v.A.N) + v.B.Mean.Float()*float64(v.B.N)) / float64(v.A.N+v.B.N)
			m1, s1 := draw(src, v.A, mean, sd)
			m2, s2 := draw(src, v.B, mean, sd)
			sum += score(pooledP(v.A.N, v.B.N, m1-m2, s1, s2))
		}
		if sum < at {
			below++
		}
	}
	return float64(below) / float64(draws)
}

// draw returns rounded mean and SD of a normal sample: mean ~ N(μ, σ²/n) and
// independent of it (n−1)s²/σ² ~ χ².
func draw(src *rand.Rand, g Group, mean, sd float64) (m, s float64) {
	df := float64(g.N - 1)
	m = mean + sd/math.Sqrt(float64(g.N))*src.NormFloat64()
	s = sd * math.Sqrt(distuv.ChiSquared{K: df, Src: src}.Rand()/df)
	return roundTo(m, g.Mean.Decimals), roundTo(s, g.SD.Decimals)
}

// AllocationP is the exact two-sided binomial p-value of n1 of n people in
// the first arm when each goes there with probability share.
func AllocationP(n1, n int, share float64) (float64, error) {
	if n1 < 0 || n < 1 || n1 > n || n > maxCount/100 || !(share > 0 && share < 1) {
		return 0, inputError("%d of %d people with an allocation share of %v", n1, n, share)
	}
	return binomialTwoSided(n1, n, share), nil
}

// CheckAllocation notes arm sizes that are far from the allocation ratio,
// given as parts per arm (1, 1 or 2, 1): exact binomial p below 0.001.
func CheckAllocation(arms []Arm, ratio []int) (*Finding, error) {
	if len(arms) != 2 || len(ratio) != 2 || ratio[0] < 1 || ratio[1] < 1 {
		return nil, nil // more arms: blocks and strata leave no simple reference
	}
	n := arms[0].N + arms[1].N
	p, err := AllocationP(arms[0].N, n, float64(ratio[0])/float64(ratio[0]+ratio[1]))
	if err != nil || p >= baselineTail {
		return nil, err
	}
	return newFinding(Allocation, Note, fmt.Sprintf("Arms of %d and %d are far from an allocation of %d to %d.", arms[0].N, arms[1].N, ratio[0], ratio[1]),
		fmt.Sprintf("exact binomial p of %d in %d = %s", arms[0].N, n, showP(p))), nil
}

// uniformDistance is the Kolmogorov–Smirnov distance of ps from the uniform
// distribution.
func uniformDistance(ps []float64) float64 {
	sorted := slices.Sorted(slices.Values(ps))
	d, n := 0.0, float64(len(ps))
	for i, p := range sorted {
		d = max(d, p-float64(i)/n, float64(i+1)/n-p)
	}
	return d
}
