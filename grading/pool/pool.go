package pool

import (
	"fmt"
	"math"
)

// Request says what to compute from rows.
type Request struct {
	Measure Measure
	Zero    *ZeroRule // nil for DefaultZeroRule; for MH, the correction in pooling, nil for none
	Options
}

// Pool computes effects from rows and combines them. Method MH takes RR, OR,
// RD, IRR and IRD; PETO takes PETO (and OR, which then becomes it) and is the
// default for the measure PETO.
func Pool(rows []Row, req Request) (Result, error) {
	if !req.Measure.Known() {
		return Result{}, fmt.Errorf("measure %q: %w, choose one of %v", req.Measure, ErrUnknown, Measures())
	}
	if req.Measure == Peto && req.Method == "" {
		req.Method = PetoOR
	}
	if req.Method == PetoOR && req.Measure == OR {
		req.Measure = Peto
	}
	if req.Method == MH || req.Method == PetoOR {
		return poolCounts(rows, req)
	}
	zero := DefaultZeroRule(req.Measure)
	if req.Zero != nil {
		zero = *req.Zero
	}
	es, left, err := Effects(rows, req.Measure, zero)
	if err != nil {
		return Result{}, err
	}
	if len(es) == 0 {
		return Result{}, noStudies(len(rows), left)
	}
	r, err := PoolEffects(es, req.Measure, req.Options)
	if err != nil {
		return Result{}, err
	}
	r.Excluded = left
	r.MethodsLine = methodsLine(r, zero)
	return r, nil
}

// noStudies says why nothing is left to pool.
func noStudies(rows int, left []Exclusion) error {
	if len(left) == 0 {
		return fmt.Errorf("%w: there are no data rows", ErrNoStudies)
	}
	if rows == 1 {
		return fmt.Errorf("%w: the only row was left out because: %s", ErrNoStudies, left[0].Reason)
	}
	return fmt.Errorf("%w: all %d rows were left out, the first (row %d) because: %s", ErrNoStudies, rows, left[0].Row, left[0].Reason)
}

// PoolEffects combines effects that were computed elsewhere.
func PoolEffects(es []Effect, m Measure, opt Options) (Result, error) {
	if !m.Known() {
		return Result{}, fmt.Errorf("measure %q: %w, choose one of %v", m, ErrUnknown, Measures())
	}
	model, err := Fit(es, opt)
	if err != nil {
		return Result{}, err
	}
	r := Result{Measure: m, Model: model, Intervals: model.Intervals(), Predictions: model.Predictions()}
	harmonic := HarmonicMean(es)
	if r.Display, err = display(m, model.Estimate, model.CI, model.PI, harmonic); err != nil {
		return Result{}, err
	}
	if err = r.studies(es, newSample(es).weightsPercent(model.Tau2)); err != nil {
		return Result{}, err
	}
	if model.Method.Random() && model.K > 1 {
		if err = r.randomEffects(es, harmonic); err != nil {
			return Result{}, err
		}
	}
	r.warn(es)
	if opt.Prediction != "" && opt.Prediction != PINone && !r.PI.Known {
		r.Warnings = append(r.Warnings, "no prediction interval: it needs random effects and three studies or more")
	}
	r.MethodsLine = methodsLine(r, ZeroRule{})
	return r, nil
}

// randomEffects adds the interval of tau² and the common-effect estimate.
func (r *Result) randomEffects(es []Effect, harmonic float64) error {
	t, err := QProfile(es, r.Level)
	if err != nil {
		return err
	}
	r.Tau2CI, r.I2CI, r.H2CI = t.Tau2, t.I2, t.H2
	fixed, err := Fit(es, Options{Method: FE, Level: r.Level})
	if err != nil {
		return err
	}
	d, err := display(r.Measure, fixed.Estimate, fixed.CI, Interval{}, harmonic)
	r.Common = &CommonEffect{Estimate: fixed.Estimate, SE: fixed.SE, CI: fixed.CI, P: fixed.P, Display: d}
	return err
}

