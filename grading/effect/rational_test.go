package effect_test

import (
	"math"
	"math/big"
	"testing"

	"appraise/grading/effect"
)

// rationals are the outputs of effects.csv that are quotients of counts. Ours
// must be the float64 nearest to the exact quotient; R, which rounds more than
// once, must lie within a few units of the last binary place of it.
var rationals = map[string]func(oracleRow) *big.Rat{
	"risks eer":     func(r oracleRow) *big.Rat { return quotient(r.n("e_trt"), r.n("n_trt")) },
	"risks cer":     func(r oracleRow) *big.Rat { return quotient(r.n("e_ctl"), r.n("n_ctl")) },
	"rd rd":         riskDifference,
	"nnt nnt":       func(r oracleRow) *big.Rat { d := riskDifference(r); return d.Abs(d.Inv(d)) },
	"rr rr":         ratio,
	"rrr rrr":       func(r oracleRow) *big.Rat { return new(big.Rat).Sub(big.NewRat(1, 1), ratio(r)) },
	"or or":         oddsQuotient(0),
	"or_haldane or": oddsQuotient(1),
	"peto_single o_minus_e": func(r oracleRow) *big.Rat {
		expected := new(big.Rat).Mul(quotient(r.n("n_trt"), r.n("n_trt")+r.n("n_ctl")), big.NewRat(int64(r.n("e_trt")+r.n("e_ctl")), 1))
		return new(big.Rat).Sub(big.NewRat(int64(r.n("e_trt")), 1), expected)
	},
	"dx_sens est": func(r oracleRow) *big.Rat { return quotient(r.n("tp"), r.n("tp")+r.n("fn")) },
	"dx_spec est": func(r oracleRow) *big.Rat { return quotient(r.n("tn"), r.n("tn")+r.n("fp")) },
	"dx_ppv est":  func(r oracleRow) *big.Rat { return quotient(r.n("tp"), r.n("tp")+r.n("fp")) },
	"dx_npv est":  func(r oracleRow) *big.Rat { return quotient(r.n("tn"), r.n("tn")+r.n("fn")) },
	"dx_lr_pos est": func(r oracleRow) *big.Rat {
		return over(quotient(r.n("tp"), r.n("tp")+r.n("fn")), quotient(r.n("fp"), r.n("fp")+r.n("tn")))
	},
	"dx_lr_neg est": func(r oracleRow) *big.Rat {
		return over(quotient(r.n("fn"), r.n("tp")+r.n("fn")), quotient(r.n("tn"), r.n("fp")+r.n("tn")))
	},
	"dx_dor est": func(r oracleRow) *big.Rat {
		return over(quotient(r.n("tp"), r.n("fn")), quotient(r.n("fp"), r.n("tn")))
	},
	"dx_youden J": func(r oracleRow) *big.Rat {
		return new(big.Rat).Sub(quotient(r.n("tp"), r.n("tp")+r.n("fn")), quotient(r.n("fp"), r.n("fp")+r.n("tn")))
	},
}

func quotient(a, b int) *big.Rat  { return big.NewRat(int64(a), int64(b)) }
func over(a, b *big.Rat) *big.Rat { return new(big.Rat).Quo(a, b) }
func ratio(r oracleRow) *big.Rat {
	return over(quotient(r.n("e_trt"), r.n("n_trt")), quotient(r.n("e_ctl"), r.n("n_ctl")))
}
func isRational(r oracleRow) bool {
	return rationals[r.fn+" "+r.output] != nil && !math.IsInf(r.want, 0)
}
func nearest(exact *big.Rat) float64 { f, _ := exact.Float64(); return f }
func riskDifference(r oracleRow) *big.Rat {
	return new(big.Rat).Sub(quotient(r.n("e_trt"), r.n("n_trt")), quotient(r.n("e_ctl"), r.n("n_ctl")))
}

// oddsQuotient adds halves half participants to every cell.
func oddsQuotient(halves int) func(oracleRow) *big.Rat {
	return func(r oracleRow) *big.Rat {
		cell := func(n int) int { return 2*n + halves }
		a, c := r.n("e_trt"), r.n("e_ctl")
		return over(quotient(cell(a), cell(r.n("n_trt")-a)), quotient(cell(c), cell(r.n("n_ctl")-c)))
	}
}

func TestRationalsExact(t *testing.T) {
	seen := 0
	for _, r := range readOracle(t, "../../testdata/oracles/effects.csv") {
		if !isRational(r) {
			continue
		}
		seen++
		exact := nearest(rationals[r.fn+" "+r.output](r))
		out, err := byName[r.fn](r)
		if err != nil {
			t.Fatal(err)
		}
		if got := out[r.output]; got != exact {
			t.Errorf("%s %s %s: got %.17g, want %.17g", r.id, r.fn, r.output, got, exact)
		}
		if math.Abs(r.want-exact) > 1e-14*math.Max(1, math.Abs(exact)) {
			t.Errorf("%s %s %s: R has %.17g, exact is %.17g", r.id, r.fn, r.output, r.want, exact)
		}
	}
	t.Logf("%d rows", seen)
	if seen < 120 {
		t.Errorf("got %d rational rows, want at least 120", seen)
	}
}

// ARR and RRR of the seed trial as fractions.
func TestReductionsExact(t *testing.T) {
	table := effect.Table{Treatment: effect.Arm{Events: 3, N: 13}, Control: effect.Arm{Events: 7, N: 9}}
	arr, err := effect.AbsoluteRiskReduction(table)
	if err != nil || arr.Value != 64.0/117 {
		t.Errorf("got ARR %v, %v, want 64/117", arr, err)
	}
	rrr, err := effect.RelativeRiskReduction(table)
	if err != nil || rrr.Value != 64.0/91 {
		t.Errorf("got RRR %v, %v, want 64/91", rrr, err)
	}
}
