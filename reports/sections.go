package reports

import (
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/grading"
)

// statement is a sentence a person wrote for the briefing. Its numbers have
// to stand in what the library holds of the studies it names.
func (c *compiler) statement(st corpus.Statement) Sentence {
	sup := Support{Studies: st.Studies}
	if len(st.Studies) == 0 {
		sup = Support{Author: first(st.By, c.q.By)}
	}
	s := say(sup, sentenceEnd(st.Text)).cite(c.refs(st.Studies)...)
	if len(st.Studies) == 0 {
		s = s.marked("statement of " + first(sup.Author, "its author"))
	}
	if v := c.unverified(st.Studies...); v != "" {
		s = s.marked(v)
	}
	if len(st.Studies) > 0 {
		own := c.numbersOf(st.Studies)
		for _, n := range numbersIn(st.Text) {
			if !own.has(n) {
				s.Fault = fmt.Sprintf("the number %s is not in what the library holds of %s", n, list(c.labels(st.Studies)))
				c.fail("statement %q: %s", shorten(st.Text, 80), s.Fault)
			}
		}
	}
	return s
}

func (c *compiler) labels(ids []corpus.StudyID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = c.label(id)
	}
	return out
}

// numbersOf collects the numbers that stand with some studies.
func (c *compiler) numbersOf(ids []corpus.StudyID) *numbers {
	sub := Input{Studies: map[corpus.StudyID]Source{}}
	for _, id := range ids {
		if s, ok := c.in.Studies[id]; ok {
			sub.Studies[id] = s
		}
	}
	for _, o := range c.in.Assessment.Outcomes {
		var kept []grading.StudyEffect
		for _, s := range o.Studies {
			if slices.Contains(ids, s.Study) {
				kept = append(kept, s)
			}
		}
		if len(kept) > 0 {
			sub.Assessment.Outcomes = append(sub.Assessment.Outcomes, grading.Outcome{Studies: kept, Absolute: o.Absolute, Information: o.Information})
		}
	}
	return collectNumbers(sub)
}

func (c *compiler) statements(sts []corpus.Statement) []Sentence {
	var out []Sentence
	for _, st := range sts {
		if strings.TrimSpace(st.Text) != "" {
			out = append(out, c.statement(st))
		}
	}
	return out
}

// harms is never left out: it says so when nothing was reported.
func (c *compiler) harms() Block {
	s := &Section{ID: "harms", Title: "Harms and contraindications"}
	for _, o := range c.in.Assessment.Outcomes {
		if !o.Outcome.Harm {
			continue
		}
		sup := onOutcome(o).and(c.onQuestion())
		name := Sentence{Support: sup}.strong(upperFirst(o.Outcome.Name))
		switch {
		case o.Effect != nil:
			s.Text = append(s.Text, name.plain(": "+sentenceEnd(first(o.Short, o.Sentence))).cite(c.refs(studiesOf(o))...))
		default:
			s.Text = append(s.Text, name.plain(": "+lowerFirst(c.gap(o))+" That is not evidence of safety."))
		}
	}
	s.Items = c.statements(c.q.Harms)
	if len(s.Text)+len(s.Items) == 0 {
		s.Text = append(s.Text, say(c.onQuestion(), "No harm or contraindication is recorded for this question. That is not evidence of safety."))
	} else if len(s.Items) == 0 {
		s.Text = append(s.Text, say(c.onQuestion(), "No contraindication is recorded for this question."))
	}
	return s
}

func (c *compiler) applicability() Block {
	s := &Section{ID: "applicability", Title: "Applicability", Text: c.statements(c.q.Applicability)}
	if len(s.Text) == 0 {
		s.Text = []Sentence{say(c.onQuestion(), "Nothing is recorded on whom these results apply to.")}
	}
	return s
}

