package app

import (
	"context"
	"fmt"

	"appraise/corpus"
)

// Log returns the last events, the newest first.
func (a *App) Log(ctx context.Context, limit int) ([]corpus.Event, error) {
	return a.Store.Events(ctx, limit)
}

// Event returns one event with what was before and after.
func (a *App) Event(ctx context.Context, seq int64) (corpus.Event, error) {
	return a.Store.Event(ctx, seq)
}

// Undo reverses the last event that is still in force. In a dry run it only
// says which one that is.
func (a *App) Undo(ctx context.Context) (corpus.Event, error) {
	if a.DryRun {
		return a.lastInForce(ctx)
	}
	release, err := a.hold(ctx, "undo")
	if err != nil {
		return corpus.Event{}, err
	}
	defer release()
	ev, err := a.Store.Undo(ctx, a.header("undo", ""))
	if err != nil {
		return ev, err
	}
	return ev, a.sync(ctx, nil)
}

// lastInForce is the event that Undo takes back next.
func (a *App) lastInForce(ctx context.Context) (corpus.Event, error) {
	evs, err := a.Store.Events(ctx, 0) // the newest first
	if err != nil {
		return corpus.Event{}, err
	}
	undone := map[int64]bool{}
	for _, ev := range evs {
		switch {
		case ev.Undoes != 0:
			undone[ev.Undoes] = true
		case !undone[ev.Seq]:
			return ev, nil
		}
	}
	return corpus.Event{}, fmt.Errorf("there is nothing to undo: %w", corpus.ErrNotFound)
}

// Verification is what checking the library found.
type Verification struct {
	Studies int      `json:"studies"`
	Events  int      `json:"events"`
	Hash    string   `json:"hash"` // of the last event
	Faults  []string `json:"faults"`
}

// Verify checks the file, the chain of events, everything against the chain,
// the index, whether quotes stand where they were pinned, and the files.
func (a *App) Verify(ctx context.Context) (Verification, error) {
	v := Verification{Faults: []string{}}
	faults, err := a.Store.Verify(ctx)
	if err != nil {
		return v, err
	}
	v.Faults = append(v.Faults, faults...)
	if v.Hash, v.Events, err = a.Store.Digest(ctx); err != nil {
		return v, err
	}
	if v.Studies, err = a.Store.Count(ctx, "study"); err != nil {
		return v, err
	}
	bad, err := a.Index.Verify(ctx, source{a})
	if v.Studies > 0 { // an empty library needs no index
		v.Faults = append(v.Faults, bad...)
	}
	if err != nil {
		return v, err
	}
	moved, err := a.verifyPins(ctx)
	v.Faults = append(v.Faults, moved...)
	if err != nil {
		return v, err
	}
	lost, err := a.FileFaults(ctx)
	v.Faults = append(v.Faults, lost...)
	return v, err
}
