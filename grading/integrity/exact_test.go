package integrity_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"appraise/grading/integrity"
)

// TestPercentDirect compares the ranges with a search over all values.
func TestPercentDirect(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		d := rnd.IntN(3)
		p := integrity.Printed{Unscaled: rnd.Int64N(int64(100*math.Pow10(d)) + 1), Decimals: d}
		x, n := rnd.IntN(60), 1+rnd.IntN(200)
		var denominators, numerators []int
		for m := 1; m <= n; m++ {
			if integrity.PercentFits(x, m, p) {
				denominators = append(denominators, m)
			}
		}
		for y := 0; y <= n; y++ {
			if integrity.PercentFits(y, n, p) {
				numerators = append(numerators, y)
			}
		}
		if got := integrity.PercentDenominators(x, p, 1, n); !slices.Equal(got, denominators) {
			t.Fatalf("denominators of %d at %s up to %d: %v, want %v", x, p, n, got, denominators)
		}
		if got := integrity.PercentNumerators(n, p); !slices.Equal(got, numerators) {
			t.Fatalf("numerators of %d at %s: %v, want %v", n, p, got, numerators)
		}
	}
}

// reachable enumerates every (sum, sum of squares) of n values in lo..hi.
func reachable(n, lo, hi int) map[[2]int64]bool {
	cur := map[[2]int64]bool{{0, 0}: true}
	for range n {
		next := map[[2]int64]bool{}
		for k := range cur {
			for y := lo; y <= hi; y++ {
				next[[2]int64{k[0] + int64(y), k[1] + int64(y*y)}] = true
			}
		}
		cur = next
	}
	return cur
}

// prints reports whether a sum and a sum of squares print as mean and SD,
// closed at both ends.
func prints(k [2]int64, n, items int, mean, sd integrity.Printed) bool {
	const tiny = 1e-9
	m := float64(k[0]) / float64(n*items)
	v := max(0, float64(k[1])-float64(k[0])*float64(k[0])/float64(n)) / float64(n-1) / float64(items*items)
	return math.Abs(m-mean.Float()) <= mean.Half()+tiny && math.Abs(math.Sqrt(v)-sd.Float()) <= sd.Half()+tiny
}

// TestFeasibleDirect compares the dynamic programme with enumeration, and
// GRIMMER with enumeration over a scale wide enough to have no limits.
func TestFeasibleDirect(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for _, c := range []struct{ n, lo, hi, items int }{{2, 0, 9, 1}, {3, -3, 6, 1}, {4, 1, 7, 1}, {5, 0, 6, 1}, {6, 1, 5, 2}, {8, 0, 4, 1}} {
		all := reachable(c.n, c.lo*c.items, c.hi*c.items)
		for range 150 {
			mean := withDecimals(t, float64(c.lo)+rnd.Float64()*float64(c.hi-c.lo), float64(rnd.IntN(3)))
			sd := withDecimals(t, rnd.Float64()*float64(c.hi-c.lo)*0.7, float64(rnd.IntN(3)))
			want := false
			for k := range all {
				want = want || prints(k, c.n, c.items, mean, sd)
			}
			r, err := integrity.Feasible(mean, sd, c.n, integrity.Scale{Min: c.lo, Max: c.hi, Items: c.items}, false)
			if err != nil || !r.Exact || r.Feasible != want {
				t.Fatalf("mean %s SD %s %+v: got %+v, %v; want feasible %v", mean, sd, c, r, err, want)
			}
			if r.Feasible {
				checkWitness(t, fmt.Sprint(mean, sd, c), r, c.n, c.lo*c.items, c.hi*c.items)
				if g, err := integrity.GRIMMER(mean, sd, c.n, c.items, false); err != nil || !g.Fits {
					t.Fatalf("mean %s SD %s %+v: feasible but GRIMMER says %+v, %v", mean, sd, c, g, err)
				}
			}
		}
	}
}

