package pool

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// TrimFillEstimator names how the number of missing studies is estimated.
type TrimFillEstimator string

// The estimators. L0 is the usual one; R0 uses the longest run at one end.
const (
	L0 TrimFillEstimator = "L0"
	R0 TrimFillEstimator = "R0"
)

// TrimFilled is the result of trim and fill.
type TrimFilled struct {
	Estimator TrimFillEstimator `json:"estimator"`
	K0        int               `json:"k0"`    // studies filled in
	K0SE      *float64          `json:"k0_se"` // standard error; nil when its variance is negative
	Side      string            `json:"side"`  // "left" or "right": where studies seem to be missing
	Filled    []Effect          `json:"filled"`
	Model     Model             `json:"model"` // of observed and filled studies
}

// TrimFill estimates how many studies are missing on one side of the funnel,
// adds mirror images of the outermost ones and pools again with opt. It needs
// three studies. A sensitivity analysis: the filled studies do not exist, and
// heterogeneity alone can make them appear.
//
// Duval S, Tweedie R. J Am Stat Assoc 2000;95:89–98; Biometrics
// 2000;56:455–463. The side is opposite to the slope of Egger's regression
// under the same model.
func TrimFill(es []Effect, est TrimFillEstimator, opt Options) (TrimFilled, error) {
	if est != L0 && est != R0 {
		return TrimFilled{}, fmt.Errorf("trim-and-fill estimator %q: %w, choose L0 or R0", est, ErrUnknown)
	}
	if err := checkAll(es); err != nil {
		return TrimFilled{}, err
	}
	if len(es) < 3 {
		return TrimFilled{}, &TooFewError{What: "trim and fill", Have: len(es), Need: 3}
	}
	out := TrimFilled{Estimator: est, Side: "left"}
	flip := 1.0
	slope, err := EggerRandom(es, Options{Method: opt.Method, KnappHartung: HKNone, Threshold: opt.Threshold})
	if err == nil && slope.Coefficients[1].Estimate < 0 {
		out.Side, flip = "right", -1
	}
	sorted := make([]Effect, len(es))
	for i, e := range es {
		e.Y *= flip
		sorted[i] = e
	}
	slices.SortStableFunc(sorted, func(a, b Effect) int { return cmp.Compare(a.Y, b.Y) })
	center, err := out.trim(sorted, opt)
	if err != nil {
		return TrimFilled{}, err
	}
	for _, e := range sorted[len(sorted)-out.K0:] {
		e.Y = flip * (2*center - e.Y)
		e.Study += " (filled)"
		out.Filled = append(out.Filled, e)
	}
	out.Model, err = Fit(append(slices.Clone(es), out.Filled...), opt)
	return out, err
}

// trim iterates until the number of studies cut from the right end is stable
// and gives the centre of the rest.
func (f *TrimFilled) trim(sorted []Effect, opt Options) (center float64, err error) {
	k := len(sorted)
	ranks := make([]float64, k)
	last := -1
	for range 100 {
		if f.K0 == last {
			return center, nil
		}
		last = f.K0
		if f.K0 > k-1 {
			break
		}
		m, err := Fit(sorted[:k-f.K0], opt)
		if err != nil {
			return 0, err
		}
		center = m.Estimate
		signedRanks(sorted, center, ranks)
		f.missing(ranks)
	}
	return 0, fmt.Errorf("trim and fill (%s): %w", f.Estimator, ErrNoConvergence)
}

// missing estimates the number of missing studies from signed ranks.
func (f *TrimFilled) missing(ranks []float64) {
	k := float64(len(ranks))
	var k0, variance float64
	if f.Estimator == R0 {
		lowest := 0.0
		side := false
		for _, r := range ranks {
			lowest = math.Max(lowest, -r)
			side = side || r != 0
		}
		if side { // with all studies in the centre none is missing
			k0 = k - lowest - 1
		}
		variance = 2*math.Max(0, k0) + 2
	} else {
		positive := 0.0
		for _, r := range ranks {
			positive += math.Max(0, r)
		}
		k0 = (4*positive - k*(k+1)) / (2*k - 1)
		v := (k*(k+1)*(2*k+1) + 10*k0*k0*k0 + 27*k0*k0 + 17*k0 - 18*k*k0*k0 - 18*k*k0 + 6*k*k*k0) / 24
		variance = 16 * v / ((2*k - 1) * (2*k - 1))
	}
	f.K0 = int(math.Max(0, math.RoundToEven(k0)))
	f.K0SE = nil
	if variance >= 0 {
		se := math.Sqrt(variance)
		f.K0SE = &se
	}
}

// signedRanks ranks the distances from center, ties in the order given, and
// gives each rank the sign of its side.
func signedRanks(sorted []Effect, center float64, out []float64) {
	order := make([]int, len(sorted))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(math.Abs(sorted[a].Y-center), math.Abs(sorted[b].Y-center))
	})
	for rank, i := range order {
		out[i] = float64(rank+1) * sign(sorted[i].Y-center)
	}
}
