package index

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"appraise/index/query"

	"github.com/RoaringBitmap/roaring/v2"
)

// Parameters of BM25.
//
// Robertson S, Zaragoza H. The probabilistic relevance framework: BM25 and
// beyond. Found Trends Inf Retr 2009;3:333–389. doi:10.1561/1500000019
const (
	bm25K1 = 1.2
	bm25B  = 0.75

	// otherWeight is what a stem counts that is only in fields ranking does
	// not weigh, such as authors, journal or attachments, in parts of its idf.
	otherWeight = 0.5
)

// ranking orders documents by how well they answer a question.
type ranking struct {
	*budget
	g       *generation
	stems   []rankedStem
	average float64
	scores  []float32
}

type rankedStem struct {
	stem  string
	count float64 // times in the query
	idf   float64
	docs  int
}

// ranking collects the words of a query and what their rarity tells.
func (g *generation) ranking(b *budget, node query.Node) (*ranking, error) {
	r := &ranking{budget: b, g: g, average: 1}
	if g.manifest.Docs > 0 && g.manifest.Length > 0 {
		r.average = float64(g.manifest.Length) / float64(g.manifest.Docs)
	}
	for _, w := range scoredWords(node) {
		st := stem(w)
		if i := slices.IndexFunc(r.stems, func(s rankedStem) bool { return s.stem == st }); i >= 0 {
			r.stems[i].count++
			continue
		}
		r.stems = append(r.stems, rankedStem{stem: st, count: 1})
	}
	for i := range r.stems {
		s := &r.stems[i]
		for _, p := range g.segments {
			n, err := r.frequency(p, s.stem)
			if err != nil {
				return nil, err
			}
			s.docs += n
		}
		n := float64(g.manifest.Docs)
		s.idf = math.Log(1 + (n-float64(s.docs)+0.5)/(float64(s.docs)+0.5))
	}
	return r, nil
}

// frequency counts the documents of a segment with a stem.
func (r *ranking) frequency(p *postings, stem string) (int, error) {
	e := &evaluator{budget: r.budget, g: r.g, p: p, dicts: map[string]*fieldReader{}}
	l, err := e.list(fieldStem, stem)
	if err != nil || p.whole || l.count == 0 {
		return l.count, err
	}
	return int(l.bitmap().AndCardinality(p.live)), nil
}

// scoredWords lists the words of a query that documents are ordered by: those
// of text searches, outside of what NOT drops.
func scoredWords(node query.Node) []string {
	var out []string
	query.Walk(node, func(n query.Node) bool {
		switch n := n.(type) {
		case *query.Word:
			out = append(out, n.Text)
		case *query.Phrase:
			for _, w := range n.Words {
				if !isPattern(w) {
					out = append(out, w)
				}
			}
		case *query.Not:
			out = append(out, scoredWords(n.Keep)...)
			return false
		}
		return true
	})
	return out
}

// related returns the documents a ranked search finds. Words without a field
// are compared by their stems, and of several written beside each other any
// is enough; everything else is as exact as in a Boolean search.
func (e *evaluator) related(n query.Node, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	switch n := n.(type) {
	case *query.Word:
		if n.Fields == 0 && !n.Quoted {
			return e.stemmed(n.Text)
		}
	case *query.Phrase:
		if n.Fields == 0 && !n.Quoted {
			return e.anyWord(n.Words)
		}
	case *query.And:
		if n.Implicit {
			return e.loosely(n.Operands, within)
		}
		for _, c := range n.Operands {
			found, err := e.related(c, within)
			if err != nil {
				return nil, err
			}
			if within != nil {
				found = roaring.And(within, found)
			}
			if within = found; within.IsEmpty() {
				break
			}
		}
		return within, nil
	case *query.Or:
		out := roaring.New()
		for _, c := range n.Operands {
			found, err := e.related(c, within)
			if err != nil {
				return nil, err
			}
			out.Or(found)
		}
		return out, nil
	case *query.Not:
		keep, err := e.related(n.Keep, within)
		if err != nil {
			return nil, err
		}
		drop, err := e.related(n.Drop, keep)
		if err != nil {
			return nil, err
		}
		return roaring.AndNot(keep, drop), nil
	}
	return e.set(n, within)
}

// loosely evaluates words written beside each other: any of the plain words,
// and all of the rest.
func (e *evaluator) loosely(operands []query.Node, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	var loose, strict []query.Node
	for _, c := range operands {
		if query.Plain(c) {
			loose = append(loose, c)
		} else {
			strict = append(strict, c)
		}
	}
	if slices.ContainsFunc(loose, func(n query.Node) bool { return !emptyWord(n) }) {
		loose = slices.DeleteFunc(loose, emptyWord)
	}
	for _, c := range strict {
		found, err := e.related(c, within)
		if err != nil {
			return nil, err
		}
		if within != nil {
			found = roaring.And(within, found)
		}
		within = found
	}
	if len(loose) == 0 {
		return within, nil
	}
	out := roaring.New()
	for _, c := range loose {
		found, err := e.related(c, within)
		if err != nil {
			return nil, err
		}
		out.Or(found)
	}
	if within != nil {
		out.And(within)
	}
	return out, nil
}

