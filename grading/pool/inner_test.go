package pool

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// TestNoAllocation: the inner loops of REML and of a whole fit with interval
// and prediction interval allocate nothing.
func TestNoAllocation(t *testing.T) {
	s := made(13)
	for _, m := range []Method{DL, PM, REML, ML, HE, SJ, HS} {
		if got := testing.AllocsPerRun(100, func() { _, _ = betweenStudies(s, Options{Method: m}) }); got != 0 {
			t.Errorf("%s: %v allocations", m, got)
		}
	}
	if got := testing.AllocsPerRun(100, func() { _, _ = fitSample(s, Options{}) }); got != 0 {
		t.Errorf("fit: %v allocations", got)
	}
	x := make([]float64, 13)
	for i := range x {
		x[i] = float64(i * i)
	}
	d := newWLS(s.y, s.v, [][]float64{x})
	if got := testing.AllocsPerRun(100, func() { _, _ = betweenStudies(d, Options{Method: REML}) }); got != 0 {
		t.Errorf("regression: %v allocations", got)
	}
}

// made is a sample with heterogeneity.
func made(k int) *sample {
	s := &sample{y: make([]float64, k), v: make([]float64, k)}
	for i := range k {
		s.y[i] = math.Sin(float64(7*i)) + 0.2
		s.v[i] = 0.02 + 0.1*math.Abs(math.Cos(float64(3*i)))
	}
	return s
}

func madeEffects(k int) []Effect {
	s := made(k)
	es := make([]Effect, k)
	for i := range es {
		es[i] = Effect{Row: i + 1, Y: s.y[i], V: s.v[i]}
	}
	return es
}

// TestLikelihoodSwing: the first twelve catheter trials of the oracle's
// nielweise2007 (log risk ratios, six digits) make plain Fisher scoring swing
// between two values for ever. The maximum must be found all the same.
func TestLikelihoodSwing(t *testing.T) {
	s := &sample{
		y: []float64{-1.9374, -1.32745, -1.56862, -2.66327, -0.143356, -1.03679, -1.08152, -1.33365, -2.88442, -0.616514, -2.73836, -1.28375},
		v: []float64{2.26869, 1.28203, 0.601175, 2.1184, 0.353675, 1.2326, 1.32194, 1.46085, 1.03261, 1.48295, 2.10302, 2.63563},
	}
	if scoringSettles(s) {
		t.Error("plain scoring settles on this set: it tests nothing")
	}
	e, err := likelihood(s, REML, 0)
	if err != nil {
		t.Fatal(err)
	}
	g, info := score(s.at(e.tau2), REML)
	if e.tau2 <= 0 || math.Abs(g/info) > 1e-12 {
		t.Errorf("tau2 %g, next scoring step %g", e.tau2, g/info)
	}
}

// scoringSettles runs plain Fisher scoring.
func scoringSettles(s *sample) bool {
	t := hedges(s).tau2
	for range 10000 {
		g, info := score(s.at(t), REML)
		step := g / info
		for t+step < 0 {
			step /= 2
		}
		t += step
		if math.Abs(step) <= 1e-10*t || t < 1e-14 {
			return true
		}
	}
	return false
}

// TestQuantiles compares with gonum, whose inverses are slower, and checks
// that quantile and tail are inverse to each other.
func TestQuantiles(t *testing.T) {
	for _, df := range []float64{1, 2, 3, 5, 12, 30, 100, 4999, 1e6} {
		for _, alpha := range []float64{0.5, 0.2, 0.1, 0.05, 0.01, 1e-4, 1e-8} {
			got := studentQuantile(alpha, df)
			if back := studentTails(got, df); math.Abs(back-alpha) > 1e-12*alpha*math.Max(1, df/100) {
				t.Errorf("t(%g, %g): tail of the quantile is %g", alpha, df, back)
			}
			want := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(1 - alpha/2)
			if alpha >= 1e-4 && df < 1e5 && math.Abs(got-want) > 1e-9*want {
				t.Errorf("t(%g, %g): got %.15g, gonum %.15g", alpha, df, got, want)
			}
		}
	}
	for _, p := range []float64{0.4, 0.025, 1e-3, 1e-10, 1e-40, 1e-300} {
		z := normalUpper(p)
		if back := math.Erfc(z/math.Sqrt2) / 2; math.Abs(back-p) > 1e-12*p*math.Max(1, z*z) {
			t.Errorf("normal upper %g: %.15g has tail %g", p, z, back)
		}
	}
	for _, df := range []float64{1, 5, 100} {
		for _, p := range []float64{0.025, 0.5, 0.975} {
			if back := 1 - chiSquaredTail(chiSquaredQuantile(p, df), df); math.Abs(back-p) > 1e-12 {
				t.Errorf("chi-squared %g, %g: %g", p, df, back)
			}
		}
	}
	if got := fisherTail(4.0, 1, 7); math.Abs(got-studentTails(2, 7)) > 1e-14 {
		t.Errorf("F(4; 1, 7): %g, t(2; 7): %g", got, studentTails(2, 7))
	}
}

// TestKendallExact counts permutations one by one.
func TestKendallExact(t *testing.T) {
	for n := 3; n <= 7; n++ {
		counts := map[int]int{}
		total := 0
		permutations(n, func(p []int) {
			s := 0
			for i := range p {
				for j := range i {
					s += int(sign(float64(p[i] - p[j])))
				}
			}
			counts[s]++
			total++
		})
		for s := n * (n - 1) / 2; s >= 0; s -= 2 {
			extreme := 0
			for x, c := range counts {
				if x >= s || x <= -s {
					extreme += c
				}
			}
			if got, want := kendallExact(s, n), float64(extreme)/float64(total); math.Abs(got-want) > 1e-14 {
				t.Errorf("n=%d S=%d: got %g, want %g", n, s, got, want)
			}
		}
	}
}

func permutations(n int, f func([]int)) {
	p := make([]int, n)
	var walk func(i int, used int)
	walk = func(i, used int) {
		if i == n {
			f(p)
			return
		}
		for x := range n {
			if used&(1<<x) == 0 {
				p[i] = x
				walk(i+1, used|1<<x)
			}
		}
	}
	walk(0, 0)
}

// BenchmarkFit is a REML fit with Knapp–Hartung and prediction interval; the
// bar for 13 studies is 20 µs.
func BenchmarkFit(b *testing.B) {
	for _, k := range []int{13, 100, 5000} {
		es := madeEffects(k)
		b.Run(fmt.Sprint(k), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Fit(es, Options{KnappHartung: HKPlain, Prediction: PIHKTkm2}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkLeaveOneOut10000 is 10,000 REML refits of a set of 100 studies,
// without one study each; the bar is 2 s.
func BenchmarkLeaveOneOut10000(b *testing.B) {
	es := madeEffects(100)
	for b.Loop() {
		for range 100 {
			if _, err := LeaveOneOut(es, Options{}); err != nil {
				b.Fatal(err)
			}
		}
	}
}
