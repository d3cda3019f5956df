package pdf

import (
	"math"
	"slices"

	"appraise/reports"
)

// sides lists the blocks that stand side by side: the kind on the left with
// its columns of the grid, and the kinds stacked on the right.
var sides = []struct {
	left    string
	columns int
	right   []string
	below   string // goes below the left one when there is room
}{
	{"harms", 7, []string{"applicability", "unknown"}, "glossary"},
	{"icons", 5, []string{"flow"}, ""},
	{"icons", 5, []string{"risk", "checks"}, ""},
	{"icons", 5, []string{"notices"}, ""},
	{"risk", 6, []string{"checks"}, ""},
	{"facts", 6, []string{"summary"}, ""},
	{"checks", 7, []string{"claims", "notices"}, ""},
	{"other", 7, []string{"claims", "notices"}, ""},
	{"search", 5, []string{"about"}, ""},
}

// side finds the neighbour of a block and sets both; nil when it stands alone.
func (b *builder) side(doc reports.Briefing, block reports.Block, drop []string, used map[reports.Block]bool) (left, right *column) {
	find := func(kind string) reports.Block {
		for _, x := range doc.Blocks {
			if x.Kind() == kind && !used[x] && !b.apart[x] && !slices.Contains(drop, kind) && isNarrow(x) {
				return x
			}
		}
		return nil
	}
	for _, s := range sides {
		if !isNarrow(block) || block.Kind() != s.left && !slices.Contains(s.right, block.Kind()) {
			continue
		}
		l := find(s.left)
		var rs []reports.Block
		for _, kind := range s.right {
			if x := find(kind); x != nil {
				rs = append(rs, x)
			}
		}
		if l == nil || len(rs) == 0 {
			continue
		}
		if b.lowerApart(l, rs, s.columns) {
			return nil, nil
		}
		used[l] = true
		for _, x := range rs {
			used[x] = true
		}
		rest := find(s.below)
		left, right, with := b.stacks(l, rs, rest, s.columns)
		if with {
			used[rest] = true
		}
		return left, right
	}
	return nil, nil
}

// lowerApart reports whether blocks that belong side by side take less height
// below each other over the whole width, as when one is much longer than the
// others. They stay apart then.
func (b *builder) lowerApart(l reports.Block, rs []reports.Block, columns int) bool {
	all := append([]reports.Block{l}, rs...)
	if slices.ContainsFunc(all, func(x reports.Block) bool { _, text := x.(*reports.Section); return !text }) {
		return false
	}
	together, alone := math.Inf(1), 0.0
	if left, right, _ := b.stacks(l, rs, nil, columns); left != nil {
		together = max(left.height(), right.height())
	}
	for _, x := range all {
		alone += column{pieces: b.narrow(x, b.grid.measure)}.height() + gapLarge*b.look.gaps
	}
	if alone > together-apartGain {
		return false
	}
	for _, x := range all {
		b.apart[x] = true
	}
	return true
}

// apartGain is how many millimetres have to be gained for blocks that belong
// side by side to be set below each other.
const apartGain = 15.0

// stacks sets a block at the left and others at the right, in the way that
// is lowest: the first of the others may go below the left one, and a block
// that is welcome but not needed fills the shorter side.
func (b *builder) stacks(l reports.Block, rs []reports.Block, rest reports.Block, columns int) (left, right *column, with bool) {
	wide, small := b.grid.wide(columns), b.grid.wide(12-columns)
	best := math.Inf(1)
	try := func(ls, rs []reports.Block, has bool, cost float64) {
		k, m := b.pile(0, wide, ls), b.pile(b.grid.x(columns), small, rs)
		if h := max(k.height(), m.height()) + cost; h < best-0.01 {
			best, left, right, with = h, k, m, has
		}
	}
	for moved := range min(len(rs), 2) {
		ls, others := append([]reports.Block{l}, rs[:moved]...), rs[moved:]
		cost := 2 * float64(moved)
		if rest == nil {
			try(ls, others, false, cost)
			continue
		}
		try(ls, others, false, cost+b.worth)
		try(append(slices.Clone(ls), rest), others, true, cost)
		try(ls, append(slices.Clone(others), rest), true, cost)
	}
	return left, right, with
}

// pile sets blocks below each other.
func (b *builder) pile(x, width float64, blocks []reports.Block) *column {
	k := &column{x: x}
	for i, block := range blocks {
		ps := b.narrow(block, width)
		if i > 0 && len(ps) > 0 {
			ps[0].space = b.look.stack - 0.4
		}
		k.pieces = append(k.pieces, ps...)
	}
	return k
}
