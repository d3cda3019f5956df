package reports

import (
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
)

// Summary is what a document comes to, small enough to travel inside the
// file: enough to tell in clinical words what changed since.
type Summary struct {
	Document string           `json:"document"`
	ID       string           `json:"id"`
	Title    string           `json:"title"`
	At       string           `json:"at"` // RFC 3339
	Program  string           `json:"program"`
	Library  Library          `json:"library"`
	Overall  string           `json:"overall,omitempty"` // certainty
	Outcomes []SummaryOutcome `json:"outcomes,omitempty"`
	Studies  []SummaryStudy   `json:"studies,omitempty"`
}

// SummaryOutcome is one row of the summary of findings, as printed.
type SummaryOutcome struct {
	Name       string   `json:"name"`
	Evidence   string   `json:"evidence,omitempty"`
	Effect     string   `json:"effect,omitempty"`     // "RR 0.30 (0.10 to 0.85)"
	Difference string   `json:"difference,omitempty"` // "547 fewer per 1000 (697 to 117 fewer)"
	Certainty  string   `json:"certainty"`
	Reasons    []string `json:"reasons,omitempty"`
	Gap        string   `json:"gap,omitempty"`
}

// SummaryStudy is one work cited.
type SummaryStudy struct {
	ID      corpus.StudyID `json:"id"`
	Title   string         `json:"title"`
	Notices []string       `json:"notices,omitempty"`
}

// Summarise reads the summary off a document.
func Summarise(b Briefing) Summary {
	s := Summary{Document: b.Document, ID: b.ID, Title: b.Title, At: day(b.At), Program: b.Program, Library: b.Library}
	for _, block := range b.Blocks {
		switch k := block.(type) {
		case *BottomLine:
			s.Overall = k.Certainty.String()
		case *Findings:
			for _, r := range k.Rows {
				s.Outcomes = append(s.Outcomes, summaryOutcome(k, r))
			}
		}
	}
	for _, e := range b.Evidence {
		switch e.Kind {
		case "study":
			s.Studies = append(s.Studies, SummaryStudy{ID: e.Study, Title: e.Says})
		case "notice":
			for i := range s.Studies {
				if s.Studies[i].ID == e.Study {
					s.Studies[i].Notices = append(s.Studies[i].Notices, e.Says)
				}
			}
		}
	}
	return s
}

func summaryOutcome(t *Findings, r FindingRow) SummaryOutcome {
	line := func(c Cell) string { return strings.TrimSpace(c.Main.Text() + " " + c.Sub.Text()) }
	o := SummaryOutcome{Name: r.Outcome.Text(), Evidence: r.Evidence.Text(), Effect: line(r.Relative), Difference: line(r.Difference), Certainty: r.Certainty.String(), Gap: r.Gap.Text()}
	for _, n := range t.Notes {
		if slices.Contains(r.Letters, n.Letter) {
			o.Reasons = append(o.Reasons, n.Text.Text())
		}
	}
	return o
}

// Diff tells in clinical words what changed from old to new, the gravest
// first; nothing when a reader would decide as before.
func Diff(old, new Summary) []string {
	var out []string
	out = append(out, diffNotices(old, new)...)
	if old.Overall != new.Overall {
		out = append(out, fmt.Sprintf("Overall certainty: %s before, %s now.", first(old.Overall, "not rated"), first(new.Overall, "not rated")))
	}
	out = append(out, diffOutcomes(old, new)...)
	return append(out, diffStudies(old, new)...)
}

func diffNotices(old, new Summary) []string {
	var out []string
	for _, s := range new.Studies {
		before := []string{}
		for _, o := range old.Studies {
			if o.ID == s.ID {
				before = o.Notices
			}
		}
		for _, n := range s.Notices {
			if !slices.Contains(before, n) {
				out = append(out, fmt.Sprintf("New notice on %s (%s): %s.", s.ID, s.Title, n))
			}
		}
		for _, n := range before {
			if !slices.Contains(s.Notices, n) {
				out = append(out, fmt.Sprintf("Notice on %s (%s) is gone: %s.", s.ID, s.Title, n))
			}
		}
	}
	return out
}

func diffOutcomes(old, new Summary) []string {
	var out []string
	for _, n := range new.Outcomes {
		i := slices.IndexFunc(old.Outcomes, func(o SummaryOutcome) bool { return strings.EqualFold(o.Name, n.Name) })
		if i < 0 {
			out = append(out, fmt.Sprintf("New outcome: %s (certainty %s).", n.Name, n.Certainty))
			continue
		}
		out = append(out, diffOutcome(old.Outcomes[i], n)...)
	}
	for _, o := range old.Outcomes {
		if !slices.ContainsFunc(new.Outcomes, func(n SummaryOutcome) bool { return strings.EqualFold(o.Name, n.Name) }) {
			out = append(out, fmt.Sprintf("Outcome no longer in the table: %s.", o.Name))
		}
	}
	return out
}

func diffOutcome(o, n SummaryOutcome) []string {
	var out []string
	if o.Certainty != n.Certainty {
		out = append(out, fmt.Sprintf("%s: certainty %s before, %s now.", n.Name, o.Certainty, n.Certainty))
	}
	switch {
	case o.Gap != "" && n.Gap == "":
		out = append(out, fmt.Sprintf("%s: there are numbers now: %s.", n.Name, strings.TrimSpace(n.Effect+" "+n.Difference)))
	case o.Gap == "" && n.Gap != "":
		out = append(out, fmt.Sprintf("%s: there are no usable numbers any more.", n.Name))
	default:
		for _, x := range [][3]string{{"relative effect", o.Effect, n.Effect}, {"difference", o.Difference, n.Difference}, {"evidence", o.Evidence, n.Evidence}} {
			if x[1] != x[2] {
				out = append(out, fmt.Sprintf("%s: %s %s before, %s now.", n.Name, x[0], first(x[1], "none"), first(x[2], "none")))
			}
		}
	}
	for _, r := range n.Reasons {
		if !slices.Contains(o.Reasons, r) {
			out = append(out, fmt.Sprintf("%s: new reason: %s", n.Name, sentenceEnd(r)))
		}
	}
	for _, r := range o.Reasons {
		if !slices.Contains(n.Reasons, r) {
			out = append(out, fmt.Sprintf("%s: reason no longer given: %s", n.Name, sentenceEnd(r)))
		}
	}
	return out
}

func diffStudies(old, new Summary) []string {
	var out []string
	has := func(s Summary, id corpus.StudyID) bool {
		return slices.ContainsFunc(s.Studies, func(x SummaryStudy) bool { return x.ID == id })
	}
	for _, s := range new.Studies {
		if !has(old, s.ID) {
			out = append(out, fmt.Sprintf("New study: %s (%s).", s.ID, s.Title))
		}
	}
	for _, s := range old.Studies {
		if !has(new, s.ID) {
			out = append(out, fmt.Sprintf("Study no longer used: %s (%s).", s.ID, s.Title))
		}
	}
	return out
}
