package results_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/grading/results"
)

// show writes a proposal on one line, for comparison in tables.
func show(p results.Proposal) string {
	var b strings.Builder
	if p.Value != nil {
		fmt.Fprintf(&b, "%s %g", p.Measure, *p.Value)
		if p.Unit != "" {
			b.WriteString(" " + p.Unit)
		}
		if p.Low != nil {
			fmt.Fprintf(&b, " [%g,%g]", *p.Low, *p.High)
		}
		if p.Level != 0 {
			fmt.Fprintf(&b, "@%g", p.Level)
		}
		if p.Adjusted {
			b.WriteString(" adjusted")
		}
	}
	for _, a := range p.Arms {
		fmt.Fprintf(&b, " {%s", a.Label)
		number := func(name string, v *float64) {
			if v != nil {
				fmt.Fprintf(&b, " %s=%g", name, *v)
			}
		}
		if a.Events != nil {
			fmt.Fprintf(&b, " x=%d", *a.Events)
		}
		if a.N != nil {
			fmt.Fprintf(&b, " n=%d", *a.N)
		}
		if a.Percent != "" {
			b.WriteString(" " + a.Percent + "%")
		}
		number("mean", a.Mean)
		number("sd", a.SD)
		number("se", a.SE)
		number("±", a.Spread)
		number("median", a.Median)
		if a.Low != nil {
			fmt.Fprintf(&b, " %s %g-%g", a.Bounds, *a.Low, *a.High)
		}
		b.WriteString("}")
	}
	if p.P != "" {
		b.WriteString(" p " + p.P)
	}
	return strings.TrimSpace(b.String()) + " " + string(p.Confidence)
}

