package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
)

func newEdit(o *options) *cobra.Command {
	var set, state, tags, untag []string
	var quote, summary, note string
	var whole bool
	cmd := &cobra.Command{
		Use:   "edit STUDY",
		Short: "Change a study, tag it, or state facts about it",
		Long: `Change the description of a study, tag it, or state what you read in it.

--set takes FIELD=VALUE; the fields are:
  ` + strings.Join(app.EditableFields(), " ") + `
--state takes FIELD=VALUE for what outranks the text: the fields are
  ` + strings.Join(corpus.FactFields, " ") + `
An empty value empties the field, or takes the statement back.`,
		Example: `  appraise edit prasad2012inversion --set published=2012-08 --tag trial
  appraise edit prasad2012inversion --state n.randomised=24 --quote 'of whom 24 were randomised'
  appraise edit prasad2012inversion --state 'n.arms=inversion=13; physiotherapy=11'`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			e := app.Edit{Quote: quote, AddTags: tags, DropTags: untag}
			var err error
			if e.Fields, err = assignments(set); err != nil {
				return err
			}
			if e.Facts, err = assignments(state); err != nil {
				return err
			}
			if cmd.Flags().Changed("summary") {
				e.Summary = &summary
			}
			if cmd.Flags().Changed("note") {
				e.Note = &note
			}
			a, err := o.open(cmd.Context())
			if err != nil {
				return err
			}
			defer a.Close()
			if whole {
				doc, err := io.ReadAll(o.in)
				if err != nil {
					return err
				}
				id, ev, err := a.ReplaceItem(cmd.Context(), corpus.StudyID(args[0]), doc)
				if err != nil {
					return err
				}
				return o.printEdited(id, ev)
			}
			id, ev, err := a.Edit(cmd.Context(), corpus.StudyID(args[0]), e)
			if err != nil {
				return err
			}
			return o.printEdited(id, ev)
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&set, "set", nil, "FIELD=VALUE of the description (may be repeated)")
	f.StringArrayVar(&state, "state", nil, "FIELD=VALUE of a fact (may be repeated)")
	f.StringVar(&quote, "quote", "", "the passage the stated facts rest on")
	f.StringVar(&summary, "summary", "", "summary in your own words")
	f.StringVar(&note, "note", "", "note")
	f.StringSliceVar(&tags, "tag", nil, "add a tag (may be repeated)")
	f.StringSliceVar(&untag, "untag", nil, "take a tag off (may be repeated)")
	f.BoolVar(&whole, "item", false, "replace the whole description by JSON from standard input")
	return o.changes(cmd)
}

// changed is what --json prints of a command that only changes something.
type changed struct {
	What   string           `json:"what"` // init, edit, remove
	ID     string           `json:"id,omitempty"`
	IDs    []corpus.StudyID `json:"ids,omitempty"`
	Event  int64            `json:"event,omitempty"` // in the log; none when nothing was changed
	DryRun bool             `json:"dry_run,omitempty"`
}

func (o *options) printEdited(id corpus.StudyID, ev corpus.Event) error {
	if o.json {
		return o.printJSON(changed{What: "edit", ID: string(id), Event: ev.Seq, DryRun: o.dryRun})
	}
	switch {
	case ev.Seq == 0 && !o.dryRun:
		o.note("%s is as it was.", id)
	default:
		o.note("%s %s%s.", verbDone(o.dryRun, "Would change", "Changed"), id, verbDone(o.dryRun, "", " (appraise undo takes it back)"))
	}
	return nil
}

// assignments reads FIELD=VALUE pairs.
func assignments(list []string) (map[string]string, error) {
	out := map[string]string{}
	for _, s := range list {
		field, value, ok := strings.Cut(s, "=")
		if !ok {
			return nil, fmt.Errorf("%w: %q is not FIELD=VALUE", corpus.ErrInvalid, s)
		}
		out[strings.TrimSpace(field)] = value
	}
	return out, nil
}

func newRemove(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "remove STUDY...",
		Aliases: []string{"rm"},
		Short:   "Remove studies",
		Long: `Remove studies with all that is recorded about them. A study that a question or
claim names is kept. appraise undo brings everything back.`,
		Example: "  appraise remove smith2020title",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			a, err := o.open(cmd.Context())
			if err != nil {
				return err
			}
			defer a.Close()
			ids := make([]corpus.StudyID, len(args))
			for i, s := range args {
				ids[i] = corpus.StudyID(s)
			}
			gone, ev, err := a.Remove(cmd.Context(), ids...)
			if err != nil {
				return err
			}
			if o.json {
				return o.printJSON(changed{What: "remove", IDs: gone, Event: ev.Seq, DryRun: o.dryRun})
			}
			o.note("%s %s%s.", verbDone(o.dryRun, "Would remove", "Removed"), count(len(ids), "study", "studies"), verbDone(o.dryRun, "", " (appraise undo brings them back)"))
			return nil
		},
	}
	return o.changes(cmd)
}
