package grading

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/grading/effect"
)

// Evaluate grades a question. It is pure: it changes nothing it is given, and
// the same input gives the same assessment. An error means that the question
// itself cannot be graded; studies that cannot contribute are told in Skipped.
func Evaluate(in Input) (Assessment, error) {
	if err := in.Question.Validate(); err != nil {
		return Assessment{}, fmt.Errorf("grading: %w", err)
	}
	for _, o := range in.Question.Outcomes {
		if err := checkOutcome(o); err != nil {
			return Assessment{}, fmt.Errorf("grading question %s: %w", in.Question.ID, err)
		}
	}
	for _, d := range in.Decisions {
		if err := checkDecision(d); err != nil {
			return Assessment{}, fmt.Errorf("grading question %s: %w", in.Question.ID, err)
		}
	}
	if in.Rules == (Thresholds{}) {
		in.Rules = DefaultThresholds()
	}
	a := Assessment{Question: in.Question}
	for _, o := range in.Question.Outcomes {
		a.Outcomes = append(a.Outcomes, gradeOutcome(in, o))
	}
	a.Overall, a.Because = overall(a.Outcomes)
	a.Informed = informed(a.Outcomes)
	a.Stale = stale(a.Outcomes)
	return a, nil
}

// checkOutcome refuses thresholds that cannot be.
func checkOutcome(o corpus.Outcome) error {
	if m := o.MID; m != nil && !finite(*m) {
		return fmt.Errorf("%w: the minimal important difference of %s is not a number", corpus.ErrInvalid, o.Name)
	}
	if r := o.BaselineRisk; r != nil && !(*r >= 0 && *r <= 1) {
		return fmt.Errorf("%w: the baseline risk of %s is %v, not between 0 and 1", corpus.ErrInvalid, o.Name, *r)
	}
	return nil
}

// checkDecision refuses levels no rule of GRADE can give.
func checkDecision(d corpus.Decision) error {
	low, high := -3, 0
	switch d.Domain {
	case corpus.RiskOfBias, corpus.Inconsistency, corpus.Indirectness, corpus.Imprecision, corpus.PublicationBias:
	case corpus.LargeEffect:
		low, high = 0, 2
	case corpus.DoseResponse, corpus.OpposingResidual:
		low, high = 0, 1
	default:
		return fmt.Errorf("%w: decision on %q, which is not a consideration of GRADE", corpus.ErrInvalid, d.Domain)
	}
	if d.Levels < low || d.Levels > high {
		return fmt.Errorf("%w: decision of %d levels on %s, where %d to %d are possible", corpus.ErrInvalid, d.Levels, d.Domain, low, high)
	}
	return nil
}

// gradeOutcome gathers the evidence on one outcome, grades each class of
// design by itself and presents the body with the highest certainty.
func gradeOutcome(in Input, o corpus.Outcome) Outcome {
	direct, indirect, skipped := gather(in, o)
	bodies := direct
	if len(direct) == 0 {
		bodies, indirect = indirect, nil
	}
	if len(bodies) == 0 {
		return noEvidence(in, o, skipped)
	}
	graded := make([]Outcome, 0, len(bodies))
	for _, cs := range bodies {
		graded = append(graded, gradeBody(in, o, cs))
	}
	best := 0
	for i, g := range graded {
		if g.Certainty > graded[best].Certainty {
			best = i
		}
	}
	out := graded[best]
	for i, g := range graded {
		if i != best {
			skipped = append(skipped, apart(g)...)
		}
	}
	for _, cs := range indirect {
		for _, c := range cs {
			c.row.Weight = 0
			c.remark("indirect evidence: shown, not combined with the direct")
			out.Studies = append(out.Studies, c.row)
		}
	}
	out.Skipped = skipped
	return out
}

