package main

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/reports"
	"appraise/reports/pdf"
)

func newBrief(o *options) *cobra.Command {
	var out, at, paper string
	var draft bool
	cmd := &cobra.Command{
		Use:   "brief QUESTION -o FILE.pdf",
		Short: "Print the briefing on a question",
		Long: `Print a clinician's briefing: the answer with its certainty, the summary of
findings, harms, what is not known, the studies, and how it was made.

The same library and the same --at day give the same bytes. A sentence or number
that the library does not hold stops the printing; --draft marks it instead.`,
		Example: `  appraise brief inversion -o inversion.pdf
  appraise brief inversion --at 2026-11-22 --paper Letter -o -`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			day, err := o.day(at)
			if err != nil {
				return err
			}
			if out == "" {
				out = args[0] + ".pdf"
			}
			return o.withApp(cmd, func(a *app.App) error {
				b, err := a.Briefing(cmd.Context(), args[0], day, reports.House{Paper: paper}, draft)
				if err != nil {
					return err
				}
				return o.writeBriefing(a, b, out)
			})
		},
	}
	f := cmd.Flags()
	f.StringVarP(&out, "output", "o", "", "file to write (- is standard output; else QUESTION.pdf)")
	f.StringVar(&at, "at", "", "day the briefing is about (2026-11-22; else today)")
	f.StringVar(&paper, "paper", "A4", "A4 or Letter")
	f.BoolVar(&draft, "draft", false, "mark what cannot be traced instead of refusing")
	return cmd
}

func (o *options) writeBriefing(a *app.App, b reports.Briefing, out string) error {
	if out == "-" {
		_, err := a.WritePDF(o.out, b, pdf.Options{})
		return err
	}
	res, err := app.WriteFile(out, func(f *os.File) (pdf.Result, error) { return a.WritePDF(f, b, pdf.Options{}) })
	if err != nil {
		return err
	}
	for _, m := range res.Missing {
		o.note("Shown in another way, because the font lacks it: %s", m)
	}
	o.note("Wrote %s, %s.", out, count(res.Pages, "page", "pages"))
	return nil
}

// day reads the day a document is about; "" is today.
func (o *options) day(s string) (time.Time, error) {
	if s == "" {
		now := o.now().UTC()
		return time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC), nil
	}
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		return t, fmt.Errorf("%w: %q is not a day (2026-11-22)", corpus.ErrInvalid, s)
	}
	return t, nil
}
