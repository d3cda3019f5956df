package index

import (
	"cmp"
	"math"
	"slices"

	"appraise/index/query"
)

// A question in several plain words is asked again with the words that stand
// out in the studies ranked first: pseudo-relevance feedback after the
// relevance model, with the weights of BM25 in place of language models.
//
// Lavrenko V, Croft WB. Relevance-based language models. SIGIR 2001:120–127.
// doi:10.1145/383952.383972
const (
	feedbackFrom  = 4   // words a question must have; fewer are meant as they stand
	feedbackDocs  = 2   // studies looked at
	feedbackStems = 20  // words taken from them
	feedbackShare = 0.3 // weight of these together, in parts of the question's own words
	feedbackSlope = 20  // how much less a study counts that scores less than the first
	feedbackRare  = 0.1 // largest share of the studies that may have a word
)

// feedback adds the words that stand out in the best documents to the scores.
func (r *ranking) feedback() error {
	if !r.broad || len(r.stems) < feedbackFrom {
		return nil
	}
	best := &selection{g: r.g, sort: ByRelevance, limit: feedbackDocs}
	for i := range r.parts {
		r.choose(best, i)
	}
	weights := r.relevance(best)
	if err := r.weigh(weights, feedbackRare*float64(r.g.manifest.Docs)); err != nil {
		return err
	}
	own, sum := 0.0, 0.0
	for _, s := range r.stems {
		own += s.weight
	}
	weights = heaviest(weights, feedbackStems)
	for _, s := range weights {
		sum += s.weight
	}
	if sum <= 0 {
		return nil
	}
	for _, w := range weights {
		s := rankedStem{stem: w.stem, weight: w.weight * feedbackShare * own / sum, added: true}
		if err := r.look(&s); err != nil {
			return err
		}
		if err := r.score(&s); err != nil {
			return err
		}
		r.stems = append(r.stems, s)
	}
	return nil
}

// stemWeight is a stem that may become part of a question.
type stemWeight struct {
	stem   string
	weight float64
}

// heaviest returns the n stems of the largest weight, without those of none.
func heaviest(list []stemWeight, n int) []stemWeight {
	list = slices.DeleteFunc(list, func(s stemWeight) bool { return s.weight <= 0 })
	slices.SortFunc(list, func(a, b stemWeight) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.stem, b.stem))
	})
	return list[:min(n, len(list))]
}

// relevance returns the stems of the best documents with the share of the
// documents' words they make up, a document counting by its score.
func (r *ranking) relevance(best *selection) []stemWeight {
	slices.SortFunc(best.items, func(a, b item) int { return cmp.Compare(a.key, b.key) })
	var shares []float64
	sum := 0.0
	for _, it := range best.items {
		share := 0.0
		if first := best.items[0].key; first < 0 {
			share = math.Exp(feedbackSlope * (it.key/first - 1))
		}
		shares = append(shares, share)
		sum += share
	}
	total := map[string]float64{}
	for i, it := range best.items {
		norm := bm25K1 * (1 - bm25B + bm25B*float64(r.g.rows.length(it.row))/r.average)
		for st, n := range r.g.stemsOf(it.row) {
			total[st] += shares[i] / sum * n / (n + norm)
		}
	}
	out := make([]stemWeight, 0, len(total))
	for st, w := range total {
		out = append(out, stemWeight{st, w})
	}
	return out
}

// weigh multiplies the weights by the rarity of the stems; those that a single
// study has, or more than most, get none.
func (r *ranking) weigh(stems []stemWeight, most float64) error {
	for i := range stems {
		docs, err := r.documents(stems[i].stem)
		if err != nil {
			return err
		}
		if docs < 2 || float64(docs) > most {
			stems[i].weight = 0
		}
		stems[i].weight *= r.rarity(docs)
	}
	return nil
}

// documents counts the documents that have a stem.
func (r *ranking) documents(stem string) (int, error) {
	if n, ok := r.g.known.Load(stem); ok {
		return n.(int), nil
	}
	s := rankedStem{stem: stem}
	err := r.look(&s)
	return s.docs, err
}

// stemsOf counts the stems of what ranking weighs of a document.
func (g *generation) stemsOf(row uint32) map[string]float64 {
	var ids []uint32 // a word of the title as often as it counts
	u := unitReader{units: g.units(row)}
	for u.read() {
		switch {
		case u.field == query.Title:
			for range titleWeight {
				ids = append(ids, u.id)
			}
		case rankedFields.Has(u.field):
			ids = append(ids, u.id)
		}
	}
	slices.Sort(ids)
	out := make(map[string]float64, len(ids)/2)
	for i := 0; i < len(ids); {
		from := i
		for i < len(ids) && ids[i] == ids[from] {
			i++
		}
		out[g.stem(ids[from])] += float64(i - from)
	}
	return out
}

// stem returns the stem of word number id, remembering it.
func (g *generation) stem(id uint32) string {
	if s := g.stems[id].Load(); s != nil {
		return *s
	}
	s := stem(string(g.words.word(id)))
	g.stems[id].Store(&s)
	return s
}
