package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"appraise/index/query"

	"github.com/RoaringBitmap/roaring/v2"
)

// deadline bounds a search whose caller gave none.
const deadline = 10 * time.Second

// Search finds studies in the state of the index that was published last. It
// takes no lock. The error is ErrUnavailable when there is nothing to search,
// and a *LimitError when the query asks for too much.
func (x *Index) Search(ctx context.Context, node query.Node, opt Options) (res Results, err error) {
	if _, ok := ctx.Deadline(); !ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, deadline)
		defer cancel()
	}
	if err := checkSize(node); err != nil {
		return Results{}, err
	}
	g, err := x.open()
	if err != nil {
		return Results{}, err
	}
	defer g.release()
	// A file that was cut short after it was opened makes reading it fault;
	// bleve panics on some damage. Neither may end the program.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	err = safely(func() error {
		res, err = g.search(ctx, node, opt)
		return err
	})
	if errors.Is(err, errDamaged) {
		_ = os.WriteFile(filepath.Join(x.dir, suspectFile), []byte(err.Error()+"\n"), 0o644)
		return Results{}, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	if err != nil {
		return Results{}, fmt.Errorf("searching: %w", err)
	}
	return res, nil
}

// checkSize refuses trees that no parser of this program makes.
func checkSize(n query.Node) error {
	nodes := 0
	var walk func(n query.Node, depth int) error
	walk = func(n query.Node, depth int) error {
		if nodes++; nodes > maxNodes {
			return &LimitError{"parts of the query", maxNodes, "search in several steps"}
		}
		if depth > maxNesting {
			return &LimitError{"levels of the query", maxNesting, "use fewer parentheses"}
		}
		for _, c := range query.Children(n) {
			if err := walk(c, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	return walk(n, 0)
}

// search answers a query from one generation.
func (g *generation) search(ctx context.Context, node query.Node, opt Options) (Results, error) {
	mode := opt.Mode
	if mode == Auto {
		if mode = Boolean; query.Plain(node) {
			mode = Ranked
		}
	}
	res := Results{Mode: mode, Revision: g.manifest.Revision, Hits: []Hit{}}
	top, err := newSelection(g, mode, opt)
	if err != nil {
		return res, err
	}
	b := newBudget(ctx)
	texts := map[query.Node]*textMatcher{}
	count := newCounter(g, opt.Facets)
	parts := make([]*evaluator, len(g.segments))
	found := make([]*roaring.Bitmap, len(g.segments))
	for i, p := range g.segments {
		e := &evaluator{budget: b, g: g, p: p, dicts: map[string]*fieldReader{}, texts: texts}
		if found[i], err = e.answer(node, mode); err != nil {
			return res, err
		}
		parts[i] = e
		res.Total += int(found[i].GetCardinality())
		if err := count.add(e, found[i]); err != nil {
			return res, err
		}
	}
	res.Facets = count.facets()
	if top.sort != ByRelevance {
		for i, p := range g.segments {
			top.addAll(p, found[i])
		}
		res.Hits, res.Next = top.hits()
		return res, nil
	}
	r, err := newRanking(b, g, node, parts, found)
	if err != nil {
		return res, err
	}
	defer r.close()
	if err := r.rank(top); err != nil {
		return res, err
	}
	res.Hits, res.Next = top.hits()
	if opt.Explain {
		err = r.explain(res.Hits)
	}
	return res, err
}

// answer returns the documents of a segment that a query finds.
func (e *evaluator) answer(node query.Node, mode Mode) (*roaring.Bitmap, error) {
	var found *roaring.Bitmap
	var err error
	if mode == Ranked {
		found, err = e.related(node, nil)
	} else {
		found, err = e.set(node, nil)
	}
	if err != nil || e.p.whole {
		return found, err
	}
	return roaring.And(found, e.p.live), nil
}
