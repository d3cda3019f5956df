package reports

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"

	"appraise/corpus"
	"appraise/grading"
	"appraise/reports/forest"
	"appraise/reports/prisma"
	"appraise/reports/refs"
)

// forests makes the plots of the outcomes that have numbers, the most
// important first.
func (c *compiler) forests(most int) []Block {
	outs := make([]grading.Outcome, 0, len(c.in.Assessment.Outcomes))
	for _, o := range c.in.Assessment.Outcomes {
		if o.Effect != nil && len(o.Studies) > 0 {
			outs = append(outs, o)
		}
	}
	sort.SliceStable(outs, func(i, j int) bool { return outs[i].Outcome.Importance > outs[j].Outcome.Importance })
	var blocks []Block
	for i, o := range outs {
		if most > 0 && i >= most {
			break
		}
		blocks = append(blocks, c.forest(o))
	}
	return blocks
}

func (c *compiler) forest(o grading.Outcome) *Forest {
	e := o.Effect
	title := upperFirst(o.Outcome.Name)
	if o.Outcome.FollowUp != "" {
		title += " at " + o.Outcome.FollowUp
	}
	if o.Outcome.Unit != "" {
		title += " (" + o.Outcome.Unit + ")"
	}
	p := forest.Plot{Title: title, Measure: e.Measure, Ratio: e.Ratio(), Decimals: decimalsFor(e.Ratio()), Hyphen: c.style.ama}
	if len(o.Studies) > 1 {
		p.Model = shortModel(o.Model)
	}
	p.Heads = c.armHeads(o)
	binary := binaryOutcome(o)
	p.Columns = [2]string{"Mean (SD)", "n"}
	if binary {
		p.Columns = [2]string{"Events", "n"}
	}
	p.Left, p.Right = favours(o, p.Heads)
	if m := o.Outcome.MID; m != nil && !e.Ratio() {
		p.MID = []float64{-*m, *m}
		p.Notes = append(p.Notes, "Dashed lines: minimal important difference, "+trimNumber(*m)+".")
	}
	p.Notes = append([]string{"Square area shows weight."}, p.Notes...)
	var direct, aside forest.Group
	for _, st := range o.Studies {
		if len(p.Domains) < len(st.Domains) {
			p.Domains = domainHeads(len(st.Domains))
		}
		if row := c.forestRow(st, binary); st.Indirect {
			aside.Rows = append(aside.Rows, row)
		} else {
			direct.Rows = append(direct.Rows, row)
		}
	}
	if len(direct.Rows) > 1 {
		direct.Pooled = pooledRow(o)
	}
	p.Groups = []forest.Group{direct}
	if len(aside.Rows) > 0 && len(direct.Rows) > 0 {
		p.Groups[0].Name, aside.Name = "Direct evidence", "Indirect evidence, not combined"
		p.Groups = append(p.Groups, aside)
	} else if len(aside.Rows) > 0 {
		p.Groups = []forest.Group{{Name: "Indirect evidence", Rows: aside.Rows, Pooled: pooledAside(o)}}
	}
	return &Forest{Title: title + ": forest plot with risk of bias", Plot: p, Support: onOutcome(o), Notes: c.forestNotes(o)}
}

// forestNotes say what is not drawn.
func (c *compiler) forestNotes(o grading.Outcome) []Sentence {
	var out []Sentence
	sup := onOutcome(o)
	if o.Prediction == nil && len(o.Studies) > 1 {
		out = append(out, say(sup, "No prediction interval is shown: too few studies."))
	}
	return append(out, c.without("Not in the plot", c.skipped(o))...)
}

// without lists studies that give no number, one sentence a reason.
func (c *compiler) without(what string, skipped []grading.Skipped) []Sentence {
	var reasons []string
	for _, s := range skipped {
		if !slices.Contains(reasons, s.Reason) {
			reasons = append(reasons, s.Reason)
		}
	}
	var out []Sentence
	for _, reason := range reasons {
		line := Sentence{}.plain(what + " (" + reason + "): ")
		for _, s := range skipped {
			if s.Reason != reason {
				continue
			}
			if len(line.Support.Studies) > 0 {
				line = line.plain(", ")
			}
			line.Support = line.Support.and(onStudies(s.Study))
			line = line.plain(c.label(s.Study)).cite(c.refs([]corpus.StudyID{s.Study})...)
		}
		out = append(out, line.plain("."))
	}
	return out
}

