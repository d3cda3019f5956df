package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"appraise/corpus"
)

// Bundle is a study with everything the library knows about it.
type Bundle struct {
	Study      corpus.Study
	Reports    []corpus.Report // the main report first
	Facts      []corpus.Fact
	Results    []corpus.Result
	Appraisals []corpus.Appraisal
	Notices    []corpus.Notice
	Dismissals []corpus.Dismissal
	Attached   []corpus.Attachment
}

// Main returns the report that stands for the study.
func (b Bundle) Main() corpus.Report {
	if len(b.Reports) == 0 {
		return corpus.Report{}
	}
	return b.Reports[0]
}

// study reads a study by its key, or else by an old key.
func study(ctx context.Context, q querier, id corpus.StudyID) (corpus.Study, error) {
	st, err := get[corpus.Study](ctx, q, kindStudy, string(id))
	if !errors.Is(err, corpus.ErrNotFound) {
		return st, err
	}
	var now string
	err = q.QueryRowContext(ctx, "SELECT study FROM alias WHERE alias = ?", string(id)).Scan(&now)
	if errors.Is(err, sql.ErrNoRows) {
		return corpus.Study{}, fmt.Errorf("study %s: %w in this library", id, corpus.ErrNotFound)
	}
	if err != nil {
		return corpus.Study{}, kind(err, "reading study %s", id)
	}
	return get[corpus.Study](ctx, q, kindStudy, now)
}

// Study reads a study by its key, or else by a key it used to have.
func (s *Store) Study(ctx context.Context, id corpus.StudyID) (corpus.Study, error) {
	return study(ctx, s.read, id)
}

// StudyIDs returns the keys of all studies in order.
func (s *Store) StudyIDs(ctx context.Context) ([]corpus.StudyID, error) {
	ids, err := idsOf(ctx, s.read, "SELECT id FROM study ORDER BY id")
	out := make([]corpus.StudyID, len(ids))
	for i, id := range ids {
		out[i] = corpus.StudyID(id)
	}
	return out, err
}

// bundleBatch is how many studies are read with one statement a table.
const bundleBatch = 400

// Bundles reads studies with all that hangs on them, in the order of ids. Old
// keys are followed; a key that is not there is an error.
func (s *Store) Bundles(ctx context.Context, ids ...corpus.StudyID) ([]Bundle, error) {
	out := make([]Bundle, 0, len(ids))
	for len(ids) > 0 {
		n := min(bundleBatch, len(ids))
		part, err := s.bundles(ctx, ids[:n])
		if err != nil {
			return nil, err
		}
		out = append(out, part...)
		ids = ids[n:]
	}
	return out, nil
}

func (s *Store) bundles(ctx context.Context, ids []corpus.StudyID) ([]Bundle, error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, kind(err, "reading library %s", s.path)
	}
	defer tx.Rollback()
	out := make([]Bundle, len(ids))
	at := make(map[corpus.StudyID]int, len(ids))
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = string(id)
	}
	among := "IN (?" + strings.Repeat(",?", len(ids)-1) + ") ORDER BY id"
	studies, err := list[corpus.Study](ctx, tx, kindStudy, "WHERE id "+among, args...)
	if err != nil {
		return nil, err
	}
	byKey := make(map[corpus.StudyID]corpus.Study, len(studies))
	for _, st := range studies {
		byKey[st.ID] = st
	}
	for i, id := range ids {
		st, ok := byKey[id]
		if !ok { // an old key, or none
			if st, err = study(ctx, tx, id); err != nil {
				return nil, err
			}
		}
		out[i].Study = st
		at[st.ID] = i
		args[i] = string(st.ID)
	}
	where := "WHERE study " + among
	reports, err := list[corpus.Report](ctx, tx, kindReport, where, args...)
	if err != nil {
		return nil, err
	}
	byID := make(map[corpus.ReportID]corpus.Report, len(reports))
	for _, r := range reports {
		byID[r.ID] = r
	}
	for i := range out {
		for _, r := range out[i].Study.Reports {
			if rep, ok := byID[r]; ok {
				out[i].Reports = append(out[i].Reports, rep)
			}
		}
	}
	err = errors.Join(
		spread(ctx, tx, kindFact, where, args, func(v corpus.Fact) { b := &out[at[v.Study]]; b.Facts = append(b.Facts, v) }),
		spread(ctx, tx, kindResult, where, args, func(v corpus.Result) { b := &out[at[v.Study]]; b.Results = append(b.Results, v) }),
		spread(ctx, tx, kindAppraisal, where, args, func(v corpus.Appraisal) { b := &out[at[v.Study]]; b.Appraisals = append(b.Appraisals, v) }),
		spread(ctx, tx, kindNotice, where, args, func(v corpus.Notice) { b := &out[at[v.Study]]; b.Notices = append(b.Notices, v) }),
		spread(ctx, tx, kindDismissal, where, args, func(v corpus.Dismissal) { b := &out[at[v.Study]]; b.Dismissals = append(b.Dismissals, v) }),
		spread(ctx, tx, kindAttached, where, args, func(v corpus.Attachment) { b := &out[at[v.Study]]; b.Attached = append(b.Attached, v) }),
	)
	return out, err
}

