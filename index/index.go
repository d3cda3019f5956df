// Package index finds studies by their words. It is derived from the library
// and can be deleted: Sync builds it anew. It is the only importer of bleve.
//
// It consists of two halves. Bleve's inverted index says which documents have
// a word, a stem, a value or a heading, and keeps the frequencies of stems.
// Files of this package, which only ever grow, keep for each version of a
// document a row of what results are sorted and counted by, and its words in
// their order, as numbers: there phrases and proximity are compared.
//
// Sync ends with publishing a generation: a folder with links to bleve's
// segments, the rows of their documents and a manifest with checksums. It
// never changes afterwards. A search opens the generation that the file
// current names and takes no lock; only Sync has bleve itself open.
//
// A Boolean search is evaluated on the bitmaps as they stand in the segments;
// its meaning is query.Match. A ranked search orders by BM25 over stems, with
// true lengths; a question in four words or more is asked a second time with
// the words that stand out in the best answers.
package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Index is the folder an index lives in. Only Sync opens it for writing; a
// search reads a published state of it without taking any lock, so that
// searches and writers of several processes never wait for each other.
type Index struct {
	dir string

	mu     sync.Mutex
	opened *generation // the state opened last
}

// ErrUnavailable says that the index cannot be searched at present: it is
// missing, damaged, or of another format. Sync repairs it.
var ErrUnavailable = errors.New("the index cannot be searched")

// New names the folder; nothing is opened or made yet.
func New(dir string) *Index { return &Index{dir: dir} }

// Close gives up the state kept open between searches. The index can be used
// again afterwards.
func (x *Index) Close() {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.opened != nil {
		x.opened.release()
		x.opened = nil
	}
}

// open returns the published state; the caller releases it.
func (x *Index) open() (*generation, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	var err error
	for range 3 { // a generation may be replaced between reading its name and opening it
		var c current
		if c, err = readCurrent(x.dir); err != nil {
			break
		}
		if x.opened != nil && x.opened.number == c.generation && x.opened.manifest.Revision == c.revision {
			x.opened.acquire()
			return x.opened, nil
		}
		var g *generation
		if g, err = x.openNew(c); err == nil {
			if x.opened != nil {
				x.opened.release()
			}
			x.opened = g
			g.acquire()
			return g, nil
		}
	}
	if notExist(err) {
		return nil, fmt.Errorf("%w: there is none in %s", ErrUnavailable, x.dir)
	}
	return nil, fmt.Errorf("%w: %w", ErrUnavailable, err)
}

// openNew opens a generation; damage that makes bleve panic is an error.
func (x *Index) openNew(c current) (g *generation, err error) {
	err = safely(func() error {
		g, err = openGeneration(x.dir, c)
		return err
	})
	return g, err
}

// Revision is the library's revision that is in the index.
func (x *Index) Revision(context.Context) (int64, error) {
	c, err := readCurrent(x.dir)
	if err != nil {
		return 0, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return c.revision, nil
}

// Current reports whether the index is in step with the library. It reads
// one small file.
func (x *Index) Current(ctx context.Context, src Source) (bool, error) {
	want, err := src.Revision(ctx)
	if err != nil {
		return false, err
	}
	c, err := readCurrent(x.dir)
	return err == nil && c.revision == want && !x.suspect(), nil
}

// Remove deletes the index.
func (x *Index) Remove() error {
	x.Close()
	if err := os.RemoveAll(x.dir); err != nil {
		return fmt.Errorf("removing the index: %w", err)
	}
	return nil
}

// quarantine moves a damaged index aside, where it can be looked at, and
// deletes what was moved there before.
func (x *Index) quarantine() error {
	x.Close()
	parent, name := filepath.Split(filepath.Clean(x.dir))
	if old, err := filepath.Glob(filepath.Join(parent, name+".bad-*")); err == nil {
		for _, path := range old {
			_ = os.RemoveAll(path)
		}
	}
	err := os.Rename(x.dir, fmt.Sprintf("%s.bad-%s", filepath.Clean(x.dir), time.Now().UTC().Format("20060102T150405")))
	if notExist(err) {
		return nil
	}
	return err
}
