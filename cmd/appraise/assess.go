package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/grading/instrument"
)

func newAssess(o *options) *cobra.Command {
	var in app.Assessing
	var answers, decide, because []string
	var from, tool string
	var items bool
	cmd := &cobra.Command{
		Use:   "assess STUDY",
		Short: "Appraise a study with an instrument",
		Long: `Record answers to the signalling questions of an instrument. Its algorithm
proposes a judgement for each domain with the path it took; you decide, and give
a reason where you depart from the proposal.

Answers come as flags (1.1=PY), as a file (JSON {"1.1": "PY", …}, or CSV with item
and answer), or, on a terminal, by being asked one by one; quit stops and records
what is answered so far, and the next time goes on from there.

--consensus ANNA,BEN settles the appraisals of two people: where they agree the
answer is taken over, the rest is asked (or given by -a and --from). Decided
judgements are never taken over.

--tool takes a file with an instrument of your own (JSON, as --items --json
prints one).`,
		Example: `  appraise assess prasad2012inversion --tool rob2 --items
  appraise assess prasad2012inversion --tool rob2 --outcome 'Need for surgery' -a 1.1=NI -a 1.2=NI …
  appraise assess prasad2012inversion --tool rob2 --outcome 'Need for surgery' --consensus anna,ben
  appraise assess prasad2012inversion --tool rob2 --from answers.json --decide D1=low --because 'D1=central allocation, page 3'`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			pack, err := findPack(tool)
			if err != nil {
				return err
			}
			in.Pack = pack
			if items {
				return o.printItems(pack, in.Effect)
			}
			if len(args) != 1 {
				return fmt.Errorf("%w: assess needs a study", corpus.ErrInvalid)
			}
			in.Study = corpus.StudyID(args[0])
			if in.Answers, err = o.answers(answers, from); err != nil {
				return err
			}
			if in.Decide, in.Rationale, err = decisions(decide, because); err != nil {
				return err
			}
			a, err := o.open(cmd.Context())
			if err != nil {
				return err
			}
			defer a.Close()
			if err := o.askRest(cmd.Context(), a, &in); err != nil {
				return err
			}
			got, err := a.Assess(cmd.Context(), in)
			if err != nil {
				return err
			}
			if o.json {
				return o.printJSON(got)
			}
			o.printAssessed(got)
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&tool, "tool", "rob2", "instrument, or a file with your own: "+strings.Join(packIDs(), " "))
	f.StringVar(&in.Outcome, "outcome", "", "the result that is appraised")
	f.StringVar(&in.Effect, "effect", "", "effect of interest: assignment or adhering")
	f.StringVar(&in.Basis, "basis", "", "what was read: 'abstract only', 'full text'")
	f.StringArrayVarP(&answers, "answer", "a", nil, "ITEM=CODE (may be repeated)")
	f.StringVar(&from, "from", "", "JSON or CSV file with the answers (- is standard input)")
	f.StringArrayVar(&decide, "decide", nil, "DOMAIN=JUDGEMENT, or overall=JUDGEMENT")
	f.StringArrayVar(&because, "because", nil, "DOMAIN=REASON for a judgement that departs")
	f.StringSliceVar(&in.Consensus, "consensus", nil, "two people whose appraisals this one settles: anna,ben")
	f.BoolVar(&items, "items", false, "print the questions of the instrument")
	return o.changes(cmd)
}

func packIDs() []string {
	var ids []string
	for _, p := range instrument.All() {
		ids = append(ids, p.ID)
	}
	return ids
}

// answers gathers answers from flags and from a file of codes or of whole
// answers.
func (o *options) answers(flags []string, from string) (map[string]corpus.Answer, error) {
	out := map[string]corpus.Answer{}
	if from != "" {
		if err := o.answersFrom(from, out); err != nil {
			return nil, err
		}
	}
	for _, s := range flags {
		if !strings.Contains(s, "=") {
			return nil, fmt.Errorf("%w: -a %q: write ITEM=CODE, for example 1.1=PY", corpus.ErrInvalid, s)
		}
	}
	pairs, err := assignments(flags)
	if err != nil {
		return nil, err
	}
	for item, code := range pairs {
		out[item] = corpus.Answer{Code: strings.ToUpper(strings.TrimSpace(code))}
	}
	return out, nil
}

