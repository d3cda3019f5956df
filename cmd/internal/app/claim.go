package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/grading/claims"
)

// ClaimKinds lists what a claim can be about.
var ClaimKinds = []string{"benefit", "harm", "safety", "recommendation", "mechanism", "prevalence", "fact", "opinion", "question"}

// AddClaim records a sentence somebody wrote, and the studies it rests on.
// Claims without an id get the next free number: c1, c2, …
func (a *App) AddClaim(ctx context.Context, c corpus.Claim) (corpus.Claim, error) {
	have, err := a.Store.Claims(ctx)
	if err != nil {
		return c, err
	}
	for n := len(have) + 1; c.ID == ""; n++ {
		if id := fmt.Sprintf("c%d", n); !hasClaim(have, id) {
			c.ID = id
		}
	}
	if hasClaim(have, c.ID) {
		return c, fmt.Errorf("%w: there is a claim %s already", corpus.ErrConflict, c.ID)
	}
	for i, l := range c.Links {
		if c.Links[i], err = a.link(ctx, l, 0, false); err != nil {
			return c, fmt.Errorf("claim %s: %w", c.ID, err)
		}
	}
	return a.putClaim(ctx, c)
}

// EditClaim changes a claim.
func (a *App) EditClaim(ctx context.Context, id string, change func(*corpus.Claim) error) (corpus.Claim, error) {
	c, err := a.Store.Claim(ctx, id)
	if err != nil {
		return c, err
	}
	c.Links = slices.Clone(c.Links)
	if err := change(&c); err != nil {
		return c, err
	}
	c.ID = id
	return a.putClaim(ctx, c)
}

// putClaim checks and stores a claim as one event.
func (a *App) putClaim(ctx context.Context, c corpus.Claim) (corpus.Claim, error) {
	if err := a.checkClaim(ctx, &c); err != nil {
		return c, err
	}
	c.By, c.At = a.Who, a.Now().UTC()
	before, err := a.Store.Claim(ctx, c.ID)
	if err != nil && !errors.Is(err, corpus.ErrNotFound) {
		return c, err
	}
	_, err = a.change(ctx, "claim", c.ID, func(tx *sqlite.Tx) error {
		if err := tx.PutClaim(ctx, c); err != nil {
			return err
		}
		return touchLinked(ctx, tx, append(slices.Clone(before.Links), c.Links...))
	})
	return c, err
}

func touchLinked(ctx context.Context, tx *sqlite.Tx, links []corpus.Link) error {
	for _, l := range links {
		if err := tx.Touch(ctx, l.Study); err != nil {
			return err
		}
	}
	return nil
}

// checkClaim refuses claims that cannot be judged. The name of the outcome is
// written as the question has it.
func (a *App) checkClaim(ctx context.Context, c *corpus.Claim) error {
	if strings.TrimSpace(c.Text) == "" {
		return fmt.Errorf("%w: a claim needs its text", corpus.ErrInvalid)
	}
	if _, err := corpus.ParseStudyID(c.ID); err != nil {
		return fmt.Errorf("%w: claim id %q (use a short word such as c1)", corpus.ErrInvalid, c.ID)
	}
	if c.Kind != "" && !slices.Contains(ClaimKinds, c.Kind) {
		return fmt.Errorf("%w: kind %q is none of %s", corpus.ErrInvalid, c.Kind, strings.Join(ClaimKinds, ", "))
	}
	if c.Outcome != "" && c.Question == "" {
		return fmt.Errorf("%w: the outcome %q needs the question it is of (--question)", corpus.ErrInvalid, c.Outcome)
	}
	if c.Question == "" {
		return nil
	}
	q, err := a.Store.Question(ctx, c.Question)
	if err != nil {
		return fmt.Errorf("claim %s: %w", c.ID, err)
	}
	if c.Outcome == "" {
		return nil
	}
	var names []string
	for _, o := range q.Outcomes {
		if slug(o.Name) == slug(c.Outcome) {
			c.Outcome = o.Name
			return nil
		}
		names = append(names, o.Name)
	}
	return fmt.Errorf("%w: question %s has no outcome %q; it has %s", corpus.ErrInvalid, q.ID, c.Outcome, strings.Join(names, ", "))
}

// link checks a link, names its study by its key, and pins its quote to the
// text it stands in. A quote that is nowhere is refused when it has to be
// pinned.
func (a *App) link(ctx context.Context, l corpus.Link, page int, must bool) (corpus.Link, error) {
	b, err := a.bundle(ctx, l.Study)
	if err != nil {
		return l, err
	}
	if !slices.Contains([]corpus.Stance{corpus.Supports, corpus.Contradicts, corpus.Mentions}, l.Stance) {
		return l, fmt.Errorf("%w: a study supports, contradicts or mentions a claim; it cannot %q", corpus.ErrInvalid, l.Stance)
	}
	l.Study, l.By, l.At = b.Study.ID, a.Who, a.Now().UTC()
	if l.Quote != nil && l.Quote.Text != "" {
		q, p, err := a.pin(b, l.Quote.Text, page)
		if err == nil {
			l.Quote, l.Pin = &q, &p
		} else if must {
			return l, err
		}
	}
	return l, nil
}

