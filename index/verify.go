package index

import (
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
)

// Verify checks every file of the index by its checksum and that the index
// holds exactly the studies of the library. It returns what it found, a
// sentence each. An index that lags behind the library is no fault: the next
// search brings it up to date.
func (x *Index) Verify(ctx context.Context, src Source) ([]string, error) {
	c, err := readCurrent(x.dir)
	if notExist(err) {
		return []string{"there is no index; the next search builds it"}, nil
	}
	if err != nil {
		return []string{err.Error()}, nil
	}
	if faults := x.checkFiles(); len(faults) > 0 {
		return faults, nil
	}
	g, err := x.open()
	if err != nil {
		return []string{err.Error()}, nil
	}
	defer g.release()
	revision, err := src.Revision(ctx)
	if err != nil || revision != c.revision {
		return nil, err
	}
	return g.compare(ctx, src)
}

// compare lists differences between the studies of the index and those of
// the library.
func (g *generation) compare(ctx context.Context, src Source) (faults []string, err error) {
	const most = 20
	have := map[string]bool{}
	for _, s := range g.segments {
		for _, r := range s.rows {
			if r != noRow {
				if id := g.name(r); have[id] {
					faults = append(faults, fmt.Sprintf("study %s is in the index twice", id))
				} else {
					have[id] = true
				}
			}
		}
	}
	for c, err := range src.Changes(ctx, 0) {
		if err != nil {
			return faults, err
		}
		if c.Doc == nil {
			continue
		}
		if !have[c.Study] && len(faults) < most {
			faults = append(faults, fmt.Sprintf("study %s is missing in the index", c.Study))
		}
		delete(have, c.Study)
	}
	if len(have) > 0 {
		faults = append(faults, fmt.Sprintf("the index holds %d studies that the library does not have", len(have)))
	}
	return faults, nil
}

// checkFiles compares all files of the published state with their checksums.
func (x *Index) checkFiles() (faults []string) {
	c, err := readCurrent(x.dir)
	if notExist(err) {
		return nil
	}
	if err != nil {
		return []string{err.Error()}
	}
	path := filepath.Join(x.dir, generationDir(c.generation))
	m, err := readManifest(path)
	if err != nil {
		return []string{err.Error()}
	}
	check := func(path string, want extent) {
		crc, err := fileChecksum(path, want.Size)
		if err == nil && crc != want.CRC {
			err = fmt.Errorf("%s has changed since it was written", filepath.Base(path))
		}
		if err != nil {
			faults = append(faults, "index: "+err.Error())
		}
	}
	for _, name := range dataFiles {
		check(filepath.Join(x.dir, dataDir, name), m.Data[name])
	}
	for _, name := range [...]string{segmentsFile, tableFile} {
		check(filepath.Join(path, name), m.Files[name])
	}
	for _, s := range m.Segments {
		if err := checkSegment(filepath.Join(path, s.File), s.Size); err != nil {
			faults = append(faults, "index: "+err.Error())
		}
	}
	return faults
}

// checkSegment compares a segment with the checksum in its last four bytes.
func checkSegment(path string, size int64) error {
	st, err := os.Stat(path)
	if err != nil {
		return err
	}
	if st.Size() != size || size < 4 {
		return fmt.Errorf("%s has %d bytes, not %d", filepath.Base(path), st.Size(), size)
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	h := crc32.NewIEEE()
	if _, err := io.CopyN(h, f, size-4); err != nil {
		return err
	}
	var want [4]byte
	if _, err := io.ReadFull(f, want[:]); err != nil {
		return err
	}
	if h.Sum32() != binary.BigEndian.Uint32(want[:]) {
		return fmt.Errorf("%s has changed since it was written", filepath.Base(path))
	}
	return nil
}

// fileChecksum is the CRC-32 of the first size bytes of a file.
func fileChecksum(path string, size int64) (uint32, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer func() { _ = f.Close() }()
	h := crc32.NewIEEE()
	if n, err := io.CopyN(h, f, size); err != nil {
		return 0, fmt.Errorf("%s has %d bytes, not %d", filepath.Base(path), n, size)
	}
	return h.Sum32(), nil
}
