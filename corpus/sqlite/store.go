// Package sqlite keeps a library in one SQLite file: the things of package
// corpus, a table each, and the chain of events that made them what they are.
//
// Every change goes through Store.Change, which is one transaction and one
// event. Reading never waits for writing (write-ahead log).
package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"appraise/corpus"
)

// FileName is the library file in its folder.
const FileName = "library.db"

// Store is an open library file. It is safe for use by several goroutines;
// one change happens at a time.
type Store struct {
	path  string
	read  *sql.DB
	write *sql.DB // one connection
}

// Create makes a new library file in folder dir, which must exist.
func Create(ctx context.Context, dir string) (*Store, error) {
	path := filepath.Join(dir, FileName)
	if _, err := os.Stat(path); err == nil {
		return nil, fmt.Errorf("%w: there is a library at %s already", corpus.ErrConflict, path)
	}
	s, err := connect(path)
	if err != nil {
		return nil, err
	}
	if _, err := s.write.ExecContext(ctx, "PRAGMA journal_mode = WAL"); err != nil {
		s.Close()
		return nil, kind(err, "creating %s", path)
	}
	if err := s.migrate(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// Open opens the library file in folder dir. A file of an earlier version of
// the program is brought up to date after a copy was made beside it; one of a
// later version is refused with ErrTooNew.
func Open(ctx context.Context, dir string) (*Store, error) {
	path := filepath.Join(dir, FileName)
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("opening library %s: %w", path, err)
	}
	s, err := openFile(ctx, path)
	if errors.Is(err, corpus.ErrReadOnly) && atRest(path) {
		// Reading a file with a write-ahead log needs files beside it. In a
		// folder that takes none, a file at rest is read as it stands.
		return openFile(ctx, path, "immutable", "1")
	}
	return s, err
}

// openFile opens the file with extra parameters of its address.
func openFile(ctx context.Context, path string, extra ...string) (*Store, error) {
	s, err := connect(path, extra...)
	if err != nil {
		return nil, err
	}
	if err := s.upToDate(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// atRest reports whether nobody has the file open for writing or left changes
// beside it.
func atRest(path string) bool {
	_, err := os.Stat(path + "-wal")
	return errors.Is(err, fs.ErrNotExist)
}

func connect(path string, extra ...string) (*Store, error) {
	q := url.Values{}
	for pair := range slices.Chunk(extra, 2) {
		q.Set(pair[0], pair[1])
	}
	for _, pragma := range []string{"busy_timeout(2000)", "foreign_keys(1)", "synchronous(FULL)"} {
		q.Add("_pragma", pragma)
	}
	q.Set("_txlock", "immediate")
	dsn := (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}).String()
	write, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, fmt.Errorf("opening library %s: %w", path, err)
	}
	write.SetMaxOpenConns(1)
	read, err := sql.Open("sqlite", dsn)
	if err != nil {
		write.Close()
		return nil, fmt.Errorf("opening library %s: %w", path, err)
	}
	read.SetMaxOpenConns(4)
	return &Store{path: path, read: read, write: write}, nil
}

// Close releases the file.
func (s *Store) Close() error { return errors.Join(s.read.Close(), s.write.Close()) }

// Path is the library file.
func (s *Store) Path() string { return s.path }

// kind turns an error of the driver into one of the kinds of package corpus,
// and says what was being done.
func kind(err error, doing string, args ...any) error {
	if err == nil {
		return nil
	}
	what := fmt.Sprintf(doing, args...)
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return fmt.Errorf("%s: %w", what, err)
	}
	switch e.Code() & 0xff {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return fmt.Errorf("%s: %w (another appraise is writing to it; try again when it has finished)", what, corpus.ErrLocked)
	case lib.SQLITE_READONLY, lib.SQLITE_PERM, lib.SQLITE_CANTOPEN:
		return fmt.Errorf("%s: %w (check the permissions of the folder)", what, corpus.ErrReadOnly)
	case lib.SQLITE_FULL, lib.SQLITE_IOERR:
		return fmt.Errorf("%s: %w (is the disk full? nothing of this step was kept): %v", what, corpus.ErrReadOnly, e)
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return fmt.Errorf("%s: %w (restore a backup, or ask for help with a copy of the folder): %v", what, corpus.ErrDamaged, e)
	}
	return fmt.Errorf("%s: %w", what, err)
}

// querier is what reading needs of a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// get reads one thing of table by its id.
func get[T any](ctx context.Context, q querier, table, id string) (T, error) {
	var v T
	var body []byte
	err := q.QueryRowContext(ctx, "SELECT body FROM "+table+" WHERE id = ?", id).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return v, fmt.Errorf("%s %s: %w", table, id, corpus.ErrNotFound)
	}
	if err != nil {
		return v, kind(err, "reading %s %s", table, id)
	}
	if err := json.Unmarshal(body, &v); err != nil {
		return v, fmt.Errorf("reading %s %s: %w: %v", table, id, corpus.ErrDamaged, err)
	}
	return v, nil
}

// list reads the things of table that where and args select, ordered by id.
func list[T any](ctx context.Context, q querier, table, where string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, "SELECT body FROM "+table+" "+where, args...)
	if err != nil {
		return nil, kind(err, "reading %s", table)
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		var body []byte
		if err := rows.Scan(&body); err != nil {
			return nil, kind(err, "reading %s", table)
		}
		var v T
		if err := json.Unmarshal(body, &v); err != nil {
			return nil, fmt.Errorf("reading %s: %w: %v", table, corpus.ErrDamaged, err)
		}
		out = append(out, v)
	}
	return out, kind(rows.Err(), "reading %s", table)
}
