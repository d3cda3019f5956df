package samplesize_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"appraise/grading/samplesize"
)

// abstract reads a text without a title.
func abstract(s string) samplesize.SampleSize {
	return samplesize.Read(samplesize.Text{Abstract: s})
}

// value shows a pointer: -1 stands for nil.
func value(p *int) int {
	if p == nil {
		return -1
	}
	return *p
}

func armSizes(s samplesize.SampleSize) []int {
	var out []int
	for _, a := range s.Arms {
		out = append(out, a.N)
	}
	return out
}

// The seed trial of the project, in words of our own.
func TestSeedTrial(t *testing.T) {
	got := samplesize.Read(samplesize.Text{
		Title: "Hanging head down against disc pain: a small randomised trial.",
		Abstract: "In all, 26 patients with one bulging disc were enrolled. Of these, 24 were randomised: " +
			"13 to inversion plus physiotherapy and 11 to physiotherapy alone. An operation was avoided by 10 (76.9%) and 2 (22.2%).",
	})
	if value(got.Enrolled) != 26 || value(got.Randomised) != 24 || value(got.N) != 24 || got.Confidence != samplesize.A {
		t.Errorf("enrolled %d randomised %d n %d %s, want 26 24 24 A", value(got.Enrolled), value(got.Randomised), value(got.N), got.Confidence)
	}
	want := []samplesize.Arm{{Label: "inversion plus physiotherapy", N: 13}, {Label: "physiotherapy alone", N: 11}}
	if !slices.Equal(got.Arms, want) {
		t.Errorf("arms %+v, want %+v", got.Arms, want)
	}
}

// samplesize_cases.json: 40 texts with the numbers a person read in them.
func TestOracleCases(t *testing.T) {
	raw, err := os.ReadFile("../../testdata/oracles/samplesize_cases.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		ID, Text string
		Expected map[string]json.RawMessage
	}
	if err := json.Unmarshal(raw, &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) != 40 {
		t.Fatalf("%d cases, want 40", len(cases))
	}
	for _, c := range cases {
		got := abstract(c.Text)
		for key, want := range c.Expected {
			if g := caseField(t, got, key); g != string(compact(t, want)) {
				t.Errorf("%s: %s is %s, want %s", c.ID, key, g, want)
			}
		}
	}
}

