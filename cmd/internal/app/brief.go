package app

import (
	"context"
	"errors"
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
	"appraise/reports/html"
	"appraise/reports/pdf"
	"appraise/reports/text"
)

// Program names the program in what it prints.
const Program = "appraise"

// Documents lists what can be printed. All but the overview are of a
// question; a sheet is of a study.
var Documents = []string{"briefing", "profile", "sheet", "claims", "overview"}

// Printing says which document is wanted, and how.
type Printing struct {
	Document string // one of Documents; "" is the briefing
	Subject  string // question; for a sheet the study; for the overview nothing
	At       time.Time
	House    reports.House
	Draft    bool
}

// Compile makes a document from the library as it is.
func (a *App) Compile(ctx context.Context, p Printing) (reports.Briefing, error) {
	in := reports.Input{At: p.At, Program: Program, House: p.House, Draft: p.Draft, Studies: map[corpus.StudyID]reports.Source{}}
	err := p.House.Check()
	if err != nil {
		return reports.Briefing{}, err
	}
	if in.Library.Hash, in.Library.Events, err = a.Store.Digest(ctx); err != nil {
		return reports.Briefing{}, err
	}
	switch p.Document {
	case "", "briefing":
		return a.onQuestion(ctx, in, p.Subject, fewReasons, reports.Compile)
	case "profile":
		return a.onQuestion(ctx, in, p.Subject, allReasons, reports.Profile)
	case "claims":
		if p.Subject != "" {
			b, err := a.onQuestion(ctx, in, p.Subject, allReasons, reports.ClaimReport)
			if p.Subject != p.Document || !errors.Is(err, corpus.ErrNotFound) {
				return b, err
			} // the report on all claims goes by that name
		}
		return a.onLibrary(ctx, in, reports.ClaimReport)
	case "overview":
		return a.onLibrary(ctx, in, reports.Overview)
	case "sheet":
		return a.onStudy(ctx, in, corpus.StudyID(p.Subject))
	}
	return reports.Briefing{}, fmt.Errorf("%w: document %q is none of %s", corpus.ErrInvalid, p.Document, strings.Join(Documents, ", "))
}

type compile func(reports.Input) (reports.Briefing, error)

// onQuestion gathers what is known of a question and its studies.
func (a *App) onQuestion(ctx context.Context, in reports.Input, question string, reasons int, f compile) (reports.Briefing, error) {
	body, bundles, err := a.body(ctx, question)
	if err != nil {
		return reports.Briefing{}, err
	}
	body.At = in.At
	if in.Assessment, err = grading.Evaluate(body); err != nil {
		return reports.Briefing{}, err
	}
	in.Claims, err = a.claimViews(ctx, in.At, reasons, func(c corpus.Claim) bool { return c.Question == question })
	if err != nil {
		return reports.Briefing{}, err
	}
	if bundles, err = a.withClaimed(ctx, bundles, in.Claims); err != nil {
		return reports.Briefing{}, err
	}
	a.addSources(&in, bundles)
	return f(in)
}

// withClaimed adds the studies that claims are linked to.
func (a *App) withClaimed(ctx context.Context, bundles []sqlite.Bundle, claims []reports.ClaimView) ([]sqlite.Bundle, error) {
	have := map[corpus.StudyID]bool{}
	for _, b := range bundles {
		have[b.Study.ID] = true
	}
	for _, c := range claims {
		for _, l := range c.Claim.Links {
			if have[l.Study] {
				continue
			}
			b, err := a.bundle(ctx, l.Study)
			if err != nil {
				return nil, fmt.Errorf("claim %s: %w", c.Claim.ID, err)
			}
			have[l.Study] = true
			bundles = append(bundles, b)
		}
	}
	return bundles, nil
}

// onLibrary gathers everything.
func (a *App) onLibrary(ctx context.Context, in reports.Input, f compile) (reports.Briefing, error) {
	ids, err := a.Store.StudyIDs(ctx)
	if err != nil {
		return reports.Briefing{}, err
	}
	bundles, err := a.Store.Bundles(ctx, ids...)
	if err != nil {
		return reports.Briefing{}, err
	}
	if in.Claims, err = a.claimViews(ctx, in.At, allReasons, func(corpus.Claim) bool { return true }); err != nil {
		return reports.Briefing{}, err
	}
	qs, err := a.Store.Questions(ctx)
	if err != nil {
		return reports.Briefing{}, err
	}
	for _, q := range qs {
		body, _, err := a.body(ctx, q.ID)
		if err != nil {
			return reports.Briefing{}, err
		}
		body.At = in.At
		as, err := grading.Evaluate(body)
		if err != nil {
			return reports.Briefing{}, err
		}
		in.Questions = append(in.Questions, as)
	}
	a.addSources(&in, bundles)
	return f(in)
}

