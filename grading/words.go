package grading

import (
	"fmt"
	"math"
	"strings"

	"appraise/corpus"
	"appraise/grading/effect"
	"appraise/grading/wording"
)

// sentences fills the sentences of an outcome.
func (b body) sentences(out *Outcome) {
	s := wording.Statement{Intervention: interventionOf(b.in.Question), Outcome: b.outcome.Name, Certainty: out.Certainty}
	if e := out.Effect; e != nil {
		null := b.measure.Null()
		s.Increases = e.Estimate > null
		s.Both = e.Low < null && null < e.High
		s.Size = b.size(*e, out.Absolute)
		out.Sentence, out.Short = wording.Say(s)
	} else {
		out.Sentence, out.Short = notEstimable(s, out.Certainty)
	}
	out.RestsOn = b.restsOn(*out)
	out.WouldChange = b.wouldChange(*out)
}

// notEstimable speaks of studies that measured the outcome and give no number
// to combine.
func notEstimable(s wording.Statement, c corpus.Certainty) (sentence, short string) {
	if c == corpus.VeryLow {
		return wording.Say(s)
	}
	return fmt.Sprintf("Studies measured %s, but no effect of %s could be estimated.", s.Outcome, s.Intervention), "Not estimable."
}

func (b body) size(e Effect, a *Absolute) wording.Size {
	m := b.outcome.MID
	switch {
	case m == nil:
		return wording.Unsized
	case !e.Ratio() && b.measure != effect.RD:
		return wording.SizeOf(e.Estimate, math.Abs(*m))
	case a != nil:
		return wording.SizeOf(a.Diff/1000, math.Abs(*m))
	}
	return wording.Unsized
}

func interventionOf(q corpus.Question) string {
	if q.PICO.Intervention != "" {
		return q.PICO.Intervention
	}
	return "the intervention"
}

// restsOn warns of evidence that hangs on one study.
func (b body) restsOn(out Outcome) string {
	if len(b.cs) == 1 {
		n := b.cs[0].n
		if r := b.cs[0].study.Randomised; r != nil && *r > 0 {
			n = *r
		}
		kind := map[class]string{randomised: "one trial", reviewed: "one review"}[b.cs[0].class]
		if kind == "" {
			kind = "one study"
		}
		if n <= 0 {
			return "rests on " + kind
		}
		return fmt.Sprintf("rests on %s of %d people", kind, n)
	}
	for _, c := range b.cs {
		if c.row.Weight > 0.5 {
			return fmt.Sprintf("rests mostly on %s, which has %.0f %% of the weight", c.row.Label, 100*c.row.Weight)
		}
	}
	return ""
}

// wouldChange lists what would change the certainty.
func (b body) wouldChange(out Outcome) []string {
	var w []string
	if i := out.Information; i.OIS != nil && i.Participants < *i.OIS {
		w = append(w, fmt.Sprintf("about %d more people: %d were studied, and %d would be the optimal information size", *i.OIS-i.Participants, i.Participants, *i.OIS))
	}
	for _, s := range out.Steps {
		switch {
		case s.Levels >= 0:
		case s.Domain == corpus.RiskOfBias:
			w = append(w, "a study at low risk of bias"+b.weakDomains())
		case s.Domain == corpus.Imprecision && len(w) == 0:
			w = append(w, "a more precise estimate: the interval is too wide for a conclusion")
		case s.Domain == corpus.Indirectness:
			w = append(w, "direct evidence on "+interventionOf(b.in.Question))
		case s.Domain == corpus.Inconsistency:
			w = append(w, "an explanation of why the studies differ")
		case s.Domain == corpus.PublicationBias:
			w = append(w, "the results of studies that were registered and not published")
		}
	}
	if n := b.unaccounted(); n > 0 {
		w = append(w, fmt.Sprintf("what became of the %d people missing from the analysis", n))
	}
	return append(w, b.missingComparisons()...)
}

// weakDomains names the domains at high risk.
func (b body) weakDomains() string {
	var names []string
	seen := map[string]bool{}
	for _, c := range b.cs {
		for _, d := range highDomains(c.row) {
			if !seen[d] {
				seen[d] = true
				names = append(names, d)
			}
		}
	}
	if len(names) == 0 {
		return ""
	}
	return " (now high: " + strings.Join(names, "; ") + ")"
}

// unaccounted counts missing people where their outcomes could change the
// conclusion.
func (b body) unaccounted() int {
	n := 0
	for _, c := range b.cs {
		if c.row.Effect == nil {
			continue
		}
		null := b.measure.Null()
		crosses := func(e Effect) bool { return e.Low <= null && null <= e.High }
		for _, s := range c.row.Scenarios {
			if s.Effect != nil && crosses(*s.Effect) != crosses(*c.row.Effect) {
				n += missing(c.row.Result)
				break
			}
		}
	}
	return n
}

// missing counts people who were randomised and are not in the result.
func missing(r corpus.Result) int {
	n := 0
	for _, a := range r.Arms {
		if a.Randomised != nil && a.N != nil {
			n += max(0, *a.Randomised-*a.N)
		}
	}
	return n
}

// missingComparisons names comparators of the question that no result has.
// "no treatment" and the like is what every comparator without the
// intervention stands for, and is not missed.
func (b body) missingComparisons() []string {
	var seen []string
	for _, c := range b.cs {
		seen = append(seen, c.row.Result.Comparison)
		if arms := c.row.Result.Arms; len(arms) > 1 {
			seen = append(seen, arms[1].Label)
		}
	}
	all := fold(strings.Join(seen, " | "))
	if strings.Trim(all, "| ") == "" {
		return nil
	}
	var w []string
	for _, part := range strings.Split(strings.ReplaceAll(b.in.Question.PICO.Comparison, " or ", ","), ",") {
		words := strings.Fields(strings.TrimSuffix(fold(part), " alone"))
		if len(words) > 0 && words[0] != "no" && !strings.Contains(all, strings.Join(words, " ")) {
			w = append(w, "a comparison with "+strings.TrimSpace(part))
		}
	}
	return w
}
