package index

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// mergeShare is the share of new documents from which on the segments of the
// inverted index are merged into one before it is published.
const mergeShare = 0.3

// publish makes a generation of the present state and lets searches use it.
func (w *writer) publish(ctx context.Context, revision int64) error {
	snapshot, err := w.persisted(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = snapshot.Close() }()
	if err := w.store.flush(); err != nil {
		return err
	}
	number := 1
	for _, n := range generations(w.dir) {
		number = max(number, n+1)
	}
	path := filepath.Join(w.dir, generationDir(number))
	if err := w.writeGeneration(path+".tmp", snapshot, revision); err != nil {
		_ = os.RemoveAll(path + ".tmp")
		return err
	}
	if err := os.Rename(path+".tmp", path); err != nil {
		return err
	}
	if err := writeCurrent(w.dir, current{format, number, revision}); err != nil {
		return err
	}
	for _, n := range generations(w.dir) {
		if n != number {
			_ = os.RemoveAll(filepath.Join(w.dir, generationDir(n)))
			_ = os.RemoveAll(filepath.Join(w.dir, generationDir(n)+".tmp"))
		}
	}
	return nil
}

// merge makes one segment of all when much is new.
func (w *writer) merge(ctx context.Context, fresh int) error {
	if n := len(w.rowOf); n > batchSize && float64(fresh) > mergeShare*float64(n) {
		plan := mergeplan.SingleSegmentMergePlanOptions
		plan.SegmentsPerMergeTask = 1 << 20 // in one pass
		if err := safely(func() error { return w.inverted.ForceMerge(ctx, &plan) }); err != nil {
			return err
		}
	}
	return nil
}

// persisted returns a snapshot whose segments all are files.
func (w *writer) persisted(ctx context.Context) (*scorch.IndexSnapshot, error) {
	for {
		reader, err := w.inverted.Reader()
		if err != nil {
			return nil, err
		}
		snapshot := reader.(*scorch.IndexSnapshot)
		ok := true
		for _, s := range snapshot.Segments() {
			p, is := s.Segment().(segment.PersistedSegment)
			ok = ok && is && p.Path() != ""
		}
		if ok {
			return snapshot, nil
		}
		_ = snapshot.Close()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// writeGeneration fills the folder of a generation: links to the segments,
// the rows of their documents, the hash table of the words, the manifest.
func (w *writer) writeGeneration(path string, snapshot *scorch.IndexSnapshot, revision int64) error {
	if err := os.MkdirAll(path, 0o755); err != nil {
		return err
	}
	m := manifest{Format: format, Revision: revision, Library: w.state.library, Data: map[string]extent{}, Files: map[string]extent{}}
	rowsBytes, err := os.ReadFile(filepath.Join(w.dir, dataDir, rowsFile))
	if err != nil {
		return err
	}
	have := rows(rowsBytes)
	var rowsOf []byte
	for _, s := range snapshot.Segments() {
		if s.Count() == 0 {
			continue
		}
		from := s.Segment().(segment.PersistedSegment).Path()
		to := filepath.Join(path, filepath.Base(from))
		size, err := linkFile(from, to)
		if err != nil {
			return err
		}
		m.Segments = append(m.Segments, manifestSegment{filepath.Base(from), size, int(s.Segment().Count())})
		deleted := s.Deleted()
		for n := range s.Segment().Count() {
			row := noRow
			if deleted == nil || !deleted.Contains(uint32(n)) {
				if row, err = rowOfDoc(s.DocID(n)); err != nil || int(row) >= have.len() {
					return fmt.Errorf("document %d of %s has no row: %w", n, m.Segments[len(m.Segments)-1].File, errDamaged)
				}
				m.Docs++
				m.Length += int64(have.length(row))
			}
			rowsOf = binary.LittleEndian.AppendUint32(rowsOf, row)
		}
	}
	for name, b := range map[string][]byte{segmentsFile: rowsOf, tableFile: w.store.words.table} {
		m.Files[name] = extent{int64(len(b)), checksum(0, b)}
		if err := writeFileSync(filepath.Join(path, name), b); err != nil {
			return err
		}
	}
	for _, name := range dataFiles {
		m.Data[name] = w.store.files[name].extent
	}
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	if err := writeFileSync(filepath.Join(path, manifestFile), b); err != nil {
		return err
	}
	return syncDir(path)
}

// linkFile gives a file a second name, or copies it where that is impossible.
func linkFile(from, to string) (size int64, err error) {
	if err = os.Link(from, to); err == nil {
		st, err := os.Stat(to)
		if err != nil {
			return 0, err
		}
		return st.Size(), nil
	}
	in, err := os.Open(from)
	if err != nil {
		return 0, err
	}
	defer func() { _ = in.Close() }()
	out, err := os.Create(to)
	if err != nil {
		return 0, err
	}
	size, err = io.Copy(out, in)
	if err == nil {
		err = out.Sync()
	}
	return size, errors.Join(err, out.Close())
}
