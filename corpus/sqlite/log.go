package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"appraise/corpus"
)

const eventColumns = "seq, at, who, action, subject, undoes, open, prev, hash"

func scanEvent(row interface{ Scan(...any) error }) (corpus.Event, error) {
	var ev corpus.Event
	var at string
	if err := row.Scan(&ev.Seq, &at, &ev.Who, &ev.Action, &ev.Subject, &ev.Undoes, &ev.Open, &ev.Prev, &ev.Hash); err != nil {
		return ev, err
	}
	var err error
	ev.At, err = time.Parse(time.RFC3339, at)
	return ev, err
}

func readEvent(ctx context.Context, q querier, seq int64) (corpus.Event, error) {
	ev, err := scanEvent(q.QueryRowContext(ctx, "SELECT "+eventColumns+" FROM event WHERE seq = ?", seq))
	return ev, kind(err, "reading event %d", seq)
}

// Events returns the last limit events, the newest first, without their
// changes; limit 0 means all.
func (s *Store) Events(ctx context.Context, limit int) ([]corpus.Event, error) {
	query := "SELECT " + eventColumns + " FROM event ORDER BY seq DESC"
	if limit > 0 {
		query += fmt.Sprintf(" LIMIT %d", limit)
	}
	rows, err := s.read.QueryContext(ctx, query)
	if err != nil {
		return nil, kind(err, "reading the log")
	}
	defer rows.Close()
	var out []corpus.Event
	for rows.Next() {
		ev, err := scanEvent(rows)
		if err != nil {
			return nil, kind(err, "reading the log")
		}
		out = append(out, ev)
	}
	return out, kind(rows.Err(), "reading the log")
}

// Event returns one event with what was before and after.
func (s *Store) Event(ctx context.Context, seq int64) (corpus.Event, error) {
	ev, err := readEvent(ctx, s.read, seq)
	if errors.Is(err, sql.ErrNoRows) {
		return ev, fmt.Errorf("event %d: %w", seq, corpus.ErrNotFound)
	}
	if err != nil {
		return ev, err
	}
	ev.Changes, err = changesOf(ctx, s.read, seq)
	if err != nil {
		return ev, err
	}
	for i := range ev.Changes {
		if ev.Changes[i].After, err = after(ctx, s.read, ev.Changes[i]); err != nil {
			return ev, err
		}
	}
	return ev, nil
}

func changesOf(ctx context.Context, q querier, seq int64) ([]corpus.Change, error) {
	rows, err := q.QueryContext(ctx, "SELECT seq, kind, id, study, before FROM change WHERE event = ? ORDER BY seq", seq)
	if err != nil {
		return nil, kind(err, "reading event %d", seq)
	}
	defer rows.Close()
	var out []corpus.Change
	for rows.Next() {
		var c corpus.Change
		var before []byte
		if err := rows.Scan(&c.Seq, &c.Kind, &c.ID, &c.Study, &before); err != nil {
			return nil, kind(err, "reading event %d", seq)
		}
		c.Before = before
		out = append(out, c)
	}
	return out, kind(rows.Err(), "reading event %d", seq)
}

// after is what a change made of its thing: what the next change of the same
// thing found, or the thing as it is.
func after(ctx context.Context, q querier, c corpus.Change) (json.RawMessage, error) {
	var next []byte
	err := q.QueryRowContext(ctx, "SELECT before FROM change WHERE kind = ? AND id = ? AND seq > ? ORDER BY seq LIMIT 1", c.Kind, c.ID, c.Seq).Scan(&next)
	if errors.Is(err, sql.ErrNoRows) {
		return body(ctx, q, c.Kind, c.ID)
	}
	return next, kind(err, "reading what became of %s %s", c.Kind, c.ID)
}

// Undo reverses the last event that has not been undone and is not itself an
// undo, as an event of its own. Undoing again goes one further back.
func (s *Store) Undo(ctx context.Context, h Header) (undone corpus.Event, err error) {
	h.Action = "undo"
	err = s.inTx(ctx, h, func(tx *sql.Tx) error {
		if err := closeOpen(ctx, tx); err != nil {
			return err
		}
		undone, err = scanEvent(tx.QueryRowContext(ctx, "SELECT "+eventColumns+" FROM event WHERE undone = 0 AND undoes = 0 ORDER BY seq DESC LIMIT 1"))
		if errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("there is nothing to undo: %w", corpus.ErrNotFound)
		}
		if err != nil {
			return kind(err, "reading the last event")
		}
		h.Subject = fmt.Sprintf("%d: %s %s", undone.Seq, undone.Action, undone.Subject)
		t, err := begin(ctx, tx, h, undone.Seq)
		if err != nil {
			return err
		}
		if err := t.reverse(ctx, undone.Seq); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE event SET undone = ? WHERE seq = ?", t.event, undone.Seq); err != nil {
			return kind(err, "marking event %d as undone", undone.Seq)
		}
		_, err = finish(ctx, tx, t.event)
		return err
	})
	return undone, err
}

