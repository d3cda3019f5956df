package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"time"

	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/index"
)

// The parts of a library's folder.
const (
	indexDir = "index"
	filesDir = "files"
	lockFile = "lock"
)

// LibraryEnv and UserEnv name the environment variables that stand in for
// --library and --as.
const (
	LibraryEnv = "APPRAISE_LIBRARY"
	UserEnv    = "APPRAISE_USER"
)

// App is an open library and the uses of it.
type App struct {
	Dir    string
	Store  *sqlite.Store
	Index  *index.Index
	Now    func() time.Time
	Who    string // who is named in events
	DryRun bool   // changes are made, shown and rolled back
}

// Find returns the folder of the library meant: dir when it is not empty,
// else the one in the environment, else the nearest folder at or above cwd.
func Find(dir, env, cwd string) (string, error) {
	for _, named := range []string{dir, env} {
		if named == "" {
			continue
		}
		if !isLibrary(named) {
			return "", fmt.Errorf("%s is %w as a library; make one with: appraise init %s", named, corpus.ErrNotFound, named)
		}
		return named, nil
	}
	for at := cwd; ; at = filepath.Dir(at) {
		if isLibrary(at) {
			return at, nil
		}
		if at == filepath.Dir(at) {
			return "", fmt.Errorf("no library here or in a folder above: %w; make one with: appraise init, or name one with --library DIR", corpus.ErrNotFound)
		}
	}
}

func isLibrary(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, sqlite.FileName))
	return err == nil
}

// Init makes a new library in dir, which is created when it does not exist
// and may hold other files.
func Init(ctx context.Context, dir string) error {
	for _, d := range []string{dir, filepath.Join(dir, indexDir), filepath.Join(dir, filesDir)} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			return writeError(err, "making the library "+dir)
		}
	}
	s, err := sqlite.Create(ctx, dir)
	if err != nil {
		return err
	}
	return s.Close()
}

// writeError tells a folder that cannot be written from other failures.
func writeError(err error, doing string) error {
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, fs.ErrInvalid) || isReadOnly(err) {
		return fmt.Errorf("%s: %w (%v)", doing, corpus.ErrReadOnly, err)
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// Open opens the library in dir.
func Open(ctx context.Context, dir string) (*App, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	s, err := sqlite.Open(ctx, abs)
	if err != nil {
		return nil, err
	}
	return &App{
		Dir: abs, Store: s, Index: index.New(filepath.Join(abs, indexDir)),
		Now: time.Now, Who: login(),
	}, nil
}

// Close releases the library.
func (a *App) Close() error { return a.Store.Close() }

func login() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "somebody"
}
