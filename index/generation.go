package index

import (
	"encoding/binary"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/RoaringBitmap/roaring/v2"
	zap "github.com/blevesearch/zapx/v17"
)

// generation is an opened state of the index, for reading only.
type generation struct {
	number   int
	manifest manifest
	rows     rows
	texts    []uint16
	words    words
	segments []*postings

	scores sync.Pool                // []float32, for the scores of one segment
	stems  []atomic.Pointer[string] // by word number, as far as they were needed
	known  sync.Map                 // stem to the number of documents that have it, likewise
	names  sync.Map                 // name to where it stands, a *foundName, likewise

	refs     atomic.Int32
	releases []func()
}

// postings is one segment of the inverted index.
type postings struct {
	segment *zap.Segment
	fields  dictionaries
	rows    []uint32        // row of each document; noRow when it was replaced or removed
	live    *roaring.Bitmap // documents that have a row
	whole   bool            // all of them are live

	columns   columns
	normsOnce sync.Once
	norms     []float32
}

// noRow marks a document that is not part of the index any more.
const noRow = ^uint32(0)

// openGeneration opens what the file current names.
func openGeneration(dir string, c current) (g *generation, err error) {
	g = &generation{number: c.generation}
	g.refs.Store(1)
	defer func() {
		if err != nil {
			g.release()
			g = nil
		}
	}()
	path := filepath.Join(dir, generationDir(c.generation))
	if g.manifest, err = readManifest(path); err != nil {
		return g, err
	}
	data := map[string][]byte{}
	for _, name := range dataFiles {
		if data[name], err = g.mapped(filepath.Join(dir, dataDir, name), g.manifest.Data[name].Size); err != nil {
			return g, fmt.Errorf("opening %s: %w", name, err)
		}
	}
	for _, name := range [...]string{segmentsFile, tableFile} {
		if data[name], err = g.mapped(filepath.Join(path, name), g.manifest.Files[name].Size); err != nil {
			return g, fmt.Errorf("opening %s: %w", name, err)
		}
	}
	g.rows = rows(data[rowsFile])
	g.texts = asUnits(data[textFile])
	g.words = words{text: data[wordsFile], ends: data[endsFile], table: data[tableFile], mask: uint32(len(data[tableFile])/4 - 1)}
	g.stems = make([]atomic.Pointer[string], g.words.len())
	return g, g.openSegments(path, data[segmentsFile])
}

func (g *generation) mapped(path string, size int64) ([]byte, error) {
	b, release, err := mapFile(path, size)
	if err == nil {
		g.releases = append(g.releases, release)
	}
	return b, err
}

func (g *generation) openSegments(path string, rowsOf []byte) error {
	var plugin zap.ZapPlugin
	for _, s := range g.manifest.Segments {
		if len(rowsOf) < 4*s.Docs {
			return errDamaged
		}
		opened, err := plugin.Open(filepath.Join(path, s.File))
		if err != nil {
			return fmt.Errorf("opening %s: %w", s.File, err)
		}
		seg, ok := opened.(*zap.Segment)
		if !ok {
			return errDamaged
		}
		g.releases = append(g.releases, func() { _ = seg.Close() })
		if seg.Count() != uint64(s.Docs) {
			return errDamaged
		}
		p := &postings{segment: seg, rows: make([]uint32, s.Docs), live: roaring.New(), fields: dictionaries{of: map[string]*dictionary{}}}
		dead := false
		for i := range p.rows {
			p.rows[i] = binary.LittleEndian.Uint32(rowsOf[4*i:])
			if p.rows[i] == noRow {
				dead = true
			} else if int(p.rows[i]) >= g.rows.len() {
				return errDamaged
			}
		}
		p.live.AddRange(0, uint64(s.Docs))
		if p.whole = !dead; dead {
			for i, r := range p.rows {
				if r == noRow {
					p.live.Remove(uint32(i))
				}
			}
		}
		rowsOf = rowsOf[4*s.Docs:]
		g.segments = append(g.segments, p)
	}
	return nil
}

// acquire and release count the users of g; the last one closes it.
func (g *generation) acquire() { g.refs.Add(1) }

func (g *generation) release() {
	if g.refs.Add(-1) == 0 {
		for i := len(g.releases) - 1; i >= 0; i-- {
			g.releases[i]()
		}
	}
}

// units returns the words of a row.
func (g *generation) units(row uint32) []uint16 {
	at, n := g.rows.text(row)
	return g.texts[at : at+uint64(n)]
}

// name returns the study id of a row.
func (g *generation) name(row uint32) string { return string(g.words.word(g.rows.id(row))) }

// asUnits reads bytes as units in the order of this machine. An index is not
// carried between machines: it is rebuilt.
func asUnits(b []byte) []uint16 {
	if len(b) < 2 {
		return nil
	}
	return unsafe.Slice((*uint16)(unsafe.Pointer(&b[0])), len(b)/2)
}

func asBytes(u []uint16) []byte {
	if len(u) == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(&u[0])), 2*len(u))
}
