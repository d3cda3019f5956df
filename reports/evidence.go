package reports

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"appraise/corpus"
)

// evidence resolves every id the document rests on: what it stands for, the
// words it was taken from, who put it there and when.
func (c *compiler) evidence(b Briefing) []Evidence {
	var all Support
	for _, s := range b.Sentences() {
		all = all.and(s.Support)
	}
	for _, block := range b.Blocks {
		if sup := supportOf(block); sup != nil {
			all = all.and(*sup)
		}
	}
	all.Studies = union(all.Studies, c.order)
	var out []Evidence
	if all.Question != "" {
		out = append(out, Evidence{ID: c.q.ID, Kind: "question", Says: c.q.Text, By: c.q.By, At: day(c.q.At), Example: c.q.Example})
	}
	for _, id := range all.Studies {
		out = append(out, c.studyEvidence(id)...)
	}
	out = append(out, c.resultEvidence(all)...)
	return append(out, c.claimEvidence(all)...)
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// quoted fills in the words a value was taken from.
func quoted(e Evidence, q *corpus.Quote) Evidence {
	if q != nil {
		e.Quote, e.Place = q.Text, q.Place
	}
	return e
}

// studyEvidence lists a study with what was taken out of it.
func (c *compiler) studyEvidence(id corpus.StudyID) []Evidence {
	src := c.source(id)
	e := Evidence{ID: string(id), Kind: "study", Study: id, Says: first(src.Item.Title, c.label(id)), DOI: string(src.Item.DOI), Status: src.Verified}
	if i := slices.Index(c.order, id); i >= 0 {
		e.Number = i + 1
	}
	if src.Summary != "" {
		e.Quote, e.Place = src.Summary, c.summaryMark(src.SummaryBy)
	}
	out := []Evidence{e}
	for _, f := range src.Facts {
		out = append(out, quoted(Evidence{ID: f.ID, Kind: "fact", Study: id, Says: f.Field + " = " + f.Value, By: f.By, At: day(f.At)}, f.Quote))
	}
	for _, f := range src.Findings {
		out = append(out, Evidence{ID: f.ID, Kind: "finding", Study: id, Says: strings.TrimSpace(f.Statement + " " + f.Arithmetic), By: "numeric check"})
	}
	for _, n := range src.Notices {
		out = append(out, Evidence{ID: n.ID, Kind: "notice", Study: id, Says: strings.TrimSpace(string(n.Type) + " " + n.Date.String()), Place: n.Source, By: n.By, At: day(n.At)})
	}
	for _, a := range src.Appraisals {
		out = append(out, appraisalEvidence(a))
	}
	return out
}

func appraisalEvidence(a corpus.Appraisal) Evidence {
	says := fmt.Sprintf("%s %s, %s: %s", instrumentName(a.Instrument), a.Version, a.Outcome, a.Final())
	return Evidence{ID: a.ID, Kind: "appraisal", Study: a.Study, Says: says, Place: a.Basis, By: a.By, At: day(a.At), Example: a.Example}
}

// resultEvidence lists results and decisions, with the numbers they hold.
func (c *compiler) resultEvidence(all Support) []Evidence {
	var out []Evidence
	seen := map[string]bool{}
	for _, o := range c.in.Assessment.Outcomes {
		for _, st := range o.Studies {
			r := st.Result
			if r.ID == "" || seen[r.ID] || !slices.Contains(all.Results, r.ID) {
				continue
			}
			seen[r.ID] = true
			out = append(out, quoted(Evidence{ID: r.ID, Kind: "result", Study: st.Study, Says: resultWords(r), By: r.By, At: day(r.At), Status: string(r.Status), Example: r.Example}, r.Quote))
		}
		for _, step := range o.Steps {
			d := step.Decision
			if d == nil || seen[d.ID] || !slices.Contains(all.Decisions, d.ID) {
				continue
			}
			seen[d.ID] = true
			out = append(out, Evidence{ID: d.ID, Kind: "decision", Says: fmt.Sprintf("%s, %s: %+d", d.Outcome, d.Domain, d.Levels), Quote: d.Rationale, Place: "rationale", By: d.By, At: day(d.At), Example: d.Example})
		}
	}
	return out
}

// resultWords says a result in one line.
func resultWords(r corpus.Result) string {
	var parts []string
	for _, a := range r.Arms {
		p := a.Label
		switch {
		case a.Events != nil && a.N != nil:
			p += fmt.Sprintf(" %d/%d", *a.Events, *a.N)
		case a.Mean != nil:
			p += " mean " + trimNumber(*a.Mean)
			if a.N != nil {
				p += fmt.Sprintf(" (n = %d)", *a.N)
			}
		}
		if a.Percent != "" {
			p += " (" + strings.TrimSuffix(a.Percent, "%") + "%)"
		}
		parts = append(parts, strings.TrimSpace(p))
	}
	if e := r.Estimate; e != nil {
		p := e.Measure + " " + trimNumber(e.Value)
		if e.Low != nil && e.High != nil {
			p += " (" + trimNumber(*e.Low) + " to " + trimNumber(*e.High) + ")"
		}
		parts = append(parts, p)
	}
	return strings.TrimSpace(r.Outcome + ": " + strings.Join(parts, "; "))
}

func (c *compiler) claimEvidence(all Support) []Evidence {
	var out []Evidence
	for _, v := range c.in.Claims {
		if slices.Contains(all.Claims, v.Claim.ID) {
			out = append(out, Evidence{ID: v.Claim.ID, Kind: "claim", Says: v.Claim.Text, Place: strings.TrimSpace(v.Claim.Source.Title + " " + v.Claim.Source.URL), By: v.Claim.By, At: day(v.Claim.At), Status: v.Verdict, Example: v.Claim.Example})
		}
	}
	return out
}
