package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
)

func newExtract(o *options) *cobra.Command {
	var jsonl bool
	cmd := &cobra.Command{
		Use:   "extract [FILE|STUDY|-]",
		Short: "Read sample size, design and numbers out of texts (no library needed)",
		Long: `Read JSON Lines with id, title, abstract and publication_types, and write a line
for each, in the same order: the sample size at every level, the arms, the
design, and what does not agree among the printed numbers, each with the words it
was read from. n is null where nothing trustworthy was found.

The name of a study of the library reads that study.`,
		Example: `  appraise extract abstracts.jsonl --jsonl
  echo '{"id":1,"title":"…","abstract":"…"}' | appraise extract -
  appraise extract prasad2012inversion`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			name := "-"
			if len(args) == 1 {
				name = args[0]
			}
			if name == "-" {
				return o.extractFrom(cmd, o.in, "stdin")
			}
			f, err := os.Open(name)
			if errors.Is(err, os.ErrNotExist) {
				return o.extractStudy(cmd, name, err)
			}
			if err != nil {
				return fmt.Errorf("reading %s: %w", name, err)
			}
			defer f.Close()
			return o.extractFrom(cmd, f, name)
		},
	}
	cmd.Flags().BoolVar(&jsonl, "jsonl", true, "write one line for each text")
	return cmd
}

func (o *options) extractFrom(cmd *cobra.Command, r io.Reader, name string) error {
	leftOut, err := app.ExtractLines(cmd.Context(), r, o.out, name, func(err error) { fmt.Fprintln(o.err, oneLine(err)) })
	if err != nil {
		return err
	}
	if leftOut > 0 {
		return status(exitInput)
	}
	return nil
}

// extractStudy reads a study of the library when no file has the name.
func (o *options) extractStudy(cmd *cobra.Command, name string, missing error) error {
	id, err := corpus.ParseStudyID(name)
	if err != nil {
		return fmt.Errorf("reading %s: %w", name, missing)
	}
	return o.withApp(cmd, func(a *app.App) error {
		x, err := a.ExtractStudy(cmd.Context(), id)
		if err != nil {
			return err
		}
		return o.printJSON(x)
	})
}
