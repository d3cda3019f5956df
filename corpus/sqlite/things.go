package sqlite

import (
	"context"
	"fmt"

	"appraise/corpus"
)

// AddStudy stores a new study with its only report and record. Nothing of it
// may be in the library yet.
func (t *Tx) AddStudy(ctx context.Context, st corpus.Study, rep corpus.Report, rec corpus.Record) error {
	if len(st.Aliases) > 0 {
		return fmt.Errorf("adding study %s: %w: a new study has no old keys", st.ID, corpus.ErrInvalid)
	}
	if err := t.add(ctx, kindStudy, string(st.ID), st.ID, st); err != nil {
		return err
	}
	if err := t.add(ctx, kindReport, string(rep.ID), st.ID, rep); err != nil {
		return err
	}
	return t.add(ctx, kindRecord, string(rec.ID), st.ID, rec)
}

// PutStudy stores a study and its old keys.
func (t *Tx) PutStudy(ctx context.Context, v corpus.Study) error {
	return t.put(ctx, kindStudy, string(v.ID), v.ID, v)
}

// PutReport stores a report.
func (t *Tx) PutReport(ctx context.Context, v corpus.Report) error {
	return t.put(ctx, kindReport, string(v.ID), v.Study, v)
}

// PutRecord stores a record as part of a study.
func (t *Tx) PutRecord(ctx context.Context, study corpus.StudyID, v corpus.Record) error {
	return t.put(ctx, kindRecord, string(v.ID), study, v)
}

// PutNotice stores a notice.
func (t *Tx) PutNotice(ctx context.Context, v corpus.Notice) error {
	return t.put(ctx, kindNotice, v.ID, v.Study, v)
}

// PutFact stores a fact.
func (t *Tx) PutFact(ctx context.Context, v corpus.Fact) error {
	return t.put(ctx, kindFact, v.ID, v.Study, v)
}

// PutResult stores a result after checking it.
func (t *Tx) PutResult(ctx context.Context, v corpus.Result) error {
	if err := v.Validate(); err != nil {
		return fmt.Errorf("result of %s: %w", v.Study, err)
	}
	return t.put(ctx, kindResult, v.ID, v.Study, v)
}

// PutAppraisal stores an appraisal.
func (t *Tx) PutAppraisal(ctx context.Context, v corpus.Appraisal) error {
	return t.put(ctx, kindAppraisal, v.ID, v.Study, v)
}

// PutDismissal stores a dismissal.
func (t *Tx) PutDismissal(ctx context.Context, v corpus.Dismissal) error {
	return t.put(ctx, kindDismissal, v.ID, v.Study, v)
}

// PutQuestion stores a question after checking it.
func (t *Tx) PutQuestion(ctx context.Context, v corpus.Question) error {
	if err := v.Validate(); err != nil {
		return err
	}
	return t.put(ctx, kindQuestion, v.ID, "", v)
}

// PutDecision stores a GRADE decision.
func (t *Tx) PutDecision(ctx context.Context, v corpus.Decision) error {
	return t.put(ctx, kindDecision, v.ID, "", v)
}

// PutClaim stores a claim.
func (t *Tx) PutClaim(ctx context.Context, v corpus.Claim) error {
	return t.put(ctx, kindClaim, v.ID, "", v)
}

// PutAttachment stores what is known of an attached file.
func (t *Tx) PutAttachment(ctx context.Context, v corpus.Attachment) error {
	return t.put(ctx, kindAttached, v.ID, v.Study, v)
}

// PutNotDuplicate remembers that two reports are different.
func (t *Tx) PutNotDuplicate(ctx context.Context, v corpus.NotDuplicate) error {
	return t.put(ctx, kindPair, v.ID, "", v)
}

// PutSearch stores a search under its name.
func (t *Tx) PutSearch(ctx context.Context, v corpus.SavedSearch) error {
	return t.put(ctx, kindSearch, v.ID, "", v)
}

// PutReview stores a decision on something stale.
func (t *Tx) PutReview(ctx context.Context, v corpus.Review) error {
	return t.put(ctx, kindReview, v.ID, "", v)
}

// Remove takes one thing out; kind is the name of its table ("notice",
// "fact", …). It is an error when there is no such thing.
func (t *Tx) Remove(ctx context.Context, k, id string, study corpus.StudyID) error {
	n := t.n
	if err := t.set(ctx, k, id, study, nil); err != nil {
		return err
	}
	if t.n == n {
		return fmt.Errorf("%s %s: %w", k, id, corpus.ErrNotFound)
	}
	return nil
}

