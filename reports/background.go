package reports

import (
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
)

// summaryLimit is how many letters of a summary a briefing prints.
const summaryLimit = 230

// otherEvidence shows what bears on the question from a side: reviews of
// related treatments and guidelines. It is shown beside, never merged.
func (c *compiler) otherEvidence() Block {
	s := &Section{ID: "other", Title: "Other evidence and guidelines"}
	for _, m := range c.q.Members {
		if m.In && (m.Role == "indirect" || m.Role == "review" || m.Role == "harms") {
			s.Items = append(s.Items, c.aside(m.Study))
		}
	}
	for _, g := range c.in.Guidelines {
		s.Items = append(s.Items, c.guideline(g))
	}
	if len(s.Items) == 0 {
		return nil
	}
	return s
}

// aside says in whose words what a study outside the body of evidence found.
func (c *compiler) aside(id corpus.StudyID) Sentence {
	src := c.source(id)
	out := Sentence{Support: onStudies(id)}.strong(c.label(id)).cite(c.ref(id))
	text := " (" + DesignWords(src.Design, 1)
	if src.SizeText != "" {
		text += ", " + src.SizeText
	}
	text += ")"
	says, cut := excerpt(src.Summary, summaryLimit)
	if says == "" {
		return out.plain(text + ": no summary is held.").marked(c.unverified(id))
	}
	out = out.plain(text + ": " + sentenceEnd(says))
	if cut {
		out = out.muted(" …")
	}
	return out.marked(c.summaryMark(src.SummaryBy), c.unverified(id))
}

func (c *compiler) summaryMark(by string) string {
	if by == "" {
		return "summary, author not recorded"
	}
	return "summary by " + by
}

func (c *compiler) guideline(g Guideline) Sentence {
	out := Sentence{Support: onStudies(g.Study)}.strong(first(g.Issuer, c.label(g.Study))).cite(c.ref(g.Study))
	text := ""
	if y := c.source(g.Study).Item.Published.Year; y > 0 && !strings.Contains(first(g.Issuer, c.label(g.Study)), fmt.Sprint(y)) {
		text += fmt.Sprintf(" %d", y)
	}
	text += " (guideline)"
	if g.Says != "" {
		out = out.plain(text + ": " + sentenceEnd(g.Says))
		if g.SaysBy != "" {
			out = out.marked(c.summaryMark(g.SaysBy))
		}
	} else {
		out = out.plain(text + ".")
	}
	if d := dateWords(g.Expired); d != "" {
		note := " Expired in " + d
		if g.Expired.Day > 0 {
			note = " Expired on " + d
		}
		note += " by its issuer’s rule"
		if g.Rule != "" && !c.noticed(g.Study) {
			note += " (" + g.Rule + ")"
		}
		out = out.strong(note + ".")
	}
	return out.marked(c.unverified(g.Study))
}

// noticed reports whether the expiry stands among the notices, with its rule.
func (c *compiler) noticed(id corpus.StudyID) bool {
	return slices.ContainsFunc(c.source(id).Notices, func(n corpus.Notice) bool { return n.Type == corpus.Expired })
}

// claims shows sentences written elsewhere with the verdict on each.
func (c *compiler) claims() Block {
	s := &Section{ID: "claims", Title: "Claims checked"}
	open := 0
	for _, v := range c.in.Claims {
		if v.Verdict == "" && !c.full {
			open++
			continue
		}
		sup := Support{Claims: []string{v.Claim.ID}}
		for _, l := range v.Claim.Links {
			sup.Studies = union(sup.Studies, []corpus.StudyID{l.Study})
		}
		item := say(sup, "“"+strings.Trim(v.Claim.Text, "“”\" ")+"”").strong(" " + upperFirst(first(v.Verdict, "no verdict"))).plain(".")
		if v.Because != "" {
			item = item.plain(" " + sentenceEnd(upperFirst(v.Because)))
		}
		if v.Safer != "" {
			item = item.plain(" Safer: “" + v.Safer + "”")
		}
		item = item.cite(c.refs(sup.Studies)...)
		if v.Claim.Example {
			item = item.marked("example")
		}
		s.Items = append(s.Items, item)
	}
	if open > 0 {
		c.known.derive(open)
		s.Text = []Sentence{say(c.onClaims(), upperFirst(count(open, "claim is", "claims are")+" recorded without a verdict yet."))}
	}
	if len(s.Items)+len(s.Text) == 0 {
		return nil
	}
	return s
}

