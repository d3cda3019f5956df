package grading_test

import (
	"encoding/json"
	"os"
	"testing"

	"appraise/corpus"
	"appraise/grading"
)

type gradeCase struct {
	ID    string `json:"id"`
	Input struct {
		Design string                    `json:"design"`
		RoB    grading.RiskOfBiasInput   `json:"rob"`
		Inc    *incons                   `json:"inc"`
		Ind    grading.IndirectnessInput `json:"ind"`
		Imp    *grading.ImprecisionInput `json:"imp"`
		Pub    grading.PublicationInput  `json:"pub"`
		Up     grading.UpgradeInput      `json:"up"`
	} `json:"input"`
	Output struct {
		Start   corpus.Certainty `json:"start"`
		Domains map[string]struct {
			Levels int    `json:"levels"`
			Reason string `json:"reason"`
		} `json:"domains"`
		Upgrade struct {
			Levels int    `json:"levels"`
			Reason string `json:"reason"`
		} `json:"upgrade"`
		Certainty corpus.Certainty `json:"certainty"`
	} `json:"output"`
}

// incons reads the oracle's default of 1 for a missing p value.
type incons grading.InconsistencyInput

func (x *incons) UnmarshalJSON(b []byte) error {
	y := grading.InconsistencyInput{K: 1, PQ: 1}
	err := json.Unmarshal(b, &y)
	*x = incons(y)
	return err
}

// designs are the oracle's words for the classes of design.
var designs = map[string]string{"rct": "rct", "nrsi": "cohort_prospective", "nrsi_robins": "cohort_prospective", "case_series": "case_series"}

func TestGradeVectors(t *testing.T) {
	b, err := os.ReadFile("../testdata/oracles/grade.json")
	if err != nil {
		t.Fatal(err)
	}
	var oracle struct {
		Defaults grading.Thresholds `json:"defaults"`
		Cases    []gradeCase        `json:"cases"`
	}
	if err := json.Unmarshal(b, &oracle); err != nil {
		t.Fatal(err)
	}
	th := grading.DefaultThresholds()
	if th != oracle.Defaults {
		t.Errorf("thresholds %+v differ from the oracle's %+v", th, oracle.Defaults)
	}
	if len(oracle.Cases) != 27 {
		t.Errorf("%d cases, want 27", len(oracle.Cases))
	}
	for _, c := range oracle.Cases {
		start, _ := grading.Start(designs[c.Input.Design], c.Input.Design == "nrsi_robins")
		if start != c.Output.Start {
			t.Errorf("%s: start %v, want %v", c.ID, start, c.Output.Start)
		}
		inc := incons{}
		if c.Input.Inc != nil {
			inc = *c.Input.Inc
		}
		got := map[string]grading.Suggestion{
			"rob":              grading.SuggestRiskOfBias(c.Input.RoB, th),
			"inconsistency":    grading.SuggestInconsistency(grading.InconsistencyInput(inc), th),
			"indirectness":     grading.SuggestIndirectness(c.Input.Ind),
			"publication_bias": grading.SuggestPublicationBias(c.Input.Pub, th),
			"imprecision":      {Reason: "not assessed"},
		}
		if c.Input.Imp != nil {
			got["imprecision"] = grading.SuggestImprecision(*c.Input.Imp, th)
		}
		var downs []int
		sum := 0
		for name, want := range c.Output.Domains {
			if got[name].Levels != want.Levels || got[name].Reason != want.Reason {
				t.Errorf("%s %s: got %d %q, want %d %q", c.ID, name, got[name].Levels, got[name].Reason, want.Levels, want.Reason)
			}
			downs, sum = append(downs, got[name].Levels), sum+got[name].Levels
		}
		c.Input.Up.NonRandomised = c.Input.Design == "nrsi" || c.Input.Design == "nrsi_robins"
		up := grading.SuggestUpgrade(c.Input.Up, downs, th)
		if up.Levels != c.Output.Upgrade.Levels || up.Reason != c.Output.Upgrade.Reason {
			t.Errorf("%s upgrade: got %d %q, want %d %q", c.ID, up.Levels, up.Reason, c.Output.Upgrade.Levels, c.Output.Upgrade.Reason)
		}
		if certainty := (start + corpus.Certainty(sum+up.Levels)).Clamp(); certainty != c.Output.Certainty {
			t.Errorf("%s: %v, want %v", c.ID, certainty, c.Output.Certainty)
		}
	}
}
