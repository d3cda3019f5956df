package effect

import "math"

// Test is the result of a significance test.
type Test struct {
	Formula   Formula
	Statistic float64 // chi-square where the test has one, else 0
	P         float64 // two-sided, above 0 and at most 1
}

// tieTolerance is R's convention: a table counts as no more likely than the
// observed one if its probability is at most observed·(1 + 1e-7).
const tieTolerance = 1e-7

// Fisher returns Fisher's exact test, two-sided by adding up all tables that
// are no more likely than the observed one.
//
// Fisher RA. J R Stat Soc 1935;98:39–82.
func Fisher(t Table) (Test, error) {
	if err := t.Validate(); err != nil {
		return Test{}, err
	}
	return Test{Formula: ByFisher, P: fisherP(margins(t), t.Treatment.Events)}, nil
}

// fisherP adds the observed tail and the opposite one, each relative to its
// first term, so that tiny p values keep their digits.
func fisherP(h hypergeometric, k int) float64 {
	mode := h.mode(0)
	lp := h.logProb(k)
	limit := lp + math.Log1p(tieTolerance)
	direction := 1
	if k < mode {
		direction = -1
	}
	if h.logProb(mode) <= limit {
		return 1
	}
	p := math.Exp(lp) * h.sumFrom(k, direction)
	if far, ok := h.opposite(mode, -direction, limit); ok {
		p += math.Exp(h.logProb(far)) * h.sumFrom(far, -direction)
	}
	return aboveZero(p)
}

// opposite finds the first count beyond the mode, in the given direction,
// whose log probability is at most limit.
func (h hypergeometric) opposite(mode, direction int, limit float64) (int, bool) {
	end := h.high() - mode
	if direction < 0 {
		end = mode - h.low()
	}
	if end <= 0 || h.logProb(mode+direction*end) > limit {
		return 0, false
	}
	near, far := 0, end // the one above the limit, the other not
	for far-near > 1 {
		mid := near + (far-near)/2
		if h.logProb(mode+direction*mid) <= limit {
			far = mid
		} else {
			near = mid
		}
	}
	return mode + direction*far, true
}

// FisherMidP returns the mid-p variant: tables as likely as the observed one
// count half. It is less conservative than Fisher's test and no longer exact.
//
// Lancaster HO. J Am Stat Assoc 1961;56:223–234.
func FisherMidP(t Table) (Test, error) {
	if err := t.Validate(); err != nil {
		return Test{}, err
	}
	h, k := margins(t), t.Treatment.Events
	ties := math.Exp(h.logProb(k))
	if other, ok := h.tie(k); ok {
		ties += math.Exp(h.logProb(other))
	}
	return Test{Formula: ByFisherMidP, P: aboveZero(fisherP(h, k) - ties/2)}, nil
}

// tie finds the other count as likely as k. There is at most one, as the
// quotient of neighbours falls all along: beside k at the mode, or else
// beyond the mode.
func (h hypergeometric) tie(k int) (int, bool) {
	lp, mode := h.logProb(k), h.mode(0)
	candidates := []int{k - 1, k + 1}
	if k < mode {
		far, _ := h.opposite(mode, 1, lp+math.Log1p(tieTolerance))
		candidates = append(candidates, far)
	}
	if k > mode {
		far, _ := h.opposite(mode, -1, lp+math.Log1p(tieTolerance))
		candidates = append(candidates, far)
	}
	for _, x := range candidates {
		if x >= h.low() && x <= h.high() && x != k && math.Abs(h.logProb(x)-lp) <= tieTolerance {
			return x, true
		}
	}
	return 0, false
}

// FisherAll returns the two-sided p values of Fisher's test for every table
// with arms of n1 and n2 participants and m events in all. The first belongs
// to max(0, m-n2) events in the first arm, the next to one more, and so on.
// Power calculations need them all at once.
func FisherAll(n1, n2, m int) ([]float64, error) {
	if err := first(count("participants in the treatment arm", n1, 1), count("participants in the control arm", n2, 1), count("events in both arms", m, 0)); err != nil {
		return nil, err
	}
	if m > n1+n2 {
		return nil, &InputError{What: "events in both arms", Got: number(float64(m)), Need: "no more than there are participants"}
	}
	h := hypergeometric{n1: n1, n2: n2, m: m}
	lo, hi := h.low(), h.high()
	prob := make([]float64, hi-lo+1)
	for i := range prob {
		prob[i] = math.Exp(h.logProb(lo + i))
	}
	return sumNoMoreLikely(prob), nil
}

// sumNoMoreLikely returns for each entry of a unimodal distribution the sum of
// the entries that are no more likely: it walks in from both ends at once.
func sumNoMoreLikely(prob []float64) []float64 {
	p := make([]float64, len(prob))
	left, right, sum := 0, len(prob)-1, 0.0
	for left <= right {
		at := left
		if prob[right] < prob[left] {
			at = right
		}
		limit := prob[at] * (1 + tieTolerance)
		l, r := left, right
		for l <= r && prob[l] <= limit {
			sum += prob[l]
			l++
		}
		for r >= l && prob[r] <= limit {
			sum += prob[r]
			r--
		}
		for i := left; i < l; i++ {
			p[i] = math.Min(1, sum)
		}
		for i := right; i > r; i-- {
			p[i] = math.Min(1, sum)
		}
		left, right = l, r
	}
	return p
}
