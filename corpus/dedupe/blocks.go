package dedupe

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Bounds of blocking. A block that is larger than blockSize is put in order of
// title, year and page, and each record is compared with the next ones only.
//
// Hernández and Stolfo 1995 (package comment).
const (
	blockSize = 64
	window    = 10
	rareWords = 4 // of a title, paired with each other
)

// entry puts a record into a block.
type entry struct {
	key uint64
	at  uint32
}

// candidates returns the pairs that share a block, each once, in order. The
// smaller place stands in the upper half.
func candidates(list []Prepared) []uint64 {
	entries := make([]entry, 0, 12*len(list))
	often := frequencies(list)
	var keys []uint64
	for i := range list {
		keys = appendKeys(keys[:0], &list[i], often)
		slices.Sort(keys)
		for _, k := range slices.Compact(keys) {
			entries = append(entries, entry{k, uint32(i)})
		}
	}
	slices.SortFunc(entries, func(x, y entry) int { return cmp.Or(cmp.Compare(x.key, y.key), cmp.Compare(x.at, y.at)) })
	var pairs []uint64
	for from := 0; from < len(entries); {
		to := from + 1
		for to < len(entries) && entries[to].key == entries[from].key {
			to++
		}
		pairs = appendPairs(pairs, list, entries[from:to])
		from = to
	}
	slices.Sort(pairs)
	return slices.Compact(pairs)
}

// appendPairs pairs all records of a block, or neighbours in a large one.
func appendPairs(pairs []uint64, list []Prepared, block []entry) []uint64 {
	reach := len(block)
	if len(block) > blockSize {
		reach = window
		slices.SortFunc(block, func(x, y entry) int { return compareOrder(&list[x.at], &list[y.at]) })
	}
	for i := range block {
		for j := i + 1; j < min(len(block), i+1+reach); j++ {
			pairs = append(pairs, pairOf(block[i].at, block[j].at))
		}
	}
	return pairs
}

func compareOrder(a, b *Prepared) int {
	return cmp.Or(cmp.Compare(a.title.compact, b.title.compact), cmp.Compare(a.year, b.year), cmp.Compare(a.place.first, b.place.first),
		cmp.Compare(a.people.first(), b.people.first()), cmp.Compare(a.key, b.key))
}

func pairOf(i, j uint32) uint64 { return uint64(min(i, j))<<32 | uint64(max(i, j)) }

func placesOf(pair uint64) (i, j int) { return int(pair >> 32), int(uint32(pair)) }

// frequencies counts in how many titles each word stands.
func frequencies(list []Prepared) map[uint32]uint32 {
	often := make(map[uint32]uint32)
	for i := range list {
		for _, w := range list[i].title.set {
			often[w]++
		}
	}
	return often
}

// appendKeys appends the keys of the blocks a record is in.
func appendKeys(keys []uint64, p *Prepared, often map[uint32]uint32) []uint64 {
	keys = p.ids.appendKeys(keys)
	keys = appendTitleKeys(keys, &p.title, often)
	if !p.original.missing() && !p.original.generic {
		keys = append(keys, hash64("title", p.original.compact))
	}
	year, author := strconv.Itoa(p.year), p.people.first()
	if p.place.first != "" && author != "" {
		keys = append(keys, hash64("author page", author, p.place.first, p.place.volume))
	}
	if p.place.first != "" && p.place.volume != "" {
		keys = append(keys, hash64("place", year, p.place.volume, p.place.first))
		if len(p.journal.names) > 0 {
			keys = append(keys, hash64("journal", p.journal.names[0][0][:1], p.place.volume, p.place.first))
		}
	}
	if author != "" && len(p.title.words) > 0 {
		keys = append(keys, hash64("author year", author[:min(5, len(author))], year, p.title.words[0]))
	}
	if p.title.missing() || p.title.generic {
		keys = append(keys, hash64("bare", author, year, p.place.volume))
	}
	return appendAbstractKeys(keys, &p.abstract)
}

func (x *ids) appendKeys(keys []uint64) []uint64 {
	for _, id := range []struct{ kind, value string }{
		{"doi", string(x.doi)}, {"stem", x.stem}, {"pmid", string(x.pmid)}, {"pmcid", string(x.pmcid)}, {"accession", x.accession},
	} {
		if id.value != "" {
			keys = append(keys, hash64(id.kind, id.value))
		}
	}
	return keys
}

// appendTitleKeys takes the whole title, its beginning and end, and pairs of
// its rarest words that stand in another title as well.
func appendTitleKeys(keys []uint64, t *title, often map[uint32]uint32) []uint64 {
	if t.missing() || t.generic {
		return keys
	}
	keys = append(keys, hash64("title", t.compact))
	if runes := []rune(t.compact); len(runes) >= 16 {
		keys = append(keys, hash64("begins", string(runes[:16])), hash64("ends", string(runes[len(runes)-16:])))
	}
	if n := len(t.words); n >= 4 {
		keys = append(keys, hash64("first", strings.Join(t.words[:4], " ")), hash64("last", strings.Join(t.words[n-4:], " ")))
	}
	rare := make([]uint32, 0, len(t.set))
	for _, w := range t.set {
		if often[w] > 1 {
			rare = append(rare, w)
		}
	}
	slices.SortFunc(rare, func(x, y uint32) int { return cmp.Or(cmp.Compare(often[x], often[y]), cmp.Compare(x, y)) })
	rare = rare[:min(len(rare), rareWords)]
	slices.Sort(rare)
	for i := range rare {
		for j := i + 1; j < len(rare); j++ {
			keys = append(keys, uint64(rare[i])<<32|uint64(rare[j]))
		}
	}
	return keys
}

func appendAbstractKeys(keys []uint64, a *abstract) []uint64 {
	if a.size == 0 {
		return keys
	}
	keys = append(keys, a.head)
	for _, h := range a.sketch[:min(2, len(a.sketch))] {
		keys = append(keys, hash64("sketch", strconv.FormatUint(uint64(h), 36)))
	}
	return keys
}
