package app

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"

	"appraise/corpus"
)

// archiveKind is the form of a backup.
type archiveKind int

const (
	archiveDir archiveKind = iota
	archiveTar
	archiveGzip
	archiveZstd
)

// archiveEndings lists the endings of names that say the form.
var archiveEndings = []struct {
	ending string
	kind   archiveKind
}{
	{".tar.zst", archiveZstd}, {".tzst", archiveZstd}, {".tar.gz", archiveGzip}, {".tgz", archiveGzip}, {".tar", archiveTar},
}

// foreignEndings are forms that are refused instead of becoming the name of a
// folder.
var foreignEndings = []string{".zip", ".7z", ".rar", ".gz", ".zst", ".xz", ".bz2", ".db"}

func archiveOf(name string) (archiveKind, error) {
	lower := strings.ToLower(name)
	for _, e := range archiveEndings {
		if strings.HasSuffix(lower, e.ending) {
			return e.kind, nil
		}
	}
	for _, e := range foreignEndings {
		if strings.HasSuffix(lower, e) {
			return 0, fmt.Errorf("%w: %s: backups are .tar.zst, .tar.gz, .tar or a folder", corpus.ErrInvalid, name)
		}
	}
	return archiveDir, nil
}

// packer writes the entries of a backup.
type packer interface {
	add(name string, size int64, r io.Reader) error
	close() error
}

// tarPacker writes a tape archive, packed or not.
type tarPacker struct {
	at   time.Time
	tar  *tar.Writer
	zip  io.Closer // nil when the archive is not packed
	file *os.File
}

func newTarPacker(f *os.File, kind archiveKind, at time.Time) (*tarPacker, error) {
	p := &tarPacker{at: at, file: f}
	switch kind {
	case archiveGzip:
		z := gzip.NewWriter(f)
		p.tar, p.zip = tar.NewWriter(z), z
	case archiveZstd:
		z, err := zstd.NewWriter(f, zstd.WithEncoderConcurrency(1))
		if err != nil {
			return nil, err
		}
		p.tar, p.zip = tar.NewWriter(z), z
	default:
		p.tar = tar.NewWriter(f)
	}
	return p, nil
}

func (p *tarPacker) add(name string, size int64, r io.Reader) error {
	if err := p.tar.WriteHeader(&tar.Header{Name: name, Size: size, Mode: 0o644, ModTime: p.at, Typeflag: tar.TypeReg, Format: tar.FormatPAX}); err != nil {
		return err
	}
	n, err := io.Copy(p.tar, io.LimitReader(r, size+1))
	if err == nil && n != size {
		err = fmt.Errorf("%s has %d bytes instead of %d", name, n, size)
	}
	return err
}

func (p *tarPacker) close() error {
	err := p.tar.Close()
	if p.zip != nil {
		err = errors.Join(err, p.zip.Close())
	}
	return errors.Join(err, p.file.Sync(), p.file.Close())
}

// dirPacker writes a folder.
type dirPacker struct{ root *os.Root }

func (p dirPacker) add(name string, size int64, r io.Reader) error {
	return writeIn(p.root, filepath.FromSlash(name), size, r)
}

func (p dirPacker) close() error { return nil }

// writeIn writes a new file of a known size in root, on the disk before it
// returns.
func writeIn(root *os.Root, name string, size int64, r io.Reader) (err error) {
	if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	n, err := io.Copy(f, io.LimitReader(r, size+1))
	if err != nil {
		return err
	}
	if n != size {
		return fmt.Errorf("%w: %s has %d bytes instead of %d", corpus.ErrDamaged, name, n, size)
	}
	return f.Sync()
}

// unpack calls give with each entry of a backup, the manifest first. Only
// files are entries; give decides which names it takes.
func unpack(path string, give func(name string, r io.Reader) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil {
		return err
	} else if info.IsDir() {
		return unpackDir(path, give)
	}
	r, closing, err := unpacked(f)
	if err != nil {
		return notABackup(path, err)
	}
	defer closing()
	t := tar.NewReader(r)
	for n := 0; ; n++ {
		h, err := t.Next()
		if errors.Is(err, io.EOF) && n > 0 {
			return nil
		}
		if err != nil {
			return notABackup(path, err)
		}
		if h.Typeflag != tar.TypeReg {
			return notABackup(path, fmt.Errorf("%s is not a file", h.Name))
		}
		if err := give(h.Name, t); err != nil {
			return err
		}
	}
}

func notABackup(path string, err error) error {
	return &corpus.ParseError{Source: path, Err: fmt.Errorf("this is not a whole backup of appraise: %w", err)}
}

// mostMemory is how much unpacking may use.
const mostMemory = 256 << 20

// unpacked takes the packing off by what the first bytes say.
func unpacked(f io.Reader) (io.Reader, func(), error) {
	br := bufio.NewReaderSize(f, 64<<10)
	head, _ := br.Peek(4) // what is too short fails as an archive
	switch {
	case strings.HasPrefix(string(head), "\x1f\x8b"):
		z, err := gzip.NewReader(br)
		return z, func() {}, err
	case string(head) == "\x28\xb5\x2f\xfd":
		z, err := zstd.NewReader(br, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(mostMemory))
		if err != nil {
			return nil, nil, err
		}
		return z, z.Close, nil
	}
	return br, func() {}, nil
}

// unpackDir gives the entries of a folder, the manifest first.
func unpackDir(path string, give func(name string, r io.Reader) error) error {
	root, err := os.OpenRoot(path)
	if err != nil {
		return err
	}
	defer root.Close()
	one := func(name string) error {
		f, err := root.Open(filepath.FromSlash(name))
		if errors.Is(err, fs.ErrNotExist) {
			return notABackup(path, fmt.Errorf("there is no %s", name))
		}
		if err != nil {
			return err
		}
		defer f.Close()
		return give(name, f)
	}
	if err := one(manifestName); err != nil {
		return err
	}
	return fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == manifestName {
			return err
		}
		return one(name)
	})
}
