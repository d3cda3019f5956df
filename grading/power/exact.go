package power

import (
	"fmt"
	"math"

	"appraise/grading/effect"
)

// maxTables is how many tables an exact power calculation goes through.
const maxTables = 4_000_000

// ExactFisher returns the exact power of Fisher's two-sided test with n1 and
// n2 participants: the chance of all tables at which it rejects.
//
// Bennett BM, Hsu P. Biometrika 1960;47:393–398.
func (r Risks) ExactFisher(n1, n2 int) (Power, error) {
	return r.exact(ByExactFisher, n1, n2, effect.FisherAll)
}

// ExactChiSquare returns the exact power of the chi-square test without
// correction. Its true error can exceed alpha in small samples.
func (r Risks) ExactChiSquare(n1, n2 int) (Power, error) {
	return r.exact(ByExactChiSquare, n1, n2, chiSquareAll)
}

func (r Risks) exact(f Formula, n1, n2 int, all func(n1, n2, m int) ([]float64, error)) (Power, error) {
	if err := first(r.validate(), people("participants in the first arm", float64(n1), 1), people("participants in the second arm", float64(n2), 1)); err != nil {
		return Power{}, err
	}
	if float64(n1+1)*float64(n2+1) > maxTables {
		return Power{}, &effect.InputError{What: "arms of an exact power calculation", Got: fmt.Sprintf("%d and %d", n1, n2), Need: fmt.Sprintf("no more than %d tables", maxTables)}
	}
	b1, b2 := binomial(n1, r.P1), binomial(n2, r.P2)
	total := 0.0
	for m := 0; m <= n1+n2; m++ {
		low := max(0, m-n2)
		p, err := all(n1, n2, m)
		if err != nil {
			return Power{}, err
		}
		for i, p := range p {
			if p <= r.Alpha*(1+1e-9) {
				total += b1[low+i] * b2[m-low-i]
			}
		}
	}
	return probability(f, total)
}

// binomial returns the probabilities of 0 to n events.
func binomial(n int, p float64) []float64 {
	b := make([]float64, n+1)
	whole, _ := math.Lgamma(float64(n) + 1)
	lp, lq := math.Log(p), math.Log1p(-p)
	for k := range b {
		x, _ := math.Lgamma(float64(k) + 1)
		y, _ := math.Lgamma(float64(n-k) + 1)
		b[k] = math.Exp(whole - x - y + float64(k)*lp + float64(n-k)*lq)
	}
	return b
}

// chiSquareAll returns the p value of every table with m events in all, in
// the order of [effect.FisherAll]; tables without or with only events are no
// evidence.
func chiSquareAll(n1, n2, m int) ([]float64, error) {
	low, high := max(0, m-n2), min(n1, m)
	p := make([]float64, high-low+1)
	for i := range p {
		if m == 0 || m == n1+n2 {
			p[i] = 1
			continue
		}
		test, err := effect.ChiSquare(effect.Table{Treatment: effect.Arm{Events: low + i, N: n1}, Control: effect.Arm{Events: m - low - i, N: n2}})
		if err != nil {
			return nil, err
		}
		p[i] = test.P
	}
	return p, nil
}
