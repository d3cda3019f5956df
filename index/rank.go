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

	// titleWeight is how often a word of the title counts. The length of a
	// document counts it as often, after section 4 of the same paper.
	titleWeight = 3

	// repeatWeight is what each further occurrence of a word in a question
	// counts beside the first.
	repeatWeight = 0.3

	// otherWeight is what a stem counts that is only in fields ranking does
	// not weigh, such as authors, journal or attachments, in parts of its idf.
	otherWeight = 0.5
)

// ranking orders documents by how well they answer a question.
type ranking struct {
	*budget
	g       *generation
	parts   []*evaluator // one a segment
	found   []*roaring.Bitmap
	scores  [][]float32
	stems   []rankedStem
	average float64
	broad   bool // the question is plain words
}

// rankedStem is one stem that scores are made of.
type rankedStem struct {
	stem   string
	weight float64 // in the question
	added  bool    // it comes from the best documents, not from the question
	idf    float64
	docs   int    // documents that have it
	lists  []list // one a segment
}

// newRanking collects the words of a query and what their rarity tells.
func newRanking(b *budget, g *generation, node query.Node, parts []*evaluator, found []*roaring.Bitmap) (*ranking, error) {
	r := &ranking{budget: b, g: g, average: g.average(), parts: parts, found: found, broad: query.Plain(node)}
	at := map[string]int{}
	for _, w := range scoredWords(node) {
		st := stem(w)
		if i, ok := at[st]; ok {
			r.stems[i].weight += repeatWeight
			continue
		}
		at[st] = len(r.stems)
		r.stems = append(r.stems, rankedStem{stem: st, weight: 1})
	}
	for i := range r.stems {
		if err := r.look(&r.stems[i]); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// look finds the documents of a stem in every segment.
func (r *ranking) look(s *rankedStem) error {
	if s.lists != nil {
		return nil
	}
	s.docs, s.lists = 0, make([]list, len(r.parts))
	for i, e := range r.parts {
		l, err := e.list(fieldStem, s.stem)
		if err != nil {
			return err
		}
		s.lists[i] = l
		if e.p.whole || l.count == 0 {
			s.docs += l.count
		} else {
			s.docs += int(l.bitmap().AndCardinality(e.p.live))
		}
	}
	s.idf = r.rarity(s.docs)
	r.g.known.Store(s.stem, s.docs)
	return nil
}

// rarity is the inverse document frequency of a stem that so many documents
// have.
func (r *ranking) rarity(docs int) float64 {
	n := float64(r.g.manifest.Docs)
	return math.Log(1 + (n-float64(docs)+0.5)/(float64(docs)+0.5))
}

// scoredWords lists the words of a query that documents are ordered by: those
// of text searches, outside of what NOT drops. Empty words only count when
// there are no others.
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
	if full := slices.DeleteFunc(slices.Clone(out), isEmptyWord); len(full) > 0 {
		return full
	}
	return out
}

// rank scores the found documents and selects the best.
func (r *ranking) rank(top *selection) error {
	r.begin()
	for i := range r.stems {
		if err := r.score(&r.stems[i]); err != nil {
			return err
		}
	}
	if err := r.feedback(); err != nil {
		return err
	}
	for i := range r.parts {
		r.choose(top, i)
	}
	return nil
}

// begin sets all scores to zero.
func (r *ranking) begin() {
	r.scores = make([][]float32, len(r.parts))
	for i, e := range r.parts {
		r.scores[i] = r.g.scratch(len(e.p.rows))
	}
}

// close gives the space for scores back.
func (r *ranking) close() {
	for _, s := range r.scores {
		r.g.scores.Put(&s)
	}
	r.scores = nil
}

// score adds what one stem tells of the documents of every segment.
func (r *ranking) score(s *rankedStem) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	weight := float32(s.idf * s.weight)
	for i, e := range r.parts {
		scores := r.scores[i]
		if err := s.lists[i].score(scores, r.g.norms(e.p, r.average), weight*(bm25K1+1), r.found[i]); err != nil {
			return err
		}
		if s.added {
			continue
		}
		other, err := e.list(fieldOther, s.stem)
		if err != nil {
			return err
		}
		if other.count > 0 {
			for it := other.bitmap().Iterator(); it.HasNext(); {
				scores[it.Next()] += weight * otherWeight
			}
		}
	}
	return nil
}

// choose selects the best of one segment.
func (r *ranking) choose(top *selection, i int) {
	scores, found, rows := r.scores[i], r.found[i], r.parts[i].p.rows
	rest := int(found.GetCardinality()) // found documents that were not considered yet
	all := rest == len(scores)
	for doc, v := range scores {
		if v <= 0 || top.more && top.hopeless(float64(-v)) || !all && !found.Contains(uint32(doc)) {
			continue
		}
		rest--
		top.add(item{float64(-v), rows[doc]})
	}
	if rest > 0 && (!top.full() || !top.more) {
		for it := found.Iterator(); it.HasNext(); {
			if doc := it.Next(); scores[doc] <= 0 {
				top.add(item{0, rows[doc]})
			}
		}
	}
}

// scratch returns n scores of zero.
func (g *generation) scratch(n int) []float32 {
	if s, ok := g.scores.Get().(*[]float32); ok && cap(*s) >= n {
		clear((*s)[:n])
		return (*s)[:n]
	}
	return make([]float32, n)
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
func (r *ranking) explain(hits []Hit) error {
	for i, e := range r.parts {
		for doc, row := range e.p.rows {
			if row == noRow {
				continue
			}
			at := slices.IndexFunc(hits, func(h Hit) bool { return string(r.g.words.word(r.g.rows.id(row))) == h.ID })
			if at < 0 {
				continue
			}
			text, err := r.explainDoc(i, uint32(doc))
			if err != nil {
				return err
			}
			hits[at].Explain = text
		}
	}
	return nil
}

func (r *ranking) explainDoc(part int, doc uint32) (string, error) {
	e := r.parts[part]
	only := roaring.BitmapOf(doc)
	scores := make([]float32, len(e.p.rows))
	var out []string
	for i := range r.stems {
		s := &r.stems[i]
		clear(scores)
		weight := float32(s.idf * s.weight)
		if err := s.lists[part].score(scores, r.g.norms(e.p, r.average), weight*(bm25K1+1), only); err != nil {
			return "", err
		}
		v := scores[doc]
		if other, err := e.term(fieldOther, s.stem); err != nil {
			return "", err
		} else if !s.added && other.Contains(doc) {
			v += weight * otherWeight
		}
		if v <= 0 {
			continue
		}
		from := ""
		if s.added {
			from = ", from the best studies"
		}
		out = append(out, fmt.Sprintf("%s %.3f (in %d of %d studies%s)", s.stem, v, s.docs, r.g.manifest.Docs, from))
	}
	return strings.Join(out, " + "), nil
}
