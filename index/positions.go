package index

import (
	"slices"

	"appraise/index/query"

	"github.com/RoaringBitmap/roaring/v2"
)

// positional returns the documents in which a phrase or proximity search
// matches: first those that have the words at all, then by their positions.
func (e *evaluator) positional(n query.Node, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	m, err := e.matcher(n)
	if err != nil || m == nil {
		return roaring.New(), err
	}
	candidates, err := e.inFields(m.fields, func(f query.Field) (*roaring.Bitmap, error) { return e.together(f, n, within) })
	if err != nil {
		return nil, err
	}
	out := roaring.New()
	for it, n := candidates.Iterator(), 0; it.HasNext(); n++ {
		if n%1024 == 1023 {
			if err := e.ctx.Err(); err != nil {
				return nil, err
			}
		}
		doc := it.Next()
		r := e.p.rows[doc]
		if r == noRow {
			continue
		}
		ok, err := m.match(e.g.units(r))
		if err != nil {
			return nil, err
		}
		if ok {
			out.Add(doc)
		}
	}
	return out, nil
}

// together returns the documents that have all words of a text node in one
// field, wherever they stand.
func (e *evaluator) together(f query.Field, n query.Node, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	join := func(count int, part func(i int) (*roaring.Bitmap, error)) (*roaring.Bitmap, error) {
		out := within
		for i := range count {
			found, err := part(i)
			if err != nil {
				return nil, err
			}
			if out == nil {
				out = found
			} else if out = roaring.And(out, found); out.IsEmpty() {
				return out, nil
			}
		}
		return out, nil
	}
	switch n := n.(type) {
	case *query.Word:
		return e.word(f, n.Text)
	case *query.Prefix:
		return e.words(f, n.Stem+"*")
	case *query.Wildcard:
		return e.words(f, n.Pattern)
	case *query.Phrase:
		return join(len(n.Words), func(i int) (*roaring.Bitmap, error) {
			if isPattern(n.Words[i]) {
				return e.words(f, n.Words[i])
			}
			return e.word(f, n.Words[i])
		})
	case *query.Near:
		return join(len(n.Operands), func(i int) (*roaring.Bitmap, error) { return e.together(f, n.Operands[i], nil) })
	case *query.Or:
		out := roaring.New()
		for _, c := range n.Operands {
			found, err := e.together(f, c, nil)
			if err != nil {
				return nil, err
			}
			out.Or(found)
		}
		return out, nil
	}
	return roaring.New(), nil
}

func isPattern(word string) bool { return query.LiteralPrefix(word) != word }

// textMatcher compares positions in documents. It serves all segments.
type textMatcher struct {
	*budget
	root   query.Node
	fields query.FieldSet // 0 is all
	units  []uint16       // of a phrase without patterns; else nil
	rare   int            // where in units the rarest is
	pair   [2][]uint16    // of a search for two words close to each other
	near   *query.Near
	leaves []leaf
	of     map[query.Node]int // first leaf of a node
	table  []uint8            // by word number: 1 + leaf, or many
	multi  map[uint32][]int
}

// leaf is one word or pattern, and where it stands in the field at hand.
type leaf struct {
	positions []int
}

// many marks words that belong to several leaves.
const many = 0xFF

// matcher prepares n once for all segments; nil when a word of it is nowhere.
func (e *evaluator) matcher(n query.Node) (*textMatcher, error) {
	if m, ok := e.texts[n]; ok {
		return m, nil
	}
	m, err := e.newMatcher(n)
	if err == nil {
		e.texts[n] = m
	}
	return m, err
}

func (e *evaluator) newMatcher(n query.Node) (*textMatcher, error) {
	m := &textMatcher{budget: e.budget, root: n, of: map[query.Node]int{}, multi: map[uint32][]int{}}
	switch n := n.(type) {
	case *query.Phrase:
		m.fields = n.Fields
		if !slices.ContainsFunc(n.Words, isPattern) {
			for _, w := range n.Words {
				id, ok := e.g.words.find(w)
				if !ok {
					return nil, nil
				}
				m.units = appendUnits(m.units, id)
			}
			m.rare = rarest(m.units)
		}
	case *query.Near:
		m.fields = n.Fields
		if known := e.pairOf(m, n); !known {
			return nil, nil
		}
	}
	if m.fields.Atoms()&allAtoms == allAtoms {
		m.fields = 0
	} else {
		m.fields = m.fields.Atoms()
	}
	if m.units != nil || m.near != nil {
		return m, nil
	}
	m.table = make([]uint8, e.g.words.len())
	return m, e.addLeaves(m, n)
}

