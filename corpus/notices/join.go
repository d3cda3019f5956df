package notices

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"appraise/corpus"
)

// Target is a report that notices may be about.
type Target struct {
	Report corpus.ReportID
	Study  corpus.StudyID
	DOI    corpus.DOI
	PMID   corpus.PMID
}

// Doubt is a match that was not made: one identifier is the same and the
// other differs. A person has to look.
type Doubt struct {
	Target    Target    `json:"target"`
	Assertion Assertion `json:"assertion"`
	Why       string    `json:"why"`
}

// Join ties assertions to reports with the same DOI or the same PMID. Where
// one agrees and the other is known on both sides and differs, the match is a
// Doubt. Notices come in the order of the reports, for each report by date;
// nothing is joined by an empty, made-up or malformed DOI.
func Join(reports iter.Seq[Target], assertions []Assertion) ([]corpus.Notice, []Doubt) {
	find := indexed(assertions)
	var notices []corpus.Notice
	var doubts []Doubt
	for t := range reports {
		n, d := find.join(t, assertions)
		notices, doubts = append(notices, n...), append(doubts, d...)
	}
	return notices, doubts
}

// Self turns what a record says about itself into notices about the report it
// became part of. No identifier is needed for that.
func Self(t Target, assertions []Assertion) []corpus.Notice {
	var out []corpus.Notice
	for _, a := range assertions {
		if a.Self {
			out = append(out, a.Notice(t))
		}
	}
	slices.SortStableFunc(out, byDate)
	return out
}

// conflict says in what identifiers contradict each other, or "".
func conflict(t Target, a About) string {
	switch {
	case usable(t.DOI) && usable(a.DOI) && t.DOI != a.DOI:
		return "the PMID is the same, the DOI is " + string(t.DOI) + " here and " + string(a.DOI) + " there"
	case t.PMID != "" && a.PMID != "" && t.PMID != a.PMID:
		return "the DOI is the same, the PMID is " + string(t.PMID) + " here and " + string(a.PMID) + " there"
	}
	return ""
}

func byDate(a, b corpus.Notice) int {
	return cmp.Or(strings.Compare(a.Date.String(), b.Date.String()), cmp.Compare(gravity(a.Type), gravity(b.Type)),
		strings.Compare(a.Source, b.Source), strings.Compare(a.ID, b.ID))
}

// index finds assertions by identifiers.
type index struct {
	byDOI  map[corpus.DOI][]int
	byPMID map[corpus.PMID][]int
}

func indexed(assertions []Assertion) index {
	ix := index{map[corpus.DOI][]int{}, map[corpus.PMID][]int{}}
	for i, a := range assertions {
		if usable(a.About.DOI) {
			ix.byDOI[a.About.DOI] = append(ix.byDOI[a.About.DOI], i)
		}
		if p, err := corpus.ParsePMID(string(a.About.PMID)); err == nil {
			ix.byPMID[p] = append(ix.byPMID[p], i)
		}
	}
	return ix
}

// about returns the assertions that share an identifier with t, in order.
func (ix index) about(t Target) []int {
	var out []int
	if usable(t.DOI) {
		out = append(out, ix.byDOI[t.DOI]...)
	}
	if t.PMID != "" {
		out = append(out, ix.byPMID[t.PMID]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// join returns the notices about one report, by date, and the matches that
// were not made.
func (ix index) join(t Target, assertions []Assertion) (notices []corpus.Notice, doubts []Doubt) {
	for _, i := range ix.about(t) {
		a := assertions[i]
		if why := conflict(t, a.About); why != "" {
			doubts = append(doubts, Doubt{t, a, why})
			continue
		}
		n := a.Notice(t)
		if !slices.ContainsFunc(notices, func(have corpus.Notice) bool { return have.ID == n.ID }) {
			notices = append(notices, n)
		}
	}
	slices.SortStableFunc(notices, byDate)
	return notices, doubts
}
