package effect

import "math"

// ConditionalOddsRatio returns the conditional maximum likelihood odds ratio
// with the exact interval: limits are the odds ratios that put the observed
// or a more extreme table at half of 1-level on either side. It is 0 or
// Unbounded when the count lies at the end of what the margins allow.
//
// Fisher RA. J R Stat Soc 1935;98:39–82; Cornfield J. Proc 3rd Berkeley Symp
// 1956;4:135–148.
func ConditionalOddsRatio(t Table, level float64) (Interval, error) {
	if err := first(t.Validate(), inside("confidence level", level)); err != nil {
		return Interval{}, err
	}
	h, k := margins(t), t.Treatment.Events
	if h.low() == h.high() {
		return Interval{}, &UndefinedError{"conditional odds ratio", "nobody or everybody in both arms had the event"}
	}
	i := Interval{Measure: OR, Formula: ByConditional, Level: level, Point: Unbounded, High: Unbounded}
	tail := (1 - level) / 2
	if k > h.low() {
		i.Low = math.Exp(solveTheta(func(theta float64) float64 { return h.tilted(theta, k).atLeast - tail }))
	}
	if k < h.high() {
		i.High = math.Exp(solveTheta(func(theta float64) float64 { return h.tilted(theta, k).atMost - tail }))
		i.Point = 0
	}
	if k > h.low() && k < h.high() {
		i.Point = math.Exp(solveTheta(func(theta float64) float64 { return h.tilted(theta, k).mean - float64(k) }))
	}
	return i.settle()
}

// solveTheta finds the log odds ratio at which a monotone f is 0, first by
// widening a bracket around 0.
func solveTheta(f func(float64) float64) float64 {
	lo, hi := -1.0, 1.0
	for hi < 500 && (f(lo) > 0) == (f(hi) > 0) {
		lo, hi = 2*lo, 2*hi
	}
	return bisect(f, lo, hi)
}

// tilted holds mean and tails of the noncentral hypergeometric distribution.
type tilted struct{ mean, atMost, atLeast float64 }

// tilted sums the distribution at log odds ratio theta outwards from its mode.
func (h hypergeometric) tilted(theta float64, k int) tilted {
	mode, psi := h.mode(theta), math.Exp(theta)
	var total, moment, below, above float64
	add := func(x int, w float64) {
		total += w
		moment += w * float64(x-mode)
		if x <= k {
			below += w
		}
		if x >= k {
			above += w
		}
	}
	add(mode, 1)
	for x, w := mode+1, 1.0; x <= h.high(); x++ {
		w *= h.step(x) * psi
		add(x, w)
		if w < 1e-40 {
			break
		}
	}
	for x, w := mode-1, 1.0; x >= h.low(); x-- {
		w /= h.step(x+1) * psi
		add(x, w)
		if w < 1e-40 {
			break
		}
	}
	return tilted{mean: float64(mode) + moment/total, atMost: below / total, atLeast: above / total}
}