// studies fills the list of studies.
func (r *Result) studies(es []Effect, weights []float64) error {
	r.Weights = weights
	r.Studies = make([]StudyResult, len(es))
	quantile := normalUpper((1 - r.Level) / 2)
	for i, e := range es {
		se := math.Sqrt(e.V)
		ci := around(e.Y, quantile*se)
		d, err := display(r.Measure, e.Y, ci, Interval{}, e.N)
		if err != nil {
			return fmt.Errorf("row %d (%s): %w", e.Row, e.Study, err)
		}
		r.Studies[i] = StudyResult{Effect: e, SE: se, CI: ci, Weight: weights[i], Display: d}
	}
	return nil
}

// poolCounts pools by Mantel–Haenszel or Peto, which work on the counts.
func poolCounts(rows []Row, req Request) (Result, error) {
	if req.KnappHartung != "" && req.KnappHartung != HKNone {
		return Result{}, fmt.Errorf("Knapp–Hartung interval with method %s: %w, it needs inverse-variance weights", req.Method, ErrUnsuitable)
	}
	own := ZeroRule{Add: 0.5, To: ZeroOnly, Drop00: req.Measure != RD && req.Measure != IRD}
	if req.Measure == Peto {
		own = DefaultZeroRule(Peto)
	}
	es, left, err := Effects(rows, req.Measure, own)
	if err != nil {
		return Result{}, err
	}
	if len(es) == 0 {
		return Result{}, noStudies(len(rows), left)
	}
	m, ts, err := fitCounts(rows, req)
	if err != nil {
		return Result{}, err
	}
	r := Result{Measure: req.Measure, Model: m.Model, Tests: m.Tests, Excluded: left, Intervals: m.Intervals()[:1]}
	r.K = len(es) // the model counts the studies in Q, which leaves out double zeros
	if r.Display, err = display(req.Measure, m.Estimate, m.CI, Interval{}, 0); err != nil {
		return Result{}, err
	}
	weights := make([]float64, len(es))
	for i, e := range es {
		weights[i] = m.weightOf(e.Row)
	}
	if err = r.studies(es, weights); err != nil {
		return Result{}, err
	}
	r.warn(es)
	if req.Method == PetoOR {
		r.Warnings = append(r.Warnings, PetoWarnings(ts, r.Estimate)...)
	}
	pooling := ZeroRule{}
	if req.Zero != nil && req.Method == MH {
		pooling = *req.Zero
	}
	r.MethodsLine = methodsLine(r, pooling)
	return r, nil
}

// fitCounts reads the counts of a request and fits its model.
func fitCounts(rows []Row, req Request) (MHModel, []Table, error) {
	if req.Measure.info().family == rates && req.Method == MH {
		rs, _, err := RateTables(rows)
		if err != nil {
			return MHModel{}, nil, err
		}
		m, err := FitMantelHaenszelRates(rs, req.Measure, req.Level)
		for _, r := range rs {
			m.rows = append(m.rows, r.Row)
		}
		return m, nil, err
	}
	if req.Measure.info().family != tables || req.Method == PetoOR && req.Measure != Peto {
		return MHModel{}, nil, fmt.Errorf("measure %s with method %s: %w", req.Measure, req.Method, ErrUnsuitable)
	}
	ts, _, err := Tables(rows)
	if err != nil {
		return MHModel{}, nil, err
	}
	var m MHModel
	if req.Method == PetoOR {
		m, err = FitPeto(ts, req.Level)
	} else {
		var pooling ZeroRule
		if req.Zero != nil {
			pooling = *req.Zero
		}
		m, err = FitMantelHaenszel(ts, req.Measure, pooling, req.Level)
	}
	for _, t := range ts {
		m.rows = append(m.rows, t.Row)
	}
	return m, ts, err
}

// weightOf is the percent of the study of a data row.
func (m MHModel) weightOf(row int) float64 {
	for i, r := range m.rows {
		if r == row && i < len(m.Weights) {
			return m.Weights[i]
		}
	}
	return 0
}
