package integrity

import (
	"fmt"
	"math"
)

// ISquaredFromQ is I² in per cent, 100·(Q − df)/Q, and 0 when Q < df.
//
// Higgins JPT, Thompson SG. Stat Med 2002;21:1539–1558. doi:10.1002/sim.1186
func ISquaredFromQ(q, df float64) float64 {
	if q <= df || q <= 0 {
		return 0
	}
	return 100 * (q - df) / q
}

// CheckISquared compares a printed I² (per cent) with Q and df, allowing half
// a per cent more than the rounding of both.
func CheckISquared(i2, q Printed, df int) (*Finding, error) {
	if df < 1 || q.Unscaled < 0 || i2.Unscaled < 0 || i2.Float() > 100 {
		return nil, inputError("I² %s %% with Q %s and %d degrees of freedom", i2, q, df)
	}
	low, high := ISquaredFromQ(q.Low(), float64(df)), ISquaredFromQ(q.High(), float64(df))
	play := max(0.5, i2.Half())
	if i2.Float() >= math.Floor(low)-play && i2.Float() <= high+play {
		return nil, nil
	}
	return newFinding(ISquared, Check,
		fmt.Sprintf("I² of %s %% cannot be reproduced from Q = %s with %d degrees of freedom, which give %s %%.", i2, q, df, show(ISquaredFromQ(q.Float(), float64(df)), 1)),
		fmt.Sprintf("100 × (%s − %d)/%s = %s; printed %s", q, df, q, show(ISquaredFromQ(q.Float(), float64(df)), 2), i2)), nil
}
