package integrity

import (
	"fmt"
	"math"
)

// How far estimate, interval and p-value may be apart before it is worth a
// person's time. Wald intervals agree within rounding; profile, exact and
// adjusted ones do not quite, and printed numbers do not say which they are.
// The values are defaults chosen here, from reading findings in abstracts.
const (
	skewLimit  = 0.30  // of the half width
	widestPlay = 60    // high/low of a ratio above which exact intervals are usual
	zPlay      = 0.30  // relative difference of the two z values …
	zPlayLeast = 0.50  // … and least absolute difference
	floorP     = 0.001 // "p = .001" and smaller is often printed for a bound
)

// CheckInterval reports an estimate outside or far from the middle of its
// interval, and a p-value that disagrees with it. printed may be nil.
func CheckInterval(iv Interval, printed *PReport) ([]Finding, error) {
	if !(iv.Low.Float() < iv.High.Float()) {
		return nil, inputError("interval %s to %s", iv.Low, iv.High)
	}
	if f := outside(iv); f != nil {
		return []Finding{*f}, nil
	}
	r, err := AgreeInterval(iv, printed)
	if err != nil {
		return nil, err
	}
	var found []Finding
	if r.Skew > skewLimit && !iv.OtherMethod && !iv.veryWide() {
		found = append(found, *newFinding(EstimateCI, Check,
			fmt.Sprintf("%s does not lie near the middle of its interval, as it would for the usual methods; the middle%s is %s.",
				iv, iv.onScale(), show(r.Midpoint, iv.Estimate.Decimals+1)),
			fmt.Sprintf("%s: middle of the interval %s, off by %s of its half width after rounding", iv, show(r.Midpoint, iv.Estimate.Decimals+1), show(r.Skew, 2))))
	}
	if f := pDisagrees(iv, r, printed); f != nil {
		found = append(found, *f)
	}
	return found, nil
}

// outside reports an estimate beyond the limits of its own interval.
func outside(iv Interval) *Finding {
	if iv.Estimate.High() >= iv.Low.Low() && iv.Estimate.Low() <= iv.High.High() {
		return nil
	}
	return newFinding(EstimateCI, Inconsistent, fmt.Sprintf("%s: the estimate lies outside its own interval.", iv),
		fmt.Sprintf("%s is not within %s to %s", iv.Estimate, iv.Low, iv.High))
}

func (iv Interval) veryWide() bool {
	return iv.Ratio && iv.High.Float() > widestPlay*iv.Low.Float()
}

func (iv Interval) onScale() string {
	if iv.Ratio {
		return " (on the log scale)"
	}
	return ""
}

// pDisagrees compares a printed p-value with the interval: first whether both
// say the same about no effect, then whether the two z values are far apart.
func pDisagrees(iv Interval, r IntervalResult, printed *PReport) *Finding {
	if printed == nil || r.Fits || iv.OneSided {
		return nil
	}
	arithmetic := fmt.Sprintf("%s: z = %s, p = %s (from %s to %s over the values that print so); printed %s",
		iv, show(normalQuantile(1-r.P/2), 2), showP(r.P), showP(r.PLow), showP(r.PHigh), printed)
	if side := printed.side(); iv.Level == 0 || iv.Level == 0.95 {
		if out := iv.excludesNull(); out*side < 0 {
			words := "leaves out"
			if out < 0 {
				words = "holds"
			}
			return newFinding(CIP, Check, fmt.Sprintf("%s %s the value of no effect (%s), but the printed %s says otherwise; the interval gives p = %s.",
				iv, words, show(iv.null(), 0), printed, showP(r.P)), arithmetic)
		}
	}
	if !printed.farFrom(r) {
		return nil
	}
	return newFinding(CIP, Check, fmt.Sprintf("%s gives p = %s by the usual formula; the printed %s cannot be reproduced from the interval.",
		iv, showP(r.P), printed), arithmetic)
}

// side is 1 when the printed p is below .05, −1 when above, 0 when it cannot
// be told.
func (p PReport) side() int {
	switch {
	case p.Relation != ">" && p.Value.High() < alpha, p.Relation == "<" && p.Value.Float() <= alpha:
		return 1
	case p.Relation != "<" && p.Value.Low() > alpha, p.Relation == ">" && p.Value.Float() >= alpha:
		return -1
	}
	return 0
}

// farFrom reports whether the z value of the printed p is far from every z
// that the interval allows.
func (p PReport) farFrom(r IntervalResult) bool {
	zOf := func(v float64) float64 { return normalQuantile(1 - min(max(v, 1e-15), 1)/2) }
	zLow, zHigh := zOf(r.PHigh), zOf(r.PLow)
	low, high := zOf(p.Value.High()), zOf(max(p.Value.Low(), 1e-15))
	switch {
	case p.Relation == "<", p.Relation == "=" && p.Value.Float() <= floorP:
		low, high = zOf(p.Value.Float()), math.Inf(1)
	case p.Relation == ">":
		low, high = 0, zOf(p.Value.Float())
	}
	gap := max(low-zHigh, zLow-high)
	return gap > zPlayLeast && gap > zPlay*max(zLow, low)
}
