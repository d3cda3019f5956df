package design

// wider names the broader kind a design belongs to, where one is in use.
var wider = map[Name]Name{
	ClusterRCT: RCT, CrossoverRCT: RCT,
	CohortProspective: "cohort", CohortRetro: "cohort",
	NestedCaseControl:  CaseControl,
	SystematicReviewMA: SystematicReview, NetworkMA: SystematicReview,
}

// Wider returns the broader kind of study n is one of, "" when n is none: who
// asks for randomised trials means those of clusters and crossovers too.
func (n Name) Wider() Name { return wider[n] }
