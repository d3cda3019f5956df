package pool_test

import (
	"fmt"

	"appraise/grading/pool"
)

// Three trials as events and totals, pooled as a risk ratio.
func ExamplePool() {
	rows := []pool.Row{
		{Study: "Adams", A: pool.N(4), N1: pool.N(123), C: pool.N(11), N2: pool.N(139)},
		{Study: "Baker", A: pool.N(6), N1: pool.N(306), C: pool.N(29), N2: pool.N(303)},
		{Study: "Clark", A: pool.N(3), N1: pool.N(231), C: pool.N(11), N2: pool.N(220)},
	}
	r, err := pool.Pool(rows, pool.Request{Measure: pool.RR})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s %.2f (%.2f to %.2f)\n", r.Display.Title, r.Display.Estimate, r.Display.CI.Low, r.Display.CI.High)
	fmt.Printf("tau² %.3f, Q %.2f on %d df\n", r.Tau2, r.Q, r.QDF)
	// Output:
	// risk ratio 0.26 (0.07 to 0.99)
	// tau² 0.000, Q 0.93 on 2 df
}
