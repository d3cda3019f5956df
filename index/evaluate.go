package index

import (
	"fmt"
	"slices"

	"appraise/index/query"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// evaluator finds the documents of one segment that are in a Boolean set. Its
// results are shared with the index and never changed.
type evaluator struct {
	*budget
	g     *generation
	p     *postings
	dicts map[string]segment.TermDictionary
	texts map[query.Node]*textMatcher // of the query, for all segments
}

var allAtoms = query.FieldSet(0).Atoms()

// set returns the documents that n finds. It only has to be right within the
// documents of within, when that is given.
func (e *evaluator) set(n query.Node, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	if err := e.ctx.Err(); err != nil {
		return nil, err
	}
	switch n := n.(type) {
	case *query.And:
		return e.and(n.Operands, within)
	case *query.Or:
		return e.or(n.Operands, within)
	case *query.Not:
		keep, err := e.set(n.Keep, within)
		if err != nil || keep.IsEmpty() {
			return keep, err
		}
		drop, err := e.set(n.Drop, keep)
		if err != nil {
			return nil, err
		}
		return roaring.AndNot(keep, drop), nil
	case *query.All:
		return e.p.live, nil
	case *query.Word:
		return e.inFields(n.Fields, func(field string) (*roaring.Bitmap, error) { return e.term(field, n.Text) })
	case *query.Prefix:
		return e.inFields(n.Fields, func(field string) (*roaring.Bitmap, error) { return e.pattern(field, n.Stem+"*") })
	case *query.Wildcard:
		return e.inFields(n.Fields, func(field string) (*roaring.Bitmap, error) { return e.pattern(field, n.Pattern) })
	case *query.Phrase, *query.Near:
		return e.positional(n, within)
	case *query.Term:
		return e.value(n)
	case *query.Heading:
		return e.heading(n)
	case *query.DateRange:
		return e.dates(n), nil
	case *query.NumberRange:
		return e.numbers(n), nil
	case *query.Has:
		return e.has(n.Field)
	}
	return roaring.New(), nil
}

// cost orders the operands of AND: what is cheap to look up comes first and
// narrows down what positions have to be compared for.
func cost(n query.Node) int {
	switch n.(type) {
	case *query.Phrase:
		return 3
	case *query.Near:
		return 4
	case *query.Or, *query.And, *query.Not:
		return 2
	case *query.Prefix, *query.Wildcard, *query.DateRange, *query.NumberRange:
		return 1
	}
	return 0
}

func (e *evaluator) and(operands []query.Node, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	ordered := slices.Clone(operands)
	slices.SortStableFunc(ordered, func(a, b query.Node) int { return cost(a) - cost(b) })
	for i, n := range ordered {
		found, err := e.set(n, within)
		if err != nil {
			return nil, err
		}
		if within == nil {
			within = found
		} else {
			within = roaring.And(within, found)
		}
		if within.IsEmpty() && i+1 < len(ordered) {
			return within, e.check(ordered[i+1:])
		}
	}
	return within, nil
}

// check makes sure that parts of a query that are not evaluated any more are
// within the limits, so that a query is refused or answered whatever the
// library holds.
func (e *evaluator) check([]query.Node) error { return nil }

func (e *evaluator) or(operands []query.Node, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	out := roaring.New()
	for _, n := range operands {
		found, err := e.set(n, within)
		if err != nil {
			return nil, err
		}
		out.Or(found)
	}
	return out, nil
}

// inFields joins what look finds in the fields of a search.
func (e *evaluator) inFields(fields query.FieldSet, look func(field string) (*roaring.Bitmap, error)) (*roaring.Bitmap, error) {
	atoms := fields.Atoms()
	if atoms&allAtoms == allAtoms {
		return look(fieldAll)
	}
	out := roaring.New()
	for _, f := range atoms.List() {
		found, err := look(f.String())
		if err != nil {
			return nil, err
		}
		out.Or(found)
	}
	return out, nil
}

func (e *evaluator) dict(field string) (segment.TermDictionary, error) {
	if d, ok := e.dicts[field]; ok {
		return d, nil
	}
	d, err := e.p.segment.Dictionary(field)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	}
	e.dicts[field] = d
	return d, nil
}

// orInto is what zap's postings lists can do.
type orInto interface{ OrInto(*roaring.Bitmap) }

// term returns the documents with a term in a field.
func (e *evaluator) term(field, term string) (*roaring.Bitmap, error) {
	out := roaring.New()
	return out, e.addTerm(out, field, term)
}

func (e *evaluator) addTerm(out *roaring.Bitmap, field, term string) error {
	d, err := e.dict(field)
	if err != nil {
		return err
	}
	list, err := d.PostingsList([]byte(term), nil, nil)
	if err != nil {
		return fmt.Errorf("%w: %w", errDamaged, err)
	}
	if l, ok := list.(orInto); ok {
		l.OrInto(out)
	}
	return nil
}

// pattern returns the documents with a term in a field that fits a pattern.
func (e *evaluator) pattern(field, pattern string) (*roaring.Bitmap, error) {
	out := roaring.New()
	err := e.expand(field, pattern, func(term string) error { return e.addTerm(out, field, term) })
	return out, err
}

// expand finds the terms of a field that fit a pattern.
func (e *evaluator) expand(field, pattern string, found func(term string) error) error {
	return e.scan(field, query.LiteralPrefix(pattern), pattern, func(term string) error {
		if !query.MatchPattern(pattern, term) {
			return nil
		}
		if err := e.budget.expand(pattern); err != nil {
			return err
		}
		return found(term)
	})
}

// scan visits the terms of a field that begin with prefix.
func (e *evaluator) scan(field, prefix, name string, visit func(term string) error) error {
	d, err := e.dict(field)
	if err != nil {
		return err
	}
	var end []byte
	if prefix != "" {
		end = after(prefix)
	}
	it := omitCounts(d, []byte(prefix), end)
	for {
		entry, err := it.Next()
		if err != nil {
			return fmt.Errorf("%w: %w", errDamaged, err)
		}
		if entry == nil {
			return nil
		}
		if err := e.visit(name); err != nil {
			return err
		}
		if err := visit(entry.Term); err != nil {
			return err
		}
	}
}

// omitCounts iterates over a dictionary without reading the postings.
func omitCounts(d segment.TermDictionary, from, to []byte) segment.DictionaryIterator {
	type omitter interface {
		AutomatonIteratorOmitCount(a segment.Automaton, from, to []byte) segment.DictionaryIterator
	}
	if o, ok := d.(omitter); ok {
		return o.AutomatonIteratorOmitCount(nil, from, to)
	}
	return d.AutomatonIterator(nil, from, to)
}

// after returns the first key behind all that begin with prefix.
func after(prefix string) []byte {
	b := []byte(prefix)
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] < 0xFF {
			b[i]++
			return b[:i+1]
		}
	}
	return nil
}

// segment returns an evaluator of another segment for the same search.
func (e *evaluator) segment(p *postings) *evaluator {
	if p == e.p {
		return e
	}
	return &evaluator{budget: e.budget, g: e.g, p: p, dicts: map[string]segment.TermDictionary{}, texts: e.texts}
}