func (c *compiler) onClaims() Support {
	var s Support
	for _, v := range c.in.Claims {
		s.Claims = append(s.Claims, v.Claim.ID)
	}
	return s
}

// notices says what is known of the fate of the works cited.
func (c *compiler) notices() Block {
	s := &Section{ID: "notices", Title: "Notices"}
	for _, id := range union(c.members(), c.order) {
		for _, n := range c.source(id).Notices {
			sup := onStudies(id)
			if n.ID != "" {
				sup.Notices = []string{n.ID}
			}
			item := Sentence{Support: sup}.strong(c.label(id)).cite(c.ref(id)).plain(": " + string(n.Type))
			if d := dateWords(n.Date); d != "" {
				item = item.plain(" " + d)
			}
			if n.Source != "" {
				item = item.plain(" (" + n.Source + ")")
			}
			item = item.plain(".")
			if n.Reason != "" {
				item = item.plain(" " + sentenceEnd(upperFirst(n.Reason)))
			}
			s.Items = append(s.Items, item)
		}
	}
	text := "For the other works cited no notice is recorded; that means none is known here, not that none exists."
	if len(s.Items) == 0 {
		text = "No retraction, correction or other notice is recorded for the works cited; that means none is known here, not that none exists."
	}
	s.Text = []Sentence{say(c.onMethod(), text)}
	return s
}

// search says where and when studies were looked for.
func (c *compiler) search() Block {
	q := c.q.Search
	s := &Section{ID: "search", Title: "How studies were found and judged"}
	switch {
	case len(q.Sources) > 0:
		text := "Searched: " + list(q.Sources)
		if d := dateWords(q.Date); d != "" {
			text += ", to " + d
		}
		s.Text = append(s.Text, say(c.onQuestion(), sentenceEnd(text)))
	case q.Strategy == "" && q.Note == "":
		s.Text = append(s.Text, say(c.onQuestion(), "No search is recorded: the studies were put into the library one by one, and others may have been missed."))
	}
	if q.Strategy != "" {
		text, cut := excerpt(q.Strategy, 300)
		if cut {
			text += " …"
		}
		s.Text = append(s.Text, say(c.onQuestion(), sentenceEnd("Strategy: "+text)))
	}
	if q.Note != "" {
		s.Text = append(s.Text, say(c.onQuestion(), sentenceEnd(q.Note)))
	}
	s.Text = append(s.Text, c.excluded()...)
	s.Text = append(s.Text, c.models()...)
	return s
}

// excluded names the studies that were left out, and why.
func (c *compiler) excluded() []Sentence {
	var parts []string
	sup := c.onQuestion()
	for _, m := range c.q.Members {
		if !m.In {
			parts = append(parts, c.label(m.Study)+" ("+m.Reason+")")
		}
	}
	if len(parts) == 0 {
		return nil
	}
	n := len(parts)
	c.known.derive(n)
	if n > 4 {
		parts = append(parts[:4], fmt.Sprintf("%d more in the evidence profile", n-4))
		c.known.derive(n - 4)
	}
	return []Sentence{say(sup, fmt.Sprintf("Left out: %s.", strings.Join(parts, "; ")))}
}

// models says how the effects were computed.
func (c *compiler) models() []Sentence {
	var models []string
	var sup Support
	for _, o := range c.in.Assessment.Outcomes {
		if o.Effect == nil {
			continue
		}
		sup = sup.and(onOutcome(o))
		for _, m := range []string{o.Model, o.Effect.Method} {
			if m != "" && !slices.Contains(models, m) {
				models = append(models, m)
			}
		}
	}
	if len(models) == 0 {
		return nil
	}
	return []Sentence{say(sup, "Effects: "+sentenceEnd(strings.Join(models, "; ")))}
}

