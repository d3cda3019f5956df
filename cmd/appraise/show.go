package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/grading/design"
)

func newShow(o *options) *cobra.Command {
	var records bool
	cmd := &cobra.Command{
		Use:   "show STUDY",
		Short: "Show everything on one study",
		Example: `  appraise show prasad2012inversion
  appraise show prasad2012inversion --records --json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			a, err := o.open(cmd.Context())
			if err != nil {
				return err
			}
			defer a.Close()
			p, err := a.Show(cmd.Context(), corpus.StudyID(args[0]), records)
			if err != nil {
				return err
			}
			if o.json {
				return o.printJSON(p)
			}
			o.printPage(p)
			return nil
		},
	}
	cmd.Flags().BoolVar(&records, "records", false, "with the records as their sources gave them")
	return cmd
}

func (o *options) printPage(p app.StudyPage) {
	o.printHead(p.StudyView)
	for i, r := range p.Reports {
		if i > 0 {
			o.say("")
			o.item("Report        ", string(r.ID)+": "+r.Item.Title)
		}
		o.printText(r)
	}
	for _, f := range p.Facts {
		o.row("Stated", f.Field+" = "+f.Value+" (by "+f.By+")")
	}
	for _, r := range p.Results {
		o.row("Result", r.Outcome+": "+armsText(r)+" ["+string(r.Status)+"] "+r.ID)
	}
	for _, ap := range p.Appraisals {
		o.row("Appraisal", appraisalLine(ap))
	}
	for _, at := range p.Attached {
		o.row("Attached", attachmentLine(at))
	}
	for _, r := range p.Records {
		o.say("")
		o.say("%s", o.style(bold, fmt.Sprintf("Record %s from %s:%d (%s)", r.ID, r.Source, r.Line, r.Format)))
		o.say("%s", strings.TrimRight(r.Raw, "\n"))
	}
}

// row prints what a study has under a heading, unless it has none.
func (o *options) row(head, text string) {
	if text != "" {
		o.item(fmt.Sprintf("%-14s", head), text)
	}
}

// printKind prints what a study is, how many people it had, and what became
// of it.
func (o *options) printKind(v app.StudyView) {
	o.row("Design", designText(v.Design))
	o.row("People", sizeText(v))
	for _, m := range v.Mismatches {
		o.row("", "! "+m.String())
	}
	for _, n := range v.Notices {
		o.row("Notice", app.NoticeLine(n))
	}
}

// printHead prints what identifies a study, what it is, and what became of it.
func (o *options) printHead(v app.StudyView) {
	o.wrap("", o.style(bold, v.Title))
	line := strings.Join(v.Authors, ", ")
	if len(v.Authors) > 6 {
		line = strings.Join(v.Authors[:3], ", ") + ", et al"
	}
	if v.Journal != "" {
		line += ". " + v.Journal
	}
	if v.Year > 0 {
		line += fmt.Sprintf(", %d", v.Year)
	}
	o.wrap("", strings.TrimPrefix(line, ". "))
	o.say("")
	o.row("Study", string(v.ID))
	o.row("DOI", string(v.DOI))
	o.row("PMID", string(v.PMID))
	o.printKind(v)
	o.row("Risk of bias", string(v.Risk))
	o.row("Tags", strings.Join(v.Tags, ", "))
	o.row("Questions", strings.Join(v.Questions, ", "))
	o.row("Claims", strings.Join(v.Claims, ", "))
	o.row("Not checked", strings.Join(v.Unverified, ", "))
}

// printText prints the abstract, or the summary with its author.
func (o *options) printText(r corpus.Report) {
	text, by := r.Text()
	if text == "" {
		return
	}
	o.say("")
	if by != "" {
		o.say("%s", o.style(faint, "Summary by "+by+" (not the words of the paper)"))
	}
	o.wrap("", text)
	o.say("")
}

// designText says a design, how sure it is, and the words that decided.
func designText(d design.Design) string {
	text := design.Words[d.Design]
	if d.Confidence != "" {
		text += " (" + confidenceWord(string(d.Confidence)) + ")"
	}
	for i, s := range d.Spans {
		if i == 0 {
			text += ": “" + s.Quote + "”"
		}
	}
	for _, c := range d.Conflicts {
		text += "; but " + c
	}
	return text
}

func confidenceWord(c string) string {
	switch c {
	case "A":
		return "sure"
	case "B":
		return "stated"
	case "C":
		return "unclear"
	}
	return c
}

// sizeText says the sample size and the sentence it was read from.
func sizeText(v app.StudyView) string {
	text := app.SizeText(v.SampleSize)
	if q := app.SizeQuote(v); q != "" {
		text += ": “" + q + "”"
	}
	return text
}

// armsText says what the arms of a result counted or measured.
func armsText(r corpus.Result) string {
	var parts []string
	for _, a := range r.Arms {
		switch {
		case a.Events != nil && a.N != nil:
			parts = append(parts, fmt.Sprintf("%d/%d", *a.Events, *a.N))
		case a.Mean != nil && a.N != nil:
			sd := ""
			if a.SD != nil {
				sd = fmt.Sprintf(" (SD %g)", *a.SD)
			}
			parts = append(parts, fmt.Sprintf("%g%s in %d", *a.Mean, sd, *a.N))
		default:
			parts = append(parts, a.Label)
		}
	}
	return strings.Join(parts, " v ")
}

func appraisalLine(ap corpus.Appraisal) string {
	text := ap.Instrument + ": " + dash(string(ap.Final()))
	if ap.Outcome != "" {
		text += " for " + ap.Outcome
	}
	if ap.Basis != "" {
		text += ", from " + ap.Basis
	}
	text += " (by " + ap.By
	if ap.Example {
		text += "; example decision"
	}
	return text + ")"
}
