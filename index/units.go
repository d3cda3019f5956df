package index

import "appraise/index/query"

// The words of a document are kept in their order as 16-bit units: one unit
// for the first 49,152 words of the library, two for later ones. The ranges
// are disjoint, so a word sequence can be looked for as a sequence of units.
const (
	firstLead  = 0xC000 // first of two units
	firstTrail = 0xE000 // second of two units
	firstField = 0xFF00 // a field begins; the low byte is its number
	sectionEnd = 0xFFFE // a section of the same field begins

	trailRange = firstField - firstTrail
	maxWords   = firstLead + (firstTrail-firstLead)*trailRange
)

// appendUnits appends the units of word number id.
func appendUnits(dst []uint16, id uint32) []uint16 {
	if id < firstLead {
		return append(dst, uint16(id))
	}
	id -= firstLead
	return append(dst, uint16(firstLead+id/trailRange), uint16(firstTrail+id%trailRange))
}

// unitReader reads the words of a document back.
type unitReader struct {
	units []uint16
	field query.Field
	pos   int // position of the word read last, as query.Sections counts
	id    uint32
	next  int // position of the next word
}

// read moves to the next word and reports whether there is one.
func (u *unitReader) read() bool {
	for len(u.units) > 0 {
		c := u.units[0]
		switch {
		case c < firstLead:
			u.id, u.units = uint32(c), u.units[1:]
		case c < firstTrail && len(u.units) > 1:
			u.id = firstLead + uint32(c-firstLead)*trailRange + uint32(u.units[1]-firstTrail)
			u.units = u.units[2:]
		case c == sectionEnd:
			u.next += query.SectionGap - 1
			u.units = u.units[1:]
			continue
		default:
			u.field, u.next = query.Field(c&0xFF), 0
			u.units = u.units[1:]
			continue
		}
		u.pos = u.next
		u.next++
		return true
	}
	return false
}
