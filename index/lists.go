package index

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/vellum"
	zap "github.com/blevesearch/zapx/v17"
)

// Searching reads the segments that bleve wrote (zap, version 17) without
// bleve's searchers: a list of documents is the bitmap as it stands in the
// file, and the frequencies beside it are read in one go. What is not laid
// out as expected is damage.

// dictionary is one field of a segment.
type dictionary struct {
	data []byte // the whole segment
	fst  *vellum.FST
}

// dictionaries holds those of a segment that were used so far.
type dictionaries struct {
	mu sync.Mutex
	of map[string]*dictionary
}

// dictionary returns a field of p; nil when no document of it has the field.
func (p *postings) dictionary(field string) (*dictionary, error) {
	p.fields.mu.Lock()
	defer p.fields.mu.Unlock()
	if d, ok := p.fields.of[field]; ok {
		return d, nil
	}
	data := p.segment.Data()
	at, err := p.segment.DictAddr(field)
	var d *dictionary
	if err == nil {
		size, n := binary.Uvarint(data[at:min(at+binary.MaxVarintLen64, uint64(len(data)))])
		if n <= 0 || size > uint64(len(data))-at-uint64(n) {
			return nil, fmt.Errorf("dictionary of %s: %w", field, errDamaged)
		}
		fst, err := vellum.Load(data[at+uint64(n) : at+uint64(n)+size])
		if err != nil {
			return nil, fmt.Errorf("dictionary of %s: %w: %w", field, err, errDamaged)
		}
		d = &dictionary{data, fst}
	}
	p.fields.of[field] = d
	return d, nil
}

// list is the documents that have a term.
type list struct {
	docs  *roaring.Bitmap // in ascending order; nil when there is only one
	one   uint32
	count int

	in    *dictionary
	freqs uint64 // where the frequencies are
}

// at reads the list that a dictionary points to.
func (d *dictionary) at(value uint64) (list, error) { return d.into(roaring.New(), value) }

// into does so with a bitmap whose content is given up.
func (d *dictionary) into(docs *roaring.Bitmap, value uint64) (list, error) {
	if value&zap.FSTValEncodingMask == zap.FSTValEncoding1Hit {
		doc, _ := zap.FSTValDecode1Hit(value)
		return list{one: uint32(doc), count: 1}, nil
	}
	if value >= uint64(len(d.data)) {
		return list{}, errDamaged
	}
	b := d.data[value:]
	freqs, n1 := binary.Uvarint(b)
	if n1 <= 0 {
		return list{}, errDamaged
	}
	_, n2 := binary.Uvarint(b[n1:])
	if n2 <= 0 {
		return list{}, errDamaged
	}
	size, n3 := binary.Uvarint(b[n1+n2:])
	start := n1 + n2 + n3
	if n3 <= 0 || size > uint64(len(b)-start) {
		return list{}, errDamaged
	}
	if _, err := docs.FromBuffer(b[start : start+int(size)]); err != nil {
		return list{}, errors.Join(err, errDamaged)
	}
	return list{docs: docs, count: int(docs.GetCardinality()), in: d, freqs: freqs}, nil
}

// frequencies returns for each document the frequency of the term and a 1, as
// varints: in the file stand the number of chunks, the end of each, and the
// chunks one behind the other.
func (l *list) frequencies() ([]byte, error) {
	if l.freqs >= uint64(len(l.in.data)) {
		return nil, errDamaged
	}
	b := l.in.data[l.freqs:]
	chunks, n := binary.Uvarint(b)
	end := uint64(0)
	for range chunks {
		if n <= 0 || n >= len(b) {
			return nil, errDamaged
		}
		v, k := binary.Uvarint(b[n:])
		if k <= 0 {
			return nil, errDamaged
		}
		end, n = v, n+k
	}
	if end > uint64(len(b)-n) {
		return nil, errDamaged
	}
	return b[n : n+int(end)], nil
}

// bitmap returns the documents as a set that must not be changed.
func (l *list) bitmap() *roaring.Bitmap {
	switch {
	case l.docs != nil:
		return l.docs
	case l.count == 1:
		return roaring.BitmapOf(l.one)
	}
	return roaring.New()
}

// addTo adds the documents to a set.
func (l *list) addTo(out *roaring.Bitmap) {
	if l.docs != nil {
		out.Or(l.docs)
	} else if l.count == 1 {
		out.Add(l.one)
	}
}
