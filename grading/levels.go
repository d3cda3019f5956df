package grading

import (
	"fmt"
	"regexp"
	"strings"

	"appraise/corpus"
)

// System is another way of grading. What an issuer wrote is kept as it is;
// the figures below are shown beside it.
type System string

// The systems.
const (
	CEBM2011  System = "CEBM 2011"
	CEBM2009  System = "CEBM 2009"
	SORTLevel System = "SORT"
	NHMRC     System = "NHMRC 2009"
	ACP2010   System = "ACP 2010"
	USPSTF    System = "USPSTF"
)

// Native is a grade in an issuer's own words. It is never overwritten by a
// mapping.
type Native struct {
	System System `json:"system"`
	Value  string `json:"value"`
}

// Level is the level of a single study in a system, with the reason.
type Level struct {
	System System `json:"system"`
	Value  string `json:"value"`
	Reason string `json:"reason"`
}

// Kind is what a question asks, which decides the level of a design.
type Kind string

// The kinds of question of CEBM 2011.
const (
	Treatment   Kind = "treatment"
	CommonHarms Kind = "common harms"
	RareHarms   Kind = "rare harms"
	Diagnosis   Kind = "diagnosis"
	Prognosis   Kind = "prognosis"
	Prevalence  Kind = "prevalence"
	Screening   Kind = "screening"
)

// cebm gives the level by question and design; designs that are not listed
// have none.
//
// OCEBM Levels of Evidence Working Group. The Oxford 2011 Levels of Evidence.
// The rows for rare harms and screening are from memory.
var cebm = map[Kind]map[string]int{
	Treatment: {"systematic_review": 1, "systematic_review_ma": 1, "network_ma": 1, "umbrella_review": 1, "rct": 2, "cluster_rct": 2, "crossover_rct": 2,
		"quasi_rct": 3, "nonrandomised_trial": 3, "cohort_prospective": 3, "cohort_retrospective": 3, "its_before_after": 4,
		"case_control": 4, "nested_case_control": 4, "case_series": 4, "case_report": 4, "animal": 5, "in_vitro": 5, "narrative_review": 5, "editorial_letter": 5},
	CommonHarms: {"systematic_review": 1, "systematic_review_ma": 1, "network_ma": 1, "nested_case_control": 1, "rct": 2, "cluster_rct": 2, "crossover_rct": 2,
		"nonrandomised_trial": 3, "cohort_prospective": 3, "cohort_retrospective": 3, "case_control": 4, "case_series": 4, "case_report": 4, "animal": 5, "in_vitro": 5},
	RareHarms: {"systematic_review": 1, "systematic_review_ma": 1, "network_ma": 1, "rct": 2, "cluster_rct": 2, "crossover_rct": 2,
		"nonrandomised_trial": 3, "cohort_prospective": 3, "cohort_retrospective": 3, "case_control": 4, "nested_case_control": 4, "case_series": 4, "case_report": 4, "animal": 5, "in_vitro": 5},
	Diagnosis:  {"systematic_review": 1, "systematic_review_ma": 1, "diagnostic_accuracy": 2, "cross_sectional": 2, "case_control": 4, "animal": 5, "in_vitro": 5},
	Prognosis:  {"systematic_review": 1, "systematic_review_ma": 1, "cohort_prospective": 2, "cohort_retrospective": 3, "rct": 3, "case_series": 4, "case_control": 4},
	Prevalence: {"cross_sectional": 1, "systematic_review": 2, "systematic_review_ma": 2, "cohort_prospective": 3, "cohort_retrospective": 3, "case_series": 4},
	Screening: {"systematic_review": 1, "systematic_review_ma": 1, "rct": 2, "cluster_rct": 2, "nonrandomised_trial": 3, "cohort_prospective": 3, "cohort_retrospective": 3,
		"case_control": 4, "case_series": 4, "animal": 5, "in_vitro": 5},
}

// CEBMLevel returns the Oxford 2011 level of a design for a question: 1 the
// strongest, 5 the weakest. A person may grade it down for quality or up for
// a dramatic effect.
func CEBMLevel(design string, k Kind) (Level, error) {
	n, ok := cebm[k][design]
	if !ok {
		return Level{}, fmt.Errorf("%w: CEBM 2011 has no level for %s in questions of %s", corpus.ErrInvalid, words(design), k)
	}
	return Level{System: CEBM2011, Value: fmt.Sprint(n), Reason: fmt.Sprintf("%s, question of %s", words(design), k)}, nil
}

// Quality is what SORT asks about a study beyond its design.
type Quality struct {
	PatientOriented bool // the outcome matters to patients; else level 3
	High            bool // concealed, blinded if possible, intention to treat, powered, over 80 % followed up; reviews: such trials, consistent
}

// SORT returns the study level of the strength-of-recommendation taxonomy,
// 1 to 3, for questions of treatment.
//
// Ebell MH, Siwek J, Weiss BD, et al. Am Fam Physician 2004;69:548–556.
func SORT(design string, q Quality) (Level, error) {
	if _, known := classes[design]; !known {
		return Level{}, fmt.Errorf("%w: SORT has no level for %s", corpus.ErrInvalid, words(design))
	}
	l := Level{System: SORTLevel, Value: "3", Reason: words(design) + ", counts as consensus, usual practice or case series"}
	c := classOf(design)
	switch {
	case !q.PatientOriented:
		l.Reason = "disease-oriented outcome"
	case (c == randomised || c == reviewed) && q.High && design != "quasi_rct":
		l.Value, l.Reason = "1", words(design)+" of high quality"
	case c == randomised || c == reviewed:
		l.Value, l.Reason = "2", words(design)+" of lower quality"
	case c == nonRandomised && design != "cross_sectional", c == accuracy:
		l.Value, l.Reason = "2", words(design)
	}
	return l, nil
}

