package claims_test

import (
	"testing"

	"appraise/corpus"
	"appraise/grading/claims"
)

func TestCompare(t *testing.T) {
	for _, c := range []struct {
		claim, study string
		want         claims.Match
	}{
		{"", "adults with sciatica", claims.Unknown},
		{"people", "adults with sciatica", claims.Unknown},
		{"adults with sciatica", "", claims.Unknown},
		{"adults with sciatica", "Adults with sciatica.", claims.Same},
		{"people with sciatica", "patients with lumbar radiculopathy", claims.Same},
		{"people with high blood pressure", "patients with hypertension", claims.Same},
		{"back pain", "acute low back pain", claims.Narrow},
		{"acute low back pain", "back pain", claims.Broad},
		{"adults", "people with sciatica", claims.Narrow},
		{"women with sciatica", "adults", claims.Broad},
		{"acute low back pain", "chronic low back pain", claims.Different},
		{"children with asthma", "adults with asthma", claims.Different},
		{"type 1 diabetes", "type 2 diabetes", claims.Different},
		{"type-2 diabetes", "Type II diabetes", claims.Same},
		{"women", "men", claims.Different},
		{"men", "women and men", claims.Narrow},
		{"neck pain", "low back pain", claims.Different},
		{"traction", "acupuncture", claims.Different},
		{"low back pain with sciatica", "low back pain after surgery", claims.Partly},
		{"specific back pain", "non-specific back pain", claims.Different},
		{"Rückenschmerz", "Ruckenschmerz", claims.Same},
		{"腰痛", "腰痛", claims.Same},
	} {
		got := claims.Compare(corpus.PICO{Population: c.claim}, corpus.PICO{Population: c.study}).Elements[0].Match
		if got != c.want {
			t.Errorf("claim %q, study %q: got %q, want %q", c.claim, c.study, got, c.want)
		}
	}
	for _, c := range []struct {
		claim, study string
		want         claims.Match
	}{
		{"", "6 weeks", claims.Unknown},
		{"6 weeks", "42 days", claims.Same},
		{"one year", "12 months", claims.Same},
		{"long-term", "6 weeks", claims.Different},
		{"long term", "2 years", claims.Same},
		{"short-term", "2 weeks and 6 weeks", claims.Same},
		{"short-term", "2 years", claims.Different},
		{"3 months", "4 months", claims.Partly},
		{"lasting", "soon", claims.Unknown},
	} {
		got := claims.Compare(corpus.PICO{Time: c.claim}, corpus.PICO{Time: c.study}).Elements[4].Match
		if got != c.want {
			t.Errorf("claim %q, follow-up %q: got %q, want %q", c.claim, c.study, got, c.want)
		}
	}
	d := claims.Compare(corpus.PICO{}, corpus.PICO{})
	if d.Known() || len(d.Indirect()) != 0 || len(d.Narrower()) != 0 {
		t.Errorf("nothing known: %+v", d)
	}
}
