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
	err = x.guarded(func() error {
		res, err = g.search(ctx, node, opt)
		return err
	})
	if err != nil {
		return Results{}, err
	}
	return res, nil
}

// guarded runs a search. A file that was cut short after it was opened makes
// reading it fault, and some damage makes bleve panic: neither may end the
// program. The next Sync then checks every file.
func (x *Index) guarded(f func() error) error {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	err := safely(f)
	if errors.Is(err, errDamaged) {
		_ = os.WriteFile(filepath.Join(x.dir, suspectFile), []byte(err.Error()+"\n"), 0o644)
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	if err != nil {
		return fmt.Errorf("searching: %w", err)
	}
	return nil
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
	res.Notes = notes(node, opt)
	count := newCounter(g, opt.Facets)
	parts := make([]*evaluator, len(g.segments))
	found := make([]*roaring.Bitmap, len(g.segments))
	for i, p := range g.segments {
		e := g.evaluator(b, p, texts)
		e.headings = opt.Headings
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

// evaluator makes an evaluator of one segment.
func (g *generation) evaluator(b *budget, p *postings, texts map[query.Node]*textMatcher) *evaluator {
	return &evaluator{budget: b, g: g, p: p, dicts: map[string]*fieldReader{}, texts: texts}
}

// average is the mean length of a document, in words as ranking counts them.
func (g *generation) average() float64 {
	if g.manifest.Docs == 0 || g.manifest.Length == 0 {
		return 1
	}
	return float64(g.manifest.Length) / float64(g.manifest.Docs)
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

// notes says what about an answer the reader has to know.
func notes(node query.Node, opt Options) []string {
	var out []string
	query.Walk(node, func(n query.Node) bool {
		if h, ok := n.(*query.Heading); ok && h.Explode && h.Name != "" && !h.Prefix && opt.Headings == nil {
			out = append(out, fmt.Sprintf("%q was exploded over the headings and tree numbers of this library only; import MeSH to explode over all narrower headings", h.Name))
		}
		return true
	})
	return out
}
