package main

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/reports"
)

func newBrief(o *options) *cobra.Command {
	var out, at, format, logo, numbers string
	var p app.Printing
	var pdfa, strict bool
	cmd := &cobra.Command{
		Use:   "brief QUESTION -o FILE.pdf",
		Short: "Print the briefing on a question, and other documents",
		Long: `Print a clinician's briefing: the answer with its certainty, the summary of
findings, harms, what is not known, the studies, and how it was made.

Other documents: profile (all detail on a question), sheet (one study), claims
(of a question, or all), overview (of the library).

The same library and the same --at day give the same bytes. A sentence or number
that the library does not hold stops the printing; --draft marks it instead.`,
		Example: `  appraise brief inversion -o inversion.pdf
  appraise brief inversion --at 2026-11-22 --paper Letter --numbers ama -o -
  appraise brief inversion --document profile --format html -o profile.html
  appraise brief prasad2012inversion --document sheet
  appraise brief --document overview`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			day, err := o.day(at)
			if err != nil {
				return err
			}
			p.At, p.House.Numbers = day, reports.Numbers(numbers)
			if len(args) == 1 {
				p.Subject = args[0]
			} else if p.Document != "overview" && p.Document != "claims" {
				return fmt.Errorf("%w: brief needs a question (appraise question list shows them)", corpus.ErrInvalid)
			}
			if logo != "" {
				if p.House.Logo, err = os.ReadFile(logo); err != nil {
					return fmt.Errorf("reading the logo: %w", err)
				}
			}
			if out == "" {
				out = defaultOutput(p, format)
			}
			return o.withApp(cmd, func(a *app.App) error {
				if strict {
					if err := o.strictBrief(cmd, a, p); err != nil {
						return err
					}
				}
				b, err := a.Compile(cmd.Context(), p)
				if err != nil {
					return err
				}
				return o.writeDocument(b, out, format, pdfa)
			})
		},
	}
	f := cmd.Flags()
	f.StringVarP(&out, "output", "o", "", "file to write (- is standard output; else named after the question)")
	f.StringVar(&p.Document, "document", "briefing", "document: "+join(app.Documents, ", "))
	f.StringVar(&format, "format", "pdf", "form: "+join(app.Formats, ", "))
	f.StringVar(&at, "at", "", "day the document is about (2026-11-22; else today)")
	f.StringVar(&p.House.Paper, "paper", "A4", "A4 or Letter")
	f.StringVar(&numbers, "numbers", "bmj", "way of writing numbers: bmj or ama")
	f.StringVar(&p.House.References, "references", "vancouver", "style of references: vancouver or ama")
	f.StringVar(&p.House.Title, "title", "", "title instead of the question's")
	f.StringArrayVar(&p.House.Authors, "author", nil, "author to name (may be repeated)")
	f.StringVar(&p.House.Lang, "lang", "", "language tag of the document (en-GB)")
	f.StringVar(&logo, "logo", "", "PNG file to show")
	f.BoolVar(&strict, "strict", false, "print nothing, exit status 1, while something it rests on is stale (appraise status)")
	f.BoolVar(&pdfa, "pdfa", false, "write PDF/A-1b")
	f.BoolVar(&p.Draft, "draft", false, "mark what cannot be traced instead of refusing")
	return cmd
}

// defaultOutput names the file after what it is about.
func defaultOutput(p app.Printing, format string) string {
	name := p.Subject
	if name == "" {
		name = p.Document
	} else if p.Document != "briefing" {
		name += "-" + p.Document
	}
	return name + "." + format
}

func (o *options) writeDocument(b reports.Briefing, out, format string, pdfa bool) error {
	if out == "-" {
		_, err := app.Write(o.out, b, format, pdfa)
		return err
	}
	res, err := app.WriteFile(out, func(f *os.File) (app.Written, error) { return app.Write(f, b, format, pdfa) })
	if err != nil {
		return err
	}
	for _, m := range res.Missing {
		o.note("Shown in another way, because the font lacks it: %s", m)
	}
	if len(res.Dropped) > 0 {
		o.note("Left out for room: %s (--document profile has all)", join(res.Dropped, ", "))
	}
	if res.Pages > 0 {
		o.note("Wrote %s, %s.", out, count(res.Pages, "page", "pages"))
	} else {
		o.note("Wrote %s.", out)
	}
	return nil
}

// day reads the day a document is about; "" is today.
func (o *options) day(s string) (time.Time, error) {
	if s == "" {
		return app.Day(o.now()), nil
	}
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		return t, fmt.Errorf("%w: %q is not a day (2026-11-22)", corpus.ErrInvalid, s)
	}
	return t, nil
}

func newDiff(o *options) *cobra.Command {
	return &cobra.Command{
		Use:     "diff OLD NEW",
		Short:   "Say what changed between two printed documents",
		Long:    `Say in clinical words what changed between two documents that appraise printed (PDF or JSON): new studies, other grades, retractions, other numbers. Exit status 1 when something did.`,
		Example: "  appraise diff inversion-2025.pdf inversion-2026.pdf",
		Args:    cobra.ExactArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			changes, err := app.DiffDocuments(args[0], args[1])
			if err != nil {
				return err
			}
			if o.json {
				if err := o.printJSON(nonNil(changes)); err != nil {
					return err
				}
			} else if len(changes) == 0 {
				o.say("Nothing that a reader would notice changed.")
			}
			if !o.json {
				for _, c := range changes {
					o.item("– ", c)
				}
			}
			if len(changes) > 0 {
				return status(exitFindings)
			}
			return nil
		},
	}
}
