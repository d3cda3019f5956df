package pool

import (
	"fmt"
	"slices"
	"strings"
)

// Measure names what is compared between arms, or described in one group.
type Measure string

// The measures. Names are metafor's where it has one.
const (
	RR          Measure = "RR"
	OR          Measure = "OR"
	RD          Measure = "RD"
	Peto        Measure = "PETO"
	AS          Measure = "AS"
	MD          Measure = "MD"
	SMD         Measure = "SMD"
	SMDUnbiased Measure = "SMD_UB"
	SMDRevMan   Measure = "SMD_REVMAN"
	SMDH        Measure = "SMDH"
	ROM         Measure = "ROM"
	GEN         Measure = "GEN"
	HR          Measure = "HR"
	IRR         Measure = "IRR"
	IRD         Measure = "IRD"
	PR          Measure = "PR"
	PLO         Measure = "PLO"
	PLN         Measure = "PLN"
	PAS         Measure = "PAS"
	PFT         Measure = "PFT"
	COR         Measure = "COR"
	ZCOR        Measure = "ZCOR"
)

// family groups measures that read the same columns.
type family int

const (
	tables family = iota
	means
	rates
	proportions
	correlations
	generic
)

// measure is one row of the list below.
type measure struct {
	name    Measure
	title   string // of the displayed quantity, lower case
	family  family
	scale   Scale
	formula string // the formula that has rivals, for the methods line; may be empty
}

// measures is the whole list of what can be pooled.
var measures = [...]measure{
	{RR, "risk ratio", tables, Log, ""},
	{OR, "odds ratio", tables, Log, ""},
	{RD, "risk difference", tables, Identity, ""},
	{Peto, "Peto odds ratio", tables, Log, ""},
	{AS, "arcsine difference", tables, Identity, ""},
	{MD, "mean difference", means, Identity, ""},
	{SMD, "standardised mean difference", means, Identity, "Hedges' g with the exact gamma-function correction, large-sample variance 1/n1 + 1/n2 + g²/(2N)"},
	{SMDUnbiased, "standardised mean difference", means, Identity, "Hedges' g with the exact gamma-function correction, unbiased variance"},
	{SMDRevMan, "standardised mean difference", means, Identity, "g = d(1 − 3/(4N − 9)), variance N/(n1 n2) + g²/(2(N − 3.94)), as RevMan"},
	{SMDH, "standardised mean difference, unequal variances", means, Identity, "standardised by the root of the mean of the two variances, variance by Bonett"},
	{ROM, "ratio of means", means, Log, ""},
	{GEN, "effect", generic, Identity, ""},
	{HR, "hazard ratio", generic, Log, ""},
	{IRR, "incidence rate ratio", rates, Log, ""},
	{IRD, "incidence rate difference", rates, Identity, ""},
	{PR, "proportion", proportions, Identity, "raw proportions"},
	{PLO, "proportion", proportions, Logit, "logit transformation"},
	{PLN, "proportion", proportions, Log, "log transformation"},
	{PAS, "proportion", proportions, Arcsine, "arcsine transformation"},
	{PFT, "proportion", proportions, FreemanTukey, "Freeman–Tukey double arcsine transformation, back-transformed with the harmonic mean of the sample sizes"},
	{COR, "correlation", correlations, Identity, "raw correlations"},
	{ZCOR, "correlation", correlations, FisherZ, "Fisher's z transformation"},
}

// columns names the columns each family reads.
var columns = map[family]string{
	tables:       "ai and bi or n1i, ci and di or n2i",
	means:        "n1i, m1i, sd1i, n2i, m2i, sd2i; in place of a mean and its sd med1i with q11i and q31i, with min1i and max1i, or with all four (and med2i, q12i, q32i, min2i, max2i)",
	rates:        "x1i, t1i, x2i, t2i",
	proportions:  "xi, ni",
	correlations: "ri, ni",
	generic:      "yi with one of vi, sei, ci.lb and ci.ub, pval; for HR also hr with ci.lb and ci.ub, or ome and lrv",
}

// aliases are other names in use for a measure.
var aliases = map[string]Measure{
	"PETO OR": Peto, "POR": Peto, "G": SMD, "HEDGES": SMD, "REVMAN": SMDRevMan,
	"GIV": GEN, "IV": GEN, "LOGHR": HR, "PROP": PLO, "FT": PFT, "Z": ZCOR, "RATIO OF MEANS": ROM,
}

// Measures lists the names of all measures.
func Measures() []Measure {
	out := make([]Measure, len(measures))
	for i, m := range measures {
		out[i] = m.name
	}
	return out
}

// ParseMeasure reads the name of a measure, in any case.
func ParseMeasure(s string) (Measure, error) {
	name := strings.ToUpper(strings.TrimSpace(s))
	if m, ok := aliases[name]; ok {
		return m, nil
	}
	name = strings.NewReplacer("-", "_", " ", "_").Replace(name)
	if m := Measure(name); slices.Contains(Measures(), m) {
		return m, nil
	}
	return "", fmt.Errorf("measure %q: %w, choose one of %v", s, ErrUnknown, Measures())
}

// info finds the row of the list; an unknown measure is treated as GEN.
func (m Measure) info() measure {
	for _, row := range measures {
		if row.name == m {
			return row
		}
	}
	return measure{name: m, title: "effect", family: generic}
}

// Title is what the displayed number is called, in lower case.
func (m Measure) Title() string { return m.info().title }

// Scale is how the analysis scale maps to the displayed one.
func (m Measure) Scale() Scale { return m.info().scale }

// Formula names the formula used where several are in use, else "".
func (m Measure) Formula() string { return m.info().formula }

// Columns says in words which columns of a Row the measure reads.
func (m Measure) Columns() string { return columns[m.info().family] }

// Known says whether the measure is in the list.
func (m Measure) Known() bool { return slices.Contains(Measures(), m) }

// Binary says whether the measure is computed from two-by-two tables.
func (m Measure) Binary() bool { return m.Known() && m.info().family == tables }

// fold lowers a name and takes spaces away, for reading names of rules.
func fold(s string) string { return strings.ToLower(strings.TrimSpace(s)) }