// about says who made the document, with which interests, from what.
func (c *compiler) about() Block {
	p := &Pairs{ID: "about", Title: "About this briefing"}
	add := func(label string, s Sentence) {
		if !s.Empty() {
			p.Rows = append(p.Rows, Part{label, s})
		}
	}
	if who := c.authors(); len(who) > 0 {
		add("Prepared by", say(c.onQuestion(), strings.Join(who, "; ")))
	} else {
		add("Prepared by", say(c.onQuestion(), "not recorded"))
	}
	add("Conflicts", say(c.onQuestion(), first(c.q.Conflicts, "none recorded for the authors of this briefing; that is not a declaration of none")))
	add("Studies’ money", c.funding())
	decided, steps, examples := c.decisions()
	c.known.derive(decided, steps, examples)
	if steps > 0 {
		text := fmt.Sprintf("%d of %d steps that change a certainty were decided by a person", decided, steps)
		if examples > 0 {
			text += fmt.Sprintf(", %d of them as example decisions", examples)
		}
		if decided < steps {
			text += "; the others are the rule’s suggestions"
		}
		add("Judgements", say(c.onOverall(), text+"."))
	}
	add("Provenance", c.provenance())
	return p
}

// decisions counts the steps that changed a level and who settled them.
func (c *compiler) decisions() (decided, steps, examples int) {
	for _, o := range c.in.Assessment.Outcomes {
		for _, s := range o.Steps {
			if s.Levels == 0 {
				continue
			}
			steps++
			if s.Decision != nil {
				decided++
				if s.Decision.Example {
					examples++
				}
			}
		}
	}
	return decided, steps, examples
}

// funding says what is recorded on who paid for the studies.
func (c *compiler) funding() Sentence {
	var out Sentence
	for _, id := range c.members() {
		src := c.source(id)
		var says []string
		sup := onStudies(id)
		for _, f := range src.Facts {
			if f.Field == "funding" || f.Field == "conflicts" {
				says = append(says, f.Value)
				sup.Facts = union(sup.Facts, []string{f.ID})
			}
		}
		says = append(says, src.Item.Funding...)
		if src.Item.Conflicts != "" {
			says = append(says, src.Item.Conflicts)
		}
		if len(says) > 0 {
			text, _ := excerpt(strings.Join(says, "; "), 160)
			out.Support = out.Support.and(sup)
			if !out.Empty() {
				out = out.plain(" ")
			}
			out = out.plain(c.label(id)).cite(c.ref(id)).plain(": " + sentenceEnd(text)).marked(c.unverified(id))
		}
	}
	if out.Empty() {
		return say(c.onQuestion(), "not recorded for any study")
	}
	return out
}

// stateDigits is how much of the library's hash is printed.
const stateDigits = 16

func (c *compiler) provenance() Sentence {
	lib := c.in.Library
	text := "every sentence and number rests on entries of the library"
	if lib.Name != "" {
		text += " " + lib.Name
	}
	if lib.Events > 0 {
		text += fmt.Sprintf(" (%d events)", lib.Events)
	}
	if lib.Hash != "" {
		text += ", state " + shorten(lib.Hash, stateDigits)
	}
	return say(c.onMethod(), upperFirst(text)+"; the list of entries goes with this document as JSON.")
}

// glossary says what the levels of certainty mean, in own words.
func (c *compiler) glossary() Block {
	say1 := func(level, text string) Sentence { return Sentence{Support: c.onMethod()}.strong(level).plain(text) }
	return &Section{ID: "glossary", Title: "What the certainty means", Text: []Sentence{
		say1("High: ", "we are very sure that the true effect is close to the estimate. ").
			strong("Moderate: ").plain("it is probably close, but could differ. ").
			strong("Low: ").plain("it may differ substantially. ").
			strong("Very low: ").plain("it probably differs substantially."),
	}}
}