func spread[T any](ctx context.Context, q querier, table, where string, args []any, give func(T)) error {
	vs, err := list[T](ctx, q, table, where, args...)
	for _, v := range vs {
		give(v)
	}
	return err
}

// Records reads the records of a study, in the order of their ids.
func (s *Store) Records(ctx context.Context, id corpus.StudyID) ([]corpus.Record, error) {
	return list[corpus.Record](ctx, s.read, kindRecord, "WHERE study = ? ORDER BY id", string(id))
}

// Question reads one question.
func (s *Store) Question(ctx context.Context, id string) (corpus.Question, error) {
	return get[corpus.Question](ctx, s.read, kindQuestion, id)
}

// Questions reads all questions.
func (s *Store) Questions(ctx context.Context) ([]corpus.Question, error) {
	return list[corpus.Question](ctx, s.read, kindQuestion, "ORDER BY id")
}

// Decisions reads the GRADE decisions made on a question.
func (s *Store) Decisions(ctx context.Context, question string) ([]corpus.Decision, error) {
	return list[corpus.Decision](ctx, s.read, kindDecision, "WHERE body ->> '$.question' = ? ORDER BY id", question)
}

// Claim reads one claim.
func (s *Store) Claim(ctx context.Context, id string) (corpus.Claim, error) {
	return get[corpus.Claim](ctx, s.read, kindClaim, id)
}

// Claims reads all claims.
func (s *Store) Claims(ctx context.Context) ([]corpus.Claim, error) {
	return list[corpus.Claim](ctx, s.read, kindClaim, "ORDER BY length(id), id")
}

// NotDuplicates reads the pairs that people found different.
func (s *Store) NotDuplicates(ctx context.Context) ([]corpus.NotDuplicate, error) {
	return list[corpus.NotDuplicate](ctx, s.read, kindPair, "ORDER BY id")
}

// Search reads a saved search.
func (s *Store) Search(ctx context.Context, name string) (corpus.SavedSearch, error) {
	return get[corpus.SavedSearch](ctx, s.read, kindSearch, name)
}

// Searches reads all saved searches.
func (s *Store) Searches(ctx context.Context) ([]corpus.SavedSearch, error) {
	return list[corpus.SavedSearch](ctx, s.read, kindSearch, "ORDER BY id")
}

// Reviews reads the decisions on things that were stale.
func (s *Store) Reviews(ctx context.Context) ([]corpus.Review, error) {
	return list[corpus.Review](ctx, s.read, kindReview, "ORDER BY id")
}

// AllReports calls give with every report in the order of their keys.
func (s *Store) AllReports(ctx context.Context, give func(corpus.Report) error) error {
	rows, err := s.read.QueryContext(ctx, "SELECT body FROM report ORDER BY id")
	if err != nil {
		return kind(err, "reading reports")
	}
	defer rows.Close()
	for rows.Next() {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			return kind(err, "reading reports")
		}
		var r corpus.Report
		if err := json.Unmarshal(b, &r); err != nil {
			return fmt.Errorf("reading reports: %w: %v", corpus.ErrDamaged, err)
		}
		if err := give(r); err != nil {
			return err
		}
	}
	return kind(rows.Err(), "reading reports")
}

// Count returns how many things of a kind there are.
func (s *Store) Count(ctx context.Context, table string) (int, error) {
	for _, k := range kinds {
		if k == table {
			var n int
			err := s.read.QueryRowContext(ctx, "SELECT count(*) FROM "+k).Scan(&n)
			return n, kind(err, "counting %s", k)
		}
	}
	return 0, fmt.Errorf("counting %q: %w", table, corpus.ErrNotFound)
}

// body reads the stored form of one thing, nil when it is not there.
func body(ctx context.Context, q querier, k, id string) (json.RawMessage, error) {
	var b []byte
	err := q.QueryRowContext(ctx, "SELECT body FROM "+k+" WHERE id = ?", id).Scan(&b)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return b, kind(err, "reading %s %s", k, id)
}

// Report reads one report.
func (s *Store) Report(ctx context.Context, id corpus.ReportID) (corpus.Report, error) {
	return get[corpus.Report](ctx, s.read, kindReport, string(id))
}

// Notices reads all notices on record.
func (s *Store) Notices(ctx context.Context) ([]corpus.Notice, error) {
	return list[corpus.Notice](ctx, s.read, kindNotice, "ORDER BY study, id")
}
