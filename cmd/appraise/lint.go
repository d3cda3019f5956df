package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/index/query"
)

func newLint(o *options) *cobra.Command {
	var from string
	cmd := &cobra.Command{
		Use:   "lint QUERY|FILE|-",
		Short: "Check a search before it is run",
		Long: `Look at a search, or at a strategy of many lines, for what makes it find something
else than was meant: parentheses without a partner, tags nobody knows (PubMed
drops them without a word), and, or and not in lower case, OR beside AND without
parentheses, NOT that throws away what is wanted, truncation too short, lines
that are never used, and limits that have to be reported.

PubMed and Ovid syntax are told apart line by line; --from settles it.
Exit status 1 when there is a warning or an error, 0 with remarks only.`,
		Example: `  appraise lint 'back pain[tiab] AND inversion OR traction'
  appraise lint strategy.txt
  appraise lint - --from ovid --json < strategy.txt`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			syntax, err := parseSyntax(from)
			if err != nil {
				return err
			}
			text, err := o.queryText(args)
			if err != nil {
				return err
			}
			remarks := app.Lint(text, syntax)
			if o.json {
				if err := o.printJSON(remarks); err != nil {
					return err
				}
			} else {
				o.printRemarks(remarks)
			}
			for _, r := range remarks {
				if r.Level >= query.Warning {
					return status(exitFindings)
				}
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "syntax: pubmed or ovid (else each line is looked at)")
	return cmd
}

func (o *options) printRemarks(remarks []app.Remark) {
	levels := map[query.Level]int{}
	for _, r := range remarks {
		levels[r.Level]++
		where := fmt.Sprintf("column %d", r.Column)
		if r.Line > 0 {
			where = fmt.Sprintf("line %d, %s", r.Line, where)
		}
		o.wrap("", fmt.Sprintf("%s: %s: %s [%s]", where, r.Level, r.Message, r.Code))
		caret(o.out, "    ", r.Place, o.width())
		if r.Suggestion != "" {
			o.item("    → ", r.Suggestion)
		}
	}
	o.note("%s, %s, %s", count(levels[query.Error], "error", "errors"), count(levels[query.Warning], "warning", "warnings"), count(levels[query.Info], "remark", "remarks"))
}
