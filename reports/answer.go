package reports

import (
	"fmt"
	"strings"

	"appraise/corpus"
	"appraise/grading"
)

// head is the title, the question and until when studies were looked for.
func (c *compiler) head() Block {
	h := &Head{
		Kicker: first(c.in.House.Kicker, "Evidence briefing for clinicians"),
		Title:  first(c.in.House.Title, c.q.Title, c.q.Text, c.q.ID), Version: c.q.Version,
		Question: say(c.onQuestion(), c.q.Text),
	}
	if c.q.Example {
		h.Question = h.Question.marked("example question")
	}
	var parts []string
	if d := dateWords(c.q.Search.Date); d != "" {
		parts = append(parts, "Searched to "+d)
	} else {
		parts = append(parts, "Date of search not recorded")
	}
	if d := dateWords(c.q.Search.NextDue); d != "" {
		parts = append(parts, "next search due "+d)
	}
	h.Searched = say(c.onQuestion(), strings.Join(parts, " · "))
	return h
}

// scale is the name the certainty may go by.
func (c *compiler) scale() string {
	if c.in.Assessment.Informed {
		return "GRADE-informed"
	}
	return "GRADE"
}

// bottomLine answers in the words that package wording allows.
func (c *compiler) bottomLine() Block {
	a := c.in.Assessment
	b := &BottomLine{Certainty: a.Overall, Label: say(c.onOverall(), upperFirst(a.Overall.String())+" certainty")}
	if a.Overall == corpus.Unrated {
		b.Label = say(c.onQuestion(), "Certainty not rated")
	}
	var silent, harms []string
	said := 0
	for _, o := range a.Outcomes {
		switch {
		case o.Effect != nil && o.Sentence != "" && said < 2 && (o.Outcome.Importance.Critical() || said == 0):
			b.Text = append(b.Text, c.answer(o)...)
			said++
		case o.Effect == nil && o.Outcome.Harm:
			harms = append(harms, o.Outcome.Name)
		case o.Effect == nil && o.Outcome.Importance.Critical():
			silent = append(silent, lowerFirst(o.Outcome.Name))
		}
	}
	if len(a.Outcomes) == 0 {
		b.Text = append(b.Text, say(c.onQuestion(), "No outcome has been named for this question, so nothing could be graded."))
	}
	if len(silent) > 0 {
		b.Text = append(b.Text, say(c.onGaps(false), fmt.Sprintf("No usable numbers were found for %s.", list(silent))))
	}
	if len(harms) > 0 {
		verb := "was"
		if len(harms) > 1 || strings.HasSuffix(harms[0], "s") {
			verb = "were"
		}
		b.Text = append(b.Text, say(c.onGaps(true), fmt.Sprintf("%s %s not reported in a usable way.", upperFirst(list(lowered(harms))), verb)))
	}
	b.Facts = c.keyFacts()
	return b
}

func lowered(ss []string) []string {
	out := make([]string, len(ss))
	for i, s := range ss {
		out[i] = lowerFirst(s)
	}
	return out
}

// answer is what happens to one outcome and how much evidence says so.
func (c *compiler) answer(o grading.Outcome) []Sentence {
	sup := onOutcome(o)
	out := []Sentence{say(sup, sentenceEnd(o.Sentence)).cite(c.refs(studiesOf(o))...)}
	if o.RestsOn != "" {
		rests := o.RestsOn
		if !strings.HasPrefix(strings.ToLower(rests), "it ") && !strings.HasPrefix(strings.ToLower(rests), "this ") {
			rests = "It " + lowerFirst(rests)
		}
		out = append(out, say(sup, sentenceEnd(rests)))
	}
	return out
}

// onOverall is what the overall certainty rests on: every critical outcome.
func (c *compiler) onOverall() Support {
	sup := c.onQuestion()
	for _, o := range c.in.Assessment.Outcomes {
		if o.Outcome.Importance.Critical() {
			sup = sup.and(onOutcome(o))
		}
	}
	return sup
}

