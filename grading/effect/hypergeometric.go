package effect

import "math"

// hypergeometric is the distribution of the events of one arm given the
// margins of the table: m events among n1 + n2 participants.
type hypergeometric struct{ n1, n2, m int }

func margins(t Table) hypergeometric {
	return hypergeometric{n1: t.Treatment.N, n2: t.Control.N, m: t.Events()}
}

func (h hypergeometric) low() int  { return max(0, h.m-h.n2) }
func (h hypergeometric) high() int { return min(h.n1, h.m) }

// mode returns the most likely count when the odds ratio is exp(theta).
func (h hypergeometric) mode(theta float64) int {
	lo, hi := h.low(), h.high()
	for lo < hi { // the first k after which the probabilities fall
		mid := lo + (hi-lo)/2
		if h.logStep(mid+1, theta) <= 0 {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}

// step is P(k)/P(k-1) without odds ratio.
func (h hypergeometric) step(k int) float64 {
	return float64(h.n1-k+1) * float64(h.m-k+1) / (float64(k) * float64(h.n2-h.m+k))
}

func (h hypergeometric) logStep(k int, theta float64) float64 { return math.Log(h.step(k)) + theta }

// logProb returns the log probability of k events in the first arm, by
// saddle-point terms rather than by differences of log factorials, which lose
// digits in large trials.
//
// Loader C. Fast and accurate computation of binomial probabilities. 2000.
func (h hypergeometric) logProb(k int) float64 {
	n := h.n1 + h.n2
	if h.m == 0 || h.m == n {
		return 0
	}
	p := float64(h.m) / float64(n)
	q := float64(n-h.m) / float64(n)
	return logBinomial(k, h.n1, p, q) + logBinomial(h.m-k, h.n2, p, q) - logBinomial(h.m, n, p, q)
}

// logBinomial is the log probability of x among n at risk p = 1-q.
func logBinomial(x, n int, p, q float64) float64 {
	switch {
	case x == 0 && n == 0:
		return 0
	case x == 0:
		return float64(n) * logOf(p, q)
	case x == n:
		return float64(n) * logOf(q, p)
	}
	fx, fn := float64(x), float64(n)
	return stirlingError(fn) - stirlingError(fx) - stirlingError(fn-fx) -
		deviance(fx, fn*p) - deviance(fn-fx, fn*q) +
		0.5*(math.Log(fn)-math.Log(2*math.Pi)-math.Log(fx)-math.Log(fn-fx))
}

// logOf returns log(1-small), given also its complement, by the more exact of
// the two ways.
func logOf(small, rest float64) float64 {
	if small < 0.1 {
		return math.Log1p(-small)
	}
	return math.Log(rest)
}

// stirlingError is log n! less Stirling's formula.
func stirlingError(n float64) float64 {
	if n < 16 {
		g, _ := math.Lgamma(n + 1)
		return g - (n+0.5)*math.Log(n) + n - 0.5*math.Log(2*math.Pi)
	}
	r := 1 / (n * n)
	return (1.0/12 - (1.0/360-(1.0/1260-(1.0/1680-r/1188)*r)*r)*r) / n
}

// deviance is x log(x/m) + m - x, kept exact when x is near m.
func deviance(x, m float64) float64 {
	if math.Abs(x-m) >= 0.1*(x+m) {
		return x*math.Log(x/m) + m - x
	}
	v := (x - m) / (x + m)
	sum, term := (x-m)*v, 2*x*v
	for j := 1; j < 1000; j++ {
		term *= v * v
		next := sum + term/float64(2*j+1)
		if next == sum {
			break
		}
		sum = next
	}
	return sum
}

// sumFrom adds P(k)/P(start) outwards from start in the given direction, until
// the terms no longer count or the support ends.
func (h hypergeometric) sumFrom(start, direction int) float64 {
	sum, term := 0.0, 1.0
	for k := start; k >= h.low() && k <= h.high(); {
		sum += term
		if direction > 0 {
			k++
			term *= h.step(k)
		} else {
			term /= h.step(k)
			k--
		}
		if term < sum*1e-18 {
			break
		}
	}
	return sum
}