// unknown lists what the evidence cannot tell, as the question's authors put
// it, and what the grading says would change the answer.
func (c *compiler) unknown() Block {
	s := &Section{ID: "unknown", Title: "What we do not know", Items: c.statements(c.q.Unknown)}
	for _, m := range c.q.Members {
		if m.In && c.source(m.Study).Design == "registry_record" {
			text := c.label(m.Study) + ": a registered trial whose results are not known"
			s.Items = append(s.Items, say(onStudies(m.Study), sentenceEnd(text)).cite(c.ref(m.Study)))
		}
	}
	var change []string
	sup := c.onQuestion()
	for _, o := range c.in.Assessment.Outcomes {
		for _, w := range o.WouldChange {
			if len(change) < 3 && !slices.Contains(change, w) {
				change = append(change, w)
				sup = sup.and(onOutcome(o))
			}
		}
	}
	if len(change) > 0 {
		s.Items = append(s.Items, Sentence{Support: sup}.strong("What would change this: ").plain(sentenceEnd(strings.Join(change, "; "))))
	}
	if len(s.Items) == 0 {
		s.Text = []Sentence{say(c.onQuestion(), "Nothing is recorded.")}
	}
	return s
}

// What a briefing prints of a finding in full; longer texts are in the
// profile and on the study's sheet.
const (
	shortArithmetic = 60
	shortInnocent   = 90
)

// checks says what the numeric checks found, and how the result changes when
// people who are missing are counted.
func (c *compiler) checks() Block {
	s := &Section{ID: "checks", Title: "Do the printed numbers agree?"}
	for _, id := range c.members() {
		for _, f := range c.source(id).Findings {
			sup := onStudies(id)
			sup.Findings = []string{f.ID}
			item := Sentence{Support: sup}.strong(c.label(id)).cite(c.ref(id)).plain(": " + sentenceEnd(f.Statement))
			if f.Arithmetic != "" && (c.full || len(f.Arithmetic) <= shortArithmetic) {
				item = item.muted(" " + sentenceEnd(upperFirst(f.Arithmetic)))
			}
			switch {
			case f.Innocent != "" && (c.full || len(f.Innocent) <= shortInnocent):
				item = item.plain(" Harmless reasons it may have: " + sentenceEnd(lowerFirst(f.Innocent)))
			case f.Innocent != "":
				item = item.plain(" It may have a harmless reason.")
			}
			s.Items = append(s.Items, item)
		}
	}
	for _, o := range c.in.Assessment.Outcomes {
		for _, st := range o.Studies {
			s.Items = append(s.Items, c.robustness(o, st)...)
		}
	}
	if len(s.Items) == 0 {
		return nil
	}
	return s
}

// robustness says how little would change one study's result.
func (c *compiler) robustness(o grading.Outcome, st grading.StudyEffect) []Sentence {
	sup := onStudies(st.Study)
	sup.Results = []string{st.Result.ID}
	var out []Sentence
	var parts []string
	for _, sc := range st.Scenarios {
		part := strings.TrimRight(sc.Name, " ,:")
		if sc.Counts != "" {
			part += ": " + c.style.versus(sc.Counts)
		}
		if e := sc.Effect; e != nil {
			d := decimalsFor(e.Ratio())
			part += fmt.Sprintf(", %s %s %s", c.style.measure(e.Measure), number(e.Estimate, d), c.style.interval(e.Low, e.High, d))
		}
		parts = append(parts, part)
	}
	name := Sentence{Support: sup}.strong(c.label(st.Study) + ", " + lowerFirst(o.Outcome.Name)).cite(c.ref(st.Study))
	if len(parts) > 0 {
		out = append(out, name.plain(". If the missing are counted: "+sentenceEnd(strings.Join(parts, "; "))))
	}
	if st.Fragility != nil {
		text := fmt.Sprintf(": fragility index %d", *st.Fragility)
		if st.Effect != nil && st.Effect.P > 0 {
			text += " (" + c.style.p(st.Effect.P) + ")"
		}
		limit := "0.05"
		if c.style.ama {
			limit = ".05"
		}
		text += fmt.Sprintf("; %s with another outcome would change which side of P = %s it is on.", count(*st.Fragility, "person", "people"), limit)
		c.known.derive(*st.Fragility)
		c.known.tokens["0.05"], c.known.tokens["05"] = true, true
		c.knowP(st.Effect)
		out = append(out, name.plain(text))
	}
	return out
}

