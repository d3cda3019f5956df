package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/grading/integrity"
	"appraise/reports/checks"
)

func newCheck(o *options) *cobra.Command {
	var all bool
	var format, dismiss, restore, because string
	cmd := &cobra.Command{
		Use:   "check [STUDY...]",
		Short: "Check whether the printed numbers of studies agree",
		Long: `Check whether the numbers in titles and abstracts agree with each other. A finding
says what does not fit, shows the arithmetic, the harmless reasons it may have,
and how to settle it. It never says more.

What rests on the studies and is stale without a decision is listed too; with
--all, everything that is stale (appraise status).

Exit status 1 when there is a finding that asks for a look, or something stale.
A finding that was looked at is dismissed with a reason, a stale thing is decided
on with: appraise status --decide.`,
		Example: `  appraise check prasad2012inversion
  appraise check --all --format sarif > findings.sarif
  appraise check prasad2012inversion --dismiss 3f2a… --because 'two people were operated on elsewhere, page 4'`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if all == (len(args) > 0) {
				return fmt.Errorf("%w: check takes studies, or --all", corpus.ErrInvalid)
			}
			ids := make([]corpus.StudyID, len(args))
			for i, s := range args {
				ids[i] = corpus.StudyID(s)
			}
			return o.withApp(cmd, func(a *app.App) error {
				if dismiss+restore != "" {
					if len(ids) != 1 {
						return fmt.Errorf("%w: --dismiss needs one study", corpus.ErrInvalid)
					}
					return a.Dismiss(cmd.Context(), ids[0], dismiss+restore, because, restore != "")
				}
				list, err := a.Check(cmd.Context(), ids...)
				if err != nil {
					return err
				}
				if err := o.printChecked(list, format); err != nil {
					return err
				}
				return findingsStatus(list)
			})
		},
	}
	f := cmd.Flags()
	f.BoolVar(&all, "all", false, "every study of the library")
	f.Bool("strict", false, "as without it: stale things always count")
	_ = f.MarkHidden("strict") // it is there
	f.StringVar(&format, "format", "text", "text, json, sarif or junit")
	f.StringVar(&dismiss, "dismiss", "", "id of a finding that needs no more attention")
	f.StringVar(&restore, "restore", "", "id of a dismissed finding to show again")
	f.StringVar(&because, "because", "", "the reason")
	cmd.MarkFlagsMutuallyExclusive("dismiss", "restore")
	return o.changes(cmd)
}

// findingsStatus is exit status 1 when a finding asks for a look or something
// is stale.
func findingsStatus(list []app.Checked) error {
	for _, c := range list {
		if len(c.Stale) > 0 {
			return status(exitFindings)
		}
		for _, f := range c.Integrity.Findings {
			if f.Level > integrity.Note {
				return status(exitFindings)
			}
		}
	}
	return nil
}

func (o *options) printChecked(list []app.Checked, format string) error {
	abouts, items := app.CheckItems(list)
	switch {
	case o.json || format == "json":
		return o.printJSON(nonNil(list))
	case format == "sarif":
		return checks.SARIF(o.out, "appraise", version, app.CheckRules(), items)
	case format == "junit":
		return checks.JUnit(o.out, "appraise check", abouts, items)
	case format != "text":
		return fmt.Errorf("%w: format %q is none of text, json, sarif, junit", corpus.ErrInvalid, format)
	}
	seen, checked, found, studies := 0, 0, 0, 0
	for _, c := range list {
		if c.Study == "" {
			continue
		}
		studies++
		found += len(c.Integrity.Findings)
		seen += c.Integrity.Numbers
		checked += c.Integrity.Checked
		if len(c.Integrity.Findings)+len(c.Dismissed) == 0 {
			continue
		}
		o.item(o.style(bold, string(c.Study))+"  ", c.Title)
		if c.TextBy != "" {
			o.say("  (read from a summary by %s, not the words of the paper)", c.TextBy)
		}
		o.printFindings(c.Integrity.Findings, c.Dismissed)
	}
	line := fmt.Sprintf("Checked %d of %d numbers in %s; %s", checked, seen, count(studies, "study", "studies"), count(found, "finding", "findings"))
	if stale := app.StaleOf(list); len(stale) > 0 {
		o.heading("Stale, without a decision (appraise status --decide ID --because '…')")
		o.printStale(stale)
		o.say("")
		line += "; " + count(len(stale), "thing is stale", "things are stale")
	}
	o.say("%s.", line)
	return nil
}

// printFindings prints findings with their arithmetic, the harmless reasons,
// and how to settle them.
func (o *options) printFindings(list []integrity.Finding, dismissed []corpus.Dismissal) {
	for _, f := range list {
		o.item("  ! ", f.Statement)
		if f.Quote != "" {
			o.wrap("    ", "Read from: “"+join(strings.Fields(f.Quote), " ")+"”")
		}
		o.printArithmetic(f, f.Consequences)
	}
	for _, d := range dismissed {
		o.wrap("  ", "Dismissed by "+d.By+": "+d.Reason+" ["+d.ID+"]")
	}
}

// printArithmetic prints what comes below the statement of a finding.
func (o *options) printArithmetic(f integrity.Finding, consequences []string) {
	for _, line := range append([]string{f.Arithmetic}, consequences...) {
		if line != "" {
			o.wrap("    ", line)
		}
	}
	if len(f.Innocent) > 0 {
		o.wrap("    ", "It may be harmless: "+join(f.Innocent, "; ")+".")
	}
	o.wrap("    ", "To settle it: "+f.Resolve+" ["+f.ID+"]")
}
