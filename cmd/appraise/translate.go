package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/index/query"
)

func newTranslate(o *options) *cobra.Command {
	var from, to string
	cmd := &cobra.Command{
		Use:   "translate QUERY|FILE|- --to SYSTEM",
		Short: "Write a search for another system",
		Long: `Write a search, or a strategy of many lines, in the syntax of another system:
pubmed, ovid (MEDLINE), cochrane (CENTRAL), embase (embase.com) or europepmc.

Headings stay the headings they are: those of Emtree have to be looked up. What
the other system cannot say is told on standard error, each part with what
becomes of it; the exit status is then 1.`,
		Example: `  appraise translate '"back pain"[mh] AND inversion[tiab]' --to ovid
  appraise translate strategy.txt --from ovid --to pubmed > pubmed.txt
  appraise translate - --to cochrane --json < strategy.txt`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			syntax, err := parseSyntax(from)
			if err != nil {
				return err
			}
			if to == "" {
				return fmt.Errorf("%w: say with --to for which system: pubmed, ovid, cochrane, embase or europepmc", corpus.ErrInvalid)
			}
			target, err := query.ParseTarget(to)
			if err != nil {
				return fmt.Errorf("%w: --to: %w", corpus.ErrInvalid, err)
			}
			text, err := o.queryText(args)
			if err != nil {
				return err
			}
			done, err := app.Translate(text, syntax, target)
			if err != nil {
				return o.wrongQuery(text, err)
			}
			return o.tellTranslated(done)
		},
	}
	f := cmd.Flags()
	f.StringVar(&from, "from", "", "syntax of the search: pubmed or ovid (else each line is looked at)")
	f.StringVar(&to, "to", "", "system to write for: pubmed, ovid, cochrane, embase or europepmc")
	return cmd
}

// parseSyntax reads the value of a flag that names a syntax.
func parseSyntax(name string) (query.Syntax, error) {
	s, err := query.ParseSyntax(name)
	if err != nil {
		return s, fmt.Errorf("%w: %w", corpus.ErrInvalid, err)
	}
	return s, nil
}

func (o *options) tellTranslated(t app.Translated) error {
	if o.json {
		if err := o.printJSON(t); err != nil {
			return err
		}
	} else if t.Text != "" {
		o.say("%s", strings.TrimRight(t.Text, "\n"))
	}
	for _, n := range t.Notes {
		where := ""
		if n.Line > 0 {
			where = fmt.Sprintf("line %d: ", n.Line)
		}
		what := "changed"
		if n.Lost {
			what = "left out"
		}
		term := ""
		if n.Term != "" {
			term = ": " + cut(n.Term, 60)
		}
		if n.Count > 1 {
			term += fmt.Sprintf(" (and %d more)", n.Count-1)
		}
		fmt.Fprintf(o.err, "%s%s%s: %s\n", where, what, term, n.Message)
	}
	if len(t.Notes) > 0 {
		return status(exitFindings)
	}
	return nil
}
