package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
)

func newStatus(o *options) *cobra.Command {
	var decide, because string
	cmd := &cobra.Command{
		Use:   "status",
		Short: "List what has become stale, and why",
		Long: `List studies, bodies of evidence, claims and briefings that rest on something that
has changed: a retraction, correction or concern, a guideline that ran out or was
superseded, a judgement made on other inputs, an extraction that was changed, a
search that is too old. The path from the cause is shown.

Each stays in the list until somebody decides, with a reason; a later cause
brings it back. Exit status 1 when something is stale.

Claims whose source, or a study they rest on, cites a work that was retracted are
listed below, to know: that makes nothing stale.`,
		Example: `  appraise status
  appraise status --decide claim/c2 --because 'the guideline is replaced by the one of 2026, which says the same'`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if because != "" && decide == "" {
				return fmt.Errorf("%w: --because goes with --decide", corpus.ErrInvalid)
			}
			return o.withApp(cmd, func(a *app.App) error {
				if decide != "" {
					return o.decideStale(cmd, a, decide, because)
				}
				return o.listStale(cmd, a)
			})
		},
	}
	cmd.Flags().StringVar(&decide, "decide", "", "what was looked at, as listed: claim/c2, briefing/inversion, …")
	cmd.Flags().StringVar(&because, "because", "", "the decision and its reason")
	return o.changes(cmd)
}

func (o *options) decideStale(cmd *cobra.Command, a *app.App, id, because string) error {
	r, err := a.DecideStale(cmd.Context(), id, because)
	if err != nil {
		return err
	}
	if o.json {
		return o.printJSON(r)
	}
	o.say("%s on %s: %s", verbDone(o.dryRun, "Would decide", "Decided"), r.ID, r.Decision)
	return nil
}

func (o *options) listStale(cmd *cobra.Command, a *app.App) error {
	st, err := a.Stale(cmd.Context())
	if err != nil {
		return err
	}
	know, err := a.CitesFallen(cmd.Context())
	if err != nil {
		return err
	}
	if o.json {
		err = o.printJSON(struct {
			app.LibraryStatus
			ToKnow []app.ToKnow `json:"to_know"`
		}{st, know})
	} else {
		o.printStale(st.Stale)
		o.printToKnow(know)
		o.say("%s stale, %s.", count(len(st.Stale), "thing is", "things are"), count(len(st.Decided), "decision in force", "decisions in force"))
	}
	if err == nil && len(st.Stale) > 0 {
		return status(exitFindings)
	}
	return err
}

// printStale prints what is stale with causes and paths.
func (o *options) printStale(list []app.Stale) {
	for _, s := range list {
		o.item(o.style(bold, s.ID)+"  ", s.Title)
		for _, c := range s.Causes {
			o.item("  ! ", c.Text)
			if len(c.Path) > 0 {
				o.wrap("    ", strings.Join(c.Path, " → "))
			}
		}
		if s.Before != nil {
			o.wrap("    ", fmt.Sprintf("Decided before by %s on %s: %s", s.Before.By, s.Before.At.Format("2006-01-02"), s.Before.Decision))
		}
	}
}

// printToKnow prints what makes nothing stale but should be known.
func (o *options) printToKnow(list []app.ToKnow) {
	for _, k := range list {
		o.item(o.style(bold, k.ID)+"  ", "to know: "+k.Text)
		o.wrap("    ", strings.Join(k.Path, " → "))
	}
}

// refuseStale is exit status 1, with what is stale on standard error, when
// there is something.
func (o *options) refuseStale(list []app.Stale) error {
	if len(list) == 0 {
		return nil
	}
	out := o.out
	o.out = o.err
	o.printStale(list)
	o.out = out
	o.note("Stale; decide with: appraise status --decide ID --because '…'")
	return status(exitFindings)
}

// strictBrief refuses to print a document while something it rests on is
// stale.
func (o *options) strictBrief(cmd *cobra.Command, a *app.App, p app.Printing) error {
	if p.Subject == "" || p.Document == "sheet" {
		st, err := a.Stale(cmd.Context())
		if err != nil {
			return err
		}
		return o.refuseStale(st.Stale)
	}
	list, err := a.StaleFor(cmd.Context(), p.Subject)
	if err != nil {
		return err
	}
	return o.refuseStale(list)
}
