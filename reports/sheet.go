package reports

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"appraise/corpus"
	"appraise/grading"
	"appraise/grading/instrument"
)

// StudySheet makes the appraisal of one study on a page or two: what it is, how many
// people it has, what it found, how it was judged, and what does not fit.
func StudySheet(in Input, id corpus.StudyID) (Briefing, error) {
	if _, ok := in.Studies[id]; !ok {
		return Briefing{}, fmt.Errorf("study %s: %w", id, corpus.ErrNotFound)
	}
	in.Assessment.Outcomes = outcomesOf(in.Assessment.Outcomes, id)
	c := newCompiler(in)
	c.q = corpus.Question{ID: string(id), Title: first(c.source(id).Item.Title, c.label(id)), Text: "", Members: []corpus.Member{{Study: id, In: true}}, By: in.Assessment.Question.By}
	c.full = true
	c.ref(id)
	src, sup := c.source(id), onStudies(id)
	c.add(&Head{Kicker: first(in.House.Kicker, "Study appraisal sheet"), Title: first(src.Item.Title, c.label(id)), Question: say(sup, c.label(id)+" · "+DesignWords(src.Design, 1)).marked(c.unverified(id))})
	c.add(c.sheetFacts(id), c.sheetSummary(id), c.sheetResults(id))
	for _, a := range src.Appraisals {
		c.add(c.sheetAppraisal(a))
	}
	c.add(c.checks(), c.sheetClaims(id), c.notices(), c.references())
	return c.finish("sheet")
}

// outcomesOf keeps what one study contributes.
func outcomesOf(all []grading.Outcome, id corpus.StudyID) []grading.Outcome {
	var out []grading.Outcome
	for _, o := range all {
		var mine []grading.StudyEffect
		for _, st := range o.Studies {
			if st.Study == id {
				mine = append(mine, st)
			}
		}
		if len(mine) > 0 {
			o.Studies, o.Skipped = mine, nil
			out = append(out, o)
		}
	}
	return out
}

// sheetFacts says design, size and what was stated about the study.
func (c *compiler) sheetFacts(id corpus.StudyID) Block {
	src, sup := c.source(id), onStudies(id)
	p := &Pairs{ID: "facts", Title: "What it is"}
	add := func(label string, s Sentence) {
		if !s.Empty() {
			p.Rows = append(p.Rows, Part{label, s})
		}
	}
	add("Design", say(sup, DesignWords(src.Design, 1)))
	add("People", say(sup, c.size(src)))
	for _, f := range src.Facts {
		fs := sup
		fs.Facts = []string{f.ID}
		s := say(fs, f.Value)
		if f.Quote != nil && f.Quote.Text != "" {
			s = s.muted(" “" + f.Quote.Text + "”")
			if f.Quote.Place != "" {
				s = s.muted(" (" + f.Quote.Place + ")")
			}
		}
		if f.By != "" {
			s = s.muted(" [" + f.By + "]")
		}
		add(upperFirst(strings.ReplaceAll(strings.TrimPrefix(f.Field, "n."), "-", " ")), s)
	}
	return p
}

func (c *compiler) sheetSummary(id corpus.StudyID) Block {
	src := c.source(id)
	if src.Summary == "" {
		return nil
	}
	return &Section{ID: "summary", Title: "Summary", Text: []Sentence{say(onStudies(id), sentenceEnd(src.Summary)).marked(c.summaryMark(src.SummaryBy), c.unverified(id))}}
}

// sheetResults lists the results of the study as they went into outcomes.
func (c *compiler) sheetResults(id corpus.StudyID) Block {
	t := &Table{ID: "results", Title: "What it found", Columns: []Column{{"Outcome", 0.2, false}, {"Numbers", 0.34, false}, {"Effect (95% CI)", 0.22, false}, {"P", 0.1, false}, {"Risk of bias", 0.14, false}}}
	for _, o := range c.in.Assessment.Outcomes {
		for _, st := range o.Studies {
			if st.Study != id {
				continue
			}
			sup := onStudies(id)
			sup.Results = []string{st.Result.ID}
			row := []Sentence{say(sup, upperFirst(o.Outcome.Name)), say(sup, strings.TrimPrefix(resultWords(st.Result), st.Result.Outcome+": ")), {}, {}, say(sup, first(string(st.Risk), "not judged"))}
			if e := st.Effect; e != nil {
				d := decimalsFor(e.Ratio())
				row[2] = say(sup, e.Measure+" "+number(e.Estimate, d)+" "+c.style.interval(e.Low, e.High, d))
				if e.P > 0 {
					c.knowP(e)
					row[3] = say(sup, strings.TrimPrefix(c.style.p(e.P), "P = "))
				}
			}
			if q := st.Result.Quote; q != nil && q.Text != "" {
				t.Notes = append(t.Notes, say(sup, upperFirst(o.Outcome.Name)+": “"+q.Text+"”").muted(" ("+first(q.Place, "place not recorded")+")"))
			}
			t.Rows = append(t.Rows, row)
		}
	}
	if len(t.Rows) == 0 {
		return &Section{ID: "results", Title: "What it found", Text: []Sentence{say(onStudies(id), "No result of this study has been recorded.")}}
	}
	return t
}

