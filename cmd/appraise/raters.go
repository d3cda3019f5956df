package main

import (
	"fmt"
	"maps"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/grading/instrument"
)

func newAgreement(o *options) *cobra.Command {
	var tool string
	cmd := &cobra.Command{
		Use:   "agreement RATER RATER",
		Short: "Say how far two people's appraisals agree",
		Long: `Compare the appraisals of two people with one instrument, over the results that
both appraised: percent, Cohen's kappa, weighted kappa and Gwet's AC1 with
bootstrap intervals (the seed is printed), and where they differ.`,
		Example: "  appraise agreement anna ben --tool rob2",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			pack, err := findPack(tool)
			if err != nil {
				return err
			}
			return o.withApp(cmd, func(a *app.App) error {
				r, err := a.Agreement(cmd.Context(), pack, args[0], args[1])
				if err != nil {
					return err
				}
				if o.json {
					return o.printJSON(r)
				}
				o.printRaters(r)
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&tool, "tool", "rob2", "instrument, or a file with your own")
	return cmd
}

func (o *options) printRaters(r app.Raters) {
	o.say("%s and %s, %s: %s.", r.A, r.B, r.Instrument, count(r.Pairs, "result appraised by both", "results appraised by both"))
	t := &table{flex: 0, right: map[int]bool{1: true, 2: true, 3: true, 4: true}}
	t.add("DOMAIN", "AGREE", "KAPPA", "WEIGHTED", "AC1")
	for _, d := range slices.Sorted(maps.Keys(r.Domains)) {
		addAgreement(t, d, r.Domains[d])
	}
	if r.Overall != nil {
		addAgreement(t, "overall", *r.Overall)
	}
	o.printTable(t)
	if r.Overall != nil {
		o.say("Intervals by bootstrap, %d draws, seed %d (--json has them).", r.Overall.Draws, r.Overall.Seed)
	}
	for _, k := range slices.Sorted(maps.Keys(r.Differ)) {
		o.heading(k)
		for _, d := range r.Differ[k] {
			o.item("  ", fmt.Sprintf("%s: %s / %s", d.ID, d.A, d.B))
		}
	}
}

func addAgreement(t *table, name string, a instrument.Agreement) {
	t.add(name, fmt.Sprintf("%.0f%%", a.Percent), figure(a.Kappa), figure(a.Weighted), figure(a.AC1))
}

func figure(f instrument.Figure) string {
	if !f.Known {
		return "–"
	}
	return fmt.Sprintf("%.2f", f.Value)
}

// findPack finds a shipped instrument by its id, or loads one from a file.
func findPack(name string) (instrument.Pack, error) {
	f, err := os.Open(name)
	if err != nil {
		return instrument.Find(name)
	}
	defer f.Close()
	p, err := instrument.Load(f)
	if err != nil {
		return p, inFile(name, err)
	}
	return p, nil
}
