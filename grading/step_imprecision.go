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
	words := []string{fmt.Sprintf("%s %s, interval %s to %s", e.Measure, numeral(e, e.Estimate), numeral(e, e.Low), numeral(e, e.High))}
	if x.Ratio != nil {
		words = append(words, fmt.Sprintf("upper limit %.1f times the lower", *x.Ratio))
	}
	if x.OIS != nil {
		words = append(words, fmt.Sprintf("%d people, optimal information size %d", *x.N, *x.OIS))
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

// numeral prints ratios with two decimals and differences with three digits.
func numeral(e Effect, x float64) string {
	if e.Ratio() && x >= 0.1 && x < 1000 {
		return fmt.Sprintf("%.2f", x)
	}
	return fmt.Sprintf("%.3g", x)
}

// pText prints a p value as reports do.
func pText(p float64) string {
	switch {
	case p < 0.001:
		return "below 0.001"
	case p < 0.1:
		return fmt.Sprintf("%.3f", p)
	}
	return fmt.Sprintf("%.2f", p)
}
