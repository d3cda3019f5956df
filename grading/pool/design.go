package pool

import "math"

// design is the weighted least-squares model behind a fit: for an assumed
// tau² it gives the sums that every estimator is made of. In the notation of
// Viechtbauer (J Educ Behav Stat 2005;30:261–293) with W the diagonal matrix
// of 1/(v + tau²), P = W − WX(X'WX)⁻¹X'W and y the effects.
//
// There are two: sample (one mean) and wls (moderators).
type design interface {
	size() (k, p int)
	at(tau2 float64) sums
	logLikelihood(tau2 float64, m Method) float64
	traces(weights weighting, tau2 float64) traces
	effects() []float64
	variances() []float64
}

// sums are the quantities of a design at one tau².
type sums struct {
	mu   float64 // estimate of the mean; the intercept when there are moderators
	sw   float64 // trace of W
	sw2  float64 // trace of WW
	trP  float64 // trace of P
	trPP float64 // trace of PP
	yPy  float64 // weighted sum of squared residuals
	yPPy float64 // sum of squared weighted residuals
}

// weighting chooses the weights of traces.
type weighting int

const (
	unit    weighting = iota // every weight 1
	inverse                  // 1/(v + tau²)
)

// traces are the rarer quantities, V being the diagonal matrix of v.
type traces struct {
	yPy                     float64
	trPV, trPVP, trPVPV, pp float64
}

// sample is the design with one mean and no moderator.
type sample struct{ y, v []float64 }

// newSample copies effects into two columns.
func newSample(es []Effect) *sample {
	buf := make([]float64, 2*len(es))
	s := &sample{y: buf[:len(es):len(es)], v: buf[len(es):]}
	for i := range es {
		s.y[i], s.v[i] = es[i].Y, es[i].V
	}
	return s
}

func (s *sample) size() (k, p int) { return len(s.y), 1 }

func (s *sample) effects() []float64 { return s.y }

func (s *sample) variances() []float64 { return s.v }

// at makes two passes: weights and mean, then residuals. Effects are taken
// relative to the first, so that equal effects leave residuals of exactly 0.
func (s *sample) at(tau2 float64) sums {
	var r sums
	var sw3, swy float64
	for i, v := range s.v {
		w := 1 / (v + tau2)
		w2 := w * w
		r.sw += w
		r.sw2 += w2
		sw3 += w2 * w
		swy += w * (s.y[i] - s.y[0])
	}
	shift := swy / r.sw
	r.mu = s.y[0] + shift
	mean := r.sw2 / r.sw
	r.trPP = r.sw2 - 2*sw3/r.sw + mean*mean
	for i, v := range s.v {
		w := 1 / (v + tau2)
		we := w * (s.y[i] - s.y[0] - shift)
		r.trP += w * ((r.sw - w) / r.sw)
		r.yPPy += we * we
		r.yPy += we * (s.y[i] - s.y[0] - shift)
	}
	return r
}

// logLikelihood is the log-likelihood (ML) or restricted log-likelihood of
// tau², up to a constant.
func (s *sample) logLikelihood(tau2 float64, m Method) float64 {
	at := s.at(tau2)
	ll := -at.yPy / 2
	for _, v := range s.v {
		ll -= math.Log(v+tau2) / 2
	}
	if m == REML {
		ll -= math.Log(at.sw) / 2
	}
	return ll
}

// traces uses P = W − ww'/Σw, so that every trace is a few sums.
func (s *sample) traces(weights weighting, tau2 float64) traces {
	var sw, swy, sw2, sw2v, sw3v, sw2v2, sw3v2 float64
	for i, v := range s.v {
		w := weights.of(v, tau2)
		sw += w
		swy += w * (s.y[i] - s.y[0])
		sw2 += w * w
		sw2v += w * w * v
		sw3v += w * w * w * v
		sw2v2 += w * w * v * v
		sw3v2 += w * w * w * v * v
	}
	var t traces
	var sw3 float64
	shift := swy / sw
	for i, v := range s.v {
		w := weights.of(v, tau2)
		e := s.y[i] - s.y[0] - shift
		t.yPy += w * e * e
		t.trPV += w * v * ((sw - w) / sw)
		sw3 += w * w * w
	}
	t.trPVP = sw2v - 2*sw3v/sw + sw2*sw2v/(sw*sw)
	t.trPVPV = sw2v2 - 2*sw3v2/sw + sw2v/sw*(sw2v/sw)
	t.pp = sw2 - 2*sw3/sw + sw2/sw*(sw2/sw)
	return t
}

// of is the weight of a study with variance v.
func (w weighting) of(v, tau2 float64) float64 {
	if w == unit {
		return 1
	}
	return 1 / (v + tau2)
}
