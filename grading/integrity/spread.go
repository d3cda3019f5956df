package integrity

import (
	"fmt"
	"math"
)

// Group is one arm's summary of a continuous measure.
type Group struct {
	N        int
	Mean, SD Printed
}

// smdTooLarge is the standardised difference above which a printed SD is
// worth a second look: real treatment effects of more than three SDs are very
// rare. Default chosen here.
const smdTooLarge = 3

// CheckSpread reports two arms whose means differ by more than three printed
// SDs, or where one arm's SD is to the other's as a standard error would be.
// With a printed p-value it also tests directly: if p fits when the SDs are
// read as standard errors and not when read as SDs, it says so. printed may
// be nil.
func CheckSpread(a, b Group, printed *PReport) (*Finding, error) {
	if a.N < 2 || b.N < 2 || a.SD.Unscaled < 0 || b.SD.Unscaled < 0 {
		return nil, inputError("groups of %d and %d people", a.N, b.N)
	}
	numbers := fmt.Sprintf("%s (%s), n %d v %s (%s), n %d", a.Mean, a.SD, a.N, b.Mean, b.SD, b.N)
	asSD := pooledT(a, b, a.SD.Float(), b.SD.Float())
	if printed != nil && a.SD.Unscaled > 0 && b.SD.Unscaled > 0 {
		asSE := pooledT(a, b, a.SD.Float()*math.Sqrt(float64(a.N)), b.SD.Float()*math.Sqrt(float64(b.N)))
		if !near(*printed, asSD) && near(*printed, asSE) {
			return newFinding(SDorSE, Check,
				fmt.Sprintf("With the printed SDs the difference gives p = %s; read as standard errors they give p = %s, which fits the printed %s.", showP(asSD), showP(asSE), printed),
				numbers+fmt.Sprintf("; p as SD %s, as SE %s; printed %s", showP(asSD), showP(asSE), printed)), nil
		}
	}
	pooled := math.Sqrt((sq(a.SD.High())*float64(a.N-1) + sq(b.SD.High())*float64(b.N-1)) / float64(a.N+b.N-2))
	smd := (math.Abs(a.Mean.Float()-b.Mean.Float()) - a.Mean.Half() - b.Mean.Half()) / pooled
	if smd <= smdTooLarge {
		return nil, nil
	}
	return newFinding(SDorSE, Check,
		fmt.Sprintf("The means differ by %s printed SDs; differences of more than %d are rare, and standard errors printed as SDs look like this.", show(smd, 1), smdTooLarge),
		numbers+fmt.Sprintf("; |difference|/SD = %s", show(smd, 2))), nil
}

// near is generous: within a factor of two of the printed p, or on the right
// side of a printed bound.
func near(printed PReport, p float64) bool { return printed.within(p/2, 2*p) }

func sq(v float64) float64 { return v * v }

// pooledT is the two-sided p of the t test with pooled variance.
func pooledT(a, b Group, sda, sdb float64) float64 {
	return pooledP(a.N, b.N, a.Mean.Float()-b.Mean.Float(), sda, sdb)
}

// pooledP is the two-sided p of a difference of means with pooled variance.
// Two SDs of zero give 1 without a difference and 0 with one.
func pooledP(n1, n2 int, diff, sd1, sd2 float64) float64 {
	df := float64(n1 + n2 - 2)
	v := (float64(n1-1)*sq(sd1) + float64(n2-1)*sq(sd2)) / df * (1/float64(n1) + 1/float64(n2))
	if v == 0 {
		if diff == 0 {
			return 1
		}
		return 0
	}
	return tTwoSided(diff/math.Sqrt(v), df)
}

// welchP is the two-sided p without assuming equal variances (Welch,
// Biometrika 1947;34:28–35).
func welchP(n1, n2 int, diff, sd1, sd2 float64) float64 {
	v1, v2 := sq(sd1)/float64(n1), sq(sd2)/float64(n2)
	if v1+v2 == 0 {
		return pooledP(n1, n2, diff, sd1, sd2)
	}
	df := sq(v1+v2) / (sq(v1)/float64(n1-1) + sq(v2)/float64(n2-1))
	return tTwoSided(diff/math.Sqrt(v1+v2), df)
}
