package integrity_test

import (
	"strings"
	"testing"

	"appraise/grading/integrity"
)

// abstract is a made-up report of 1,500 characters with the density of
// numbers that abstracts of trials have.
func abstract() string {
	text := "BACKGROUND: Exercise may help people with sciatica. METHODS: We randomly assigned 240 adults with leg pain for at least 6 weeks to supervised exercise (n = 121) or advice (n = 119). " +
		"The primary outcome was disability at 12 weeks (Oswestry Disability Index, 0 to 100). RESULTS: At 12 weeks 214 participants (89.2%) were assessed. Mean scores were 24.1 (SD 12.3) and 29.8 (SD 13.1), " +
		"mean difference -5.7 points (95% CI -9.1 to -2.3; P = .001). Recovery was reported by 61 of 108 (56.5%) and 42 of 106 (39.6%) participants (RR 1.43; 95% CI 1.07 to 1.90; P = .014). " +
		"Surgery was done in 9 (7.4%) and 17 (14.3%) participants; odds ratio, 0.48 (95% CI, 0.21-1.13), p = 0.09. Groups did not differ in sick leave, t(212) = 0.84, p = .40. CONCLUSIONS: Exercise may reduce disability slightly. "
	return (text + strings.Repeat("More research with longer follow-up is needed in people who are offered surgery. ", 20))[:1500]
}

// TestAbstract: the made-up report has numbers that agree, so there is
// nothing to report.
func TestAbstract(t *testing.T) {
	in := integrity.Input{Abstract: abstract(), Randomised: num(240), Arms: []integrity.Arm{{N: 121}, {N: 119}}}
	if r := integrity.Text(in); len(r.Findings) != 0 || r.Checked < 11 {
		t.Errorf("%s: %+v; want no finding and at least 11 numbers checked", r, r.Findings)
	}
}

func BenchmarkText(b *testing.B) {
	in := integrity.Input{Title: "Exercise for sciatica: a randomised trial", Abstract: abstract(), Randomised: num(240), Arms: []integrity.Arm{{N: 121}, {N: 119}}}
	b.SetBytes(int64(len(in.Abstract)))
	b.ReportAllocs()
	for b.Loop() {
		integrity.Text(in)
	}
}

func BenchmarkTextDigits(b *testing.B) {
	in := integrity.Input{Abstract: strings.Repeat("7", 100_000)}
	b.SetBytes(int64(len(in.Abstract)))
	for b.Loop() {
		integrity.Text(in)
	}
}

func BenchmarkTextBrackets(b *testing.B) {
	in := integrity.Input{Abstract: strings.Repeat("(", 10_000)}
	b.SetBytes(int64(len(in.Abstract)))
	for b.Loop() {
		integrity.Text(in)
	}
}

// BenchmarkFeasible is the largest case whose time the specification gives.
func BenchmarkFeasible(b *testing.B) {
	mean, sd := printed(b, "8.31"), printed(b, "5.04")
	for b.Loop() {
		if _, err := integrity.Feasible(mean, sd, 100, integrity.Scale{Min: 0, Max: 20, Items: 1}, false); err != nil {
			b.Fatal(err)
		}
	}
}
