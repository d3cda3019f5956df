package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/dedupe"
	"appraise/corpus/sqlite"
)

// MergeGroups merges the groups that may be merged without asking, as one
// event, and returns how many studies went into others.
func (a *App) MergeGroups(ctx context.Context, groups []dedupe.Group) (int, error) {
	var plans []mergePlan
	gone := 0
	for _, g := range groups {
		ids := make([]corpus.StudyID, 0, len(g.IDs))
		for _, id := range g.IDs {
			rep, err := a.Store.Report(ctx, corpus.ReportID(id))
			if err != nil {
				return 0, err
			}
			if !slices.Contains(ids, rep.Study) {
				ids = append(ids, rep.Study)
			}
		}
		if len(ids) < 2 {
			continue // reports of one study already
		}
		p, err := a.planMerge(ctx, ids)
		if err != nil {
			return 0, err
		}
		plans = append(plans, p)
		gone += len(ids) - 1
	}
	if len(plans) == 0 {
		return 0, nil
	}
	_, err := a.change(ctx, "dedupe", fmt.Sprintf("%d studies into others", gone), func(tx *sqlite.Tx) error {
		for _, p := range plans {
			if err := p.run(ctx, tx, true); err != nil {
				return err
			}
		}
		return nil
	})
	return gone, err
}

// Merge makes one study with one main report of several: they are the same
// publication. The first keeps its key; the others' keys become old keys. All
// records are kept; each field is taken from the record that says it best.
func (a *App) Merge(ctx context.Context, ids ...corpus.StudyID) (corpus.StudyID, error) {
	p, err := a.planMerge(ctx, ids)
	if err != nil {
		return "", err
	}
	_, err = a.change(ctx, "merge", joinKeys(ids), func(tx *sqlite.Tx) error { return p.run(ctx, tx, true) })
	return p.into.Study.ID, err
}

// Link makes the reports of several studies reports of the first: companion
// publications of one investigation. split takes one out again.
func (a *App) Link(ctx context.Context, ids ...corpus.StudyID) (corpus.StudyID, error) {
	p, err := a.planMerge(ctx, ids)
	if err != nil {
		return "", err
	}
	_, err = a.change(ctx, "link", joinKeys(ids), func(tx *sqlite.Tx) error { return p.run(ctx, tx, false) })
	return p.into.Study.ID, err
}

func joinKeys(ids []corpus.StudyID) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = string(id)
	}
	return strings.Join(words, ", ")
}

// mergePlan is everything a merge moves, read before the change begins.
type mergePlan struct {
	into      sqlite.Bundle
	from      []sqlite.Bundle
	records   []corpus.Record // of from
	questions []corpus.Question
	claims    []corpus.Claim
}

func (a *App) planMerge(ctx context.Context, ids []corpus.StudyID) (mergePlan, error) {
	var p mergePlan
	if len(ids) < 2 {
		return p, fmt.Errorf("%w: merging needs two studies or more", corpus.ErrInvalid)
	}
	bundles, err := a.Store.Bundles(ctx, ids...)
	if err != nil {
		return p, err
	}
	p.into = bundles[0]
	for _, b := range bundles[1:] {
		if b.Study.ID == p.into.Study.ID {
			return p, fmt.Errorf("%w: %s is named twice", corpus.ErrInvalid, b.Study.ID)
		}
		p.from = append(p.from, b)
		recs, err := a.Store.Records(ctx, b.Study.ID)
		if err != nil {
			return p, err
		}
		p.records = append(p.records, recs...)
	}
	if p.questions, err = a.Store.Questions(ctx); err != nil {
		return p, err
	}
	p.claims, err = a.Store.Claims(ctx)
	return p, err
}

// run moves everything. With one set the main reports become one report.
func (p mergePlan) run(ctx context.Context, tx *sqlite.Tx, one bool) error {
	to := p.into.Study
	main := p.into.Main()
	items := []corpus.Item{main.Item}
	for _, b := range p.from {
		if err := tx.RemoveStudy(ctx, b.Study.ID); err != nil {
			return err
		}
		to.Aliases = append(append(to.Aliases, b.Study.ID), b.Study.Aliases...)
		for _, t := range b.Study.Tags {
			if !slices.Contains(to.Tags, t) {
				to.Tags = append(to.Tags, t)
			}
		}
		for i, r := range b.Reports {
			if one && i == 0 {
				items = append(items, r.Item)
				main.Records = append(main.Records, r.Records...)
				if main.Summary == "" {
					main.Summary, main.SummaryBy = r.Summary, r.SummaryBy
				}
				continue
			}
			to.Reports = append(to.Reports, r.ID)
			r.Study = to.ID
			if err := tx.PutReport(ctx, r); err != nil {
				return err
			}
		}
	}
	if one {
		best, origin := dedupe.Best(items)
		main.Item = best
		main.Origin = p.origins(main.Origin, origin)
	}
	if err := errors.Join(tx.PutStudy(ctx, to), tx.PutReport(ctx, main)); err != nil {
		return err
	}
	return errors.Join(p.moveRecords(ctx, tx, main.ID, one), p.moveThings(ctx, tx), p.moveUses(ctx, tx))
}