// onStudy gathers one study and the claims linked to it.
func (a *App) onStudy(ctx context.Context, in reports.Input, id corpus.StudyID) (reports.Briefing, error) {
	b, err := a.bundle(ctx, id)
	if err != nil {
		return reports.Briefing{}, err
	}
	if in.Assessment, err = a.alone(b, in.At); err != nil {
		return reports.Briefing{}, err
	}
	in.Claims, err = a.claimViews(ctx, in.At, fewReasons, func(c corpus.Claim) bool {
		return slices.ContainsFunc(c.Links, func(l corpus.Link) bool { return l.Study == b.Study.ID })
	})
	if err != nil {
		return reports.Briefing{}, err
	}
	bundles, err := a.withClaimed(ctx, []sqlite.Bundle{b}, in.Claims)
	if err != nil {
		return reports.Briefing{}, err
	}
	a.addSources(&in, bundles)
	return reports.StudySheet(in, b.Study.ID)
}

// alone computes the effects of one study's confirmed results, each by
// itself, whether or not a question asks for them.
func (a *App) alone(b sqlite.Bundle, at time.Time) (grading.Assessment, error) {
	member := corpus.Member{Study: b.Study.ID, In: true}
	st := a.gradingStudy(b, member)
	q := corpus.Question{ID: string(b.Study.ID), Text: "What did " + string(b.Study.ID) + " find?", Members: []corpus.Member{member}}
	var all grading.Assessment
	for _, r := range st.Results {
		one := st
		one.Results = []corpus.Result{r}
		q.Outcomes = []corpus.Outcome{{Name: r.Outcome, Importance: 9, FollowUp: r.FollowUp}}
		as, err := grading.Evaluate(grading.Input{Question: q, Studies: []grading.Study{one}, At: at})
		if err != nil {
			return grading.Assessment{}, fmt.Errorf("result %s: %w", r.ID, err)
		}
		all.Outcomes = append(all.Outcomes, as.Outcomes...)
	}
	return all, nil
}

func (a *App) addSources(in *reports.Input, bundles []sqlite.Bundle) {
	for _, b := range bundles {
		in.Studies[b.Study.ID] = a.reportSource(b, in.At)
		if g, ok := guideline(b, in.At); ok {
			in.Guidelines = append(in.Guidelines, g)
		}
	}
}

// Formats lists the forms a document can be written in.
var Formats = []string{"pdf", "html", "md", "json", "csv"}

// Written tells what became of a document.
type Written struct {
	Pages   int      // of a PDF
	Missing []string // characters that were shown in another way
	Dropped []string // parts that two pages had no room for
}

// Write writes a document in one of Formats; pdfa asks for PDF/A-1b.
func Write(w io.Writer, b reports.Briefing, format string, pdfa bool) (Written, error) {
	switch format {
	case "", "pdf":
		res, err := pdf.Write(w, b, pdf.Options{PDFA1b: pdfa})
		return Written{Pages: res.Pages, Missing: res.Missing, Dropped: res.Dropped}, err
	case "html":
		return Written{}, html.Write(w, b)
	case "md":
		return Written{}, text.Markdown(w, b)
	case "json":
		return Written{}, text.JSON(w, b)
	case "csv":
		return Written{}, text.CSV(w, b)
	}
	return Written{}, fmt.Errorf("%w: format %q is none of %s", corpus.ErrInvalid, format, strings.Join(Formats, ", "))
}

// How many reasons are told beside a verdict: on a briefing of two pages, and
// where there is room.
const (
	fewReasons = 1
	allReasons = 20
)

// claimViews returns the claims that are wanted, in the order of their
// numbers, each with its verdict and at most so many reasons.
func (a *App) claimViews(ctx context.Context, at time.Time, reasons int, want func(corpus.Claim) bool) ([]reports.ClaimView, error) {
	all, err := a.Store.Claims(ctx)
	if err != nil {
		return nil, err
	}
	j := a.newJudge(at)
	var out []reports.ClaimView
	for _, c := range all {
		if !want(c) {
			continue
		}
		d, err := j.claim(ctx, c)
		if err != nil {
			return nil, err
		}
		v := reports.ClaimView{Claim: c, Verdict: string(d.Result.Verdict), Because: d.because(reasons)}
		if reasons == allReasons {
			v.Safer = d.Safer // a briefing says it as its answer
		}
		out = append(out, v)
	}
	return out, nil
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
