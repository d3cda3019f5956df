package notices

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"appraise/corpus"
)

// NoneKnown is the state of a report without notices. It is not "clean".
const NoneKnown corpus.NoticeType = "none known"

// Standing is how a report stands by all that is said about it.
type Standing struct {
	State         corpus.NoticeType `json:"state"`          // NoneKnown, or the type of the notice in force
	Since         corpus.Date       `json:"since,omitzero"` // the earliest date that is given for it
	Sources       []string          `json:"sources,omitempty"`
	Disagreements []string          `json:"disagreements,omitempty"` // who says something else, in sentences
}

// order lists the states from the one that hides all others. A report that is
// itself a notice may share its DOI with the paper it is about, so that what
// is said of the paper reaches the notice too.
var order = []corpus.NoticeType{
	corpus.IsNotice, corpus.RetractedRepublished, corpus.Retracted, corpus.Withdrawn, corpus.ExpressionOfConcern,
	corpus.Superseded, corpus.Expired, corpus.Reinstated, corpus.Corrected,
}

func gravity(t corpus.NoticeType) int {
	if i := slices.Index(order, t); i >= 0 {
		return i
	}
	return len(order)
}

// Grave reports whether nothing may rest on a report in this state: it was
// retracted or withdrawn, or is a notice and no study. What was retracted and
// republished has to be read in its new form.
func (s Standing) Grave() bool {
	switch s.State {
	case corpus.Retracted, corpus.RetractedRepublished, corpus.Withdrawn, corpus.IsNotice:
		return true
	}
	return false
}

// Resolve tells the state that follows from all notices about one report.
//
// A reinstatement ends retractions, withdrawals and concerns that are not
// dated after it, whoever asserts them; one without a date is taken to be the
// last word. Of what is left the gravest type in order is the state. Sources
// that know less, other dates, or still list what was undone, are named in
// Disagreements: none of them is right by being first.
func Resolve(list []corpus.Notice) Standing {
	list = slices.Clone(list)
	slices.SortStableFunc(list, byDate)
	back := reinstated(list)
	s := Standing{State: NoneKnown}
	for _, n := range list {
		if undone(n, back) {
			continue
		}
		if s.State == NoneKnown || gravity(n.Type) < gravity(s.State) {
			s.State = n.Type
		}
	}
	for _, n := range list {
		if n.Type != s.State || undone(n, back) {
			continue
		}
		if n.Date.Year != 0 && (s.Since.Year == 0 || after(s.Since, n.Date)) {
			s.Since = n.Date
		}
		if !slices.Contains(s.Sources, n.Source) {
			s.Sources = append(s.Sources, n.Source)
		}
	}
	slices.Sort(s.Sources)
	s.Disagreements = disagreements(list, s, back)
	return s
}

// reinstated returns the last reinstatement, or nil.
func reinstated(list []corpus.Notice) *corpus.Notice {
	var last *corpus.Notice
	for i, n := range list {
		if n.Type == corpus.Reinstated && (last == nil || n.Date.Year == 0 || last.Date.Year != 0 && !after(last.Date, n.Date)) {
			last = &list[i]
		}
	}
	return last
}

// undone reports whether a reinstatement ended what n says.
func undone(n corpus.Notice, back *corpus.Notice) bool {
	if back == nil {
		return false
	}
	switch n.Type {
	case corpus.Retracted, corpus.RetractedRepublished, corpus.Withdrawn, corpus.ExpressionOfConcern:
		return back.Date.Year == 0 || !after(n.Date, back.Date)
	}
	return false
}

// after reports whether a is later than b by the parts that both have.
func after(a, b corpus.Date) bool {
	for _, p := range [][2]int{{a.Year, b.Year}, {a.Month, b.Month}, {a.Day, b.Day}} {
		if p[0] == 0 || p[1] == 0 {
			return false
		}
		if p[0] != p[1] {
			return p[0] > p[1]
		}
	}
	return false
}

// disagreements says who does not agree with the standing.
func disagreements(list []corpus.Notice, s Standing, back *corpus.Notice) []string {
	var out []string
	bySource := map[string][]corpus.Notice{}
	var sources []string
	for _, n := range list {
		if bySource[n.Source] == nil {
			sources = append(sources, n.Source)
		}
		bySource[n.Source] = append(bySource[n.Source], n)
	}
	slices.Sort(sources)
	for _, src := range sources {
		if line := differs(src, bySource[src], s, back); line != "" {
			out = append(out, line)
		}
	}
	if line := dates(list, s, back); line != "" {
		out = append(out, line)
	}
	return out
}

// differs says what a source that does not share the standing says instead.
func differs(source string, said []corpus.Notice, s Standing, back *corpus.Notice) string {
	if slices.Contains(s.Sources, source) {
		return ""
	}
	gravest := slices.MinFunc(said, func(a, b corpus.Notice) int { return gravity(a.Type) - gravity(b.Type) })
	line := fmt.Sprintf("%s says %s", source, Say(gravest))
	switch {
	case undone(gravest, back):
		return line + "; " + back.Source + " says " + Say(*back)
	case s.State == corpus.IsNotice:
		return line + ": a notice and the paper it is about can share an identifier"
	}
	return line + ", not " + string(s.State)
}

// dates says when sources give the state dates more than a month apart.
func dates(list []corpus.Notice, s Standing, back *corpus.Notice) string {
	var told []string
	var first corpus.Date
	apart := false
	for _, n := range list {
		if n.Type != s.State || n.Date.Year == 0 || undone(n, back) || n.Type == corpus.Corrected {
			continue
		}
		if first.Year == 0 {
			first = n.Date
		}
		apart = apart || monthApart(first, n.Date)
		told = append(told, n.Date.String()+" by "+n.Source)
	}
	if !apart {
		return ""
	}
	return fmt.Sprintf("the date of %q is %s", s.State, strings.Join(told, ", "))
}

// monthApart reports whether two dates are more than 31 days apart however the
// parts that are not known are filled in.
func monthApart(a, b corpus.Date) bool {
	if after(a, b) {
		a, b = b, a
	}
	const most = 31 * 24 * time.Hour
	return edge(b, false).Sub(edge(a, true)) > most
}

// edge is the first or the last day that a date can mean.
func edge(d corpus.Date, last bool) time.Time {
	switch {
	case d.Month == 0 && last:
		return time.Date(d.Year, 12, 31, 0, 0, 0, 0, time.UTC)
	case d.Month == 0:
		return time.Date(d.Year, 1, 1, 0, 0, 0, 0, time.UTC)
	case d.Day == 0 && last:
		return time.Date(d.Year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC)
	case d.Day == 0:
		return time.Date(d.Year, time.Month(d.Month), 1, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

// Say tells one notice in a few words: "retracted (2010-02-02)".
func Say(n corpus.Notice) string {
	if d := n.Date.String(); d != "" {
		return string(n.Type) + " (" + d + ")"
	}
	return string(n.Type)
}
