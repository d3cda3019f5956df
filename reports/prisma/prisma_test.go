package prisma_test

import (
	"errors"
	"strings"
	"testing"

	"appraise/reports/figure"
	"appraise/reports/prisma"
)

func n(x int) *int { return &x }

func sound() prisma.Counts {
	return prisma.Counts{Databases: n(398), Registers: n(14), Duplicates: n(109), Automation: n(9), Screened: n(294), ScreenedOut: n(251), Sought: n(43), NotRetrieved: n(2),
		Assessed: n(41), Excluded: []prisma.Reason{{Why: "not inversion", N: 19}, {Why: "no comparator", N: 11}, {Why: "no clinical outcome", N: 7}}, Studies: n(3), Reports: n(4)}
}

func TestCheck(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil func(*prisma.Counts)
		want  string
	}{
		{"sound", func(*prisma.Counts) {}, ""},
		{"nothing known", func(c *prisma.Counts) { *c = prisma.Counts{} }, ""},
		{"unknown parts", func(c *prisma.Counts) { c.Screened, c.Sought = nil, nil }, ""},
		{"screened", func(c *prisma.Counts) { c.Screened = n(295) }, "295 records screened, but 398 from databases + 14 from registers − 109 duplicates − 9 by automation = 294"},
		{"sought", func(c *prisma.Counts) { c.Sought = n(44) }, "44 reports sought, but 294 screened − 251 excluded = 43"},
		{"assessed", func(c *prisma.Counts) { c.Assessed = n(40) }, "40 reports assessed"},
		{"included", func(c *prisma.Counts) { c.Reports = n(5) }, "5 reports included, but 41 assessed − 37 excluded = 4"},
		{"other sources add", func(c *prisma.Counts) {
			c.Others, c.OtherSought, c.OtherNotRetrieved, c.OtherAssessed, c.OtherExcluded = []prisma.Reason{{Why: "Citation searching", N: 3}}, n(3), n(1), n(2), []prisma.Reason{{Why: "no outcome", N: 1}}
			c.Reports = n(5)
		}, ""},
		{"other sources", func(c *prisma.Counts) {
			c.Others, c.OtherSought, c.OtherNotRetrieved, c.OtherAssessed = []prisma.Reason{{Why: "Citation searching", N: 3}}, n(3), n(1), n(3)
		}, "from other sources"},
		{"updated", func(c *prisma.Counts) { c.PreviousStudies, c.TotalStudies = n(2), n(6) }, "6 studies in total, but 2 before + 3 new = 5"},
	} {
		c := sound()
		tt.spoil(&c)
		err := c.Check()
		var sum *prisma.SumError
		switch {
		case tt.want == "" && err != nil:
			t.Errorf("%s: %v", tt.name, err)
		case tt.want != "" && (!errors.As(err, &sum) || !strings.Contains(err.Error(), tt.want)):
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
}

// forms are the four templates of PRISMA 2020.
func forms() map[string]prisma.Counts {
	others := sound()
	others.Others, others.OtherSought, others.OtherNotRetrieved, others.OtherAssessed = []prisma.Reason{{Why: "Web sites", N: 4}, {Why: "Citation searching", N: 3}}, n(3), n(1), n(2)
	others.OtherExcluded, others.Reports = []prisma.Reason{{Why: "no outcome", N: 1}}, n(5)
	updated := sound()
	updated.PreviousStudies, updated.PreviousReports, updated.TotalStudies, updated.TotalReports = n(2), n(2), n(5), n(6)
	both := others
	both.PreviousStudies, both.TotalStudies = n(2), n(5)
	return map[string]prisma.Counts{"new": sound(), "new, other sources": others, "updated": updated, "updated, other sources": both}
}

func TestFourForms(t *testing.T) {
	for name, c := range forms() {
		if err := c.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, width := range []float64{101, 176} {
			f := prisma.Layout(c, prisma.Options{Width: width})
			inside(t, name, f)
			for _, want := range []string{"Records screened (n = 294)", "Reports excluded (n = 37):", "not inversion (n = 19)"} {
				if !strings.Contains(f.Alt, want) {
					t.Errorf("%s: %q is missing in the words of the figure", name, want)
				}
			}
		}
	}
}

// inside checks that no shape leaves the figure, and that words fit their
// boxes as measured.
func inside(t *testing.T, name string, f figure.Figure) {
	t.Helper()
	for _, s := range f.Shapes {
		switch k := s.(type) {
		case figure.Box:
			if k.X < -0.01 || k.Y < -0.01 || k.X+k.W > f.Width+0.01 || k.Y+k.H > f.Height+0.01 {
				t.Errorf("%s: a box leaves the figure: %+v in %.1f × %.1f", name, k, f.Width, f.Height)
			}
		case figure.Text:
			if w := figure.Estimate(k.Words, k.Size, k.Strong); !k.Upright && k.At.X+w > f.Width+3 {
				t.Errorf("%s: %q leaves the figure by %.1f mm", name, k.Words, k.At.X+w-f.Width)
			}
		}
	}
}

func TestUnknownIsSaid(t *testing.T) {
	f := prisma.Layout(prisma.Counts{}, prisma.Options{})
	if !strings.Contains(f.Alt, "n not known") {
		t.Errorf("an unknown number is not said to be unknown: %s", f.Alt)
	}
}
