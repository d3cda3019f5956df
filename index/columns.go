package index

import "sync"

// columns are properties of the documents of a segment in the order of the
// segment, made of the rows when they are first needed.
type columns struct {
	mu    sync.Mutex
	keys  map[string][]float64
	codes map[string]*codes
}

// codes are the values of a property as small numbers.
type codes struct {
	of     []uint16 // by document
	values []uint32 // what the numbers stand for
}

// key returns what documents are sorted by: the smaller first, unknown last.
func (p *postings) key(sort string, rows rows) []float64 {
	p.columns.mu.Lock()
	defer p.columns.mu.Unlock()
	if k, ok := p.columns.keys[sort]; ok {
		return k
	}
	key := keyOf(sort, rows)
	out := make([]float64, len(p.rows))
	for doc, r := range p.rows {
		if r != noRow {
			out[doc] = key(r)
		}
	}
	if p.columns.keys == nil {
		p.columns.keys = map[string][]float64{}
	}
	p.columns.keys[sort] = out
	return out
}

// maxCodes is how many different values a column of codes can have; a
// property with more is counted without one.
const maxCodes = 1 << 16

// code returns a property of the documents; nil when it has too many values.
func (p *postings) code(name string, value func(row uint32) uint32) *codes {
	p.columns.mu.Lock()
	defer p.columns.mu.Unlock()
	if c, ok := p.columns.codes[name]; ok {
		return c
	}
	c := &codes{of: make([]uint16, len(p.rows))}
	numbers := map[uint32]int{}
	for doc, r := range p.rows {
		if r == noRow {
			continue
		}
		v := value(r)
		n, ok := numbers[v]
		if !ok {
			if n = len(c.values); n == maxCodes {
				c = nil
				break
			}
			numbers[v] = n
			c.values = append(c.values, v)
		}
		c.of[doc] = uint16(n)
	}
	if p.columns.codes == nil {
		p.columns.codes = map[string]*codes{}
	}
	p.columns.codes[name] = c
	return c
}
