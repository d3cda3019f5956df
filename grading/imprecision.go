package grading

import "fmt"

// ImprecisionInput is what the rule on imprecision looks at. Low, High and the
// minimal important differences share one scale on which 0 is no difference:
// people per 1000, units of a scale, or a logarithm.
type ImprecisionInput struct {
	Low        float64  `json:"lo"`
	High       float64  `json:"hi"`
	Target     string   `json:"target"`          // "null": is there an effect; "mid": is it important
	MIDBenefit *float64 `json:"mid_b,omitempty"` // below 0 where lower is better
	MIDHarm    *float64 `json:"mid_h,omitempty"`
	Large      bool     `json:"large_effect"`
	Measure    string   `json:"measure,omitempty"`
	Ratio      *float64 `json:"ci_ratio,omitempty"` // upper over lower limit of a relative effect
	N          *int     `json:"n,omitempty"`
	OIS        *int     `json:"ois,omitempty"`
	Events     *int     `json:"events,omitempty"`
}

// SuggestImprecision compares the interval with the threshold and the
// information with the optimal information size.
//
// GRADE guidance 34, J Clin Epidemiol 2022;150:216; Core GRADE 2, BMJ
// 2025;389:e081904; rules of thumb: GRADE guidelines 6, J Clin Epidemiol
// 2011;64:1283.
func SuggestImprecision(x ImprecisionInput, t Thresholds) Suggestion {
	crossed := x.crossed()
	switch {
	case crossed >= 2:
		return Suggestion{Levels: -2, Reason: "interval runs from important benefit to important harm"}
	case crossed == 1 && x.Target != "mid" && x.MIDBenefit != nil && x.MIDHarm != nil && x.Low <= *x.MIDBenefit && x.High >= *x.MIDHarm:
		return Suggestion{Levels: -2, Reason: "interval includes important benefit and important harm"}
	case crossed == 1 && x.wide(t) && x.far(t):
		return Suggestion{Levels: -2, Reason: "crosses threshold and information far below OIS"}
	case crossed == 1:
		return Suggestion{Levels: -1, Reason: "interval crosses the threshold"}
	}
	return x.clear(t)
}

// clear rates an interval that crosses nothing.
func (x ImprecisionInput) clear(t Thresholds) Suggestion {
	sized := x.N != nil && x.OIS != nil && *x.OIS > 0
	switch {
	case x.Large && sized && *x.N < *x.OIS && (x.far(t) || x.wide(t)):
		return Suggestion{Levels: -2, Reason: "large effect, information far below OIS"}
	case x.Large && sized && *x.N < *x.OIS:
		return Suggestion{Levels: -1, Reason: "large effect, information below OIS"}
	case x.Large && x.wide(t):
		return Suggestion{Levels: -2, Reason: "large effect and very wide relative interval"}
	case sized:
		return Suggestion{Reason: "interval clear of threshold; OIS met or effect not large"}
	case x.Events != nil && *x.Events < t.EventsMin:
		return Suggestion{Levels: -1, Reason: fmt.Sprintf("fewer than %d events (rule of thumb)", t.EventsMin)}
	case x.Events == nil && x.N != nil && *x.N < t.NMin:
		return Suggestion{Levels: -1, Reason: fmt.Sprintf("fewer than %d participants (rule of thumb)", t.NMin)}
	}
	return Suggestion{Reason: "interval does not cross the threshold"}
}

// crossed counts the thresholds inside the interval.
func (x ImprecisionInput) crossed() int {
	thresholds := []float64{0}
	if x.Target == "mid" && x.MIDBenefit != nil && x.MIDHarm != nil {
		thresholds = []float64{*x.MIDBenefit}
		if *x.MIDHarm != *x.MIDBenefit {
			thresholds = append(thresholds, *x.MIDHarm)
		}
	}
	n := 0
	for _, at := range thresholds {
		if x.Low < at && at < x.High {
			n++
		}
	}
	return n
}

// wide reports a relative interval beyond the limit of its measure.
func (x ImprecisionInput) wide(t Thresholds) bool {
	limit := t.CIRatioRR
	if x.Measure == "OR" || x.Measure == "PETO" {
		limit = t.CIRatioOR
	}
	return x.Ratio != nil && *x.Ratio > limit
}

// far reports information far below the optimal size.
func (x ImprecisionInput) far(t Thresholds) bool {
	return x.N != nil && x.OIS != nil && *x.OIS > 0 && float64(*x.N) < t.OISFar*float64(*x.OIS)
}