// emptyWords say nothing about what a study is about.
const emptyWords = " a an and are as at be been but by can do does for from had has have if in into is it its may not of on or such than that the their then there these they this to was were what when which will with "

func emptyWord(n query.Node) bool {
	w, ok := n.(*query.Word)
	return ok && strings.Contains(emptyWords, " "+w.Text+" ")
}

func (e *evaluator) anyWord(words []string) (*roaring.Bitmap, error) {
	out := roaring.New()
	for _, w := range words {
		if err := e.addStem(out, w); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (e *evaluator) stemmed(word string) (*roaring.Bitmap, error) {
	out := roaring.New()
	return out, e.addStem(out, word)
}

func (e *evaluator) addStem(out *roaring.Bitmap, word string) error {
	st := stem(word)
	if err := e.addTerm(out, fieldStem, st); err != nil {
		return err
	}
	return e.addTerm(out, fieldOther, st)
}

// into scores the found documents of a segment and selects the best.
func (r *ranking) into(top *selection, e *evaluator, found *roaring.Bitmap) error {
	scores := r.cleared(len(e.p.rows))
	norms := r.g.norms(e.p, r.average)
	for i := range r.stems {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if err := r.score(scores, norms, e, &r.stems[i], found); err != nil {
			return err
		}
	}
	count := int(found.GetCardinality())
	all := count == len(scores)
	rest := count // found documents that were not considered yet
	for doc, v := range scores {
		if v <= 0 || top.hopeless(float64(-v)) && top.more || !all && !found.Contains(uint32(doc)) {
			continue
		}
		rest--
		top.add(item{float64(-v), e.p.rows[doc]})
	}
	if rest > 0 && (!top.full() || !top.more) {
		for it := found.Iterator(); it.HasNext(); {
			if doc := it.Next(); scores[doc] <= 0 {
				top.add(item{0, e.p.rows[doc]})
			}
		}
	}
	return nil
}

// cleared returns n scores of zero.
func (r *ranking) cleared(n int) []float32 {
	if cap(r.scores) < n {
		r.scores = make([]float32, n)
		return r.scores
	}
	clear(r.scores[:n])
	return r.scores[:n]
}

// score adds what one stem tells of the documents of a segment; of those
// that are not in found it may be left out.
func (r *ranking) score(scores, norms []float32, e *evaluator, s *rankedStem, found *roaring.Bitmap) error {
	l, err := e.list(fieldStem, s.stem)
	if err != nil {
		return err
	}
	weight := float32(s.idf * s.count)
	if err := l.score(scores, norms, weight*(bm25K1+1), found); err != nil {
		return err
	}
	other, err := e.term(fieldOther, s.stem)
	if err != nil {
		return err
	}
	for it := other.Iterator(); it.HasNext(); {
		scores[it.Next()] += weight * otherWeight
	}
	return nil
}

// norms returns for each document of a segment what BM25 adds to a frequency
// because of the document's length.
func (g *generation) norms(p *postings, average float64) []float32 {
	p.normsOnce.Do(func() {
		p.norms = make([]float32, len(p.rows))
		for i, r := range p.rows {
			if r != noRow {
				p.norms[i] = float32(bm25K1 * (1 - bm25B + bm25B*float64(g.rows.length(r))/average))
			}
		}
	})
	return p.norms
}

// explain writes beside each hit what its score is made of.
func (r *ranking) explain(g *generation, hits []Hit) error {
	where := map[string][2]int{}
	for s, p := range g.segments {
		for doc, row := range p.rows {
			if row != noRow {
				for i := range hits {
					if string(g.words.word(g.rows.id(row))) == hits[i].ID {
						where[hits[i].ID] = [2]int{s, doc}
					}
				}
			}
		}
	}
	for i := range hits {
		at := where[hits[i].ID]
		p := g.segments[at[0]]
		e := &evaluator{budget: r.budget, g: g, p: p, dicts: map[string]*fieldReader{}}
		var parts []string
		for k := range r.stems {
			scores := make([]float32, len(p.rows))
			if err := r.score(scores, g.norms(p, r.average), e, &r.stems[k], p.live); err != nil {
				return err
			}
			if v := scores[at[1]]; v > 0 {
				s := r.stems[k]
				parts = append(parts, fmt.Sprintf("%s %.3f (in %d of %d studies, weight %.2f)", s.stem, v, s.docs, g.manifest.Docs, s.idf))
			}
		}
		hits[i].Explain = strings.Join(parts, " + ")
	}
	return nil
}
