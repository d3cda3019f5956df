package reports

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"appraise/corpus"
	"appraise/grading"
)

// StudySheet makes the one-page appraisal of a study: what it is, how many
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
		t.Rows = append(t.Rows, []Sentence{say(sup, k), say(sup, string(j.Proposed)), say(sup, string(j.Decided)), say(sup, answersOf(a, k)), say(sup, first(j.Rationale, j.Path))})
	}
	if len(keys) == 0 {
		t.Rows = c.domainRows(a, sup)
	}
	t.Rows = append(t.Rows, []Sentence{say(sup, "Overall"), say(sup, string(a.Overall.Proposed)), say(sup, string(a.Overall.Decided)), {}, say(sup, first(a.Overall.Rationale, a.Overall.Path))})
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

// sheetClaims shows the claims that rest on the study.
func (c *compiler) sheetClaims(id corpus.StudyID) Block {
	var mine []ClaimView
	for _, v := range c.in.Claims {
		if slices.ContainsFunc(v.Claim.Links, func(l corpus.Link) bool { return l.Study == id }) {
			mine = append(mine, v)
		}
	}
	all := c.in.Claims
	c.in.Claims = mine
	b := c.claims()
	c.in.Claims = all
	return b
}

// ClaimReport makes the report on an article's claims: each with its
// verdict, why, and the passages it rests on.
func ClaimReport(in Input) (Briefing, error) {
	in.House.Kicker = first(in.House.Kicker, "Claim report")
	c := newCompiler(in)
	title := first(in.House.Title, "Claims checked against the evidence")
	c.q.Title, c.q.ID = title, first(c.q.ID, "claims")
	verdicts := map[string]int{}
	for _, v := range in.Claims {
		verdicts[first(v.Verdict, "no verdict")]++
	}
	c.add(&Head{Kicker: in.House.Kicker, Title: title, Question: say(c.onMethod(), c.verdictCounts(verdicts))})
	for i, v := range in.Claims {
		c.add(c.claimSection(i+1, v), c.timeline(v))
	}
	if len(in.Claims) == 0 {
		c.add(&Section{ID: "claim", Title: "Claims", Text: []Sentence{say(c.onMethod(), "No claim has been recorded.")}})
	}
	c.q.Members = nil
	c.add(c.notices(), c.references())
	return c.finish("claims")
}

func (c *compiler) verdictCounts(verdicts map[string]int) string {
	names := make([]string, 0, len(verdicts))
	for v := range verdicts {
		names = append(names, v)
	}
	slices.Sort(names)
	var parts []string
	for _, v := range names {
		c.known.derive(verdicts[v])
		parts = append(parts, fmt.Sprintf("%d %s", verdicts[v], v))
	}
	if len(parts) == 0 {
		return "No claims"
	}
	return upperFirst(list(parts))
}

func (c *compiler) claimSection(n int, v ClaimView) Block {
	sup := Support{Claims: []string{v.Claim.ID}}
	s := &Section{ID: "claim", Title: fmt.Sprintf("%d. %s", n, upperFirst(first(v.Verdict, "no verdict")))}
	s.Text = append(s.Text, say(sup, "“"+strings.Trim(v.Claim.Text, "“”\" ")+"”"))
	if p := v.Claim.Source; p.Title != "" || p.URL != "" {
		src := say(sup, "").muted("Written in: " + strings.TrimSpace(p.Title+" "+dateWords(p.Date)))
		src.Support = sup
		if p.URL != "" {
			src = src.plain(" ").with(Span{Text: p.URL, URL: p.URL})
		}
		s.Text = append(s.Text, src)
	}
	if v.Because != "" {
		s.Text = append(s.Text, Sentence{Support: sup}.strong("Why: ").plain(sentenceEnd(upperFirst(v.Because))))
	}
	if v.Safer != "" {
		s.Text = append(s.Text, Sentence{Support: sup}.strong("Safer: ").plain("“"+v.Safer+"”"))
	}
	if o := v.Claim.Verdict; o != nil {
		s.Text = append(s.Text, Sentence{Support: sup}.strong("Overruled by "+first(o.By, "a person")+": ").plain(o.Verdict+". "+sentenceEnd(o.Rationale)))
	}
	for _, l := range v.Claim.Links {
		ls := onStudies(l.Study).and(sup)
		item := Sentence{Support: ls}.strong(c.label(l.Study)).cite(c.ref(l.Study)).plain(" " + string(l.Stance))
		if l.Quote != nil && l.Quote.Text != "" {
			item = item.plain(": “" + l.Quote.Text + "”").muted(" (" + first(l.Quote.Place, "place not recorded") + ")")
		}
		s.Items = append(s.Items, item)
	}
	return s
}

