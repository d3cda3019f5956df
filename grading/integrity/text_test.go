package integrity_test

import (
	"encoding/json"
	"strings"
	"testing"

	"appraise/grading/integrity"
)

func num(n int) *int { return &n }

// seed is the demonstration trial in our own words: arms of 13 and 11, and a
// percentage in the second arm that only nine people give.
var seed = integrity.Input{
	Title: "Inversion therapy for lumbar disc disease: a pilot randomised trial",
	Abstract: "We enrolled 26 people on the waiting list and randomised 24 of them (13 to inversion, 11 to control). " +
		"At six weeks surgery was avoided in 10 (76.9%) patients in the inversion group, and in only two patients (22.2%) in the control group.",
	Enrolled: num(26), Randomised: num(24),
	Arms: []integrity.Arm{{Label: "inversion", N: 13}, {Label: "control", N: 11}},
}

// TestSeed holds the numbers of the demonstration to the printed digits.
func TestSeed(t *testing.T) {
	r := integrity.Text(seed)
	if len(r.Findings) != 1 {
		t.Fatalf("%d findings, want 1: %+v", len(r.Findings), r.Findings)
	}
	f := r.Findings[0]
	if f.Check != integrity.PercentArm || f.Level != integrity.Check {
		t.Errorf("got %s at level %s, want percent-arm at check", f.Check, f.Level)
	}
	all := f.Statement + "\n" + f.Arithmetic + "\n" + strings.Join(f.Consequences, "\n")
	for _, want := range []string{
		"22.2 % does not fit 2 of 11 (control), which is 18.2 %",
		"76.9 % fits 10 of 13 (inversion)",
		"Of the denominators from 2 to 13, only 9 fits: 2 of the 11 people in that arm may not be in the denominator",
		"3/13 v 7/9 without it: risk ratio 0.297 (95% CI 0.104 to 0.850); Fisher's exact p = 0.027",
		"10/13 v 2/9 with the event: risk ratio 3.462 (95% CI 0.984 to 12.179)",
		"3/13 v 9/11 without it: risk ratio 0.282 (95% CI 0.101 to 0.791); Fisher's exact p = 0.012",
		"3/13 v 7/11 without it: risk ratio 0.363 (95% CI 0.122 to 1.077); Fisher's exact p = 0.095",
		"Whether p is below .05 depends on the people who are missing",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("missing %q in\n%s", want, all)
		}
	}
	if f.Span.Field != "abstract" || seed.Abstract[f.Span.Start:f.Span.End] != f.Quote || !strings.HasPrefix(f.Quote, "10 (76.9%)") {
		t.Errorf("quote %q at %+v", f.Quote, f.Span)
	}
	if r.Checked != 2 || r.Numbers != 2 {
		t.Errorf("%s, want 2 of 2", r)
	}
}

// TestSeedVariants turns the sentence round and swaps the arms; the finding
// must stay, and go when the percentages fit.
func TestSeedVariants(t *testing.T) {
	arms := []integrity.Arm{{N: 13}, {N: 11}}
	swapped := []integrity.Arm{{N: 11}, {N: 13}}
	for _, c := range []struct {
		text string
		arms []integrity.Arm
		want bool
	}{
		{"Surgery was avoided in 10 (76.9%) in the inversion group and two (22.2%) in the control group.", arms, true},
		{"Surgery was avoided in 10 (76.9%) in the inversion group and two (22.2%) in the control group.", swapped, true},
		{"Surgery was avoided in 10 (76.9%) of those in the inversion group and in 2 (22.2%) of those in the control group.", arms, true},
		{"Surgery was avoided in 10 patients (76.9%) of the inversion group and in two (22.2%) of the control group.", arms, true},
		{"Surgery was avoided in 10 (76.9%) of those who smoked in the inversion group and in 2 (18.2%) of those in the control group.", arms, false},
		{"Surgery was avoided in two (22.2%) control patients and in 10 (76.9%) treated patients.", arms, true},
		{"Surgery was avoided in 10 (76.9%) in the inversion group and two (18.2%) in the control group.", arms, false},
		{"Surgery was avoided in 10 (83.3%) in the inversion group and two (22.2%) in the control group.", arms, false}, // neither fits: denominators unknown
		{"Of 9 smokers assigned to control, 2 (22.2%) quit, and 10 (76.9%) in the inversion group did.", arms, false},   // 9 is in the text
		{"Surgery was avoided in 10 (76.9%) patients. Two (22.2%) had headache.", arms, false},                          // two sentences
		{"Surgery was avoided in 10 (76.9%) in the inversion group and two (22.2%) in the control group.", nil, false},
	} {
		r := integrity.Text(integrity.Input{Abstract: c.text, Arms: c.arms})
		if got := len(r.Findings) == 1; got != c.want {
			t.Errorf("%q with %v: finding %v, want %v (%+v)", c.text, c.arms, got, c.want, r.Findings)
		}
	}
}

