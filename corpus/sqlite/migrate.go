package sqlite

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"

	"appraise/corpus"
)

// migrations are never edited after a release, only added to. Each sets
// user_version to its own number.
//
//go:embed migrations/*.sql
var migrations embed.FS

// latestVersion is the number of the last migration.
func latestVersion() (int, error) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil || len(names) == 0 {
		return 0, fmt.Errorf("reading the migrations: %w", err)
	}
	last := strings.TrimPrefix(names[len(names)-1], "migrations/")
	return strconv.Atoi(last[:4])
}

// upToDate compares the file's version with the program's and migrates.
func (s *Store) upToDate(ctx context.Context) error {
	latest, err := latestVersion()
	if err != nil {
		return err
	}
	var have int
	if err := s.read.QueryRowContext(ctx, "PRAGMA user_version").Scan(&have); err != nil {
		return kind(err, "opening library %s", s.path)
	}
	switch {
	case have == latest:
		return nil
	case have > latest:
		return fmt.Errorf("opening library %s: %w: it has format %d and this appraise knows formats up to %d; use a newer appraise", s.path, corpus.ErrTooNew, have, latest)
	case have == 0:
		return s.notALibrary(ctx)
	}
	backup := fmt.Sprintf("%s.before-format-%d", s.path, latest)
	if _, err := os.Stat(backup); err != nil {
		if _, err := s.write.ExecContext(ctx, "VACUUM INTO ?", backup); err != nil {
			return kind(err, "copying %s before bringing it up to date", s.path)
		}
	}
	return s.migrate(ctx)
}

// notALibrary tells an empty file (left by an interrupted init) from another
// program's database.
func (s *Store) notALibrary(ctx context.Context) error {
	var tables int
	if err := s.read.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_master").Scan(&tables); err != nil {
		return kind(err, "opening library %s", s.path)
	}
	if tables > 0 {
		return fmt.Errorf("opening library %s: %w: the file is a database of another program", s.path, corpus.ErrDamaged)
	}
	return s.migrate(ctx)
}

// migrate applies what is missing, a transaction each.
func (s *Store) migrate(ctx context.Context) error {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, s.write, dir)
	if err != nil {
		return kind(err, "preparing library %s", s.path)
	}
	if _, err := p.Up(ctx); err != nil {
		return kind(err, "bringing library %s up to date", s.path)
	}
	return nil
}
