package reports_test

import (
	"strings"
	"testing"

	"appraise/reports"
	"appraise/reports/testkit"
)

func TestInversionBriefing(t *testing.T) {
	b, err := reports.Compile(testkit.Inversion())
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, s := range b.Sentences() {
		all = append(all, s.Text())
	}
	text := strings.Join(all, "\n")
	for _, want := range []string{"RR 0.30", "(0.10 to 0.85)", "778 per 1000", "231 per 1000*", "(81 to 661)", "547 fewer per 1000", "(697 to 117 fewer)"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing", want)
		}
	}
}