func (e *evaluator) addLeaves(m *textMatcher, n query.Node) error {
	if _, ok := m.of[n]; ok {
		return nil
	}
	m.of[n] = len(m.leaves)
	switch n := n.(type) {
	case *query.Word:
		return e.addLeaf(m, n.Text)
	case *query.Prefix:
		return e.addLeaf(m, n.Stem+"*")
	case *query.Wildcard:
		return e.addLeaf(m, n.Pattern)
	case *query.Phrase:
		for _, w := range n.Words {
			if err := e.addLeaf(m, w); err != nil {
				return err
			}
		}
	case *query.Near, *query.Or:
		for _, c := range query.Children(n) {
			if err := e.addLeaves(m, c); err != nil {
				return err
			}
		}
	}
	return nil
}

// addLeaf finds the numbers of the words that fit a pattern.
func (e *evaluator) addLeaf(m *textMatcher, pattern string) error {
	number := len(m.leaves)
	m.leaves = append(m.leaves, leaf{})
	mark := func(word string) error {
		id, ok := e.g.words.find(word)
		if !ok {
			return nil
		}
		switch have := m.table[id]; {
		case int(have) == number+1:
		case have == 0 && number < many-1:
			m.table[id] = uint8(number + 1)
		case have != many:
			if have > 0 {
				m.multi[id] = append(m.multi[id], int(have)-1)
			}
			m.table[id] = many
			fallthrough
		default:
			if l := m.multi[id]; len(l) == 0 || l[len(l)-1] != number {
				m.multi[id] = append(l, number)
			}
		}
		return nil
	}
	if !isPattern(pattern) {
		return mark(pattern)
	}
	for _, p := range e.g.segments {
		other := e.segment(p)
		if err := other.expand(fieldAll, pattern, func(term []byte, _ uint64) error { return mark(string(term)) }); err != nil {
			return err
		}
	}
	return nil
}

// match reports whether a document matches.
func (m *textMatcher) match(units []uint16) (bool, error) {
	if m.units != nil || m.near != nil {
		if m.fields == 0 {
			return m.inRun(units), nil
		}
		return inRuns(units, m.fields, m.inRun), nil
	}
	u := unitReader{units: units}
	at := query.NoField
	for {
		more := u.read()
		if !more || u.field != at {
			if ok, err := m.matchField(at); ok || err != nil {
				return ok, err
			}
			if !more {
				return false, nil
			}
			at = u.field
		}
		if m.fields != 0 && !m.fields.Has(at) {
			continue
		}
		switch l := m.table[u.id]; l {
		case 0:
		case many:
			for _, l := range m.multi[u.id] {
				m.leaves[l].positions = append(m.leaves[l].positions, u.pos)
			}
		default:
			m.leaves[l-1].positions = append(m.leaves[l-1].positions, u.pos)
		}
	}
}

// inRun answers the simple searches, whose words are compared as they stand
// in the file. A phrase never reaches across what parts sections and fields.
func (m *textMatcher) inRun(units []uint16) bool {
	if m.near != nil {
		return closeUnits(units, m.pair[0], m.pair[1], m.near.N, m.near.Ordered)
	}
	return containsUnits(units, m.units, m.rare)
}

// pairOf prepares a search for two words close to each other; false
// when one of them is nowhere.
func (e *evaluator) pairOf(m *textMatcher, n *query.Near) bool {
	if len(n.Operands) != 2 || n.N > query.MaxNear {
		return true
	}
	for i, c := range n.Operands {
		w, ok := c.(*query.Word)
		if !ok {
			return true
		}
		id, ok := e.g.words.find(w.Text)
		if !ok {
			return false
		}
		m.pair[i] = appendUnits(nil, id)
	}
	m.near = n
	return true
}

// matchField looks at the positions collected in one field and forgets them.
func (m *textMatcher) matchField(at query.Field) (bool, error) {
	if at == query.NoField {
		return false, nil
	}
	found, err := m.intervals(m.root, true)
	for i := range m.leaves {
		m.leaves[i].positions = m.leaves[i].positions[:0]
	}
	return len(found) > 0, err
}

// inRuns reports whether test holds for the words of one of the fields.
func inRuns(units []uint16, fields query.FieldSet, test func(run []uint16) bool) bool {
	for i := 0; i < len(units); {
		f := query.Field(units[i] & 0xFF)
		end := i + 1
		for end < len(units) && (units[end] < firstField || units[end] == sectionEnd) {
			end++
		}
		if fields.Has(f) && test(units[i+1:end]) {
			return true
		}
		i = end
	}
	return false
}
