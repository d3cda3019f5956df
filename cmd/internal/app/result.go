package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/sqlite"
)

// AddResult records what a study found. A person who enters a result has read
// it: it is confirmed unless its status says otherwise.
func (a *App) AddResult(ctx context.Context, r corpus.Result) (corpus.Result, error) {
	st, err := a.Store.Study(ctx, r.Study)
	if err != nil {
		return r, err
	}
	r.Study, r.By, r.At = st.ID, a.Who, a.Now().UTC()
	if r.Status == "" {
		r.Status = corpus.Confirmed
	}
	if r.ID == "" {
		r.ID = resultID(r)
	}
	_, err = a.change(ctx, "result", string(st.ID)+" "+r.Outcome, func(tx *sqlite.Tx) error { return tx.PutResult(ctx, r) })
	return r, err
}

// resultID names a result by its study, outcome and time.
func resultID(r corpus.Result) string {
	parts := []string{string(r.Study), slug(r.Outcome), slug(r.FollowUp)}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "/")
}

// Result reads one result by its id.
func (a *App) Result(ctx context.Context, id string) (corpus.Result, error) {
	study, _, _ := strings.Cut(id, "/")
	b, err := a.bundle(ctx, corpus.StudyID(study))
	if err != nil {
		return corpus.Result{}, fmt.Errorf("result %s: %w", id, err)
	}
	for _, r := range b.Results {
		if r.ID == id {
			return r, nil
		}
	}
	return corpus.Result{}, fmt.Errorf("result %s: %w", id, corpus.ErrNotFound)
}

// SetStatus confirms or rejects a result. Only confirmed results are graded.
func (a *App) SetStatus(ctx context.Context, id string, s corpus.Status) (corpus.Result, error) {
	r, err := a.Result(ctx, id)
	if err != nil {
		return r, err
	}
	r.Status, r.By, r.At = s, a.Who, a.Now().UTC()
	_, err = a.change(ctx, "result", string(s)+" "+id, func(tx *sqlite.Tx) error { return tx.PutResult(ctx, r) })
	return r, err
}

// RemoveResult takes a result out.
func (a *App) RemoveResult(ctx context.Context, id string) error {
	r, err := a.Result(ctx, id)
	if err != nil {
		return err
	}
	_, err = a.change(ctx, "result", "remove "+id, func(tx *sqlite.Tx) error { return tx.Remove(ctx, "result", id, r.Study) })
	return err
}

// ProposeResults reads results out of a study's text and records those that
// are not there yet as proposals. None is used before a person confirms it.
func (a *App) ProposeResults(ctx context.Context, id corpus.StudyID) ([]corpus.Result, error) {
	b, err := a.bundle(ctx, id)
	if err != nil {
		return nil, err
	}
	it := b.Main().Item
	text, by := b.Main().Text()
	have := map[string]bool{}
	for _, r := range b.Results {
		have[r.ID] = true
	}
	out := []corpus.Result{}
	for i, p := range proposals(it.Title, text, sizeOf(b)) {
		r := p.Result(b.Study.ID)
		if r.Outcome == "" {
			r.Outcome = "outcome not named"
		}
		r.ID = fmt.Sprintf("%s/proposed-%d", b.Study.ID, i+1)
		r.At = a.Now().UTC()
		if r.Quote != nil && by != "" {
			r.Quote.Place = "summary by " + by
		}
		if !have[r.ID] && r.Validate() == nil {
			out = append(out, r)
		}
	}
	if len(out) == 0 {
		return out, nil
	}
	_, err = a.change(ctx, "result", "propose "+string(b.Study.ID), func(tx *sqlite.Tx) error {
		for _, r := range out {
			if err := tx.PutResult(ctx, r); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// EditResult changes a result by f. A person who changes it has read it: it is
// confirmed from then on.
func (a *App) EditResult(ctx context.Context, id string, f func(*corpus.Result)) (corpus.Result, error) {
	r, err := a.Result(ctx, id)
	if err != nil {
		return r, err
	}
	f(&r)
	r.Status, r.By, r.At = corpus.Confirmed, a.Who, a.Now().UTC()
	_, err = a.change(ctx, "result", "edit "+id, func(tx *sqlite.Tx) error { return tx.PutResult(ctx, r) })
	return r, err
}
