package instrument

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"appraise/corpus"
)

// Agreement is how far two raters agree, on one domain or overall.
type Agreement struct {
	N        int     `json:"n"`        // pairs of judgements
	Percent  float64 `json:"percent"`  // the same judgement, 0 to 100
	Kappa    Figure  `json:"kappa"`    // Cohen's
	Weighted Figure  `json:"weighted"` // Cohen's, weights linear over the scale
	AC1      Figure  `json:"ac1"`      // Gwet's
	Draws    int     `json:"draws"`    // of the bootstrap
	Seed     uint64  `json:"seed"`     // repeat it with the same seed
}

// Figure is a coefficient of agreement with its bootstrap interval (95 %,
// percentiles). Known is false where the data do not define it, as kappa when
// both raters always gave the same judgement.
type Figure struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
	Known bool    `json:"known"`
}

// draws is the number of bootstrap samples.
const draws = 2000

// Agree compares pairs of judgements on a scale, best first. Judgements that
// are not on the scale are an error. The same seed gives the same intervals.
//
// Cohen J. Educ Psychol Meas 1960;20:37–46; Cohen J. Psychol Bull
// 1968;70:213–220; Gwet KL. Br J Math Stat Psychol 2008;61:29–48. Bootstrap:
// Efron B. Ann Stat 1979;7:1–26.
func Agree(pairs [][2]corpus.Risk, scale []corpus.Risk, seed uint64) (Agreement, error) {
	if len(pairs) == 0 {
		return Agreement{}, fmt.Errorf("%w: no pair of judgements to compare", corpus.ErrInvalid)
	}
	coded := make([][2]int, len(pairs))
	for i, p := range pairs {
		for j, r := range p {
			coded[i][j] = slices.Index(scale, r)
			if coded[i][j] < 0 {
				return Agreement{}, fmt.Errorf("%w: pair %d: %q is none of %s", corpus.ErrInvalid, i+1, r, risks(scale))
			}
		}
	}
	q := len(scale)
	c := coefficients(coded, q)
	a := Agreement{N: len(pairs), Percent: 100 * c.same, Draws: draws, Seed: seed,
		Kappa: Figure{Value: c.kappa, Known: c.kappaKnown}, Weighted: Figure{Value: c.weighted, Known: c.weightedKnown}, AC1: Figure{Value: c.ac1, Known: c.ac1Known}}
	a.bootstrap(coded, q)
	return a, nil
}

// coefficient holds what one sample gives.
type coefficient struct {
	same, kappa, weighted, ac1          float64
	kappaKnown, weightedKnown, ac1Known bool
}

func coefficients(pairs [][2]int, q int) coefficient {
	n := float64(len(pairs))
	rows, cols := make([]float64, q), make([]float64, q)
	var c coefficient
	away := 0.0 // observed disagreement, linear weights
	for _, p := range pairs {
		rows[p[0]]++
		cols[p[1]]++
		away += distance(p[0], p[1], q) / n
		if p[0] == p[1] {
			c.same++
		}
	}
	c.same /= n
	for k := range q {
		rows[k], cols[k] = rows[k]/n, cols[k]/n
	}
	chance, gwet, expected := 0.0, 0.0, 0.0
	for k := range q {
		chance += rows[k] * cols[k]
		share := (rows[k] + cols[k]) / 2
		if q > 1 {
			gwet += share * (1 - share) / float64(q-1)
		}
		for l := range q {
			expected += rows[k] * cols[l] * distance(k, l, q)
		}
	}
	c.kappa, c.kappaKnown = ratio(c.same-chance, 1-chance)
	c.ac1, c.ac1Known = ratio(c.same-gwet, 1-gwet)
	if less, known := ratio(away, expected); known {
		c.weighted, c.weightedKnown = 1-less, true
	}
	return c
}

// distance is the linear weight of a disagreement, 0 to 1.
func distance(a, b, q int) float64 {
	if q < 2 {
		return 0
	}
	return float64(max(a-b, b-a)) / float64(q-1)
}

func ratio(a, b float64) (float64, bool) {
	if b < 1e-12 {
		return 0, false
	}
	return a / b, true
}

// bootstrap draws pairs with replacement. Samples in which a coefficient is
// not defined are left out of its interval.
func (a *Agreement) bootstrap(pairs [][2]int, q int) {
	rng := rand.New(rand.NewPCG(a.Seed, uint64(len(pairs))))
	var kappa, weighted, ac1 []float64
	sample := make([][2]int, len(pairs))
	for range draws {
		for i := range sample {
			sample[i] = pairs[rng.IntN(len(pairs))]
		}
		c := coefficients(sample, q)
		kappa = keep(kappa, c.kappa, c.kappaKnown)
		weighted = keep(weighted, c.weighted, c.weightedKnown)
		ac1 = keep(ac1, c.ac1, c.ac1Known)
	}
	a.Kappa.percentiles(kappa)
	a.Weighted.percentiles(weighted)
	a.AC1.percentiles(ac1)
}

func keep(xs []float64, x float64, known bool) []float64 {
	if known {
		return append(xs, x)
	}
	return xs
}

func (f *Figure) percentiles(xs []float64) {
	if !f.Known || len(xs) == 0 {
		return
	}
	slices.Sort(xs)
	f.Low, f.High = xs[int(0.025*float64(len(xs)-1)+0.5)], xs[int(0.975*float64(len(xs)-1)+0.5)]
}
