package claims

import "appraise/corpus"

// Code names a consideration that went into a verdict or has to be told
// beside it.
type Code string

// The reason codes.
const (
	ForIt         Code = "supports"              // a study counts for the claim
	AgainstIt     Code = "contradicts"           // a study counts against it
	MentionsIt    Code = "mentions"              // a study is linked without bearing on it
	Quoted        Code = "says"                  // what a linked study says, in its words
	NotRated      Code = "not rated"             // nobody has rated the body behind it
	FallenStudy   Code = "retracted"             // set aside: retracted, withdrawn, or itself a notice
	InConcern     Code = "expression of concern" // one level less certain
	BodyShaken    Code = "body without a study"  // a study of the same body fell; certainty is that without it, or one level less
	WasCorrected  Code = "corrected"
	WasReinstated Code = "reinstated"
	OutOfDate     Code = "superseded"
	RanOut        Code = "expired"
	CountedOnce   Code = "counted once"   // set aside: in a review that counts, or of the same data
	MayCountOnce  Code = "may count once" // perhaps in a review that counts: not counted beside it, the certainty stands
	NotDirect     Code = "indirect"       // about other people, treatment, comparison, outcome or time
	Narrower      Code = "narrower"       // the study is about fewer people or less than the claim
	NotCompared   Code = "not compared"   // PICO is missing on one side
	Denominator   Code = "denominator"    // the claim's number of people is another one
	SilentOnHarms Code = "harms silence"  // harms were not reported; set aside for claims of safety and harm
	NoHarmsRecord Code = "harms not recorded"
	HighRisk      Code = "risk of bias"
	Unsettled     Code = "contradiction" // both sides at moderate certainty or more
	Overruled     Code = "overruled"
	NotOverruled  Code = "overrule refused"
)

// Reason is one consideration in a plain sentence.
type Reason struct {
	Code  Code           `json:"code"`
	Study corpus.StudyID `json:"study,omitempty"`
	Text  string         `json:"text"`
}
