package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
)

func newQuestion(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "question",
		Short: "Ask questions of the library (PICO, outcomes, studies, decisions)",
		Example: `  appraise question add inversion --title 'Inversion therapy' --population adults --intervention inversion \
      --comparison physiotherapy --outcome 'Need for surgery:9:RR' --outcome 'Pain:8:MD'
  appraise question include inversion prasad2012inversion
  appraise question exclude inversion fritz2007subgroup --because 'traction, not inversion'
  appraise question decide inversion 'Need for surgery' 'risk of bias' -1 --because '…'`,
	}
	cmd.AddCommand(o.newQuestionAdd(), o.newQuestionList(), o.newQuestionShow(), o.newQuestionMember("include", true), o.newQuestionMember("exclude", false), o.newQuestionDecide(),
		o.newQuestionEdit(), o.newQuestionCompare(), o.newQuestionStatus(), o.newQuestionRemove())
	return cmd
}

func (o *options) newQuestionAdd() *cobra.Command {
	var q corpus.Question
	var outcomes, in, mids, baselines []string
	cmd := &cobra.Command{
		Use:   "add ID",
		Short: "Add a question",
		Long: `Add a question by flags, or from a JSON object on standard input when there is
neither a text nor an intervention.

An outcome is NAME, NAME:IMPORTANCE or NAME:IMPORTANCE:MEASURE; importance runs
from 1 to 9 (7 and more is critical). Lower is better unless the name begins
with +.

` + app.ThresholdHelp,
		Example: `  appraise question add inversion --intervention 'inversion therapy' --outcome 'Need for surgery:9:RR' --include prasad2012inversion
  appraise question add inversion < question.json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if q.Text == "" && q.PICO.Intervention == "" {
				if err := readJSON(o.in, "the question on standard input", &q); err != nil {
					return err
				}
			}
			q.ID = args[0]
			for _, s := range outcomes {
				out, err := parseOutcome(s)
				if err != nil {
					return err
				}
				q.Outcomes = append(q.Outcomes, out)
			}
			if err := setThresholds(&q, "--mid", mids, app.SetMID); err != nil {
				return err
			}
			if err := setThresholds(&q, "--baseline", baselines, app.SetBaseline); err != nil {
				return err
			}
			for _, id := range in {
				q.Members = append(q.Members, corpus.Member{Study: corpus.StudyID(id), In: true})
			}
			if q.Title == "" {
				q.Title = strings.TrimSpace(q.PICO.Intervention + " for " + q.PICO.Population)
			}
			return o.withApp(cmd, func(a *app.App) error {
				got, err := a.AddQuestion(cmd.Context(), q)
				if err != nil {
					return err
				}
				if o.json {
					return o.printJSON(got)
				}
				o.say("Added the question %s with %s and %s.", got.ID, count(len(got.Outcomes), "outcome", "outcomes"), count(len(got.Members), "study", "studies"))
				return nil
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&q.Title, "title", "", "title of the briefing")
	f.StringVar(&q.Text, "text", "", "the question as a sentence")
	f.StringVar(&q.PICO.Population, "population", "", "who")
	f.StringVar(&q.PICO.Intervention, "intervention", "", "what is done")
	f.StringVar(&q.PICO.Comparison, "comparison", "", "compared with what")
	f.StringArrayVar(&outcomes, "outcome", nil, "NAME[:IMPORTANCE[:MEASURE]] (may be repeated)")
	f.StringArrayVar(&mids, "mid", nil, midFlag)
	f.StringArrayVar(&baselines, "baseline", nil, baselineFlag)
	f.StringSliceVar(&in, "include", nil, "a study that is in (may be repeated)")
	return o.changes(cmd)
}

// defaultImportance is given to outcomes without one: important, not critical.
const defaultImportance = 6

// parseOutcome reads "Need for surgery:9:RR"; a leading + says that more is
// better.
func parseOutcome(s string) (corpus.Outcome, error) {
	parts := strings.Split(s, ":")
	name, higher := strings.CutPrefix(strings.TrimSpace(parts[0]), "+")
	out := corpus.Outcome{Name: name, Importance: defaultImportance, LowerBetter: !higher}
	if len(parts) > 1 {
		n, err := strconv.Atoi(strings.TrimSpace(parts[1]))
		if err != nil || n < 1 || n > 9 || len(parts) > 3 {
			return out, fmt.Errorf("%w: outcome %q (write NAME:IMPORTANCE:MEASURE, importance 1 to 9)", corpus.ErrInvalid, s)
		}
		out.Importance = corpus.Importance(n)
	}
	if len(parts) > 2 {
		out.Measure = strings.ToUpper(strings.TrimSpace(parts[2]))
	}
	return out, nil
}

func (o *options) newQuestionList() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "List the questions", Example: "  appraise question list", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				qs, err := a.Store.Questions(cmd.Context())
				if err != nil {
					return err
				}
				if o.json {
					return o.printJSON(nonNil(qs))
				}
				t := &table{flex: 3, right: map[int]bool{1: true, 2: true}}
				t.add("QUESTION", "OUTCOMES", "STUDIES", "TITLE")
				for _, q := range qs {
					t.add(q.ID, strconv.Itoa(len(q.Outcomes)), strconv.Itoa(len(q.Included())), q.Title)
				}
				if len(qs) > 0 {
					o.printTable(t)
				}
				return nil
			})
		},
	}
}

// nonNil makes an empty list print as [].
func nonNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func (o *options) newQuestionShow() *cobra.Command {
	return &cobra.Command{
		Use: "show ID", Short: "Show a question as it is recorded", Example: "  appraise question show inversion", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				q, err := a.Store.Question(cmd.Context(), args[0])
				if err != nil {
					return err
				}
				return o.printJSON(q)
			})
		},
	}
}

// roles are what a study can be in a question for.
var roles = []string{"direct", "indirect", "review", "guideline", "harms"}

func (o *options) newQuestionMember(verb string, in bool) *cobra.Command {
	var m corpus.Member
	cmd := &cobra.Command{
		Use:     verb + " QUESTION STUDY",
		Short:   strings.ToUpper(verb[:1]) + verb[1:] + " a study",
		Example: "  appraise question " + verb + " inversion prasad2012inversion",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			m.Study, m.In = corpus.StudyID(args[1]), in
			if !in && strings.TrimSpace(m.Reason) == "" {
				return fmt.Errorf("%w: %s cannot be excluded without a reason (--because)", corpus.ErrInvalid, m.Study)
			}
			if m.Role != "" && !slices.Contains(roles, m.Role) {
				return fmt.Errorf("%w: --role %q: choose one of %s", corpus.ErrInvalid, m.Role, join(roles, ", "))
			}
			return o.withApp(cmd, func(a *app.App) error {
				q, err := a.Member(cmd.Context(), args[0], m)
				if err == nil {
					o.say("%s %s: %s has %s in.", verbDone(o.dryRun, "Would "+verb, strings.ToUpper(verb[:1])+verb[1:]+"d"), m.Study, q.ID, count(len(q.Included()), "study", "studies"))
				}
				return err
			})
		},
	}
	cmd.Flags().StringVar(&m.Reason, "because", "", "the reason")
	cmd.Flags().StringVar(&m.Role, "role", "", "what it is in for: "+join(roles, ", ")+" (default: as before)")
	return o.changes(cmd)
}

func (o *options) newQuestionDecide() *cobra.Command {
	var because string
	cmd := &cobra.Command{
		Use:   "decide QUESTION OUTCOME DOMAIN LEVELS",
		Short: "Decide how far one domain lowers or raises the certainty",
		Long: `Decide by how many levels one domain rates the certainty down (−1 to −3) or up
(+1, +2), or that it does not (0). Departing from what the rule suggests needs a
reason. The domains are: risk of bias, inconsistency, indirectness, imprecision,
publication bias, large effect, dose response, opposing confounding.`,
		Example: "  appraise question decide inversion 'Need for surgery' 'risk of bias' --because 'one domain only' -- -1",
		Args:    cobra.ExactArgs(4),
		RunE: func(cmd *cobra.Command, args []string) error {
			levels, err := strconv.Atoi(strings.Replace(args[3], "−", "-", 1))
			if err != nil || levels < -3 || levels > 2 {
				return fmt.Errorf("%w: %q levels (a whole number from -3 to 2; write -- before a negative one)", corpus.ErrInvalid, args[3])
			}
			return o.withApp(cmd, func(a *app.App) error {
				d, err := a.Decide(cmd.Context(), args[0], args[1], corpus.Domain(strings.ToLower(args[2])), levels, because, false)
				if err != nil {
					return err
				}
				o.say("Decided: %s %+d for %s (the rule suggests %+d).", d.Domain, d.Levels, d.Outcome, d.Suggested)
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&because, "because", "", "the reason")
	cmd.SetFlagErrorFunc(func(_ *cobra.Command, err error) error {
		if strings.Contains(err.Error(), "shorthand flag: '") {
			return fmt.Errorf("%w: %v (before negative levels write --, as in: … --because 'REASON' -- -1)", corpus.ErrInvalid, err)
		}
		return err
	})
	return o.changes(cmd)
}