// readCases are sentences in our own words, with everything that must be read
// from them and nothing else; " | " separates proposals.
var readCases = []struct{ name, text, want string }{
	// Effect estimates.
	{"ratio", "Deaths fell (RR 0.75; 95% CI 0.60 to 0.94; p = 0.012).", "RR 0.75 [0.6,0.94]@0.95 p 0.012 A"},
	{"hyphen and brackets", "Deaths fell (hazard ratio [HR], 0.75; 95% CI, 0.60-0.94; P=.01).", "HR 0.75 [0.6,0.94]@0.95 p 0.01 A"},
	{"comma", "Deaths fell (OR = 0.75, 95% CI = 0.60, 0.94, P < .05).", "OR 0.75 [0.6,0.94]@0.95 p <0.05 A"},
	{"long words", "The odds ratio for death was 0.75 (95% confidence interval [CI], 0.60–0.94).", "OR 0.75 [0.6,0.94]@0.95 A"},
	{"adjusted", "Relapse was rarer (adjusted odds ratio 0.5, 95% CI 0.3 to 0.8).", "OR 0.5 [0.3,0.8]@0.95 adjusted A"},
	{"aOR", "Relapse was rarer (aOR 0.5, 95% CI 0.3 to 0.8).", "OR 0.5 [0.3,0.8]@0.95 adjusted A"},
	{"brackets only", "Relapse was rarer (OR 1.20 (1.12-3.57)).", "OR 1.2 [1.12,3.57] B"},
	{"limits after a comma", "Relapse was rarer (hazard ratio 1.3, 0.6 to 2.5; P = 0.49).", "HR 1.3 [0.6,2.5] p 0.49 B"},
	{"raised point", "Recurrence was rarer (HR 0·89 [95% CI 0·64–1·23]).", "HR 0.89 [0.64,1.23]@0.95 A"},
	{"split decimals", "Infection was commoner (OR 1.48, 95% CI 1.04, 2. 14, P =. 04).", "OR 1.48 [1.04,2.14]@0.95 p 0.04 A"},
	{"level after", "Deaths fell (HR 0.75, CI 95%: 0.60-0.94).", "HR 0.75 [0.6,0.94]@0.95 A"},
	{"ninety", "Deaths fell (HR 0.75; 90% CI 0.60-0.94).", "HR 0.75 [0.6,0.94]@0.9 A"},
	{"credible", "Deaths fell (RR 0.75; 95% credible interval 0.60 to 0.94).", "RR 0.75 [0.6,0.94]@0.95 A"},
	{"p first", "Deaths fell (p = 0.012; RR 0.75, 95% CI 0.60 to 0.94).", "RR 0.75 [0.6,0.94]@0.95 p 0.012 A"},
	{"p between", "Deaths rose (OR 2.1; P = .01; 95% CI 1.2 to 3.6).", "OR 2.1 [1.2,3.6]@0.95 p 0.01 A"},
	{"escaped sign", "Harm fell (incidence rate ratio 0.91, 95% CI 0.89–0.92, p &lt; 0.001).", "IRR 0.91 [0.89,0.92]@0.95 p <0.001 A"},
	{"series", "Relative risks were 0.98 (95% CI, 0.90-1.07) for one and 0.99 (95% CI, 0.91-1.08) for the other.", "RR 0.98 [0.9,1.07]@0.95 A | RR 0.99 [0.91,1.08]@0.95 B"},
	{"two measures", "Stroke (RR 0.8, 95% CI 0.6-1.1) and death (HR 0.9, 95% CI 0.7-1.2) did not differ.", "RR 0.8 [0.6,1.1]@0.95 A | HR 0.9 [0.7,1.2]@0.95 A"},
	{"no interval", "The hazard ratio for relapse was 0.62 (p = 0.005).", "HR 0.62 p 0.005 B"},
	{"mean difference", "Pain fell (mean difference −1.39; 95% CI −1.81 to −0.98; p < 0.00001).", "MD -1.39 [-1.81,-0.98]@0.95 p <0.00001 A"},
	{"double hyphen", "Pain fell (MD -1.39, 95% CI -1.81--0.98).", "MD -1.39 [-1.81,-0.98]@0.95 A"},
	{"SMD", "Pain fell (SMD 0.44, 95% CI 0.11 to 0.77).", "SMD 0.44 [0.11,0.77]@0.95 A"},
	{"standardised mean difference", "The standardized mean difference was 0.44 (95% CI 0.11 to 0.77).", "SMD 0.44 [0.11,0.77]@0.95 A"},
	{"difference with a unit", "The difference was 5.0 mm Hg (95% CI, 1.2 to 8.7 mm Hg).", "MD 5 mm Hg [1.2,8.7]@0.95 B"},
	{"risk difference", "More healed (risk difference 12%, 95% CI 3% to 21%).", "RD 12 % [3,21]@0.95 A"},
	{"absolute difference", "More healed (absolute difference, 8.4 percent; 95 percent confidence interval, 3.8 to 13.0).", "RD 8.4 % [3.8,13]@0.95 A"},
	{"difference in percent", "The difference was 8.4% (95% CI 3.8% to 13.0%).", "RD 8.4 % [3.8,13]@0.95 B"},
	{"relative reduction", "The relative risk reduction was 24% (95% CI 6 to 40).", " 24 % [6,40]@0.95 C"},
	{"unnamed", "NSAIDs raised blood pressure, an increase of 5.0 mm Hg (95% CI 1.2 to 8.7).", " 5 mm Hg [1.2,8.7]@0.95 C"},
	{"outside", "Deaths fell (OR 1.65; 95% CI 1.84-3.25).", "OR 1.65 [1.84,3.25]@0.95 C"},
	{"spread before the interval", "The difference (± SEM) was 2.5% ± 1.2% (95% CI 0.2 to 4.9).", "RD 2.5 % [0.2,4.9]@0.95 B"},
	{"difference in a mean", "The difference in mean rise was 0.34 degrees (95% CI 0.26, 0.42).", "MD 0.34 degrees [0.26,0.42]@0.95 B"},
	{"scale with a number", "The difference in PHQ-9 scores was 1.9 (95% CI 0.5 to 3.3).", "MD 1.9 [0.5,3.3]@0.95 B"},
	{"groups after a colon", "Of the difference between the three groups: diuretic -2.73 (95% CI -3.57 to -1.88).", ""},
	{"planned", "The trial had power to detect a hazard ratio of 0.70.", ""},
	{"conjunction or", "They had one or 2 (1.5-3.5) drinks.", ""},
	{"heart rate", "Resting HR 75 (70-80) was normal.", ""},
	{"response rate", "The RR was 39.3% overall.", ""},
	{"interval of one share", "Cure was 93% (95% CI 86-97%).", ""},

	// Shares.
	{"fractions", "Pain stopped in 12/45 (27%) in the zinc group and 20/48 (42%) in the placebo group (P = .03).", "{zinc x=12 n=45 27%} {placebo x=20 n=48 42%} p 0.03 A"},
	{"of", "Pain stopped in 12 of 45 patients (27%) in the zinc group and 20 of 48 (42%) in the placebo group.", "{zinc x=12 n=45 27%} {placebo x=20 n=48 42%} A"},
	{"percent first", "Pain stopped in 27% (12/45) of the zinc group and 42% (20/48) of the placebo group.", "{zinc x=12 n=45 27%} {placebo x=20 n=48 42%} A"},
	{"number words", "Pain stopped in twelve of forty-five patients (27%) in the zinc group and one hundred and two of 248 patients (41%) in the placebo group.", "{zinc x=12 n=45 27%} {placebo x=102 n=248 41%} A"},
	{"fraction in brackets", "Pain stopped in most of the zinc group (12/45, 27%) and of the placebo group (20/48; 42%).", "{zinc x=12 n=45 27%} {placebo x=20 n=48 42%} A"},
	{"square brackets", "Pain stopped in 27% [12 of 45] in the zinc group and 42% [20 of 48] in the placebo group.", "{zinc x=12 n=45 27%} {placebo x=20 n=48 42%} A"},
	{"n in brackets", "Pain stopped in 27% (n = 12) in the zinc group and 42% (n = 20) in the placebo group.", "{zinc x=12 27%} {placebo x=20 42%} B"},
	{"per cent", "Pain stopped in 27 per cent (12/45) of the zinc group and 42 percent (20/48) of the placebo group.", "{zinc x=12 n=45 27%} {placebo x=20 n=48 42%} A"},
	{"thousands", "Of the zinc group 1,250 of 12,500 (10%) and of the placebo group 1,500 of 12,500 (12%) answered.", "{zinc x=1250 n=12500 10%} {placebo x=1500 n=12500 12%} A"},
	{"one sign for two", "Healing was alike (79 vs. 55%, p = 0.1).", "{ 79%} { 55%} p 0.1 C"},
	{"numbered groups", "Cure was had by 88% in Group 1 versus 92% in Group 2.", "{Group 1 88%} {Group 2 92%} B"},
	{"short names", "Rebleeding was rare (I = 14.8% vs. II = 19.0%; P > 0.05).", "{I 14.8%} {II 19.0%} p >0.05 B"},
	{"three arms", "Harm was seen in 7 (12%) patients in group A, 3 (5%) in group B and 8 (13%) in group C.", "{group A x=7 12%} {group B x=3 5%} {group C x=8 13%} B"},
	{"change is no share", "Pressure was reduced by 23% with zinc versus 5% with placebo.", ""},
	{"percent of a spread", "Output was 0.32% +/- 0.10% vs 0.17% +/- 0.08% in the two groups.", "{ mean=0.32 ±=0.1} { mean=0.17 ±=0.08} C"},
	{"percent of", "Healing was seen in 12 (27%) of 45 zinc-treated patients and 20 (42%) of 48 placebo-treated patients.", "{zinc-treated x=12 n=45 27%} {placebo-treated x=20 n=48 42%} A"},
	{"misfit", "Pain stopped in 12/45 (37%) in the zinc group and 20/48 (42%) in the placebo group.", "{zinc x=12 n=45 37%} {placebo x=20 n=48 42%} C"},
	{"counts and percentages", "Three patients (15%) in the zinc group relapsed, compared with 20 (100%) in the placebo group (P < 0.001).", "{zinc x=3 15%} {placebo x=20 100%} p <0.001 B"},
	{"label inside", "Cancer developed in 40 women in the zinc group (2%) and 85 in the placebo group (4%) (hazard ratio 0.47, 95% CI 0.32-0.68, p<0.0001).", "HR 0.47 [0.32,0.68]@0.95 {zinc x=40 2%} {placebo x=85 4%} p <0.0001 B"},
	{"respectively", "Nausea was seen in 10 (77%) and 2 (22%) in the zinc and placebo groups, respectively.", "{zinc x=10 77%} {placebo x=2 22%} B"},
	{"group letters", "Bleeding was seen in eight (22.9%) and two (5.7%) in groups A and B, respectively (p = 0.04).", "{groups A x=8 22.9%} {B x=2 5.7%} p 0.04 B"},
	{"label before", "In the placebo group, 10 (20%) relapsed and in the zinc group 5 (10%).", "{placebo x=10 20%} {zinc x=5 10%} B"},
	{"label outside", "Relapse was commoner in the zinc arm: 63 patients (24.6%) versus 35 patients (13.8%) in the placebo arm.", "{zinc x=63 24.6%} {placebo x=35 13.8%} B"},
	{"versus", "Fewer relapsed (39% versus 13%, P < 0.001).", "{ 39%} { 13%} p <0.001 C"},
	{"interval of a difference", "Ulcers recurred (2.5% vs. 7.5%; 95% CI: -12 to 2).", "{ 2.5%} { 7.5%} C"},
	{"number between", "At 10% serum growth fell (-24% vs 73%, P = 0.01).", ""},
	{"another ratio", "No difference was seen (proportion ratio 1.07, 95% CI 0.93-1.22).", " 1.07 [0.93,1.22]@0.95 C"},
	{"two pairs", "Nausea (10% v 5%; p = 0.04) and rash (20% v 8%; p = 0.01) were seen.", "{ 10%} { 5%} p 0.04 C | { 20%} { 8%} p 0.01 C"},
	{"percent with interval", "Cure was 95% (95% CI 90-100%) in the zinc group and 53% (95% CI 41-65%) in the placebo group.", "{zinc 95% 95% CI 90-100} {placebo 53% 95% CI 41-65} B"},
	{"codes", "Relief was had by 61% (OM20), 49% (OM10), and 40% (RAN).", "{OM20 61%} {OM10 49%} {RAN 40%} B"},
	{"with and with", "Survival was 91.9% with zinc and 85.2% with placebo.", "{zinc 91.9%} {placebo 85.2%} C"},
	{"dose", "Zinc 2.0% vs 0.7% ointment was used.", ""},
	{"one of four", "They had placebo or 1 of 4 regimens.", ""},
	{"one share alone", "Of them 45 (37%) were women.", ""},
	{"level is no share", "The 95% CI was wide.", ""},
	{"grade", "Grade 3 (12%) or 4 toxicity was rare.", ""},

	// Means and medians.
	{"SD", "Stay was 7.1 days (SD 3.2) in the early group and 8.4 days (SD 3.9) in the late group.", "{early mean=7.1 sd=3.2} {late mean=8.4 sd=3.9} B"},
	{"plus-minus with legend", "Values are mean ± SD. Pain was 4.2 ± 1.1 in the early group and 3.1 ± 0.9 in the late group (p = 0.02).", "{early mean=4.2 sd=1.1} {late mean=3.1 sd=0.9} p 0.02 B"},
	{"plus-minus unnamed", "Pain was 4.2 +/- 1.1 in the early group and 3.1 +/- 0.9 in the late group.", "{early mean=4.2 ±=1.1} {late mean=3.1 ±=0.9} B"},
	{"SEM", "Pain (mean ± SEM) was 4.2 ± 0.1 in the early group and 3.1 ± 0.2 in the late group.", "{early mean=4.2 se=0.1} {late mean=3.1 se=0.2} B"},
	{"mean (SD)", "Mean (SD) pain was 4.2 (1.1) in the early group vs 3.1 (0.9) in the late group.", "{early mean=4.2 sd=1.1} {late mean=3.1 sd=0.9} B"},
	{"with a difference", "Pain was 4.2 (SD 1.1) in the early group and 3.1 (SD 0.9) in the late group (difference 1.1, 95% CI 0.4 to 1.8).", "MD 1.1 [0.4,1.8]@0.95 {early mean=4.2 sd=1.1} {late mean=3.1 sd=0.9} B"},
	{"medians", "Median survival was 33.3 months and 30.5 months in the zinc and placebo groups, respectively.", "{zinc median=33.3} {placebo median=30.5} B"},
	{"median with range", "Median stay was 5 days (range 3-9) in the early group and 7 days (range 4 to 12) in the late group.", "{early median=5 range 3-9} {late median=7 range 4-12} B"},
	{"median (IQR)", "Median (IQR) stay was 5 (3-9) days in the early group and 7 (4-12) days in the late group.", "{early median=5 IQR 3-9} {late median=7 IQR 4-12} B"},
	{"median with interval", "Median survival was 9.5 months (95% CI 9.2-11.0) in the zinc group and 4.6 months (95% CI 3.5-5.6) in the placebo group.", "{zinc median=9.5 95% CI 9.2-11} {placebo median=4.6 95% CI 3.5-5.6} B"},
	{"follow-up is no result", "At a median follow-up of 32 months in the zinc group and 33 months in the placebo group, all were well.", ""},
	{"age is no result", "Mean age was 46.3 ± 8 years in the zinc group and 45.1 ± 9 years in the placebo group.", ""},
	{"before and after", "Pressure fell from 150 ± 10 to 140 ± 9 mmHg in the zinc group.", ""},
	{"nothing", "", ""},
}

