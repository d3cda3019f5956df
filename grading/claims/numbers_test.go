package claims_test

import (
	"slices"
	"testing"

	"appraise/corpus"
	"appraise/grading/claims"
)

func TestHeadCounts(t *testing.T) {
	for text, want := range map[string][]int{
		"this study only looked at 26 people":       {26},
		"a 26-patient trial":                        {26},
		"a 26‑person trial":                         {26},
		"A trial (n = 26) found it":                 {26},
		"twenty-six patients took part":             {26},
		"2,762 adult participants in 32 trials":     {2762},
		"in 26 people with sciatica":                {26},
		"10 of 13 patients avoided surgery":         nil,
		"10 (76.9%) of 13 patients avoided surgery": nil,
		"1 in 20 people have it":                    nil,
		"547 fewer per 1000 people":                 nil,
		"after 12 weeks in adults with sciatica":    nil,
		"32 trials of people with back pain":        nil,
		"two women were pregnant":                   nil,
		"65-year-old women":                         nil,
		"aged 65 adults":                            nil,
		"20–30 people a day":                        nil,
		"no number at all":                          nil,
		"26 people and 403 patients":                {26, 403},
		"99999999999999999999 people":               nil,
	} {
		if got := claims.HeadCounts(text); !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}

func TestDenominators(t *testing.T) {
	trial := claims.Evidence{Study: "a", Label: "Doe 2010", Enrolled: new(26), Randomised: new(24), Analysed: new(22)}
	cohort := claims.Evidence{Study: "b", Label: "Roe 2011", Enrolled: new(90), Analysed: new(85)}
	unsized := claims.Evidence{Study: "c"}
	for _, c := range []struct {
		text string
		list []claims.Evidence
		want []string
	}{
		{"a trial of 24 people", []claims.Evidence{trial}, nil},
		{"a trial of 26 people", []claims.Evidence{trial}, []string{"The claim says 26 people; in Doe 2010 26 were enrolled and 24 randomised."}},
		{"a trial of 22 people", []claims.Evidence{trial}, []string{"The claim says 22 people; in Doe 2010 22 were analysed of 24 randomised."}},
		{"a trial of 30 people", []claims.Evidence{trial}, []string{"The claim says 30 people; Doe 2010 has 24."}},
		{"90 people", []claims.Evidence{cohort}, []string{"The claim says 90 people; in Roe 2011 90 were enrolled and 85 analysed."}},
		{"109 people in two studies", []claims.Evidence{trial, cohort}, nil},
		{"26 people", []claims.Evidence{trial, cohort}, []string{"The claim says 26 people; in Doe 2010 26 were enrolled and 24 randomised."}},
		{"50 people", []claims.Evidence{trial, cohort}, nil},
		{"50 people", []claims.Evidence{unsized}, nil},
		{"50 people", nil, nil},
		{"no number", []claims.Evidence{trial}, nil},
	} {
		var got []string
		for _, r := range claims.Denominators(claims.Input{Claim: corpus.Claim{Text: c.text}, Evidence: c.list}) {
			got = append(got, r.Text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestRests(t *testing.T) {
	sized := func(design string, n int) claims.Evidence { return claims.Evidence{Design: design, Analysed: &n} }
	for _, c := range []struct {
		list []claims.Evidence
		want string
	}{
		{nil, ""},
		{[]claims.Evidence{{Design: "rct", Randomised: new(24), Enrolled: new(26)}}, "one 24-person trial"},
		{[]claims.Evidence{sized("systematic_review_ma", 2762)}, "one review of 2,762 people"},
		{[]claims.Evidence{{Design: "rct"}}, "one trial of unknown size"},
		{[]claims.Evidence{{Design: "guideline"}}, "one guideline of unknown size"},
		{[]claims.Evidence{sized("case_report", 1)}, "one case report"},
		{[]claims.Evidence{sized("something new", 5)}, "one 5-person study"},
		{[]claims.Evidence{sized("rct", 1200), sized("rct", 34)}, "2 trials of 1,234 people in all"},
		{[]claims.Evidence{sized("rct", 100), sized("cohort_prospective", 40), sized("rct", 100)}, "3 studies of 240 people in all (2 trials, 1 cohort study)"},
		{[]claims.Evidence{sized("rct", 100), {Design: "rct"}}, "2 trials of 100 people in all, not counting 1 of unknown size"},
		{[]claims.Evidence{{}, {}}, "2 studies of unknown size"},
	} {
		if got := claims.Rests(c.list); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
