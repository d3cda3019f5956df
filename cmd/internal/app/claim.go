package app

import (
	"context"
	"fmt"

	"appraise/corpus"
	"appraise/corpus/sqlite"
)

// AddClaim records a sentence somebody wrote, and the studies it rests on.
// Claims without an id get the next free number: c1, c2, …
func (a *App) AddClaim(ctx context.Context, c corpus.Claim) (corpus.Claim, error) {
	if c.Text == "" {
		return c, fmt.Errorf("%w: a claim needs its text", corpus.ErrInvalid)
	}
	have, err := a.Store.Claims(ctx)
	if err != nil {
		return c, err
	}
	for n := len(have) + 1; c.ID == ""; n++ {
		if id := fmt.Sprintf("c%d", n); !hasClaim(have, id) {
			c.ID = id
		}
	}
	c.By, c.At = a.Who, a.Now().UTC()
	for i := range c.Links {
		st, err := a.Store.Study(ctx, c.Links[i].Study)
		if err != nil {
			return c, fmt.Errorf("claim %s: %w", c.ID, err)
		}
		c.Links[i].Study = st.ID
		c.Links[i].By, c.Links[i].At = c.By, c.At
	}
	_, err = a.change(ctx, "claim", c.ID, func(tx *sqlite.Tx) error {
		if err := tx.PutClaim(ctx, c); err != nil {
			return err
		}
		for _, l := range c.Links {
			if err := tx.Touch(ctx, l.Study); err != nil {
				return err
			}
		}
		return nil
	})
	return c, err
}

func hasClaim(list []corpus.Claim, id string) bool {
	for _, c := range list {
		if c.ID == id {
			return true
		}
	}
	return false
}
