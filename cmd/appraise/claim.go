package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/grading/claims"
)

func newClaim(o *options) *cobra.Command {
	var rules bool
	cmd := &cobra.Command{
		Use:   "claim",
		Short: "Track what was written, and what the graded evidence makes of it",
		Long: `Keep sentences somebody wrote, tie them to the studies they rest on by quotes that
can be found again, and judge them by a table of rules (--rules) from the graded
evidence. Without graded evidence no claim is supported. A person may overrule
the verdict with a reason; both are kept.`,
		Example: `  appraise claim add 'Inversion relieves back pain.' --question inversion --outcome Pain --title 'An article' --url https://…
  appraise claim link c3 prasad2012inversion --stance supports --quote 'Surgery was avoided in 10 (76.9%)'
  appraise claim show c3
  appraise claim list --question inversion
  appraise claim overrule c3 uncertain --because 'the trial is of other people'
  appraise claim --rules`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if rules {
				return o.printRules()
			}
			return cmd.Help()
		},
	}
	cmd.Flags().BoolVar(&rules, "rules", false, "print the table that verdicts are made by")
	cmd.AddCommand(o.newClaimAdd(), o.newClaimEdit(), o.newClaimShow(), o.newClaimList(), o.newClaimLink(), o.newClaimUnlink(), o.newClaimContains(), o.newClaimOverrule(), o.newClaimHistory(), o.newClaimRemove())
	return cmd
}

func (o *options) printRules() error {
	if o.json {
		return o.printJSON(claims.Table())
	}
	o.wrap("", "The first row that fits decides. Low, moderate and high are the certainty (GRADE) of the body of evidence; direct means that no element of PICO differs.")
	t := &table{flex: 2}
	t.add("ROW", "VERDICT", "WHEN")
	for _, r := range claims.Table() {
		t.add(r.Code, string(r.Verdict), r.When)
	}
	o.printTable(t)
	return nil
}

// claimFlags are the flags that say what a claim is.
type claimFlags struct {
	claim corpus.Claim
	date  string
}

func (f *claimFlags) define(cmd *cobra.Command) {
	fl, c := cmd.Flags(), &f.claim
	fl.StringVar(&c.Source.Title, "title", "", "title of where it was written")
	fl.StringVar(&c.Source.URL, "url", "", "address of where it was written")
	fl.StringVar(&f.date, "date", "", "day on which it was written (2026-11-22, 2026-11, 2026)")
	fl.StringVar(&c.Source.At, "place", "", "paragraph, page or heading")
	fl.StringVar(&c.Kind, "kind", "", join(app.ClaimKinds, ", "))
	fl.StringVar(&c.Question, "question", "", "question whose graded evidence bears on it")
	fl.StringVar(&c.Outcome, "outcome", "", "outcome of that question")
	fl.StringVar(&c.PICO.Population, "population", "", "whom it speaks of")
	fl.StringVar(&c.PICO.Intervention, "intervention", "", "what is done")
	fl.StringVar(&c.PICO.Comparison, "comparison", "", "compared with what")
	fl.StringVar(&c.PICO.Outcome, "about", "", "the outcome in the words of the claim")
	fl.StringVar(&c.PICO.Time, "time", "", "after how long")
}

// apply puts the flags that were given into c.
func (f *claimFlags) apply(cmd *cobra.Command, c *corpus.Claim) error {
	n := f.claim
	for _, s := range []struct {
		flag string
		to   *string
		from string
	}{
		{"title", &c.Source.Title, n.Source.Title}, {"url", &c.Source.URL, n.Source.URL}, {"place", &c.Source.At, n.Source.At},
		{"kind", &c.Kind, strings.ToLower(n.Kind)}, {"question", &c.Question, n.Question}, {"outcome", &c.Outcome, n.Outcome},
		{"population", &c.PICO.Population, n.PICO.Population}, {"intervention", &c.PICO.Intervention, n.PICO.Intervention},
		{"comparison", &c.PICO.Comparison, n.PICO.Comparison}, {"about", &c.PICO.Outcome, n.PICO.Outcome}, {"time", &c.PICO.Time, n.PICO.Time},
	} {
		if cmd.Flags().Changed(s.flag) {
			*s.to = s.from
		}
	}
	if !cmd.Flags().Changed("date") {
		return nil
	}
	c.Source.Date = corpus.Date{}
	if f.date == "" {
		return nil
	}
	var err error
	c.Source.Date, err = corpus.ParseDate(f.date)
	return err
}

func (o *options) newClaimAdd() *cobra.Command {
	var f claimFlags
	var id string
	var links []string
	cmd := &cobra.Command{
		Use:   "add TEXT",
		Short: "Record a claim",
		Long: `Record a sentence somebody wrote. Links are STUDY=supports, STUDY=contradicts or
STUDY=mentions; claim link adds the quote.`,
		Example: `  appraise claim add 'Inversion relieves back pain.' --kind benefit --question inversion --outcome Pain --link kim2013inversion=mentions`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			c := corpus.Claim{ID: id, Text: strings.TrimSpace(args[0])}
			if err := f.apply(cmd, &c); err != nil {
				return err
			}
			for _, l := range links {
				study, stance, ok := strings.Cut(l, "=")
				if !ok {
					return fmt.Errorf("%w: link %q (write STUDY=supports, STUDY=contradicts or STUDY=mentions)", corpus.ErrInvalid, l)
				}
				c.Links = append(c.Links, corpus.Link{Study: corpus.StudyID(study), Stance: corpus.Stance(stance)})
			}
			return o.withApp(cmd, func(a *app.App) error {
				got, err := a.AddClaim(cmd.Context(), c)
				return o.changedClaim(cmd, a, got, "record", "Recorded", err)
			})
		},
	}
	f.define(cmd)
	cmd.Flags().StringVar(&id, "id", "", "its name (else c1, c2, …)")
	cmd.Flags().StringArrayVar(&links, "link", nil, "STUDY=STANCE (may be repeated)")
	return o.changes(cmd)
}

