package app

import (
	"context"
	"errors"
	"fmt"

	"appraise/corpus"
	"appraise/index"
	"appraise/index/query"
)

// Found is the answer to a search.
type Found struct {
	Query   string        `json:"query"` // as understood
	Mode    index.Mode    `json:"mode"`
	Total   int           `json:"total"`
	Hits    []FoundStudy  `json:"hits"`
	Facets  []index.Facet `json:"facets,omitempty"`
	Next    string        `json:"next,omitempty"`
	Pending int           `json:"pending,omitempty"` // changes that are not in the index yet
	Notes   []string      `json:"notes,omitempty"`
}

// FoundStudy is one study found, with the passages that matched.
type FoundStudy struct {
	StudyView
	Score    float64         `json:"score,omitempty"`
	Passages []index.Passage `json:"passages,omitempty"`
	Explain  string          `json:"explain,omitempty"`
}

// Search answers a query. The index is brought up to date first when nobody
// else is writing; otherwise it is searched as it is and the answer says how
// many changes are missing. When it cannot be read at all, plain words are
// looked for in the library itself.
func (a *App) Search(ctx context.Context, text string, opt index.Options) (Found, error) {
	node, err := query.Parse(text)
	if err != nil {
		return Found{}, err
	}
	pending, err := a.catchUp(ctx)
	if err != nil {
		return Found{}, err
	}
	res, err := a.Index.Search(ctx, node, opt)
	if errors.Is(err, index.ErrUnavailable) {
		return a.searchLibrary(ctx, node, opt, err)
	}
	if err != nil {
		return Found{}, err
	}
	found := Found{Query: query.String(node), Mode: res.Mode, Total: res.Total, Facets: res.Facets, Next: res.Next, Pending: pending}
	if pending > 0 {
		found.Notes = append(found.Notes, fmt.Sprintf("%d studies changed just now and are not in these results yet", pending))
	}
	return found, a.fill(ctx, &found, node, res.Hits)
}

// catchUp syncs the index when the lock is free and returns how many changed
// studies it lacks otherwise.
func (a *App) catchUp(ctx context.Context) (pending int, err error) {
	current, err := a.Index.Current(ctx, source{a})
	if err != nil || current {
		return 0, err
	}
	if release, ok := a.tryHold("bringing the index up to date"); ok {
		defer release()
		return 0, a.sync(ctx, nil)
	}
	rev, err := a.Index.Revision(ctx)
	if err != nil {
		return 0, nil // the search itself will say what is wrong with the index
	}
	touched, err := a.Store.Changed(ctx, rev, 100000)
	return len(touched), err
}

// fill reads the studies of the hits and marks the words found in them.
func (a *App) fill(ctx context.Context, found *Found, node query.Node, hits []index.Hit) error {
	ids := make([]corpus.StudyID, len(hits))
	for i, h := range hits {
		ids[i] = corpus.StudyID(h.ID)
	}
	ask, err := a.asked(ctx)
	if err != nil {
		return err
	}
	bundles, err := a.Store.Bundles(ctx, ids...)
	if err != nil {
		return err
	}
	found.Hits = make([]FoundStudy, len(bundles))
	for i, b := range bundles {
		doc := document(b, ask)
		doc.Pages = a.pages(b)
		found.Hits[i] = FoundStudy{
			StudyView: a.view(b, ask), Score: hits[i].Score, Explain: hits[i].Explain,
			Passages: index.Passages(node, doc),
		}
	}
	return nil
}

// searchLibrary is what remains when the index cannot be read: plain words,
// all of them, without ranking.
func (a *App) searchLibrary(ctx context.Context, node query.Node, opt index.Options, cause error) (Found, error) {
	words, ok := plainWords(node)
	if !ok {
		return Found{}, cause
	}
	limit := opt.Limit
	if limit == 0 {
		limit = 20
	}
	ids, err := a.Store.Like(ctx, words, limit)
	if err != nil {
		return Found{}, err
	}
	found := Found{Query: query.String(node), Mode: index.Boolean, Total: len(ids)}
	found.Notes = append(found.Notes, fmt.Sprintf("%v; these are the first %d studies that contain all the words, unranked", cause, limit))
	hits := make([]index.Hit, len(ids))
	for i, id := range ids {
		hits[i] = index.Hit{ID: string(id)}
	}
	return found, a.fill(ctx, &found, node, hits)
}

// plainWords returns the words of a query that has nothing else in it.
func plainWords(node query.Node) ([]string, bool) {
	if !query.Plain(node) {
		return nil, false
	}
	var words []string
	query.Walk(node, func(n query.Node) bool {
		if w, ok := n.(*query.Word); ok {
			words = append(words, w.Text)
		}
		return true
	})
	return words, len(words) > 0
}