func compact(t *testing.T, raw json.RawMessage) []byte {
	t.Helper()
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// caseField writes one expected field of the oracle from our result.
func caseField(t *testing.T, s samplesize.SampleSize, key string) string {
	t.Helper()
	var v any
	switch key {
	case "n":
		v = s.N
	case "enrolled":
		v = s.Enrolled
	case "screened":
		v = s.Screened
	case "analysed":
		v = s.Analysed
	case "completed":
		v = s.Completed
	case "participants_in_included":
		v = s.NParticipants
	case "arms":
		v = armSizes(s)
	case "kind":
		v = "study"
		if s.NStudies != nil {
			v = "review"
		}
	default:
		t.Fatalf("unknown field %s", key)
	}
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// n is -1 where the program has to abstain.
func TestRead(t *testing.T) {
	tests := []struct {
		name, text string
		n          int
		confidence samplesize.Confidence
		arms       []int
	}{
		{"empty", "", -1, "D", nil},
		{"no number", "Traction is popular and we say why.", -1, "D", nil},
		{"ages are not people", "Persons aged 18 to 65 years can join. Mean age was 43 and the oldest was 91 years.", -1, "D", nil},
		{"doses are not people", "Patients took 500 mg or 20 mg/day for 12 weeks.", -1, "D", nil},
		{"scores are not people", "A mean score of 34 points and a level of 12 were seen in patients.", -1, "D", nil},
		{"dates are not people", "Between May 1999 and December 2001 patients were enrolled at 12 hospitals.", -1, "D", nil},
		{"percentages are not people", "Of the patients, 56% smoked and 12 percent drank.", -1, "D", nil},
		{"p value", "Patients improved (P < 0.05, p = .032; 95% CI 1 to 12).", -1, "D", nil},
		{"ratio", "Patients were randomised 2:1 to drug or placebo.", -1, "D", nil},
		{"registry number", "Patients were randomised. Registration: ISRCTN 12345678.", -1, "D", nil},
		{"surface", "Patients were randomised to 75 mg/m(2) or 100 mg/m(2).", -1, "D", nil},
		{"animals", "Forty rats were randomised to drug or saline.", -1, "D", nil},
		{"animals by strain", "Wistar rats were randomised to drug (n = 12) or saline (n = 12).", -1, "D", nil},
		{"case report", "A 45-year-old woman came with a red eye.", -1, "D", nil},
		{"randomised", "We randomly assigned 333 women to yoga or rest.", 333, "A", nil},
		{"passive with a long phrase", "Eighty consecutive, previously untreated, post-menopausal women with pain were randomised.", 80, "A", nil},
		{"accrued", "Between May 1999 and December 2001, we accrued 136 survivors.", 136, "A", nil},
		{"number words", "Five thousand five hundred and sixty-nine patients were randomised.", 5569, "A", nil},
		{"hyphens in number words", "Two-hundred-and-forty adults were enrolled.", 240, "A", nil},
		{"a hundred", "A hundred adults were enrolled.", 100, "A", nil},
		{"million", "About 1.2 million women were screened.", -1, "D", nil},
		{"thousand in words", "The trial enrolled 62 thousand women.", 62000, "A", nil},
		{"thin space", "A total of 13\u2009388 women were randomly assigned.", 13388, "A", nil},
		{"no-break space", "A total of 48\u00a0835 women were randomised.", 48835, "A", nil},
		{"space before an adjective", "A total of 48 835 postmenopausal women were randomised.", 48835, "A", nil},
		{"two thousands groups", "We enrolled 1,234,567 adults.", 1234567, "A", nil},
		{"middle dot is a decimal", "Patients (median age 61\u00b73 years; n=351) were randomised.", 351, "A", nil},
		{"year with noun", "In all, 2011 patients were randomised.", 2011, "A", nil},
		{"versus pair", "Early and late surgery were compared (41 vs 39 patients).", 80, "C", []int{41, 39}},
		{"13 v 11", "After randomisation the groups held 13 v 11 patients.", 24, "C", []int{13, 11}},
		{"13 vs 11", "After randomisation the groups held 13 vs 11 patients.", 24, "C", []int{13, 11}},
		{"N of a headed bracket", "Women (N = 58) were randomised to a diet or none.", 58, "A", nil},
		{"arms in brackets", "We randomised 53 women (26 surgery first and 27 drug first).", 53, "A", []int{26, 27}},
		{"arms with semicolons", "In 2016, 726 adults were randomly assigned (484, drug; 242, placebo).", 726, "A", []int{484, 242}},
		{"arms by name", "Fifty-one patients were randomised to cooling (34) or control arm (17).", 51, "A", []int{34, 17}},
		{"arms elliptic", "Sixty-eight patients were enrolled: 33 were assigned to drug and 35 to placebo.", 68, "A", []int{33, 35}},
		{"arms respectively", "In total, 271 and 278 patients received drug and placebo, respectively.", 549, "C", []int{271, 278}},
		{"one arm only", "A total of 266 patients were randomly assigned to drug A and 263 to drug B.", 529, "C", []int{266, 263}},
		{"arms in two sentences", "Twenty-five adults in the yoga group had lessons. Twenty-four adults in the control group had none.", 49, "C", []int{25, 24}},
		{"each", "Twenty women were assigned to each study arm. The two arms were alike.", 40, "C", []int{20, 20}},
		{"groups of", "Adults were randomly divided into four groups of 15 patients.", 60, "C", []int{15, 15, 15, 15}},
		{"subset after of", "Of 119 adults enrolled, 23 (19%) had pain.", 119, "A", nil},
		{"of whom, randomised", "26 patients were enrolled, of whom 24 were randomised: 13 to traction and 11 to rest.", 24, "A", []int{13, 11}},
		{"of them, randomised", "Twenty-six people entered the study; 24 of them were randomised.", 24, "A", nil},
		{"of them, active", "We enrolled 26 adults and randomised 24 of them.", 24, "A", nil},
		{"of whom", "We recruited 80 adults, of whom 64 were assessable.", 80, "A", nil},
		{"fraction", "Sixty-eight (62%) of 109 patients were recruited.", 68, "A", nil},
		{"events", "Three patients died and 12 patients relapsed. We enrolled 45 patients.", 45, "A", nil},
		{"target is not n", "The target (n = 178) was missed. A total of 82 adults were randomised.", 82, "A", nil},
		{"unknown noun", "Thirty-three Xhosas were randomly assigned to a diet or none.", 33, "B", nil},
		{"patient visits", "We studied 400 patient visits.", -1, "D", nil},
		{"person-years", "During 4000 person-years of care patients did well.", -1, "D", nil},
		{"sites are not people", "Sixty surgeons worked at 13 hospitals. The trial included 335 women.", 335, "B", nil},
		{"heading run on", "It is common.MethodsOne hundred twenty eight patients, aged 20-70 years, were recruited.Results are good.", 128, "A", nil},
		{"heading of participants", "PARTICIPANTS: Sixty-two adults, not fit for surgery, requiring treatment.", 62, "B", nil},
		{"before a later change", "After 15 patients had been randomised the rules changed. In the end 24 were randomly assigned to drugs and 24 to surgery.", 48, "C", []int{24, 24}},
		{"one group", "We assigned 1511 patients to drug A and 1518 to drug B.", 3029, "C", []int{1511, 1518}},
		{"side by side", "Thirty patients with gout and 30 healthy adults were recruited.", 60, "C", []int{30, 30}},
		{"providers", "Three surgeons were recruited.", 3, "C", nil},
		{"met and were randomised", "Of 922 consenting adults, 698 met the criteria and were randomly assigned to A or B.", 698, "A", nil},
		{"trials of which", "We found 46 trials, of which 28 were included.", -1, "D", nil},
		{"title", "Gabapentin for 420 women with flushes.", 420, "C", nil},
	}
	for _, c := range tests {
		got := abstract(c.text)
		if value(got.N) != c.n || got.Confidence != c.confidence {
			t.Errorf("%s: n %d %s (%s), want %d %s", c.name, value(got.N), got.Confidence, got.Basis, c.n, c.confidence)
		}
		if c.arms != nil && !slices.Equal(armSizes(got), c.arms) {
			t.Errorf("%s: arms %v, want %v", c.name, armSizes(got), c.arms)
		}
	}
}

func TestLevels(t *testing.T) {
	got := abstract("We screened 900 adults. A total of 310 were eligible and 300 were enrolled. " +
		"Of these, 280 were randomised (140 to yoga, 140 to rest). In all, 262 completed the trial and 275 were included in the intention-to-treat analysis.")
	for _, c := range []struct {
		name      string
		got, want int
	}{
		{"screened", value(got.Screened), 900}, {"eligible", value(got.Eligible), 310}, {"enrolled", value(got.Enrolled), 300},
		{"randomised", value(got.Randomised), 280}, {"completed", value(got.Completed), 262}, {"analysed", value(got.Analysed), 275},
		{"n", value(got.N), 280},
	} {
		if c.got != c.want {
			t.Errorf("%s %d, want %d", c.name, c.got, c.want)
		}
	}
}

func TestUnitsApart(t *testing.T) {
	tests := []struct {
		text string
		n    int
		unit samplesize.Unit
	}{
		{"Sixty eyes of 30 patients were randomised to laser or rest.", 30, samplesize.Unit{Kind: "eyes", N: 60}},
		{"Twenty-four practices were randomised. In total, 1,150 patients were enrolled.", 1150, samplesize.Unit{Kind: "practices", N: 24}},
		{"Forty knees were randomised to brace or tape.", -1, samplesize.Unit{Kind: "knees", N: 40}},
		{"This cluster randomised trial included 12 schools and 640 children.", 640, samplesize.Unit{Kind: "schools", N: 12}},
	}
	for _, c := range tests {
		got := abstract(c.text)
		if value(got.N) != c.n {
			t.Errorf("%s: n %d, want %d", c.text, value(got.N), c.n)
		}
		if !slices.Contains(got.Units, c.unit) {
			t.Errorf("%s: units %v, want %v", c.text, got.Units, c.unit)
		}
	}
}

func TestCrossoverCountsPeopleOnce(t *testing.T) {
	got := abstract("In a crossover trial 16 volunteers were randomly allocated to the order of two drinks.")
	if value(got.N) != 16 || len(got.Notes) == 0 {
		t.Errorf("n %d notes %v, want 16 and a note", value(got.N), got.Notes)
	}
}

func TestReviews(t *testing.T) {
	tests := []struct {
		name           string
		text           samplesize.Text
		studies, total int
	}{
		{"title", samplesize.Text{Title: "Traction: a systematic review and meta-analysis.",
			Abstract: "We found 812 records. Seven trials with 403 participants were included."}, 7, 403},
		{"publication type", samplesize.Text{Title: "Traction.", PublicationTypes: []string{"Meta-Analysis"},
			Abstract: "Thirty-two RCTs involving 2762 participants were included."}, 32, 2762},
		{"of which", samplesize.Text{Title: "Calcium antagonists [systematic review].",
			Abstract: "In all, 46 trials were identified of which 28 were included (7521 patients)."}, 28, 7521},
		{"review without the word systematic", samplesize.Text{Title: "Iron in pregnancy.",
			Abstract: "Forty trials, involving 12706 women, were included in the review."}, 40, 12706},
		{"searched", samplesize.Text{Abstract: "Traction is common. We searched MEDLINE for this systematic review. " +
			"We included 12 studies (n = 950)."}, 12, 950},
	}
	for _, c := range tests {
		got := samplesize.Read(c.text)
		if got.N != nil || value(got.NStudies) != c.studies || value(got.NParticipants) != c.total {
			t.Errorf("%s: n %d studies %d participants %d, want none %d %d", c.name, value(got.N), value(got.NStudies),
				value(got.NParticipants), c.studies, c.total)
		}
	}
	trial := samplesize.Read(samplesize.Text{Title: "A randomised trial of traction.",
		Abstract: "A meta-analysis was in doubt. We randomised 40 adults."})
	if value(trial.N) != 40 || trial.NStudies != nil {
		t.Errorf("a trial that names a meta-analysis: n %d studies %d, want 40 and none", value(trial.N), value(trial.NStudies))
	}
}

// The JSON that `appraise extract` writes: n is null, never 0.
func TestJSON(t *testing.T) {
	raw, err := json.Marshal(abstract("Nothing was counted."))
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(raw, &got); err != nil {
		t.Fatal(err)
	}
	for _, list := range []string{"arms", "units", "spans", "notes"} {
		if v, ok := got[list].([]any); !ok || len(v) != 0 {
			t.Errorf("%s is %v, want []", list, got[list])
		}
	}
	if n, ok := got["n"]; !ok || n != nil || got["confidence"] != "D" {
		t.Errorf("n %v confidence %v, want null and D", n, got["confidence"])
	}
}

// What stands beside a number says whether it counts the people of the study:
// each text is a way in which another number was once taken for them.
func TestOtherNumbers(t *testing.T) {
	for _, c := range []struct {
		name, title, text string
		n                 int // -1 for none
		confidence        samplesize.Confidence
	}{
		{"second arm like a year", "", "1930 women were randomly assigned to receive the drug and 1951 to placebo.", 3881, samplesize.C},
		{"a planned number", "", "Adults (n = 130) will be randomly allocated to walking or rest.", 130, samplesize.B},
		{"events of all people", "", "Of the 640 patients, 90 became worse, 15 died, and 31 were admitted to intensive care.", 640, samplesize.C},
		{"a share of the people", "", "We looked at 900 patients. In 210 patients (88%) with fluid, thickening was observed.", 900, samplesize.C},
		{"registered as a cause", "", "Of 4000 deaths, 900 (22.5%) registered the infection as the cause.", -1, samplesize.D},
		{"followed by", "", "We treated 82 patients. Ductal cancer was found in 61 patients, followed by other types.", 82, samplesize.C},
		{"patients randomised to one arm", "", "In all, 4000 persons were enrolled. Stroke occurred in 50 of 2000 patients randomised to the drug and 90 of 2000 patients randomised to placebo.", 4000, samplesize.A},
		{"part of those enrolled", "", "Efficacy was evaluated in 270 of 290 patients randomised to treatment.", 290, samplesize.A},
		{"months after randomisation", "", "Forms were completed by 900 patients up to 24 months after randomisation.", 900, samplesize.C},
		{"people they were selected from", "", "Controls were selected from over 20,000 men taking part in a cohort study.", -1, samplesize.D},
		{"a population of people to draw from", "", "From a population of 2100 buyers, 500 patients were randomly selected and interviewed.", 500, samplesize.B},
		{"a sample to draw from", "", "We held talks with 50 women. They were drawn from a sample of 200 women in a project.", 50, samplesize.C},
		{"a part of the sample", "", "Blood was taken from 130 patients. The heart was measured in a subsample of 70 patients.", 130, samplesize.C},
		{"groups within the sample", "", "The participants were 36 native speakers, comprising 18 participants with the syndrome and 18 without.", 36, samplesize.C},
		{"two samples with treatment between", "", "Forty patients treated with 50 to 600 mg a day and 42 healthy subjects were tested.", 82, samplesize.C},
		{"a control group elsewhere", "", "First, we examined 10 subjects before the drug. They were then compared with a control group of 12 subjects.", 10, samplesize.C},
		{"only asked to take part", "", "In all, 3000 patients were invited to participate in the survey.", 3000, samplesize.C},
		{"a study with a letter case of titles", "A Validation Study of 2 Scoring Systems", "Videos were rated.", -1, samplesize.D},
		{"genomes", "", "We analyzed 30 complete and draft genomes obtained from rabbits.", -1, samplesize.D},
		{"animals of one sex", "", "For this, 24 female, 7-day-old piglets were allocated to two groups.", -1, samplesize.D},
		{"thousands in two words", "", "There are more than 700 000 incident strokes among people each year.", -1, samplesize.D},
		{"trials that enrolled", "", "Ten randomised trials in hypertension were identified. Six of them enrolled a small number of patients.", -1, samplesize.D},
		{"doctors were randomised", "", "Fifty general practitioners were randomly assigned to training or not. They recruited 4300 individuals.", 4300, samplesize.A},
		{"women in brackets", "", "Six hundred and nine patients (31% females) gave blood.", 609, samplesize.C},
		{"share that took part", "", "Of these, 13,000 (90.8%) of 14,300 eligible participants were interviewed.", 13000, samplesize.B},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := samplesize.Read(samplesize.Text{Title: c.title, Abstract: c.text})
			if value(got.N) != c.n || got.Confidence != c.confidence {
				t.Errorf("n %d %s (%s), want %d %s", value(got.N), got.Confidence, got.Basis, c.n, c.confidence)
			}
			if c.name == "a planned number" && (got.Randomised != nil || value(got.Planned) != 130) {
				t.Errorf("randomised %d, planned %d, want none and 130", value(got.Randomised), value(got.Planned))
			}
		})
	}
}

// The trials of a review are not its participants.
func TestReviewCounts(t *testing.T) {
	for _, c := range []struct {
		text                  string
		studies, participants int
	}{
		{"A systematic review. Seven randomised controlled trials were included.", 7, -1},
		{"A systematic review. Of 6100 potentially relevant articles, 36 studies were included; 11 trials were large.", 36, -1},
		{"A systematic review. We identified 14 studies of eating (experimental; n = 3).", 14, -1},
		{"A systematic review. A total of 26 relevant studies involving 1800 participants were included.", 26, 1800},
		{"A systematic review. Six randomised trials (n = 1900) were included.", 6, 1900},
	} {
		got := abstract(c.text)
		if got.N != nil || value(got.NStudies) != c.studies || value(got.NParticipants) != c.participants {
			t.Errorf("%s\n%d studies, %d participants, want %d and %d", c.text, value(got.NStudies), value(got.NParticipants), c.studies, c.participants)
		}
	}
}
