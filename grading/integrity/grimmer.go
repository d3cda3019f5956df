package integrity

import (
	"fmt"
	"math"
	"math/big"
)

// Moments is a possible pair of sum and sum of squares of the answers.
type Moments struct{ Sum, SumSquares int64 }

// Reasons why no whole numbers give a mean and SD.
const (
	reasonGRIM    = "the mean fits no sum of whole numbers"
	reasonInteger = "no whole number lies in the range of the sum of squares"
	reasonParity  = "the sum of squares has the wrong parity or is too small"
)

// GRIMMERResult says whether a printed mean and SD can come from whole
// numbers on a scale without limits.
type GRIMMERResult struct {
	Fits    bool
	Decided bool      // false when the search was cut short by its work limit
	Reason  string    // why not, when it does not fit
	Sums    int64     // sums of the answers that fit the mean
	Witness []Moments // up to three pairs that fit, smallest sums first
}

// Limits of the work on one question: sums that fit the mean, and steps of
// the search for fewer than five people.
const (
	sumsLimit = 20_000
	stepLimit = 5_000_000
)

// GRIMMER tells whether mean and sd (with n−1 in the denominator, or n when
// population) can belong to n people's whole-number answers, each the mean of
// items such answers. The sum of squares SS must be an integer inside the
// range that the rounded SD leaves, of the same parity as the sum S, and at
// least what the most even split of S gives. For five people or more that is
// also enough (checked by enumeration for 5, 6 and 7); for fewer people the
// whole numbers are searched for.
//
// Anaya J. The GRIMMER test. PeerJ Preprints 2016;4:e2400v1; conditions
// re-derived here because published programs give false positives.
func GRIMMER(mean, sd Printed, n, items int, population bool) (GRIMMERResult, error) {
	g, err := GRIM(mean, n, items)
	if err != nil {
		return GRIMMERResult{}, err
	}
	if sd.Unscaled < 0 || n < 2 && !population {
		return GRIMMERResult{}, inputError("SD %s of %d people", sd, n)
	}
	r := GRIMMERResult{Sums: g.Sums(), Decided: true, Reason: reasonGRIM}
	if !g.Fits {
		return r, nil
	}
	r.Reason = reasonInteger
	work := stepLimit
	for s := g.First; s <= g.Last && len(r.Witness) < 3; s++ {
		lo, hi, ok := squareWindow(s, n, items, sd, population)
		if !ok {
			return GRIMMERResult{}, inputError("mean %s and SD %s of %d people are too large", mean, sd, n)
		}
		if lo <= hi {
			r.Reason = reasonParity
		}
		if ss, ok := attainable(n, s, lo, hi, &work); ok {
			r.Witness = append(r.Witness, Moments{s, ss})
		}
		if work <= 0 || s-g.First >= sumsLimit {
			r.Decided = len(r.Witness) > 0
			break
		}
	}
	if r.Fits = len(r.Witness) > 0; r.Fits {
		r.Reason = ""
	}
	return r, nil
}

// squareWindow returns the integers SS for which S and SS print as sd:
// S²/n + den·items²·a² ≤ SS ≤ S²/n + den·items²·b², a and b the ends of sd.
func squareWindow(s int64, n, items int, sd Printed, population bool) (lo, hi int64, ok bool) {
	a, b := sd.bounds()
	if a.Sign() < 0 {
		a.SetInt64(0)
	}
	den := int64(n - 1)
	if population {
		den = int64(n)
	}
	factor := new(big.Rat).SetInt(new(big.Int).Mul(big.NewInt(den), big.NewInt(int64(items)*int64(items))))
	base := new(big.Rat).SetFrac(new(big.Int).Mul(big.NewInt(s), big.NewInt(s)), big.NewInt(int64(n)))
	end := func(x *big.Rat) *big.Rat { x.Mul(x, x).Mul(x, factor); return x.Add(x, base) }
	l, h := ratCeil(end(a)), ratFloor(end(b))
	if !l.IsInt64() || !h.IsInt64() || h.Int64() > math.MaxInt64/64 {
		return 0, 0, false
	}
	return l.Int64(), h.Int64(), true
}

// leastSquares is the smallest sum of squares of n whole numbers that add up
// to s: n−r of them are q and r are q+1.
func leastSquares(n int, s int64) int64 {
	q := floorDiv(s, int64(n))
	r := s - q*int64(n)
	return (int64(n)-r)*q*q + r*(q+1)*(q+1)
}

// attainable returns the smallest sum of squares within lo..hi that n whole
// numbers with sum s can have.
func attainable(n int, s, lo, hi int64, work *int) (int64, bool) {
	ss := max(lo, leastSquares(n, s))
	if (ss-s)%2 != 0 {
		ss++
	}
	for ; ss <= hi; ss += 2 {
		if n >= 5 || fewReach(n, s, ss, work) {
			return ss, true
		}
		if *work <= 0 {
			return 0, false
		}
	}
	return 0, false
}

// fewReach tells whether n ≤ 4 whole numbers have sum s and sum of squares
// ss. Two numbers are solved for; for more, one is tried after the other, not
// further from their mean than the squares allow.
func fewReach(n int, s, ss int64, work *int) bool {
	*work--
	switch {
	case n == 1:
		return s*s == ss
	case n == 2: // x, y = (s ± √(2ss − s²))/2
		d := 2*ss - s*s
		root := isqrt(d)
		return d >= 0 && root*root == d && (s+root)%2 == 0
	}
	q := floorDiv(s, int64(n))
	spread := isqrt(ss-2*q*s+int64(n)*q*q) + 1
	for y := q - spread; y <= q+spread && *work > 0; y++ {
		if fewReach(n-1, s-y, ss-y*y, work) {
			return true
		}
	}
	return false
}

// isqrt is the integer part of the square root; 0 for negative v.
func isqrt(v int64) int64 {
	if v <= 0 {
		return 0
	}
	r := int64(math.Sqrt(float64(v)))
	for r*r > v {
		r--
	}
	for (r+1)*(r+1) <= v {
		r++
	}
	return r
}

// CheckGRIMMER reports a mean and SD that no whole numbers can give. It
// returns nil when they fit, or when the work limit left it undecided.
func CheckGRIMMER(mean, sd string, n, items int) (*Finding, error) {
	m, s, err := parsePair(mean, sd)
	if err != nil {
		return nil, err
	}
	r, err := GRIMMER(m, s, n, items, false)
	if err != nil || r.Fits || !r.Decided {
		return nil, err
	}
	return newFinding(GRIMMERCheck, Inconsistent,
		fmt.Sprintf("A mean of %s with an SD of %s does not fit %s: no such answers have both.", m, s, wholeNumbers(n, items)),
		fmt.Sprintf("mean %s, SD %s, n %d, items %d; sums that fit the mean: %d; %s", m, s, n, items, r.Sums, r.Reason)), nil
}

func parsePair(a, b string) (x, y Printed, err error) {
	if x, err = ParsePrinted(a); err != nil {
		return x, y, err
	}
	y, err = ParsePrinted(b)
	return x, y, err
}
