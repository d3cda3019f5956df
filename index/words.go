package index

import (
	"encoding/binary"
	"hash/crc32"
)

// words numbers the different words of a library in the order of their first
// appearance, so that frequent words have small numbers. It is kept in three
// files: the words one behind the other, the end of each, and a hash table.
// A number, once given, stays.
type words struct {
	text  []byte
	ends  []byte // uint32 little endian, one a word
	table []byte // uint32 little endian: word number + 1, 0 is free; a power of two
	mask  uint32
}

func (w *words) len() int { return len(w.ends) / 4 }

// word returns the text of word number id.
func (w *words) word(id uint32) []byte {
	start := uint32(0)
	if id > 0 {
		start = binary.LittleEndian.Uint32(w.ends[4*(id-1):])
	}
	return w.text[start:binary.LittleEndian.Uint32(w.ends[4*id:])]
}

// find returns the number of a word.
func (w *words) find(word string) (uint32, bool) {
	if len(w.table) == 0 {
		return 0, false
	}
	for slot := hashWord(word) & w.mask; ; slot = (slot + 1) & w.mask {
		id := binary.LittleEndian.Uint32(w.table[4*slot:])
		if id == 0 {
			return 0, false
		}
		if string(w.word(id-1)) == word {
			return id - 1, true
		}
	}
}

// add returns the number of a word, giving it one when it is new.
func (w *words) add(word string) uint32 {
	if 2*(w.len()+1) > len(w.table)/4 {
		w.grow()
	}
	slot := hashWord(word) & w.mask
	for {
		id := binary.LittleEndian.Uint32(w.table[4*slot:])
		if id == 0 {
			break
		}
		if string(w.word(id-1)) == word {
			return id - 1
		}
		slot = (slot + 1) & w.mask
	}
	w.text = append(w.text, word...)
	w.ends = binary.LittleEndian.AppendUint32(w.ends, uint32(len(w.text)))
	id := uint32(w.len())
	binary.LittleEndian.PutUint32(w.table[4*slot:], id)
	return id - 1
}

// grow doubles the table and puts every word into it again.
func (w *words) grow() {
	size := max(1024, len(w.table)/4*2)
	for size < 4*w.len() {
		size *= 2
	}
	w.table = make([]byte, 4*size)
	w.mask = uint32(size - 1)
	for id := range w.len() {
		slot := hashWord(string(w.word(uint32(id)))) & w.mask
		for binary.LittleEndian.Uint32(w.table[4*slot:]) != 0 {
			slot = (slot + 1) & w.mask
		}
		binary.LittleEndian.PutUint32(w.table[4*slot:], uint32(id)+1)
	}
}

// hashWord is FNV-1a with a final mix. It is part of the file format.
func hashWord(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	h ^= h >> 15
	h *= 0x85ebca6b
	return h ^ h>>13
}

// checksum continues a CRC-32 over more bytes.
func checksum(crc uint32, b []byte) uint32 { return crc32.Update(crc, crc32.IEEETable, b) }
