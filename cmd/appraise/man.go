package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"appraise/corpus"
)

// newMan writes manual pages. It is for those who make packages, and not
// listed in help.
func newMan(o *options) *cobra.Command {
	return &cobra.Command{
		Use:    "man DIR",
		Short:  "Write manual pages",
		Hidden: true,
		Long: `Write a manual page for appraise and one for each of its commands into DIR,
which must exist. SOURCE_DATE_EPOCH fixes the date on them.`,
		Example: "  mkdir man && appraise man man && man ./man/appraise.1",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			info, err := os.Stat(args[0])
			if err != nil {
				return fmt.Errorf("writing manual pages: %w", err)
			}
			if !info.IsDir() {
				return fmt.Errorf("writing manual pages: %w: %s is not a folder", corpus.ErrInvalid, args[0])
			}
			at := o.now()
			root := cmd.Root()
			root.DisableAutoGenTag = true
			root.InitDefaultCompletionCmd()
			head := &doc.GenManHeader{Title: "APPRAISE", Section: "1", Date: &at, Source: "appraise " + version, Manual: "appraise manual"}
			if err := doc.GenManTree(withExitStatus(root), head, args[0]); err != nil {
				return fmt.Errorf("writing manual pages: %w", err)
			}
			o.note("Wrote manual pages to %s.", args[0])
			return nil
		},
	}
}

// withExitStatus gives the pages what the help template adds to help.
func withExitStatus(cmd *cobra.Command) *cobra.Command {
	long := cmd.Long
	if long == "" {
		long = cmd.Short
	}
	cmd.Long = long + "\n" + exitHelp
	for _, sub := range cmd.Commands() {
		withExitStatus(sub)
	}
	return cmd
}
