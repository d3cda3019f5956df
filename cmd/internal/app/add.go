package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime/debug"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/ingest"
	"appraise/corpus/notices"
	"appraise/corpus/sqlite"
)

// batchSize is how many records one transaction of an import takes.
const batchSize = 500

// importGC lets the heap grow to five times what is live during an import, of
// which little is live at a time.
const importGC = 400

// Input is one thing to import.
type Input struct {
	Name string // as given: a path, or "stdin"
	Open func() (io.ReadCloser, error)
}

// Added tells what an import did.
type Added struct {
	Studies     []corpus.StudyID `json:"studies"`           // new ones, in order
	Updated     []corpus.StudyID `json:"updated,omitempty"` // had empty fields that are filled now
	Known       int              `json:"known"`             // records that brought nothing new
	Read        int              `json:"read"`              // records read
	LeftOut     int              `json:"left_out"`          // entries that could not be read, each reported
	Differences []Differing      `json:"differences,omitempty"`
	KeptApart   []string         `json:"kept_apart,omitempty"` // same identifier, yet not merged, and why
	Continued   bool             `json:"continued,omitempty"`  // an interrupted import was taken up
}

// Differing is a report of which a new record says something else.
type Differing struct {
	Study corpus.StudyID      `json:"study"`
	Where string              `json:"where"` // file and line of the record
	Diffs []corpus.Difference `json:"differences"`
}

// AddOptions lets the caller watch an import.
type AddOptions struct {
	Problem  func(error)       // each entry left out or read in part
	Progress func(records int) // now and then
	Indexed  func(studies int) // while the index is brought up to date
}

// Add imports files: their format is told by their content; the same DOI or
// PMID is the same report; what a report lacks is filled in, what differs is
// listed and left as it was. All is one event. Files that cannot be opened
// are an error before anything is imported.
func (a *App) Add(ctx context.Context, inputs []Input, opt AddOptions) (Added, error) {
	names := make([]string, len(inputs))
	for i, in := range inputs {
		names[i] = in.Name
	}
	release, err := a.hold(ctx, "add "+strings.Join(names, " "))
	if err != nil {
		return Added{}, err
	}
	defer release()
	defer debug.SetGCPercent(debug.SetGCPercent(importGC))
	w := &adding{app: a, opt: opt}
	if err := w.run(ctx, inputs, a.header("add", strings.Join(names, ", "))); err != nil {
		return w.done, err
	}
	if a.DryRun {
		return w.done, nil
	}
	return w.done, a.sync(ctx, opt.Indexed)
}

// adding is one import under way.
type adding struct {
	app   *App
	opt   AddOptions
	done  Added
	batch []corpus.Record
	told  *corpus.ParseError // the last problem reported
	write func(ctx context.Context, f func(*sqlite.Tx) error) error
}

func (w *adding) run(ctx context.Context, inputs []Input, h sqlite.Header) error {
	if w.app.DryRun {
		_, err := w.app.Store.Change(ctx, h, func(tx *sqlite.Tx) error {
			w.write = func(_ context.Context, f func(*sqlite.Tx) error) error { return f(tx) }
			return errors.Join(w.files(ctx, inputs), errDryRun)
		})
		if errors.Is(err, errDryRun) {
			return nil
		}
		return err
	}
	im, err := w.app.Store.StartImport(ctx, h)
	if err != nil {
		return err
	}
	w.done.Continued = im.Continued()
	w.write = im.Batch
	if err := w.files(ctx, inputs); err != nil {
		if _, closing := im.Finish(context.WithoutCancel(ctx)); closing != nil {
			return errors.Join(err, closing)
		}
		return err
	}
	_, err = im.Finish(ctx)
	return err
}

func (w *adding) files(ctx context.Context, inputs []Input) error {
	for _, in := range inputs {
		if err := w.file(ctx, in); err != nil {
			return err
		}
	}
	return w.flush(ctx)
}