// textCases lists what must be read and what must be left alone. want names
// the checks of the findings in order; checked is how many numbers were
// checked.
var textCases = []struct {
	name, text string
	want       string
	checked    int
}{
	{"fraction fits", "Pain stopped in 12/45 (27%) and 20/48 (42%) patients.", "", 2},
	{"fraction does not fit", "Pain stopped in 12/45 patients (37%).", "percent", 1},
	{"of", "Pain stopped in 12 of the 45 patients (37%).", "percent", 1},
	{"out of", "Pain stopped in 12 out of 45 (37%).", "percent", 1},
	{"percent first", "Pain stopped in 37% (12/45) of them.", "percent", 1},
	{"percent first, brackets", "Pain stopped in 37% [12 of 45].", "percent", 1},
	{"percent of patients", "Pain stopped in 37% of the patients (12/45).", "percent", 1},
	{"inside", "Pain stopped in most (12/45, 37%).", "percent", 1},
	{"inside, n", "Pain stopped (n = 12/45, 37%).", "percent", 1},
	{"percent then of", "Pain stopped in 12 (37%) of 45 patients.", "percent", 1},
	{"number words", "Pain stopped in twelve of forty-five patients (37%).", "percent", 1},
	{"long number words", "One hundred and twelve of 145 patients (77%) answered.", "", 1},
	{"per cent", "Pain stopped in 37 per cent (12/45).", "percent", 1},
	{"raised point", "Pain stopped in 12/45 (37·7%).", "percent", 1},
	{"with interval", "Pain stopped in 12/45 (37%; 95% CI 15 to 42).", "percent", 2},
	{"thousands", "Of them 1,250 of 12,500 (10%) answered.", "", 1},
	{"cut off", "Pain stopped in 2/7 (28%).", "percent", 1},
	{"idiom", "As many as four of five (79%) people agreed.", "", 0},
	{"dose", "More eyes with 0.5% (12 of 39 eyes, 31%) were worse.", "", 1},
	{"subgroup words", "Response was 44.7% in responders (38/92).", "", 0},
	{"grade", "Grade 3/4 toxicity (24%) was seen.", "", 0},
	{"year", "Care was given to 638 (40%) of the 1985 sample.", "", 0},
	{"list", "Events were 12/45 versus 20/44 (27% versus 45%).", "", 0},
	{"men and women", "A total of 19 men and 13 women (40.6%) of 32 took part.", "", 0},
	{"split decimal", "Response was 80. 6% (25/31) there.", "", 0},
	{"spaced thousands", "Of 13 388 women 516 (7.9%) and 13 388 (50%) of 9999 had it.", "", 0},
	{"range", "Response was 10-20% (3/12).", "", 0},
	{"hedge", "About 30% (12/45) improved.", "", 0},
	{"level is no percentage", "The 95% CI was wide.", "", 0},

	{"ratio agrees", "Deaths fell (RR 0.75; 95% CI 0.60 to 0.94; p = 0.012).", "", 2},
	{"ratio, hyphen", "Deaths fell (hazard ratio [HR], 0.75; 95% CI, 0.60-0.94; P=.01).", "", 2},
	{"ratio, comma", "Deaths fell (OR = 0.75, 95% CI = 0.60, 0.94, P < .05).", "", 2},
	{"long words", "The odds ratio for death was 0.75 (95% confidence interval [CI], 0.60–0.94).", "", 1},
	{"interval and p disagree", "Deaths fell (RR 0.75; 95% CI 0.60 to 0.94; p = 0.35).", "interval-p", 2},
	{"interval holds the null", "Deaths fell (RR 1.30; 95% CI 0.95 to 1.78; p = 0.01).", "interval-p", 2},
	{"outside", "Deaths fell (OR 1.65; 95% CI 1.84-3.25).", "estimate-interval", 1},
	{"skewed", "Deaths rose (OR 2.5; 95% CI 1.5 to 3.0).", "estimate-interval", 1},
	{"no CI word", "Deaths rose (OR 1.20 (1.12-3.57)).", "estimate-interval", 1},
	{"minus signs", "Pain fell (mean difference −1.39; 95% CI −1.81 to −0.98; p < 0.00001).", "", 2},
	{"hyphens as minus", "Pain fell (MD -1.39, 95% CI -1.81--0.98).", "", 1},
	{"direction in words", "Weight fell by a mean difference of 2.0 kg (95% CI -3.2 to -0.8).", "", 0},
	{"lost minus or not", "The SMD was -0.19 (95% CI -0.27-0.12).", "", 0},
	{"SMD", "Pain fell (SMD 0.44, 95% CI 0.11 to 0.77).", "", 1},
	{"one-sided", "Deaths fell (RR 0.75; 95% CI 0.60 to 0.94; one-sided p = 0.35).", "", 2},
	{"trend", "Deaths fell (RR 0.75; 95% CI 0.60 to 0.94; P = .35 for trend).", "", 1},
	{"conjunction or", "They had one or 2 (1.5-3.5) drinks.", "", 0},
	{"relative risk reduction", "The relative risk reduction was 25% (95% CI 6 to 40).", "", 1},
	{"per 100,000", "Prevalence was 35.5 per 100,000 (95% CI 33.6 to 37.3).", "", 0},
	{"SD before CI", "Weight loss was 3.5 kg (SD 4.91) (95% CI 2.70 to 4.30).", "", 0},
	{"difference not printed", "Rates were 83.7% v 52.9% (95% CI 17.6-44.0).", "", 0},
	{"list of intervals", "HRs were 0.8 and 0.9 (95% CI 0.6-0.9 and 0.7-1.1).", "", 0},
	{"mistyped level", "HR 0.51 (05% CI 0.27-0.98).", "", 0},
	{"heart rate", "Resting HR 75 (70-80) was normal.", "", 0},

	{"t agrees", "Groups differed, t(28) = 2.20, p = .036.", "", 2},
	{"t", "Groups differed, t(28)=2.20, p=.30.", "p-value", 2},
	{"t, one-sided", "Groups differed, t(28) = 2.20, one-tailed p = .018.", "", 2},
	{"F", "Groups differed, F(1, 46) = 3.12, P = .004.", "p-value", 2},
	{"F with large df", "Groups differed, F(1,230) = 3.12, P = .079.", "", 2},
	{"chi2 forms", "χ2(1) = 6.42, p = .011; chi(2)(1) = 6.42, p = .011; χ²(1, N = 90) = 6.42, p = .011; chi-square = 6.42, df = 1, p = .011.", "", 8},
	{"chi2", "χ2(1) = 6.42, p = .11.", "p-value", 2},
	{"z", "z = -2.42, p = 0.16.", "p-value", 2},
	{"r", "r(28) = .22, p = .02.", "p-value", 2},
	{"r squared", "Both correlated (r(2) = 0.5, P < 0.001).", "", 0},
	{"p zero", "t(30) = 4.31, p = 0.000.", "p-value", 2},
	{"not significant", "t(28) = 2.50, ns.", "p-value", 2},

	{"I2 agrees", "Heterogeneity was low (Q = 6.62, df = 5, I2 = 24%).", "", 1},
	{"I2", "Heterogeneity was low (Q = 6.62, df = 5, I² = 64%).", "i2-q", 1},
	{"I2 from chi2", "Heterogeneity was low (chi2 = 6.62, df = 5 (P = 0.25); I(2) = 64%).", "i2-q", 3},
	{"I2 alone", "Heterogeneity was low (I2 = 24%).", "", 0},

	{"counts and p", "Relapse was seen in 18/25 (72%) with drug and in 13/25 (52%) with placebo (P = 0.002).", "p-counts", 3},
	{"counts and p agree", "Relapse was seen in 18/25 (72%) with drug and in 13/25 (52%) with placebo (P = 0.15).", "", 3},
	{"counts and OR", "Relapse was seen in 18/25 (72%) with drug v 13/25 (52%) with placebo (odds ratio 4.10).", "effect-counts", 3},
	{"counts and OR agree", "Relapse was seen in 18/25 (72%) with drug v 13/25 (52%) with placebo (odds ratio 2.37).", "", 3},
	{"counts and OR, other way", "Relapse was seen in 18/25 (72%) with drug v 13/25 (52%) with placebo (odds ratio 0.42).", "", 3},

	{"GRIM", "The mean MADRS score was 5.19 (SD 1.5; n = 28) at baseline.", "grim", 1},
	{"GRIM fits", "The mean MADRS score was 5.18 (SD 1.5; n = 28) at baseline.", "", 1},
	{"GRIMMER", "The mean PHQ-9 score was 3.44 (SD 2.47, n = 18) at baseline.", "grimmer", 1},
	{"no whole numbers", "The mean WOMAC score was 5.19 (SD 1.5; n = 28) at baseline.", "", 0},
	{"adjusted", "The adjusted mean MADRS score was 5.19 (SD 1.5; n = 28).", "", 0},
	{"out of range", "The MADRS score was 75 at entry.", "scale-range", 0},
	{"in range", "The MADRS score was 35 at entry.", "", 0},
	{"units", "The VAS score of 80 mm fell.", "", 0},
}

