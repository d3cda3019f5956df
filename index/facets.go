package index

import (
	"cmp"
	"fmt"
	"slices"

	"appraise/index/query"

	"github.com/RoaringBitmap/roaring/v2"
)

// facetValues is how many values of a facet are returned at most.
const facetValues = 50

// unknownValue is how results without a value are counted.
const unknownValue = "not known"

// counter counts results by their properties.
type counter struct {
	g      *generation
	names  []string
	counts []map[string]int
	codes  []map[uint32]int // of the facets that rows hold as numbers
}

func newCounter(g *generation, names []string) *counter {
	c := &counter{g: g}
	for _, n := range names {
		if slices.Contains(FacetNames, n) && !slices.Contains(c.names, n) {
			c.names = append(c.names, n)
			c.counts = append(c.counts, map[string]int{})
			c.codes = append(c.codes, map[uint32]int{})
		}
	}
	return c
}

// add counts the documents found in one segment.
func (c *counter) add(e *evaluator, found *roaring.Bitmap) error {
	for i, name := range c.names {
		var err error
		switch name {
		case "certainty":
			err = c.listed(e, found, query.Certainty, c.counts[i])
		case "status":
			err = c.listed(e, found, query.Status, c.counts[i])
		case "tag":
			err = c.listed(e, found, query.Tag, c.counts[i])
		default:
			c.single(e.p, found, name, c.codes[i])
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// listed counts a property of which a study has any number of values.
func (c *counter) listed(e *evaluator, found *roaring.Bitmap, f query.Field, counts map[string]int) error {
	prefix := facetTerm(f, "")
	return e.scan(fieldValues, prefix, "facet", func(term []byte, at uint64) error {
		l, err := e.dicts[fieldValues].at(at)
		if err == nil {
			if n := int(found.AndCardinality(l.bitmap())); n > 0 {
				counts[string(term[len(prefix):])] += n
			}
		}
		return err
	})
}

// single counts a property of which a study has one value.
func (c *counter) single(p *postings, found *roaring.Bitmap, name string, counts map[uint32]int) {
	value := c.codeOf(name)
	col := p.code(name, value)
	if col == nil {
		for it := found.Iterator(); it.HasNext(); {
			counts[value(p.rows[it.Next()])]++
		}
		return
	}
	n := make([]int, len(col.values))
	var docs [512]uint32
	for it := found.ManyIterator(); ; {
		k := it.NextMany(docs[:])
		if k == 0 {
			break
		}
		for _, doc := range docs[:k] {
			n[col.of[doc]]++
		}
	}
	for i, count := range n {
		if count > 0 {
			counts[col.values[i]] += count
		}
	}
}

func (c *counter) codeOf(name string) func(row uint32) uint32 {
	rows := c.g.rows
	switch name {
	case "year":
		return func(r uint32) uint32 { return uint32(rows.date(r)/10000) / 5 * 5 }
	case "n":
		return func(r uint32) uint32 { return uint32(sizeBand(rows.size(r))) }
	case "rob":
		return rows.risk
	case "journal":
		return rows.journal
	}
	return rows.design
}

// sizeBands are the bands of the number of people studied, by their lowest
// number.
var sizeBands = [...]int32{0, 50, 100, 500, 1000, 5000}

func sizeBand(n int32) int {
	band := -1
	for i, low := range sizeBands {
		if n >= low {
			band = i
		}
	}
	return band
}

func (c *counter) label(name string, code uint32) string {
	switch name {
	case "year":
		if code == 0 {
			return unknownValue
		}
		return fmt.Sprintf("%d–%d", code, code+4)
	case "n":
		band := int(int32(code))
		switch {
		case band < 0:
			return unknownValue
		case band == 0:
			return fmt.Sprintf("under %d", sizeBands[1])
		case band == len(sizeBands)-1:
			return fmt.Sprintf("%d or more", sizeBands[band])
		}
		return fmt.Sprintf("%d–%d", sizeBands[band], sizeBands[band+1]-1)
	}
	if code == noWord {
		return unknownValue
	}
	return string(c.g.words.word(code))
}

// facets returns the counts: bands in their order, the latest years first,
// other values by their count.
func (c *counter) facets() []Facet {
	var out []Facet
	for i, name := range c.names {
		f := Facet{Name: name, Values: []Count{}}
		codes := make([]uint32, 0, len(c.codes[i]))
		for code := range c.codes[i] {
			codes = append(codes, code)
		}
		slices.SortFunc(codes, func(a, b uint32) int { return cmp.Compare(int32(b), int32(a)) })
		for _, code := range codes {
			f.Values = append(f.Values, Count{c.label(name, code), c.codes[i][code]})
		}
		for v, n := range c.counts[i] {
			f.Values = append(f.Values, Count{v, n})
		}
		switch name {
		case "year":
		case "n":
			slices.Reverse(f.Values)
			if len(f.Values) > 0 && f.Values[0].Value == unknownValue {
				f.Values = append(f.Values[1:], f.Values[0])
			}
		default:
			slices.SortFunc(f.Values, func(a, b Count) int {
				return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
			})
		}
		f.Values = f.Values[:min(len(f.Values), facetValues)]
		out = append(out, f)
	}
	return out
}