func TestRead(t *testing.T) {
	for _, c := range readCases {
		got := []string{}
		for _, p := range results.Read(results.Text{Abstract: c.text}) {
			got = append(got, show(p))
		}
		if s := strings.TrimSpace(strings.Join(got, " | ")); s != strings.TrimSpace(c.want) {
			t.Errorf("%s: %s\n got %s\nwant %s", c.name, c.text, s, c.want)
		}
	}
}

var seed = results.Text{
	Title:    "Inversion therapy for lumbar disc disease: a pilot randomised trial",
	Abstract: "At six weeks, 10 (76.9%) of those in the inversion group and 2 (22.2%) of those in the control group avoided surgery.",
	Arms:     []results.Arm{{Label: "inversion", N: 13}, {Label: "control", N: 11}},
}

// TestSeed holds the demonstration: two arms, no denominators, and a note that
// 22.2 % does not fit the eleven people of the control arm.
func TestSeed(t *testing.T) {
	ps := results.Read(seed)
	if len(ps) != 1 {
		t.Fatalf("%d proposals, want 1: %+v", len(ps), ps)
	}
	p := ps[0]
	if got, want := show(p), "{inversion x=10 76.9%} {control x=2 22.2%} B"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if p.Outcome != "avoided surgery" || p.FollowUp != "six weeks" {
		t.Errorf("outcome %q at %q, want avoided surgery at six weeks", p.Outcome, p.FollowUp)
	}
	notes := strings.Join(p.Notes, "\n")
	for _, want := range []string{"inversion: 10 (76.9 %) fits the 13 people of that arm; n is left open", "control: 2 (22.2 %) does not fit the 11 people of that arm; n is left open"} {
		if !strings.Contains(notes, want) {
			t.Errorf("notes %q lack %q", notes, want)
		}
	}
	r := p.Result("prasad2012inversion")
	if err := r.Validate(); err != nil {
		t.Errorf("result: %v", err)
	}
	if r.Status != corpus.Proposed || r.Study != "prasad2012inversion" || len(r.Arms) != 2 || r.Arms[1].N != nil || *r.Arms[1].Events != 2 || r.Quote == nil || !strings.Contains(r.Note, "does not fit the 11") {
		t.Errorf("result %+v", r)
	}
}

