package index

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// Synced says what Sync did.
type Synced struct {
	Indexed int    `json:"indexed"` // documents added or replaced
	Removed int    `json:"removed"`
	Rebuilt bool   `json:"rebuilt,omitempty"`
	Reason  string `json:"reason,omitempty"` // why it was rebuilt
}

// Named is a Source that can tell its library from others. An index that was
// made of another library is rebuilt.
type Named interface {
	Name(ctx context.Context) (string, error)
}

// batchSize is how many documents are written in one step, writers how many
// such steps are prepared at a time.
const (
	batchSize = 1000
	writers   = 2
)

// Sync brings the index up to date with the library, or builds it when it is
// missing, damaged, of another format or of another library. The caller holds
// the library's lock for writing. Searches go on meanwhile in the state that
// was published last. After an interruption the next call continues.
func (x *Index) Sync(ctx context.Context, src Source, progress func(done int)) (Synced, error) {
	to, err := src.Revision(ctx)
	if err != nil {
		return Synced{}, err
	}
	if x.intact(to) {
		return Synced{}, nil
	}
	var done Synced
	w, err := x.openChecked(ctx, src, to)
	if errors.Is(err, errDamaged) {
		done.Rebuilt, done.Reason = true, err.Error()
		if err = x.quarantine(); err == nil {
			w, err = openWriter(x.dir)
		}
	}
	if err != nil {
		return done, fmt.Errorf("opening the index in %s: %w", x.dir, withRoom(err))
	}
	defer w.close()
	if w.state.revision == 0 && len(w.rowOf) == 0 && !done.Rebuilt {
		done.Rebuilt, done.Reason = true, "there was no index"
	}
	err = w.apply(ctx, src, to, &done, progress)
	return done, withRoom(err)
}

// intact reports whether there is nothing to do.
func (x *Index) intact(revision int64) bool {
	c, err := readCurrent(x.dir)
	if err != nil || c.revision != revision || x.suspect() {
		return false
	}
	g, err := x.open()
	if err != nil {
		return false
	}
	g.release()
	return true
}

// suspect reports whether a search met damage.
func (x *Index) suspect() bool {
	_, err := os.Stat(filepath.Join(x.dir, suspectFile))
	return err == nil
}

// openChecked opens the index for writing and makes sure that it can be built
// upon.
func (x *Index) openChecked(ctx context.Context, src Source, to int64) (*writer, error) {
	if _, err := os.Stat(x.dir); err == nil && x.suspect() {
		if faults := x.checkFiles(); len(faults) > 0 {
			return nil, fmt.Errorf("%s: %w", faults[0], errDamaged)
		}
	}
	w, err := openWriter(x.dir)
	if err != nil {
		return nil, err
	}
	library := ""
	if n, ok := src.(Named); ok {
		if library, err = n.Name(ctx); err != nil {
			w.close()
			return nil, err
		}
	}
	switch s := w.state; {
	case s.format != format:
		err = fmt.Errorf("the index has format %d, this program uses %d: %w", s.format, format, errDamaged)
	case s.revision > to:
		err = fmt.Errorf("the index is ahead of the library, at change %d of %d: %w", s.revision, to, errDamaged)
	case s.library != "" && s.library != library:
		err = fmt.Errorf("the index was made of another library: %w", errDamaged)
	}
	if err != nil {
		w.close()
		return nil, err
	}
	if w.state.library == "" && library != "" {
		w.state.library = library
		if err := w.bleve.SetInternal(keyLibrary, []byte(library)); err != nil {
			w.close()
			return nil, err
		}
	}
	_ = os.Remove(filepath.Join(x.dir, suspectFile))
	return w, nil
}

// step is a batch of changes on its way into the inverted index.
type step struct {
	number   int
	batch    *bleveindex.Batch
	revision int64 // of its last change
	firstRow uint32
	docs     int
}

// pipeline writes steps, several at a time, and knows up to which revision
// all of them are written.
type pipeline struct {
	w        *writer
	progress func(int)
	queue    chan *step
	wait     sync.WaitGroup

	mu       sync.Mutex
	idle     sync.Cond
	inFlight int
	finished map[int]int64 // revisions of steps written before an earlier one
	next     int           // the first step that is not written
	revision int64         // everything up to it is written
	done     int
	err      error
}

