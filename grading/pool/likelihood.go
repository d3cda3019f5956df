package pool

import (
	"fmt"
	"math"
)

// likelihood maximises the (restricted) likelihood over tau².
//
// Fisher scoring from the Hedges estimate, steps halved while they would lead
// below 0, as in Viechtbauer W. J Educ Behav Stat 2005;30:261–293. Near the
// maximum, or once the slope has changed its sign, secant steps within the
// bracket finish the work; plain scoring can swing between two values for
// ever. A path that runs into 0 gives exactly 0 when the likelihood falls away
// from there, and so does a local maximum that is lower than the value at 0.
// A threshold above 0 asks for plain scoring that stops early.
func likelihood(d design, m Method, threshold float64) (estimate, error) {
	t := hedges(d).tau2
	zero := d.at(0)
	g0, info0 := score(zero, m)
	g, info := score(d.at(t), m)
	floor := 1e-13 * float64(len(d.variances())) / zero.sw
	for range 5000 {
		if t <= floor && g0 <= 0 {
			return estimate{0, math.Sqrt(2 / info0)}, nil
		}
		step := g / info
		if math.IsNaN(step) || math.IsInf(step, 0) {
			return estimate{}, fmt.Errorf("%s estimate of tau²: %w", m, ErrRange)
		}
		for t+step < 0 {
			step /= 2
		}
		next := t + step
		if math.Abs(step) <= threshold {
			return highest(d, m, next, threshold), nil
		}
		gNext, infoNext := score(d.at(next), m)
		if threshold > 0 {
			t, g, info = next, gNext, infoNext
			continue
		}
		if math.Abs(step) <= 0.05*next || g > 0 && gNext < 0 || g < 0 && gNext > 0 {
			return highest(d, m, polish(d, m, point{t, g}, point{next, gNext}), 0), nil
		}
		t, g, info = next, gNext, infoNext
	}
	return estimate{}, fmt.Errorf("%s estimate of tau²: %w", m, ErrNoConvergence)
}

// score is the slope of the log-likelihood in tau² (twice) and the expected
// information (twice).
func score(s sums, m Method) (slope, info float64) {
	if m == ML {
		return s.yPPy - s.sw, s.sw2
	}
	return s.yPPy - s.trP, s.trPP
}

// point is a tau² with the slope of the likelihood there.
type point struct{ t, slope float64 }

// bracket holds a maximum between a rising and a falling point.
type bracket struct {
	low, high       float64
	hasLow, hasHigh bool
}

func (b *bracket) add(p point) {
	if p.slope > 0 && (!b.hasLow || !b.hasHigh || p.t < b.high) {
		b.low, b.hasLow = p.t, true
	}
	if p.slope < 0 && (!b.hasHigh || !b.hasLow || p.t > b.low) {
		b.high, b.hasHigh = p.t, true
	}
}

// polish takes secant steps on the slope from two points. Within a bracket
// they are replaced by halving it when they leave it or do not shrink it;
// without one, by a scoring step when they would leave the neighbourhood.
func polish(d design, m Method, p0, p1 point) float64 {
	var b bracket
	b.add(p0)
	b.add(p1)
	for i := range 400 {
		if p1.slope == 0 || p1.t == p0.t {
			return p1.t
		}
		next := p1.t - p1.slope*(p1.t-p0.t)/(p1.slope-p0.slope)
		switch {
		case b.hasLow && b.hasHigh && b.low < b.high:
			if !(next > b.low && next < b.high) || i%4 == 3 && math.Abs(next-p1.t) > 1e-6*next {
				next = b.low + (b.high-b.low)/2
			}
		case !(next > p1.t/2 && next < 2*p1.t):
			_, info := score(d.at(p1.t), m)
			next = math.Max(p1.t/2, p1.t+p1.slope/info)
		}
		p0 = p1
		p1.t = next
		p1.slope, _ = score(d.at(next), m)
		b.add(p1)
		if math.Abs(p1.t-p0.t) <= 1e-15*p1.t {
			return p1.t
		}
	}
	return p1.t
}

// highest keeps the local maximum t unless the likelihood is higher at 0, by
// more than the threshold.
func highest(d design, m Method, t, threshold float64) estimate {
	if t > threshold && d.logLikelihood(0, m)-d.logLikelihood(t, m) > threshold {
		t = 0
	}
	_, info := score(d.at(t), m)
	return estimate{t, math.Sqrt(2 / info)}
}
