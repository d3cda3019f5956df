package pool

import (
	"fmt"
	"slices"
	"strings"
)

// Method names how studies are combined: a common effect, or random effects
// with the estimator of the between-study variance tau².
type Method string

// The methods.
const (
	FE   Method = "FE"
	DL   Method = "DL"
	PM   Method = "PM"
	REML Method = "REML"
	ML   Method = "ML"
	HE   Method = "HE"
	SJ   Method = "SJ"
	EB   Method = "EB"
	HS   Method = "HS"
	MH   Method = "MH"
	// PetoOR pools observed minus expected events (one-step, common effect).
	PetoOR Method = "PETO"
)

// methods is the whole list, with the words for a methods line.
var methods = [...]struct {
	name   Method
	title  string
	random bool
}{
	{FE, "common effect, inverse variance", false},
	{DL, "random effects, tau² by DerSimonian–Laird", true},
	{PM, "random effects, tau² by Paule–Mandel", true},
	{REML, "random effects, tau² by restricted maximum likelihood", true},
	{ML, "random effects, tau² by maximum likelihood", true},
	{HE, "random effects, tau² by Hedges (unweighted moments)", true},
	{SJ, "random effects, tau² by Sidik–Jonkman", true},
	{EB, "random effects, tau² by empirical Bayes (Morris)", true},
	{HS, "random effects, tau² by Hunter–Schmidt", true},
	{MH, "common effect, Mantel–Haenszel", false},
	{PetoOR, "common effect, Peto", false},
}

// Methods lists the names of all methods.
func Methods() []Method {
	out := make([]Method, len(methods))
	for i, m := range methods {
		out[i] = m.name
	}
	return out
}

func (m Method) known() bool {
	for _, row := range methods {
		if row.name == m {
			return true
		}
	}
	return false
}

func (h KnappHartung) known() bool { return slices.Contains(knappHartungs, h) }

func (p Prediction) known() bool {
	for _, row := range predictions {
		if row.name == p {
			return true
		}
	}
	return p == PINone
}

// ParseMethod reads the name of a method, in any case. CE, EE and IV are other
// names of FE.
func ParseMethod(s string) (Method, error) {
	name := strings.ToUpper(strings.TrimSpace(s))
	switch name {
	case "CE", "EE", "IV", "FIXED", "COMMON":
		return FE, nil
	}
	if m := Method(name); m.known() {
		return m, nil
	}
	return "", fmt.Errorf("method %q: %w, choose one of %v", s, ErrUnknown, Methods())
}

// Title describes the method in words.
func (m Method) Title() string {
	for _, row := range methods {
		if row.name == m {
			return row.title
		}
	}
	return string(m)
}

// Random says whether the method estimates tau².
func (m Method) Random() bool {
	for _, row := range methods {
		if row.name == m {
			return row.random
		}
	}
	return false
}

// KnappHartung names the interval of the pooled estimate.
type KnappHartung string

// The intervals.
const (
	HKNone  KnappHartung = "none"  // normal quantile, ordinary standard error
	HKPlain KnappHartung = "plain" // t quantile, rescaled standard error
	HKAdHoc KnappHartung = "adhoc" // the same, never narrower than the ordinary one's standard error
)

// knappHartungs is the whole list.
var knappHartungs = []KnappHartung{HKNone, HKPlain, HKAdHoc}

// KnappHartungs lists the intervals.
func KnappHartungs() []KnappHartung { return slices.Clone(knappHartungs) }

// ParseKnappHartung reads the name of an interval; yes and true mean adhoc,
// no and z mean none, t and knha mean plain.
func ParseKnappHartung(s string) (KnappHartung, error) {
	switch name := fold(s); name {
	case "no", "false", "z":
		return HKNone, nil
	case "knha", "t", "hksj":
		return HKPlain, nil
	case "yes", "true", "ad hoc", "ad-hoc":
		return HKAdHoc, nil
	default:
		if i := slices.Index(knappHartungs, KnappHartung(name)); i >= 0 {
			return knappHartungs[i], nil
		}
	}
	return "", fmt.Errorf("interval %q: %w, choose one of %v", s, ErrUnknown, knappHartungs)
}

// Prediction names a prediction interval: the quantile, and the standard
// error that goes with it.
type Prediction string

// The prediction intervals. In all of them the half-width is
// quantile × sqrt(se² + tau²); they differ in quantile and se.
const (
	PINone      Prediction = "none"
	PIZ         Prediction = "z"           // normal quantile, ordinary se
	PITkm1      Prediction = "t_km1"       // k−1 degrees of freedom, ordinary se
	PITkm2      Prediction = "t_km2"       // k−2, ordinary se (Higgins, Thompson, Spiegelhalter)
	PIHKTkm1    Prediction = "hksj_t_km1"  // k−1, Knapp–Hartung se
	PIHKTkm2    Prediction = "hksj_t_km2"  // k−2, Knapp–Hartung se
	PIAdHocTkm1 Prediction = "adhoc_t_km1" // k−1, ad hoc Knapp–Hartung se
	PIAdHocTkm2 Prediction = "adhoc_t_km2" // k−2, ad hoc Knapp–Hartung se
)

// predictions is the whole list: how the interval is built.
var predictions = [...]struct {
	name  Prediction
	se    KnappHartung
	lost  int // degrees of freedom are k − lost; 0 means the normal quantile
	title string
}{
	{PIZ, HKNone, 0, "normal quantile"},
	{PITkm1, HKNone, 1, "t with k−1 degrees of freedom"},
	{PITkm2, HKNone, 2, "t with k−2 degrees of freedom"},
	{PIHKTkm1, HKPlain, 1, "t with k−1 degrees of freedom, Knapp–Hartung standard error"},
	{PIHKTkm2, HKPlain, 2, "t with k−2 degrees of freedom, Knapp–Hartung standard error"},
	{PIAdHocTkm1, HKAdHoc, 1, "t with k−1 degrees of freedom, ad hoc Knapp–Hartung standard error"},
	{PIAdHocTkm2, HKAdHoc, 2, "t with k−2 degrees of freedom, ad hoc Knapp–Hartung standard error"},
}

// Predictions lists the prediction intervals, without none.
func Predictions() []Prediction {
	out := make([]Prediction, len(predictions))
	for i, p := range predictions {
		out[i] = p.name
	}
	return out
}

// ParsePrediction reads the name of a prediction interval; none is allowed.
func ParsePrediction(s string) (Prediction, error) {
	p := Prediction(strings.NewReplacer("-", "_", "(", "_", ")", "").Replace(fold(s)))
	if p.known() {
		return p, nil
	}
	return "", fmt.Errorf("prediction interval %q: %w, choose none or one of %v", s, ErrUnknown, Predictions())
}

// Title describes the interval in words.
func (p Prediction) Title() string {
	for _, row := range predictions {
		if row.name == p {
			return row.title
		}
	}
	return string(p)
}
