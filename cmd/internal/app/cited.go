package app

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"appraise/corpus"
	"appraise/corpus/citations"
	"appraise/grading/claims"
)

// CitationReport is who cites a study and whom it cites, as far as the reference lists
// of the library tell.
type CitationReport struct {
	Study      corpus.StudyID        `json:"study"`
	Backward   []citations.Traced    `json:"backward"`  // works it cites
	Forward    []citations.Traced    `json:"forward"`   // works that cite it
	CoCited    []citations.Neighbour `json:"co_cited"`  // cited together with it
	Coupled    []citations.Neighbour `json:"coupled"`   // cite the same works
	Retracted  []RetractedCite       `json:"retracted"` // works it cites that were retracted
	ClaimsRest []string              `json:"claims,omitempty"`
	Stats      citations.Stats       `json:"stats"`
}

// RetractedCite is a work that was retracted or withdrawn and is cited.
type RetractedCite struct {
	Report corpus.ReportID `json:"report"` // that cites it
	Cited  citations.Node  `json:"cited"`
	Notice string          `json:"notice"`
}

// Cited lists what a study cites and what cites it. It is named by its key or
// by the DOI of one of its reports.
func (a *App) Cited(ctx context.Context, name string) (CitationReport, error) {
	st, err := a.studyByNameOrDOI(ctx, name)
	if err != nil {
		return CitationReport{}, err
	}
	g, err := a.citationGraph(ctx)
	if err != nil {
		return CitationReport{}, err
	}
	b, err := a.bundle(ctx, st)
	if err != nil {
		return CitationReport{}, err
	}
	seeds := make([]corpus.ReportID, len(b.Reports))
	for i, r := range b.Reports {
		seeds[i] = r.ID
	}
	c := CitationReport{Study: b.Study.ID, Backward: nonNil(g.Backward(seeds...)), Forward: nonNil(g.Forward(seeds...)), Stats: g.Stats()}
	for _, s := range seeds {
		c.CoCited = append(c.CoCited, g.CoCited(s)...)
		c.Coupled = append(c.Coupled, g.Coupled(s)...)
	}
	c.CoCited, c.Coupled = nonNil(c.CoCited), nonNil(c.Coupled)
	if c.Retracted, err = a.citesRetracted(ctx, g, seeds); err != nil {
		return c, err
	}
	ask, err := a.asked(ctx)
	c.ClaimsRest = ask.claims[b.Study.ID]
	return c, err
}

func nonNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// citationGraph reads the reference lists of all reports.
func (a *App) citationGraph(ctx context.Context) (*citations.Graph, error) {
	var failed error
	g := citations.Build(a.works(ctx, &failed))
	return g, failed
}

func (a *App) works(ctx context.Context, failed *error) iter.Seq[citations.Work] {
	stop := errors.New("enough")
	return func(yield func(citations.Work) bool) {
		err := a.Store.AllReports(ctx, func(r corpus.Report) error {
			if !yield(citations.Work{Report: r.ID, Item: r.Item}) {
				return stop
			}
			return nil
		})
		if !errors.Is(err, stop) {
			*failed = err
		}
	}
}

func (a *App) studyByNameOrDOI(ctx context.Context, name string) (corpus.StudyID, error) {
	st, err := a.Store.Study(ctx, corpus.StudyID(name))
	if err == nil {
		return st.ID, nil
	}
	doi, bad := corpus.ParseDOI(name)
	if bad != nil || !errors.Is(err, corpus.ErrNotFound) {
		return "", err
	}
	found := corpus.StudyID("")
	stop := errors.New("enough")
	err = a.Store.AllReports(ctx, func(r corpus.Report) error {
		if r.Item.DOI == doi {
			found = r.Study
			return stop
		}
		return nil
	})
	if err != nil && !errors.Is(err, stop) {
		return "", err
	}
	if found == "" {
		return "", fmt.Errorf("a study with the DOI %s: %w", doi, corpus.ErrNotFound)
	}
	return found, nil
}

// citesRetracted lists the works cited by the reports that were retracted or
// withdrawn, as far as the library knows.
func (a *App) citesRetracted(ctx context.Context, g *citations.Graph, of []corpus.ReportID) ([]RetractedCite, error) {
	all, err := a.Store.Notices(ctx)
	if err != nil {
		return nil, err
	}
	fallen := map[corpus.ReportID]string{}
	for _, n := range all {
		switch n.Type {
		case corpus.Retracted, corpus.RetractedRepublished, corpus.Withdrawn:
			fallen[n.Report] = NoticeLine(n)
		}
	}
	out := []RetractedCite{}
	for _, c := range g.Citing(func(n citations.Node) bool { return n.InLibrary() && fallen[n.Report] != "" }) {
		if slices.Contains(of, c.Report) {
			out = append(out, RetractedCite{Report: c.Report, Cited: c.Cited, Notice: fallen[c.Cited.Report]})
		}
	}
	return out, nil
}

// ClaimMatrix sets claims against studies.
type ClaimMatrix struct {
	claims.Matrix
	Texts map[string]string        `json:"texts"` // of the claims
	Falls map[string][]claims.Fall `json:"falls"` // by claim: studies without which it falls
}

// Matrix sets the claims of a question, or all, against the studies they are
// linked to.
func (a *App) Matrix(ctx context.Context, question string) (ClaimMatrix, error) {
	list, err := a.JudgeClaims(ctx, question)
	if err != nil {
		return ClaimMatrix{}, err
	}
	inputs := make([]claims.Input, len(list))
	m := ClaimMatrix{Texts: map[string]string{}, Falls: map[string][]claims.Fall{}}
	for i, d := range list {
		inputs[i] = d.input
		m.Texts[d.Claim.ID] = d.Claim.Text
		for _, f := range claims.LeaveOneOut(d.input) {
			if f.Falls {
				m.Falls[d.Claim.ID] = append(m.Falls[d.Claim.ID], f)
			}
		}
	}
	m.Matrix = claims.NewMatrix(inputs)
	m.Studies, m.Rows = nonNil(m.Studies), nonNil(m.Rows)
	return m, nil
}
