package corpus

import "fmt"

// Certainty is the GRADE certainty of a body of evidence for one outcome.
// The zero value means that nobody has rated it.
type Certainty int

// The four levels, from the least to the most certain. They are ordered:
// a larger value is a higher certainty.
const (
	Unrated Certainty = iota
	VeryLow
	Low
	Moderate
	High
)

var certaintyNames = [...]string{Unrated: "not rated", VeryLow: "very low", Low: "low", Moderate: "moderate", High: "high"}

// String returns the level in the words of GRADE, in lower case.
func (c Certainty) String() string {
	if c < Unrated || c > High {
		return fmt.Sprintf("certainty %d", int(c))
	}
	return certaintyNames[c]
}

// MarshalText writes the level by its name.
func (c Certainty) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads a level by its name; the empty text is Unrated.
func (c *Certainty) UnmarshalText(b []byte) error {
	got, err := ParseCertainty(string(b))
	*c = got
	return err
}

// ParseCertainty reads a level by its name ("very low", "very-low" and
// "very_low" are the same).
func ParseCertainty(s string) (Certainty, error) {
	folded := fold(s)
	if folded == "" {
		return Unrated, nil
	}
	for i, name := range certaintyNames {
		if folded == name {
			return Certainty(i), nil
		}
	}
	return Unrated, fmt.Errorf("%w: certainty %q is none of high, moderate, low, very low", ErrInvalid, s)
}

// Clamp keeps c between VeryLow and High.
func (c Certainty) Clamp() Certainty { return max(VeryLow, min(High, c)) }

// Risk is a judgement of risk of bias. RoB 2 uses Low, SomeConcerns and
// High; ROBINS-I uses Low, ModerateRisk, Serious, Critical and NoInformation;
// QUADAS-2 uses Low, High and Unclear. The zero value means not judged.
type Risk string

// The judgements, in the words of the instruments.
const (
	RiskLow           Risk = "low"
	RiskSomeConcerns  Risk = "some concerns"
	RiskHigh          Risk = "high"
	RiskModerate      Risk = "moderate"
	RiskSerious       Risk = "serious"
	RiskCritical      Risk = "critical"
	RiskUnclear       Risk = "unclear"
	RiskNoInformation Risk = "no information"
)

// Domain is one of the considerations by which GRADE rates a body of
// evidence down or up.
type Domain string

// Five reasons to rate down, three to rate up.
const (
	RiskOfBias       Domain = "risk of bias"
	Inconsistency    Domain = "inconsistency"
	Indirectness     Domain = "indirectness"
	Imprecision      Domain = "imprecision"
	PublicationBias  Domain = "publication bias"
	LargeEffect      Domain = "large effect"
	DoseResponse     Domain = "dose response"
	OpposingResidual Domain = "opposing confounding"
)
