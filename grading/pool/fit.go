package pool

import (
	"math"
)

// Model holds the numbers of one pooled estimate, on the analysis scale.
type Model struct {
	K        int      `json:"k"`        // studies pooled
	Method   Method   `json:"method"`   //
	Estimate float64  `json:"estimate"` // pooled effect
	SE       float64  `json:"se"`       // its standard error, as used for the interval
	CI       Interval `json:"ci"`       // confidence interval
	Level    float64  `json:"level"`    // of all intervals

	KNHA      KnappHartung `json:"knha"`         // how the interval was made
	Test      string       `json:"test"`         // "z" or "t"
	DF        int          `json:"df,omitempty"` // of t; absent for z
	Statistic float64      `json:"statistic"`    // estimate / se; 0 when NoWidth
	P         float64      `json:"p"`            // two-sided
	NoWidth   bool         `json:"no_width,omitempty"`

	Tau2   float64 `json:"tau2"`              // between-study variance, squared units of the estimate
	Tau2SE float64 `json:"tau2_se,omitempty"` // its standard error, random effects only

	Heterogeneity

	PI       Interval   `json:"pi"` // prediction interval
	PIMethod Prediction `json:"pi_method"`

	plainSE float64 // without Knapp–Hartung
	scale2  float64 // s²: the Knapp–Hartung factor of the variance
}

// S2W is the Knapp–Hartung factor: the weighted residual variance, expected
// to be 1 when tau² is right. It is 1 for one study.
func (m Model) S2W() float64 { return m.scale2 }

// Fit pools effects. One study gives that study back, with an ordinary
// interval; no study is ErrNoStudies. MH and PETO need counts and are refused
// here: see FitMantelHaenszel and FitPeto.
func Fit(es []Effect, opt Options) (Model, error) {
	if err := checkAll(es); err != nil {
		return Model{}, err
	}
	return fitSample(newSample(es), opt)
}

// fitSample is Fit for checked columns. It allocates nothing.
func fitSample(s *sample, opt Options) (Model, error) {
	k := len(s.y)
	opt = opt.fill(k)
	if err := opt.check(); err != nil {
		return Model{}, err
	}
	if k == 1 {
		return alone(s, opt)
	}
	t, err := betweenStudies(s, opt)
	if err != nil {
		return Model{}, err
	}
	at, fixed := s.at(t.tau2), s.at(0)
	m := Model{
		K: k, Method: opt.Method, Estimate: at.mu, Level: opt.Level, KNHA: opt.KnappHartung,
		Tau2: t.tau2, Tau2SE: t.se,
		plainSE: math.Sqrt(1 / at.sw),
		scale2:  at.yPy / float64(k-1),
	}
	m.Heterogeneity = heterogeneity(fixed.yPy, k-1, t.tau2, typicalVariance(fixed, k-1), opt.Method.Random())
	m.interval()
	m.predict(opt.Prediction)
	return m, m.finite()
}

// alone gives one study back.
func alone(s *sample, opt Options) (Model, error) {
	m := Model{
		K: 1, Method: opt.Method, Estimate: s.y[0], Level: opt.Level, KNHA: HKNone,
		plainSE: math.Sqrt(s.v[0]), scale2: 1, PIMethod: PINone,
	}
	m.Heterogeneity = Heterogeneity{QP: 1, H2: 1}
	m.interval()
	return m, m.finite()
}

// finite refuses a model with a number that cannot be represented.
func (m *Model) finite() error {
	numbers := [...]float64{
		m.Estimate, m.SE, m.CI.Low, m.CI.High, m.Statistic, m.P, m.Tau2, m.Tau2SE,
		m.Q, m.QP, m.I2, m.I2Q, m.H2, m.PI.Low, m.PI.High,
	}
	for _, x := range numbers {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return ErrRange
		}
	}
	return nil
}

// weightsPercent are the shares of the studies in the estimate at tau².
func (s *sample) weightsPercent(tau2 float64) []float64 {
	out := make([]float64, len(s.v))
	sum := 0.0
	for i, v := range s.v {
		out[i] = 1 / (v + tau2)
		sum += out[i]
	}
	for i := range out {
		out[i] *= 100 / sum
	}
	return out
}

// Weights are the percent each study has in the pooled estimate of m.
func Weights(es []Effect, m Model) []float64 { return newSample(es).weightsPercent(m.Tau2) }
