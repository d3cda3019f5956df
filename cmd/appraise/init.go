package main

import (
	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
)

func newInit(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "init [DIR]",
		Short: "Make a library",
		Long: `Make an empty library in DIR, or in the current folder.

A library is a folder: library.db holds everything, index/ can be deleted (it is
built anew), files/ holds attachments.`,
		Example: "  appraise init\n  appraise init ~/reviews/back-pain",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			if err := app.Init(cmd.Context(), dir); err != nil {
				return err
			}
			if o.json {
				return o.printJSON(changed{What: "init", ID: dir})
			}
			o.note("Made a library in %s. Next: appraise add FILE", dir)
			return nil
		},
	}
}
