package index

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"appraise/index/query"

	"github.com/RoaringBitmap/roaring/v2"
)

// A sentence of an article and the study it rests on often share no word: one
// says "kids" and "high blood pressure", the other "children" and
// "hypertension". So a sentence is compared twice, both times by BM25: by its
// words, and by what they are names of. There all names of a thing, and the
// kinds of it, count as one word, as the members of a synonym set do; and once
// more, for less, with the names of what these are names of, its field:
//
// Pirkola A. The effects of query structure and dictionary setups in
// dictionary-based cross-language information retrieval. SIGIR 1998:55–63.
// doi:10.1145/290941.290957
const (
	generalWeight = 0.5  // of a word of any subject, in parts of that of another
	fieldWeight   = 0.5  // of what goes together with a thing, in parts of the thing
	thingShare    = 0.15 // largest share of the studies that may name a thing for it to tell anything
	thingDocs     = 1    // so many studies may in any case; more would outweigh the words in a small library
)

// Bearing is a study that may bear on a sentence.
type Bearing struct {
	ID    string
	Score float64
	Kin   []Kin // what it shares with the sentence beside words
}

// Kin is a thing that a sentence and a study call by different names.
type Kin struct {
	Asked string // in the sentence
	Named string // in the study
}

// Bearings finds the studies that may bear on a sentence of plain language,
// the likeliest first: those that share words with it, or speak of the same
// things by other names.
func (x *Index) Bearings(ctx context.Context, sentence string, limit int) (out []Bearing, err error) {
	ctx, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()
	g, err := x.open()
	if err != nil {
		return nil, err
	}
	defer g.release()
	err = x.guarded(func() error {
		out, err = g.bearings(ctx, sentence, limit)
		return err
	})
	return out, err
}

func (g *generation) bearings(ctx context.Context, sentence string, limit int) ([]Bearing, error) {
	top, err := newSelection(g, Ranked, Options{Limit: limit})
	if err != nil {
		return nil, err
	}
	r := &ranking{budget: newBudget(ctx), g: g, average: g.average()}
	texts := map[query.Node]*textMatcher{}
	for _, p := range g.segments {
		r.parts = append(r.parts, g.evaluator(r.budget, p, texts))
		r.found = append(r.found, p.live)
	}
	tokens := query.Tokens(sentence)
	if err := r.say(tokens); err != nil {
		return nil, err
	}
	things, err := r.things(tokens)
	if err != nil {
		return nil, err
	}
	defer r.close()
	r.begin()
	for i := range r.stems {
		if err := r.score(&r.stems[i]); err != nil {
			return nil, err
		}
	}
	for _, t := range things {
		if err := r.scoreThing(t); err != nil {
			return nil, err
		}
	}
	for i := range r.parts {
		r.choose(top, i)
	}
	hits, _ := top.hits()
	var out []Bearing
	for _, h := range hits {
		if h.Score > 0 {
			out = append(out, Bearing{ID: h.ID, Score: h.Score})
		}
	}
	return out, r.tellKin(out, things)
}

// say takes over the words of a sentence that tell something.
func (r *ranking) say(tokens []query.Token) error {
	v := vocabularyOf()
	at := map[string]int{}
	for _, t := range tokens {
		if len(t.Term) < 3 || v.empty[t.Term] || !strings.ContainsFunc(t.Term, unicode.IsLetter) {
			continue
		}
		st := stem(t.Term)
		weight := 1.0
		if v.general[st] {
			weight = generalWeight
		}
		if i, ok := at[st]; ok {
			r.stems[i].weight += repeatWeight * weight
			continue
		}
		at[st] = len(r.stems)
		r.stems = append(r.stems, rankedStem{stem: st, weight: weight})
	}
	for i := range r.stems {
		if err := r.look(&r.stems[i]); err != nil {
			return err
		}
	}
	return nil
}

// thing is something a sentence names, with where its names stand.
type thing struct {
	asked  string // as in the sentence; "" of a field, and of what is no subject
	weight float64
	names  []*foundName // the name in the sentence first
}

// foundName is one name of a thing and the documents that have it.
type foundName struct {
	name  string
	lists []list            // one a segment, of a name in one word
	docs  []*roaring.Bitmap // one a segment
}

