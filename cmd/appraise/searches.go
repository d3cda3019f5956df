package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/rivo/uniseg"
	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/grading/design"
)

func newSearches(o *options) *cobra.Command {
	var filters bool
	cmd := &cobra.Command{
		Use:   "searches",
		Short: "List, show and remove saved searches",
		Long: `List the searches kept with: appraise search … --save NAME. A saved search is
run again as saved:NAME in a query. With --filters, list the published filters
that ship with the program and are used as filter:NAME.`,
		Example: `  appraise searches
  appraise searches show backpain --record
  appraise searches remove backpain
  appraise searches --filters`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if filters {
				return o.printFilters()
			}
			return o.withApp(cmd, func(a *app.App) error {
				list, err := a.Searches(cmd.Context())
				if err != nil {
					return err
				}
				if o.json {
					return o.printJSON(nonNil(list))
				}
				o.printSearches(list)
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&filters, "filters", false, "list the published filters")
	cmd.AddCommand(o.newSearchesShow(), o.newSearchesRemove())
	return cmd
}

func (o *options) printSearches(list []corpus.SavedSearch) {
	t := &table{right: map[int]bool{1: true, 2: true}, flex: 4}
	t.add("SEARCH", "STUDIES", "LINES", "SAVED", "TEXT")
	for _, s := range list {
		text := s.Text
		if len(s.Lines) > 0 {
			text = s.Lines[len(s.Lines)-1]
		}
		t.add(s.ID, strconv.Itoa(s.Count), strconv.Itoa(max(len(s.Lines), 1)), s.At.Format(time.DateOnly), strings.Join(strings.Fields(text), " "))
	}
	if len(list) > 0 {
		o.printTable(t)
	}
	o.note("%s", count(len(list), "saved search", "saved searches"))
}

// printFilters lists the published filters.
func (o *options) printFilters() error {
	if o.json {
		return o.printJSON(filterViews())
	}
	for i, f := range design.Filters {
		if i > 0 {
			o.say("")
		}
		o.item(o.style(bold, "filter:"+f.Name)+"  ", f.Title)
		o.wrap("  ", f.Source)
		o.wrap("  ", f.PubMed)
	}
	return nil
}

type filterView struct {
	Name   string `json:"name"`
	Title  string `json:"title"`
	Source string `json:"source"`
	PubMed string `json:"pubmed"`
}

func filterViews() []filterView {
	out := make([]filterView, len(design.Filters))
	for i, f := range design.Filters {
		out[i] = filterView(f)
	}
	return out
}

func (o *options) newSearchesShow() *cobra.Command {
	var record bool
	cmd := &cobra.Command{
		Use: "show NAME", Short: "Show a saved search as it is kept",
		Example: "  appraise searches show backpain\n  appraise searches show backpain --record --json",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				if record {
					return o.showRecord(cmd, a, args[0])
				}
				s, err := a.SavedSearch(cmd.Context(), args[0])
				if err != nil {
					return err
				}
				if o.json {
					return o.printJSON(s)
				}
				o.say("%s: %s, saved by %s on %s", o.style(bold, s.ID), count(s.Count, "study", "studies"), s.By, s.At.Format(time.DateOnly))
				if s.Note != "" {
					o.wrap("", s.Note)
				}
				o.say("")
				o.say("%s", strings.TrimRight(s.Text, "\n"))
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&record, "record", false, "print what PRISMA-S wants reported about it")
	return cmd
}

func (o *options) showRecord(cmd *cobra.Command, a *app.App, name string) error {
	r, err := a.RecordOf(cmd.Context(), name)
	if err != nil {
		return err
	}
	if o.json {
		return o.printJSON(r)
	}
	o.printRecord(r)
	return nil
}

// printRecord prints what has to be reported about a search.
func (o *options) printRecord(r *app.SearchRecord) {
	o.say("%s", o.style(bold, "Search record (PRISMA-S)"))
	for _, it := range r.Items {
		o.item(fmt.Sprintf("%-28s", it.Item), it.Text)
	}
	o.say("")
	label, number := 0, 0
	for _, l := range r.Strategy {
		label, number = max(label, len(l.Label)), max(number, uniseg.StringWidth(recordCount(l)))
	}
	for _, l := range r.Strategy {
		o.item(fmt.Sprintf("%*s  %*s  ", label, l.Label, number, recordCount(l)), l.Text)
	}
	o.say("")
	o.item("To be added by hand: ", strings.Join(r.Missing, "; "))
}

func recordCount(l app.RecordLine) string {
	if l.Count == nil {
		return "–"
	}
	return strconv.Itoa(*l.Count)
}

func (o *options) newSearchesRemove() *cobra.Command {
	return o.changes(&cobra.Command{
		Use: "remove NAME", Short: "Forget a saved search", Example: "  appraise searches remove backpain", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				if err := a.RemoveSearch(cmd.Context(), args[0]); err != nil {
					return err
				}
				if o.json {
					return o.printJSON(map[string]string{"removed": args[0]})
				}
				if o.dryRun {
					o.say("Would remove the saved search %s.", args[0])
				} else {
					o.say("Removed the saved search %s.", args[0])
				}
				return nil
			})
		},
	})
}