// RemoveStudy takes out a study with all that hangs on it.
func (t *Tx) RemoveStudy(ctx context.Context, id corpus.StudyID) error {
	for _, k := range kinds {
		ids, err := idsOf(ctx, t.tx, "SELECT id FROM "+k+" WHERE study = ? ORDER BY id", string(id))
		if err != nil {
			return err
		}
		for _, one := range ids {
			if err := t.Remove(ctx, k, one, id); err != nil {
				return err
			}
		}
	}
	return nil
}

// Touch notes that what is known about a study changed elsewhere (a question
// took it in, a claim was linked), so that it is indexed again.
func (t *Tx) Touch(ctx context.Context, id corpus.StudyID) error {
	b, err := body(ctx, t.tx, kindStudy, string(id))
	if err != nil || b == nil {
		return err
	}
	return t.record(ctx, kindStudy, string(id), id, b, digest(b))
}

// Study reads a study inside the transaction, by its key or an old key.
func (t *Tx) Study(ctx context.Context, id corpus.StudyID) (corpus.Study, error) {
	return study(ctx, t.tx, id)
}

// Report reads a report inside the transaction.
func (t *Tx) Report(ctx context.Context, id corpus.ReportID) (corpus.Report, error) {
	return get[corpus.Report](ctx, t.tx, kindReport, string(id))
}

// Question reads a question inside the transaction.
func (t *Tx) Question(ctx context.Context, id string) (corpus.Question, error) {
	return get[corpus.Question](ctx, t.tx, kindQuestion, id)
}

// FreeKey returns a variant of want that no study, report or old key has: want
// itself, or the first behind those that are taken without a gap.
func (t *Tx) FreeKey(ctx context.Context, want corpus.StudyID) (corpus.StudyID, error) {
	free := func(n int) (bool, error) {
		var taken bool
		_, err := t.one(ctx, &taken, "SELECT EXISTS(SELECT 1 FROM study WHERE id = ?1) OR EXISTS(SELECT 1 FROM report WHERE id = ?1) OR EXISTS(SELECT 1 FROM alias WHERE alias = ?1)", string(variant(want, n)))
		return !taken, kind(err, "looking for a free key")
	}
	low, high := -1, 0 // low is taken, high is to be tried
	for {
		ok, err := free(high)
		if err != nil {
			return "", err
		}
		if ok {
			break
		}
		low, high = high, 2*high+1
	}
	for high-low > 1 {
		middle := (low + high) / 2
		ok, err := free(middle)
		if err != nil {
			return "", err
		}
		if ok {
			high = middle
		} else {
			low = middle
		}
	}
	return variant(want, high), nil
}

// variant is the n-th form of a key, the key itself for 0.
func variant(id corpus.StudyID, n int) corpus.StudyID {
	if n == 0 {
		return id
	}
	return corpus.NextStudyID(id, n)
}

// HasRecord reports whether a record is in the library, and in which report.
func (t *Tx) HasRecord(ctx context.Context, id corpus.RecordID) (corpus.ReportID, bool, error) {
	var report string
	found, err := t.one(ctx, &report, "SELECT coalesce(body ->> '$.report', '') FROM record WHERE id = ?", string(id))
	return corpus.ReportID(report), found, kind(err, "looking for record %s", id)
}

// SameIdentifier returns the reports that carry the DOI or PMID of it.
func (t *Tx) SameIdentifier(ctx context.Context, it corpus.Item) ([]corpus.Report, error) {
	var found []corpus.Report
	for _, by := range []struct{ path, value string }{{"doi", string(it.DOI)}, {"pmid", string(it.PMID)}} {
		if by.value == "" {
			continue
		}
		var first string
		there, err := t.one(ctx, &first, "SELECT id FROM report WHERE body ->> '$.item."+by.path+"' = ? LIMIT 1", by.value)
		if err != nil {
			return nil, kind(err, "looking for %s", by.value)
		}
		if !there {
			continue
		}
		rs, err := list[corpus.Report](ctx, t.tx, kindReport, "WHERE body ->> '$.item."+by.path+"' = ? ORDER BY id", by.value)
		if err != nil {
			return nil, err
		}
		for _, r := range rs {
			if !hasReport(found, r.ID) {
				found = append(found, r)
			}
		}
	}
	return found, nil
}

func hasReport(rs []corpus.Report, id corpus.ReportID) bool {
	for _, r := range rs {
		if r.ID == id {
			return true
		}
	}
	return false
}

func idsOf(ctx context.Context, q querier, query string, args ...any) ([]string, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, kind(err, "reading ids")
	}
	defer rows.Close()
	var ids []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, kind(err, "reading ids")
		}
		ids = append(ids, id)
	}
	return ids, kind(rows.Err(), "reading ids")
}
