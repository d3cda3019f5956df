package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"appraise/corpus"
)

// The kinds of thing a library holds, each a table of that name.
const (
	kindStudy     = "study"
	kindReport    = "report"
	kindRecord    = "record"
	kindNotice    = "notice"
	kindFact      = "fact"
	kindResult    = "result"
	kindAppraisal = "appraisal"
	kindDismissal = "dismissal"
	kindQuestion  = "question"
	kindDecision  = "decision"
	kindClaim     = "claim"
	kindAttached  = "attachment"
	kindPair      = "pair"
	kindSearch    = "search"
	kindReview    = "review"
)

// kinds lists them in the order in which a whole library is compared.
var kinds = []string{kindStudy, kindReport, kindRecord, kindNotice, kindFact, kindResult, kindAppraisal, kindDismissal, kindQuestion, kindDecision, kindClaim, kindAttached, kindPair, kindSearch, kindReview}

// Header says who changes what, for the event.
type Header struct {
	At      time.Time
	Who     string
	Action  string
	Subject string
}

// Tx is one transaction of a change. Its methods read what the transaction
// sees and record what they change.
type Tx struct {
	tx    *sql.Tx
	event int64
	n     int                  // changes made
	stmts map[string]*sql.Stmt // prepared once, gone with the transaction
}

// stmt prepares a statement at its first use.
func (t *Tx) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	if st, ok := t.stmts[query]; ok {
		return st, nil
	}
	st, err := t.tx.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	if t.stmts == nil {
		t.stmts = map[string]*sql.Stmt{}
	}
	t.stmts[query] = st
	return st, nil
}

// exec runs a prepared statement.
func (t *Tx) exec(ctx context.Context, query string, args ...any) error {
	st, err := t.stmt(ctx, query)
	if err != nil {
		return err
	}
	_, err = st.ExecContext(ctx, args...)
	return err
}

// one reads one value by a prepared statement; no row leaves into as it is.
func (t *Tx) one(ctx context.Context, into any, query string, args ...any) (found bool, err error) {
	st, err := t.stmt(ctx, query)
	if err != nil {
		return false, err
	}
	err = st.QueryRowContext(ctx, args...).Scan(into)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// errNothing makes Change roll back without an event.
var errNothing = errors.New("nothing changed")

// Change runs f in one transaction and records what it did as one event. When
// f changes nothing there is no event and the Event returned is zero.
func (s *Store) Change(ctx context.Context, h Header, f func(*Tx) error) (corpus.Event, error) {
	var ev corpus.Event
	err := s.inTx(ctx, h, func(tx *sql.Tx) error {
		if err := closeOpen(ctx, tx); err != nil {
			return err
		}
		t, err := begin(ctx, tx, h, 0)
		if err != nil {
			return err
		}
		if err := f(t); err != nil {
			return err
		}
		if t.n == 0 {
			return errNothing
		}
		ev, err = finish(ctx, tx, t.event)
		return err
	})
	if errors.Is(err, errNothing) {
		return corpus.Event{}, nil
	}
	return ev, err
}

func (s *Store) inTx(ctx context.Context, h Header, f func(*sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return kind(err, "changing library %s (%s)", s.path, h.Action)
	}
	defer tx.Rollback()
	if err := f(tx); err != nil {
		return err
	}
	return kind(tx.Commit(), "writing library %s (%s)", s.path, h.Action)
}

// begin inserts the event row; its hash is filled in by finish.
func begin(ctx context.Context, tx *sql.Tx, h Header, undoes int64) (*Tx, error) {
	var prev string
	err := tx.QueryRowContext(ctx, "SELECT hash FROM event ORDER BY seq DESC LIMIT 1").Scan(&prev)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, kind(err, "reading the last event")
	}
	res, err := tx.ExecContext(ctx, "INSERT INTO event(at, who, action, subject, undoes, open, prev, hash) VALUES(?,?,?,?,?,1,?,'')",
		h.At.UTC().Format(time.RFC3339), h.Who, h.Action, h.Subject, undoes, prev)
	if err != nil {
		return nil, kind(err, "writing the event")
	}
	seq, err := res.LastInsertId()
	return &Tx{tx: tx, event: seq}, err
}

// finish closes event seq: computes its hash over what it changed.
func finish(ctx context.Context, tx *sql.Tx, seq int64) (corpus.Event, error) {
	ev, err := readEvent(ctx, tx, seq)
	if err != nil {
		return ev, err
	}
	ev.Open = false
	ev.Hash, err = eventHash(ctx, tx, ev)
	if err != nil {
		return ev, err
	}
	_, err = tx.ExecContext(ctx, "UPDATE event SET open = 0, hash = ? WHERE seq = ?", ev.Hash, seq)
	return ev, kind(err, "closing event %d", seq)
}

