package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/index"
)

func newSearch(o *options) *cobra.Command {
	var opt index.Options
	var ranked, boolean, facets bool
	cmd := &cobra.Command{
		Use:   "search QUERY",
		Short: "Find studies",
		Long: `Find studies by the words of their titles, abstracts, authors and headings.

Plain words are ranked by how well they fit. AND OR NOT (in capitals, read from
left to right), "phrases", trunc* and [field] tags, as in PubMed, give an exact
set. Fields work as field:value too. A year range is 2010:2020[dp].`,
		Example: `  appraise search inversion therapy sciatica
  appraise search '"low back pain"[ti] AND (traction OR inversion) NOT review[pt]'
  appraise search 'design:rct AND year:2010..2020'
  appraise search 'inversion[tiab] AND 20:100[n]' --json`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if ranked {
				opt.Mode = index.Ranked
			}
			if boolean {
				opt.Mode = index.Boolean
			}
			if facets || o.json {
				opt.Facets = index.FacetNames
			} else {
				opt.Facets = []string{"design", "year", "rob"}
			}
			a, err := o.open(cmd.Context())
			if err != nil {
				return err
			}
			defer a.Close()
			found, err := a.Search(cmd.Context(), strings.Join(args, " "), opt)
			if err != nil {
				return err
			}
			if o.json {
				return o.printJSON(found)
			}
			o.printFound(found)
			return nil
		},
	}
	f := cmd.Flags()
	f.BoolVar(&ranked, "ranked", false, "order by relevance")
	f.BoolVar(&boolean, "boolean", false, "exact set")
	f.IntVar(&opt.Limit, "limit", 20, "studies to show")
	f.StringVar(&opt.Sort, "sort", "", "relevance, newest, oldest, n or id")
	f.StringVar(&opt.After, "after", "", "go on after the cursor of an earlier answer")
	f.BoolVar(&facets, "facets", false, "count the results by every property")
	f.BoolVar(&opt.Explain, "explain", false, "say how scores came about")
	cmd.MarkFlagsMutuallyExclusive("ranked", "boolean")
	return cmd
}

// maxPassages is how many passages a study shows.
const maxPassages = 2

func (o *options) printFound(found app.Found) {
	for _, n := range found.Notes {
		o.note("%s", n)
	}
	o.note("%s for %s (%s)", count(found.Total, "study", "studies"), found.Query, found.Mode)
	for _, h := range found.Hits {
		o.say("")
		o.printHit(h)
	}
	if len(found.Hits) > 0 && len(found.Facets) > 0 {
		o.say("")
		for _, f := range found.Facets {
			o.printFacet(f)
		}
	}
	if found.Next != "" {
		o.note("More: --after %s", found.Next)
	}
}

func (o *options) printHit(h app.FoundStudy) {
	o.item(o.style(bold, string(h.ID))+"  ", noticeFlag(h.Notices)+h.Title)
	line := shortDesign(h.Design.Design)
	if s := sizeCell(h.StudyView); s != "–" {
		line += ", n = " + s
	}
	if h.Risk != "" {
		line += ", risk of bias " + string(h.Risk)
	}
	if h.Year > 0 {
		line = fmt.Sprintf("%d, ", h.Year) + line
	}
	o.wrap("  ", line)
	shown := 0
	for _, p := range h.Passages {
		if p.Field == "title" || shown == maxPassages {
			continue
		}
		shown++
		head := "  "
		if p.Place != "" && !strings.HasPrefix(p.Text, p.Place) {
			head = "  " + p.Place + ": "
		}
		o.item(head, o.mark(p)+summaryNote(h.TextBy))
	}
	if h.Explain != "" {
		o.wrap("  ", h.Explain)
	}
}

// mark shows a passage with the words found set off.
func (o *options) mark(p index.Passage) string {
	var b strings.Builder
	at := 0
	for _, m := range p.Marks {
		if m[0] < at || m[1] > len(p.Text) {
			continue
		}
		b.WriteString(p.Text[at:m[0]])
		b.WriteString(o.style(marked, p.Text[m[0]:m[1]]))
		at = m[1]
	}
	b.WriteString(p.Text[at:])
	return strings.Join(strings.Fields(b.String()), " ")
}

func (o *options) printFacet(f index.Facet) {
	var parts []string
	for i, v := range f.Values {
		if i == 8 {
			parts = append(parts, "…")
			break
		}
		parts = append(parts, fmt.Sprintf("%s %d", dash(v.Value), v.Count))
	}
	if len(parts) > 0 {
		o.item(fmt.Sprintf("%-10s", f.Name), strings.Join(parts, " · "))
	}
}

// summaryNote tells a summary from the words of the paper.
func summaryNote(by string) string {
	if by == "" {
		return ""
	}
	return " [summary by " + by + "]"
}