func (w *adding) file(ctx context.Context, in Input) error {
	r, err := in.Open()
	if err != nil {
		return fmt.Errorf("adding %s: %w", in.Name, err)
	}
	defer r.Close()
	records, _, err := ingest.Read(r, in.Name)
	if err != nil {
		return w.unreadable(in.Name, err)
	}
	before := w.done.Read + w.done.LeftOut
	if err := w.records(ctx, records); err != nil {
		return err
	}
	if w.done.Read+w.done.LeftOut == before {
		w.problem(&corpus.ParseError{Source: in.Name, Err: fmt.Errorf("%w: there is no entry in it that can be read", corpus.ErrInvalid)})
	}
	return nil
}

// unreadable notes a file of which nothing could be read; the other files of
// the command still go in.
func (w *adding) unreadable(name string, err error) error {
	var pe *corpus.ParseError
	if !errors.As(err, &pe) {
		err = &corpus.ParseError{Source: name, Err: err}
	}
	w.problem(err)
	return nil
}

// refuse leaves out a record that no library takes. When the parser has
// already said what is wrong with it, it is not said again.
func (w *adding) refuse(rec corpus.Record, err error) {
	if w.told != nil && w.told.Source == rec.Source && w.told.Line == rec.Line {
		w.done.LeftOut++
		return
	}
	w.problem(&corpus.ParseError{Source: rec.Source, Line: rec.Line, Err: err})
}

func (w *adding) problem(err error) {
	var pe *corpus.ParseError
	if !errors.As(err, &pe) || !pe.Kept {
		w.done.LeftOut++
	}
	w.told = pe
	if w.opt.Problem != nil {
		w.opt.Problem(err)
	}
}

