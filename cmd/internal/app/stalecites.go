package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/citations"
	"appraise/grading/claims"
)

// ToKnow is something a reader of a claim should know that makes nothing stale.
type ToKnow struct {
	ID   string   `json:"id"` // "claim/c2"
	Text string   `json:"text"`
	Path []string `json:"path"`
}

// CitesFallen lists the claims of which the source, or a study they rest on,
// cites a work of the library that was retracted or withdrawn. What is cited
// need not be what is relied on, so this is for a person to read.
func (a *App) CitesFallen(ctx context.Context) ([]ToKnow, error) {
	out := []ToKnow{}
	fallen, err := a.fallenReports(ctx)
	if err != nil || len(fallen) == 0 {
		return out, err
	}
	list, err := a.Store.Claims(ctx)
	if err != nil {
		return nil, err
	}
	f := &fallenCites{app: a, fallen: fallen, from: map[corpus.StudyID][]cites{}}
	if err := f.read(ctx); err != nil {
		return nil, err
	}
	for _, c := range list {
		id, title := "claim/"+c.ID, claims.Node{Kind: claims.ClaimNode, ID: c.ID}.String()
		for _, x := range f.of(f.source(c)) {
			out = append(out, ToKnow{id, fmt.Sprintf("what the claim stands in, %s, cites %s: %s", x.by, x.cited, x.notice), []string{x.from(), "cited by its source " + string(x.by), title}})
		}
		for _, l := range c.Links {
			for _, x := range f.of(l.Study) {
				out = append(out, ToKnow{id, fmt.Sprintf("%s, which the claim rests on, cites %s: %s", x.by, x.cited, x.notice), []string{x.from(), "cited by study " + string(x.by), title}})
			}
		}
	}
	slices.SortStableFunc(out, func(x, y ToKnow) int { return compareIDs(x.ID, y.ID) })
	return out, nil
}

// fallenReports are the reports that were retracted or withdrawn and not
// reinstated, with the notice.
func (a *App) fallenReports(ctx context.Context) (map[corpus.ReportID]string, error) {
	all, err := a.Store.Notices(ctx)
	if err != nil {
		return nil, err
	}
	out := map[corpus.ReportID]string{}
	for _, n := range all {
		switch n.Type {
		case corpus.Retracted, corpus.RetractedRepublished, corpus.Withdrawn:
			out[n.Report] = NoticeLine(n)
		}
	}
	for _, n := range all {
		if n.Type == corpus.Reinstated {
			delete(out, n.Report)
		}
	}
	return out, nil
}

// cites is a study that cites a fallen one.
type cites struct {
	by, cited corpus.StudyID
	notice    string
}

func (c cites) from() string { return "retracted study " + string(c.cited) }

// fallenCites says which studies cite fallen reports.
type fallenCites struct {
	app     *App
	fallen  map[corpus.ReportID]string
	from    map[corpus.StudyID][]cites
	sources []sourced
}

// sourced is by what an address is known to be that of a report.
type sourced struct {
	study corpus.StudyID
	doi   corpus.DOI
	urls  []string
}

// read goes through the reports once. A study does not cite itself.
func (f *fallenCites) read(ctx context.Context) error {
	study := map[corpus.ReportID]corpus.StudyID{}
	var works []citations.Work
	err := f.app.Store.AllReports(ctx, func(r corpus.Report) error {
		study[r.ID] = r.Study
		if f.fallen[r.ID] != "" || len(citations.References(r.Item)) > 0 {
			works = append(works, citations.Work{Report: r.ID, Item: r.Item})
		}
		if r.Item.DOI != "" || len(r.Item.URLs) > 0 {
			f.sources = append(f.sources, sourced{r.Study, r.Item.DOI, r.Item.URLs})
		}
		return nil
	})
	if err != nil {
		return err
	}
	g := citations.Build(slices.Values(works))
	for _, c := range g.Citing(func(n citations.Node) bool { return n.InLibrary() && f.fallen[n.Report] != "" }) {
		x := cites{study[c.Report], study[c.Cited.Report], f.fallen[c.Cited.Report]}
		if x.by != x.cited && !slices.Contains(f.from[x.by], x) {
			f.from[x.by] = append(f.from[x.by], x)
		}
	}
	return nil
}

func (f *fallenCites) of(id corpus.StudyID) []cites { return f.from[id] }

// source is the study of the library that a claim was written in, when its
// address is that of one.
func (f *fallenCites) source(c corpus.Claim) corpus.StudyID {
	at := strings.TrimSpace(c.Source.URL)
	if at == "" || len(f.from) == 0 {
		return ""
	}
	doi, bad := corpus.ParseDOI(at)
	for _, s := range f.sources {
		if bad == nil && strings.EqualFold(string(s.doi), string(doi)) || slices.Contains(s.urls, at) {
			return s.study
		}
	}
	return ""
}
