package grading

import (
	"fmt"

	"appraise/corpus"
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
	if len(direct) == 0 {
		direct, indirect = indirect, nil
	}
	if len(direct) == 0 {
		return noEvidence(in, o, skipped)
	}
	graded := make([]Outcome, 0, len(direct))
	for _, cs := range direct {
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
			Reason: fmt.Sprintf("graded apart (%s): %s certainty, %s", g.StartReason, g.Certainty, text)})
	}
	return out
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
