package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/grading"
	"appraise/grading/claims"
)

func (o *options) newQuestionCompare() *cobra.Command {
	return &cobra.Command{
		Use:   "compare ID [OUTCOME]",
		Short: "Put the question and its studies side by side (indirectness)",
		Long: `Put population, intervention, comparison, outcome and time of the question
beside those of each study, for a person who judges indirectness. The words of a
study are those stated of it (appraise edit STUDY --state population='…'), else
those of its result and its arms. Matches are made from words: they are a help
to the eye, and lower nothing by themselves.`,
		Example: `  appraise question compare inversion
  appraise question compare inversion 'Need for surgery'
  appraise edit prasad2012inversion --state 'population=adults listed for surgery'
  appraise question decide inversion 'Need for surgery' indirectness --because 'same people' 0`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				as, err := a.GradeQuestion(cmd.Context(), args[0])
				if err != nil {
					return err
				}
				if len(args) == 2 {
					out, err := app.Outcome(&as.Question, args[1])
					if err != nil {
						return err
					}
					name := out.Name
					as.Outcomes = keepOutcome(as.Outcomes, name)
				}
				if o.json {
					return o.printJSON(comparisons(as))
				}
				o.printComparisons(comparisons(as))
				return nil
			})
		},
	}
}

func keepOutcome(list []grading.Outcome, name string) (out []grading.Outcome) {
	for _, o := range list {
		if o.Outcome.Name == name {
			out = append(out, o)
		}
	}
	return out
}

// comparison is what is side by side for one outcome.
type comparison struct {
	Outcome   string             `json:"outcome"`
	Suggested int                `json:"suggested"` // levels for indirectness
	Reason    string             `json:"reason"`
	Levels    int                `json:"levels"` // in force
	Decided   bool               `json:"decided"`
	Compared  []grading.Compared `json:"compared"`
}

func comparisons(as grading.Assessment) []comparison {
	out := []comparison{}
	for _, o := range as.Outcomes {
		c := comparison{Outcome: o.Outcome.Name, Reason: "no study measured it", Compared: []grading.Compared{}}
		for _, s := range o.Steps {
			if s.Domain == corpus.Indirectness {
				c.Suggested, c.Reason, c.Levels, c.Decided, c.Compared = s.Suggested, s.Reason, s.Levels, s.Decision != nil, nonNil(s.Compared)
			}
		}
		out = append(out, c)
	}
	return out
}

// matchWords say a match for readers.
var matchWords = map[claims.Match]string{
	claims.Same: "the same words", claims.Narrow: "all words of the question, and more", claims.Broad: "some words of the question, and no others",
	claims.Partly: "some words in common", claims.Different: "differs by its words", claims.Unknown: "not compared: one side is not recorded",
}

func (o *options) printComparisons(list []comparison) {
	for _, c := range list {
		o.heading(c.Outcome)
		for _, study := range c.Compared {
			o.say("  %s", study.Label)
			if !study.Recorded() {
				o.wrap("    ", "not compared: no PICO recorded for "+study.Label+" (appraise edit "+string(study.Study)+" --state population='…')")
				continue
			}
			for _, e := range study.Elements {
				o.item(fmt.Sprintf("    %-13s", e.Name), matchWords[e.Match])
				o.item("                   question: ", dash(e.Question))
				o.item("                   study:    ", dash(e.Study)+fromWords(e.From))
			}
		}
		if len(c.Compared) == 0 {
			o.wrap("  ", "No study measured it.")
			continue
		}
		state := "suggested; a person has to confirm"
		if c.Decided {
			state = "decided"
		}
		o.item(fmt.Sprintf("  %-8s", levels(c.Levels)), "indirectness: "+c.Reason+" ["+state+"]")
	}
}

// fromWords say where the words of a study come from, when nobody stated them.
func fromWords(from string) string {
	switch strings.TrimSpace(from) {
	case "arm":
		return " (label of the arm)"
	case "result":
		return " (of the result)"
	}
	return ""
}
