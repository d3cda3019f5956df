package reports

import (
	"errors"
	"fmt"
	"math"

	"appraise/grading"
	"appraise/reports/forest"
)

// Profile makes the evidence profile of the question: every outcome with
// every step of its certainty, every study, every plot, at any length.
func Profile(in Input) (Briefing, error) {
	in.House.Kicker = first(in.House.Kicker, "Evidence profile")
	c := newCompiler(in)
	c.full = true
	c.add(c.head(), c.bottomLine(), c.pico(), c.findings())
	c.add(c.harms(), c.applicability(), c.unknown())
	for _, o := range in.Assessment.Outcomes {
		c.add(c.steps(o))
		if o.Effect != nil && len(o.Studies) > 0 {
			c.add(c.forest(o))
		}
		c.add(c.funnel(o), c.lights(o), c.riskShares(o))
	}
	c.add(c.included(), c.excludedTable(), c.flow(), c.checks(), c.otherEvidence(), c.claims(), c.notices(), c.search(), c.about(), c.references(), c.glossary())
	return c.finish("profile")
}

// steps is the table of one outcome's certainty: what the rule suggests, who
// decided what, and why.
func (c *compiler) steps(o grading.Outcome) Block {
	sup := onOutcome(o).and(c.onQuestion())
	t := &Table{ID: "steps", Title: upperFirst(o.Outcome.Name) + ": certainty " + o.Certainty.String(),
		Columns: []Column{{"Step", 0.16, false}, {"Rule", 0.07, true}, {"In force", 0.08, true}, {"Why", 0.44, false}, {"Decided by", 0.25, false}}}
	if o.Effect == nil {
		return &Section{ID: "steps", Title: upperFirst(o.Outcome.Name) + ": no usable numbers", Text: []Sentence{say(sup, c.gap(o)).cite(c.refs(c.measured(o))...)}}
	}
	start := upperFirst(o.Start.String())
	if o.StartReason != "" {
		start += ": " + o.StartReason
	}
	t.Rows = append(t.Rows, []Sentence{say(sup, "Start"), {}, {}, say(sup, sentenceEnd(start)), {}})
	for _, s := range o.Steps {
		t.Rows = append(t.Rows, []Sentence{say(sup, upperFirst(string(s.Domain))), say(sup, levels(s.Suggested)), say(sup, levels(s.Levels)), say(sup, sentenceEnd(upperFirst(s.Reason))), c.decider(sup, s)})
	}
	t.Notes = c.outcomeNotes(o, sup)
	return t
}

// outcomeNotes say what is known beside the steps: information size, NNT,
// heterogeneity, and who was left out.
func (c *compiler) outcomeNotes(o grading.Outcome, sup Support) []Sentence {
	var notes []Sentence
	if o.Sentence != "" {
		notes = append(notes, Sentence{Support: sup}.strong(sentenceEnd(o.Sentence)))
	}
	inf := o.Information
	if inf.Participants > 0 {
		text := count(inf.Participants, "person", "people")
		if inf.Events != nil {
			text += ", " + count(*inf.Events, "event", "events")
		}
		if inf.OIS != nil {
			text += fmt.Sprintf("; optimal information size %d", *inf.OIS)
			if inf.Assumptions != "" {
				text += " (" + inf.Assumptions + ")"
			}
		}
		notes = append(notes, say(sup, sentenceEnd(text)))
	}
	if o.NNT != "" {
		notes = append(notes, say(sup, sentenceEnd(o.NNT)))
	}
	if h := heterogeneity(o); h != "" {
		notes = append(notes, say(sup, sentenceEnd(h)))
	}
	return append(notes, c.without("Without a number", o.Skipped)...)
}

// levels writes a change of level with its sign.
func levels(n int) string {
	if n > 0 {
		return fmt.Sprintf("+%d", n)
	}
	return number(float64(n), 0)
}

// decider says who settled a step, when and why.
func (c *compiler) decider(sup Support, s grading.Step) Sentence {
	d := s.Decision
	if d == nil {
		if s.Levels == 0 && !s.Human {
			return Sentence{}
		}
		return say(sup, "nobody yet")
	}
	text := d.By
	if !d.At.IsZero() {
		text += ", " + d.At.UTC().Format("2006-01-02")
		c.known.tokens[d.At.UTC().Format("2006")], c.known.tokens[d.At.UTC().Format("01")], c.known.tokens[d.At.UTC().Format("02")] = true, true, true
	}
	if d.Rationale != "" {
		text += ": " + d.Rationale
	}
	out := say(sup, text)
	if s.Stale {
		out = out.marked("decided on other data")
	}
	if d.Example {
		out = out.marked("example decision")
	}
	return out
}

