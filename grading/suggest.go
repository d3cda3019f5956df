package grading

import (
	"fmt"
	"math"
	"strings"
)

// Suggestion is what a rule makes of one consideration. A person decides.
type Suggestion struct {
	Levels int    `json:"levels"` // −3 to +2
	Reason string `json:"reason"`

	// Human is set where the rule alone cannot settle the matter.
	Human bool `json:"human,omitempty"`
}

// RiskOfBiasInput is what the rule on risk of bias looks at. Weights are
// shares of the pooled estimate, 0 to 1, or of the participants.
type RiskOfBiasInput struct {
	WeightHigh     float64 `json:"w_high"`
	WeightSome     float64 `json:"w_some"`
	HighDomains    int     `json:"n_high_domains"`                   // the fewest high domains of any study at high risk; 0 counts as 1
	CriticalOnly   bool    `json:"critical_only"`                    // every study at critical risk (ROBINS-I)
	LowRiskSimilar *bool   `json:"low_rob_result_similar,omitempty"` // the result without the studies at high risk is the same; nil: not known
}

// SuggestRiskOfBias rates down by the weight of studies at high risk and by
// whether their results differ.
//
// Core GRADE 4, BMJ 2025;389:e083864; shares are defaults of this program.
func SuggestRiskOfBias(x RiskOfBiasInput, t Thresholds) Suggestion {
	similar := x.LowRiskSimilar != nil && *x.LowRiskSimilar
	differs := x.LowRiskSimilar != nil && !*x.LowRiskSimilar
	switch hi, so := x.WeightHigh, x.WeightSome; {
	case x.CriticalOnly:
		return Suggestion{Levels: -3, Reason: "all information at critical risk", Human: true}
	case hi == 0 && so < t.RoBSomeShare:
		return Suggestion{Reason: "most weight at low risk"}
	case hi > 0 && similar:
		return Suggestion{Reason: "result unchanged when high-risk studies are left out", Human: true}
	case hi >= 1-1e-9 && max(1, x.HighDomains) >= 2:
		return Suggestion{Levels: -2, Reason: "all weight at high risk in >=2 domains"}
	case hi >= t.RoBHighShare:
		return Suggestion{Levels: -1, Reason: "most weight at high risk"}
	case hi > 0 && differs:
		return Suggestion{Levels: -1, Reason: "high-risk studies change the result (or present the low-risk estimate)", Human: true}
	case so >= t.RoBSomeShare:
		return Suggestion{Levels: -1, Reason: "most weight with some concerns (borderline: reviewer may keep 0)", Human: true}
	}
	return Suggestion{Reason: "limited weight at high risk"}
}

// InconsistencyInput is what the rule on inconsistency looks at.
type InconsistencyInput struct {
	K              int     `json:"k"`
	I2             float64 `json:"I2"`  // percent
	PQ             float64 `json:"p_q"` // p of Cochran's Q
	MinorityWeight float64 `json:"minority_side_weight"`
	PICrosses      bool    `json:"pi_crosses"` // the prediction interval crosses the threshold
	NonOverlap     float64 `json:"nonoverlap_pairs"`
}

// SuggestInconsistency rates down only for variability that matters: a large
// I² with all estimates on one side of the threshold is no reason.
//
// GRADE guidance 36, J Clin Epidemiol 2023, PMID 36898507; Core GRADE 3,
// BMJ 2025;389:e081905.
func SuggestInconsistency(x InconsistencyInput, t Thresholds) Suggestion {
	both := x.MinorityWeight >= t.MinorityWeight
	switch {
	case x.K < 2:
		return Suggestion{Reason: "single study: not assessable"}
	case x.I2 < t.I2Low && !(x.PICrosses && both):
		return Suggestion{Reason: "I2 low"}
	case !both && !x.PICrosses:
		return Suggestion{Reason: "all estimates on the same side of the threshold; I2 alone is not a reason"}
	case x.I2 >= t.I2VerySerious && x.PQ < 0.01 && both && x.PICrosses && x.NonOverlap >= 1.0/3:
		return Suggestion{Levels: -2, Reason: "large unexplained variability across the threshold", Human: true}
	case (x.I2 >= t.I2Serious || x.PQ < t.PQ) && (both || x.PICrosses):
		return Suggestion{Levels: -1, Reason: "estimates or prediction interval on both sides of the threshold", Human: true}
	}
	return Suggestion{Reason: "variability not important"}
}

// IndirectnessInput holds a person's view of how far the studies differ from
// the question, per element: "none", "minor", "serious", "very" or "" for not
// known. Not knowing is never serious.
type IndirectnessInput struct {
	P       string `json:"P,omitempty"`
	I       string `json:"I,omitempty"`
	C       string `json:"C,omitempty"`
	O       string `json:"O,omitempty"`
	Setting string `json:"setting,omitempty"`
}