// nhmrc gives the level of designs in questions of intervention.
var nhmrc = map[string]string{
	"systematic_review": "I", "systematic_review_ma": "I", "network_ma": "I",
	"rct": "II", "cluster_rct": "II", "crossover_rct": "II", "quasi_rct": "III-1",
	"nonrandomised_trial": "III-2", "cohort_prospective": "III-2", "cohort_retrospective": "III-2", "case_control": "III-2", "nested_case_control": "III-2",
	"its_before_after": "III-3", "case_series": "IV", "case_report": "IV",
}

// NHMRCLevel returns the level of the Australian hierarchy for questions of
// intervention. A review is level I when the studies it pooled are level II.
//
// Merlin T, Weston A, Tooher R. BMC Med Res Methodol 2009;9:34; Hillier S,
// Grimmer-Somers K, Merlin T, et al. BMC Med Res Methodol 2011;11:23.
func NHMRCLevel(design string) (Level, error) {
	v, ok := nhmrc[design]
	if !ok {
		return Level{}, fmt.Errorf("%w: NHMRC has no level for %s", corpus.ErrInvalid, words(design))
	}
	l := Level{System: NHMRC, Value: v, Reason: words(design)}
	switch {
	case v == "I":
		l.Reason += ", if it pooled randomised trials"
	case design == "its_before_after":
		l.Reason += ", without a parallel control group; with one it is III-2"
	}
	return l, nil
}

func words(design string) string { return strings.ReplaceAll(design, "_", " ") }

// crosswalk shows what a certainty roughly corresponds to. It loses much, and
// is for display only.
var crosswalk = map[corpus.Certainty][]Native{
	corpus.High:     {{CEBM2011, "1"}, {SORTLevel, "1"}, {NHMRC, "I or II, low risk of bias"}, {USPSTF, "high"}, {ACP2010, "high"}},
	corpus.Moderate: {{CEBM2011, "1 or 2, graded down once"}, {SORTLevel, "1 or 2"}, {NHMRC, "II, moderate risk of bias"}, {USPSTF, "moderate"}, {ACP2010, "moderate"}},
	corpus.Low:      {{CEBM2011, "2 or 3, graded down"}, {SORTLevel, "2"}, {NHMRC, "III"}, {USPSTF, "low"}, {ACP2010, "low"}},
	corpus.VeryLow:  {{CEBM2011, "4 or 5, or graded down twice"}, {SORTLevel, "3"}, {NHMRC, "IV"}, {USPSTF, "low (insufficient)"}, {ACP2010, "low or insufficient"}},
}

// Approximately returns what a certainty corresponds to in other systems.
// Print the word "approximate" beside it.
func Approximately(c corpus.Certainty) []Native {
	return append([]Native(nil), crosswalk[c]...)
}

// cebmOld is the form of levels of the CEBM table of 2009, such as 1b or 2c.
var cebmOld = regexp.MustCompile(`^[1-4][abc][+-]?$`)

// Named returns the grade with its system corrected where the value gives it
// away: "1b" is a level of CEBM 2009, not of 2011.
func (n Native) Named() Native {
	if n.System == CEBM2011 && cebmOld.MatchString(strings.ToLower(strings.TrimSpace(n.Value))) {
		n.System = CEBM2009
	}
	return n
}

// Certainty returns the approximate GRADE certainty of an issuer's word for
// the evidence, and false where there is none. Letters for the strength of a
// recommendation have none: a strength says nothing about certainty.
func (n Native) Certainty() (corpus.Certainty, bool) {
	if n.System != ACP2010 && n.System != USPSTF {
		return corpus.Unrated, false
	}
	switch fold(n.Value) {
	case "high", "high quality", "high certainty":
		return corpus.High, true
	case "moderate", "moderate quality", "moderate certainty":
		return corpus.Moderate, true
	case "low", "low quality", "low certainty":
		return corpus.Low, true
	case "insufficient", "insufficient evidence", "very low":
		return corpus.VeryLow, true
	}
	return corpus.Unrated, false
}

// Benefit is the size of net benefit as the USPSTF grades it.
type Benefit int

// The sizes of net benefit.
const (
	NoBenefit Benefit = iota // zero or negative
	SmallBenefit
	ModerateBenefit
	SubstantialBenefit
)

// USPSTFLetter returns the letter of the task force's grid for a certainty
// ("high", "moderate", "low") and a net benefit; low certainty gives I.
//
// AHRQ. The Guide to Clinical Preventive Services, appendix A.
func USPSTFLetter(certainty string, b Benefit) (string, error) {
	if b < NoBenefit || b > SubstantialBenefit {
		return "", fmt.Errorf("%w: net benefit %d", corpus.ErrInvalid, b)
	}
	switch fold(certainty) {
	case "high":
		return [...]string{"D", "C", "B", "A"}[b], nil
	case "moderate":
		return [...]string{"D", "C", "B", "B"}[b], nil
	case "low":
		return "I", nil
	}
	return "", fmt.Errorf("%w: certainty %q is none of high, moderate, low", corpus.ErrInvalid, certainty)
}
