package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"appraise/corpus"
	"appraise/corpus/sqlite"
)

// Manual is one study entered by hand: a bibliographic description, perhaps a
// summary in somebody's own words, and facts.
type Manual struct {
	corpus.Item
	ID         string            `json:"id,omitempty"` // wanted key; made from the item when empty
	Summary    string            `json:"summary,omitempty"`
	SummaryBy  string            `json:"summary_by,omitempty"` // the person entering it when empty
	Tags       []string          `json:"tags,omitempty"`
	Note       string            `json:"note,omitempty"`
	Unverified []string          `json:"unverified,omitempty"`
	Facts      map[string]string `json:"facts,omitempty"` // field of corpus.FactFields → value
}

// manualFormat names records entered by hand.
const manualFormat = "manual"

// AddManual adds one study by hand. A study with the same DOI or PMID is not
// added a second time: that is a conflict, naming the study.
func (a *App) AddManual(ctx context.Context, m Manual) (corpus.StudyID, error) {
	if err := errors.Join(m.Item.Validate(), plainIdentifiers(&m.Item)); err != nil {
		return "", fmt.Errorf("adding a study by hand: %w", err)
	}
	want := corpus.NewStudyID(m.Item)
	if m.ID != "" {
		id, err := corpus.ParseStudyID(m.ID)
		if err != nil {
			return "", err
		}
		want = id
	}
	var id corpus.StudyID
	_, err := a.change(ctx, "add", string(want), func(tx *sqlite.Tx) error {
		var err error
		id, err = a.putManual(ctx, tx, m, want)
		return err
	})
	return id, err
}

// plainIdentifiers brings the identifiers into the form in which they are
// compared: https://doi.org/10.1234/ABC is 10.1234/abc.
func plainIdentifiers(it *corpus.Item) (err error) {
	var wrong [3]error
	if it.DOI != "" {
		it.DOI, wrong[0] = corpus.ParseDOI(string(it.DOI))
	}
	if it.PMID != "" {
		it.PMID, wrong[1] = corpus.ParsePMID(string(it.PMID))
	}
	if it.PMCID != "" {
		it.PMCID, wrong[2] = corpus.ParsePMCID(string(it.PMCID))
	}
	return errors.Join(wrong[:]...)
}

func (a *App) putManual(ctx context.Context, tx *sqlite.Tx, m Manual, want corpus.StudyID) (corpus.StudyID, error) {
	same, err := tx.SameIdentifier(ctx, m.Item)
	if err != nil {
		return "", err
	}
	if len(same) > 0 {
		return "", fmt.Errorf("%w: %s has %s; change it with: appraise edit %s", corpus.ErrConflict, same[0].Study, sharedIdentifier(same[0].Item, m.Item), same[0].Study)
	}
	raw, err := json.Marshal(m)
	if err != nil {
		return "", err
	}
	rec := corpus.Record{ID: corpus.NewRecordID(manualFormat, string(raw)), Source: "by hand", Format: manualFormat, Importer: "1", At: a.Now().UTC(), Raw: string(raw), Item: m.Item}
	if rep, known, err := tx.HasRecord(ctx, rec.ID); err != nil || known {
		return corpus.StudyID(rep), errors.Join(err, fmt.Errorf("%w: exactly this was added before, as %s", corpus.ErrConflict, rep))
	}
	id, err := tx.FreeKey(ctx, want)
	if err != nil {
		return "", err
	}
	rec.Report = corpus.ReportID(id)
	rep := corpus.Report{ID: rec.Report, Study: id, Item: m.Item, Records: []corpus.RecordID{rec.ID}, Summary: m.Summary, SummaryBy: m.SummaryBy}
	if rep.Summary != "" && rep.SummaryBy == "" {
		rep.SummaryBy = a.Who
	}
	st := corpus.Study{ID: id, Reports: []corpus.ReportID{rep.ID}, Tags: m.Tags, Note: m.Note, Unverified: m.Unverified}
	if err := errors.Join(tx.PutStudy(ctx, st), tx.PutReport(ctx, rep), tx.PutRecord(ctx, id, rec)); err != nil {
		return "", err
	}
	return id, a.putFacts(ctx, tx, id, m.Facts)
}
