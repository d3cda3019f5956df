package pdf_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/grading"
	"appraise/reports"
	"appraise/reports/pdf"
	"appraise/reports/testkit"
)

// write compiles and sets a document; with APPRAISE_PDF_DIR set it is kept
// there, to be looked at.
func write(t testing.TB, name string, in reports.Input, opt pdf.Options) ([]byte, pdf.Result) {
	t.Helper()
	b, err := reports.Compile(in)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return set(t, name, b, opt)
}

func set(t testing.TB, name string, b reports.Briefing, opt pdf.Options) ([]byte, pdf.Result) {
	t.Helper()
	var out bytes.Buffer
	res, err := pdf.Write(&out, b, opt)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if dir := os.Getenv("APPRAISE_PDF_DIR"); dir != "" {
		if err := os.WriteFile(dir+"/"+name+".pdf", out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes(), res
}

func TestBriefingHasTwoPages(t *testing.T) {
	for _, paper := range []string{"A4", "Letter"} {
		in := testkit.Inversion()
		in.House.Paper = paper
		if _, res := write(t, "inversion-"+paper, in, pdf.Options{}); res.Pages != 2 || len(res.Missing) > 0 || len(res.Dropped) > 0 {
			t.Errorf("%s: %d pages, missing %v, dropped %v; want 2 and none", paper, res.Pages, res.Missing, res.Dropped)
		}
	}
}

// TestLeftOutIsSaid lets a briefing grow until two pages cannot hold it: what
// it gives up is told, and it is never more than what dropOrder lists.
func TestLeftOutIsSaid(t *testing.T) {
	for _, paper := range []string{"A4", "Letter"} {
		seen := false
		for n := 0; n < 60; n += 2 {
			in := testkit.Inversion()
			in.House.Paper = paper
			for range n {
				in.Assessment.Question.Unknown = append(in.Assessment.Question.Unknown, in.Assessment.Question.Unknown[0])
			}
			_, res := write(t, fmt.Sprintf("growing-%s-%d", paper, n), in, pdf.Options{})
			if seen = seen || len(res.Dropped) > 0; len(res.Dropped) > 0 && res.Pages > 2 {
				t.Errorf("%s, %d more: %q are left out and there are %d pages", paper, n, res.Dropped, res.Pages)
			}
			if slices.Contains(res.Dropped, "") {
				t.Errorf("%s, %d more: something without a name is left out", paper, n)
			}
			if res.Pages > 2 {
				break
			}
		}
		if !seen {
			t.Errorf("%s: nothing was ever left out: the test is blind", paper)
		}
	}
}

func TestAnyAmountOfContent(t *testing.T) {
	long := strings.Repeat("An uncommonly long title about nothing in particular ", 6)[:300]
	for _, studies := range []int{0, 1, 2, 30} {
		for _, outcomes := range []int{0, 1, 7} {
			for _, paper := range []string{"A4", "Letter"} {
				in := testkit.Made(studies, outcomes, long)
				in.House.Paper = paper
				in.House.Title = ""
				in.Assessment.Question.Title = long
				name := fmt.Sprintf("made-%d-%d-%s", studies, outcomes, paper)
				if _, res := write(t, name, in, pdf.Options{}); res.Pages < 1 || res.Pages > 9 {
					t.Errorf("%s: %d pages", name, res.Pages)
				}
			}
		}
	}
}

func TestFlows(t *testing.T) {
	n := func(x int) *int { return &x }
	flow := corpus.Flow{Databases: n(398), Registers: n(14), Duplicates: n(109), Automation: n(9), Screened: n(294), ScreenedOut: n(251), Sought: n(43), NotRetrieved: n(2), Assessed: n(41),
		ExcludedReasons: map[string]int{"not inversion": 19, "no comparator": 11, "no clinical outcome": 7}, StudiesIncluded: n(3), ReportsIncluded: n(4)}
	in := testkit.Inversion()
	in.Assessment.Question.Flow = &flow
	if _, res := write(t, "flow", in, pdf.Options{}); res.Pages != 2 {
		t.Errorf("%d pages with a flow, want 2", res.Pages)
	}
	others := flow
	others.OtherSources = n(6)
	in.Assessment.Question.Flow = &others
	write(t, "flow-others", in, pdf.Options{})
	full := flow
	full.Others, full.OtherSought, full.OtherNotRetrieved, full.OtherAssessed = map[string]int{"Websites": 3, "Citation searching": 5}, n(8), n(1), n(7)
	full.OtherExcludedReasons = map[string]int{"no comparator": 7}
	full.PreviousStudies, full.PreviousReports, full.TotalStudies, full.TotalReports = n(2), n(2), n(5), n(6)
	in.Assessment.Question.Flow = &full
	write(t, "flow-updated-others", in, pdf.Options{})
	flow.Screened = n(295)
	in.Assessment.Question.Flow = &flow
	in.Assessment.Question.Harms[0].Text = "Nearly 98.7% of patients were harmed"
	in.Draft = true
	write(t, "draft", in, pdf.Options{})
}

func TestOtherDocuments(t *testing.T) {
	for name, make1 := range map[string]func(reports.Input) (reports.Briefing, error){
		"profile": reports.Profile, "claims": reports.ClaimReport, "overview": reports.Overview,
		"sheet": func(in reports.Input) (reports.Briefing, error) { return reports.StudySheet(in, "prasad2012inversion") },
	} {
		for _, paper := range []string{"A4", "Letter"} {
			in := testkit.Inversion()
			in.House.Paper = paper
			in.Claims[0].Claim.Source.Title, in.Claims[0].Claim.Source.Date.Year = "An article", 2024
			in.Claims[0].Claim.Links = append(in.Claims[0].Claim.Links, corpus.Link{Study: "qaseem2017noninvasive", Stance: corpus.Contradicts})
			in.Questions = []grading.Assessment{in.Assessment}
			b, err := make1(in)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			_, res := set(t, name+"-"+paper, b, pdf.Options{})
			if name == "sheet" && res.Pages != 1 {
				t.Errorf("the sheet has %d pages, want 1", res.Pages)
			}
		}
	}
	b, err := reports.Profile(testkit.Made(14, 3))
	if err != nil {
		t.Fatal(err)
	}
	set(t, "profile-made", b, pdf.Options{})
}
