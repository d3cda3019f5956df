package reports_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/grading"
	"appraise/reports"
	"appraise/reports/testkit"
)

func compile(t *testing.T, in reports.Input) reports.Briefing {
	t.Helper()
	b, err := reports.Compile(in)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func says(b reports.Briefing) string {
	var all []string
	for _, s := range b.Sentences() {
		all = append(all, s.Text())
	}
	return strings.Join(all, "\n")
}

func TestInversionBriefing(t *testing.T) {
	text := says(compile(t, testkit.Inversion()))
	for _, want := range []string{
		"RR 0.30", "(0.10 to 0.85)", "778 per 1000", "231 per 1000*", "(81 to 661)", "547 fewer per 1000", "(697 to 117 fewer)", "Very low a,b",
		"Rated down 2 levels for risk of bias", "Rated down 2 levels for imprecision", "Adverse events: not reported by any included study. That is not evidence of safety.",
		"22.2% does not fit 2 of 11; it fits 2 of 9", "Expired in 2022 by its issuer’s rule", "[summary by appraise]", "[example decision]", "ACTRN12616000549426: a registered trial whose results are not known",
		"fragility index 1", "3/13 v 7/11, RR 0.36 (0.12 to 1.08)", "“GRADE-informed”",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing", want)
		}
	}
	for _, bad := range []string{"recommend that", "significant", "should "} {
		if strings.Contains(text, bad) {
			t.Errorf("%q is said", bad)
		}
	}
}

func TestEverythingRestsOnSomething(t *testing.T) {
	for _, in := range []reports.Input{testkit.Inversion(), testkit.Made(0, 0), testkit.Made(0, 7), testkit.Made(1, 1), testkit.Made(30, 7)} {
		b := compile(t, in)
		for _, s := range b.Sentences() {
			if s.Support.Empty() {
				t.Errorf("%q rests on nothing", s.Text())
			}
		}
		kinds := map[string]bool{}
		for _, block := range b.Blocks {
			kinds[block.Kind()] = true
		}
		if !kinds["harms"] || !kinds["unknown"] || !kinds["notices"] || !kinds["about"] {
			t.Errorf("blocks that are never left out are missing: %v", kinds)
		}
	}
}

// TestRefusals plants what a final document must not have.
func TestRefusals(t *testing.T) {
	id := corpus.StudyID("prasad2012inversion")
	for _, tt := range []struct {
		name  string
		spoil func(*reports.Input)
		want  string
	}{
		{"a number of nobody", func(in *reports.Input) {
			in.Assessment.Question.Applicability = []corpus.Statement{{Text: "It helped 97.3% of patients", Studies: []corpus.StudyID{id}}}
		}, "97.3"},
		{"a number of another study", func(in *reports.Input) {
			in.Assessment.Question.Harms = []corpus.Statement{{Text: "There were 2762 people", Studies: []corpus.StudyID{id}}}
		}, "2762"},
		{"a study that is not there", func(in *reports.Input) {
			in.Assessment.Question.Harms = []corpus.Statement{{Text: "Something happened", Studies: []corpus.StudyID{"nobody1999"}}}
		}, "nobody1999, which is not in the library"},
		{"a statement of nobody", func(in *reports.Input) {
			in.Assessment.Question.By = ""
			in.Assessment.Question.Harms = []corpus.Statement{{Text: "Something happened"}}
		}, "rests on nothing"},
		{"levels that do not add up", func(in *reports.Input) { in.Assessment.Outcomes[0].Certainty = corpus.Moderate }, "does not give moderate"},
		{"a level without a reason", func(in *reports.Input) {
			in.Assessment.Outcomes[0].Steps = append([]grading.Step(nil), in.Assessment.Outcomes[0].Steps...)
			in.Assessment.Outcomes[0].Steps[0].Footnote, in.Assessment.Outcomes[0].Steps[0].Reason = "", ""
		}, "without a reason"},
		{"a flow that does not add up", func(in *reports.Input) {
			n := func(x int) *int { return &x }
			in.Assessment.Question.Flow = &corpus.Flow{Databases: n(412), Duplicates: n(118), Screened: n(290)}
		}, "290 records screened, but 412 from databases − 118 duplicates = 294"},
	} {
		in := testkit.Inversion()
		tt.spoil(&in)
		_, err := reports.Compile(in)
		if !errors.Is(err, reports.ErrUnsupported) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want an error with %q", tt.name, err, tt.want)
		}
		in.Draft = true
		b, err := reports.Compile(in)
		if err != nil || len(b.Faults) == 0 || !strings.Contains(strings.Join(b.Faults, " "), tt.want) {
			t.Errorf("%s as a draft: %v, faults %q", tt.name, err, b.Faults)
		}
	}
}

