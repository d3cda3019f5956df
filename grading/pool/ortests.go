package pool

import "math"

// Test is a chi-squared test.
type Test struct {
	Statistic float64 `json:"statistic"`
	DF        int     `json:"df"`
	P         float64 `json:"p"`
}

// chiTest makes a test from its statistic.
func chiTest(x float64, df int) Test {
	return Test{Statistic: x, DF: df, P: chiSquaredTail(x, float64(df))}
}

// ORTests are the tests that belong to the Mantel–Haenszel odds ratio.
type ORTests struct {
	CMH            Test `json:"cmh"`             // any association, with continuity correction
	CMHUncorrected Test `json:"cmh_uncorrected"` // without
	BreslowDay     Test `json:"breslow_day"`     // the odds ratios differ
	Tarone         Test `json:"tarone"`          // the same, with Tarone's correction
}

// testOddsRatios computes the tests around the pooled log odds ratio.
//
// Cochran WG. Biometrics 1954;10:417–451; Mantel N, Haenszel W. J Natl Cancer
// Inst 1959;22:719–748. Breslow NE, Day NE. Statistical Methods in Cancer
// Research, vol 1, 1980:142. Tarone RE. Biometrika 1985;72:91–95.
func testOddsRatios(ts []Table, logOR float64) (*ORTests, error) {
	var diff, hyper, bd, sumDiff, sumVar float64
	psi := math.Exp(logOR)
	used := 0
	for _, t := range ts {
		if h := t.hypergeometric(); h > 0 {
			diff += t.logRank()
			hyper += h
		}
		e, v := t.expected(psi)
		if !(v > 0) {
			continue
		}
		used++
		bd += (t.A - e) * (t.A - e) / v
		sumDiff += t.A - e
		sumVar += v
	}
	if hyper <= 0 || used == 0 {
		return nil, nil
	}
	corrected := math.Max(0, math.Abs(diff)-0.5)
	out := &ORTests{
		CMH:            chiTest(corrected*corrected/hyper, 1),
		CMHUncorrected: chiTest(diff*diff/hyper, 1),
	}
	if used > 1 {
		out.BreslowDay = chiTest(bd, used-1)
		out.Tarone = chiTest(math.Max(0, bd-sumDiff*sumDiff/sumVar), used-1)
	} else {
		out.BreslowDay, out.Tarone = Test{P: 1}, Test{P: 1}
	}
	for _, x := range []Test{out.CMH, out.CMHUncorrected, out.BreslowDay, out.Tarone} {
		if math.IsNaN(x.Statistic+x.P) || math.IsInf(x.Statistic, 0) {
			return nil, ErrRange
		}
	}
	return out, nil
}

// expected is the number of events in arm 1, given the margins, that makes
// the odds ratio psi, with its large-sample variance; v is 0 when a margin is
// empty.
func (t Table) expected(psi float64) (e, v float64) {
	events := t.A + t.C
	n1, n2 := t.N1(), t.N2()
	if events <= 0 || t.B+t.D <= 0 {
		return 0, 0
	}
	// psi = e (n2 − events + e) / ((n1 − e)(events − e)), a quadratic in e.
	a := psi*(n1+events) + (n2 - events)
	root := math.Sqrt(math.Max(0, a*a-4*(psi-1)*psi*n1*events))
	e = 2 * psi * n1 * events / (a + root)
	cells := [...]float64{e, n1 - e, events - e, n2 - events + e}
	sum := 0.0
	for _, c := range cells {
		if c <= 0 {
			return 0, 0
		}
		sum += 1 / c
	}
	return e, 1 / sum
}
