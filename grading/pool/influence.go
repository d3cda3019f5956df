package pool

import "math"

// Influence says how much the pooled estimate rests on one study.
type Influence struct {
	Row      int     `json:"row"`
	Study    string  `json:"study"`
	RStudent float64 `json:"rstudent"` // residual from the model without the study, in standard errors
	DFFITS   float64 `json:"dffits"`   // change of the fitted value, in standard errors
	CookD    float64 `json:"cook_d"`   // squared change of the estimate over its variance
	CovR     float64 `json:"cov_r"`    // variance of the estimate without the study over that with it
	Tau2Del  float64 `json:"tau2_del"` // tau² without the study
	QEDel    float64 `json:"qe_del"`   // Q without the study
	Hat      float64 `json:"hat"`      // leverage: its share of the weight, 0 to 1
	Weight   float64 `json:"weight"`   // the same in percent
	DFBetas  float64 `json:"dfbetas"`  // change of the estimate in standard errors at tau² without the study
	Flag     bool    `json:"flag"`     // beyond the usual bounds; a reason to look, not to leave out
}

// Influences computes the influence of each study; three studies at least.
// The model is that of opt; Knapp–Hartung rescaling enters through s².
//
// Viechtbauer W, Cheung MWL. Res Synth Methods 2010;1:112–125. The bounds of
// Flag: |DFFITS| above 3 sqrt(1/(k−1)), chi-squared(1) tail of Cook's distance
// below 0.5, leverage above 3/k, or |DFBETAS| above 1.
func Influences(es []Effect, opt Options) ([]Influence, error) {
	if len(es) < 3 {
		return nil, &TooFewError{What: "influence of single studies", Have: len(es), Need: 3}
	}
	full, err := Fit(es, opt)
	if err != nil {
		return nil, err
	}
	steps, err := LeaveOneOut(es, opt)
	if err != nil {
		return nil, err
	}
	s := newSample(es)
	weights := s.weightsPercent(full.Tau2)
	out := make([]Influence, len(es))
	for i, e := range es {
		del := steps[i].Model
		change := full.Estimate - del.Estimate
		hat := weights[i] / 100
		s2 := del.SE * del.SE / (del.plainSE * del.plainSE)
		out[i] = Influence{
			Row: e.Row, Study: e.Study,
			RStudent: ratio(e.Y-del.Estimate, math.Sqrt(e.V+del.Tau2+del.SE*del.SE)),
			DFFITS:   ratio(change, math.Sqrt(s2*hat*(del.Tau2+e.V))),
			CookD:    ratio(change*change, full.SE*full.SE),
			CovR:     ratio(del.SE*del.SE, full.SE*full.SE),
			DFBetas:  ratio(change, math.Sqrt(s2/s.at(del.Tau2).sw)),
			Tau2Del:  del.Tau2, QEDel: del.Q, Hat: hat, Weight: weights[i],
		}
		out[i].Flag = out[i].remarkable(len(es))
		if !out[i].finite() {
			return nil, ErrRange
		}
	}
	return out, nil
}

// ratio is a/b; 0/0, no change in no width, is 0.
func ratio(a, b float64) float64 {
	if a == 0 && b == 0 {
		return 0
	}
	return a / b
}

func (f Influence) remarkable(k int) bool {
	return math.Abs(f.DFFITS) > 3*math.Sqrt(1/float64(k-1)) ||
		chiSquaredTail(f.CookD, 1) < 0.5 ||
		f.Hat > 3/float64(k) || math.Abs(f.DFBetas) > 1
}

func (f Influence) finite() bool {
	for _, x := range [...]float64{f.RStudent, f.DFFITS, f.CookD, f.CovR, f.Tau2Del, f.QEDel, f.Hat, f.DFBetas} {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}
