package integrity

import (
	"fmt"
	"math/big"
)

// GRIMResult says whether a printed mean can come from whole numbers.
type GRIMResult struct {
	Fits        bool
	First, Last int64 // sums of the answers that fit are First..Last; First > Last when none does
	Informative bool  // people × items < 10^decimals: else nearly every mean fits
	Below       string
	Above       string // the nearest means that can be printed with as many decimals
}

// Sums is the number of integer sums that print as the mean.
func (r GRIMResult) Sums() int64 { return max(0, r.Last-r.First+1) }

// GRIM tells whether mean can be the mean of n people's whole-number answers,
// each the mean of items such answers: whether an integer S exists with
// |S/(n·items) − mean| ≤ ½·10⁻ᵈ.
//
// Brown NJL, Heathers JAJ. The GRIM test. Soc Psychol Personal Sci
// 2017;8:363–369. doi:10.1177/1948550616673876
func GRIM(mean Printed, n, items int) (GRIMResult, error) {
	if n < 1 || items < 1 || n > maxCount || items > 1000 {
		return GRIMResult{}, inputError("%d people with %d items each", n, items)
	}
	N := big.NewInt(int64(n) * int64(items))
	lo, hi := mean.bounds()
	scale := new(big.Rat).SetInt(N)
	first, last := ratCeil(lo.Mul(lo, scale)), ratFloor(hi.Mul(hi, scale))
	if !first.IsInt64() || !last.IsInt64() {
		return GRIMResult{}, inputError("mean %s of %d people is too large", mean, n)
	}
	r := GRIMResult{First: first.Int64(), Last: last.Int64(), Informative: N.Int64() < pow10(mean.Decimals)}
	r.Fits = r.First <= r.Last
	if !r.Fits { // then Last + 1 == First, and the two enclose mean·N
		r.Below = new(big.Rat).SetFrac64(r.Last, N.Int64()).FloatString(mean.Decimals)
		r.Above = new(big.Rat).SetFrac64(r.First, N.Int64()).FloatString(mean.Decimals)
	}
	return r, nil
}

// CheckGRIM reports a mean that no whole numbers can give. It returns nil
// when the mean fits or when the test cannot tell.
func CheckGRIM(mean string, n, items int) (*Finding, error) {
	m, err := ParsePrinted(mean)
	if err != nil {
		return nil, err
	}
	r, err := GRIM(m, n, items)
	if err != nil || r.Fits {
		return nil, err
	}
	return newFinding(GRIMCheck, Inconsistent,
		fmt.Sprintf("A mean of %s does not fit %s; the nearest means that would are %s and %s.", m, wholeNumbers(n, items), r.Below, r.Above),
		fmt.Sprintf("%s × %d = %s; nearest sums %d and %d", m, n*items, show(m.Float()*float64(n*items), 4), r.Last, r.First)), nil
}

func wholeNumbers(n, items int) string {
	if items == 1 {
		return fmt.Sprintf("the whole-number answers of %d people", n)
	}
	return fmt.Sprintf("the whole-number answers of %d people to %d items", n, items)
}
