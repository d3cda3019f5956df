package integrity_test

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"appraise/grading/integrity"
)

// checkReport holds what must be true of every report.
func checkReport(t *testing.T, in integrity.Input, r integrity.Report) {
	t.Helper()
	if r.Checked < 0 || r.Checked > r.Numbers {
		t.Fatalf("checked %d of %d", r.Checked, r.Numbers)
	}
	for _, f := range r.Findings {
		if f.Level > integrity.Check {
			t.Fatalf("level %s in text: %+v", f.Level, f)
		}
		text := in.Abstract
		switch f.Span.Field {
		case "title":
			text = in.Title
		case "":
			if f.Quote != "" || f.Span.Start != 0 || f.Span.End != 0 {
				t.Fatalf("quote without a field: %+v", f)
			}
			continue
		}
		if f.Span.Start < 0 || f.Span.End > len(text) || f.Span.Start >= f.Span.End || text[f.Span.Start:f.Span.End] != f.Quote {
			t.Fatalf("quote %q is not the text at %+v", f.Quote, f.Span)
		}
		for _, s := range append([]string{f.Statement, f.Arithmetic}, f.Consequences...) {
			if strings.Contains(s, "NaN") || strings.Contains(s, "Inf") || strings.Contains(s, "%!") {
				t.Fatalf("%q in %+v", s, f)
			}
		}
	}
}

func FuzzText(f *testing.F) {
	for _, c := range textCases {
		f.Add("", c.text, 13, 11)
	}
	f.Add(seed.Title, seed.Abstract, 13, 11)
	f.Add("1/2 (3%)", "χ²(1, N = ", -1, 1<<40)
	f.Add("95% CI", "RR \xff\xfe0.5 (95% CI 0.1–", 0, 0)
	f.Fuzz(func(t *testing.T, title, abstract string, a, b int) {
		in := integrity.Input{Title: title, Abstract: abstract, Randomised: &a, Arms: []integrity.Arm{{N: a}, {Label: "control", N: b}}}
		checkReport(t, in, integrity.Text(in))
	})
}

// FuzzParsePrinted: what parses prints back to a number that parses the same.
func FuzzParsePrinted(f *testing.F) {
	for _, s := range []string{"0.50", "-.5", "−12", "1·5", "", "+", "00.00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := integrity.ParsePrinted(s)
		if err != nil {
			return
		}
		again, err := integrity.ParsePrinted(p.String())
		if err != nil || again.Unscaled != p.Unscaled || again.Decimals != p.Decimals || !utf8.ValidString(p.String()) {
			t.Fatalf("%q: %+v, then %q: %+v, %v", s, p, p.String(), again, err)
		}
		plain, err := integrity.ParsePrinted(integrity.Printed{Unscaled: p.Unscaled, Decimals: p.Decimals}.String())
		if err != nil || plain.Unscaled != p.Unscaled {
			t.Fatalf("%q: written anew %+v, %v", s, plain, err)
		}
	})
}

// FuzzChecks: no numbers make a check panic or say NaN.
func FuzzChecks(f *testing.F) {
	f.Add("5.18", "1.5", 28, 1, 1, 7)
	f.Add("-3", "0", 2, 3, -5, 5)
	f.Fuzz(func(t *testing.T, mean, sd string, n, items, lo, hi int) {
		m, err := integrity.ParsePrinted(mean)
		if err != nil {
			return
		}
		s, err := integrity.ParsePrinted(sd)
		if err != nil {
			return
		}
		if _, err := integrity.GRIMMER(m, s, n, items, false); err != nil {
			return
		}
		if n <= 40 && hi-lo <= 30 && lo < hi && lo > -1000 && hi < 1000 && items < 4 {
			r, err := integrity.Feasible(m, s, n, integrity.Scale{Min: lo, Max: hi, Items: items}, false)
			if err == nil && r.Exact && r.Feasible {
				checkWitness(t, mean+" "+sd, r, n, lo*items, hi*items)
			}
		}
		_, _ = integrity.CheckPercent(n, items, mean, hi)
		_, _ = integrity.CheckSpread(integrity.Group{N: n, Mean: m, SD: s}, integrity.Group{N: n, Mean: s, SD: s}, nil)
		_, _ = integrity.CheckInterval(integrity.Interval{Estimate: m, Low: s, High: m, Ratio: lo%2 == 0}, &integrity.PReport{Relation: "=", Value: s})
	})
}