// apart tells of a body that was graded by itself and is not presented.
func apart(g Outcome) []Skipped {
	var out []Skipped
	text := "no estimate"
	if g.Effect != nil {
		text = fmt.Sprintf("%s %.3g (%.3g to %.3g)", g.Effect.Measure, g.Effect.Estimate, g.Effect.Low, g.Effect.High)
	}
	for _, s := range g.Studies {
		out = append(out, Skipped{Study: s.Study, Label: s.Label,
			Reason: fmt.Sprintf("graded apart, being of another design (%s): %s certainty, %s", g.StartReason, g.Certainty, text)})
	}
	return out
}

// gather sorts what the included studies found into bodies by class of
// design, direct and indirect evidence apart.
func gather(in Input, o corpus.Outcome) (direct, indirect [][]contribution, skipped []Skipped) {
	var studies []Study
	var results []corpus.Result
	var notes []string
	for _, s := range in.Studies {
		if s.Member = memberOf(in.Question, s); !s.Member.In {
			continue
		}
		r, note, ok := pickResult(s, o)
		if c := classOf(s.Design); ok && c == notEvidence {
			note, ok = "a "+strings.ReplaceAll(s.Design, "_", " ")+" has no results of its own", false
		}
		if err := usable(r); ok && err != nil {
			note, ok = "its result cannot be used: "+err.Error(), false
		}
		if !ok {
			skipped = append(skipped, Skipped{Study: s.ID, Label: labelOf(s), Reason: note})
			continue
		}
		studies, results, notes = append(studies, s), append(results, r), append(notes, note)
	}
	m := measureOf(o, results)
	byClass := map[bool]map[class][]contribution{false: {}, true: {}}
	for i, s := range studies {
		c := contribute(s, o, m, results[i], notes[i])
		byClass[c.row.Indirect][c.class] = append(byClass[c.row.Indirect][c.class], c)
	}
	return inOrder(byClass[false]), inOrder(byClass[true]), skipped
}

// memberOf returns the study's place in the question: the one that came with
// the study, else the one the question holds.
func memberOf(q corpus.Question, s Study) corpus.Member {
	if s.Member.Study != "" || s.Member.In {
		return s.Member
	}
	for _, m := range q.Members {
		if m.Study == s.ID {
			return m
		}
	}
	return s.Member
}

// inOrder lists bodies from randomised to unclassified.
func inOrder(by map[class][]contribution) [][]contribution {
	var out [][]contribution
	for c := randomised; c <= unclassified; c++ {
		if len(by[c]) > 0 {
			out = append(out, by[c])
		}
	}
	return out
}

func labelOf(s Study) string {
	if s.Label != "" {
		return s.Label
	}
	return string(s.ID)
}

// gradeBody goes through the considerations for one body of evidence.
func gradeBody(in Input, o corpus.Outcome, cs []contribution) Outcome {
	b := body{in: in, outcome: o, cs: cs, rules: in.Rules}
	b.measure = measureOf(o, b.results())
	b.synthesis = synthesise(b.cs, b.measure)
	out := Outcome{Outcome: o, Effect: b.synthesis.effect, Model: b.synthesis.describe(), Prediction: b.synthesis.pi}
	if m := b.synthesis.model; m != nil {
		out.Tau2, out.I2, out.Q, out.QDF = &m.Tau2, &m.I2, &m.Q, m.QDF
	}
	b.absolutes(&out)
	out.Information = b.information()
	out.Start, out.StartReason = b.start()
	out.Steps = b.steps(out.Absolute)
	sum := 0
	for _, s := range out.Steps {
		sum += s.Levels
	}
	out.Certainty = (out.Start + corpus.Certainty(sum)).Clamp()
	for _, c := range b.cs {
		out.Studies = append(out.Studies, c.row)
	}
	b.sentences(&out)
	return out
}

// noEvidence is the row of an outcome that no study measured.
func noEvidence(in Input, o corpus.Outcome, skipped []Skipped) Outcome {
	text := o.NotReported
	if text == "" {
		text = "No included study reported this outcome."
	}
	return Outcome{Outcome: o, Skipped: skipped, Model: "no evidence", Sentence: text, Short: "Not reported",
		StartReason: "no evidence", WouldChange: []string{"any study of " + interventionOf(in.Question) + " that reports " + o.Name}}
}