func TestHarmsAreNeverLeftOut(t *testing.T) {
	in := testkit.Inversion()
	in.Assessment.Question.Harms = nil
	in.Assessment.Outcomes = in.Assessment.Outcomes[:1]
	if !strings.Contains(says(compile(t, in)), "No harm or contraindication is recorded for this question. That is not evidence of safety.") {
		t.Error("a briefing without recorded harms does not say so")
	}
}

func TestUnverifiedIsMarked(t *testing.T) {
	in := testkit.Inversion()
	s := in.Studies["wegner2013traction"]
	s.Verified = "partly verified"
	in.Studies["wegner2013traction"] = s
	if n := strings.Count(says(compile(t, in)), "[partly verified]"); n < 2 {
		t.Errorf("marked %d times, want at least where it is used and in the references", n)
	}
}

func TestSuggestionsAreMarked(t *testing.T) {
	in := testkit.Inversion()
	for i := range in.Assessment.Outcomes[0].Steps {
		in.Assessment.Outcomes[0].Steps[i].Decision = nil
	}
	text := says(compile(t, in))
	if !strings.Contains(text, "[suggested]: what the rule suggests; nobody has confirmed it.") || !strings.Contains(text, "0 of 2 steps that change a certainty were decided by a person") {
		t.Error("steps that nobody decided are not marked")
	}
}

func TestSameInputSameBriefing(t *testing.T) {
	n := func(x int) *int { return &x }
	make1 := func() reports.Input {
		in := testkit.Inversion()
		in.Assessment.Question.Flow = &corpus.Flow{Databases: n(40), Duplicates: n(10), Screened: n(30), Assessed: n(9), ReportsIncluded: n(1),
			ExcludedReasons: map[string]int{"not inversion": 3, "no comparator": 3, "no outcome": 2}}
		return in
	}
	a, b := compile(t, make1()), compile(t, make1())
	if !reflect.DeepEqual(a, b) {
		t.Error("two compilations differ")
	}
}

func TestReferencesAreNumberedInOrder(t *testing.T) {
	b := compile(t, testkit.Inversion())
	next := 1
	for _, s := range b.Sentences() {
		for _, span := range s.Spans {
			for _, r := range span.Refs {
				if r > next {
					t.Fatalf("%q cites %d before %d", s.Text(), r, next)
				}
				if r == next {
					next++
				}
			}
		}
	}
	if next < 6 {
		t.Errorf("only %d works are cited", next-1)
	}
}

func TestHouseNumbers(t *testing.T) {
	in := testkit.Inversion()
	in.House.Numbers = reports.AMA
	in.House.References = "ama"
	text := says(compile(t, in))
	for _, want := range []string{"RR, 0.30", "(0.10-0.85)", "P = .03", "3/13 vs 7/11, RR, 0.36 (0.12-1.08)"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in AMA style", want)
		}
	}
}

func TestMoreThanSevenOutcomes(t *testing.T) {
	in := testkit.Made(3, 9)
	in.Assessment.Outcomes[0].Outcome.Importance = 2
	in.Assessment.Outcomes[4].Outcome.Importance = 3
	b := compile(t, in)
	for _, block := range b.Blocks {
		if f, ok := block.(*reports.Findings); ok && (len(f.Rows) != 7 || f.Rows[0].Outcome.Text() != "Outcome B") {
			t.Errorf("%d rows, the first is %q", len(f.Rows), f.Rows[0].Outcome.Text())
		}
	}
	if !strings.Contains(says(b), "2 further outcomes are in the evidence profile.") {
		t.Error("outcomes are left out without a word")
	}
}