// TestKnownArms holds how names that the caller knows are used.
func TestKnownArms(t *testing.T) {
	for _, c := range []struct {
		name string
		arms []results.Arm
		text string
		want string
	}{
		{"name without group", []results.Arm{{Label: "stiripentol", N: 21}, {Label: "placebo", N: 20}}, "Attacks stopped in 15 (71%) patients on stiripentol and in one (5%) on placebo.", "{stiripentol x=15 71%} {placebo x=1 5%} B"},
		{"loose label", []results.Arm{{Label: "maximal walking distance of cilostazol-treated patients"}, {Label: "placebo"}}, "Walking distance was 107 (SD 10) in the cilostazol group and 65 (SD 9) in the placebo group.", "{maximal walking distance of cilostazol-treated patients mean=107 sd=10} {placebo mean=65 sd=9} B"},
		{"word of the outcome", []results.Arm{{Label: "breastfeeding", N: 212}, {Label: "formula feeding arms", N: 213}}, "Compliance with the assigned feeding modality was 96% in the breastfeeding arm and 70% in the formula arm.", "{breastfeeding 96%} {formula feeding arms 70%} B"},
		{"denominators turned round", []results.Arm{{Label: "zinc", N: 45}, {Label: "placebo", N: 48}}, "Pain stopped in 20/48 (42%) in the zinc group and 12/45 (27%) in the placebo group.", "{ x=20 n=48 42%} { x=12 n=45 27%} C"},
		{"shared word", []results.Arm{{Label: "high dose zinc"}, {Label: "low dose zinc"}}, "Pain stopped in 20 (42%) in the zinc group and 12 (27%) in the placebo group.", "{zinc x=20 42%} {placebo x=12 27%} B"},
	} {
		got := []string{}
		for _, p := range results.Read(results.Text{Abstract: c.text, Arms: c.arms}) {
			got = append(got, show(p))
		}
		if s := strings.Join(got, " | "); s != c.want {
			t.Errorf("%s: got %s, want %s", c.name, s, c.want)
		}
	}
}

