package design

// Text is what is known of a study without its full text.
type Text struct {
	Title, Abstract  string
	PublicationTypes []string // terms of MEDLINE
	MeSH             []string // descriptors
	Journal          string
}

// Name of a design. The empty name means unknown: nothing is guessed.
type Name string

// The designs that are told apart.
const (
	UmbrellaReview     Name = "umbrella_review"
	NetworkMA          Name = "network_ma"
	SystematicReviewMA Name = "systematic_review_ma"
	SystematicReview   Name = "systematic_review"
	Guideline          Name = "guideline"
	RCT                Name = "rct"
	ClusterRCT         Name = "cluster_rct"
	CrossoverRCT       Name = "crossover_rct"
	QuasiRCT           Name = "quasi_rct"
	NonrandomisedTrial Name = "nonrandomised_trial"
	CohortProspective  Name = "cohort_prospective"
	CohortRetro        Name = "cohort_retrospective"
	CaseControl        Name = "case_control"
	NestedCaseControl  Name = "nested_case_control"
	CrossSectional     Name = "cross_sectional"
	BeforeAfter        Name = "its_before_after"
	Diagnostic         Name = "diagnostic_accuracy"
	PredictionModel    Name = "prediction_model"
	CaseSeries         Name = "case_series"
	CaseReport         Name = "case_report"
	Protocol           Name = "protocol"
	SecondaryAnalysis  Name = "secondary_analysis"
	Qualitative        Name = "qualitative"
	Economic           Name = "economic"
	NarrativeReview    Name = "narrative_review"
	EditorialLetter    Name = "editorial_letter"
	Animal             Name = "animal"
	InVitro            Name = "in_vitro"
	RegistryRecord     Name = "registry_record"
	RetractionNotice   Name = "retraction_notice"
)

// Words says a design in words a reader knows.
var Words = map[Name]string{
	"": "design not stated", UmbrellaReview: "umbrella review", NetworkMA: "network meta-analysis",
	SystematicReviewMA: "systematic review with meta-analysis", SystematicReview: "systematic review", Guideline: "guideline",
	RCT: "randomised trial", ClusterRCT: "cluster-randomised trial", CrossoverRCT: "randomised crossover trial", QuasiRCT: "quasi-randomised trial",
	NonrandomisedTrial: "non-randomised trial", CohortProspective: "prospective cohort", CohortRetro: "retrospective cohort",
	CaseControl: "case–control study", NestedCaseControl: "nested case–control study", CrossSectional: "cross-sectional study",
	BeforeAfter: "before–after or interrupted time series study", Diagnostic: "diagnostic accuracy study", PredictionModel: "prediction model study",
	CaseSeries: "case series", CaseReport: "case report", Protocol: "study protocol", SecondaryAnalysis: "secondary analysis",
	Qualitative: "qualitative study", Economic: "economic evaluation", NarrativeReview: "narrative review", EditorialLetter: "editorial or letter",
	Animal: "animal study", InVitro: "laboratory study", RegistryRecord: "registry entry", RetractionNotice: "notice",
}

// Confidence: A indexed by a database, B stated in the text, C inferred, or
// contradicted; "" when the design is unknown.
type Confidence string

// Span is the passage that decided: bytes of the title or abstract, or the
// term itself when Field is "publication_types", "mesh" or "journal".
type Span struct {
	Field  string  `json:"field"`
	Start  int     `json:"start"`
	End    int     `json:"end"`
	Quote  string  `json:"quote"`
	Cue    string  `json:"cue,omitempty"`    // what the passage was read as
	Weight float64 `json:"weight,omitempty"` // log-odds it adds for a randomised trial; 0 when it decided by itself
}

// Design is what was read.
type Design struct {
	Design     Name       `json:"design"`
	Confidence Confidence `json:"confidence"`
	Spans      []Span     `json:"spans"`
	Conflicts  []string   `json:"conflicts,omitempty"` // where the sources disagree
	Flags      []string   `json:"flags,omitempty"`     // "pilot", "secondary analysis", "double-blind", …
}