// SuggestIndirectness rates down one level for one serious difference, two
// for two or for a very serious one.
func SuggestIndirectness(x IndirectnessInput) Suggestion {
	var serious, very []string
	for _, e := range []struct{ name, level string }{{"P", x.P}, {"I", x.I}, {"C", x.C}, {"O", x.O}, {"setting", x.Setting}} {
		switch e.level {
		case "serious":
			serious = append(serious, e.name)
		case "very":
			very = append(very, e.name)
		}
	}
	switch {
	case len(very) > 0 || len(serious) >= 2:
		return Suggestion{Levels: -2, Reason: "differences in " + strings.Join(append(serious, very...), ","), Human: true}
	case len(serious) == 1:
		return Suggestion{Levels: -1, Reason: "difference in " + serious[0], Human: true}
	}
	return Suggestion{Reason: "direct", Human: true}
}

// PublicationInput is what the rule on publication bias looks at.
type PublicationInput struct {
	K                    int      `json:"k"`
	EggerP               *float64 `json:"egger_p,omitempty"`
	TrimFillChanges      bool     `json:"trimfill_changes"`
	AllSmall             bool     `json:"all_small"`
	IndustryFunded       bool     `json:"industry_funded"`
	AllFavour            bool     `json:"all_favour"`
	UnreportedRegistered float64  `json:"unreported_registered"` // share of completed registered studies without results
}

// SuggestPublicationBias suspects or does not: at most one level down. Tests
// of asymmetry count from EggerK studies on, and only with a conclusion that
// does not stand.
//
// Core GRADE 4, BMJ 2025;389:e083864.
func SuggestPublicationBias(x PublicationInput, t Thresholds) Suggestion {
	switch {
	case x.K >= t.EggerK && x.EggerP != nil && *x.EggerP < t.EggerP && x.TrimFillChanges:
		return Suggestion{Levels: -1, Reason: "asymmetry and conclusion not robust", Human: true}
	case x.K >= t.EggerK:
		return Suggestion{Reason: "no asymmetry of consequence", Human: true}
	case x.AllSmall && x.IndustryFunded && x.AllFavour:
		return Suggestion{Levels: -1, Reason: "small industry-funded positive studies only", Human: true}
	case x.UnreportedRegistered >= 0.2:
		return Suggestion{Levels: -1, Reason: "registered studies without results", Human: true}
	}
	return Suggestion{Reason: fmt.Sprintf("fewer than %d studies: tests not informative", t.EggerK), Human: true}
}

// UpgradeInput is what the rules for rating up look at. RR and its limits are
// risk ratios, odds ratios being converted before.
type UpgradeInput struct {
	NonRandomised bool     `json:"nrsi"`
	RR            *float64 `json:"rr,omitempty"`
	Low           float64  `json:"rr_lo"`
	High          float64  `json:"rr_hi"`
	K             int      `json:"k"`
	DoseResponse  bool     `json:"dose_response"`
	Opposing      bool     `json:"residual_confounding_opposes"`
}

// SuggestUpgrade rates up non-randomised evidence that was not rated down.
//
// ACIP GRADE Handbook ch. 9, table 14; that the nearer limit must lie beyond
// 2 or 0.5 for two levels is a default of this program.
func SuggestUpgrade(x UpgradeInput, downs []int, t Thresholds) Suggestion {
	for _, d := range downs {
		if d < 0 {
			return Suggestion{Reason: "not eligible"}
		}
	}
	if !x.NonRandomised {
		return Suggestion{Reason: "not eligible"}
	}
	levels, why := largeEffect(x, t)
	var reasons []string
	if why != "" {
		reasons = append(reasons, why)
	}
	if x.DoseResponse {
		levels, reasons = levels+1, append(reasons, "dose-response")
	}
	if x.Opposing {
		levels, reasons = levels+1, append(reasons, "plausible confounding would reduce the effect")
	}
	if len(reasons) == 0 {
		return Suggestion{Reason: "none"}
	}
	return Suggestion{Levels: levels, Reason: strings.Join(reasons, "; "), Human: true}
}

func largeEffect(x UpgradeInput, t Thresholds) (int, string) {
	if x.RR == nil || x.K < 2 || !(*x.RR > 0) {
		return 0, ""
	}
	size := math.Max(*x.RR, 1 / *x.RR)
	near := 0.0
	if x.Low*x.High > 0 && (x.Low > 1) == (x.High > 1) {
		near = math.Min(math.Abs(math.Log(x.Low)), math.Abs(math.Log(x.High)))
	}
	switch {
	case size >= t.RRVeryLarge && near >= math.Log(t.RRLarge):
		return 2, "very large effect"
	case size >= t.RRLarge && near > 0:
		return 1, "large effect"
	}
	return 0, ""
}