// funnel draws the plot of small-study effects, or says why there is none.
func (c *compiler) funnel(o grading.Outcome) Block {
	if o.Effect == nil || len(o.Studies) < 2 {
		return nil
	}
	p := forest.Funnel{Title: upperFirst(o.Outcome.Name) + ": funnel plot", Measure: o.Effect.Measure, Ratio: o.Effect.Ratio(), Pooled: o.Effect.Estimate}
	for _, st := range o.Studies {
		if st.Effect != nil {
			p.Points = append(p.Points, forest.FunnelPoint{Label: first(st.Label, c.label(st.Study)), Estimate: st.Effect.Estimate, SE: standardError(*st.Effect)})
		}
	}
	sup := onOutcome(o)
	f, err := p.Layout(forest.Options{})
	var few *forest.TooFewError
	if errors.As(err, &few) {
		c.known.derive(few.K, forest.MinFunnel)
		return &Section{ID: "funnel", Title: p.Title, Text: []Sentence{say(sup, sentenceEnd(upperFirst(few.Error())))}}
	}
	return &Plot{ID: "funnel", Title: p.Title, Figure: f, Support: sup, Notes: []Sentence{
		say(sup, "Standard errors are taken from the confidence intervals. Asymmetry can have other reasons than results that were not published."),
	}}
}

// standardError is half the interval over 1.96, on the scale of the analysis.
func standardError(e grading.Effect) float64 {
	lo, hi := e.Low, e.High
	if e.Ratio() {
		lo, hi = math.Log(lo), math.Log(hi)
	}
	return (hi - lo) / (2 * 1.959964)
}

// riskTable collects the judgements of one outcome.
func (c *compiler) riskTable(o grading.Outcome) forest.RiskTable {
	t := forest.RiskTable{Title: upperFirst(o.Outcome.Name) + ": risk of bias"}
	for _, st := range o.Studies {
		if st.Risk == "" && len(st.Domains) == 0 {
			continue
		}
		row := forest.RiskRow{Label: first(st.Label, c.label(st.Study)), Overall: string(st.Risk), Weight: st.Weight}
		for _, d := range st.Domains {
			row.Risks = append(row.Risks, string(d.Risk))
		}
		if len(st.Domains) > len(t.Domains) {
			t.Domains = nil
			for _, d := range st.Domains {
				t.Domains = append(t.Domains, first(d.Name, d.Domain))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// lights draws the traffic light of an outcome that has no forest plot to
// show the judgements.
func (c *compiler) lights(o grading.Outcome) Block {
	t := c.riskTable(o)
	if o.Effect != nil || len(t.Rows) == 0 {
		return nil
	}
	return &Plot{ID: "lights", Title: t.Title, Figure: t.TrafficLight(forest.Options{}), Support: onOutcome(o)}
}

// riskShares draws how much of the weight is at which risk.
func (c *compiler) riskShares(o grading.Outcome) Block {
	t := c.riskTable(o)
	if len(t.Rows) < 2 {
		return nil
	}
	return &Plot{ID: "risk shares", Title: t.Title + ", by weight", Figure: t.Summary(forest.Options{}), Support: onOutcome(o)}
}

// included lists the studies that are in.
func (c *compiler) included() Block {
	t := &Table{ID: "included", Title: "Studies that are in", Columns: []Column{{"Study", 0.18, false}, {"Design", 0.15, false}, {"Role", 0.1, false}, {"People", 0.16, false}, {"Summary", 0.41, false}}}
	for _, m := range c.q.Members {
		if !m.In {
			continue
		}
		src := c.source(m.Study)
		sup := onStudies(m.Study)
		says, cut := excerpt(src.Summary, 2*summaryLimit)
		sum := say(sup, says)
		if cut {
			sum = sum.muted(" …")
		}
		if !sum.Empty() {
			sum = sum.marked(c.summaryMark(src.SummaryBy), c.unverified(m.Study))
		}
		t.Rows = append(t.Rows, []Sentence{say(sup, c.label(m.Study)).cite(c.ref(m.Study)), say(sup, DesignWords(src.Design, 1)), say(sup, first(m.Role, "direct")), say(sup, c.size(src)), sum})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// size says how many people a study has, in the words of its extraction.
func (c *compiler) size(src Source) string {
	if src.SizeText != "" {
		return src.SizeText
	}
	if n := people1(src); n != nil {
		return fmt.Sprint(*n)
	}
	return "not known"
}

func (c *compiler) excludedTable() Block {
	t := &Table{ID: "excluded", Title: "Studies that were left out", Columns: []Column{{"Study", 0.3, false}, {"Reason", 0.5, false}, {"By", 0.2, false}}}
	for _, m := range c.q.Members {
		if m.In {
			continue
		}
		sup := c.onQuestion()
		if _, ok := c.in.Studies[m.Study]; ok {
			sup = sup.and(onStudies(m.Study))
		}
		t.Rows = append(t.Rows, []Sentence{say(sup, c.label(m.Study)), say(sup, sentenceEnd(upperFirst(m.Reason))), say(sup, m.By)})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}
