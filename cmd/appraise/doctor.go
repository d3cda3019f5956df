package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/corpus/doctor"
)

func newDoctor(o *options) *cobra.Command {
	var d app.Doctoring
	var explain string
	var all, list bool
	cmd := &cobra.Command{
		Use:   "doctor [STUDY...]",
		Short: "Find defects of the data, and fix what is safe to fix",
		Long: `Look for defects in the descriptions of studies, in attached files and in the
place of the library. Every kind has a name: --explain NAME says what it is,
--defects lists them.

--fix puts right what follows from the data itself and cannot lose anything; it
is one event, and appraise undo takes it back. With --dry-run it only shows what
would change. Exit status 1 when something is found, or left after --fix.`,
		Example: `  appraise doctor
  appraise doctor --fix -n
  appraise doctor --explain abstract-truncated
  appraise doctor --only doi-form,issn-check --json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case explain != "":
				return o.explainDefect(explain)
			case list:
				return o.printDefects()
			case o.dryRun && !d.Fix:
				return fmt.Errorf("%w: --dry-run goes with --fix; without it doctor changes nothing", corpus.ErrInvalid)
			}
			for _, s := range args {
				d.Studies = append(d.Studies, corpus.StudyID(s))
			}
			return o.withApp(cmd, func(a *app.App) error {
				c, err := a.Doctor(cmd.Context(), d)
				if err != nil {
					return err
				}
				if o.json {
					err = o.printJSON(c)
				} else {
					o.printCheckup(c, all)
				}
				if err == nil && (len(c.Findings) > 0 || o.dryRun && len(c.Fixed) > 0) {
					return status(exitFindings)
				}
				return err
			})
		},
	}
	f := cmd.Flags()
	f.BoolVar(&d.Fix, "fix", false, "put right what is safe to put right")
	f.StringSliceVar(&d.Only, "only", nil, "only these kinds of defects")
	f.StringSliceVar(&d.Ignore, "ignore", nil, "not these kinds of defects")
	f.StringVar(&explain, "explain", "", "explain a kind of defect")
	f.BoolVar(&list, "defects", false, "list the kinds of defects")
	f.BoolVar(&all, "all", false, "name every place, not only the first of each kind")
	return o.changes(cmd)
}

func (o *options) explainDefect(code string) error {
	d, err := app.FindDefect(code)
	if err != nil {
		return err
	}
	if o.json {
		return o.printJSON(d)
	}
	o.say("%s", o.style(bold, d.Code+": "+d.Title)+" ("+string(d.Level)+")")
	o.wrap("", d.Explanation)
	if d.Fixable {
		o.wrap("", "appraise doctor --fix puts it right where that is safe.")
	}
	return nil
}

func (o *options) printDefects() error {
	if o.json {
		return o.printJSON(app.Defects())
	}
	t := &table{flex: 3}
	t.add("NAME", "LEVEL", "FIX", "WHAT")
	for _, d := range app.Defects() {
		fix := "–"
		if d.Fixable {
			fix = "yes"
		}
		t.add(d.Code, string(d.Level), fix, d.Title)
	}
	o.printTable(t)
	return nil
}

func (o *options) printCheckup(c app.Checkup, all bool) {
	if len(c.Fixed) > 0 {
		o.say("%s:", verbDone(o.dryRun, "Would fix", "Fixed"))
		o.printDefectPlaces(c.Fixed, all)
		o.say("")
	}
	o.printDefectPlaces(c.Findings, all)
	fixable := 0
	for _, f := range c.Findings {
		if f.Fixable {
			fixable++
		}
	}
	line := fmt.Sprintf("%s in %s", count(len(c.Findings), "defect", "defects"), count(c.Reports, "report", "reports"))
	if fixable > 0 {
		line += fmt.Sprintf("; --fix would put %d right (--fix -n shows it)", fixable)
	}
	o.say("%s.", line)
	if len(c.Findings) > 0 {
		o.note("appraise doctor --explain NAME says what a kind of defect is.")
	}
}

func (o *options) printDefectPlaces(found []doctor.Finding, all bool) {
	for _, group := range app.ByCode(found) {
		d, err := app.FindDefect(group[0].Code)
		if err != nil {
			continue
		}
		o.say("%s  %s (%s)", o.style(bold, d.Code), d.Title, count(len(group), "place", "places"))
		same := group[0].Suggestion != "" && !slices.ContainsFunc(group, func(f doctor.Finding) bool { return f.Suggestion != group[0].Suggestion })
		if same {
			o.item("  → ", group[0].Suggestion)
		}
		for i, f := range group {
			if same {
				f.Suggestion = ""
			}
			if i == maxShown && !all {
				o.say("  … and %d more (--all)", len(group)-maxShown)
				break
			}
			o.item("  ", findingLine(f))
		}
	}
}

func findingLine(f doctor.Finding) string {
	var line string
	for _, part := range slices.DeleteFunc([]string{strings.TrimSpace(string(f.Study) + " " + f.Field), f.Says, f.Value}, func(s string) bool { return s == "" }) {
		if line != "" {
			line += ": "
		}
		line += part
	}
	if f.Report != "" && string(f.Report) != string(f.Study) {
		line = string(f.Report) + " of " + line
	}
	if f.Suggestion != "" {
		line += " → " + f.Suggestion
	}
	return line
}
