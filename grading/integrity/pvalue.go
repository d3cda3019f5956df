package integrity

import (
	"fmt"
	"math"
	"strings"
)

// Statistic is a printed test statistic with its degrees of freedom.
type Statistic struct {
	Type  string // "t", "F", "chi2", "z", "r", or "Q" (tested as chi2)
	Value Printed
	DF1   float64 // F: numerator; chi2 and Q: the only one
	DF2   float64 // F: denominator; t and r: the only one
}

// PReport is a printed p-value: Relation is "=", "<" or ">".
type PReport struct {
	Relation string
	Value    Printed
}

// NotSignificant is "ns" as printed: p above .05.
func NotSignificant() PReport {
	return PReport{">", Printed{Unscaled: 5, Decimals: 2, text: ".05"}}
}

// PResult compares a recomputed p-value with a printed one.
type PResult struct {
	P            float64 // two-sided p at the statistic as printed
	Low, High    float64 // p over the values that print as the statistic
	Inconsistent bool    // the printed p does not fit anywhere in Low..High
	Decision     bool    // and printed and recomputed p lie on different sides of alpha
}

// alpha is the conventional threshold of the decision; p = alpha counts as
// significant.
const alpha = 0.05

// RecomputeP recomputes p from a test statistic and compares it with the
// printed one, as statcheck does (Nuijten et al., Behav Res Methods
// 2016;48:1205–1226, doi:10.3758/s13428-015-0664-2): the statistic may be any
// value that prints as it does, and p is compared at its printed decimals.
func RecomputeP(s Statistic, printed PReport) (PResult, error) {
	if err := s.validate(); err != nil {
		return PResult{}, err
	}
	near, far := s.Value.ends(s.Type)
	r := PResult{P: s.p(s.Value.Float()), Low: s.p(far), High: s.p(near)}
	v, d := printed.Value.Float(), printed.Value.Decimals
	switch printed.Relation {
	case "=":
		r.Inconsistent = v > roundTo(r.High, d)+1e-12 || v < roundTo(r.Low, d)-1e-12
		r.Decision = (v <= alpha) != (r.P <= alpha)
	case "<":
		r.Inconsistent = v < r.Low
		r.Decision = v <= alpha && r.P > alpha
	case ">":
		r.Inconsistent = v > r.High
		r.Decision = v >= alpha && r.P <= alpha
	default:
		return PResult{}, inputError("p-value with relation %q", printed.Relation)
	}
	r.Decision = r.Decision && r.Inconsistent
	return r, nil
}

// ends returns the values nearest to and furthest from zero that print as v.
func (p Printed) ends(kind string) (near, far float64) {
	near = max(0, math.Abs(p.Float())-p.Half())
	far = math.Abs(p.Float()) + p.Half()
	if kind == "r" {
		far = min(far, 1-1e-12)
	}
	return near, far
}

// p is the two-sided p-value at a value of the statistic, upper tail for F
// and chi2.
func (s Statistic) p(v float64) float64 {
	switch s.Type {
	case "t":
		return tTwoSided(v, s.DF2)
	case "F":
		return fUpper(v, s.DF1, s.DF2)
	case "chi2", "Q":
		return chi2Upper(v, s.DF1)
	case "r":
		return rTwoSided(v, s.DF2)
	}
	return normalTwoSided(v)
}

func (s Statistic) validate() error {
	okDF := func(v float64) bool { return v > 0 && v <= 1e9 }
	switch s.Type {
	case "z":
		return nil
	case "t", "r":
		if okDF(s.DF2) && (s.Type == "t" || math.Abs(s.Value.Float()) <= 1) {
			return nil
		}
	case "F":
		if okDF(s.DF1) && okDF(s.DF2) && s.Value.Unscaled >= 0 {
			return nil
		}
	case "chi2", "Q":
		if okDF(s.DF1) && s.Value.Unscaled >= 0 {
			return nil
		}
	}
	return inputError("test statistic %s", s)
}

// String writes the statistic as reports do: t(28) = 2.20.
func (s Statistic) String() string {
	name := strings.Replace(s.Type, "chi2", "χ²", 1)
	switch s.Type {
	case "z":
		return fmt.Sprintf("z = %s", s.Value)
	case "F":
		return fmt.Sprintf("F(%s, %s) = %s", show(s.DF1, 2), show(s.DF2, 2), s.Value)
	case "t", "r":
		return fmt.Sprintf("%s(%s) = %s", name, show(s.DF2, 2), s.Value)
	}
	return fmt.Sprintf("%s(%s) = %s", name, show(s.DF1, 2), s.Value)
}

func (p PReport) String() string { return fmt.Sprintf("p %s %s", p.Relation, p.Value) }

// CheckP reports a p-value that cannot be reproduced from its statistic. With
// oneSided, set only when the text says so, half the p-value is accepted too.
func CheckP(s Statistic, printed PReport, oneSided bool) (*Finding, error) {
	r, err := RecomputeP(s, printed)
	if err != nil {
		return nil, err
	}
	if printed.Relation == "=" && printed.Value.Unscaled == 0 {
		return newFinding(PValue, Note, fmt.Sprintf("p is printed as %s; a p-value is never zero, so it should read as less than a bound.", printed.Value),
			fmt.Sprintf("%s gives p = %s", s, showP(r.P))), nil
	}
	if !r.Inconsistent || oneSided && halvesFit(r, printed) {
		return nil, nil
	}
	level, tail := Check, ""
	if printed.close(r) {
		level = Note
	}
	if r.Decision {
		level, tail = Inconsistent, " The two lie on different sides of .05."
	}
	if s.sides() != "" && halvesFit(r, printed) {
		tail += " It would fit a one-sided test."
	}
	return newFinding(PValue, level,
		fmt.Sprintf("The printed %s cannot be reproduced from %s, which gives p = %s%s.%s", printed, s, showP(r.P), s.sides(), tail),
		fmt.Sprintf("%s: p = %s, from %s to %s over the values that print so; printed %s", s, showP(r.P), showP(r.Low), showP(r.High), printed)), nil
}

// sides is " two-sided" for a statistic that has two.
func (s Statistic) sides() string {
	if s.Type == "t" || s.Type == "z" || s.Type == "r" {
		return " two-sided"
	}
	return ""
}

// close reports a printed p within one unit of its last digit, or within five
// per cent, of the recomputed one: cut off or rounded on the way.
func (p PReport) close(r PResult) bool {
	v, unit := p.Value.Float(), 2*p.Value.Half()+1e-12
	return v >= r.Low-unit && v <= r.High+unit || v >= 0.95*r.Low && v <= 1.05*r.High
}

func halvesFit(r PResult, printed PReport) bool {
	v, d := printed.Value.Float(), printed.Value.Decimals
	switch printed.Relation {
	case "=":
		return v <= roundTo(r.High/2, d)+1e-12 && v >= roundTo(r.Low/2, d)-1e-12
	case "<":
		return v >= r.Low/2
	}
	return v <= r.High/2
}