// onGaps is what the absence of numbers rests on: the question and the
// studies that were looked at.
func (c *compiler) onGaps(harm bool) Support {
	sup := c.onQuestion()
	for _, o := range c.in.Assessment.Outcomes {
		if o.Effect == nil && o.Outcome.Harm == harm {
			sup = sup.and(onOutcome(o))
		}
	}
	return sup
}

// keyFacts counts the evidence by kind, and names what nobody measured.
func (c *compiler) keyFacts() []KeyFact {
	var out []KeyFact
	var trials, others []corpus.StudyID
	for _, id := range c.direct() {
		if randomised(c.source(id).Design) {
			trials = append(trials, id)
		} else {
			others = append(others, id)
		}
	}
	out = append(out, c.counted(trials, "randomised trial", "randomised trials"))
	if len(others) > 0 {
		one, many := "other study", "other studies"
		if d := c.source(others[0]).Design; c.allOfDesign(others, d) {
			one, many = DesignWords(d, 1), DesignWords(d, 2)
		}
		out = append(out, c.counted(others, one, many))
	}
	if ids := c.indirect(); len(ids) > 0 {
		f := KeyFact{Number: fmt.Sprint(len(ids)), Text: say(onStudies(ids...), plural(len(ids), "study", "studies")+" of indirect evidence").cite(c.refs(ids)...)}
		out = append(out, f)
	}
	for _, o := range c.in.Assessment.Outcomes {
		if o.Effect == nil && o.Outcome.Harm && len(out) < 3 {
			out = append(out, KeyFact{Number: "0", Text: say(c.onGaps(true), "usable reports of "+lowerFirst(o.Outcome.Name))})
		}
	}
	return out[:min(len(out), 3)]
}

func (c *compiler) allOfDesign(ids []corpus.StudyID, design string) bool {
	for _, id := range ids {
		if c.source(id).Design != design {
			return false
		}
	}
	return true
}

// indirect lists the studies that bear on the question from a side, without
// guidelines and registry entries.
func (c *compiler) indirect() []corpus.StudyID {
	var out []corpus.StudyID
	for _, m := range c.q.Members {
		if m.In && (m.Role == "indirect" || m.Role == "review") {
			out = append(out, m.Study)
		}
	}
	return out
}

// counted says how many studies there are and how many people they hold.
func (c *compiler) counted(ids []corpus.StudyID, one, many string) KeyFact {
	c.known.derive(len(ids))
	f := KeyFact{Number: fmt.Sprint(len(ids))}
	if len(ids) == 0 {
		f.Text = say(c.onQuestion(), many)
		return f
	}
	people, unknown := 0, 0
	for _, id := range ids {
		if n := people1(c.source(id)); n != nil {
			people += *n
		} else {
			unknown++
		}
	}
	c.known.derive(people)
	words := plural(len(ids), one, many)
	switch {
	case unknown == len(ids):
		words += ", number of people not known"
	case unknown > 0:
		c.known.derive(unknown)
		words += fmt.Sprintf(", %d people (%d without a number)", people, unknown)
	default:
		words += ", " + count(people, "person", "people")
	}
	f.Text = say(onStudies(ids...), words).cite(c.refs(ids)...)
	return f
}

// people1 is the number a study is counted with: randomised, else what was
// found, else analysed.
func people1(s Source) *int {
	for _, n := range []*int{s.Sizes.Randomised, s.N, s.Sizes.Analysed} {
		if n != nil {
			return n
		}
	}
	return nil
}

func (c *compiler) pico() Block {
	p := &PICO{}
	add := func(label, text string) {
		if text != "" {
			p.Parts = append(p.Parts, Part{label, say(c.onQuestion(), upperFirst(text))})
		}
	}
	add("Population", c.q.PICO.Population)
	add("Intervention", c.q.PICO.Intervention)
	add("Comparator", c.q.PICO.Comparison)
	var names []string
	for i, o := range c.in.Assessment.Outcomes {
		name := o.Outcome.Name
		if i > 0 {
			name = lowerFirst(name)
		}
		names = append(names, name)
	}
	add("Outcomes", upperFirst(first(list(names), c.q.PICO.Outcome)))
	if len(p.Parts) == 0 {
		return nil
	}
	return p
}