func (w *adding) records(ctx context.Context, records iter.Seq2[corpus.Record, error]) error {
	for rec, err := range ahead(records) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var pe *corpus.ParseError
		switch {
		case errors.As(err, &pe):
			w.problem(err)
			continue
		case err != nil:
			w.problem(err)
			return nil
		}
		if err := rec.Item.Validate(); err != nil {
			w.refuse(rec, err)
			continue
		}
		w.done.Read++
		w.batch = append(w.batch, rec)
		if len(w.batch) == batchSize {
			if err := w.flush(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// flush writes the batch in one transaction. What it did counts only when the
// transaction held.
func (w *adding) flush(ctx context.Context) error {
	if len(w.batch) == 0 {
		return nil
	}
	at := w.app.Now().UTC()
	var part Added
	err := w.write(ctx, func(tx *sqlite.Tx) error {
		part = Added{}
		for _, rec := range w.batch {
			rec.At = at
			if err := addRecord(ctx, tx, rec, &part); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	w.batch = w.batch[:0]
	w.done.Studies = append(w.done.Studies, part.Studies...)
	w.done.Updated = append(w.done.Updated, part.Updated...)
	w.done.Differences = append(w.done.Differences, part.Differences...)
	w.done.KeptApart = append(w.done.KeptApart, part.KeptApart...)
	w.done.Known += part.Known
	if w.opt.Progress != nil {
		w.opt.Progress(w.done.Read)
	}
	return nil
}

// addRecord finds out what one record is: known, more about a known report,
// or a new study.
func addRecord(ctx context.Context, tx *sqlite.Tx, rec corpus.Record, done *Added) error {
	if _, known, err := tx.HasRecord(ctx, rec.ID); err != nil || known {
		done.Known++
		return err
	}
	same, err := tx.SameIdentifier(ctx, rec.Item)
	if err != nil {
		return err
	}
	for _, rep := range same {
		if clash := identifiersClash(rep.Item, rec.Item); clash != "" {
			done.KeptApart = append(done.KeptApart, fmt.Sprintf("%s:%d: %s as %s, but %s: kept apart", rec.Source, rec.Line, sharedIdentifier(rep.Item, rec.Item), rep.ID, clash))
			continue
		}
		return fillReport(ctx, tx, rep, rec, done)
	}
	id, err := newStudy(ctx, tx, rec)
	if err != nil {
		return err
	}
	done.Studies = append(done.Studies, id)
	return addNotices(ctx, tx, rec, notices.Target{Report: corpus.ReportID(id), Study: id, DOI: rec.Item.DOI, PMID: rec.Item.PMID})
}

// addNotices stores what a record says of its own publication's fate, and of
// that of reports that are in the library.
func addNotices(ctx context.Context, tx *sqlite.Tx, rec corpus.Record, about notices.Target) error {
	said := notices.FromItem(rec.Item)
	if len(said) == 0 {
		return nil
	}
	list := notices.Self(about, said)
	for _, as := range said {
		if as.Self || !as.About.Known() {
			continue
		}
		same, err := tx.SameIdentifier(ctx, corpus.Item{DOI: as.About.DOI, PMID: as.About.PMID})
		if err != nil {
			return err
		}
		var targets []notices.Target
		for _, r := range same {
			targets = append(targets, notices.Target{Report: r.ID, Study: r.Study, DOI: r.Item.DOI, PMID: r.Item.PMID})
		}
		joined, _ := notices.Join(slices.Values(targets), []notices.Assertion{as})
		list = append(list, joined...)
	}
	for _, n := range list {
		n.By, n.At = "import of "+rec.Source, rec.At
		if err := errors.Join(tx.PutNotice(ctx, n), tx.Touch(ctx, n.Study)); err != nil {
			return err
		}
	}
	return nil
}

// identifiersClash says which identifier both have and differ in, "" if none.
// Such reports are never merged by a rule.
func identifiersClash(a, b corpus.Item) string {
	switch {
	case a.DOI != "" && b.DOI != "" && a.DOI != b.DOI:
		return fmt.Sprintf("the DOIs differ (%s, %s)", a.DOI, b.DOI)
	case a.PMID != "" && b.PMID != "" && a.PMID != b.PMID:
		return fmt.Sprintf("the PMIDs differ (%s, %s)", a.PMID, b.PMID)
	}
	return ""
}

func sharedIdentifier(a, b corpus.Item) string {
	if a.DOI != "" && a.DOI == b.DOI {
		return "the same DOI"
	}
	return "the same PMID"
}

// newStudy stores a record as the only record of the only report of a study.
func newStudy(ctx context.Context, tx *sqlite.Tx, rec corpus.Record) (corpus.StudyID, error) {
	id, err := tx.FreeKey(ctx, corpus.NewStudyID(rec.Item))
	if err != nil {
		return "", err
	}
	rec.Report = corpus.ReportID(id)
	rep := corpus.Report{ID: rec.Report, Study: id, Item: rec.Item, Records: []corpus.RecordID{rec.ID}}
	return id, tx.AddStudy(ctx, corpus.Study{ID: id, Reports: []corpus.ReportID{rep.ID}}, rep, rec)
}

// fillReport adds a record to a report: empty fields are filled, differences
// noted, nothing overwritten.
func fillReport(ctx context.Context, tx *sqlite.Tx, rep corpus.Report, rec corpus.Record, done *Added) error {
	item, filled, diffs := corpus.Fill(rep.Item, rec.Item)
	rec.Report = rep.ID
	rep.Item = item
	rep.Records = append(rep.Records, rec.ID)
	for _, f := range filled {
		if rep.Origin == nil {
			rep.Origin = map[string]string{}
		}
		rep.Origin[f] = string(rec.ID)
	}
	if len(filled) > 0 {
		done.Updated = append(done.Updated, rep.Study)
	} else {
		done.Known++
	}
	if len(diffs) > 0 {
		done.Differences = append(done.Differences, Differing{Study: rep.Study, Where: fmt.Sprintf("%s:%d", rec.Source, rec.Line), Diffs: diffs})
	}
	if err := errors.Join(tx.PutReport(ctx, rep), tx.PutRecord(ctx, rep.Study, rec)); err != nil {
		return err
	}
	return addNotices(ctx, tx, rec, notices.Target{Report: rep.ID, Study: rep.Study, DOI: rep.Item.DOI, PMID: rep.Item.PMID})
}