// TestGRIMMERDirect is the lemma: parity and minimum are enough for five
// people and more, and the search is right for fewer.
func TestGRIMMERDirect(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	for _, n := range []int{2, 3, 4, 5, 6, 7} {
		all := reachable(n, -9, 9)
		for range 120 {
			mean := withDecimals(t, rnd.Float64()*2-1, 2)
			sd := withDecimals(t, rnd.Float64()*2.5, 2)
			want := false
			for k := range all {
				want = want || prints(k, n, 1, mean, sd)
			}
			if g, err := integrity.GRIMMER(mean, sd, n, 1, false); err != nil || g.Fits != want {
				t.Fatalf("n %d mean %s SD %s: got %+v, %v; want %v", n, mean, sd, g, err, want)
			}
		}
	}
}

// TestFeasibleWork: a question too large for the programme is answered from
// the bounds and says so; large ones within the limit end in time.
func TestFeasibleWork(t *testing.T) {
	r, err := integrity.Feasible(printed(t, "50.0"), printed(t, "20.0"), 2000, integrity.Scale{Min: 0, Max: 100, Items: 1}, false)
	if err != nil || r.Exact || !r.Feasible {
		t.Errorf("got %+v, %v; want feasible by bounds", r, err)
	}
	r, err = integrity.Feasible(printed(t, "50.0"), printed(t, "60.0"), 2000, integrity.Scale{Min: 0, Max: 100, Items: 1}, false)
	if err != nil || r.Exact || r.Feasible {
		t.Errorf("got %+v, %v; want not feasible by bounds", r, err)
	}
	r, err = integrity.Feasible(printed(t, "8.31"), printed(t, "5.04"), 100, integrity.Scale{Min: 0, Max: 20, Items: 1}, false)
	if err != nil || !r.Exact || !r.Feasible || len(r.Values) != 100 {
		t.Errorf("got exact %v feasible %v with %d values, %v", r.Exact, r.Feasible, len(r.Values), err)
	}
}

// TestSDLimits are the limits that rsprite2 tests: five answers of mean 4.20
// on 1 to 7 have an SD from 0.45 to 3.03.
func TestSDLimits(t *testing.T) {
	r, err := integrity.Feasible(printed(t, "4.20"), printed(t, "1.00"), 5, integrity.Scale{Min: 1, Max: 7, Items: 1}, false)
	if err != nil || math.Abs(r.MinSD-0.447) > 0.001 || math.Abs(r.MaxSD-3.033) > 0.001 {
		t.Errorf("SD from %v to %v (%v), want 0.447 to 3.033", r.MinSD, r.MaxSD, err)
	}
}

// TestParsePrinted keeps what was printed.
func TestParsePrinted(t *testing.T) {
	for _, c := range []struct {
		in       string
		unscaled int64
		decimals int
	}{{"3.10", 310, 2}, {".05", 5, 2}, {"-1.25", -125, 2}, {"−1.25", -125, 2}, {"–2", -2, 0}, {"+4", 4, 0}, {"22", 22, 0}, {"0·75", 75, 2}, {" 5 ", 5, 0}, {"5.", 5, 0}} {
		p, err := integrity.ParsePrinted(c.in)
		if err != nil || p.Unscaled != c.unscaled || p.Decimals != c.decimals {
			t.Errorf("ParsePrinted(%q) = %+v, %v; want %d, %d decimals", c.in, p, err, c.unscaled, c.decimals)
		}
	}
	for _, in := range []string{"", "-", ".", "1,000", "1.2.3", "abc", "1e5", "--2", "+-2", "99999999999999999999", "0.00000001", "٣"} {
		if p, err := integrity.ParsePrinted(in); !errors.Is(err, integrity.ErrInput) {
			t.Errorf("ParsePrinted(%q) = %+v, %v; want ErrInput", in, p, err)
		}
	}
}

