package effect_test

import (
	"math"
	"testing"

	"appraise/grading/effect"
)

// noncentral is the conditional distribution of the treated events, summed
// term by term from log factorials: slow, and independent of the package.
type noncentral struct {
	low int
	log []float64 // log weights at odds ratio 1
}

func newNoncentral(t effect.Table) noncentral {
	n1, n2, m := t.Treatment.N, t.Control.N, t.Events()
	choose := func(n, k int) float64 {
		a, _ := math.Lgamma(float64(n) + 1)
		b, _ := math.Lgamma(float64(k) + 1)
		c, _ := math.Lgamma(float64(n-k) + 1)
		return a - b - c
	}
	d := noncentral{low: max(0, m-n2)}
	for k := d.low; k <= min(n1, m); k++ {
		d.log = append(d.log, choose(n1, k)+choose(n2, m-k)-choose(n1+n2, m))
	}
	return d
}

// sum adds f(k)·P(k) at the given odds ratio.
func (d noncentral) sum(or float64, f func(k int) float64) float64 {
	if or == 0 {
		return f(d.low)
	}
	peak := math.Inf(-1)
	for i, l := range d.log {
		peak = math.Max(peak, l+float64(i)*math.Log(or))
	}
	var total, sum float64
	for i, l := range d.log {
		w := math.Exp(l + float64(i)*math.Log(or) - peak)
		total += w
		sum += w * f(d.low+i)
	}
	return sum / total
}

// searchAsR finds a zero by Brent's method with the stopping rule of R's
// uniroot at its default tolerance, 2.2e-16 to the power 1/4.
func searchAsR(f func(float64) float64, lo, hi, tol float64) float64 {
	const eps = 0x1p-52
	a, b, fa, fb := lo, hi, f(lo), f(hi)
	if fa == 0 {
		return a
	}
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
			if wide, s := c-b, fb/fa; a == c { // secant
				p, q = wide*s, 1-s
			} else { // inverse quadratic
				u, v := fa/fc, fb/fc
				p, q = s*(wide*u*(u-v)-(b-a)*(v-1)), (u-1)*(v-1)*(s-1)
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
		fb = f(b)
		if (fb > 0) == (fc > 0) && fb != 0 {
			c, fc = a, fa
		}
	}
	return b
}

const tolR = 0x1p-13 // R's .Machine$double.eps^0.25

// asR repeats the search of fisher.test for g(odds ratio) = 0 with g rising:
// over the odds ratio below 1, over its inverse above.
func asR(g func(float64) float64) float64 {
	switch at := g(1); {
	case at > 0:
		return searchAsR(g, 0, 1, tolR)
	case at < 0:
		return 1 / searchAsR(func(s float64) float64 { return g(1 / s) }, 0x1p-52, 1, tolR)
	}
	return 1
}

// TestConditionalOracle is the explanation beside the exception: R's digits
// are reached by R's search and its loose tolerance; ours solve the equations.
func TestConditionalOracle(t *testing.T) {
	const tail = 0.025
	seen := 0
	for _, r := range readOracle(t, "../../testdata/oracles/effects.csv") {
		if r.fn != "fisher" || r.output == "p_two_sided" {
			continue
		}
		seen++
		table := r.table()
		k, d := table.Treatment.Events, newNoncentral(table)
		equations := map[string]func(float64) float64{ // all rising
			"cond_mle_or": func(or float64) float64 {
				return d.sum(or, func(x int) float64 { return float64(x - k) })
			},
			"cond_lo": func(or float64) float64 {
				return d.sum(or, func(x int) float64 {
					if x >= k {
						return 1 - tail
					}
					return -tail
				})
			},
			"cond_hi": func(or float64) float64 {
				return d.sum(or, func(x int) float64 {
					if x <= k {
						return tail - 1
					}
					return tail
				})
			},
		}
		g := equations[r.output]
		i, err := effect.ConditionalOddsRatio(table, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]float64{"cond_mle_or": i.Point, "cond_lo": i.Low, "cond_hi": i.High}[r.output]
		if r.want == 0 || math.IsInf(r.want, 1) {
			if !sameOrUnbounded(got, r.want, 0) {
				t.Errorf("%s %s: got %g, want %s", r.id, r.output, got, r.text)
			}
			continue
		}
		if again := asR(g); !near(again, r.want, tolClosed) {
			t.Errorf("%s %s %v: R's search gives %.12g, R printed %.12g", r.id, r.output, table, again, r.want)
		}
		if exact := asExact(g); !near(got, exact, 1e-9) {
			t.Errorf("%s %s %v: got %.14g, the equation gives %.14g", r.id, r.output, table, got, exact)
		}
		inverse := math.Min(1, got) // R's search variable is the ratio or its inverse, whichever is below 1
		if got > 1 {
			inverse = 1 / got
		}
		theirs := r.want
		if got > 1 {
			theirs = 1 / theirs
		}
		if math.Abs(inverse-theirs) > 1.01*tolR {
			t.Errorf("%s %s: got %g, want %g within R's tolerance", r.id, r.output, got, r.want)
		}
	}
	if seen != 42 {
		t.Errorf("got %d rows, want 42", seen)
	}
}

// asExact solves g = 0 to the last digits on the log scale.
func asExact(g func(float64) float64) float64 {
	lo, hi := -40.0, 40.0
	for range 200 {
		mid := (lo + hi) / 2
		if g(math.Exp(mid)) > 0 {
			hi = mid
		} else {
			lo = mid
		}
	}
	return math.Exp((lo + hi) / 2)
}