// changedClaim tells what became of a claim that was changed, or would.
func (o *options) changedClaim(cmd *cobra.Command, a *app.App, c corpus.Claim, would, done string, err error) error {
	if err != nil {
		return err
	}
	if o.dryRun {
		if o.json {
			return o.printJSON(c)
		}
		o.say("Would %s the claim %s.", would, c.ID)
		return nil
	}
	d, err := a.ShowClaim(cmd.Context(), c.ID)
	if err != nil {
		return err
	}
	if o.json {
		return o.printJSON(d)
	}
	o.say("%s the claim %s.", done, c.ID)
	o.wrap("", d.Result.Sentence)
	return nil
}

func (o *options) newClaimEdit() *cobra.Command {
	var f claimFlags
	var text string
	cmd := &cobra.Command{
		Use:     "edit CLAIM",
		Short:   "Change a claim",
		Example: "  appraise claim edit c3 --population 'people with chronic back pain' --outcome Pain",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().NFlag() == 0 {
				return fmt.Errorf("%w: nothing to change (appraise claim edit --help lists what can be)", corpus.ErrInvalid)
			}
			return o.withApp(cmd, func(a *app.App) error {
				got, err := a.EditClaim(cmd.Context(), args[0], func(c *corpus.Claim) error {
					if cmd.Flags().Changed("text") {
						c.Text = text
					}
					return f.apply(cmd, c)
				})
				return o.changedClaim(cmd, a, got, "change", "Changed", err)
			})
		},
	}
	f.define(cmd)
	cmd.Flags().StringVar(&text, "text", "", "the sentence")
	return o.changes(cmd)
}

func (o *options) newClaimLink() *cobra.Command {
	var l corpus.Link
	var stance, quote string
	var page int
	cmd := &cobra.Command{
		Use:   "link CLAIM STUDY",
		Short: "Tie a study to a claim, with the passage",
		Long: `Tie a study to a claim. The quote is looked for in the abstract or summary and in
the attached files and pinned to where it stands; appraise verify looks for it
again. A link to the same study is replaced.`,
		Example: "  appraise claim link c1 prasad2012inversion --stance supports --quote 'Surgery was avoided in 10 (76.9%)'",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			l.Study, l.Stance = corpus.StudyID(args[1]), corpus.Stance(strings.ToLower(stance))
			if quote != "" {
				l.Quote = &corpus.Quote{Text: quote}
			}
			return o.withApp(cmd, func(a *app.App) error {
				got, err := a.LinkClaim(cmd.Context(), args[0], l, page)
				return o.changedClaim(cmd, a, got, "link", "Linked", err)
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&stance, "stance", "mentions", "supports, contradicts or mentions")
	f.StringVar(&quote, "quote", "", "the words in the study that say so")
	f.IntVar(&page, "page", 0, "page of the attached file on which they stand")
	f.StringVar(&l.Note, "note", "", "a remark")
	return o.changes(cmd)
}

func (o *options) newClaimUnlink() *cobra.Command {
	cmd := &cobra.Command{
		Use: "unlink CLAIM STUDY", Short: "Take a study off a claim", Example: "  appraise claim unlink c3 kim2013inversion", Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				got, err := a.UnlinkClaim(cmd.Context(), args[0], corpus.StudyID(args[1]))
				return o.changedClaim(cmd, a, got, "unlink", "Unlinked", err)
			})
		},
	}
	return o.changes(cmd)
}

func (o *options) newClaimOverrule() *cobra.Command {
	var because string
	var restore bool
	cmd := &cobra.Command{
		Use:   "overrule CLAIM [VERDICT]",
		Short: "Put one's own verdict beside the computed one",
		Long:  "Put one's own verdict beside the computed one, with the reason. The verdicts:\n" + join(claims.Verdicts, ", ") + ".",
		Example: `  appraise claim overrule c3 uncertain --because 'the trial is of other people'
  appraise claim overrule c3 --restore`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if restore == (len(args) == 2) {
				return fmt.Errorf("%w: overrule needs a verdict, or --restore", corpus.ErrInvalid)
			}
			verdict := ""
			if !restore {
				verdict = args[1]
			}
			return o.withApp(cmd, func(a *app.App) error {
				got, err := a.OverruleClaim(cmd.Context(), args[0], verdict, because)
				return o.changedClaim(cmd, a, got, "change the verdict on", "Changed the verdict on", err)
			})
		},
	}
	cmd.Flags().StringVar(&because, "because", "", "the reason")
	cmd.Flags().BoolVar(&restore, "restore", false, "go back to the computed verdict")
	return o.changes(cmd)
}

func (o *options) newClaimRemove() *cobra.Command {
	cmd := &cobra.Command{
		Use: "remove CLAIM", Short: "Remove a claim", Example: "  appraise claim remove c3", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				if err := a.RemoveClaim(cmd.Context(), args[0]); err != nil {
					return err
				}
				o.say("%s the claim %s.", verbDone(o.dryRun, "Would remove", "Removed"), args[0])
				return nil
			})
		},
	}
	return o.changes(cmd)
}