// closeOpen closes imports that were interrupted and not taken up again.
func closeOpen(ctx context.Context, tx *sql.Tx) error {
	var seq int64
	err := tx.QueryRowContext(ctx, "SELECT seq FROM event WHERE open = 1 ORDER BY seq DESC LIMIT 1").Scan(&seq)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return kind(err, "reading open imports")
	}
	_, err = finish(ctx, tx, seq)
	return err
}

// eventHash covers the event and the digests of its changes in their order.
func eventHash(ctx context.Context, q querier, ev corpus.Event) (string, error) {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%d\x00%s\x00%s\x00%s\x00%s\x00%d\n", ev.Prev, ev.Seq, ev.At.UTC().Format(time.RFC3339), ev.Who, ev.Action, ev.Subject, ev.Undoes)
	rows, err := q.QueryContext(ctx, "SELECT kind, id, digest FROM change WHERE event = ? ORDER BY seq", ev.Seq)
	if err != nil {
		return "", kind(err, "reading event %d", ev.Seq)
	}
	defer rows.Close()
	for rows.Next() {
		var k, id, digest string
		if err := rows.Scan(&k, &id, &digest); err != nil {
			return "", kind(err, "reading event %d", ev.Seq)
		}
		fmt.Fprintf(h, "%s\x00%s\x00%s\n", k, id, digest)
	}
	return hex.EncodeToString(h.Sum(nil)), kind(rows.Err(), "reading event %d", ev.Seq)
}

func digest(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// put stores v as thing id of kind k, and records the change. Storing what is
// there already changes nothing.
func (t *Tx) put(ctx context.Context, k, id string, study corpus.StudyID, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("storing %s %s: %w", k, id, err)
	}
	return t.set(ctx, k, id, study, body)
}

// add stores v as a thing that is not there yet, and records it.
func (t *Tx) add(ctx context.Context, k, id string, study corpus.StudyID, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("storing %s %s: %w", k, id, err)
	}
	if err := t.exec(ctx, "INSERT INTO "+k+"(id, study, body) VALUES(?,?,?)", id, string(study), string(body)); err != nil {
		return kind(err, "writing %s %s", k, id)
	}
	return t.record(ctx, k, id, study, nil, digest(body))
}

// set writes body as thing id of kind k; a nil body removes the thing.
func (t *Tx) set(ctx context.Context, k, id string, study corpus.StudyID, body []byte) error {
	var before []byte
	if _, err := t.one(ctx, &before, "SELECT body FROM "+k+" WHERE id = ?", id); err != nil {
		return kind(err, "reading %s %s", k, id)
	}
	if bytes.Equal(before, body) && (before == nil) == (body == nil) {
		return nil
	}
	sum := ""
	var err error
	if body == nil {
		err = t.exec(ctx, "DELETE FROM "+k+" WHERE id = ?", id)
	} else {
		sum = digest(body)
		err = t.exec(ctx, "INSERT INTO "+k+"(id, study, body) VALUES(?,?,?) ON CONFLICT(id) DO UPDATE SET study = excluded.study, body = excluded.body", id, string(study), string(body))
	}
	if err != nil {
		return kind(err, "writing %s %s", k, id)
	}
	if err := t.record(ctx, k, id, study, before, sum); err != nil {
		return err
	}
	if k == kindStudy {
		return t.setAliases(ctx, corpus.StudyID(id), body)
	}
	return nil
}

// record writes down one change.
func (t *Tx) record(ctx context.Context, k, id string, study corpus.StudyID, before []byte, sum string) error {
	var was any
	if before != nil {
		was = string(before)
	}
	err := t.exec(ctx, "INSERT INTO change(event, kind, id, study, before, digest) VALUES(?,?,?,?,?,?)", t.event, k, id, string(study), was, sum)
	t.n++
	return kind(err, "recording the change of %s %s", k, id)
}

// setAliases keeps the alias table in step with a study.
func (t *Tx) setAliases(ctx context.Context, id corpus.StudyID, body []byte) error {
	if _, err := t.tx.ExecContext(ctx, "DELETE FROM alias WHERE study = ?", string(id)); err != nil {
		return kind(err, "writing the old keys of %s", id)
	}
	if body == nil {
		return nil
	}
	var st corpus.Study
	if err := json.Unmarshal(body, &st); err != nil {
		return err
	}
	for _, a := range st.Aliases {
		if _, err := t.tx.ExecContext(ctx, "INSERT INTO alias(alias, study) VALUES(?,?) ON CONFLICT(alias) DO UPDATE SET study = excluded.study", string(a), string(id)); err != nil {
			return kind(err, "writing the old keys of %s", id)
		}
	}
	return nil
}
