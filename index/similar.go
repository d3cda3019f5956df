package index

import (
	"context"
	"errors"
	"fmt"

	"appraise/index/query"

	"github.com/RoaringBitmap/roaring/v2"
)

// similarStems is how many words of a study others are compared by.
const similarStems = 25

// similarRare is how many studies of a small library may have a word that
// studies are compared by; all of them may not.
const similarRare = 10

// ErrNotIndexed says that a study is not in the index.
var ErrNotIndexed = errors.New("the study is not in the index")

// Similar finds the studies that share the words a study stands out by: those
// frequent in it and rare in the library. Of opt, only Limit and Explain
// count.
func (x *Index) Similar(ctx context.Context, id string, opt Options) (res Results, err error) {
	g, err := x.open()
	if err != nil {
		return res, err
	}
	defer g.release()
	err = x.guarded(func() error {
		res, err = g.similar(ctx, id, Options{Mode: Ranked, Limit: opt.Limit, Explain: opt.Explain})
		return err
	})
	return res, err
}

func (g *generation) similar(ctx context.Context, id string, opt Options) (Results, error) {
	res := Results{Mode: Ranked, Revision: g.manifest.Revision, Hits: []Hit{}}
	top, err := newSelection(g, Ranked, opt)
	if err != nil {
		return res, err
	}
	r := &ranking{budget: newBudget(ctx), g: g, average: g.average()}
	self, part := uint32(0), -1
	for i, p := range g.segments {
		e := g.evaluator(r.budget, p, nil)
		r.parts = append(r.parts, e)
		r.found = append(r.found, roaring.New())
		if own, err := e.term(fieldValues, valueTerm(query.StudyID, id)); err != nil {
			return res, err
		} else if own = roaring.And(own, p.live); !own.IsEmpty() {
			self, part = own.Minimum(), i
		}
	}
	if part < 0 {
		return res, fmt.Errorf("%s: %w", id, ErrNotIndexed)
	}
	if err := r.standOut(r.parts[part].p.rows[self]); err != nil {
		return res, err
	}
	for i, e := range r.parts {
		for k := range r.stems {
			r.stems[k].lists[i].addTo(r.found[i])
		}
		r.found[i] = roaring.And(r.found[i], e.p.live)
		if i == part {
			r.found[i].Remove(self)
		}
		res.Total += int(r.found[i].GetCardinality())
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

// standOut makes a question of the words a row stands out by.
func (r *ranking) standOut(row uint32) error {
	norm := bm25K1 * (1 - bm25B + bm25B*float64(r.g.rows.length(row))/r.average)
	var list []stemWeight
	for st, n := range r.g.stemsOf(row) {
		if !isEmptyWord(st) {
			list = append(list, stemWeight{st, n / (n + norm)})
		}
	}
	docs := float64(r.g.manifest.Docs)
	if err := r.weigh(list, max(feedbackRare*docs, min(similarRare, docs-1))); err != nil {
		return err
	}
	for _, w := range heaviest(list, similarStems) {
		s := rankedStem{stem: w.stem, added: true}
		if err := r.look(&s); err != nil {
			return err
		}
		s.weight = w.weight / s.idf // scores multiply by it again
		r.stems = append(r.stems, s)
	}
	return nil
}