func TestOtherDocuments(t *testing.T) {
	for name, make1 := range map[string]func() (reports.Briefing, error){
		"profile":       func() (reports.Briefing, error) { return reports.Profile(testkit.Inversion()) },
		"profile of 30": func() (reports.Briefing, error) { return reports.Profile(testkit.Made(30, 9)) },
		"empty profile": func() (reports.Briefing, error) { return reports.Profile(testkit.Made(0, 0)) },
		"sheet": func() (reports.Briefing, error) {
			return reports.StudySheet(testkit.Inversion(), "prasad2012inversion")
		},
		"sheet, review": func() (reports.Briefing, error) { return reports.StudySheet(testkit.Inversion(), "wegner2013traction") },
		"claims":        func() (reports.Briefing, error) { return reports.ClaimReport(testkit.Inversion()) },
		"no claims":     func() (reports.Briefing, error) { return reports.ClaimReport(testkit.Made(1, 1)) },
		"overview":      func() (reports.Briefing, error) { return reports.Overview(testkit.Inversion()) },
		"empty overview": func() (reports.Briefing, error) {
			return reports.Overview(reports.Input{Library: reports.Library{Name: "empty"}})
		},
	} {
		b, err := make1()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(b.Blocks) < 2 || b.Title == "" {
			t.Errorf("%s: %d blocks, title %q", name, len(b.Blocks), b.Title)
		}
	}
	if _, err := reports.StudySheet(testkit.Inversion(), "nobody"); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("sheet of a study that is not there: %v", err)
	}
}

func TestProfileHasEveryOutcomeAndStep(t *testing.T) {
	b, err := reports.Profile(testkit.Made(12, 9))
	if err != nil {
		t.Fatal(err)
	}
	n := map[string]int{}
	for _, block := range b.Blocks {
		n[block.Kind()]++
	}
	if n["steps"] != 9 || n["forest"] != 9 || n["funnel"] != 9 || n["risk shares"] != 9 {
		t.Errorf("blocks: %v", n)
	}
}

func TestOverviewMapsTheGaps(t *testing.T) {
	in := testkit.Inversion()
	made := testkit.Made(3, 2)
	in.Questions = []grading.Assessment{in.Assessment, made.Assessment}
	if _, err := reports.Overview(in); !errors.Is(err, reports.ErrUnsupported) {
		t.Errorf("a map of studies that are not in the library: %v", err)
	}
	for id, s := range made.Studies {
		in.Studies[id] = s
	}
	b, err := reports.Overview(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range b.Blocks {
		if p, ok := block.(*reports.Plot); ok {
			if !strings.Contains(p.Figure.Alt, "Need for surgery: studies: 1, people: 22, certainty: very low") || !strings.Contains(p.Figure.Alt, "Pain: no study") {
				t.Errorf("words of the map: %s", p.Figure.Alt)
			}
			return
		}
	}
	t.Error("there is no map")
}

func TestTimelineOfAClaim(t *testing.T) {
	in := testkit.Inversion()
	in.Claims[0].Claim.Source = corpus.Place{Title: "An article", Date: corpus.Date{Year: 2024, Month: 5}}
	in.Claims[0].Claim.Links = append(in.Claims[0].Claim.Links, corpus.Link{Study: "qaseem2017noninvasive", Stance: corpus.Contradicts})
	b, err := reports.ClaimReport(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range b.Blocks {
		if p, ok := block.(*reports.Plot); ok {
			if want := "Timeline. 2012, mentions: Prasad 2012. 2017, contradicts: ACP 2017. 2022, notice: ACP 2017 expired. 2024, claim: An article."; p.Figure.Alt != want {
				t.Errorf("got %q, want %q", p.Figure.Alt, want)
			}
			return
		}
	}
	t.Error("there is no timeline")
}
