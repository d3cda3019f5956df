package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"appraise/corpus"
	"appraise/index"
	"appraise/index/query"
)

// errNoRoom is why an index cannot be brought up to date.
var errNoRoom = errors.New("the disk is full or takes no changes, so that the index cannot be used")

// answerAnyway answers a search although the index cannot be read: it is
// rebuilt, or, while somebody else is writing, the library itself is looked
// through.
func (a *App) answerAnyway(ctx context.Context, s Search, cause error) (Found, recording, error) {
	release, ok := a.tryHold("rebuilding the index")
	if !ok && s.Lines {
		return Found{}, recording{}, fmt.Errorf("%w: %w; try again when the other command has finished", corpus.ErrLocked, cause)
	}
	if !ok {
		s.fromLibrary = cause
		return a.answer(ctx, s)
	}
	err := a.sync(ctx, s.Progress)
	release()
	if isReadOnly(err) && !s.Lines { // no room for an index
		s.fromLibrary = errNoRoom
		return a.answer(ctx, s)
	}
	if err != nil {
		return Found{}, recording{}, err
	}
	found, rec, err := a.answer(ctx, s)
	if err != nil {
		return found, rec, fmt.Errorf("%w: %w; delete the folder %s and search again", corpus.ErrDamaged, err, filepath.Join(a.Dir, indexDir))
	}
	found.Notes = append(found.Notes, "the index could not be read and was rebuilt from the library")
	return found, rec, nil
}

// searchLibrary is what remains when the index cannot be read: every study is
// compared with the query, the newest first. Plain words must all occur.
func (a *App) searchLibrary(ctx context.Context, node query.Node, opt index.Options, cause error) (Found, error) {
	m := query.Matcher{}
	if v, ok := opt.Headings.(*vocabulary); ok {
		m.Trees = v.Trees
	}
	ids, err := a.matching(ctx, func(d *index.Document) bool { return m.Match(node, d.Record()) })
	if err != nil {
		return Found{}, err
	}
	found := Found{Mode: index.Boolean, Total: len(ids)}
	if opt.Limit == 0 {
		opt.Limit = 20
	}
	found.Notes = append(found.Notes, fmt.Sprintf("%v; the library itself was looked through, for studies that have all the words", cause))
	hits := make([]index.Hit, 0, opt.Limit)
	for _, id := range ids[:min(len(ids), opt.Limit)] {
		hits = append(hits, index.Hit{ID: string(id)})
	}
	return found, a.fill(ctx, &found, node, hits)
}

// matching returns the studies that are wanted, the newest first.
func (a *App) matching(ctx context.Context, want func(*index.Document) bool) ([]corpus.StudyID, error) {
	all, err := a.Store.StudyIDs(ctx)
	if err != nil {
		return nil, err
	}
	ask, err := a.asked(ctx)
	if err != nil {
		return nil, err
	}
	years := map[corpus.StudyID]int{}
	var out []corpus.StudyID
	for some := range slices.Chunk(all, changeBatch) {
		bundles, err := a.Store.Bundles(ctx, some...)
		if err != nil {
			return nil, err
		}
		for _, b := range bundles {
			d := document(b, ask)
			d.Pages = a.pages(b)
			if want(d) {
				out = append(out, b.Study.ID)
				years[b.Study.ID] = d.Year
			}
		}
	}
	slices.SortStableFunc(out, func(x, y corpus.StudyID) int { return cmp.Compare(years[y], years[x]) })
	return out, nil
}
