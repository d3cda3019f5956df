package app

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"syscall"

	"appraise/corpus"
	"appraise/index"
)

// indexMemory is what the garbage collector tries to stay below while the
// index is brought up to date: large libraries stay under 1 GiB, small changes
// never notice.
const indexMemory = 700 << 20

// sync brings the index up to date; the caller holds the lock. A damaged or
// missing index is built anew from the library.
func (a *App) sync(ctx context.Context, progress func(done int)) error {
	_, err := a.syncIndex(ctx, progress)
	if isReadOnly(err) {
		cause, _ := errors.AsType[syscall.Errno](err)
		return fmt.Errorf("writing the index in %s: %w (%w); the library itself has everything, and the next search makes the index anew when there is room", a.Dir, corpus.ErrReadOnly, cause)
	}
	return err
}

func (a *App) syncIndex(ctx context.Context, progress func(done int)) (index.Synced, error) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(indexMemory))
	return a.Index.Sync(ctx, source{a}, progress)
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
	return a.syncIndex(ctx, progress)
}