// TestOutcome holds names and times of outcomes.
func TestOutcome(t *testing.T) {
	for _, c := range []struct{ text, outcome, followUp string }{
		{"The hazard ratio for death was 0.75 (95% CI 0.60 to 0.94).", "death", ""},
		{"At 12 months, all-cause mortality was 10% in the zinc group and 12% in the placebo group.", "all-cause mortality", "12 months"},
		{"RESULTS: Treatment reduced sudden cardiac death (RR 0.43, 95% CI 0.35 to 0.53) within 5 years.", "sudden cardiac death", "5 years"},
		{"In the zinc group, pain was 4.2 (SD 1.1) at week 6, and in the placebo group 3.1 (SD 0.9).", "pain", "week 6"},
		{"During the 9-month follow-up period three patients (15%) in the zinc group and 20 (100%) in the placebo group relapsed.", "", "9-month"},
	} {
		ps := results.Read(results.Text{Abstract: c.text})
		if len(ps) == 0 {
			t.Errorf("%s: no proposal", c.text)
			continue
		}
		if ps[0].Outcome != c.outcome && c.outcome != "" || ps[0].FollowUp != c.followUp {
			t.Errorf("%s: outcome %q at %q, want %q at %q", c.text, ps[0].Outcome, ps[0].FollowUp, c.outcome, c.followUp)
		}
	}
}

