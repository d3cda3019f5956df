package index

import (
	"encoding/binary"
	"math/bits"

	"github.com/RoaringBitmap/roaring/v2"
)

// score adds a term's weight to the scores of the documents that have it. A
// short list of found documents is looked up one by one, because then only
// they count; otherwise the term's documents are gone through.
func (l *list) score(scores, norms []float32, weight float32, found *roaring.Bitmap) error {
	if l.docs == nil {
		if l.count == 1 {
			scores[l.one] += weight / (1 + norms[l.one])
		}
		return nil
	}
	freqs, err := l.frequencies()
	if err != nil {
		return err
	}
	if len(freqs) < 2*l.count || l.docs.Maximum() >= uint32(len(scores)) {
		return errDamaged
	}
	const worth = 16 // looking one document up costs as much as going through so many
	if even := len(freqs) == 2*l.count; even && int(found.GetCardinality())*worth < l.count {
		l.scoreFound(scores, norms, weight, freqs, found)
		return nil
	} else if even {
		l.scoreEven(scores, norms, weight, freqs)
		return nil
	}
	return l.scoreAny(scores, norms, weight, freqs)
}

// scoreEven goes through all documents when every frequency takes two bytes,
// the second of which is the 1.
func (l *list) scoreEven(scores, norms []float32, weight float32, freqs []byte) {
	var docs [512]uint32
	it := l.docs.ManyIterator()
	for {
		n := it.NextMany(docs[:])
		if n == 0 {
			return
		}
		f := freqs[:2*n]
		for i, doc := range docs[:n] {
			tf := float32(f[2*i] >> 1) // the low bit says whether there are positions
			scores[doc] += weight * tf / (tf + norms[doc])
		}
		freqs = freqs[2*n:]
	}
}

// scoreAny goes through all documents whatever length the frequencies have.
func (l *list) scoreAny(scores, norms []float32, weight float32, freqs []byte) error {
	return l.each(freqs, func(doc uint32, tf float32) { scores[doc] += weight * tf / (tf + norms[doc]) })
}

// each calls do with each document and the term's frequency in it.
func (l *list) each(freqs []byte, do func(doc uint32, tf float32)) error {
	for it := l.docs.Iterator(); it.HasNext(); {
		f, n1 := binary.Uvarint(freqs)
		if n1 <= 0 {
			return errDamaged
		}
		_, n2 := binary.Uvarint(freqs[n1:])
		if n2 <= 0 {
			return errDamaged
		}
		freqs = freqs[n1+n2:]
		do(it.Next(), float32(f>>1)) // the low bit says whether there are positions
	}
	return nil
}

// scoreFound looks up the found documents. Where a document's frequency is,
// follows from how many documents of the list stand before it.
func (l *list) scoreFound(scores, norms []float32, weight float32, freqs []byte, found *roaring.Bitmap) {
	words := make([]uint64, (len(scores)+63)/64)
	l.docs.WriteDenseTo(words)
	before, at := 0, 0 // documents in the words before at
	for it := found.Iterator(); it.HasNext(); {
		doc := it.Next()
		w, bit := int(doc/64), doc%64
		if words[w]>>bit&1 == 0 {
			continue
		}
		for ; at < w; at++ {
			before += bits.OnesCount64(words[at])
		}
		rank := before + bits.OnesCount64(words[w]&(1<<bit-1))
		tf := float32(freqs[2*rank] >> 1)
		scores[doc] += weight * tf / (tf + norms[doc])
	}
}

// tally adds a term's frequencies to those of the documents.
func (l *list) tally(freqs []float32) error {
	if l.docs == nil {
		if l.count == 1 {
			freqs[l.one]++
		}
		return nil
	}
	data, err := l.frequencies()
	if err != nil {
		return err
	}
	if l.docs.Maximum() >= uint32(len(freqs)) {
		return errDamaged
	}
	return l.each(data, func(doc uint32, tf float32) { freqs[doc] += tf })
}
