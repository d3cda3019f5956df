// Package filestore keeps files under the SHA-256 of their bytes, as
// files/ab/abcd…: the same file twice is one file, a file is never changed,
// and what is there can be checked against its name. Names come from hashes
// only, and every access goes through os.Root, so nothing outside the folder
// is ever touched, whatever links somebody put into it.
package filestore

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"appraise/corpus"
)

// Store is a folder of files. It holds nothing open.
type Store struct{ dir string }

// New names the store in folder dir, which is made when the first file comes.
func New(dir string) *Store { return &Store{dir} }

// Dir is the folder of the store.
func (s *Store) Dir() string { return s.dir }

// partPrefix begins the names of files that are being written.
const partPrefix = ".part-"

// ParseHash accepts a SHA-256 in small hexadecimal digits.
func ParseHash(s string) (string, error) {
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != sha256.Size || hex.EncodeToString(b) != s {
		return "", fmt.Errorf("%w: %q is not a SHA-256", corpus.ErrInvalid, s)
	}
	return s, nil
}

// name is the path of a file in its store.
func name(hash string) (string, error) {
	if _, err := ParseHash(hash); err != nil {
		return "", err
	}
	return path.Join(hash[:2], hash), nil
}

// Staged is a file that was copied into the store's folder but has no place
// in the store yet. It is either kept or dropped.
type Staged struct {
	Hash string
	Size int64
	Path string // where it can be read until then

	store *Store
	part  string
}

// Stage copies r. More than limit bytes are refused with ErrInvalid.
func (s *Store) Stage(r io.Reader, limit int64) (st *Staged, err error) {
	if err := os.MkdirAll(s.dir, 0o755); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(s.dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	st = &Staged{store: s, part: partPrefix + rand.Text()}
	st.Path = filepath.Join(s.dir, st.part)
	f, err := root.OpenFile(st.part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err = errors.Join(err, f.Close()); err != nil {
			err = errors.Join(err, root.Remove(st.part))
			st = nil
		}
	}()
	sum := sha256.New()
	st.Size, err = io.Copy(io.MultiWriter(f, sum), io.LimitReader(r, limit+1))
	if err != nil {
		return st, err
	}
	if st.Size > limit {
		return st, fmt.Errorf("%w: the file is larger than %d MiB", corpus.ErrInvalid, limit>>20)
	}
	st.Hash = hex.EncodeToString(sum.Sum(nil))
	return st, f.Sync()
}

// Keep gives the file its place. A whole copy that is there already stays; a
// damaged one is replaced.
func (st *Staged) Keep() error {
	at, err := name(st.Hash)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(st.store.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	if st.store.Verify(st.Hash) == nil {
		return root.Remove(st.part)
	}
	if err := root.Mkdir(path.Dir(at), 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := root.Chmod(st.part, 0o444); err != nil {
		return err
	}
	if err := root.Rename(st.part, at); err != nil {
		return err
	}
	return errors.Join(syncDir(root, path.Dir(at)), syncDir(root, "."))
}

// Drop forgets a staged file. Dropping one that was kept does nothing.
func (st *Staged) Drop() error {
	err := os.Remove(st.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// syncDir makes names in a folder last through a power failure.
func syncDir(root *os.Root, dir string) error {
	d, err := root.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Open opens a file for reading. One that is not there is ErrNotFound.
func (s *Store) Open(hash string) (*os.File, error) {
	at, err := name(hash)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(s.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("file %s: %w", hash, corpus.ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	defer root.Close()
	f, err := root.Open(at)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("file %s: %w", hash, corpus.ErrNotFound)
	}
	return f, err
}

// Read returns the content of a file.
func (s *Store) Read(hash string) ([]byte, error) {
	f, err := s.Open(hash)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// Verify compares a file with its name: ErrDamaged when its bytes have
// changed, ErrNotFound when it is not there.
func (s *Store) Verify(hash string) error {
	f, err := s.Open(hash)
	if err != nil {
		return err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return fmt.Errorf("reading file %s: %w", hash, err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != hash {
		return fmt.Errorf("%w: the bytes of file %s have changed", corpus.ErrDamaged, hash)
	}
	return nil
}

// Remove takes a file out.
func (s *Store) Remove(hash string) error {
	at, err := name(hash)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(s.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	return root.Remove(at)
}
