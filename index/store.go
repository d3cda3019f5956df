package index

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// store is the writing side of the files that only grow. What is written
// belongs to no generation until one is published that counts it.
type store struct {
	dir   string
	files map[string]*dataFile
	words words
	rows  int

	pendingUnits []uint16
	pendingRows  []byte
	units        uint64
	savedText    int // bytes of words written
	savedEnds    int
	rowsData     []byte // rows as they were at the beginning
}

type dataFile struct {
	f *os.File
	extent
}

func (d *dataFile) append(b []byte) error {
	if len(b) == 0 {
		return nil
	}
	if _, err := d.f.Write(b); err != nil {
		return err
	}
	d.Size += int64(len(b))
	d.CRC = checksum(d.CRC, b)
	return nil
}

// openStore opens the files for writing behind what they hold. Of a
// generation, when there is one, the checksums are taken and the hash table.
func openStore(dir string, m *manifest, generation string) (s *store, err error) {
	s = &store{dir: dir, files: map[string]*dataFile{}}
	defer func() {
		if err != nil {
			_ = s.close()
			s = nil
		}
	}()
	if err = os.MkdirAll(dir, 0o755); err != nil {
		return s, err
	}
	content := map[string][]byte{}
	for _, name := range dataFiles {
		whole := name != textFile
		if content[name], err = s.open(name, m, whole); err != nil {
			return s, err
		}
	}
	if err = s.loadWords(content, m, generation); err != nil {
		return s, err
	}
	return s, s.loadRows(content[rowsFile])
}

// open opens one file and brings its checksum to its end.
func (s *store) open(name string, m *manifest, whole bool) ([]byte, error) {
	f, err := os.OpenFile(filepath.Join(s.dir, name), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	d := &dataFile{f: f}
	s.files[name] = d
	if m != nil {
		d.extent = m.Data[name]
	}
	var content []byte
	if whole {
		if content, err = io.ReadAll(f); err != nil {
			return nil, err
		}
		if int64(len(content)) < d.Size {
			return nil, fmt.Errorf("%s is shorter than it was: %w", name, errDamaged)
		}
	} else if _, err := f.Seek(d.Size, io.SeekStart); err != nil {
		return nil, err
	}
	tail := content
	if whole {
		tail = content[d.Size:]
	} else if tail, err = io.ReadAll(f); err != nil {
		return nil, err
	}
	d.CRC = checksum(d.CRC, tail)
	d.Size += int64(len(tail))
	return content, nil
}

// cut shortens a file to size bytes.
func (s *store) cut(name string, size int64, content []byte) error {
	d := s.files[name]
	if d.Size == size {
		return nil
	}
	if err := d.f.Truncate(size); err != nil {
		return err
	}
	if _, err := d.f.Seek(size, io.SeekStart); err != nil {
		return err
	}
	d.extent = extent{Size: size, CRC: checksum(0, content[:size])}
	return nil
}

// loadWords takes the complete words of the files and drops a torn end.
func (s *store) loadWords(content map[string][]byte, m *manifest, generation string) error {
	ends, text := content[endsFile], content[wordsFile]
	n := len(ends) / 4
	for n > 0 && binary.LittleEndian.Uint32(ends[4*(n-1):]) > uint32(len(text)) {
		n--
	}
	size := 0
	if n > 0 {
		size = int(binary.LittleEndian.Uint32(ends[4*(n-1):]))
	}
	if m != nil && 4*int64(n) < m.Data[endsFile].Size {
		return fmt.Errorf("words are missing: %w", errDamaged)
	}
	if err := errors.Join(s.cut(endsFile, int64(4*n), ends), s.cut(wordsFile, int64(size), text)); err != nil {
		return err
	}
	s.words = words{text: text[:size:size], ends: ends[: 4*n : 4*n]}
	s.savedText, s.savedEnds = size, 4*n
	if m != nil && 4*int64(n) == m.Data[endsFile].Size {
		table, err := os.ReadFile(filepath.Join(generation, tableFile))
		if err == nil && int64(len(table)) == m.Files[tableFile].Size && checksum(0, table) == m.Files[tableFile].CRC {
			s.words.table, s.words.mask = table, uint32(len(table)/4-1)
			return nil
		}
	}
	s.words.grow()
	return nil
}

// loadRows drops a torn last row and checks that the rows point into the
// other files.
func (s *store) loadRows(content []byte) error {
	s.rows = len(content) / rowSize
	if err := s.cut(rowsFile, int64(s.rows*rowSize), content); err != nil {
		return err
	}
	s.rowsData = content[:s.rows*rowSize]
	have := rows(s.rowsData)
	s.units = uint64(s.files[textFile].Size / 2)
	for i := range s.rows {
		at, n := have.text(uint32(i))
		if at+uint64(n) > s.units || int(have.id(uint32(i))) >= s.words.len() {
			return fmt.Errorf("row %d points beyond the words: %w", i, errDamaged)
		}
	}
	if odd := s.files[textFile].Size % 2; odd != 0 {
		return fmt.Errorf("the file of texts has a torn end: %w", errDamaged)
	}
	return nil
}

// add adds a row and its words; r.at is filled in.
func (s *store) add(r row, units []uint16) (number uint32) {
	r.at, r.units = s.units, uint32(len(units))
	s.units += uint64(len(units))
	s.pendingUnits = append(s.pendingUnits, units...)
	s.pendingRows = r.append(s.pendingRows)
	s.rows++
	return uint32(s.rows - 1)
}

// write writes what was added, rows last.
func (s *store) write() error {
	err := errors.Join(
		s.files[wordsFile].append(s.words.text[s.savedText:]),
		s.files[endsFile].append(s.words.ends[s.savedEnds:]),
		s.files[textFile].append(asBytes(s.pendingUnits)))
	if err != nil {
		return err
	}
	s.savedText, s.savedEnds = len(s.words.text), len(s.words.ends)
	err = s.files[rowsFile].append(s.pendingRows)
	s.pendingUnits, s.pendingRows = s.pendingUnits[:0], s.pendingRows[:0]
	return err
}

// flush makes what was written survive a power failure.
func (s *store) flush() error {
	var errs []error
	for _, name := range dataFiles {
		errs = append(errs, s.files[name].f.Sync())
	}
	return errors.Join(errs...)
}

func (s *store) close() error {
	var errs []error
	for _, d := range s.files {
		errs = append(errs, d.f.Close())
	}
	return errors.Join(errs...)
}

func notExist(err error) bool { return errors.Is(err, fs.ErrNotExist) }