// TestBadInput: every check refuses numbers that mean nothing, with an error
// that can be told apart, and never panics.
func TestBadInput(t *testing.T) {
	one := printed(t, "1")
	for name, err := range map[string]error{
		"percent":      second(integrity.CheckPercent(5, 0, "10", 0)),
		"percent x>n":  second(integrity.CheckPercent(5, 4, "10", 0)),
		"percent >100": second(integrity.CheckPercent(1, 4, "101", 0)),
		"percent text": second(integrity.CheckPercent(1, 4, "ten", 0)),
		"categories":   second(integrity.CheckCategories(nil, 3)),
		"grim":         second(integrity.GRIM(one, 0, 1)),
		"grimmer":      second(integrity.GRIMMER(one, one, 1, 1, false)),
		"grimmer sd":   second(integrity.GRIMMER(one, printed(t, "-1"), 5, 1, false)),
		"feasible":     second(integrity.Feasible(one, one, 5, integrity.Scale{Min: 3, Max: 1, Items: 1}, false)),
		"feasible n":   second(integrity.Feasible(one, one, 0, integrity.Scale{Min: 0, Max: 1, Items: 1}, false)),
		"p":            second(integrity.RecomputeP(integrity.Statistic{Type: "t", Value: one}, integrity.PReport{Relation: "=", Value: one})),
		"p type":       second(integrity.RecomputeP(integrity.Statistic{Type: "w", Value: one}, integrity.PReport{Relation: "=", Value: one})),
		"p relation":   second(integrity.RecomputeP(integrity.Statistic{Type: "z", Value: one}, integrity.PReport{Relation: "~", Value: one})),
		"interval":     second(integrity.CheckInterval(integrity.Interval{Estimate: one, Low: one, High: one}, nil)),
		"interval 0":   second(integrity.AgreeInterval(integrity.Interval{Ratio: true, Estimate: one, Low: printed(t, "0.0"), High: printed(t, "2")}, nil)),
		"counts":       second(integrity.CheckPCounts(integrity.Counts{X1: 5, N1: 4, X2: 1, N2: 2}, integrity.PReport{Relation: "=", Value: one})),
		"i2":           second(integrity.CheckISquared(one, one, 0)),
		"spread":       second(integrity.CheckSpread(integrity.Group{}, integrity.Group{}, nil)),
		"baseline":     second(integrity.BaselineT(integrity.Group{}, integrity.Group{})),
		"combine":      second(integrity.CombineP(nil)),
		"combine NaN":  second(integrity.CombineP([]float64{math.NaN()})),
		"allocation":   second(integrity.AllocationP(3, 2, 0.5)),
		"registered":   second(integrity.CheckRegisteredSize(integrity.Registered{}, 5, "")),
	} {
		if !errors.Is(err, integrity.ErrInput) {
			t.Errorf("%s: got %v, want ErrInput", name, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

// TestWorkIsBounded: numbers far from any study end quickly and say that
// they were not decided.
func TestWorkIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("takes about a second")
	}
	start := time.Now()
	g, err := integrity.GRIMMER(printed(t, "5"), printed(t, "0"), 900_000_000, 1, false)
	if err != nil || g.Decided && !g.Fits {
		t.Errorf("got %+v, %v", g, err)
	}
	for _, c := range []struct {
		mean, sd string
		n        int
		scale    integrity.Scale
	}{{"5", "0", 900_000, integrity.Scale{Min: 0, Max: 10, Items: 1}}, {"50000", "40000", 2, integrity.Scale{Min: 0, Max: 100_000, Items: 1}},
		{"500", "499", 4, integrity.Scale{Min: 0, Max: 1000, Items: 1}}, {"1", "1", 1000, integrity.Scale{Min: 0, Max: 2, Items: 1}}} {
		if _, err := integrity.Feasible(printed(t, c.mean), printed(t, c.sd), c.n, c.scale, false); err != nil {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if took := time.Since(start); took > 2*time.Minute {
		t.Errorf("took %v", took)
	}
}
