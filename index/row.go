package index

import "encoding/binary"

// rowSize is the size of a row in the file of rows.
const rowSize = 48

// row is what the index keeps of one version of a document beside its
// postings: where its words are, and what results are sorted and counted by.
// A changed document gets a new row; rows are never changed.
type row struct {
	at      uint64 // first unit of its words in the file of texts
	units   uint32 // units of its words
	length  uint32 // words that ranking counts
	date    int32  // first day, yyyymmdd; 0 not known
	size    int32  // people studied; -1 not known
	design  uint32 // word numbers; noWord when not known
	risk    uint32
	journal uint32
	id      uint32 // word number of the study id
}

// noWord stands for no value.
const noWord = ^uint32(0)

func (r *row) append(b []byte) []byte {
	le := binary.LittleEndian
	b = le.AppendUint64(b, r.at)
	b = le.AppendUint32(b, r.units)
	b = le.AppendUint32(b, r.length)
	b = le.AppendUint32(b, uint32(r.date))
	b = le.AppendUint32(b, uint32(r.size))
	b = le.AppendUint32(b, r.design)
	b = le.AppendUint32(b, r.risk)
	b = le.AppendUint32(b, r.journal)
	b = le.AppendUint32(b, r.id)
	return le.AppendUint64(b, 0)
}

// rows is the file of rows.
type rows []byte

func (r rows) len() int { return len(r) / rowSize }

func (r rows) u32(n uint32, offset int) uint32 {
	return binary.LittleEndian.Uint32(r[int(n)*rowSize+offset:])
}

func (r rows) text(n uint32) (at uint64, units uint32) {
	return binary.LittleEndian.Uint64(r[int(n)*rowSize:]), r.u32(n, 8)
}
func (r rows) length(n uint32) uint32  { return r.u32(n, 12) }
func (r rows) date(n uint32) int32     { return int32(r.u32(n, 16)) }
func (r rows) size(n uint32) int32     { return int32(r.u32(n, 20)) }
func (r rows) design(n uint32) uint32  { return r.u32(n, 24) }
func (r rows) risk(n uint32) uint32    { return r.u32(n, 28) }
func (r rows) journal(n uint32) uint32 { return r.u32(n, 32) }
func (r rows) id(n uint32) uint32      { return r.u32(n, 36) }
