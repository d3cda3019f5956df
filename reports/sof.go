package reports

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"appraise/corpus"
	"appraise/grading"
)

// maxRows is how many outcomes a summary of findings may hold (Cochrane
// Handbook, chapter 14).
const maxRows = 7

// findings makes the summary of findings: the format with a difference
// column, and a row for every outcome whether or not there is evidence.
func (c *compiler) findings() Block {
	outs, left := c.tabled()
	if len(outs) == 0 {
		return nil
	}
	t := &Findings{Title: c.comparison(), Scale: c.scale(), Without: "Without", With: "With"}
	for _, o := range outs {
		t.Rows = append(t.Rows, c.row(t, o))
	}
	t.Explain = c.explain(t, outs)
	if left > 0 {
		c.known.derive(left)
		t.Explain = append(t.Explain, say(c.onQuestion(), count(left, "further outcome is", "further outcomes are")+" in the evidence profile."))
	}
	return t
}

// tabled picks the outcomes of the table: all when they fit, else the most
// important ones in their order.
func (c *compiler) tabled() (outs []grading.Outcome, left int) {
	all := c.in.Assessment.Outcomes
	if len(all) <= maxRows || c.full {
		return all, 0
	}
	idx := make([]int, len(all))
	for i := range idx {
		idx[i] = i
	}
	sort.SliceStable(idx, func(i, j int) bool { return all[idx[i]].Outcome.Importance > all[idx[j]].Outcome.Importance })
	keep := slices.Sorted(slices.Values(idx[:maxRows]))
	for _, i := range keep {
		outs = append(outs, all[i])
	}
	return outs, len(all) - maxRows
}

func (c *compiler) comparison() string {
	p := c.q.PICO
	switch {
	case p.Intervention == "":
		return "Summary of findings"
	case p.Comparison == "":
		return "Summary of findings: " + lowerFirst(p.Intervention)
	}
	return "Summary of findings: " + lowerFirst(p.Intervention) + " compared with " + lowerFirst(p.Comparison)
}

// row says one outcome.
func (c *compiler) row(t *Findings, o grading.Outcome) FindingRow {
	sup := onOutcome(o).and(c.onQuestion())
	r := FindingRow{Outcome: say(sup, upperFirst(o.Outcome.Name)), Certainty: o.Certainty, Happens: say(sup, o.Short)}
	r.Evidence = c.amount(o, sup)
	if o.Effect == nil {
		r.Gap = say(sup, c.gap(o))
	} else {
		c.effect(&r, o, sup)
	}
	r.Letters = c.footnotes(t, o)
	label := upperFirst(o.Certainty.String())
	r.Label = say(sup, label)
	if len(r.Letters) > 0 {
		r.Label = r.Label.with(Span{Text: " " + strings.Join(r.Letters, ","), Raised: true})
	}
	if r.Happens.Empty() && o.Effect == nil {
		r.Happens = say(sup, "Unknown")
	}
	return r
}

// amount says follow-up, people and studies behind an outcome.
func (c *compiler) amount(o grading.Outcome, sup Support) Sentence {
	ids := studiesOf(o)
	var parts []string
	if o.Outcome.FollowUp != "" {
		parts = append(parts, o.Outcome.FollowUp)
	}
	if o.Outcome.Unit != "" {
		parts = append(parts, o.Outcome.Unit)
	}
	switch k := len(ids); {
	case k > 0:
		c.known.derive(k)
		words := count(k, c.studyWord(ids, 1), c.studyWord(ids, k))
		if n := o.Information.Participants; n > 0 {
			words = fmt.Sprintf("%s (%s)", count(n, "person", "people"), words)
		}
		parts = append(parts, words)
	case len(c.measured(o)) > 0:
		ids = c.measured(o)
		c.known.derive(len(ids))
		parts = append(parts, "measured in "+count(len(ids), "study", "studies"))
	}
	return say(sup, strings.Join(parts, " · ")).cite(c.refs(ids)...)
}

// measured lists the studies that looked at an outcome without a usable number.
func (c *compiler) measured(o grading.Outcome) []corpus.StudyID {
	var out []corpus.StudyID
	for _, s := range o.Studies {
		out = union(out, []corpus.StudyID{s.Study})
	}
	for _, s := range c.skipped(o) {
		if !silent(s) {
			out = union(out, []corpus.StudyID{s.Study})
		}
	}
	return out
}

