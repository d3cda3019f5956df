package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/corpus/citations"
	"appraise/grading/claims"
)

func newCited(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "cited STUDY",
		Short: "Say whom a study cites and who cites it",
		Long: `Say whom a study cites, who cites it, which works are cited together with it, and
whether it cites a work that was retracted, as far as the reference lists of the
library tell. The study is named by its key or its DOI. Exit status 1 when it
cites a retracted work.`,
		Example: "  appraise cited wegner2013traction\n  appraise cited 10.1002/14651858.CD003010.pub5 --json",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				c, err := a.Cited(cmd.Context(), args[0])
				if err != nil {
					return err
				}
				if o.json {
					err = o.printJSON(c)
				} else {
					o.printCited(c)
				}
				if err == nil && len(c.Retracted) > 0 {
					return status(exitFindings)
				}
				return err
			})
		},
	}
}

func (o *options) printCited(c app.CitationReport) {
	for _, r := range c.Retracted {
		o.item("! ", fmt.Sprintf("%s cites %s, which was retracted or withdrawn: %s", r.Report, r.Cited.Key(), r.Notice))
	}
	for _, l := range []struct {
		head string
		list []citations.Traced
	}{{"cites", c.Backward}, {"is cited by", c.Forward}} {
		o.say("%s", o.style(bold, fmt.Sprintf("%s %s %s:", c.Study, l.head, count(len(l.list), "work", "works"))))
		for _, t := range l.list {
			o.item("  "+place(t.Node)+"  ", t.Node.Text+" (seed "+join(t.Seeds, ", ")+")")
		}
	}
	for _, l := range []struct {
		head string
		list []citations.Neighbour
	}{{"Cited together with it", c.CoCited}, {"Cite the same works", c.Coupled}} {
		if len(l.list) == 0 {
			continue
		}
		o.say("%s:", l.head)
		for _, n := range l.list {
			o.item(fmt.Sprintf("  %d× %s  ", n.Count, place(n.Node)), n.Node.Text)
		}
	}
	s := c.Stats
	o.note("%d of %d reports of the library have a reference list; %d of %d references are works of the library.", s.WithList, s.Reports, s.Inside, s.References)
}

// place names a work, and says when it is not in the library.
func place(n citations.Node) string {
	if n.InLibrary() {
		return string(n.Report)
	}
	if n.DOI != "" {
		return "(" + string(n.DOI) + ")"
	}
	return "(not in the library)"
}

func newMatrix(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "matrix [QUESTION]",
		Short: "Set claims against studies, weighted by certainty",
		Long: `Set the claims of a question, or all, against the studies that bear on them. A cell
has the stance of the study (+ supports, − contradicts, o mentions, ± both) and the
certainty behind it (0 not rated or set aside, 1 very low to 4 high). Ten studies of
very low certainty do not outweigh one of high. Below: what falls with which study.`,
		Example: "  appraise matrix inversion",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			question := ""
			if len(args) == 1 {
				question = args[0]
			}
			return o.withApp(cmd, func(a *app.App) error {
				m, err := a.Matrix(cmd.Context(), question)
				if err != nil {
					return err
				}
				if o.json {
					return o.printJSON(m)
				}
				o.printMatrix(m)
				return nil
			})
		},
	}
}

// stanceSigns are the signs of the cells of a matrix.
var stanceSigns = map[corpus.Stance]string{corpus.Supports: "+", corpus.Contradicts: "−", corpus.Mentions: "o", claims.Mixed: "±"}

func (o *options) printMatrix(m app.ClaimMatrix) {
	t := &table{flex: 0}
	head := []string{"STUDY"}
	for _, r := range m.Rows {
		head = append(head, r.Claim)
	}
	t.add(head...)
	for i, s := range m.Studies {
		row := []string{string(s)}
		for _, r := range m.Rows {
			cell := ""
			if c := r.Cells[i]; c.Stance != "" {
				cell = fmt.Sprintf("%s%d", stanceSigns[c.Stance], c.Weight)
			}
			row = append(row, cell)
		}
		t.add(row...)
	}
	if len(m.Rows) > 0 {
		o.printTable(t)
	}
	for _, r := range m.Rows {
		o.item(o.style(bold, r.Claim)+"  ", string(r.Verdict)+": “"+m.Texts[r.Claim]+"”")
		if r.Unsettled {
			o.item("  ! ", "contradiction: moderate certainty or more on both sides")
		}
		for _, f := range m.Falls[r.Claim] {
			left := f.Rests
			if left == "" {
				left = "nothing"
			}
			o.item("  ", fmt.Sprintf("falls if %s falls: %s → %s, resting on %s", f.Study, f.Before, f.After, left))
		}
	}
}
