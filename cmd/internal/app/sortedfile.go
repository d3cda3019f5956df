package app

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// maxSortedLine is the longest line of a sorted file, in bytes.
const maxSortedLine = 4 << 10

// writeSorted writes lines in order, each once. The file is there whole or not
// at all. Lines that are too long are left out.
func writeSorted(path string, lines []string) error {
	lines = slices.DeleteFunc(lines, func(s string) bool { return len(s) >= maxSortedLine })
	slices.Sort(lines)
	return writeWhole(path, []byte(strings.Join(slices.Compact(lines), "\n")+"\n"))
}

// writeWhole writes a file beside its place and then puts it there.
func writeWhole(path string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}

// sortedFile finds lines in a file of sorted lines without reading it all.
type sortedFile struct {
	f    *os.File
	size int64
}

func openSorted(path string) (*sortedFile, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, err
	}
	return &sortedFile{f, info.Size()}, nil
}

// from yields the lines that begin with prefix.
func (s *sortedFile) from(prefix string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		at, err := s.seek(prefix)
		if err != nil {
			yield("", err)
			return
		}
		lines := bufio.NewScanner(io.NewSectionReader(s.f, at, s.size-at))
		for lines.Scan() {
			if !strings.HasPrefix(lines.Text(), prefix) || !yield(lines.Text(), nil) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield("", fmt.Errorf("reading %s: %w", s.f.Name(), err))
		}
	}
}

// seek finds where the first line stands that is not before key.
func (s *sortedFile) seek(key string) (int64, error) {
	lo, hi := int64(0), s.size // lines before lo are smaller; the one at or behind hi is not
	buf := make([]byte, 2*maxSortedLine)
	for lo < hi {
		mid := lo + (hi-lo)/2
		start, line, err := s.lineAt(mid, buf)
		if err != nil {
			return 0, err
		}
		if start >= hi || line == nil || string(line) >= key {
			hi = mid
			continue
		}
		lo = start + int64(len(line)) + 1
	}
	start, _, err := s.lineAt(lo, buf)
	return start, err
}

// lineAt reads the first line that begins at or behind at; nil at the end.
func (s *sortedFile) lineAt(at int64, buf []byte) (int64, []byte, error) {
	from := max(at-1, 0) // the byte before at tells whether a line begins there
	n, err := s.f.ReadAt(buf, from)
	if err != nil && err != io.EOF {
		return 0, nil, fmt.Errorf("reading %s: %w", s.f.Name(), err)
	}
	b := buf[:n]
	if at > 0 {
		i := bytes.IndexByte(b, '\n')
		if i < 0 {
			return s.size, nil, nil
		}
		from += int64(i) + 1
		b = b[i+1:]
	}
	if len(b) == 0 {
		return s.size, nil, nil
	}
	if i := bytes.IndexByte(b, '\n'); i >= 0 {
		b = b[:i]
	}
	return from, b, nil
}

func (s *sortedFile) close() { _ = s.f.Close() } // only read