// skipped lists the studies of the question itself that give an outcome no
// number; reviews, guidelines and other evidence from the side are not
// expected to.
func (c *compiler) skipped(o grading.Outcome) []grading.Skipped {
	direct := c.direct()
	var out []grading.Skipped
	for _, s := range o.Skipped {
		if slices.Contains(direct, s.Study) {
			out = append(out, s)
		}
	}
	return out
}

// silent reports whether a study says nothing on the outcome, as opposed to
// something that cannot be used.
func silent(s grading.Skipped) bool { return s.Reason == grading.NoResult }

func (c *compiler) studyWord(ids []corpus.StudyID, n int) string {
	for _, id := range ids {
		if !randomised(c.source(id).Design) {
			return plural(n, "study", "studies")
		}
	}
	return plural(n, "trial", "trials")
}

// gap says why a row has no numbers.
func (c *compiler) gap(o grading.Outcome) string {
	if o.Outcome.NotReported != "" && len(c.measured(o)) == 0 {
		return sentenceEnd(upperFirst(o.Outcome.NotReported))
	}
	var reasons []string
	for _, s := range c.skipped(o) {
		if s.Reason != "" && !silent(s) && !slices.Contains(reasons, s.Reason) {
			reasons = append(reasons, s.Reason)
		}
	}
	switch {
	case len(reasons) > 0:
		return sentenceEnd("No usable numbers: " + strings.Join(reasons, "; "))
	case len(o.Studies) > 0:
		return "Not estimable."
	case o.Outcome.NotReported != "":
		return sentenceEnd(upperFirst(o.Outcome.NotReported))
	}
	return "No result is recorded from any study."
}

// effect fills the four cells of numbers.
func (c *compiler) effect(r *FindingRow, o grading.Outcome, sup Support) {
	e, d := o.Effect, decimalsFor(o.Effect.Ratio())
	name := e.Measure
	if c.style.ama && e.Ratio() {
		name += ","
	}
	main := say(sup, name+" "+number(e.Estimate, d))
	ci := say(sup, c.style.interval(e.Low, e.High, d))
	switch a := o.Absolute; {
	case a != nil:
		if e.Ratio() {
			r.Relative = Cell{main, ci}
		} else {
			r.Relative = Cell{Main: say(sup, "–")}
		}
		r.Without = Cell{Main: say(sup, perThousand(a.Without)+" per 1000")}
		star := ""
		if e.Ratio() {
			star = "*"
		}
		r.With = Cell{say(sup, perThousand(a.With)+" per 1000"+star), say(sup, "("+perThousand(a.WithLow)+" to "+perThousand(a.WithHigh)+")")}
		r.Difference = Cell{say(sup, difference(a.Diff)+" per 1000"), say(sup, differenceRange(a.DiffLow, a.DiffHigh))}
	case e.Ratio():
		r.Relative = Cell{main, ci}
		r.Difference = Cell{Main: say(sup, "not computed: no baseline risk")}
	default:
		r.Relative = Cell{Main: say(sup, "–")}
		r.Difference = Cell{main, ci}
	}
}

// footnotes gives each changed level its letter, in reading order. The same
// reason in another row keeps its letter.
func (c *compiler) footnotes(t *Findings, o grading.Outcome) []string {
	var letters []string
	sum := 0
	for _, step := range o.Steps {
		sum += step.Levels
		if step.Levels == 0 {
			continue
		}
		text := c.footnote(o, step)
		i := slices.IndexFunc(t.Notes, func(n Footnote) bool {
			return n.Text.Text() == text.Text() && n.Domain == step.Domain && n.Levels == step.Levels
		})
		if i < 0 {
			i = len(t.Notes)
			t.Notes = append(t.Notes, Footnote{Letter: letter(i), Domain: step.Domain, Levels: step.Levels})
		}
		text.Support = text.Support.and(t.Notes[i].Text.Support)
		t.Notes[i].Text = text
		letters = append(letters, t.Notes[i].Letter)
	}
	if o.Certainty != corpus.Unrated && o.Start != corpus.Unrated && (o.Start+corpus.Certainty(sum)).Clamp() != o.Certainty {
		c.fail("outcome %q: it starts at %s and its footnotes account for %+d levels, which does not give %s", o.Outcome.Name, o.Start, sum, o.Certainty)
	}
	if len(letters) != len(union(nil, letters)) {
		c.fail("outcome %q: two steps have the same footnote", o.Outcome.Name)
	}
	return letters
}

