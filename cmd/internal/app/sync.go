package app

import (
	"context"

	"appraise/index"
)

// sync brings the index up to date; the caller holds the lock. A damaged or
// missing index is built anew from the library.
func (a *App) sync(ctx context.Context, progress func(done int)) error {
	_, err := a.Index.Sync(ctx, source{a}, progress)
	return err
}

// Reindex throws the index away and builds it from the library.
func (a *App) Reindex(ctx context.Context, progress func(done int)) (index.Synced, error) {
	release, err := a.hold(ctx, "rebuilding the index")
	if err != nil {
		return index.Synced{}, err
	}
	defer release()
	if err := a.Index.Remove(); err != nil {
		return index.Synced{}, err
	}
	return a.Index.Sync(ctx, source{a}, progress)
}
