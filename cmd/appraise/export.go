package main

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
)

func newExport(o *options) *cobra.Command {
	var t target
	var e app.Export
	cmd := &cobra.Command{
		Use:   "export [STUDY...] --to FORMAT [-o OUT]",
		Short: "Write studies for other programs",
		Long: `Write studies as a file of references: all, those a search finds, or those named.
Formats: ` + strings.Join(app.WritableFormats(), ", ") + `.

What people decided goes along where the format has a place, marked as not
coming from the paper: tags as keywords "appraise: TAG"; as notes
"appraise: study KEY", "appraise: included in QUESTION",
"appraise: excluded from QUESTION: REASON", notices, appraisals, the summary
and the note. --bare leaves all of it out. A study is written as its main
report unless --all-reports is given.`,
		Example: `  appraise export --to ris -o library.ris
  appraise export --query 'design:rct AND inversion' --to csv --bom -o trials.csv
  appraise export prasad2012inversion --to bibtex`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := t.settle(); err != nil {
				return err
			}
			e.Format = t.format
			for _, id := range args {
				e.Studies = append(e.Studies, corpus.StudyID(id))
			}
			return o.withApp(cmd, func(a *app.App) error {
				done, err := o.write(t, func(w io.Writer) (app.Converted, error) { return a.Export(cmd.Context(), w, e) })
				if err != nil {
					return err
				}
				return o.tell(t, "Exported", done)
			})
		},
	}
	t.flags(cmd)
	f := cmd.Flags()
	f.StringVar(&e.Query, "query", "", "only what this search finds")
	f.BoolVar(&e.AllReports, "all-reports", false, "every report of a study")
	f.BoolVar(&e.Bare, "bare", false, "only what sources said: no decisions, tags and notes")
	return cmd
}