func TestText(t *testing.T) {
	for _, c := range textCases {
		r := integrity.Text(integrity.Input{Abstract: c.text})
		var kinds []string
		for _, f := range r.Findings {
			kinds = append(kinds, string(f.Check))
		}
		if got := strings.Join(kinds, " "); got != c.want || r.Checked != c.checked {
			t.Errorf("%s: %q: findings %q checked %d of %d, want %q checked %d\n%+v", c.name, c.text, got, r.Checked, r.Numbers, c.want, c.checked, r.Findings)
		}
		if r.Checked > r.Numbers {
			t.Errorf("%s: checked %d of %d numbers", c.name, r.Checked, r.Numbers)
		}
	}
}

// TestTextLedger checks the numbers handed in with a text.
func TestTextLedger(t *testing.T) {
	for _, c := range []struct {
		name string
		in   integrity.Input
		want string
	}{
		{"seed", integrity.Input{Enrolled: num(26), Randomised: num(24), Arms: []integrity.Arm{{N: 13}, {N: 11}}}, ""},
		{"arms do not add up", integrity.Input{Randomised: num(24), Arms: []integrity.Arm{{N: 13}, {N: 10}}}, "participant-flow"},
		{"more later", integrity.Input{Enrolled: num(20), Randomised: num(24)}, "participant-flow"},
		{"loss", integrity.Input{Randomised: num(24), Analysed: num(22)}, "participant-loss"},
		{"numbers of different things", integrity.Input{Randomised: num(155), Arms: []integrity.Arm{{N: 6}, {N: 6}}}, ""},
		{"cited level", integrity.Input{Enrolled: num(26), Randomised: num(24), Abstract: "In this 26-patient trial all went well."}, "cited-level"},
		{"cited well", integrity.Input{Enrolled: num(26), Randomised: num(24), Abstract: "In this 24-patient trial all went well."}, ""},
		{"negative", integrity.Input{Randomised: num(-3), Arms: []integrity.Arm{{N: -1}, {N: 0}}}, ""},
	} {
		var kinds []string
		for _, f := range integrity.Text(c.in).Findings {
			kinds = append(kinds, string(f.Check))
			if f.Level > integrity.Check {
				t.Errorf("%s: level %s of a finding in text", c.name, f.Level)
			}
		}
		if got := strings.Join(kinds, " "); got != c.want {
			t.Errorf("%s: findings %q, want %q", c.name, got, c.want)
		}
	}
}

