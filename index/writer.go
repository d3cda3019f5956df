package index

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// writer is the index opened for writing.
type writer struct {
	dir      string
	bleve    bleve.Index
	inverted *scorch.Scorch
	store    *store
	analysis *analysis
	rowOf    map[string]uint32 // the row of each study that is in the index
	state    writerState
}

// writerState is what bleve keeps beside its postings, written in the same
// step as they are.
type writerState struct {
	format   uint64
	revision int64
	library  string
}

var (
	keyFormat   = []byte("format")
	keyRevision = []byte("revision")
	keyLibrary  = []byte("library")
)

// boltTimeout is how long bleve waits for another process that writes.
const boltTimeout = "1s"

// How bleve merges small segments while it writes: as it does by itself, or,
// while an index is built, hardly at all, as one merge of everything follows.
// bleve keeps the options an index was made with, so both are always given.
var (
	mergeNow   = map[string]any{"MaxSegmentsPerTier": 10, "FloorSegmentSize": 2000}
	mergeLater = map[string]any{"MaxSegmentsPerTier": 100, "FloorSegmentSize": 1}
)

// openWriter opens the index in dir for writing and creates what is missing.
// Damage of whatever kind is reported as errDamaged.
func openWriter(dir string) (w *writer, err error) {
	w = &writer{dir: dir}
	defer func() {
		if p := recover(); p != nil {
			err = damage(fmt.Errorf("opening the index: %v", p))
		}
		if err != nil {
			w.close()
			w = nil
		}
	}()
	if err := w.openBleve(); err != nil {
		return w, err
	}
	var published *manifest
	generation := ""
	if c, err := readCurrent(dir); err == nil {
		generation = filepath.Join(dir, generationDir(c.generation))
		m, err := readManifest(generation)
		if err != nil {
			return w, fmt.Errorf("%w: %w", err, errDamaged)
		}
		published = &m
	} else if !notExist(err) {
		return w, err
	}
	if w.store, err = openStore(filepath.Join(dir, dataDir), published, generation); err != nil {
		return w, err
	}
	w.analysis = newAnalysis(&w.store.words)
	return w, w.readRows()
}

func (w *writer) openBleve() error {
	path := filepath.Join(w.dir, bleveDir)
	config := map[string]any{"bolt_timeout": boltTimeout, "forceSegmentType": "zap", "forceSegmentVersion": 17, "scorchMergePlanOptions": mergeNow}
	ix, err := bleve.OpenUsing(path, config)
	created := false
	if err == bleve.ErrorIndexPathDoesNotExist {
		created = true
		config["scorchMergePlanOptions"] = mergeLater
		ix, err = bleve.NewUsing(path, bleve.NewIndexMapping(), scorch.Name, scorch.Name, config)
	}
	if err != nil {
		if strings.Contains(err.Error(), "timeout") {
			return fmt.Errorf("%w: another process is writing it", ErrUnavailable)
		}
		if os.IsPermission(err) {
			return err
		}
		return damage(fmt.Errorf("opening the inverted index: %w", err))
	}
	w.bleve = ix
	inner, err := ix.Advanced()
	if err != nil {
		return err
	}
	ok := false
	if w.inverted, ok = inner.(*scorch.Scorch); !ok {
		return fmt.Errorf("the inverted index is not of the kind scorch: %w", errDamaged)
	}
	if created {
		return ix.SetInternal(keyFormat, binary.BigEndian.AppendUint64(nil, format))
	}
	return nil
}

// readRows finds out which study is in which row, from the documents bleve
// has, and reads the state that belongs to them.
func (w *writer) readRows() error {
	reader, err := w.inverted.Reader()
	if err != nil {
		return err
	}
	defer func() { _ = reader.Close() }()
	snapshot := reader.(*scorch.IndexSnapshot)
	w.rowOf = map[string]uint32{}
	have := rows(w.store.rowsData)
	for _, s := range snapshot.Segments() {
		deleted := s.Deleted()
		for n := range s.Segment().Count() {
			if deleted != nil && deleted.Contains(uint32(n)) {
				continue
			}
			row, err := rowOfDoc(s.DocID(n))
			if err != nil || int(row) >= have.len() {
				return fmt.Errorf("a document has no row: %w", errDamaged)
			}
			w.rowOf[string(w.store.words.word(have.id(row)))] = row
		}
	}
	get := func(key []byte) uint64 {
		if b, _ := snapshot.GetInternal(key); len(b) == 8 {
			return binary.BigEndian.Uint64(b)
		}
		return 0
	}
	library, _ := snapshot.GetInternal(keyLibrary)
	w.state = writerState{get(keyFormat), int64(get(keyRevision)), string(library)}
	return nil
}

// Documents of the inverted index are called by the number of their row.
func docName(row uint32) string { return fmt.Sprintf("%08x", row) }

func rowOfDoc(name []byte, err error) (uint32, error) {
	if err != nil {
		return 0, err
	}
	n, err := strconv.ParseUint(string(name), 16, 32)
	return uint32(n), err
}

// close gives up what is open; it can be called twice.
func (w *writer) close() {
	if w.bleve != nil {
		_ = w.bleve.Close()
		w.bleve = nil
	}
	if w.store != nil {
		_ = w.store.close()
		w.store = nil
	}
}

// prepare adds a row for d and returns its document for the inverted index.
func (w *writer) prepare(d *Document) (bleveindex.Document, uint32) {
	word := func(s string) uint32 {
		if s == "" {
			return noWord
		}
		return w.store.words.add(s)
	}
	name := docName(uint32(w.store.rows))
	doc, units, length := w.analysis.document(d, name)
	r := row{length: uint32(length), size: -1, design: word(d.Design), risk: word(d.Risk), journal: noWord, id: w.store.words.add(d.ID)}
	if day := d.published(); !day.IsZero() {
		r.date = int32(day.First())
	}
	if d.N != nil {
		r.size = int32(max(0, min(*d.N, 1<<31-1)))
	}
	if len(d.Journal) > 0 {
		r.journal = word(d.Journal[0])
	}
	return doc, w.store.add(r, units)
}
