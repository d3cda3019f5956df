package index

import (
	"encoding/binary"
	"slices"
)

// Words of a document are looked for four units at a time: eight bytes are
// compared with the unit sought by arithmetic on one 64-bit word.
//
// Warren HS. Hacker's Delight, 2nd ed. Addison-Wesley 2013, section 6-1.
const (
	eachUnit = 0x0001_0001_0001_0001
	topBits  = 0x8000_8000_8000_8000
)

// indexUnit returns where unit first stands in units, -1 when nowhere.
func indexUnit(units []uint16, unit uint16) int {
	b := asBytes(units)
	want := uint64(unit) * eachUnit
	i := 0
	for ; len(b) >= 8; b = b[8:] {
		x := binary.NativeEndian.Uint64(b) ^ want
		if (x-eachUnit)&^x&topBits != 0 {
			for j := i; ; j++ {
				if units[j] == unit {
					return j
				}
			}
		}
		i += 4
	}
	for ; i < len(units); i++ {
		if units[i] == unit {
			return i
		}
	}
	return -1
}

// containsUnits reports whether needle, which is not empty, is part of units.
// It looks for the unit at rare first, the one expected the least.
func containsUnits(units, needle []uint16, rare int) bool {
	from := rare
	for from+len(needle)-rare <= len(units) {
		i := indexUnit(units[from:len(units)-(len(needle)-1-rare)], needle[rare])
		if i < 0 {
			return false
		}
		start := from + i - rare
		if slices.Equal(units[start:start+len(needle)], needle) {
			return true
		}
		from += i + 1
	}
	return false
}

// rarest returns the place of the unit with the largest number: words are
// numbered as they appear, so frequent ones have small numbers.
func rarest(needle []uint16) int {
	best := 0
	for i, u := range needle {
		if u > needle[best] {
			best = i
		}
	}
	return best
}

// closeUnits reports whether the words a and b stand in units with at most n
// words between them, within one section; ordered asks for a before b.
func closeUnits(units, a, b []uint16, n int, ordered bool) bool {
	flip := a[0] < b[0]
	if flip {
		a, b = b, a
	}
	for from := 0; ; {
		i := indexUnit(units[from:], a[0])
		if i < 0 {
			return false
		}
		i += from
		from = i + 1
		if !hasWord(units, i, a) {
			continue
		}
		if (!ordered || flip) && within(units, i, b, n, -1) || (!ordered || !flip) && within(units, i, b, n, 1) {
			return true
		}
	}
}

// hasWord reports whether word stands at place i.
func hasWord(units []uint16, i int, word []uint16) bool {
	return units[i] == word[0] && (len(word) == 1 || i+1 < len(units) && units[i+1] == word[1])
}

// within reports whether word is among the n+1 words next to place i, going
// by step, before a section or field ends.
func within(units []uint16, i int, word []uint16, n, step int) bool {
	for seen := 0; seen <= n; {
		i += step
		if i < 0 || i >= len(units) || units[i] >= firstField {
			return false
		}
		if units[i] >= firstTrail {
			continue // the second half of a word
		}
		if hasWord(units, i, word) {
			return true
		}
		seen++
	}
	return false
}
