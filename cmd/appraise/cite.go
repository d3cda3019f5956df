package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
)

func newCite(o *options) *cobra.Command {
	var style string
	cmd := &cobra.Command{
		Use:   "cite IN...|STUDY...",
		Short: "Print references in AMA or Vancouver style",
		Long: `Print references: of the studies of the library that are named, or of all entries
of files (no library needed then). Retracted works are marked.`,
		Example: `  appraise cite prasad2012inversion wegner2013traction
  appraise cite export.ris --style ama`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			cited, leftOut, err := o.cited(cmd, args, style)
			if err != nil {
				return err
			}
			if o.json {
				err = o.printJSON(nonNil(cited))
			} else {
				for i, c := range cited {
					o.item(fmt.Sprintf("%d. ", i+1), c.Text)
				}
			}
			if err == nil && leftOut > 0 {
				return status(exitInput)
			}
			return err
		},
	}
	cmd.Flags().StringVar(&style, "style", "vancouver", "ama or vancouver")
	return cmd
}

// cited makes references from files when the first argument is one, else from
// the library.
func (o *options) cited(cmd *cobra.Command, args []string, style string) ([]app.Cited, int, error) {
	if _, err := o.input(args[0]); err != nil {
		if _, bad := corpus.ParseStudyID(args[0]); bad != nil {
			return nil, 0, err
		}
		var out []app.Cited
		err := o.withApp(cmd, func(a *app.App) error {
			var err error
			out, err = a.Cite(cmd.Context(), style, args)
			return err
		})
		return out, 0, err
	}
	inputs := make([]app.Input, len(args))
	for i, name := range args {
		in, err := o.input(name)
		if err != nil {
			return nil, 0, err
		}
		inputs[i] = in
	}
	return app.CiteFiles(cmd.Context(), style, inputs, func(err error) { fmt.Fprintln(o.err, oneLine(err)) })
}
