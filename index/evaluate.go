package index

import (
	"fmt"
	"slices"

	"appraise/index/query"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/vellum"
)

// evaluator finds the documents of one segment that are in a Boolean set. Its
// results are shared with the index and never changed.
type evaluator struct {
	*budget
	g     *generation
	p     *postings
	dicts map[string]*fieldReader
	texts map[query.Node]*textMatcher // of the query, for all segments

	headings Headings // nil when there is no thesaurus
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
		return e.inFields(n.Fields, func(f query.Field) (*roaring.Bitmap, error) { return e.word(f, n.Text) })
	case *query.Prefix:
		return e.inFields(n.Fields, func(f query.Field) (*roaring.Bitmap, error) { return e.words(f, n.Stem+"*") })
	case *query.Wildcard:
		return e.inFields(n.Fields, func(f query.Field) (*roaring.Bitmap, error) { return e.words(f, n.Pattern) })
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

// cost orders the operands of AND and OR: what is cheap to look up comes first
// and narrows down what positions have to be compared for.
func cost(n query.Node) int {
	switch n := n.(type) {
	case *query.Phrase:
		return 30
	case *query.Near:
		return 40
	case *query.Or, *query.And, *query.Not:
		sum := 2
		for _, c := range query.Children(n) {
			if k := cost(c); k >= 30 {
				sum += k
			}
		}
		return sum
	case *query.Prefix, *query.Wildcard, *query.DateRange, *query.NumberRange:
		return 1
	}
	return 0
}

func byCost(operands []query.Node) []query.Node {
	ordered := slices.Clone(operands)
	slices.SortStableFunc(ordered, func(a, b query.Node) int { return cost(a) - cost(b) })
	return ordered
}

func (e *evaluator) and(operands []query.Node, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	ordered := byCost(operands)
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
			break
		}
	}
	return within, nil
}

// or joins what the operands find. Positions are only compared in documents
// that no other operand has found.
func (e *evaluator) or(operands []query.Node, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	out := roaring.New()
	for _, n := range byCost(operands) {
		rest := within
		if cost(n) >= 30 {
			if rest == nil {
				rest = e.p.live
			}
			rest = roaring.AndNot(rest, out)
		}
		found, err := e.set(n, rest)
		if err != nil {
			return nil, err
		}
		out.Or(found)
	}
	return out, nil
}

// inFields joins what look finds in the fields of a search.
func (e *evaluator) inFields(fields query.FieldSet, look func(f query.Field) (*roaring.Bitmap, error)) (*roaring.Bitmap, error) {
	atoms := fields.Atoms()
	if atoms&allAtoms == allAtoms {
		return look(anyField)
	}
	out := roaring.New()
	for _, f := range atoms.List() {
		found, err := look(f)
		if err != nil {
			return nil, err
		}
		out.Or(found)
	}
	return out, nil
}

// anyField stands for all text fields together.
const anyField = query.NoField

// word returns the documents with a word in a text field.
func (e *evaluator) word(f query.Field, word string) (*roaring.Bitmap, error) {
	switch f {
	case anyField:
		return e.term(fieldAll, word)
	case query.Abstract:
		all, err := e.term(fieldAll, word)
		if err != nil {
			return nil, err
		}
		not, err := e.term(fieldOf(f), word)
		return roaring.AndNot(all, not), err
	}
	return e.term(fieldOf(f), word)
}

// words returns the documents with a word in a text field that fits a pattern.
func (e *evaluator) words(f query.Field, pattern string) (*roaring.Bitmap, error) {
	switch f {
	case anyField:
		return e.pattern(fieldAll, pattern)
	case query.Abstract:
		out := roaring.New()
		err := e.expand(fieldAll, pattern, func(word []byte, _ uint64) error {
			found, err := e.word(f, string(word))
			out.Or(found)
			return err
		})
		return out, err
	}
	return e.pattern(fieldOf(f), pattern)
}

// fieldReader looks terms up in one field of a segment, for one search.
type fieldReader struct {
	*dictionary
	reader *vellum.Reader
}

// dict returns a field of the segment; nil when no document has it.
func (e *evaluator) dict(field string) (*fieldReader, error) {
	if d, ok := e.dicts[field]; ok {
		return d, nil
	}
	d, err := e.p.dictionary(field)
	if err != nil {
		return nil, err
	}
	var r *fieldReader
	if d != nil {
		r = &fieldReader{dictionary: d}
		if r.reader, err = d.fst.Reader(); err != nil {
			return nil, fmt.Errorf("%w: %w", errDamaged, err)
		}
	}
	e.dicts[field] = r
	return r, nil
}

// list returns the documents with a term in a field, with frequencies.
func (e *evaluator) list(field, term string) (list, error) {
	d, err := e.dict(field)
	if err != nil || d == nil {
		return list{}, err
	}
	value, ok, err := d.reader.Get([]byte(term))
	if err != nil {
		return list{}, fmt.Errorf("%w: %w", errDamaged, err)
	}
	if !ok {
		return list{}, nil
	}
	return d.at(value)
}

// term returns the documents with a term in a field.
func (e *evaluator) term(field, term string) (*roaring.Bitmap, error) {
	l, err := e.list(field, term)
	return l.bitmap(), err
}

func (e *evaluator) addTerm(out *roaring.Bitmap, field, term string) error {
	l, err := e.list(field, term)
	l.addTo(out)
	return err
}

// pattern returns the documents with a term in a field that fits a pattern.
func (e *evaluator) pattern(field, pattern string) (*roaring.Bitmap, error) {
	out := roaring.New()
	d, err := e.dict(field)
	if err != nil || d == nil {
		return out, err
	}
	space := roaring.New()
	err = e.expand(field, pattern, func(_ []byte, value uint64) error {
		found, err := d.into(space, value)
		found.addTo(out)
		return err
	})
	return out, err
}

// expand finds the terms of a field that fit a pattern, and where the
// dictionary points to for them.
func (e *evaluator) expand(field, pattern string, found func(term []byte, value uint64) error) error {
	fits := compile(pattern)
	return e.scan(field, query.LiteralPrefix(pattern), pattern, func(term []byte, value uint64) error {
		if !fits(term) {
			return nil
		}
		if err := e.budget.expand(pattern); err != nil {
			return err
		}
		return found(term, value)
	})
}

// scan visits the terms of a field that begin with prefix.
func (e *evaluator) scan(field, prefix, name string, visit func(term []byte, value uint64) error) error {
	d, err := e.dict(field)
	if err != nil || d == nil {
		return err
	}
	it, err := d.fst.Iterator([]byte(prefix), after(prefix))
	for ; err == nil; err = it.Next() {
		if err := e.visit(name); err != nil {
			return err
		}
		term, value := it.Current()
		if err := visit(term, value); err != nil {
			return err
		}
	}
	if err != vellum.ErrIteratorDone {
		return fmt.Errorf("%w: %w", errDamaged, err)
	}
	return nil
}

// addValue adds the documents a dictionary of values points to.
func (e *evaluator) addValue(out *roaring.Bitmap, value uint64) error {
	l, err := e.dicts[fieldValues].at(value)
	l.addTo(out)
	return err
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
	other := e.g.evaluator(e.budget, p, e.texts)
	other.headings = e.headings
	return other
}
