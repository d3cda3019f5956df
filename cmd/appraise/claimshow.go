package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/grading/claims"
)

func (o *options) newClaimList() *cobra.Command {
	var question string
	cmd := &cobra.Command{
		Use: "list", Short: "List the claims with their verdicts", Example: "  appraise claim list --question inversion", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				list, err := a.JudgeClaims(cmd.Context(), question)
				if err != nil {
					return err
				}
				if o.json {
					return o.printJSON(list)
				}
				t := &table{flex: 3}
				t.add("CLAIM", "VERDICT", "CERTAINTY", "TEXT")
				for _, d := range list {
					t.add(d.Claim.ID, string(d.Result.Verdict), d.Result.Certainty.String(), d.Claim.Text)
				}
				if len(list) > 0 {
					o.printTable(t)
				}
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&question, "question", "", "only those of a question")
	return cmd
}

func (o *options) newClaimShow() *cobra.Command {
	return &cobra.Command{
		Use: "show CLAIM", Short: "Show a claim, the verdict, and what it rests on", Example: "  appraise claim show c1", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				d, err := a.ShowClaim(cmd.Context(), args[0])
				if err != nil {
					return err
				}
				if o.json {
					return o.printJSON(d)
				}
				o.printClaim(d)
				return nil
			})
		},
	}
}

func (o *options) printClaim(d app.Judged) {
	c, r := d.Claim, d.Result
	o.item(o.style(bold, c.ID)+"  ", "“"+c.Text+"”")
	for _, l := range []struct{ name, text string }{
		{"Written in", c.Source.Title}, {"", c.Source.URL}, {"", c.Source.Date.String()}, {"", c.Source.At}, {"Kind", c.Kind}, {"Question", c.Question}, {"Outcome", c.Outcome},
	} {
		if l.text != "" {
			o.item(fmt.Sprintf("  %-11s ", l.name), l.text)
		}
	}
	o.say("")
	o.wrap("", o.style(bold, r.Sentence))
	if r.Decided != nil {
		o.wrap("", fmt.Sprintf("Overruled by %s on %s (computed: %s): %s", r.Decided.By, r.Decided.At.Format("2006-01-02"), r.Computed, r.Decided.Rationale))
	}
	if d.Safer != "" {
		o.wrap("", "Safer: “"+d.Safer+"”")
	}
	if r.Row != "" {
		o.say("Row of the table: %s (appraise claim --rules)", r.Row)
	}
	for _, why := range r.Reasons {
		o.item("  "+string(why.Code)+": ", why.Text)
	}
	o.printLinks(d)
	o.printFalls(d.Falls)
	if r.Has(claims.MayCountOnce) {
		o.note("Say whether a study is in a review with: appraise claim contains REVIEW STUDY (or --not)")
	}
}

// printLinks prints the studies with their quotes, and PICO side by side.
func (o *options) printLinks(d app.Judged) {
	for i, l := range d.Claim.Links {
		o.say("")
		head := string(l.Study) + " " + string(l.Stance)
		if i < len(d.Result.Weighed) {
			w := d.Result.Weighed[i]
			head += ", certainty " + w.Certainty.String()
			if !w.Counted {
				head += ", not counted"
			}
			if w.Perhaps {
				head += ", not counted beside a review that may hold it"
			}
			if w.Indirect {
				head += ", indirect"
			}
		}
		o.say("%s", o.style(bold, head))
		if l.Quote != nil {
			o.wrap("  ", "“"+l.Quote.Text+"” ("+l.Quote.Place+pinWord(l)+")")
		}
		if l.Note != "" {
			o.wrap("  ", l.Note)
		}
		if i >= len(d.Result.Weighed) {
			continue
		}
		t := &table{flex: 2}
		for _, e := range d.Result.Weighed[i].Directness.Elements {
			if e.Claim != "" || e.Study != "" {
				t.add("  "+e.Name, string(e.Match), orDash(e.Claim)+" / "+orDash(e.Study))
			}
		}
		o.printTable(t)
	}
}

func pinWord(l corpus.Link) string {
	if l.Pin == nil {
		return ", not pinned"
	}
	return ""
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func (o *options) printFalls(list []claims.Fall) {
	if len(list) == 0 {
		return
	}
	o.say("")
	for _, f := range list {
		if f.Falls {
			left := f.Rests
			if left == "" {
				left = "nothing"
			}
			o.item("  ", fmt.Sprintf("Falls if %s falls: %s → %s, resting on %s.", f.Study, f.Before, f.After, left))
		}
	}
}

func (o *options) newClaimHistory() *cobra.Command {
	return &cobra.Command{
		Use: "history CLAIM", Short: "Show every change of a claim", Example: "  appraise claim history c1", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				evs, err := a.ClaimHistory(cmd.Context(), args[0])
				if err != nil {
					return err
				}
				if o.json {
					return o.printJSON(evs)
				}
				for _, ev := range evs {
					for _, c := range ev.Changes {
						o.say("%d  %s  %s  %s: %s %s", ev.Seq, ev.At.Format("2006-01-02 15:04"), ev.Who, ev.Action, verbOf(c), c.Kind)
						for _, line := range fieldChanges(c) {
							o.item("    ", line)
						}
					}
				}
				return nil
			})
		},
	}
}

// fieldChanges says field by field what a change did.
func fieldChanges(c corpus.Change) []string {
	var before, after map[string]json.RawMessage
	_ = json.Unmarshal(c.Before, &before) // empty where the thing was added
	_ = json.Unmarshal(c.After, &after)   // empty where it was removed
	names := slices.Collect(maps.Keys(before))
	for name := range after {
		if _, ok := before[name]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var out []string
	for _, name := range names {
		b, a := string(before[name]), string(after[name])
		switch {
		case b == a || name == "id" || name == "at":
		case b == "":
			out = append(out, name+": "+a)
		case a == "":
			out = append(out, name+": "+b+" → (nothing)")
		default:
			out = append(out, name+": "+b+" → "+a)
		}
	}
	return out
}