// TestDismissal: the identifier stays when the text around changes or is
// wrapped anew, and changes with a number.
func TestDismissal(t *testing.T) {
	id := func(text string) string {
		r := integrity.Text(integrity.Input{Abstract: text})
		if len(r.Findings) != 1 {
			t.Fatalf("%q: %d findings, want 1", text, len(r.Findings))
		}
		return r.Findings[0].ID
	}
	a := id("Pain stopped in 12 of 45 patients (37%).")
	if b := id("BACKGROUND: More. Pain stopped in 12 of\n45  patients (37%)."); a != b {
		t.Errorf("identifier changed with white space: %s, %s", a, b)
	}
	if b := id("Pain stopped in 12 of 45 patients (38%)."); a == b {
		t.Errorf("identifier %s stayed although a number changed", a)
	}
}

func TestFindingJSON(t *testing.T) {
	b, err := json.Marshal(integrity.Text(seed))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Findings []map[string]any `json:"findings"`
		Checked  int              `json:"checked"`
		Numbers  int              `json:"numbers"`
	}
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"check", "level", "statement", "arithmetic", "quote", "span", "innocent_reasons", "how_to_resolve", "sources", "id"} {
		if _, ok := got.Findings[0][key]; !ok {
			t.Errorf("finding has no %q: %s", key, b)
		}
	}
	if got.Findings[0]["level"] != "check" {
		t.Errorf("level %v, want check", got.Findings[0]["level"])
	}
	var back integrity.Report
	if err := json.Unmarshal(b, &back); err != nil || back.Findings[0].ID != integrity.Text(seed).Findings[0].ID {
		t.Errorf("reading back: %v %+v", err, back)
	}
}