func (o *options) answersFrom(name string, out map[string]corpus.Answer) error {
	r := o.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return fmt.Errorf("reading answers: %w", err)
		}
		defer f.Close()
		r = f
	}
	got, err := instrument.ReadAnswers(io.LimitReader(r, 1<<20), name)
	if err != nil {
		return inFile(name, err)
	}
	maps.Copy(out, got)
	return nil
}

// inFile says a fault of a file with its name and line, in words.
func inFile(name string, err error) error {
	e, ok := errors.AsType[*corpus.ParseError](err)
	if !ok {
		return &corpus.ParseError{Source: name, Err: err}
	}
	fault, _ := jsonFault(e.Err, 0)
	return &corpus.ParseError{Source: name, Line: e.Line, Err: errors.New(fault)}
}

func decisions(decide, because []string) (map[string]corpus.Risk, map[string]string, error) {
	pairs, err := assignments(decide)
	if err != nil {
		return nil, nil, err
	}
	out := map[string]corpus.Risk{}
	for d, v := range pairs {
		out[d] = corpus.Risk(strings.ToLower(strings.TrimSpace(v)))
	}
	why, err := assignments(because)
	return out, why, err
}

func (o *options) printItems(p instrument.Pack, effect string) error {
	if o.json {
		return o.printJSON(p)
	}
	if effect != "" {
		var err error
		if p, err = p.For(effect); err != nil {
			return fmt.Errorf("%w: %w", corpus.ErrInvalid, err)
		}
	}
	o.say("%s", o.style(bold, p.Title+", version "+p.Version))
	if s := p.Stated(); s != "" {
		o.wrap("", s)
	}
	o.wrap("", p.Source)
	if len(p.Codes) > 0 {
		o.wrap("", "Answers: "+codeWords(p))
	}
	domain := ""
	for _, it := range p.Items {
		if it.Domain != domain {
			domain = it.Domain
			d, _ := p.Domain(domain)
			o.heading(domain + " " + d.Name)
		}
		only := ""
		if it.Effect != "" && effect == "" {
			only = " (effect of " + it.Effect + " only)"
		}
		o.item(fmt.Sprintf("  %-6s", it.ID), it.Text+only+" ["+strings.Join(it.Codes, " ")+"]")
	}
	return nil
}

func sortedDomains(m map[string]corpus.Judgement) []string { return slices.Sorted(maps.Keys(m)) }

// judgementText says what is in force, and what was proposed where a person
// departed.
func judgementText(j corpus.Judgement) string {
	text := dash(string(j.Final()))
	if j.Decided != "" && j.Decided != j.Proposed {
		text += " (" + j.Rationale + "; proposed: " + dash(string(j.Proposed)) + ")"
	}
	if j.Path != "" {
		text += " · " + j.Path
	}
	return text
}

// scoreText says a score with its range; AGREE II's as percent of it.
func scoreText(s instrument.Score) string {
	text := fmt.Sprintf("%s: %d (from %d to %d)", s.Label, s.Value, s.Min, s.Max)
	if s.Percent != nil {
		text = fmt.Sprintf("%s: %.0f%% (%d, from %d to %d)", s.Label, *s.Percent, s.Value, s.Min, s.Max)
	}
	if s.Partial {
		text += ", questions are still open"
	}
	return text
}

func (o *options) printAssessed(got app.Assessed) {
	for _, d := range sortedDomains(got.Domains) {
		j := got.Domains[d]
		o.item(d+"  ", judgementText(j))
	}
	o.item("Overall  ", judgementText(got.Overall))
	for _, score := range got.Evaluation.Scores {
		o.item("Score  ", scoreText(score))
	}
	if got.Evaluation.Confirm != "" {
		o.note("%s", got.Evaluation.Confirm)
	}
	if len(got.Evaluation.Missing) > 0 {
		o.note("Not answered yet: %s", strings.Join(got.Evaluation.Missing, " "))
	}
	for _, w := range got.Evaluation.Warnings {
		o.note("%s", w)
	}
	if got.Evaluation.Stated != "" {
		o.note("%s", got.Evaluation.Stated)
	}
}
