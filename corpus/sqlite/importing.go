package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"appraise/corpus"
)

// Import is one event whose changes go in by several transactions: as much as
// was committed stays when the program is killed, and starting the same
// import again continues it.
type Import struct {
	s   *Store
	h   Header
	seq int64
	n   int
}

// StartImport opens an import event, or takes up the last one when it is of
// the same action and subject and was interrupted.
func (s *Store) StartImport(ctx context.Context, h Header) (*Import, error) {
	im := &Import{s: s, h: h}
	err := s.inTx(ctx, h, func(tx *sql.Tx) error {
		var action, subject string
		err := tx.QueryRowContext(ctx, "SELECT seq, action, subject FROM event WHERE open = 1 ORDER BY seq DESC LIMIT 1").Scan(&im.seq, &action, &subject)
		switch {
		case err == nil && action == h.Action && subject == h.Subject:
			return tx.QueryRowContext(ctx, "SELECT count(*) FROM change WHERE event = ?", im.seq).Scan(&im.n)
		case err != nil && !errors.Is(err, sql.ErrNoRows):
			return kind(err, "reading open imports")
		}
		if err := closeOpen(ctx, tx); err != nil {
			return err
		}
		t, err := begin(ctx, tx, h, 0)
		if err == nil {
			im.seq = t.event
		}
		return err
	})
	return im, err
}

// Continued reports whether an interrupted import was taken up.
func (im *Import) Continued() bool { return im.n > 0 }

// Batch runs f in a transaction of its own.
func (im *Import) Batch(ctx context.Context, f func(*Tx) error) error {
	return im.s.inTx(ctx, im.h, func(tx *sql.Tx) error {
		t := &Tx{tx: tx, event: im.seq}
		if err := f(t); err != nil {
			return err
		}
		im.n += t.n
		return nil
	})
}

// Finish closes the event. An import that changed nothing leaves no event.
func (im *Import) Finish(ctx context.Context) (corpus.Event, error) {
	var ev corpus.Event
	err := im.s.inTx(ctx, im.h, func(tx *sql.Tx) error {
		if im.n == 0 {
			_, err := tx.ExecContext(ctx, "DELETE FROM event WHERE seq = ?", im.seq)
			return kind(err, "closing the import")
		}
		var err error
		ev, err = finish(ctx, tx, im.seq)
		return err
	})
	return ev, err
}