// TestResultKeepsAll holds that what a result has no field for is in its note.
func TestResultKeepsAll(t *testing.T) {
	ps := results.Read(results.Text{Abstract: "Pain (mean ± SEM) was 4.2 ± 0.1 in the early group and 3.1 ± 0.2 in the late group (p = 0.02)."})
	if len(ps) != 1 {
		t.Fatalf("%d proposals", len(ps))
	}
	r := ps[0].Result("x2020y")
	for _, want := range []string{"early: standard error 0.1", "p 0.02", "confidence B"} {
		if !strings.Contains(r.Note, want) {
			t.Errorf("note %q lacks %q", r.Note, want)
		}
	}
	ps = results.Read(results.Text{Abstract: "More healed (risk difference 12%, 95% CI 3% to 21%)."})
	if e := ps[0].Result("x2020y").Estimate; e == nil || e.Value != 0.12 || *e.Low != 0.03 || *e.High != 0.21 {
		t.Errorf("risk difference %+v, want 0.12 (0.03 to 0.21)", e)
	}
	ps = results.Read(results.Text{Abstract: "There was an increase of 5.0 mm Hg (95% CI 1.2 to 8.7; p = 0.01)."})
	if r := ps[0].Result("x2020y"); r.Estimate != nil || !strings.Contains(r.Note, "estimate 5mm Hg (1.2 to 8.7), p 0.01") {
		t.Errorf("unnamed estimate: %+v %q", r.Estimate, r.Note)
	}
	ps = results.Read(results.Text{Abstract: "Deaths fell (adjusted OR 1.65; 95% CI 1.84-3.25)."})
	if r := ps[0].Result("x2020y"); r.Estimate == nil || r.Estimate.Measure != "OR" || r.Estimate.Level != 0.95 || !strings.Contains(r.Note, "adjusted") || r.Validate() != nil {
		t.Errorf("result %+v", r)
	}
}

