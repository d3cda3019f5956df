package app

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"appraise/grading/pool"
	"appraise/reports/forest"
)

// pooledLabel names the model in the row of the diamond.
func pooledLabel(m pool.Method) string {
	switch {
	case m.Random():
		return "Random effects (" + string(m) + ")"
	case m == pool.MH:
		return "Mantel–Haenszel"
	case m == pool.PetoOR:
		return "Peto"
	}
	return "Common effect (IV)"
}

func plotModel(m pool.Method) string {
	if m.Random() {
		return "random effects"
	}
	return "common effect"
}

// shortMeasure is the name of a measure that fits above a column.
func shortMeasure(m pool.Measure) string {
	switch m {
	case pool.Peto:
		return "Peto OR"
	case pool.SMD, pool.SMDUnbiased, pool.SMDRevMan, pool.SMDH:
		return "SMD"
	case pool.ROM:
		return "RoM"
	case pool.GEN:
		return "Effect"
	case pool.PR, pool.PLO, pool.PLN, pool.PAS, pool.PFT:
		return "Prop."
	case pool.COR, pool.ZCOR:
		return "r"
	}
	return string(m)
}

// heterogeneityNote is the line below a summary.
func heterogeneityNote(m pool.Model, tau2 pool.Interval) string {
	var parts []string
	if m.Method.Random() {
		words := "τ² = " + significant(m.Tau2)
		if tau2.Known {
			words += " (95% CI " + significant(tau2.Low) + " to " + significant(tau2.High) + ")"
		}
		parts = append(parts, words)
	}
	return strings.Join(append(parts, fmt.Sprintf("I² = %s%%", forest.Number(m.I2, 0)),
		fmt.Sprintf("Q = %s, df %d, p %s", forest.Number(m.Q, 1), m.QDF, pWords(m.QP))), "; ")
}

// significant prints a size with two significant digits, and large ones whole.
func significant(x float64) string {
	switch {
	case x == 0:
		return "0"
	case math.Abs(x) < 1e-4:
		return "< 0.0001"
	case math.Abs(x) >= 10:
		return forest.Number(x, 1)
	}
	return forest.Number(x, max(2, 1-int(math.Floor(math.Log10(math.Abs(x))))))
}

func pWords(p float64) string {
	switch {
	case p < 0.001:
		return "< 0.001"
	case p > 0.99:
		return "> 0.99"
	case p < 0.01:
		return "= " + forest.Number(p, 3)
	}
	return "= " + forest.Number(p, 2)
}

// plotWords turns the methods line of a table into that of a figure.
var plotWords = strings.NewReplacer("tau²", "τ²", " %", "%", " and, as i2_q, from Q", "")

// plotCaption says below the plot how it was made and what is not in it.
func plotCaption(a Analysed) []string {
	var out []string
	if s := a.Subgroups; s != nil {
		line := fmt.Sprintf("Test for subgroup differences: Q = %s, df %d, p %s (τ² of its own in each subgroup). Weights are shares of the subgroup.",
			forest.Number(s.Between.Statistic, 2), s.Between.DF, pWords(s.Between.P))
		out = append(out, line)
	}
	out = append(out, plotWords.Replace(a.MethodsLine))
	reasons, rows := []string{}, map[string][]string{}
	for _, x := range a.Excluded {
		name := x.Study
		if name == "" {
			name = "row " + strconv.Itoa(x.Row)
		}
		if rows[x.Reason] == nil {
			reasons = append(reasons, x.Reason)
		}
		rows[x.Reason] = append(rows[x.Reason], name)
	}
	for _, reason := range reasons {
		out = append(out, "Not estimable: "+strings.Join(rows[reason], ", ")+" ("+reason+").")
	}
	if a.K > 1 && a.K < pool.DefaultPredictionStudies && a.Method.Random() && !a.PI.Known {
		out = append(out, "No prediction interval is shown: too few studies.")
	}
	return out
}
