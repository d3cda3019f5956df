package index

import (
	"math/bits"
	"strings"

	"appraise/index/query"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// analysis turns documents into what the two halves of the index keep: terms
// for the inverted index, and rows with the sequence of words. It is used by
// one goroutine.
type analysis struct {
	words *words
	info  []wordInfo // by word number, filled as words are met
	stems map[string]uint32
	stem  []stemInfo

	touched []uint32
	stemmed []uint32
	tokens  []query.Token
	units   []uint16
}

type wordInfo struct {
	known  bool
	stem   uint32
	freq   *bleveindex.TokenFreq
	fields query.FieldSet // of the document at hand
}

type stemInfo struct {
	freqs   []*bleveindex.TokenFreq // by frequency - 1; shared by documents
	count   int                     // in the document at hand
	another bool                    // in the fields of it that ranking does not weigh
}

func newAnalysis(w *words) *analysis {
	return &analysis{words: w, stems: map[string]uint32{}}
}

// number returns the number of a term and makes sure that it is known.
func (a *analysis) number(term string) uint32 {
	id := a.words.add(term)
	if int(id) >= len(a.info) {
		a.info = append(a.info, make([]wordInfo, a.words.len()+1024-len(a.info))...)
	}
	if w := &a.info[id]; !w.known {
		w.known = true
		w.freq = newFreq(term, 1)
		st := stem(term)
		n, ok := a.stems[st]
		if !ok {
			n = uint32(len(a.stem))
			st = strings.Clone(st)
			a.stems[st] = n
			a.stem = append(a.stem, stemInfo{freqs: []*bleveindex.TokenFreq{newFreq(st, 1)}})
		}
		w.stem = n
	}
	return id
}

func newFreq(term string, count int) *bleveindex.TokenFreq {
	f := &bleveindex.TokenFreq{Term: []byte(term)}
	f.SetFrequency(count)
	return f
}

// document returns the terms of d, its units and its length.
func (a *analysis) document(d *Document, name string) (doc *indexDoc, units []uint16, length int) {
	a.touched, a.stemmed, a.units = a.touched[:0], a.stemmed[:0], a.units[:0]
	text, length := a.read(d)
	doc = &indexDoc{name: name}
	all := make(bleveindex.TokenFrequencies, len(a.touched))
	var single [64]bleveindex.TokenFrequencies
	for _, id := range a.touched {
		w := &a.info[id]
		term := string(w.freq.Term)
		all[term] = w.freq
		in := w.fields ^ notAbstract // the abstract's words are told by the others
		for v := uint64(in); v != 0; v &= v - 1 {
			f := bits.TrailingZeros64(v)
			if single[f] == nil {
				single[f] = bleveindex.TokenFrequencies{}
			}
			single[f][term] = w.freq
		}
		w.fields = 0
	}
	doc.add(fieldAll, all, false)
	for _, f := range (text | notAbstract).List() {
		if len(single[f]) == 0 {
			continue
		}
		doc.add(fieldOf(f), single[f], false)
	}
	a.addStems(doc)
	values := bleveindex.TokenFrequencies{}
	for _, t := range valueTerms(d, text) {
		if values[t] == nil {
			values[t] = newFreq(t, 1)
		}
	}
	doc.add(fieldValues, values, false)
	return doc, a.units, length
}

// read cuts the texts of d into words, notes in which fields each is, and
// writes their sequence.
func (a *analysis) read(d *Document) (text query.FieldSet, length int) {
	var at query.Field
	for _, s := range d.sections() {
		if a.tokens = query.AppendTokens(a.tokens[:0], s.text, 0); len(a.tokens) == 0 {
			continue
		}
		if s.field == at {
			a.units = append(a.units, sectionEnd)
		} else {
			at = s.field
			a.units = append(a.units, firstField|uint16(at))
		}
		text |= query.SetOf(at)
		times := 0
		switch {
		case at == query.Title:
			times = titleWeight
		case rankedFields.Has(at):
			times = 1
		}
		length += times * len(a.tokens)
		for i := range a.tokens {
			a.word(a.number(a.tokens[i].Term), at, times)
		}
	}
	return text, length
}

// word notes one word of a field, whose stem ranking counts so many times.
func (a *analysis) word(id uint32, at query.Field, times int) {
	a.units = appendUnits(a.units, id)
	w := &a.info[id]
	if w.fields == 0 {
		a.touched = append(a.touched, id)
	}
	w.fields |= query.SetOf(at)
	st := &a.stem[w.stem]
	if st.count == 0 && !st.another {
		a.stemmed = append(a.stemmed, w.stem)
	}
	if times > 0 {
		st.count += times
	} else {
		st.another = true
	}
}

func (a *analysis) addStems(doc *indexDoc) {
	ranked := make(bleveindex.TokenFrequencies, len(a.stemmed))
	other := bleveindex.TokenFrequencies{}
	for _, n := range a.stemmed {
		st := &a.stem[n]
		term := string(st.freqs[0].Term)
		if st.count > 0 {
			for len(st.freqs) < st.count {
				st.freqs = append(st.freqs, newFreq(term, len(st.freqs)+1))
			}
			ranked[term] = st.freqs[st.count-1]
		} else {
			other[term] = st.freqs[0]
		}
		st.count, st.another = 0, false
	}
	doc.add(fieldStem, ranked, true)
	if len(other) > 0 {
		doc.add(fieldOther, other, false)
	}
}
