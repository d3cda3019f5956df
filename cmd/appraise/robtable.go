package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/grading/instrument"
)

func newRiskTable(o *options) *cobra.Command {
	var in app.Assessing
	var tool, out, from string
	cmd := &cobra.Command{
		Use:   "robtable",
		Short: "Write or read the risk-of-bias table of plotting programs",
		Long: `Write the judgements in force as CSV in the layout of robvis: Study, a column for
each domain, Overall, Weight. A consensus stands for the raters it settles;
raters who have not agreed have a row each. --json prints the same as JSON.

--from reads such a table: each row becomes your appraisal of the study with that
id or name (Prasad 2012), its judgements decided by you with the table as the
reason. Rows that cannot be taken are named; exit status 3.`,
		Example: `  appraise robtable --tool rob2 --outcome 'Need for surgery' -o rob.csv
  appraise robtable --from rob.csv --tool rob2 --outcome Pain --basis 'full text'`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			pack, err := findPack(tool)
			if err != nil {
				return err
			}
			in.Pack = pack
			if from != "" && out != "" {
				return fmt.Errorf("%w: --from reads a table and -o writes one: give one of them", corpus.ErrInvalid)
			}
			return o.withApp(cmd, func(a *app.App) error {
				if from != "" {
					return o.importRisks(cmd, a, in, from)
				}
				rows, err := a.RiskTable(cmd.Context(), pack, in.Outcome)
				if err != nil {
					return err
				}
				return o.writeRisks(rows, pack, out)
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&tool, "tool", "rob2", "instrument, or a file with your own")
	f.StringVar(&in.Outcome, "outcome", "", "only this outcome; with --from, the outcome the table is about")
	f.StringVarP(&out, "output", "o", "", "file to write (else standard output)")
	f.StringVar(&from, "from", "", "table to read (- is standard input)")
	f.StringVar(&in.Basis, "basis", "", "with --from: what was read: 'abstract only', 'full text'")
	return o.changes(cmd)
}

// riskRow is a row of the table as JSON.
type riskRow struct {
	Study   string                 `json:"study"`
	Domains map[string]corpus.Risk `json:"domains"`
	Overall corpus.Risk            `json:"overall"`
}

func (o *options) writeRisks(rows []instrument.PlotRow, pack instrument.Pack, out string) error {
	if len(rows) == 0 {
		return fmt.Errorf("no appraisal with %s to write: %w", pack.Title, corpus.ErrNotFound)
	}
	write := func(w io.Writer) error { return instrument.WritePlot(w, rows) }
	if o.json {
		list := make([]riskRow, len(rows))
		for i, r := range rows {
			list[i] = riskRow{Study: r.Study, Overall: r.Overall, Domains: map[string]corpus.Risk{}}
			for _, d := range r.Domains {
				list[i].Domains[d.Domain] = d.Risk
			}
		}
		write = func(w io.Writer) error {
			enc := json.NewEncoder(w)
			enc.SetEscapeHTML(false)
			enc.SetIndent("", "  ")
			return enc.Encode(list)
		}
	}
	if out == "" || out == "-" {
		return write(o.out)
	}
	if _, err := app.WriteFile(out, func(f *os.File) (int, error) { return 0, write(f) }); err != nil {
		return err
	}
	o.note("Wrote %s, %s.", out, count(len(rows), "row", "rows"))
	return nil
}

// importRisks records the rows of a table.
func (o *options) importRisks(cmd *cobra.Command, a *app.App, in app.Assessing, from string) error {
	r, name := o.in, "stdin"
	if from != "-" {
		f, err := os.Open(from)
		if err != nil {
			return fmt.Errorf("reading the table: %w", err)
		}
		defer f.Close()
		r, name = f, from
	}
	rows, faults := instrument.ReadPlot(io.LimitReader(r, 16<<20), name)
	if len(rows) == 0 && faults != nil {
		return faults
	}
	got, err := a.ImportRiskTable(cmd.Context(), in, name, rows)
	if err != nil {
		return err
	}
	if o.json {
		if err := o.printJSON(got); err != nil {
			return err
		}
	} else {
		o.say("%s %s.", verbDone(o.dryRun, "Would record", "Recorded"), count(len(got.Recorded), "appraisal", "appraisals"))
	}
	if joined, ok := errors.AsType[interface {
		error
		Unwrap() []error
	}](faults); ok {
		for _, e := range joined.Unwrap() {
			fmt.Fprintln(o.err, oneLine(e))
		}
	}
	for _, why := range got.Left {
		fmt.Fprintf(o.err, "%s: %s\n", name, oneLine(errors.New(why)))
	}
	if faults != nil || len(got.Left) > 0 {
		return status(exitInput)
	}
	return nil
}
