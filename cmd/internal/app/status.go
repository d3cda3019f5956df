package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"appraise/corpus"
	"appraise/corpus/notices"
	"appraise/corpus/sqlite"
)

// NoticesAdded tells what reading sources of notices did.
type NoticesAdded struct {
	Format     notices.Format  `json:"format"`
	Assertions int             `json:"assertions"` // read
	Added      []corpus.Notice `json:"added"`      // new ones about reports of the library
	Known      int             `json:"known"`
	Doubts     []notices.Doubt `json:"doubts,omitempty"` // one identifier fits, the other does not: a person has to look
	LeftOut    int             `json:"left_out,omitempty"`
}

// ImportNotices reads a source of notices (Retraction Watch, Crossref,
// records) and ties what it says to reports by exact identifiers.
func (a *App) ImportNotices(ctx context.Context, in Input, problem func(error)) (NoticesAdded, error) {
	var done NoticesAdded
	r, err := in.Open()
	if err != nil {
		return done, fmt.Errorf("reading %s: %w", in.Name, err)
	}
	defer r.Close()
	said, format, err := notices.Read(r, in.Name)
	if err != nil {
		return done, &corpus.ParseError{Source: in.Name, Err: err}
	}
	done.Format = format
	assertions, leftOut, err := collect(ctx, said, problem)
	done.Assertions, done.LeftOut = len(assertions), leftOut
	if err != nil {
		return done, err
	}
	var failed error
	joined, doubts := notices.Join(a.targets(ctx, &failed), assertions)
	if failed != nil {
		return done, failed
	}
	done.Doubts = doubts
	return done, a.putNotices(ctx, "notices", in.Name, joined, &done)
}

func collect(ctx context.Context, said iter.Seq2[notices.Assertion, error], problem func(error)) (list []notices.Assertion, leftOut int, err error) {
	for as, err := range said {
		if ctx.Err() != nil {
			return list, leftOut, ctx.Err()
		}
		if err != nil {
			problem(err)
			if pe, ok := errors.AsType[*corpus.ParseError](err); !ok || !pe.Kept {
				leftOut++
			}
			continue
		}
		list = append(list, as)
	}
	return list, leftOut, nil
}

// targets yields the reports of the library as things notices can be about.
func (a *App) targets(ctx context.Context, failed *error) iter.Seq[notices.Target] {
	stop := errors.New("enough")
	return func(yield func(notices.Target) bool) {
		err := a.Store.AllReports(ctx, func(r corpus.Report) error {
			if !yield(notices.Target{Report: r.ID, Study: r.Study, DOI: r.Item.DOI, PMID: r.Item.PMID}) {
				return stop
			}
			return nil
		})
		if !errors.Is(err, stop) {
			*failed = err
		}
	}
}

// putNotices stores notices that are not there yet.
func (a *App) putNotices(ctx context.Context, action, subject string, list []corpus.Notice, done *NoticesAdded) error {
	known := map[string]bool{}
	all, err := a.Store.Notices(ctx)
	if err != nil {
		return err
	}
	for _, n := range all {
		known[n.ID] = true
	}
	done.Added = []corpus.Notice{}
	for _, n := range list {
		if known[n.ID] {
			done.Known++
			continue
		}
		known[n.ID] = true
		n.By, n.At = a.Who, a.Now().UTC()
		done.Added = append(done.Added, n)
	}
	if len(done.Added) == 0 {
		return nil
	}
	_, err = a.change(ctx, action, subject, func(tx *sqlite.Tx) error {
		for _, n := range done.Added {
			if err := tx.PutNotice(ctx, n); err != nil {
				return err
			}
			if err := tx.Touch(ctx, n.Study); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// AddNotice records by hand what somebody asserts about a study's main report.
func (a *App) AddNotice(ctx context.Context, study corpus.StudyID, n corpus.Notice) (corpus.Notice, error) {
	b, err := a.bundle(ctx, study)
	if err != nil {
		return n, err
	}
	if n.Source == "" {
		return n, fmt.Errorf("%w: a notice needs its source: who asserts it (--source)", corpus.ErrInvalid)
	}
	n.Study, n.Report = b.Study.ID, b.Main().ID
	n.ID = notices.ID(n)
	var done NoticesAdded
	err = a.putNotices(ctx, "notices", string(n.Type)+" "+string(b.Study.ID), []corpus.Notice{n}, &done)
	if err == nil && done.Known > 0 {
		err = fmt.Errorf("%w: this notice of %s is recorded already", corpus.ErrConflict, b.Study.ID)
	}
	return n, err
}

// RemoveNotice takes a notice out.
func (a *App) RemoveNotice(ctx context.Context, id string) error {
	all, err := a.Store.Notices(ctx)
	if err != nil {
		return err
	}
	for _, n := range all {
		if n.ID == id {
			_, err := a.change(ctx, "notices", "remove "+id, func(tx *sqlite.Tx) error {
				return errors.Join(tx.Remove(ctx, "notice", id, n.Study), tx.Touch(ctx, n.Study))
			})
			return err
		}
	}
	return fmt.Errorf("notice %s: %w", id, corpus.ErrNotFound)
}

// Standing is a study and how its main report stands.
type Standing struct {
	Study corpus.StudyID `json:"study"`
	Title string         `json:"title"`
	notices.Standing
	Notices []corpus.Notice `json:"notices"`
}

// Standings lists the studies about which something is known.
func (a *App) Standings(ctx context.Context) ([]Standing, error) {
	ids, err := a.Store.StudyIDs(ctx)
	if err != nil {
		return nil, err
	}
	bundles, err := a.Store.Bundles(ctx, ids...)
	if err != nil {
		return nil, err
	}
	out := []Standing{}
	for _, b := range bundles {
		if list := a.noticesOf(b); len(list) > 0 {
			out = append(out, Standing{Study: b.Study.ID, Title: b.Main().Item.Title, Standing: notices.Resolve(list), Notices: list})
		}
	}
	return out, nil
}

// CheckNotices flags the entries of a list against sources of notices, without
// a library.
func CheckNotices(ctx context.Context, entries io.Reader, name string, against []Input, problem func(error)) ([]notices.Flag, error) {
	list, err := readEntries(entries, name)
	if err != nil {
		return nil, err
	}
	var all []notices.Assertion
	for _, in := range against {
		r, err := in.Open()
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", in.Name, err)
		}
		defer r.Close()
		said, _, err := notices.Read(r, in.Name)
		if err != nil {
			return nil, &corpus.ParseError{Source: in.Name, Err: err}
		}
		got, _, err := collect(ctx, said, problem)
		if err != nil {
			return nil, err
		}
		all = append(all, got...)
	}
	return notices.Check(list, all), nil
}
