package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/grading/claims"
)

// Stale is something that rests on what has changed.
type Stale struct {
	ID     string         `json:"id"` // "claim/c2", as status --decide takes it
	Title  string         `json:"title"`
	Causes []Cause        `json:"causes"`            // those a person has not decided on
	Before *corpus.Review `json:"decided,omitempty"` // the last decision, on earlier causes
}

// RestsOn reports whether one of the causes comes by way of a study.
func (s Stale) RestsOn(id corpus.StudyID) bool {
	node := claims.Node{Kind: claims.StudyNode, ID: string(id)}.String()
	return slices.ContainsFunc(s.Causes, func(c Cause) bool { return slices.Contains(c.Path, node) })
}

// Cause is one change, and the way it takes to what rests on it.
type Cause struct {
	Text string   `json:"text"`
	Path []string `json:"path"`
}

// LibraryStatus lists what is stale and what was decided.
type LibraryStatus struct {
	Stale   []Stale         `json:"stale"`
	Decided []corpus.Review `json:"decided"` // in force: nothing has changed since
}

// moved is something that changed, before it is known what rests on it.
type moved struct {
	node claims.Node
	text string
	keep func([]claims.Affected) []claims.Affected // nil: everything that rests on it
}

// Stale finds what has become stale: notices on studies, guidelines that ran
// out, judgements made on other inputs, extractions that were changed, and
// searches that are too old.
func (a *App) Stale(ctx context.Context) (LibraryStatus, error) {
	g, err := a.ground(ctx)
	if err != nil {
		return LibraryStatus{}, err
	}
	all, err := a.Store.Reviews(ctx)
	if err != nil {
		return LibraryStatus{}, err
	}
	return g.status(all), nil
}

// affects is what becomes stale by it.
func (m moved) affects(g *claims.Graph) []claims.Affected {
	list := g.Stale(m.node)
	if m.keep != nil {
		list = m.keep(list)
	}
	return list
}

// status follows every cause to what rests on it, and leaves out what a person
// decided on.
func (g *ground) status(reviews []corpus.Review) LibraryStatus {
	decided := map[string]corpus.Review{}
	for _, r := range reviews {
		decided[r.ID] = r
	}
	slices.SortFunc(g.moved, func(x, y moved) int { return strings.Compare(x.text, y.text) })
	found := map[string]*Stale{}
	var order []claims.Affected
	for _, m := range g.moved {
		for _, to := range m.affects(&g.graph) {
			if to.Kind == claims.DecisionNode || to.Kind == claims.NoticeNode {
				continue
			}
			id := string(to.Kind) + "/" + to.ID
			r, ok := decided[id]
			if ok && slices.Contains(strings.Split(r.Cause, "\n"), m.text) {
				continue
			}
			s := found[id]
			if s == nil {
				s = &Stale{ID: id, Title: g.titles[claims.Node{Kind: to.Kind, ID: to.ID}]}
				if ok {
					s.Before = &r
				}
				found[id], order = s, append(order, to)
			}
			s.Causes = append(s.Causes, Cause{Text: m.text, Path: to.Path})
		}
	}
	kinds := []claims.NodeKind{claims.StudyNode, claims.BodyNode, claims.ClaimNode, claims.BriefingNode}
	slices.SortFunc(order, func(x, y claims.Affected) int {
		return cmp.Or(cmp.Compare(slices.Index(kinds, x.Kind), slices.Index(kinds, y.Kind)), compareIDs(x.ID, y.ID))
	})
	out := LibraryStatus{Stale: []Stale{}, Decided: []corpus.Review{}}
	for _, to := range order {
		out.Stale = append(out.Stale, *found[string(to.Kind)+"/"+to.ID])
	}
	for _, r := range reviews {
		if found[r.ID] == nil {
			out.Decided = append(out.Decided, r)
		}
	}
	slices.SortFunc(out.Decided, func(x, y corpus.Review) int { return strings.Compare(x.ID, y.ID) })
	return out
}

// StaleFor returns what is stale of a question: its briefing, bodies and
// claims.
func (a *App) StaleFor(ctx context.Context, question string) ([]Stale, error) {
	st, err := a.Stale(ctx)
	if err != nil {
		return nil, err
	}
	cs, err := a.Store.Claims(ctx)
	if err != nil {
		return nil, err
	}
	of := map[string]bool{"briefing/" + question: true}
	for _, c := range cs {
		if c.Question == question {
			of["claim/"+c.ID] = true
		}
	}
	return slices.DeleteFunc(st.Stale, func(s Stale) bool {
		return !of[s.ID] && !strings.HasPrefix(s.ID, "body/"+question+"/")
	}), nil
}

// DecideStale records that a person looked at what became stale, and what
// follows from it. A later cause makes it stale again.
func (a *App) DecideStale(ctx context.Context, id, decision string) (corpus.Review, error) {
	if strings.TrimSpace(decision) == "" {
		return corpus.Review{}, fmt.Errorf("%w: a decision needs a reason (--because)", corpus.ErrInvalid)
	}
	g, err := a.ground(ctx)
	if err != nil {
		return corpus.Review{}, err
	}
	reviews, err := a.Store.Reviews(ctx)
	if err != nil {
		return corpus.Review{}, err
	}
	st := g.status(reviews)
	i := slices.IndexFunc(st.Stale, func(s Stale) bool { return s.ID == id })
	if i < 0 {
		return corpus.Review{}, fmt.Errorf("%s is not stale: %w (appraise status lists what is)", id, corpus.ErrNotFound)
	}
	var causes []string
	if b := st.Stale[i].Before; b != nil {
		causes = strings.Split(b.Cause, "\n")
	}
	for _, c := range st.Stale[i].Causes {
		if !slices.Contains(causes, c.Text) {
			causes = append(causes, c.Text)
		}
	}
	r := corpus.Review{ID: id, Cause: strings.Join(causes, "\n"), Decision: decision, By: a.Who, At: a.Now().UTC()}
	_, err = a.change(ctx, "status", id, func(tx *sqlite.Tx) error { return tx.PutReview(ctx, r) })
	return r, err
}
