package pool

import (
	"fmt"
	"strings"
)

// methodsLine states in one sentence what was done: measure and formula, zero
// cells, model and estimator of tau², interval, prediction interval.
func methodsLine(r Result, zero ZeroRule) string {
	parts := []string{measurePart(r.Measure)}
	if takesCorrection(r.Measure) {
		parts = append(parts, zero.String())
	}
	if r.K == 1 {
		return strings.Join(append(parts, fmt.Sprintf("one study, not pooled, with its %s confidence interval", percentText(r.Level))), "; ") + "."
	}
	parts = append(parts, r.Method.Title())
	parts = append(parts, percentText(r.Level)+" confidence interval "+intervalPart(r.KNHA, r.DF))
	if r.PI.Known {
		parts = append(parts, "prediction interval by "+r.PIMethod.Title())
	}
	if r.Method.Random() {
		parts = append(parts, "interval of tau² by Q-profile; I² from tau² and, as i2_q, from Q")
	}
	return strings.Join(parts, "; ") + "."
}

func measurePart(m Measure) string {
	s := strings.ToUpper(m.Title()[:1]) + m.Title()[1:]
	if m.Scale() == Log {
		s += ", pooled as logarithms"
	}
	if f := m.Formula(); f != "" {
		s += " (" + f + ")"
	}
	return s
}

// takesCorrection says whether zero cells matter for the measure.
func takesCorrection(m Measure) bool {
	switch m {
	case RR, OR, RD, Peto, IRR, IRD, PR, PLO, PLN:
		return true
	}
	return false
}

func intervalPart(h KnappHartung, df int) string {
	switch h {
	case HKPlain:
		return fmt.Sprintf("by Knapp–Hartung (Sidik–Jonkman), t with %d degrees of freedom", df)
	case HKAdHoc:
		return fmt.Sprintf("by Knapp–Hartung (Sidik–Jonkman), ad hoc: variance factor at least 1, t with %d degrees of freedom", df)
	}
	return "with the normal quantile"
}

// percentText prints a level as percent without needless digits.
func percentText(level float64) string {
	return strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.3f", 100*level), "0"), ".") + " %"
}
