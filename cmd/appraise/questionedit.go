package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
)

// Help on thresholds.
const (
	midFlag      = "NAME=VALUE: minimal important difference; events: a difference of risks (0.05, 5%, '50 per 1000'), means: points"
	baselineFlag = "NAME=RISK: baseline risk (0.3, 30%, '300 per 1000')"
)

// questionFlags are the changes question edit makes.
type questionFlags struct {
	title, text, population, intervention, comparison, searched string
	outcomes, drop, mids, baselines                             []string
}

func (o *options) newQuestionEdit() *cobra.Command {
	var f questionFlags
	cmd := &cobra.Command{
		Use:   "edit ID",
		Short: "Change a question, its outcomes and thresholds",
		Long: `Change a question by flags; without flags it is replaced by a JSON object from
standard input, as question show prints it.

` + app.ThresholdHelp + `

Decisions that were made on other inputs are kept and marked stale.`,
		Example: `  appraise question edit inversion --outcome 'Return to work:6:RR' --mid 'Pain=15'
  appraise question edit inversion --mid 'Need for surgery=50 per 1000'
  appraise question edit inversion --baseline 'Need for surgery=0.5' --searched 2026-10-14
  appraise question show inversion > q.json; …; appraise question edit inversion < q.json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			changed := slices.ContainsFunc([]string{"title", "text", "population", "intervention", "comparison", "searched", "outcome", "drop-outcome", "mid", "baseline"}, cmd.Flags().Changed)
			return o.withApp(cmd, func(a *app.App) error {
				q, err := a.EditQuestion(cmd.Context(), args[0], func(q *corpus.Question) error {
					if !changed {
						*q = corpus.Question{}
						return readJSON(o.in, "the question on standard input", q)
					}
					return f.apply(q)
				})
				if err != nil {
					return err
				}
				o.note("%s the question %s: %s, %s.", verbDone(o.dryRun, "Would change", "Changed"), q.ID, count(len(q.Outcomes), "outcome", "outcomes"), count(len(q.Members), "study", "studies"))
				return nil
			})
		},
	}
	fl := cmd.Flags()
	fl.StringVar(&f.title, "title", "", "title of the briefing")
	fl.StringVar(&f.text, "text", "", "the question as a sentence")
	fl.StringVar(&f.population, "population", "", "who")
	fl.StringVar(&f.intervention, "intervention", "", "what is done")
	fl.StringVar(&f.comparison, "comparison", "", "compared with what")
	fl.StringVar(&f.searched, "searched", "", "day of the last search")
	fl.StringArrayVar(&f.outcomes, "outcome", nil, "NAME[:IMPORTANCE[:MEASURE]] to add or replace (may be repeated)")
	fl.StringArrayVar(&f.drop, "drop-outcome", nil, "NAME of an outcome to take out (may be repeated)")
	fl.StringArrayVar(&f.mids, "mid", nil, midFlag)
	fl.StringArrayVar(&f.baselines, "baseline", nil, baselineFlag)
	return o.changes(cmd)
}

// apply makes the changes.
func (f questionFlags) apply(q *corpus.Question) error {
	for _, s := range []struct {
		from string
		to   *string
	}{{f.title, &q.Title}, {f.text, &q.Text}, {f.population, &q.PICO.Population}, {f.intervention, &q.PICO.Intervention}, {f.comparison, &q.PICO.Comparison}} {
		if s.from != "" {
			*s.to = s.from
		}
	}
	if f.searched != "" {
		d, err := corpus.ParseDate(f.searched)
		if err != nil {
			return err
		}
		q.Search.Date = d
	}
	for _, s := range f.outcomes {
		out, err := parseOutcome(s)
		if err != nil {
			return err
		}
		app.SetOutcome(q, out)
	}
	for _, name := range f.drop {
		out, err := app.Outcome(q, name)
		if err != nil {
			return err
		}
		drop := out.Name
		q.Outcomes = slices.DeleteFunc(q.Outcomes, func(x corpus.Outcome) bool { return x.Name == drop })
	}
	if err := setThresholds(q, "--mid", f.mids, app.SetMID); err != nil {
		return err
	}
	return setThresholds(q, "--baseline", f.baselines, app.SetBaseline)
}

// setThresholds reads NAME=VALUE pairs into outcomes.
func setThresholds(q *corpus.Question, flag string, pairs []string, set func(*corpus.Outcome, string) error) error {
	for _, s := range pairs {
		i := strings.LastIndex(s, "=")
		if i < 0 {
			return fmt.Errorf("%w: %s %q: write NAME=VALUE", corpus.ErrInvalid, flag, s)
		}
		out, err := app.Outcome(q, s[:i])
		if err != nil {
			return err
		}
		if err := set(out, s[i+1:]); err != nil {
			return err
		}
	}
	return nil
}

func (o *options) newQuestionStatus() *cobra.Command {
	return &cobra.Command{
		Use:   "status ID",
		Short: "Say what is open, what moved, and what hangs on one study",
		Long: `Say which steps nobody has decided, which decisions were made on other inputs, and
what the certainty would be without each study. Exit status 1 when a decision is
stale.`,
		Example: "  appraise question status inversion",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				s, err := a.Status(cmd.Context(), args[0])
				if err != nil {
					return err
				}
				if o.json {
					err = o.printJSON(s)
				} else {
					o.printStatus(s)
				}
				if err == nil && len(s.Stale) > 0 {
					return status(exitFindings)
				}
				return err
			})
		},
	}
}

func (o *options) printStatus(s app.QuestionStatus) {
	o.wrap("", o.style(bold, s.Question.Title))
	for _, out := range s.Assessment.Outcomes {
		o.item("  "+out.Outcome.Name+": ", out.Certainty.String())
	}
	for _, list := range []struct {
		head  string
		lines []string
	}{{"Made on other inputs", s.Stale}, {"Nobody has decided", s.Open}, {"In, without a confirmed result", s.Missing}} {
		if len(list.lines) == 0 {
			continue
		}
		o.heading(list.head)
		for _, l := range list.lines {
			o.item("  – ", l)
		}
	}
	if len(s.Rests) > 0 {
		o.heading("Without one study")
	}
	for _, r := range s.Rests {
		o.item("  – ", fmt.Sprintf("%s: %s, and %s without %s", r.Outcome, r.With, r.Without, r.Study))
	}
}

func (o *options) newQuestionRemove() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "remove ID",
		Short:   "Remove a question and the decisions made on it",
		Example: "  appraise question remove inversion",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error { return a.RemoveQuestion(cmd.Context(), args[0]) })
		},
	}
	return o.changes(cmd)
}
