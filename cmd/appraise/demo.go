package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/grading"
)

func newDemo(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "demo [DIR]",
		Short: "See it all on an example",
		Long: `Build an example library in DIR (appraise-demo), search it, grade it, and print
a briefing.

The example: an article says that a 2012 trial of 26 people found that inversion
therapy reduces the need for back surgery, and that a 2017 guideline finds little
evidence for it. What is that worth?

The example holds bibliographic facts and summaries in our own words; the
appraisals and decisions in it are examples.`,
		Example: "  appraise demo\n  appraise demo /tmp/try --json",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := "appraise-demo"
			if len(args) > 0 {
				dir = args[0]
			}
			d, err := app.RunDemo(cmd.Context(), dir, func(a *app.App) { a.Now = o.now })
			if err != nil {
				return err
			}
			if o.json {
				return o.printJSON(d)
			}
			o.printDemo(d)
			return nil
		},
	}
}

// printDemo tells in under 30 lines what was done and found.
func (o *options) printDemo(d app.Demo) {
	o.say("Made an example library in %s: %d studies, %d claims of an article on inversion therapy.", d.Dir, d.Studies, d.Claims)
	o.say("Searched “%s”: %s.", d.Search.Query, count(d.Search.Total, "study", "studies"))
	o.say("")
	o.say("%s", o.style(bold, "The 2012 trial of “26 people”"))
	s := d.Trial.SampleSize
	var arms []string
	for _, a := range s.Arms {
		arms = append(arms, fmt.Sprint(a.N))
	}
	o.say("  %s enrolled, %s randomised, arms %s.", number(s.Enrolled), number(s.Randomised), strings.Join(arms, " and "))
	for _, f := range d.Trial.Integrity.Findings {
		o.item("  ! ", f.Statement)
	}
	for _, r := range d.Trial.Results {
		if r.RiskRatio != nil && r.FisherP != nil && r.Fragility != nil {
			o.wrap("  ", fmt.Sprintf("%s %s: RR %.3f (%.3f to %.3f), Fisher p %.3f, fragility %d.", r.Outcome, armsText(r.Result), r.RiskRatio.Estimate, r.RiskRatio.Low, r.RiskRatio.High, *r.FisherP, *r.Fragility))
		}
	}
	o.say("")
	o.say("%s", o.style(bold, "How certain is the evidence?"))
	for i, out := range d.Assessment.Outcomes {
		if i == 0 {
			o.printDemoOutcome(out)
		}
	}
	for _, n := range d.Guideline {
		o.item("  ! ", "The 2017 guideline "+string(n.Type)+" on "+n.Date.String()+" by its issuer's own rule (five years).")
	}
	o.say("Wrote %s (%s).", d.PDF, count(d.Pages, "page", "pages"))
	o.say("")
	o.say("Try next: cd %s; appraise grade prasad2012inversion; appraise grade inversion;", d.Dir)
	o.say("          appraise search traction sciatica; appraise log")
}

func (o *options) printDemoOutcome(out grading.Outcome) {
	o.item("  ", out.Outcome.Name+": "+out.Certainty.String()+" certainty. "+out.Sentence)
	for _, s := range out.Steps {
		if s.Levels != 0 {
			o.item("  "+levels(s.Levels)+" ", string(s.Domain)+": "+s.Reason)
		}
	}
}

func number(n *int) string {
	if n == nil {
		return "?"
	}
	return fmt.Sprint(*n)
}
