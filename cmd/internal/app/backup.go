package app

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"time"

	"appraise/corpus"
	"appraise/corpus/filestore"
	"appraise/corpus/sqlite"
)

// manifestName is the first entry of a backup; backupFormat its version.
// 1: first.
const (
	manifestName = "manifest.json"
	backupFormat = 1
)

// Manifest says what is in a backup, so that it can be checked without the
// library it is of.
type Manifest struct {
	Format  int        `json:"format"`
	Program string     `json:"program"`
	At      time.Time  `json:"at"`
	Events  int        `json:"events"`
	Hash    string     `json:"hash"`    // of the last event
	Content string     `json:"content"` // digest of everything in the library
	Studies int        `json:"studies"`
	Files   []Packed   `json:"files"`             // the library file first
	Missing []MissFile `json:"missing,omitempty"` // attachments that could not be taken along
	Open    int        `json:"open,omitempty"`    // imports under way or interrupted; running them again finishes them
	Faults  []string   `json:"faults,omitempty"`  // what verify says of the library, open imports too
}

// Packed is one file of a backup.
type Packed struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// MissFile is an attachment whose file could not be taken along.
type MissFile struct {
	SHA256 string `json:"sha256"`
	Why    string `json:"why"`
}

// Backup writes a copy of the library as of one moment, with all attachments,
// while others may go on working, and reads it back to check it. The index is
// not in it: it is built anew. What is at path is replaced only when replace
// is set, and only when the new backup is good.
func (a *App) Backup(ctx context.Context, target string, replace bool) (Manifest, error) {
	kind, err := archiveOf(target)
	if err != nil {
		return Manifest{}, err
	}
	if err := backupPlace(target, replace && kind != archiveDir); err != nil {
		return Manifest{}, err
	}
	tmp, err := os.MkdirTemp(filepath.Dir(target), ".appraise-backup-")
	if err != nil {
		return Manifest{}, writeError(err, "backing up to "+target)
	}
	defer os.RemoveAll(tmp)
	m, err := a.copied(ctx, tmp)
	if err != nil {
		return m, err
	}
	if a.DryRun {
		return m, nil
	}
	ready := filepath.Join(tmp, "backup")
	if err := a.pack(ctx, ready, kind, tmp, m); err != nil {
		return m, writeError(err, "backing up to "+target)
	}
	if _, err := CheckBackup(ctx, ready, tmp); err != nil {
		return m, fmt.Errorf("checking the backup just written: %w", err)
	}
	if kind == archiveDir {
		err = os.Remove(target) // an empty folder gives way
		if errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
	}
	if err == nil {
		err = os.Rename(ready, target)
	}
	if err != nil {
		return m, writeError(err, "backing up to "+target)
	}
	return m, nil
}

// backupPlace refuses to write over something.
func backupPlace(target string, replace bool) error {
	info, err := os.Stat(target)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && replace && info.Mode().IsRegular():
		return nil
	case err != nil:
		return err
	case info.IsDir():
		if entries, err := os.ReadDir(target); err != nil || len(entries) == 0 {
			return err
		}
	}
	return fmt.Errorf("%w: %s is there already (--replace writes over a file)", corpus.ErrConflict, target)
}

// copied writes the copy of the library file into dir and lists what the
// backup will hold.
func (a *App) copied(ctx context.Context, dir string) (Manifest, error) {
	m := Manifest{Format: backupFormat, Program: Program, At: a.Now().UTC()}
	at := filepath.Join(dir, sqlite.FileName)
	if err := a.Store.CopyTo(ctx, at); err != nil {
		return m, err
	}
	sum, size, err := hashFile(at)
	if err != nil {
		return m, err
	}
	m.Files = append(m.Files, Packed{Name: sqlite.FileName, Size: size, SHA256: sum})
	st, err := sqlite.Open(ctx, dir)
	if err != nil {
		return m, err
	}
	defer st.Close()
	if m.Faults, err = st.Verify(ctx); err != nil {
		return m, err
	}
	if m.Open, err = st.OpenImports(ctx); err != nil {
		return m, err
	}
	if m.Hash, m.Events, m.Studies, m.Content, err = state(ctx, st); err != nil {
		return m, err
	}
	named, err := st.Attachments(ctx)
	if err != nil {
		return m, err
	}
	return m, a.listFiles(&m, named)
}

