package app

import (
	"context"
	"errors"
	"fmt"

	"appraise/corpus"
	"appraise/corpus/sqlite"
)

// saveSearch stores a search under its name, in place of an earlier one.
func (a *App) saveSearch(ctx context.Context, name string, s corpus.SavedSearch) (*corpus.SavedSearch, error) {
	s.ID, s.By, s.At = name, a.Who, a.Now().UTC()
	_, err := a.change(ctx, "save search", name, func(tx *sqlite.Tx) error { return tx.PutSearch(ctx, s) })
	return &s, err
}

// Searches returns the saved searches in the order of their names.
func (a *App) Searches(ctx context.Context) ([]corpus.SavedSearch, error) {
	return a.Store.Searches(ctx)
}

// SavedSearch returns a saved search.
func (a *App) SavedSearch(ctx context.Context, name string) (corpus.SavedSearch, error) {
	s, err := a.Store.Search(ctx, name)
	if errors.Is(err, corpus.ErrNotFound) {
		return s, fmt.Errorf("saved search %s: %w; see: appraise searches", name, corpus.ErrNotFound)
	}
	return s, err
}

// RemoveSearch forgets a saved search.
func (a *App) RemoveSearch(ctx context.Context, name string) error {
	if _, err := a.SavedSearch(ctx, name); err != nil {
		return err
	}
	_, err := a.change(ctx, "remove search", name, func(tx *sqlite.Tx) error { return tx.Remove(ctx, "search", name, "") })
	return err
}
