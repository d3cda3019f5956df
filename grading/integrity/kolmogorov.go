package integrity

import "math"

// kolmogorovUpper is the exact P(D ≥ d) for n values, by the matrix power of
// Marsaglia G, Tsang WW, Wang J. J Stat Softw 2003;8(18).
// doi:10.18637/jss.v008.i18
func kolmogorovUpper(n int, d float64) float64 {
	switch {
	case d <= 0.5/float64(n):
		return 1
	case d >= 1:
		return 0
	}
	nd := float64(n) * d
	k := int(nd) + 1
	h := float64(k) - nd
	q, exponent := kolmogorovMatrix(k, h).power(n)
	s := q[k-1][k-1]
	for i := 1; i <= n; i++ {
		s *= float64(i) / float64(n)
		if s < 1e-140 {
			s, exponent = s*1e140, exponent-140
		}
	}
	return min(1, max(0, 1-s*math.Pow(10, float64(exponent))))
}

type matrix [][]float64

func newMatrix(m int) matrix {
	a := make(matrix, m)
	for i := range a {
		a[i] = make([]float64, m)
	}
	return a
}

// kolmogorovMatrix is the matrix H of the paper, of size 2k−1.
func kolmogorovMatrix(k int, h float64) matrix {
	m := 2*k - 1
	a := newMatrix(m)
	for i := range a {
		for j := range a[i] {
			if i-j+1 >= 0 {
				a[i][j] = 1
			}
		}
	}
	for i := range m {
		a[i][0] -= math.Pow(h, float64(i+1))
		a[m-1][i] -= math.Pow(h, float64(m-i))
	}
	if 2*h-1 > 0 {
		a[m-1][0] += math.Pow(2*h-1, float64(m))
	}
	for i := range a {
		for j := range a[i] {
			for g := 1; g <= i-j+1; g++ {
				a[i][j] /= float64(g)
			}
		}
	}
	return a
}

func (a matrix) times(b matrix) matrix {
	c := newMatrix(len(a))
	for i := range a {
		for k, v := range a[i] {
			for j := range b[k] {
				c[i][j] += v * b[k][j]
			}
		}
	}
	return c
}

// power returns aⁿ as a matrix and a power of ten, so that it cannot overflow.
func (a matrix) power(n int) (matrix, int) {
	if n == 1 {
		return a, 0
	}
	half, e := a.power(n / 2)
	out, e2 := half.times(half), 2*e
	if n%2 == 1 {
		out = a.times(out)
	}
	if mid := len(a) / 2; out[mid][mid] > 1e140 {
		for i := range out {
			for j := range out[i] {
				out[i][j] *= 1e-140
			}
		}
		e2 += 140
	}
	return out, e2
}
