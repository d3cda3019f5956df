package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/grading/integrity"
	"appraise/reports/checks"
)

func newCheck(o *options) *cobra.Command {
	var all, strict bool
	var format, dismiss, restore, because string
	cmd := &cobra.Command{
		Use:   "check [STUDY...]",
		Short: "Check whether the printed numbers of studies agree",
		Long: `Check whether the numbers in titles and abstracts agree with each other. A finding
says what does not fit, shows the arithmetic, the harmless reasons it may have,
and how to settle it. It never says more.

Exit status 1 when there is a finding that asks for a look. A finding that was
looked at is dismissed with a reason; that stays.`,
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
				if strict {
					if err := o.strictCheck(cmd, a, list); err != nil {
						return err
					}
				}
				return findingsStatus(list)
			})
		},
	}
	f := cmd.Flags()
	f.BoolVar(&all, "all", false, "every study of the library")
	f.BoolVar(&strict, "strict", false, "exit status 1 also while something that rests on the studies is stale (appraise status)")
	f.StringVar(&format, "format", "text", "text, json, sarif or junit")
	f.StringVar(&dismiss, "dismiss", "", "id of a finding that needs no more attention")
	f.StringVar(&restore, "restore", "", "id of a dismissed finding to show again")
	f.StringVar(&because, "because", "", "the reason")
	cmd.MarkFlagsMutuallyExclusive("dismiss", "restore")
	return o.changes(cmd)
}

// findingsStatus is exit status 1 when a finding asks for a look.
func findingsStatus(list []app.Checked) error {
	for _, c := range list {
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
	seen, checked := 0, 0
	for _, c := range list {
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
	o.say("Checked %d of %d numbers in %s; %s.", checked, seen, count(len(list), "study", "studies"), count(len(items), "finding", "findings"))
	return nil
}

// printFindings prints findings with their arithmetic, the harmless reasons,
// and how to settle them.
func (o *options) printFindings(list []integrity.Finding, dismissed []corpus.Dismissal) {
	for _, f := range list {
		o.item("  ! ", f.Statement)
		for _, line := range append([]string{f.Arithmetic}, f.Consequences...) {
			if line != "" {
				o.wrap("    ", line)
			}
		}
		if len(f.Innocent) > 0 {
			o.wrap("    ", "It may be harmless: "+join(f.Innocent, "; ")+".")
		}
		o.wrap("    ", "To settle it: "+f.Resolve+" ["+f.ID+"]")
	}
	for _, d := range dismissed {
		o.wrap("  ", "Dismissed by "+d.By+": "+d.Reason+" ["+d.ID+"]")
	}
}
