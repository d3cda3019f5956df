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
