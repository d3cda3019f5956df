package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"

	"appraise/corpus"
	"appraise/corpus/sqlite"
)

// CheckBackup reads a backup to its end, compares every file with the
// manifest, and checks the library file in it: its integrity, the chain of
// events, and everything against the chain. The library file is unpacked into
// a new folder in scratch meanwhile ("" is the one for temporary files).
func CheckBackup(ctx context.Context, source, scratch string) (Manifest, error) {
	tmp, err := os.MkdirTemp(scratch, ".appraise-check-")
	if err != nil {
		return Manifest{}, err
	}
	defer os.RemoveAll(tmp)
	m, err := extract(ctx, source, tmp, func(f Packed) bool { return f.Name == sqlite.FileName })
	if err != nil {
		return m, err
	}
	return m, checkLibrary(ctx, source, tmp, m)
}

// Restore puts a backup into dir, which must be empty or not exist. Nothing
// is left there when the backup is not whole. The index is built anew.
func Restore(ctx context.Context, source, dir string, prepare func(*App), progress func(int)) (Manifest, error) {
	if err := emptyPlace(dir); err != nil {
		return Manifest{}, err
	}
	_, err := os.Stat(dir)
	made := errors.Is(err, os.ErrNotExist)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return Manifest{}, writeError(err, "restoring to "+dir)
	}
	m, err := extract(ctx, source, dir, func(Packed) bool { return true })
	if err == nil {
		err = checkLibrary(ctx, source, dir, m)
	}
	if err != nil {
		err = errors.Join(err, clear(dir))
		if made {
			err = errors.Join(err, os.Remove(dir))
		}
		return m, err
	}
	for _, d := range []string{indexDir, filesDir} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o755); err != nil {
			return m, writeError(err, "restoring to "+dir)
		}
	}
	a, err := Open(ctx, dir)
	if err != nil {
		return m, err
	}
	defer a.Close()
	prepare(a)
	if err := a.Store.Settle(ctx); err != nil {
		return m, err
	}
	_, err = a.Reindex(ctx, progress)
	return m, err
}

// emptyPlace accepts a folder that does not exist or holds nothing but what
// SQLite left of a library that is gone, which is removed: a new library file
// beside an old write-ahead log would be damaged by it.
func emptyPlace(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("restoring to %s: %w", dir, err)
	}
	left := append(sqlite.SideFiles(), lockFile)
	for _, e := range entries {
		if !e.Type().IsRegular() || !slices.Contains(left, e.Name()) {
			return fmt.Errorf("%w: %s is not empty (it holds %s); restore into a new folder", corpus.ErrConflict, dir, e.Name())
		}
	}
	for _, e := range entries {
		if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
			return writeError(err, "restoring to "+dir)
		}
	}
	return nil
}

// clear removes what a restore wrote into dir.
func clear(dir string) error {
	var err error
	for _, name := range append(sqlite.SideFiles(), sqlite.FileName) {
		if e := os.Remove(filepath.Join(dir, name)); e != nil && !errors.Is(e, os.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	return errors.Join(err, os.RemoveAll(filepath.Join(dir, filesDir)))
}

// extract reads a whole backup, comparing each file with the manifest, and
// writes those that keep accepts into dir. Files the manifest does not list
// are refused, so that no name of an archive decides where something goes.
func extract(ctx context.Context, source, dir string, keep func(Packed) bool) (Manifest, error) {
	var m Manifest
	root, err := os.OpenRoot(dir)
	if err != nil {
		return m, err
	}
	defer root.Close()
	open := map[string]Packed{}
	first := true
	err = unpack(source, func(name string, r io.Reader) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if first {
			first = false
			if name != manifestName {
				return notABackup(source, fmt.Errorf("it does not begin with %s", manifestName))
			}
			if m, err = readManifest(source, r); err != nil {
				return err
			}
			for _, f := range m.Files {
				open[f.Name] = f
			}
			return nil
		}
		f, listed := open[name]
		if !listed {
			return notABackup(source, fmt.Errorf("%q is not in its manifest, or is there twice", name))
		}
		delete(open, name)
		return take(root, source, f, r, keep(f))
	})
	if err == nil && len(open) > 0 {
		for _, f := range m.Files {
			if _, lacking := open[f.Name]; lacking {
				err = notABackup(source, fmt.Errorf("%s is not in it", f.Name))
				break
			}
		}
	}
	return m, err
}

// take checks one file against the manifest and writes it when it is wanted.
func take(root *os.Root, source string, f Packed, r io.Reader, wanted bool) error {
	sum := sha256.New()
	in := &summed{r: r, sum: sum}
	var err error
	if wanted {
		err = writeIn(root, filepath.FromSlash(f.Name), f.Size, in)
	} else {
		_, err = io.Copy(io.Discard, io.LimitReader(in, f.Size+1))
	}
	if err == nil && in.err != nil {
		err = in.err
	}
	switch {
	case in.err != nil, errors.Is(err, corpus.ErrDamaged):
		return notABackup(source, err)
	case err != nil:
		return writeError(err, "unpacking "+f.Name+" of "+source)
	case hex.EncodeToString(sum.Sum(nil)) != f.SHA256:
		return notABackup(source, fmt.Errorf("the bytes of %s have changed", f.Name))
	}
	return nil
}

// summed adds up what is read, and keeps apart the errors of reading from
// those of writing.
type summed struct {
	r   io.Reader
	sum hash.Hash
	err error
}

func (s *summed) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	s.sum.Write(p[:n])
	if err != nil && !errors.Is(err, io.EOF) {
		s.err = err
	}
	return n, err
}

// checkLibrary compares the library file in dir with the manifest and its own
// log.
func checkLibrary(ctx context.Context, source, dir string, m Manifest) error {
	st, err := sqlite.Open(ctx, dir)
	if err != nil {
		return err
	}
	defer st.Close()
	faults, err := st.Verify(ctx)
	if err != nil {
		return err
	}
	for _, f := range faults {
		if !slices.Contains(m.Faults, f) {
			return fmt.Errorf("backup %s: %w: %s", source, corpus.ErrDamaged, f)
		}
	}
	hash, events, studies, content, err := state(ctx, st)
	if err != nil {
		return err
	}
	if hash != m.Hash || events != m.Events || studies != m.Studies || content != m.Content {
		return fmt.Errorf("backup %s: %w: it does not hold what its manifest says", source, corpus.ErrDamaged)
	}
	return nil
}
