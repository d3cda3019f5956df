package main

import (
	"fmt"
	"strings"

	"appraise/cmd/internal/app"
	"appraise/corpus"
)

// printStudyScreen prints what a study is worth so that it fits a screen: the
// whole is --full, what identifies and mentions it is show.
func (o *options) printStudyScreen(g app.StudyGrade) {
	o.printScreenHead(g.StudyView)
	o.heading(fmt.Sprintf("Do the printed numbers agree? Checked %d of %d numbers", g.Integrity.Checked, g.Integrity.Numbers))
	if len(g.Integrity.Findings) == 0 {
		o.wrap("  ", "Nothing was found that does not fit.")
	}
	for _, f := range g.Integrity.Findings {
		o.item("  ! ", f.Statement)
		last := f.Consequences[max(len(f.Consequences)-1, 0):]
		o.printArithmetic(f, last)
	}
	if len(g.Dismissed) > 0 {
		o.wrap("  ", count(len(g.Dismissed), "finding was", "findings were")+" dismissed.")
	}
	o.heading("What the counts give")
	for _, r := range g.Results {
		if r.Status != corpus.Rejected {
			o.printResult(r)
		}
	}
	o.printNoResult(g)
	o.heading("Risk of bias")
	for _, ap := range g.Appraisals {
		o.printAppraisalHead(ap)
		if line := domainLine(ap); line != "" {
			o.wrap("    ", line)
		}
	}
	o.printNoAppraisal(g)
	if line := levelLine(g); line != "" {
		o.wrap("  ", line)
	}
	o.note("Every step: appraise grade %s --full", g.ID)
}

// printScreenHead prints what a study is, how many people it had, and what
// became of it.
func (o *options) printScreenHead(v app.StudyView) {
	o.wrap("", o.style(bold, v.Title))
	var parts []string
	switch len(v.Authors) {
	case 0:
	case 1:
		parts = append(parts, v.Authors[0]+".")
	default:
		parts = append(parts, v.Authors[0]+", et al.")
	}
	source := v.Journal
	if v.Year > 0 {
		source = strings.TrimPrefix(fmt.Sprintf("%s, %d", source, v.Year), ", ")
	}
	o.wrap("", strings.Join(append(parts, source), " "))
	o.say("")
	o.row("Study", string(v.ID))
	o.printKind(v)
	o.row("Not checked", strings.Join(v.Unverified, ", "))
}

// domainLine says the judgements of an appraisal by domain.
func domainLine(ap app.AppraisalView) string {
	var parts []string
	for _, d := range sortedDomains(ap.Domains) {
		parts = append(parts, d+" "+dash(string(ap.Domains[d].Final())))
	}
	return join(parts, " · ")
}

// levelLine says the levels of evidence of a design.
func levelLine(g app.StudyGrade) string {
	var parts []string
	for _, l := range g.Levels {
		parts = append(parts, string(l.System)+" "+l.Value)
	}
	if len(parts) == 0 {
		return ""
	}
	return "Level of evidence by design, for benefit of treatment: " + join(parts, " · ")
}