// state is what must be equal in a library and its copy.
func state(ctx context.Context, st *sqlite.Store) (hash string, events, studies int, content string, err error) {
	if hash, events, err = st.Digest(ctx); err != nil {
		return
	}
	if studies, err = st.Count(ctx, "study"); err != nil {
		return
	}
	content, err = st.Content(ctx)
	return
}

// listFiles puts every file of the store into the manifest: those that
// nothing names any more too, for undo may want them.
func (a *App) listFiles(m *Manifest, named []corpus.Attachment) error {
	l, err := a.files().List(m.At)
	if err != nil {
		return err
	}
	for _, h := range l.Hashes {
		sum, size, err := hashFile(filepath.Join(a.files().Dir(), h[:2], h))
		switch {
		case err != nil:
			m.Missing = append(m.Missing, MissFile{h, err.Error()})
		case sum != h:
			m.Missing = append(m.Missing, MissFile{h, "its bytes have changed"})
		default:
			m.Files = append(m.Files, Packed{Name: path.Join(filesDir, h[:2], h), Size: size, SHA256: h})
		}
	}
	for _, at := range named {
		for _, h := range []string{at.SHA256, at.Text} {
			if h != "" && !slices.Contains(l.Hashes, h) && !slices.ContainsFunc(m.Missing, func(f MissFile) bool { return f.SHA256 == h }) {
				m.Missing = append(m.Missing, MissFile{h, "it is not there (" + at.Name + " of " + string(at.Study) + ")"})
			}
		}
	}
	return nil
}

func hashFile(name string) (sum string, size int64, err error) {
	f, err := os.Open(name)
	if err != nil {
		return "", 0, err
	}
	defer f.Close()
	h := sha256.New()
	size, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), size, err
}

// pack writes the manifest and the files it lists to a new archive or folder.
func (a *App) pack(ctx context.Context, at string, kind archiveKind, dir string, m Manifest) error {
	list, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	p, err := newPacker(at, kind, m.At)
	if err != nil {
		return err
	}
	err = p.add(manifestName, int64(len(list)), bytes.NewReader(list))
	for _, f := range m.Files {
		if err != nil || ctx.Err() != nil {
			break
		}
		err = a.packOne(p, dir, f)
	}
	return errors.Join(err, ctx.Err(), p.close())
}

func newPacker(at string, kind archiveKind, now time.Time) (packer, error) {
	if kind != archiveDir {
		f, err := os.OpenFile(at, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
		if err != nil {
			return nil, err
		}
		p, err := newTarPacker(f, kind, now)
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
		return p, nil
	}
	if err := os.Mkdir(at, 0o755); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(at)
	return dirPacker{root}, err
}

func (a *App) packOne(p packer, dir string, f Packed) error {
	open := func() (*os.File, error) { return a.files().Open(f.SHA256) }
	if f.Name == sqlite.FileName {
		open = func() (*os.File, error) { return os.Open(filepath.Join(dir, f.Name)) }
	}
	r, err := open()
	if err != nil {
		return err
	}
	defer r.Close()
	return p.add(f.Name, f.Size, r)
}

// maxManifest is the longest manifest that is read.
const maxManifest = 64 << 20

func readManifest(source string, r io.Reader) (Manifest, error) {
	var m Manifest
	dec := json.NewDecoder(io.LimitReader(r, maxManifest))
	if err := dec.Decode(&m); err != nil {
		return m, notABackup(source, fmt.Errorf("its %s cannot be read: %w", manifestName, err))
	}
	if m.Format > backupFormat {
		return m, fmt.Errorf("backup %s: %w: it has format %d and this appraise knows %d; use a newer appraise", source, corpus.ErrTooNew, m.Format, backupFormat)
	}
	for i, f := range m.Files {
		_, bad := filestore.ParseHash(f.SHA256)
		want := sqlite.FileName
		if i > 0 && bad == nil {
			want = path.Join(filesDir, f.SHA256[:2], f.SHA256)
		}
		if bad != nil || f.Name != want || f.Size < 0 {
			return m, notABackup(source, fmt.Errorf("its manifest lists %q", f.Name))
		}
	}
	if len(m.Files) == 0 {
		return m, notABackup(source, errors.New("its manifest lists no files"))
	}
	return m, nil
}
