package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/corpus/dedupe"
)

func newDedupe(o *options) *cobra.Command {
	var jsonl, merge, review bool
	var different []string
	var because string
	cmd := &cobra.Command{
		Use:   "dedupe [IN...]",
		Short: "Find records of the same publication, in files or in the library",
		Long: `Find records that describe the same publication.

With files, no library is needed: groups are printed as JSON Lines with the ids of
the files; "decision": "same" is what would be merged without asking, "review" is
for a person.

Without files, the library's reports are compared. --merge merges the sure ones as
one event (appraise undo takes it back); --review shows the others side by side
and asks. Different DOIs or PMIDs are never merged by a rule.`,
		Example: `  appraise dedupe a.ris b.nbib --jsonl
  appraise dedupe
  appraise dedupe --merge
  appraise dedupe --different smith2020a,smith2020b --because 'parts I and II'`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return o.dedupeFiles(cmd, args)
			}
			return o.withApp(cmd, func(a *app.App) error {
				if len(different) > 0 {
					if len(different) != 2 {
						return fmt.Errorf("%w: --different takes two studies", corpus.ErrInvalid)
					}
					return a.TellApart(cmd.Context(), corpus.StudyID(different[0]), corpus.StudyID(different[1]), because)
				}
				return o.dedupeLibrary(cmd, a, merge, review)
			})
		},
	}
	f := cmd.Flags()
	f.BoolVar(&jsonl, "jsonl", false, "print JSON Lines (always so for files)")
	f.BoolVar(&merge, "merge", false, "merge what is surely the same")
	f.BoolVar(&review, "review", false, "show doubtful pairs and ask")
	f.StringSliceVar(&different, "different", nil, "two studies that are different publications")
	f.StringVar(&because, "because", "", "the reason")
	return o.changes(cmd)
}

// dedupeFiles prints groups and pairs, a line each.
func (o *options) dedupeFiles(cmd *cobra.Command, args []string) error {
	inputs := make([]app.Input, len(args))
	for i, name := range args {
		in, err := o.input(name)
		if err != nil {
			return err
		}
		inputs[i] = in
	}
	d, err := app.DedupeFiles(cmd.Context(), inputs, func(err error) { fmt.Fprintln(o.err, oneLine(err)) })
	if err != nil {
		return err
	}
	if o.json {
		err = o.printJSON(d)
	} else {
		err = o.printGroups(d)
	}
	o.note("%d records: %s, %s for review.", d.Records, count(len(d.Groups), "group of the same", "groups of the same"), count(len(d.Review), "pair", "pairs"))
	if err == nil && d.LeftOut > 0 {
		return status(exitInput)
	}
	return err
}

func (o *options) printGroups(d app.Duplicates) error {
	w := bufio.NewWriter(o.out)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, g := range d.Groups {
		if err := enc.Encode(g); err != nil {
			return err
		}
	}
	for _, p := range d.Review {
		if err := enc.Encode(dedupe.Group{IDs: []string{p.A, p.B}, Decision: dedupe.Review, Score: p.Score, Reasons: p.Reasons}); err != nil {
			return err
		}
	}
	return w.Flush()
}

func (o *options) dedupeLibrary(cmd *cobra.Command, a *app.App, merge, review bool) error {
	d, err := a.Dedupe(cmd.Context())
	if err != nil {
		return err
	}
	switch {
	case merge:
		n, err := a.MergeGroups(cmd.Context(), d.Groups)
		if err != nil {
			return err
		}
		o.say("Merged %s into others; %s left for review.", count(n, "study", "studies"), count(len(d.Review), "pair", "pairs"))
		return nil
	case o.json:
		return o.printJSON(d)
	}
	for _, g := range d.Groups {
		o.item("same  ", strings.Join(g.IDs, ", ")+" ("+strings.Join(g.Reasons, "; ")+")")
	}
	for _, p := range d.Review {
		if err := o.showPair(cmd, a, p, review); err != nil {
			return err
		}
	}
	o.say("%d reports: %s (--merge merges them), %s for review.", d.Records, count(len(d.Groups), "group of the same", "groups of the same"), count(len(d.Review), "pair", "pairs"))
	return nil
}