func domainHeads(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = strconv.Itoa(i + 1)
	}
	return out
}

// shortModel is the part of a model's name that fits above a plot.
func shortModel(m string) string {
	for _, word := range []string{"random effects", "common effect", "fixed effect", "Mantel–Haenszel", "Peto"} {
		if len(m) >= len(word) && m[:len(word)] == word {
			return word
		}
	}
	return ""
}

func (c *compiler) armHeads(o grading.Outcome) [2]string {
	heads := [2]string{"Intervention", "Comparator"}
	for _, st := range o.Studies {
		if a := st.Result.Arms; len(a) >= 2 && len(o.Studies) == 1 {
			return [2]string{first(upperFirst(a[0].Label), heads[0]), first(upperFirst(a[1].Label), heads[1])}
		}
	}
	return heads
}

func binaryOutcome(o grading.Outcome) bool {
	for _, st := range o.Studies {
		for _, a := range st.Result.Arms {
			if a.Events != nil {
				return true
			}
		}
	}
	return o.Effect.Ratio()
}

// favours says which side is better, from the direction of the outcome.
func favours(o grading.Outcome, heads [2]string) (left, right string) {
	left, right = "Favours intervention", "Favours comparator"
	if !o.Outcome.LowerBetter {
		left, right = right, left
	}
	return left, right
}

func (c *compiler) forestRow(st grading.StudyEffect, binary bool) forest.Row {
	r := forest.Row{Label: first(st.Label, c.label(st.Study)), Weight: st.Weight, Risk: string(st.Risk), Note: st.Note}
	for _, d := range st.Domains {
		r.Risks = append(r.Risks, string(d.Risk))
	}
	cells := []*[2]string{&r.A, &r.B}
	for i, a := range st.Result.Arms {
		if i < 2 {
			*cells[i] = armCell(a, binary)
		}
	}
	if e := st.Effect; e != nil {
		r.Effect = &forest.Interval{Estimate: e.Estimate, Low: e.Low, High: e.High}
	}
	return r
}

func armCell(a corpus.Arm, binary bool) (out [2]string) {
	if a.N != nil {
		out[1] = strconv.Itoa(*a.N)
	}
	switch {
	case binary && a.Events != nil:
		out[0] = strconv.Itoa(*a.Events)
	case !binary && a.Mean != nil:
		out[0] = number(*a.Mean, 1)
		if a.SD != nil {
			out[0] += " (" + number(*a.SD, 1) + ")"
		}
	}
	return out
}

func pooledRow(o grading.Outcome) *forest.Pooled {
	e := o.Effect
	p := &forest.Pooled{Label: "Pooled", Effect: forest.Interval{Estimate: e.Estimate, Low: e.Low, High: e.High}}
	a, b := 0, 0
	for _, st := range o.Studies {
		if arms := st.Result.Arms; st.Effect != nil && len(arms) >= 2 && arms[0].N != nil && arms[1].N != nil {
			a, b = a+*arms[0].N, b+*arms[1].N
		}
	}
	if a > 0 {
		p.A, p.B = strconv.Itoa(a), strconv.Itoa(b)
	}
	if pi := o.Prediction; pi != nil {
		p.Prediction = &forest.Interval{Estimate: pi.Estimate, Low: pi.Low, High: pi.High}
	}
	p.Note = heterogeneity(o)
	return p
}

// pooledAside is the summary of a body that is all indirect.
func pooledAside(o grading.Outcome) *forest.Pooled {
	if len(o.Studies) < 2 {
		return nil
	}
	return pooledRow(o)
}

// tauDecimals gives a variance two significant digits, three decimals at
// most, since its unit is the square of the effect's.
func tauDecimals(tau2 float64) int {
	switch {
	case tau2 >= 10 || tau2 == 0:
		return 1
	case tau2 >= 0.095:
		return 2
	}
	return 3
}

func heterogeneity(o grading.Outcome) string {
	var parts []string
	if o.Tau2 != nil {
		parts = append(parts, "τ² = "+number(*o.Tau2, tauDecimals(*o.Tau2)))
	}
	if o.I2 != nil {
		parts = append(parts, "I² = "+number(*o.I2, 0)+"%")
	}
	if o.Q != nil {
		parts = append(parts, fmt.Sprintf("Q = %s (%d df)", number(*o.Q, 1), o.QDF))
	}
	out := ""
	for i, p := range parts {
		if i > 0 {
			out += ", "
		}
		out += p
	}
	return out
}

