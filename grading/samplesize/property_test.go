package samplesize_test

import (
	"testing"

	"appraise/grading/samplesize"
)

// check holds for every text: spans lie in their field and quote it exactly,
// and every number shown stands in the text or is the sum of the arms shown.
func check(t *testing.T, text samplesize.Text, s samplesize.SampleSize) {
	t.Helper()
	for _, sp := range s.Spans {
		field := text.Abstract
		if sp.Field == samplesize.FieldTitle {
			field = text.Title
		} else if sp.Field != samplesize.FieldAbstract {
			t.Fatalf("span in field %q", sp.Field)
		}
		if sp.Start < 0 || sp.End > len(field) || sp.Start >= sp.End || field[sp.Start:sp.End] != sp.Quote {
			t.Fatalf("span %+v does not quote its field", sp)
		}
	}
	seen := samplesize.Numbers(text)
	sum := 0
	for _, a := range s.Arms {
		sum += a.N
		if !seen[a.N] || a.N < 1 {
			t.Fatalf("arm %d is no number of the text %q", a.N, text)
		}
	}
	for _, p := range []*int{s.Screened, s.Eligible, s.Enrolled, s.Randomised, s.Received, s.Completed, s.Analysed, s.NStudies, s.NParticipants} {
		if p != nil && (!seen[*p] || *p < 1) {
			t.Fatalf("level %d is no number of the text %q", *p, text)
		}
	}
	for _, u := range s.Units {
		if !seen[u.N] || u.Kind == "" {
			t.Fatalf("unit %+v is no number of the text %q", u, text)
		}
	}
	if s.N != nil && (*s.N < 1 || !seen[*s.N] && *s.N != sum) {
		t.Fatalf("n %d is neither in the text nor the sum of its arms: %q", *s.N, text)
	}
	if (s.N == nil && s.NParticipants == nil) != (s.Confidence == samplesize.D) || s.Basis == "" {
		t.Fatalf("n %v with confidence %q, basis %q: %q", s.N, s.Confidence, s.Basis, text)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range seeds {
		f.Add("A trial of rest.", s)
		f.Add(s, "")
	}
	f.Fuzz(func(t *testing.T, title, abstract string) {
		text := samplesize.Text{Title: title, Abstract: abstract}
		check(t, text, samplesize.Read(text))
	})
}

// seeds are texts of our own with the forms that the rules know, and some that
// no rule can like.
var seeds = []string{
	"In all, 26 patients were enrolled and 24 were randomised [13 to inversion + physiotherapy and 11 to physiotherapy alone].",
	"Of 1,204 adults screened, 298 were randomised (150 to exercise; 148 to rest), 12 (4%) of 298 withdrew.",
	"A total of 18\u2009924 women (n\u00a0=\u00a018 924) aged 18–65 years; P<·05.",
	"Two hundred and twelve men; three groups of 20 patients each. One million two hundred thousand people.",
	"A systematic review: we included 32 RCTs involving 2762 participants from MEDLINE.",
	"Sixty eyes of 30 patients (N=30) were randomised to A (n=15) or B (n=15).",
	"Tęst ümläut № ½ 10⁶ ١٢٣ １２３ (((([[[{ 1:1 2/3 4-5 6±7 \xff\xfe 000 99999999999999 patients",
	"41 vs 39 patients. 18 and 20 patients received A and B, respectively. n = n = 5 = N",
	"hundred thousand million and and twenty-twenty two-two-arm a hundred",
	"", ".", "7", "n=7", "(n=", ") 5 (", "12 of", "of 12 of 13 patients",
}

func TestProperties(t *testing.T) {
	for _, s := range seeds {
		for _, text := range []samplesize.Text{{Abstract: s}, {Title: s}, {Title: s, Abstract: s}} {
			check(t, text, samplesize.Read(text))
		}
	}
}

// Texts of equal numbers, whatever stands before or after them, keep n.
func TestNeutralSurroundings(t *testing.T) {
	const core = "We randomly assigned 96 adults to yoga or rest."
	for _, around := range []string{"", "Background: pain is common in 12% of adults. ", "The mean age was 43 years (SD 12). ",
		"Methods. Pain was rated from 0 to 100 at 12 weeks. ", "Registered as NCT01234567 in March 2012. "} {
		for _, text := range []string{around + core, core + " " + around} {
			if got := abstract(text); value(got.N) != 96 || got.Confidence != samplesize.A {
				t.Errorf("%q: n %d %s, want 96 A", text, value(got.N), got.Confidence)
			}
		}
	}
}