// FuzzRegistration: any two texts can be compared, every quote stands at its
// place, and no finding says more than check.
func FuzzRegistration(f *testing.F) {
	f.Add("Pain (12 weeks)", "The primary outcome was pain at 6 and 12 months. More.", 100, 60, true)
	f.Add("ODI", "MAIN OUTCOME MEASURES: Oswestry disability index; death.\nRESULTS: none", 10, 10, false)
	f.Add("\xff week 3", "was the primary end-point \xf0. Ä", 1, 2, true)
	f.Fuzz(func(t *testing.T, outcome, abstract string, registered, reported int, actual bool) {
		found, err := integrity.CheckRegistration(
			integrity.Registered{Name: "X1", People: &registered, Actual: actual, Primary: []string{outcome}},
			integrity.Reported{Abstract: abstract, People: &reported})
		if err != nil && !errors.Is(err, integrity.ErrInput) {
			t.Fatal(err)
		}
		for _, x := range found {
			if x.Level > integrity.Check || x.Span.Field != "" && abstract[x.Span.Start:x.Span.End] != x.Quote {
				t.Errorf("%+v", x)
			}
		}
	})
}

// hard are texts that punish a scan that looks back too far.
var hard = map[string]func(n int) string{
	"digits":          func(n int) string { return strings.Repeat("7", n) },
	"digits and dots": func(n int) string { return strings.Repeat("7.7 ", n/4) },
	"brackets":        func(n int) string { return strings.Repeat("(", n/2) + strings.Repeat(")", n/2) },
	"percentages":     func(n int) string { return strings.Repeat("10 (76.9%) and ", n/15) },
	"fractions":       func(n int) string { return strings.Repeat("12/45 (27%) v ", n/14) },
	"intervals":       func(n int) string { return strings.Repeat("RR 0.7 (95% CI 0.6-0.8) ", n/24) },
	"number words":    func(n int) string { return strings.Repeat("twenty-", n/7) },
	"hundreds":        func(n int) string { return strings.Repeat("one hundred and ", n/16) },
	"I2":              func(n int) string { return strings.Repeat("Q = 3, df = 2, I2 = 24% ", n/24) },
	"P":               func(n int) string { return strings.Repeat("P = ", n/4) },
	"scale":           func(n int) string { return strings.Repeat("MADRS score ", n/12) },
	"dashes":          func(n int) string { return strings.Repeat("–", n/3) },
	"means":           func(n int) string { return strings.Repeat("5.1 ± 2 v ", n/11) },
	"bytes":           func(n int) string { return strings.Repeat("\xff\xf0", n/2) },
}

// TestLinear: ten times the text takes about ten times as long.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a second or two")
	}
	best := func(text string) time.Duration {
		in := integrity.Input{Abstract: text, Randomised: num(24), Arms: []integrity.Arm{{N: 13}, {N: 11}}}
		shortest := time.Hour
		for range 3 {
			start := time.Now()
			checkReport(t, in, integrity.Text(in))
			shortest = min(shortest, time.Since(start))
		}
		return shortest
	}
	for name, build := range hard {
		small, large := best(build(20_000)), best(build(200_000))
		for tries := 0; tries < 3 && large > 30*small+20*time.Millisecond; tries++ { // a busy machine
			small, large = max(small, best(build(20_000))), min(large, best(build(200_000)))
		}
		if large > 30*small+20*time.Millisecond {
			t.Errorf("%s: %v for 20 kB, %v for 200 kB", name, small, large)
		}
	}
}
