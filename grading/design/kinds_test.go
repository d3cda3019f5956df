package design_test

import (
	"testing"

	"appraise/grading/design"
)

func TestWider(t *testing.T) {
	for n, want := range map[design.Name]design.Name{
		design.ClusterRCT: design.RCT, design.CrossoverRCT: design.RCT, design.RCT: "", design.QuasiRCT: "", "": "",
		design.CohortRetro: "cohort", design.NetworkMA: design.SystematicReview, design.UmbrellaReview: "",
	} {
		if got := n.Wider(); got != want {
			t.Errorf("%s is one of %q, want %q", n, got, want)
		}
	}
	for n := range design.Words { // one step leads to the broadest
		if w := n.Wider(); w.Wider() != "" {
			t.Errorf("%s is one of %s, which is one of %s", n, w, w.Wider())
		}
	}
}
