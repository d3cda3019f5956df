package effect

import "math"

// Measure names what an estimate estimates, by the abbreviations
// meta-analysis software uses.
type Measure string

// Measures of two groups.
const (
	RR   Measure = "RR"   // risk ratio, analysed as its logarithm
	OR   Measure = "OR"   // odds ratio, analysed as its logarithm
	RD   Measure = "RD"   // risk difference
	RRR  Measure = "RRR"  // relative risk reduction, 1 less the ratio
	PETO Measure = "PETO" // one-step odds ratio of Peto, log
	AS   Measure = "AS"   // arcsine difference of risks
	MD   Measure = "MD"   // mean difference, in the units of the scale
	SMD  Measure = "SMD"  // standardised mean difference
	SMDH Measure = "SMDH" // standardised by the average of both variances
	ROM  Measure = "ROM"  // ratio of means, log
	IRR  Measure = "IRR"  // incidence rate ratio, log
	IRD  Measure = "IRD"  // incidence rate difference
	HR   Measure = "HR"   // hazard ratio, log
)

// Measures of one group.
const (
	PR   Measure = "PR"   // proportion
	PLN  Measure = "PLN"  // proportion, log
	PLO  Measure = "PLO"  // proportion, logit
	PAS  Measure = "PAS"  // proportion, arcsine of the square root
	PFT  Measure = "PFT"  // proportion, double arcsine of Freeman and Tukey
	COR  Measure = "COR"  // correlation
	ZCOR Measure = "ZCOR" // correlation, Fisher's z
)

// Measures of diagnostic accuracy.
const (
	LRPos Measure = "LR+" // positive likelihood ratio, log
	LRNeg Measure = "LR-" // negative likelihood ratio, log
	DOR   Measure = "DOR" // diagnostic odds ratio, log
)

// Ratio reports whether the measure is a ratio, analysed on the log scale and
// without effect at 1.
func (m Measure) Ratio() bool {
	switch m {
	case RR, OR, PETO, ROM, IRR, HR, LRPos, LRNeg, DOR:
		return true
	}
	return false
}

// Null returns the value of no effect on the natural scale: 1 for ratios,
// 0 for differences and correlations. Proportions have none; 0 is returned.
func (m Measure) Null() float64 {
	if m.Ratio() {
		return 1
	}
	return 0
}

// Natural converts a value from the scale of analysis to the scale of
// display. Values of PFT stay as they are: going back needs the sample size,
// and its formula can mislead.
func (m Measure) Natural(y float64) float64 {
	switch {
	case m.Ratio() || m == PLN:
		return math.Exp(y)
	case m == PLO:
		return 1 / (1 + math.Exp(-y))
	case m == PAS:
		s := math.Sin(math.Max(0, math.Min(math.Pi/2, y)))
		return s * s
	case m == ZCOR:
		return math.Tanh(y)
	}
	return y
}
