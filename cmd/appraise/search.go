package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/index"
	"appraise/index/query"
)

// searchFlags are what a search is asked with, beside its words.
type searchFlags struct {
	app.Search
	ranked, boolean, facets bool
	lines, from, similar    string
	hits                    bool // a number of studies was asked for
	fields                  bool // only list what can be searched
}

func newSearch(o *options) *cobra.Command {
	var fl searchFlags
	cmd := &cobra.Command{
		Use:   "search QUERY | --lines FILE | --similar STUDY",
		Short: "Find studies",
		Long: `Find studies by the words of their titles, abstracts, authors and headings.

Plain words are ranked by how well they fit. AND OR NOT (in capitals, read from
left to right), "phrases", trunc* and [field] tags, as in PubMed, give an exact
set. Fields work as field:value too. A year range is 2010:2020[dp].

--lines runs a strategy of numbered lines in PubMed or Ovid syntax and counts
what each line finds. --save keeps a search by name: saved:NAME or #NAME puts it
into another query, #1 AND #2 combine lines of the strategy saved last, and
filter:NAME is a published filter (see: appraise searches --filters). All fields:
appraise search --fields.`,
		Example: `  appraise search inversion therapy sciatica
  appraise search '"low back pain"[ti] AND (traction OR inversion) NOT review[pt]'
  appraise search 'design:rct AND year:2010..2020 AND 20:100[n]' --json
  appraise search --lines strategy.txt --save backpain --record
  appraise search 'saved:backpain AND filter:rct-balanced' --sort newest
  appraise search --similar prasad2012inversion`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if fl.fields {
				return o.printFields()
			}
			fl.hits = cmd.Flags().Changed("limit") || cmd.Flags().Changed("after")
			return o.search(cmd, fl, args)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&fl.ranked, "ranked", false, "order by relevance")
	f.BoolVar(&fl.boolean, "boolean", false, "exact set")
	f.IntVar(&fl.Options.Limit, "limit", 20, "studies to show (a strategy shows none unless asked)")
	f.StringVar(&fl.Options.Sort, "sort", "", "relevance, newest, oldest, n or id")
	f.StringVar(&fl.Options.After, "after", "", "go on after the cursor of an earlier answer")
	f.BoolVar(&fl.facets, "facets", false, "count the results by every property")
	f.BoolVar(&fl.Options.Explain, "explain", false, "say how scores came about")
	f.StringVar(&fl.similar, "similar", "", "find studies like this one")
	f.StringVar(&fl.lines, "lines", "", "run the strategy in this file (- is standard input)")
	f.StringVar(&fl.from, "from", "", "syntax of the strategy: pubmed or ovid (else each line is looked at)")
	f.StringVar(&fl.Save, "save", "", "keep the search under this name, with its counts and date")
	f.StringVar(&fl.Note, "note", "", "remark kept with --save")
	f.BoolVar(&fl.Exactly, "no-mapping", false, "do not search bare words of a Boolean query as subject headings too")
	f.BoolVar(&fl.Record, "record", false, "print what PRISMA-S wants reported about the search")
	f.BoolVar(&fl.fields, "fields", false, "list the fields that can be searched, and stop")
	cmd.MarkFlagsMutuallyExclusive("ranked", "boolean")
	cmd.MarkFlagsMutuallyExclusive("lines", "ranked", "similar")
	return o.changes(cmd)
}

// settle turns flags and arguments into the search that is meant.
func (fl *searchFlags) settle(o *options, args []string) (err error) {
	fl.Options.Mode = index.Auto
	switch {
	case fl.ranked:
		fl.Options.Mode = index.Ranked
	case fl.boolean:
		fl.Options.Mode = index.Boolean
	}
	fl.Options.Facets = []string{"design", "year", "rob"}
	if fl.facets || o.json {
		fl.Options.Facets = index.FacetNames
	}
	fl.Lines = fl.lines != ""
	switch {
	case (fl.Lines || fl.similar != "") && len(args) > 0:
		return fmt.Errorf("%w: a search has either words, --lines or --similar", corpus.ErrInvalid)
	case fl.similar != "" && (fl.Save != "" || fl.Record):
		return fmt.Errorf("%w: what --similar finds is no search that can be kept", corpus.ErrInvalid)
	case fl.similar != "":
		return nil
	case fl.Lines:
		if fl.Syntax, err = parseSyntax(fl.from); err == nil {
			fl.Text, err = o.strategyText(fl.lines)
		}
		return err
	case len(args) == 0:
		return fmt.Errorf("%w: say what to search for, or name a strategy with --lines FILE", corpus.ErrInvalid)
	case fl.from != "":
		return fmt.Errorf("%w: --from is for --lines; a query is in PubMed syntax (appraise translate writes it so)", corpus.ErrInvalid)
	}
	fl.Text = strings.Join(args, " ")
	return nil
}

func (o *options) search(cmd *cobra.Command, fl searchFlags, args []string) error {
	if err := fl.settle(o, args); err != nil {
		return err
	}
	var show *progress
	fl.Progress = func(n int) {
		if show == nil {
			show = o.progress("Bringing the index up to date", "studies")
		}
		show.at(n)
	}
	return o.withApp(cmd, func(a *app.App) error {
		found, err := ask(cmd, a, fl)
		if show != nil {
			show.close()
		}
		if err != nil {
			return o.wrongQuery(fl.Text, err)
		}
		switch {
		case o.json:
			err = o.printJSON(found)
		case fl.Record:
			o.printRecord(found.Record)
		default:
			o.printFound(found, !fl.Lines || fl.hits)
		}
		o.tellSaved(found.Saved)
		if err == nil && unrun(found) {
			return status(exitFindings)
		}
		return err
	})
}

func ask(cmd *cobra.Command, a *app.App, fl searchFlags) (app.Found, error) {
	if fl.similar != "" {
		return a.Similar(cmd.Context(), corpus.StudyID(fl.similar), fl.Options)
	}
	return a.Ask(cmd.Context(), fl.Search)
}

// unrun reports whether a strategy has lines that could not be run.
func unrun(found app.Found) bool {
	for _, l := range found.Lines {
		if l.Refused != "" {
			return true
		}
	}
	return false
}

func (o *options) tellSaved(s *corpus.SavedSearch) {
	switch {
	case s == nil:
	case o.dryRun:
		o.note("Would save the search as %s. Nothing was stored.", s.ID)
	default:
		o.note("Saved as %s. Use it as saved:%s in a query.", s.ID, s.ID)
	}
}

// printFields lists the fields of the search language.
func (o *options) printFields() error {
	type field struct {
		Tag  string   `json:"tag"`
		Name string   `json:"name"`
		Also []string `json:"also"`
		Ovid string   `json:"ovid,omitempty"`
	}
	var list []field
	t := &table{flex: 3}
	t.add("TAG", "OVID", "FIELD", "ALSO")
	for _, f := range query.Fields {
		list = append(list, field{f.Tag, f.Name, nonNil(f.Also), f.Ovid})
		ovid := ""
		if f.Ovid != "" {
			ovid = "." + f.Ovid + "."
		}
		t.add("["+f.Tag+"]", ovid, f.Name, strings.Join(f.Also, ", "))
	}
	if o.json {
		return o.printJSON(list)
	}
	o.printTable(t)
	return nil
}