// overall is the lowest certainty among the critical outcomes. A critical
// outcome without evidence makes it very low. Without critical outcomes the
// lowest of all that were rated stands in.
//
// ACIP GRADE Handbook ch. 10.
func overall(outcomes []Outcome) (corpus.Certainty, string) {
	lowest, critical := corpus.Unrated, 0
	var because, missing []string
	for _, o := range outcomes {
		if !o.Outcome.Importance.Critical() {
			continue
		}
		critical++
		if o.Certainty == corpus.Unrated {
			missing = append(missing, o.Outcome.Name)
			continue
		}
		lowest, because = lower(lowest, because, o)
	}
	switch {
	case len(missing) > 0:
		why := "no evidence on the critical outcome " + listed(missing)
		if lowest == corpus.VeryLow {
			why = fmt.Sprintf("%s is critical and its certainty is very low; %s", listed(because), why)
		}
		return corpus.VeryLow, why
	case critical > 0:
		return lowest, fmt.Sprintf("lowest among the critical outcomes: %s", listed(because))
	}
	for _, o := range outcomes {
		if o.Certainty != corpus.Unrated {
			lowest, because = lower(lowest, because, o)
		}
	}
	if lowest == corpus.Unrated {
		return lowest, "no outcome has evidence"
	}
	return lowest, fmt.Sprintf("no outcome is marked critical; lowest of all: %s", listed(because))
}

func lower(lowest corpus.Certainty, because []string, o Outcome) (corpus.Certainty, []string) {
	switch {
	case lowest == corpus.Unrated || o.Certainty < lowest:
		return o.Certainty, []string{o.Outcome.Name}
	case o.Certainty == lowest:
		return lowest, append(because, o.Outcome.Name)
	}
	return lowest, because
}

func listed(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}

// informed reports whether the name GRADE has to be qualified: it may stand
// alone only when a person judged all five reasons to rate down, on what is
// in the library now, for every outcome with evidence.
//
// GRADE guidance group, J Clin Epidemiol 2023, doi:10.1016/j.jclinepi.2023.05.010
// (its conditions in our words; the list was not compared with the paper).
func informed(outcomes []Outcome) bool {
	judged := 0
	for _, o := range outcomes {
		for _, s := range o.Steps {
			if slices.Contains(downs, s.Domain) && (s.Decision == nil || s.Stale || s.Refused != "") {
				return true
			}
			judged++
		}
	}
	return judged == 0
}

func stale(outcomes []Outcome) []string {
	var out []string
	for _, o := range outcomes {
		for _, s := range o.Steps {
			if s.Stale {
				out = append(out, fmt.Sprintf("%s, %s: decided by %s on other inputs", o.Outcome.Name, s.Domain, s.Decision.By))
			}
		}
	}
	return out
}

// comparatorRisk is the baseline: the stated one, else the median of the
// comparators.
func (b body) comparatorRisk() (risk float64, from string, ok bool) {
	if r := b.outcome.BaselineRisk; r != nil {
		from = b.outcome.BaselineFrom
		if from == "" {
			from = "stated with the question"
		}
		return *r, from, *r >= 0 && *r <= 1 && !math.IsNaN(*r)
	}
	var risks []float64
	var table effect.Table
	for _, c := range b.cs {
		if c.table != nil {
			table = *c.table
			risks = append(risks, float64(table.Control.Events)/float64(table.Control.N))
		}
	}
	switch len(risks) {
	case 0:
		return 0, "", false
	case 1:
		return risks[0], fmt.Sprintf("comparator of the one study: %d of %d", table.Control.Events, table.Control.N), true
	}
	return median(risks), fmt.Sprintf("median of the %d comparators", len(risks)), true
}

func median(xs []float64) float64 {
	s := slices.Sorted(slices.Values(xs))
	n := len(s)
	if n%2 == 1 {
		return s[n/2]
	}
	return (s[n/2-1] + s[n/2]) / 2
}
