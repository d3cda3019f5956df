package pool

import (
	"fmt"
	"math"
)

// Display is an estimate on the scale people read.
type Display struct {
	Title    string   `json:"title"` // what is shown, for example "risk ratio"
	Scale    Scale    `json:"scale"` // how it follows from the analysis scale
	Estimate float64  `json:"estimate"`
	CI       Interval `json:"ci"`
	PI       Interval `json:"pi"`
	// HarmonicN is the harmonic mean of the sample sizes that the double
	// arcsine was taken back with; 0 for other scales.
	HarmonicN float64 `json:"harmonic_n,omitempty"`
}

// display takes an estimate to the scale of its measure.
func display(m Measure, estimate float64, ci, pi Interval, harmonic float64) (Display, error) {
	s := m.Scale()
	d := Display{Title: m.Title(), Scale: s}
	if s == FreemanTukey {
		if harmonic <= 0 {
			return Display{}, fmt.Errorf("taking the double arcsine back to a proportion: %w: the sample size of a study", ErrMissing)
		}
		d.HarmonicN = harmonic
	}
	d.Estimate = s.Back(estimate, harmonic)
	d.CI = s.backInterval(ci, harmonic)
	d.PI = s.backInterval(pi, harmonic)
	for _, x := range [...]float64{d.Estimate, d.CI.Low, d.CI.High, d.PI.Low, d.PI.High} {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return Display{}, fmt.Errorf("showing the result as a %s: %w", d.Title, ErrRange)
		}
	}
	return d, nil
}

// backInterval takes both limits back.
func (s Scale) backInterval(i Interval, n float64) Interval {
	if !i.Known {
		return i
	}
	return Interval{Low: s.Back(i.Low, n), High: s.Back(i.High, n), Known: true}
}

// HarmonicMean is the harmonic mean of the sample sizes of the effects; 0
// when one is not known.
func HarmonicMean(es []Effect) float64 {
	sum := 0.0
	for _, e := range es {
		if !(e.N > 0) {
			return 0
		}
		sum += 1 / e.N
	}
	return float64(len(es)) / sum
}