// knowP registers a P value in both spellings.
func (c *compiler) knowP(e *grading.Effect) {
	if e != nil {
		for _, ama := range []bool{false, true} {
			for _, t := range token.FindAllString(style{ama}.p(e.P), -1) {
				c.known.tokens[t] = true
			}
		}
	}
}

// members lists the studies that are in, in the question's order.
func (c *compiler) members() []corpus.StudyID { return c.q.Included() }

// riskOfBias says per study what was judged, by what, from what and by whom.
func (c *compiler) riskOfBias() Block {
	s := &Section{ID: "risk", Title: "Risk of bias"}
	var domains []string
	seen := map[string]bool{}
	for _, o := range c.in.Assessment.Outcomes {
		for _, st := range o.Studies {
			if st.Appraisal == "" || seen[st.Appraisal] {
				continue
			}
			seen[st.Appraisal] = true
			s.Text = append(s.Text, c.appraisalSentence(o, st))
			if len(domains) == 0 {
				for i, d := range st.Domains {
					domains = append(domains, fmt.Sprintf("%d\u00a0%s", i+1, lowerFirst(first(d.Name, d.Domain))))
					c.known.derive(i + 1)
				}
			}
		}
	}
	if len(s.Text) == 0 {
		return nil
	}
	if len(domains) > 0 {
		s.Text = append(s.Text, say(c.onMethod(), "Domains: "+strings.Join(domains, "; ")+"."))
	}
	return s
}

func (c *compiler) appraisalSentence(o grading.Outcome, st grading.StudyEffect) Sentence {
	sup := onStudies(st.Study)
	sup.Appraisals = []string{st.Appraisal}
	ap := c.appraisal(st)
	text := ", " + lowerFirst(o.Outcome.Name) + ": " + string(st.Risk)
	if st.Risk == "" {
		text = ", " + lowerFirst(o.Outcome.Name) + ": not judged"
	}
	var how []string
	if ap.Instrument != "" {
		how = append(how, instrumentName(ap.Instrument))
	}
	if ap.Basis != "" {
		how = append(how, "read: "+ap.Basis)
	}
	switch {
	case ap.Overall.Decided != "" && ap.By != "":
		how = append(how, "decided by "+ap.By)
	case ap.Overall.Proposed != "":
		how = append(how, "proposed by the instrument’s rules; nobody has decided")
	}
	if len(how) > 0 {
		text += " (" + strings.Join(how, "; ") + ")"
	}
	s := Sentence{Support: sup}.strong(c.label(st.Study)).cite(c.ref(st.Study)).plain(text + ".")
	if ap.Example {
		s = s.marked("example decision")
	}
	return s
}

func (c *compiler) appraisal(st grading.StudyEffect) corpus.Appraisal {
	for _, a := range c.source(st.Study).Appraisals {
		if a.ID == st.Appraisal {
			return a
		}
	}
	return corpus.Appraisal{}
}

// instrumentName is how an instrument is called in print.
func instrumentName(id string) string {
	for name, words := range map[string]string{"rob2": "RoB 2", "robinsi": "ROBINS-I", "robins-i": "ROBINS-I", "amstar2": "AMSTAR 2", "agree2": "AGREE II", "quadas2": "QUADAS-2", "nos": "Newcastle–Ottawa scale", "jadad": "Jadad scale", "pedro": "PEDro scale"} {
		if strings.EqualFold(id, name) {
			return words
		}
	}
	return id
}
