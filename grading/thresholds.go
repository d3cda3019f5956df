package grading

// Thresholds are the cut-offs of the suggestion rules; see DefaultThresholds.
type Thresholds struct {
	I2Low          float64 `json:"i2_low"`
	I2Serious      float64 `json:"i2_serious"`
	I2VerySerious  float64 `json:"i2_very"`
	PQ             float64 `json:"pq"`
	MinorityWeight float64 `json:"minority_weight"`
	RoBHighShare   float64 `json:"rob_high_share"`
	RoBSomeShare   float64 `json:"rob_some_share"`
	EventsMin      int     `json:"events_min"`
	NMin           int     `json:"n_min"`
	OISFar         float64 `json:"ois_far"`
	CIRatioRR      float64 `json:"ci_ratio_rr"`
	CIRatioOR      float64 `json:"ci_ratio_or"`
	LargeRRR       float64 `json:"large_rrr"`
	EggerP         float64 `json:"egger_p"`
	EggerK         int     `json:"egger_k"`
	RRLarge        float64 `json:"rr_large"`
	RRVeryLarge    float64 `json:"rr_very"`
}

// DefaultThresholds returns the cut-offs the program suggests by. None of
// them is prescribed by GRADE; each is a default a team may replace.
//
// I² bands: Cochrane Handbook ch. 10. Events and people by rule of thumb,
// and the ratio of interval limits: GRADE guidelines 6 (J Clin Epidemiol
// 2011;64:1283) and GRADE guidance 34 (J Clin Epidemiol 2022;150:216; the
// figures 2.5 and 3 from memory of its full text). Large relative effect 30 %:
// Core GRADE 2 (BMJ 2025;389:e081904, as explained by its authors). Upgrades:
// ACIP GRADE Handbook ch. 9. The remaining figures are this program's.
func DefaultThresholds() Thresholds {
	return Thresholds{
		I2Low: 40, I2Serious: 50, I2VerySerious: 75, PQ: 0.10, MinorityWeight: 0.15,
		RoBHighShare: 0.5, RoBSomeShare: 0.5,
		EventsMin: 300, NMin: 400, OISFar: 0.5, CIRatioRR: 3, CIRatioOR: 2.5, LargeRRR: 0.30,
		EggerP: 0.10, EggerK: 10, RRLarge: 2, RRVeryLarge: 5,
	}
}
