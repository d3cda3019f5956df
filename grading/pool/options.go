package pool

import "fmt"

// Options say how studies are combined. An empty field takes its default:
// REML, 95 %, the ad hoc Knapp–Hartung interval for random effects and the
// ordinary one for common effects, and the prediction interval that shares
// the standard error of the confidence interval, with k−2 degrees of freedom,
// from four studies on.
type Options struct {
	Method       Method
	KnappHartung KnappHartung
	Prediction   Prediction
	Level        float64 // of all intervals, between 0 and 1, for example 0.95

	// Threshold stops REML and ML as soon as a step changes tau² by no more
	// than this. 0, the default, goes on to the maximum. metafor stops at 1e-5
	// unless told otherwise: set it to reproduce its printed output.
	Threshold float64
}

// DefaultPredictionStudies is the number of studies from which on a
// prediction interval is shown without being asked for.
const DefaultPredictionStudies = 4

// fill puts the defaults into empty fields, for k studies.
func (o Options) fill(k int) Options {
	if o.Method == "" {
		o.Method = REML
	}
	if o.Level == 0 {
		o.Level = 0.95
	}
	if o.KnappHartung == "" {
		o.KnappHartung = HKNone
		if o.Method.Random() {
			o.KnappHartung = HKAdHoc
		}
	}
	if o.Prediction == "" {
		o.Prediction = PINone
		if k >= DefaultPredictionStudies && o.Method.Random() {
			o.Prediction = o.KnappHartung.prediction()
		}
	}
	return o
}

// prediction is the interval with k−2 degrees of freedom that uses the same
// standard error as the confidence interval, so that it always contains it.
func (h KnappHartung) prediction() Prediction {
	switch h {
	case HKPlain:
		return PIHKTkm2
	case HKAdHoc:
		return PIAdHocTkm2
	}
	return PITkm2
}

// check refuses names and levels that mean nothing. It wants filled options.
func (o Options) check() error {
	if !(o.Level > 0 && o.Level < 1) {
		return fmt.Errorf("level %v: %w, it lies between 0 and 1", o.Level, ErrOutOfRange)
	}
	if !(o.Threshold >= 0 && o.Threshold < 1) {
		return fmt.Errorf("threshold %v: %w, it is 0 or a small number", o.Threshold, ErrOutOfRange)
	}
	switch {
	case !o.Method.known():
		return fmt.Errorf("method %q: %w, choose one of %v", o.Method, ErrUnknown, Methods())
	case !o.KnappHartung.known():
		return fmt.Errorf("interval %q: %w, choose one of %v", o.KnappHartung, ErrUnknown, knappHartungs)
	case !o.Prediction.known():
		return fmt.Errorf("prediction interval %q: %w, choose none or one of %v", o.Prediction, ErrUnknown, Predictions())
	}
	return nil
}
