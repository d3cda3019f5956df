package pool

// Result is a pooled estimate with everything a report shows of it. The
// numbers of the embedded Model are on the analysis scale.
type Result struct {
	Measure Measure `json:"measure"`
	Model

	Tau2CI Interval `json:"tau2_ci"` // Q-profile
	I2CI   Interval `json:"i2_ci"`   // percent, from tau2_ci
	H2CI   Interval `json:"h2_ci"`

	Display Display `json:"display"` // on the scale people read

	Weights     []float64       `json:"weights"`               // percent, in the order of Studies
	Studies     []StudyResult   `json:"studies"`               // what was pooled
	Excluded    []Exclusion     `json:"excluded"`              // what was not, and why
	Common      *CommonEffect   `json:"common_effect"`         // beside a random-effects estimate
	Intervals   []NamedInterval `json:"intervals"`             // the same estimate with each kind of interval
	Predictions []NamedInterval `json:"predictions,omitempty"` // with each kind of prediction interval
	Tests       *ORTests        `json:"or_tests,omitempty"`    // Mantel–Haenszel odds ratios only
	MethodsLine string          `json:"methods_line"`          // one sentence for a methods section
	Warnings    []string        `json:"warnings,omitempty"`
}

// StudyResult is one study on both scales.
type StudyResult struct {
	Effect
	SE      float64  `json:"se"`
	CI      Interval `json:"ci"` // normal quantile, analysis scale
	Weight  float64  `json:"weight"`
	Display Display  `json:"display"`
}

// CommonEffect is the inverse-variance estimate without between-study
// variance.
type CommonEffect struct {
	Estimate float64  `json:"estimate"`
	SE       float64  `json:"se"`
	CI       Interval `json:"ci"`
	P        float64  `json:"p"`
	Display  Display  `json:"display"`
}
