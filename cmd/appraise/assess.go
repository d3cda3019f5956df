package main

import (
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

Answers come as flags (1.1=PY), as a file (JSON {"1.1": "PY", …}, or CSV with item and answer), or, on a
terminal, by being asked.`,
		Example: `  appraise assess prasad2012inversion --tool rob2 --items
  appraise assess prasad2012inversion --tool rob2 --outcome 'Need for surgery' -a 1.1=NI -a 1.2=NI …
  appraise assess prasad2012inversion --tool rob2 --from answers.json --decide D1=low --because 'D1=central allocation, page 3'`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			pack, err := findPack(tool)
			if err != nil {
				return err
			}
			in.Pack = pack
			if items {
				return o.printItems(pack)
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
			if len(in.Answers) == 0 {
				if in.Answers, err = o.ask(pack, in.Effect); err != nil {
					return err
				}
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
		return fmt.Errorf("%w: %w", corpus.ErrInvalid, err)
	}
	maps.Copy(out, got)
	return nil
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

// ask puts the questions one by one on a terminal.
func (o *options) ask(pack instrument.Pack, effect string) (map[string]corpus.Answer, error) {
	if !isTerminal(o.in) {
		return nil, fmt.Errorf("%w: no answers given (-a ITEM=CODE or --from FILE; --items lists the questions)", corpus.ErrInvalid)
	}
	got := map[string]corpus.Answer{}
	for {
		next, err := instrument.Ask(pack, got, effect)
		if err != nil || len(next) == 0 {
			return got, err
		}
		it := next[0]
		o.item(it.ID+" ", it.Text)
		fmt.Fprintf(o.out, "  [%s] ", strings.Join(it.Codes, " "))
		var code string
		if _, err := fmt.Fscanln(o.in, &code); err != nil {
			return nil, fmt.Errorf("reading the answer to %s: %w", it.ID, err)
		}
		if code = strings.ToUpper(code); slices.Contains(it.Codes, code) {
			got[it.ID] = corpus.Answer{Code: code}
		} else {
			o.say("  Please answer with one of: %s", strings.Join(it.Codes, " "))
		}
	}
}

func (o *options) printItems(p instrument.Pack) error {
	if o.json {
		return o.printJSON(p)
	}
	o.say("%s", o.style(bold, p.Title+", version "+p.Version))
	if s := p.Stated(); s != "" {
		o.wrap("", s)
	}
	o.wrap("", p.Source)
	domain := ""
	for _, it := range p.Items {
		if it.Domain != domain {
			domain = it.Domain
			d, _ := p.Domain(domain)
			o.heading(domain + " " + d.Name)
		}
		o.item(fmt.Sprintf("  %-6s", it.ID), it.Text+" ["+strings.Join(it.Codes, " ")+"]")
	}
	return nil
}

func sortedDomains(m map[string]corpus.Judgement) []string { return slices.Sorted(maps.Keys(m)) }

func (o *options) printAssessed(got app.Assessed) {
	for _, d := range sortedDomains(got.Domains) {
		j := got.Domains[d]
		text := dash(string(j.Final()))
		if j.Path != "" {
			text += " · " + j.Path
		}
		o.item(d+"  ", text)
	}
	o.item("Overall  ", dash(string(got.Final()))+" · "+got.Overall.Path)
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