// Overview lists what a library holds: counts, and a line a study.
func Overview(in Input) (Briefing, error) {
	in.House.Kicker = first(in.House.Kicker, "Library overview")
	in.Assessment = grading.Assessment{}
	c := newCompiler(in)
	title := first(in.House.Title, "The library "+in.Library.Name)
	c.q = corpus.Question{Title: title, ID: first(in.Library.Name, "library")}
	ids := make([]corpus.StudyID, 0, len(in.Studies))
	for id := range in.Studies {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b corpus.StudyID) int {
		return strings.Compare(strings.ToLower(c.label(a))+string(a), strings.ToLower(c.label(b))+string(b))
	})
	c.known.derive(len(ids))
	c.add(&Head{Kicker: in.House.Kicker, Title: title, Question: say(c.onMethod(), fmt.Sprintf("%s, %s", count(len(ids), "study", "studies"), count(in.Library.Events, "event", "events")))})
	c.add(c.gapMap(), c.designCounts(ids), c.studyTable(ids))
	for _, id := range ids {
		if len(c.source(id).Notices) > 0 || len(c.source(id).Findings) > 0 {
			c.q.Members = append(c.q.Members, corpus.Member{Study: id, In: true})
		}
	}
	c.add(c.checks(), c.notices(), c.references())
	return c.finish("overview")
}

func (c *compiler) designCounts(ids []corpus.StudyID) Block {
	n := map[string][]corpus.StudyID{}
	for _, id := range ids {
		d := c.source(id).Design
		n[d] = append(n[d], id)
	}
	designs := make([]string, 0, len(n))
	for d := range n {
		designs = append(designs, d)
	}
	slices.SortFunc(designs, func(a, b string) int {
		if len(n[a]) != len(n[b]) {
			return len(n[b]) - len(n[a])
		}
		return strings.Compare(a, b)
	})
	t := &Table{ID: "designs", Title: "By design", Columns: []Column{{"Design", 0.7, false}, {"Studies", 0.3, true}}}
	for _, d := range designs {
		c.known.derive(len(n[d]))
		t.Rows = append(t.Rows, []Sentence{say(onStudies(n[d]...), upperFirst(DesignWords(d, len(n[d])))), say(onStudies(n[d]...), fmt.Sprint(len(n[d])))})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

func (c *compiler) studyTable(ids []corpus.StudyID) Block {
	t := &Table{ID: "studies", Title: "Studies", Columns: []Column{{"Study", 0.19, false}, {"Title", 0.39, false}, {"Design", 0.18, false}, {"People", 0.08, true}, {"Notices", 0.16, false}}}
	for _, id := range ids {
		src, sup := c.source(id), onStudies(id)
		people := "–"
		if n := people1(src); n != nil {
			people = fmt.Sprint(*n)
		}
		var notices []string
		for _, x := range src.Notices {
			notices = append(notices, strings.TrimSpace(string(x.Type)+" "+x.Date.String()))
		}
		t.Rows = append(t.Rows, []Sentence{say(sup, c.label(id)).marked(c.unverified(id)), say(sup, src.Item.Title), say(sup, DesignWords(src.Design, 1)), say(sup, people), say(sup, strings.Join(notices, "; "))})
	}
	if len(t.Rows) == 0 {
		return &Section{ID: "studies", Title: "Studies", Text: []Sentence{say(c.onMethod(), "The library is empty.")}}
	}
	return t
}
