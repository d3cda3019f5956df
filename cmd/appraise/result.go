package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
)

func newResult(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "result",
		Short: "Record what a study found",
		Long: `Record, confirm or reject what a study found. Only confirmed results are graded
and pooled. The intervention's arm comes first.`,
		Example: `  appraise result add prasad2012inversion --outcome 'Need for surgery' --follow-up '6 weeks' \
      --arm 'inversion=3/13' --arm 'physiotherapy=7/9 of 11' --quote '…'
  appraise result propose prasad2012inversion
  appraise result confirm prasad2012inversion/need-for-surgery/6-weeks`,
	}
	cmd.AddCommand(o.newResultAdd(), o.newResultStatus("confirm", corpus.Confirmed), o.newResultStatus("reject", corpus.Rejected), o.newResultRemove(),
		o.newResultList(), o.newResultPropose(), o.newResultEdit())
	return cmd
}

func (o *options) newResultAdd() *cobra.Command {
	var r corpus.Result
	var arms []string
	var quote, place, estimate string
	cmd := &cobra.Command{
		Use:   "add STUDY",
		Short: "Record a result",
		Long: `Record a result. An arm is LABEL=EVENTS/N, or LABEL=MEAN(SD)/N; "of R" at its end
says how many were randomised. Without --arm a JSON object is read from standard
input.`,
		Example: `  appraise result add prasad2012inversion --outcome 'Need for surgery' --arm 'inversion=3/13' --arm 'physiotherapy=7/9 of 11'
  appraise result add smith2020pain --outcome Pain --arm 'traction=31.5(15.2)/14' --arm 'control=42.8(16.9)/15'
  appraise result add jones2019x --outcome Death --estimate 'HR 0.80 0.62 1.03'`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(arms) == 0 && estimate == "" {
				if err := readJSON(o.in, "the result on standard input", &r); err != nil {
					return err
				}
			}
			r.Study = corpus.StudyID(args[0])
			for _, s := range arms {
				arm, err := parseArm(s)
				if err != nil {
					return err
				}
				r.Arms = append(r.Arms, arm)
			}
			if estimate != "" {
				e, err := parseEstimate(estimate)
				if err != nil {
					return err
				}
				r.Estimate = e
			}
			if quote != "" {
				r.Quote = &corpus.Quote{Text: quote, Place: place}
			}
			a, err := o.open(cmd.Context())
			if err != nil {
				return err
			}
			defer a.Close()
			got, err := a.AddResult(cmd.Context(), r)
			if err != nil {
				return err
			}
			return o.printRecorded(got)
		},
	}
	f := cmd.Flags()
	f.StringVar(&r.Outcome, "outcome", "", "what was measured")
	f.StringVar(&r.FollowUp, "follow-up", "", "when")
	f.StringVar(&r.EventIs, "event", "", "what counts as an event")
	f.StringVar(&r.Unit, "unit", "", "unit of means")
	f.StringVar(&r.Note, "note", "", "note")
	f.StringArrayVar(&arms, "arm", nil, "an arm, the intervention first (may be repeated)")
	f.StringVar(&estimate, "estimate", "", "printed effect: MEASURE VALUE LOW HIGH")
	f.StringVar(&quote, "quote", "", "the passage it rests on")
	f.StringVar(&place, "place", "", "where the passage stands: abstract, page 4")
	return o.changes(cmd)
}

func (o *options) printRecorded(r corpus.Result) error {
	if o.json {
		return o.printJSON(r)
	}
	o.say("%s %s: %s (%s).", verbDone(o.dryRun, "Would record", "Recorded"), r.ID, armsText(r), r.Status)
	return nil
}

// parseArm reads "inversion=3/13", "control=7/9 of 11" or
// "traction=31.5(15.2)/14".
func parseArm(s string) (corpus.Arm, error) {
	bad := fmt.Errorf("%w: arm %q (write LABEL=EVENTS/N or LABEL=MEAN(SD)/N, with “of R” for the number randomised)", corpus.ErrInvalid, s)
	label, rest, ok := strings.Cut(s, "=")
	if !ok {
		return corpus.Arm{}, bad
	}
	arm := corpus.Arm{Label: strings.TrimSpace(label)}
	rest, of, hasOf := strings.Cut(rest, " of ")
	if hasOf {
		n, err := strconv.Atoi(strings.TrimSpace(of))
		if err != nil {
			return arm, bad
		}
		arm.Randomised = &n
	}
	value, count, ok := strings.Cut(strings.TrimSpace(rest), "/")
	n, err := strconv.Atoi(strings.TrimSpace(count))
	if !ok || err != nil {
		return arm, bad
	}
	arm.N = &n
	mean, sd, isMean := strings.Cut(strings.TrimSuffix(strings.TrimSpace(value), ")"), "(")
	if !isMean {
		events, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil {
			return arm, bad
		}
		arm.Events = &events
		return arm, nil
	}
	m, err1 := strconv.ParseFloat(strings.TrimSpace(mean), 64)
	d, err2 := strconv.ParseFloat(strings.TrimSpace(sd), 64)
	if err1 != nil || err2 != nil {
		return arm, bad
	}
	arm.Mean, arm.SD = &m, &d
	return arm, nil
}