// origins says of which study each field of the merged report is.
func (p mergePlan) origins(before map[string]string, origin map[string]int) map[string]string {
	out := map[string]string{}
	for field, i := range origin {
		if i == 0 {
			if o, ok := before[field]; ok {
				out[field] = o
			}
			continue
		}
		out[field] = "merged from " + string(p.from[i-1].Study.ID)
	}
	return out
}

func (p mergePlan) moveRecords(ctx context.Context, tx *sqlite.Tx, main corpus.ReportID, one bool) error {
	mains := map[corpus.ReportID]bool{}
	for _, b := range p.from {
		mains[b.Main().ID] = true
	}
	for _, rec := range p.records {
		if one && mains[rec.Report] {
			rec.Report = main
		}
		if err := tx.PutRecord(ctx, p.into.Study.ID, rec); err != nil {
			return err
		}
	}
	return nil
}

// moveThings gives what was known of the other studies to the one that stays.
// Of two statements about the same field that of the study that stays holds.
func (p mergePlan) moveThings(ctx context.Context, tx *sqlite.Tx) error {
	to := p.into.Study.ID
	stated := map[string]bool{}
	for _, f := range p.into.Facts {
		stated[f.Field] = true
	}
	for _, b := range p.from {
		for _, f := range b.Facts {
			if stated[f.Field] {
				continue
			}
			f.ID, f.Study = factID(to, f.Field), to
			if err := tx.PutFact(ctx, f); err != nil {
				return err
			}
		}
		for _, v := range b.Results {
			v.Study = to
			if err := tx.PutResult(ctx, v); err != nil {
				return err
			}
		}
		for _, v := range b.Appraisals {
			v.Study = to
			if err := tx.PutAppraisal(ctx, v); err != nil {
				return err
			}
		}
		for _, v := range b.Notices {
			v.Study, v.Report = to, p.into.Main().ID
			if err := tx.PutNotice(ctx, v); err != nil {
				return err
			}
		}
		for _, v := range b.Dismissals {
			v.Study = to
			if err := tx.PutDismissal(ctx, v); err != nil {
				return err
			}
		}
		for _, v := range b.Attached {
			v.Study = to
			if err := tx.PutAttachment(ctx, v); err != nil {
				return err
			}
		}
	}
	return nil
}

// moveUses makes questions and claims name the study that stays.
func (p mergePlan) moveUses(ctx context.Context, tx *sqlite.Tx) error {
	gone := map[corpus.StudyID]bool{}
	for _, b := range p.from {
		gone[b.Study.ID] = true
	}
	for _, q := range p.questions {
		changed, has := false, false
		for _, m := range q.Members {
			has = has || m.Study == p.into.Study.ID
			changed = changed || gone[m.Study]
		}
		if !changed {
			continue
		}
		var members []corpus.Member
		for _, m := range q.Members {
			if gone[m.Study] {
				if has {
					continue
				}
				m.Study, has = p.into.Study.ID, true
			}
			members = append(members, m)
		}
		q.Members = members
		if err := tx.PutQuestion(ctx, q); err != nil {
			return err
		}
	}
	for _, c := range p.claims {
		changed := false
		for i := range c.Links {
			if gone[c.Links[i].Study] {
				c.Links[i].Study, changed = p.into.Study.ID, true
			}
		}
		if changed {
			if err := tx.PutClaim(ctx, c); err != nil {
				return err
			}
		}
	}
	return nil
}

// Split takes a report out of its study and makes it a study of its own.
func (a *App) Split(ctx context.Context, report corpus.ReportID) (corpus.StudyID, error) {
	rep, err := a.Store.Report(ctx, report)
	if err != nil {
		return "", err
	}
	b, err := a.bundle(ctx, rep.Study)
	if err != nil {
		return "", err
	}
	if len(b.Reports) < 2 {
		return "", fmt.Errorf("%w: %s is the only report of %s", corpus.ErrInvalid, report, rep.Study)
	}
	records, err := a.Store.Records(ctx, rep.Study)
	if err != nil {
		return "", err
	}
	id := corpus.StudyID(report)
	_, err = a.change(ctx, "split", string(report), func(tx *sqlite.Tx) error {
		st := b.Study
		st.Reports = slices.DeleteFunc(slices.Clone(st.Reports), func(r corpus.ReportID) bool { return r == report })
		st.Aliases = slices.DeleteFunc(slices.Clone(st.Aliases), func(k corpus.StudyID) bool { return k == id })
		if st.ID == id {
			id = corpus.NextStudyID(id, 1)
			var err error
			if id, err = tx.FreeKey(ctx, id); err != nil {
				return err
			}
		}
		rep.Study = id
		if err := errors.Join(tx.PutStudy(ctx, st), tx.PutStudy(ctx, corpus.Study{ID: id, Reports: []corpus.ReportID{report}}), tx.PutReport(ctx, rep)); err != nil {
			return err
		}
		for _, rec := range records {
			if rec.Report == report {
				if err := tx.PutRecord(ctx, id, rec); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return id, err
}
