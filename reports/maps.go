package reports

import (
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/reports/figure"
)

// gapMap shows which outcomes of which question have evidence: questions
// down, outcomes across.
func (c *compiler) gapMap() Block {
	g := figure.GapMap{Title: "Where there is evidence"}
	sup := c.onMethod()
	for i, a := range c.in.Questions {
		g.Rows = append(g.Rows, upperFirst(first(a.Question.PICO.Intervention, a.Question.Title, a.Question.ID)))
		for _, o := range a.Outcomes {
			name := upperFirst(o.Outcome.Name)
			j := slices.Index(g.Columns, name)
			if j < 0 {
				j = len(g.Columns)
				g.Columns = append(g.Columns, name)
			}
			cell := figure.GapCell{Row: i, Column: j, Studies: len(studiesOf(o)), People: o.Information.Participants}
			if o.Certainty != corpus.Unrated {
				cell.Certainty = o.Certainty.String()
			}
			g.Cells = append(g.Cells, cell)
			sup = sup.and(onOutcome(o))
		}
	}
	if len(g.Rows) == 0 || len(g.Columns) == 0 {
		return nil
	}
	return &Plot{ID: "gap map", Title: g.Title, Figure: g.Layout(176, nil), Support: sup}
}

// timeline shows a claim among the works that bear on it; nothing when fewer
// than two of them have a date.
func (c *compiler) timeline(v ClaimView) Block {
	t := figure.Timeline{Title: "Timeline of the claim"}
	sup := Support{Claims: []string{v.Claim.ID}}
	if d := v.Claim.Source.Date; d.Year > 0 {
		t.Events = append(t.Events, figure.Moment{Year: d.Year, Month: d.Month, Kind: "claim", Label: first(v.Claim.Source.Title, "written")})
	}
	for _, l := range v.Claim.Links {
		src := c.source(l.Study)
		if d := src.Item.Published; d.Year > 0 {
			t.Events = append(t.Events, figure.Moment{Year: d.Year, Month: d.Month, Kind: string(l.Stance), Label: c.label(l.Study)})
			sup = sup.and(onStudies(l.Study))
		}
		for _, n := range src.Notices {
			if n.Date.Year > 0 {
				t.Events = append(t.Events, figure.Moment{Year: n.Date.Year, Month: n.Date.Month, Kind: "notice", Label: strings.TrimSpace(c.label(l.Study) + " " + string(n.Type))})
			}
		}
	}
	if len(t.Events) < 2 {
		return nil
	}
	return &Plot{ID: "timeline", Title: t.Title, Figure: t.Layout(176, nil), Support: sup}
}
