package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/index"
)

// Export says what is written. Studies and Query exclude each other; without
// both it is the whole library.
type Export struct {
	Format     string
	Studies    []corpus.StudyID
	Query      string
	AllReports bool // every report of a study, not only the main one
	Bare       bool // only what sources said, without decisions, tags and notes
}

// exportMark begins every keyword and note that is ours and not the paper's.
const exportMark = "appraise: "

// Export writes studies in a format of references. What people decided goes
// with them as keywords and notes that begin with "appraise: ": tags as
// keywords; the key of the study, its place in questions, appraisals, notices
// and the note as notes.
func (a *App) Export(ctx context.Context, w io.Writer, e Export) (Converted, error) {
	ids, err := a.exported(ctx, e)
	if err != nil {
		return Converted{}, err
	}
	qs, err := a.Store.Questions(ctx)
	if err != nil {
		return Converted{}, err
	}
	x := &exporting{app: a, Export: e, questions: qs, lost: newLost(e.Format)}
	x.done.Format = e.Format
	err = writeItems(w, e.Format, x.items(ctx, ids))
	x.done.NoPlace = x.lost.counts
	return x.done, errors.Join(err, x.err)
}

// exported settles which studies are meant.
func (a *App) exported(ctx context.Context, e Export) ([]corpus.StudyID, error) {
	switch {
	case e.Query != "" && len(e.Studies) > 0:
		return nil, fmt.Errorf("%w: export takes a search or studies, not both", corpus.ErrInvalid)
	case e.Query != "":
		return a.allHits(ctx, e.Query)
	case len(e.Studies) == 0:
		return a.Store.StudyIDs(ctx)
	}
	ids := make([]corpus.StudyID, len(e.Studies))
	for i, id := range e.Studies {
		st, err := a.Store.Study(ctx, id)
		if err != nil {
			return nil, err
		}
		ids[i] = st.ID
	}
	return ids, nil
}

// hitBatch is how many results of a search are asked for at a time.
const hitBatch = 1000

// allHits returns every study a search finds. The index must hold the last
// change: a file that lacks studies without saying so is worse than none.
func (a *App) allHits(ctx context.Context, text string) ([]corpus.StudyID, error) {
	u, err := a.understand(ctx, text)
	if err != nil {
		return nil, err
	}
	pending, err := a.catchUp(ctx)
	if err != nil {
		return nil, err
	}
	if pending > 0 {
		return nil, fmt.Errorf("searching for what to export: %w: %d studies changed just now are not in the index yet; try again when the other command has finished", corpus.ErrLocked, pending)
	}
	var ids []corpus.StudyID
	opt := index.Options{Limit: hitBatch}
	node, _, _, err := a.prepare(u.node, &opt, true)
	if err != nil {
		return nil, err
	}
	for {
		res, err := a.Index.Search(ctx, node, opt)
		if err != nil {
			return nil, err
		}
		for _, h := range res.Hits {
			ids = append(ids, corpus.StudyID(h.ID))
		}
		if res.Next == "" || len(res.Hits) == 0 {
			return ids, nil
		}
		opt.After = res.Next
	}
}

// exporting is one export under way.
type exporting struct {
	Export
	app       *App
	questions []corpus.Question
	lost      *lost
	done      Converted
	err       error
}

// exportBatch is how many studies are read at a time.
const exportBatch = 400

func (x *exporting) items(ctx context.Context, ids []corpus.StudyID) iter.Seq[corpus.Item] {
	return func(yield func(corpus.Item) bool) {
		for batch := range slices.Chunk(ids, exportBatch) {
			bundles, err := x.app.Store.Bundles(ctx, batch...)
			if err != nil {
				x.err = err
				return
			}
			for _, b := range bundles {
				if !x.study(b, yield) {
					return
				}
			}
		}
	}
}

func (x *exporting) study(b sqlite.Bundle, yield func(corpus.Item) bool) bool {
	for i, r := range b.Reports {
		if i > 0 && !x.AllReports {
			break
		}
		it := r.Item
		if !x.Bare {
			it.Keywords = append(slices.Clone(it.Keywords), x.keywords(b)...)
			it.Notes = append(slices.Clone(it.Notes), x.notes(b, r)...)
		}
		x.lost.note(it)
		x.done.Written++
		if !yield(it) {
			return false
		}
	}
	return true
}

func (x *exporting) keywords(b sqlite.Bundle) []string {
	out := make([]string, len(b.Study.Tags))
	for i, t := range b.Study.Tags {
		out[i] = exportMark + t
	}
	return out
}

// notes are what the library knows about a study, a line each.
func (x *exporting) notes(b sqlite.Bundle, r corpus.Report) []string {
	out := []string{exportMark + "study " + string(b.Study.ID)}
	add := func(format string, args ...any) { out = append(out, exportMark+fmt.Sprintf(format, args...)) }
	for _, q := range x.questions {
		for _, m := range q.Members {
			switch {
			case m.Study != b.Study.ID:
			case m.In:
				add("included in %s", q.ID)
			default:
				add("excluded from %s: %s", q.ID, m.Reason)
			}
		}
	}
	for _, n := range x.app.noticesOf(b) {
		if n.Report == "" || n.Report == r.ID {
			add("%s", NoticeLine(n))
		}
	}
	for _, ap := range b.Appraisals {
		if j := ap.Final(); j != "" {
			add("%s %s (by %s)", ap.Instrument, j, ap.By)
		}
	}
	if text, by := r.Text(); by != "" {
		add("summary by %s: %s", by, text)
	}
	if b.Study.Note != "" {
		add("note: %s", b.Study.Note)
	}
	return out
}
