package grading

import (
	"fmt"
	"math"
	"strings"

	"appraise/corpus"
	"appraise/grading/effect"
)

func (b body) imprecision(a *Absolute) Step {
	e := b.synthesis.effect
	if e == nil {
		return step(corpus.Imprecision, Suggestion{Reason: "no interval: not assessable by rule", Human: true}, b.synthesis.name, b.synthesis.name)
	}
	info := b.information()
	x := ImprecisionInput{Target: "null", Large: b.large(), Measure: e.Measure, N: &info.Participants, OIS: info.OIS, Events: info.Events}
	x.Low, x.High = b.scale(*e, a)
	if m := b.outcome.MID; m != nil && *m != 0 && (!e.Ratio() || a != nil) {
		benefit, harm := -math.Abs(*m), math.Abs(*m)
		if a != nil && b.measure != effect.MD {
			benefit, harm = 1000*benefit, 1000*harm
		}
		x.Target, x.MIDBenefit, x.MIDHarm = "mid", &benefit, &harm
	}
	if e.Ratio() && e.Low > 0 && finite(e.High/e.Low) {
		r := e.High / e.Low
		x.Ratio = &r
	}
	return step(corpus.Imprecision, SuggestImprecision(x, b.rules), b.imprecisionWords(*e, x), []string{
		digits(x.Low), digits(x.High), x.Target, digitsOf(x.MIDBenefit), digitsOf(x.MIDHarm), fmt.Sprint(x.Large, x.Measure),
		digitsOf(x.Ratio), fmt.Sprint(info.Participants), numberOf(info.OIS), numberOf(info.Events)})
}

// scale puts the interval on a scale where 0 is no difference.
func (b body) scale(e Effect, a *Absolute) (low, high float64) {
	switch {
	case a != nil:
		return a.DiffLow, a.DiffHigh
	case e.Ratio() && e.Low > 0:
		return math.Log(e.Low), math.Log(e.High)
	case e.Ratio():
		return e.Low - 1, e.High - 1
	}
	return e.Low, e.High
}

func numberOf(n *int) string {
	if n == nil {
		return ""
	}
	return fmt.Sprint(*n)
}

func (b body) imprecisionWords(e Effect, x ImprecisionInput) string {
	words := []string{fmt.Sprintf("%s %.3g, interval %.3g to %.3g", e.Measure, e.Estimate, e.Low, e.High)}
	if x.Ratio != nil {
		words = append(words, fmt.Sprintf("upper limit %.1f times the lower", *x.Ratio))
	}
	if x.OIS != nil {
		words = append(words, fmt.Sprintf("%d people of an optimal %d", *x.N, *x.OIS))
	} else {
		words = append(words, fmt.Sprintf("%d people", *x.N))
	}
	if x.Events != nil {
		words = append(words, fmt.Sprintf("%d events", *x.Events))
	}
	if f := b.cs[0].row.Fragility; len(b.cs) == 1 && f != nil && *f > 0 {
		words = append(words, fmt.Sprintf("fragility index %d", *f))
	}
	return strings.Join(words, ", ")
}
