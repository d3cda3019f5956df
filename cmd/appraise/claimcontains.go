package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
)

func (o *options) newClaimContains() *cobra.Command {
	var not, forget bool
	var because string
	cmd := &cobra.Command{
		Use:   "contains REVIEW [STUDY]...",
		Short: "Say which studies are in a review, so that they count once",
		Long: `Say which studies are among those of a systematic review, or are not. A claim that
rests on a review and on a study in it rests on that study once.

Without a study, what is known is listed. A study that the reference list of the
review names may be in it, or may only be discussed there: until somebody says
which, it is not counted beside the review, and claim show says so.`,
		Example: `  appraise claim contains cheng2020mechanical
  appraise claim contains cheng2020mechanical fritz2007subgroup --because 'its table 1'
  appraise claim contains cheng2020mechanical prasad2012inversion --not`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			is, err := containedAs(not, forget)
			if err != nil {
				return err
			}
			var studies []corpus.StudyID
			for _, s := range args[1:] {
				studies = append(studies, corpus.StudyID(s))
			}
			if len(studies) == 0 && (not || forget || because != "") {
				return fmt.Errorf("%w: name the studies that are in the review, or are not", corpus.ErrInvalid)
			}
			return o.withApp(cmd, func(a *app.App) error {
				list, err := o.contained(cmd, a, corpus.StudyID(args[0]), studies, is, because)
				if err != nil {
					return err
				}
				if o.json {
					return o.printJSON(list)
				}
				o.printContained(list)
				return nil
			})
		},
	}
	f := cmd.Flags()
	f.BoolVar(&not, "not", false, "they are not in it")
	f.BoolVar(&forget, "forget", false, "take back what was stated on them")
	f.StringVar(&because, "because", "", "where that stands")
	return o.changes(cmd)
}

// containedAs is what the flags state.
func containedAs(not, forget bool) (string, error) {
	switch {
	case not && forget:
		return "", fmt.Errorf("%w: a study is not in a review (--not), or nothing is stated (--forget)", corpus.ErrInvalid)
	case not:
		return app.NotInReview, nil
	case forget:
		return "", nil
	}
	return app.InReview, nil
}

// contained lists what is in a review, after stating it when studies are named.
func (o *options) contained(cmd *cobra.Command, a *app.App, review corpus.StudyID, studies []corpus.StudyID, is, because string) ([]app.Contained, error) {
	if len(studies) == 0 {
		return a.Contained(cmd.Context(), review)
	}
	return a.StateContained(cmd.Context(), review, studies, is, because)
}

func (o *options) printContained(list []app.Contained) {
	t := &table{flex: 2}
	t.add("STUDY", "IS", "WHY")
	for _, c := range list {
		t.add(string(c.Study), c.Is, c.Why)
	}
	if len(list) > 0 {
		o.printTable(t)
	}
}