// parseEstimate reads "RR 0.80 0.62 1.03".
func parseEstimate(s string) (*corpus.Estimate, error) {
	parts := strings.Fields(s)
	bad := fmt.Errorf("%w: estimate %q (write MEASURE VALUE LOW HIGH, as in RR 0.80 0.62 1.03)", corpus.ErrInvalid, s)
	if len(parts) != 4 {
		return nil, bad
	}
	var x [3]float64
	for i := range x {
		v, err := strconv.ParseFloat(parts[i+1], 64)
		if err != nil {
			return nil, bad
		}
		x[i] = v
	}
	return &corpus.Estimate{Measure: strings.ToUpper(parts[0]), Value: x[0], Low: &x[1], High: &x[2], Level: 0.95}, nil
}

func (o *options) newResultStatus(verb string, to corpus.Status) *cobra.Command {
	cmd := &cobra.Command{
		Use:     verb + " RESULT",
		Short:   strings.ToUpper(verb[:1]) + verb[1:] + " a proposed result",
		Example: "  appraise result " + verb + " prasad2012inversion/need-for-surgery/6-weeks",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				r, err := a.SetStatus(cmd.Context(), args[0], to)
				if err != nil {
					return err
				}
				return o.printRecorded(r)
			})
		},
	}
	return o.changes(cmd)
}

func (o *options) newResultRemove() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "remove RESULT",
		Short:   "Remove a result",
		Example: "  appraise result remove prasad2012inversion/need-for-surgery/6-weeks",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error { return a.RemoveResult(cmd.Context(), args[0]) })
		},
	}
	return o.changes(cmd)
}

// withApp opens the library for f.
func (o *options) withApp(cmd *cobra.Command, f func(*app.App) error) error {
	a, err := o.open(cmd.Context())
	if err != nil {
		return err
	}
	defer a.Close()
	return f(a)
}

func (o *options) newResultList() *cobra.Command {
	return &cobra.Command{
		Use: "list STUDY", Short: "List the results of a study", Example: "  appraise result list prasad2012inversion", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				p, err := a.Show(cmd.Context(), corpus.StudyID(args[0]), false)
				if err != nil {
					return err
				}
				return o.printResults(p.Results)
			})
		},
	}
}

func (o *options) printResults(list []corpus.Result) error {
	if o.json {
		return o.printJSON(nonNil(list))
	}
	for _, r := range list {
		text := r.Outcome + ": " + armsText(r)
		if e := r.Estimate; e != nil {
			text += fmt.Sprintf(" %s %g", e.Measure, e.Value)
			if e.Low != nil && e.High != nil {
				text += fmt.Sprintf(" (%g to %g)", *e.Low, *e.High)
			}
		}
		o.item(r.ID+"  ", text+" ["+string(r.Status)+"]")
		if r.Quote != nil {
			o.wrap("  ", "“"+r.Quote.Text+"”")
		}
		if r.Note != "" {
			o.wrap("  ", r.Note)
		}
	}
	return nil
}

func (o *options) newResultPropose() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "propose STUDY",
		Short:   "Read results out of the text, as proposals",
		Long:    `Read events, means and effect estimates out of a study's text and record them as proposals with the words they were read from. A proposal counts for nothing until a person confirms or edits it.`,
		Example: "  appraise result propose prasad2012inversion",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				list, err := a.ProposeResults(cmd.Context(), corpus.StudyID(args[0]))
				if err != nil {
					return err
				}
				o.note("%s", count(len(list), "new proposal", "new proposals"))
				return o.printResults(list)
			})
		},
	}
	return o.changes(cmd)
}

func (o *options) newResultEdit() *cobra.Command {
	var outcome, followUp, event, note, estimate string
	var arms []string
	cmd := &cobra.Command{
		Use:     "edit RESULT",
		Short:   "Change a result; it is confirmed from then on",
		Example: "  appraise result edit prasad2012inversion/proposed-1 --outcome 'Need for surgery' --arm 'inversion=3/13' --arm 'physiotherapy=7/9 of 11'",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var parsed []corpus.Arm
			for _, s := range arms {
				arm, err := parseArm(s)
				if err != nil {
					return err
				}
				parsed = append(parsed, arm)
			}
			var e *corpus.Estimate
			if estimate != "" {
				var err error
				if e, err = parseEstimate(estimate); err != nil {
					return err
				}
			}
			return o.withApp(cmd, func(a *app.App) error {
				r, err := a.EditResult(cmd.Context(), args[0], func(r *corpus.Result) {
					for _, s := range []struct {
						from string
						to   *string
					}{{outcome, &r.Outcome}, {followUp, &r.FollowUp}, {event, &r.EventIs}, {note, &r.Note}} {
						if s.from != "" {
							*s.to = s.from
						}
					}
					if len(parsed) > 0 {
						r.Arms = parsed
					}
					if e != nil {
						r.Estimate = e
					}
				})
				if err != nil {
					return err
				}
				return o.printRecorded(r)
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&outcome, "outcome", "", "what was measured")
	f.StringVar(&followUp, "follow-up", "", "when")
	f.StringVar(&event, "event", "", "what counts as an event")
	f.StringVar(&note, "note", "", "note")
	f.StringArrayVar(&arms, "arm", nil, "an arm, the intervention first (may be repeated)")
	f.StringVar(&estimate, "estimate", "", "printed effect: MEASURE VALUE LOW HIGH")
	return o.changes(cmd)
}
