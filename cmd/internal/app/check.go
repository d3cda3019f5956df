package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/grading/integrity"
	"appraise/reports/checks"
)

// Checked is what the number checks say about one study, and what rests on it
// and is stale. The last one of a check of the whole library has no study when
// something is stale that rests on none, such as a search that is too old.
type Checked struct {
	Study     corpus.StudyID     `json:"study"`
	Title     string             `json:"title"`
	TextBy    string             `json:"text_by,omitempty"` // whose words were checked; "" is the paper
	Integrity integrity.Report   `json:"integrity"`
	Dismissed []corpus.Dismissal `json:"dismissed,omitempty"`
	Stale     []Stale            `json:"stale"` // without a decision of a person
}

// Check runs the number checks on studies, or on all of them, and finds what
// is stale that rests on them.
func (a *App) Check(ctx context.Context, ids ...corpus.StudyID) ([]Checked, error) {
	whole := len(ids) == 0
	if whole {
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
	entries, err := a.registryEntries(ctx, bundles, whole)
	if err != nil {
		return nil, err
	}
	out := make([]Checked, len(bundles))
	spread(len(bundles), func(i int) {
		b := bundles[i]
		_, by := b.Main().Text()
		out[i] = Checked{Study: b.Study.ID, Title: b.Main().Item.Title, TextBy: by, Stale: []Stale{}}
		out[i].Integrity, out[i].Dismissed = findings(b, entries[b.Study.ID]...)
	})
	return a.addStale(ctx, out, whole)
}

// addStale puts what is stale to the studies it rests on.
func (a *App) addStale(ctx context.Context, list []Checked, whole bool) ([]Checked, error) {
	st, err := a.Stale(ctx)
	if err != nil {
		return nil, err
	}
	rest := Checked{Title: "what rests on no one study", Stale: []Stale{}}
	for _, s := range st.Stale {
		placed := false
		for i := range list {
			if s.RestsOn(list[i].Study) {
				list[i].Stale = append(list[i].Stale, s)
				placed = true
			}
		}
		if !placed && whole {
			rest.Stale = append(rest.Stale, s)
		}
	}
	if len(rest.Stale) > 0 {
		list = append(list, rest)
	}
	return list, nil
}

// StaleOf lists what is stale in a check, each thing once.
func StaleOf(list []Checked) []Stale {
	var out []Stale
	for _, c := range list {
		for _, s := range c.Stale {
			if !slices.ContainsFunc(out, func(x Stale) bool { return x.ID == s.ID }) {
				out = append(out, s)
			}
		}
	}
	return out
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
	entries, err := a.registryEntries(ctx, []sqlite.Bundle{b}, false)
	if err != nil {
		return err
	}
	rep, dismissed := findings(b, entries[b.Study.ID]...)
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

// staleRule names stale things among the kinds of check.
const staleRule = "stale"

// wholeLibrary is what a stale thing is about that rests on no one study.
const wholeLibrary = "library"

// CheckItems turns findings, and what is stale, into what package checks
// writes.
func CheckItems(list []Checked) (abouts []string, items []checks.Item) {
	for _, c := range list {
		about := string(c.Study)
		if about == "" {
			about = wholeLibrary
		}
		abouts = append(abouts, about)
		for _, f := range c.Integrity.Findings {
			items = append(items, checks.Item{About: about, Rule: string(f.Check), Level: f.Level.String(), Text: f.Statement + " " + f.Arithmetic, Quote: f.Quote, ID: f.ID})
		}
		for _, s := range c.Stale {
			items = append(items, s.item(about))
		}
	}
	return abouts, items
}

// item says a stale thing as a finding. Other causes make it another one.
func (s Stale) item(about string) checks.Item {
	causes := make([]string, len(s.Causes))
	for i, c := range s.Causes {
		causes[i] = c.Text
	}
	text := fmt.Sprintf("%s (%s) rests on what has changed: %s. Decide with: appraise status --decide %s --because '…'", s.ID, s.Title, strings.Join(causes, "; "), s.ID)
	sum := sha256.Sum256([]byte(s.ID + "\n" + strings.Join(causes, "\n")))
	return checks.Item{About: about, Rule: staleRule, Level: integrity.Check.String(), Text: text, ID: hex.EncodeToString(sum[:8])}
}

// CheckRules lists the kinds of check.
func CheckRules() []checks.Rule {
	var rules []checks.Rule
	for _, k := range integrity.Kinds() {
		rules = append(rules, checks.Rule{ID: string(k.Kind), Title: k.Title, Help: "It may be harmless: " + strings.Join(k.Innocent, "; ") + ". " + k.Resolve})
	}
	return append(rules, checks.Rule{ID: staleRule, Title: "something rests on what has changed", Help: "Look at what changed and record a decision with appraise status --decide."})
}
