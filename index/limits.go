package index

import (
	"context"
	"fmt"
)

// Limits of one search. A query beyond them is refused with a LimitError
// before it can take long.
const (
	maxExpansion = 20_000     // words that all truncations of a query stand for together
	maxVisited   = 2_000_000  // dictionary entries looked at for them
	maxSteps     = 50_000_000 // comparisons of positions
	maxNodes     = 20_000     // parts of a query
	maxNesting   = 1_000      // levels of a query
)

// LimitError says that a query asks for more than a search may do.
type LimitError struct {
	What string // the part of the query, or what there is too much of
	Max  int
	Hint string
}

// Error says what is too much and what to do about it.
func (e *LimitError) Error() string {
	return fmt.Sprintf("%s: more than %d; %s", e.What, e.Max, e.Hint)
}

// budget is what is left of the limits for one search.
type budget struct {
	ctx                       context.Context
	expansion, visited, steps int
}

func newBudget(ctx context.Context) *budget {
	return &budget{ctx: ctx, expansion: maxExpansion, visited: maxVisited, steps: maxSteps}
}

func (b *budget) expand(pattern string) error {
	if b.expansion--; b.expansion < 0 {
		return &LimitError{"words that " + pattern + " and the truncations before it stand for", maxExpansion, "write more letters before the *"}
	}
	return nil
}

func (b *budget) visit(pattern string) error {
	if b.visited--; b.visited < 0 {
		return &LimitError{"words to be compared with " + pattern, maxVisited, "write letters before the first wildcard"}
	}
	if b.visited%4096 == 0 {
		return b.ctx.Err()
	}
	return nil
}

func (b *budget) step(n int) error {
	if b.steps -= n; b.steps < 0 {
		return &LimitError{"comparisons of word positions", maxSteps, "use fewer or rarer words within one proximity search"}
	}
	return nil
}