func TestJSON(t *testing.T) {
	b, err := json.Marshal(results.Read(seed))
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{`"outcome"`, `"follow_up"`, `"measure"`, `"arms"`, `"label"`, `"events"`, `"percent"`, `"spans"`, `"role"`, `"field"`, `"quote"`, `"confidence"`} {
		if !strings.Contains(string(b), key) {
			t.Errorf("no %s in %s", key, b)
		}
	}
	if b, _ := json.Marshal(results.Read(results.Text{})); string(b) != "[]" {
		t.Errorf("nothing read is %s, want []", b)
	}
}

// checkProposals holds what is true of every proposal of every text.
func checkProposals(t *testing.T, in results.Text) {
	t.Helper()
	for _, p := range results.Read(in) {
		if len(p.Spans) == 0 || p.Arms == nil || p.Confidence < "A" || p.Confidence > "C" {
			t.Fatalf("proposal without spans, arms or confidence: %+v", p)
		}
		for _, s := range p.Spans {
			field := map[string]string{"title": in.Title, "abstract": in.Abstract}[s.Field]
			if s.Start < 0 || s.End > len(field) || s.Start >= s.End || field[s.Start:s.End] != s.Quote {
				t.Fatalf("span %+v is not in %q", s, field)
			}
		}
		for _, a := range p.Arms {
			if a.N != nil && a.Events != nil && *a.Events > *a.N {
				t.Fatalf("%d events in %d people in %q", *a.Events, *a.N, in.Abstract)
			}
		}
		if p.Low != nil && *p.Low > *p.High {
			t.Fatalf("interval from %g to %g in %q", *p.Low, *p.High, in.Abstract)
		}
		if err := p.Result("x").Validate(); err != nil {
			t.Fatalf("%v in %q", err, in.Abstract)
		}
	}
}

func TestProperties(t *testing.T) {
	for _, c := range readCases {
		checkProposals(t, results.Text{Title: c.text, Abstract: c.text})
	}
	checkProposals(t, seed)
}

func FuzzRead(f *testing.F) {
	for _, c := range readCases {
		f.Add(c.text, "zinc group", 45)
	}
	f.Add("10 (76.9%) ± −0·5 95% CI 1.0—2.0\xff (p=.0", "10", 0)
	f.Fuzz(func(t *testing.T, text, label string, n int) {
		in := results.Text{Title: text, Abstract: text, Arms: []results.Arm{{Label: label, N: n}, {Label: "placebo", N: 11}}}
		checkProposals(t, in)
	})
}

// What is measured is not whoever measured it, nor a group; the control of a
// disease is no group.
func TestNamesOfOutcomes(t *testing.T) {
	for _, c := range []struct{ text, outcome string }{
		{"We also found that 48 of 60 (80%) women in the walking group were well compared with 30 of 60 (50%) in the rest group.", ""},
		{"Relapse occurred in 5 of 50 patients in the drug group and 10 of 50 in the control group.", "Relapse"},
	} {
		got := results.Read(results.Text{Abstract: c.text})
		if len(got) != 1 || len(got[0].Arms) != 2 {
			t.Errorf("%s\ngot %+v", c.text, got)
			continue
		}
		if strings.HasPrefix(got[0].Outcome, "We") || c.outcome != "" && got[0].Outcome != c.outcome {
			t.Errorf("%s\noutcome %q, want %q", c.text, got[0].Outcome, c.outcome)
		}
	}
	for _, p := range results.Read(results.Text{Abstract: "Local failure developed in 42 of 115 patients, with the local control rate at 5 years being 59%."}) {
		for _, a := range p.Arms {
			if a.Label == "control" {
				t.Errorf("local control was taken for a group: %+v", p)
			}
		}
	}
}

// A number needed to treat behind a ratio is no ratio.
func TestNumberNeeded(t *testing.T) {
	for _, text := range []string{
		"Fewer failed (RR 0.47; 95% CI 0.36 to 0.62 with NNT of 3; 95% CI 3 to 5).",
		"Fewer failed (RR 0.47; 95% CI 0.36 to 0.62; number needed to treat 3, 95% CI 3 to 5).",
	} {
		got := results.Read(results.Text{Abstract: text})
		if len(got) != 1 || got[0].Measure != "RR" || got[0].Value == nil || *got[0].Value != 0.47 {
			t.Errorf("%s\ngot %+v", text, got)
		}
	}
}