func (w *writer) pipeline(progress func(int)) *pipeline {
	p := &pipeline{w: w, progress: progress, queue: make(chan *step), finished: map[int]int64{}, revision: w.state.revision}
	p.idle.L = &p.mu
	for range writers {
		p.wait.Add(1)
		go p.run()
	}
	return p
}

func (p *pipeline) run() {
	defer p.wait.Done()
	for s := range p.queue {
		p.mu.Lock()
		revision, failed := p.revision, p.err
		p.mu.Unlock()
		var err error
		if failed == nil {
			s.batch.SetInternal(keyRevision, binary.BigEndian.AppendUint64(nil, uint64(revision)))
			err = safely(func() error { return p.w.inverted.Batch(s.batch) })
		}
		p.finish(s, err)
	}
}

func (p *pipeline) finish(s *step, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.inFlight--
	p.idle.Broadcast()
	if err != nil {
		p.err = errors.Join(p.err, err)
	}
	if p.err != nil {
		return
	}
	p.finished[s.number] = s.revision
	for {
		rev, ok := p.finished[p.next]
		if !ok {
			break
		}
		delete(p.finished, p.next)
		p.revision = rev
		p.next++
	}
	p.done += s.docs
	if p.progress != nil {
		p.progress(p.done)
	}
}

// send hands a step over and returns the error of an earlier one.
func (p *pipeline) send(s *step) error {
	p.mu.Lock()
	p.inFlight++
	err := p.err
	p.mu.Unlock()
	p.queue <- s
	return err
}

// drain waits until everything sent is written.
func (p *pipeline) drain() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.inFlight > 0 {
		p.idle.Wait()
	}
	return p.err
}

// safely turns a panic of bleve into an error.
func safely(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = damage(fmt.Errorf("%v", p))
		}
	}()
	return f()
}

// apply reads the changes, writes them and publishes the result.
func (w *writer) apply(ctx context.Context, src Source, to int64, done *Synced, progress func(int)) error {
	if done.Rebuilt {
		defer debug.SetGCPercent(debug.SetGCPercent(400))
	}
	p := w.pipeline(progress)
	err := w.feed(ctx, src, p, done)
	err = errors.Join(err, p.drain())
	close(p.queue)
	p.wait.Wait()
	if err != nil {
		// what is written stays: the next Sync continues behind it
		_ = safely(func() error { return w.setRevision(p.revision) })
		return fmt.Errorf("updating the index: %w", err)
	}
	last := max(to, p.revision)
	// bleve removes the files it has merged when it writes the next time
	if err := errors.Join(w.merge(ctx, done.Indexed), w.setRevision(last)); err != nil {
		return fmt.Errorf("updating the index: %w", err)
	}
	if err := w.publish(ctx, last); err != nil {
		return fmt.Errorf("publishing the index: %w", err)
	}
	return nil
}

func (w *writer) setRevision(revision int64) error {
	return w.bleve.SetInternal(keyRevision, binary.BigEndian.AppendUint64(nil, uint64(revision)))
}

// feed cuts the changes into steps.
func (w *writer) feed(ctx context.Context, src Source, p *pipeline, done *Synced) error {
	s := w.newStep(0)
	inFlightFrom := uint32(w.store.rows) // rows from here on may not be written yet
	for c, err := range src.Changes(ctx, w.state.revision) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if old, ok := w.rowOf[c.Study]; ok {
			if old >= inFlightFrom && old < s.firstRow {
				if err := p.drain(); err != nil {
					return err
				}
				inFlightFrom = s.firstRow
			}
			s.batch.Delete(docName(old))
			delete(w.rowOf, c.Study)
			if c.Doc == nil {
				done.Removed++
			}
		}
		if c.Doc != nil {
			doc, row := w.prepare(c.Doc)
			s.batch.Update(doc)
			w.rowOf[c.Study] = row
			done.Indexed++
		}
		s.revision = c.Revision
		if s.docs++; s.docs == batchSize {
			if err := errors.Join(w.store.write(), p.send(s)); err != nil {
				return err
			}
			s = w.newStep(s.number + 1)
		}
	}
	if s.docs == 0 {
		return nil
	}
	return errors.Join(w.store.write(), p.send(s))
}

func (w *writer) newStep(number int) *step {
	return &step{number: number, batch: bleveindex.NewBatch(), firstRow: uint32(w.store.rows), revision: w.state.revision}
}