// LinkClaim ties a study to a claim; a link to the same study is replaced. A
// page narrows where the quote may stand, 0 is anywhere.
func (a *App) LinkClaim(ctx context.Context, id string, l corpus.Link, page int) (corpus.Claim, error) {
	l, err := a.link(ctx, l, page, true)
	if err != nil {
		return corpus.Claim{}, err
	}
	return a.EditClaim(ctx, id, func(c *corpus.Claim) error {
		for i := range c.Links {
			if c.Links[i].Study == l.Study {
				c.Links[i] = l
				return nil
			}
		}
		c.Links = append(c.Links, l)
		return nil
	})
}

// UnlinkClaim takes a study off a claim.
func (a *App) UnlinkClaim(ctx context.Context, id string, study corpus.StudyID) (corpus.Claim, error) {
	st, err := a.Store.Study(ctx, study)
	if err != nil {
		return corpus.Claim{}, err
	}
	return a.EditClaim(ctx, id, func(c *corpus.Claim) error {
		n := len(c.Links)
		c.Links = slices.DeleteFunc(c.Links, func(l corpus.Link) bool { return l.Study == st.ID })
		if len(c.Links) == n {
			return fmt.Errorf("link of claim %s to %s: %w", id, st.ID, corpus.ErrNotFound)
		}
		return nil
	})
}

// OverruleClaim records a person's verdict beside the computed one; an empty
// verdict takes it back.
func (a *App) OverruleClaim(ctx context.Context, id, verdict, because string) (corpus.Claim, error) {
	var o *corpus.Overrule
	if verdict != "" {
		v, err := claims.ParseVerdict(verdict)
		if err != nil {
			return corpus.Claim{}, fmt.Errorf("%w: %w", corpus.ErrInvalid, err)
		}
		if strings.TrimSpace(because) == "" {
			return corpus.Claim{}, fmt.Errorf("%w: a verdict of one's own needs a reason (--because)", corpus.ErrInvalid)
		}
		o = &corpus.Overrule{Verdict: string(v), Rationale: because, By: a.Who, At: a.Now().UTC()}
	}
	return a.EditClaim(ctx, id, func(c *corpus.Claim) error {
		c.Verdict = o
		return nil
	})
}

// RemoveClaim takes a claim out; undo brings it back.
func (a *App) RemoveClaim(ctx context.Context, id string) error {
	c, err := a.Store.Claim(ctx, id)
	if err != nil {
		return err
	}
	_, err = a.change(ctx, "claim", id, func(tx *sqlite.Tx) error {
		if err := tx.Remove(ctx, "claim", id, ""); err != nil {
			return err
		}
		return touchLinked(ctx, tx, c.Links)
	})
	return err
}

// ShowClaim judges one claim, and what becomes of it without each study.
func (a *App) ShowClaim(ctx context.Context, id string) (Judged, error) {
	c, err := a.Store.Claim(ctx, id)
	if err != nil {
		return Judged{}, err
	}
	d, err := a.newJudge(a.Now()).claim(ctx, c)
	if err == nil {
		d.Falls = claims.LeaveOneOut(d.input)
	}
	return d, err
}

// JudgeClaims judges the claims of a question, or all, in the order of their
// numbers.
func (a *App) JudgeClaims(ctx context.Context, question string) ([]Judged, error) {
	all, err := a.Store.Claims(ctx)
	if err != nil {
		return nil, err
	}
	if question != "" {
		if _, err := a.Store.Question(ctx, question); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(all, func(x, y corpus.Claim) int { return compareIDs(x.ID, y.ID) })
	j := a.newJudge(a.Now())
	out := []Judged{}
	for _, c := range all {
		if question != "" && c.Question != question {
			continue
		}
		d, err := j.claim(ctx, c)
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

// compareIDs puts c2 before c10.
func compareIDs(x, y string) int {
	px, py := strings.TrimRight(x, "0123456789"), strings.TrimRight(y, "0123456789")
	nx, _ := strconv.Atoi(x[len(px):])
	ny, _ := strconv.Atoi(y[len(py):])
	return cmp.Or(strings.Compare(px, py), cmp.Compare(nx, ny), strings.Compare(x, y))
}

// ClaimHistory returns the events that changed a claim, the oldest first, each
// with the changes of the claim alone.
func (a *App) ClaimHistory(ctx context.Context, id string) ([]corpus.Event, error) {
	evs, err := a.Store.Events(ctx, 0)
	if err != nil {
		return nil, err
	}
	out := []corpus.Event{}
	for _, ev := range slices.Backward(evs) {
		if ev.Action != "claim" && ev.Action != "undo" && ev.Action != "status" && ev.Action != "merge" && ev.Action != "split" {
			continue
		}
		full, err := a.Store.Event(ctx, ev.Seq)
		if err != nil {
			return nil, err
		}
		full.Changes = slices.DeleteFunc(full.Changes, func(c corpus.Change) bool {
			return !(c.Kind == "claim" && c.ID == id || c.Kind == "review" && c.ID == "claim/"+id) || string(c.Before) == string(c.After)
		})
		if len(full.Changes) > 0 {
			out = append(out, full)
		}
	}
	if len(out) == 0 {
		_, err := a.Store.Claim(ctx, id)
		return out, err
	}
	return out, nil
}

func hasClaim(list []corpus.Claim, id string) bool {
	for _, c := range list {
		if c.ID == id {
			return true
		}
	}
	return false
}