// reverse puts back, last first, what event seq found.
func (t *Tx) reverse(ctx context.Context, seq int64) error {
	changes, err := changesOf(ctx, t.tx, seq)
	if err != nil {
		return err
	}
	slices.Reverse(changes)
	for _, c := range changes {
		if err := t.set(ctx, c.Kind, c.ID, c.Study, c.Before); err != nil {
			return err
		}
	}
	return nil
}

// Verify recomputes the chain of events and compares every thing with the
// digest its last change left. It returns what does not agree; an empty list
// means that the log explains the library completely.
func (s *Store) Verify(ctx context.Context) ([]string, error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, kind(err, "verifying library %s", s.path)
	}
	defer tx.Rollback()
	faults, err := verifyFile(ctx, tx)
	if err != nil {
		return faults, err
	}
	chain, err := s.verifyChain(ctx, tx)
	if err != nil {
		return nil, err
	}
	faults = append(faults, chain...)
	for _, k := range kinds {
		bad, err := verifyTable(ctx, tx, k)
		if err != nil {
			return nil, err
		}
		faults = append(faults, bad...)
	}
	return faults, nil
}

func verifyFile(ctx context.Context, q querier) ([]string, error) {
	lines, err := idsOf(ctx, q, "PRAGMA integrity_check(20)")
	if err != nil || (len(lines) == 1 && lines[0] == "ok") {
		return nil, err
	}
	return lines, nil
}

func (s *Store) verifyChain(ctx context.Context, q querier) ([]string, error) {
	events, err := s.Events(ctx, 0)
	if err != nil {
		return nil, err
	}
	slices.Reverse(events)
	var faults []string
	prev := ""
	for _, ev := range events {
		if ev.Open {
			faults = append(faults, fmt.Sprintf("event %d (%s %s) was interrupted; run the command again to finish it, or undo it", ev.Seq, ev.Action, ev.Subject))
			prev = ev.Hash
			continue
		}
		hash, err := eventHash(ctx, q, ev)
		if err != nil {
			return nil, err
		}
		if ev.Prev != prev || ev.Hash != hash {
			faults = append(faults, fmt.Sprintf("event %d (%s %s, %s) does not agree with its hash", ev.Seq, ev.Action, ev.Subject, ev.At.Format("2006-01-02")))
		}
		prev = ev.Hash
	}
	return faults, nil
}

// verifyTable compares the things of one kind with their last digests.
func verifyTable(ctx context.Context, q querier, k string) ([]string, error) {
	rows, err := q.QueryContext(ctx, `SELECT t.id, t.body, coalesce((SELECT digest FROM change WHERE kind = ?1 AND id = t.id ORDER BY seq DESC LIMIT 1), '') FROM `+k+` t`, k)
	if err != nil {
		return nil, kind(err, "verifying %s", k)
	}
	defer rows.Close()
	var faults []string
	for rows.Next() {
		var id, want string
		var b []byte
		if err := rows.Scan(&id, &b, &want); err != nil {
			return nil, kind(err, "verifying %s", k)
		}
		if digest(b) != want {
			faults = append(faults, fmt.Sprintf("%s %s was changed outside of appraise", k, id))
		}
	}
	return faults, kind(rows.Err(), "verifying %s", k)
}

// Digest names the state of the library: the hash of the last event, "" for
// an empty one.
func (s *Store) Digest(ctx context.Context) (hash string, events int, err error) {
	err = s.read.QueryRowContext(ctx, "SELECT coalesce((SELECT hash FROM event ORDER BY seq DESC LIMIT 1), ''), (SELECT count(*) FROM event)").Scan(&hash, &events)
	return hash, events, kind(err, "reading the log")
}

// Content is a digest of all things in the library, whatever the way they
// came to be as they are.
func (s *Store) Content(ctx context.Context) (string, error) {
	h := ""
	for _, k := range kinds {
		rows, err := s.read.QueryContext(ctx, "SELECT id, body FROM "+k+" ORDER BY id")
		if err != nil {
			return "", kind(err, "reading %s", k)
		}
		for rows.Next() {
			var id string
			var b []byte
			if err := rows.Scan(&id, &b); err != nil {
				rows.Close()
				return "", kind(err, "reading %s", k)
			}
			h = digest([]byte(h + k + "\x00" + id + "\x00" + string(b)))
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return "", kind(err, "reading %s", k)
		}
	}
	return h, nil
}
