package integrity_test

import (
	"fmt"

	"appraise/grading/integrity"
)

// A percentage without a denominator is compared with the arms that the
// caller knows.
func ExampleText() {
	r := integrity.Text(integrity.Input{
		Abstract: "Surgery was avoided in 10 (76.9%) patients in the inversion group, and in only two patients (22.2%) in the control group.",
		Arms:     []integrity.Arm{{Label: "inversion", N: 13}, {Label: "control", N: 11}},
	})
	fmt.Println(r)
	fmt.Println(r.Findings[0].Level, r.Findings[0].Statement)
	fmt.Println(r.Findings[0].Consequences[0])
	// Output:
	// checked 2 of 2 numbers, 1 finding
	// check 22.2 % does not fit 2 of 11 (control), which is 18.2 %, while 76.9 % fits 10 of 13 (inversion). Of the denominators from 2 to 13, only 9 fits: 2 of the 11 people in that arm may not be in the denominator. Please check.
	// As the percentages imply, 10/13 v 2/9 with the event: risk ratio 3.462 (95% CI 0.984 to 12.179); 3/13 v 7/9 without it: risk ratio 0.297 (95% CI 0.104 to 0.850); Fisher's exact p = 0.027.
}

// Numbers that a person entered are checked one by one.
func ExampleCheckGRIM() {
	f, err := integrity.CheckGRIM("5.19", 28, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f.Level, f.Statement)
	fmt.Println(f.Arithmetic)
	// Output:
	// inconsistent A mean of 5.19 does not fit the whole-number answers of 28 people; the nearest means that would are 5.18 and 5.21.
	// 5.19 × 28 = 145.32; nearest sums 145 and 146
}
