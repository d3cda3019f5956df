package integrity

import (
	"fmt"
	"strconv"
	"strings"
)

// PercentFits reports whether pct can be the printed percentage of x in n:
// |100·x/n − pct| ≤ ½ unit of the last printed digit. It is false when x or n
// are out of range (0 ≤ x ≤ n, 1 ≤ n ≤ 10⁹).
func PercentFits(x, n int, pct Printed) bool {
	if x < 0 || n < 1 || x > n || n > maxCount || !plainPercent(pct) {
		return false
	}
	scale := pow10(pct.Decimals)
	diff := 200*int64(x)*scale - 2*pct.Unscaled*int64(n)
	return -int64(n) <= diff && diff <= int64(n)
}

// percentNear reports whether pct is less than one whole unit of its last
// digit away from 100·x/n: cut off instead of rounded, or rounded twice.
func percentNear(x, n int, pct Printed) bool {
	if x < 0 || n < 1 || x > n || n > maxCount || !plainPercent(pct) {
		return false
	}
	diff := 100*int64(x)*pow10(pct.Decimals) - pct.Unscaled*int64(n)
	return -int64(n) < diff && diff < int64(n)
}

// plainPercent limits pct to what the integer arithmetic holds.
func plainPercent(pct Printed) bool {
	return pct.Unscaled >= 0 && pct.Decimals <= maxDecimals && pct.Unscaled <= 100*pow10(pct.Decimals)
}

// PercentDenominators returns every n with lo ≤ n ≤ hi and n ≥ x of which x
// can be pct. The values that fit are neighbours, so they are computed and
// not searched for; at most 1,000 are returned.
func PercentDenominators(x int, pct Printed, lo, hi int) []int {
	first, last := denominatorRange(x, pct, lo, hi)
	var out []int
	for n := first; n <= last && len(out) < 1000; n++ {
		out = append(out, n)
	}
	return out
}

// denominatorRange returns the first and last n within lo..hi that fit;
// first > last when none does.
func denominatorRange(x int, pct Printed, lo, hi int) (first, last int) {
	lo, hi = max(lo, x, 1), min(hi, maxCount)
	if x < 0 || lo > hi || !plainPercent(pct) {
		return 1, 0
	}
	a := 200 * int64(x) * pow10(pct.Decimals) // a/(2P+1) ≤ n ≤ a/(2P−1)
	if from := ceilDiv(a, 2*pct.Unscaled+1); from > int64(lo) {
		lo = int(min(from, maxCount+1))
	}
	if 2*pct.Unscaled-1 > 0 {
		hi = int(min(int64(hi), floorDiv(a, 2*pct.Unscaled-1)))
	}
	return lo, hi
}

// PercentNumerators returns every x of which pct can be the percentage in n,
// at most 1,000.
func PercentNumerators(n int, pct Printed) []int {
	if n < 1 || n > maxCount || !plainPercent(pct) {
		return nil
	}
	den := 200 * pow10(pct.Decimals) // (2P−1)n/den ≤ x ≤ (2P+1)n/den
	first := max(0, ceilDiv((2*pct.Unscaled-1)*int64(n), den))
	last := min(int64(n), floorDiv((2*pct.Unscaled+1)*int64(n), den))
	var out []int
	for x := first; x <= last && len(out) < 1000; x++ {
		out = append(out, int(x))
	}
	return out
}

// CheckPercent compares a printed percentage with x of n. ceiling is the
// largest denominator worth naming, such as the number enrolled; 0 means n.
// It returns nil when the numbers fit. A difference of less than one unit of
// the last printed digit is a note.
func CheckPercent(x, n int, pct string, ceiling int) (*Finding, error) {
	p, err := ParsePrinted(pct)
	if err != nil {
		return nil, err
	}
	if x < 0 || n < 1 || x > n || n > maxCount {
		return nil, inputError("%d of %d is not a share of a group", x, n)
	}
	if !plainPercent(p) {
		return nil, inputError("%s %% is not between 0 and 100", pct)
	}
	if PercentFits(x, n, p) {
		return nil, nil
	}
	true100 := show(100*float64(x)/float64(n), p.Decimals+1)
	arithmetic := fmt.Sprintf("100 × %d/%d = %s; printed %s", x, n, true100, p)
	if percentNear(x, n, p) {
		return newFinding(Percent, Note, fmt.Sprintf("%d of %d is %s %%; the printed %s %% differs by less than one unit of its last digit.",
			x, n, true100, p), arithmetic), nil
	}
	statement := fmt.Sprintf("%s %% does not fit %d of %d, which is %s %%. %s", p, x, n, true100, whatFits(x, n, p, ceiling))
	return newFinding(Percent, Inconsistent, strings.TrimSpace(statement), arithmetic), nil
}

// whatFits names the denominators, else the numerators, that agree with p.
func whatFits(x, n int, p Printed, ceiling int) string {
	top := max(n, ceiling)
	first, last := denominatorRange(x, p, 1, top)
	switch {
	case x > 0 && first == last && first < n:
		return fmt.Sprintf("Of the denominators from %d to %d only %d fits, which would leave %s out.", x, top, first, people(n-first))
	case x > 0 && first <= last:
		return fmt.Sprintf("Denominators from %d to %d that fit: %s.", x, top, span(first, last))
	}
	if xs := PercentNumerators(n, p); len(xs) > 0 {
		return fmt.Sprintf("No denominator up to %d fits; with %d people the percentage belongs to %s.", top, n, span(xs[0], xs[len(xs)-1]))
	}
	return fmt.Sprintf("No denominator up to %d fits.", top)
}

func span(first, last int) string {
	switch last - first {
	case 0:
		return strconv.Itoa(first)
	case 1:
		return fmt.Sprintf("%d or %d", first, last)
	}
	return fmt.Sprintf("%d to %d", first, last)
}

func people(n int) string {
	if n == 1 {
		return "1 person"
	}
	return fmt.Sprintf("%d people", n)
}
