package app

import (
	"context"
	"fmt"
	"strings"

	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/grading/integrity"
	"appraise/reports/checks"
)

// Checked is what the number checks say about one study.
type Checked struct {
	Study     corpus.StudyID     `json:"study"`
	Title     string             `json:"title"`
	TextBy    string             `json:"text_by,omitempty"` // whose words were checked; "" is the paper
	Integrity integrity.Report   `json:"integrity"`
	Dismissed []corpus.Dismissal `json:"dismissed,omitempty"`
}

// Check runs the number checks on studies, or on all of them.
func (a *App) Check(ctx context.Context, ids ...corpus.StudyID) ([]Checked, error) {
	if len(ids) == 0 {
		all, err := a.Store.StudyIDs(ctx)
		if err != nil {
			return nil, err
		}
		ids = all
	}
	bundles, err := a.Store.Bundles(ctx, ids...)
	if err != nil {
		return nil, err
	}
	out := make([]Checked, len(bundles))
	for i, b := range bundles {
		_, by := b.Main().Text()
		out[i] = Checked{Study: b.Study.ID, Title: b.Main().Item.Title, TextBy: by}
		out[i].Integrity, out[i].Dismissed = findings(b)
	}
	return out, nil
}

// Dismiss records that a person looked at a finding and needs no more of it.
// Restore takes that back.
func (a *App) Dismiss(ctx context.Context, id corpus.StudyID, finding, reason string, restore bool) error {
	if strings.TrimSpace(reason) == "" {
		return fmt.Errorf("%w: dismissing a finding needs a reason (--because)", corpus.ErrInvalid)
	}
	b, err := a.bundle(ctx, id)
	if err != nil {
		return err
	}
	rep, dismissed := findings(b)
	known := false
	for _, f := range rep.Findings {
		known = known || f.ID == finding
	}
	for _, d := range dismissed {
		known = known || d.ID == finding
	}
	if !known {
		return fmt.Errorf("finding %s of %s: %w", finding, b.Study.ID, corpus.ErrNotFound)
	}
	d := corpus.Dismissal{ID: finding, Study: b.Study.ID, Reason: reason, By: a.Who, At: a.Now().UTC(), Restore: restore}
	_, err = a.change(ctx, "check", "dismiss "+finding+" of "+string(b.Study.ID), func(tx *sqlite.Tx) error { return tx.PutDismissal(ctx, d) })
	return err
}

// CheckItems turns findings into what package checks writes.
func CheckItems(list []Checked) (abouts []string, items []checks.Item) {
	for _, c := range list {
		abouts = append(abouts, string(c.Study))
		for _, f := range c.Integrity.Findings {
			items = append(items, checks.Item{About: string(c.Study), Rule: string(f.Check), Level: f.Level.String(), Text: f.Statement + " " + f.Arithmetic, Quote: f.Quote, ID: f.ID})
		}
	}
	return abouts, items
}

// CheckRules lists the kinds of check.
func CheckRules() []checks.Rule {
	var rules []checks.Rule
	for _, k := range integrity.Kinds() {
		rules = append(rules, checks.Rule{ID: string(k.Kind), Title: k.Title, Help: "It may be harmless: " + strings.Join(k.Innocent, "; ") + ". " + k.Resolve})
	}
	return rules
}
