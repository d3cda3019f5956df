package grading

import "appraise/corpus"

// class groups designs that are rated together. Evidence of different classes
// is never averaged.
type class int

const (
	randomised class = iota
	reviewed         // a systematic review standing for the studies it pooled
	accuracy
	nonRandomised
	descriptive
	notEvidence // designs that are not rated as evidence on an outcome
	unclassified
)

// classes lists the designs of package grading/design.
var classes = map[string]class{
	"rct": randomised, "cluster_rct": randomised, "crossover_rct": randomised, "quasi_rct": randomised,
	"systematic_review": reviewed, "systematic_review_ma": reviewed, "network_ma": reviewed, "umbrella_review": reviewed,
	"diagnostic_accuracy": accuracy,
	"nonrandomised_trial": nonRandomised, "cohort_prospective": nonRandomised, "cohort_retrospective": nonRandomised,
	"case_control": nonRandomised, "nested_case_control": nonRandomised, "cross_sectional": nonRandomised,
	"its_before_after": nonRandomised, "secondary_analysis": nonRandomised,
	"case_series": descriptive, "case_report": descriptive,
	"guideline": notEvidence, "protocol": notEvidence, "narrative_review": notEvidence, "editorial_letter": notEvidence,
	"animal": notEvidence, "in_vitro": notEvidence, "registry_record": notEvidence, "retraction_notice": notEvidence,
	"qualitative": notEvidence, "economic": notEvidence, "prediction_model": notEvidence,
}

func classOf(design string) class {
	if c, ok := classes[design]; ok {
		return c
	}
	return unclassified
}

// Start returns the certainty a body of evidence begins with, and why.
// Non-randomised studies start low, or high when every one of them was
// appraised with ROBINS-I, which then rates down for confounding itself.
//
// Core GRADE 4, BMJ 2025;389:e083864; the ROBINS-I path: GRADE guidelines 18,
// J Clin Epidemiol 2019;111:105 (from memory). Case series very low: Cochrane
// Handbook ch. 14.
func Start(design string, robins bool) (corpus.Certainty, string) {
	switch c := classOf(design); {
	case c == randomised && design == "quasi_rct":
		return corpus.High, "quasi-randomised: starts high; the way of allocation counts under risk of bias"
	case c == randomised:
		return corpus.High, "randomised: starts high"
	case c == reviewed:
		return corpus.High, "a systematic review in place of its studies: starts high, as randomised evidence does; confirm that it pooled randomised trials"
	case c == accuracy:
		return corpus.High, "diagnostic accuracy: starts high"
	case c == nonRandomised && robins:
		return corpus.High, "non-randomised, appraised with ROBINS-I: starts high"
	case c == nonRandomised:
		return corpus.Low, "non-randomised: starts low"
	case c == unclassified:
		return corpus.Low, "design not classified: starts low until it is"
	case c == descriptive:
		return corpus.VeryLow, "no comparison group: starts very low"
	}
	return corpus.VeryLow, "design not rated as evidence on an outcome: starts very low"
}