// sheetAppraisal lists the domains of one appraisal with their reasons.
func (c *compiler) sheetAppraisal(a corpus.Appraisal) Block {
	sup := onStudies(a.Study)
	sup.Appraisals = []string{a.ID}
	title := instrumentName(a.Instrument)
	if a.Outcome != "" {
		title += ", " + lowerFirst(a.Outcome)
	}
	t := &Table{ID: "appraisal", Title: title + ": " + string(a.Final()), Columns: []Column{{"Domain", 0.26, false}, {"Proposed", 0.13, false}, {"Decided", 0.13, false}, {"Answers", 0.22, false}, {"Why", 0.26, false}}}
	keys := make([]string, 0, len(a.Domains))
	for k := range a.Domains {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		j := a.Domains[k]
		t.Rows = append(t.Rows, []Sentence{say(sup, c.domainName(a, k)), say(sup, string(j.Proposed)), decided(sup, j), say(sup, answersOf(a, k)), say(sup, first(j.Rationale, j.Path))})
	}
	if len(keys) == 0 {
		t.Rows = c.domainRows(a, sup)
	}
	t.Rows = append(t.Rows, []Sentence{say(sup, "Overall"), say(sup, string(a.Overall.Proposed)), decided(sup, a.Overall), {}, say(sup, first(a.Overall.Rationale, a.Overall.Path))})
	note := "Read: " + first(a.Basis, "not recorded") + ". By " + first(a.By, "nobody named")
	s := say(sup, sentenceEnd(note))
	if a.Example {
		s = s.marked("example decision")
	}
	for _, code := range a.Answers {
		c.known.tokens[code.Code] = true
	}
	t.Notes = []Sentence{s}
	return t
}

// decided is the judgement of a person, or that there is none.
func decided(sup Support, j corpus.Judgement) Sentence {
	if j.Decided == "" {
		return Sentence{Support: sup}.muted("not decided")
	}
	return say(sup, string(j.Decided))
}

// domainName is what a domain of an appraisal is called: its key and the
// name that the instrument gives it.
func (c *compiler) domainName(a corpus.Appraisal, key string) string {
	for _, o := range c.in.Assessment.Outcomes {
		for _, st := range o.Studies {
			for _, d := range st.Domains {
				if st.Appraisal == a.ID && d.Domain == key && d.Name != "" {
					return key + " " + lowerFirst(d.Name)
				}
			}
		}
	}
	if p, err := instrument.Find(a.Instrument); err == nil {
		if d, ok := p.Domain(key); ok && d.Name != "" {
			return key + " " + lowerFirst(d.Name)
		}
	}
	return key
}

// domainRows are the domains as they were graded, for appraisals that do not
// hold them.
func (c *compiler) domainRows(a corpus.Appraisal, sup Support) [][]Sentence {
	var rows [][]Sentence
	for _, o := range c.in.Assessment.Outcomes {
		for _, st := range o.Studies {
			if st.Appraisal != a.ID || len(rows) > 0 {
				continue
			}
			for _, d := range st.Domains {
				rows = append(rows, []Sentence{say(sup, first(d.Name, d.Domain)), {}, say(sup, string(d.Risk)), say(sup, answersOf(a, d.Domain)), {}})
			}
		}
	}
	return rows
}

// answersOf lists the answers whose key begins with the number of a domain:
// domain D1 has 1.1, 1.2, …
func answersOf(a corpus.Appraisal, domain string) string {
	prefix := strings.TrimLeft(domain, "Dd") + "."
	var keys []string
	for k := range a.Answers {
		if strings.HasPrefix(k, prefix) {
			keys = append(keys, k)
		}
	}
	sort.Strings(keys)
	var out []string
	for _, k := range keys {
		out = append(out, k+" "+a.Answers[k].Code)
	}
	return strings.Join(out, ", ")
}

// sheetClaims shows the claims that rest on the study. What else they rest on
// is in the claim report.
func (c *compiler) sheetClaims(id corpus.StudyID) Block {
	var mine []ClaimView
	for _, v := range c.in.Claims {
		var links []corpus.Link
		for _, l := range v.Claim.Links {
			if l.Study == id {
				links = append(links, l)
			}
		}
		if len(links) > 0 {
			v.Claim.Links = links
			mine = append(mine, v)
		}
	}
	all := c.in.Claims
	c.in.Claims = mine
	b := c.claims()
	c.in.Claims = all
	return b
}
