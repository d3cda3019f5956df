package app

import (
	"context"
	"errors"

	"appraise/corpus"
	"appraise/corpus/sqlite"
)

// errDryRun rolls a change back after it was seen to work.
var errDryRun = errors.New("dry run")

func (a *App) header(action, subject string) sqlite.Header {
	return sqlite.Header{At: a.Now(), Who: a.Who, Action: action, Subject: subject}
}

// change runs f as one event under the library's lock, and brings the index
// up to date. In a dry run everything is done and then rolled back.
func (a *App) change(ctx context.Context, action, subject string, f func(*sqlite.Tx) error) (corpus.Event, error) {
	release, err := a.hold(ctx, action)
	if err != nil {
		return corpus.Event{}, err
	}
	defer release()
	ev, err := a.Store.Change(ctx, a.header(action, subject), func(tx *sqlite.Tx) error {
		if err := f(tx); err != nil {
			return err
		}
		if a.DryRun {
			return errDryRun
		}
		return nil
	})
	if errors.Is(err, errDryRun) {
		return ev, nil
	}
	if err != nil {
		return ev, err
	}
	return ev, a.sync(ctx, nil)
}
