package pool

import (
	"fmt"
	"math"
)

// estimate is a between-study variance with its standard error.
type estimate struct{ tau2, se float64 }

// betweenStudies estimates tau² with the method of opt. It is never negative.
func betweenStudies(d design, opt Options) (estimate, error) {
	switch m := opt.Method; m {
	case FE:
		return estimate{}, nil
	case DL:
		return derSimonianLaird(d), nil
	case HE:
		return hedges(d), nil
	case HS:
		return hunterSchmidt(d), nil
	case SJ:
		return sidikJonkman(d), nil
	case PM, EB:
		return pauleMandel(d)
	case ML, REML:
		return likelihood(d, m, opt.Threshold)
	}
	return estimate{}, fmt.Errorf("method %q does not estimate tau² from effects and variances: %w", opt.Method, ErrUnsuitable)
}

// derSimonianLaird is the moment estimator with inverse-variance weights.
//
// DerSimonian R, Laird N. Control Clin Trials 1986;7:177–188. With moderators:
// Raudenbush SW. In: The Handbook of Research Synthesis, 2nd ed, 2009.
func derSimonianLaird(d design) estimate {
	k, p := d.size()
	df := float64(k - p)
	s := d.at(0)
	t := math.Max(0, (s.yPy-df)/s.trP)
	return estimate{t, math.Sqrt(2*df+4*t*s.trP+2*t*t*s.trPP) / s.trP}
}

// hedges is the moment estimator with equal weights (also called variance
// component or Cochran estimator).
//
// Hedges LV. Psychol Bull 1983;93:388–395.
func hedges(d design) estimate {
	k, p := d.size()
	df := float64(k - p)
	tr := d.traces(unit, 0)
	t := math.Max(0, (tr.yPy-tr.trPV)/df)
	return estimate{t, math.Sqrt(2*tr.trPVPV+4*t*tr.trPV+2*t*t*df) / df}
}

// hunterSchmidt compares the weighted sum of squares with the number of
// studies.
//
// Hunter JE, Schmidt FL. Methods of Meta-Analysis, 1990.
func hunterSchmidt(d design) estimate {
	k, p := d.size()
	s := d.at(0)
	t := math.Max(0, (s.yPy-float64(k))/s.sw)
	return estimate{t, math.Sqrt(2*float64(k-p)+4*t*s.trP+2*t*t*s.trPP) / s.sw}
}

// sidikJonkman starts from the plain variance of the effects and corrects it
// once; it is above zero whenever effects differ.
//
// Sidik K, Jonkman JN. J R Stat Soc C 2005;54:367–384.
func sidikJonkman(d design) estimate {
	k, p := d.size()
	df := float64(k - p)
	start := spread(d)
	if start == 0 {
		return estimate{}
	}
	s := d.at(start)
	t := start * s.yPy / df
	tr := d.traces(inverse, start)
	return estimate{t, start / df * math.Sqrt(2*tr.trPVPV+4*t*tr.trPVP+2*t*t*tr.pp)}
}

// pauleMandel finds the tau² at which the weighted sum of squares equals its
// expectation. The empirical Bayes estimator of Morris has the same root.
//
// Paule RC, Mandel J. J Res Natl Bur Stand 1982;87:377–385. Morris CN. J Am
// Stat Assoc 1983;78:47–55.
func pauleMandel(d design) (estimate, error) {
	k, p := d.size()
	df := float64(k - p)
	t, err := rootOfQ(d, df)
	if err != nil {
		return estimate{}, err
	}
	return estimate{t, math.Sqrt(2*float64(k)*float64(k)/df) / d.at(t).sw}, nil
}

// rootOfQ is the tau² at which the weighted sum of squares is target, or 0
// when it is not above target even at tau² = 0. The sum of squares is convex
// and falls with tau², so Newton's method climbs to the root from 0 without
// passing it.
func rootOfQ(d design, target float64) (float64, error) {
	t := 0.0
	for range 2000 {
		s := d.at(t)
		step := (s.yPy - target) / s.yPPy
		if !(step > 0) {
			return t, nil
		}
		t += step
		if step <= 1e-9*t { // convergence is quadratic: the next step would be rounding
			return t, nil
		}
		if math.IsInf(t, 0) {
			break
		}
	}
	return 0, fmt.Errorf("finding tau² from the sum of squares: %w", ErrNoConvergence)
}

// spread is the variance of the effects with divisor k, the start of the
// Sidik–Jonkman estimator.
func spread(d design) float64 {
	k, _ := d.size()
	y := d.effects()
	mean := 0.0
	for _, x := range y {
		mean += (x - y[0]) / float64(k)
	}
	ss := 0.0
	for _, x := range y {
		e := x - y[0] - mean
		ss += e * e
	}
	return ss / float64(k)
}
