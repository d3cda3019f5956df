package pool

import "math"

// Heterogeneity says how far studies differ beyond chance.
type Heterogeneity struct {
	Q   float64 `json:"q"`    // weighted sum of squares around the common effect
	QDF int     `json:"q_df"` // its degrees of freedom
	QP  float64 `json:"q_p"`  // p value of the chi-squared test

	// I2 is the share, in percent, of the variation that is between studies:
	// for random effects tau²/(tau² + typical variance), which depends on the
	// estimator of tau²; for common effects the same as I2Q.
	I2 float64 `json:"i2"`
	// I2Q is max(0, (Q − df)/Q) in percent. Both agree for DerSimonian–Laird.
	I2Q float64 `json:"i2_q"`
	// H2 is the ratio of total to sampling variance: 1 + tau²/typical variance
	// for random effects, Q/df (may be below 1) for common effects.
	H2 float64 `json:"h2"`
}

// heterogeneity fills the struct from Q.
//
// Higgins JPT, Thompson SG. Stat Med 2002;21:1539–1558.
func heterogeneity(q float64, df int, tau2, typical float64, random bool) Heterogeneity {
	h := Heterogeneity{Q: q, QDF: df, QP: 1, H2: 1}
	if df < 1 {
		return h
	}
	h.QP = chiSquaredTail(q, float64(df))
	if q > 0 {
		h.I2Q = math.Max(0, 100*(q-float64(df))/q)
	}
	if random {
		h.I2 = 100 * tau2 / (tau2 + typical)
		h.H2 = tau2/typical + 1
		return h
	}
	h.I2, h.H2 = h.I2Q, q/float64(df)
	return h
}

// typicalVariance is the sampling variance of a typical study, df/trace(P).
func typicalVariance(fixed sums, df int) float64 { return float64(df) / fixed.trP }
