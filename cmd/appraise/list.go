package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/grading/design"
)

func newList(o *options) *cobra.Command {
	var tag string
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the studies of the library",
		Example: `  appraise list
  appraise list --tag included --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			a, err := o.open(cmd.Context())
			if err != nil {
				return err
			}
			defer a.Close()
			views, err := a.List(cmd.Context())
			if err != nil {
				return err
			}
			if tag != "" {
				views = slices.DeleteFunc(views, func(v app.StudyView) bool { return !slices.Contains(v.Tags, tag) })
			}
			if o.json {
				return o.printJSON(views)
			}
			o.printStudies(views)
			return nil
		},
	}
	cmd.Flags().StringVar(&tag, "tag", "", "only studies with this tag")
	return cmd
}

// printStudies prints one line a study.
func (o *options) printStudies(views []app.StudyView) {
	t := &table{right: map[int]bool{2: true}, flex: 4}
	t.add("STUDY", "DESIGN", "N", "RISK OF BIAS", "TITLE")
	for _, v := range views {
		t.add(string(v.ID), shortDesign(v.Design.Design), sizeCell(v), dash(string(v.Risk)), noticeFlag(v.Notices)+v.Title)
	}
	if len(views) > 0 {
		o.printTable(t)
	}
	o.note("%s", count(len(views), "study", "studies"))
}

// sizeCell is the number of people, with ? when it is unclear; reviews show
// their studies.
func sizeCell(v app.StudyView) string {
	s := v.SampleSize
	switch {
	case s.NParticipants != nil:
		return fmt.Sprintf("%d", *s.NParticipants)
	case s.NStudies != nil:
		return fmt.Sprintf("%d st.", *s.NStudies)
	case s.N == nil:
		return "–"
	case s.Confidence == "C":
		return strconv.Itoa(*s.N) + "?"
	}
	return strconv.Itoa(*s.N)
}

func dash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// noticeFlag says in front of a title what has become of a report.
func noticeFlag(notices []corpus.Notice) string {
	var words []string
	for _, n := range notices {
		if w := strings.ToUpper(string(n.Type)); !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	if len(words) == 0 {
		return ""
	}
	return "[" + strings.Join(words, ", ") + "] "
}

// shortDesign abbreviates the longest names of designs for tables.
func shortDesign(d design.Name) string {
	switch d {
	case "":
		return "–"
	case design.RCT:
		return "RCT"
	case design.SystematicReviewMA:
		return "review, pooled"
	}
	return strings.ReplaceAll(string(d), "_", " ")
}
