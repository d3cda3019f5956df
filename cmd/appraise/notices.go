package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
)

func newNotices(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "notices",
		Short: "Track retractions, corrections and concerns",
		Long: `Track who says that a report was retracted, corrected, withdrawn, or put under an
expression of concern. Having no notice means that none is known, never that a
report is clean.`,
		Example: `  appraise notices import retraction_watch.csv
  appraise notices add smith2020aspirin --type retracted --date 2021-05-04 --source 'the journal'
  appraise notices list
  appraise notices check refs.csv --against retraction_watch.csv`,
	}
	cmd.AddCommand(o.newNoticesImport(), o.newNoticesAdd(), o.newNoticesList(), o.newNoticesRemove(), o.newNoticesCheck())
	return cmd
}

func (o *options) newNoticesImport() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "import FILE",
		Short:   "Read the Retraction Watch table, Crossref works, or records",
		Long:    `Read who says what about publications, and tie it to reports with exactly the same DOI or PMID.`,
		Example: "  appraise notices import retraction_watch.csv",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			in, err := o.input(args[0])
			if err != nil {
				return err
			}
			return o.withApp(cmd, func(a *app.App) error {
				done, err := a.ImportNotices(cmd.Context(), in, func(err error) { fmt.Fprintln(o.err, oneLine(err)) })
				if err != nil {
					return err
				}
				if o.json {
					err = o.printJSON(done)
				} else {
					o.say("Read %d assertions (%s): %s, %d known already.", done.Assertions, done.Format, count(len(done.Added), "new notice", "new notices"), done.Known)
					for _, n := range done.Added {
						o.item("  "+string(n.Study)+"  ", app.NoticeLine(n))
					}
					for _, d := range done.Doubts {
						o.item("  ? "+string(d.Target.Study)+"  ", d.Why)
					}
				}
				if err == nil && done.LeftOut > 0 {
					return status(exitInput)
				}
				return err
			})
		},
	}
	return o.changes(cmd)
}

func (o *options) newNoticesAdd() *cobra.Command {
	var n corpus.Notice
	var kind, date, doi string
	cmd := &cobra.Command{
		Use:     "add STUDY",
		Short:   "Record a notice by hand",
		Example: "  appraise notices add smith2020aspirin --type 'expression of concern' --date 2021-05 --source 'the journal'",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			if n.Type, err = corpus.ParseNoticeType(kind); err != nil {
				return err
			}
			if date != "" {
				if n.Date, err = corpus.ParseDate(date); err != nil {
					return err
				}
			}
			if doi != "" {
				if n.NoticeDOI, err = corpus.ParseDOI(doi); err != nil {
					return err
				}
			}
			return o.withApp(cmd, func(a *app.App) error {
				got, err := a.AddNotice(cmd.Context(), corpus.StudyID(args[0]), n)
				if err == nil {
					o.say("%s for %s: %s [%s]", verbDone(o.dryRun, "Would record", "Recorded"), got.Study, app.NoticeLine(got), got.ID)
				}
				return err
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&kind, "type", "", "retracted, withdrawn, corrected, expression of concern, …")
	f.StringVar(&date, "date", "", "day of the event")
	f.StringVar(&n.Source, "source", "", "who asserts it")
	f.StringVar(&doi, "doi", "", "DOI of the notice itself")
	f.StringVar(&n.Reason, "reason", "", "the reason given")
	return o.changes(cmd)
}

func (o *options) newNoticesList() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "List the studies about which something is known", Example: "  appraise notices list", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				list, err := a.Standings(cmd.Context())
				if err != nil {
					return err
				}
				if o.json {
					return o.printJSON(list)
				}
				for _, s := range list {
					o.item(o.style(bold, string(s.Study))+"  ", string(s.State)+" – "+s.Title)
					for _, n := range s.Notices {
						o.item("  ", app.NoticeLine(n))
					}
					for _, d := range s.Disagreements {
						o.item("  ! ", d)
					}
				}
				o.note("%s with notices; for the others none is known, which is not “clean”.", count(len(list), "study", "studies"))
				return nil
			})
		},
	}
}

func (o *options) newNoticesRemove() *cobra.Command {
	cmd := &cobra.Command{
		Use: "remove NOTICE", Short: "Remove a notice", Example: "  appraise notices remove n3f2a…", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error { return a.RemoveNotice(cmd.Context(), args[0]) })
		},
	}
	return o.changes(cmd)
}

func (o *options) newNoticesCheck() *cobra.Command {
	var against []string
	cmd := &cobra.Command{
		Use:     "check LIST",
		Short:   "Check a list of references against sources of notices (no library needed)",
		Long:    `Check a list with the columns id, doi, pmid and title (CSV, TSV or JSON Lines) against sources of notices. Exit status 1 when one is flagged.`,
		Example: `  appraise notices check refs.csv --against retraction_watch.csv`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(against) == 0 {
				return fmt.Errorf("%w: --against names a source of notices", corpus.ErrInvalid)
			}
			list, err := o.input(args[0])
			if err != nil {
				return err
			}
			sources := make([]app.Input, len(against))
			for i, name := range against {
				if sources[i], err = o.input(name); err != nil {
					return err
				}
			}
			r, err := list.Open()
			if err != nil {
				return err
			}
			defer r.Close()
			flags, err := app.CheckNotices(cmd.Context(), r, args[0], sources, func(err error) { fmt.Fprintln(o.err, oneLine(err)) })
			if err != nil {
				return err
			}
			enc := json.NewEncoder(o.out)
			enc.SetEscapeHTML(false)
			found := false
			for _, f := range flags {
				found = found || f.Flag
				if err := enc.Encode(f); err != nil {
					return err
				}
			}
			if found {
				return status(exitFindings)
			}
			return nil
		},
	}
	cmd.Flags().StringSliceVar(&against, "against", nil, "source of notices (may be repeated)")
	return cmd
}
