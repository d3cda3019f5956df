package pool_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"appraise/grading/pool"
)

// TestMeansFromQuantiles: the expected means and standard deviations are
// those of the formulas of Wan 2014 done by hand; z(0.75n) and z(n) for 40
// people are 0.65025 and 2.15636.
func TestMeansFromQuantiles(t *testing.T) {
	plain := pool.Row{Study: "a", N1: n(40), N2: n(40), M2: n(5), SD2: n(2)}
	for name, c := range map[string]struct {
		set      func(*pool.Row)
		mean, sd float64
		from     string
	}{
		"quartiles": {func(r *pool.Row) { r.Med1, r.Q11, r.Q31 = n(4), n(3), n(6) }, 13.0 / 3, 3 / (2 * 0.6502543), "median and quartiles"},
		"range":     {func(r *pool.Row) { r.Med1, r.Min1, r.Max1 = n(4), n(1), n(11) }, 5, 10 / (2 * 2.1563557), "median and range"},
		"all five": {func(r *pool.Row) { r.Med1, r.Q11, r.Q31, r.Min1, r.Max1 = n(4), n(3), n(6), n(1), n(11) },
			38.0 / 8, 10/(4*2.1563557) + 3/(4*0.6502543), "five numbers"},
		"printed wins": {func(r *pool.Row) { r.M1, r.SD1, r.Med1, r.Q11, r.Q31 = n(9), n(1), n(4), n(3), n(6) }, 9, 1, ""},
	} {
		r := plain
		c.set(&r)
		es, left, err := pool.Effects([]pool.Row{r}, pool.MD, pool.ZeroRule{})
		if err != nil || len(es) != 1 {
			t.Errorf("%s: %v, %v, %v", name, es, left, err)
			continue
		}
		wantV := c.sd*c.sd/40 + 4.0/40
		if math.Abs(es[0].Y-(c.mean-5)) > 1e-9 || math.Abs(es[0].V-wantV) > 1e-5*wantV || es[0].From != c.from {
			t.Errorf("%s: got %+v, want difference %v, variance %v, from %q", name, es[0], c.mean-5, wantV, c.from)
		}
	}
}

func TestQuantilesThatCannotBe(t *testing.T) {
	base := pool.Row{Study: "a", N1: n(40), N2: n(40), M2: n(5), SD2: n(2), Med1: n(4)}
	falling, same := base, base
	falling.Q11, falling.Q31 = n(7), n(6)
	same.Q11, same.Q31 = n(4), n(4)
	for _, r := range []pool.Row{falling, same} {
		_, _, err := pool.Effects([]pool.Row{r}, pool.MD, pool.ZeroRule{})
		d, ok := errors.AsType[*pool.DataError](err)
		if !ok || d.Column != "med1i" || d.Row != 1 {
			t.Errorf("got %v, want a fault of med1i in row 1", err)
		}
	}
	_, left, err := pool.Effects([]pool.Row{base}, pool.MD, pool.ZeroRule{})
	if err != nil || len(left) != 1 || !strings.Contains(left[0].Reason, "q11i") {
		t.Errorf("a median alone: %v, %v; want the study left out for want of q11i", left, err)
	}
}