// things finds what a sentence names, each with its field, but without what
// too many studies name.
func (r *ranking) things(tokens []query.Token) ([]thing, error) {
	var out []thing
	v := vocabularyOf()
	for _, n := range v.named(tokens) {
		if n.weight < 1 {
			n.text = ""
		}
		for _, t := range [...]struct {
			asked  string
			weight float64
			names  []kinName
		}{{n.text, n.weight, n.names}, {"", n.weight * fieldWeight, v.field(n.names)}} {
			found, err := r.findNames(t.names)
			if err != nil {
				return nil, err
			}
			docs := r.having(found)
			if docs > 0 && float64(docs) <= max(thingDocs, thingShare*float64(r.g.manifest.Docs)) {
				out = append(out, thing{t.asked, t.weight * r.rarity(docs), found})
			}
		}
	}
	return out, nil
}

// having counts the documents that have one of the names.
func (r *ranking) having(names []*foundName) int {
	docs := 0
	for i, e := range r.parts {
		all := roaring.New()
		for _, n := range names {
			all.Or(n.docs[i])
		}
		docs += int(all.AndCardinality(e.p.live))
	}
	return docs
}

// findNames finds the documents with each of the names, remembering them.
func (r *ranking) findNames(names []kinName) ([]*foundName, error) {
	out := make([]*foundName, len(names))
	for i, n := range names {
		if known, ok := r.g.names.Load(n.stems); ok {
			out[i] = known.(*foundName)
			continue
		}
		f, err := r.findName(n)
		if err != nil {
			return nil, err
		}
		out[i] = f
		r.g.names.Store(n.stems, f)
	}
	return out, nil
}

// findName finds the documents with a name: a word by its stem, several words
// beside each other as they are written, in the singular or plural.
func (r *ranking) findName(n kinName) (*foundName, error) {
	f := &foundName{name: n.text, docs: make([]*roaring.Bitmap, len(r.parts))}
	if len(n.forms) == 0 {
		f.lists = make([]list, len(r.parts))
	}
	for i, e := range r.parts {
		if f.lists != nil {
			l, err := e.list(fieldStem, n.stems)
			if err != nil {
				return nil, err
			}
			f.lists[i], f.docs[i] = l, l.bitmap()
			continue
		}
		f.docs[i] = roaring.New()
		for _, p := range n.forms {
			docs, err := e.positional(p, nil)
			if err != nil {
				return nil, err
			}
			f.docs[i].Or(docs)
		}
	}
	return f, nil
}

// scoreThing adds what the names of a thing tell of the documents of every
// segment: how often they stand there together.
func (r *ranking) scoreThing(t thing) error {
	for i, e := range r.parts {
		freqs := r.g.scratch(len(e.p.rows))
		for _, n := range t.names {
			if n.lists != nil {
				if err := n.lists[i].tally(freqs); err != nil {
					return err
				}
				continue
			}
			for it := n.docs[i].Iterator(); it.HasNext(); {
				freqs[it.Next()]++
			}
		}
		norms, scores, weight := r.g.norms(e.p, r.average), r.scores[i], float32(t.weight)*(bm25K1+1)
		for doc, tf := range freqs {
			if tf > 0 {
				scores[doc] += weight * tf / (tf + norms[doc])
			}
		}
		r.g.scores.Put(&freqs)
	}
	return r.ctx.Err()
}

// tellKin writes beside each study what it calls otherwise than the sentence.
func (r *ranking) tellKin(out []Bearing, things []thing) error {
	for i, e := range r.parts {
		for k := range out {
			own, err := e.term(fieldValues, valueTerm(query.StudyID, out[k].ID))
			if err != nil {
				return err
			}
			own = roaring.And(own, e.p.live)
			if own.IsEmpty() {
				continue
			}
			doc := own.Minimum()
			for _, t := range things {
				if t.asked == "" || t.names[0].docs[i].Contains(doc) {
					continue
				}
				at := slices.IndexFunc(t.names, func(n *foundName) bool { return n.docs[i].Contains(doc) })
				if at > 0 {
					out[k].Kin = append(out[k].Kin, Kin{Asked: t.asked, Named: t.names[at].name})
				}
			}
		}
	}
	return nil
}
