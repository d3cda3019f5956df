package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
)

func newLog(o *options) *cobra.Command {
	var limit int
	cmd := &cobra.Command{
		Use:   "log [EVENT]",
		Short: "Show what was changed, when and by whom",
		Example: `  appraise log
  appraise log 12 --json      what event 12 changed, before and after`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				if len(args) == 1 {
					return o.logEvent(cmd, a, args[0])
				}
				evs, err := a.Log(cmd.Context(), limit)
				if err != nil {
					return err
				}
				if o.json {
					return o.printJSON(nonNil(evs))
				}
				t := &table{flex: 4, right: map[int]bool{0: true}}
				for _, ev := range evs {
					t.add(strconv.FormatInt(ev.Seq, 10), ev.At.Format("2006-01-02 15:04"), ev.Who, ev.Action+interrupted(ev), ev.Subject)
				}
				o.printTable(t)
				return nil
			})
		},
	}
	cmd.Flags().IntVar(&limit, "limit", 30, "events to show, 0 for all")
	return cmd
}

func interrupted(ev corpus.Event) string {
	if ev.Open {
		return " (interrupted)"
	}
	return ""
}

func (o *options) logEvent(cmd *cobra.Command, a *app.App, arg string) error {
	seq, err := strconv.ParseInt(arg, 10, 64)
	if err != nil {
		return fmt.Errorf("%w: %q is not the number of an event", corpus.ErrInvalid, arg)
	}
	ev, err := a.Event(cmd.Context(), seq)
	if err != nil {
		return err
	}
	if o.json {
		return o.printJSON(ev)
	}
	o.say("Event %d, %s, by %s: %s %s", ev.Seq, ev.At.Format("2006-01-02 15:04:05"), ev.Who, ev.Action, ev.Subject)
	o.say("Hash %s", ev.Hash)
	for _, c := range ev.Changes {
		o.say("%s %s %s", verbOf(c), c.Kind, c.ID)
		if len(c.Before) > 0 && len(c.After) > 0 {
			o.wrap("  - ", string(c.Before))
			o.wrap("  + ", string(c.After))
		}
	}
	return nil
}

func verbOf(c corpus.Change) string {
	switch {
	case len(c.Before) == 0:
		return "added"
	case len(c.After) == 0:
		return "removed"
	case string(c.Before) == string(c.After):
		return "touched"
	}
	return "changed"
}

func newUndo(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "undo",
		Short:   "Take back the last change",
		Long:    `Take back the last change that is still in force, imports of any size included. Undoing again goes one further back.`,
		Example: "  appraise undo -n      say what it would take back\n  appraise undo",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				ev, err := a.Undo(cmd.Context())
				if err != nil {
					return err
				}
				if o.json {
					return o.printJSON(ev)
				}
				o.say("%s event %d: %s %s (by %s, %s).", verbDone(o.dryRun, "Would take back", "Took back"), ev.Seq, ev.Action, ev.Subject, ev.Who, ev.At.Format("2006-01-02 15:04"))
				return nil
			})
		},
	}
	return o.changes(cmd)
}

func newVerify(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "verify [FILE.pdf]",
		Short: "Check that the library is whole, or that a printed document still holds",
		Long: `Check the library file, the chain of events, every thing against the event that
made it, and the index.

With a PDF that appraise printed: make it again from the library, for the same
day, and say whether it is identical, or what differs.

Exit status 1 when something does not agree.`,
		Example: "  appraise verify\n  appraise verify inversion.pdf",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				if len(args) == 1 {
					return o.verifyDocument(cmd, a, args[0])
				}
				return o.verifyLibrary(cmd, a)
			})
		},
	}
}

func (o *options) verifyLibrary(cmd *cobra.Command, a *app.App) error {
	v, err := a.Verify(cmd.Context())
	if err != nil {
		return err
	}
	if o.json {
		err = o.printJSON(v)
	} else {
		for _, f := range v.Faults {
			o.item("! ", f)
		}
		o.say("%s, %s, %s.", count(v.Studies, "study", "studies"), count(v.Events, "event", "events"), count(len(v.Faults), "fault", "faults"))
	}
	if err == nil && len(v.Faults) > 0 {
		return status(exitFindings)
	}
	return err
}

func (o *options) verifyDocument(cmd *cobra.Command, a *app.App, path string) error {
	r, err := a.VerifyDocument(cmd.Context(), path)
	if err != nil {
		return err
	}
	switch {
	case o.json:
		err = o.printJSON(r)
	case r.Identical:
		o.say("%s is identical with what the library gives for %s.", path, r.At[:10])
	default:
		o.say("%s differs from what the library gives now.", path)
		for _, c := range r.Changes {
			o.item("– ", c)
		}
		if r.Library != r.Now {
			o.say("The library has changed since (%.12s, now %.12s).", r.Library, r.Now)
		}
	}
	if err == nil && !r.Identical {
		return status(exitFindings)
	}
	return err
}
