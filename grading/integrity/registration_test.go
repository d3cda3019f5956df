package integrity_test

import (
	"strings"
	"testing"

	"appraise/grading/integrity"
)

func registered(n int, actual bool, primary ...string) integrity.Registered {
	r := integrity.Registered{Name: "NCT01234567", Actual: actual, Primary: primary}
	if n > 0 {
		r.People = &n
	}
	return r
}

func reported(n int, abstract string) integrity.Reported {
	r := integrity.Reported{Abstract: abstract, Level: "randomised"}
	if n > 0 {
		r.People = &n
	}
	return r
}

// TestRegisteredSize: people who were enrolled ask for a look, people who were
// planned are worth a note, and a number of another level explains itself.
func TestRegisteredSize(t *testing.T) {
	for _, c := range []struct {
		name   string
		reg    integrity.Registered
		n      int
		others []int
		want   string // in the statement, "" for no finding
		level  integrity.Level
	}{
		{"same", registered(100, true), 100, nil, "", 0},
		{"ten per cent", registered(100, true), 90, nil, "", 0},
		{"fewer than enrolled", registered(100, true), 60, nil, "has 100 people enrolled; the report has 60 randomised, 40 % fewer", integrity.Check},
		{"more than enrolled", registered(100, true), 150, nil, "50 % more", integrity.Check},
		{"enrolled is another level", registered(100, true), 60, []int{98}, "", 0},
		{"fewer than planned", registered(200, false), 120, nil, "has 200 people planned", integrity.Note},
		{"a plan is no other level", registered(200, false), 120, []int{200}, "has 200 people planned", integrity.Note},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := integrity.CheckRegisteredSize(c.reg, c.n, "randomised", c.others...)
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case f == nil && c.want != "":
				t.Fatalf("no finding, want %q", c.want)
			case f == nil:
				return
			case c.want == "" || !strings.Contains(f.Statement, c.want):
				t.Errorf("got %q, want %q", f.Statement, c.want)
			case f.Level != c.level:
				t.Errorf("level %s, want %s", f.Level, c.level)
			}
		})
	}
}

// TestRegistration follows a registered trial into its report.
func TestRegistration(t *testing.T) {
	pain := registered(120, true, "Pain intensity on a numeric rating scale (12 weeks)")
	for _, c := range []struct {
		name     string
		reg      integrity.Registered
		n        int
		abstract string
		want     []string // in the statements, in order
	}{
		{"agrees", pain, 118, "The primary outcome was pain intensity at three months.", nil},
		{"another outcome", pain, 118, "The primary outcome was return to work at 12 weeks. Pain was secondary.", []string{"shares few words"}},
		{"another time", pain, 118, "Pain intensity at 6 weeks was the primary outcome.", []string{"registered for 12 weeks; the report names it at 6 weeks"}},
		{"another size", pain, 60, "PRIMARY OUTCOME MEASURES: Numeric rating of pain at week 12.", []string{"50 % fewer"}},
		{"size and outcome", pain, 60, "Main outcome measure: days of sick leave.", []string{"50 % fewer", "shares few words"}},
		{"only told, not named", pain, 118, "The primary outcome was not significantly different.", nil},
		{"nothing named", pain, 0, "Traction helped some.", nil},
		{"abbreviation", registered(0, false, "Overall survival"), 0, "The primary end point was OS.", nil},
		{"abbreviation registered", registered(0, false, "ODI (6 months)"), 0, "Oswestry disability index at half a year was the primary outcome.", nil},
		{"a span of time", registered(0, false, "Death (up to 2 years)"), 0, "The primary endpoint was death at 90 days.", nil},
		{"list of times", registered(0, false, "Pain (6, 12 and 24 months)"), 0, "The primary outcome was pain at one year.", nil},
		{"one of two registered", registered(0, false, "Pain", "Walking distance"), 0, "The primary outcome was pain.", []string{`"Walking distance"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := integrity.CheckRegistration(c.reg, reported(c.n, c.abstract))
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != len(c.want) {
				t.Fatalf("got %d findings, want %d: %+v", len(got), len(c.want), got)
			}
			for i, f := range got {
				if !strings.Contains(f.Statement, c.want[i]) {
					t.Errorf("got %q, want %q", f.Statement, c.want[i])
				}
				if f.Quote != "" && c.abstract[f.Span.Start:f.Span.End] != f.Quote {
					t.Errorf("the quote %q is not at its place", f.Quote)
				}
				if len(f.Innocent) < 3 || f.Resolve == "" || f.Arithmetic == "" || len(f.Sources) == 0 {
					t.Errorf("the finding does not say all of E0: %+v", f)
				}
			}
		})
	}
}