// showPair prints two reports side by side, field by field, and asks what they
// are when there is a terminal.
func (o *options) showPair(cmd *cobra.Command, a *app.App, p dedupe.Pair, ask bool) error {
	x, err := a.Store.Report(cmd.Context(), corpus.ReportID(p.A))
	if err != nil {
		return err
	}
	y, err := a.Store.Report(cmd.Context(), corpus.ReportID(p.B))
	if err != nil {
		return err
	}
	o.heading(fmt.Sprintf("%s | %s  (%.2f: %s)", p.A, p.B, p.Score, strings.Join(p.Reasons, "; ")))
	half := (o.width() - 14) / 2
	for _, row := range sideBySide(x.Item, y.Item) {
		left, right := wrapLines(row.a, half-1), wrapLines(row.b, half-1)
		for i := range max(len(left), len(right)) {
			head := ""
			if i == 0 {
				head = row.field
			}
			o.say("  %-10s%-*s  %s", head, half, at(left, i), at(right, i))
		}
	}
	if !ask {
		return nil
	}
	if !isTerminal(o.in) {
		return fmt.Errorf("%w: --review asks, and standard input is not a terminal; use appraise merge or appraise dedupe --different", corpus.ErrInvalid)
	}
	fmt.Fprint(o.out, "  [s]ame, [d]ifferent, or leave it (Enter): ")
	var answer string
	_, _ = fmt.Fscanln(o.in, &answer) // an empty line leaves the pair as it is
	switch answer {
	case "s":
		_, err = a.Merge(cmd.Context(), x.Study, y.Study)
	case "d":
		err = a.TellApart(cmd.Context(), x.Study, y.Study, "told apart in review")
	}
	return err
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

type pairRow struct{ field, a, b string }

// sideBySide lists the fields in which two items have something to compare.
func sideBySide(x, y corpus.Item) []pairRow {
	var rows []pairRow
	for _, r := range []pairRow{
		{"title", x.Title, y.Title}, {"authors", corpus.Show(x.Authors), corpus.Show(y.Authors)}, {"journal", x.Journal, y.Journal},
		{"date", x.Published.String(), y.Published.String()}, {"volume", x.Volume, y.Volume}, {"issue", x.Issue, y.Issue}, {"pages", x.Pages, y.Pages},
		{"doi", string(x.DOI), string(y.DOI)}, {"pmid", string(x.PMID), string(y.PMID)}, {"kind", string(x.Kind), string(y.Kind)},
		{"abstract", cut(x.Abstract, 160), cut(y.Abstract, 160)},
	} {
		if r.a != "" || r.b != "" {
			rows = append(rows, r)
		}
	}
	return rows
}

func newMerge(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "merge STUDY STUDY...",
		Short: "Merge studies that are the same publication",
		Long: `Merge studies that are one publication. The first keeps its key, the others' keys
go on working; every record is kept, each field is taken from the record that
says it best, and what hung on the others goes with them.`,
		Example: "  appraise merge smith2020aspirin smith2020aspirinb",
		Args:    cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				id, err := a.Merge(cmd.Context(), studyIDs(args)...)
				if err == nil {
					o.say("%s into %s%s.", verbDone(o.dryRun, "Would merge", "Merged"), id, verbDone(o.dryRun, "", " (appraise undo takes it back)"))
				}
				return err
			})
		},
	}
	return o.changes(cmd)
}

func newLink(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "link STUDY STUDY...",
		Short:   "Make several publications reports of one study",
		Long:    `Make companion publications (protocol, main paper, follow-up) reports of one study: the first one named. appraise split takes one out again.`,
		Example: "  appraise link smith2020aspirin smith2023followup",
		Args:    cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				id, err := a.Link(cmd.Context(), studyIDs(args)...)
				if err == nil {
					o.say("%s has %d more reports.", id, len(args)-1)
				}
				return err
			})
		},
	}
	return o.changes(cmd)
}

func newSplit(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "split REPORT",
		Short:   "Make a report of a study a study of its own",
		Example: "  appraise split smith2023followup",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				id, err := a.Split(cmd.Context(), corpus.ReportID(args[0]))
				if err == nil {
					o.say("%s is a study of its own.", id)
				}
				return err
			})
		},
	}
	return o.changes(cmd)
}

func studyIDs(args []string) []corpus.StudyID {
	ids := make([]corpus.StudyID, len(args))
	for i, s := range args {
		ids[i] = corpus.StudyID(s)
	}
	return ids
}
