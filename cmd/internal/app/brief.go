package app

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/grading"
	"appraise/grading/design"
	"appraise/grading/samplesize"
	"appraise/reports"
	"appraise/reports/pdf"
)

// Program names the program in what it prints.
const Program = "appraise"

// Briefing compiles the briefing of a question as of a day.
func (a *App) Briefing(ctx context.Context, question string, at time.Time, house reports.House, draft bool) (reports.Briefing, error) {
	body, bundles, err := a.body(ctx, question)
	if err != nil {
		return reports.Briefing{}, err
	}
	body.At = at
	in := reports.Input{At: at, Program: Program, House: house, Draft: draft, Studies: map[corpus.StudyID]reports.Source{}}
	if in.Assessment, err = grading.Evaluate(body); err != nil {
		return reports.Briefing{}, err
	}
	for _, b := range bundles {
		in.Studies[b.Study.ID] = a.reportSource(b, at)
		if g, ok := guideline(b, at); ok {
			in.Guidelines = append(in.Guidelines, g)
		}
	}
	if in.Claims, err = a.claimsOn(ctx, question); err != nil {
		return reports.Briefing{}, err
	}
	if in.Library.Hash, in.Library.Events, err = a.Store.Digest(ctx); err != nil {
		return reports.Briefing{}, err
	}
	return reports.Compile(in)
}

// WritePDF renders a briefing.
func (a *App) WritePDF(w io.Writer, b reports.Briefing, opt pdf.Options) (pdf.Result, error) {
	return pdf.Write(w, b, opt)
}

// claimsOn returns the claims that bear on a question, by their question or
// by a study of it.
func (a *App) claimsOn(ctx context.Context, question string) ([]reports.ClaimView, error) {
	all, err := a.Store.Claims(ctx)
	var out []reports.ClaimView
	for _, c := range all {
		if c.Question == question {
			out = append(out, reports.ClaimView{Claim: c})
		}
	}
	return out, err
}

// reportSource is what a document may say of a study.
func (a *App) reportSource(b sqlite.Bundle, at time.Time) reports.Source {
	rep := b.Main()
	size := sizeOf(b)
	checks, _ := findings(b)
	s := reports.Source{
		Study: b.Study, Item: rep.Item, Label: label(b), Summary: rep.Summary, SummaryBy: rep.SummaryBy,
		Design: string(designOf(b).Design), N: size.N, SizeText: SizeText(size), Facts: b.Facts, Appraisals: b.Appraisals,
		Sizes:   reports.Sizes{Enrolled: size.Enrolled, Randomised: size.Randomised, Analysed: size.Analysed},
		Notices: slices.Clone(b.Notices), Verified: verified(b.Study),
	}
	if n, ok := expired(b, at); ok {
		s.Notices = append(s.Notices, n)
	}
	for _, arm := range size.Arms {
		s.Sizes.Arms = append(s.Sizes.Arms, arm.N)
	}
	for _, f := range checks.Findings {
		s.Findings = append(s.Findings, reports.Finding{ID: f.ID, Statement: f.Statement, Arithmetic: f.Arithmetic, Level: f.Level.String(), Innocent: strings.Join(f.Innocent, "; ")})
	}
	return s
}

func verified(s corpus.Study) string {
	if len(s.Unverified) == 0 {
		return ""
	}
	return "not checked at the source: " + strings.Join(s.Unverified, ", ")
}

// guideline is what an issuer recommends, when the study is a guideline.
func guideline(b sqlite.Bundle, at time.Time) (reports.Guideline, bool) {
	if designOf(b).Design != design.Guideline {
		return reports.Guideline{}, false
	}
	rep := b.Main()
	g := reports.Guideline{Study: b.Study.ID, Says: rep.Summary, SaysBy: rep.SummaryBy}
	for _, f := range b.Facts {
		if f.Field == "issuer" {
			g.Issuer = f.Value
		}
	}
	if n, ok := expired(b, at); ok {
		g.Expired, g.Rule = n.Date, n.Reason
	}
	return g, true
}

// SizeText says a sample size in one line: "24 randomised (26 enrolled; arms
// 13 and 11)".
func SizeText(s samplesize.SampleSize) string {
	if s.NStudies != nil || s.NParticipants != nil {
		return reviewSize(s)
	}
	if s.N == nil {
		return "not stated"
	}
	word := "people"
	for _, l := range []struct {
		n    *int
		word string
	}{{s.Randomised, "randomised"}, {s.Enrolled, "enrolled"}, {s.Analysed, "analysed"}} {
		if l.n != nil && *l.n == *s.N {
			word = l.word
			break
		}
	}
	var extra []string
	if s.Enrolled != nil && *s.Enrolled != *s.N {
		extra = append(extra, fmt.Sprintf("%d enrolled", *s.Enrolled))
	}
	if len(s.Arms) > 1 {
		var arms []string
		for _, a := range s.Arms {
			arms = append(arms, fmt.Sprint(a.N))
		}
		extra = append(extra, "arms "+strings.Join(arms[:len(arms)-1], ", ")+" and "+arms[len(arms)-1])
	}
	text := fmt.Sprintf("%d %s", *s.N, word)
	if s.Confidence == samplesize.C {
		text += " (unclear)"
	}
	if len(extra) > 0 {
		text += " (" + strings.Join(extra, "; ") + ")"
	}
	return text
}

func reviewSize(s samplesize.SampleSize) string {
	var parts []string
	if s.NStudies != nil {
		parts = append(parts, fmt.Sprintf("%d studies", *s.NStudies))
	}
	if s.NParticipants != nil {
		parts = append(parts, fmt.Sprintf("%d people", *s.NParticipants))
	}
	return strings.Join(parts, ", ")
}