// icons shows the most important outcome that has a risk in 100 people; not
// for rare events, which 100 people cannot show.
func (c *compiler) icons() Block {
	for _, o := range c.in.Assessment.Outcomes {
		a := o.Absolute
		if a == nil || !o.Outcome.Importance.Critical() || math.Max(a.Without, a.With) < 10 {
			continue
		}
		of100 := func(x float64) int { return int(math.Round(math.Max(0, math.Min(1000, x)) / 10)) }
		i := &Icons{Without: of100(a.Without), With: of100(a.With), Low: of100(a.WithLow), High: of100(a.WithHigh), Support: onOutcome(o)}
		i.Title = upperFirst(o.Outcome.Name) + ", per 100 people"
		c.known.derive(i.Without, i.With, i.Low, i.High)
		sup := i.Support
		i.Labels = [2]Sentence{say(sup, "Without the intervention"), say(sup, "With the intervention")}
		i.Counts = [2]Sentence{say(sup, fmt.Sprintf("%d of 100", i.Without)), say(sup, fmt.Sprintf("%d of 100 (%d to %d)", i.With, i.Low, i.High))}
		caption := "Pale dots: the 95% confidence interval."
		if o.RestsOn != "" {
			caption += " " + sentenceEnd(upperFirst(o.RestsOn))
		}
		if o.Certainty == corpus.VeryLow {
			caption += " Very low certainty: do not quote as an expected effect."
		}
		i.Caption = say(sup, caption)
		return i
	}
	return nil
}

// flow makes the PRISMA diagram when its numbers are recorded.
func (c *compiler) flow() Block {
	f := c.q.Flow
	if f == nil {
		return nil
	}
	counts := prisma.Counts{
		Databases: f.Databases, Registers: f.Registers, Duplicates: f.Duplicates, Automation: f.Automation, RemovedOther: f.RemovedOther,
		Screened: f.Screened, ScreenedOut: f.ScreenedOut, Sought: f.Sought, NotRetrieved: f.NotRetrieved, Assessed: f.Assessed,
		Studies: f.StudiesIncluded, Reports: f.ReportsIncluded,
		Excluded: counted(f.ExcludedReasons), Others: counted(f.Others), OtherExcluded: counted(f.OtherExcludedReasons),
		OtherSought: f.OtherSought, OtherNotRetrieved: f.OtherNotRetrieved, OtherAssessed: f.OtherAssessed,
		PreviousStudies: f.PreviousStudies, PreviousReports: f.PreviousReports, TotalStudies: f.TotalStudies, TotalReports: f.TotalReports,
	}
	if f.OtherSources != nil {
		counts.Others = append(counts.Others, prisma.Reason{Why: "Other sources", N: *f.OtherSources})
	}
	w := &Flow{Title: "Study selection (PRISMA 2020)", Counts: counts, Support: c.onQuestion()}
	if err := counts.Check(); err != nil {
		c.fail("%v", err)
		w.Note = Sentence{Support: c.onQuestion(), Fault: err.Error(), Spans: []Span{{Text: "The numbers of this flow do not add up."}}}
	}
	return w
}

// counted puts reasons with their counts in order, the most frequent first.
func counted(reasons map[string]int) []prisma.Reason {
	var out []prisma.Reason
	for why, n := range reasons {
		out = append(out, prisma.Reason{Why: why, N: n})
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		return a.N > b.N || a.N == b.N && a.Why < b.Why
	})
	return out
}

// references lists what was cited, in order of first citation.
func (c *compiler) references() Block {
	if len(c.order) == 0 {
		return nil
	}
	r := &References{Title: "References"}
	kind := refs.Vancouver
	if strings.EqualFold(c.in.House.References, string(refs.AMA)) {
		kind = refs.AMA
	}
	for i, id := range c.order {
		src := c.source(id)
		item := Reference{Number: i + 1, Study: id, Ref: refs.Format(src.Item, kind, src.Notices...), Support: onStudies(id)}
		if v := src.Verified; v != "" && v != "verified" {
			item.Note = Sentence{Support: onStudies(id)}.muted("[" + v + "]")
		}
		if item.Ref.Retracted != "" {
			item.Note = Sentence{Support: onStudies(id)}.strong(upperFirst(item.Ref.Retracted) + ".")
		}
		r.Items = append(r.Items, item)
	}
	return r
}
