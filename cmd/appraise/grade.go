package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/grading"
)

func newGrade(o *options) *cobra.Command {
	var full bool
	cmd := &cobra.Command{
		Use:   "grade STUDY|QUESTION",
		Short: "Say what a study, or the evidence on a question, is worth",
		Long: `For a study: design and number of people with the words they were read from,
whether the printed numbers agree, effects computed from the counts, and the
risk of bias on record, on one screen. --full shows every step.

For a question: the certainty of the evidence on each outcome (GRADE), every
step with what the rule suggests, why, and what a person decided.`,
		Example: `  appraise grade prasad2012inversion
  appraise grade prasad2012inversion --full
  appraise grade inversion --json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			a, err := o.open(cmd.Context())
			if err != nil {
				return err
			}
			defer a.Close()
			if _, err := a.Store.Question(cmd.Context(), args[0]); err == nil {
				return o.gradeQuestion(cmd, a, args[0])
			}
			g, err := a.GradeStudy(cmd.Context(), corpus.StudyID(args[0]))
			if errors.Is(err, corpus.ErrNotFound) {
				return fmt.Errorf("%s: %w: neither a study nor a question of this library has that name", args[0], corpus.ErrNotFound)
			}
			if err != nil {
				return err
			}
			switch {
			case o.json:
				return o.printJSON(g)
			case full:
				o.printStudyGrade(g)
			default:
				o.printStudyScreen(g)
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&full, "full", false, "every step of the checks, results and judgements on a study")
	return cmd
}

// printStudyGrade prints all that is known of a study's worth.
func (o *options) printStudyGrade(g app.StudyGrade) {
	o.printHead(g.StudyView)
	o.heading("Do the printed numbers agree?")
	o.printFindings(g.Integrity.Findings, g.Dismissed)
	o.wrap("  ", fmt.Sprintf("Checked %d of %d numbers.", g.Integrity.Checked, g.Integrity.Numbers))
	o.heading("What the counts give")
	for _, r := range g.Results {
		o.printResult(r)
		if r.Note != "" {
			o.wrap("    ", r.Note)
		}
	}
	o.printNoResult(g)
	o.heading("Risk of bias")
	for _, ap := range g.Appraisals {
		o.printAppraisal(ap)
	}
	o.printNoAppraisal(g)
	if len(g.Levels) > 0 {
		o.heading("Level of evidence of the design, for benefit of treatment")
		for _, l := range g.Levels {
			o.item("  "+string(l.System)+": ", l.Value+" ("+l.Reason+")")
		}
	}
}

func (o *options) printNoResult(g app.StudyGrade) {
	if len(g.Results) == 0 {
		o.wrap("  ", "No result is recorded. Read them with: appraise result propose "+string(g.ID))
	}
}

func (o *options) printNoAppraisal(g app.StudyGrade) {
	if len(g.Appraisals) == 0 {
		o.wrap("  ", "Not appraised. Record answers with: appraise assess "+string(g.ID)+" --tool rob2")
	}
}

func (o *options) heading(s string) {
	o.say("")
	o.say("%s", o.style(bold, s))
}

func (o *options) printResult(r app.ResultGrade) {
	head := r.Outcome
	if r.FollowUp != "" {
		head += ", " + r.FollowUp
	}
	if r.Status != corpus.Confirmed {
		head += " [" + string(r.Status) + "]"
	}
	o.item("  ", head+": "+armsText(r.Result))
	var parts []string
	if r.RiskRatio != nil {
		parts = append(parts, fmt.Sprintf("RR %.3f (%.3f to %.3f)", r.RiskRatio.Estimate, r.RiskRatio.Low, r.RiskRatio.High))
	}
	if r.RiskDifference != nil {
		parts = append(parts, fmt.Sprintf("RD %s (%s to %s)", percent(r.RiskDifference.Estimate), percent(r.RiskDifference.Low), percent(r.RiskDifference.High)))
	}
	if r.MeanDifference != nil {
		parts = append(parts, fmt.Sprintf("MD %.2f (%.2f to %.2f)", r.MeanDifference.Estimate, r.MeanDifference.Low, r.MeanDifference.High))
	}
	if r.FisherP != nil {
		parts = append(parts, fmt.Sprintf("Fisher p %.3f", *r.FisherP))
	}
	if r.Fragility != nil {
		parts = append(parts, fmt.Sprintf("fragility index %d", *r.Fragility))
	}
	if r.NNT != "" {
		parts = append(parts, r.NNT)
	}
	if len(parts) > 0 {
		o.wrap("    ", strings.Join(parts, " · "))
	}
	if r.NotComputed != "" {
		o.wrap("    ", "Not computed: "+r.NotComputed)
	}
	for _, s := range r.Scenarios {
		text := s.Name + ": " + s.Counts
		if s.Effect != nil {
			text += fmt.Sprintf(", %s %.3f (%.3f to %.3f)", s.Effect.Measure, s.Effect.Estimate, s.Effect.Low, s.Effect.High)
		}
		o.wrap("    ", text)
	}
}

func percent(x float64) string {
	s := fmt.Sprintf("%.1f%%", 100*x)
	return strings.Replace(s, "-", "−", 1)
}

func (o *options) printAppraisalHead(ap app.AppraisalView) {
	line := ap.Title + ": " + dash(string(ap.Final))
	if ap.Outcome != "" {
		line += " for " + ap.Outcome
	}
	o.item("  ", line+" (by "+ap.By+example(ap.Example)+basis(ap.Basis)+")")
}

func (o *options) printAppraisal(ap app.AppraisalView) {
	o.printAppraisalHead(ap)
	for _, d := range sortedDomains(ap.Domains) {
		j := ap.Domains[d]
		text := string(j.Final())
		if j.Decided != "" && j.Decided != j.Proposed {
			text += " (proposed " + string(j.Proposed) + "; " + j.Rationale + ")"
		}
		if j.Path != "" {
			text += " · " + j.Path
		}
		o.item("    "+d+" ", text)
	}
}

func example(yes bool) string {
	if yes {
		return "; example decision"
	}
	return ""
}

func basis(s string) string {
	if s == "" {
		return ""
	}
	return "; from " + s
}

func (o *options) gradeQuestion(cmd *cobra.Command, a *app.App, id string) error {
	as, err := a.GradeQuestion(cmd.Context(), id)
	if err != nil {
		return err
	}
	if o.json {
		return o.printJSON(as)
	}
	o.printAssessment(as)
	return nil
}

func (o *options) printAssessment(as grading.Assessment) {
	o.wrap("", o.style(bold, as.Question.Title))
	o.wrap("", as.Question.Text)
	for _, out := range as.Outcomes {
		o.heading(fmt.Sprintf("%s (%s): %s", out.Outcome.Name, out.Outcome.Importance.Word(), out.Certainty))
		o.wrap("  ", out.Sentence)
		if out.Effect != nil {
			o.wrap("  ", fmt.Sprintf("%s %.3f (%.3f to %.3f), %s; %d people", out.Effect.Measure, out.Effect.Estimate, out.Effect.Low, out.Effect.High, out.Model, out.Information.Participants))
		}
		if ab := out.Absolute; ab != nil {
			o.wrap("  ", fmt.Sprintf("%.0f per 1000 without, %.0f (%.0f to %.0f) with", ab.Without, ab.With, ab.WithLow, ab.WithHigh))
		}
		if len(out.Steps) > 0 {
			o.item("  start   ", out.Start.String()+": "+out.StartReason)
		}
		for _, s := range out.Steps {
			o.printStep(s)
		}
		o.printSkipped(out.Skipped)
		for _, w := range out.WouldChange {
			o.item("  ? ", w)
		}
	}
	name := "GRADE"
	if as.Informed {
		name = "GRADE-informed"
	}
	o.heading(fmt.Sprintf("Overall certainty (%s): %s", name, as.Overall))
	o.wrap("  ", as.Because)
	for _, s := range as.Stale {
		o.item("  ! ", s)
	}
}

// printSkipped names the studies that give no number, a line for each reason.
func (o *options) printSkipped(list []grading.Skipped) {
	var reasons []string
	labels := map[string][]string{}
	for _, s := range list {
		if labels[s.Reason] == nil {
			reasons = append(reasons, s.Reason)
		}
		labels[s.Reason] = append(labels[s.Reason], s.Label)
	}
	for _, r := range reasons {
		o.item("  – ", r+": "+strings.Join(labels[r], ", "))
	}
}

// levels says a step: +1, −2, or 0.
func levels(n int) string {
	if n == 0 {
		return "0"
	}
	return strings.Replace(fmt.Sprintf("%+d", n), "-", "−", 1)
}

func (o *options) printStep(s grading.Step) {
	text := string(s.Domain) + ": " + s.Reason
	switch {
	case s.Decision == nil && s.Human:
		text += " [suggested; a person has to confirm]"
	case s.Decision == nil:
		text += " [suggested]"
	case s.Decision.Levels != s.Suggested:
		text += fmt.Sprintf(" [rule suggests %s; %s decided: %s]", levels(s.Suggested), s.Decision.By, s.Decision.Rationale)
	default:
		text += " [decided by " + s.Decision.By + example(s.Decision.Example) + "]"
	}
	if s.Stale {
		text += " [decided on other inputs: look again]"
	}
	o.item(fmt.Sprintf("  %-8s", levels(s.Levels)), text)
}
