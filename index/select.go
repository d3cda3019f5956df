package index

import (
	"container/heap"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
)

// defaultLimit is how many hits are returned when no number is asked for.
const defaultLimit = 20

// unknownLast puts studies without a date or size behind all others.
const unknownLast = 1e18

// item is one found document with what it is sorted by: the smaller key
// first, then the study id.
type item struct {
	key float64
	row uint32
}

// selection keeps the first items of a sort order.
type selection struct {
	g     *generation
	sort  string
	limit int
	after *cursor
	items []item // a heap, the last of the order on top
	more  bool   // items were left out at the end
}

// cursor is where a page ended. It holds sort keys, not a position, so that
// studies added or removed meanwhile neither repeat nor hide others.
type cursor struct {
	Sort string  `json:"s"`
	Key  float64 `json:"k"`
	ID   string  `json:"i"`
}

// OptionError says which of the Options of a search makes no sense.
type OptionError struct{ What string }

// Error says what is wrong and what there is instead.
func (e *OptionError) Error() string { return e.What }

func newSelection(g *generation, mode Mode, opt Options) (*selection, error) {
	s := &selection{g: g, sort: opt.Sort, limit: opt.Limit}
	if s.limit <= 0 {
		s.limit = defaultLimit
	}
	if s.sort == "" {
		if s.sort = ByNewest; mode == Ranked {
			s.sort = ByRelevance
		}
	}
	if s.sort == ByRelevance && mode != Ranked {
		return nil, &OptionError{"a Boolean search has no order of relevance; sort by newest, oldest, n or id, or rank"}
	}
	if !slices.Contains([]string{ByRelevance, ByNewest, ByOldest, BySize, ByKey}, s.sort) {
		return nil, &OptionError{fmt.Sprintf("unknown sort order %q; there are relevance, newest, oldest, n and id", s.sort)}
	}
	if opt.After != "" {
		b, err := base64.RawURLEncoding.DecodeString(opt.After)
		if err == nil {
			err = json.Unmarshal(b, &s.after)
		}
		if err != nil || s.after == nil || s.after.Sort != s.sort {
			return nil, &OptionError{fmt.Sprintf("the cursor %q does not belong to a search sorted by %s", opt.After, s.sort)}
		}
	}
	return s, nil
}

// addAll adds documents sorted by a property of theirs.
func (s *selection) addAll(p *postings, found *roaring.Bitmap) {
	keys := p.key(s.sort, s.g.rows)
	var docs [512]uint32
	for it := found.ManyIterator(); ; {
		n := it.NextMany(docs[:])
		if n == 0 {
			return
		}
		for _, doc := range docs[:n] {
			if key := keys[doc]; !s.more || !s.hopeless(key) {
				s.add(item{key, p.rows[doc]})
			}
		}
	}
}

// keyOf returns the function that gives a row's place in a sort order.
func keyOf(sort string, rows rows) func(row uint32) float64 {
	known := func(v float64, ok bool) float64 {
		if !ok {
			return unknownLast
		}
		return v
	}
	switch sort {
	case ByNewest:
		return func(r uint32) float64 { d := rows.date(r); return known(-float64(d), d != 0) }
	case ByOldest:
		return func(r uint32) float64 { d := rows.date(r); return known(float64(d), d != 0) }
	case BySize:
		return func(r uint32) float64 { n := rows.size(r); return known(-float64(n), n >= 0) }
	}
	return func(uint32) float64 { return 0 }
}

// full reports whether as many items are selected as were asked for, hopeless
// whether in that case an item with this key could not be among them.
func (s *selection) full() bool { return len(s.items) == s.limit }

func (s *selection) hopeless(key float64) bool { return s.full() && key > s.items[0].key }

func (s *selection) add(it item) {
	if s.after != nil && !s.behind(it) {
		return
	}
	if !s.full() {
		heap.Push(s, it)
		return
	}
	s.more = true
	if top := s.items[0]; it.key < top.key || it.key == top.key && s.less(it, top) {
		s.items[0] = it
		heap.Fix(s, 0)
	}
}

// behind reports whether it comes after the cursor.
func (s *selection) behind(it item) bool {
	if it.key != s.after.Key {
		return it.key > s.after.Key
	}
	return s.g.name(it.row) > s.after.ID
}

func (s *selection) less(a, b item) bool {
	if a.key != b.key {
		return a.key < b.key
	}
	return string(s.g.words.word(s.g.rows.id(a.row))) < string(s.g.words.word(s.g.rows.id(b.row)))
}

// Len, Less, Swap, Push and Pop make a heap whose top is the last item.
func (s *selection) Len() int           { return len(s.items) }
func (s *selection) Less(i, j int) bool { return s.less(s.items[j], s.items[i]) }
func (s *selection) Swap(i, j int)      { s.items[i], s.items[j] = s.items[j], s.items[i] }

// Push is part of the heap.
func (s *selection) Push(v any) { s.items = append(s.items, v.(item)) }

// Pop is part of the heap.
func (s *selection) Pop() any {
	last := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return last
}

// hits returns what was selected, in order, and the cursor behind it.
func (s *selection) hits() ([]Hit, string) {
	items := slices.Clone(s.items)
	slices.SortFunc(items, func(a, b item) int {
		if a.key != b.key {
			if a.key < b.key {
				return -1
			}
			return 1
		}
		return strings.Compare(s.g.name(a.row), s.g.name(b.row))
	})
	out := make([]Hit, len(items))
	for i, it := range items {
		out[i].ID = s.g.name(it.row)
		if s.sort == ByRelevance {
			out[i].Score = -it.key
		}
	}
	if !s.more || len(items) == 0 {
		return out, ""
	}
	last := items[len(items)-1]
	b, err := json.Marshal(cursor{s.sort, last.key, s.g.name(last.row)})
	if err != nil {
		return out, ""
	}
	return out, base64.RawURLEncoding.EncodeToString(b)
}
