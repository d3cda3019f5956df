package pool

import "math"

// Scale says how a number on the analysis scale is shown.
type Scale string

// The scales.
const (
	Identity     Scale = "identity"
	Log          Scale = "log"            // shown as the exponential
	Logit        Scale = "logit"          // shown as a proportion
	Arcsine      Scale = "arcsine"        // shown as the squared sine
	FreemanTukey Scale = "double arcsine" // shown by Miller's inverse
	FisherZ      Scale = "Fisher z"       // shown as a correlation
)

// Back turns x from the analysis scale to the displayed one. n is the
// harmonic mean of the sample sizes and matters for FreemanTukey only.
func (s Scale) Back(x, n float64) float64 {
	switch s {
	case Log:
		return math.Exp(x)
	case Logit:
		if x < 0 {
			e := math.Exp(x)
			return e / (1 + e)
		}
		return 1 / (1 + math.Exp(-x))
	case Arcsine:
		x = math.Max(0, math.Min(math.Pi/2, x))
		return math.Sin(x) * math.Sin(x)
	case FreemanTukey:
		return millerInverse(x, n)
	case FisherZ:
		return math.Tanh(x)
	}
	return x
}

// millerInverse takes a mean of double arcsines back to a proportion.
//
// Miller JJ. The inverse of the Freeman–Tukey double arcsine transformation.
// Am Stat 1978;32:138. Values beyond the transform of 0 or of n events are
// 0 and 1. The result can mislead when sample sizes differ widely
// (Schwarzer 2019, from memory), so PFT is never a default.
func millerInverse(x, n float64) float64 {
	if n <= 0 {
		return math.NaN()
	}
	switch {
	case x <= freemanTukey(0, n):
		return 0
	case x >= freemanTukey(n, n):
		return 1
	}
	s, c := math.Sincos(2 * x)
	inner := s + (s-1/s)/n
	root := math.Sqrt(math.Max(0, 1-inner*inner))
	return (1 - math.Copysign(root, c)) / 2
}

// freemanTukey is the double arcsine of x events in n people.
func freemanTukey(x, n float64) float64 {
	return (math.Asin(math.Sqrt(x/(n+1))) + math.Asin(math.Sqrt((x+1)/(n+1)))) / 2
}
