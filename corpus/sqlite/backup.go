package sqlite

import (
	"context"
	"fmt"
	"os"

	"appraise/corpus"
)

// CopyTo writes a copy of the library file, as it is at one moment, to path,
// which must not exist. Others may read and write meanwhile. Copying the file
// itself would miss what is still in the write-ahead log.
func (s *Store) CopyTo(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("copying %s: %w: %s is there already", s.path, corpus.ErrConflict, path)
	}
	_, err := s.read.ExecContext(ctx, "VACUUM INTO ?", path)
	return kind(err, "copying %s to %s", s.path, path)
}

// Settle makes a copy that was put in its place a library to work with: it
// turns the write-ahead log on, which copies do not have.
func (s *Store) Settle(ctx context.Context) error {
	_, err := s.write.ExecContext(ctx, "PRAGMA journal_mode = WAL")
	return kind(err, "preparing %s", s.path)
}

// SideFiles are the names that SQLite gives to files beside a library file.
// Those of another library file must not stay where a copy is put.
func SideFiles() []string {
	return []string{FileName + "-wal", FileName + "-shm", FileName + "-journal"}
}

// Attachments reads everything known of attached files.
func (s *Store) Attachments(ctx context.Context) ([]corpus.Attachment, error) {
	return list[corpus.Attachment](ctx, s.read, kindAttached, "ORDER BY study, id")
}

// OpenImports counts the imports that are under way or were interrupted.
func (s *Store) OpenImports(ctx context.Context) (int, error) {
	var n int
	err := s.read.QueryRowContext(ctx, "SELECT count(*) FROM event WHERE open = 1").Scan(&n)
	return n, kind(err, "counting open imports")
}
