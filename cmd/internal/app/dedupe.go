package app

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"appraise/corpus"
	"appraise/corpus/dedupe"
	"appraise/corpus/ingest"
	"appraise/corpus/sqlite"
)

// Duplicates is what the comparison of all records with each other found.
type Duplicates struct {
	Records int            `json:"records"`
	Groups  []dedupe.Group `json:"groups"` // what may be merged without asking
	Review  []dedupe.Pair  `json:"review"` // pairs for a person
	LeftOut int            `json:"left_out,omitempty"`
}

// DedupeFiles compares the records of files, without a library. Records are
// named by their own id, else their PMID, else their DOI, else file:number.
func DedupeFiles(ctx context.Context, inputs []Input, problem func(error)) (Duplicates, error) {
	var d Duplicates
	var records []dedupe.Record
	seen := map[string]bool{}
	for _, in := range inputs {
		r, err := in.Open()
		if err != nil {
			return d, fmt.Errorf("reading %s: %w", in.Name, err)
		}
		defer r.Close()
		list, _, err := ingest.Read(r, in.Name)
		if err != nil {
			problem(err)
			d.LeftOut++
			continue
		}
		n := 0
		for rec, err := range list {
			if ctx.Err() != nil {
				return d, ctx.Err()
			}
			if err != nil {
				problem(err)
				if pe, ok := errors.AsType[*corpus.ParseError](err); !ok || !pe.Kept {
					d.LeftOut++
				}
				continue
			}
			n++
			id := recordName(rec, n)
			if seen[id] {
				id = fmt.Sprintf("%s:%d", in.Name, n)
			}
			seen[id] = true
			records = append(records, dedupe.Record{ID: id, Item: rec.Item})
		}
	}
	d.Records = len(records)
	var err error
	d.Groups, d.Review, err = dedupe.Find(slices.Values(records), dedupe.Options{})
	return d, err
}

func recordName(rec corpus.Record, n int) string {
	for _, id := range []string{rec.FileID, string(rec.Item.PMID), string(rec.Item.DOI)} {
		if id != "" {
			return id
		}
	}
	return fmt.Sprintf("%s:%d", rec.Source, n)
}

// Dedupe compares the reports of the library. Pairs that people told apart
// are left alone.
func (a *App) Dedupe(ctx context.Context) (Duplicates, error) {
	var d Duplicates
	apart, err := a.Store.NotDuplicates(ctx)
	if err != nil {
		return d, err
	}
	opt := dedupe.Options{}
	for _, p := range apart {
		opt.NotDuplicate = append(opt.NotDuplicate, [2]string{string(p.A), string(p.B)})
	}
	var failed error
	d.Groups, d.Review, err = dedupe.Find(a.reportRecords(ctx, &d.Records, &failed), opt)
	return d, errors.Join(failed, err)
}

// reportRecords yields the reports of the library as records.
func (a *App) reportRecords(ctx context.Context, n *int, failed *error) iter.Seq[dedupe.Record] {
	stop := errors.New("enough")
	return func(yield func(dedupe.Record) bool) {
		err := a.Store.AllReports(ctx, func(r corpus.Report) error {
			*n++
			if !yield(dedupe.Record{ID: string(r.ID), Item: r.Item}) {
				return stop
			}
			return nil
		})
		if !errors.Is(err, stop) {
			*failed = err
		}
	}
}

// TellApart remembers that two reports are different publications.
func (a *App) TellApart(ctx context.Context, one, two corpus.StudyID, reason string) error {
	bs, err := a.Store.Bundles(ctx, one, two)
	if err != nil {
		return err
	}
	x, y := bs[0].Main().ID, bs[1].Main().ID
	if x == y {
		return fmt.Errorf("%w: %s and %s are one study", corpus.ErrInvalid, one, two)
	}
	if y < x {
		x, y = y, x
	}
	n := corpus.NotDuplicate{ID: string(x) + " " + string(y), A: x, B: y, Reason: reason, By: a.Who, At: a.Now().UTC()}
	_, err = a.change(ctx, "dedupe", "told apart: "+n.ID, func(tx *sqlite.Tx) error { return tx.PutNotDuplicate(ctx, n) })
	return err
}
