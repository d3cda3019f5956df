package power_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// byLooseSearch are the equations package pwr solves with R's uniroot at its
// default tolerance of 1.2e-4, in pwr's brackets. Its printed digits beyond
// that are not the solution, so 46 rows of power.csv are held to the steps of
// that search instead: the test repeats it and must reach R's digits, and ours
// must solve the same equation.
var byLooseSearch = map[string]func(row) search{
	"n_two_prop_pwr2p": func(r row) search {
		h := math.Abs(2*math.Asin(math.Sqrt(r.f("p1"))) - 2*math.Asin(math.Sqrt(r.f("p2"))))
		z := -quantile(r.f("alpha") / 2)
		return search{2 + 1e-10, 1e9, func(n float64) float64 {
			return cdf(h*math.Sqrt(n/2)-z) + cdf(-h*math.Sqrt(n/2)-z) - r.f("power")
		}}
	},
	"n_correlation": func(r row) search {
		c := r.f("r")
		return search{4 + 1e-10, 1e9, func(n float64) float64 {
			t := distuv.StudentsT{Sigma: 1, Nu: n - 2}.Quantile(1 - r.f("alpha")/2)
			critical := math.Atanh(math.Sqrt(t * t / (t*t + n - 2)))
			z := math.Atanh(c) + c/(2*(n-1))
			return cdf((z-critical)*math.Sqrt(n-3)) + cdf((-z-critical)*math.Sqrt(n-3)) - r.f("power")
		}}
	},
	"mde_two_means_t_unequal": func(r row) search {
		n1, n2 := r.f("n1"), r.f("n2")
		df := n1 + n2 - 2
		t := distuv.StudentsT{Sigma: 1, Nu: df}.Quantile(1 - r.f("alpha")/2)
		return search{1e-7, 10, func(d float64) float64 {
			ncp := d / math.Sqrt(1/n1+1/n2)
			return noncentralAbove(t, df, ncp) + noncentralAbove(t, df, -ncp) - r.f("power")
		}}
	},
}

type search struct {
	lo, hi float64
	f      func(float64) float64
}

func quantile(p float64) float64 { return mathext.NormalQuantile(p) }
func cdf(z float64) float64      { return 0.5 * math.Erfc(-z/math.Sqrt2) }

// noncentralAbove integrates over the distribution of the standard deviation
// by Simpson's rule: slow, and independent of the series the package uses.
func noncentralAbove(t, df, ncp float64) float64 {
	const steps = 4000
	lg, _ := math.Lgamma(df / 2)
	scale := math.Ln2*(1-df/2) - lg + df/2*math.Log(df)
	density := func(s float64) float64 { // of s = √(χ²/df)
		if s == 0 {
			return 0
		}
		return math.Exp(scale + (df-1)*math.Log(s) - df*s*s/2)
	}
	spread := 14 / math.Sqrt(2*df)
	lo, hi := math.Max(0, 1-spread), 1+spread
	h, sum := (hi-lo)/steps, 0.0
	for i := range steps + 1 {
		weight := []float64{2, 4}[i%2]
		if i == 0 || i == steps {
			weight = 1
		}
		s := lo + float64(i)*h
		sum += weight * density(s) * cdf(ncp-t*s)
	}
	return sum * h / 3
}

// asR finds a zero by Brent's method with the stopping rule of R's uniroot.
func (s search) asR() float64 {
	const eps, tol = 0x1p-52, 0x1p-13
	a, b, fa, fb := s.lo, s.hi, s.f(s.lo), s.f(s.hi)
	c, fc := a, fa
	for range 1000 {
		step := b - a
		if math.Abs(fc) < math.Abs(fb) {
			a, b, c = b, c, b
			fa, fb, fc = fb, fc, fb
		}
		least := 2*eps*math.Abs(b) + tol/2
		next := (c - b) / 2
		if math.Abs(next) <= least || fb == 0 {
			return b
		}
		if math.Abs(step) >= least && math.Abs(fa) > math.Abs(fb) {
			var p, q float64
			if ratio := fb / fa; a == c { // secant
				p, q = (c-b)*ratio, 1-ratio
			} else { // inverse quadratic
				u, v := fa/fc, fb/fc
				p, q = ratio*((c-b)*u*(u-v)-(b-a)*(v-1)), (u-1)*(v-1)*(ratio-1)
			}
			if p > 0 {
				q = -q
			} else {
				p = -p
			}
			if p < 0.75*(c-b)*q-math.Abs(least*q)/2 && p < math.Abs(step*q/2) {
				next = p / q
			}
		}
		if math.Abs(next) < least {
			next = math.Copysign(least, next)
		}
		a, fa = b, fb
		b += next
		fb = s.f(b)
		if (fb > 0) == (fc > 0) && fb != 0 {
			c, fc = a, fa
		}
	}
	return b
}

func TestLooseSearchOracle(t *testing.T) {
	rows := 0
	for _, r := range readRows(t) {
		equation := byLooseSearch[r.fn]
		if equation == nil {
			continue
		}
		rows++
		s := equation(r)
		if again := s.asR(); !near(again, r.want, tolClosed) {
			t.Errorf("%s %s %v: R's search gives %.15g, R printed %s", r.id, r.fn, r.args, again, r.text)
		}
		got, err := byName[r.fn](r)
		if err != nil {
			t.Fatal(err)
		}
		if off := s.f(got); math.Abs(off) > 1e-11 {
			t.Errorf("%s %s %v: got %.15g, which misses the power by %g", r.id, r.fn, r.args, got, off)
		}
		if math.Abs(got-r.want) > 0x1p-13 {
			t.Errorf("%s %s: got %.15g, want %s within R's tolerance", r.id, r.fn, got, r.text)
		}
	}
	if rows != 46 {
		t.Errorf("got %d rows, want 46", rows)
	}
}

func studentT(p, df float64) float64 { return distuv.StudentsT{Sigma: 1, Nu: df}.Quantile(p) }