// letter counts a, b, … z, aa, ab, …
func letter(i int) string {
	if i < 26 {
		return string(rune('a' + i))
	}
	return letter(i/26-1) + letter(i%26)
}

// footnote is the reason of one step, with who decided it.
func (c *compiler) footnote(o grading.Outcome, step grading.Step) Sentence {
	sup := onOutcome(o)
	text := step.Footnote
	if text == "" {
		way := "down"
		if step.Levels > 0 {
			way = "up"
		}
		n := max(step.Levels, -step.Levels)
		text = fmt.Sprintf("Rated %s %s for %s: %s", way, count(n, "level", "levels"), step.Domain, step.Reason)
		if step.Reason == "" {
			c.fail("outcome %q: %s changes the certainty without a reason", o.Outcome.Name, step.Domain)
		}
	}
	s := say(sup, sentenceEnd(text))
	switch d := step.Decision; {
	case step.Stale:
		s = s.marked("decided on other data, to be looked at again")
	case d != nil && d.Example:
		s = s.marked("example decision")
	case d == nil:
		s = s.marked(suggested)
	}
	return s
}

// suggested marks a step that nobody has decided.
const suggested = "suggested"

// explain is what stands below the footnotes.
func (c *compiler) explain(t *Findings, outs []grading.Outcome) []Sentence {
	var out []Sentence
	ratio, sup := false, c.onQuestion()
	var bases, abbr, mids []string
	add := func(list *[]string, s string) {
		if s != "" && !slices.Contains(*list, s) {
			*list = append(*list, s)
		}
	}
	for _, o := range outs {
		if o.Effect == nil {
			continue
		}
		sup = sup.and(onOutcome(o))
		add(&abbr, "CI: confidence interval")
		add(&abbr, abbreviations[o.Effect.Measure])
		if o.Absolute != nil {
			ratio = ratio || o.Effect.Ratio()
			add(&bases, o.Absolute.BaselineFrom)
		}
		if m := o.Outcome.MID; m != nil {
			add(&mids, lowerFirst(o.Outcome.Name)+" "+trimNumber(*m))
		}
	}
	if ratio {
		text := "*The risk with the intervention is the risk without it × the relative effect."
		if len(bases) > 0 {
			text += " Risk without it: " + sentenceEnd(strings.Join(bases, "; "))
		}
		out = append(out, say(sup, text))
	}
	if len(mids) > 0 {
		add(&abbr, "MID: minimal important difference ("+strings.Join(mids, ", ")+")")
	}
	if len(abbr) > 0 {
		out = append(out, say(sup, strings.Join(abbr, "; ")+"."))
	}
	if slices.ContainsFunc(t.Notes, func(n Footnote) bool { return strings.Contains(n.Text.Text(), "["+suggested+"]") }) {
		out = append(out, say(c.onMethod(), "["+suggested+"]: what the rule suggests; nobody has confirmed it."))
	}
	if c.in.Assessment.Informed {
		out = append(out, say(c.onMethod(), "“GRADE-informed”: the GRADE rules were followed, but not every condition for the name GRADE is met."))
	}
	return out
}

// abbreviations of the measures.
var abbreviations = map[string]string{
	"RR": "RR: risk ratio", "OR": "OR: odds ratio", "RD": "RD: risk difference", "HR": "HR: hazard ratio", "MD": "MD: mean difference",
	"SMD": "SMD: standardised mean difference", "IRR": "IRR: incidence rate ratio", "ROM": "ROM: ratio of means", "PETO": "Peto OR: odds ratio by Peto's method",
}

// trimNumber prints a number without needless zeros.
func trimNumber(x float64) string {
	return strings.Replace(strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.4f", x), "0"), "."), "-", "−", 1)
}
