// Package prisma holds the PRISMA 2020 flow of a review: its numbers, the
// check that they add up, and the diagram.
//
// Page MJ, McKenzie JE, Bossuyt PM, et al. The PRISMA 2020 statement.
// BMJ 2021;372:n71. doi:10.1136/bmj.n71
package prisma

import (
	"fmt"
	"strings"
)

// Reason is why reports were excluded at full text, and how many.
type Reason struct {
	Why string
	N   int
}

// Counts are the numbers of the diagram; nil means not known. Records are
// counted until screening, reports until inclusion, then studies.
type Counts struct {
	Databases, Registers                 *int
	Duplicates, Automation, RemovedOther *int
	Screened, ScreenedOut                *int
	Sought, NotRetrieved                 *int
	Assessed                             *int
	Excluded                             []Reason // of the reports assessed
	Studies, Reports                     *int     // included in this review

	// Other sources (the templates with a right-hand column): web sites,
	// organisations, citation searching.
	Others                                        []Reason // what was searched, and records identified
	OtherSought, OtherNotRetrieved, OtherAssessed *int
	OtherExcluded                                 []Reason

	// A previous version of the review (the "updated" templates).
	PreviousStudies, PreviousReports *int
	TotalStudies, TotalReports       *int
}

// Updated reports whether there is a previous version of the review.
func (c Counts) Updated() bool { return c.PreviousStudies != nil || c.PreviousReports != nil }

// HasOthers reports whether other sources were searched.
func (c Counts) HasOthers() bool { return len(c.Others) > 0 || c.OtherSought != nil }

// SumError tells which sum does not add up.
type SumError struct {
	What      string // "records screened"
	Said      int
	Sum       int
	Expressed string // "412 identified − 118 removed"
}

// Error reads "the PRISMA flow does not add up: 290 records screened, but 412 identified − 118 removed = 294".
func (e *SumError) Error() string {
	return fmt.Sprintf("the PRISMA flow does not add up: %d %s, but %s = %d", e.Said, e.What, e.Expressed, e.Sum)
}

// term is a number of a sum with its name.
type term struct {
	n    *int
	name string
}

// Check compares each number with what the numbers above it leave. Sums with
// a part that is not known are passed over, except removals before screening,
// of which the unknown ones count as none when at least one is known.
func (c Counts) Check() error {
	for _, step := range c.sums() {
		if err := step.check(); err != nil {
			return err
		}
	}
	return nil
}

type sum struct {
	what  string
	said  *int
	plus  []term
	minus []term
}

func (s sum) check() error {
	if s.said == nil {
		return nil
	}
	total, known := 0, 0
	var words strings.Builder
	for i, t := range append(append([]term{}, s.plus...), s.minus...) {
		if t.n == nil {
			continue
		}
		known++
		sign, op := 1, " + "
		if i >= len(s.plus) {
			sign, op = -1, " − "
		}
		total += sign * *t.n
		if words.Len() > 0 {
			words.WriteString(op)
		}
		fmt.Fprintf(&words, "%d %s", *t.n, t.name)
	}
	switch {
	case known < 2 && len(s.plus)+len(s.minus) > 1, s.plus[0].n == nil && len(s.plus) == 1:
		return nil
	case total != *s.said:
		return &SumError{s.what, *s.said, total, words.String()}
	}
	return nil
}

func total(rs []Reason) *int {
	if len(rs) == 0 {
		return nil
	}
	n := 0
	for _, r := range rs {
		n += r.N
	}
	return &n
}

// sums lists what has to add up, from top to bottom.
func (c Counts) sums() []sum {
	included := []term{{c.Assessed, "assessed"}}
	out := []sum{
		{"records screened", c.Screened, []term{{c.Databases, "from databases"}, {c.Registers, "from registers"}},
			[]term{{c.Duplicates, "duplicates"}, {c.Automation, "by automation"}, {c.RemovedOther, "for other reasons"}}},
		{"reports sought", c.Sought, []term{{c.Screened, "screened"}}, []term{{c.ScreenedOut, "excluded"}}},
		{"reports assessed", c.Assessed, []term{{c.Sought, "sought"}}, []term{{c.NotRetrieved, "not retrieved"}}},
		{"reports assessed from other sources", c.OtherAssessed, []term{{c.OtherSought, "sought"}}, []term{{c.OtherNotRetrieved, "not retrieved"}}},
	}
	if c.HasOthers() {
		included = append(included, term{c.OtherAssessed, "assessed from other sources"})
	}
	out = append(out, sum{"reports included", c.Reports, included, []term{{total(c.Excluded), "excluded"}, {total(c.OtherExcluded), "excluded from other sources"}}})
	if c.Updated() {
		out = append(out,
			sum{"studies in total", c.TotalStudies, []term{{c.PreviousStudies, "before"}, {c.Studies, "new"}}, nil},
			sum{"reports in total", c.TotalReports, []term{{c.PreviousReports, "before"}, {c.Reports, "new"}}, nil})
	}
	return out
}
